"""What a passage tells, and what stays the same while it is read: the values that the readers of a content share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.passage import Passage
from kg.extract.propositions.clause import Edits, Inside, sentence
from kg.extract.propositions.deixis import NameOf, referent, resolve_deixis
from kg.model import Stance


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a passage claims, in affirmative form; ``negated`` turns the stance of the cue.

    ``refers_back`` marks a passage that only points to a claim made before ("That is not true."); its text is empty, and
    ``negated`` says whether it rejects that claim. ``names_only`` marks a thing that is named and not said to be there ("the
    bag", "two rounds"): it answers what was said of that thing, and is no claim by itself. ``known`` tells that the reader is
    taken to know it: such a thing can't be denied alone either.
    """

    text: str
    negated: bool = False
    refers_back: bool = False
    names_only: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What stays the same while one passage is worked on."""

    doc: Doc
    passage: Passage
    name_of: NameOf
    speaker: str | None
    country: str | None

    def who(self, i: int) -> str | None:
        """Return the name of what the pronoun at *i* points to."""
        return referent(
            self.doc,
            i,
            name_of=self.name_of,
            speaker=self.speaker,
            speaker_country=self.country,
            quoted=self.passage.quoted,
        )

    def edits(self, inside: Inside) -> Edits:
        """Return the edits that put names in the place of pronouns."""
        return resolve_deixis(
            self.doc,
            inside,
            name_of=self.name_of,
            speaker=self.speaker,
            speaker_country=self.country,
            quoted=self.passage.quoted,
            start=self.passage.content[0].start,
        )

    @property
    def cue(self) -> frozenset[str]:
        """The lemmas of the cue."""
        return frozenset(self.doc[i].lemma_.lower() for i in range(*self.passage.cue)) if self.passage.cue else frozenset()

    @property
    def denies(self) -> bool:
        """Whether the cue itself denies."""
        return self.passage.stance is Stance.DENIES


def told(text: str, negated: bool) -> Proposition | None:
    """Return *text* as a proposition, or None where nothing is left of it."""
    text = sentence(text)
    return Proposition(text, negated) if text else None


def back(negated: bool) -> Proposition:
    """Return what only points back to a claim."""
    return Proposition("", negated, refers_back=True)


def turned(found: Proposition | None, flip: bool) -> Proposition | None:
    """Return *found* with its negation turned, where *flip* says so."""
    return None if found is None else replace(found, negated=found.negated != flip)
