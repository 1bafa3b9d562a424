"""The normal form of a claim's wording."""

from __future__ import annotations

import pytest

from kg.resolve.wording import Kind, read_wording

EQUAL = [
    ("The ferry sank.", "A ferry had sunk."),
    ("Rebels destroyed the bridge in May.", "The bridge was destroyed by rebels in May."),
    ("Ghana meddled in the vote.", "Ghana had interfered in the vote."),
    ("President Mensah sold the mine.", "Mensah sold the mine."),
    ("Norwegian trawlers left.", "Norway's trawlers left."),
    ("Eleven men drowned.", "11 men drowned."),
    ("3.4 million people were affected.", "3,400,000 people were affected."),
    ("Twenty-three barrels leaked.", "23 barrels leaked."),
    ("The passports were forged.", "The passports were fake."),
    ("The leak led to a fire.", "The leak caused a fire."),
    ("Mensah was aware of the leak.", "Mensah knew of the leak."),
    ("Thieves broke into the vault.", "Thieves entered the vault."),
]
DIFFERENT = [
    ("Ghana attacked Togo.", "Togo attacked Ghana."),
    ("The ferry sank.", "The ferry may have sunk."),
    ("Eleven men drowned.", "Ten men drowned."),
    ("He sold the mine.", "She sold the mine."),
    ("The seal was broken.", "The seal was intact."),
    ("The mine is safe.", "The mine is not safe."),
]


@pytest.mark.parametrize(("a", "b"), EQUAL)
def test_equal(a: str, b: str) -> None:
    assert read_wording(a).key == read_wording(b).key


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different(a: str, b: str) -> None:
    assert read_wording(a).key != read_wording(b).key


def test_only_a_known_noun_phrase_leaves_a_modifier_to_the_context() -> None:
    assert (
        read_wording("Ghana rigged the 2016 presidential ballot.").skeleton == read_wording("Ghana rigged the ballot.").skeleton
    )
    assert read_wording("The patrol fired warning shots.").skeleton != read_wording("The patrol fired shots.").skeleton


def test_a_subject_is_no_modifier() -> None:
    assert [word.omissible for word in read_wording("Ghana rigged ballots.").words] == [False, False, False]
    assert read_wording("Dr Ama Mensah resigned.").modifiers() == (("mensah", Kind.NAME, "ama"),)
