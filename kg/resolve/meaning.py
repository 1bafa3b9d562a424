"""Are two wordings of one affair the same claim in other words? Wordings and their vectors go in, scored pairs come out.

Every wording is compared with those of its own article and of the articles on the same affair, never with all. What is seen of
a pair is turned into a score by logistic regression, whose weights ship with the encoder (``training/claims``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.resolve.wording import Kind, Wording, antonyms, points

Floats = NDArray[np.float32]

#: What is seen of a pair, in the order of the weights.
FEATURES = (
    "cosine",  # of the two vectors
    "above neighbours",  # by how much the cosine exceeds that of either wording with those nearest to it
    "covered",  # weight of the words in common, of the words of the one that has less
    "numbers apart",  # 1 where both have numbers and none in common
    "years apart",
    "names apart",  # 1 where each has a name that the other lacks
    "opposites",  # words of the one whose opposite stands in the other
    "words of the shorter",
    "pronouns",  # how many of the two have one that nothing in them resolves
)
_NEIGHBOURS = 4
_BACKGROUND = 0.5  # cosine with the nearest in an affair of many articles: one of few has fewer that are near at all
_LEAST_COSINE = 0.25  # of a pair that is looked at
_NAMES = frozenset({Kind.NAME, Kind.COUNTRY})


@dataclass(frozen=True, slots=True)
class Said:
    """A wording in an article."""

    article: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two wordings by their place in the sequence, *first* before *second*, and what is seen of them."""

    first: int
    second: int
    features: tuple[float, ...]

    @property
    def cosine(self) -> float:
        """How alike the vectors are, from -1 to 1."""
        return self.features[0]


@dataclass(frozen=True, slots=True)
class Comparator:
    """Logistic regression: the weights of the features, what is added, and from which mean score on two claims are one."""

    weights: tuple[float, ...]
    level: float
    least: float

    def score(self, likeness: Likeness) -> float:
        """Return how surely the two are one claim, from 0 to 1, rounded so that it hangs on no processor's last bit."""
        odds = self.level + math.fsum(w * x for w, x in zip(self.weights, likeness.features, strict=True))
        return round(1 / (1 + math.exp(-odds)), 4)


class Encoder(Protocol):
    """What tells how alike claims are."""

    @property
    def comparator(self) -> Comparator:
        """The comparator that was fitted to the vectors."""
        ...

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return (N, width) vectors of length 1, that of a text the same whatever stands beside it."""
        ...


def likenesses(
    said: Sequence[Said], linked: Mapping[str, frozenset[str]], encoder: Encoder, chosen: Collection[int] | None = None
) -> list[Likeness]:
    """Return what is seen of each pair of *said* that may be one claim, sorted; *said* is sorted by article and text.

    *chosen* are the places that are compared, all of them if they aren't given; the others are what these are seen beside.
    *linked* gives for an article the others on its affair; one that has none is left out: what is near in an affair, and what
    only like everything else in it, can't be told from one article. Time and memory grow with the pairs within affairs.
    """
    places: dict[str, list[int]] = {}
    for place, s in enumerate(said):
        places.setdefault(s.article, []).append(place)
    affairs = {article: {article, *linked.get(article, ())} & places.keys() for article in places}
    asked = frozenset(range(len(said)) if chosen is None else chosen)
    about = {said[p].article for p in asked}
    shared = {article: affair for article, affair in affairs.items() if len(affair) > 1 and article in about}
    seen = {article for affair in shared.values() for article in affair}
    texts = sorted({said[p].wording.text for article in seen for p in places[article]})
    rows = {text: row for row, text in enumerate(texts)}
    table = encoder.vectors(texts)
    weights: dict[str, Mapping[str, float]] = {}
    nearest = np.zeros(len(said), np.float32)
    close: dict[tuple[int, int], float] = {}
    for article, affair in shared.items():
        own = places[article]
        others = [p for a in sorted(affair) for p in places[a]]
        weights[article] = _weights([said[p].wording for p in others])
        mine, theirs = (table[[rows[said[p].wording.text] for p in chosen]] for chosen in (own, others))
        cosines = (mine @ theirs.T).round(4)
        cosines[[[p == q for q in others] for p in own]] = -1.0
        least = np.full((len(own), _NEIGHBOURS), _BACKGROUND, np.float32)
        nearest[own] = np.sort(np.hstack([cosines, least]), axis=1)[:, -_NEIGHBOURS:].mean(axis=1)
        for i, j in np.argwhere(cosines >= _LEAST_COSINE):
            first, second = own[int(i)], others[int(j)]
            if first < second and first in asked and second in asked:
                close[first, second] = float(cosines[i, j])
    return [
        Likeness(i, j, _features(said[i], said[j], cosine, float(nearest[i] + nearest[j]) / 2, weights))
        for (i, j), cosine in sorted(close.items())
    ]


def _weights(wordings: Sequence[Wording]) -> Mapping[str, float]:
    """Return how much a word tells among *wordings*, by its stem: the fewer have it, the more."""
    held = Counter(stem for wording in wordings for stem in set(wording.key))
    return {stem: math.log((len(wordings) + 1) / count) for stem, count in held.items()}


def _features(
    one: Said, other: Said, cosine: float, nearest: float, weights: Mapping[str, Mapping[str, float]]
) -> tuple[float, ...]:
    a, b = one.wording, other.wording
    mine, yours = set(a.key), set(b.key)
    here = [weights[article] for article in {one.article, other.article}]

    def weight(stems: set[str]) -> float:
        return math.fsum(w.get(stem, 0.0) for w in here for stem in stems) / len(here)

    shared = weight(mine & yours)
    numbers = [w.stems(Kind.NUMBER) for w in (a, b)]
    years = [w.stems(Kind.YEAR) for w in (a, b)]
    names = [w.stems(*_NAMES) for w in (a, b)]
    return (
        cosine,
        cosine - nearest,
        shared / max(min(weight(mine), weight(yours)), 0.1),
        float(_apart(*numbers)),
        float(_apart(*years)),
        float(bool(names[0] - names[1]) and bool(names[1] - names[0])),
        float(sum((x, y) in antonyms() for x in mine - yours for y in yours - mine)),
        float(min(len(a.words), len(b.words), 8)),
        float(points(a) + points(b)),
    )


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b
