from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
import rdflib

from kg.errors import QueryError
from kg.rdf.query import Result, Term, query
from kg.rdf.vocab import KG, SCHEMA
from kg.rdf.write import to_rdf
from tests.factory import graph

RAIN = graph(("Ann", "asserts", "It rains.", "2020-01-01"), ("Bob", "denies", "It rains.", "2020"))


def values(result: Result) -> list[tuple[str | None, ...]]:
    return [tuple(cell.value if cell else None for cell in row) for row in result.rows]


def test_select() -> None:
    result = query(RAIN, "SELECT ?name ?date { ?s kg:actor/schema:name ?name OPTIONAL { ?s kg:date ?date } }")
    assert result.columns == ("name", "date")
    assert result.rows == (
        (Term("literal", "Ann"), Term("literal", "2020-01-01", "http://www.w3.org/2001/XMLSchema#date")),
        (Term("literal", "Bob"), Term("literal", "2020", "http://www.w3.org/2001/XMLSchema#gYear")),
    )


def test_unbound_cells_are_none() -> None:
    assert query(RAIN, "SELECT ?x ?y { BIND(1 AS ?x) }").rows == (
        (Term("literal", "1", "http://www.w3.org/2001/XMLSchema#integer"), None),
    )


def test_rows_without_an_order_are_sorted_and_others_are_left() -> None:
    assert values(query(RAIN, "SELECT ?n { ?a schema:name ?n }")) == [("Ann",), ("Bob",)]
    assert values(query(RAIN, "SELECT ?n { ?a schema:name ?n } ORDER BY DESC(?n)")) == [("Bob",), ("Ann",)]


def test_ask() -> None:
    assert query(RAIN, "ASK { ?a kg:disputes ?b }").truth is True
    assert query(RAIN, "ASK { ?a kg:disputes ?a }") == Result(truth=False)


@pytest.mark.parametrize(
    "text", ["CONSTRUCT { ?a kg:disputes ?b } WHERE { ?a kg:disputes ?b }", "DESCRIBE ?c { ?c a schema:Claim }"]
)
def test_triples(text: str) -> None:
    result = query(RAIN, text)
    assert result.rows == ()
    assert result.triples
    assert {p.value for _, p, _ in result.triples} <= {KG + "disputes", SCHEMA + "text", str(rdflib.RDF.type)}


def test_any_rdflib_graph_will_do() -> None:
    text = "SELECT ?n { ?a schema:name ?n }"
    memory = rdflib.Graph()
    memory += to_rdf(RAIN)
    assert query(memory, text) == query(to_rdf(RAIN), text) == query(RAIN, text)


@pytest.mark.parametrize("word", ["Ann", 'Ann" . } #', "'", "\\", "?name", "<urn:x>"])
def test_bindings_are_values_never_query_text(word: str) -> None:
    result = query(
        RAIN, "SELECT ?word ?name { ?a schema:name ?name FILTER(?name = ?word) }", bindings={"word": Term("literal", word)}
    )
    assert result.columns == ("name",)
    assert values(result) == ([("Ann",)] if word == "Ann" else [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {?s ?p", "query:1:11: can't be read from '?s ?p' on; look for a misspelt keyword"),
        (
            "SELECT ?x {\n ?s foo:bar ?x }",
            "query:2:12: a prefix that isn't declared; declare it with PREFIX, or use one of kg,",
        ),
        ("SELECT ?x {\n ?s ?p ?x ) }", "query:2:11: can't be read from ') }' on; look"),
        ("SELECT ?x {\n ?s ?p ?x\n FILTR(?x = 1) }", "query:3:2: can't be read from 'FILTR(?x = 1) }' on; look"),
        ("SELEKT ?x { ?s ?p ?x }", "query:1:1: can't be read from 'SELEKT ?x"),
        ("hello", "query:1:1: can't be read from 'hello'"),
        ("", "query:1:1: the query ends too early; complete it"),
        ("SELECT ?x { ?x ?x ?y } GROUP BY ?y", "query:1:35: The SELECT contains a variable that is unbound"),
        ("SELECT * { " + "{" * 9000, "query:1:"),
        ("ASK { FILTER(" + "!" * 20000 + "true) }", "query: 20020 characters, at most 20000 are run"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "query: INSERT would change the graph; ask with SELECT, ASK, CONSTRUCT"),
        ("PREFIX a: <urn:a>\n# hm\ndelete where { ?s ?p ?o }", "query: DELETE would change the graph"),
        ("LOAD <file:///etc/passwd>", "query: LOAD would change the graph"),
        ("DROP ALL", "query: DROP would change the graph"),
    ],
)
def test_queries_that_can_t_run(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(RAIN, text)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the requests that it got."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(500)

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as found:
        threading.Thread(target=lambda: found.serve_forever(0.01), daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}/sparql", requests
        found.shutdown()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
        # what looks like an IRI or a text to a parser that cuts words without knowing the grammar
        "SELECT * { VALUES ?x { <URL> } BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        'SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)#>"""\nSERVICE <URL> { ?s ?p ?o } #"""\n }',
        'SELECT * { VALUES ?y { "\\u0022" "" } SERVICE <URL> { ?s ?p ?o } VALUES ?z { """ """ } #"""\n}',
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
        "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    ],
)
def test_no_query_reaches_the_network(server: tuple[str, list[str]], text: str) -> None:
    address, requests = server
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        query(RAIN, text.replace("URL", address))
    assert requests == []


def test_from_reads_nothing(server: tuple[str, list[str]]) -> None:
    address, requests = server
    query(RAIN, f"SELECT * FROM <{address}> FROM NAMED <file:///etc/passwd> {{ ?s ?p ?o }}")
    assert requests == []


@pytest.mark.parametrize(
    "text",
    [
        'ASK { BIND("the Secret Service" AS ?x) }',
        "ASK { } # at your service",
        "ASK { FILTER NOT EXISTS { ?service <http://news.example/service/a> ?x } }",
        "PREFIX service: <urn:x> ASK { FILTER NOT EXISTS { ?x service:service ?y } }",
    ],
)
def test_the_word_service_alone_is_harmless(text: str) -> None:
    assert query(RAIN, text).truth is True


@pytest.mark.parametrize(
    "text",
    ["SELECT * " + "{" * 9000 + "}" * 9000, "ASK { FILTER(" + "!" * 19000 + "true) }", "ASK { ?x a" + "|a" * 3000 + " ?y }"],
    ids=["groups", "negations", "paths"],
)
def test_deep_queries_don_t_end_the_program(text: str) -> None:
    assert query(RAIN, text)
