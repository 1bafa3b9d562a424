"""All measures at once: a knowledge graph goes in, an :class:`Overview` of its disputes comes out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from kg.analyse.camps import Division, Method, camps
from kg.analyse.chains import Chain, chains
from kg.analyse.contested import Contested, most_contested
from kg.analyse.mutual import mutual_disputes
from kg.analyse.network import dispute_network
from kg.analyse.reversals import Reversal, reversals
from kg.model import Dispute, KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Overview:
    """What ``kg disputes`` tells of a graph; each field as its own function returns it."""

    disputes: tuple[Dispute, ...]
    contested: tuple[Contested, ...]
    mutual: tuple[tuple[str, str], ...]
    chains: tuple[Chain, ...]
    camps: tuple[Division, ...]
    reversals: tuple[Reversal, ...]


def overview(graph: KnowledgeGraph, *, method: Method = Method.FRUSTRATION) -> Overview:
    """Return every measure of *graph*; *method* says how camps are found.

    >>> overview(KnowledgeGraph()).disputes
    ()
    """
    network = dispute_network(graph)
    return Overview(
        disputes=tuple(dispute for _, _, edge in network.edges(data=True) for dispute in edge["disputes"]),
        contested=most_contested(graph),
        mutual=mutual_disputes(network),
        chains=chains(network),
        camps=camps(graph, method=method),
        reversals=reversals(graph),
    )


def narrowed(found: Overview, actors: Set[str]) -> Overview:
    """Return what of *found* concerns one of *actors* (ids): their disputes and reversals, and the claims, chains and
    camps that they are in. Measures keep the values that they have in the whole graph.
    """
    disputes = tuple(d for d in found.disputes if actors & {d.denier, d.asserter})
    claims = {d.claim for d in disputes} | {d.rival for d in disputes}
    return Overview(
        disputes=disputes,
        contested=tuple(c for c in found.contested if c.claim in claims),
        mutual=tuple(pair for pair in found.mutual if actors & set(pair)),
        chains=tuple(chain for chain in found.chains if any(actors & set(link) for link in chain)),
        camps=tuple(d for d in found.camps if any(actors & set(camp) for camp in d.camps)),
        reversals=tuple(r for r in found.reversals if r.actor in actors),
    )
