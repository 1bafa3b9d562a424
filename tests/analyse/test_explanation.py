"""Why a graph says what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.analyse.explanation import between, called, explain
from kg.model import KnowledgeGraph, Merge, actor_id, claim_id
from tests.factory import actor, graph

SPILL, LEAK = "Narvik Hydro dumped solvent in the harbour.", "The solvent leaked from a tanker."
MERGE = Merge("claim", claim_id(SPILL), SPILL, "The firm tipped it in.", 0.7, "alike in meaning: cosine 0.61")


def affair() -> KnowledgeGraph:
    found = graph(
        ("Orla Venn", "asserts", SPILL, "2019-03"),
        ("Narvik Hydro", "denies", SPILL, "2019-03-04"),
        ("Pia Holm", "asserts", LEAK, "2018"),
        ("Orla Venn", "denies", LEAK, None),
        contradictions=[(SPILL, LEAK)],
        actors=[actor("Orla Venn", aliases=["Venn"])],
    )
    return replace(found, merges=(MERGE,))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("venn", {actor_id("Orla Venn")}),
        (SPILL.upper(), {claim_id(SPILL)}),
        ("The firm tipped it in.", {claim_id(SPILL)}),
        (claim_id(LEAK), {claim_id(LEAK)}),
        ("https://w3id.org/counterclaim/id/actor/" + actor_id("Pia Holm"), {actor_id("Pia Holm")}),
        ("tanker", {claim_id(LEAK)}),
        ("solvent", {claim_id(SPILL), claim_id(LEAK)}),
        ("holm", {actor_id("Pia Holm")}),
        ("nobody", set()),
        ("  ", set()),
    ],
)
def test_what_words_mean(words: str, ids: set[str]) -> None:
    assert {thing.id for thing in called(affair(), words)} == ids


def test_a_name_goes_before_what_only_holds_the_words() -> None:
    assert [thing.id for thing in called(affair(), "Narvik Hydro")] == [actor_id("Narvik Hydro")]


def test_a_claim_rests_on_its_merges_and_statements() -> None:
    whole = affair()
    (claim,) = called(whole, SPILL)
    found = explain(whole, claim)
    assert found.merges == (MERGE,)
    assert [(s.actor, str(s.date)) for s in found.statements] == [
        (actor_id("Orla Venn"), "2019-03"),
        (actor_id("Narvik Hydro"), "2019-03-04"),
    ]
    assert [rival.text for rival in found.rivals] == [LEAK]


def test_an_actor_rests_on_what_he_said() -> None:
    whole = affair()
    (venn,) = called(whole, "Orla Venn")
    found = explain(whole, venn)
    assert {s.claim for s in found.statements} == {claim_id(SPILL), claim_id(LEAK)}
    assert (found.merges, found.rivals) == ((), ())


def test_two_actors_dispute_each_way_round() -> None:
    whole = affair()
    people = {a.name: a for a in whole.actors}
    assert [(d.claim, d.rival) for d in between(whole, people["Narvik Hydro"], people["Orla Venn"])] == [
        (claim_id(SPILL), None)
    ]
    assert {d.rival for d in between(whole, people["Orla Venn"], people["Pia Holm"])} == {None, claim_id(SPILL), claim_id(LEAK)}
    assert between(whole, people["Orla Venn"], people["Orla Venn"]) == ()
