from __future__ import annotations

import pytest

from kg.dates import PartialDate
from kg.extract import extract
from kg.model import Article, Citation, Extraction

pytestmark = pytest.mark.model

TEXT = """\
Environment Minister Dana Kolar said on Monday that no sewage had been released into Lake Brume.

“That is not true,” said Piet Aalders, who heads the anglers' union. “Sewage was released on two nights in May.”

The regional water board's finding that sewage had been released was “baseless,” Ms Kolar told reporters.
She declined to say who had written it.

Asked whether he would sue, Aalders said nothing. The union demanded that the minister resign.

Sign up for our newsletter to get the best of the lake every Friday.
"""


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    (found,) = extract([Article(Citation("lake", published=PartialDate(2024, 6, 6)), TEXT)])
    return found


def _said(extraction: Extraction) -> list[tuple[str | None, str | None, str]]:
    return [(a.actor, a.stance.value if a.stance else None, a.claim) for a in extraction.attributions]


def test_negation_turns_the_stance_and_not_the_claim(extraction: Extraction) -> None:
    assert ("Dana Kolar", "denies", "Sewage had been released into Lake Brume.") in _said(extraction)


def test_an_answer_takes_its_stance_on_the_claim_that_it_answers(extraction: Extraction) -> None:
    answer = next(a for a in extraction.attributions if a.stance and a.content[0].text.startswith("“That is not true"))
    assert (answer.actor, answer.stance and answer.stance.value) == ("Piet Aalders", "asserts")
    assert answer.claim == "Sewage had been released into Lake Brume."


def test_a_quotation_without_a_tag_has_the_speaker_before(extraction: Extraction) -> None:
    assert ("Piet Aalders", "asserts", "Sewage was released on two nights in May.") in _said(extraction)


def test_a_verdict_on_a_finding_is_a_denial_of_what_was_found(extraction: Extraction) -> None:
    on_finding = {(a, s) for a, s, c in _said(extraction) if c == "Sewage had been released."}
    assert on_finding == {("the regional water board", "asserts"), ("Dana Kolar", "denies")}


def test_what_only_looks_like_an_attribution_takes_no_stance(extraction: Extraction) -> None:
    later = TEXT.index("She declined")
    assert not [a for a in extraction.attributions if a.stance and a.content[0].start >= later]


def test_dates_are_those_of_speech(extraction: Extraction) -> None:
    first = extraction.attributions[0]
    assert (first.date, first.date_basis and first.date_basis.value) == (PartialDate(2024, 6, 3), "stated")


def test_spans_are_code_points_of_the_text(extraction: Extraction) -> None:
    spans = [s for a in extraction.attributions for s in (a.source, a.cue, *a.content) if s]
    assert all(TEXT[s.start : s.end] == s.text for s in spans)
