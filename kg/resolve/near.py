"""Near wordings of one claim, within an article and within an affair: wordings go in, groups and their reasons come out.

Tense, voice, articles, titles and general synonyms don't count, nor does a modifier that the article supplies ("the 2016
election" where it speaks of one election only). Another number, another name or the opposite does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from types import MappingProxyType

from kg.resolve.comparators import Comparison, Modifiers, block_keys, compare, known_modifiers, pronoun_end
from kg.resolve.sets import Edge, Node, Sets
from kg.resolve.wording import Wording, points, read_wording

_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})


def cluster(texts: Iterable[str], barred: Mapping[str, frozenset[str]] = _NOTHING) -> tuple[tuple[str, ...], ...]:
    """Return the wordings of one article in groups of one claim each, groups and members sorted.

    Two groups join only where every pair across them is one claim, so that no chain of small steps leads from one claim to
    another, and none is *barred*: that tells for a wording which others it must not meet.
    """
    return clustered(texts, barred)[0]


def clustered(
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


def join_near(
    nodes: Mapping[Node, Sequence[Wording]],
    around: Mapping[Node, Sequence[Wording]],
    sets: Sets,
    linked: Mapping[str, frozenset[str]],
) -> None:
    """Join the claims of articles on one affair that :func:`compare` finds to be one, the surest first.

    Groups join only where all wordings across them are one claim, as within an article. A wording with a pronoun that nothing
    in it resolves stays in its article. *around* holds all claims of the articles of *nodes*: what an article supplies.
    """
    by_article: dict[str, list[Wording]] = defaultdict(list)
    owner: dict[tuple[str, Wording], Node] = {}
    blocks: dict[tuple[object, ...], list[tuple[str, Wording]]] = defaultdict(list)
    for node, full in sorted(around.items(), key=lambda item: item[0]):
        by_article[node[0]] += (wording for wording in full if not points(wording))
    for node, full in sorted(nodes.items(), key=lambda item: item[0]):
        for wording in full:
            if not points(wording):
                owner[node[0], wording] = node
                for key in block_keys(wording):
                    blocks[key].append((node[0], wording))
    members: dict[Node, dict[tuple[str, ...], Wording]] = defaultdict(dict)
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
        if verdict.score <= 0.5:
            continue
        sets.tie(owner[x], owner[y])
        mine, yours = sets.root(owner[x]), sets.root(owner[y])
        if mine == yours:
            continue
        if all(compare(a, b, known(x[0], y[0])).score > 0.5 for a in members[mine].values() for b in members[yours].values()):
            joined = members[mine] | members[yours]
            if sets.join(owner[x], owner[y], (x[1].text, y[1].text, verdict.score, verdict.reason)):
                members[sets.root(owner[x])] = joined
