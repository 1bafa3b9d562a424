"""The most contested claims: a knowledge graph goes in, its claims come out with who stands on which side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.analyse.disputes import sides
from kg.model import KnowledgeGraph, Stance


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim that actors dispute about, with their ids, sorted.

    ``rivals`` are those who assert a claim that contradicts it. ``pairs`` is the number of pairs of actors who dispute about
    it; ``contention`` the share of them in all that could be (see :func:`most_contested`).
    """

    claim: str
    asserters: tuple[str, ...]
    deniers: tuple[str, ...]
    rivals: tuple[str, ...]
    pairs: int
    contention: float


def most_contested(graph: KnowledgeGraph) -> tuple[Contested, ...]:
    """Return the claims of *graph* that somebody disputes, the most contested first, then by id.

    The measure is *contention*: the probability that two actors, drawn at random from all those of the graph (one by
    one, the first put back), stand on opposite sides: 2·pairs / actors². It grows with the number of actors and is
    greatest where both sides are equally strong. Jang, Dori-Hacohen and Allan, "Modeling controversy within
    populations" (2017), https://doi.org/10.1145/3121050.3121067.

    On one side are the asserters, on the other the deniers and those who assert a contradicting claim. An actor who has
    stood on both sides counts on both, but disputes nothing with himself, and two such actors are one pair. Repeating
    oneself doesn't count. Time is linear in the statements and in the asserters of contradicting claims.

    >>> from kg.model import Actor, Citation, Claim, Evidence, Span, Statement
    >>> seen = (Evidence("a", (Span(0, 4, "safe"),)),)
    >>> said = [Statement(str(n), Stance.DENIES if n else Stance.ASSERTS, "c", seen) for n in range(4)]
    >>> graph = KnowledgeGraph((Citation("a"),), tuple(Actor(str(n), "Venn") for n in range(4)), (Claim("c", "It is safe."),),
    ...                        tuple(sorted(said, key=lambda s: s.id)))
    >>> [(c.pairs, c.contention) for c in most_contested(graph)]  # 1 against 3, 2 * 3 / 4²
    [(3, 0.375)]
    """
    asserted, denied = sides(graph, Stance.ASSERTS), sides(graph, Stance.DENIES)
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for c in graph.contradictions:
        rivals[c.first] |= asserted.get(c.second, {}).keys()
        rivals[c.second] |= asserted.get(c.first, {}).keys()
    found = []
    for claim in asserted:
        pro, con, rival = set(asserted[claim]), set(denied.get(claim, {})), rivals.get(claim, set())
        pairs = _pairs(pro, con | rival)
        if pairs:
            asserters, deniers, against = (tuple(sorted(side)) for side in (pro, con, rival))
            found.append(Contested(claim, asserters, deniers, against, pairs, 2 * pairs / len(graph.actors) ** 2))
    return tuple(sorted(found, key=lambda c: (-c.pairs, c.claim)))


def _pairs(pro: set[str], con: set[str]) -> int:
    """Return the number of unordered pairs of two actors, one from each side."""
    both = len(pro & con)
    return len(pro) * len(con) - both - both * (both - 1) // 2
