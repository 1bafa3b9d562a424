"""Small questions to a dependency parse: tokens in, tokens or stretches of tokens out.

Labels are those of spaCy's English pipelines (ClearNLP style: nsubj, dobj, ccomp, prep, pobj, agent, …).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from kg.extract.passage import Tokens
from kg.lexicon import table

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  #: tags of finite verbs
_TRIMMED = frozenset(
    {"case", "appos", "relcl", "acl", "advcl", "parataxis", "punct", "cc", "conj", "prep", "npadvmod", "advmod"}
)
_KEPT_PREPOSITIONS = frozenset({"of", "for", "at", "in", "from", "on"})


def tokens_with(doc: Doc, attribute: int, words: frozenset[str]) -> list[Token]:
    """Return the tokens whose *attribute* (``spacy.attrs.LEMMA``, ``LOWER``, ``DEP``) is one of *words*, in order.

    The tokens are compared as numbers: a rule that wants few of them need not look at each.
    """
    keys = _keys(words)
    return [doc[i] for i, key in enumerate(doc.to_array(attribute).tolist()) if key in keys]


@lru_cache(maxsize=1024)
def _keys(words: frozenset[str]) -> frozenset[int]:
    return frozenset(get_string_id(word) for word in words)


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Yield the children of *token* with one of these labels."""
    return (c for c in token.children if c.dep_ in deps)


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of these labels, or None."""
    return next((c for c in token.children if c.dep_ in deps), None)


def subject(verb: Token) -> Token | None:
    """Return the subject of *verb*: its own, or, for participles, infinitives and coordinated verbs, the governing verb's.

    The subject of an open complement of a verb with an object ("urged the firm to admit") is that object.
    """
    seen = 0
    while seen < 6:
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            return own
        head = verb.head
        if head == verb:
            return None
        if verb.dep_ == "conj" or verb.dep_ in ("advcl", "xcomp", "ccomp", "pcomp", "prep", "dep", "oprd"):
            if verb.dep_ == "pcomp" and head.lower_ == "as" and (held := child(head.head, "dobj")) is not None:
                return held  # "quoted the envoy as saying"
            if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB", "VBN"):
                return None
            if verb.dep_ == "xcomp" and (held := child(head, "dobj")) is not None and not _controls(head):
                return held
            verb = head
        elif verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VBN"):
            return head
        else:
            return None
        seen += 1
    return None


def _controls(verb: Token) -> bool:
    return verb.lemma_ in ("promise", "vow", "threaten", "use")


def noun_phrase(head: Token) -> Tokens:
    """Return the noun phrase of *head* without appositions, relative clauses and what follows a comma.

    Coordination stays out: "the firm and its owner" gives "the firm" for the head "firm".
    """
    start = head.left_edge.i
    for left in head.lefts:
        if left.dep_ in ("punct", "cc", "preconj", "advmod") and left.left_edge.i == start:
            start = left.i + 1
    end = head.i + 1
    for right in head.rights:
        if right.dep_ == "nummod" and right.i == end:
            end = right.i + 1
        elif right.dep_ == "prep" and right.lower_ in _KEPT_PREPOSITIONS and right.i == end and child(right, "pcomp") is None:
            stop = _before_comma(right)
            if stop <= right.i + 1:
                break
            end = stop
        elif right.dep_ not in _TRIMMED and right.left_edge.i == end:
            end = right.right_edge.i + 1
        else:
            break
    doc = head.doc
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return Tokens(start, end)


def _before_comma(prep: Token) -> int:
    for token in prep.subtree:
        if token.text in (",", "—", "–", "(", "-") or (token.dep_ in ("relcl", "acl", "appos") and token.head.i > prep.i):
            return token.left_edge.i if token.dep_ in ("relcl", "acl", "appos") else token.i
    return prep.right_edge.i + 1


def stretches(indices: Iterable[int]) -> tuple[Tokens, ...]:
    """Return maximal runs of consecutive *indices* as stretches."""
    runs: list[list[int]] = []
    for i in sorted(set(indices)):
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return tuple(Tokens(a, b) for a, b in runs)


_EDGES = frozenset({",", ";", ":", "—", "–", "-", "--", "(", ")"})


def trim(doc: Doc, stretch: Tokens, *, final: str = ".") -> Tokens | None:
    """Return *stretch* without white space, commas, dashes and a final full stop at its edges; None where nothing is left."""
    start, end = stretch
    while start < end and (doc[start].is_space or doc[start].text in _EDGES or doc[start].text in final):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in _EDGES or doc[end - 1].text in final):
        end -= 1
    return Tokens(start, end) if start < end else None


def pieces(doc: Doc, indices: Iterable[int]) -> tuple[Tokens, ...]:
    """Return the trimmed runs of *indices* that hold at least one word."""
    found = (trim(doc, run) for run in stretches(indices))
    return tuple(p for p in found if p and any(doc[i].is_alpha or doc[i].like_num for i in range(*p)))


def is_day(token: Token) -> bool:
    """Whether *token* names a day of the week or a month, or is "today" or "yesterday"."""
    return token.lower_ in _days()


@cache
def _days() -> frozenset[str]:
    rows = table("calendar", ("word", "kind", "value", "ambiguous"))
    return frozenset({"today", "yesterday"} | {row["word"] for row in rows if row["kind"] in ("weekday", "month")})


def subtree(token: Token) -> set[int]:
    """Return the indices of *token* and all that depends on it."""
    return {t.i for t in token.subtree}
