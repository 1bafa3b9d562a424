"""Searches without a result: "found no evidence of …", "saw no sign that …", "saw nothing to suggest that …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.attrs import LEMMA, LOWER
from spacy.tokens import Token

from kg.extract.mood import is_asked, is_speech
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.object import source_of
from kg.extract.syntax import child, pieces, tokens_with, trim
from kg.lexicon import table
from kg.model import Stance

_HINTS = frozenset({"suggest", "indicate", "show", "prove", "imply", "confirm"})
_NOTHING = frozenset({"no", "little", "any", "not", "n't", "n’t"})


def findings(page: Page) -> Iterator[Passage]:
    """Yield a passage for each "found no evidence of …", "saw no sign that …", "has no record of …"."""
    nouns = frozenset(row["lemma"] for row in table("evidence_nouns", ("lemma",)))
    told = tokens_with(page.doc, LEMMA, nouns) + tokens_with(page.doc, LOWER, frozenset({"nothing"}))
    for noun in sorted(set(told), key=lambda t: t.i):
        if noun.lower_ == "nothing" and (passage := _nothing_to_suggest(page, noun)) is not None:
            yield passage
        if noun.dep_ != "dobj" or noun.lemma_ not in nouns or noun.head.lemma_ not in ("find", "see", "have", "know", "offer"):
            continue
        verb = noun.head
        det = next((d for d in noun.children if d.lower_ in _NOTHING and d.dep_ in ("det", "neg", "amod")), None)
        if det is None or page.inside[verb.i] >= 0 or is_asked(verb):
            continue
        if verb.lemma_ in ("have", "know", "offer") and not any(c.i > noun.i and not c.is_punct for c in noun.children):
            continue  # "He offered no proof": of what, the sentence doesn't say
        source = source_of(page, verb)
        content = trim(page.doc, Tokens(noun.left_edge.i, noun.right_edge.i + 1))
        if source is not None and content is not None and (det.lower_ in ("no", "little") or child(verb, "neg") is not None):
            yield Passage((content,), rule="finding", source=source, cue=Tokens(verb.i, verb.i + 1), confidence=0.8)


def _nothing_to_suggest(page: Page, nothing: Token) -> Passage | None:
    """ "Saw nothing to suggest that the lock was forced", "found nothing that points to arson"."""
    verb = nothing.head
    if nothing.dep_ not in ("dobj", "nsubj") or page.inside[nothing.i] >= 0:
        return None
    hint = next((c for c in (*nothing.children, *verb.children) if c.lemma_ in _HINTS and 0 < c.i - nothing.i <= 3), None)
    if nothing.dep_ == "nsubj":  # the parser's other reading: "nothing to suggest" as a clause
        hint, verb = (verb, verb.head) if verb.lemma_ in _HINTS and 0 < verb.i - nothing.i <= 3 else (None, verb)
    if hint is None or verb.lemma_ not in ("find", "see", "have", "offer", "uncover", "discover") or not is_speech(verb):
        return None
    source = source_of(page, verb)
    clause = child(hint, "ccomp")
    if source is None or clause is None:
        return None
    content = pieces(page.doc, range(clause.left_edge.i, clause.right_edge.i + 1))
    return Passage(
        content, rule="finding", source=source, cue=Tokens(nothing.i, hint.i + 1), stance=Stance.DENIES, confidence=0.8
    )
