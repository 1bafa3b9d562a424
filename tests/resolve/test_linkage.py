"""Average linkage with cannot-link constraints."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from kg.resolve.linkage import Join, link


def groups(size: int, joins: list[Join]) -> set[frozenset[int]]:
    held = {i: frozenset({i}) for i in range(size)}
    for join in joins:
        joined = held[join.first] | held[join.second]
        held.update(dict.fromkeys(joined, joined))
    return set(held.values())


def test_the_surest_pair_joins_first() -> None:
    joins = link([1, 1, 1], {(0, 1): 0.6, (1, 2): 0.9, (0, 2): 0.5}, (), least=0.5)
    assert joins == [Join(1, 2, 0.9), Join(0, 1, 0.55)]


def test_a_pair_that_is_not_given_counts_as_nothing() -> None:
    assert groups(3, link([1, 1, 1], {(0, 1): 0.9, (1, 2): 0.8}, (), least=0.5)) == {frozenset({0, 1}), frozenset({2})}
    assert groups(3, link([1, 1, 1], {(0, 1): 0.9, (1, 2): 0.8}, (), least=0.4)) == {frozenset({0, 1, 2})}


def test_members_weigh_each() -> None:
    # item 0 has three members: the sum over three pairs is 1.5, their mean 0.5
    assert link([3, 1], {(0, 1): 1.5}, (), least=0.5) == [Join(0, 1, 0.5)]
    assert link([3, 1], {(0, 1): 1.5}, (), least=0.51) == []


def test_what_must_stay_apart_does_also_by_way_of_others() -> None:
    scores = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}
    assert link([1, 1, 1], scores, [(0, 2)], least=0.5) == [Join(0, 1, 0.9)]
    assert groups(4, link([1] * 4, scores | {(2, 3): 0.95}, [(0, 3)], least=0.5)) == {frozenset({2, 3}), frozenset({0, 1})}


@given(st.integers(2, 8), st.data())
def test_it_is_average_linkage(size: int, data: st.DataObject) -> None:
    pairs = list(combinations(range(size), 2))
    # distinct scores, so that no tie is broken one way here and another way there
    drawn = data.draw(st.lists(st.integers(1, 999), min_size=len(pairs), max_size=len(pairs), unique=True))
    scores = dict(zip(pairs, (n / 1000 for n in drawn), strict=True))
    expected = fcluster(linkage(np.array([1 - scores[p] for p in pairs]), "average"), 0.5, "distance")
    wanted = {frozenset(np.flatnonzero(expected == label).tolist()) for label in set(expected)}
    assert groups(size, link([1] * size, scores, (), least=0.5)) == wanted
