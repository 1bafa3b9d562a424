"""Tables as plain text: columns and rows, or an overview of disputes, go in, a string comes out.

Whatever stands in an article comes out as the text that it is: neither the terminal's control sequences nor rich's
markup have any effect (:func:`kg.render.plain.plain`). No string holds colour codes unless asked for.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Collection, Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.analyse.chains import Chain
from kg.analyse.disputes import since
from kg.analyse.overview import Overview
from kg.dates import PartialDate
from kg.model import Dispute, KnowledgeGraph, Stance, Statement
from kg.render.labels import actor_labels
from kg.render.plain import plain

#: rows of a section, and names of a cell, of the overview
LIMIT = 20


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    *,
    width: int = 80,
    colour: bool = False,
    whole: Collection[str] = (),
) -> str:
    """Return a table of *columns* and *rows* at most *width* cells wide; None is an empty cell.

    Long cells run over several lines, so that no character is lost; those of the columns *whole* do so last, and are
    cut where there's no room even then. Each line ends with a line break, none with spaces.

    >>> print(table(["who", "claim"], [["Orla Venn", "[red]Waste[/red] was dumped."]]), end="")
     who        claim
    ──────────────────────────────────────────
     Orla Venn  [red]Waste[/red] was dumped.
    """
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=True, header_style="bold" if colour else "")
    for column in columns:
        grid.add_column(Text(plain(column)), overflow="fold", no_wrap=column in whole)
    for row in rows:
        grid.add_row(*(Text(plain(cell or "")) for cell in row))
    return _drawn(grid, width=width, colour=colour)


def result_table(columns: Sequence[str], rows: Sequence[Sequence[str | None]], *, width: int = 80, colour: bool = False) -> str:
    """Return the result of a query as a table, or one sentence where it is empty.

    >>> result_table(["actor"], [])
    'No results.\\n'
    """
    return table(columns, rows, width=width, colour=colour) if rows else "No results.\n"


def overview_text(
    graph: KnowledgeGraph, found: Overview, *, width: int = 80, colour: bool = False, limit: int | None = LIMIT
) -> str:
    """Return what ``kg disputes`` prints of *graph* and *found*, its overview: a summary, then a table for each measure.

    Disputes and reversals stand with the newest first. Measures that found nothing are left out. Each table has at most
    *limit* rows and each cell at most *limit* names, with a count of the others; None shows all. Actors who share a name
    are told apart by an article of theirs.
    """
    if not found.disputes and not found.reversals:
        return _nothing(graph)
    actors = actor_labels(graph)
    claims = {claim.id: claim.text for claim in graph.claims}

    def names(ids: Sequence[str]) -> str:
        shown = sorted(actors[id] for id in ids)[:limit]
        return ", ".join(shown) + _others(len(ids) - len(shown))

    def chain(links: Chain) -> str:
        shown = [names(link) if len(link) == 1 else f"({names(link)})" for link in links[:limit]]
        return " → ".join(shown) + _others(len(links) - len(shown))

    def over(dispute: Dispute) -> str:
        text = claims[dispute.claim]
        return f"{text} (says instead: {claims[dispute.rival]})" if dispute.rival else text

    def when(statement: Statement) -> str:
        return f"{_PAST[statement.stance]} {statement.date}"

    newest = sorted(found.disputes, key=lambda d: (actors[d.denier], actors[d.asserter], over(d)))
    newest.sort(key=lambda d: _day(since(d)), reverse=True)
    turns = sorted(found.reversals, key=lambda r: _day(r.later.date), reverse=True)
    mutual = [(actors[a], actors[b]) for a, b in found.mutual]
    sections: tuple[tuple[str, tuple[str, ...], list[tuple[str, ...]]], ...] = (
        (
            "Who disputes whom",
            ("who", "disputes", "over", "since"),
            [(actors[d.denier], actors[d.asserter], over(d), str(since(d) or "unknown")) for d in newest],
        ),
        (
            "Most contested claims",
            ("claim", "asserted by", "denied by", "contradicted by", "contention"),
            [
                (claims[c.claim], names(c.asserters), names(c.deniers), names(c.rivals), f"{c.contention:.3f}")
                for c in found.contested
            ],
        ),
        ("Mutual disputes", ("who", "and whom"), sorted((min(pair), max(pair)) for pair in mutual)),
        ("Chains of disputes", ("who disputes whom, who disputes whom …",), [(chain(links),) for links in found.chains]),
        (
            "Camps",
            ("camp", "actors", "ties that don't fit"),
            [
                (f"{n}{_letters(k)}", names(camp), f"{d.frustration} of {d.edges}" if k == 0 else "")
                for n, d in enumerate(found.camps, start=1)
                for k, camp in enumerate(d.camps)
            ],
        ),
        (
            "Reversals",
            ("who", "claim", "first", "then", "dates"),
            [
                (
                    actors[r.actor],
                    claims[r.claim],
                    when(r.earlier),
                    when(r.later),
                    "stated" if r.is_stated else "of the articles",
                )
                for r in turns
            ],
        ),
    )
    parts = [_summary(found)]
    for title, columns, rows in sections:
        if rows:
            kept = [column for column in range(len(columns)) if any(row[column] for row in rows)]
            shown = [[row[column] for column in kept] for row in rows[:limit]]
            body = table([columns[column] for column in kept], shown, width=width, colour=colour, whole=_WHOLE)
            more = len(rows) - len(shown)
            parts.append(f"{title}\n\n{body}" + (f" and {more} more\n" if more else ""))
    return "\n".join(parts)


#: columns of dates and numbers
_WHOLE = frozenset({"since", "contention", "camp", "ties that don't fit"})
_PAST = {Stance.ASSERTS: "asserted", Stance.DENIES: "denied"}


def _day(date: PartialDate | None) -> datetime.date:
    """Return what dates are sorted by: the first day that they may mean, before all else where nothing is known."""
    return date.first if date else datetime.date.min


def _summary(found: Overview) -> str:
    parties = {actor for d in found.disputes for actor in (d.denier, d.asserter)}
    claims = {d.claim for d in found.disputes}
    between = f" between {count(len(parties), 'actor')} over {count(len(claims), 'claim')}" if parties else ""
    reversals = f", {count(len(found.reversals), 'reversal')}" if found.reversals else ""
    return f"{count(len(found.disputes), 'dispute')}{between}{reversals}.\n"


def _nothing(graph: KnowledgeGraph) -> str:
    if not graph.statements:
        return "The graph holds no statements, so nobody disputes anybody.\n"
    said = f"{count(len(graph.statements), 'statement')} on {count(len(graph.claims), 'claim')}"
    return f"Nobody disputes anybody, and nobody reversed himself: {said} by {count(len(graph.actors), 'actor')}.\n"


def count(number: int, noun: str) -> str:
    """Return *number* with *noun*, in the plural where it should be.

    >>> count(1, "claim"), count(0, "claim"), count(12000, "claim")
    ('1 claim', '0 claims', '12,000 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _others(number: int) -> str:
    return f" … and {number} more" if number else ""


def _letters(number: int) -> str:
    """Return a, b, …, z, aa, ab, … for 0, 1, …"""
    before = _letters(number // 26 - 1) if number >= 26 else ""
    return before + chr(ord("a") + number % 26)


def _drawn(grid: Table, *, width: int, colour: bool) -> str:
    # Nothing of the surroundings counts: no variable of the environment, no terminal, no notebook.
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(grid)
    return "".join(line.rstrip() + "\n" for line in capture.get().split("\n")[:-1])
