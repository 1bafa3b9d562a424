"""Boxes and the edges between them go in, a place for each box comes out: where to draw the nodes of a graph.

Stress majorisation: distances on the page follow distances in the graph (Gansner, Koren, North 2004,
https://doi.org/10.1007/978-3-540-31843-9_25), started from classical scaling (Brandes, Pich 2006,
https://doi.org/10.1007/978-3-540-70904-6_6), so that nothing is left to chance. Large components use the distances to a
few dozen pivots in place of all, and their leaves stand around their neighbours like the seeds of a sunflower. Then overlaps
are pushed apart and the components are put side by side in rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

Box = tuple[float, float]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Components up to this size use all distances; memory and time grow with its square.
ALL_PAIRS = 300
#: How many pivots stand for a larger component.
PIVOTS = 32
#: How many times the area of its boxes a component takes before overlaps are removed.
ROOM = 1.6
#: Rounds of majorisation, for small components and for large ones, and of pushing overlaps apart, at most.
ROUNDS, ROUNDS_LARGE, PUSHES = 150, 60, 250


def layout(
    boxes: Sequence[Box], edges: Sequence[tuple[int, int]], *, gap: float = 20.0, edge: float = 105.0, aspect: float = 1.15
) -> tuple[tuple[int, int], ...]:
    """Return the centre ``(x, y)`` of each box, in whole pixels around (0, 0); y grows downwards.

    *boxes* are (width, height) in pixels, *edges* pairs of indices into them. Boxes end up at least about *gap* apart;
    *edge* is the length that an edge would like to have; *aspect* is width over height of the whole picture. The result
    depends on the arguments alone. Guaranteed: one place per box. Not guaranteed: few crossings, and no overlap among
    thousands of boxes, where the pushing stops after a fixed number of rounds.

    >>> layout([], [])
    ()
    >>> (x1, y1), (x2, y2) = layout([(40, 40), (40, 40)], [(0, 1)])
    >>> 100 < ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 < 110
    True
    """
    n = len(boxes)
    if n == 0:
        return ()
    size = np.asarray(boxes, dtype=float)
    links = np.unique(np.sort(np.asarray(edges, dtype=np.int64).reshape(-1, 2), axis=1), axis=0)
    links = links[links[:, 0] != links[:, 1]]
    _, member = connected_components(_adjacency(links, n), directed=False)
    place = np.zeros((n, 2))
    groups = sorted((np.flatnonzero(member == c) for c in range(member.max() + 1)), key=lambda g: (-len(g), int(g[0])))
    index = np.zeros(n, dtype=np.int64)
    for group in groups:
        index[group] = np.arange(len(group))
        inner = index[links[np.isin(links[:, 0], group)]] if len(group) > 1 else links[:0]
        place[group] = _component(size[group], inner, gap=gap, edge=edge, aspect=aspect)
    _pack(place, size, groups, gap=2.5 * gap, aspect=aspect)
    return tuple((int(x), int(y)) for x, y in np.rint(place))


def _adjacency(links: Ints, n: int) -> Any:
    ones = np.ones(len(links))
    return coo_array((ones, (links[:, 0], links[:, 1])), shape=(n, n)).tocsr()


def _component(size: Floats, links: Ints, *, gap: float, edge: float, aspect: float) -> Floats:
    """Return the places of one connected component; in a large one, leaves are set around their neighbour afterwards."""
    n = len(size)
    if n == 1:
        return np.zeros((1, 2))
    degree = np.bincount(links.ravel(), minlength=n)
    if n <= ALL_PAIRS or (degree > 1).sum() < 2:
        return _core(size, links, gap=gap, edge=edge, aspect=aspect)
    fans = _fans(size + gap, links, degree)
    offset, extent = np.zeros((n, 2)), size.copy()
    for hub, (leaves, places) in fans.items():
        offset[leaves] = places
        # The core keeps room for the hub with all its leaves.
        extent[hub] = np.maximum(size[hub], 2 * (np.abs(places) + size[leaves] / 2).max(axis=0))
    core = np.flatnonzero(degree > 1)
    number = np.cumsum(degree > 1) - 1
    inner = number[links[(degree[links] > 1).all(axis=1)]]
    place = np.zeros((n, 2))
    place[core] = _core(extent[core], inner, gap=gap, edge=edge, aspect=aspect)
    for hub, (leaves, _) in fans.items():
        place[leaves] = place[hub] + offset[leaves]
    return place


def _fans(size: Floats, links: Ints, degree: Ints) -> dict[int, tuple[Ints, Floats]]:
    """Return, for each node with leaves, the leaves and where they stand relative to it: a sunflower head without overlaps."""
    leaves: dict[int, list[int]] = {}
    for a, b in links.tolist():
        for hub, leaf in ((a, b), (b, a)):
            if degree[leaf] == 1:
                leaves.setdefault(hub, []).append(leaf)
    fans = {}
    for hub, those in leaves.items():
        wide, high = size[those].max(axis=0)
        unit = np.sqrt(wide * high / np.pi)
        first = float(np.hypot(*size[hub]) / 2 / unit) ** 2
        order = first + np.arange(len(those)) + 1
        turn = order * np.pi * (3 - np.sqrt(5))
        spread = (wide / high) ** 0.25
        around = np.stack([np.cos(turn) * spread, np.sin(turn) / spread], axis=1) * (unit * np.sqrt(order))[:, None]
        members = np.array([hub, *those])
        places = _separate(np.concatenate([np.zeros((1, 2)), around]), size[members])
        fans[hub] = (np.asarray(those), places[1:] - places[0])
    return fans


def _core(size: Floats, links: Ints, *, gap: float, edge: float, aspect: float) -> Floats:
    """Return the places of nodes that hang together, by stress, overlaps removed."""
    n = len(size)
    hops = _distances(links, n)
    place = _scaled(hops)
    place = _majorise(place, *_terms(hops, links)) * edge
    if n > 2:
        # Room first: pushing boxes apart keeps the shape only where they fit in.
        area = np.prod(np.ptp(place, axis=0) + size.mean(axis=0))
        place *= max(1.0, float(np.sqrt(ROOM * np.prod(size + gap, axis=1).sum() / area)))
        place *= np.array([aspect, 1 / aspect]) ** 0.25
    return _separate(place, size + gap)


def _distances(links: Ints, n: int) -> Floats:
    """Return hops from each pivot (rows) to each node; all nodes are pivots where the component is small."""
    graph = _adjacency(links, n)
    if n <= ALL_PAIRS:
        return np.asarray(dijkstra(graph, directed=False, unweighted=True))
    rows: list[Floats] = []
    pivot, nearest = int(np.bincount(links.ravel(), minlength=n).argmax()), np.full(n, np.inf)
    for _ in range(PIVOTS):  # each next pivot is as far as can be from those before
        rows.append(np.asarray(dijkstra(graph, directed=False, unweighted=True, indices=pivot)))
        nearest = np.minimum(nearest, rows[-1])
        pivot = int(nearest.argmax())
    return np.stack(rows)


def _scaled(hops: Floats) -> Floats:
    """Return a start by classical scaling over the pivots, nodes that coincide set a little apart on a spiral."""
    squared = hops.T**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, [-1, -2]] if vectors.shape[0] > 1 else np.repeat(vectors, 2, axis=1)
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)  # an eigenvector's sign is arbitrary
    place = centred @ axes
    place *= hops.max() / max(float(np.ptp(place)), 1e-9)
    n = len(place)
    turn = np.arange(n) * np.pi * (3 - np.sqrt(5))
    radius = 0.2 * np.sqrt((np.arange(n) + 0.5) / n)
    return np.asarray(place + np.stack([np.cos(turn), np.sin(turn)], axis=1) * radius[:, None])


def _terms(hops: Floats, links: Ints) -> tuple[Ints, Ints, Floats]:
    """Return the pairs (who is moved, by whom) and the distance that each pair should have, in edge lengths."""
    pivots, n = hops.shape
    if pivots == n:
        moved, by = np.nonzero(hops)
        return moved, by, hops[moved, by]
    pivot_rows = [int(np.flatnonzero(row == 0)[0]) for row in hops]
    moved = np.tile(np.arange(n), pivots)
    by = np.repeat(np.asarray(pivot_rows), n)
    length = hops.ravel()
    keep = length > 0
    siblings = _siblings(links, n)
    near = np.concatenate([links, links[:, ::-1]])
    return (
        np.concatenate([moved[keep], near[:, 0], siblings[:, 0]]),
        np.concatenate([by[keep], near[:, 1], siblings[:, 1]]),
        np.concatenate([length[keep], np.ones(len(near)), np.full(len(siblings), 1.6)]),
    )


def _siblings(links: Ints, n: int) -> Ints:
    """Return pairs of nodes that share a neighbour, four for each: without them the leaves of a hub lie on one heap."""
    around: list[list[int]] = [[] for _ in range(n)]
    for a, b in links.tolist():
        around[a].append(b)
        around[b].append(a)
    pairs: set[tuple[int, int]] = set()
    for ring in around:
        k = len(ring)
        for step in {1, 2, k // 3, k // 2} - {0}:
            pairs.update((ring[i], ring[(i + step) % k]) for i in range(k) if step < k)
    both = sorted(pairs | {(b, a) for a, b in pairs})
    return np.asarray(both, dtype=np.int64).reshape(-1, 2)


def _majorise(place: Floats, moved: Ints, by: Ints, length: Floats) -> Floats:
    """Return places of lower stress: each node moves half the way to where its terms want it, all at once."""
    n = len(place)
    weight = length**-2.0
    total = np.bincount(moved, weight, n)
    for _ in range(ROUNDS if n <= ALL_PAIRS else ROUNDS_LARGE):
        apart = place[moved] - place[by]
        distance = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-6)
        target = place[by] + apart * (length / distance)[:, None]
        wanted = np.stack([np.bincount(moved, weight * target[:, axis], n) / total for axis in (0, 1)], axis=1)
        step = wanted - place
        place = place + 0.7 * step
        if float(np.abs(step).max()) < 1e-3:
            break
    return np.asarray(place - place.mean(axis=0))


def _separate(place: Floats, size: Floats) -> Floats:
    """Return places where the boxes overlap no more: each pair moves apart, the smaller of the two boxes further."""
    # Boxes up to *reach* are found by a tree; the few giants, which overlap much at once, are compared with all.
    n = len(place)
    reach = np.quantile(size, 0.97, axis=0, method="higher")
    giants = np.flatnonzero((size > reach).any(axis=1))
    far = np.stack(np.meshgrid(giants, np.arange(n), indexing="ij"), axis=-1).reshape(-1, 2)
    far = far[far[:, 0] != far[:, 1]]
    area = np.prod(size, axis=1)
    for turn in range(1, PUSHES + 1):
        if turn % 15 == 0:  # a crowd that can't get out of its own way needs more room all over
            place = place * 1.06
        near = cKDTree(place / reach).query_pairs(1.0, p=np.inf, output_type="ndarray")
        pairs = np.concatenate([near, far]) if len(far) else near
        a, b = pairs[:, 0], pairs[:, 1]
        apart = place[b] - place[a]
        overlap = (size[a] + size[b]) / 2 - np.abs(apart)
        hit = (overlap > 0.5).all(axis=1)
        if not hit.any():
            break
        a, b, apart, overlap = a[hit], b[hit], apart[hit], overlap[hit]
        # Not the smaller overlap alone: wide boxes would all go up and down, into columns.
        axis = (overlap / np.sqrt(size[a] + size[b])).argmin(axis=1)
        rows = np.arange(len(a))
        push = np.where(apart[rows, axis] < 0, -0.8, 0.8) * overlap[rows, axis]
        share = area[a] / (area[a] + area[b])  # of b
        move = np.zeros_like(place)
        for i in (0, 1):
            along = np.where(axis == i, push, 0.0)
            move[:, i] = np.bincount(b, along * share, n) - np.bincount(a, along * (1 - share), n)
        place = place + move
    return place


def _pack(place: Floats, size: Floats, groups: Sequence[Ints], *, gap: float, aspect: float) -> None:
    """Move whole components, in place, into rows that together are about *aspect* times as wide as high."""
    corners = [((place[g] - size[g] / 2).min(axis=0), (place[g] + size[g] / 2).max(axis=0)) for g in groups]
    extents = [high - low + gap for low, high in corners]
    width = max(float(np.sqrt(aspect * sum(float(e[0] * e[1]) for e in extents))), *(float(e[0]) for e in extents), 0.0)
    x = y = row = 0.0
    for group, (low, _), extent in sorted(
        zip(groups, corners, extents, strict=True), key=lambda part: (-round(float(part[2][1])), int(part[0][0]))
    ):
        if x > 0 and x + extent[0] > width:
            x, y, row = 0.0, y + row, 0.0
        place[group] += np.array([x, y]) - low
        x, row = x + float(extent[0]), max(row, float(extent[1]))
    place -= ((place - size / 2).min(axis=0) + (place + size / 2).max(axis=0)) / 2
