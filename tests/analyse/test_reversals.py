"""Reversals. A history is written "+2019 -2020-03": asserted in 2019, denied in March 2020; "?" is undated."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.reversals import reversals
from kg.model import KnowledgeGraph, Stance, Statement
from tests.factory import graph, statement
from tests.strategies import partial_dates


def history(words: str, *, actor: str = "Ann", claim: str = "fire") -> list[tuple[str, str, str, str | None]]:
    stances = {"+": "asserts", "-": "denies"}
    return [(actor, stances[word[0]], claim, word[1:].replace("?", "") or None) for word in words.split()]


def short(s: Statement) -> str:
    return f"{'+' if s.stance is Stance.ASSERTS else '-'}{s.date}"


CASES = [
    ("one statement", "+2019", []),
    ("constant", "+2019 +2020", []),
    ("later denied", "+2019 -2020", ["+2019 -2020"]),
    ("later asserted", "-2019-12-10 +2019-12-11", ["-2019-12-10 +2019-12-11"]),
    ("one day", "+2019-12-10 -2019-12-10", []),
    ("one month", "+2019-12 -2019-12", []),
    ("a day of that year", "+2019 -2019-12-10", []),
    ("the last day of a month and the next month", "+2020-02-29 -2020-03", ["+2020-02-29 -2020-03"]),
    ("the last day of a month and that month", "+2020-02-29 -2020-02", []),
    ("undated", "+? -2020", []),
    ("both undated", "+? -?", []),
    ("repeated before and after", "+2017 +2018 -2019 -2020", ["+2018 -2019"]),
    ("there and back", "+2017 -2018 +2019", ["+2017 -2018", "-2018 +2019"]),
    ("order unknown among the earlier ones: the latest to end", "+2018 +2018-03 -2019", ["+2018 -2019"]),
    ("order unknown among the later ones: the first to begin", "+2018 -2019-03 -2019", ["+2018 -2019"]),
    ("said in between", "+2017 -2017 -2018 +2019", ["+2017 -2018", "-2018 +2019"]),
    ("between two, a stance whose order with neither is known", "+2018 -2018-06 -2019", ["+2018 -2019"]),
]


@pytest.mark.parametrize(("words", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_changes_of_stance(words: str, expected: list[str]) -> None:
    for order in permutations(history(words)):
        assert [f"{short(r.earlier)} {short(r.later)}" for r in reversals(graph(*order))] == expected


def test_others_and_other_claims_play_no_part() -> None:
    rows = history("+2019") + history("-2020", actor="Bob") + history("-2020", claim="smoke")
    assert reversals(graph(*rows)) == ()


def test_sorted_by_actor_and_claim() -> None:
    rows = [row for actor in "abc" for claim in "xyz" for row in history("+2019 -2020 +2021", actor=actor, claim=claim)]
    found = [(r.actor, r.claim, str(r.earlier.date)) for r in reversals(graph(*rows))]
    assert len(found) == 18
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("stated", "stated", True), ("published", "stated", False), ("stated", "published", False)],
)
def test_whether_the_text_states_both_dates(first: str, second: str, expected: bool) -> None:
    whole = graph(*history("+2019 -2020", claim="The mine is safe.", actor="Narvik Hydro"))
    said = [statement(when="2019", basis=first), statement(stance="denies", when="2020", basis=second)]
    whole = KnowledgeGraph(whole.articles, whole.actors, whole.claims, tuple(sorted(said, key=lambda s: s.id)))
    assert [r.is_stated for r in reversals(whole)] == [expected]


@given(st.lists(st.tuples(st.sampled_from("+-"), partial_dates()), max_size=6, unique=True))
def test_order_is_always_known_and_nothing_lies_between(said: list[tuple[str, object]]) -> None:
    whole = graph(*history(" ".join(f"{stance}{date}" for stance, date in said)))
    found = reversals(whole)
    for r in found:
        assert r.earlier.date is not None
        assert r.later.date is not None
        assert r.earlier.date.last < r.later.date.first
        assert r.earlier.stance is r.later.stance.flip()
        dates = [s.date for s in whole.statements if s.date is not None]
        assert not any(r.earlier.date.last < d.first and d.last < r.later.date.first for d in dates)
    certain = any(
        a.stance is not b.stance and a.date is not None and b.date is not None and a.date.last < b.date.first
        for a in whole.statements
        for b in whole.statements
    )
    if certain:
        assert found, "whoever certainly changed his stance is found"
