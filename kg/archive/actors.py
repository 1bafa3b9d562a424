"""New articles' actors: rows of them go in, the families that they belong to are resolved again, and no others."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from kg.archive.store import CHOSEN, actor_of, actor_row, listed, select
from kg.model import Actor, Extraction
from kg.resolve.actors import join_actors, ties
from kg.resolve.decisions import Verdicts

MERGE = "party, first, second, score, reason"  # the columns that make a merge


def insert_actors(base: sqlite3.Connection, extractions: Iterable[Extraction], verdicts: Verdicts) -> frozenset[int]:
    """Insert the actors of new articles, each in the family that a name ties it to; return the families."""
    tops = (base.execute(f"SELECT coalesce(max(family), 0) FROM {table}").fetchone()[0] for table in ("actor", "tie"))
    top = max(tops)
    found: set[int] = set()
    for extraction in extractions:
        for actor in extraction.actors:
            shared = ties(actor, verdicts)
            known = sorted(family for (family,) in select(base, "DISTINCT family", "tie", "tie", shared))
            family = known[0] if known else (top := top + 1)
            for other in known[1:]:
                for table in ("actor", "party", "merge", "tie"):
                    base.execute(f"UPDATE {table} SET family = ? WHERE family = ?", (family, other))
                found.discard(other)
            base.execute("INSERT OR IGNORE INTO tie SELECT value, ? FROM json_each(?)", (family, *listed(shared)))
            row = (extraction.article.id, actor.name, actor_row(actor), family, "")
            base.execute("INSERT INTO actor VALUES (?, ?, ?, ?, ?)", row)
            found.add(family)
    return frozenset(found)


def families_of(base: sqlite3.Connection, articles: Iterable[str]) -> frozenset[int]:
    """Return the families of the actors of *articles*."""
    return frozenset(family for (family,) in select(base, "DISTINCT family", "actor", "article", articles))


def join_again(
    base: sqlite3.Connection, families: Collection[int], verdicts: Verdicts
) -> tuple[frozenset[str], frozenset[str]]:
    """Resolve the actors of *families*; return the ids of those that changed, and the articles whose actors became others."""
    rows = select(base, "article, name, local, family, party", "actor", "family", families).fetchall()
    before = {(article, name): party for article, name, _, _, party in rows}
    family = {(article, name): number for article, name, _, number, _ in rows}
    resolved = join_actors(((article, actor_of(local)) for article, _, local, _, _ in rows), verdicts)
    after = {place: actor.id for place, actor in resolved.things.items()}
    moved = frozenset(place for place, party in before.items() if after[place] != party)
    old = dict(select(base, "id, record", "party", "family", families).fetchall())
    new = {actor.id: (family[place], actor_row(actor)) for place, actor in resolved.things.items()}
    old_merges = set(select(base, MERGE, "merge", "family", families).fetchall())
    merges = {(m.node, m.first, m.second, m.score, m.reason) for m in resolved.merges}
    changed = {id for id in old.keys() | new.keys() if id not in new or old.get(id) != new[id][1]}
    changed |= {merge[0] for merge in merges ^ old_merges}
    base.executemany("UPDATE actor SET party = ? WHERE article = ? AND name = ?", ((after[p], *p) for p in sorted(moved)))
    for table in ("party", "merge"):
        base.execute(f"DELETE FROM {table} WHERE family IN {CHOSEN}", listed(families))
    base.executemany("INSERT INTO party VALUES (?, ?, ?)", ((id, *new[id]) for id in sorted(new)))
    base.executemany("INSERT INTO merge VALUES (?, ?, ?, ?, ?, ?)", ((new[m[0]][0], *m) for m in sorted(merges)))
    return frozenset(changed), frozenset(article for article, _ in moved)


def parties(base: sqlite3.Connection, ids: Iterable[str] | None) -> dict[str, Actor]:
    """Return the actors of the corpus with these *ids*, those that are there, or all of them."""
    return {id: actor_of(record) for id, record in select(base, "id, record", "party", "id", ids)}
