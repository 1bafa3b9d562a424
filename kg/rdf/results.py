"""The result of a query in, text out: CSV, JSON, Turtle.

CSV and JSON follow the W3C's formats for SPARQL results (https://www.w3.org/TR/sparql11-results-csv-tsv/,
https://www.w3.org/TR/sparql11-results-json/), so other programs read them.
"""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import turtle
from kg.rdf.query import Result, Term


def to_csv(result: Result) -> str:
    """Return the table of a SELECT as CSV, lines ended by CR LF as the format wants; an unbound cell is empty.

    >>> to_csv(Result(("name",), ((Term("literal", 'Ann "A" Moor'),), (None,))))
    'name\\r\\n"Ann ""A"" Moor"\\r\\n""\\r\\n'
    """
    if result.truth is not None or result.triples is not None:
        raise QueryError("query", "CSV holds the table of a SELECT only", "use JSON for ASK, Turtle for CONSTRUCT and DESCRIBE")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(result.columns)
    writer.writerows([_plain(term) for term in row] for row in result.rows)
    return out.getvalue()


def to_json(result: Result) -> str:
    """Return the result of a SELECT or an ASK as SPARQL 1.1 results JSON.

    >>> to_json(Result(truth=True))
    '{"head": {}, "boolean": true}\\n'
    """
    if result.triples is not None:
        raise QueryError("query", "JSON holds the result of SELECT and ASK only", "use Turtle for CONSTRUCT and DESCRIBE")
    if result.truth is not None:
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    bindings = [
        {name: _json(term) for name, term in zip(result.columns, row, strict=True) if term is not None} for row in result.rows
    ]
    return (
        json.dumps({"head": {"vars": result.columns}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1) + "\n"
    )


def to_turtle(result: Result) -> str:
    """Return the triples of a CONSTRUCT or a DESCRIBE as Turtle."""
    if result.triples is None:
        raise QueryError("query", "Turtle holds the triples of CONSTRUCT and DESCRIBE only", "use a table, CSV or JSON")
    triples = [ox.Triple(_node(s), ox.NamedNode(p.value), _value(o)) for s, p, o in result.triples]
    out = io.BytesIO()
    turtle.dump(triples, out)
    return out.getvalue().decode("utf-8")


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if term.kind == "bnode" else term.value


def _json(term: Term) -> dict[str, str]:
    more = {"datatype": term.datatype, "xml:lang": term.language}
    return {"type": term.kind, "value": term.value} | {key: value for key, value in more.items() if value}


def _node(term: Term) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(term.value) if term.kind == "bnode" else ox.NamedNode(term.value)


def _value(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if term.kind != "literal":
        return _node(term)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype) if term.datatype else None, language=term.language)
