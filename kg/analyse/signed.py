"""The signed network of agreement and opposition: a knowledge graph goes in, its issues with who stands on which side come out.

In a signed network two actors are joined by a positive edge for each issue on which they stand on one side, and by a
negative edge for each issue on which they stand on opposite sides. An issue with *n* actors makes *n*·(*n* - 1)/2 edges;
they are kept as the matrix of actors and issues that they follow from, so time and memory are linear in the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from kg.analyse.disputes import sides
from kg.model import KnowledgeGraph, Stance


@dataclass(frozen=True, slots=True)
class Issue:
    """A question with two sides: the ids of the actors on each, sorted, nobody on both."""

    pro: tuple[str, ...]
    con: tuple[str, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """All who take a side."""
        return self.pro + self.con

    @property
    def agreements(self) -> int:
        """The number of pairs of actors on one side: positive edges."""
        return (len(self.pro) * (len(self.pro) - 1) + len(self.con) * (len(self.con) - 1)) // 2

    @property
    def oppositions(self) -> int:
        """The number of pairs of actors on opposite sides: negative edges."""
        return len(self.pro) * len(self.con)


def issues(graph: KnowledgeGraph) -> tuple[Issue, ...]:
    """Return the issues of *graph* on which at least two actors take a side.

    Each claim is one: who asserts it against who denies it. So is each contradiction: who asserts the first claim
    against who asserts the second. An actor who has stood on both sides takes none.
    """
    asserted, denied = sides(graph, Stance.ASSERTS), sides(graph, Stance.DENIES)
    nobody: dict[str, object] = {}
    two_sided = [(asserted.get(c.id, nobody), denied.get(c.id, nobody)) for c in graph.claims]
    two_sided += [(asserted.get(c.first, nobody), asserted.get(c.second, nobody)) for c in graph.contradictions]
    found = (Issue(tuple(sorted(p.keys() - c.keys())), tuple(sorted(c.keys() - p.keys()))) for p, c in two_sided)
    return tuple(issue for issue in found if len(issue.actors) > 1)


def matrix(actors: Sequence[str], found: Sequence[Issue]) -> Any:
    """Return the sparse matrix of *actors* (rows) and issues (columns): 1 for pro, -1 for con (``scipy.sparse.csr_array``).

    With M this matrix, the off-diagonal part of M·Mᵀ is the adjacency matrix of the signed network: positive minus
    negative edges.
    """
    place = {actor: n for n, actor in enumerate(actors)}
    rows = [place[actor] for issue in found for actor in issue.actors]
    columns = [n for n, issue in enumerate(found) for _ in issue.actors]
    signs = [sign for issue in found for sign in (1,) * len(issue.pro) + (-1,) * len(issue.con)]
    entries = (np.array(signs, dtype=np.int64), (rows, columns))
    return sparse.csr_array(entries, shape=(len(actors), len(found)))


def components(found: Iterable[Issue]) -> Iterator[tuple[tuple[str, ...], tuple[Issue, ...]]]:
    """Yield the connected parts of the signed network: the actors of each, sorted, and its issues, by smallest actor."""
    found = tuple(found)
    actors = sorted({actor for issue in found for actor in issue.actors})
    if not actors:
        return
    entries = matrix(actors, found)
    joined = sparse.block_array([[None, entries], [entries.T, None]])
    _, labels = sparse.csgraph.connected_components(joined, directed=False)
    members: dict[int, tuple[list[str], list[Issue]]] = {}
    for actor, label in zip(actors, labels, strict=False):
        members.setdefault(int(label), ([], []))[0].append(actor)
    for issue, label in zip(found, labels[len(actors) :], strict=True):
        members[int(label)][1].append(issue)
    for people, questions in members.values():
        yield tuple(people), tuple(questions)
