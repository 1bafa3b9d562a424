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
from types import MappingProxyType

from kg.model import Claim, Extraction, claim_id
from kg.resolve.affairs import affairs
from kg.resolve.comparators import Comparison, Modifiers, block_keys, compare, known_modifiers, pronoun_end
from kg.resolve.decisions import Verdicts
from kg.resolve.linkage import Join, link
from kg.resolve.meaning import Encoder, Said, likenesses
from kg.resolve.resolution import Resolution
from kg.resolve.rivals import contradictions
from kg.resolve.sets import Edge, Sets, merges
from kg.resolve.wording import Kind, Wording, points, read_wording

__all__ = ["Comparison", "cluster", "compare", "contradictions", "resolve_claims"]

_Node = tuple[str, tuple[str, ...]]  # one claim of one article: the article's id, its wordings

_ENOUGH = 3  # content words that tell a claim from those of another affair where nobody is named
_REFERRING = frozenset({Kind.NAME, Kind.COUNTRY, Kind.YEAR})
_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})


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


def cluster(texts: Iterable[str], barred: Mapping[str, frozenset[str]] = _NOTHING) -> tuple[tuple[str, ...], ...]:
    """Return the wordings of one article in groups of one claim each, groups and members sorted.

    Two groups join only where every pair across them is one claim, so that no chain of small steps leads from one claim to
    another, and none is *barred*: that tells for a wording which others it must not meet.
    """
    return _clustered(texts, barred)[0]


def _clustered(
    texts: Iterable[str], barred: Mapping[str, frozenset[str]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Edge, ...]]:
    """Return the groups of :func:`cluster`, and why they are."""
    wordings = [read_wording(text) for text in sorted(set(texts))]
    modifiers = known_modifiers(wordings)
    scored = sorted(
        ((compare(a, b, modifiers), a, b) for a, b in _blocks(wordings)),
        key=lambda item: (-item[0].score, item[1].text, item[2].text),
    )
    groups: dict[str, list[Wording]] = {wording.text: [wording] for wording in wordings}
    edges = []
    for found, a, b in scored:
        mine, yours = groups[a.text], groups[b.text]
        if found.score <= 0.5 or mine is yours or any(barred.get(x.text, frozenset()) & {y.text for y in yours} for x in mine):
            continue
        if all(compare(x, y, modifiers).score > 0.5 for x in mine for y in yours):
            mine.extend(yours)
            groups.update({wording.text: mine for wording in yours})
            edges.append((a.text, b.text, found.score, found.reason))
    return tuple(sorted({tuple(sorted(w.text for w in group)) for group in groups.values()})), tuple(edges)


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


def _join_affairs(nodes: Mapping[_Node, Sequence[Wording]], sets: Sets[_Node], linked: Mapping[str, frozenset[str]]) -> None:
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

    found: dict[tuple[tuple[str, str], tuple[str, str]], tuple[Comparison, tuple[str, Wording], tuple[str, Wording]]] = {}
    for block in blocks.values():
        here = dict.fromkeys(block)
        for x in here:
            for y in here:
                if x[0] < y[0] and y[0] in linked.get(x[0], frozenset()):
                    found[(x[0], x[1].text), (y[0], y[1].text)] = (compare(x[1], y[1], known(x[0], y[0])), x, y)
    for verdict, x, y in sorted(
        found.values(), key=lambda item: (-item[0].score, item[1][0], item[1][1].text, item[2][0], item[2][1].text)
    ):
        mine, yours = sets.root(owner[x]), sets.root(owner[y])
        if verdict.score <= 0.5 or mine == yours:
            continue
        if all(compare(a, b, known(x[0], y[0])).score > 0.5 for a in members[mine].values() for b in members[yours].values()):
            joined = members[mine] | members[yours]
            if sets.join(owner[x], owner[y], (x[1].text, y[1].text, verdict.score, verdict.reason)):
                members[sets.root(owner[x])] = joined


def _join_meanings(
    nodes: Mapping[_Node, Sequence[Wording]],
    sets: Sets[_Node],
    linked: Mapping[str, frozenset[str]],
    encoder: Encoder,
    barred: Mapping[str, frozenset[str]],
) -> Mapping[str, float]:
    """Join claims of one affair that say the same in other words; return how central each wording is among those joined.

    What is joined already stays so. Two claims join while the mean score of their wordings, pair by pair, is high enough
    (:func:`kg.resolve.linkage.link`), and never two that are *barred* or that the rules know as rivals.
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
    scores: dict[tuple[int, int], dict[tuple[str, str], tuple[float, float]]] = defaultdict(dict)
    for likeness in likenesses(said, linked, encoder):
        i, j = place[likeness.first], place[likeness.second]
        if i != j:
            pair = (said[likeness.first].wording.text, said[likeness.second].wording.text)
            ordered, held = (pair if i < j else pair[::-1]), scores[min(i, j), max(i, j)]
            held[ordered] = max(held.get(ordered, (0.0, 0.0)), (encoder.comparator.score(likeness), likeness.cosine))
    rivals = [(c.first, c.second) for c in contradictions(Claim(text, text) for text in holders)]
    rivals += [(one, other) for one, others in barred.items() for other in others]
    apart = {(i, j) for one, other in rivals for i in holders.get(one, ()) for j in holders.get(other, ()) if i != j}
    totals = {pair: math.fsum(score for score, _ in found.values()) for pair, found in scores.items()}
    joins = link([len(m) for m in members], totals, apart, least=encoder.comparator.least)
    best = _surest(joins, scores)
    for join, (one, other, cosine) in zip(joins, best, strict=True):
        reason = f"alike in meaning: cosine {cosine:.2f}"
        sets.join(roots[join.first], roots[join.second], (one, other, round(join.score, 4), reason))
    central: dict[str, float] = defaultdict(float)
    for (i, j), found in sorted(scores.items()):
        if sets.root(roots[i]) == sets.root(roots[j]):
            for (one, other), (score, _) in sorted(found.items()):
                central[one] += score
                central[other] += score
    return central


def _surest(
    joins: Iterable[Join], scores: Mapping[tuple[int, int], Mapping[tuple[str, str], tuple[float, float]]]
) -> list[tuple[str, str, float]]:
    """Return for each join the two wordings across it that are most alike, and their cosine."""
    held: dict[int, list[int]] = defaultdict(list)
    found = []
    for join in joins:
        mine, yours = (held.setdefault(item, [item]) for item in (join.first, join.second))
        across = (scores.get((min(i, j), max(i, j)), {}) for i in mine for j in yours)
        _, cosine, one, other = max((score, cosine, *pair) for pairs in across for pair, (score, cosine) in pairs.items())
        found.append((one, other, cosine))
        held[join.first] = mine + yours
        held[join.second] = held[join.first]
    return found


def resolve_claims(
    extractions: Iterable[Extraction], encoder: Encoder | None = None, verdicts: Verdicts | None = None
) -> Resolution[Claim]:
    """Return the claim of each (article id, wording) of *extractions*; passages without a stance count like any other.

    Without an *encoder* only near wordings meet; with one, also other words for the same claim in articles on one affair.
    *verdicts* overrule both.

    A claim's text is its most frequent wording among those that leave nothing to the article, of several the one most like the
    others, then the longest, then the first by alphabet; its id depends on that text alone. So where two articles have one
    wording each, the same, they share a claim even if "he" is somebody else in each. The result doesn't depend on the order of
    *extractions*.
    """
    extractions, verdicts = tuple(extractions), verdicts or Verdicts()
    counts: Counter[tuple[str, str]] = Counter()
    for extraction in extractions:
        counts.update((extraction.article.id, a.claim) for a in extraction.attributions if a.claim.strip())
    places: dict[str, set[str]] = defaultdict(set)
    for article, text in counts:
        places[article].add(text)
    barred = verdicts.barred()
    sets: Sets[_Node] = Sets(lambda node: node[1], barred)
    nodes: dict[_Node, tuple[Wording, ...]] = {}
    edges: list[tuple[str, Edge]] = []
    for article, here in sorted(places.items()):
        groups, reasons = _clustered(here, barred)
        nodes |= {(article, texts): _full(texts) for texts in groups}
        edges += [(article, edge) for edge in reasons]
    _join_decided(nodes, sets, verdicts)
    first_with: dict[tuple[str, ...], tuple[_Node, str]] = {}
    for node, full in nodes.items():
        for wording in filter(stands_alone, full):
            other, text = first_with.setdefault(wording.key, (node, wording.text))
            sets.join(node, other, (wording.text, text, 1.0, "same normal form"))
    linked = affairs(extractions)
    _join_affairs(nodes, sets, linked)
    central = _join_meanings(nodes, sets, linked, encoder, barred) if encoder is not None else {}
    votes: dict[_Node, Counter[str]] = defaultdict(Counter)
    for (article, texts), full in nodes.items():
        for text in [wording.text for wording in full] or texts:
            votes[sets.root((article, texts))][text] += counts[article, text]
    chosen = {root: min(found, key=lambda t: (-found[t], -central.get(t, 0.0), -len(t), t)) for root, found in votes.items()}
    claims = {node: Claim(claim_id(chosen[sets.root(node)]), chosen[sets.root(node)]) for node in nodes}
    things = {(article, text): claim for (article, texts), claim in claims.items() for text in texts}
    why = [(things[article, edge[0]].id, edge) for article, edge in edges] + [(claims[n].id, edge) for n, edge in sets.edges]
    return Resolution(things, merges("claim", why))


def _join_decided(nodes: Iterable[_Node], sets: Sets[_Node], verdicts: Verdicts) -> None:
    holders: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        for text in node[1]:
            holders[text].append(node)
    for one, other in sorted(verdicts.same):
        for a in holders.get(one, ()):
            for b in holders.get(other, ()):
                sets.join(a, b, (one, other, 1.0, "decided by the user"))
