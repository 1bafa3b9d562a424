from __future__ import annotations

from typing import Any

from kg.evaluate.counts import Counts, Match
from kg.evaluate.spans import SpanScores, score_spans
from kg.model import Attribution
from tests.factory import attribution

TEXT = "“The mine,” the old foreman said on Monday, “is not safe.” Narvik Hydro denied it flatly."


def found(content: str | tuple[str, ...], **fields: Any) -> Attribution:
    return attribution(TEXT, content, **fields)


FOREMAN = found(("The mine", "is not safe"), source="the old foreman", cue="said")
HYDRO = found("it", source="Narvik Hydro", cue="denied")


def same(counts: Counts) -> Match:
    return Match(counts, counts)


def test_all_found() -> None:
    assert score_spans([FOREMAN, HYDRO], [HYDRO, FOREMAN]) == SpanScores(
        source=same(Counts(2)), cue=same(Counts(2)), content=same(Counts(2)), links=same(Counts(4))
    )


def test_nothing_found() -> None:
    assert score_spans([FOREMAN], []) == SpanScores(
        source=same(Counts(fn=1)), cue=same(Counts(fn=1)), content=same(Counts(fn=1)), links=same(Counts(fn=2))
    )


def test_nothing_there() -> None:
    scores = score_spans([], [found("it", cue="denied")])
    assert scores == SpanScores(Match(), same(Counts(fp=1)), same(Counts(fp=1)), same(Counts(fp=1)))


def test_a_part_overlaps_but_is_not_exact() -> None:
    # "foreman" covers 7 of the 15 code points of "the old foreman"; "is not safe" 11 of 19
    scores = score_spans([FOREMAN], [found("is not safe", source="foreman", cue="said")])
    miss, hit = Counts(0, 1, 1), Counts(1)
    assert scores.source == scores.content == Match(miss, hit)
    assert scores.cue == same(hit)
    assert scores.links == Match(Counts(0, 2, 2), Counts(2))


def test_too_small_a_part_does_not_overlap() -> None:
    # "old" covers 3 of 15 code points: below 0.3
    scores = score_spans([FOREMAN], [found(("The mine", "is not safe"), source="old", cue="said")])
    assert scores.source == same(Counts(0, 1, 1))
    assert scores.links == same(Counts(1, 1, 1))


def test_a_link_needs_both_its_ends() -> None:
    scores = score_spans([FOREMAN, HYDRO], [found(("The mine", "is not safe"), source="Narvik Hydro")])
    assert scores.source == same(Counts(1, 0, 1))
    assert scores.content == same(Counts(1, 0, 1))
    assert scores.links == same(Counts(0, 1, 4))


def test_each_span_matches_one_other_at_most() -> None:
    scores = score_spans([found("is not safe")], [found("is not"), found("not safe")])
    assert scores.content == Match(Counts(0, 2, 1), Counts(1, 1, 0))


def test_a_span_counts_once_however_often_it_serves() -> None:
    twice = found("is not safe", source="the old foreman", cue="said")
    assert score_spans([FOREMAN, twice], [FOREMAN]).source == same(Counts(1))


def test_articles_are_kept_apart() -> None:
    elsewhere = found("it", source="Narvik Hydro", cue="denied", article="a2")
    assert score_spans([HYDRO], [elsewhere]).content == same(Counts(0, 1, 1))


def test_scores_add_up() -> None:
    assert score_spans([FOREMAN], [FOREMAN]) + score_spans([HYDRO], []) == score_spans([FOREMAN, HYDRO], [FOREMAN])
