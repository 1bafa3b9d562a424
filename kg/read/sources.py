"""What the user named goes in (files, folders, addresses, ``-``); articles, notices and errors come out.

All effects of reading are here and in :mod:`kg.read.url`: the other modules take text or bytes and return values.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from kg.errors import ReadError
from kg.read.decode import byte_order_mark, decode
from kg.read.feed import read_feed
from kg.read.folder import walk
from kg.read.html import declared_encoding, read_html
from kg.read.jsonl import read_lines
from kg.read.kinds import Kind, detect
from kg.read.outcome import Item, label
from kg.read.text import read_text
from kg.read.url import Page, fetch

STANDARD_INPUT = "-"
_STDIN = "standard input"
Fetch = Callable[[str], Page]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.I)
_HEAD = 65_536
_REFUSED = {
    Kind.JSON: (
        "JSON over several lines",
        "write one article on each line: jq -c 'objects, (arrays | .[])' FILE",
    ),
    Kind.XML: ("XML that is neither a page nor a feed", "save the article as text or HTML"),
}


def read(sources: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None, fetch: Fetch = fetch) -> Iterator[Item]:
    """Yield all that *sources* hold, source by source: each article, then its notices; an error for what can't be read.

    A source is a file, a folder (:func:`~kg.read.folder.walk`), an http or https address, or ``-`` for *stdin* (standard
    input unless given). Content tells the format, then the name. Bad input is a :class:`~kg.errors.ReadError` in the
    stream and costs nothing but itself: nothing is raised. Articles are read one by one, as they are asked for. *fetch*
    gets the page at an address; no address is asked for but those in *sources* and, for an entry of a feed there that
    has no content of its own, the page that it links to.

    >>> import io
    >>> [article, notice] = read(["-"], stdin=io.BytesIO(b"The mayor denied it."))
    >>> article.text
    'The mayor denied it.'
    >>> print(notice)
    standard input: no date of publication; relative dates stay unresolved: add published: YYYY-MM-DD
    """
    if isinstance(sources, str | bytes):
        raise TypeError("sources is a collection of names, not one name: write [name]")
    for source in sources:
        name = os.fspath(source)
        try:
            yield from _source(name, stdin=stdin, fetch=fetch)
        except ReadError as error:
            yield error
        except (OSError, ValueError) as error:
            yield _unreadable(_STDIN if name == STANDARD_INPUT else label(name), error)


def _source(name: str, *, stdin: BinaryIO | None, fetch: Fetch) -> Iterator[Item]:
    if name == STANDARD_INPUT:
        yield from _stream(stdin if stdin is not None else sys.stdin.buffer, where=_STDIN)
        return
    if not name:
        raise ReadError("''", "an empty name", "name a file, a folder or an address")
    scheme = _SCHEME.match(name)
    if scheme and scheme[1].lower() in ("http", "https"):
        yield from _page(name, fetch=fetch, follow=partial(_follow, fetch=fetch))
    elif scheme and not Path(name).exists():
        raise ReadError(label(name), f"an address with {scheme[1]}://", "name an http or https address, or a file")
    elif Path(name).is_dir():
        for found in walk(Path(name)):
            yield from _file(found) if isinstance(found, Path) else (found,)
    else:
        yield from _file(Path(name))


def _file(path: Path) -> Iterator[Item]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, where=label(str(path)), name=path.name)
    except ReadError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _unreadable(label(str(path)), error)


def _page(url: str, *, fetch: Fetch, follow: Callable[[str], Iterator[Item]] | None) -> Iterator[Item]:
    page = fetch(url)
    name = PurePosixPath(unquote(urlsplit(page.url).path)).name
    yield from _stream(io.BytesIO(page.data), where=label(url), name=name, url=page.url, encoding=page.encoding, follow=follow)


def _follow(url: str, *, fetch: Fetch) -> Iterator[Item]:
    """Yield what the linked page holds; were it a feed again, its entries are taken as they are."""
    try:
        yield from _page(url, fetch=fetch, follow=None)
    except ReadError as error:
        yield error


def _stream(
    stream: BinaryIO,
    *,
    where: str,
    name: str = "",
    url: str | None = None,
    encoding: str | None = None,
    follow: Callable[[str], Iterator[Item]] | None = None,
) -> Iterator[Item]:
    head = stream.read(_HEAD)
    if not head:
        raise ReadError(where, "empty", "leave it out, or put an article there")
    kind = detect(head, name=name)
    stem = PurePosixPath(name).stem or None
    if kind is Kind.JSON_LINES and byte_order_mark(head) in (None, "utf-8-sig"):
        yield from read_lines(_lines(head, stream), where=where, stem=stem)
        return
    if kind in _REFUSED:
        raise ReadError(where, *_REFUSED[kind])
    declared = encoding or (declared_encoding(head) if kind in (Kind.HTML, Kind.FEED) else None)
    text = decode(head + stream.read(), where=where, declared=declared)
    if kind is Kind.HTML:
        yield from read_html(text, where=where, stem=stem, url=url)
    elif kind is Kind.FEED:
        yield from read_feed(text, where=where, stem=stem, follow=follow)
    elif kind is Kind.JSON_LINES:
        yield from read_lines(_lines(text.encode("utf-8"), io.BytesIO()), where=where, stem=stem)
    else:
        yield from read_text(text, where=where, stem=stem, url=url)


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of *head* and what follows it in *stream*, one at a time."""
    lines = head.split(b"\n")
    yield from lines[:-1]
    yield lines[-1] + stream.readline()
    yield from stream


def _unreadable(where: str, error: OSError | ValueError) -> ReadError:
    """Return the line for what the operating system, or Python on its behalf, says of a file."""
    if isinstance(error, FileNotFoundError):
        return ReadError(where, "no such file", "check the name")
    if isinstance(error, PermissionError):
        return ReadError(where, "permission denied", "check your rights to it: ls -l")
    reason = getattr(error, "strerror", None) or str(error)
    return ReadError(where, f"can't be read ({reason})", "check the name")
