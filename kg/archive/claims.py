"""Which claims of articles are one: new articles go in, the claims that they bear on are joined again, and no others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from kg.archive.affairs import linked
from kg.archive.store import CHOSEN, listed, select, told_of
from kg.archive.vectors import Remembering
from kg.model import digest
from kg.resolve.claims import join_claims, stands_alone
from kg.resolve.decisions import Verdicts
from kg.resolve.meaning import Encoder
from kg.resolve.sets import Node
from kg.resolve.wording import read_wording

Place = tuple[str, int]
"""A claim of an article: the article's id, and which of its claims it is."""


def insert_claims(base: sqlite3.Connection, articles: Iterable[str]) -> frozenset[int]:
    """Insert the claims of new articles, each by itself; return their ties, and those of others that they meet by words."""
    rows, keys, ties = list[tuple[str, int, str, int]](), list[tuple[str, str, int]](), set[int]()
    (top,) = base.execute("SELECT coalesce(max(tied), 0) FROM claim").fetchone()
    for article, row in select(base, "id, told", "article", "id", articles):
        for place, texts in enumerate(told_of(row).groups):
            top += 1
            rows.append((article, place, "", top))  # which claim of the corpus it is, is found out together with the others
            keys += ((key, article, place) for key in _meeting(texts))
            ties.add(top)
    base.executemany("INSERT INTO claim VALUES (?, ?, ?, ?)", rows)
    base.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", keys)
    return frozenset(ties | _ties_with(base, {key for key, _, _ in keys}))


def _meeting(texts: Sequence[str]) -> list[str]:
    """Return the keys under which a claim of these wordings meets those of any article."""
    alone = (wording for wording in map(read_wording, texts) if stands_alone(wording))
    return [digest("words", *wording.key) for wording in alone] + [digest("text", text) for text in texts]


def _ties_with(base: sqlite3.Connection, keys: Iterable[str]) -> set[int]:
    query = f"""SELECT DISTINCT claim.tied FROM key JOIN claim USING (article, place)
        WHERE key.key IN {CHOSEN}"""
    return {tied for (tied,) in base.execute(query, listed(keys))}


def ties_of(base: sqlite3.Connection, articles: Iterable[str], verdicts: Verdicts) -> frozenset[int]:
    """Return what the claims of *articles* are tied to, and what the user says that they are."""
    ties = {tied for (tied,) in select(base, "DISTINCT tied", "claim", "article", articles)}
    if verdicts.same:
        here = wordings(base, articles)
        wanted = {form for pair in verdicts.same for form in pair if here & {*pair}}
        ties |= _ties_with(base, (digest("text", form) for form in wanted))
    return frozenset(ties)


def join_again(
    base: sqlite3.Connection, articles: Iterable[str], ties: Iterable[int], encoder: Encoder | None, verdicts: Verdicts
) -> tuple[frozenset[str], frozenset[str]]:
    """Join the claims of *articles* and those tied to *ties*, with all that is tied to one of these.

    Return the texts of those that changed (whose they are, or why they are one), and the articles whose claims became others.
    """
    query = f"""SELECT article, place, text FROM claim WHERE tied IN {CHOSEN} OR tied IN (
        SELECT tied FROM claim WHERE article IN {CHOSEN})"""
    before = {(a, n): text for a, n, text in base.execute(query, (*listed(ties), *listed(articles)))}
    about = {article for article, _ in before}
    near = linked(base, about)
    context = about.union(*near.values())
    tellings = {article: told_of(row) for article, row in select(base, "id, told", "article", "id", context)}
    places: dict[Node, Place] = {(article, tellings[article].groups[place]): (article, place) for article, place in before}
    remembering = Remembering(base, encoder) if encoder is not None else None
    joined = join_claims(tellings, near, remembering, verdicts, places)
    after = {places[node]: claim.text for node, claim in joined.claims.items()}
    edges = [(*places[node], *edge) for node, edge in joined.edges]
    old_edges = _edges(base, before)
    moved = {place for place, text in before.items() if after[place] != text}
    changed = {text[place] for place in moved for text in (before, after)} - {""}
    reasons, old_reasons = ({(text[e[0], e[1]], *e[2:]) for e in rows} for text, rows in ((after, edges), (before, old_edges)))
    changed |= {reason[0] for reason in reasons ^ old_reasons}
    against = _rivals(base, before)
    (top,) = base.execute("SELECT coalesce(max(tied), 0) FROM claim").fetchone()
    number = {node: top + n for n, node in enumerate(sorted(set(joined.tied.values())), 1)}
    base.executemany(
        "UPDATE claim SET text = ?, tied = ? WHERE article = ? AND place = ?",
        ((after[places[node]], number[joined.tied[node]], *places[node]) for node in joined.claims),
    )
    base.executemany("DELETE FROM edge WHERE article = ? AND place = ?", sorted(before))
    base.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?)", edges)
    gone = ((*place, *other) for place, other in _counted(base, before) if other in before)
    base.executemany("DELETE FROM counted WHERE article = ? AND place = ? AND other = ? AND other_place = ?", list(gone))
    both = ((*places[a], *places[b]) for pair in joined.rivals for a, b in (pair, pair[::-1]))
    base.executemany("INSERT OR IGNORE INTO counted VALUES (?, ?, ?, ?)", both)
    changed |= {text for pair in against ^ _rivals(base, before) for text in pair if text}
    return frozenset(changed), frozenset(article for article, _ in moved)


def _edges(base: sqlite3.Connection, places: Iterable[Place]) -> list[tuple[str, int, str, str, float, str]]:
    query = "SELECT * FROM edge WHERE article = ? AND place = ?"
    return [row for place in sorted(places) for row in base.execute(query, place)]


def _counted(base: sqlite3.Connection, places: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    query = "SELECT other, other_place FROM counted WHERE article = ? AND place = ?"
    for place in sorted(places):
        for other in base.execute(query, place).fetchall():
            yield place, other


def _rivals(base: sqlite3.Connection, places: Iterable[Place]) -> set[tuple[str, str]]:
    """Return the texts of the claims at *places*, each with those that count otherwise."""
    query = "SELECT text FROM claim WHERE article = ? AND place = ?"
    pairs = _counted(base, places)
    return {tuple(base.execute(query, end).fetchone()[0] for end in pair) for pair in pairs}


def wordings(base: sqlite3.Connection, articles: Iterable[str]) -> frozenset[str]:
    """Return the wordings that stand in *articles*."""
    rows = select(base, "told", "article", "id", articles)
    return frozenset(text for (row,) in rows for text in told_of(row).uses)
