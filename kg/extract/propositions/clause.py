"""A clause as a set of token indices: what belongs to it, and how it is written down again after edits.

``Edits`` maps a token's index to the text that replaces it; an empty text drops it. All functions return new edits, so that the
steps of :mod:`kg.extract.propositions.proposition` add up without changing a ``Doc``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from kg.extract.syntax import FINITE

Edits = dict[int, str]
Inside = frozenset[int]

QUOTES = frozenset('"“”«»„‘`') | {"''", "``"}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_CLOSING = frozenset({",", ".", ";", ":", "%", ")"})
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.[A-Z]|a\.m|p\.m|Jr|Sr|Inc|Corp|Ltd|Co)$")
_DATELINE = re.compile(r"^[A-Z][A-Z .'’-]{2,}(?:, [A-Z][a-z]+\.? \d{1,2})?(?:,? \([^)]*\))? ?[—–-]+ ")
_ABBREVIATION = re.compile(r" \([A-Z]{2,6}\)")
_DANGLING = re.compile(r",?\s+(?:but|and|or|nor|because|although)\.?$")
_BLANKS = re.compile(r"\s+")
_BLANKS_BEFORE = re.compile(r"\s+([,.;:!?)])")
_MARKS = re.compile(r"[,;:](?:\s*[,;:])+")
_EDGES = " \t\n,;:.!?…–—-"


def children(token: Token, inside: Inside, *deps: str) -> list[Token]:
    """Return the children of *token* that lie *inside* and have one of the labels *deps* (any, where none is named)."""
    return [c for c in token.children if c.i in inside and (not deps or c.dep_ in deps)]


def subtree(token: Token, inside: Inside) -> Inside:
    """Return the indices of *token* and all below it, as far as they lie *inside*."""
    return frozenset(t.i for t in token.subtree if t.i in inside)


def roots(doc: Doc, inside: Inside) -> list[Token]:
    """Return the tokens whose heads lie outside, in order, punctuation and conjunctions left out."""
    tops = (doc[i] for i in sorted(inside) if doc[i].head.i not in inside or doc[i].head.i == i)
    return [t for t in tops if t.dep_ not in {"punct", "cc", "mark"} and not t.is_punct]


def is_clause(token: Token, inside: Inside) -> bool:
    """Whether *token* is a verb with a subject inside or with a finite form of its own."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    verbs = [token, *children(token, inside, "aux", "auxpass")]
    return bool(children(token, inside, *SUBJECTS)) or any(t.tag_ in FINITE for t in verbs)


def subject(verb: Token, inside: Inside) -> Token | None:
    """Return the subject of *verb*: its own, or where it shares one, that of the verb it is joined to."""
    found = children(verb, inside, *(SUBJECTS - {"expl"}))
    if found:
        return found[0]
    if verb.dep_ == "conj" and verb.head.i in inside and verb.head.i != verb.i:
        return subject(verb.head, inside)
    return None


def opens(head: Token, inside: Inside) -> bool:
    """Whether nothing but auxiliaries and adverbs stands before the verb, so that its subject is elsewhere."""
    before = [head.doc[i] for i in inside if i < head.i and not head.doc[i].is_punct]
    return all(t.dep_ in {"aux", "auxpass", "neg", "advmod"} for t in before)


def words(doc: Doc, inside: Iterable[int], edits: Mapping[int, str]) -> str:
    """Return the words *inside* after *edits*, spaced as in the text, without quotation marks and edge punctuation."""
    parts: list[str] = []
    previous = -2
    kept = frozenset(inside)
    for i in sorted(kept):
        token = doc[i]
        text, tag = token.text, token.tag_
        word = edits.get(i, "" if text in QUOTES or tag in {"``", "''"} or token.is_space else text)
        interrupted = word == "," and i + 2 not in kept and i + 1 in kept and doc[i + 1].text in QUOTES
        if not word.strip() or interrupted:
            continue
        glued = previous == i - 1 and i > 0 and not doc[i - 1].whitespace_
        glued = glued and not (i in edits and word[0].isalnum() and text[0] in "'’")
        glued = glued or text in _CLOSING or (tag == "POS" and previous >= 0)
        if parts and not glued:
            parts.append(" ")
        parts.append(word)
        previous = i
    written = _BLANKS.sub(" ", "".join(parts))
    written = _BLANKS_BEFORE.sub(r"\1", written)
    written = _MARKS.sub(",", written).strip(_EDGES)
    return written + "." if _ABBREVIATED.search(written) else written


def opening(doc: Doc, inside: Iterable[int], text: str) -> str:
    """Return *text*, the words *inside*, as it reads after other words: without the capital that only opened a sentence."""
    first = doc[min(inside)]
    named = first.pos_ == "PROPN" or first.ent_type_ or first.text == "I" or first.is_upper or not text.startswith(first.text)
    return text if named else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """Return *text* with a capital and a full stop, without a dateline and "(ABBREVIATION)"; empty text stays empty.

    >>> sentence("ORDU, May 4 (Meridian) - the Port Authority (OPA) paid")
    'The Port Authority paid.'
    """
    text = _ABBREVIATION.sub("", _DATELINE.sub("", _BLANKS.sub(" ", text).strip()))
    text = _DANGLING.sub("", text)
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")
