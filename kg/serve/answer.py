"""A query, what runs it, and an ``Accept`` header in, the answer of the endpoint out: status, media type, bytes.

The media types are those of the SPARQL 1.1 Protocol, section 2.1.6 (https://www.w3.org/TR/sparql11-protocol/): JSON or CSV
for the table of a SELECT, JSON for ASK, Turtle for CONSTRUCT and DESCRIBE.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kg.errors import QueryError
from kg.rdf.query import Result
from kg.rdf.results import to_csv, to_json, to_turtle
from kg.serve.negotiation import best

#: Runs a query, or raises QueryError.
Run = Callable[[str], Result]
Writers = Mapping[str, Callable[[Result], str]]

# Many clients ask for plain application/json and mean the results format.
_TRUTH: Writers = {"application/sparql-results+json": to_json, "application/json": to_json}
_TABLE: Writers = {**_TRUTH, "text/csv": to_csv}
_TRIPLES: Writers = {"text/turtle": to_turtle}


class Answer(NamedTuple):
    """What the endpoint says: an HTTP status code, a media type, and the body."""

    status: int
    media_type: str
    body: bytes


def refusal(status: int, message: object) -> Answer:
    """Return an answer of one line of plain text.

    >>> refusal(404, "no such page").body
    b'no such page\\n'
    """
    return Answer(status, "text/plain", f"{' '.join(str(message).split())}\n".encode())


def answer(run: Run, sparql: str, accept: str = "") -> Answer:
    """Return what *run* finds for *sparql*, in the format that *accept* likes best.

    A query that can't be run gives 400, and one whose result has no format that *accept* takes gives 406.
    """
    if best(accept, (*_TABLE, *_TRIPLES)) is None:
        return _not_acceptable("results", {**_TABLE, **_TRIPLES})
    try:
        result = run(sparql)
    except QueryError as error:
        return refusal(400, error)
    what, writers = _writers(result)
    media_type = best(accept, tuple(writers))
    if media_type is None:
        return _not_acceptable(what, writers)
    return Answer(200, media_type, writers[media_type](result).encode("utf-8"))


def _writers(result: Result) -> tuple[str, Writers]:
    if result.triples is not None:
        return "triples", _TRIPLES
    return ("the result of ASK", _TRUTH) if result.truth is not None else ("a table", _TABLE)


def _not_acceptable(what: str, writers: Writers) -> Answer:
    return refusal(406, f"Accept: no format that it names can hold {what}; ask for {', '.join(writers)}")
