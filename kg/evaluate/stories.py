"""A knowledge graph and story gold go in; how well the graph tells who takes which stance on which claim comes out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations

from kg.dates import PartialDate
from kg.evaluate.counts import OVERLAP, Counts, Share, code_points, one_to_one, overlap
from kg.evaluate.gold import Judgement, Story
from kg.model import Actor, DateBasis, KnowledgeGraph, Stance

Forms = tuple[frozenset[str], frozenset[str]]
"""The name of an actor and his other forms, each as :func:`normal` writes it."""

Pair = frozenset[str]
"""Two actors, or two claims."""


@dataclass(frozen=True, slots=True)
class StoryScores:
    """How well a graph tells a story. ``a + b`` scores both stories, and claims across them too.

    Optional judgements are neither hits nor misses; a dispute that rests on one is neither demanded nor an error.
    """

    #: passages: evidence of the graph and the content of a judgement overlap
    attribution: Counts = Counts()
    #: the same, and the actor and the stance are right
    who_what: Counts = Counts()
    #: of the passages that match, those whose actor is right; stance; date and its basis
    actor: Share = Share()
    stance: Share = Share()
    date: Share = Share()
    #: unordered pairs of actors that dispute
    disputes: Counts = Counts()
    #: passages that only look like attributions: those taken for one
    distractors: Share = Share()
    #: of each passage that matches, the claim of the gold (with its story's title) and the claim of the graph
    matched: tuple[tuple[tuple[str, str], str], ...] = field(default=(), repr=False)

    def __add__(self, other: StoryScores) -> StoryScores:
        return StoryScores(
            self.attribution + other.attribution,
            self.who_what + other.who_what,
            self.actor + other.actor,
            self.stance + other.stance,
            self.date + other.date,
            self.disputes + other.disputes,
            self.distractors + other.distractors,
            self.matched + other.matched,
        )

    @property
    def claims(self) -> Counts:
        """Pairs of passages that match: those of one claim in the gold against those of one claim in the graph."""
        same = Counter((g == h, c == d) for (g, c), (h, d) in combinations(self.matched, 2))
        return Counts(tp=same[True, True], fp=same[False, True], fn=same[True, False])


@dataclass(frozen=True, slots=True)
class _Passage:
    """One piece of evidence of the graph and the statement that rests on it."""

    article: str
    offsets: frozenset[int]
    #: the story's actor that the graph's actor stands for, or None
    stands_for: str | None
    actor: str
    stance: Stance
    claim: str
    date: PartialDate | None
    basis: DateBasis | None

    def has_date(self, judgement: Judgement) -> bool:
        return (self.date, self.basis) == (judgement.date, judgement.date_basis)


def score_stories(graph: KnowledgeGraph, stories: Iterable[Story]) -> StoryScores:
    """Return the scores of :func:`score_story` over all *stories*, which *graph* was built from together."""
    return reduce(StoryScores.__add__, (score_story(graph, story) for story in stories), StoryScores())


def score_story(graph: KnowledgeGraph, story: Story) -> StoryScores:
    """Return how well *graph*, built from the articles of *story* and perhaps others, agrees with the story's gold.

    A passage of the graph and a judgement match where they overlap by :data:`~kg.evaluate.counts.OVERLAP`; each matches
    one other at most, and among several the one with the right actor and the right stance goes first. An actor of the graph
    stands for that actor of the story whose name he bears, else for the one who shares a form with him, else for the one
    who shares most forms; for nobody where that is a tie. Evidence in other articles is passed over.
    """
    passages, pairs = _matched(graph, story)
    taken = {right for _, right in pairs}
    spare = [passage for n, passage in enumerate(passages) if n not in taken]
    optional = sum(j.optional for j in story.judgements)
    hits = [(story.judgements[i], passages[n]) for i, n in sorted(pairs) if not story.judgements[i].optional]
    missed = len(story.judgements) - optional - len(hits)
    who = [passage.stands_for == judgement.actor for judgement, passage in hits]
    what = [passage.stance is judgement.stance for judgement, passage in hits]
    when = [passage.has_date(judgement) for judgement, passage in hits]
    right = sum(w and s for w, s in zip(who, what, strict=True))
    wrong = len(hits) - right
    return StoryScores(
        attribution=Counts(len(hits), len(spare), missed),
        who_what=Counts(right, len(spare) + wrong, missed + wrong),
        actor=Share(sum(who), len(hits)),
        stance=Share(sum(what), len(hits)),
        date=Share(sum(when), len(hits)),
        disputes=_disputes(graph, story, passages),
        distractors=_distractors(story, spare),
        matched=tuple(((story.title, judgement.claim), passage.claim) for judgement, passage in hits),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a graph has right of a judgement whose passage it has."""

    actor: bool
    stance: bool
    date: bool


def judged(graph: KnowledgeGraph, story: Story) -> tuple[tuple[Judgement, Found | None], ...]:
    """Return each judgement of *story* that isn't optional, with what *graph* has of it, as :func:`score_story` counts."""
    passages, pairs = _matched(graph, story)
    found = {i: passages[n] for i, n in pairs}
    return tuple(
        (j, Found(p.stands_for == j.actor, p.stance is j.stance, p.has_date(j)) if (p := found.get(i)) else None)
        for i, j in enumerate(story.judgements)
        if not j.optional
    )


def _matched(graph: KnowledgeGraph, story: Story) -> tuple[tuple[_Passage, ...], Collection[tuple[int, int]]]:
    """Return the passages of *graph* in *story*, and which judgement each of them matches: pairs of their places."""
    passages = tuple(_passages(graph, story))
    wanted = [code_points(j.content) for j in story.judgements]
    return passages, one_to_one(_candidates(story, wanted, passages))


def normal(name: str) -> str:
    """Return *name* without accents, case, punctuation and a leading article, for comparison alone.

    >>> normal("The Bílý Potok Co."), normal("Dr. O'Neill")
    ('bily potok co', 'dr oneill')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^a-z0-9 ]+", "", plain)).strip()


def _forms(actor: Actor) -> Forms:
    return frozenset({normal(actor.name)}), frozenset(map(normal, actor.aliases))


def _stands_for(actor: Forms, story: Mapping[str, Forms]) -> str | None:
    """Return the actor of the story that *actor* stands for; None where none or several do."""
    name, others = actor
    by_name = [id for id, (gold_name, _) in story.items() if gold_name & name]
    if len(by_name) == 1:
        return by_name[0]
    by_form = [id for id, (gold_name, gold_others) in story.items() if (gold_name | gold_others) & name]
    if len(by_form) == 1:
        return by_form[0]
    shared = {id: len((name | others) & (gold_name | gold_others)) for id, (gold_name, gold_others) in story.items()}
    most = max(shared.values(), default=0)
    best = [id for id, count in shared.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _passages(graph: KnowledgeGraph, story: Story) -> Iterator[_Passage]:
    articles = {article.id for article in story.articles}
    gold = {actor.id: _forms(actor) for actor in story.actors}
    here = {s.actor for s in graph.statements if any(e.article in articles for e in s.evidence)}
    stands_for = {actor.id: _stands_for(_forms(actor), gold) for actor in graph.actors if actor.id in here}
    for s in graph.statements:
        for e in s.evidence:
            if e.article in articles:
                offsets = code_points(e.pieces)
                yield _Passage(e.article, offsets, stands_for[s.actor], s.actor, s.stance, s.claim, s.date, s.date_basis)


def _candidates(story: Story, wanted: list[frozenset[int]], passages: Collection[_Passage]) -> Iterator[tuple[float, int, int]]:
    for i, judgement in enumerate(story.judgements):
        for n, passage in enumerate(passages):
            if passage.article == judgement.article:
                share = overlap(wanted[i], passage.offsets)
                if share >= OVERLAP:
                    yield share + (passage.stands_for == judgement.actor) + 0.5 * (passage.stance is judgement.stance), i, n


def _distractors(story: Story, spare: Collection[_Passage]) -> Share:
    """Return how many distractors cover half or more of a passage that matches no judgement."""
    zones = [(d.article, frozenset(range(d.span.start, d.span.end))) for d in story.distractors]
    taken = (
        any(p.article == article and len(p.offsets & zone) >= 0.5 * len(p.offsets) for p in spare) for article, zone in zones
    )
    return Share(sum(taken), len(zones))


def _disputes(graph: KnowledgeGraph, story: Story, passages: Collection[_Passage]) -> Counts:
    found = _pairs(
        ((p.stands_for or p.actor, p.stance, p.claim) for p in passages),
        {frozenset((c.first, c.second)) for c in graph.contradictions},
    )
    rivals = {frozenset(pair) for pair in story.contradictions}
    must = _pairs(((j.actor, j.stance, j.claim) for j in story.judgements if not j.optional), rivals)
    may = _pairs(((j.actor, j.stance, j.claim) for j in story.judgements), rivals)
    return Counts(tp=len(found & must), fp=len(found - may), fn=len(must - found))


def _pairs(rows: Iterable[tuple[str, Stance, str]], rivals: Iterable[Pair]) -> set[Pair]:
    """Return the pairs of actors of whom one denies what the other asserts, or who assert two rival claims."""
    sides: defaultdict[tuple[str, Stance], set[str]] = defaultdict(set)
    for actor, stance, claim in rows:
        sides[claim, stance].add(actor)
    opposed = [((claim, Stance.ASSERTS), (claim, Stance.DENIES)) for claim in {claim for claim, _ in sides}]
    opposed += [((first, Stance.ASSERTS), (second, Stance.ASSERTS)) for first, second in rivals]
    return {frozenset((a, b)) for one, other in opposed for a in sides[one] for b in sides[other] if a != b}
