"""Extractions and the two indexes (whose actor, whose claim) go in, the knowledge graph of the corpus comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from kg.dates import PartialDate
from kg.errors import ModelError
from kg.model import (
    Actor,
    Article,
    Attribution,
    Citation,
    Claim,
    Contradiction,
    DateBasis,
    Evidence,
    Extraction,
    KnowledgeGraph,
    Merge,
    Stance,
    Statement,
    digest,
)

#: code points of context on each side of a passage, as in the examples of the Web Annotation Data Model
CONTEXT = 32

T = TypeVar("T")

Local = tuple[str, str]
"""An article's id and a name or a wording that means something within that article."""

Key = tuple[str, Stance, str, PartialDate | None]
"""What makes attributions one statement: actor, stance, claim, date."""


def assemble(
    extractions: Iterable[Extraction],
    *,
    actors: Mapping[Local, Actor],
    claims: Mapping[Local, Claim],
    contradictions: Iterable[Contradiction] = (),
    merges: Iterable[Merge] = (),
    generator: str | None = None,
) -> KnowledgeGraph:
    """Return the graph of all statements that the attributions of *extractions* add up to.

    *actors* gives the corpus's actor for (article id, name in that article), *claims* the claim for (article id,
    wording); an actor or a claim has one value throughout.

    - Attributions of one actor, stance, claim and date are one statement. It rests on all their passages, each once:
      where two attributions share a passage, the more confident one stands for it. Its date is *stated* if one of them
      states it.
    - Attributions without an actor or without a stance are left out, and so are actors and claims without a statement
      and contradictions and merges with an actor or a claim that no statement has. Every article stays, as one that was read.
    - The result doesn't depend on the order of *extractions*, nor on an extraction being given twice.

    *extractions* are read once, and no article's text is kept. Raises :class:`~kg.errors.ModelError` where the indexes
    lack an actor or a claim, where one id means two articles, actors or claims, and where a passage isn't what the
    article's text holds at its place.
    """
    articles: dict[str, tuple[Citation, str]] = {}
    passages: defaultdict[Key, list[Evidence]] = defaultdict(list)
    stated: set[Key] = set()
    used_actors: dict[str, Actor] = {}
    used_claims: dict[str, Claim] = {}
    for extraction in extractions:
        article = extraction.article
        _put(articles, article.id, (article.citation, digest("text", article.text)), "articles")
        for attribution in extraction.attributions:
            if attribution.stance is None or attribution.actor is None:
                continue
            actor = _get(actors, (article.id, attribution.actor), "actor")
            claim = _get(claims, (article.id, attribution.claim), "claim")
            _put(used_actors, actor.id, actor, "actors")
            _put(used_claims, claim.id, claim, "claims")
            key = (actor.id, attribution.stance, claim.id, attribution.date)
            passages[key].append(evidence(attribution, article))
            if attribution.date_basis is DateBasis.STATED:
                stated.add(key)
    statements = (_statement(key, proof, stated=key in stated) for key, proof in passages.items())
    rivals = {c for c in contradictions if {c.first, c.second} <= used_claims.keys()}
    return KnowledgeGraph(
        articles=tuple(articles[id][0] for id in sorted(articles)),
        actors=tuple(used_actors[id] for id in sorted(used_actors)),
        claims=tuple(used_claims[id] for id in sorted(used_claims)),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        contradictions=tuple(sorted(rivals, key=lambda c: (c.first, c.second))),
        merges=tuple(sorted({m for m in merges if m.node in (used_actors if m.kind == "actor" else used_claims)})),
        generator=generator,
    )


def evidence(attribution: Attribution, article: Article) -> Evidence:
    """Return the passage of *attribution* with up to 32 code points of *article*'s text before and after it.

    >>> from kg.model import Span
    >>> article = Article(Citation("a1"), "“It is safe,” Venn said.")
    >>> said = Attribution("a1", (Span(1, 11, "It is safe"),), "The mine is safe.", cue=Span(18, 22, "said"))
    >>> found = evidence(said, article)
    >>> found.prefix, found.cue_text, found.suffix
    ('“', 'said', ',” Venn said.')
    """
    if attribution.article != article.id:
        raise ModelError(f"an attribution of article {attribution.article!r} stands with article {article.id!r}")
    for piece in attribution.content:
        if article.text[piece.start : piece.end] != piece.text:
            raise ModelError(f"article {article.id!r} doesn't hold {piece.text!r} at {piece.start}:{piece.end}")
    start, end = attribution.content[0].start, attribution.content[-1].end
    return Evidence(
        article.id,
        attribution.content,
        source_text=attribution.source.text if attribution.source else None,
        cue_text=attribution.cue.text if attribution.cue else None,
        prefix=article.text[max(0, start - CONTEXT) : start],
        suffix=article.text[end : end + CONTEXT],
        confidence=attribution.confidence,
    )


def _statement(key: Key, proof: Iterable[Evidence], *, stated: bool) -> Statement:
    actor, stance, claim, date = key
    # A later one in this order replaces an earlier one of the same passage, so the choice is free of the order of input.
    best = {(e.article, e.pieces): e for e in sorted(proof, key=lambda e: (e.confidence, e.order))}
    basis = (DateBasis.STATED if stated else DateBasis.PUBLISHED) if date else None
    return Statement(actor, stance, claim, tuple(best.values()), date, basis)


def _get(index: Mapping[Local, T], key: Local, kind: str) -> T:
    try:
        return index[key]
    except KeyError:
        raise ModelError(f"no {kind} is known for {key[1]!r} of article {key[0]!r}") from None


def _put(found: dict[str, T], id: str, value: T, kind: str) -> None:
    if found.setdefault(id, value) != value:
        raise ModelError(f"two {kind} share the id {id!r}")
