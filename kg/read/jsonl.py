"""JSON lines go in, one article a line; articles come out, and an error for each line that holds none.

The format is ``schemas/article.schema.json``, after https://jsonlines.org.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.errors import ReadError
from kg.read.article import make_article
from kg.read.decode import not_utf8
from kg.read.outcome import Item, shown

_ADVICE = "write one JSON object on each line, with at least a text"


def read_lines(lines: Iterable[bytes], *, where: str, stem: str | None = None) -> Iterator[Item]:
    """Yield the article of each line and its notices; a broken line loses only itself.

    Lines are taken one by one and none is kept, so a file may be larger than the memory. Empty lines are passed over.
    Messages name *where* and the number of the line.
    """
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield from _line(line, where=f"{where}:{number}", stem=stem)


def _line(line: bytes, *, where: str, stem: str | None) -> Iterator[Item]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        yield not_utf8(line, error.start, where=where)
        return
    except json.JSONDecodeError as error:
        yield ReadError(where, f"not JSON ({error.msg} at character {error.pos + 1})", _ADVICE)
        return
    except (ValueError, RecursionError):
        yield ReadError(where, "JSON with a number or a nesting beyond all measure", _ADVICE)
        return
    if not isinstance(fields, dict):
        yield ReadError(where, f"{shown(fields)} where an article should be", _ADVICE)
    elif "text" not in fields:
        keys = ", ".join(shown(key) for key in list(fields)[:8]) or "none"
        yield ReadError(where, f"no text; the keys are {keys}", 'call the article\'s words "text"')
    elif not isinstance(fields["text"], str):
        yield ReadError(where, f"text is {shown(fields['text'])}", "write it as a string")
    else:
        yield from make_article(fields, fields["text"], where=where, stem=stem)
