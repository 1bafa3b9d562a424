"""Other words for one claim: claims of one affair go in, those that an encoder finds to say the same are joined."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Claim
from kg.resolve.linkage import Join, link
from kg.resolve.meaning import Encoder, Said, likenesses
from kg.resolve.rivals import contradictions, counts_apart
from kg.resolve.sets import Node, Sets
from kg.resolve.wording import Wording

_ALIKE = 0.4  # cosine from which on two numbers are of one thing: seven of ten such pairs in seeds/gold are rivals


def join_paraphrases(
    nodes: Mapping[Node, Sequence[Wording]],
    around: Mapping[Node, Sequence[Wording]],
    sets: Sets,
    linked: Mapping[str, frozenset[str]],
    encoder: Encoder,
    barred: Mapping[str, frozenset[str]],
) -> tuple[Mapping[tuple[Node, str], float], list[tuple[Node, Node]]]:
    """Join claims of one affair that say the same in other words.

    Return how central each wording is among those joined, by their root, and the pairs of claims that give different counts
    of one thing, which never join.

    *around* holds *nodes* and all claims of the articles on their affairs: what a claim is seen beside.
    What is joined already stays so. Two claims join while the mean score of their wordings, pair by pair, is high enough
    (:func:`kg.resolve.linkage.link`), and never two that are *barred* or that the rules know as rivals.
    """
    said = sorted({Said(node[0], w) for node, full in around.items() for w in full}, key=lambda s: (s.article, s.wording.text))
    home = {(node[0], w.text): node for node, full in nodes.items() for w in full}
    roots = sorted({sets.root(node) for node in nodes})
    number = {root: place for place, root in enumerate(roots)}
    homes = {n: home[local] for n, s in enumerate(said) if (local := (s.article, s.wording.text)) in home}
    place = {n: number[sets.root(node)] for n, node in homes.items()}
    members: list[set[str]] = [set() for _ in roots]
    holders: dict[str, set[int]] = defaultdict(set)
    for n, at in place.items():
        members[at].add(said[n].wording.text)
        holders[said[n].wording.text].add(at)
    scores: dict[tuple[int, int], dict[tuple[str, str], tuple[float, float]]] = defaultdict(dict)
    counted: list[tuple[Node, Node]] = []
    for likeness in likenesses(said, linked, encoder, place):
        mine, yours = (said[n].wording for n in (likeness.first, likeness.second))
        if likeness.cosine >= _ALIKE and counts_apart(mine, yours):
            counted.append((homes[likeness.first], homes[likeness.second]))
        i, j = place[likeness.first], place[likeness.second]
        if i != j:
            score = encoder.comparator.score(likeness)
            if score >= encoder.comparator.least:  # without such a pair no mean is high enough
                sets.tie(roots[i], roots[j])
            pair = (mine.text, yours.text)
            ordered, held = (pair if i < j else pair[::-1]), scores[min(i, j), max(i, j)]
            held[ordered] = max(held.get(ordered, (0.0, 0.0)), (score, likeness.cosine))
    rivals = [(c.first, c.second) for c in contradictions(Claim(text, text) for text in holders)]
    rivals += [(one, other) for one, others in barred.items() for other in others]
    apart = [(i, j) for one, other in rivals for i in holders.get(one, ()) for j in holders.get(other, ())]
    apart += [(number[sets.root(a)], number[sets.root(b)]) for a, b in counted]
    apart = [(i, j) for i, j in apart if i != j]
    totals = {pair: math.fsum(score for score, _ in found.values()) for pair, found in scores.items()}
    joins = link([len(m) for m in members], totals, apart, least=encoder.comparator.least)
    best = _surest(joins, scores)
    for join, (one, other, cosine) in zip(joins, best, strict=True):
        reason = f"alike in meaning: cosine {cosine:.2f}"
        sets.join(roots[join.first], roots[join.second], (one, other, round(join.score, 4), reason))
    central: dict[tuple[Node, str], float] = defaultdict(float)
    for (i, j), found in sorted(scores.items()):
        if (root := sets.root(roots[i])) == sets.root(roots[j]):
            for (one, other), (score, _) in sorted(found.items()):
                central[root, one] += score
                central[root, other] += score
    return central, counted


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
