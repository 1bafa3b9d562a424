"""Contention: the numbers are counted by hand over pairs of actors."""

from __future__ import annotations

import pytest
from hypothesis import given

from kg.analyse.contested import most_contested
from kg.analyse.disputes import disputes
from kg.model import KnowledgeGraph, actor_id, claim_id
from tests.analyse.affairs import affairs
from tests.factory import actor, graph

Row = tuple[str, str, str, str | None]


def rows(claim: str, asserters: str, deniers: str) -> list[Row]:
    return [*((a, "asserts", claim, None) for a in asserters), *((d, "denies", claim, None) for d in deniers)]


@pytest.mark.parametrize(
    ("asserters", "deniers", "pairs", "contention"),
    [
        ("a", "b", 1, 2 / 4),
        ("ab", "c", 2, 4 / 9),
        ("ab", "cd", 4, 8 / 16),
        ("abc", "d", 3, 6 / 16),
        ("ab", "b", 1, 2 / 4),  # b denies what a asserts; with himself b disputes nothing
        ("ab", "ab", 1, 2 / 4),  # each denies what the other asserts: one pair
        ("abc", "bcd", 6, 12 / 16),  # all pairs of four but none with himself
    ],
)
def test_pairs_and_contention(asserters: str, deniers: str, pairs: int, contention: float) -> None:
    (found,) = most_contested(graph(*rows("x", asserters, deniers)))
    assert (found.pairs, found.contention) == (pairs, contention)
    assert found.asserters == tuple(sorted(map(actor_id, asserters)))
    assert found.deniers == tuple(sorted(map(actor_id, deniers)))
    assert found.rivals == ()


@pytest.mark.parametrize(("asserters", "deniers"), [("a", ""), ("", "a"), ("abc", ""), ("a", "a")])
def test_what_nobody_disputes_is_not_contested(asserters: str, deniers: str) -> None:
    assert most_contested(graph(*rows("x", asserters, deniers))) == ()


def test_order_and_the_silent_who_make_contention_smaller() -> None:
    found = most_contested(graph(*rows("x", "ab", "cd"), *rows("y", "abc", "d"), *rows("z", "a", "b"), actors=[actor("e")]))
    assert [c.claim for c in found] == [claim_id(c) for c in "xyz"]
    assert [c.contention for c in found] == [8 / 25, 6 / 25, 2 / 25]


def test_repetition_does_not_count() -> None:
    once: list[Row] = [("a", "asserts", "x", "2019"), ("b", "denies", "x", "2019")]
    again: list[Row] = [("b", "denies", "x", "2020"), ("b", "denies", "x", "2021")]
    assert most_contested(graph(*once, *again)) == most_contested(graph(*once))


def test_a_contradicting_assertion_opposes_both_claims() -> None:
    found = most_contested(graph(*rows("x", "ab", "c"), *rows("y", "d", ""), contradictions=[("x", "y")]))
    by_claim = {c.claim: c for c in found}
    x, y = by_claim[claim_id("x")], by_claim[claim_id("y")]
    assert (x.pairs, x.deniers, x.rivals) == (4, (actor_id("c"),), (actor_id("d"),))
    assert (y.pairs, y.deniers, set(y.rivals)) == (2, (), {actor_id("a"), actor_id("b")})


@given(affairs())
def test_pairs_are_those_of_the_disputes(graph: KnowledgeGraph) -> None:
    expected: dict[str, set[frozenset[str]]] = {}
    for d in disputes(graph):
        expected.setdefault(d.claim, set()).add(frozenset((d.denier, d.asserter)))
    assert {c.claim: c.pairs for c in most_contested(graph)} == {claim: len(pairs) for claim, pairs in expected.items()}
