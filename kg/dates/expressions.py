"""Finds the expressions of time in a text: a string goes in, the places and the parts of its :class:`DateExpression` come out.

Only what is written is read here ("last", "Tuesday"); what day that is, :mod:`kg.dates.resolution` says. The words stand
in ``seeds/calendar.tsv``. The names of the kinds follow what an expression leans on, as in TimeML's distinction of
fully specified, underspecified and deictic expressions (Pustejovsky et al., TimeML: Robust Specification of Event and
Temporal Expressions in Text, 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from kg.lexicon import table


class DateKind(Enum):
    """What an expression names, and so what it leans on."""

    DAY = "day"  #: a day of a month, with or without weekday and year: "Tuesday, Dec. 10", "14 May 2019"
    MONTH = "month"  #: "in May", "May 2017", "last October", "in September last year"
    SEASON = "season"  #: "in spring", "the summer of 2021"
    YEAR = "year"  #: "in 2016"
    DECADE = "decade"  #: "the 1990s"
    WEEKDAY = "weekday"  #: "on Tuesday", "last Sunday"
    PERIOD = "period"  #: counted from the day of writing: "yesterday", "last week", "this month", "three weeks ago"
    OFFSET = "offset"  #: counted from a time that the text is about: "two days earlier", "the next day"
    SAME = "same"  #: the time that the text is about: "the same evening", "that day", "at the time"
    EVENT = "event"  #: counted from something that happened: "nine days after telling customers"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of time: ``text[start:end] == words``, in code points, and what its words say.

    ``weekday`` is 0 for Monday. ``shift`` counts ``unit`` ("day", "week", "month", "year") from the point of reference,
    negative to the past; with a weekday, a month or a season it is -1 for "last", 0 for "this", 1 for "next"; None where
    nothing is counted. ``year_shift`` is the same for a year named beside ("in May last year"). ``same_year`` marks "that
    year". ``vague`` tells that the number is rounded. ``future`` tells that the words before speak of what is to come.
    """

    start: int
    end: int
    words: str
    kind: DateKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    shift: int | None = None
    year_shift: int | None = None
    same_year: bool = False
    vague: bool = False
    future: bool = False


@cache
def _words(kind: str, *, ambiguous: bool = True) -> dict[str, str]:
    rows = table("calendar", ("word", "kind", "value", "ambiguous"))
    return {r["word"]: r["value"] for r in rows if r["kind"] == kind and (ambiguous or r["ambiguous"] != "yes")}


def _any(kind: str, *, ambiguous: bool = True) -> str:
    words = sorted(_words(kind, ambiguous=ambiguous), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w) for w in words)


#: words before a bare month that make "May" or "March" a time
_BEFORE_MONTH = (
    r"in|since|until|till|by|during|throughout|through|from|to|of|for|early|late|mid|mid-|last|next|this|between|before|after|"
    r"a|an|the|each|every|his|her|its|their|earlier|and|or"
)
#: words before four digits that make them a year whatever follows
_BEFORE_YEAR = (
    r"in|since|until|till|by|during|throughout|through|from|to|of|for|early|late|mid|between|before|after|"
    r"and|or|the|a|an|its|his|her|their|than|as|that"
)


@cache
def _rules() -> tuple[tuple[DateKind, re.Pattern[str]], ...]:
    month = rf"(?P<month>{_any('month')})\.?"
    weekday = rf"(?P<weekday>{_any('weekday', ambiguous=False)}|(?:{_any('weekday')})(?=\.|,\s))\.?"
    clear, season = _any("month", ambiguous=False), rf"(?P<season>{_any('season')})"
    part, unit = _any("daypart"), rf"(?P<unit>{_any('unit')})s?"
    turn = rf"(?P<turn>{_any('last')}|{_any('this')}|{_any('next')})"
    year = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d-])"
    of_year = r"(?:of\s+)?(?:(?P<year_turn>last|this|next)\s+year|(?P<that_year>that\s+year|the\s+same\s+year))"
    number = (
        rf"(?P<number>(?:{_any('number')})(?:[\s-](?:{_any('number')}))?|\d{{1,3}}|several|some|(?:a\s+)?(?:few|couple\s+of))"
    )
    vague = (
        r"(?P<vague>(?:about|around|almost|nearly|roughly|some|over|more\s+than|less\s+than|at\s+least|just\s+over|barely)\s+)?"
    )
    edge = r"(?:(?:early|late|mid|early\s+in|late\s+in|later\s+in)[\s-]+|the\s+(?:end|start|beginning|middle)\s+of\s+)?"
    ends = r"(?=\s*(?:$|[.,;:!?)\]”\"’'—–-]|(?:that|and|but|in|at|on|to|with|as)\b))"
    day = r"(?P<day>0?[1-9]|[12]\d|3[01])"
    tail = rf"(?:,?\s+{year}|,?\s+{of_year})?"
    K = DateKind
    return tuple(
        (kind, re.compile(pattern, re.IGNORECASE))
        for kind, pattern in (
            (K.DAY, r"(?<![\w-])(?P<year>\d{4})-(?P<number_month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])"),
            (K.DAY, rf"\b(?:{weekday},?\s+(?:the\s+)?)?(?<![\d.,:])\b{day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?!\w){tail}"),
            (K.DAY, rf"\b(?:{weekday},?\s+)?\b{month}\s*(?:the\s+)?\b{day}(?:st|nd|rd|th)?(?![\w%]|[.,:]\d){tail}"),
            (K.MONTH, rf"\b{edge}{month},?\s+(?:of\s+)?(?:{year}|{of_year})"),
            (K.MONTH, rf"\b(?P<turn>last|next|this(?:\s+past)?)\s+{month}(?!\w)"),
            (K.MONTH, rf"(?<=\s)(?:early|late|mid)-?\s*{month}(?!\w)|\b(?P<bare_month>{clear})\b(?!\s*\d)(?!\s+[A-Z])"),
            (K.MONTH, rf"\b(?:{_BEFORE_MONTH})\s+(?P<context_month>{_any('month')})\b(?!\s*\d)"),
            (K.SEASON, rf"\b{edge}{season}(?:\s+of)?,?\s+(?:{year}|{of_year})"),
            (
                K.SEASON,
                rf"\b(?:the\s+)?(?P<turn>last|next|this)\s+{season}\b|\b(?:in|since|throughout)\s+(?:the\s+)?(?P<bare_season>{_any('season')})\b",
            ),
            (K.DECADE, r"\b(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"),
            (K.DECADE, r"\b(?:the|early|late|mid-?)\s*['’](?P<short_decade>[2-9]0)s\b"),
            (
                K.WEEKDAY,
                rf"\b(?:(?P<turn>last|next|this(?:\s+past)?|the\s+following|the\s+previous)\s+)?{weekday}(?:\s+(?:{part}))?(?!\w)",
            ),
            (
                K.PERIOD,
                r"\b(?P<deictic>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|today|tomorrow|tonight|last\s+night)\b",
            ),
            (K.PERIOD, rf"\b(?P<now>this)\s+(?:{part})\b"),
            (
                K.PERIOD,
                rf"\b(?:(?:earlier|later|early|late)\s+)?(?:the\s+)?{turn}\s+(?P<unit>week|month|year|quarter|weekend|fortnight)\b(?!s|-)",
            ),
            (K.PERIOD, r"\b(?:over|at|during)\s+(?P<weekend>the\s+weekend)\b"),
            (K.PERIOD, rf"\b{vague}{number}\s+{unit}\s+(?P<back>ago)\b"),
            (
                K.OFFSET,
                rf"\b{vague}{number}\s+{unit}\s+(?P<direction>earlier|later|previously|afterwards?|(?:before|after){ends})",
            ),
            (K.OFFSET, rf"\b(?P<the>the)\s+{unit}\s+(?P<direction>before|after){ends}"),
            (K.OFFSET, rf"\b(?:a|the)\s+(?P<next>next|following|previous|preceding)\s+(?:{unit}|(?P<part>{part}))\b"),
            (
                K.SAME,
                rf"\b(?:later\s+|earlier\s+)?(?P<same>the\s+(?:very\s+)?same|that(?:\s+(?:very|same))?)\s+(?:{unit}|(?P<part>{part}))\b",
            ),
            (K.SAME, rf"(?:(?<=\n)|(?<=[.!?”\"]\s)|^)(?P<opening>in\s+the\s+(?:{part}))\b"),
            (
                K.SAME,
                rf"\b(?P<soon>(?:{number}\s+)?(?:hours?|minutes?|moments?)\s+(?:later|afterwards?|before|earlier)|within\s+(?:\w+\s+)?(?:hours|minutes))\b",
            ),
            (K.SAME, r"\b(?P<then>at\s+the\s+time)\b(?!\s+of)"),
            (K.EVENT, rf"\b{vague}{number}\s+{unit}\s+(?P<direction>before|after)\b"),
            (
                K.YEAR,
                rf"\b{edge}(?:(?<=[($])|\b(?P<cued>{_BEFORE_YEAR})\s+)?(?P<bare_year>(?:1[5-9]|20)\d\d)(?![\w%]|[.,:]\d|-\d)(?P<plural>\s+[a-z]+s\b)?",
            ),
        )
    )


def _count(text: str) -> tuple[int, bool]:
    """Return the number that words or digits name, and whether it is vague.

    >>> _count("twenty-one"), _count("14"), _count("a few")
    ((21, False), (14, False), (3, True))
    """
    numbers = _words("number")
    parts = [p for p in re.split(r"[\s-]+", text.lower()) if p != "of"]
    if len(parts) == 1 and parts[0].isdigit():
        return int(parts[0]), False
    if parts[-1] == "couple":
        return 2, True
    if parts[-1] in {"few", "several", "some"}:
        return 3, True
    return sum(int(numbers[p]) for p in parts if p in numbers), False


def _amount(number: int, unit: str) -> tuple[int, str]:
    """Return a number of days, weeks, months or years for *number* of the unit that the table names."""
    times, _, base = unit.rpartition("*")
    return number * int(times or 1), base


def _read(kind: DateKind, match: re.Match[str]) -> DateExpression | None:
    """Return what a match says, or None where its words aren't a time after all."""
    found = {k: v for k, v in match.groupdict().items() if v is not None}
    start, end = match.span()
    get = found.get
    months, units = _words("month"), _words("unit")
    at = DateExpression(start, end, match.group(), kind)
    name = get("month") or get("bare_month") or get("context_month")
    if name:
        if not name[0].isupper():
            return None
        at = replace(at, month=int(months[name.lower()]))
    if "number_month" in found:
        at = replace(at, month=int(found["number_month"]))
    if "context_month" in found or "cued" in found:
        start = match.start("context_month" if "context_month" in found else "bare_year")
        at = replace(at, start=start, words=match.string[start:end])
    if "weekday" in found:
        if not found["weekday"][0].isupper():
            return None
        at = replace(at, weekday=int(_words("weekday")[found["weekday"].lower()]))
    if "season" in found or "bare_season" in found:
        at = replace(at, month=int(_words("season")[(get("season") or found["bare_season"]).lower()]))
    for key in ("year", "bare_year"):
        if key in found:
            at = replace(at, year=int(found[key]))
    if "plural" in found:
        if "cued" not in found:
            return None
        at = replace(at, end=match.end("bare_year"), words=match.string[at.start : match.end("bare_year")])
    if "day" in found:
        at = replace(at, day=int(found["day"]))
    if "decade" in found or "short_decade" in found:
        return replace(at, year=int(get("decade") or f"19{found['short_decade']}"))
    if "that_year" in found:
        at = replace(at, same_year=True)
    if "year_turn" in found:
        at = replace(at, year_shift=_TURNS[found["year_turn"].lower()])
    if "turn" in found:
        at = replace(at, shift=_TURNS[found["turn"].lower().split()[-1 if found["turn"].lower().startswith("the") else 0]])
    if "deictic" in found and found["deictic"][0].isupper() and not _OPENS.search(match.string[:start]):
        return None  # part of a name ("the newspaper Today")
    if "deictic" in found:
        return replace(at, unit="day", shift=_DEICTIC[" ".join(found["deictic"].lower().split())])
    if "now" in found:
        return replace(at, unit="day", shift=0)
    if "weekend" in found:
        return replace(at, unit="weekend", shift=0)
    if found.keys() & {"soon", "opening"} or ("part" in found and kind is DateKind.SAME):
        return replace(at, unit="day", shift=0)
    if "then" in found:
        return replace(at, shift=0)
    if "unit" in found and kind is DateKind.PERIOD and "back" not in found:
        return replace(at, unit=found["unit"].lower())
    if "unit" in found or "part" in found:
        number, rounded = _count(get("number", "one"))
        shift, unit = _amount(number, units[found["unit"].lower()] if "unit" in found else "day")
        back = "back" in found or get("direction", get("next", "")).lower() in {
            "earlier",
            "previously",
            "before",
            "previous",
            "preceding",
        }
        if unit == "hour" and kind is DateKind.OFFSET:
            kind = DateKind.SAME  # an hour later is the same day, as far as anybody can tell
        if unit == "hour" or kind is DateKind.SAME:
            shift = 0
        unit = "day" if unit == "hour" else unit
        at = replace(at, kind=kind)
        return replace(at, unit=unit, shift=-shift if back else shift, vague=rounded or "vague" in found)
    return at


#: what stands before the first word of a sentence
_OPENS = re.compile(r"(?:^|[\n.!?:;“”\"'‘’—–(-])\s*$")
_TURNS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_DEICTIC = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


@cache
def _future() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?:{_any('future')})(?!\w)[^.;:\n“”\"]{{0,60}}|(?:{_any('deadline')})\s(?:\S+\s){{0,2}})$", re.IGNORECASE
    )


#: The sort of word (see :func:`_triggers`) that an expression of each kind can't do without.
_NEEDS = {
    DateKind.DAY: "digits",
    DateKind.MONTH: "month",
    DateKind.SEASON: "season",
    DateKind.YEAR: "digits",
    DateKind.DECADE: "digits",
    DateKind.WEEKDAY: "weekday",
    DateKind.PERIOD: "unit",
    DateKind.OFFSET: "unit",
    DateKind.SAME: "unit",
    DateKind.EVENT: "unit",
}
#: Words of which rules with these groups can't do without one either.
_ALSO = {
    "number_month": ("-",),
    "decade": ("s",),
    "short_decade": ("'", "’"),
    "deictic": ("day", "tomorrow", "night"),
    "now": ("this",),
    "weekend": ("weekend",),
    "back": ("ago",),
    "direction": ("earlier", "later", "previously", "after", "before"),
    "next": ("next", "following", "previous", "preceding"),
    "same": ("same", "that"),
    "soon": ("hour", "minute", "moment"),
    "then": ("time",),
}


@cache
def _searches() -> tuple[tuple[DateKind, re.Pattern[str], frozenset[str], tuple[tuple[str, ...], ...]], ...]:
    """Return each rule with the sorts of words that it needs, and with groups of words of which it needs one each.

    To look for a word costs far less than to try a rule at each place.
    """
    return tuple(
        (
            kind,
            rule,
            frozenset({_NEEDS[kind], *({"month"} & set(rule.groupindex))}),
            tuple(words for group, words in _ALSO.items() if group in rule.groupindex),
        )
        for kind, rule in _rules()
    )


#: How far an expression may reach before and after a trigger in it.
_REACH = 48


_WORD = re.compile(r"[^\W\d_]+|\d+")


@cache
def _triggers() -> dict[str, str]:
    """The words of which every expression without digits holds one at least, each with its sort."""
    found = dict.fromkeys(("yesterday", "today", "tomorrow", "tonight", "weekend", "time"), "unit")
    for kind, sort in (("unit", "unit"), ("daypart", "unit"), ("month", "month"), ("weekday", "weekday"), ("season", "season")):
        found.update({form: sort for word in _words(kind) for form in (word, f"{word}s", f"{word[:-1]}ies")})
    return found


def _windows(text: str) -> Iterator[tuple[int, int, set[str]]]:
    """Yield the stretches of *text* in which an expression can stand, without overlap, with the sorts of words there."""
    start, end, sorts = 0, 0, set[str]()
    triggers = _triggers()
    for hit in _WORD.finditer(text):
        word = hit.group()
        sort = triggers.get(word.lower()) or ("digits" if word[0].isdigit() else None)
        if sort is None:
            continue
        if hit.start() - _REACH > end:
            if sorts:
                yield start, end, sorts
            start, sorts = max(0, text.rfind(" ", 0, max(0, hit.start() - _REACH))), set()
        sorts.add(sort)
        end = text.find(" ", hit.end() + _REACH)
        end = len(text) if end < 0 else end
    if sorts:
        yield start, end, sorts


def _candidates(text: str) -> Iterator[DateExpression]:
    for start, end, sorts in _windows(text):
        lower = text[start:end].lower()
        for kind, rule, needed, also in _searches():
            if not needed <= sorts or not all(any(word in lower for word in words) for words in also):
                continue
            for match in rule.finditer(text, start, end):
                found = _read(kind, match)
                if found is not None:
                    words = found.words.rstrip(".")
                    yield found if words == found.words else replace(found, end=found.start + len(words), words=words)


def find_dates(text: str) -> tuple[DateExpression, ...]:
    """Return the expressions of time in *text*, in order, none overlapping another; of two that overlap the longer stands.

    Durations ("for three weeks"), clock times and repeated times ("on Tuesdays", "daily") are not found.

    >>> [e.words for e in find_dates("It was said late on Tuesday, Dec. 10, and two days earlier.")]
    ['Tuesday, Dec. 10', 'two days earlier']
    """
    kept: list[DateExpression] = []
    for found in sorted(_candidates(text), key=lambda e: (e.start - e.end, e.start)):
        if all(found.end <= k.start or found.start >= k.end for k in kept):
            kept.append(found)
    future = _future()
    return tuple(
        replace(e, future=True) if future.search(text, max(0, e.start - 80), e.start) else e
        for e in sorted(kept, key=lambda e: e.start)
    )
