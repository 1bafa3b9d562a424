from __future__ import annotations

import pytest

from kg.model import ActorKind, KnowledgeGraph
from kg.render.network import ACTOR_SHAPES, EDGE_STYLES, label, network
from tests.factory import actor, graph
from tests.render.scenes import PAYLOADS, affair, hostile


def test_every_kind_of_actor_has_a_shape_of_its_own_and_claims_another() -> None:
    assert set(ACTOR_SHAPES) == set(ActorKind)
    assert len({*ACTOR_SHAPES.values(), "box"}) == len(ActorKind) + 1


def test_every_kind_of_edge_is_told_by_dashes_and_end_without_colour() -> None:
    assert len({(str(s["dashes"]), str(s["arrows"])) for s in EDGE_STYLES.values()}) == len(EDGE_STYLES)
    assert len({str(s["dashes"]) for s in EDGE_STYLES.values()}) == len(EDGE_STYLES)


@pytest.mark.parametrize("scene", [affair(), hostile()], ids=["affair", "hostile"])
def test_nodes_carry_no_title_and_no_text_as_id(scene: KnowledgeGraph) -> None:
    drawing = network(scene)
    assert all("title" not in item for item in (*drawing.nodes, *drawing.edges))
    assert [n["id"] for n in drawing.nodes] == [
        *(f"a{i}" for i in range(len(scene.actors))),
        *(f"c{i}" for i in range(len(scene.claims))),
    ]
    assert len({e["id"] for e in drawing.edges}) == len(drawing.edges)


def test_statements_of_one_stance_on_one_claim_share_an_edge() -> None:
    drawing = network(graph(("A", "asserts", "x", "2020"), ("A", "asserts", "x", "2021"), ("A", "denies", "x", "2022")))
    assert sorted((e["kind"], len(e["statements"])) for e in drawing.edges) == [("asserts", 2), ("denies", 1)]
    assert [e["kind"] for e in drawing.edges if "smooth" in e] == ["denies"]


def test_physics_is_off_and_every_node_has_its_place() -> None:
    drawing = network(affair())
    assert drawing.options["physics"] == {"enabled": False}
    assert len({(n["x"], n["y"]) for n in drawing.nodes}) == len(drawing.nodes)


def test_an_actor_who_says_more_is_drawn_larger() -> None:
    drawing = network(graph(*(("A", "asserts", f"x{i}", None) for i in range(9)), ("B", "asserts", "x0", None)))
    sizes = {n["label"]: n["size"] for n in drawing.nodes if n["group"] != "claim"}
    assert sizes["A"] > sizes["B"]


def test_kind_is_the_group_of_the_node() -> None:
    (node, _) = network(graph(("A", "asserts", "x", None), actors=[actor("A", "government")])).nodes
    assert (node["group"], node["shape"]) == ("government", "hexagon")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orla Venn", "Orla Venn"),
        ("the Ministry of Water", "the Ministry\nof Water"),
        ("a b c d e f g h i j k l m n o p q r s t", "a b c d e f\ng h i j k l…"),
        ("Donaudampfschifffahrt", "Donaudampfsc\nhifffahrt"),
        ("one\ttwo\nthree", "one two\nthree"),
        ("left\u202eright\u200b\x00", "left right"),
        ("\u200b", "…"),
    ],
)
def test_label(text: str, expected: str) -> None:
    assert label(text, columns=12, lines=2) == expected


@pytest.mark.parametrize("payload", PAYLOADS)
def test_label_keeps_to_its_size(payload: str) -> None:
    lines = label(payload * 20, columns=12, lines=3).split("\n")
    assert len(lines) <= 3
    assert all(len(line) <= 12 for line in lines)
