"""Extractions in, the corpus's actors out: which actors of different articles are one.

Two names are one actor where their normal forms are equal and their kinds agree; where one is a country's; where one is the
short form that the other goes by elsewhere and nobody else does ("Kessel", "BNTV"); where they differ in a middle initial; and
where a first name is the other's nickname and the surname is nobody else's. What an article tells apart stays apart.
Descriptions ("the ministry") mean somebody in their own article only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from nicknames import NickNamer

from kg.gazetteer import Country, country_named
from kg.model import Actor, ActorKind, Extraction, actor_id
from kg.names import normal_form
from kg.resolve.decisions import Verdicts
from kg.resolve.resolution import Resolution
from kg.resolve.sets import Edge, merges

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True, eq=False)
class _Cluster:
    """Actors of several articles under one normal form."""

    key: str
    person: bool | None
    members: list[tuple[str, Actor]] = field(default_factory=list)
    country: Country | None = None
    into: _Cluster | None = None
    articles: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def root(self) -> _Cluster:
        """Return the cluster that this one was merged into."""
        top = self
        while top.into is not None:
            top = top.into
        return top

    @property
    def name(self) -> str:
        """The most frequent name, of several the first by alphabet."""
        names = Counter(actor.name for _, actor in self.members)
        return min(names, key=lambda name: (-names[name], name))


_Proposal = tuple[_Cluster, _Cluster, float, str]
"""Two clusters that may be one, how surely, and why."""

_DECIDED = 2.0  # more than any score: what the user says


def resolve_actors(extractions: Iterable[Extraction], verdicts: Verdicts | None = None) -> Resolution[Actor]:
    """Return the corpus's actor for each actor of each article, by the article's id and the name in it.

    *verdicts* overrule the rules: "same" also joins descriptions ("the ministry") with names, in all articles that have them.
    The result doesn't depend on the order of *extractions*. Its cost grows with the number of actors and their aliases, not
    with the pairs of them.
    """
    return join_actors(((e.article.id, a) for e in extractions for a in e.actors), verdicts or Verdicts())


def ties(actor: Actor, verdicts: Verdicts) -> frozenset[str]:
    """Return what ties an actor of one article to others: two that share none are never one, nor do they bear on it.

    Nothing ties a description, unless the user decided on it: it means somebody in its own article only.
    """
    decided = frozenset("\t".join(pair) for pair in verdicts.same if actor.name in pair)
    if actor.is_description and not decided:
        return frozenset()
    key = normal_form(actor.name) or actor.name
    country = _country(actor)
    found = {key, *(normal_form(alias) for alias in actor.aliases if alias[0].isupper()), *decided}
    if country is not None:
        found |= {country.wikidata, normal_form(country.name)}
    if actor.kind in {ActorKind.PERSON, ActorKind.UNKNOWN}:
        found.add(_words(key)[-1])
    return frozenset(found - {""})


def join_actors(local: Iterable[tuple[str, Actor]], verdicts: Verdicts) -> Resolution[Actor]:
    """Return the corpus's actor for each *local* one, given with its article's id; see :func:`resolve_actors`.

    Of some of a corpus's actors the result is the same as in all, if with each it holds all that share one of its :func:`ties`,
    and so on.
    """
    barred, decided = verdicts.barred(), {form for pair in verdicts.same for form in pair}
    local = sorted(local, key=lambda pair: (pair[0], pair[1].name))
    alone = [(article, a) for article, a in local if a.is_description and a.name not in decided]
    found = {(article, a.name): _described(article, a) for article, a in alone}
    clusters = _clusters(((article, a) for article, a in local if (article, a.name) not in found), barred)
    edges: list[tuple[_Cluster, Edge]] = [(c, edge) for c in clusters for edge in _spellings(c)]
    for proposals in (_decided(clusters, verdicts), _short_forms(clusters), (*_middle_names(clusters), *_nicknames(clusters))):
        for small, big, score, reason in proposals:
            if _merge(small, big, barred, decided=score == _DECIDED):
                edges.append((small, (small.name, big.name, min(score, 1.0), reason)))
    groups: defaultdict[_Cluster, list[tuple[str, Actor]]] = defaultdict(list)
    for cluster in clusters:
        groups[cluster.root()] += cluster.members
    taken: set[str] = set()
    for root in sorted(groups, key=lambda c: (-len(groups[c]), c.key, str(c.person))):
        actor = _actor(groups[root], root.country, taken)
        taken.add(actor.id)
        found.update({(article, member.name): actor for article, member in groups[root]})
    named = ((found[c.members[0][0], c.members[0][1].name].id, edge) for c, edge in edges)
    return Resolution(found, merges("actor", named))


def _country(actor: Actor) -> Country | None:
    return country_named(actor.name) if actor.kind is not ActorKind.PERSON else None


def _described(article: str, actor: Actor) -> Actor:
    return Actor(actor_id(actor.name, scope=article), actor.name, actor.kind, actor.aliases, actor.same_as)


def _clusters(local: Iterable[tuple[str, Actor]], barred: Mapping[str, frozenset[str]]) -> list[_Cluster]:
    """Return the actors grouped by normal form, persons apart from the rest, countries by what they are.

    A name that must not meet some other is grouped with its equals alone.
    """
    by_key: defaultdict[tuple[str, str], list[tuple[str, Actor]]] = defaultdict(list)
    countries: dict[str, Country] = {}
    for article, actor in local:
        country = _country(actor)
        key = country.wikidata if country else normal_form(actor.name) or actor.name
        if country:
            countries[key] = country
        by_key[key, actor.name if actor.name in barred else ""].append((article, actor))
    found: list[_Cluster] = []
    for key, own in sorted(by_key):
        sides: defaultdict[bool | None, list[tuple[str, Actor]]] = defaultdict(list)
        for article, actor in by_key[key, own]:
            sides[None if actor.kind is ActorKind.UNKNOWN else actor.kind is ActorKind.PERSON].append((article, actor))
        if None in sides and len(sides) > 1:  # a kind that nobody knows is that of the namesake who is met most
            known = max((s for s in sides if s is not None), key=lambda s: (len(sides[s]), s))
            sides[known] += sides.pop(None)
        for person in sorted(sides, key=str):
            articles, names = {article for article, _ in sides[person]}, {actor.name for _, actor in sides[person]}
            found.append(_Cluster(key, person, sides[person], countries.get(key), articles=articles, names=names))
    return found


def _spellings(cluster: _Cluster) -> Iterator[Edge]:
    """Yield why the names within a cluster are one."""
    reason = "names of one country" if cluster.country else "one name but for case, accents, titles or articles"
    for name in sorted({actor.name for _, actor in cluster.members} - {cluster.name}):
        yield name, cluster.name, 1.0, reason


def _decided(clusters: Iterable[_Cluster], verdicts: Verdicts) -> Iterator[_Proposal]:
    """Yield what the user says is one: each cluster with one of the names, with each that has the other."""
    named: defaultdict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        for name in sorted({actor.name for _, actor in cluster.members}):
            named[name].append(cluster)
    for one, other in sorted(verdicts.same):
        for a in named.get(one, ()):
            for b in named.get(other, ()):
                yield a, b, _DECIDED, "decided by the user"


def _short_forms(clusters: Iterable[_Cluster]) -> Iterator[_Proposal]:
    """Yield each cluster whose name is the short form of exactly one other, with that other."""
    clusters = list(clusters)
    longer: defaultdict[str, set[_Cluster]] = defaultdict(set)
    for cluster in clusters:
        for form in _forms(cluster):
            longer[form].add(cluster)
    for cluster in clusters:
        if cluster.country is not None:
            continue
        others = {c for c in longer[cluster.key] if c is not cluster and c.key != cluster.key and _agree(cluster, c)}
        if len(others) == 1:
            yield cluster, others.pop(), 0.9, "a short form that nobody else goes by"


def _forms(cluster: _Cluster) -> set[str]:
    """Return the short forms that the name and the aliases of a cluster allow: proper names only, no role words."""
    words = _words(cluster.key)
    forms = {normal_form(alias) for _, actor in cluster.members for alias in actor.aliases if alias[0].isupper()}
    if cluster.person and len(words) > 1:
        forms = {f for f in forms if f and f.split()[-1] in (words[-1], *_SUFFIXES)}
        forms.add(words[-1])
    return forms - {cluster.key, ""}


def _middle_names(clusters: Iterable[_Cluster]) -> Iterator[_Proposal]:
    """Yield persons who differ in a middle initial ("Ann B. Lee", "Ann Lee"), unless there are several such initials."""
    by_core: defaultdict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        words = cluster.key.split()
        if cluster.person and len(words) > 1:
            shorter = [words[0], *(w for w in words[1:-1] if len(w) > 1), words[-1]]
            by_core[" ".join(shorter)].append(cluster)
    for core in sorted(by_core):
        group = by_core[core]
        plain = [c for c in group if c.key == core]
        if len(group) == 2 and len(plain) == 1:
            yield next(c for c in group if c.key != core), plain[0], 0.9, "one name but for a middle initial"


def _nicknames(clusters: Iterable[_Cluster]) -> Iterator[_Proposal]:
    """Yield two persons of one surname, nobody else's, one of whose first names is the other's nickname."""
    by_surname: defaultdict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        words = cluster.key.split()
        if cluster.person and len(words) == 2 and words[-1] not in _SUFFIXES:
            by_surname[words[-1]].append(cluster)
        elif cluster.person and len(words) > 2:
            by_surname[_words(cluster.key)[-1]] += [cluster] * 2  # "Jr." and longer names: no guess
    for surname in sorted(by_surname):
        group = by_surname[surname]
        if len(group) == 2 and group[0] is not group[1]:
            first, second = (c.key.split()[0] for c in group)
            if second in _canonicals(first) or first in _canonicals(second):
                yield group[0], group[1], 0.8, "a nickname before a surname that nobody else has"


@cache
def _namer() -> NickNamer:
    return NickNamer()


@cache
def _canonicals(name: str) -> frozenset[str]:
    return frozenset(_namer().canonicals_of(name))


def _words(key: str) -> list[str]:
    words = key.split()
    return words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words


def _agree(one: _Cluster, other: _Cluster) -> bool:
    return one.person is None or other.person is None or one.person == other.person


def _merge(small: _Cluster, big: _Cluster, barred: Mapping[str, frozenset[str]], *, decided: bool) -> bool:
    """Merge two clusters unless the user bars it, or an article holds both, which tells them apart; return whether it did.

    What the user decided is merged even so.
    """
    one, other = small.root(), big.root()
    if one is other or any(barred.get(name, frozenset()) & other.names for name in one.names):
        return False
    if not decided and (one.articles & other.articles or (one.country and other.country)):
        return False
    one.into = other
    other.articles |= one.articles
    other.names |= one.names
    other.country = other.country or one.country
    return True


def _actor(members: list[tuple[str, Actor]], country: Country | None, taken: set[str]) -> Actor:
    """Return the actor of the corpus that *members* are, with an id that is not *taken*."""
    kinds = Counter(a.kind for _, a in members if a.kind is not ActorKind.UNKNOWN)
    kind = min(kinds, key=lambda k: (-kinds[k], k.value), default=ActorKind.UNKNOWN)
    names = Counter(a.name for _, a in members)
    if country is not None:
        name, same_as = country.name, {country.iri}
    else:
        name, same_as = min(names, key=lambda n: _preference(n, names, person=kind is ActorKind.PERSON)), set()
    aliases = {form for _, a in members for form in (a.name, *a.aliases)} - {name}
    same_as |= {iri for _, a in members for iri in a.same_as}
    found = actor_id(name)
    if found in taken:  # a namesake of another kind
        found = actor_id(name, scope=f"kind:{kind.value}")
    return Actor(found, name, kind, tuple(sorted(aliases)), tuple(sorted(same_as)))


def _preference(name: str, names: Mapping[str, int], *, person: bool) -> tuple[bool, int, int, str]:
    """Sort the full name first: no acronym, then most words, then the most frequent spelling; nothing depends on order."""
    words = [w for w in name.split() if len(w.rstrip(".")) > 1] if person else name.split()
    return name.isupper() and len(words) == 1, -len(words), -names[name], name
