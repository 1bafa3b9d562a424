"""Dates as precise as they are known, and the words of a text that name them: text in, :class:`PartialDate` values out.

:func:`find_dates` finds the expressions of time in a text, :func:`resolve` turns one into a date against the article's
own, :func:`resolve_all` does both for a whole text, where one expression may lean on another.
"""

from kg.dates.expressions import DateExpression, DateKind, find_dates
from kg.dates.partial import PartialDate
from kg.dates.resolution import anchors, resolve, resolve_all

__all__ = ["DateExpression", "DateKind", "PartialDate", "anchors", "find_dates", "resolve", "resolve_all"]
