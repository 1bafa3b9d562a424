"""A text in, what of it isn't the article's own prose out: datelines, captions, prompts to subscribe.

Only short paragraphs are boilerplate, so that a story that begins with "Photo:" by chance isn't lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.quotes import paragraphs
from kg.lexicon import table

_LONGEST = 400  # characters of a paragraph that can be boilerplate
_TOWN = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]*[A-ZÀ-ÖØ-Þ]"
_DATELINE = re.compile(rf"{_TOWN}(?:[,/][^—–―\n]{{1,60}}?)??(?:\s*\([^)\n]{{1,40}}\))?\s*(?:—|–|―|--|\s-)\s+(?=\S)")


def dateline_ends(text: str) -> Iterator[int]:
    """Yield the offset behind each dateline that opens a paragraph.

    >>> text = "OSLO, May 3 (Newswire) - The ferry sank."
    >>> [text[end:] for end in dateline_ends(text)]
    ['The ferry sank.']
    """
    for start, end in paragraphs(text):
        found = _DATELINE.match(text, start, end)
        if found:
            yield found.end()


def boilerplate(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end of each paragraph that the outlet adds around its article.

    >>> boilerplate("The ferry sank.\\n\\nPhoto: the harbour, where the town says it sank.")
    ((17, 65),)
    """
    return tuple(
        (start, end)
        for start, end in paragraphs(text)
        if end - start <= _LONGEST and text[start:end].lstrip(" *_[(").casefold().startswith(_openings())
    )


@cache
def _openings() -> tuple[str, ...]:
    return tuple(row["opening"].casefold() for row in table("boilerplate", ("opening", "kind")))
