"""A year, a month or a day, never more than is known: numbers or an ISO form in, :class:`PartialDate` out."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from kg.errors import ModelError

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day: never more than is known.

    ``str(date)`` is the ISO 8601 form at that precision, which is also the lexical form of ``xsd:gYear``,
    ``xsd:gYearMonth`` and ``xsd:date``. Raises :class:`~kg.errors.ModelError` for a date that the calendar lacks.

    >>> str(PartialDate(2019, 12, 10)), str(PartialDate(2019, 12)), str(PartialDate(2019))
    ('2019-12-10', '2019-12', '2019')
    >>> PartialDate(2019, 2, 29)
    Traceback (most recent call last):
    ...
    kg.errors.ModelError: no such date: 2019-02-29
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ModelError(f"a day needs a month: year {self.year}, day {self.day}")
        if not 1 <= self.year <= 9999:
            raise ModelError(f"year {self.year} is outside 1 to 9999")
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise ModelError(f"no such date: {self}") from None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{p:02d}" for p in (self.month, self.day) if p is not None)]
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that *text* (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) names; anything else is a ModelError."""
        match = _ISO.match(text)
        if not match:
            raise ModelError(f"not a date: {text!r}; write YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(p) if p else None for p in match.groups())
        assert year is not None
        return cls(year, month, day)

    @classmethod
    def of(cls, date: datetime.date) -> PartialDate:
        """Return the day *date*."""
        return cls(date.year, date.month, date.day)

    @property
    def first(self) -> datetime.date:
        """The earliest day that the date may mean; sorting by ``(first, last)`` puts dates in order."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The latest day that the date may mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def covering(cls, first: datetime.date, last: datetime.date) -> PartialDate | None:
        """Return the most precise date that holds both days; None where they lie in two years.

        >>> str(PartialDate.covering(datetime.date(2019, 12, 2), datetime.date(2019, 12, 8)))
        '2019-12'
        """
        if first.year != last.year:
            return None
        if first.month != last.month:
            return cls(first.year)
        return cls(first.year, first.month, first.day if first == last else None)

    def cut(self, unit: str) -> PartialDate:
        """Return the date no more precise than *unit*: ``"day"``, ``"month"`` or ``"year"``.

        >>> str(PartialDate(2019, 12, 10).cut("month"))
        '2019-12'
        """
        if unit == "year":
            return PartialDate(self.year)
        return PartialDate(self.year, self.month) if unit == "month" else self
