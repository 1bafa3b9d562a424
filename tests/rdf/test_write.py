from __future__ import annotations

import pytest
import rdflib
from hypothesis import given, settings

from kg.model import Actor, KnowledgeGraph
from kg.rdf.vocab import KG, OA, RDF, SCHEMA
from kg.rdf.write import to_rdf, triples
from tests.factory import actor, citation, evidence, graph, statement
from tests.strategies import HOSTILE, graphs

TWO_SIDES = graph(("Ann", "asserts", "It rains.", "2020-01-01"), ("Bob", "denies", "It rains.", "2020"))


def pairs(g: rdflib.Graph, predicate: rdflib.URIRef) -> set[tuple[str, str]]:
    """Names or texts of subject and object of all triples with *predicate*."""
    words = {s: str(o) for name in (SCHEMA.name, SCHEMA.text) for s, o in g.subject_objects(name)}
    return {(words[s], words[o]) for s, o in g.subject_objects(predicate)}


def test_short_cuts() -> None:
    g = to_rdf(TWO_SIDES)
    assert pairs(g, KG.asserts) == {("Ann", "It rains.")}
    assert pairs(g, KG.denies) == {("Bob", "It rains.")}
    assert pairs(g, KG.disputes) == {("Bob", "Ann")}


def test_contradictions_go_both_ways_and_make_disputes() -> None:
    g = to_rdf(
        graph(
            ("Ann", "asserts", "It rains.", None),
            ("Bob", "asserts", "It snows.", None),
            contradictions=[("It rains.", "It snows.")],
        )
    )
    assert pairs(g, KG.contradicts) == {("It rains.", "It snows."), ("It snows.", "It rains.")}
    assert pairs(g, KG.disputes) == {("Ann", "Bob"), ("Bob", "Ann")}


@pytest.mark.parametrize(("kind", "classes"), [
    ("person", {KG.Actor, SCHEMA.Person}),
    ("organization", {KG.Actor, SCHEMA.Organization}),
    ("government", {KG.Actor, SCHEMA.GovernmentOrganization}),
    ("group", {KG.Actor, KG.Group}),
    ("unknown", {KG.Actor}),
])  # fmt: skip
def test_classes_of_actors(kind: str, classes: set[rdflib.URIRef]) -> None:
    g = to_rdf(graph(actors=[actor(kind=kind)]))
    assert set(g.objects(None, RDF.type)) == classes


def test_dates_are_as_precise_as_they_are_known() -> None:
    said = [("Ann", "asserts", "It rains.", when) for when in ("2020-01-31", "2020-02", "2021", None)]
    dates = {str(d.n3()).rpartition("#")[2].rstrip(">"): str(d) for d in to_rdf(graph(*said)).objects(None, KG.date)}
    assert dates == {"date": "2020-01-31", "gYearMonth": "2020-02", "gYear": "2021"}


def test_each_piece_of_a_passage_has_a_target_of_its_own() -> None:
    said = statement("Ann", proof=[evidence(("The mine", "is safe"), at=5, prefix="« ", suffix=" »")])
    base = graph(("Ann", "asserts", "The mine is safe.", "2019-12-10"))
    g = to_rdf(KnowledgeGraph(base.articles, base.actors, base.claims, (said,)))
    rows = g.query(
        """SELECT ?start ?end ?exact ?prefix ?suffix {
          ?evidence a oa:Annotation ; oa:hasTarget ?target . ?target oa:hasSelector ?place, ?words .
          ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end . ?words a oa:TextQuoteSelector ; oa:exact ?exact
          OPTIONAL { ?words oa:prefix ?prefix } OPTIONAL { ?words oa:suffix ?suffix } } ORDER BY ?start"""
    )
    found = [tuple(None if v is None else v.toPython() for v in row) for row in rows]  # type: ignore[union-attr]
    assert found == [(5, 13, "The mine", "« ", None), (23, 30, "is safe", None, " »")]
    assert len(list(g.objects(None, OA.hasTarget))) == 2


@pytest.mark.parametrize(
    ("url", "is_iri"),
    [
        ("https://news.example/2019/?a=b#c", True),
        ("http://bücher.example/ü", True),
        ("javascript:alert(1)", False),
        ("https://news.example/> . <urn:x> <urn:y> <urn:z", False),
        ("https://news.example/a b", False),
        ("news.example/a", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_iris(url: str, is_iri: bool) -> None:
    (value,) = to_rdf(graph(articles=[citation(url=url)])).objects(None, SCHEMA.url)
    assert (str(value), isinstance(value, rdflib.URIRef)) == (url, is_iri)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_ids_stay_in_their_iri(text: str) -> None:
    g = to_rdf(KnowledgeGraph(actors=(Actor(text, "Ann"),), articles=(citation(text),)))
    assert len(list(g.subjects(RDF.type, KG.Actor))) == len(list(g.subjects(RDF.type, SCHEMA.NewsArticle))) == 1
    assert [str(o) for o in g.objects(None, SCHEMA.identifier)] == [text]


@settings(deadline=None)
@given(graphs())
def test_no_blank_nodes_and_no_triple_twice(value: KnowledgeGraph) -> None:
    found = list(triples(value))
    assert len(found) == len(set(found))
    assert not any("_:" in (str(t.subject)[:2], str(t.object)[:2]) for t in found)


def test_an_actor_is_the_same_as_what_has_an_address() -> None:
    ghana = Actor("1", "Ghana", same_as=("Q117", "http://www.wikidata.org/entity/Q117"))
    g = to_rdf(KnowledgeGraph(actors=(ghana,)))
    assert list(g.objects(None, rdflib.OWL.sameAs)) == [rdflib.URIRef("http://www.wikidata.org/entity/Q117")]
