from __future__ import annotations

import io
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from kg.serve.answer import Answer
from kg.serve.app import application, is_own_host

PAGE = "<!DOCTYPE html><p>“Rain”"


def echo(sparql: str, accept: str) -> Answer:
    return Answer(200, "text/csv", f"{sparql}|{accept}".encode())


def call(
    target: str = "/", method: str = "GET", *, body: bytes = b"", public: bool = False, **headers: Any
) -> tuple[int, dict[str, str], str]:
    path, _, address = target.partition("?")
    environ: dict[str, Any] = {"SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": address, "REQUEST_METHOD": method}
    environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)), "HTTP_HOST": "localhost:8000", **headers}
    setup_testing_defaults(environ)
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:
        said.append((status, headers))
        return lambda _: None

    result = validator(application(echo, PAGE, names=("Kiosk",), public=public))(environ, start_response)
    text = b"".join(result).decode()
    result.close()  # type: ignore[attr-defined]
    [(status, found)] = said
    return int(status.split()[0]), dict(found), text


def test_the_picture() -> None:
    status, headers, body = call("/")
    assert (status, headers["Content-Type"], body) == (200, "text/html; charset=utf-8", PAGE)
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_a_query() -> None:
    status, headers, body = call("/sparql?query=ASK+{}", HTTP_ACCEPT="text/csv")
    assert (status, headers["Content-Type"], body) == (200, "text/csv; charset=utf-8", "ASK {}|text/csv")
    assert call("/sparql", "POST", body=b"ASK {}", CONTENT_TYPE="application/sparql-query")[2] == "ASK {}|"


@pytest.mark.parametrize(
    ("target", "method", "status", "line"),
    [
        ("/sparql", "GET", 400, "no query; "),
        ("/favicon.ico", "GET", 404, "nothing is here; the picture is at /, the SPARQL endpoint at /sparql\n"),
        ("/sparql/", "GET", 404, "nothing is here"),
        ("/../etc/passwd", "GET", 404, "nothing is here"),
        ("/", "POST", 405, "POST: only GET, HEAD can be used here\n"),
        ("/sparql?query=ASK+{}", "DELETE", 405, "DELETE: only GET, HEAD, POST can be used here\n"),
        ("/sparql?query=ASK+{}", "OPTIONS", 405, "OPTIONS: only"),
        ("/sparql", "POST", 415, "Content-Type none: "),
    ],
)
def test_refusals(target: str, method: str, status: int, line: str) -> None:
    found, headers, body = call(target, method)
    assert (found, headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert body.startswith(line)
    assert body.count("\n") == 1
    assert ("Allow" in headers) == (status == 405)


@pytest.mark.parametrize("target", ["/", "/sparql?query=ASK+{}", "/sparql", "/none"])
def test_head_is_get_without_its_body(target: str) -> None:
    status, headers, body = call(target)
    assert call(target, "HEAD") == (status, headers, "")
    assert headers["Content-Length"] == str(len(body.encode()))


@pytest.mark.parametrize("target", ["/", "/sparql?query=ASK+{}", "/sparql", "/none"])
def test_every_answer_is_kept_from_other_sites(target: str) -> None:
    headers = call(target)[1]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert not [name for name in headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    ("host", "local", "public"),
    [
        ("localhost", True, True),
        ("LOCALHOST:1", True, True),
        ("127.0.0.1:8000", True, True),
        ("127.0.0.2", True, True),
        ("[::1]:8000", True, True),
        ("kiosk:8000", True, True),
        ("192.0.2.7:8000", False, True),
        ("[2001:db8::7]", False, True),
        ("evil.example", False, False),
        ("localhost.evil.example", False, False),
        ("127.0.0.1.evil.example:8000", False, False),
        ("evil.example@localhost", False, False),
        ("localhost:x", False, False),
        ("localhost/", False, False),
        ("localhost,evil.example", False, False),
        ("[::1", False, False),
        ("", False, False),
    ],
)
def test_hosts(host: str, local: bool, public: bool) -> None:
    assert is_own_host(host, names=("Kiosk",)) is local
    assert is_own_host(host, names=("Kiosk",), public=True) is public
    for target in ("/", "/sparql?query=ASK+{}"):
        assert call(target, HTTP_HOST=host)[0] == (200 if local else 421)
        assert call(target, HTTP_HOST=host, public=True)[0] == (200 if public else 421)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://localhost:8000"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),  # another port of this machine
        ({"HTTP_ORIGIN": "http://evil.example"}, 403),
        ({"HTTP_ORIGIN": "http://localhost:9000"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
    ],
)
def test_other_sites_can_t_ask(headers: dict[str, Any], status: int) -> None:
    assert call("/sparql?query=ASK+{}", **headers)[0] == status
    assert call("/", **headers)[0] == 200
