"""What a passage that only points back answers."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.antecedents import Told, answered
from kg.extract.passage import Passage, Tokens
from kg.model import Article, Attribution, Citation, Stance


def attributions(text: str) -> tuple[Attribution, ...]:
    (found,) = extract([Article(Citation("a"), text)])
    return found.attributions


def stance_of(text: str, actor: str, claim: str) -> list[Stance | None]:
    """The stances of those whose name ends with *actor* on the claims that hold the words *claim*."""
    return [a.stance for a in attributions(text) if (a.actor or "").endswith(actor) and claim in a.claim]


BACK = [
    # the claim before, of somebody else
    ("The union said the mine had flooded.\n\n“That is not true,” said Ana Ruiz, the mine's director.", "Ruiz", "flooded"),
    # what the same sentence names, though it stands after
    (
        "The union said the pay was late.\n\n“That is not true,” said Ana Ruiz of the claim that the mine had flooded.",
        "Ruiz",
        "flooded",
    ),
    # the claim that the noun phrase names
    (
        "The union said a tremor had opened the shaft. Peter Holm said the pumps had been sold.\n\nAna Ruiz dismissed the "
        "tremor theory.",
        "Ruiz",
        "tremor",
    ),
    # an accusation, though another claim stands nearer
    (
        "The union accused Ana Ruiz of selling the pumps. Peter Holm said the shaft was closed.\n\nRuiz rejected the "
        "accusation.",
        "Ruiz",
        "pumps",
    ),
    # the main claim of what somebody says in one paragraph
    (
        "“The mine flooded. It takes weeks to pump it out,” said Peter Holm.\n\n“That is not true,” said Ana Ruiz.",
        "Ruiz",
        "flooded",
    ),
    # a number, though another claim stands nearer
    (
        "The union said that nine miners drowned. Peter Holm said the shaft was closed.\n\nAna Ruiz disputed that number.",
        "Ruiz",
        "drowned",
    ),
]


@pytest.mark.parametrize(("text", "actor", "claim"), BACK)
def test_points_back(text: str, actor: str, claim: str) -> None:
    assert Stance.DENIES in stance_of(text, actor, claim)


ECHOES = [
    (
        "Peter Holm said Ana Ruiz had dinner with the owner.\n\nRuiz denied that any such dinner had taken place.",
        "Ruiz",
        "owner",
    ),
    ("Peter Holm said the owner ordered the pumps.\n\n“Nobody ordered anything,” said Ana Ruiz.", "Ruiz", "pumps"),
    ("Peter Holm said the papers were lost in a burst pipe.\n\n“There was no burst pipe,” said Ana Ruiz.", "Ruiz", "papers"),
]


@pytest.mark.parametrize(("text", "actor", "claim"), ECHOES)
def test_a_denial_that_says_less_answers_what_it_echoes(text: str, actor: str, claim: str) -> None:
    assert stance_of(text, actor, claim) == [Stance.DENIES]


def test_to_assert_the_particular_asserts_the_general() -> None:
    text = "Peter Holm said that nobody had shot at the boat.\n\n“Of course they shot,” said Ana Ruiz."
    assert stance_of(text, "Ruiz", "boat") == [Stance.ASSERTS]


def test_a_denial_that_echoes_nothing_says_something_of_its_own() -> None:
    text = "Peter Holm said the owner sold the pumps.\n\n“Nobody ordered anything,” said Ana Ruiz."
    assert stance_of(text, "Ruiz", "ordered") == [Stance.DENIES]


def test_what_stands_too_far_back_is_no_answer() -> None:
    between = " ".join("The road runs along the river." for _ in range(12))
    text = f"The union said the mine had flooded.\n\n{between}\n\n“That is not true,” said Ana Ruiz."
    assert Stance.DENIES not in stance_of(text, "Ruiz", "flooded")


def test_who_was_wrong_takes_back_his_own_claim() -> None:
    text = "Ana Ruiz said the shaft was closed. The union said the mine had flooded.\n\n“I was wrong,” Ruiz said."
    assert stance_of(text, "Ruiz", "closed") == [Stance.ASSERTS, Stance.DENIES]


def test_to_reject_a_denial_is_to_assert() -> None:
    denied = Told(Passage((Tokens(0, 1),), "test"), "Ana Ruiz", "The mine had flooded.", Stance.DENIES)
    assert answered(Stance.DENIES, denied) is Stance.ASSERTS
    assert answered(None, denied) is None


@pytest.mark.model
def test_a_pointer_answers_a_denial_where_nothing_else_stands_near() -> None:
    text = "Peter Holm said the owner had never been warned.\n\n“That's not true,” said Ana Ruiz."
    assert stance_of(text, "Ruiz", "warned") == [Stance.ASSERTS]


@pytest.mark.model
def test_a_pointer_between_a_denial_and_an_assertion_answers_neither() -> None:
    text = "The union said the pay was late. Peter Holm said the owner had never been warned. “That's not true,” said Ana Ruiz."
    assert not [a for a in attributions(text) if (a.actor or "").endswith("Ruiz") and a.stance is not None]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        # a paragraph of the article's own stands between
        "The union said the mine had flooded.\n\nThe road runs along the river.\n\n“That is not true,” said Ana Ruiz.",
        # nobody has spoken of a tremor
        "The union said the mine had flooded.\n\nAna Ruiz dismissed the tremor theory.",
        # the company has said nothing that was written down
        "The union said the mine had flooded.\n\nPeter Holm sells pumps. Ana Ruiz disputed Holm's account.",
    ],
)
def test_a_pointer_without_a_sure_claim_takes_no_stance_on_one(text: str) -> None:
    assert Stance.DENIES not in stance_of(text, "Ruiz", "flooded")


@pytest.mark.model
def test_what_a_pointer_answers_is_half_sure() -> None:
    found = attributions("The union said the mine had flooded.\n\n“That is not true,” said Ana Ruiz.")
    assert [a.confidence for a in found if (a.actor or "").endswith("Ruiz")] == [0.5]
