"""Chains of disputes: a dispute network goes in, its longest lines of "A disputes B, who disputes C" come out."""

from __future__ import annotations

import networkx as nx

from kg.analyse.network import Network

Chain = tuple[tuple[str, ...], ...]
"""Links in order: somebody of each disputes somebody of the next. A link is one actor, or several who dispute in a circle."""

#: with fewer actors it is an ordinary dispute, not a chain
ACTORS = 3


def chains(network: Network) -> tuple[Chain, ...]:
    """Return the longest chain from every actor whom nobody outside his circle disputes; longest first, then by id.

    In a network with circles (A disputes B, B disputes A) the longest path isn't defined, and the longest simple path can't
    be found in reasonable time (it is NP-hard). So actors who dispute each other, directly or in a circle, are one link: a
    strongly connected component. Components have no circles among them, each start has a longest chain, and all are found in
    time linear in the network (Tarjan 1972, https://doi.org/10.1137/0201010).

    Of several longest chains from one start the one with more actors is returned, and of several of those the one whose next
    link holds the smallest id. Chains of fewer than three actors in all are left out; a circle of three or more that
    disputes nobody else is a chain of one link.

    >>> chains(nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")]))
    ((('a',), ('b',), ('c',)),)
    >>> chains(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]))
    ((('a', 'b'), ('c',)),)
    """
    condensed = nx.condensation(network)
    links = {n: tuple(sorted(condensed.nodes[n]["members"])) for n in condensed}
    size: dict[int, tuple[int, int]] = {}
    following: dict[int, int | None] = {}
    for n in reversed(list(nx.topological_sort(condensed))):
        after = min(condensed.successors(n), key=lambda m: (-size[m][0], -size[m][1], links[m]), default=None)
        longest, actors = size[after] if after is not None else (0, 0)
        size[n], following[n] = (longest + 1, actors + len(links[n])), after
    starts = (n for n in condensed if condensed.in_degree(n) == 0 and size[n][1] >= ACTORS)
    return tuple(sorted((_walk(n, following, links) for n in starts), key=lambda chain: (-len(chain), chain)))


def _walk(start: int, following: dict[int, int | None], links: dict[int, tuple[str, ...]]) -> Chain:
    chain, n = [], start
    while n is not None:
        chain.append(links[n])
        n = following[n]  # type: ignore[assignment]
    return tuple(chain)
