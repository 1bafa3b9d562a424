"""Reversals: a knowledge graph goes in, those come out who asserted a claim and later denied it, or the other way."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.model import DateBasis, KnowledgeGraph, Stance, Statement


@dataclass(frozen=True, slots=True)
class Reversal:
    """An actor takes back what he said: ``later`` has the other stance on the claim of ``earlier``."""

    earlier: Statement
    later: Statement

    @property
    def actor(self) -> str:
        """The id of the actor of both statements."""
        return self.later.actor

    @property
    def claim(self) -> str:
        """The id of the claim of both statements."""
        return self.later.claim

    @property
    def is_stated(self) -> bool:
        """Whether the articles state both dates. Where one is an article's own, its statement may be older than that."""
        return self.earlier.date_basis is self.later.date_basis is DateBasis.STATED


def reversals(graph: KnowledgeGraph) -> tuple[Reversal, ...]:
    """Return every change of stance of *graph* whose order is known, sorted by actor, claim and date.

    One statement is earlier than another where the last day that its date may mean comes before the first day that the
    other's may mean (Allen's relation *before*, https://doi.org/10.1145/182.358434). So neither undated
    statements nor "2019" and "March 2019" nor two of one day make a reversal. An actor who goes back and forth reverses
    himself each time. Between the two statements of a reversal he says nothing else on the claim that has a place in
    the order: repeated assertions before one denial are one reversal, from the last assertion to the first denial.

    Time is n·log n in the statements.

    >>> from kg.dates import PartialDate
    >>> from kg.model import Actor, Citation, Claim, Evidence, Span
    >>> seen = (Evidence("x", (Span(0, 4, "safe"),)),)
    >>> said = [Statement("a", stance, "c", seen, PartialDate(year), DateBasis.STATED)
    ...         for stance, year in [(Stance.DENIES, 2021), (Stance.ASSERTS, 2019)]]
    >>> graph = KnowledgeGraph((Citation("x"),), (Actor("a", "Venn"),), (Claim("c", "It is safe."),),
    ...                        tuple(sorted(said, key=lambda s: s.id)))
    >>> [(str(r.earlier.date), r.earlier.stance.value, str(r.later.date)) for r in reversals(graph)]
    [('2019', 'asserts', '2021')]
    """
    groups: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        if statement.date is not None:
            groups[statement.actor, statement.claim].append(statement)
    return tuple(r for key in sorted(groups) for r in _changes(groups[key]))


def _first(statement: Statement) -> datetime.date:
    assert statement.date is not None
    return statement.date.first


def _last(statement: Statement) -> datetime.date:
    assert statement.date is not None
    return statement.date.last


def _changes(statements: Sequence[Statement]) -> Iterator[Reversal]:
    """Yield the reversals among the dated *statements* of one actor on one claim."""
    if len({s.stance for s in statements}) < 2:
        return
    ended = sorted(statements, key=lambda s: (_last(s), _first(s), s.id))
    days = [_last(s) for s in ended]
    latest_start = list(accumulate(map(_first, ended), max))
    #: for each place in `ended`, the last statement of each stance up to there
    so_far: list[dict[Stance, Statement]] = []
    for s in ended:
        so_far.append({**(so_far[-1] if so_far else {}), s.stance: s})
    taken: set[str] = set()
    for later in sorted(statements, key=lambda s: (_first(s), _last(s), s.id)):
        before = bisect_left(days, _first(later))  # the number of statements that are certainly earlier
        earlier = so_far[before - 1].get(later.stance.flip()) if before else None
        if earlier is None or earlier.id in taken:
            continue
        # Nothing that is certainly later than `earlier` may be certainly earlier than `later`.
        if _last(earlier) >= latest_start[before - 1]:
            taken.add(earlier.id)
            yield Reversal(earlier, later)
