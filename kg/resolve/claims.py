"""Which wordings are one claim: extractions go in, a claim for each article's wording comes out.

Within one article nearly equal wordings are one claim: tense, voice, articles, titles and general synonyms don't count, nor
does a modifier that the article supplies ("the 2016 election" where it speaks of one election only). A wording that says more
or less, another number, another name or the opposite is a claim of its own. The same holds between articles on one affair
(:mod:`kg.resolve.affairs`); between all others only equal normal forms meet.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Generic, TypeVar

from kg.model import Claim, Extraction, claim_id
from kg.resolve.affairs import affairs
from kg.resolve.comparators import Comparison, Modifiers, block_keys, compare, known_modifiers, pronoun_end
from kg.resolve.linkage import link
from kg.resolve.meaning import Encoder, Said, likenesses
from kg.resolve.rivals import contradictions
from kg.resolve.wording import Kind, Wording, points, read_wording

__all__ = ["Comparison", "cluster", "compare", "contradictions", "resolve_claims"]

_Item = TypeVar("_Item")
_Node = tuple[str, tuple[str, ...]]  # one claim of one article: the article's id, its wordings

_ENOUGH = 3  # content words that tell a claim from those of another affair where nobody is named
_REFERRING = frozenset({Kind.NAME, Kind.COUNTRY, Kind.YEAR})


def _blocks(wordings: Sequence[Wording]) -> Iterable[tuple[Wording, Wording]]:
    """Return the pairs worth a comparison: one skeleton, all words but one, or a pronoun and the one claim that ends alike."""
    blocks: dict[tuple[object, ...], list[Wording]] = defaultdict(list)
    ends = {end: [w] for w in wordings if (end := pronoun_end(w))}
    for wording in wordings:
        for key in block_keys(wording):
            blocks[key].append(wording)
        for place in range(len(wording.words)):
            if wording.key[place:] in ends and not pronoun_end(wording):
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
    modifiers = known_modifiers(wordings)
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
    if points(wording):
        return False
    return len(wording.words) >= _ENOUGH or any(word.kind in _REFERRING for word in wording.words)


def _full(texts: Iterable[str]) -> tuple[Wording, ...]:
    """Return those wordings of one article's claim that leave out no year, country or name which another of them has."""
    wordings = tuple(read_wording(text) for text in sorted(texts))
    supplied = [frozenset(m for m in wording.modifiers() if m[1] is not Kind.WORD) for wording in wordings]
    everything = frozenset[tuple[str, Kind, str]]().union(*supplied)
    return tuple(w for w, own in zip(wordings, supplied, strict=True) if own == everything)


def _join_affairs(nodes: Mapping[_Node, Sequence[Wording]], sets: _Sets[_Node], linked: Mapping[str, frozenset[str]]) -> None:
    """Join the claims of articles on one affair that :func:`compare` finds to be one, the surest first.

    Groups join only where all wordings across them are one claim, as within an article. A wording with a pronoun that nothing
    in it resolves stays in its article.
    """
    by_article: dict[str, list[Wording]] = defaultdict(list)
    owner: dict[tuple[str, Wording], _Node] = {}
    blocks: dict[tuple[object, ...], list[tuple[str, Wording]]] = defaultdict(list)
    for node, full in sorted(nodes.items(), key=lambda item: item[0]):
        for wording in full:
            if not points(wording):
                by_article[node[0]].append(wording)
                owner[node[0], wording] = node
                for key in block_keys(wording):
                    blocks[key].append((node[0], wording))
    members: dict[_Node, dict[tuple[str, ...], Wording]] = defaultdict(dict)
    for place, node in owner.items():
        members[sets.root(node)].setdefault(place[1].key, place[1])

    @cache
    def known(first: str, second: str) -> Modifiers:
        return known_modifiers([*by_article[first], *by_article[second]])

    found: dict[tuple[tuple[str, str], tuple[str, str]], tuple[float, tuple[str, Wording], tuple[str, Wording]]] = {}
    for block in blocks.values():
        here = dict.fromkeys(block)
        for x in here:
            for y in here:
                if x[0] < y[0] and y[0] in linked.get(x[0], frozenset()):
                    found[(x[0], x[1].text), (y[0], y[1].text)] = (compare(x[1], y[1], known(x[0], y[0])).score, x, y)
    for score, x, y in sorted(
        found.values(), key=lambda item: (-item[0], item[1][0], item[1][1].text, item[2][0], item[2][1].text)
    ):
        mine, yours = sets.root(owner[x]), sets.root(owner[y])
        if score <= 0.5 or mine == yours:
            continue
        if all(compare(a, b, known(x[0], y[0])).score > 0.5 for a in members[mine].values() for b in members[yours].values()):
            joined = members[mine] | members[yours]
            sets.join(owner[x], owner[y])
            members[sets.root(owner[x])] = joined


def _join_meanings(
    nodes: Mapping[_Node, Sequence[Wording]], sets: _Sets[_Node], linked: Mapping[str, frozenset[str]], encoder: Encoder
) -> Mapping[str, float]:
    """Join claims of one affair that say the same in other words; return how central each wording is among those joined.

    What is joined already stays so. Two claims join while the mean score of their wordings, pair by pair, is high enough
    (:func:`kg.resolve.linkage.link`), and never two that the rules know as rivals.
    """
    said = sorted({Said(node[0], w) for node, full in nodes.items() for w in full}, key=lambda s: (s.article, s.wording.text))
    owner = {(node[0], w.text): sets.root(node) for node, full in nodes.items() for w in full}
    roots = sorted({sets.root(node) for node in nodes})
    number = {root: place for place, root in enumerate(roots)}
    place = [number[owner[s.article, s.wording.text]] for s in said]
    members: list[set[str]] = [set() for _ in roots]
    holders: dict[str, set[int]] = defaultdict(set)
    for s, at in zip(said, place, strict=True):
        members[at].add(s.wording.text)
        holders[s.wording.text].add(at)
    scores: dict[tuple[int, int], dict[tuple[str, str], float]] = defaultdict(dict)
    for likeness in likenesses(said, linked, encoder):
        i, j = place[likeness.first], place[likeness.second]
        if i != j:
            pair = (said[likeness.first].wording.text, said[likeness.second].wording.text)
            held = scores[min(i, j), max(i, j)]
            ordered = pair if i < j else pair[::-1]
            held[ordered] = max(held.get(ordered, 0.0), encoder.comparator.score(likeness))
    rivals = contradictions(Claim(text, text) for text in holders)
    apart = {(i, j) for c in rivals for i in holders[c.first] for j in holders[c.second] if i != j}
    totals = {pair: math.fsum(found.values()) for pair, found in scores.items()}
    central: dict[str, float] = defaultdict(float)
    for join in link([len(m) for m in members], totals, apart, least=encoder.comparator.least):
        sets.join(roots[join.first], roots[join.second])
    for (i, j), found in scores.items():
        if sets.root(roots[i]) == sets.root(roots[j]):
            for (one, other), score in found.items():
                central[one] += score
                central[other] += score
    return central


def resolve_claims(extractions: Iterable[Extraction], encoder: Encoder | None = None) -> dict[tuple[str, str], Claim]:
    """Return the claim of each (article id, wording) of *extractions*; passages without a stance count like any other.

    Without an *encoder* only near wordings meet; with one, also other words for the same claim in articles on one affair.

    A claim's text is its most frequent wording among those that leave nothing to the article, of several the one most like the
    others, then the longest, then the first by alphabet; its id depends on that text alone. So where two articles have one
    wording each, the same, they share a claim even if "he" is somebody else in each. The result doesn't depend on the order of
    *extractions*.
    """
    extractions = tuple(extractions)
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
    linked = affairs(extractions)
    _join_affairs(nodes, sets, linked)
    central = _join_meanings(nodes, sets, linked, encoder) if encoder is not None else {}
    votes: dict[_Node, Counter[str]] = defaultdict(Counter)
    for (article, texts), full in nodes.items():
        for text in [wording.text for wording in full] or texts:
            votes[sets.root((article, texts))][text] += counts[article, text]
    chosen = {root: min(found, key=lambda t: (-found[t], -central.get(t, 0.0), -len(t), t)) for root, found in votes.items()}
    claims = {node: Claim(claim_id(chosen[sets.root(node)]), chosen[sets.root(node)]) for node in nodes}
    return {(article, text): claim for (article, texts), claim in claims.items() for text in texts}
