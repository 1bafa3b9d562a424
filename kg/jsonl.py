"""Attributions as JSON lines: an :class:`~kg.model.Attribution` goes in and one line comes out, and back again.

The format is what ``kg extract`` writes and ``kg evaluate`` reads, after https://jsonlines.org. Every key is always written,
in one order, so equal attributions are equal lines.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from kg.dates import PartialDate
from kg.errors import ModelError, ReadError
from kg.model import Attribution, DateBasis, Span, Stance

T = TypeVar("T")

KEYS = ("article", "source", "cue", "content", "actor", "stance", "claim", "date", "date_basis", "confidence")
_REQUIRED = ("article", "content", "claim")
#: What some programs take for the end of a line though JSON allows it inside a string.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"}


def to_line(attribution: Attribution) -> str:
    r"""Return *attribution* as one line of JSON, without the line end.

    The line holds no character that any program takes for a line end.

    >>> to_line(Attribution("a1", (Span(0, 4, "Yes."),), "It is so.", stance=Stance.ASSERTS))
    '{"article": "a1", "source": null, "cue": null, "content": [{"start": 0, "end": 4, "text": "Yes."}], "actor": null,
    "stance": "asserts", "claim": "It is so.", "date": null, "date_basis": null, "confidence": 1.0}'
    """
    row = {
        "article": attribution.article,
        "source": _object(attribution.source),
        "cue": _object(attribution.cue),
        "content": [_object(piece) for piece in attribution.content],
        "actor": attribution.actor,
        "stance": attribution.stance.value if attribution.stance else None,
        "claim": attribution.claim,
        "date": str(attribution.date) if attribution.date else None,
        "date_basis": attribution.date_basis.value if attribution.date_basis else None,
        "confidence": attribution.confidence,
    }
    return json.dumps(row, ensure_ascii=False).translate(_LINE_ENDS)


def from_line(line: str, *, where: str = "attribution") -> Attribution:
    """Return the attribution that *line* holds.

    Only ``article``, ``content`` and ``claim`` are required: any other key may be left out, and unknown keys are passed over.
    Raises :class:`~kg.errors.ReadError`, which begins with *where* (``found.jsonl:12``) and names the key,
    the value found and what to write instead.

    >>> from_line('{"article": "a1", "claim": "It is so."}', where="found.jsonl:12")
    Traceback (most recent call last):
    ...
    kg.errors.ReadError: found.jsonl:12: no content; an attribution needs article, content, claim
    """
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(
            where, f"not JSON ({error.msg} at character {error.pos + 1})", "write one JSON object on each line"
        ) from None
    except (ValueError, RecursionError):
        raise ReadError(
            where, "JSON with a number or a nesting beyond all measure", "write one JSON object on each line"
        ) from None
    if not isinstance(row, dict):
        raise ReadError(where, f"{_shown(row)} where an attribution should be", "write one JSON object on each line")
    for key in _REQUIRED:
        if row.get(key) in (None, ""):
            raise ReadError(where, f"no {key}", f"an attribution needs {', '.join(_REQUIRED)}")
    if not isinstance(row["content"], list):
        raise ReadError(where, f"content is {_shown(row['content'])}", "write a list of {start, end, text}")
    try:
        return Attribution(
            article=_text(row, "article", where) or "",
            content=tuple(_span(piece, "content", where) for piece in row["content"]),
            claim=_text(row, "claim", where) or "",
            source=_optional_span(row, "source", where),
            cue=_optional_span(row, "cue", where),
            actor=_text(row, "actor", where),
            stance=_value(row, "stance", where, Stance, "write asserts, denies or null"),
            date=_value(row, "date", where, PartialDate.parse, "write YYYY-MM-DD, YYYY-MM, YYYY or null"),
            date_basis=_value(row, "date_basis", where, DateBasis, "write stated, published or null"),
            confidence=_number(row, "confidence", where, default=1.0),
        )
    except ModelError as error:
        raise ReadError(where, str(error), "mend the line, or leave it out") from None


def read_attributions(lines: Iterable[str], *, where: str) -> Iterator[Attribution | ReadError]:
    """Yield the attribution of each line, or the error that says why it holds none; empty lines are passed over.

    *where* is the file's name; messages add the number of the line. Lines are taken one by one and none is kept.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield from_line(line, where=f"{where}:{number}")
            except ReadError as error:
                yield error


def _text(row: Mapping[str, object], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ReadError(where, f"{key} is {_shown(value)}", "write it as a string")
    return value


def _value(row: Mapping[str, object], key: str, where: str, parse: Callable[[str], T], advice: str) -> T | None:
    text = _text(row, key, where)
    try:
        return None if text is None else parse(text)
    except ValueError:
        raise ReadError(where, f"{key} is {_shown(text)}", advice) from None


def _number(row: Mapping[str, object], key: str, where: str, *, default: float) -> float:
    value = row.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ReadError(where, f"{key} is {_shown(value)}", "write a number from 0 to 1")
    return float(value)


def _optional_span(row: Mapping[str, object], key: str, where: str) -> Span | None:
    value = row.get(key)
    return None if value is None else _span(value, key, where)


def _span(value: object, key: str, where: str) -> Span:
    advice = 'write {"start": 0, "end": 4, "text": "four"}, with offsets in code points'
    if not isinstance(value, dict):
        raise ReadError(where, f"{key} holds {_shown(value)}", advice)
    start, end, text = (value.get(part) for part in ("start", "end", "text"))
    if not (type(start) is int and type(end) is int and isinstance(text, str)):  # a bool is an int, but no offset
        raise ReadError(where, f"{key} holds {_shown(value)}", advice)
    try:
        return Span(start, end, text)
    except ModelError as error:
        raise ReadError(where, f"{key}: {error}", advice) from None


def _object(span: Span | None) -> dict[str, object] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _shown(value: object) -> str:
    """Return *value* as JSON, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:60] + "…"
