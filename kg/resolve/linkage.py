"""Average linkage with cannot-link constraints: scored pairs of items go in, the joins that make groups of them come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups became one: an item of each (its first), and the mean score of the pairs across them."""

    first: int
    second: int
    score: float


def link(sizes: Sequence[int], totals: Mapping[Pair, float], apart: Iterable[Pair], *, least: float) -> list[Join]:
    """Return the joins of items 0 to N - 1 into groups, in the order in which they were made: the surest first.

    An item holds ``sizes[i]`` members; ``totals[i, j]``, i < j, is the sum of the scores (0 to 1) over the pairs of their
    members, 0 where it isn't given. Two groups join while the mean over the pairs across them is at least *least*, unless a
    pair of *apart* lies across them (average linkage: Sokal and Michener 1958; constraints: Wagstaff and Cardie, ICML 2000).
    Equal means are joined in the order of the items. Time and memory grow with the pairs given, not with all pairs.
    """
    sizes, first = list(sizes), list(range(len(sizes)))
    near: list[dict[int, float]] = [{} for _ in sizes]
    barred: list[set[int]] = [set() for _ in sizes]
    for i, j in apart:
        barred[i].add(j)
        barred[j].add(i)
    for (i, j), total in totals.items():
        near[i][j] = near[j][i] = total
    heap = [(-total / (sizes[i] * sizes[j]), i, j) for (i, j), total in totals.items()]
    heap = [entry for entry in heap if -entry[0] >= least]
    heapify(heap)
    gone, joins = set[int](), list[Join]()
    while heap:
        score, i, j = heappop(heap)
        if i in gone or j in gone or j in barred[i]:
            continue
        joins.append(Join(first[i], first[j], -score))
        new = len(sizes)
        gone |= {i, j}
        sizes.append(sizes[i] + sizes[j])
        first.append(min(first[i], first[j]))
        barred.append(barred[i] | barred[j])
        for other in barred[new]:
            barred[other].add(new)
        near.append({})
        for other in sorted((near[i].keys() | near[j].keys()) - {i, j}):
            total = near[i].get(other, 0.0) + near[j].get(other, 0.0)
            near[new][other] = near[other][new] = total
            near[other].pop(i, None)
            near[other].pop(j, None)
            mean = total / (sizes[new] * sizes[other])
            if mean >= least:
                heappush(heap, (-mean, other, new))
    return joins
