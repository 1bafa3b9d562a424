"""Triples in, JSON-LD text out: compact, one object a subject, the context of ``schemas/context.jsonld`` written into it.

pyoxigraph reads JSON-LD, but writes it expanded. The context stands inside the file, so nobody has to fetch it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.vocab import KINDS, PREFIXES, RDF, XSD
from kg.resources import folder

_Json = str | int | dict[str, str]


@cache
def context() -> Mapping[str, object]:
    """Return the JSON-LD context: prefixes, and a term for each predicate."""
    text = (folder("schemas") / "context.jsonld").read_text(encoding="utf-8")
    return dict(json.loads(text)["@context"])


def dump(triples: Iterable[Triple]) -> Iterator[str]:
    """Yield the JSON-LD document of *triples* in parts, one line a subject; triples of one subject stand together."""
    yield f'{{"@context": {json.dumps(context(), ensure_ascii=False)},\n "@graph": ['
    separator = "\n"
    for _, group in groupby(triples, key=lambda t: t.subject):
        yield separator + json.dumps(_node(list(group)), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _node(triples: list[Triple]) -> dict[str, object]:
    facts: dict[str, list[_Json]] = {}
    for triple in triples:
        key, value = _fact(triple.predicate.value, triple.object)
        facts.setdefault(key, []).append(value)
    subject = triples[0].subject
    assert isinstance(subject, NamedNode)
    return {"@id": _compact(subject.value)} | {k: v[0] if len(v) == 1 else v for k, v in facts.items()}


def _fact(predicate: str, value: object) -> tuple[str, _Json]:
    if predicate == RDF + "type" and isinstance(value, NamedNode):
        return "@type", _compact(value.value)
    key, coerced = _terms()[predicate]
    if isinstance(value, NamedNode):
        return key, _compact(value.value) if coerced == "@id" else {"@id": _compact(value.value)}
    assert isinstance(value, Literal)
    datatype = value.datatype.value
    if datatype == XSD + "integer":
        return key, int(value.value)
    if coerced == datatype or (coerced is None and datatype == XSD + "string"):
        return key, value.value
    return key, {"@type": _compact(datatype), "@value": value.value}


@cache
def _terms() -> Mapping[str, tuple[str, str | None]]:
    """By predicate: the context's term and what it takes a plain string for (an IRI, a datatype, or None: a text)."""
    found: dict[str, tuple[str, str | None]] = {}
    for key, value in context().items():
        if isinstance(value, dict):
            coerced = value.get("@type")
            found[_expand(value["@id"])] = (key, _expand(coerced) if coerced else None)
    return found


def _expand(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def _compact(iri: str) -> str:
    """Shorten the IRIs of things and terms. What stands in the namespaces of things is percent-encoded, so no "//" follows."""
    for prefix in (*KINDS, "kg", "schema", "oa", "prov", "owl", "xsd"):
        if iri.startswith(PREFIXES[prefix]):
            return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
    return iri
