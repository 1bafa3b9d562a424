from __future__ import annotations

import pytest

from kg.extract.extractor import extract_from, find_passages
from kg.model import Article, Attribution, Citation, Stance
from tests.extract.parses import parsed
from tests.extract.tagged_cases import (
    ADMITS,
    ADVERT,
    AGREED,
    CALLED,
    CALLS_ON,
    DENIED,
    FURTHER,
    GOES_ON,
    INTERRUPTED,
    LONG,
    PHRASES,
    QUOTED,
    SEVERAL,
    UNSEEN,
    Marked,
)

A, D, N = Stance.ASSERTS, Stance.DENIES, None


def _found(text: str, *marked: Marked) -> tuple[Attribution, ...]:
    return extract_from(parsed(text), Article(Citation("a"), text), [m.runs(text) for m in marked]).attributions


def _words(attribution: Attribution) -> tuple[str | None, str | None, list[str]]:
    cue, source = attribution.cue, attribution.source
    return cue.text if cue else None, source.text if source else None, [piece.text for piece in attribution.content]


def test_a_passage_that_rule_and_tagger_see_is_printed_in_the_taggers_words() -> None:
    marked = Marked("has insisted", "Ana Petrova, who runs the port", ("the crane was inspected in May",))
    (found,) = _found(AGREED, marked)
    assert _words(found) == (marked.cue, marked.source, list(marked.content))
    assert (found.actor, found.stance) == ("Ana Petrova", A)


def test_a_piece_that_the_rule_leaves_out_is_printed_too() -> None:
    marked = Marked("said", "Ann Lee", ("“The harbour,”", "“was never dredged.”"))
    (found,) = _found(INTERRUPTED, marked)
    assert _words(found)[2] == list(marked.content)


def test_several_claims_keep_their_own_words_after_the_whole_without_a_stance() -> None:
    whole, *claims = _found(SEVERAL, Marked("said", "Ann Lee", ("“The bridge is safe. The tower fell in March,”",)))
    assert (whole.stance, whole.content[0].text) == (N, "“The bridge is safe. The tower fell in March,”")
    assert [(c.stance, c.claim) for c in claims] == [(A, "The bridge is safe."), (A, "The tower fell in March.")]


@pytest.mark.parametrize(
    ("text", "marked", "stance"),
    [
        (UNSEEN, Marked("suspicion", "the mayor's", ("the tower was faulty",)), A),
        (DENIED, Marked("issued a denial", "The club", ("the referee was paid by a sponsor",)), D),
        (QUOTED, Marked("quipped", "Ann Lee", ("“The tower has moved.”",)), A),
    ],
)
def test_what_only_the_tagger_sees_takes_the_stance_of_its_cue(text: str, marked: Marked, stance: Stance) -> None:
    (found,) = _found(text, marked)
    assert _words(found) == (marked.cue, marked.source, list(marked.content))
    assert found.stance is stance


def test_where_the_rule_finds_nobody_the_source_is_whom_the_tagger_marks() -> None:
    marked = Marked("goes further:", "Ombudsman Nour Haddad", ("“Eleven of our members were fired.”",))
    assert [a.actor for a in _found(FURTHER)] == [None]
    assert [a.actor for a in _found(FURTHER, marked)] == ["Nour Haddad"]


def test_a_verb_that_the_parser_hangs_on_the_cue_is_a_claim_where_the_tagger_marks_it() -> None:
    content = "that the tower moved on May 9, not before, and was propped up within two days"
    _, *claims = _found(GOES_ON, Marked("said in a letter", "Ann Lee", (content,)))
    assert [(c.stance, c.claim) for c in claims] == [
        (A, "The tower moved on May 9, not before."),
        (A, "The tower was propped up within two days."),
    ]
    assert [c.content[0].text for c in claims] == [content.partition(", and ")[0], "was propped up within two days"]


def test_a_second_verb_of_speech_is_the_cue_of_its_claim() -> None:
    content = "that one of its cranes had moved in the storm, but maintained that the quay had stayed dry"
    _, *claims = _found(ADMITS, Marked("admitted", "The port", (content,)))
    assert [(c.cue and c.cue.text, c.stance, c.claim) for c in claims] == [
        ("admitted", A, "One of the port's cranes had moved in the storm."),
        ("maintained", A, "The quay had stayed dry."),
    ]


def test_a_demand_behind_a_claim_is_none() -> None:
    found = _found(CALLS_ON, Marked("said", "Ann Lee", ("the tower moved at night, and called on the port to close it",)))
    assert [a.claim for a in found if a.stance] == ["The tower moved at night."]


def test_what_the_tagger_sees_called_something_is_a_claim() -> None:
    source = "A dealer who once helped to run the market"
    (found,) = _found(CALLED, Marked("called", source, ("the sale “unsafe to rely on”",)))
    assert (found.actor, found.stance, found.claim) == ("a dealer", A, "The sale is unsafe to rely on.")


def test_a_noun_phrase_ends_where_the_tagger_ends_it() -> None:
    content = "nine burns among men who wore the glove for a year, against two among those who did not"
    (found,) = _found(LONG, Marked("reported", "The clinic", (content,)))
    assert ([p.text for p in found.content], found.stance) == ([content], A)


@pytest.mark.parametrize("cue", PHRASES)
def test_a_phrase_of_the_lexicon_takes_its_stance_as_a_fact_only(cue: str) -> None:
    found = [a.stance for a in _found(PHRASES[cue], Marked(cue, "Ann Lee", ("the tower had moved in March",)))]
    assert (A in found) == (cue not in {"did not give evidence", "would give evidence", "gave way"})


@pytest.mark.parametrize(
    "marked",
    [
        Marked("issued", "The club", ("the referee was paid by a sponsor",)),  # no word of the cue is in the lexicon
        Marked("issued a denial", "The club", ("the referee",)),  # nothing is claimed of him
        Marked("issued a denial", None, ("the referee was paid by a sponsor",)),  # whose stance would it be?
    ],
)
def test_without_a_known_cue_a_source_and_a_clause_no_stance_is_taken(marked: Marked) -> None:
    assert [a.stance for a in _found(DENIED, marked)] == [N]


def test_what_the_tagger_marks_in_boilerplate_is_left_out() -> None:
    advert = Marked("says", "Ann Lee", ("Sign up for our newsletter",))
    doc = parsed(ADVERT)
    assert find_passages(doc, [advert.runs(ADVERT)]) == find_passages(doc)


def test_a_rules_passage_that_crosses_what_the_tagger_marks_is_left_out() -> None:
    assert [a.content[-1].text for a in _found(ADVERT)] == ["that the bridge was safe"]
    crossing = Marked("The", None, ("mayor said that the",))
    assert [a.content[-1].text for a in _found(ADVERT, crossing)] == ["mayor said that the"]
