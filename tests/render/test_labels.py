"""Labels that tell actors apart."""

from __future__ import annotations

from hypothesis import given, settings

from kg.model import Actor, KnowledgeGraph, Stance, Statement, claim_id
from kg.render.labels import actor_labels
from tests.factory import citation, claim, evidence
from tests.strategies import graphs


def test_a_shared_description_is_followed_by_its_article() -> None:
    said = [
        Statement(actor, Stance.ASSERTS, claim_id("fire"), (evidence(article=article),))
        for actor, article in [("1", "b.txt"), ("1", "a.txt"), ("2", "c.txt"), ("3", "c.txt")]
    ]
    merged = Statement("1", Stance.ASSERTS, claim_id("fire"), said[0].evidence + said[1].evidence)
    graph = KnowledgeGraph(
        articles=tuple(citation(id) for id in ("a.txt", "b.txt", "c.txt")),
        actors=(Actor("1", "the ministry"), Actor("2", "the ministry"), Actor("3", "Orla Venn")),
        claims=(claim("fire"),),
        statements=tuple(sorted([merged, *said[2:]], key=lambda s: s.id)),
    )
    assert actor_labels(graph) == {"1": "the ministry [a.txt]", "2": "the ministry [c.txt]", "3": "Orla Venn"}


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_every_actor_has_a_label_and_namesakes_have_different_ones(graph: KnowledgeGraph) -> None:
    labels = actor_labels(graph)
    assert labels.keys() == {a.id for a in graph.actors}
    names = [a.name for a in graph.actors]
    namesakes = [labels[a.id] for a in graph.actors if names.count(a.name) > 1]
    assert len(set(namesakes)) == len(namesakes)
