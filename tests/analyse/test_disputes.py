"""Who disputes whom: names stand for actors and short words for claims throughout."""

from __future__ import annotations

import pytest
from hypothesis import given

from kg.analyse.disputes import disputes, since
from kg.model import Dispute, KnowledgeGraph, actor_id, claim_id
from tests.analyse.affairs import affairs
from tests.factory import graph

Row = tuple[str, str, str, str | None]

NAMES = {actor_id(name): name for name in ("Ann", "Bob", "Cyd", "Dov")}
CLAIMS = {claim_id(text): text for text in ("tanker", "pipeline", "fire")}

CASES: list[tuple[str, list[Row], list[tuple[str, str]], set[tuple[str, str, str, str | None]]]] = [
    ("nobody speaks", [], [], set()),
    ("agreement", [("Ann", "asserts", "fire", None), ("Bob", "asserts", "fire", None)], [], set()),
    ("common denial", [("Ann", "denies", "fire", None), ("Bob", "denies", "fire", None)], [], set()),
    (
        "denial",
        [("Ann", "asserts", "fire", None), ("Bob", "denies", "fire", None)],
        [],
        {("Bob", "Ann", "fire", None)},
    ),
    ("with oneself", [("Ann", "asserts", "fire", "2019"), ("Ann", "denies", "fire", "2020")], [], set()),
    (
        "one denies what two assert",
        [("Ann", "asserts", "fire", None), ("Bob", "asserts", "fire", None), ("Cyd", "denies", "fire", None)],
        [],
        {("Cyd", "Ann", "fire", None), ("Cyd", "Bob", "fire", None)},
    ),
    (
        "contradicting assertions dispute each other",
        [("Ann", "asserts", "tanker", None), ("Bob", "asserts", "pipeline", None)],
        [("tanker", "pipeline")],
        {("Ann", "Bob", "pipeline", "tanker"), ("Bob", "Ann", "tanker", "pipeline")},
    ),
    (
        "assertions that may both be true",
        [("Ann", "asserts", "tanker", None), ("Bob", "asserts", "fire", None)],
        [("tanker", "pipeline")],
        set(),
    ),
    (
        "denying a rival claim disputes nobody who asserts the other",
        [("Ann", "asserts", "tanker", None), ("Bob", "denies", "pipeline", None)],
        [("tanker", "pipeline")],
        set(),
    ),
    (
        "a contradiction with oneself",
        [("Ann", "asserts", "tanker", None), ("Ann", "asserts", "pipeline", None)],
        [("tanker", "pipeline")],
        set(),
    ),
    (
        "both ways over two claims",
        [
            ("Ann", "asserts", "fire", None),
            ("Bob", "denies", "fire", None),
            ("Bob", "asserts", "tanker", None),
            ("Ann", "denies", "tanker", None),
        ],
        [],
        {("Bob", "Ann", "fire", None), ("Ann", "Bob", "tanker", None)},
    ),
]


def named(dispute: Dispute) -> tuple[str, str, str, str | None]:
    rival = CLAIMS[dispute.rival] if dispute.rival else None
    return (NAMES[dispute.denier], NAMES[dispute.asserter], CLAIMS[dispute.claim], rival)


@pytest.mark.parametrize(("rows", "rivals", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_disputes_whom(
    rows: list[Row], rivals: list[tuple[str, str]], expected: set[tuple[str, str, str, str | None]]
) -> None:
    found = disputes(graph(*rows, contradictions=rivals))
    assert {named(d) for d in found} == expected
    assert len(found) == len(expected)


def test_a_dispute_holds_all_statements_in_order_of_date_undated_last() -> None:
    (found,) = disputes(
        graph(
            ("Ann", "asserts", "fire", "2020"),
            ("Bob", "denies", "fire", None),
            ("Bob", "denies", "fire", "2020-02"),
            ("Bob", "denies", "fire", "2020-01-31"),
            ("Bob", "asserts", "tanker", "2018"),
        )
    )
    assert [str(s.date) for s in found.against] == ["2020-01-31", "2020-02", "None"]
    assert [str(s.date) for s in found.for_] == ["2020"]


@pytest.mark.parametrize(
    ("asserted", "denied", "expected"),
    [
        (["2019"], ["2020-05"], "2020-05"),
        (["2021"], ["2020-05", "2019"], "2021"),
        (["2019"], ["2019-05-02"], "2019-05-02"),
        ([None], ["2020-05"], "2020-05"),
        (["2019"], [None], "None"),
        ([None], [None], "None"),
        (["2019-01-03", None], [None, "2019-01-02"], "2019-01-03"),
    ],
)
def test_since_both_are_on_record(asserted: list[str | None], denied: list[str | None], expected: str) -> None:
    rows: list[Row] = [*(("Ann", "asserts", "fire", d) for d in asserted), *(("Bob", "denies", "fire", d) for d in denied)]
    (found,) = disputes(graph(*rows))
    assert str(since(found)) == expected


@given(affairs())
def test_pairs_are_those_of_the_definition(graph: KnowledgeGraph) -> None:
    def clash(a: str, b: str) -> bool:
        says = {(s.actor, s.stance.value, s.claim) for s in graph.statements}
        claims = [c.id for c in graph.claims]
        denial = any((a, "asserts", c) in says and (b, "denies", c) in says for c in claims)
        rivals = [(c.first, c.second) for c in graph.contradictions]
        return denial or any((a, "asserts", x) in says and (b, "asserts", y) in says for x, y in rivals)

    people = [a.id for a in graph.actors]
    expected = {frozenset((a, b)) for a in people for b in people if a != b and clash(a, b)}
    assert {frozenset((d.denier, d.asserter)) for d in disputes(graph)} == expected


@given(affairs())
def test_sorted_and_without_repetition(graph: KnowledgeGraph) -> None:
    keys = [(d.denier, d.asserter, d.claim, d.rival or "") for d in disputes(graph)]
    assert keys == sorted(set(keys))
