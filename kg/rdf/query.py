"""A graph and a SPARQL query in, a table, a truth value or triples out.

Oxigraph runs the queries. A query can read the graph that it is given and nothing else: it can't change anything, open
a file or reach the network.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Kind
from typing import NamedTuple

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Store
from pyparsing import ParseBaseException
from rdflib.plugins.sparql import parser

from kg.errors import QueryError
from kg.model import KnowledgeGraph
from kg.rdf.stack import LONGEST, deep
from kg.rdf.vocab import PREFIXES, XSD
from kg.rdf.write import over, to_rdf


class Term(NamedTuple):
    """One RDF term: an IRI, a literal with its datatype (None for plain text) or language, or a blank node."""

    kind: Kind["uri", "literal", "bnode"]
    value: str
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found: of SELECT ``columns`` and ``rows``, of ASK ``truth``, of CONSTRUCT and DESCRIBE ``triples``.

    What doesn't belong to the query's form is empty, or None. A cell is None where its variable is unbound.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[tuple[Term, Term, Term], ...] | None = None


def query(graph: KnowledgeGraph | rdflib.Graph, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Result:
    """Return what *sparql* finds in *graph*.

    The prefixes of :data:`~kg.rdf.vocab.PREFIXES` are known without being declared. *bindings* give values to variables
    that the query selects; they are bound, not pasted, and their columns left out of the result. Rows of a query without
    ORDER BY are sorted, triples always, so the answer depends on graph and query alone.

    Raises :class:`~kg.errors.QueryError` for a query with a syntax error (with its line and column), and for one that
    would write (INSERT, DELETE, LOAD, ...) or reach out (SERVICE). FROM names no files: it is ignored.

    >>> from kg.model import Actor
    >>> query(KnowledgeGraph(actors=(Actor("1", "Ann Moor"),)), "SELECT ?name { ?actor schema:name ?name }").rows
    ((Term(kind='literal', value='Ann Moor', datatype=None, language=None),),)
    """
    _refuse(sparql)
    given = bindings or {}
    values = {name: _to_rdflib(term) for name, term in given.items()}
    ordered = re.search(r"\border\s+by\b", sparql, re.IGNORECASE) is not None
    store = in_store(graph)
    try:
        return deep(lambda: _result(store.query(sparql, initBindings=values), frozenset(given), ordered=ordered))
    except SyntaxError as error:
        raise _syntax_error(sparql, str(error)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError("query", str(error), "change the query") from None


_UPDATE = re.compile(
    r"(?:\s|\#[^\n]*\n|prefix\s+[^\s:]*:\s*<[^>]*>|base\s*<[^>]*>)*"
    r"(insert|delete|load|clear|create|drop|copy|move|add|with)\b",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def _refuse(sparql: str) -> None:
    """Raise for a query that would change the graph or ask another server."""
    if len(sparql) > LONGEST:
        raise QueryError("query", f"{len(sparql)} characters, at most {LONGEST} are run", "ask in several queries")
    update = _UPDATE.match(sparql)
    if update:
        raise QueryError("query", f"{update[1].upper()} would change the graph", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if _may_call_service(sparql):
        raise QueryError("query", "SERVICE would ask another server", "load what you need into the graph, ask without SERVICE")


def _may_call_service(sparql: str) -> bool:
    """Tell whether a query calls another server, which Oxigraph would do; where that can't be told, it may.

    The word alone proves nothing, it may stand in a text ("Secret Service"), and only a real parser tells the two apart:
    ``?a<?b)SERVICE?x#>`` looks like an IRI to a simple one. Escapes are where two parsers differ, so none are let through.
    """
    unescaped = _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)
    if "service" not in unescaped.casefold():
        return False
    if _ESCAPE.search(sparql):
        return True
    try:
        return "ServiceGraphPattern" in repr(parser.Query.parse_string(sparql, parse_all=True))
    except Exception:  # whatever goes wrong: the query isn't shown to be harmless
        return True


def in_store(graph: KnowledgeGraph | rdflib.Graph) -> rdflib.Graph:
    """Return *graph* as an rdflib graph that Oxigraph holds: itself, where it is one."""
    if isinstance(graph, KnowledgeGraph):
        return to_rdf(graph)
    if isinstance(graph.store, OxigraphStore):
        return graph
    copy = over(Store())
    for prefix, namespace in graph.namespaces():
        copy.bind(prefix, namespace, override=False)
    copy += graph
    return copy


def _result(found: rdflib.query.Result, given: frozenset[str], *, ordered: bool) -> Result:
    if found.type == "ASK":
        return Result(truth=bool(found.askAnswer))
    if found.graph is not None:
        triples = ((term(s), term(p), term(o)) for s, p, o in found.graph)
        return Result(triples=tuple(sorted(set(triples), key=_order)))
    variables = [v for v in found.vars or () if str(v) not in given]
    rows = (tuple(term(row[v]) if row.get(v) is not None else None for v in variables) for row in found.bindings)
    return Result(tuple(map(str, variables)), tuple(rows if ordered else sorted(rows, key=_order)))


def _order(row: tuple[Term | None, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((t.value, t.kind, t.datatype or "", t.language or "") if t else () for t in row)


def term(node: rdflib.term.Node) -> Term:
    """Return the term that an rdflib node is."""
    if isinstance(node, rdflib.Literal):
        datatype = str(node.datatype) if node.datatype and not node.language else None
        return Term("literal", str(node), None if datatype == XSD + "string" else datatype, node.language)
    return Term("bnode" if isinstance(node, rdflib.BNode) else "uri", str(node))


def _to_rdflib(value: Term) -> rdflib.term.Identifier:
    if value.kind == "literal":
        datatype = rdflib.URIRef(value.datatype) if value.datatype else None
        return rdflib.Literal(value.value, datatype=datatype, lang=value.language)
    return rdflib.URIRef(value.value) if value.kind == "uri" else rdflib.BNode(value.value)


def _syntax_error(sparql: str, message: str) -> QueryError:
    """Say where the query breaks and what to do.

    Oxigraph's message lists all characters that it could go on with, and its place is where the longest try ended; the
    place of rdflib's parser is where the part begins that can't be read, so that one is used where it finds one.
    """
    place = _PLACE.match(message)
    line, column, expected = (int(place[1]), int(place[2]), place[3]) if place else (1, 1, message)
    rule = re.search(r"\b[A-Z][a-z]+(?: \w+){2,}", expected)
    if rule and "Prefix" in rule[0]:
        return QueryError(
            f"query:{line}:{column}",
            "a prefix that isn't declared",
            f"declare it with PREFIX, or use one of {', '.join(PREFIXES)}",
        )
    try:
        parser.Query.parse_string(sparql, parse_all=True)
    except ParseBaseException as error:
        rest = " ".join(sparql[error.loc :].split())
        if not rest:
            return QueryError(f"query:{error.lineno}:{error.column}", "the query ends too early", "complete it")
        advice = "look for a misspelt keyword, and for a bracket, dot or quotation mark too few or too many"
        return QueryError(f"query:{error.lineno}:{error.column}", f"can't be read from {rest[:30]!r} on", advice)
    except RecursionError:
        pass
    return QueryError(
        f"query:{line}:{column}", rule[0] if rule else "a syntax error at or before this place", "correct the query"
    )
