"""The dispute network: a knowledge graph goes in, a directed graph of its disputes comes out, for any measure of networkx."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import networkx as nx

from kg.analyse.disputes import by_date, disputes
from kg.model import Dispute, KnowledgeGraph, Statement

if TYPE_CHECKING:
    Network = nx.DiGraph[str]
else:
    Network = nx.DiGraph


def dispute_network(graph: KnowledgeGraph) -> Network:
    """Return the directed graph with an edge from each denier to each asserter whom he disputes.

    Nodes are the ids of the actors who take part in a dispute, with ``name`` and ``kind``. An edge holds

    - ``disputes``: the :class:`~kg.model.Dispute` values that it stands for, sorted by claim,
    - ``claims``: the ids of the claims in dispute, sorted,
    - ``dates``: when the denier spoke, in order, each date once, undated statements left out,
    - ``evidence``: what the denier's statements rest on, in order of their dates; the asserter's is in ``disputes``,
    - ``weight``: the number of its claims.

    Nodes and edges are added in order of id, so every measure that depends on that order is repeatable.
    """
    network: Network = nx.DiGraph()
    found = disputes(graph)
    parties = {actor for d in found for actor in (d.denier, d.asserter)}
    network.add_nodes_from((a.id, {"name": a.name, "kind": a.kind.value}) for a in graph.actors if a.id in parties)
    for (denier, asserter), group in groupby(found, key=lambda d: (d.denier, d.asserter)):
        network.add_edge(denier, asserter, **_attributes(tuple(group)))
    return network


def _attributes(found: tuple[Dispute, ...]) -> dict[str, object]:
    # One set of statements may be against several claims, if these all contradict the denier's.
    against = {(d.rival or d.claim, d.rival is None): d.against for d in found}
    spoken: tuple[Statement, ...] = found[0].against
    if len(against) > 1:
        spoken = tuple(sorted((s for statements in against.values() for s in statements), key=by_date))
    claims = sorted({d.claim for d in found})
    return {
        "disputes": found,
        "claims": tuple(claims),
        "dates": tuple(dict.fromkeys(s.date for s in spoken if s.date is not None)),
        "evidence": spoken[0].evidence if len(spoken) == 1 else tuple(dict.fromkeys(e for s in spoken for e in s.evidence)),
        "weight": len(claims),
    }
