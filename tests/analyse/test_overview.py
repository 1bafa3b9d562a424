"""All measures in one value."""

from __future__ import annotations

from hypothesis import given

from kg.analyse.camps import camps
from kg.analyse.chains import chains
from kg.analyse.contested import most_contested
from kg.analyse.disputes import disputes
from kg.analyse.mutual import mutual_disputes
from kg.analyse.network import dispute_network
from kg.analyse.overview import Overview, overview
from kg.analyse.reversals import reversals
from kg.model import KnowledgeGraph
from tests.analyse.affairs import affairs


@given(affairs())
def test_each_field_is_what_its_function_returns(graph: KnowledgeGraph) -> None:
    network = dispute_network(graph)
    assert overview(graph) == Overview(
        disputes(graph), most_contested(graph), mutual_disputes(network), chains(network), camps(graph), reversals(graph)
    )
