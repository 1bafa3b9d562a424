"""Two states of a graph go in, the SPARQL update that turns the one into the other comes out, for a store of one's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pyoxigraph import NamedNode, Triple

from kg.model import KnowledgeGraph
from kg.rdf.vocab import KG, iri
from kg.rdf.write import triples

_ESCAPES = re.compile(r"\\\\([uU])|\\\\|\\u([0-9A-F]{4})")


def update(before: KnowledgeGraph, after: KnowledgeGraph, standing: Collection[tuple[str, str]] = ()) -> Iterator[str]:
    r"""Yield the lines of a SPARQL 1.1 Update (https://www.w3.org/TR/sparql11-update/) from *before* to *after*.

    Both may be parts of a graph, as :class:`kg.archive.archive.Change` holds them; *standing* are the ids of pairs, denier and
    asserter, whose dispute stays though *after* lacks it. Where nothing changed there is no line. The lines are sorted, so
    equal changes are equal texts.

    >>> from kg.model import Actor
    >>> print("".join(update(KnowledgeGraph(), KnowledgeGraph(actors=(Actor("1", "Ann Moor"),)))))
    INSERT DATA {
    <https://w3id.org/counterclaim/id/actor/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <...#Actor> .
    <https://w3id.org/counterclaim/id/actor/1> <https://schema.org/name> "Ann Moor" .
    }
    """
    old, new = set(triples(before)), set(triples(after))
    stay = {Triple(*(NamedNode(n) for n in (iri("actor", a), KG + "disputes", iri("actor", b)))) for a, b in standing}
    gone = [t for t in old - new if t not in stay]
    parts = [_data(verb, chosen) for verb, chosen in (("DELETE DATA", gone), ("INSERT DATA", new - old)) if chosen]
    for number, part in enumerate(parts):
        yield from [";\n"] * bool(number)
        yield from part


def _data(verb: str, chosen: Collection[Triple]) -> Iterator[str]:
    yield f"{verb} {{\n"
    yield from sorted(f"{_line(triple)} .\n" for triple in chosen)
    yield "}\n"


def _line(triple: Triple) -> str:
    r"""Return *triple* as N-Triples write it, so that no parser of SPARQL takes a backslash and a "u" of a text for an escape.

    Some replace ``\\u0022`` by a quotation mark before they look for strings, even where the backslash is an escaped one, and
    take up to eight digits after it.
    """
    return _ESCAPES.sub(_unmistakable, str(triple))


def _unmistakable(escape: re.Match[str]) -> str:
    if escape[1]:
        return f"\\\\\\U{ord(escape[1]):08X}"
    return f"\\U0000{escape[2]}" if escape[2] else escape[0]
