from __future__ import annotations

import pytest
import rdflib
from hypothesis import given, settings

from kg.errors import GraphError
from kg.model import KnowledgeGraph
from kg.rdf.formats import FORMATS, Format, dumps, loads
from kg.rdf.read import from_rdf
from kg.rdf.write import to_rdf
from tests.factory import actor, citation, evidence, graph, statement
from tests.strategies import graphs

PREFIXES = """
@prefix kg: <https://w3id.org/counterclaim/ns#> . @prefix schema: <https://schema.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://data.example/> .
"""
MINE = """
:ann a kg:Actor, schema:Person ; schema:name "Ann Moor" .
:dump a schema:Claim ; schema:text "Waste was dumped." .
:paper a schema:NewsArticle ; schema:identifier "p1" .
"""
SAID = """
[] a kg:Statement ; kg:actor :ann ; kg:stance kg:denies ; kg:claim :dump ; kg:date "2020-05"^^xsd:gYearMonth ;
   kg:dateBasis kg:stated ; kg:evidence [ a oa:Annotation ; oa:hasTarget [ oa:hasSource :paper ; oa:hasSelector
   [ a oa:TextPositionSelector ; oa:start 3 ; oa:end 8 ] , [ a oa:TextQuoteSelector ; oa:exact "waste" ] ] ] .
"""


def read(turtle: str) -> KnowledgeGraph:
    return loads(PREFIXES + turtle)


@settings(deadline=None)
@given(graphs())
def test_round_trip(value: KnowledgeGraph) -> None:
    assert from_rdf(to_rdf(value)) == value


@settings(deadline=None)
@given(graphs())
@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_round_trip_through_text(format: Format, value: KnowledgeGraph) -> None:
    assert loads(dumps(value, format), format) == value


@settings(deadline=None)
@given(graphs())
def test_round_trip_through_another_parser(value: KnowledgeGraph) -> None:
    assert from_rdf(rdflib.Graph().parse(data=dumps(value), format="turtle")) == value


def test_blank_nodes_and_names_from_elsewhere() -> None:
    value = read(MINE + SAID)
    (said,) = value.statements
    assert (said.actor, said.claim, str(said.date)) == ("https://data.example/ann", "https://data.example/dump", "2020-05")
    assert said.evidence == (evidence("waste", "p1", at=3, source=None, cue=None),)


def test_unknown_triples_are_ignored() -> None:
    more = ':ann :knows :bob ; kg:asserts :dump ; kg:likes "tea" . :bob a :Robot . :dump schema:author :ann .'
    assert read(MINE + SAID + more) == read(MINE + SAID)


def test_two_files_put_together_are_one_graph() -> None:
    one = graph(("Ann", "asserts", "It rains.", "2020-01-01"), generator="a")
    two = graph(("Bob", "denies", "It rains.", None), generator="b")
    both = loads(dumps(one) + dumps(two))
    assert both.statements == tuple(sorted(one.statements + two.statements, key=lambda s: s.id))
    assert both.generator == "a; b"


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (MINE + ':ann schema:name "Bob" .', "<data>/ann: 2 values of schema:name, it may have one"),
        (MINE.replace('schema:name "Ann Moor"', "a kg:Actor"), "<data>/ann: no schema:name"),
        (MINE.replace(":ann a", "[] a"), "an actor is a blank node, it needs an IRI"),
        (
            MINE.replace(':paper a schema:NewsArticle ; schema:identifier "p1"', ":paper a schema:NewsArticle"),
            "no schema:identifier",
        ),
        (MINE + SAID.replace("kg:denies", "kg:doubts"), "kg:stance is kg:doubts, it must be kg:asserts or kg:denies"),
        (MINE + SAID.replace('"2020-05"^^xsd:gYearMonth', '"last May"'), "not a date: 'last May'"),
        (MINE + SAID.replace("kg:dateBasis kg:stated ;", ""), "date and date_basis are known together or not at all"),
        (MINE + SAID.replace("oa:start 3", "oa:start 4"), "span 4:8 holds 5 code points, not 4"),
        (MINE + SAID.replace("oa:start 3", 'oa:start "x"'), "invalid literal for int()"),
        (MINE + SAID.replace("oa:start 3 ;", ""), "its selectors lack oa:start"),
        (MINE + SAID.replace("oa:hasSource :paper", "oa:hasSource :radio"), "is not a schema:NewsArticle of the graph"),
        (MINE + SAID.replace("kg:actor :ann", "kg:actor :bob"), "names an actor, a claim or an article that the graph lacks"),
        (MINE + ":dump kg:contradicts :dump .", "a contradiction joins two claims in order"),
        (MINE + SAID.replace("a oa:Annotation", 'kg:confidence "high"'), "kg:confidence 'high' is not a number"),
    ],
)
def test_graphs_that_break_the_model(turtle: str, message: str) -> None:
    with pytest.raises(GraphError) as caught:
        read(turtle)
    assert message.replace("<data>", "https://data.example") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_fields_that_come_back() -> None:
    """What hypothesis seldom puts together: everything set at once."""
    value = graph(
        ("Ann", "denies", "It rains.", "2020"),
        articles=[citation("a1", published="2020-01", title='"', outlet="<b>", url="https://news.example/?a=b")],
        actors=[actor("Ann", "group", aliases=["A."], same_as=["http://www.wikidata.org/entity/Q1", "Q1"])],
        generator="counterclaim 0.1.0",
    )
    assert loads(dumps(value)) == value
    said = statement("Ann", "denies", "It rains.", "2020", proof=[evidence(("It", "rains"), prefix="x ", suffix=" y")])
    assert loads(dumps(KnowledgeGraph(value.articles, value.actors, value.claims, (said,)))).statements == (said,)
