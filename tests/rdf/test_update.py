"""A SPARQL update leads from one graph to another, whatever the texts say, in stores that read SPARQL in their own ways."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from pyoxigraph import Quad, Store

from kg.model import Actor, Citation, KnowledgeGraph
from kg.rdf.update import update
from kg.rdf.write import triples
from tests.strategies import graphs

ESCAPES = (
    r"\u0022",
    r"\\u0022 } ; DROP ALL #",
    r"\U00000022",
    r"\\\u0041",
    "\x01abcd",
    "\\\n\\u",
    '" } ; CLEAR ALL ; INSERT DATA { <urn:x> <urn:x> "',
)


@given(graphs(), graphs())
def test_it_leads_from_one_to_the_other(before: KnowledgeGraph, after: KnowledgeGraph) -> None:
    store, wanted = Store(), Store()
    store.extend(Quad(*triple) for triple in triples(before))
    wanted.extend(Quad(*triple) for triple in triples(after))
    store.update("".join(update(before, after)))
    assert set(store) == set(wanted)


@pytest.mark.parametrize("text", ESCAPES)
def test_a_text_stays_a_text(text: str) -> None:
    """rdflib replaces escapes of code points before it looks for strings, as the standard can be read."""
    graph = KnowledgeGraph(articles=(Citation("a1", title=text),), actors=(Actor("1", f"x{text}"),))
    store, other = Store(), rdflib.Graph()
    for line in (update(KnowledgeGraph(), graph), update(graph, KnowledgeGraph(actors=graph.actors))):
        query = "".join(line)
        store.update(query)
        other.update(query)
    assert [quad.object.value for quad in store if quad.predicate.value.endswith("name")] == [f"x{text}"]
    assert [str(o) for _, p, o in other if str(p).endswith("name")] == [f"x{text}"]
    assert len(store) == len(other) == len(list(triples(KnowledgeGraph(actors=graph.actors))))
