"""Mutual disputes: a dispute network goes in, the pairs who dispute each other come out."""

from __future__ import annotations

from kg.analyse.network import Network


def mutual_disputes(network: Network) -> tuple[tuple[str, str], ...]:
    """Return the pairs of actors (ids, in order) who dispute each other, whether over one claim or over several, sorted.

    These are the mutual dyads of the dyad census: Wasserman and Faust, *Social Network Analysis* (1994), chapter 13,
    https://doi.org/10.1017/CBO9780511815478. Actors who assert contradicting claims
    are always mutual.

    >>> import networkx as nx
    >>> mutual_disputes(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]))
    (('a', 'b'),)
    """
    return tuple(sorted((a, b) for a, b in network.edges if a < b and network.has_edge(b, a)))
