from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.extract.extractor import find_passages
from kg.extract.passage import Passage, Tokens
from tests.extract.cases import CASES, Case, Seen
from tests.extract.parses import parsed


def _words(doc: Doc, tokens: Tokens | None) -> str | None:
    return doc[tokens.start : tokens.end].text if tokens else None


def _seen(doc: Doc, passage: Passage) -> Seen:
    content = " … ".join(doc[piece.start : piece.end].text for piece in passage.content)
    return Seen(_words(doc, passage.source), _words(doc, passage.cue), passage.stance, content)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.text[:48]) for cases in CASES.values() for c in cases])
def test_the_rules_see_these_passages_and_no_others(case: Case) -> None:
    doc = parsed(case.text)
    assert [_seen(doc, p) for p in find_passages(doc)] == list(case.seen)


def test_a_floating_quotation_has_the_speaker_of_the_sentence_before() -> None:
    doc = parsed("“We found nothing,” said Lena Ortiz. “The files were empty.”")
    last = find_passages(doc)[-1]
    assert (last.source, _words(doc, last.speaker)) == (None, "Lena Ortiz")
