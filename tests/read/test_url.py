"""Pages over HTTP, from a server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read
from kg.read.url import fetch

PAGE = "<html><head><title>Mayor</title></head><body><article><p>The mayor denied it, “never”.</p></article></body></html>"
FEED = """<rss version="2.0"><channel><title>The Post</title><link>http://{host}/</link>
<item><title>Mayor</title><link>http://{host}/page</link><description>Short.</description></item>
<item><title>Gone</title><link>http://{host}/missing</link><description>Short.</description></item></channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        routes = {
            "/page": ("text/html; charset=utf-8", PAGE.encode()),
            "/legacy": ("text/html; charset=windows-1252", PAGE.encode("cp1252")),
            "/a.txt": ("text/plain", b"The mayor denied it."),
            "/a.pdf": ("application/pdf", b"%PDF-1.4"),
            "/disguised": ("text/html", b"%PDF-1.4"),
            "/empty": ("text/html", b""),
            "/feed": ("application/rss+xml", FEED.format(host=self.headers["Host"]).encode()),
            "/lines.jsonl": ("application/x-ndjson", b'{"id": "a1", "text": "He denied it."}\n{"text": "She did not."}\n'),
        }
        if self.path == "/moved":
            self.answer(302, {"Location": "/page"})
        elif self.path == "/loop":
            self.answer(302, {"Location": "/loop"})
        elif self.path == "/to-file":
            self.answer(302, {"Location": "file:///etc/passwd"})
        elif self.path == "/packed":
            self.answer(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
        elif self.path == "/bomb":
            self.answer(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000_000))
        elif self.path == "/slow":
            time.sleep(1)
        elif self.path in routes:
            kind, body = routes[self.path]
            self.answer(200, {"Content-Type": kind}, body)
        else:
            self.answer(404, {})

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/legacy", "/moved", "/packed"])
def test_a_page_becomes_an_article_under_its_address(base: str, path: str) -> None:
    article, *_ = read([base + path])
    assert isinstance(article, Article)
    assert article.text == "The mayor denied it, “never”."
    assert article.id == article.citation.url == base + ("/page" if path == "/moved" else path)


def test_text_and_json_lines_are_read_as_from_a_file(base: str) -> None:
    articles = [item for item in read([f"{base}/a.txt", f"{base}/lines.jsonl"]) if isinstance(item, Article)]
    assert [article.id[:6] for article in articles] == ["http:/", "a1", "lines-"]


def test_of_a_feed_the_linked_pages_are_read_and_one_that_fails_costs_itself(base: str) -> None:
    items = [item for item in read([f"{base}/feed"]) if isinstance(item, Article | ReadError)]
    article, error = items
    assert isinstance(article, Article)
    assert article.id == f"{base}/page"
    assert str(error).startswith(f"{base}/missing: the server answers 404 ")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/nowhere", "the server answers 404 Not Found"),
        ("/loop", "redirected without end"),
        ("/to-file", "redirected to something that is no web page"),
        ("/a.pdf", "the server sends application/pdf, not a page"),
        ("/disguised", "looks like a PDF, not like text"),
        ("/empty", "empty"),
    ],
)
def test_an_address_that_fails_is_one_line(base: str, path: str, found: str) -> None:
    first, second, *_ = read([base + path, base + "/page"])
    assert str(first).startswith(f"{base}{path}: {found}; ")
    assert isinstance(second, Article)


@pytest.mark.parametrize("url", ["http://[", "http://", "http://a b/", "https://exa mple/\x00"])
def test_what_is_no_address_is_one_line(url: str) -> None:
    [error] = read([url])
    assert isinstance(error, ReadError)


def test_limits(base: str) -> None:
    with pytest.raises(ReadError, match="larger than 1,000,000 bytes; save the page"):
        fetch(f"{base}/bomb", limit=1_000_000)
    with pytest.raises(ReadError, match="no answer in time"):
        fetch(f"{base}/slow", timeout=0.2)


def test_nobody_there(base: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ReadError, match=f"http://127.0.0.1:{port}/: no connection to the server; "):
        fetch(f"http://127.0.0.1:{port}/")
