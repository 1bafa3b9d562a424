"""Extractions of new articles go into an archive, what they change of its graph comes out; or the whole graph."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.analyse.disputes import disputes
from kg.archive import actors, affairs, claims, contradictions, store, vectors
from kg.archive.excerpt import completed, disputed, excerpt, texts_of
from kg.errors import ArchiveError
from kg.model import Article, Extraction, KnowledgeGraph
from kg.resolve.claims import told, uses_of
from kg.resolve.decisions import Decisions, Verdicts
from kg.resolve.meaning import Encoder

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What articles changed of a graph: all that it said, and says now, of the claims and actors that they bear on.

    Of a claim both hold every statement. ``standing`` are pairs of actors, denier and asserter, of whom ``before`` holds a
    dispute and ``after`` none, though the one still disputes the other over a claim that neither speaks of.
    """

    before: KnowledgeGraph
    after: KnowledgeGraph
    standing: frozenset[Pair] = frozenset()


class Archive:
    """A file that holds what was found in articles and which actors and claims are one: a graph that grows.

    Whatever order articles are added in, a few or many at a time, the graph is that of all of them at once. What adding costs
    depends on the new articles and on those on their affairs, not on how many there are.
    """

    def __init__(self, path: Path) -> None:
        """Open the archive at *path*, or begin one there; raises :class:`~kg.errors.ArchiveError` for any other file."""
        self.path = path
        self._base = store.connect(path)

    def __enter__(self) -> Archive:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._base.close()

    @property
    def readers(self) -> str | None:
        """What read the articles; None while there are none."""
        with store.told_plainly(self.path):
            return store.setting(self._base, "readers")

    @property
    def decisions(self) -> Decisions:
        """What the user decided when articles were added last."""
        with store.told_plainly(self.path):
            return _read(store.setting(self._base, "decisions"))

    def new(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Return those of *articles* that aren't there, letter for letter."""
        given = tuple(articles)
        with store.told_plainly(self.path):
            known = store.digests(self._base, (a.id for a in given))
        return tuple(a for a in given if known.get(a.id) != store.article_digest(a))

    def ids(self, wanted: Iterable[str]) -> frozenset[str]:
        """Return those of *wanted* that are ids of articles."""
        with store.told_plainly(self.path):
            return frozenset(store.digests(self._base, wanted))

    def __len__(self) -> int:
        """Return how many articles are there."""
        with store.told_plainly(self.path):
            return store.number(self._base)

    def articles(self) -> tuple[Article, ...]:
        """Return all articles, sorted by id."""
        with store.told_plainly(self.path):
            return tuple(sorted(store.articles(self._base), key=lambda article: article.id))

    def graph(self) -> KnowledgeGraph:
        """Return the graph of all articles: as :func:`kg.pipeline.build_graph` makes it of them."""
        with store.told_plainly(self.path), store.transaction(self._base):
            return excerpt(self._base)

    def add(
        self,
        extractions: Iterable[Extraction],
        *,
        readers: str,
        encoder: Encoder | None = None,
        decisions: Decisions | None = None,
        remove: Collection[str] = (),
        accept: Callable[[Change], object] = lambda _: None,
    ) -> Change:
        """Add what *readers* found in articles, in place of what was there of articles with the same ids; return the change.

        The articles with the ids *remove* go, unless they are among the new ones. *accept* is called with the change before it
        is kept. All or nothing: where anything goes wrong, in *accept* too, the archive is as it was.

        Without *decisions* those of the last time hold; others have all actors and claims resolved anew. Other *readers* than
        the last time must have read all articles again, or an :class:`~kg.errors.ArchiveError` is raised.
        """
        given = {e.article.id: e for e in extractions}
        gone = frozenset(remove) - given.keys()
        with (
            store.told_plainly(self.path),
            closing(store.connect(self.path)) as old,
            store.transaction(self._base, "IMMEDIATE"),
            store.transaction(old),
        ):
            earlier = store.setting(old, "readers")  # from here on, this connection sees what stands there now
            known = store.setting(old, "decisions")
            decisions = decisions or _read(known)
            anew = earlier not in (None, readers)
            if anew and {id for (id,) in store.select(old, "id", "article", "id")} - given.keys() - gone:
                raise ArchiveError(str(self.path), f"articles that {earlier} read", f"let {readers} read all of them again")
            if anew or known not in (None, _written(decisions)):
                given = {e.article.id: e for e in store.extractions(old) if e.article.id not in gone} | given
                store.clear(self._base)
                if anew:
                    self._base.execute("DELETE FROM vector")
            store.set_setting(self._base, "readers", readers)
            store.set_setting(self._base, "decisions", _written(decisions))
            change = _added(old, self._base, given, gone, encoder, decisions)
            accept(change)
        return change


def _added(
    old: sqlite3.Connection,
    base: sqlite3.Connection,
    given: dict[str, Extraction],
    gone: frozenset[str],
    encoder: Encoder | None,
    decisions: Decisions,
) -> Change:
    new = [given[id] for id in sorted(given)]
    leaving = store.digests(base, gone | given.keys())
    ties, touched = claims.ties_of(base, leaving, decisions.claims), affairs.delete_names(base, leaving)
    families = actors.families_of(base, leaving)
    worded = claims.wordings(base, leaving)
    store.delete_articles(base, leaving)
    for extraction in new:
        store.insert_article(base, extraction, told(uses_of(extraction), decisions.claims))
    touched |= affairs.insert_names(base, new)
    ties |= claims.insert_claims(base, given) | claims.ties_of(base, given, decisions.claims)
    changed, moved = claims.join_again(base, touched, ties, encoder, decisions.claims)
    about = {*given, *gone, *moved}
    changed |= texts_of(old, about)
    contradictions.update_rivals(base, changed)
    vectors.forget(base, worded)
    families |= actors.insert_actors(base, new, decisions.actors)
    parties, renamed = actors.join_again(base, families, decisions.actors)
    about |= renamed
    changed |= texts_of(old, about) | texts_of(base, about)
    # What contradicts a claim now or did so before must be told on both sides, or one would look like gone, or new.
    changed |= contradictions.rivals_of(old, changed) | contradictions.rivals_of(base, changed)
    before, after = excerpt(old, changed), excerpt(base, changed)
    who = {*parties, *(a.id for graph in (before, after) for a in graph.actors)}
    where = {*given, *gone, *(a.id for graph in (before, after) for a in graph.articles)}
    before, after = completed(old, before, who, where), completed(base, after, who, where)
    ended = _pairs(before) - _pairs(after)
    return Change(before, after, frozenset(pair for pair in ended if disputed(base, *pair)))


def _pairs(graph: KnowledgeGraph) -> set[Pair]:
    return {(d.denier, d.asserter) for d in disputes(graph)}


def _written(decisions: Decisions) -> str:
    return json.dumps([sorted(pairs) for v in (decisions.actors, decisions.claims) for pairs in (v.same, v.apart)])


def _read(row: str | None) -> Decisions:
    if row is None:
        return Decisions()
    pairs = [frozenset((one, other) for one, other in rows) for rows in json.loads(row)]
    return Decisions(Verdicts(*pairs[:2]), Verdicts(*pairs[2:]))
