"""The overview as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings

from kg.analyse.explanation import between, explain
from kg.analyse.overview import overview
from kg.model import Actor, Claim, KnowledgeGraph, Merge, Stance, actor_id, claim_id
from kg.render.records import as_json, dispute_records, explanation_records, overview_json, overview_records
from tests.analyse.affairs import affairs
from tests.factory import graph
from tests.strategies import graphs

AFFAIR = graph(
    ("Ann", "asserts", "fire", "2019-03"),
    ("Bob", "denies", "fire", "2019"),
    ("Bob", "asserts", "fire", "2020"),
    ("Cyd", "asserts", "rain", "2018"),
)


def test_disputes_name_statements_and_statements_hold_evidence() -> None:
    found = overview_records(AFFAIR, overview(AFFAIR))
    by_actor = {actor_id("Ann"): "Ann", actor_id("Bob"): "Bob"}
    (dispute,) = found["disputes"]
    assert (by_actor[dispute["denier"]], by_actor[dispute["asserter"]], dispute["rival"]) == ("Bob", "Ann", None)
    assert dispute["since"] == "2019-03"
    denial = found["statements"][dispute["against"][0]]
    assert (denial["stance"], denial["date"], denial["date_basis"]) == (Stance.DENIES.value, "2019", "stated")
    assert denial["evidence"][0]["content"] == [{"start": 100, "end": 104, "text": "fire"}]
    assert found["actors"] == {id: {"name": name, "kind": "unknown"} for id, name in sorted(by_actor.items())}
    assert found["claims"] == {claim_id("fire"): "fire"}
    (reversal,) = found["reversals"]
    assert [found["statements"][reversal[end]]["date"] for end in ("earlier", "later")] == ["2019", "2020"]


@given(affairs())
def test_every_name_is_explained(graph: KnowledgeGraph) -> None:
    found = overview_records(graph, overview(graph))
    statements = [id for d in found["disputes"] for id in (*d["against"], *d["for"])]
    statements += [r[end] for r in found["reversals"] for end in ("earlier", "later")]
    assert set(statements) == found["statements"].keys()
    claims = [d[key] for d in found["disputes"] for key in ("claim", "rival") if d[key]] + [
        c["claim"] for c in found["contested"]
    ]
    assert set(claims) <= found["claims"].keys()
    actors = [a for c in found["contested"] for side in ("asserters", "deniers", "rivals") for a in c[side]]
    actors += [a for chain in found["chains"] for link in chain for a in link]
    actors += [a for d in found["camps"] for camp in d["camps"] for a in camp]
    assert set(actors) <= found["actors"].keys()


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_the_text_is_json_of_the_records(graph: KnowledgeGraph) -> None:
    view = overview(graph)
    text = overview_json(graph, view)
    assert json.loads(text) == overview_records(graph, view)
    assert not set(text) & set("\x1b\x85\u202e\u2028")


def test_an_explanation_holds_merges_statements_and_what_ids_mean() -> None:
    fire = next(claim for claim in AFFAIR.claims if claim.text == "fire")
    merge = Merge("claim", fire.id, "a blaze", "fire", 0.5, "alike in meaning")
    merged = replace(AFFAIR, merges=(merge,))
    found = explanation_records(merged, explain(merged, fire))
    assert (found["claim"], found["contradicts"]) == (fire.id, [])
    assert found["merges"] == [{"forms": ["a blaze", "fire"], "score": 0.5, "reason": "alike in meaning"}]
    assert {a["name"] for a in found["actors"].values()} == {"Ann", "Bob"}
    assert len(found["statements"]) == 3
    ann, bob = (next(a for a in merged.actors if a.name == name) for name in ("Ann", "Bob"))
    over = dispute_records(merged, between(merged, ann, bob))
    assert [(d["denier"], d["claim"]) for d in over["disputes"]] == [(bob.id, fire.id)]
    assert over["merges"] == {fire.id: found["merges"]}


@given(graphs())
def test_all_that_is_explained_is_json(graph: KnowledgeGraph) -> None:
    things: tuple[Actor | Claim, ...] = (*graph.actors, *graph.claims)
    for thing in things:
        found = json.loads(as_json(explanation_records(graph, explain(graph, thing))))
        assert {s["actor"] for s in found["statements"].values()} <= found["actors"].keys()
        assert {s["claim"] for s in found["statements"].values()} <= found["claims"].keys()
