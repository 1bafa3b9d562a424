"""The overview of disputes as JSON: an overview and its graph go in, plain records or their text come out."""

from __future__ import annotations

import json
from typing import Any

from kg.analyse.disputes import since
from kg.analyse.overview import Overview
from kg.dates import PartialDate
from kg.model import Evidence, KnowledgeGraph, Statement
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
        "disputes": [
            {
                "denier": d.denier,
                "asserter": d.asserter,
                "claim": d.claim,
                "rival": d.rival,
                "since": _date(since(d)),
                "against": [s.id for s in d.against],
                "for": [s.id for s in d.for_],
            }
            for d in found.disputes
        ],
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
        "actors": {a.id: {"name": a.name, "kind": a.kind.value} for a in graph.actors if a.id in actors},
        "claims": {c.id: c.text for c in graph.claims if c.id in claims},
        "statements": {id: _statement(statements[id]) for id in sorted(statements)},
    }


def overview_json(graph: KnowledgeGraph, found: Overview) -> str:
    """Return :func:`overview_records` as JSON, indented, ending in a line break; nothing in it can steer a terminal.

    >>> from kg.analyse.overview import overview
    >>> graph = KnowledgeGraph()
    >>> json.loads(overview_json(graph, overview(graph)))["disputes"]
    []
    """
    return escaped(json.dumps(overview_records(graph, found), ensure_ascii=False, indent=2)) + "\n"


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
