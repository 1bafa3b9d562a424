"""Which wordings are one claim: extractions go in, a claim for each article's wording comes out.

Three stages, each joining what the one before left apart: near wordings within an article and wordings of one normal form that
stand alone anywhere; near wordings between articles on one affair (:mod:`kg.resolve.near`, :mod:`kg.resolve.affairs`); other
words for the same within an affair (:mod:`kg.resolve.paraphrases`). A wording that says more or less, another number, another
name or the opposite is a claim of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.model import Claim, Extraction, claim_id
from kg.resolve.affairs import affairs
from kg.resolve.decisions import Verdicts
from kg.resolve.meaning import Encoder
from kg.resolve.near import clustered, join_near
from kg.resolve.paraphrases import join_paraphrases
from kg.resolve.resolution import Resolution
from kg.resolve.sets import Edge, Node, Sets, merges
from kg.resolve.wording import Kind, Wording, points, read_wording

_ENOUGH = 3  # content words that tell a claim from those of another affair where nobody is named
_REFERRING = frozenset({Kind.NAME, Kind.COUNTRY, Kind.YEAR})


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
    sets = Sets(barred)
    nodes: dict[Node, tuple[Wording, ...]] = {}
    edges: list[tuple[str, Edge]] = []
    for article, here in sorted(places.items()):
        groups, reasons = clustered(here, barred)
        nodes |= {(article, texts): _full(texts) for texts in groups}
        edges += [(article, edge) for edge in reasons]
    _join_decided(nodes, sets, verdicts)
    first_with: dict[tuple[str, ...], tuple[Node, str]] = {}
    for node, full in nodes.items():
        for wording in filter(stands_alone, full):
            other, text = first_with.setdefault(wording.key, (node, wording.text))
            sets.join(node, other, (wording.text, text, 1.0, "same normal form"))
    linked = affairs(extractions)
    join_near(nodes, sets, linked)
    central = join_paraphrases(nodes, sets, linked, encoder, barred) if encoder is not None else {}
    votes: dict[Node, Counter[str]] = defaultdict(Counter)
    for (article, texts), full in nodes.items():
        for text in [wording.text for wording in full] or texts:
            votes[sets.root((article, texts))][text] += counts[article, text]
    chosen = {root: min(found, key=lambda t: (-found[t], -central.get(t, 0.0), -len(t), t)) for root, found in votes.items()}
    claims = {node: Claim(claim_id(chosen[sets.root(node)]), chosen[sets.root(node)]) for node in nodes}
    things = {(article, text): claim for (article, texts), claim in claims.items() for text in texts}
    why = [(things[article, edge[0]].id, edge) for article, edge in edges] + [(claims[n].id, edge) for n, edge in sets.edges]
    return Resolution(things, merges("claim", why))


def _join_decided(nodes: Iterable[Node], sets: Sets, verdicts: Verdicts) -> None:
    holders: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for text in node[1]:
            holders[text].append(node)
    for one, other in sorted(verdicts.same):
        for a in holders.get(one, ()):
            for b in holders.get(other, ()):
                sets.join(a, b, (one, other, 1.0, "decided by the user"))
