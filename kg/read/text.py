"""Plain text goes in, with or without YAML front matter; an article comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from kg.errors import ReadError
from kg.read.article import FIELDS, make_article
from kg.read.outcome import Item, label

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_OUR_KEY = re.compile(rf"^(?:{'|'.join(FIELDS)})[ \t]*:", re.M)
#: No front matter is longer; a text that opens with a rule and holds another one far below is a text.
_LONGEST = 50_000
_NOTHING = ("", "~", "null")


def read_text(text: str, *, where: str, stem: str | None = None, url: str | None = None) -> Iterator[Item]:
    """Yield the article that *text* holds, and notices.

    Front matter stands between a first line ``---`` and the next line ``---`` and is a YAML mapping; anything else that
    opens with ``---`` belongs to the text. The article's text is exactly what follows. *url* is where the text was
    fetched, if it was.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    fields: Mapping[str, object] = {}
    if match and len(match["block"]) <= _LONGEST:
        try:
            found = _fields(match["block"])
        except yaml.YAMLError as error:
            if _OUR_KEY.search(match["block"]):
                mark = getattr(error, "problem_mark", None)
                line = f":{mark.line + 2}" if mark else ""
                problem = label(getattr(error, "problem", None) or "not YAML")
                advice = "put the value in quotes, or mend the lines between the two ---"
                yield ReadError(f"{where}{line}", f"front matter can't be read ({problem})", advice)
                return
            found = None
        if found is not None:
            fields, text = found, text[match.end() :]
    yield from make_article({"url": url, **fields} if url else fields, text, where=where, stem=stem)


def _fields(block: str) -> dict[str, object] | None:
    """Return the mapping that *block* is, or None where it is something else.

    The base loader makes no objects and leaves every scalar a string: ``id: 007`` keeps its zeros, and a date that the
    calendar lacks is told to the user instead of stopping the parser.
    """
    try:
        value = yaml.load(block, Loader=yaml.BaseLoader)
    except RecursionError:
        raise yaml.YAMLError("nested too deeply") from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        return None
    return {str(key): None if content in _NOTHING else content for key, content in value.items() if key in FIELDS}
