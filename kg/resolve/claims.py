"""Which wordings are one claim: extractions go in, a claim for each article's wording comes out.

Within one article nearly equal wordings are one claim: tense, voice, articles, titles and general synonyms don't count, nor
does a modifier that the article supplies ("the 2016 election" where it speaks of one election only). A wording that says more
or less, another number, another name or the opposite is a claim of its own. Between articles only equal normal forms meet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from kg.model import Claim, Extraction, claim_id
from kg.resolve.rivals import contradictions
from kg.resolve.wording import OPEN_PRONOUNS, Kind, Wording, antonyms, read_wording

__all__ = ["Comparison", "cluster", "compare", "contradictions", "resolve_claims"]

#: For a noun in one article: the modifiers of each kind that its claims put before it.
Modifiers = Mapping[tuple[str, Kind], frozenset[str]]

_Item = TypeVar("_Item")
_Node = tuple[str, tuple[str, ...]]  # one claim of one article: the article's id, its wordings

_POINTING = re.compile(r"(?:It|This|That) (?:is|was|will be|would be|remains) ")
_SPELLING = 90.0  # the least ratio (0 to 100) of two spellings of one name
_ENOUGH = 3  # content words that tell a claim from those of another affair where nobody is named
_REFERRING = frozenset({Kind.NAME, Kind.COUNTRY, Kind.YEAR})
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
    if not _POINTING.match(short.text) or _POINTING.match(long.text) or not 0 < len(short.words) < len(long.words):
        return None
    return Comparison(0.7, "a pronoun for the subject") if long.key[-len(short.words) :] == short.key else None


_COMPARATORS = (compare_keys, compare_context, compare_spelling, compare_pronoun)


def compare(a: Wording, b: Wording, modifiers: Modifiers) -> Comparison:
    """Return the verdict of the first comparator that has one; a score above 0.5 means one claim."""
    for comparator in _COMPARATORS:
        found = comparator(a, b, modifiers)
        if found is not None:
            return found
    return Comparison(0.0, "different content")


def _blocks(wordings: Sequence[Wording]) -> Iterable[tuple[Wording, Wording]]:
    """Return the pairs worth a comparison: one skeleton, all words but one, or a pronoun and the one claim that ends alike."""
    blocks: dict[tuple[object, ...], list[Wording]] = defaultdict(list)
    ends: dict[tuple[str, ...], list[Wording]] = {w.key: [w] for w in wordings if _POINTING.match(w.text)}
    for wording in wordings:
        blocks["skeleton", wording.skeleton].append(wording)
        for place in range(len(wording.words)):
            blocks[place, wording.key[:place], wording.key[place + 1 :]].append(wording)
            if place and wording.key[place:] in ends:
                ends[wording.key[place:]].append(wording)
    alone = [block for block in ends.values() if len({w.skeleton for w in block[1:]}) == 1]
    seen = {pair for block in [*blocks.values(), *alone] for pair in combinations(block, 2)}
    return sorted(seen, key=lambda pair: (pair[0].text, pair[1].text))


class _Sets(Generic[_Item]):
    """Disjoint sets; which sets come out doesn't depend on the order in which items are joined."""

    def __init__(self) -> None:
        self._parent: dict[_Item, _Item] = {}

    def root(self, item: _Item) -> _Item:
        parent = self._parent.setdefault(item, item)
        while parent != self._parent[parent]:
            self._parent[item] = self._parent[parent]
            item, parent = parent, self._parent[parent]
        return parent

    def join(self, a: _Item, b: _Item) -> None:
        self._parent[self.root(a)] = self.root(b)


def cluster(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the wordings of one article in groups of one claim each, groups and members sorted.

    Two groups join only where every pair across them is one claim, so that no chain of small steps leads from one claim to
    another.
    """
    wordings = [read_wording(text) for text in sorted(set(texts))]
    known: dict[tuple[str, Kind], set[str]] = defaultdict(set)
    for wording in wordings:
        for head, kind, value in wording.modifiers():
            known[head, kind].add(value)
    modifiers = {place: frozenset(values) for place, values in known.items()}
    scored = sorted(
        ((compare(a, b, modifiers).score, a, b) for a, b in _blocks(wordings)),
        key=lambda item: (-item[0], item[1].text, item[2].text),
    )
    groups: dict[str, list[Wording]] = {wording.text: [wording] for wording in wordings}
    for score, a, b in scored:
        mine, yours = groups[a.text], groups[b.text]
        if score <= 0.5 or mine is yours:
            continue
        if all(compare(x, y, modifiers).score > 0.5 for x in mine for y in yours):
            mine.extend(yours)
            groups.update({wording.text: mine for wording in yours})
    return tuple(sorted({tuple(sorted(w.text for w in group)) for group in groups.values()}))


def stands_alone(wording: Wording) -> bool:
    """Whether *wording* can mean the same in another article: it names somebody, or says enough, and has no open pronoun."""
    if any(word.stem in OPEN_PRONOUNS for word in wording.words):
        return False
    return len(wording.words) >= _ENOUGH or any(word.kind in _REFERRING for word in wording.words)


def _full(texts: Iterable[str]) -> tuple[Wording, ...]:
    """Return those wordings of one article's claim that leave out no year, country or name which another of them has."""
    wordings = tuple(read_wording(text) for text in sorted(texts))
    supplied = [frozenset(m for m in wording.modifiers() if m[1] is not Kind.WORD) for wording in wordings]
    everything = frozenset[tuple[str, Kind, str]]().union(*supplied)
    return tuple(w for w, own in zip(wordings, supplied, strict=True) if own == everything)


def resolve_claims(extractions: Iterable[Extraction]) -> dict[tuple[str, str], Claim]:
    """Return the claim of each (article id, wording) of *extractions*; passages without a stance count like any other.

    A claim's text is its most frequent wording among those that leave nothing to the article, of several the longest, of those
    the first by alphabet; its id depends on that text alone. So where two articles have one wording each, the same, they
    share a claim even if "he" is somebody else in each. The result doesn't depend on the order of *extractions*.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for extraction in extractions:
        counts.update((extraction.article.id, a.claim) for a in extraction.attributions if a.claim.strip())
    places: dict[str, set[str]] = defaultdict(set)
    for article, text in counts:
        places[article].add(text)
    nodes = {(article, texts): _full(texts) for article, found in sorted(places.items()) for texts in cluster(found)}
    sets, first_with = _Sets[_Node](), dict[tuple[str, ...], _Node]()
    for node, full in nodes.items():
        sets.root(node)
        for wording in filter(stands_alone, full):
            sets.join(node, first_with.setdefault(wording.key, node))
    votes: dict[_Node, Counter[str]] = defaultdict(Counter)
    for (article, texts), full in nodes.items():
        for text in [wording.text for wording in full] or texts:
            votes[sets.root((article, texts))][text] += counts[article, text]
    chosen = {root: min(found, key=lambda t: (-found[t], -len(t), t)) for root, found in votes.items()}
    claims = {node: Claim(claim_id(chosen[sets.root(node)]), chosen[sets.root(node)]) for node in nodes}
    return {(article, text): claim for (article, texts), claim in claims.items() for text in texts}
