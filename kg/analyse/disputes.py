"""Who disputes whom: a knowledge graph goes in, the disputes that follow from its statements come out.

Two actors dispute where one denies what the other asserts, or where they assert two claims that can't both be true.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.dates import PartialDate
from kg.model import Dispute, KnowledgeGraph, Stance, Statement

Sides = dict[str, dict[str, tuple[Statement, ...]]]
"""By claim, then by actor: that actor's statements with one stance on that claim, by date and id."""

_NO_DAY = datetime.date.max


def by_date(statement: Statement) -> tuple[bool, datetime.date, datetime.date]:
    """Return what statements are sorted by: the date, undated ones last."""
    date = statement.date
    return (date is None, date.first if date else _NO_DAY, date.last if date else _NO_DAY)


def sides(graph: KnowledgeGraph, stance: Stance) -> Sides:
    """Return the statements of *graph* with *stance*, by claim and actor, both in order of id; those of one date likewise."""
    found: defaultdict[str, defaultdict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in graph.statements:
        if statement.stance is stance:
            found[statement.claim][statement.actor].append(statement)
    # A graph's statements stand in order of id, and sorting keeps the order of equals: no id need be computed again.
    return {
        claim: {actor: tuple(sorted(found[claim][actor], key=by_date)) for actor in sorted(found[claim])}
        for claim in sorted(found)
    }


def disputes(graph: KnowledgeGraph) -> tuple[Dispute, ...]:
    """Return every dispute of *graph*, sorted by denier, asserter, claim and rival.

    An actor who denies a claim disputes each other actor who asserts it: one :class:`~kg.model.Dispute`, from the denier
    to the asserter. Where two actors assert two claims that contradict, neither denies, so each disputes the other: two
    disputes, one in each direction, with ``rival`` set to the denier's own claim. Nobody disputes himself: an actor who
    asserts and denies one claim is a reversal or a contradiction of his own. Dates play no part: a denial that
    is older than the assertion disputes it, too (:func:`since` tells from when on).

    Time and memory are linear in the statements and in the disputes that come out, up to sorting.

    >>> from kg.model import Claim, Citation, Actor, Evidence, Span
    >>> seen = (Evidence("a1", (Span(0, 5, "Waste"),)),)
    >>> graph = KnowledgeGraph(
    ...     articles=(Citation("a1"),),
    ...     actors=(Actor("1", "Orla Venn"), Actor("2", "Narvik Hydro")),
    ...     claims=(Claim("c", "Waste was dumped."),),
    ...     statements=tuple(sorted((Statement("1", Stance.ASSERTS, "c", seen), Statement("2", Stance.DENIES, "c", seen)),
    ...                             key=lambda s: s.id)))
    >>> [(d.denier, d.asserter, d.claim) for d in disputes(graph)]
    [('2', '1', 'c')]
    """
    asserted, denied = sides(graph, Stance.ASSERTS), sides(graph, Stance.DENIES)
    found = [*_denials(asserted, denied), *_rivals(graph, asserted)]
    return tuple(sorted(found, key=lambda d: (d.denier, d.asserter, d.claim, d.rival or "")))


def _denials(asserted: Sides, denied: Sides) -> Iterator[Dispute]:
    for claim, deniers in denied.items():
        for asserter, for_ in asserted.get(claim, {}).items():
            for denier, against in deniers.items():
                if denier != asserter:
                    yield Dispute(denier, asserter, claim, against, for_)


def _rivals(graph: KnowledgeGraph, asserted: Sides) -> Iterator[Dispute]:
    pairs = {pair for c in graph.contradictions for pair in ((c.first, c.second), (c.second, c.first))}
    for claim, rival in pairs:
        for asserter, for_ in asserted.get(claim, {}).items():
            for denier, against in asserted.get(rival, {}).items():
                if denier != asserter:
                    yield Dispute(denier, asserter, claim, against, for_, rival)


def since(dispute: Dispute) -> PartialDate | None:
    """Return the date from which on both sides of *dispute* are on record, as precise as it is known.

    That is the later one of the two dates on which denier and asserter first spoke. None where the denier's statements
    have no date; where only the asserter's have none, the denial is taken to answer an assertion that came before it.
    """
    against, for_ = _earliest(dispute.against), _earliest(dispute.for_)
    if against is None or for_ is None:
        return against
    return max(against, for_, key=lambda date: (date.first, date.last))


def _earliest(statements: Iterable[Statement]) -> PartialDate | None:
    dates = [s.date for s in statements if s.date is not None]
    return min(dates, key=lambda date: (date.first, date.last), default=None)


def disputes_of(found: Iterable[Dispute], actor: str) -> tuple[Dispute, ...]:
    """Return those of *found* in which *actor* (an id) is denier or asserter, in the order of *found*."""
    return tuple(d for d in found if actor in (d.denier, d.asserter))
