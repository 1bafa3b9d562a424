"""Any number of camps: the actors and issues of a signed network go in, groups found by signed modularity come out.

Traag and Bruggeman, "Community detection in networks with positive and negative links" (2009),
https://doi.org/10.1103/PhysRevE.80.036115, optimised with the Leiden algorithm (Traag, Waltman
and van Eck 2019, https://doi.org/10.1038/s41598-019-41695-z).
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from scipy import sparse

from kg.analyse.signed import Issue, matrix
from kg.errors import MissingExtra

SEED = 0


def many_camps(actors: Sequence[str], found: Sequence[Issue]) -> tuple[tuple[str, ...], ...]:
    """Return the camps of *actors* (sorted) that agree within and are opposed between, by the smallest actor of each.

    Positive and negative edges are two layers of one network, weighted +1 and -1: modularity isn't defined on negative
    weights, and methods for unsigned networks return nonsense on them. Here all pairs of actors on an issue are spelt
    out, so memory is quadratic in the actors of the most discussed issue. The seed is fixed: equal input gives equal
    output. Raises :class:`~kg.errors.MissingExtra` without ``leidenalg`` and ``igraph``.
    """
    try:
        igraph, leidenalg = importlib.import_module("igraph"), importlib.import_module("leidenalg")
    except ImportError:
        raise MissingExtra("camps", "leidenalg") from None
    entries = matrix(actors, found)
    weights = sparse.triu(entries @ entries.T, k=1).tocoo()
    layers = [_layer(igraph, len(actors), weights, sign) for sign in (1, -1)]
    parts = [leidenalg.ModularityVertexPartition(layer, weights="weight") for layer in layers]
    optimiser = leidenalg.Optimiser()
    optimiser.set_rng_seed(SEED)
    optimiser.optimise_partition_multiplex(parts, layer_weights=[1, -1], n_iterations=-1)
    groups: dict[int, list[str]] = {}
    for actor, group in zip(actors, parts[0].membership, strict=True):
        groups.setdefault(group, []).append(actor)
    return tuple(map(tuple, groups.values()))


def _layer(igraph: Any, size: int, weights: Any, sign: int) -> Any:
    edges = sorted(
        (row, column, abs(weight))
        for row, column, weight in zip(weights.row.tolist(), weights.col.tolist(), weights.data.tolist(), strict=True)
        if weight * sign > 0
    )
    layer = igraph.Graph(n=size, edges=[edge[:2] for edge in edges])
    layer.es["weight"] = [edge[2] for edge in edges]
    return layer
