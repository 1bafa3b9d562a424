"""An overview of disputes, or an explanation, as JSON: it and its graph go in, plain records or their text come out."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from typing import Any

from kg.analyse.disputes import since
from kg.analyse.explanation import Explanation
from kg.analyse.overview import Overview
from kg.dates import PartialDate
from kg.model import Actor, Dispute, Evidence, KnowledgeGraph, Merge, Statement
from kg.render.plain import escaped

Record = dict[str, Any]
"""A JSON object."""


def overview_records(graph: KnowledgeGraph, found: Overview) -> Record:
    """Return *found*, the overview of *graph*, as one JSON object with all that ``kg disputes`` tells.

    The measures name actors, claims and statements by id; the objects ``actors``, ``claims`` and ``statements`` hold
    those that are named, by id, statements with all their evidence. Dates are ISO 8601, as precise as they are known;
    what isn't known is null. Texts are those of the articles, letter for letter.
    """
    statements = {s.id: s for d in found.disputes for s in (*d.against, *d.for_)}
    statements |= {s.id: s for r in found.reversals for s in (r.earlier, r.later)}
    actors = {s.actor for s in statements.values()} | {a for d in found.camps for camp in d.camps for a in camp}
    claims = {s.claim for s in statements.values()}
    return {
        "disputes": [_dispute(d) for d in found.disputes],
        "contested": [
            {
                "claim": c.claim,
                "asserters": list(c.asserters),
                "deniers": list(c.deniers),
                "rivals": list(c.rivals),
                "pairs": c.pairs,
                "contention": c.contention,
            }
            for c in found.contested
        ],
        "mutual": [list(pair) for pair in found.mutual],
        "chains": [[list(link) for link in chain] for chain in found.chains],
        "camps": [
            {
                "camps": [list(camp) for camp in d.camps],
                "edges": d.edges,
                "oppositions": d.oppositions,
                "frustration": d.frustration,
            }
            for d in found.camps
        ],
        "reversals": [
            {
                "actor": r.actor,
                "claim": r.claim,
                "earlier": r.earlier.id,
                "later": r.later.id,
                "stated": r.is_stated,
            }
            for r in found.reversals
        ],
        **_named(graph, actors, claims, statements.values()),
    }


def explanation_records(graph: KnowledgeGraph, found: Explanation) -> Record:
    """Return *found*, an explanation of an actor or a claim of *graph*, as one JSON object with all that ``kg explain`` tells.

    Its merges are the surest first; the rest is as in :func:`overview_records`.
    """
    thing = found.thing
    claims = {s.claim for s in found.statements} | {rival.id for rival in found.rivals}
    if isinstance(thing, Actor):
        what = {"actor": thing.id, "aliases": list(thing.aliases), "same_as": list(thing.same_as)}
        actors = {thing.id}
    else:
        what = {"claim": thing.id, "contradicts": [rival.id for rival in found.rivals]}
        claims, actors = claims | {thing.id}, {s.actor for s in found.statements}
    return {**what, "merges": _merges(found.merges), **_named(graph, actors, claims, found.statements)}


def dispute_records(graph: KnowledgeGraph, found: Sequence[Dispute]) -> Record:
    """Return *found*, the disputes of two actors of *graph*, as one JSON object; see :func:`explanation_records`."""
    statements = {s.id: s for d in found for s in (*d.against, *d.for_)}.values()
    claims = {s.claim for s in statements}
    return {
        "disputes": [_dispute(d) for d in found],
        "merges": {id: _merges(m for m in graph.merges if (m.kind, m.node) == ("claim", id)) for id in sorted(claims)},
        **_named(graph, {s.actor for s in statements}, claims, statements),
    }


def overview_json(graph: KnowledgeGraph, found: Overview) -> str:
    """Return :func:`overview_records` as JSON, indented, ending in a line break; nothing in it can steer a terminal.

    >>> from kg.analyse.overview import overview
    >>> graph = KnowledgeGraph()
    >>> json.loads(overview_json(graph, overview(graph)))["disputes"]
    []
    """
    return as_json(overview_records(graph, found))


def as_json(record: Record) -> str:
    """Return *record* as JSON, indented, ending in a line break; nothing in it can steer a terminal."""
    return escaped(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def _named(graph: KnowledgeGraph, actors: Container[str], claims: Container[str], statements: Iterable[Statement]) -> Record:
    """Return what ids mean: those of *actors*, *claims* and *statements*."""
    return {
        "actors": {a.id: {"name": a.name, "kind": a.kind.value} for a in graph.actors if a.id in actors},
        "claims": {c.id: c.text for c in graph.claims if c.id in claims},
        "statements": {s.id: _statement(s) for s in sorted(statements, key=lambda s: s.id)},
    }


def _dispute(dispute: Dispute) -> Record:
    return {
        "denier": dispute.denier,
        "asserter": dispute.asserter,
        "claim": dispute.claim,
        "rival": dispute.rival,
        "since": _date(since(dispute)),
        "against": [s.id for s in dispute.against],
        "for": [s.id for s in dispute.for_],
    }


def _merges(merges: Iterable[Merge]) -> list[Record]:
    surest = sorted(merges, key=lambda m: (-m.score, m))
    return [{"forms": [m.first, m.second], "score": m.score, "reason": m.reason} for m in surest]


def _date(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _statement(statement: Statement) -> Record:
    return {
        "actor": statement.actor,
        "stance": statement.stance.value,
        "claim": statement.claim,
        "date": _date(statement.date),
        "date_basis": statement.date_basis.value if statement.date_basis else None,
        "evidence": [_evidence(e) for e in statement.evidence],
    }


def _evidence(evidence: Evidence) -> Record:
    return {
        "article": evidence.article,
        "source": evidence.source_text,
        "cue": evidence.cue_text,
        "content": [{"start": p.start, "end": p.end, "text": p.text} for p in evidence.pieces],
        "confidence": evidence.confidence,
    }
