"""The fields and the text that some format gave go in; an article fit for a graph and notices of what it lacks come out.

Every format ends here, so an article is the same value whichever file it came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from kg.dates import PartialDate
from kg.errors import ModelError, ReadError
from kg.model import Article, Citation, digest
from kg.read.language import looks_english
from kg.read.outcome import Item, Notice, shown

FIELDS = ("id", "title", "published", "outlet", "url")

#: XML 1.0 (https://www.w3.org/TR/xml/#charsets) and with it RDF/XML can't hold these; Turtle can't hold lone surrogates.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\r\v\f]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")
#: The characters that RFC 3987 keeps out of an IRI, and with it out of Turtle's <…>.
_NOT_IN_IRI = re.compile(r'[\s<>"{}|\\^`\x00-\x20\x7f-\x9f\ufffd]')


def clean(text: str) -> str:
    """Return *text* with ``\\n`` for every line end and U+FFFD for every character that no graph can hold.

    Both ``\\r\\n`` and a lone ``\\r`` are line ends, and so are form feed and vertical tab. Nothing else is changed, and
    only ``\\r\\n`` gets shorter.

    >>> clean("one\\r\\ntwo\\x00")
    'one\\ntwo\\ufffd'
    """
    return _UNSTORABLE.sub(_REPLACEMENT, _LINE_END.sub("\n", text))


def web_address(value: str) -> str | None:
    """Return *value* if it is a complete http or https address that RDF can hold as an IRI, else None.

    >>> web_address("https://example.org/a?b=c"), web_address("javascript:alert(1)"), web_address("example.org")
    ('https://example.org/a?b=c', None, None)
    """
    if _NOT_IN_IRI.search(value):
        return None
    try:
        parts = urlsplit(value)
        complete = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return value if complete else None


def make_article(fields: Mapping[str, object], text: str, *, where: str, stem: str | None = None) -> Iterator[Item]:
    """Yield the article of this *text*, then a notice for each thing about it that the user may want to mend.

    *fields* are the keys of an article line (:data:`FIELDS`); unknown keys are tolerated. *where* names the place in
    messages. Without an id the article's URL is its id, and without that *stem* and a digest of its content, or the
    digest alone. A text of white space alone gives a :class:`~kg.errors.ReadError` and no article.
    """
    body = clean(text)
    if not body.strip():
        yield ReadError(where, "no text in it", "leave it out, or put the article's text there")
        return
    notices: list[Notice] = []
    strings = {key: _string(key, fields.get(key), where, notices) for key in FIELDS}
    published = _date(strings["published"], given=fields.get("published"), where=where, notices=notices)
    url = strings["url"] and web_address(strings["url"])
    if strings["url"] and not url:
        notices.append(Notice(where, f"url {shown(strings['url'])} is left out", "give the whole address, with https://"))
    broken = len(_UNSTORABLE.findall(text))
    if broken:
        found = f"{broken} control characters or halves of characters, replaced by U+FFFD"
        notices.append(Notice(where, found, "mend the text if they matter"))
    if not looks_english(body):
        notices.append(Notice(where, "doesn't look like English", "give English articles: nothing is found in others"))
    title, outlet = strings["title"], strings["outlet"]
    name = strings["id"] or url or _made_id(stem, title, str(published) if published else None, outlet, body)
    yield Article(Citation(name, title, published, outlet, url), body)
    yield from notices


def _made_id(stem: str | None, *content: str | None) -> str:
    made = digest("article", *content)
    return f"{clean(stem)}-{made[:8]}" if stem else made


def _string(key: str, value: object, where: str, notices: list[Notice]) -> str | None:
    """Return the field as one line of text; None where it says nothing, or nothing of use (then with a notice)."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        return " ".join(clean(value).split()) or None
    if value is not None:
        notices.append(Notice(where, f"{key} is {shown(value)} and is left out", "write it as text in quotes"))
    return None


def _date(value: str | None, *, given: object, where: str, notices: list[Notice]) -> PartialDate | None:
    if value is None:
        if given is None or isinstance(given, str):
            advice = "relative dates stay unresolved: add published: YYYY-MM-DD"
            notices.append(Notice(where, "no date of publication", advice))
        return None
    moment = _DATE_TIME.match(value)
    try:
        return PartialDate.parse(moment[1] if moment else value)
    except ModelError:
        found = f"published {shown(value)} is no date, so the article is read without one"
        notices.append(Notice(where, found, "write YYYY-MM-DD, YYYY-MM or YYYY"))
        return None
