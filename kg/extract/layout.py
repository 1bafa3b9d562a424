"""A parsed article in, how its text is laid out out: text, paragraphs, quotations and sentences, each worked out once.

Rules, actors and dates all ask for them, many times for one article; so what is found is kept with the ``Doc``. None of it
changes once the pipeline has run.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.passage import Tokens
from kg.extract.quotes import Quote, find_quotes, paragraphs

_LAYOUT, _SENTENCES = "counterclaim_layout", "counterclaim_sentences"


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a ``Doc`` with its paragraphs and quotations, both in code points of the text, half open."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]


def layout(doc: Doc) -> Layout:
    """Return the layout of *doc*."""
    found = doc.user_data.get(_LAYOUT)
    if found is None:
        text = doc.text
        found = doc.user_data[_LAYOUT] = Layout(text, tuple(paragraphs(text)), find_quotes(text))
    assert isinstance(found, Layout)
    return found


def sentence(token: Token) -> Tokens:
    """Return the sentence that *token* stands in.

    For a ``Doc`` without sentences it raises the ValueError of spaCy.
    """
    found = token.doc.user_data.get(_SENTENCES)
    if found is None:
        bounds = (Tokens(s.start, s.end) for s in token.doc.sents)
        found = token.doc.user_data[_SENTENCES] = tuple(bound for bound in bounds for _ in range(*bound))
    bound = found[token.i]
    assert isinstance(bound, Tokens)
    return bound


def chars(doc: Doc, tokens: Tokens) -> tuple[int, int]:
    """Return where *tokens* start and end in the text, in code points, half open."""
    last = doc[tokens.end - 1]
    return doc[tokens.start].idx, last.idx + len(last)
