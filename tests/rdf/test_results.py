from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.rdf.query import Result, Term, query
from kg.rdf.results import to_csv, to_json, to_turtle
from tests.factory import graph
from tests.strategies import HOSTILE

TABLE = Result(
    ("x", "y"),
    (
        (Term("uri", "urn:x"), Term("literal", "a", None, "en")),
        (Term("bnode", "b"), Term("literal", "1", "http://www.w3.org/2001/XMLSchema#integer")),
        (None, Term("literal", 'a "b"\nc')),
    ),
)


def test_csv() -> None:
    assert to_csv(TABLE) == 'x,y\r\nurn:x,a\r\n_:b,1\r\n,"a ""b""\nc"\r\n'


def test_json() -> None:
    value = json.loads(to_json(TABLE))
    assert value["head"] == {"vars": ["x", "y"]}
    assert value["results"]["bindings"] == [
        {"x": {"type": "uri", "value": "urn:x"}, "y": {"type": "literal", "value": "a", "xml:lang": "en"}},
        {
            "x": {"type": "bnode", "value": "b"},
            "y": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        },
        {"y": {"type": "literal", "value": 'a "b"\nc'}},
    ]


def test_json_is_read_by_another_program() -> None:
    solutions = ox.parse_query_results(to_json(TABLE).encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    assert len(list(solutions)) == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back(text: str) -> None:
    table = Result(("x", "y"), ((Term("literal", text), Term("literal", "z")),))
    assert next(iter(list(csv.reader(io.StringIO(to_csv(table), newline="")))[1:])) == [text, "z"]
    assert json.loads(to_json(table))["results"]["bindings"][0]["x"]["value"] == text
    triples = Result(triples=((Term("uri", "urn:a"), Term("uri", "urn:b"), Term("literal", text)),))
    (quad,) = ox.parse(to_turtle(triples), ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


def test_turtle() -> None:
    found = query(graph(("Ann", "denies", "It rains.", None)), "CONSTRUCT { ?a kg:denies ?c } WHERE { ?a kg:denies ?c }")
    assert to_turtle(found).split("\n\n")[1] == "actor:263c8a436351cf05 kg:denies claim:cf825fabc55990be .\n".replace(
        "263c8a436351cf05", found.triples[0][0].value.rpartition("/")[2] if found.triples else ""
    )


@pytest.mark.parametrize(
    ("write", "result", "message"),
    [
        (to_csv, Result(truth=True), "CSV holds the table of a SELECT only"),
        (to_csv, Result(triples=()), "CSV holds the table of a SELECT only"),
        (to_json, Result(triples=()), "JSON holds the result of SELECT and ASK only"),
        (to_turtle, TABLE, "Turtle holds the triples of CONSTRUCT and DESCRIBE only"),
    ],
)
def test_what_a_format_can_t_hold(write: object, result: Result, message: str) -> None:
    assert callable(write)
    with pytest.raises(QueryError, match=message):
        write(result)
