"""RDF in, the knowledge graph that it holds out: the way back of :mod:`kg.rdf.write`.

Terms that the graph of this project doesn't have are ignored, and so are the derived short cuts, so a graph may be
enriched elsewhere and still be read. Blank nodes are taken wherever no id is needed: statements, evidence, targets, selectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import pyoxigraph as ox
import rdflib

from kg.dates import PartialDate
from kg.errors import GraphError, ModelError
from kg.model import Actor, ActorKind, Citation, Claim, Contradiction, Evidence, KnowledgeGraph, Merge, Span, Statement
from kg.rdf.vocab import ACTOR_CLASSES, BASES, KG, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA, STANCES, id_of

_T = TypeVar("_T")
_Item = TypeVar("_Item", Citation, Actor, Claim, Statement)


class _Text(NamedTuple):
    """The words of a literal; a resource is a plain string: its IRI, or ``_:`` and the name of a blank node."""

    words: str


_Object = str | _Text
_Fact = tuple[str, str, _Object]
_STANCE = {iri: stance for stance, iri in STANCES.items()}
_BASIS = {iri: basis for basis, iri in BASES.items()}
_PREDICATES = frozenset(
    [
        *(RDF + name for name in ("type",)),
        *(RDFS + name for name in ("label",)),
        *(PROV + name for name in ("wasGeneratedBy",)),
        *(KG + name for name in ("actor", "stance", "claim", "date", "dateBasis", "evidence")),
        *(KG + name for name in ("sourceText", "cueText", "confidence", "contradicts", "mergedBy", "form", "score", "reason")),
        *(SCHEMA + name for name in ("name", "alternateName", "sameAs", "text", "identifier", "headline")),
        *(SCHEMA + name for name in ("datePublished", "publisher", "url")),
        *(OA + name for name in ("hasTarget", "hasSource", "hasSelector", "start", "end", "exact", "prefix", "suffix")),
    ]
)
_ADVICE = "run 'kg validate' on it to see all that is wrong"


def from_rdf(graph: rdflib.Graph, *, where: str = "graph") -> KnowledgeGraph:
    """Return the knowledge graph that *graph* holds; ``from_rdf(to_rdf(g)) == g``.

    Raises :class:`~kg.errors.GraphError` where the triples break the model; *where* is what the error calls the graph.
    """
    return _Reader((fact for t in graph for fact in _from_rdflib(t)), where).graph()


def from_triples(triples: Iterable[ox.Triple | ox.Quad], *, where: str = "graph") -> KnowledgeGraph:
    """Return the knowledge graph in *triples*; of quads, whatever graph they are in. Raises as :func:`from_rdf`."""
    return _Reader((fact for t in triples for fact in _from_ox(t)), where).graph()


def _from_rdflib(triple: tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]) -> Iterator[_Fact]:
    subject, predicate, value = triple
    if str(predicate) in _PREDICATES:
        yield _resource(subject), str(predicate), _Text(str(value)) if isinstance(value, rdflib.Literal) else _resource(value)


def _resource(node: rdflib.term.Node) -> str:
    return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)


def _from_ox(triple: ox.Triple | ox.Quad) -> Iterator[_Fact]:
    subject, predicate, value = triple.subject, triple.predicate.value, triple.object
    if predicate not in _PREDICATES or isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
        return
    name = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
    if isinstance(value, ox.Literal):
        yield name, predicate, _Text(value.value)
    else:
        yield name, predicate, value.value if isinstance(value, ox.NamedNode) else str(value)


class _Reader:
    """An index over the facts, and the values built from it."""

    def __init__(self, facts: Iterable[_Fact], where: str) -> None:
        self.where = where
        self.facts: dict[str, dict[str, set[_Object]]] = {}
        self.members: dict[_Object, set[str]] = {}
        for subject, predicate, value in facts:
            if predicate == RDF + "type":
                self.members.setdefault(value, set()).add(subject)
            else:
                self.facts.setdefault(subject, {}).setdefault(predicate, set()).add(value)
        self.articles = {node: self.one(node, SCHEMA + "identifier") for node in self.of(SCHEMA + "NewsArticle")}

    def graph(self) -> KnowledgeGraph:
        runs = {run for node in self.of(PROV + "Activity") if (run := self.text(node, RDFS + "label")) is not None}
        try:
            return KnowledgeGraph(
                articles=self.all(SCHEMA + "NewsArticle", self.article),
                actors=self.all(KG + "Actor", self.actor),
                claims=self.all(SCHEMA + "Claim", self.claim),
                statements=self.all(KG + "Statement", self.statement),
                contradictions=self.contradictions(),
                merges=self.merges(),
                generator="; ".join(sorted(runs)) if runs else None,
            )
        except ModelError as error:
            raise GraphError(self.where, str(error), _ADVICE) from None

    def all(self, name: str, build: Callable[[str], _Item]) -> tuple[_Item, ...]:
        """The values of all members of the class *name*, in order of id."""
        items = []
        for node in self.of(name):
            try:
                items.append(build(node))
            except ModelError as error:
                raise self.error(node, str(error)) from None
        return tuple(sorted(items, key=lambda item: item.id))

    def article(self, node: str) -> Citation:
        return Citation(
            self.articles[node],
            self.text(node, SCHEMA + "headline"),
            self.date(node, SCHEMA + "datePublished"),
            self.text(node, SCHEMA + "publisher"),
            self.text(node, SCHEMA + "url"),
        )

    def actor(self, node: str) -> Actor:
        kinds = [kind for kind, name in ACTOR_CLASSES.items() if node in self.members.get(name, ())]
        return Actor(
            id_of("actor", self.named(node, "an actor")),
            self.one(node, SCHEMA + "name"),
            kinds[0] if kinds else ActorKind.UNKNOWN,
            tuple(sorted(set(map(_words, self.values(node, SCHEMA + "alternateName"))))),
            tuple(sorted(set(map(_words, self.values(node, SCHEMA + "sameAs"))))),
        )

    def claim(self, node: str) -> Claim:
        return Claim(id_of("claim", self.named(node, "a claim")), self.one(node, SCHEMA + "text"))

    def statement(self, node: str) -> Statement:
        return Statement(
            id_of("actor", self.one(node, KG + "actor")),
            self.choice(node, KG + "stance", _STANCE),
            id_of("claim", self.one(node, KG + "claim")),
            tuple(self.evidence(str(item)) for item in self.values(node, KG + "evidence")),
            self.date(node, KG + "date"),
            self.choice(node, KG + "dateBasis", _BASIS) if self.values(node, KG + "dateBasis") else None,
        )

    def evidence(self, node: str) -> Evidence:
        pieces = sorted(self.piece(str(target)) for target in self.values(node, OA + "hasTarget"))
        sources = {article for article, *_ in pieces}
        if len(sources) != 1:
            raise self.error(node, f"evidence from {len(sources)} articles, it needs one")
        number = self.number(node, KG + "confidence") if self.values(node, KG + "confidence") else 1.0
        return Evidence(
            sources.pop(),
            tuple(span for _, span, _, _ in pieces),
            self.text(node, KG + "sourceText"),
            self.text(node, KG + "cueText"),
            pieces[0][2],
            pieces[-1][3],
            number,
        )

    def piece(self, target: str) -> tuple[str, Span, str, str]:
        """The article, the span, and the words before and after it that a target selects."""
        source = self.one(target, OA + "hasSource")
        if source not in self.articles:
            raise self.error(target, f"oa:hasSource {source} is not a schema:NewsArticle of the graph")
        found: dict[str, str] = {}
        for selector in sorted(str(item) for item in self.values(target, OA + "hasSelector")):
            for name in ("start", "end", "exact", "prefix", "suffix"):
                value = self.text(selector, OA + name)
                if value is not None and found.setdefault(name, value) != value:
                    raise self.error(target, f"two values of oa:{name}")
        missing = [name for name in ("start", "end", "exact") if name not in found]
        if missing:
            raise self.error(target, f"its selectors lack oa:{missing[0]}")
        try:
            span = Span(int(found["start"]), int(found["end"]), found["exact"])
        except ValueError as error:
            raise self.error(target, str(error)) from None
        return self.articles[source], span, found.get("prefix", ""), found.get("suffix", "")

    def contradictions(self) -> tuple[Contradiction, ...]:
        pairs = {
            (min(one, other), max(one, other))
            for node in self.of(SCHEMA + "Claim")
            for rival in self.values(node, KG + "contradicts")
            for one, other in [(id_of("claim", node), id_of("claim", _words(rival)))]
        }
        return tuple(Contradiction(*pair) for pair in sorted(pairs))

    def merges(self) -> tuple[Merge, ...]:
        nodes = [*(("actor", node) for node in self.of(KG + "Actor")), *(("claim", node) for node in self.of(SCHEMA + "Claim"))]
        return tuple(
            sorted({self.merge(k, n, str(m)) for k, n in nodes for m in self.values(n, KG + "mergedBy")}),
        )

    def merge(self, kind: str, node: str, merge: str) -> Merge:
        forms = sorted(map(_words, self.values(merge, KG + "form")))
        if len(forms) != 2:
            raise self.error(merge, f"{len(forms)} values of kg:form, it needs two")
        try:
            score, reason = self.number(merge, KG + "score"), self.one(merge, KG + "reason")
            return Merge(kind, id_of(kind, node), forms[0], forms[1], score, reason)
        except ModelError as error:
            raise self.error(merge, str(error)) from None

    def number(self, node: str, predicate: str) -> float:
        value = self.one(node, predicate)
        try:
            return float(value)
        except ValueError:
            raise self.error(node, f"{_short(predicate)} {value!r} is not a number") from None

    def of(self, name: str) -> list[str]:
        return sorted(self.members.get(name, ()))

    def named(self, node: str, what: str) -> str:
        if node.startswith("_:"):
            raise self.error(node, f"{what} is a blank node, it needs an IRI")
        return node

    def values(self, node: str, predicate: str) -> set[_Object]:
        return self.facts.get(node, {}).get(predicate, set())

    def text(self, node: str, predicate: str) -> str | None:
        values = self.values(node, predicate)
        if len(values) > 1:
            raise self.error(node, f"{len(values)} values of {_short(predicate)}, it may have one")
        return _words(next(iter(values))) if values else None

    def one(self, node: str, predicate: str) -> str:
        value = self.text(node, predicate)
        if value is None:
            raise self.error(node, f"no {_short(predicate)}")
        return value

    def choice(self, node: str, predicate: str, values: Mapping[str, _T]) -> _T:
        value = self.one(node, predicate)
        if value not in values:
            raise self.error(node, f"{_short(predicate)} is {_short(value)}, it must be {' or '.join(map(_short, values))}")
        return values[value]

    def date(self, node: str, predicate: str) -> PartialDate | None:
        value = self.text(node, predicate)
        return PartialDate.parse(value) if value is not None else None

    def error(self, node: str, found: str) -> GraphError:
        return GraphError(self.where, f"{_short(node)}: {found}", _ADVICE)


def _words(value: _Object) -> str:
    return value.words if isinstance(value, _Text) else value


def _short(iri: str) -> str:
    """The IRI as the user writes it: with a prefix where we have one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
