"""Names for reading: a knowledge graph goes in, a label for each actor comes out that no other actor has."""

from __future__ import annotations

from collections import Counter

from kg.model import KnowledgeGraph


def actor_labels(graph: KnowledgeGraph) -> dict[str, str]:
    """Return a label for each actor of *graph*, by id: the name, where only one actor has it.

    Descriptions ("the ministry") mean somebody else in another article, so several actors may share a name. Those are followed
    by the first article that they speak in, and by their id where even that doesn't tell them apart.

    >>> from kg.model import Actor
    >>> actor_labels(KnowledgeGraph(actors=(Actor("1", "Venn"), Actor("2", "the firm"), Actor("3", "the firm"))))
    {'1': 'Venn', '2': 'the firm [2]', '3': 'the firm [3]'}
    """
    names = Counter(actor.name for actor in graph.actors)
    first: dict[str, str] = {}
    for statement in graph.statements:
        article = min(e.article for e in statement.evidence)
        first[statement.actor] = min(first.get(statement.actor, article), article)
    wanted = {
        actor.id: f"{actor.name} [{first.get(actor.id, actor.id)}]" if names[actor.name] > 1 else actor.name
        for actor in graph.actors
    }
    labels = Counter(wanted.values())
    shared = {actor.id: actor.name for actor in graph.actors if labels[wanted[actor.id]] > 1}
    return wanted | {id: f"{name} [{id}]" for id, name in shared.items()}
