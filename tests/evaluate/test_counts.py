from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.counts import Counts, Match, Share, code_points, one_to_one, overlap
from kg.model import Span

counts = st.builds(Counts, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))


@pytest.mark.parametrize(
    ("value", "precision", "recall", "f1"),
    [
        (Counts(), 0, 0, 0),
        (Counts(fp=3), 0, 0, 0),
        (Counts(fn=3), 0, 0, 0),
        (Counts(tp=3), 1, 1, 1),
        (Counts(1, 1, 3), 0.5, 0.25, 1 / 3),
    ],
)
def test_ratios(value: Counts, precision: float, recall: float, f1: float) -> None:
    assert (value.precision, value.recall, value.f1) == pytest.approx((precision, recall, f1))


@given(counts)
def test_f1_is_the_harmonic_mean(value: Counts) -> None:
    p, r = value.precision, value.recall
    assert value.f1 == pytest.approx(2 * p * r / (p + r) if p + r else 0)


def test_sums() -> None:
    assert Counts(1, 2, 3) + Counts(10, 20, 30) == Counts(11, 22, 33)
    assert Share(1, 2) + Share(3, 4) == Share(4, 6)
    both = Match(Counts(1), Counts(2)) + Match(Counts(10), Counts(20))
    assert both == Match(Counts(11), Counts(22))


def test_nothing_of_nothing() -> None:
    assert Share().ratio == 0


def test_overlap() -> None:
    broken = code_points([Span(0, 2, "ab"), Span(5, 6, "f")])
    assert broken == {0, 1, 5}
    assert overlap(broken, code_points([Span(1, 6, "bcdef")])) == pytest.approx(2 / 6)
    assert overlap(broken, frozenset()) == 0


def test_greedy_pairs_take_the_best_first_and_each_once() -> None:
    assert one_to_one([(0.4, 0, 0), (0.8, 0, 1), (0.6, 1, 1), (0.5, 1, 0)]) == [(0, 1), (1, 0)]


def test_ties_go_to_the_lower() -> None:
    assert one_to_one([(0.5, 1, 1), (0.5, 1, 0), (0.5, 0, 1)]) == [(0, 1), (1, 0)]
