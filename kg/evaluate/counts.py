"""Hits and misses go in, precision, recall and F1 come out; and how far two passages overlap.

Scores are counts, so they add up over articles and stories; every ratio is read off the sum (micro average).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Span

#: how far two passages must overlap to match
OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives; ``a + b`` counts both.

    A ratio with nothing to divide by is 0.

    >>> counts = Counts(6, 2, 4) + Counts(0, 0, 2)
    >>> counts.precision, counts.recall, round(counts.f1, 2)
    (0.75, 0.5, 0.6)
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return self.tp / (self.tp + self.fp) if self.tp else 0.0

    @property
    def recall(self) -> float:
        """Of what there is, the share that was found."""
        return self.tp / (self.tp + self.fn) if self.tp else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; ``a + b`` counts both.

    >>> (Share(1, 2) + Share(2, 2)).ratio
    0.75
    """

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def ratio(self) -> float:
        """``part / whole``; 0 where there is nothing."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """Counts by two measures: the same passage to the code point, and passages that overlap."""

    exact: Counts = Counts()
    overlap: Counts = Counts()

    def __add__(self, other: Match) -> Match:
        return Match(self.exact + other.exact, self.overlap + other.overlap)


def code_points(pieces: Iterable[Span]) -> frozenset[int]:
    """Return the offsets that *pieces* cover."""
    return frozenset(offset for piece in pieces for offset in range(piece.start, piece.end))


def overlap(first: frozenset[int], second: frozenset[int]) -> float:
    """Return the Jaccard index of two sets of offsets: what both cover by what either covers, 0 to 1.

    >>> overlap(frozenset({0, 1, 2}), frozenset({2, 3}))
    0.25
    """
    both = len(first & second)
    return both / len(first | second) if both else 0.0


def one_to_one(candidates: Iterable[tuple[float, int, int]]) -> Sequence[tuple[int, int]]:
    """Return pairs (left, right), each left and each right in one pair at most, taken greedily by descending score.

    *candidates* are (score, left, right). Of equal scores the lower left goes first, then the lower right.

    >>> one_to_one([(0.5, 0, 0), (0.9, 1, 0), (0.4, 0, 1)])
    [(1, 0), (0, 1)]
    """
    pairs: list[tuple[int, int]] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for _, left, right in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if left not in lefts and right not in rights:
            pairs.append((left, right))
            lefts.add(left)
            rights.add(right)
    return pairs
