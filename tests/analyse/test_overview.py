"""All measures in one value."""

from __future__ import annotations

from hypothesis import given

from kg.analyse.camps import camps
from kg.analyse.chains import chains
from kg.analyse.contested import most_contested
from kg.analyse.disputes import disputes, disputes_of
from kg.analyse.mutual import mutual_disputes
from kg.analyse.network import dispute_network
from kg.analyse.overview import Overview, narrowed, overview
from kg.analyse.reversals import reversals
from kg.model import KnowledgeGraph
from tests.analyse.affairs import affairs


@given(affairs())
def test_each_field_is_what_its_function_returns(graph: KnowledgeGraph) -> None:
    network = dispute_network(graph)
    assert overview(graph) == Overview(
        disputes(graph), most_contested(graph), mutual_disputes(network), chains(network), camps(graph), reversals(graph)
    )


@given(affairs())
def test_narrowed_to_one_actor_it_holds_all_that_concerns_that_actor_and_nothing_else(graph: KnowledgeGraph) -> None:
    whole = overview(graph)
    for actor in graph.actors:
        part = narrowed(whole, {actor.id})
        assert part.disputes == disputes_of(whole.disputes, actor.id)
        assert {r.actor for r in part.reversals} <= {actor.id}
        assert {c.claim for c in part.contested} <= {x for d in part.disputes for x in (d.claim, d.rival)}


@given(affairs())
def test_narrowed_to_all_actors_it_is_the_whole(graph: KnowledgeGraph) -> None:
    assert narrowed(overview(graph), {a.id for a in graph.actors}) == overview(graph)
