"""A newspaper's HTML page goes in; its article comes out, without menus, consent banners, sign-up boxes and comments.

trafilatura finds the article (A. Barbaresi 2021, https://doi.org/10.18653/v1/2021.acl-demo.15). It runs offline, keeps no
memory of earlier pages and doesn't ask for today's date, so a page always gives the same article.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG

from kg.errors import ReadError
from kg.read.article import make_article, web_address
from kg.read.outcome import Item, Notice

# Without a handler Python prints their warnings, which say in other words what our errors say. Handlers of the program stay.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MAX_FILE_SIZE"] = str(10**9)
#: Only what the page says of itself: no search of the running text, which finds the dates of other things.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1700-01-01", "max_date": "9999-12-31"}
_OWN_PICTURE = re.compile(r"""<meta name="generator" content="counterclaim\b""")
_DOCUMENT = re.compile(r"<(html|body)[\s>]", re.I)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_XML_DECLARATION = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")


def declared_encoding(head: bytes) -> str | None:
    """Return the encoding that a page or an XML document names in its first bytes, or None.

    >>> declared_encoding(b'<head><meta charset="windows-1252">')
    'windows-1252'
    """
    match = _XML_DECLARATION.match(head) or _META.search(head)
    return match[1].decode("ascii") if match else None


def read_html(page: str, *, where: str, stem: str | None = None, url: str | None = None) -> Iterator[Item]:
    """Yield the article of *page* and notices; a :class:`~kg.errors.ReadError` where no article is found.

    Title, date, outlet and URL are what the page's metadata say; *url* is where the page was fetched, if it was, and
    stands in where the page doesn't name an address of its own. Paragraphs are parted by blank lines. A heading that
    repeats the title is left out of the text, and so are tables.
    """
    if _OWN_PICTURE.search(page[:4096]):
        yield Notice(where, "a picture that kg drew, not an article", "keep pictures in another folder")
        return
    document = extract(page, url=url)
    if document is None or not document.text:
        yield ReadError(where, "no article found in the page", "save the article's text as a text file")
        return
    own = document.url and web_address(document.url)
    address = own if own and urlsplit(own).path.strip("/") else url
    lines = document.text.split("\n")
    if lines[0] == document.title:
        del lines[0]
    fields = {"title": document.title, "published": document.date, "outlet": document.sitename, "url": address}
    yield from make_article(fields, paragraphs(lines), where=where, stem=stem)


def paragraphs(lines: list[str]) -> str:
    """Return *lines* parted by blank lines, without the dashes that mark list items."""
    return "\n\n".join(stripped for line in lines if (stripped := line.strip().removeprefix("- ")))


def extract(page: str, *, url: str | None = None, recall: bool = False) -> Any:
    """Return trafilatura's document for *page*, a whole page or a fragment, or None where it finds no article.

    *recall* keeps text in doubt, for fragments that hold nothing but an article.
    """
    if not _DOCUMENT.search(page):
        page = f"<html><body><article>{page}</article></body></html>"
    try:
        return bare_extraction(
            page,
            url=url,
            include_comments=False,
            include_tables=False,
            favor_recall=recall,
            with_metadata=True,
            date_extraction_params=_DATES,
            config=_CONFIG,
        )
    except Exception:  # whatever a parser makes of hostile markup: one page must not stop the others
        return None
