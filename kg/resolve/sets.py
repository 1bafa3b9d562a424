"""Disjoint sets whose joins are remembered: what was joined, how surely and why, and what must never meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from kg.model import Merge

Item = TypeVar("Item")
Node = tuple[str, tuple[str, ...]]
"""One claim of one article: the article's id, its wordings."""

Edge = tuple[str, str, float, str]
"""Two forms that were found to be one, how surely (0 to 1), and why."""


class Sets(Generic[Item]):
    """Disjoint sets of items, each of which has forms; sets with two forms that *barred* keeps apart don't join.

    Which sets come out depends on the order of the joins only where something is barred.
    """

    def __init__(self, forms: Callable[[Item], Iterable[str]], barred: Mapping[str, frozenset[str]]) -> None:
        self._parent: dict[Item, Item] = {}
        self._forms, self._barred = forms, barred
        self._held: dict[Item, set[str]] = {}
        self.edges: list[tuple[Item, Edge]] = []

    def root(self, item: Item) -> Item:
        """Return the item that stands for the set of *item*."""
        if item not in self._parent:
            self._parent[item] = item
            self._held[item] = set(self._forms(item)) if self._barred else set()
        while item != self._parent[item]:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def may_join(self, a: Item, b: Item) -> bool:
        """Whether nothing keeps the sets of *a* and *b* apart."""
        mine, yours = self._held[self.root(a)], self._held[self.root(b)]
        return not any(self._barred.get(form, frozenset()) & yours for form in mine)

    def join(self, a: Item, b: Item, edge: Edge) -> bool:
        """Make the sets of *a* and *b* one, for the reason of *edge*; return whether they are one now."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return True
        if not self.may_join(one, other):
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
