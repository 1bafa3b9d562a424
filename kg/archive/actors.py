"""New articles' actors: rows of them go in, the families that they belong to are resolved again, and no others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kg.archive.store import actor_of, actor_row, listed
from kg.model import Actor, Extraction
from kg.resolve.actors import join_actors, ties
from kg.resolve.decisions import Verdicts


def insert_actors(base: sqlite3.Connection, extractions: Iterable[Extraction], verdicts: Verdicts) -> frozenset[int]:
    """Insert the actors of new articles, each in the family that a name ties it to; return the families."""
    tops = (base.execute(f"SELECT coalesce(max(family), 0) FROM {table}").fetchone()[0] for table in ("actor", "tie"))
    top = max(tops)
    found: set[int] = set()
    for extraction in extractions:
        for actor in extraction.actors:
            shared = listed(ties(actor, verdicts))
            rows = base.execute("SELECT DISTINCT family FROM tie WHERE tie IN (SELECT value FROM json_each(?))", shared)
            known = sorted(family for (family,) in rows)
            family = known[0] if known else (top := top + 1)
            for other in known[1:]:
                for table in ("actor", "party", "merge", "tie"):
                    base.execute(f"UPDATE {table} SET family = ? WHERE family = ?", (family, other))
                found.discard(other)
            base.execute("INSERT OR IGNORE INTO tie SELECT value, ? FROM json_each(?)", (family, *shared))
            row = (extraction.article.id, actor.name, actor_row(actor), family, "")
            base.execute("INSERT INTO actor VALUES (?, ?, ?, ?, ?)", row)
            found.add(family)
    return frozenset(found)


def families_of(base: sqlite3.Connection, articles: Iterable[str]) -> frozenset[int]:
    """Return the families of the actors of *articles*."""
    query = "SELECT DISTINCT family FROM actor WHERE article IN (SELECT value FROM json_each(?))"
    return frozenset(family for (family,) in base.execute(query, listed(articles)))


def join_again(base: sqlite3.Connection, families: Iterable[int], verdicts: Verdicts) -> tuple[frozenset[str], frozenset[str]]:
    """Resolve the actors of *families*; return the ids of those that changed, and the articles whose actors became others."""
    wanted = listed(families)
    query = "SELECT article, name, local, family, party FROM actor WHERE family IN (SELECT value FROM json_each(?))"
    rows = base.execute(query, wanted).fetchall()
    before = {(article, name): party for article, name, _, _, party in rows}
    family = {(article, name): number for article, name, _, number, _ in rows}
    resolved = join_actors(((article, actor_of(local)) for article, _, local, _, _ in rows), verdicts)
    after = {place: actor.id for place, actor in resolved.things.items()}
    moved = frozenset(place for place, party in before.items() if after[place] != party)
    old = dict(base.execute("SELECT id, record FROM party WHERE family IN (SELECT value FROM json_each(?))", wanted).fetchall())
    new = {actor.id: (family[place], actor_row(actor)) for place, actor in resolved.things.items()}
    query = "SELECT party, first, second, score, reason FROM merge WHERE family IN (SELECT value FROM json_each(?))"
    old_merges = set(base.execute(query, wanted).fetchall())
    merges = {(m.node, m.first, m.second, m.score, m.reason) for m in resolved.merges}
    changed = {id for id in old.keys() | new.keys() if id not in new or old.get(id) != new[id][1]}
    changed |= {merge[0] for merge in merges ^ old_merges}
    base.executemany("UPDATE actor SET party = ? WHERE article = ? AND name = ?", ((after[p], *p) for p in sorted(moved)))
    base.execute("DELETE FROM party WHERE family IN (SELECT value FROM json_each(?))", wanted)
    base.execute("DELETE FROM merge WHERE family IN (SELECT value FROM json_each(?))", wanted)
    base.executemany("INSERT INTO party VALUES (?, ?, ?)", ((id, *new[id]) for id in sorted(new)))
    base.executemany("INSERT INTO merge VALUES (?, ?, ?, ?, ?, ?)", ((new[m[0]][0], *m) for m in sorted(merges)))
    return frozenset(changed), frozenset(article for article, _ in moved)


def parties(base: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Actor]:
    """Return the actors of the corpus with these *ids*, those that are there."""
    query = "SELECT id, record FROM party WHERE id IN (SELECT value FROM json_each(?))"
    return {id: actor_of(record) for id, record in base.execute(query, listed(ids))}
