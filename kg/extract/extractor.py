"""Articles in, extractions out: parse, find passages, and say of each who, which claim, which stance, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.actors import Cast, find_actors
from kg.extract.page import open_page
from kg.extract.parser import parse
from kg.extract.passage import Passage, Tokens
from kg.extract.propositions import Proposition, proposition, split_propositions
from kg.extract.rules import RULES
from kg.extract.said_on import said_on
from kg.extract.select import select
from kg.model import Actor, Article, Attribution, Extraction, Span, Stance


def extract(articles: Iterable[Article], *, nlp: Language | None = None) -> Iterator[Extraction]:
    """Yield the extraction of each article, in order, one at a time: memory holds a few articles, however many come.

    *nlp* is a spaCy pipeline with tagger, parser, lemmatizer and named entities, prepared by
    :func:`kg.extract.parser.load_pipeline`; the best installed one is the default.
    """
    for_parser, for_result = tee(articles)
    for article, doc in zip(for_result, parse((a.text for a in for_parser), nlp=nlp), strict=True):
        yield extract_from(doc, article)


def extract_from(doc: Doc, article: Article) -> Extraction:
    """Return what the rules find in *doc*, the parse of *article*."""
    passages = find_passages(doc)
    cast = find_actors(doc, article, [s for p in passages if (s := p.source or p.speaker)])
    actors = _speakers(passages, cast)
    dates = said_on(doc, passages, [a.name if a else None for a in actors], published=article.published)
    propositions = [_proposition(doc, p, a, cast) for p, a in zip(passages, actors, strict=True)]
    attributions: list[Attribution] = []
    for passage, actor, found, (date, basis) in zip(passages, actors, propositions, dates, strict=True):
        name = actor.name if actor else None
        claim, stance = _claim_and_stance(doc, passage, found, name, attributions)
        attributions.append(
            Attribution(
                article=article.id,
                content=tuple(_span(doc, piece) for piece in passage.content),
                claim=claim,
                source=_span(doc, passage.source) if passage.source else None,
                cue=_span(doc, passage.cue) if passage.cue else None,
                actor=name,
                stance=stance,
                date=date,
                date_basis=basis,
                confidence=passage.confidence,
            )
        )
    used = {a.actor for a in attributions}
    speaking = {a.name: a for a in actors if a is not None and a.name in used}
    return Extraction(article, tuple(speaking[name] for name in sorted(speaking)), tuple(attributions))


def find_passages(doc: Doc) -> tuple[Passage, ...]:
    """Return the passages of *doc* in the order of the text, each with one claim."""
    page = open_page(doc)
    found = select(page, (passage for rule in RULES for passage in rule(page)))
    return tuple(part for passage in found for part in split_propositions(doc, passage))


def _speakers(passages: Sequence[Passage], cast: Cast) -> list[Actor | None]:
    return [cast.actor_of(s) if (s := p.source or p.speaker) else None for p in passages]


def _proposition(doc: Doc, passage: Passage, actor: Actor | None, cast: Cast) -> Proposition | None:
    def name_of(tokens: Tokens) -> str | None:
        meant = cast.actor_of(tokens, speaker=actor)
        return meant.name if meant else None

    told = replace(passage, content=passage.core) if passage.core else passage
    return proposition(
        doc,
        told,
        name_of=name_of,
        speaker=actor.name if actor else None,
        speaker_country=cast.country_of(actor) if actor else None,
    )


def _claim_and_stance(
    doc: Doc, passage: Passage, found: Proposition | None, actor: str | None, before: Sequence[Attribution]
) -> tuple[str, Stance | None]:
    """The claim's text and the stance: negation and a verdict turn the cue's stance, never the claim."""
    words = " … ".join(doc[piece.start : piece.end].text for piece in passage.content)
    if found is None:
        return words, None
    stance = passage.stance
    if stance is not None and found.negated:
        stance = stance.flip()
    if not found.refers_back:
        return found.text, stance
    meant = _antecedent(actor, before)
    if meant is None:
        return words, None
    return meant.claim, stance


def _antecedent(actor: str | None, before: Sequence[Attribution]) -> Attribution | None:
    """What "That is not true" answers: the last claim that somebody else took a stance on, else the last one at all."""
    taken = [a for a in before if a.stance is not None]
    return next((a for a in reversed(taken) if a.actor != actor), taken[-1] if taken else None)


def _span(doc: Doc, tokens: Tokens) -> Span:
    span = doc[tokens.start : tokens.end]
    return Span(span.start_char, span.end_char, span.text)
