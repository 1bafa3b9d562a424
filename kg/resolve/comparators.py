"""Are two wordings one claim? Two normal forms go in, a score comes out, and the reason for it.

What counts against: another number, year, name, nationality or the opposite word; a wording that says more or less, unless it
is a modifier, time or place that the affair knows one of only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.resolve.wording import OPEN_PRONOUNS, Kind, Wording, antonyms, read_wording

#: For a noun (or a whole claim) in one affair: the modifiers, times and places of each kind that its claims put to it.
Modifiers = Mapping[tuple[str, Kind], frozenset[str]]

_POINTING = re.compile(r"(?:It|This|That) (?:is|was|will be|would be|remains) ")
_PRONOUN = re.compile(r"(?:It|This|That|They|He|She) ")
_PLACE = re.compile(r" (?:in|at|on|near|inside|during) (?:the|this|that|these|those|our|its|his|her|their) [a-z ]+$")
_SPELLING = 90.0  # the least ratio (0 to 100) of two spellings of one name
_SHORTEST = 5  # names shorter than this must be spelled alike


@dataclass(frozen=True, slots=True)
class Comparison:
    """How surely two wordings are one claim, from 0 to 1, and why."""

    score: float
    reason: str


def compare_keys(a: Wording, b: Wording, _: Modifiers) -> Comparison | None:
    """One normal form: surely one claim."""
    return Comparison(1.0, "same normal form") if a.key == b.key else None


def compare_context(a: Wording, b: Wording, modifiers: Modifiers) -> Comparison | None:
    """Equal but for modifiers that one side leaves out, where the article's claims know no other for the same noun."""
    if a.skeleton != b.skeleton:
        return None
    mine, yours = set(a.modifiers()), set(b.modifiers())
    for head, kind, value in mine ^ yours:
        if modifiers.get((head, kind), frozenset()) != {value}:
            return Comparison(0.0, f"{value!r} is not the only {kind.value} before {head!r}")
    return Comparison(0.9, "what one leaves out, the article supplies")


def compare_spelling(a: Wording, b: Wording, modifiers: Modifiers) -> Comparison | None:
    """Equal but for one name or word that is spelled in two ways; opposites and numbers are never spellings."""
    differing = [(x, y) for x, y in zip(a.words, b.words, strict=False) if x.stem != y.stem]
    if len(a.words) != len(b.words) or len(differing) != 1:
        return None
    ((x, y),) = differing
    if {x.kind, y.kind} - {Kind.NAME, Kind.WORD} or min(len(x.stem), len(y.stem)) < _SHORTEST:
        return None
    if (x.stem, y.stem) in antonyms() or fuzz.ratio(x.stem, y.stem) < _SPELLING or _negates(x.stem, y.stem):
        return None
    return Comparison(0.8, f"{x.stem!r} and {y.stem!r} are one word in two spellings")


def _negates(a: str, b: str) -> bool:
    return any(a == prefix + b or b == prefix + a for prefix in ("un", "in", "im", "il", "ir", "dis", "non", "mis", "de", "re"))


def compare_pronoun(a: Wording, b: Wording, _: Modifiers) -> Comparison | None:
    """One says "it is unacceptable", the other ends so: "it" is what the other speaks of."""
    short, long = sorted((a, b), key=lambda w: len(w.words))
    end = pronoun_end(short)
    if not end or _PRONOUN.match(long.text) or len(end) >= len(long.words):
        return None
    return Comparison(0.7, "a pronoun for the subject") if long.key[-len(end) :] == end else None


def pronoun_end(wording: Wording) -> tuple[str, ...]:
    """Return what a wording says of "it" or "they", where that is enough to be known by; else nothing."""
    text = wording.text
    key = tuple(word.stem for word in wording.words if word.stem not in OPEN_PRONOUNS)
    return key if _POINTING.match(text) or (_PRONOUN.match(text) and len(key) > 1) else ()


def compare_place(a: Wording, b: Wording, modifiers: Modifiers) -> Comparison | None:
    """Equal but for the place at the end that one side leaves out, where the claims know no other for the same."""
    mine, yours = _place(a), _place(b)
    if (mine is None) == (yours is None):
        return None
    (short, place), other = (mine, b) if mine is not None else (yours, a) if yours is not None else ((a, ""), b)
    if short.skeleton != other.skeleton or modifiers.get((" ".join(short.skeleton), Kind.PLACE), {place}) != {place}:
        return None
    found = compare_context(short, other, modifiers)
    return Comparison(0.6, f"{place!r} is the one place") if found is not None and found.score > 0.5 else None


def _place(wording: Wording) -> tuple[Wording, str] | None:
    text = wording.text.rstrip(".")
    at = [m for m in _PLACE.finditer(text) if not any(w.kind is Kind.TIME for w in read_wording(m.group()).words)]
    if not at:
        return None
    short = read_wording(text[: at[0].start()])
    return (short, at[0].group().strip()) if short.skeleton else None


def known_modifiers(wordings: Iterable[Wording]) -> Modifiers:
    """Return the modifiers, times and places in *wordings*."""
    known: dict[tuple[str, Kind], set[str]] = defaultdict(set)
    for wording in wordings:
        for head, kind, value in wording.modifiers():
            known[head, kind].add(value)
        if (placed := _place(wording)) is not None:
            known[" ".join(placed[0].skeleton), Kind.PLACE].add(placed[1])
    return {place: frozenset(values) for place, values in known.items()}


_COMPARATORS = (compare_keys, compare_context, compare_spelling, compare_pronoun, compare_place)


def compare(a: Wording, b: Wording, modifiers: Modifiers) -> Comparison:
    """Return the verdict of the first comparator that has one; a score above 0.5 means one claim."""
    for comparator in _COMPARATORS:
        found = comparator(a, b, modifiers)
        if found is not None:
            return found
    return Comparison(0.0, "different content")


def block_keys(wording: Wording) -> tuple[tuple[object, ...], ...]:
    """Return the keys under which *wording* must meet all others that :func:`compare` may find to be the same claim."""
    keys: list[tuple[object, ...]] = [("skeleton", wording.skeleton)]
    keys += [(place, wording.key[:place], wording.key[place + 1 :]) for place in range(len(wording.words))]
    if (placed := _place(wording)) is not None:
        keys.append(("skeleton", placed[0].skeleton))
    return tuple(keys)
