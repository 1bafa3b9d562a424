"""The dispute network's edges and what they hold."""

from __future__ import annotations

from hypothesis import given

from kg.analyse.disputes import disputes, disputes_of
from kg.analyse.network import dispute_network
from kg.model import KnowledgeGraph, actor_id, claim_id
from tests.analyse.affairs import affairs
from tests.factory import actor, graph

ANN, BOB, CYD = (actor_id(name) for name in ("Ann", "Bob", "Cyd"))

AFFAIR = graph(
    ("Ann", "asserts", "fire", "2019"),
    ("Ann", "asserts", "smoke", "2019"),
    ("Bob", "denies", "fire", "2020-02"),
    ("Bob", "denies", "fire", "2020-01"),
    ("Bob", "denies", "smoke", "2020-01"),
    ("Bob", "denies", "smoke", None),
    ("Cyd", "asserts", "rain", "2021"),
    actors=[actor("Ann", "person")],
)


def test_an_edge_leads_from_denier_to_asserter_and_only_parties_are_nodes() -> None:
    network = dispute_network(AFFAIR)
    assert list(network.edges) == [(BOB, ANN)]
    assert list(network.nodes) == sorted([ANN, BOB])
    assert network.nodes[ANN] == {"name": "Ann", "kind": "person"}


def test_an_edge_holds_claims_dates_and_evidence() -> None:
    edge = dispute_network(AFFAIR).edges[BOB, ANN]
    assert edge["claims"] == tuple(sorted([claim_id("fire"), claim_id("smoke")]))
    assert [str(date) for date in edge["dates"]] == ["2020-01", "2020-02"]
    assert sorted(e.pieces[0].start for e in edge["evidence"]) == [200, 300, 400, 500]
    assert [e.pieces[0].start for e in edge["evidence"]][2:] == [200, 500], "February, then undated"
    assert edge["disputes"] == disputes(AFFAIR)
    assert edge["weight"] == 2


def test_one_statement_against_two_claims_counts_once_in_the_evidence() -> None:
    network = dispute_network(
        graph(
            ("Ann", "asserts", "tanker", None),
            ("Ann", "asserts", "valve", None),
            ("Bob", "asserts", "pipeline", None),
            contradictions=[("tanker", "pipeline"), ("valve", "pipeline")],
        )
    )
    assert len(network.edges[BOB, ANN]["evidence"]) == 1
    assert len(network.edges[ANN, BOB]["evidence"]) == 2


def test_disputes_of_one_actor_on_either_side() -> None:
    found = disputes(
        graph(
            ("Ann", "asserts", "x", None),
            ("Bob", "denies", "x", None),
            ("Bob", "asserts", "y", None),
            ("Cyd", "denies", "y", None),
        )
    )
    assert {(d.denier, d.asserter) for d in disputes_of(found, BOB)} == {(BOB, ANN), (CYD, BOB)}
    assert [(d.denier, d.asserter) for d in disputes_of(found, CYD)] == [(CYD, BOB)]
    assert disputes_of(found, "nobody") == ()


@given(affairs())
def test_edges_hold_every_dispute_once(graph: KnowledgeGraph) -> None:
    network = dispute_network(graph)
    assert tuple(d for _, _, edge in network.edges(data=True) for d in edge["disputes"]) == disputes(graph)
