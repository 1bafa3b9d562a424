"""What a user decides of actors and claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import ActorKind
from kg.resolve.actors import resolve_actors
from kg.resolve.claims import resolve_claims
from kg.resolve.decisions import Decisions, Verdicts, parse_decisions, read_decisions, unknown_forms
from tests.factory import graph
from tests.resolve.test_actors import corpus, local
from tests.resolve.test_claims import IN_OTHER_WORDS, ONE_AFFAIR, extractions
from tests.resolve.toy import Toy

FILE = "# mine\n\nactor\tsame\tBob  Lee\tRobert Lee\nclaim\tapart\tThe mine is safe.\tA mine is safe.\n"


def test_a_file_of_decisions(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(FILE, encoding="utf-8-sig")
    found = read_decisions(path)
    assert found.actors == Verdicts(same=frozenset({("Bob Lee", "Robert Lee")}))
    assert found.claims == Verdicts(apart=frozenset({("A mine is safe.", "The mine is safe.")}))


NO_DECISIONS = ("actor same A B", "x", "actor\tsame\tA", "firm\tsame\tA\tB", "actor\tlike\tA\tB", "actor\tsame\tA\t ")


@pytest.mark.parametrize("line", [*NO_DECISIONS, "claim\tsame\tA\tB\tC"])
def test_a_line_that_is_no_decision_is_named(line: str) -> None:
    with pytest.raises(InputError, match=r"^mine, line 2: no decision: .*; write "):
        parse_decisions(f"\n{line}\n", where="mine")


def test_contradictions_are_refused() -> None:
    with pytest.raises(InputError, match="line 2: the opposite of line 1"):
        parse_decisions("claim\tsame\tA\tB\nclaim\tapart\tB\tA\n")
    with pytest.raises(InputError, match="one form twice"):
        parse_decisions("claim\tsame\tA\tA\n")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_decisions(tmp_path / "none.tsv")


BRIBE, MONEY = "The minister accepted a bribe.", "Okoro took money."


def test_the_user_overrules_claims_both_ways() -> None:
    there = extractions(IN_OTHER_WORDS, body=ONE_AFFAIR)
    apart = resolve_claims(there, Toy(), Verdicts(apart=frozenset({(BRIBE, MONEY)})))
    assert apart["a", BRIBE] != apart["b", MONEY]
    assert apart["a", "The pit was shut."] == apart["b", "The mine closed."]
    same = resolve_claims(there, None, Verdicts(same=frozenset({(BRIBE, MONEY)})))
    assert same["a", BRIBE] == same["b", MONEY]
    (merge,) = [m for m in same.merges if m.reason == "decided by the user"]
    assert (merge.first, merge.second, merge.score) == (MONEY, BRIBE, 1.0) or (merge.first, merge.second) == (BRIBE, MONEY)


def test_the_user_keeps_apart_what_one_article_says_in_near_words() -> None:
    near = {"a": ["The ferry sank.", "The ferry had sunk."]}
    pair = ("The ferry had sunk.", "The ferry sank.")
    assert len({c.id for c in resolve_claims(extractions(near)).things.values()}) == 1
    apart = resolve_claims(extractions(near), None, Verdicts(apart=frozenset({pair})))
    assert len({c.id for c in apart.things.values()}) == 2


def test_what_is_apart_does_not_meet_by_way_of_a_third() -> None:
    near = {"a": ["The ferry sank."], "b": ["The ferry had sunk."], "c": ["The ferry sank."]}
    near["d"] = ["The ferry was sinking."]
    pair = ("The ferry had sunk.", "The ferry sank.")
    found = resolve_claims(extractions(near, body=ONE_AFFAIR), Toy(), Verdicts(apart=frozenset({pair})))
    assert found["a", "The ferry sank."] == found["c", "The ferry sank."]
    assert found["a", "The ferry sank."] != found["b", "The ferry had sunk."]


def test_the_user_overrules_actors_both_ways() -> None:
    there = corpus([local("Robert Lee")], [local("Bob Lee")], [local("the owner")])
    pair = ("Bob Lee", "Robert Lee")
    assert len(set(resolve_actors(there).things.values())) == 2
    assert len(set(resolve_actors(there, Verdicts(apart=frozenset({pair}))).things.values())) == 3
    owner = resolve_actors(there, Verdicts(same=frozenset({("Bob Lee", "the owner")})))
    assert owner["a2", "Bob Lee"] == owner["a3", "the owner"] == owner["a1", "Robert Lee"]
    assert owner["a3", "the owner"].name == "Robert Lee" or owner["a3", "the owner"].name == "Bob Lee"


def test_names_of_one_normal_form_can_be_told_apart() -> None:
    there = corpus([local("Narvik Hydro", ActorKind.ORGANIZATION)], [local("NARVIK HYDRO", ActorKind.ORGANIZATION)])
    assert len(set(resolve_actors(there).things.values())) == 1
    apart = resolve_actors(there, Verdicts(apart=frozenset({("NARVIK HYDRO", "Narvik Hydro")})))
    assert len(set(apart.things.values())) == 2


def test_what_the_graph_lacks_is_told() -> None:
    whole = graph(("Ann", "asserts", "It rains.", None))
    decided = Decisions(Verdicts(same=frozenset({("Ann", "Anne")})), Verdicts(apart=frozenset({("It pours.", "It rains.")})))
    assert unknown_forms(decided, whole) == ("Anne", "It pours.")
