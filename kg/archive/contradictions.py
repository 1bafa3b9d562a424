"""Which claims can't both be true: texts of claims that come and go go in, pairs come out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from kg.archive.store import CHOSEN, listed
from kg.model import Claim, claim_id, digest
from kg.resolve.rivals import contradictions, rival_keys


def update_rivals(base: sqlite3.Connection, changed: Iterable[str]) -> None:
    """Let the claims with the texts *changed*, those that came and those that went, contradict what they contradict."""
    for text in sorted(changed):
        there = base.execute("SELECT 1 FROM claim WHERE text = ? LIMIT 1", (text,)).fetchone()
        known = base.execute("SELECT id FROM topic WHERE text = ?", (text,)).fetchone()
        if known and not there:
            back = (
                "DELETE FROM contradiction WHERE (first, second) IN (SELECT second, first FROM contradiction WHERE first = ?)"
            )
            base.execute(back, (text,))
            base.execute("DELETE FROM contradiction WHERE first = ?", (text,))
            base.execute("DELETE FROM rival WHERE topic = ?", known)
            base.execute("DELETE FROM topic WHERE id = ?", known)
        elif there and not known:
            keys = sorted(digest("rival", *map(str, key)) for key in rival_keys(text))
            query = f"SELECT text FROM topic WHERE id IN (SELECT topic FROM rival WHERE key IN {CHOSEN})"
            meeting = [Claim(claim_id(other), other) for (other,) in base.execute(query, listed(keys))]
            new = Claim(claim_id(text), text)
            texts = {claim.id: claim.text for claim in (new, *meeting)}
            pairs = [(c.first, c.second) for c in contradictions((new, *meeting)) if new.id in {c.first, c.second}]
            topic = base.execute("INSERT INTO topic (text) VALUES (?)", (text,)).lastrowid
            base.executemany("INSERT INTO rival VALUES (?, ?)", ((key, topic) for key in keys))
            both = ((texts[a], texts[b]) for pair in pairs for a, b in (pair, pair[::-1]))
            base.executemany("INSERT INTO contradiction VALUES (?, ?)", both)


def rivals_of(base: sqlite3.Connection, texts: Iterable[str]) -> frozenset[str]:
    """Return the texts of the claims that contradict one of *texts*."""
    return frozenset(other for _, other in contradicting(base, texts))


def contradicting(base: sqlite3.Connection, texts: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield each of *texts*, or of all claims, with each that it contradicts by its text or by its counts."""
    chosen = () if texts is None else listed(texts)
    among = "" if texts is None else f"WHERE {{}} IN {CHOSEN}"
    yield from base.execute(f"SELECT first, second FROM contradiction {among.format('first')}", chosen)
    counted = f"""SELECT a.text, b.text FROM claim a CROSS JOIN counted c ON c.article = a.article AND c.place = a.place
        CROSS JOIN claim b ON b.article = c.other AND b.place = c.other_place {among.format("a.text")}"""
    for one, other in base.execute(counted, chosen):
        if one != other:
            yield one, other
