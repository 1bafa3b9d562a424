from __future__ import annotations

from hypothesis import given, settings

from kg.model import KnowledgeGraph, Statement
from tests.factory import evidence, graph, statement
from tests.strategies import graphs


@settings(deadline=None)
@given(graphs())
def test_strategy_builds_graphs(value: KnowledgeGraph) -> None:
    assert hash(value) == hash(value)


def test_factory_puts_a_claim_that_is_asserted_and_denied_on_one_node() -> None:
    value = graph(("Ann", "asserts", "It rains.", "2020-01-01"), ("Bob", "denies", "It rains.", None))
    assert [len(items) for items in (value.actors, value.claims, value.statements)] == [2, 1, 2]


def test_evidence_is_held_sorted_and_once() -> None:
    early, late = evidence("x", at=1), evidence("y", at=5)
    assert statement(proof=[late, early, late]) == statement(proof=[early, late])
    assert isinstance(statement(proof=[late, early]), Statement)
