"""The values that pass between the stages: articles in, attributions between, a knowledge graph out.

All are frozen and hashable, hold tuples, and refuse nonsense when they are built (:class:`~kg.errors.ModelError`).
Two levels never mix: an :class:`Attribution` is what one passage says; a :class:`Statement` is what the corpus holds.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import Enum

from kg.dates import PartialDate
from kg.errors import ModelError


class Stance(Enum):
    """What an actor does with a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"

    def flip(self) -> Stance:
        """Return the other stance: what negation does to it.

        >>> Stance.ASSERTS.flip()
        <Stance.DENIES: 'denies'>
        """
        return Stance.DENIES if self is Stance.ASSERTS else Stance.ASSERTS


class DateBasis(Enum):
    """Where the date of a statement comes from."""

    STATED = "stated"  #: the text says when
    PUBLISHED = "published"  #: the article's own date stands in


class ActorKind(Enum):
    """What sort of actor it is, as far as the text tells."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    GROUP = "group"
    UNKNOWN = "unknown"


# json.dumps would build an encoder for each call.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(kind: str, *parts: str | None) -> str:
    """Return 16 hex digits that depend on *kind* and *parts* alone: SHA-256 over a JSON array, so no parts run together.

    >>> digest("claim", "Waste was dumped.")
    'aa5e9e5f99b4b83c'
    >>> digest("x", "a", "b") == digest("x", "ab")
    False
    """
    return hashlib.sha256(_encode([kind, *parts]).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: ``article.text[start:end] == text``, offsets in code points, half open."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ModelError(f"not a span: start {self.start}, end {self.end}")
        if len(self.text) != self.end - self.start:
            raise ModelError(f"span {self.start}:{self.end} holds {len(self.text)} code points, not {self.end - self.start}")


@dataclass(frozen=True, slots=True)
class Citation:
    """What is known of an article beside its text; enough to find it again."""

    id: str
    title: str | None = None
    published: PartialDate | None = None
    outlet: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ModelError("an article needs an id")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read. Offsets everywhere are code points of ``text``."""

    citation: Citation
    text: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ModelError(f"article {self.citation.id!r} has no text")

    @property
    def id(self) -> str:
        """The id that the article came with, or one made from its content."""
        return self.citation.id

    @property
    def published(self) -> PartialDate | None:
        """The day it was published, where that is known."""
        return self.citation.published


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks: a person, an organisation, a government, a bounded group.

    ``name`` is the fullest form. A proper name stands without an article ("Narvik Hydro"); a description, which tells
    its actor apart within one article only, keeps it and starts in lower case ("the ministry"). ``aliases`` are all
    other forms, sorted, pronouns left out. ``same_as`` are IRIs of the same thing elsewhere, sorted.
    """

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id or not self.name.strip():
            raise ModelError(f"an actor needs an id and a name: id {self.id!r}, name {self.name!r}")
        for field in ("aliases", "same_as"):
            values = getattr(self, field)
            if list(values) != sorted(set(values)):
                raise ModelError(f"{field} of {self.name!r} must be sorted and without repetition: {values!r}")
        if self.name in self.aliases:
            raise ModelError(f"{self.name!r} is its own alias")

    @property
    def is_description(self) -> bool:
        """Whether the name is a description ("the ministry"), which means somebody else in another article."""
        return self.name[0].islower()


def actor_id(name: str, *, scope: str | None = None) -> str:
    """Return the id of the actor called *name*; *scope* (an article's id) keeps descriptions of two articles apart."""
    return digest("actor", name, scope)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One passage: a source takes a stance on a claim, in these words. The evidence for statements.

    ``content`` holds the pieces of the claim's words in the order of the text (more than one where they are
    interrupted). ``actor`` is the name of one of the article's actors, or None where nobody is named. ``claim`` is the
    affirmative proposition. ``stance`` is None for a passage that is attributed but takes no stance (a demand, a wish).
    ``date_basis`` is None exactly where ``date`` is.
    """

    article: str
    content: tuple[Span, ...]
    claim: str
    source: Span | None = None
    cue: Span | None = None
    actor: str | None = None
    stance: Stance | None = None
    date: PartialDate | None = None
    date_basis: DateBasis | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ModelError("an attribution needs content")
        if any(a.end > b.start for a, b in zip(self.content, self.content[1:], strict=False)):
            raise ModelError("pieces of a content overlap or stand out of order")
        if (self.date is None) != (self.date_basis is None):
            raise ModelError("date and date_basis are known together or not at all")
        if not 0.0 <= self.confidence <= 1.0:
            raise ModelError(f"confidence {self.confidence} is outside 0 to 1")


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article: its actors (ids scoped to the article) and its attributions in text order."""

    article: Article
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]

    def __post_init__(self) -> None:
        names = [a.name for a in self.actors]
        if len(set(names)) != len(names):
            raise ModelError(f"two actors of article {self.article.id!r} share a name")
        unknown = {a.actor for a in self.attributions} - {None} - set(names)
        if unknown:
            raise ModelError(
                f"article {self.article.id!r} attributes to actors that it doesn't list: {sorted(map(str, unknown))}"
            )


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition in affirmative form. Its id depends on its text alone, never on who says it or with which stance."""

    id: str
    text: str

    def __post_init__(self) -> None:
        if not self.id or not self.text.strip():
            raise ModelError(f"a claim needs an id and a text: id {self.id!r}, text {self.text!r}")


def claim_id(text: str) -> str:
    """Return the id of the claim with this normal form."""
    return digest("claim", text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that a statement rests on: where it stands, its words, and the words around it.

    ``pieces`` as in :attr:`Attribution.content`; ``prefix`` and ``suffix`` are the text right before the first piece and
    right after the last.
    """

    article: str
    pieces: tuple[Span, ...]
    source_text: str | None = None
    cue_text: str | None = None
    prefix: str = ""
    suffix: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.pieces:
            raise ModelError("evidence needs a passage")
        if any(a.end > b.start for a, b in zip(self.pieces, self.pieces[1:], strict=False)):
            raise ModelError("pieces of a passage overlap or stand out of order")
        if not 0.0 <= self.confidence <= 1.0:
            raise ModelError(f"confidence {self.confidence} is outside 0 to 1")

    @property
    def order(self) -> tuple[object, ...]:
        """What evidence is sorted by: article and place, then all the rest, so that the order is total."""
        known = tuple((text is not None, text or "") for text in (self.source_text, self.cue_text))
        return (self.article, self.pieces, known, self.prefix, self.suffix, self.confidence)


@dataclass(frozen=True, slots=True)
class Statement:
    """One actor takes one stance on one claim on one date, with all the evidence for it.

    ``evidence`` may be given in any order; it is held sorted by :attr:`Evidence.order`, each piece once.
    """

    actor: str
    stance: Stance
    claim: str
    evidence: tuple[Evidence, ...]
    date: PartialDate | None = None
    date_basis: DateBasis | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ModelError("a statement needs evidence")
        object.__setattr__(self, "evidence", tuple(sorted(set(self.evidence), key=lambda e: e.order)))
        if (self.date is None) != (self.date_basis is None):
            raise ModelError("date and date_basis are known together or not at all")

    @property
    def id(self) -> str:
        """A hash over actor, stance, claim and date."""
        return digest("statement", self.actor, self.stance.value, self.claim, str(self.date) if self.date else None)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that can't both be true; ``first`` sorts before ``second``."""

    first: str
    second: str

    def __post_init__(self) -> None:
        if not self.first < self.second:
            raise ModelError(f"a contradiction joins two claims in order: {self.first!r}, {self.second!r}")


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Why two forms are one: names of an actor, or wordings of a claim; ``kind`` is "actor" or "claim", ``node`` its id.

    ``first`` sorts before ``second``; ``score`` tells how sure it is, from 0 to 1.
    """

    kind: str
    node: str
    first: str
    second: str
    score: float
    reason: str

    def __post_init__(self) -> None:
        if self.kind not in {"actor", "claim"}:
            raise ModelError(f"a merge of {self.kind!r}: it must be 'actor' or 'claim'")
        if not self.first < self.second:
            raise ModelError(f"a merge joins two forms in order: {self.first!r}, {self.second!r}")
        if not 0.0 <= self.score <= 1.0:
            raise ModelError(f"score {self.score} is outside 0 to 1")
        if not self.reason.strip():
            raise ModelError("a merge needs a reason")


@dataclass(frozen=True, slots=True)
class Dispute:
    """Somebody disputes somebody: derived from the statements that it holds, never stated.

    ``denier`` denies a claim that ``asserter`` asserts (``rival`` is None), or asserts ``rival``, which contradicts it.
    ``against`` are the denier's statements, ``for_`` the asserter's, both sorted by date and id.
    """

    denier: str
    asserter: str
    claim: str
    against: tuple[Statement, ...]
    for_: tuple[Statement, ...]
    rival: str | None = None


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """All that the corpus says: sorted by id everywhere, so that equal content means equal values and equal bytes."""

    articles: tuple[Citation, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    #: why names are one actor and wordings one claim
    merges: tuple[Merge, ...] = ()
    #: program, version and model that made it, e.g. "counterclaim 0.1.0, en_core_web_sm 3.8.0"
    generator: str | None = None

    def __post_init__(self) -> None:
        for field in ("articles", "actors", "claims", "statements"):
            ids = [item.id for item in getattr(self, field)]
            if ids != sorted(set(ids)):
                raise ModelError(f"{field} must be sorted by id, each id once")
        if list(self.contradictions) != sorted(set(self.contradictions), key=lambda c: (c.first, c.second)):
            raise ModelError("contradictions must be sorted, each once")
        actors, claims, articles = ({i.id for i in items} for items in (self.actors, self.claims, self.articles))
        for s in self.statements:
            if s.actor not in actors or s.claim not in claims or any(e.article not in articles for e in s.evidence):
                raise ModelError(f"statement {s.id} names an actor, a claim or an article that the graph lacks")
        for c in self.contradictions:
            if not {c.first, c.second} <= claims:
                raise ModelError(f"contradiction {c.first}, {c.second} names a claim that the graph lacks")
        if list(self.merges) != sorted(set(self.merges)):
            raise ModelError("merges must be sorted, each once")
        for m in self.merges:
            if m.node not in (actors if m.kind == "actor" else claims):
                raise ModelError(f"a merge of the {m.kind} {m.node}, which the graph lacks")
