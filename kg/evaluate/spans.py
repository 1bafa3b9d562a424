"""Two lists of attributions go in, gold and predicted; how well source, cue, content and their links were found comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.evaluate.counts import OVERLAP, Counts, Match, code_points, one_to_one, overlap
from kg.model import Attribution, Span

Unit = tuple[tuple[Span, ...], ...]
"""What must match as a whole: one passage (a tuple of pieces), or the two passages that a link joins."""

Found = dict[str, set[Unit]]
"""By article, the distinct units of one kind."""


@dataclass(frozen=True, slots=True)
class SpanScores:
    """How well the spans of attributions were found; ``a + b`` counts both. A link joins a content to its source or its cue."""

    source: Match = Match()
    cue: Match = Match()
    content: Match = Match()
    links: Match = Match()

    def __add__(self, other: SpanScores) -> SpanScores:
        return SpanScores(
            self.source + other.source, self.cue + other.cue, self.content + other.content, self.links + other.links
        )


def score_spans(gold: Iterable[Attribution], predicted: Iterable[Attribution]) -> SpanScores:
    """Return how well *predicted* finds the spans of *gold*.

    Each role is scored by itself, on the distinct spans of that role in each article. A content of several pieces is one
    span, and exact only if all its pieces are. Two spans overlap where their Jaccard index over code points reaches
    :data:`~kg.evaluate.counts.OVERLAP`, two links where both their ends do; each matches one other at most, the
    largest overlap first.

    Articles are told apart by their ids; one that only one side knows counts in full. Neither the order of the attributions
    nor one being given twice matters.
    """
    left, right = tuple(gold), tuple(predicted)
    source, cue, content = ([_spans(side, role) for side in (left, right)] for role in ("source", "cue", "content"))
    by_source, by_cue = ([_links(side, role) for side in (left, right)] for role in ("source", "cue"))
    return SpanScores(_match(*source), _match(*cue), _match(*content), _match(*by_source) + _match(*by_cue))


def _pieces(attribution: Attribution, role: str) -> tuple[Span, ...]:
    """Return the spans of *attribution* in that role, none where it has none."""
    if role == "content":
        return attribution.content
    span = attribution.source if role == "source" else attribution.cue
    return (span,) if span else ()


def _spans(attributions: Iterable[Attribution], role: str) -> Found:
    return _distinct((a.article, (_pieces(a, role),)) for a in attributions)


def _links(attributions: Iterable[Attribution], role: str) -> Found:
    return _distinct((a.article, (a.content, _pieces(a, role))) for a in attributions)


def _distinct(units: Iterable[tuple[str, Unit]]) -> Found:
    found: Found = defaultdict(set)
    for article, unit in units:
        if all(unit):
            found[article].add(unit)
    return found


def _match(gold: Found, predicted: Found) -> Match:
    total = Match()
    for article in gold.keys() | predicted.keys():
        left, right = (sorted(side.get(article, ())) for side in (gold, predicted))
        same = len(set(left) & set(right))
        near = len(one_to_one(_candidates(left, right)))
        total += Match(_counts(same, left, right), _counts(near, left, right))
    return total


def _counts(hits: int, gold: list[Unit], predicted: list[Unit]) -> Counts:
    return Counts(hits, len(predicted) - hits, len(gold) - hits)


def _candidates(gold: list[Unit], predicted: list[Unit]) -> Iterator[tuple[float, int, int]]:
    left, right = ([[code_points(end) for end in unit] for unit in side] for side in (gold, predicted))
    for i, ends in enumerate(left):
        for j, others in enumerate(right):
            least = min(overlap(a, b) for a, b in zip(ends, others, strict=True))
            if least >= OVERLAP:
                yield least, i, j
