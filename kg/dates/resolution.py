"""Says which date an expression of time names: the expression and what it leans on go in, a date or None comes out.

Nothing is guessed: where what is given leaves two answers, or the calendar has none, the answer is None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.dates.expressions import DateExpression, DateKind, find_dates
from kg.dates.partial import PartialDate
from kg.errors import ModelError

#: A day of the year without a year lies in the past, unless it has been gone this long ...
_LONG_AGO = datetime.timedelta(days=270)
#: ... and comes again this soon.
_SOON = datetime.timedelta(days=95)
#: A weekday with a date comes again after 5, 6 or 11 years; beyond six years the text settles nothing.
_REACH = 6


@dataclass(frozen=True, slots=True)
class _Given:
    """What an expression may lean on. ``ahead``: what is dated is still to come; ``free``: that is only a first guess."""

    published: PartialDate | None
    reference: PartialDate | None
    anchors: tuple[PartialDate, ...]
    ahead: bool
    free: bool


def resolve(
    expression: DateExpression,
    *,
    published: PartialDate | None = None,
    reference: PartialDate | None = None,
    anchors: Sequence[PartialDate] = (),
    future: bool | None = None,
) -> PartialDate | None:
    """Return the date that *expression* names, as precise as its words, or None where that can't be known.

    *published* is the day of writing. *reference* is the time that the text is about where the expression stands ("the
    same evening"). *anchors* are dates with a year that the text names (:func:`anchors`): they settle the year of a weekday
    with a date where nothing else does. *future* tells whether what is dated is still to come: False keeps to the day of
    writing and before (a weekday is then the most recent one, the day itself included); None leaves it to the expression's
    own words. Never raises for any expression that :func:`~kg.dates.find_dates` returns.

    >>> (tuesday,) = find_dates("They met on Tuesday.")
    >>> str(resolve(tuesday, published=PartialDate(2019, 12, 11)))
    '2019-12-10'
    """
    ahead = expression.future if future is None else future
    try:
        return _RULES[expression.kind](expression, _Given(published, reference, tuple(anchors), ahead, future is None))
    except (ModelError, OverflowError):
        return None


def _resolve_day(e: DateExpression, given: _Given) -> PartialDate | None:
    assert e.month is not None
    year = _year(e, given)
    if year is not None:
        return _on(year, e)
    base = _day(given.published)
    if base is None:
        span = range(given.published.year - 1, given.published.year + 1) if given.published else None
        if span is None:
            return _year_by_weekday(e, given.anchors)
        fits = [d for d in (_on(y, e) for y in span) if d] if e.weekday is not None else []
        return fits[0] if len(fits) == 1 else None
    fits = [d for d in (_on(base.year + n, e) for n in (-1, 0, 1)) if d]
    return _nearest(fits, base, ahead=given.ahead, free=given.free)


def _nearest(dates: Iterable[PartialDate], base: datetime.date, *, ahead: bool, free: bool) -> PartialDate | None:
    """Return the last of *dates* until *base*, or the first after it where that is meant or far more likely."""
    in_order = sorted(dates, key=lambda d: d.first)
    past = [d for d in in_order if d.first <= base]
    coming = [d for d in in_order if d.first >= base]
    if coming and ahead:
        return coming[0]
    if free and coming and coming[0].first - base < _SOON and (not past or base - past[-1].first > _LONG_AGO):
        return coming[0]
    return past[-1] if past else None


def _on(year: int, e: DateExpression) -> PartialDate | None:
    """Return the day of *year* that *e* names, None where the calendar lacks it or its weekday is another."""
    try:
        date = PartialDate(year, e.month, e.day)
    except ModelError:
        return None
    return date if e.weekday is None or date.first.weekday() == e.weekday else None


def _year_by_weekday(e: DateExpression, anchors: Sequence[PartialDate]) -> PartialDate | None:
    """Return the day on which weekday and date agree: within a year of the latest anchor, else the first after it."""
    if e.weekday is None or not anchors:
        return None
    latest = max(anchors, key=lambda a: (a.last, a.first))
    years = [y for y in range(max(1, latest.year - 1), min(9999, latest.year + _REACH) + 1) if _on(y, e)]
    dates = [PartialDate(y, e.month, e.day) for y in years]
    if latest.day is not None:
        near = [d for d in dates if abs((d.first - latest.first).days) < 365]
        if len(near) == 1:
            return near[0]
    after = [d for d in dates if d.first >= latest.first]
    return after[0] if after else None


def _year(e: DateExpression, given: _Given) -> int | None:
    if e.year is not None:
        return e.year
    if e.same_year and given.reference:
        return given.reference.year
    if e.year_shift is not None and given.published:
        return given.published.year + e.year_shift
    return None


def _resolve_month(e: DateExpression, given: _Given) -> PartialDate | None:
    assert e.month is not None
    year = _year(e, given)
    if year is not None:
        return PartialDate(year, e.month)
    if given.published is None or given.published.month is None or e.same_year or e.year_shift is not None:
        return None
    now = given.published.year * 12 + given.published.month - 1
    back = (now - (e.month - 1)) % 12
    if e.shift == -1:
        back = back or 12
    elif e.shift == 1 or (e.shift is None and given.ahead and back):
        back -= 12
    return _month(now - back)


def _month(count: int) -> PartialDate:
    return PartialDate(count // 12, count % 12 + 1)


def _resolve_season(e: DateExpression, given: _Given) -> PartialDate | None:
    assert e.month is not None
    year = _year(e, given)
    if year is not None:
        return PartialDate(year)
    if given.published is None or given.published.month is None or e.month == 12 or e.same_year or e.year_shift is not None:
        return None  # a winter lies in two years
    begun = given.published.month >= e.month
    over = given.published.month >= e.month + 3
    if e.shift == 0:
        return PartialDate(given.published.year)
    if e.shift == 1 or (e.shift is None and given.ahead):
        return PartialDate(given.published.year + (1 if begun else 0))
    return PartialDate(given.published.year if (over if e.shift == -1 else begun) else given.published.year - 1)


def _resolve_year(e: DateExpression, given: _Given) -> PartialDate | None:
    return PartialDate(e.year) if e.year else None


def _unresolved(e: DateExpression, given: _Given) -> PartialDate | None:
    return None


def _resolve_weekday(e: DateExpression, given: _Given) -> PartialDate | None:
    assert e.weekday is not None
    base = _day(given.published)
    if e.words.lower().startswith("the "):
        base = _day(given.reference) or base
    if base is None:
        return None
    back = (base.weekday() - e.weekday) % 7
    if e.shift == -1:
        back = back or 7
    elif e.shift == 1 or (given.ahead and back):
        back -= 7
    return PartialDate.of(base - datetime.timedelta(days=back))


def _resolve_period(e: DateExpression, given: _Given) -> PartialDate | None:
    return _move(given.published, e)


def _resolve_offset(e: DateExpression, given: _Given) -> PartialDate | None:
    base = given.reference
    if base is None and (e.shift or 0) < 0:
        base = given.published
    return _move(base, e)


def _resolve_same(e: DateExpression, given: _Given) -> PartialDate | None:
    if given.reference is None or e.unit is None:
        return given.reference
    return _move(given.reference, e)


def _move(base: PartialDate | None, e: DateExpression) -> PartialDate | None:
    """Return *base* moved by the expression's amount, no more precise than its unit; None where *base* is too coarse."""
    if base is None or e.shift is None:
        return None
    if e.unit == "year":
        return PartialDate(base.year + e.shift)
    if base.month is None:
        return None
    if e.unit in {"month", "quarter"}:
        if e.unit == "quarter":
            return PartialDate(base.year) if e.shift == 0 else None
        moved = _month(base.year * 12 + base.month - 1 + e.shift)
        return moved.cut("year") if e.vague else moved
    day = _day(base)
    if day is None:
        return None
    if e.unit == "weekend":
        saturday = (
            day - datetime.timedelta(days=(day.weekday() - 5) % 7) + datetime.timedelta(weeks=e.shift if e.shift > 0 else 0)
        )
        return PartialDate.covering(saturday, saturday + datetime.timedelta(days=1))
    if e.unit in {"week", "fortnight"} and (e.kind is DateKind.SAME or _is_calendar_week(e)):
        weeks = e.shift * (2 if e.unit == "fortnight" else 1)
        monday = day - datetime.timedelta(days=day.weekday()) + datetime.timedelta(weeks=weeks)
        return PartialDate.covering(monday, monday + datetime.timedelta(days=6))
    moved = PartialDate.of(day + datetime.timedelta(days=e.shift * (7 if e.unit == "week" else 1)))
    return moved.cut("month") if e.vague and e.shift else moved


def _is_calendar_week(e: DateExpression) -> bool:
    """Whether "week" is one from Monday to Sunday ("last week"), not seven days ("a week ago")."""
    words = e.words.lower().split()
    return words[-1] in {"week", "fortnight"}


def _day(date: PartialDate | None) -> datetime.date | None:
    return date.first if date is not None and date.day is not None else None


_RULES = {
    DateKind.DAY: _resolve_day,
    DateKind.MONTH: _resolve_month,
    DateKind.SEASON: _resolve_season,
    DateKind.YEAR: _resolve_year,
    DateKind.DECADE: _unresolved,
    DateKind.WEEKDAY: _resolve_weekday,
    DateKind.PERIOD: _resolve_period,
    DateKind.OFFSET: _resolve_offset,
    DateKind.SAME: _resolve_same,
    DateKind.EVENT: _unresolved,
}


def anchors(expressions: Iterable[DateExpression]) -> tuple[PartialDate, ...]:
    """Return the dates that name their own year and are not spoken of as still to come, sorted."""
    found = (resolve(e) for e in expressions if e.year is not None and e.kind is not DateKind.DECADE and not e.future)
    return tuple(sorted({d for d in found if d}, key=lambda d: (d.first, d.last)))


def resolve_all(text: str, *, published: PartialDate | None = None) -> tuple[tuple[DateExpression, PartialDate | None], ...]:
    """Return every expression of time in *text* with its date; each may lean on the ones before it.

    >>> [str(date) for _, date in resolve_all("On 10 May 2019 it met. The next day it voted.")]
    ['2019-05-10', '2019-05-11']
    """
    expressions = find_dates(text)
    known = anchors(expressions)
    reference: PartialDate | None = None
    resolved = []
    for e in expressions:
        date = resolve(e, published=published, reference=reference, anchors=known)
        resolved.append((e, date))
        reference = next_reference(reference, e, date)
    return tuple(resolved)


def next_reference(reference: PartialDate | None, e: DateExpression, date: PartialDate | None) -> PartialDate | None:
    """Return the time that the text is about after *e*.

    A glance back ("two days earlier") doesn't move it. A day stays the time that the text is about until another day is
    named ("in October" and "since 2016" pass by).
    """
    if date is None or (e.kind is DateKind.OFFSET and (e.shift or 0) < 0):
        return reference
    if reference is not None and reference.day is not None and date.day is None:
        return reference
    return date
