"""The record that the rules hand on: which tokens are source, cue and content, and what the cue says of the stance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.tagger import Tagged
from kg.model import Stance


class Tokens(NamedTuple):
    """A stretch of tokens of one spaCy ``Doc``: ``doc[start:end]``, half open."""

    start: int
    end: int


def meet(a: Tokens, b: Tokens) -> bool:
    """Whether two stretches have a token in common."""
    return a.start < b.end and b.start < a.end


def indices(content: Iterable[Tokens]) -> frozenset[int]:
    """Return the numbers of the tokens in the pieces of *content*."""
    return frozenset(i for piece in content for i in range(*piece))


@dataclass(frozen=True, slots=True)
class Passage:
    """What one rule found.

    ``stance`` is what the cue says before anything is read of the content ("denied": denies; "demanded": None).
    ``content`` may have several pieces, in order. ``rule`` names the rule, for explanations. ``quoted`` tells that the
    content is a direct quotation, in which "I" is the source. Where the sentence names no source, ``speaker`` is the
    mention elsewhere that tells who speaks. ``core`` is the part of the content that states the claim, where that is
    narrower ("the tale" of "dismissed the tale as invented"). ``wording`` is what the span tagger marks of the attribution:
    the spans to print.
    """

    content: tuple[Tokens, ...]
    rule: str
    source: Tokens | None = None
    cue: Tokens | None = None
    stance: Stance | None = Stance.ASSERTS
    quoted: bool = False
    confidence: float = 1.0
    speaker: Tokens | None = None
    core: tuple[Tokens, ...] | None = None
    wording: Tagged | None = None
