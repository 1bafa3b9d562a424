from __future__ import annotations

import re

import pytest
import rdflib
from rdflib import RDFS

from kg.rdf import jsonld, vocab
from kg.rdf.vocab import KG
from kg.rdf.write import triples
from kg.resources import folder
from tests.factory import actor, graph

ONTOLOGY = rdflib.Graph().parse(folder("schemas") / "ontology.ttl", format="turtle")
FULL = graph(
    ("Ann", "asserts", "It rains.", "2020"),
    ("Bob", "denies", "It rains.", None),
    contradictions=[("It rains.", "It is dry.")],
    actors=[actor("Four residents", "group")],
    generator="x",
)


def test_every_term_that_is_written_is_defined() -> None:
    text = " ".join(map(str, triples(FULL))) + " ".join([*vocab.STANCES.values(), *vocab.BASES.values()])
    used = {KG[name] for name in re.findall(re.escape(KG) + r"(\w+)", text)}
    assert len(used) > 10
    assert used <= set(ONTOLOGY.subjects(RDFS.label))


@pytest.mark.parametrize("term", sorted({str(s) for s in ONTOLOGY.subjects() if str(s).startswith(KG)}))
def test_every_term_has_a_label_and_a_comment(term: str) -> None:
    assert ONTOLOGY.value(rdflib.URIRef(term), RDFS.label)
    assert ONTOLOGY.value(rdflib.URIRef(term), RDFS.comment)


def test_json_ld_context_has_the_prefixes_of_the_vocabulary() -> None:
    assert {k: v for k, v in jsonld.context().items() if isinstance(v, str)} == dict(vocab.PREFIXES)
