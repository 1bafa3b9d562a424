"""The first bytes and the name of a file go in; the kind of file comes out. Content decides before the name."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePosixPath

from kg.read.decode import byte_order_mark


class Kind(Enum):
    """A format that articles come in, or one that is refused with advice."""

    TEXT = "text"
    HTML = "HTML"
    JSON_LINES = "JSON lines"
    FEED = "feed"
    JSON = "JSON"  #: one JSON document over several lines: not read
    XML = "XML"  #: neither a feed nor XHTML: not read


#: What a folder is searched for. A file without an ending may be an article, too.
SUFFIXES = {
    "": None,
    ".txt": None,
    ".text": None,
    ".md": None,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".json": Kind.JSON_LINES,
    ".xml": Kind.XML,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
}

_PROLOGUE = r"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*"
_CONTENT = (
    (re.compile(r'\s*\{[ \t]*"'), Kind.JSON_LINES),
    (re.compile(r'\s*(\{\s*"|\[\s*\{)'), Kind.JSON),
    (re.compile(_PROLOGUE + r"(<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.I | re.S), Kind.HTML),
    (re.compile(_PROLOGUE + r"((?i:<!doctype)[^>\[]*(\[.*?\]\s*)?>\s*)?<(rss|feed|rdf:RDF|(\w+:)feed)[\s>]", re.S), Kind.FEED),
    (re.compile(r"\s*<\?xml\s"), Kind.XML),
)


def detect(head: bytes, *, name: str = "") -> Kind:
    """Return the kind of the file called *name* that starts with *head*.

    >>> detect(b'{"text": "He denied it."}', name="a.txt"), detect(b"He denied it.", name="a.html")
    (<Kind.JSON_LINES: 'JSON lines'>, <Kind.HTML: 'HTML'>)
    """
    codec = byte_order_mark(head)
    start = head.decode(codec or "latin-1", errors="replace")
    for pattern, kind in _CONTENT:
        if pattern.match(start):
            return kind
    return SUFFIXES.get(PurePosixPath(name).suffix.lower()) or Kind.TEXT
