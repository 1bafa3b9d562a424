from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from kg.evaluate.counts import Counts, Share
from kg.evaluate.gold import Distractor, Judgement, Story
from kg.evaluate.stories import score_stories, score_story
from kg.model import Actor, DateBasis, KnowledgeGraph, Stance
from tests.factory import actor, article, citation, claim, date, evidence, graph, span, statement

TEXT = (
    "The mine is safe, Narvik Hydro said. It leaks, said Orla Venn. The firm denied the leak. "
    "Will it close? Venn may go to court. Nobody warned us, said the mayor."
)


def judge(
    who: str, stance: str, what: str, words: str, *, when: str = "2019-12-11", basis: str = "published", optional: bool = False
) -> Judgement:
    found = date(when)
    assert found is not None
    return Judgement("a1", who, (span(TEXT, words),), Stance(stance), what, found, DateBasis(basis), optional=optional)


HYDRO_SAFE = judge("hydro", "asserts", "safe", "The mine is safe")
VENN_LEAK = judge("venn", "asserts", "leak", "It leaks")
HYDRO_LEAK = judge("hydro", "denies", "leak", "the leak")
MAYOR = judge("mayor", "denies", "warned", "Nobody warned us", optional=True)


def story(*judgements: Judgement, title: str = "The mine", rivals: Iterable[tuple[str, str]] = ()) -> Story:
    return Story(
        title,
        (article(TEXT),),
        (
            Actor("hydro", "Narvik Hydro", aliases=("The firm",)),
            Actor("venn", "Orla Venn", aliases=("Venn",)),
            Actor("mayor", "the mayor"),
        ),
        (),
        tuple(rivals),
        judgements,
        (
            Distractor("a1", span(TEXT, "Will it close?"), "question"),
            Distractor("a1", span(TEXT, "Venn may go to court"), "plan"),
        ),
    )


GOLD = story(HYDRO_SAFE, VENN_LEAK, HYDRO_LEAK, MAYOR)

Row = tuple[str, str, str, str]


def told(*rows: Row, when: str | None = "2019-12-11", basis: str = "published", **fields: Any) -> KnowledgeGraph:
    """A graph of rows (actor, stance, claim, the words in TEXT that it rests on)."""
    statements = {}
    for who, stance, what, words in rows:
        proof = evidence(words, at=TEXT.index(words))
        found = statement(who, stance, what, when, basis=basis, proof=[proof])
        statements[found.id] = found
    frame = graph(*((who, stance, what, when) for who, stance, what, _ in rows), articles=[citation()], **fields)
    return KnowledgeGraph(
        frame.articles, frame.actors, frame.claims, tuple(statements[i] for i in sorted(statements)), frame.contradictions
    )


PERFECT: tuple[Row, ...] = (
    ("Narvik Hydro", "asserts", "Safe.", "The mine is safe"),
    ("Orla Venn", "asserts", "Leaks.", "It leaks"),
    ("Narvik Hydro", "denies", "Leaks.", "the leak"),
)


def test_numbers_of_a_perfect_graph() -> None:
    scores = score_story(told(*PERFECT), GOLD)
    assert (scores.attribution, scores.who_what, scores.disputes) == (Counts(3), Counts(3), Counts(1))
    assert scores.actor == scores.stance == scores.date == Share(3, 3)
    assert scores.distractors == Share(0, 2)
    assert scores.claims == Counts(1)


def test_an_empty_graph() -> None:
    scores = score_story(KnowledgeGraph(), GOLD)
    assert (scores.attribution, scores.who_what, scores.disputes) == (Counts(fn=3), Counts(fn=3), Counts(fn=1))
    assert scores.actor == Share(0, 0)
    assert scores.claims == Counts()


def test_the_wrong_actor_is_found_but_not_right() -> None:
    scores = score_story(told(("Orla Venn", "asserts", "Safe.", "The mine is safe")), story(HYDRO_SAFE))
    assert (scores.attribution, scores.who_what) == (Counts(1), Counts(0, 1, 1))
    assert (scores.actor, scores.stance) == (Share(0, 1), Share(1, 1))


def test_the_wrong_stance_is_found_but_not_right() -> None:
    scores = score_story(told(("Narvik Hydro", "denies", "Safe.", "The mine is safe")), story(HYDRO_SAFE))
    assert (scores.attribution, scores.who_what, scores.stance) == (Counts(1), Counts(0, 1, 1), Share(0, 1))


@pytest.mark.parametrize(
    ("when", "basis", "right"),
    [("2019-12-11", "published", 1), ("2019-12-11", "stated", 0), ("2019-12", "published", 0), (None, "published", 0)],
)
def test_a_date_is_right_with_its_basis(when: str | None, basis: str, right: int) -> None:
    found = told(("Narvik Hydro", "asserts", "Safe.", "The mine is safe"), when=when, basis=basis)
    assert score_story(found, story(HYDRO_SAFE)).date == Share(right, 1)


def test_optional_judgements_are_neither_hits_nor_misses() -> None:
    assert score_story(told(("the mayor", "denies", "Warned.", "Nobody warned us")), story(MAYOR)).attribution == Counts()
    assert score_story(KnowledgeGraph(), story(MAYOR)).attribution == Counts()


def test_what_is_no_judgement_is_too_much() -> None:
    scores = score_story(told(("Orla Venn", "asserts", "Court.", "said Orla Venn")), story(HYDRO_SAFE))
    assert (scores.attribution, scores.distractors) == (Counts(0, 1, 1), Share(0, 2))


def test_a_distractor_is_taken_where_it_covers_half_of_a_passage() -> None:
    mostly = told(("Orla Venn", "asserts", "Closes.", "Will it close? Venn"))
    hardly = told(("Orla Venn", "asserts", "Closes.", "Will it close? Venn may go to court. Nobody warned us, said the mayor."))
    assert score_story(mostly, story(HYDRO_SAFE)).distractors == Share(1, 2)
    assert score_story(hardly, story(HYDRO_SAFE)).distractors == Share(0, 2)


def test_of_two_passages_the_one_with_the_right_actor_and_stance_matches() -> None:
    found = told(
        ("Orla Venn", "asserts", "Safe.", "The mine is safe"),
        ("Narvik Hydro", "asserts", "Safe.", "The mine is safe, Narvik Hydro"),
    )
    scores = score_story(found, story(HYDRO_SAFE))
    assert (scores.attribution, scores.who_what) == (Counts(1, 1, 0), Counts(1, 1, 0))


def test_a_passage_of_another_article_is_passed_over() -> None:
    elsewhere = statement("Narvik Hydro", "asserts", "Safe.", proof=[evidence("The mine is safe", article="a2")])
    found = KnowledgeGraph((citation("a2"),), (actor("Narvik Hydro"),), (claim("Safe."),), (elsewhere,))
    assert score_story(found, story(HYDRO_SAFE)).attribution == Counts(fn=1)


@pytest.mark.parametrize(
    ("name", "aliases", "right"),
    [
        ("The Narvik Hydro", (), True),
        ("NARVIK HYDRO!", (), True),
        ("the firm", (), True),
        ("The company", ("The firm",), True),
        ("The company", ("The firm", "Venn"), False),
        ("The company", ("The firm", "Narvik Hydro", "Venn"), True),
        ("The company", (), False),
    ],
)
def test_whom_an_actor_stands_for(name: str, aliases: tuple[str, ...], right: bool) -> None:
    found = told((name, "asserts", "Safe.", "The mine is safe"), actors=[actor(name, aliases=aliases)])
    assert score_story(found, story(HYDRO_SAFE)).actor == Share(int(right), 1)


def test_disputes_over_rivals() -> None:
    gold = story(HYDRO_SAFE, VENN_LEAK, rivals=[("leak", "safe")])
    assert score_story(told(*PERFECT[:2]), gold).disputes == Counts(fn=1)
    both = told(*PERFECT[:2], contradictions=[("Leaks.", "Safe.")])
    assert score_story(both, gold).disputes == Counts(1)
    assert score_story(both, story(HYDRO_SAFE, VENN_LEAK)).disputes == Counts(fp=1)


def test_a_dispute_that_rests_on_an_optional_judgement_is_neither_demanded_nor_wrong() -> None:
    gold = story(VENN_LEAK, judge("hydro", "denies", "leak", "the leak", optional=True))
    assert score_story(told(*PERFECT[1:]), gold).disputes == Counts()
    assert score_story(KnowledgeGraph(), gold).disputes == Counts()


def test_claims_split_and_merged() -> None:
    split = told(*PERFECT[:2], ("Narvik Hydro", "denies", "Leak.", "the leak"))
    assert score_story(split, GOLD).claims == Counts(0, 0, 1)
    merged = told(*((*row[:2], "All.", *row[3:]) for row in PERFECT))
    assert score_story(merged, GOLD).claims == Counts(1, 2, 0)


def test_claims_count_across_stories() -> None:
    other = story(HYDRO_SAFE, title="Another mine")
    scores = score_stories(told(*PERFECT), [story(HYDRO_SAFE), other])
    assert scores.claims == Counts(0, 1, 0)
    assert scores == score_story(told(*PERFECT), story(HYDRO_SAFE)) + score_story(told(*PERFECT), other)
