from __future__ import annotations

import json
from functools import partial

import pytest

from kg.rdf.query import query
from kg.serve.answer import answer
from tests.factory import graph

RUN = partial(query, graph(("Ann", "asserts", "It rains.", "2020-01-01"), ("Bob", "denies", "It rains.", "2020")))
SELECT = "SELECT ?n { ?a schema:name ?n }"
ASK = "ASK { ?a kg:disputes ?b }"
CONSTRUCT = "CONSTRUCT WHERE { ?a schema:name ?n }"
DESCRIBE = "DESCRIBE ?a { ?a schema:name 'Ann' }"
JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("sparql", "accept", "media_type"),
    [
        (SELECT, "", JSON),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "application/json", "application/json"),
        (SELECT, f"text/turtle, {JSON};q=0.1", JSON),
        (ASK, "*/*", JSON),
        (ASK, "text/csv, */*;q=0.1", JSON),
        (CONSTRUCT, "", "text/turtle"),
        (CONSTRUCT, f"{JSON}, */*;q=0.1", "text/turtle"),
        (DESCRIBE, "text/*", "text/turtle"),
    ],
)
def test_the_format_follows_the_query_and_the_client(sparql: str, accept: str, media_type: str) -> None:
    found = answer(RUN, sparql, accept)
    assert (found.status, found.media_type) == (200, media_type)


def test_bodies() -> None:
    assert answer(RUN, SELECT, "text/csv").body == b"n\r\nAnn\r\nBob\r\n"
    names = json.loads(answer(RUN, SELECT).body)["results"]["bindings"]
    assert names == [{"n": {"type": "literal", "value": "Ann"}}, {"n": {"type": "literal", "value": "Bob"}}]
    assert json.loads(answer(RUN, ASK).body)["boolean"] is True
    assert b'schema:name "Ann"' in answer(RUN, CONSTRUCT).body


@pytest.mark.parametrize(
    ("sparql", "accept", "status", "line"),
    [
        ("SELEKT", "", 400, "query:1:1: can't be read from 'SELEKT' on; "),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "", 400, "query: INSERT would change the graph; "),
        (
            SELECT,
            "image/png",
            406,
            "Accept: no format that it names can hold results; ask for application/sparql-results+json, ",
        ),
        (SELECT, "text/turtle", 406, "Accept: no format that it names can hold a table; ask for "),
        (ASK, "text/csv", 406, "Accept: no format that it names can hold the result of ASK; ask for "),
        (CONSTRUCT, "text/csv", 406, "Accept: no format that it names can hold triples; ask for text/turtle"),
    ],
)
def test_refusals_are_one_line(sparql: str, accept: str, status: int, line: str) -> None:
    found = answer(RUN, sparql, accept)
    text = found.body.decode()
    assert (found.status, found.media_type) == (status, "text/plain")
    assert text.startswith(line)
    assert text.count("\n") == 1
    assert text.endswith("\n")


def test_nothing_runs_for_a_client_that_takes_no_format() -> None:
    assert answer(lambda _: pytest.fail("ran"), SELECT, "image/png").status == 406
