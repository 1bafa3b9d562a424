"""Which wordings are one claim: extractions go in, a claim for each article's wording comes out.

Three stages, each joining what the one before left apart: near wordings within an article and wordings of one normal form that
stand alone anywhere; near wordings between articles on one affair (:mod:`kg.resolve.near`, :mod:`kg.resolve.affairs`); other
words for the same within an affair (:mod:`kg.resolve.paraphrases`). A wording that says more or less, another number, another
name or the opposite is a claim of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Claim, Contradiction, Extraction, claim_id
from kg.resolve.affairs import affairs, names_of
from kg.resolve.decisions import Verdicts
from kg.resolve.meaning import Encoder
from kg.resolve.near import clustered, join_near
from kg.resolve.paraphrases import join_paraphrases
from kg.resolve.resolution import Resolution
from kg.resolve.sets import Edge, Node, Sets, merges
from kg.resolve.wording import Kind, Wording, points, read_wording

_ENOUGH = 3  # content words that tell a claim from those of another affair where nobody is named
_REFERRING = frozenset({Kind.NAME, Kind.COUNTRY, Kind.YEAR})


@dataclass(frozen=True, slots=True)
class Told:
    """What one article claims: how often each of its wordings stands there, those of one claim together, and why they are."""

    uses: Mapping[str, int]
    groups: tuple[tuple[str, ...], ...]
    reasons: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What claims of single articles come to.

    ``claims`` gives the claim of each; ``edges`` tell which wordings are one, and why; ``tied`` gives one of all those that it
    was decided together with: while none of these is compared with anything new, nothing changes among them. ``rivals`` are
    pairs that can't both be true.
    """

    claims: Mapping[Node, Claim]
    edges: tuple[tuple[Node, Edge], ...]
    tied: Mapping[Node, Node]
    rivals: tuple[tuple[Node, Node], ...] = ()


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


def uses_of(extraction: Extraction) -> Counter[str]:
    """Return how often each wording stands in *extraction*; passages without a stance count like any other."""
    return Counter(a.claim for a in extraction.attributions if a.claim.strip())


def told(uses: Mapping[str, int], verdicts: Verdicts) -> Told:
    """Return the claims of the one article that *uses* the wordings."""
    return Told(uses, *clustered(uses, verdicts.barred()))


def resolve_claims(
    extractions: Iterable[Extraction], encoder: Encoder | None = None, verdicts: Verdicts | None = None
) -> Resolution[Claim]:
    """Return the claim of each (article id, wording) of *extractions*; see :func:`join_claims`.

    The result doesn't depend on the order of *extractions*.
    """
    verdicts = verdicts or Verdicts()
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, frozenset[str]] = {}
    for extraction in extractions:
        uses[extraction.article.id] += uses_of(extraction)
        names[extraction.article.id] = names_of(extraction)
    joined = join_claims({article: told(found, verdicts) for article, found in uses.items()}, affairs(names), encoder, verdicts)
    things = {(article, text): claim for (article, texts), claim in joined.claims.items() for text in texts}
    why = ((joined.claims[node].id, edge) for node, edge in joined.edges)
    against = {frozenset((joined.claims[a].id, joined.claims[b].id)) for a, b in joined.rivals}
    pairs = sorted(sorted(pair) for pair in against if len(pair) == 2)
    return Resolution(things, merges("claim", why), tuple(Contradiction(first, second) for first, second in pairs))


def join_claims(
    tellings: Mapping[str, Told],
    linked: Mapping[str, frozenset[str]],
    encoder: Encoder | None = None,
    verdicts: Verdicts | None = None,
    afresh: Collection[Node] | None = None,
) -> Joined:
    """Return which claims of single articles are one: *tellings* by the article's id, *linked* the others on its affair.

    Without an *encoder* only near wordings meet; with one, also other words for the same claim in articles on one affair.
    *verdicts* overrule both.

    A claim's text is its most frequent wording among those that leave nothing to the article, of several the one most like the
    others, then the longest, then the first by alphabet; its id depends on that text alone. So where two articles have one
    wording each, the same, they share a claim even if "he" is somebody else in each.

    *afresh* are the claims to join, all of them if it isn't given; the result speaks of no other. Of these it is the same as
    if all were joined, if with each claim it holds all that it is :attr:`Joined.tied` to, *tellings* all articles on their
    affairs, and *linked* what is linked to their articles.
    """
    verdicts = verdicts or Verdicts()
    barred = verdicts.barred()
    sets = Sets(barred)
    around = {(article, texts): _full(texts) for article in sorted(tellings) for texts in tellings[article].groups}
    nodes = around if afresh is None else {node: full for node, full in around.items() if node in afresh}
    _join_decided(nodes, sets, verdicts)
    first_with: dict[tuple[str, ...], tuple[Node, str]] = {}
    for node, full in nodes.items():
        for wording in filter(stands_alone, full):
            other, text = first_with.setdefault(wording.key, (node, wording.text))
            sets.join(node, other, (wording.text, text, 1.0, "same normal form"))
    join_near(nodes, around, sets, linked)
    central, rivals = join_paraphrases(nodes, around, sets, linked, encoder, barred) if encoder is not None else ({}, [])
    votes: dict[Node, Counter[str]] = defaultdict(Counter)
    for (article, texts), full in nodes.items():
        for text in [wording.text for wording in full] or texts:
            votes[sets.root((article, texts))][text] += tellings[article].uses[text]
    chosen = {
        root: min(found, key=lambda text: (-found[text], -central.get((root, text), 0.0), -len(text), text))
        for root, found in votes.items()
    }
    claims = {node: Claim(claim_id(chosen[sets.root(node)]), chosen[sets.root(node)]) for node in nodes}
    within = [((article, texts), edge) for article, texts in nodes for edge in tellings[article].reasons if edge[0] in texts]
    return Joined(claims, (*within, *sets.edges), {node: sets.tied(node) for node in nodes}, tuple(rivals))


def _join_decided(nodes: Iterable[Node], sets: Sets, verdicts: Verdicts) -> None:
    holders: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for text in node[1]:
            holders[text].append(node)
    for one, other in sorted(verdicts.same):
        for a in holders.get(one, ()):
            for b in holders.get(other, ()):
                sets.join(a, b, (one, other, 1.0, "decided by the user"))
