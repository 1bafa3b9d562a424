"""Builders of model values for the tests: as few words as the test is about, all else sensible and always the same."""

from __future__ import annotations

from collections.abc import Iterable

from kg.dates import PartialDate
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    Citation,
    Claim,
    Contradiction,
    DateBasis,
    Evidence,
    Extraction,
    KnowledgeGraph,
    Span,
    Stance,
    Statement,
    actor_id,
    claim_id,
)


def date(text: str | None) -> PartialDate | None:
    """``date("2019-12")``; None stays None."""
    return PartialDate.parse(text) if text else None


def span(text: str, words: str, *, nth: int = 0) -> Span:
    """The *nth* place in *text* where *words* stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def citation(id: str = "a1", *, published: str | None = "2019-12-11", **fields: str | None) -> Citation:
    return Citation(id, published=date(published), **fields)


def article(
    text: str = "The mine is safe, Narvik Hydro said.", id: str = "a1", *, published: str | None = "2019-12-11"
) -> Article:
    return Article(citation(id, published=published), text)


def actor(
    name: str = "Narvik Hydro", kind: str = "unknown", *, aliases: Iterable[str] = (), same_as: Iterable[str] = ()
) -> Actor:
    return Actor(actor_id(name), name, ActorKind(kind), tuple(sorted(aliases)), tuple(sorted(same_as)))


def claim(text: str = "The mine is safe.") -> Claim:
    return Claim(claim_id(text), text)


def evidence(
    words: str | tuple[str, ...] = "The mine is safe",
    article: str = "a1",
    *,
    at: int = 0,
    source: str | None = "Narvik Hydro",
    cue: str | None = "said",
    prefix: str = "",
    suffix: str = "",
    confidence: float = 1.0,
) -> Evidence:
    """A passage of *words*, from offset *at*; several strings are the pieces of one, ten code points apart."""
    pieces = []
    for piece in (words,) if isinstance(words, str) else words:
        pieces.append(Span(at, at + len(piece), piece))
        at += len(piece) + 10
    return Evidence(article, tuple(pieces), source, cue, prefix, suffix, confidence)


def statement(
    actor: str = "Narvik Hydro",
    stance: str = "asserts",
    claim: str = "The mine is safe.",
    when: str | None = "2019-12-10",
    *,
    basis: str = "stated",
    proof: Iterable[Evidence] = (),
) -> Statement:
    """``statement("Narvik Hydro", "denies", "Waste was dumped.", "2019-12-10")``: actor and claim by their words."""
    return Statement(
        actor_id(actor),
        Stance(stance),
        claim_id(claim),
        tuple(proof) or (evidence(claim, source=actor),),
        date(when),
        DateBasis(basis) if when else None,
    )


def graph(
    *rows: tuple[str, str, str, str | None],
    contradictions: Iterable[tuple[str, str]] = (),
    articles: Iterable[Citation] = (),
    actors: Iterable[Actor] = (),
    generator: str | None = None,
) -> KnowledgeGraph:
    """A graph of rows *(actor's name, "asserts" or "denies", claim's text, date or None)*.

    Each row is a statement with one piece of evidence in article "a1". Actors and claims come from the rows;
    *contradictions* join two claims by their texts; *articles* and *actors* replace the ones made here under their ids.
    """
    rivals = tuple(contradictions)
    texts = {row[2] for row in rows} | {text for pair in rivals for text in pair}
    statements = {
        s.id: s for s in (statement(*row, proof=[evidence(row[2], source=row[0], at=100 * n)]) for n, row in enumerate(rows))
    }
    people = {a.id: a for a in [*(actor(row[0]) for row in rows), *actors]}
    papers = {a.id: a for a in [*([citation()] if rows else []), *articles]}
    pairs = (sorted((claim_id(a), claim_id(b))) for a, b in rivals)
    return KnowledgeGraph(
        articles=tuple(papers[i] for i in sorted(papers)),
        actors=tuple(people[i] for i in sorted(people)),
        claims=tuple(sorted((claim(t) for t in texts), key=lambda c: c.id)),
        statements=tuple(statements[i] for i in sorted(statements)),
        contradictions=tuple(Contradiction(*pair) for pair in sorted(pairs)),
        generator=generator,
    )


def attribution(
    text: str,
    content: str | tuple[str, ...],
    *,
    source: str | None = None,
    cue: str | None = None,
    actor: str | None = None,
    stance: str | None = "asserts",
    claim: str | None = None,
    when: str | None = None,
    basis: str = "stated",
    article: str = "a1",
    confidence: float = 1.0,
) -> Attribution:
    """An attribution in *text*, spans given by their words; the actor is the source and the claim the content unless told."""
    pieces = (content,) if isinstance(content, str) else content
    return Attribution(
        article,
        tuple(span(text, piece) for piece in pieces),
        claim if claim is not None else " ".join(pieces),
        source=span(text, source) if source else None,
        cue=span(text, cue) if cue else None,
        actor=actor if actor is not None else source,
        stance=Stance(stance) if stance else None,
        date=date(when),
        date_basis=DateBasis(basis) if when else None,
        confidence=confidence,
    )


def extraction(article: Article, *attributions: Attribution, actors: Iterable[Actor] = ()) -> Extraction:
    """What was found in *article*; the actors that the attributions name are added to *actors*."""
    known = {a.name: a for a in actors}
    for name in (a.actor for a in attributions):
        if name is not None and name not in known:
            known[name] = Actor(actor_id(name, scope=article.id), name)
    return Extraction(article, tuple(sorted(known.values(), key=lambda a: a.id)), attributions)
