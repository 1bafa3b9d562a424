"""Words as the span tagger counts them: where they stand, their spelling, their case, and whether quote marks enclose them."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

# What the Penn Treebank writes in its own way reads like the usual spelling: do n't, can not, ``so'', -LRB-so-RRB-, -- and ...
_WORD = re.compile(
    r"can(?=not\b)|[^\W_]+(?=n['’]t\b)|n['’]t\b|``|''|-[LR][RSC]B-|--+|\.\.\.+|[^\W_]+|[^\w\s]|_+",
    re.IGNORECASE,
)
_OPENS = frozenset({"“", "„", "«", "``"})
_CLOSES = frozenset({"”", "»"})
_EITHER = frozenset({'"', "''"})
# fmt: off
_PLAIN = {
    "‘": "'", "’": "'", "`": "'", "‛": "'", "–": "—", "―": "—",
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}
# fmt: on


class Case(IntEnum):
    """What the letters of a word look like; the encoder's vocabulary has no capitals."""

    OTHER = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4


class Quoted(IntEnum):
    """Where a word stands to the double quote marks of its paragraph."""

    OUTSIDE = 0
    INSIDE = 1
    MARK = 2


class Word(NamedTuple):
    """A word of a text: half-open offsets in code points, and what the tagger sees of it."""

    start: int
    end: int
    spelling: str
    case: Case
    quoted: Quoted


def split_words(text: str, start: int, end: int) -> list[Word]:
    """Return the words of the paragraph ``text[start:end]``, in order.

    A straight mark, or two single ones, open a quotation where none is open and close it where one is; a curly one says itself
    what it does.
    """
    words = []
    is_open = False
    for match in _WORD.finditer(text, start, end):
        raw = match[0]
        if raw in _OPENS:
            is_open, quoted = True, Quoted.MARK
        elif raw in _CLOSES:
            is_open, quoted = False, Quoted.MARK
        elif raw in _EITHER:
            is_open, quoted = not is_open, Quoted.MARK
        else:
            quoted = Quoted.INSIDE if is_open else Quoted.OUTSIDE
        spelling = '"' if quoted is Quoted.MARK else _plain(raw)
        words.append(Word(match.start(), match.end(), spelling, _case(raw), quoted))
    return words


def _plain(raw: str) -> str:
    if raw.startswith("--"):
        return "—"
    if raw.startswith("..."):
        return "…"
    return _PLAIN.get(raw.upper(), raw.replace("’", "'"))


@lru_cache(maxsize=1 << 16)
def _case(word: str) -> Case:
    if not word.isalpha():
        return Case.OTHER
    if word.islower():
        return Case.LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return Case.TITLE
    return Case.UPPER if word.isupper() else Case.MIXED
