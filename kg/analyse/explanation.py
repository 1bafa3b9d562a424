"""Why a graph says what it says of an actor, a claim or a dispute: words of the user go in, what they rest on comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.analyse.disputes import by_date, disputes
from kg.model import Actor, Claim, Dispute, KnowledgeGraph, Merge, Statement
from kg.names import normal_form


@dataclass(frozen=True, slots=True)
class Explanation:
    """An actor or a claim with the merges and the statements that it rests on, the latter by date.

    ``rivals`` are the claims that contradict a claim, sorted by text; of an actor there are none.
    """

    thing: Actor | Claim
    merges: tuple[Merge, ...]
    statements: tuple[Statement, ...]
    rivals: tuple[Claim, ...] = ()


def called(graph: KnowledgeGraph, words: str) -> tuple[Actor | Claim, ...]:
    """Return the actors and claims of *graph* that *words* mean, in the order of the graph.

    They are those with this id (or an IRI that ends in it); else those with this name, alias, text or merged wording, whatever
    its case; else those whose name or text holds *words*. Empty, if there is none.
    """
    things: tuple[Actor | Claim, ...] = (*graph.actors, *graph.claims)
    last = words.rstrip("/").rsplit("/", 1)[-1]
    forms: dict[str, set[str]] = {}
    for merge in graph.merges:
        forms.setdefault(merge.node, set()).update((merge.first, merge.second))
    wanted = normal_form(words)
    tests: tuple[Callable[[Actor | Claim], bool], ...] = (
        lambda thing: thing.id == last,
        lambda thing: bool(wanted) and wanted in {normal_form(form) for form in (*_names(thing), *forms.get(thing.id, ()))},
        lambda thing: bool(words.strip()) and any(words.strip().casefold() in name.casefold() for name in _names(thing)),
    )
    for test in tests:
        found = tuple(thing for thing in things if test(thing))
        if found:
            return found
    return ()


def _names(thing: Actor | Claim) -> tuple[str, ...]:
    return (thing.name, *thing.aliases) if isinstance(thing, Actor) else (thing.text,)


def explain(graph: KnowledgeGraph, thing: Actor | Claim) -> Explanation:
    """Return what *thing*, an actor or a claim of *graph*, rests on."""
    kind = "actor" if isinstance(thing, Actor) else "claim"
    claims = {claim.id: claim for claim in graph.claims}
    against = [c.second if c.first == thing.id else c.first for c in graph.contradictions if thing.id in (c.first, c.second)]
    return Explanation(
        thing,
        tuple(m for m in graph.merges if (m.kind, m.node) == (kind, thing.id)),
        _dated(s for s in graph.statements if thing.id == (s.actor if kind == "actor" else s.claim)),
        tuple(sorted((claims[id] for id in against), key=lambda claim: (claim.text, claim.id))) if kind == "claim" else (),
    )


def between(graph: KnowledgeGraph, one: Actor, other: Actor) -> tuple[Dispute, ...]:
    """Return the disputes of *graph* in which *one* and *other* oppose each other, each way round."""
    pair = {one.id, other.id}
    return tuple(d for d in disputes(graph) if {d.denier, d.asserter} == pair and one.id != other.id)


def _dated(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=by_date))
