"""From attributions to statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest

from kg.assemble import assemble, evidence
from kg.errors import ModelError
from kg.model import Actor, Attribution, Claim, Contradiction, Extraction, KnowledgeGraph, Statement, actor_id, claim_id
from tests.factory import actor, article, attribution, claim, extraction

TEXT = "The mine is safe, Narvik Hydro said. It dumped no waste. “Lies,” Orla Venn said."


def build(*extractions: Extraction, contradictions: Iterable[Contradiction] = ()) -> KnowledgeGraph:
    """The graph in which names and wordings mean the same in all articles."""
    said = [a for e in extractions for a in e.attributions]
    return assemble(
        extractions,
        actors={(a.article, a.actor): actor(a.actor) for a in said if a.actor},
        claims={(a.article, a.claim): claim(a.claim) for a in said},
        contradictions=contradictions,
    )


def says(
    content: str = "The mine is safe",
    article: str = "a1",
    *,
    actor: str | None = "Narvik Hydro",
    stance: str | None = "asserts",
    claim: str = "The mine is safe.",
    when: str | None = "2019-12-10",
    basis: str = "published",
    cue: str | None = None,
    confidence: float = 1.0,
) -> Attribution:
    return attribution(
        TEXT,
        content,
        actor=actor,
        stance=stance,
        claim=claim,
        when=when,
        basis=basis,
        article=article,
        cue=cue,
        confidence=confidence,
    )


def one(graph: KnowledgeGraph) -> Statement:
    (statement,) = graph.statements
    return statement


def read(*attributions: Attribution, id: str = "a1") -> Extraction:
    return extraction(article(TEXT, id), *attributions)


def test_one_denial_in_two_articles_is_one_statement_with_two_pieces_of_evidence() -> None:
    said = one(build(read(says(article="b"), id="b"), read(says(article="a"), id="a")))
    assert (said.actor, said.claim, str(said.date)) == (
        actor_id("Narvik Hydro"),
        claim_id("The mine is safe."),
        "2019-12-10",
    )
    assert [e.article for e in said.evidence] == ["a", "b"]


@pytest.mark.parametrize(
    "other",
    [
        says("It dumped no waste", actor="Orla Venn"),
        says("It dumped no waste", stance="denies"),
        says("It dumped no waste", claim="No waste was dumped."),
        says("It dumped no waste", when="2019-12"),
        says("It dumped no waste", when=None),
    ],
    ids=["actor", "stance", "claim", "precision of date", "no date"],
)
def test_a_difference_makes_another_statement(other: Attribution) -> None:
    assert len(build(read(says(), other)).statements) == 2


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_same_value_whatever_the_order(order: tuple[int, ...]) -> None:
    papers = [
        read(says(), says("Lies", actor="Orla Venn", stance="denies")),
        read(says("It dumped no waste", "a2", confidence=0.5), id="a2"),
        read(says("It dumped no waste", "a3", basis="stated"), id="a3"),
    ]
    assert build(*(papers[n] for n in order)) == build(*papers)


def test_an_article_given_twice_counts_once() -> None:
    paper = read(says())
    assert build(paper, paper) == build(paper)


@pytest.mark.parametrize(
    ("bases", "expected"),
    [(["published", "published"], "published"), (["published", "stated"], "stated"), (["stated", "published"], "stated")],
)
def test_a_date_that_one_article_states_is_stated(bases: list[str], expected: str) -> None:
    papers = [read(says(article=f"a{n}", basis=basis), id=f"a{n}") for n, basis in enumerate(bases)]
    basis = one(build(*papers)).date_basis
    assert basis is not None
    assert basis.value == expected


def test_the_more_confident_reading_of_a_passage_stands() -> None:
    readings = [says(confidence=0.4, cue="said"), says(confidence=0.9), says(confidence=0.2)]
    for order in itertools.permutations(readings):
        assert [(e.confidence, e.cue_text) for e in one(build(read(*order))).evidence] == [(0.9, None)]


@pytest.mark.parametrize("left_out", [says(stance=None), says(actor=None)], ids=["no stance", "no actor"])
def test_what_takes_no_stance_and_has_no_actor_is_left_out_but_its_article_stays(left_out: Attribution) -> None:
    graph = build(read(left_out))
    assert [a.id for a in graph.articles] == ["a1"]
    assert (graph.actors, graph.claims, graph.statements) == ((), (), ())


def test_nothing_in_nothing_out() -> None:
    assert build() == KnowledgeGraph()


def test_contradictions_stay_where_both_claims_do() -> None:
    a, b, unused = (claim_id(text) for text in ("The mine is safe.", "The mine leaks.", "Nobody says this."))
    both = Contradiction(*sorted((a, b)))
    graph = build(
        read(says(), says("Lies", actor="Orla Venn", claim="The mine leaks.")),
        contradictions=[both, Contradiction(*sorted((a, unused))), both],
    )
    assert graph.contradictions == (both,)


def test_an_interrupted_passage_keeps_its_pieces_and_32_code_points_around_them() -> None:
    text = "\U0001f600" * 40 + "No, he said, never" + "é" * 40
    found = evidence(attribution(text, ("No", "never"), source="he", cue="said"), article(text))
    assert [p.text for p in found.pieces] == ["No", "never"]
    assert (found.prefix, found.suffix) == ("\U0001f600" * 32, "é" * 32)
    assert (found.source_text, found.cue_text) == ("he", "said")


def test_context_ends_where_the_article_does() -> None:
    found = evidence(attribution("Safe.", "Safe."), article("Safe."))
    assert (found.prefix, found.suffix) == ("", "")


def clash(field: str) -> tuple[list[Extraction], dict[tuple[str, str], Actor], dict[tuple[str, str], Claim]]:
    """Two articles that are fine but for one *field*."""
    papers = [read(says(), id="a1"), read(says(article="a2"), id="a2")]
    actors = {(id, "Narvik Hydro"): actor() for id in ("a1", "a2")}
    claims = {(id, "The mine is safe."): claim() for id in ("a1", "a2")}
    if field == "actor":
        actors["a2", "Narvik Hydro"] = actor(aliases=["Narvik"])
    if field == "claim":
        claims["a2", "The mine is safe."] = Claim(claim().id, "Another text.")
    if field == "article":
        papers.append(extraction(article("Another text.", "a2")))
    if field == "no actor":
        del actors["a2", "Narvik Hydro"]
    if field == "no claim":
        del claims["a2", "The mine is safe."]
    if field == "place":
        papers.append(Extraction(article("Short.", "a2b"), papers[0].actors, (says(article="a2b"),)))
        actors["a2b", "Narvik Hydro"], claims["a2b", "The mine is safe."] = actor(), claim()
    if field == "owner":
        papers.append(Extraction(article(TEXT, "a3"), papers[0].actors, (says(article="a1"),)))
        actors["a3", "Narvik Hydro"], claims["a3", "The mine is safe."] = actor(), claim()
    return papers, actors, claims


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("actor", "two actors share the id"),
        ("claim", "two claims share the id"),
        ("article", "two articles share the id 'a2'"),
        ("no actor", "no actor is known for 'Narvik Hydro' of article 'a2'"),
        ("no claim", "no claim is known for 'The mine is safe.' of article 'a2'"),
        ("place", "article 'a2b' doesn't hold 'The mine is safe' at 0:16"),
        ("owner", "an attribution of article 'a1' stands with article 'a3'"),
    ],
)
def test_nonsense_is_refused(field: str, message: str) -> None:
    papers, actors, claims = clash(field)
    with pytest.raises(ModelError, match=message):
        assemble(papers, actors=actors, claims=claims)


def test_the_example_that_the_refused_ones_vary_is_fine() -> None:
    papers, actors, claims = clash("nothing")
    assert len(one(assemble(papers, actors=actors, claims=claims)).evidence) == 2
