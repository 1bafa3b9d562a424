"""An RSS or Atom feed goes in; the article of each entry comes out.

RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0, Atom (RFC 4287), and the content module's ``content:encoded``.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

from kg.errors import ReadError
from kg.read.article import make_article, web_address
from kg.read.html import extract, paragraphs
from kg.read.outcome import Item, Notice, label

#: Fetches the page at an address and yields what it holds.
Follow = Callable[[str], Iterator[Item]]


def read_feed(document: str, *, where: str, stem: str | None = None, follow: Follow | None = None) -> Iterator[Item]:
    """Yield the article of each entry of the feed and its notices; messages name the entry's line.

    An entry with its full content is the article. One with a summary alone has its linked page read by *follow*; without
    *follow* (a feed in a file: nothing is fetched that the user didn't name) the summary is the article.
    """
    root, broken = _parse(document)
    entries = [] if root is None else [element for element in root.iter() if _name(element) in ("item", "entry")]
    if root is None or not entries:
        yield ReadError(where, "a feed without entries", "open its address in a browser, and name the article's page instead")
        return
    channel = next((element for element in root.iter() if _name(element) in ("channel", "feed")), root)
    outlet = _text(channel, "title")
    host = urlsplit(_link(channel) or "").hostname
    for entry in entries:
        yield from _entry(entry, where=f"{where}:{entry.sourceline}", stem=stem, outlet=outlet, host=host, follow=follow)
    if broken:
        found = f"the feed is not well-formed XML ({broken})"
        yield Notice(where, found, "entries may be cut short or missing: get the feed again")


def _entry(
    entry: etree._Element, *, where: str, stem: str | None, outlet: str | None, host: str | None, follow: Follow | None
) -> Iterator[Item]:
    link = _link(entry)
    content = _text(entry, "encoded", "content")
    if not content and follow and link:
        if _is_public(link) or urlsplit(link).hostname == host:
            yield from follow(link)
        else:
            yield ReadError(where, f"the entry links to {link}, an address inside a network", "name that page yourself")
        return
    fields = {
        "id": _text(entry, "guid", "id"),
        "title": _text(entry, "title"),
        "published": _published(_text(entry, "pubDate", "published", "date", "updated")),
        "outlet": outlet,
        "url": link,
    }
    yield from make_article(fields, _plain(content or _text(entry, "description", "summary") or ""), where=where, stem=stem)


def _parse(document: str) -> tuple[etree._Element | None, str | None]:
    """Return the root, and the parser's first complaint where it had to mend something.

    Entities are left alone, so that they neither reach files nor multiply; nothing is fetched.
    """
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root: etree._Element | None = etree.fromstring(document.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        return None, None
    first = next(iter(parser.error_log), None)
    return root, f"line {first.line}: {label(first.message)}" if first is not None else None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(parent: etree._Element, *names: str) -> str | None:
    """Return the content of the first child called one of *names*, in the order of *names*; XHTML content as markup."""
    for name in names:
        for child in parent:
            if _name(child) != name:
                continue
            if child.get("type") == "xhtml":
                return str(etree.tostring(child, encoding="unicode", with_tail=False))
            text = "".join(child.itertext()).strip()
            if text:
                return text
    return None


def _link(parent: etree._Element) -> str | None:
    """Return the address that the channel or entry stands for: RSS has it as text, Atom in ``href``."""
    for child in parent:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            address = web_address((child.get("href") or child.text or "").strip())
            if address:
                return address
    return None


def _published(value: str | None) -> str | None:
    """Return an RFC 5322 date of RSS as YYYY-MM-DD, in its own time zone; any other form as it is."""
    try:
        return parsedate_to_datetime(value).date().isoformat() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def _plain(content: str) -> str:
    if "<" not in content:
        return content
    document = extract(content, recall=True)
    return paragraphs(document.text.split("\n")) if document is not None and document.text else ""


def _is_public(link: str) -> bool:
    """Whether *link* leads to the open net: a feed must not make the reader ask machines of the reader's own network."""
    host = urlsplit(link).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal", ".lan"))
