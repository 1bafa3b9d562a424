"""Articles in, extractions out: parse, find passages, and say of each who, which claim, which stance, when."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import repeat, tee

from spacy.language import Language
from spacy.tokens import Doc

from kg.dates import PartialDate
from kg.extract.actors import Cast, find_actors
from kg.extract.antecedents import Told, answered, antecedent, echoed
from kg.extract.force import states_something
from kg.extract.layout import chars, layout
from kg.extract.page import open_page
from kg.extract.parser import parse
from kg.extract.parts import in_parts, joined
from kg.extract.passage import Passage, Tokens
from kg.extract.processes import aside, shared
from kg.extract.propositions import Proposition, proposition, split_propositions
from kg.extract.rules import RULES
from kg.extract.said_on import Said, said_on
from kg.extract.select import select
from kg.extract.tagger import Tagged
from kg.extract.tagger.model import Model, installed_name, mark_all
from kg.extract.wording import worded
from kg.model import Actor, ActorKind, Article, Attribution, Extraction, Span, Stance

_POINTED = 0.5  # confidence at most in what a passage answers that only points back


def extract(
    articles: Iterable[Article],
    *,
    nlp: Language | None = None,
    model: Model | None = None,
    rules_only: bool = False,
    processes: int = 1,
) -> Iterator[Extraction]:
    """Yield the extraction of each article, in order, one at a time: memory holds a few dozen articles, however many come.

    *nlp* is a spaCy pipeline with tagger, parser, lemmatizer and named entities, prepared by
    :func:`kg.extract.parser.load_pipeline`; the best installed one is the default. *model* is that of the span tagger; the one
    that ships is the default. Where it isn't installed, and with *rules_only*, the rules over the parse do alone.

    With two *processes* one marks spans while the other one parses and applies the rules; more of them, and those that have no
    spans to mark, share the articles. Each loads what it needs itself (*nlp* and *model* can't be given); what comes out is the
    same. A script that asks for them starts its work under ``if __name__ == "__main__":``, as Python's multiprocessing wants.
    Raises a WorkerError where one of them ends too soon.
    """
    if processes > 1 and (nlp is not None or model is not None):
        raise ValueError("nlp and model can't be given to other processes; leave them out, or let one process do the work")
    rules_only = rules_only or (model is None and installed_name() is None)
    if processes > 2 or (processes == 2 and rules_only):
        yield from shared(partial(extract, rules_only=rules_only), articles, processes=processes)
        return
    for_parser, for_tagger, for_result = tee(((article, in_parts(article)) for article in articles), 3)
    texts = (part.text for _, parts in for_tagger for part in parts)
    with closing(_spans(texts, model, rules_only=rules_only, elsewhere=processes == 2)) as tagged:
        docs = parse((part.text for _, parts in for_parser for part in parts), nlp=nlp)
        for article, parts in for_result:
            yield joined(article, [extract_from(next(docs), part, next(tagged)) for part in parts])


def _spans(
    texts: Iterable[str], model: Model | None, *, rules_only: bool, elsewhere: bool
) -> Generator[Sequence[Tagged], None, None]:
    """Return what the span tagger marks in each of *texts*, *elsewhere* in a process that begins at once."""
    if rules_only:
        return (() for _ in repeat(None))
    return aside(mark_all, texts) if elsewhere else mark_all(texts, model)


def extract_from(doc: Doc, article: Article, tagged: Sequence[Tagged] = ()) -> Extraction:
    """Return what is found in *doc*, the parse of *article*, where the span tagger marks *tagged*.

    What takes no stance and isn't marked, though other words are, is no attribution.
    """
    passages = find_passages(doc, tagged)
    cast = find_actors(doc, article, [s for p in passages if (s := p.source or p.speaker)])
    actors = _speakers(passages, cast)
    dates = _dates(doc, passages, actors, published=article.published)
    propositions = [_proposition(doc, p, a, cast) for p, a in zip(passages, actors, strict=True)]
    told = _told(doc, passages, actors, propositions, cast)
    attributions = tuple(
        Attribution(
            article=article.id,
            content=tuple(_span(article.text, run) for run in words.content),
            claim=made.claim,
            source=_span(article.text, words.source) if words.source else None,
            cue=_span(article.text, words.cue) if words.cue else None,
            actor=made.actor,
            stance=made.stance,
            date=date,
            date_basis=basis,
            confidence=made.passage.confidence,
        )
        for passage, made, (date, basis) in zip(passages, told, dates, strict=True)
        for words in (_wording(doc, passage),)
        if made.stance is not None or passage.wording is not None or not tagged
    )
    used = {a.actor for a in attributions}
    speaking = {a.name: a for a in actors if a is not None and a.name in used}
    return Extraction(article, tuple(speaking[name] for name in sorted(speaking)), attributions)


def find_passages(doc: Doc, tagged: Iterable[Tagged] = ()) -> tuple[Passage, ...]:
    """Return the passages of *doc* in the order of the text, each with one claim; *tagged* is what the span tagger marks."""
    page = open_page(doc, tagged)
    found = select(page, (passage for rule in RULES for passage in rule(page)))
    parts = worded(page, [(passage, split_propositions(doc, passage)) for passage in found])
    return tuple(part if part.stance is None or states_something(doc, part) else replace(part, stance=None) for part in parts)


def _dates(
    doc: Doc, passages: Sequence[Passage], actors: Sequence[Actor | None], *, published: PartialDate | None
) -> list[Said]:
    """Return when each passage was said; what only the tagger sees and what claims nothing tells nothing of the others."""
    found: dict[int, Said] = {}
    bare = [p.rule == "tagged" and p.stance is None for p in passages]
    for kind in (False, True):
        places = [i for i, is_bare in enumerate(bare) if is_bare is kind]
        names = [a.name if (a := actors[i]) else None for i in places]
        found.update(zip(places, said_on(doc, [passages[i] for i in places], names, published=published), strict=True))
    return [found[i] for i in range(len(passages))]


def _speakers(passages: Sequence[Passage], cast: Cast) -> list[Actor | None]:
    return [cast.actor_of(s) if (s := p.source or p.speaker) else None for p in passages]


def _fits(pronoun: str, meant: Actor) -> bool:
    """Whether a claim can name *meant* in the place of *pronoun*: no firm is "he", no person "it"."""
    if meant.kind is ActorKind.PERSON:
        return pronoun not in {"it", "its"}
    return meant.kind is ActorKind.UNKNOWN or pronoun not in {"he", "him", "his", "she", "her", "hers"}


def _proposition(doc: Doc, passage: Passage, actor: Actor | None, cast: Cast) -> Proposition | None:
    def name_of(tokens: Tokens) -> str | None:
        meant = cast.actor_of(tokens, speaker=actor)
        return meant.name if meant and _fits(doc[tokens.start].lower_, meant) else None

    told = replace(passage, content=passage.core) if passage.core else passage
    return proposition(
        doc,
        told,
        name_of=name_of,
        speaker=actor.name if actor else None,
        speaker_country=cast.country_of(actor) if actor else None,
    )


def _told(
    doc: Doc,
    passages: Sequence[Passage],
    actors: Sequence[Actor | None],
    propositions: Sequence[Proposition | None],
    cast: Cast,
) -> tuple[Told, ...]:
    """Return what each passage tells: its own claim, or that to which it points back.

    Negation and a verdict turn the cue's stance, never the claim. Where nothing is claimed, and where it isn't sure what a
    pointer answers, the passage takes no stance, and its words stand for the claim.
    """
    own = [_own(doc, p, a, found) for p, a, found in zip(passages, actors, propositions, strict=True)]
    told: list[Told] = []
    for place, (made, actor, found) in enumerate(zip(own, actors, propositions, strict=True)):
        if found is None or not found.refers_back:
            repeated = echoed(doc, made, before=told) if found is not None else None
            if repeated is not None:
                told.append(replace(made, claim=repeated.claim))
            else:
                told.append(replace(made, stance=None) if found is not None and _is_fragment(found, made.stance) else made)
            continue

        def name_of(tokens: Tokens, speaker: Actor | None = actor) -> str | None:
            meant = cast.actor_of(tokens, speaker=speaker)
            return meant.name if meant else None

        later = [
            t for t, f in zip(own[place + 1 :], propositions[place + 1 :], strict=True) if f is not None and not f.refers_back
        ]
        meant = antecedent(doc, made.passage, made.actor, before=told, after=later, name_of=name_of)
        claim, stance = (meant.claim, answered(made.stance, meant)) if meant else (made.claim, None)
        unsure = replace(made.passage, confidence=min(made.passage.confidence, _POINTED))
        told.append(replace(made, passage=unsure, claim=claim, stance=stance))
    return tuple(told)


def _is_fragment(found: Proposition, stance: Stance | None) -> bool:
    """Whether nothing is said of a thing: it is named only, and not denied as something new."""
    return found.names_only and (found.known or stance is not Stance.DENIES)


def _own(doc: Doc, passage: Passage, actor: Actor | None, found: Proposition | None) -> Told:
    stance = passage.stance
    if stance is not None and found is not None and found.negated:
        stance = stance.flip()
    if found is not None and not found.refers_back:
        claim = found.text
    else:
        text = layout(doc).text
        claim = " … ".join(text[slice(*chars(doc, piece))] for piece in passage.content)
    return Told(passage, actor.name if actor else None, claim, stance if found is not None else None)


def _wording(doc: Doc, passage: Passage) -> Tagged:
    """Return the spans to print for *passage*: the tagger's, else the rule's."""

    read = Tagged(
        chars(doc, passage.cue) if passage.cue else None,
        chars(doc, passage.source) if passage.source else None,
        tuple(chars(doc, piece) for piece in passage.content),
    )
    if passage.wording is None:
        return read
    return Tagged(passage.wording.cue or read.cue, passage.wording.source or read.source, passage.wording.content)


def _span(text: str, run: tuple[int, int]) -> Span:
    return Span(*run, text[slice(*run)])
