"""What every rule looks at: a parsed article with its quotations and candidate cues laid over the tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.attrs import LEMMA
from spacy.tokens import Doc, Token

from kg.extract.boilerplate import boilerplate
from kg.extract.cues import Cue, Cues, cues
from kg.extract.layout import layout
from kg.extract.passage import Tokens
from kg.extract.syntax import tokens_with
from kg.extract.tagger import Tagged

Candidates = tuple[tuple[Token, Cue], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in tokens, marks included; ``paragraph`` is the index of the paragraph that it stands in."""

    tokens: Tokens
    paragraph: int
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed article. ``inside[i]`` is the index of the quotation that token ``i`` stands in, or -1.

    ``boilerplate`` are the paragraphs that the outlet adds, ``tagged`` is what the span tagger marks outside of them.
    """

    doc: Doc
    quotations: tuple[Quotation, ...]
    paragraphs: tuple[Tokens, ...]
    inside: tuple[int, ...]
    boilerplate: tuple[Tokens, ...]
    tagged: tuple[Tagged, ...]
    _verbs: Candidates = field(repr=False)
    _nouns: Candidates = field(repr=False)
    _adjectives: Candidates = field(repr=False)

    def verbs(self) -> Candidates:
        """Return each verb that can be a cue, with the cue."""
        return self._verbs

    def nouns(self) -> Candidates:
        """Return each noun that can be a cue, with the cue."""
        return self._nouns

    def adjectives(self) -> Candidates:
        """Return each adjective that can be a cue, with the cue."""
        return self._adjectives

    def tokens(self, start: int, end: int) -> Tokens | None:
        """Return the tokens that hold any of the characters from *start* up to *end*, or None where there are none."""
        return _tokens(self.doc, start, end)

    def verb_cues(self, verb: Token) -> tuple[Cue, ...]:
        """Return the cues that *verb* may be."""
        return matching(verb, cues("verb"))


def _candidates(doc: Doc, pos: str, *tags: str) -> Iterator[tuple[Token, Cue]]:
    lexicon = cues(pos)
    for token in tokens_with(doc, LEMMA, frozenset(lexicon)):
        if token.pos_ in tags:
            for cue in matching(token, lexicon)[:1]:
                yield token, cue


def matching(token: Token, lexicon: Cues) -> tuple[Cue, ...]:
    """Return the cues of *lexicon* that *token* may be, phrasal ones first."""
    rows = lexicon.get(token.lemma_, ())
    return tuple(c for c in rows if c.particle is None or _has_particle(token, c))


def _has_particle(verb: Token, cue: Cue) -> bool:
    """Whether the particle of *cue* belongs to *verb*; what is evaluated may stand between: "puts the dead at nine"."""
    if "evaluate" in cue.frames:
        things = (verb, *(t for c in verb.children if c.dep_ == "dobj" for t in c.subtree))
        return any(c.lower_ == cue.particle and _holds_number(c) and verb.i < c.i for thing in things for c in thing.children)
    return any(
        c.lower_ == cue.particle and c.dep_ in ("prt", "prep", "advmod", "dobj") and 0 < c.i - verb.i <= 4
        for c in verb.children
    )


def _holds_number(preposition: Token) -> bool:
    return any(t.like_num for t in preposition.subtree) and not any(
        c.dep_ in ("prt", "dative") or c.lower_ in ("to", "into", "on", "in")
        for c in preposition.head.children
        if c.i > preposition.head.i
    )


def open_page(doc: Doc, tagged: Iterable[Tagged] = ()) -> Page:
    """Return the page of *doc*, of which the span tagger marks *tagged*; what stands in boilerplate is left out."""
    laid = layout(doc)
    bounds = [b for b in (_tokens(doc, start, end) for start, end in laid.paragraphs) if b]
    inside = [-1] * len(doc)
    found: list[Quotation] = []
    outside = boilerplate(laid.text)
    starts = [b.start for b in bounds]
    for quote in laid.quotes:
        tokens = _tokens(doc, quote.start, quote.end)
        if tokens is None:
            continue
        for i in range(*tokens):
            inside[i] = len(found)
        found.append(Quotation(tokens, max(0, bisect_right(starts, tokens.start) - 1), quote.continued))
    return Page(
        doc,
        tuple(found),
        tuple(bounds),
        tuple(inside),
        tuple(b for b in (_tokens(doc, start, end) for start, end in outside) if b),
        tuple(t for t in tagged if not any(a <= t.content[0][0] < b for a, b in outside)),
        tuple(_candidates(doc, "verb", "VERB", "AUX")),
        tuple(_candidates(doc, "noun", "NOUN", "PROPN")),
        tuple(_candidates(doc, "adjective", "ADJ", "VERB")),
    )


def _tokens(doc: Doc, start: int, end: int) -> Tokens | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return Tokens(span.start, span.end) if span is not None and len(span) else None
