"""Disjoint sets whose joins are remembered: what was joined, how surely and why, and what must never meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Merge

Node = tuple[str, tuple[str, ...]]
"""One claim of one article: the article's id, its wordings."""

Edge = tuple[str, str, float, str]
"""Two forms that were found to be one, how surely (0 to 1), and why."""


class Sets:
    """Disjoint sets of claims of single articles; sets with two wordings that *barred* keeps apart don't join.

    Which sets come out depends on the order of the joins only where something is barred.
    """

    def __init__(self, barred: Mapping[str, frozenset[str]]) -> None:
        self._parent: dict[Node, Node] = {}
        self._reach: dict[Node, Node] = {}
        self._barred = barred
        self._held: dict[Node, set[str]] = {}
        self.edges: list[tuple[Node, Edge]] = []

    def root(self, node: Node) -> Node:
        """Return the node that stands for the set of *node*."""
        if node not in self._parent:
            self._parent[node] = node
            self._held[node] = set(node[1]) if self._barred else set()
        while node != self._parent[node]:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def tie(self, a: Node, b: Node) -> None:
        """Note that *a* and *b* may be one: whether they are is decided together, with all that is tied to either."""
        self._reach[self.tied(a)] = self.tied(b)

    def tied(self, node: Node) -> Node:
        """Return the node that stands for all that *node* is tied to, by way of others, too."""
        while (above := self._reach.get(node, node)) != node:
            self._reach[node] = node = self._reach.get(above, above)
        return node

    def join(self, a: Node, b: Node, edge: Edge) -> bool:
        """Make the sets of *a* and *b* one, for the reason of *edge*, and tie them; return whether they are one now."""
        self.tie(a, b)
        one, other = self.root(a), self.root(b)
        if one == other:
            return True
        if any(self._barred.get(text, frozenset()) & self._held[other] for text in self._held[one]):
            return False
        self._parent[one] = other
        self._held[other] |= self._held.pop(one)
        self.edges.append((a, edge))
        return True


def merges(kind: str, edges: Iterable[tuple[str, Edge]]) -> tuple[Merge, ...]:
    """Return *edges*, each with the id of what it makes one, as merges of a *kind*: sorted, of two forms the surest reason."""
    best: dict[tuple[str, str, str], tuple[float, str]] = {}
    for node, (one, other, score, reason) in edges:
        if one != other:
            key = (node, min(one, other), max(one, other))
            best[key] = max(best.get(key, (-1.0, "")), (score, reason))
    return tuple(Merge(kind, *key, *why) for key, why in sorted(best.items()))
