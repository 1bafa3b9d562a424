"""When a passage was said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.passage import Passage, Tokens
from kg.extract.said_on import said_on
from tests.factory import date

#: word, head, label, tag; the part of speech follows from the tag
Row = tuple[str, int, str, str]
_POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VBD": "VERB", "VBN": "VERB", "VBZ": "VERB", "IN": "ADP", "DT": "DET"}


def doc_of(*rows: Row, lemmas: dict[str, str] | None = None) -> Doc:
    """A document whose parse is written out, so that no trained model decides."""
    known = lemmas or {}
    text = [r[0] for r in rows]
    return Doc(
        spacy.blank("en").vocab,
        words=text,
        heads=[r[1] for r in rows],
        deps=[r[2] for r in rows],
        tags=[r[3] for r in rows],
        pos=[_POS.get(r[3], "PUNCT" if not r[0].isalnum() else "X") for r in rows],
        lemmas=[known.get(w, w.lower()) for w in text],
    )


def words(doc: Doc, text: str) -> Tokens:
    """The first place in *doc* where *text* stands."""
    start = doc.text.index(text)
    span = doc.char_span(start, start + len(text), alignment_mode="expand")
    assert span is not None
    return Tokens(span.start, span.end)


def when(doc: Doc, *passages: tuple[str, str | None, str], published: str | None = "2019-12-11") -> list[str]:
    """Dates of passages (source, cue, content); the source's last word is the actor."""
    made = [
        Passage((words(doc, content),), "test", source=words(doc, source), cue=words(doc, cue) if cue else None)
        for source, cue, content in passages
    ]
    actors: Sequence[str | None] = [p[0] for p in passages]
    return [f"{d} {b.value if b else None}" for d, b in said_on(doc, made, actors, published=date(published))]


SAID = {"said": "say"}


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2019-12-11", "2019-12-10 stated"), (None, "None None")],
)
def test_a_weekday_in_the_clause_of_the_cue(published: str | None, expected: str) -> None:
    doc = doc_of(
        ("Ann", 1, "nsubj", "NNP"),
        ("said", 1, "ROOT", "VBD"),
        ("Tuesday", 1, "npadvmod", "NNP"),
        ("mines", 4, "nsubj", "NNS"),
        ("leaked", 1, "ccomp", "VBD"),
        (".", 1, "punct", "."),
        lemmas=SAID,
    )
    assert when(doc, ("Ann", "said", "mines leaked"), published=published) == [expected]


def test_a_time_inside_the_content_is_not_when_it_was_said() -> None:
    doc = doc_of(
        ("Ann", 1, "nsubj", "NNP"),
        ("said", 1, "ROOT", "VBD"),
        ("mines", 3, "nsubj", "NNS"),
        ("leaked", 1, "ccomp", "VBD"),
        ("Tuesday", 3, "npadvmod", "NNP"),
        (".", 1, "punct", "."),
        lemmas=SAID,
    )
    assert when(doc, ("Ann", "said", "mines leaked Tuesday")) == ["2019-12-11 published"]
    assert when(doc, ("Ann", "said", "mines leaked Tuesday"), published=None) == ["None None"]


def test_nothing_in_nothing_out() -> None:
    assert said_on(doc_of(("Rain", 0, "ROOT", "NN")), (), (), published=date("2019-12-11")) == ()
