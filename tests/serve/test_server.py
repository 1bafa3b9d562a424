"""Real requests to a server on this machine."""

from __future__ import annotations

import http.client
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
import rdflib

from kg.errors import InputError
from kg.rdf.query import query
from kg.render.html import picture
from kg.serve.answer import answer
from kg.serve.app import application
from kg.serve.server import Server
from tests.factory import graph

RAIN = graph(("Ann", "asserts", "<script>alert(1)</script>", "2020-01-01"), ("Bob", "denies", "It rains.", "2020"))
APP = application(partial(answer, partial(query, RAIN)), picture(RAIN))
SELECT = "SELECT%20?n%20%7B?a%20schema:name%20?n%7D"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(APP, port=0) as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join(5)


def ask(
    server: Server, target: str, method: str = "GET", *, body: str | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, target, body=body.encode() if body is not None else None, headers=sent)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, text


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(partial(connection.recv, 65536), b""))


def test_the_picture_comes_with_its_policy(server: Server) -> None:
    status, headers, body = ask(server, "/")
    assert (status, headers["content-type"], body) == (200, "text/html; charset=utf-8", picture(RAIN))
    assert '<meta http-equiv="Content-Security-Policy" content="default-src' in body
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["server"] == "kg"


def test_queries(server: Server) -> None:
    assert ask(server, f"/sparql?query={SELECT}", Accept="text/csv")[2] == "n\r\nAnn\r\nBob\r\n"
    status, headers, body = ask(server, "/sparql", "POST", body="ASK {}", Content_Type="application/sparql-query")
    assert (status, headers["content-type"]) == (200, "application/sparql-results+json")
    assert json.loads(body)["boolean"] is True
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert ask(server, "/sparql", "POST", body=f"query={SELECT}", Accept="text/csv", **form)[2] == "n\r\nAnn\r\nBob\r\n"


def test_triples_can_be_read_back(server: Server) -> None:
    sparql = "CONSTRUCT%20WHERE%20%7B?a%20schema:name%20?n%7D"
    status, headers, body = ask(server, f"/sparql?query={sparql}")
    assert (status, headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert {str(o) for o in rdflib.Graph().parse(data=body, format="turtle").objects()} == {"Ann", "Bob"}


def test_refusals(server: Server) -> None:
    status, headers, body = ask(server, "/sparql?query=SELEKT")
    assert (status, headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert body.startswith("query:1:1: can't be read from 'SELEKT' on; ")
    assert ask(server, "/sparql", "POST", body="DROP ALL", Content_Type="application/sparql-update")[0] == 415
    assert ask(server, f"/sparql?query={SELECT}", Accept="image/png")[0] == 406
    assert ask(server, "/", Host="evil.example")[0] == 421
    assert ask(server, "/", "PUT", body="x")[0] == 405


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.0\r\n\r\n", b"421"),  # no Host
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n\r\n", b"411"),
    ],
)
def test_raw_requests(server: Server, request_: bytes, status: bytes) -> None:
    head = raw(server, request_)
    assert status in head.split(b"\r\n")[0] + head[:500]
    assert b"Traceback" not in head


def test_many_at_once(server: Server) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(ask(server, f"/sparql?query={SELECT}")[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [200] * 8


def test_a_connection_that_says_nothing_keeps_nobody_out(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10):
        assert ask(server, "/")[0] == 200


def test_nothing_is_printed(server: Server, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="kg.serve.server"):
        ask(server, "/none")
        for _ in range(100):  # the line is written once the answer is sent
            if caplog.text:
                break
            time.sleep(0.05)
    assert capfd.readouterr() == ("", "")
    assert '"GET /none HTTP/1.1" 404' in caplog.text


def test_a_fault_of_ours_is_logged_and_told_without_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with Server(lambda *_: 1 / 0, port=0) as broken:  # type: ignore[arg-type]
        threading.Thread(target=broken.serve_forever, args=(0.01,), daemon=True).start()
        status, _, body = ask(broken, "/")
        broken.shutdown()
    assert status == 500
    assert "ZeroDivisionError" not in body
    assert "ZeroDivisionError" in caplog.text


def test_only_this_machine_is_listened_to(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.url == f"http://127.0.0.1:{server.server_port}/"


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [
        ("127.0.0.1", None, "Address already in use; choose another port with --port, or any: --port 0"),
        ("127.0.0.1", 70_000, "no such port; "),
        ("192.0.2.7", 0, "Cannot assign requested address; "),
    ],
)
def test_addresses_that_can_t_be_used(server: Server, host: str, port: int | None, message: str) -> None:
    port = server.server_port if port is None else port
    with pytest.raises(InputError) as caught:
        Server(APP, host=host, port=port)
    assert str(caught.value).startswith(f"{host}:{port}: {message}")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (socket.gaierror(-2, "Name or service not known"), "kiosk:80: no machine has this name; use --host 127.0.0.1"),
        (PermissionError(13, "Permission denied"), "kiosk:80: this port needs an administrator; choose one above 1023"),
    ],
)
def test_reasons_of_the_system(monkeypatch: pytest.MonkeyPatch, error: OSError, message: str) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(Server, "server_bind", fail)
    with pytest.raises(InputError) as caught:
        Server(APP, host="kiosk", port=80)
    assert str(caught.value).startswith(message)
