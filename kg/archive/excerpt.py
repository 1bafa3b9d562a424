"""The file in, a knowledge graph out: the whole of it, or what it says of some claims and actors."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kg.archive.actors import MERGE, parties
from kg.archive.contradictions import contradicting, rivals_of
from kg.archive.store import articles, extractions, select, setting, told_of
from kg.assemble import assemble
from kg.model import Actor, Claim, Contradiction, Extraction, KnowledgeGraph, Merge, claim_id
from kg.resolve.sets import merges


def excerpt(base: sqlite3.Connection, texts: Iterable[str] | None = None) -> KnowledgeGraph:
    """Return the whole graph, or what it says of the claims with these *texts* and of those that they contradict.

    Of these claims it has every statement; of its actors and articles it says no more than that: see :func:`completed`.
    """
    known = None if texts is None else {*texts}
    if known is not None:
        known |= rivals_of(base, known)
    ids = None if known is None else {id for (id,) in select(base, "DISTINCT article", "claim", "text", known)}
    claims = _claims(base, ids)
    reasons = select(base, "text, first, second, score, reason", "claim CROSS JOIN edge USING (article, place)", "text", known)
    return assemble(
        (e if known is None else _only(e, claims, known) for e in extractions(base, ids)),
        actors=_actors(base, ids),
        claims=claims,
        contradictions=_contradictions(pair for pair in contradicting(base, known) if known is None or pair[1] in known),
        merges=(*_claim_merges(reasons), *(_actor_merges(base, None) if known is None else ())),
        generator=setting(base, "readers"),
    )


def completed(base: sqlite3.Connection, graph: KnowledgeGraph, actors: Iterable[str], ids: Iterable[str]) -> KnowledgeGraph:
    """Return the excerpt *graph* with those of *actors* and of articles *ids* that the whole graph has, and their merges."""
    speaking = select(base, "DISTINCT party", "actor CROSS JOIN said USING (article, name)", "party", actors)
    found = {actor.id: actor for actor in graph.actors} | parties(base, (party for (party,) in speaking))
    cited = {a.id: a for a in graph.articles} | {a.id: a.citation for a in articles(base, ids)}
    return replace(
        graph,
        articles=tuple(cited[id] for id in sorted(cited)),
        actors=tuple(found[id] for id in sorted(found)),
        merges=tuple(sorted({*graph.merges, *_actor_merges(base, found)})),
    )


def disputed(base: sqlite3.Connection, denier: str, asserter: str) -> bool:
    """Whether one actor disputes another, as :func:`kg.analyse.disputes.disputes` has it."""
    asserted = _texts(base, asserter, "asserts")
    return bool(asserted & (_texts(base, denier, "denies") | rivals_of(base, _texts(base, denier, "asserts"))))


def texts_of(base: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return the texts of the claims in the articles *ids*."""
    return {text for (text,) in select(base, "text", "claim", "article", ids)}


def _texts(base: sqlite3.Connection, party: str, stance: str) -> frozenset[str]:
    query = """SELECT DISTINCT claim.text FROM actor CROSS JOIN said USING (article, name)
        CROSS JOIN claim USING (article, place) WHERE actor.party = ? AND said.stance = ?"""
    return frozenset(text for (text,) in base.execute(query, (party, stance)))


def _only(extraction: Extraction, claims: dict[tuple[str, str], Claim], texts: Collection[str]) -> Extraction:
    """Return *extraction* with what it says of the claims with these *texts*."""
    id = extraction.article.id
    kept = (a for a in extraction.attributions if (id, a.claim) in claims and claims[id, a.claim].text in texts)
    return replace(extraction, attributions=tuple(kept))


def _claims(base: sqlite3.Connection, ids: Collection[str] | None) -> dict[tuple[str, str], Claim]:
    made: dict[str, Claim] = {}
    found = {}
    chosen = {(article, place): text for article, place, text in select(base, "article, place, text", "claim", "article", ids)}
    for article, row in select(base, "id, told", "article", "id", ids):
        for place, texts in enumerate(told_of(row).groups):
            text = chosen[article, place]
            if text not in made:
                made[text] = Claim(claim_id(text), text)
            found.update({(article, wording): made[text] for wording in texts})
    return found


def _actors(base: sqlite3.Connection, ids: Collection[str] | None) -> dict[tuple[str, str], Actor]:
    rows = select(base, "article, name, party", "actor", "article", ids).fetchall()
    known = parties(base, None if ids is None else {party for _, _, party in rows})
    return {(article, name): known[party] for article, name, party in rows}


def _contradictions(pairs: Iterable[tuple[str, str]]) -> Iterator[Contradiction]:
    for one, other in (sorted(map(claim_id, pair)) for pair in pairs):
        yield Contradiction(one, other)


def _claim_merges(rows: Iterable[tuple[str, str, str, float, str]]) -> tuple[Merge, ...]:
    return merges("claim", ((claim_id(text), (one, other, score, why)) for text, one, other, score, why in rows))


def _actor_merges(base: sqlite3.Connection, ids: Collection[str] | None) -> list[Merge]:
    return [Merge("actor", *row) for row in select(base, MERGE, "merge", "party", ids)]
