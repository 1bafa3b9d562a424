from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.rdf.formats import BY_NAME, FORMATS, Format, dumps, load, load_rdf, loads, parse, save
from kg.rdf.write import triples
from tests.factory import citation, graph

SMALL = graph(
    ("Ann Moor", "asserts", "It rains.", "2020-01-01"),
    ("Bob", "denies", "It rains.", None),
    articles=[citation(title='He said "no"\nand left <b>', url="https://news.example/1", outlet="Daily")],
    generator="counterclaim 0.1.0",
)


def test_turtle_is_readable() -> None:
    text = dumps(SMALL)
    assert "@prefix kg: <https://w3id.org/counterclaim/ns#> .\n" in text
    blocks = text.split("\n\n")[1:]
    subjects = [block.split()[0] for block in blocks]
    assert len(subjects) == len(set(subjects))
    assert all(block.split()[1] == "a" for block in blocks)
    assert {s.partition(":")[0] for s in subjects} == {"run", "article", "actor", "claim", "statement", "evidence"}
    assert "<https://w3id.org" not in text.partition("\n\n")[2]


def test_batches_don_t_change_turtle(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = dumps(SMALL)
    monkeypatch.setattr("kg.rdf.turtle.BATCH", 1)
    assert dumps(SMALL) == whole


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_every_format_holds_the_same_triples(format: Format) -> None:
    found = [q.triple for q in parse(dumps(SMALL, format), format)]
    assert len(found) == len(set(found))
    assert set(found) == set(triples(SMALL))


def test_json_ld_has_its_context_inside_and_short_names() -> None:
    value = json.loads(dumps(SMALL, BY_NAME["json-ld"]))
    nodes = {node["@id"].partition(":")[0]: node for node in value["@graph"]}
    assert nodes["statement"]["stance"] in ("kg:asserts", "kg:denies")
    assert nodes["article"]["datePublished"] == {"@type": "xsd:date", "@value": "2019-12-11"}
    assert isinstance(value["@context"], dict)


def test_json_ld_from_elsewhere_fetches_nothing() -> None:
    with pytest.raises(GraphError, match="nothing is fetched: write the context into the file"):
        loads('{"@context": "https://news.example/context", "@id": "urn:x", "name": "y"}', BY_NAME["json-ld"])


@pytest.mark.parametrize("name", ["g.ttl", "g.nt", "g.nq", "g.jsonld", "G.TTL"])
def test_save_and_load(tmp_path: Path, name: str) -> None:
    save(SMALL, tmp_path / name)
    assert load(tmp_path / name) == SMALL
    assert len(load_rdf(tmp_path / name)) == len(list(triples(SMALL)))
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_named_graphs_are_put_together() -> None:
    quads = [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(f"urn:g{n % 2}")) for n, t in enumerate(triples(SMALL))]
    assert loads(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", BY_NAME["n-quads"]) == SMALL


def test_what_stood_there_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.ttl"
    path.write_text("before")

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.rdf.turtle.ox.serialize", fails)
    with pytest.raises(GraphError, match=r"g\.ttl: No space left on device"):
        save(SMALL, path)
    assert [p.name for p in tmp_path.iterdir()] == ["g.ttl"]
    assert path.read_text() == "before"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.ttl", b"hello world", "g.ttl:1: not turtle: hello is not a valid subject"),
        ("g.ttl", b"\x89PNG\r\n\x1a\n\x00\x00", "g.ttl:1: not turtle"),
        ("g.ttl", b"<urn:a> <urn:b>\n'x", "g.ttl:2: not turtle"),
        ("g.ttl", "<urn:a> <urn:b> 'é'".encode("latin-1"), "incomplete utf-8 byte sequence"),
        ("g.ttl", b"<a> <b> <c> .", "No scheme found in an absolute IRI"),
        ("g.nt", b"<urn:a> <urn:b> .", "g.nt:1: not n-triples"),
        ("g.jsonld", b"{", "not json-ld"),
        ("g.docx", b"", "no RDF format has the suffix '.docx'; use .ttl, .nt, .nq, .jsonld, .json"),
    ],
)
def test_files_that_hold_no_graph(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError) as caught:
        load(tmp_path / name)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_can_t_be_read(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="No such file"):
        load(tmp_path / "none.ttl")
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(GraphError, match="Is a directory"):
        load(tmp_path / "folder.ttl")
    with pytest.raises(GraphError, match="No such file"):
        save(SMALL, tmp_path / "none" / "g.ttl")


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_bytes(b"")
    assert load(tmp_path / "g.ttl") == graph()


def test_bytes_don_t_depend_on_the_hash_seed() -> None:
    program = (
        "from tests.factory import graph; from kg.rdf.formats import FORMATS, dumps; import hashlib;"
        "g = graph(*((a, s, c, None) for a in 'ABCDE' for s in ('asserts', 'denies') for c in ('x', 'y', 'z')),"
        " contradictions=[('x', 'y'), ('x', 'z')]);"
        "print([hashlib.sha256(dumps(g, f).encode()).hexdigest() for f in FORMATS])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
