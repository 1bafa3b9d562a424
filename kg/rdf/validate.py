"""A graph in, a report out that says whether it keeps the shapes of ``schemas/shapes.ttl``, and where it doesn't.

pySHACL's time grows faster than the graph, so it gets a few nodes at a time, each with the classes of its neighbours, which
is all that these shapes look at. The rules over the whole graph are SPARQL in the same file, and Oxigraph runs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyshacl
import rdflib
from rdflib import RDF, SH

from kg.model import KnowledgeGraph
from kg.rdf.query import in_store
from kg.rdf.vocab import PREFIXES, SHAPE
from kg.resources import folder

#: how many nodes pySHACL checks at once: below, reading the shapes costs more than checking; above, its time grows faster
BATCH = 400


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One node that breaks one shape: ``focus`` is its IRI (or blank node), ``shape`` the shape's name without namespace."""

    focus: str
    shape: str
    message: str

    def __str__(self) -> str:
        return f"{self.focus}: {self.message} (shape {self.shape})"


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found, sorted, each finding once; nothing found is a graph that conforms."""

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether the graph keeps all shapes."""
        return not self.findings


def validate(graph: KnowledgeGraph | rdflib.Graph) -> Report:
    """Return what is wrong with *graph*. Time is near linear in its size.

    >>> from kg.model import Actor
    >>> validate(KnowledgeGraph(actors=(Actor("1", "Ann Moor"),))).conforms
    True
    """
    data = in_store(graph)
    local, rules = _shapes()
    found = {*_check(data, local)}
    for shape, message, select in rules:
        for row in data.query(select):
            assert isinstance(row, rdflib.query.ResultRow)
            found.add(Finding(_short(row.this), shape, message))
    return Report(tuple(sorted(found)))


@cache
def _shapes() -> tuple[rdflib.Graph, tuple[tuple[str, str, str], ...]]:
    """The shapes for pySHACL, and the rules over the whole graph, each with its shape's name, its message and its SELECT."""
    shapes = rdflib.Graph().parse(folder("schemas") / "shapes.ttl", format="turtle")
    rules = []
    for shape, rule in sorted(shapes.subject_objects(SH.sparql)):
        rules.append((str(shape).removeprefix(SHAPE), str(shapes.value(rule, SH.message)), str(shapes.value(rule, SH.select))))
        shapes.remove((shape, None, None))
        shapes.remove((rule, None, None))
    return shapes, tuple(rules)


def _check(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    classes = set(shapes.objects(None, SH.targetClass))
    nodes = sorted({node for name in classes for node in data.subjects(RDF.type, name)}, key=str)
    for start in range(0, len(nodes), BATCH):
        batch = nodes[start : start + BATCH]
        wanted = set(batch)
        _, report, _ = pyshacl.validate(_surroundings(data, batch), shacl_graph=shapes, inplace=True)
        assert isinstance(report, rdflib.Graph)
        for result in report.subjects(RDF.type, SH.ValidationResult):
            focus, shape = report.value(result, SH.focusNode), report.value(result, SH.sourceShape)
            # Neighbours are there with their classes alone, so they lack all else. pySHACL's option focus_nodes would skip
            # them, but it skips the values inside sh:or and sh:qualifiedValueShape, too, and so lets faults pass.
            if focus in wanted:
                yield Finding(_short(focus), str(shape).removeprefix(SHAPE), str(report.value(result, SH.resultMessage)))


def _surroundings(data: rdflib.Graph, nodes: Iterable[rdflib.term.Node]) -> rdflib.Graph:
    """What the shapes look at: all that is said of *nodes*, and the classes of what they point to."""
    found = rdflib.Graph()
    seen: set[rdflib.term.Node] = set()
    for node in nodes:
        for triple in data.triples((node, None, None)):
            found.add(triple)
            if not isinstance(triple[2], rdflib.Literal) and triple[1] != RDF.type:
                seen.add(triple[2])
    for neighbour in seen:
        for triple in data.triples((neighbour, RDF.type, None)):
            found.add(triple)
    return found


def _short(node: object) -> str:
    """The node as the user writes it: an IRI with its prefix where it has one of ours."""
    for prefix, namespace in PREFIXES.items():
        if str(node).startswith(namespace):
            return f"{prefix}:{str(node).removeprefix(namespace)}"
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"
