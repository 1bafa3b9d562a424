"""The file: its tables, and the values of the model as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.dates import PartialDate
from kg.errors import ArchiveError
from kg.jsonl import from_line, to_line
from kg.model import Actor, ActorKind, Article, Citation, Extraction, digest
from kg.resolve.claims import Told

#: "kgar" in ASCII: by this SQLite's header tells an archive from any other file of SQLite
APPLICATION = 0x6B676172
VERSION = 1
_PATIENCE = 600  # seconds to wait for another that writes: what was read of a day is worth it
_ADVICE = "name an archive that 'kg add' made, or a new file"

SCHEMA = """
-- what the archive was made with: the readers of articles, the user's decisions
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- told: how often each wording is used, which of them are one claim of the article, and why
CREATE TABLE article (id TEXT PRIMARY KEY, digest TEXT NOT NULL, citation TEXT NOT NULL, text TEXT NOT NULL,
    found TEXT NOT NULL, told TEXT NOT NULL);
-- by which names articles are on one affair, and how many articles hold each
CREATE TABLE name (name TEXT, article TEXT, PRIMARY KEY (name, article)) WITHOUT ROWID;
CREATE INDEX name_of_article ON name (article);
CREATE TABLE holders (name TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
-- a claim of one article, the text of the claim of the corpus that it is, and what it was decided together with
CREATE TABLE claim (article TEXT, place INTEGER, text TEXT NOT NULL, tied INTEGER NOT NULL,
    PRIMARY KEY (article, place)) WITHOUT ROWID;
CREATE INDEX claim_with_text ON claim (text);
CREATE INDEX claim_tied_to ON claim (tied);
-- what claims of articles that share no affair meet by
CREATE TABLE key (key TEXT, article TEXT, place INTEGER, PRIMARY KEY (key, article, place)) WITHOUT ROWID;
CREATE INDEX key_of_article ON key (article);
-- why claims of articles are one
CREATE TABLE edge (article TEXT NOT NULL, place INTEGER NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
    score REAL NOT NULL, reason TEXT NOT NULL);
CREATE INDEX edge_of_claim ON edge (article, place);
-- by what claims of the corpus meet those that they contradict
CREATE TABLE topic (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE rival (key TEXT, topic INTEGER, PRIMARY KEY (key, topic)) WITHOUT ROWID;
CREATE INDEX rival_of_topic ON rival (topic);
-- claims of the corpus that contradict by their texts, and claims of articles that do by their counts; each pair both ways
CREATE TABLE contradiction (first TEXT, second TEXT, PRIMARY KEY (first, second)) WITHOUT ROWID;
CREATE TABLE counted (article TEXT, place INTEGER, other TEXT, other_place INTEGER,
    PRIMARY KEY (article, place, other, other_place)) WITHOUT ROWID;
CREATE INDEX counted_by_other ON counted (other);
-- an actor of one article, and the actor of the corpus that it is; a family is all that names tie together
CREATE TABLE actor (article TEXT, name TEXT, local TEXT NOT NULL, family INTEGER, party TEXT NOT NULL,
    PRIMARY KEY (article, name)) WITHOUT ROWID;
CREATE INDEX actor_in_family ON actor (family);
CREATE INDEX actor_is_party ON actor (party);
CREATE TABLE party (id TEXT PRIMARY KEY, family INTEGER, record TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX party_of_family ON party (family);
CREATE TABLE tie (tie TEXT PRIMARY KEY, family INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX tie_of_family ON tie (family);
CREATE TABLE merge (family INTEGER NOT NULL, party TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
    score REAL NOT NULL, reason TEXT NOT NULL);
CREATE INDEX merge_of_family ON merge (family);
CREATE INDEX merge_of_party ON merge (party);
-- who takes which stance on which claim of an article
CREATE TABLE said (article TEXT, name TEXT, stance TEXT, place INTEGER,
    PRIMARY KEY (article, name, stance, place)) WITHOUT ROWID;
-- what the encoder made of a wording: numbers of 32 bits, the lowest byte first
CREATE TABLE vector (text TEXT PRIMARY KEY, vector BLOB NOT NULL);
"""
#: what stays when all articles are read or resolved anew
_KEPT = ("setting", "vector")


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the archive at *path*, which is made where nothing stands there.

    Raises :class:`~kg.errors.ArchiveError` for any other file.
    """
    if path.exists() and not path.is_file():
        raise ArchiveError(str(path), "no file", _ADVICE)
    with told_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(path.absolute(), isolation_level=None, timeout=_PATIENCE)
        if _is_empty(base):
            base.execute("PRAGMA journal_mode = WAL")  # what stood there before can still be read while it changes
            with transaction(base, "IMMEDIATE"):
                if _is_empty(base):  # nobody was quicker
                    for statement in SCHEMA.split(";\n"):
                        base.execute(statement)
                    base.execute(f"PRAGMA application_id = {APPLICATION}")
                    base.execute(f"PRAGMA user_version = {VERSION}")
        (application,), (version,) = (base.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
        if application != APPLICATION:
            raise ArchiveError(str(path), "a database of another program", _ADVICE)
        if version != VERSION:
            raise ArchiveError(str(path), f"an archive of version {version}, not {VERSION}", "add its articles to a new one")
    return base


def _is_empty(base: sqlite3.Connection) -> bool:
    """Whether *base* holds nothing and belongs to no program."""
    (objects,), (application,) = (
        base.execute(query).fetchone() for query in ("SELECT count(*) FROM sqlite_schema", "PRAGMA application_id")
    )
    return not objects and not application


@contextmanager
def transaction(base: sqlite3.Connection, kind: str = "DEFERRED") -> Iterator[None]:
    """Let what is read be of one moment and what is written be all or nothing; "IMMEDIATE" waits for who else writes."""
    base.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Raise what goes wrong in the file at *path* as an :class:`~kg.errors.ArchiveError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a fault of this program
            raise
        advice = (
            "wait for the other program, and try again" if "locked" in str(error) else "see that there is room and permission"
        )
        raise ArchiveError(str(path), str(error), advice) from None
    except sqlite3.DatabaseError as error:
        raise ArchiveError(str(path), f"no archive ({error})", _ADVICE) from None
    except OSError as error:
        raise ArchiveError(str(path), error.strerror or str(error), "choose another place") from None


#: what stands after IN; its parameter is made by :func:`listed`
CHOSEN = "(SELECT value FROM json_each(?))"


def listed(values: Iterable[str | int]) -> tuple[str]:
    """Return the parameter of :data:`CHOSEN` that stands for *values*."""
    return (json.dumps(sorted(values)),)


def select(
    base: sqlite3.Connection, columns: str, table: str, by: str, values: Iterable[str | int] | None = None
) -> sqlite3.Cursor:
    """Return the *columns* of the rows of *table* whose column *by* is one of *values*; of all rows, without these."""
    if values is None:
        return base.execute(f"SELECT {columns} FROM {table}")
    return base.execute(f"SELECT {columns} FROM {table} WHERE {by} IN {CHOSEN}", listed(values))


def setting(base: sqlite3.Connection, name: str) -> str | None:
    """Return the setting of that *name*, None where it isn't set."""
    row = base.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def set_setting(base: sqlite3.Connection, name: str, value: str) -> None:
    """Set a setting."""
    base.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))


def clear(base: sqlite3.Connection) -> None:
    """Take all articles out, with all that they brought."""
    for (table,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if table not in _KEPT:
            base.execute(f"DELETE FROM {table}")


def article_digest(article: Article) -> str:
    """Return a digest of all that *article* says and is known by."""
    c = article.citation
    return digest("article", c.id, c.title, str(c.published) if c.published else None, c.outlet, c.url, article.text)


def number(base: sqlite3.Connection) -> int:
    """Return how many articles are there."""
    return int(base.execute("SELECT count(*) FROM article").fetchone()[0])


def digests(base: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the digests of those articles that are there, by id."""
    return dict(select(base, "id, digest", "article", "id", ids))


def insert_article(base: sqlite3.Connection, extraction: Extraction, told: Told) -> None:
    """Insert what was found in an article, and what claims that makes."""
    article, c = extraction.article, extraction.article.citation
    citation = [c.title, str(c.published) if c.published else None, c.outlet, c.url]
    found = [[actor_row(a) for a in extraction.actors], [to_line(a) for a in extraction.attributions]]
    row = (
        article.id,
        article_digest(article),
        json.dumps(citation),
        article.text,
        json.dumps(found),
        json.dumps([told.uses, told.groups, told.reasons]),
    )
    base.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", row)
    place = {text: number for number, texts in enumerate(told.groups) for text in texts}
    taken = {
        (a.actor, a.stance.value, place[a.claim]) for a in extraction.attributions if a.stance and a.actor and a.claim in place
    }
    base.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", ((article.id, *item) for item in sorted(taken)))


def articles(base: sqlite3.Connection, ids: Iterable[str] | None = None) -> Iterator[Article]:
    """Yield the articles with these *ids*, or all of them."""
    for id, citation, text in select(base, "id, citation, text", "article", "id", ids):
        yield _article(id, citation, text)


def extractions(base: sqlite3.Connection, ids: Iterable[str] | None = None) -> Iterator[Extraction]:
    """Yield what was found in the articles with these *ids*, or in all of them."""
    for id, citation, text, found in select(base, "id, citation, text, found", "article", "id", ids):
        actors, attributions = json.loads(found)
        lines = (from_line(line) for line in attributions)
        yield Extraction(_article(id, citation, text), tuple(actor_of(row) for row in actors), tuple(lines))


def told_of(row: str) -> Told:
    """Return what claims an article makes, from its row."""
    uses, groups, reasons = json.loads(row)
    return Told(uses, tuple(tuple(group) for group in groups), tuple((a, b, score, why) for a, b, score, why in reasons))


def actor_row(actor: Actor) -> str:
    """Return *actor* as JSON."""
    return json.dumps([actor.id, actor.name, actor.kind.value, actor.aliases, actor.same_as])


def actor_of(row: str) -> Actor:
    """Return the actor of :func:`actor_row`."""
    id, name, kind, aliases, same_as = json.loads(row)
    return Actor(id, name, ActorKind(kind), tuple(aliases), tuple(same_as))


def delete_articles(base: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Delete the articles with these *ids* and all that they brought, but for their names."""
    chosen = listed(ids)
    of_article = ("claim", "key", "edge", "counted", "actor", "said")
    for table, column in (("article", "id"), ("counted", "other"), *((table, "article") for table in of_article)):
        base.execute(f"DELETE FROM {table} WHERE {column} IN {CHOSEN}", chosen)


def _article(id: str, citation: str, text: str) -> Article:
    title, published, outlet, url = json.loads(citation)
    return Article(Citation(id, title, PartialDate.parse(published) if published else None, outlet, url), text)
