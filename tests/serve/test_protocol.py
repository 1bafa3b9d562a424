from __future__ import annotations

import io
from typing import Any

import pytest

from kg.serve.protocol import MAX_BODY, Refused, query_of

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def get(address: str) -> dict[str, Any]:
    return {"REQUEST_METHOD": "GET", "QUERY_STRING": address}


def post(body: bytes, kind: str | None, *, address: str = "", length: str | None = None) -> dict[str, Any]:
    environ = {"REQUEST_METHOD": "POST", "QUERY_STRING": address, "wsgi.input": io.BytesIO(body)}
    environ["CONTENT_LENGTH"] = str(len(body)) if length is None else length
    return environ if kind is None else {**environ, "CONTENT_TYPE": kind}


@pytest.mark.parametrize(
    "environ",
    [
        get("query=ASK+%7B%C3%A9%7D"),
        get("format=json&query=ASK%20{%C3%A9}"),
        get("query=ASK {é}".encode().decode("latin-1")),
        post("query=ASK+{é}".encode(), FORM),
        post(b"query=ASK+%7B%C3%A9%7D", f"{FORM}; charset=UTF-8"),
        post("ASK {é}".encode(), QUERY),
        post("ASK {é}".encode(), 'Application/SPARQL-query;charset="utf-8"'),
        post("ASK {é}".encode(), QUERY, address="format=json"),
    ],
)
def test_the_ways_to_ask(environ: dict[str, Any]) -> None:
    assert query_of(environ) == "ASK {é}"


@pytest.mark.parametrize(
    ("environ", "status", "message"),
    [
        (get(""), 400, "no query; put it into the address"),
        (get("query="), 400, "no query"),
        (get("query=ASK+{}&query=ASK+{}"), 400, "2 queries; send one at a time"),
        (get("query=%FF"), 400, "address: not UTF-8"),
        (get("query=\xff"), 400, "address: not UTF-8"),
        (get("&".join(f"a{i}=" for i in range(200))), 400, "address: more than 100 fields"),
        (get("query=ASK+{}&default-graph-uri=urn:a"), 400, "default-graph-uri: there is one graph here"),
        (get("update=DROP+ALL"), 400, "update: the graph can't be changed here"),
        (post(b"update=DROP+ALL", FORM), 400, "update: the graph can't be changed here"),
        (post(b"query=ASK+{}", FORM, address="query=ASK+{}"), 400, "2 queries"),
        (post(b"ASK {}", QUERY, address="query=ASK+{}"), 400, "2 queries"),
        (post(b"ASK {}", QUERY, address="named-graph-uri=urn:a"), 400, "named-graph-uri: there is one graph"),
        (post(b"", QUERY), 400, "no query; send it as the body"),
        (post(b"", FORM), 400, "no query; send it as the form's field 'query'"),
        (post(b"\xff", QUERY), 400, "body: byte 0 is not UTF-8"),
        (post(b"query=%ff", FORM), 400, "body: not UTF-8"),
        (post(b"ASK", QUERY, length="6"), 400, "body ends after 3 of 6 bytes"),
        (post(b"ASK {}", QUERY, length=""), 411, "Content-Length is missing"),
        (post(b"ASK {}", QUERY, length="-1"), 411, "Content-Length is missing"),
        (post(b"ASK {}", QUERY, length="²"), 411, "Content-Length is missing"),
        (post(b"", QUERY, length=str(MAX_BODY + 1)), 413, "body of 1000001 bytes; at most 1000000"),
        (post(b"", QUERY, length="9" * 5000), 413, "body of 999999999999999 bytes"),
        (post(b"DROP ALL", "application/sparql-update"), 415, "Content-Type application/sparql-update: send"),
        (post(b"{}", "application/json"), 415, "Content-Type application/json: send"),
        (post(b"ASK {}", None), 415, "Content-Type none: send"),
        (post(b"ASK {}", f"{QUERY}; charset=utf-16"), 415, "charset utf-16: send UTF-8"),
    ],
)
def test_refusals(environ: dict[str, Any], status: int, message: str) -> None:
    with pytest.raises(Refused) as caught:
        query_of(environ)
    assert caught.value.status == status
    assert caught.value.message.startswith(message)


def test_a_body_that_never_comes() -> None:
    class Stalled(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise TimeoutError

    with pytest.raises(Refused) as caught:
        query_of({**post(b"ASK {}", QUERY), "wsgi.input": Stalled()})
    assert caught.value.status == 408
