"""New articles' claims: rows of what they tell go in, the claims that they bear on are joined again, and no others."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.archive.store import listed, told_of
from kg.model import Claim, Extraction, claim_id, digest
from kg.resolve.affairs import COMMON, affairs, names_of
from kg.resolve.claims import join_claims, stands_alone
from kg.resolve.decisions import Verdicts
from kg.resolve.meaning import Comparator, Encoder, Floats
from kg.resolve.rivals import contradictions, rival_keys
from kg.resolve.sets import Node
from kg.resolve.wording import read_wording

Place = tuple[str, int]
"""A claim of an article: the article's id, and which of its claims it is."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What claims are to be joined again: those of ``articles``, those tied to ``ties``, and all tied to one of these."""

    articles: frozenset[str]
    ties: frozenset[int]

    def __or__(self, other: Touched) -> Touched:
        return Touched(self.articles | other.articles, self.ties | other.ties)


def insert_names(base: sqlite3.Connection, extractions: Iterable[Extraction]) -> Touched:
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


def delete_names(base: sqlite3.Connection, articles: Iterable[str]) -> Touched:
    """Delete the names of articles that go; return whose affairs change with them."""
    query = "SELECT name, count(*) FROM name WHERE article IN (SELECT value FROM json_each(?)) GROUP BY name"
    gone = dict(base.execute(query, listed(articles)).fetchall())
    touched = _with_affairs(base, articles, {})
    base.execute("DELETE FROM name WHERE article IN (SELECT value FROM json_each(?))", listed(articles))
    base.executemany("UPDATE holders SET articles = articles - ? WHERE name = ?", ((n, name) for name, n in gone.items()))
    lost = _with_affairs(base, (), {name: -n for name, n in gone.items()})
    base.execute("DELETE FROM holders WHERE articles = 0")
    return touched | lost


def _with_affairs(base: sqlite3.Connection, changed: Iterable[str], grown: Mapping[str, int]) -> Touched:
    """Return the articles on the affairs of all whose affairs change: *changed*, and where a name grows too common, or rare."""
    query = "SELECT name, articles FROM holders WHERE name IN (SELECT value FROM json_each(?))"
    crossed = [name for name, now in base.execute(query, listed(grown)) if (now <= COMMON) != (now - grown[name] <= COMMON)]
    holding = base.execute("SELECT article FROM name WHERE name IN (SELECT value FROM json_each(?))", listed(crossed))
    near = {*changed, *(article for (article,) in holding)}
    near |= {other for others in linked(base, near).values() for other in others}
    return Touched(frozenset(near | {other for others in linked(base, near).values() for other in others}), frozenset())


def linked(base: sqlite3.Connection, articles: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each of *articles* the others on its affair, as :func:`kg.resolve.affairs.affairs` has them."""
    query = """SELECT name.article, name.name FROM name WHERE name.name IN (
        SELECT holders.name FROM holders WHERE holders.articles <= ? AND holders.name IN (
            SELECT name FROM name WHERE article IN (SELECT value FROM json_each(?))))"""
    wanted = set(articles)
    names: dict[str, list[str]] = defaultdict(list)
    for article, name in base.execute(query, (COMMON, *listed(wanted))):
        names[article].append(name)
    return {article: others for article, others in affairs(names).items() if article in wanted}


def insert_claims(base: sqlite3.Connection, articles: Iterable[str]) -> Touched:
    """Insert the claims of new articles, each by itself; return which others they meet by their words."""
    ids = listed(articles)
    rows, keys, ties = list[tuple[str, int, str, int]](), list[tuple[str, str, int]](), set[int]()
    (top,) = base.execute("SELECT coalesce(max(tied), 0) FROM claim").fetchone()
    for article, row in base.execute("SELECT id, told FROM article WHERE id IN (SELECT value FROM json_each(?))", ids):
        for place, texts in enumerate(told_of(row).groups):
            top += 1
            rows.append((article, place, "", top))  # which claim of the corpus it is, is found out together with the others
            keys += ((key, article, place) for key in _meeting(texts))
            ties.add(top)
    base.executemany("INSERT INTO claim VALUES (?, ?, ?, ?)", rows)
    base.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", keys)
    return Touched(frozenset(), frozenset(ties | _ties_with(base, {key for key, _, _ in keys})))


def _meeting(texts: Sequence[str]) -> list[str]:
    """Return the keys under which a claim of these wordings meets those of any article."""
    alone = (wording for wording in map(read_wording, texts) if stands_alone(wording))
    return [digest("words", *wording.key) for wording in alone] + [digest("text", text) for text in texts]


def _ties_with(base: sqlite3.Connection, keys: Iterable[str]) -> set[int]:
    query = """SELECT DISTINCT claim.tied FROM key JOIN claim USING (article, place)
        WHERE key.key IN (SELECT value FROM json_each(?))"""
    return {tied for (tied,) in base.execute(query, listed(keys))}


def ties_of(base: sqlite3.Connection, articles: Iterable[str], verdicts: Verdicts) -> Touched:
    """Return what the claims of *articles* are tied to, and what the user says that they are."""
    query = "SELECT DISTINCT tied FROM claim WHERE article IN (SELECT value FROM json_each(?))"
    ties = {tied for (tied,) in base.execute(query, listed(articles))}
    if verdicts.same:
        here = wordings(base, articles)
        wanted = {form for pair in verdicts.same for form in pair if here & {*pair}}
        ties |= _ties_with(base, (digest("text", form) for form in wanted))
    return Touched(frozenset(), frozenset(ties))


def join_again(
    base: sqlite3.Connection, touched: Touched, encoder: Encoder | None, verdicts: Verdicts
) -> tuple[frozenset[str], frozenset[str]]:
    """Join the claims that are *touched*.

    Return the texts of those that changed (whose they are, or why they are one), and the articles whose claims became others.
    """
    query = """SELECT article, place, text FROM claim WHERE tied IN (SELECT value FROM json_each(?1)) OR tied IN (
        SELECT tied FROM claim WHERE article IN (SELECT value FROM json_each(?2)))"""
    before = {(a, n): text for a, n, text in base.execute(query, (*listed(touched.ties), *listed(touched.articles)))}
    about = {article for article, _ in before}
    near = linked(base, about)
    context = about.union(*near.values())
    rows = base.execute(
        "SELECT id, told FROM article WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", listed(context)
    )
    tellings = {article: told_of(row) for article, row in rows}
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


def update_rivals(base: sqlite3.Connection, changed: Iterable[str]) -> frozenset[str]:
    """Let the claims *changed* contradict what they contradict; return the texts of all whose contradictions changed."""
    found: set[str] = set()
    for text in sorted(changed):
        there = base.execute("SELECT 1 FROM claim WHERE text = ? LIMIT 1", (text,)).fetchone()
        known = base.execute("SELECT id FROM topic WHERE text = ?", (text,)).fetchone()
        if known and not there:
            found |= rivals_of(base, [text]) | {text}
            base.execute("DELETE FROM contradiction WHERE first = ?1 OR second = ?1", (text,))
            base.execute("DELETE FROM rival WHERE topic = ?", known)
            base.execute("DELETE FROM topic WHERE id = ?", known)
        elif there and not known:
            keys = sorted(digest("rival", *map(str, key)) for key in rival_keys(text))
            query = "SELECT text FROM topic WHERE id IN (SELECT topic FROM rival WHERE key IN (SELECT value FROM json_each(?)))"
            meeting = [Claim(claim_id(other), other) for (other,) in base.execute(query, listed(keys))]
            new = Claim(claim_id(text), text)
            texts = {claim.id: claim.text for claim in (new, *meeting)}
            pairs = [(c.first, c.second) for c in contradictions((new, *meeting)) if new.id in {c.first, c.second}]
            topic = base.execute("INSERT INTO topic (text) VALUES (?)", (text,)).lastrowid
            base.executemany("INSERT INTO rival VALUES (?, ?)", ((key, topic) for key in keys))
            both = ((texts[a], texts[b]) for pair in pairs for a, b in (pair, pair[::-1]))
            base.executemany("INSERT INTO contradiction VALUES (?, ?)", both)
            found |= {texts[id] for pair in pairs for id in pair}
    return frozenset(found)


def wordings(base: sqlite3.Connection, articles: Iterable[str]) -> frozenset[str]:
    """Return the wordings that stand in *articles*."""
    rows = base.execute("SELECT told FROM article WHERE id IN (SELECT value FROM json_each(?))", listed(articles))
    return frozenset(text for (row,) in rows for text in told_of(row).uses)


def forget(base: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Delete the vectors of those of *texts* that stand in no article."""
    for text in texts:
        if not base.execute("SELECT 1 FROM key WHERE key = ? LIMIT 1", (digest("text", text),)).fetchone():
            base.execute("DELETE FROM vector WHERE text = ?", (text,))


def rivals_of(base: sqlite3.Connection, texts: Iterable[str]) -> frozenset[str]:
    """Return the texts of the claims that contradict one of *texts*."""
    return frozenset(other for _, other in contradicting(base, texts))


def contradicting(base: sqlite3.Connection, texts: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield each of *texts*, or of all claims, with each that it contradicts by its text or by its counts."""
    chosen = () if texts is None else listed(texts)
    among = "" if texts is None else "WHERE {} IN (SELECT value FROM json_each(?))"
    yield from base.execute(f"SELECT first, second FROM contradiction {among.format('first')}", chosen)
    counted = f"""SELECT a.text, b.text FROM claim a CROSS JOIN counted c ON c.article = a.article AND c.place = a.place
        CROSS JOIN claim b ON b.article = c.other AND b.place = c.other_place {among.format("a.text")}"""
    for one, other in base.execute(counted, chosen):
        if one != other:
            yield one, other


@dataclass(frozen=True, slots=True)
class Remembering:
    """An encoder that reads each wording once: its vector stays in the archive."""

    base: sqlite3.Connection
    encoder: Encoder

    @property
    def comparator(self) -> Comparator:
        """See :class:`kg.resolve.meaning.Encoder`."""
        return self.encoder.comparator

    def vectors(self, texts: Sequence[str]) -> Floats:
        """See :class:`kg.resolve.meaning.Encoder`."""
        query = "SELECT text, vector FROM vector WHERE text IN (SELECT value FROM json_each(?))"
        known = {text: np.frombuffer(blob, "<f4") for text, blob in self.base.execute(query, listed(texts))}
        new = sorted({*texts} - known.keys())
        for text, vector in zip(new, self.encoder.vectors(new), strict=True):
            known[text] = vector
        self.base.executemany("INSERT INTO vector VALUES (?, ?)", ((text, known[text].astype("<f4").tobytes()) for text in new))
        return np.stack([known[text] for text in texts]).astype(np.float32) if texts else self.encoder.vectors([])
