"""Which articles are on one affair: names of articles that come and go go in, the articles that this bears on come out."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.archive.store import CHOSEN, listed, select
from kg.model import Extraction
from kg.resolve.affairs import COMMON, affairs, names_of


def insert_names(base: sqlite3.Connection, extractions: Iterable[Extraction]) -> frozenset[str]:
    """Insert the names of new articles; return whose affairs change with them."""
    held: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for name in names_of(extraction):
            held[name].add(extraction.article.id)
    base.executemany("INSERT INTO name VALUES (?, ?)", ((n, a) for n in sorted(held) for a in sorted(held[n])))
    grown = [(name, len(held[name])) for name in sorted(held)]
    update = "INSERT INTO holders VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET articles = articles + excluded.articles"
    base.executemany(update, grown)
    return _with_affairs(base, {a for here in held.values() for a in here}, dict(grown))


def delete_names(base: sqlite3.Connection, articles: Iterable[str]) -> frozenset[str]:
    """Delete the names of articles that go; return whose affairs change with them."""
    query = f"SELECT name, count(*) FROM name WHERE article IN {CHOSEN} GROUP BY name"
    gone = dict(base.execute(query, listed(articles)).fetchall())
    touched = _with_affairs(base, articles, {})
    base.execute(f"DELETE FROM name WHERE article IN {CHOSEN}", listed(articles))
    base.executemany("UPDATE holders SET articles = articles - ? WHERE name = ?", ((n, name) for name, n in gone.items()))
    lost = _with_affairs(base, (), {name: -n for name, n in gone.items()})
    base.execute(f"DELETE FROM holders WHERE articles = 0 AND name IN {CHOSEN}", listed(gone))
    return touched | lost


def _with_affairs(base: sqlite3.Connection, changed: Iterable[str], grown: Mapping[str, int]) -> frozenset[str]:
    """Return the articles on the affairs of all whose affairs change: *changed*, and where a name grows too common, or rare."""
    counts = select(base, "name, articles", "holders", "name", grown)
    crossed = [name for name, now in counts if (now <= COMMON) != (now - grown[name] <= COMMON)]
    near = {*changed, *(article for (article,) in select(base, "article", "name", "name", crossed))}
    near = near.union(*linked(base, near).values())
    return frozenset(near.union(*linked(base, near).values()))


def linked(base: sqlite3.Connection, articles: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each of *articles* the others on its affair, as :func:`kg.resolve.affairs.affairs` has them."""
    query = f"""SELECT name.article, name.name FROM name WHERE name.name IN (
        SELECT holders.name FROM holders WHERE holders.articles <= ? AND holders.name IN (
            SELECT name FROM name WHERE article IN {CHOSEN}))"""
    wanted = set(articles)
    names: dict[str, list[str]] = defaultdict(list)
    for article, name in base.execute(query, (COMMON, *listed(wanted))):
        names[article].append(name)
    return {article: others for article, others in affairs(names).items() if article in wanted}
