"""A knowledge graph in, its RDF triples out, always in the same order.

The order is made for readers of Turtle: the run, articles, actors, claims, then each statement with its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.analyse.disputes import disputes
from kg.dates import PartialDate
from kg.model import Actor, Citation, Evidence, KnowledgeGraph, Merge, Statement, digest
from kg.rdf.vocab import ACTOR_CLASSES, BASES, KG, OA, OWL, PREFIXES, PROV, RDF, RDFS, SCHEMA, STANCES, XSD, iri, is_web_address

_Object = NamedNode | Literal

#: The node of a name of a vocabulary. There are few names and they stand in each triple, so each is checked and built once.
_term = cache(NamedNode)

_TYPE = NamedNode(RDF + "type")
_DATE_TYPES = {0: NamedNode(XSD + "gYear"), 1: NamedNode(XSD + "gYearMonth"), 2: NamedNode(XSD + "date")}
_DECIMAL = NamedNode(XSD + "decimal")


def triples(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield the triples of *graph*, each once, the triples of one subject together.

    The short cuts kg:asserts, kg:denies and kg:disputes are derived from the statements; all else is in the value.
    """
    run = NamedNode(iri("run", digest("run", graph.generator))) if graph.generator is not None else None
    if run and graph.generator is not None:
        yield from _about(run, [(PROV + "Activity")], (RDFS + "label", Literal(graph.generator)))
    for article in graph.articles:
        yield from _article(article)
    merged: dict[tuple[str, str], list[Merge]] = {}
    for merge in graph.merges:
        merged.setdefault((merge.kind, merge.node), []).append(merge)
    yield from _actors(graph, merged)
    rivals: dict[str, list[NamedNode]] = {}
    for pair in graph.contradictions:
        rivals.setdefault(pair.first, []).append(_node("claim", pair.second))
        rivals.setdefault(pair.second, []).append(_node("claim", pair.first))
    for claim in graph.claims:
        # a claim may have contradictions with many: sorted, so that they don't depend on which of two comes first
        against = sorted(rivals.get(claim.id, ()), key=lambda n: n.value)
        yield from _about(
            _node("claim", claim.id),
            [SCHEMA + "Claim"],
            (SCHEMA + "text", Literal(claim.text)),
            *((KG + "contradicts", rival) for rival in against),
            *((KG + "mergedBy", _merge_node(merge)) for merge in merged.get(("claim", claim.id), ())),
        )
    for merge in graph.merges:
        yield from _merge(merge)
    written: set[str] = set()
    for statement in graph.statements:
        ids = [evidence_id(e) for e in statement.evidence]
        yield from _statement(statement, ids)
        for id, evidence in zip(ids, statement.evidence, strict=True):
            if id not in written:
                written.add(id)
                yield from _evidence(id, evidence, run)


def to_rdf(graph: KnowledgeGraph) -> rdflib.Graph:
    """Return *graph* as an rdflib graph that Oxigraph holds; the prefixes of :data:`~kg.rdf.vocab.PREFIXES` are bound.

    >>> from kg.model import Citation
    >>> g = to_rdf(KnowledgeGraph(articles=(Citation("a1", title="Mine is safe"),)))
    >>> [str(row.title) for row in g.query("SELECT ?title { ?article a schema:NewsArticle ; schema:headline ?title }")]
    ['Mine is safe']
    """
    return in_oxigraph(triples(graph))


def in_oxigraph(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return an rdflib graph over a new Oxigraph store that holds *triples*."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in triples)
    return over(store)


def over(store: Store) -> rdflib.Graph:
    """Return an rdflib graph that shows the default graph of *store*, our prefixes bound."""
    g = rdflib.Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        g.bind(prefix, namespace)
    return g


def evidence_id(evidence: Evidence) -> str:
    """Return the id of a piece of evidence: a hash over all that it holds."""
    places = [f"{p.start} {p.text}" for p in evidence.pieces]
    around = (evidence.source_text, evidence.cue_text, evidence.prefix, evidence.suffix)
    return digest("evidence", evidence.article, *around, decimal(evidence.confidence), *places)


def article_iri(id: str) -> str:
    """Return the IRI of the article that came with this *id*, which may be any text, a whole URL or path among them."""
    return iri("article", digest("article", id))


def decimal(number: float) -> str:
    """Return the xsd:decimal that reads back as *number*: no exponent, the fewest digits, no sign on nought.

    >>> decimal(0.93), decimal(1), decimal(1e-7), decimal(-0.0)
    ('0.93', '1.0', '0.0000001', '0.0')
    """
    return format(Decimal(repr(float(number) + 0.0)), "f")


def _node(kind: str, id: str) -> NamedNode:
    return NamedNode(iri(kind, id))


def _about(subject: NamedNode, classes: Iterable[str], *facts: tuple[str, _Object | None]) -> Iterator[Triple]:
    """Yield the triples of one subject, leaving out the facts that aren't known."""
    for name in classes:
        yield Triple(subject, _TYPE, _term(name))
    for predicate, value in facts:
        if value is not None:
            yield Triple(subject, _term(predicate), value)


def _text(value: str | None) -> Literal | None:
    return Literal(value) if value is not None else None


def _date(value: PartialDate | None) -> Literal | None:
    if value is None:
        return None
    text = str(value)
    return Literal(text, datatype=_DATE_TYPES[text.count("-")])


def _address(value: str | None) -> _Object | None:
    """An IRI only where it is a web address: what else stands in such a field ("javascript:", a path) stays a text."""
    if value is None:
        return None
    return NamedNode(value) if is_web_address(value) else Literal(value)


def _article(article: Citation) -> Iterator[Triple]:
    return _about(
        NamedNode(article_iri(article.id)),
        [SCHEMA + "NewsArticle"],
        (SCHEMA + "identifier", Literal(article.id)),
        (SCHEMA + "headline", _text(article.title)),
        (SCHEMA + "datePublished", _date(article.published)),
        (SCHEMA + "publisher", _text(article.outlet)),
        (SCHEMA + "url", _address(article.url)),
    )


def _actors(graph: KnowledgeGraph, merged: Mapping[tuple[str, str], Sequence[Merge]]) -> Iterator[Triple]:
    short_cuts: dict[str, set[tuple[str, str]]] = {}
    for statement in graph.statements:
        claim = iri("claim", statement.claim)
        short_cuts.setdefault(statement.actor, set()).add((STANCES[statement.stance], claim))
    for dispute in disputes(graph):
        short_cuts.setdefault(dispute.denier, set()).add((KG + "disputes", iri("actor", dispute.asserter)))
    for actor in graph.actors:
        derived = ((p, NamedNode(o)) for p, o in sorted(short_cuts.get(actor.id, ())))
        merges = ((KG + "mergedBy", _merge_node(merge)) for merge in merged.get(("actor", actor.id), ()))
        yield from _actor(actor, (*derived, *merges))


def _actor(actor: Actor, derived: Iterable[tuple[str, NamedNode]]) -> Iterator[Triple]:
    kind = ACTOR_CLASSES.get(actor.kind)
    return _about(
        _node("actor", actor.id),
        [KG + "Actor", *([kind] if kind else [])],
        (SCHEMA + "name", Literal(actor.name)),
        *((SCHEMA + "alternateName", Literal(alias)) for alias in actor.aliases),
        *((SCHEMA + "sameAs", _address(same)) for same in actor.same_as),
        *((OWL + "sameAs", NamedNode(same)) for same in actor.same_as if is_web_address(same)),
        *derived,
    )


def _merge_node(merge: Merge) -> NamedNode:
    return _node(
        "merge", digest("merge", merge.kind, merge.node, merge.first, merge.second, decimal(merge.score), merge.reason)
    )


def _merge(merge: Merge) -> Iterator[Triple]:
    return _about(
        _merge_node(merge),
        [KG + "Merge"],
        (KG + "form", Literal(merge.first)),
        (KG + "form", Literal(merge.second)),
        (KG + "score", Literal(decimal(merge.score), datatype=_DECIMAL)),
        (KG + "reason", Literal(merge.reason)),
    )


def _statement(statement: Statement, evidence: Iterable[str]) -> Iterator[Triple]:
    return _about(
        _node("statement", statement.id),
        [KG + "Statement"],
        (KG + "actor", _node("actor", statement.actor)),
        (KG + "stance", _term(STANCES[statement.stance])),
        (KG + "claim", _node("claim", statement.claim)),
        (KG + "date", _date(statement.date)),
        (KG + "dateBasis", _term(BASES[statement.date_basis]) if statement.date_basis else None),
        *((KG + "evidence", _node("evidence", id)) for id in evidence),
    )


def _evidence(id: str, evidence: Evidence, run: NamedNode | None) -> Iterator[Triple]:
    node = _node("evidence", id)
    # One target for each piece of an interrupted passage: several selectors of one target would all select the same
    # thing (Web Annotation Data Model, https://www.w3.org/TR/annotation-model/, section 4.3), and the pieces are not.
    targets = [NamedNode(f"{node.value}-{n}") for n in range(1, len(evidence.pieces) + 1)]
    yield from _about(
        node,
        [OA + "Annotation"],
        (KG + "sourceText", _text(evidence.source_text)),
        (KG + "cueText", _text(evidence.cue_text)),
        (KG + "confidence", Literal(decimal(evidence.confidence), datatype=_DECIMAL)),
        (PROV + "wasGeneratedBy", run),
        *((OA + "hasTarget", target) for target in targets),
    )
    source = NamedNode(article_iri(evidence.article))
    for target, piece in zip(targets, evidence.pieces, strict=True):
        position, quotation = (NamedNode(f"{target.value}-{name}") for name in ("position", "quote"))
        yield from _about(
            target,
            [OA + "SpecificResource"],
            (OA + "hasSource", source),
            (OA + "hasSelector", position),
            (OA + "hasSelector", quotation),
        )
        yield from _about(
            position, [OA + "TextPositionSelector"], (OA + "start", Literal(piece.start)), (OA + "end", Literal(piece.end))
        )
        yield from _about(
            quotation,
            [OA + "TextQuoteSelector"],
            (OA + "exact", Literal(piece.text)),
            (OA + "prefix", _text(evidence.prefix or None) if piece is evidence.pieces[0] else None),
            (OA + "suffix", _text(evidence.suffix or None) if piece is evidence.pieces[-1] else None),
        )
