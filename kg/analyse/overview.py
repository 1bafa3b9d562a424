"""All measures at once: a knowledge graph goes in, an :class:`Overview` of its disputes comes out."""

from __future__ import annotations

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
