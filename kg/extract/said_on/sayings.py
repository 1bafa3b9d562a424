"""What dates are found from: passages as sayings, dated documents, sentences that tell that somebody spoke."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.dates import PartialDate
from kg.extract.said_on.occasions import (
    Frame,
)
from kg.extract.syntax import subject


@dataclass(slots=True)
class Saying:
    """A passage and what its date may follow from; ``date`` is filled in, ``tie`` is the word that ties it to a time.

    ``tense`` is ``past``, ``present``, ``perfect`` ("has said"), ``pluperfect`` ("had said"), ``nominal`` (a noun or a
    preposition is the cue) or ``none`` (there is no cue).
    """

    index: int
    frame: Frame
    actor: str | None
    at: int
    paragraph: int
    tense: str
    quoted: bool
    date: PartialDate | None = None
    tie: Token | None = None

    def says_we(self, doc: Doc) -> bool:
        """Whether the speaker speaks for a group."""
        return any(doc[i].lower_ in ("we", "our", "us") for i in self.frame.content)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the text dates."""

    noun: Token
    verb: Token | None  #: "published" in "the report that the ministry published on Monday"
    date: PartialDate

    def author(self, names: Collection[str], in_order: Sequence[Saying]) -> str | None:
        """Return which of *names* made it: whom the text names as its owner or maker; "her report": who spoke before."""
        owners = [c for c in self.noun.children if c.dep_ == "poss"]
        owners += [n for c in self.noun.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
        if self.verb is not None:
            maker = subject(self.verb)
            owners += [self.noun] if maker is None else [maker.head.head if maker.tag_ in ("WDT", "WP") else maker]
            owners += [n for c in self.verb.children if c.dep_ == "agent" for n in c.children if n.dep_ == "pobj"]
        for owner in owners:
            if owner.lower_ in ("its", "their") and (near := _named_before(names, owner)) is not None:
                return near
            if owner.pos_ == "PRON" and owner.dep_ == "poss":
                before = [s.actor for s in in_order if s.at < self.noun.i and s.actor]
                return before[-1] if before else None
            found = sorted(n for n in names if owner.text in n.split()) or _mentioned(owner, in_order)
            if len(found) == 1:
                return found[0]
        return None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells that somebody spoke, with its date and its subject."""

    at: int
    paragraph: int
    date: PartialDate
    subject: Token | None
    points_back: bool = False
    who: str | None = None  #: the actor that a passage gives the subject, where one does

    @property
    def named(self) -> bool:
        """Whether the subject has a name of its own."""
        return self.subject is not None and self.subject.pos_ != "PRON"

    def names(self, actor: str | None) -> bool:
        """Whether the subject may be *actor*."""
        if self.subject is None or actor is None:
            return False
        if self.who is not None:
            return self.who == actor
        named = (self.subject, *(c for c in self.subject.children if c.dep_ == "appos"))
        return self.subject.pos_ == "PRON" or any(t.lower_ in actor.lower().split() for t in named)


def _named_before(names: Collection[str], token: Token) -> str | None:
    """Return which of *names* stands last in the sentence before that of *token*, within its paragraph."""
    start = token.sent.start
    if start == 0 or "\n" in token.doc[start - 1].text:
        return None
    text = token.doc[start - 1].sent.text
    found = sorted((text.rfind(name), len(name), name) for name in names if name[:1].isupper() and name in text)
    return found[-1][2] if found else None


def _mentioned(owner: Token, in_order: Sequence[Saying]) -> list[str]:
    """Return which actors passages mention by the noun that *owner* is ("the panel")."""
    if owner.pos_ != "NOUN":
        return []
    doc = owner.doc
    return sorted({s.actor for s in in_order if s.actor and any(doc[i].lemma_ == owner.lemma_ for i in s.frame.source)})
