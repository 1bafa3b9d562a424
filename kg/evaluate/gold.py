"""Story gold: a JSON file goes in, a :class:`Story` comes out: articles, and who takes which stance on which claim in them.

A *story* is a handful of articles about one affair. Its file holds ``story``, ``articles``, ``actors``, ``claims``,
``contradictions``, ``attributions`` and ``distractors``; ``docs/quality.md`` describes the format. An article is given with its
``text``, or as a ``file`` to be read as the program reads any article (``item`` counts the articles of that file from 0).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from kg.dates import PartialDate
from kg.errors import ModelError, ReadError
from kg.model import Actor, ActorKind, Article, Citation, Claim, DateBasis, Span, Stance
from kg.read import read

T = TypeVar("T")
Row = Mapping[str, Any]

_SPELLINGS = {"organisation": ActorKind.ORGANIZATION}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an annotator found in one passage: an actor takes a stance on a claim.

    ``source`` is the mention of the actor that the sentence uses, None where it uses none. An ``optional`` judgement is one
    on which reasonable readers differ: neither finding nor missing it is held against a system.
    """

    article: str
    actor: str
    content: tuple[Span, ...]
    stance: Stance
    claim: str
    date: PartialDate
    date_basis: DateBasis
    source: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Distractor:
    """A passage that only looks like an attribution, and why it is none."""

    article: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one affair and what an annotator found in them. Ids of actors and claims count within the story."""

    title: str
    articles: tuple[Article, ...]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[tuple[str, str], ...]
    judgements: tuple[Judgement, ...]
    distractors: tuple[Distractor, ...]


def load_story(path: Path) -> Story:
    """Return the story that the file at *path* tells.

    ``file`` entries are paths relative to *path*, and their articles keep the ids that reading gives them. An article with
    a ``text`` of its own gets the id ``STEM/ID``, so that stories may be put together. Raises
    :class:`~kg.errors.ReadError` for a file that can't be read and for gold that breaks its own rules: unknown ids, content
    that isn't in the text exactly once, a date after publication. The message names the entry.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(str(path), f"not readable as JSON ({error})", "write a story as docs/quality.md describes") from None
    try:
        articles = {row["id"]: _article(row, path) for row in data["articles"]}
        actors = tuple(_actor(row) for row in data["actors"])
        claims = tuple(Claim(row["id"], row["text"]) for row in data["claims"])
        known = _Known(articles, frozenset(a.id for a in actors), frozenset(c.id for c in claims))
        return Story(
            title=data["story"],
            articles=tuple(articles.values()),
            actors=actors,
            claims=claims,
            contradictions=tuple(known.pair(*pair) for pair in data.get("contradictions", [])),
            judgements=tuple(_each(data["attributions"], known.judgement, f"{path}: attribution")),
            distractors=tuple(_each(data.get("distractors", []), known.distractor, f"{path}: distractor")),
        )
    except KeyError as error:
        raise ReadError(str(path), f"no {error}", "write a story as docs/quality.md describes") from None
    except (ModelError, TypeError) as error:
        raise ReadError(str(path), str(error), "write a story as docs/quality.md describes") from None


def load_stories(folder: Path) -> tuple[Story, ...]:
    """Return the stories of all ``*.json`` files in *folder*, in order of their names."""
    return tuple(load_story(path) for path in sorted(folder.glob("*.json")))


def _article(row: Row, path: Path) -> Article:
    if "text" in row:
        published = PartialDate.parse(row["published"])
        return Article(Citation(f"{path.stem}/{row['id']}", row.get("title"), published, row.get("outlet")), row["text"])
    file = path.parent / row["file"]
    found = []
    for item in read([file]):
        if isinstance(item, ReadError):
            raise item
        if isinstance(item, Article):
            found.append(item)
    try:
        return found[row.get("item", 0)]
    except IndexError:
        raise ReadError(str(path), f"article {row['id']}: {file} holds {len(found)} articles", "mend item or file") from None


def _actor(row: Row) -> Actor:
    aliases = set(row.get("aliases", [])) - {row["name"]}
    kind = row.get("kind", "unknown")
    return Actor(row["id"], row["name"], _SPELLINGS.get(kind) or _member(ActorKind, kind), tuple(sorted(aliases)))


def _member(kind: Callable[[str], T], value: str) -> T:
    """Return the member of an enumeration with this value."""
    try:
        return kind(value)
    except ValueError as error:
        raise ModelError(str(error)) from None


def _each(rows: list[Row], make: Callable[[Row], T], where: str) -> Iterator[T]:
    """Yield what *make* makes of each row; an error names the row by its number, from 0, and by its ids."""
    for number, row in enumerate(rows):
        try:
            yield make(row)
        except ModelError as error:
            ids = ", ".join(str(row[key]) for key in ("article", "actor", "claim") if key in row)
            raise ReadError(f"{where} {number} ({ids})", str(error), "mend the gold") from None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of a story may refer to."""

    articles: Mapping[str, Article]
    actors: frozenset[str]
    claims: frozenset[str]

    def pair(self, first: str, second: str) -> tuple[str, str]:
        if first == second or not {first, second} <= self.claims:
            raise ModelError(f"contradiction {first}, {second} doesn't join two claims of the story")
        return first, second

    def judgement(self, row: Row) -> Judgement:
        article = self._of(row)
        if row["actor"] not in self.actors or row["claim"] not in self.claims:
            raise ModelError("unknown actor or claim")
        if row["source"] is not None and row["source"] not in article.text:
            raise ModelError(f"source isn't in the text: {row['source']!r}")
        pieces = row["content"] if isinstance(row["content"], list) else [row["content"]]
        date, basis = PartialDate.parse(row["date"]), _member(DateBasis, row["date_basis"])
        published = article.published
        if published is not None and date.first > published.last:
            raise ModelError(f"said on {date}, after it was published")
        if basis is DateBasis.PUBLISHED and date != published:
            raise ModelError(f"its date is that of publication, but {date} isn't")
        content = tuple(_locate(piece, article) for piece in pieces)
        if any(a.end > b.start for a, b in pairwise(content)):
            raise ModelError(f"the pieces of its content overlap or stand out of order: {pieces!r}")
        return Judgement(
            article=article.id,
            actor=row["actor"],
            content=content,
            stance=_member(Stance, row["stance"]),
            claim=row["claim"],
            date=date,
            date_basis=basis,
            source=row["source"],
            optional=bool(row.get("optional", False)),
        )

    def distractor(self, row: Row) -> Distractor:
        article = self._of(row)
        start = article.text.find(row["text"])
        if start < 0:
            raise ModelError(f"not in the text: {row['text']!r}")
        return Distractor(article.id, Span(start, start + len(row["text"]), row["text"]), row["why"])

    def _of(self, row: Row) -> Article:
        if row["article"] not in self.articles:
            raise ModelError("unknown article")
        return self.articles[row["article"]]


def _locate(words: str, article: Article) -> Span:
    """Return the one place in the text where *words* stand."""
    count = article.text.count(words)
    if count != 1:
        raise ModelError(f"content stands {count} times in the text, not once: {words!r}")
    start = article.text.index(words)
    return Span(start, start + len(words), words)
