"""The rules: a page goes in, the passages that they see come out.

A rule is a generator of :class:`~kg.extract.passage.Passage`. They stand in one tuple, in the order of their precedence:
where two see the same words, the earlier one is kept (:mod:`kg.extract.select`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.page import Page
from kg.extract.passage import Passage
from kg.extract.rules.according import adjuncts
from kg.extract.rules.accuse import accusations
from kg.extract.rules.announce import announcements
from kg.extract.rules.clause import reported_clauses
from kg.extract.rules.evaluate import evaluations
from kg.extract.rules.finding import findings
from kg.extract.rules.nominal import nominals
from kg.extract.rules.object import objects
from kg.extract.rules.parenthetical import parentheticals
from kg.extract.rules.quotation import quotations
from kg.extract.rules.tagged import tagged

Rule = Callable[[Page], Iterator[Passage]]

RULES: tuple[Rule, ...] = (
    quotations,
    parentheticals,
    reported_clauses,
    adjuncts,
    accusations,
    objects,
    evaluations,
    findings,
    nominals,
    announcements,
    tagged,
)
