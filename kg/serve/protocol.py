"""An HTTP request as WSGI gives it in, the SPARQL query that it carries out.

The three ways to ask are those of the SPARQL 1.1 Protocol, section 2.1 (https://www.w3.org/TR/sparql11-protocol/).
"""

from __future__ import annotations

from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

#: The largest body of a request, in bytes; longer queries than this are a mistake.
MAX_BODY = 1_000_000
_MAX_FIELDS = 100

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"


class Refused(Exception):
    """A request that carries no query that this endpoint takes: the HTTP status code, and one line that says why."""

    def __init__(self, status: int, message: str) -> None:
        """Hold both."""
        self.status, self.message = status, message
        super().__init__(f"{status} {message}")


def query_of(environ: dict[str, Any]) -> str:
    """Return the query in the request; raise :class:`Refused` where there is none.

    >>> query_of({"REQUEST_METHOD": "GET", "QUERY_STRING": "query=ASK%20%7B%7D"})
    'ASK {}'
    """
    in_address = environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] != "POST":
        return _one(_fields(in_address, "address"), "put it into the address: /sparql?query=…")
    content = Message()
    content["Content-Type"] = environ.get("CONTENT_TYPE") or "none/none"
    kind = content.get_content_type()
    if kind not in (_FORM, _QUERY):
        found = environ.get("CONTENT_TYPE") or "none"
        raise Refused(415, f"Content-Type {found}: send {_FORM} with a field 'query', or {_QUERY}; the graph can't be changed")
    if str(content.get_content_charset("utf-8")) not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"charset {content.get_content_charset()}: send UTF-8")
    try:
        body = _body(environ).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"body: byte {error.start} is not UTF-8; send UTF-8") from None
    if kind == _FORM:
        return _one([*_fields(in_address, "address"), *_fields(body, "body")], "send it as the form's field 'query'")
    fields = _fields(in_address, "address")
    return _one([*fields, ("query", body)] if body.strip() else fields, "send it as the body")


def _fields(text: str, where: str) -> list[tuple[str, str]]:
    try:
        text = text.encode("latin-1").decode("utf-8") if where == "address" else text  # PEP 3333 gives bytes as Latin-1
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError:
        raise Refused(400, f"{where}: not UTF-8 behind the percent signs; encode the query as UTF-8") from None
    except ValueError:
        raise Refused(400, f"{where}: more than {_MAX_FIELDS} fields; send one, 'query'") from None


def _one(fields: list[tuple[str, str]], advice: str) -> str:
    names = {name for name, _ in fields}
    if "update" in names:
        raise Refused(400, "update: the graph can't be changed here; build it anew with kg build")
    if datasets := names & {"default-graph-uri", "named-graph-uri"}:
        raise Refused(400, f"{min(datasets)}: there is one graph here; leave the field out")
    queries = [value for name, value in fields if name == "query"]
    if not queries or not queries[0].strip():
        raise Refused(400, f"no query; {advice}")
    if len(queries) > 1:
        raise Refused(400, f"{len(queries)} queries; send one at a time")
    return queries[0]


def _body(environ: dict[str, Any]) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()):
        raise Refused(411, "Content-Length is missing; send the body in one piece")
    if len(length) > 15 or int(length) > MAX_BODY:
        raise Refused(413, f"body of {length[:15]} bytes; at most {MAX_BODY} are taken")
    try:
        found: bytes = environ["wsgi.input"].read(int(length))
    except TimeoutError:
        raise Refused(408, "body: nothing came for too long; send it again") from None
    if len(found) < int(length):
        raise Refused(400, f"body ends after {len(found)} of {length} bytes; send it again")
    return found
