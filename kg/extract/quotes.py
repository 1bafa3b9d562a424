"""A text in, its quotations out: where each opens and closes, also over several paragraphs.

Typographic and straight marks, double and single, guillemets, and two single marks for a double one (``so'' and ''so'') are
known. A mark that never closes ends with its
paragraph, so that one lost mark never swallows the rest of the article; where the next paragraph opens with a mark
again, the quotation goes on there (the convention of printed English).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOSING = {"“": "”", "„": "”“", "«": "»", "‘": "’", '"': '"', "'": "'"}
_TWO = re.compile("``|''")
_NOTHING = "\u2060"  # a word joiner: neither a letter nor a space
_MARK = re.compile(f"[{''.join(_CLOSING)}]")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, marks included: ``text[start:end]``, in code points, half open.

    ``continued`` tells that it goes on from the paragraph before.
    """

    start: int
    end: int
    continued: bool = False


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each paragraph: stretches between blank lines."""
    for match in _PARAGRAPH.finditer(text):
        if match.group().strip():
            yield match.span()


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the outermost quotations of *text*, in order.

    >>> text = 'He said “no ‘deal’ yet.” It\\'s over.'
    >>> [text[q.start:q.end] for q in find_quotes(text)]
    ['“no ‘deal’ yet.”']
    """
    found: list[Quote] = []
    unclosed = False
    text = _typographic(text)
    for start, end in paragraphs(text):
        quotes, still_open = _quotes_of(text, start, end, resumes=unclosed)
        found += quotes
        unclosed = still_open
    return tuple(found)


def _typographic(text: str) -> str:
    """Return *text*, as long as before, with typographic marks where two single ones stand for a double one."""
    if _TWO.search(text) is None:
        return text
    parts, at = list[str](), 0
    for start, end in paragraphs(text):
        is_open = False
        for mark in _TWO.finditer(text, start, end):
            is_open = mark[0] == "``" or not is_open
            parts += (text[at : mark.start()], f"“{_NOTHING}" if is_open else f"{_NOTHING}”")
            at = mark.end()
    return "".join((*parts, text[at:]))


def _quotes_of(text: str, start: int, end: int, *, resumes: bool) -> tuple[list[Quote], bool]:
    found: list[Quote] = []
    unclosed: set[str] = set()
    at = start
    while (match := _MARK.search(text, at, end)) is not None:
        at = match.start()
        if not _opens(text, at, start):
            at += 1
            continue
        close = _close(text, at, end) if text[at] not in unclosed else None
        continued = resumes and not text[start:at].strip()
        if close is None:
            if text[at] in "'‘":  # more often an apostrophe than a lost mark
                unclosed.add(text[at])  # nor do those behind it close
                at += 1
                continue
            found.append(Quote(at, _rstrip(text, at, end), continued))
            return found, True
        found.append(Quote(at, close + 1, continued))
        at = close + 1
    return found, False


def _opens(text: str, at: int, start: int) -> bool:
    mark = text[at]
    if mark not in _CLOSING or at + 1 >= len(text):
        return False
    before = text[at - 1] if at > start else " "
    if mark in "“„«":
        return True
    return not (before.isalnum() or before in ".,!?;:’'”") and not text[at + 1].isspace()


def _close(text: str, opening: int, end: int) -> int | None:
    mark = text[opening]
    closing = _CLOSING[mark]
    depth = 0
    for match in re.compile(f"[{mark}{closing}]").finditer(text, opening + 1, end):
        at, char = match.start(), match.group()
        if char == mark and mark not in closing and mark in "“«":
            depth += 1  # a quotation inside a quotation, with the same marks
        elif char in closing:
            after = text[at + 1] if at + 1 < end else " "
            if mark in "'‘" and after.isalnum():
                continue  # an apostrophe: it's, the firm’s
            if mark in "'‘" and text[at - 1] == "s" and after == " " and _closes_later(text, at, end, closing):
                continue  # a plural possessive inside the quotation: the workers’ pay
            if depth == 0:
                return at
            depth -= 1
    return None


def _closes_later(text: str, at: int, end: int, closing: str) -> bool:
    rest = re.compile(rf"[.,!?][{closing}](?!\w)|[‘']\w").search(text, at + 1, end)
    return rest is not None and rest.group()[0] in ".,!?"


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
