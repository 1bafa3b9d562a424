"""Why a graph says what it says, as plain text: an explanation, or the disputes of two actors, go in, a string comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.analyse.explanation import Explanation, explain
from kg.model import Actor, Claim, Dispute, KnowledgeGraph, Merge, Statement
from kg.render.labels import actor_labels
from kg.render.plain import plain
from kg.render.text import count, table


def explanation_text(graph: KnowledgeGraph, found: Explanation, *, width: int = 80) -> str:
    """Return *found*, an explanation of an actor or a claim of *graph*: its name, its merges, its statements, its rivals."""
    thing = found.thing
    name, kind = (thing.name, "actor") if isinstance(thing, Actor) else (thing.text, "claim")
    parts = [f"{plain(name)}\n{kind} {thing.id}, {count(len(found.statements), 'statement')}\n"]
    if isinstance(thing, Actor) and thing.aliases:
        parts[0] += f"also: {', '.join(map(plain, thing.aliases))}\n"
    if isinstance(thing, Actor) and thing.same_as:
        parts[0] += f"same as: {', '.join(map(plain, thing.same_as))}\n"
    parts += _merges(found.merges, kind, width)
    parts += _statements(graph, found.statements, width)
    if found.rivals:
        parts.append("Contradicts\n\n" + table(["claim"], [[claim.text] for claim in found.rivals], width=width))
    return "\n".join(parts)


def dispute_text(graph: KnowledgeGraph, found: Sequence[Dispute], *, width: int = 80) -> str:
    """Return *found*, the disputes of two actors of *graph*: over which claims, in which words, and why these are one claim."""
    actors, claims = actor_labels(graph), {claim.id: claim for claim in graph.claims}
    parts = []
    for dispute in found:
        claim = claims[dispute.claim]
        denier, asserter = plain(actors[dispute.denier]), plain(actors[dispute.asserter])
        said = f"{denier} asserts what contradicts it" if dispute.rival else f"{denier} denies it"
        parts.append(f"{plain(claim.text)}\nclaim {claim.id}: {asserter} asserts it, {said}\n")
        parts += _statements(graph, (*dispute.for_, *dispute.against), width, claims=claims if dispute.rival else None)
        for id in filter(None, (dispute.claim, dispute.rival)):
            parts += _merges(explain(graph, claims[id]).merges, "claim", width)
    return "\n".join(parts)


def choice_text(found: Sequence[Actor | Claim], *, width: int = 80) -> str:
    """Return a table of actors and claims among which the user must choose."""
    rows = [(("actor", t.id, t.name) if isinstance(t, Actor) else ("claim", t.id, t.text)) for t in found]
    return table(["kind", "id", "name or text"], rows, width=width, whole={"kind", "id"})


def _merges(merges: Sequence[Merge], kind: str, width: int) -> Iterable[str]:
    if merges:
        rows = [[m.first, m.second, f"{m.score:.2f}", m.reason] for m in sorted(merges, key=lambda m: (-m.score, m))]
        forms = ["name", "and name"] if kind == "actor" else ["wording", "and wording"]
        yield "Why it is one\n\n" + table([*forms, "score", "because"], rows, width=width, whole={"score"})


def _statements(
    graph: KnowledgeGraph, statements: Iterable[Statement], width: int, *, claims: dict[str, Claim] | None = None
) -> Iterable[str]:
    """With *claims*, each row also tells on which of them it is."""
    actors = actor_labels(graph)
    rows = [
        [
            actors[s.actor],
            s.stance.value,
            *([claims[s.claim].text] if claims is not None else []),
            str(s.date or "unknown"),
            e.article,
            " … ".join(piece.text for piece in e.pieces),
        ]
        for s in statements
        for e in s.evidence
    ]
    if rows:
        columns = ["who", "stance", *(["claim"] if claims is not None else []), "date", "article", "words"]
        yield "Statements\n\n" + table(columns, rows, width=width, whole={"stance", "date"})
