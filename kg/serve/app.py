"""A picture and a function that answers queries in, a WSGI application (PEP 3333) out.

It opens no socket and holds no state, so it can be tested by calling it, and put behind any WSGI server.

A browser on this machine can be made to send requests here by any page that it shows. So a request must name a host that is
this server (a page that has its own name point here, DNS rebinding, names another), what browsers say came from another
site isn't answered at the endpoint, no other site may read an answer (there are no CORS headers), and nothing may be framed.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.serve.answer import Answer, refusal
from kg.serve.protocol import Refused, query_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

#: Answers a query; the second argument is the Accept header.
Ask = Callable[[str, str], Answer]

_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "kg",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# The picture brings a policy of its own, by which its scripts run and nothing else; a <meta> can't forbid frames.
_PAGE_POLICY = "frame-ancestors 'none'"
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

_METHODS = {"/": ("GET", "HEAD"), "/sparql": ("GET", "HEAD", "POST")}


def application(ask: Ask, page: str, *, names: Collection[str] = (), public: bool = False) -> WSGIApplication:
    """Return the application that shows *page* at ``/`` and answers SPARQL queries by *ask* at ``/sparql``.

    It answers requests whose Host is ``localhost`` or a loopback address, with any port (which a tunnel changes), or one of
    *names*; a *public* one also answers to any other address in numbers, which DNS rebinding can't forge.
    """
    picture = Answer(200, "text/html", page.encode("utf-8"))

    def respond(environ: dict[str, Any]) -> Answer:
        path, method = environ.get("PATH_INFO") or "/", environ["REQUEST_METHOD"]
        if not is_own_host(environ.get("HTTP_HOST", ""), names=names, public=public):
            return refusal(421, "Host: not a name of this server; use http://localhost or http://127.0.0.1 with its port")
        if path not in _METHODS:
            return refusal(404, "nothing is here; the picture is at /, the SPARQL endpoint at /sparql")
        if method not in _METHODS[path]:
            return refusal(405, f"{method[:20]}: only {', '.join(_METHODS[path])} can be used here")
        if path == "/":
            return picture
        if _from_elsewhere(environ):
            return refusal(403, "another site's page sent this; ask from this machine, not from a page")
        try:
            return ask(query_of(environ), environ.get("HTTP_ACCEPT", ""))
        except Refused as refused:
            return refusal(refused.status, refused.message)

    def app(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        found = respond(environ)
        start_response(_status(found.status), list(_headers(found, environ.get("PATH_INFO") or "/").items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]

    return app


def is_own_host(host: str, *, names: Collection[str] = (), public: bool = False) -> bool:
    """Tell whether a Host header names this server.

    >>> [is_own_host(h) for h in ("localhost:8000", "127.0.0.1", "[::1]:80", "evil.example", "localhost.evil.example", "")]
    [True, True, True, False, False, False]
    >>> is_own_host("192.0.2.7:8000"), is_own_host("192.0.2.7:8000", public=True)
    (False, True)
    """
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not name or parts.netloc != host or parts.username is not None:
        return False
    if name == "localhost" or name in {n.lower() for n in names}:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return public or address.is_loopback


def _from_elsewhere(environ: dict[str, Any]) -> bool:
    """Tell whether the browser says that another site's page made this request (https://www.w3.org/TR/fetch-metadata/)."""
    if environ.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin"):
        return True
    origin = environ.get("HTTP_ORIGIN")
    return origin is not None and origin != f"{environ.get('wsgi.url_scheme', 'http')}://{environ.get('HTTP_HOST')}"


def _status(code: int) -> str:
    return f"{code} {HTTPStatus(code).phrase}"


def _headers(found: Answer, path: str) -> dict[str, str]:
    kind = f"{found.media_type}; charset=utf-8" if found.media_type.startswith("text/") else found.media_type
    own = {
        "Content-Type": kind,
        "Content-Length": str(len(found.body)),
        "Content-Security-Policy": _PAGE_POLICY if found.media_type == "text/html" else _DATA_POLICY,
    }
    if found.status == 405:
        own["Allow"] = ", ".join(_METHODS[path])
    return {**own, **_ALWAYS}
