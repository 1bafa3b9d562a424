"""Which claims can't both be true."""

from __future__ import annotations

import pytest

from kg.model import Claim, claim_id
from kg.resolve.rivals import contradictions, counts_apart
from kg.resolve.wording import read_wording


def rivals(*texts: str) -> int:
    return len(contradictions(Claim(claim_id(text), text) for text in texts))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("40 boats sank in Ordu.", "12 boats sank in Ordu."),
        ("Eleven people died in the collapse.", "Ten people died in the collapse."),
        ("The Ghent letter is genuine.", "The Ghent letter is forged."),
        ("Tajik guards started the shooting at the gate.", "Kyrgyz guards started the shooting at the gate."),
    ],
)
def test_rivals(a: str, b: str) -> None:
    assert rivals(a, b) == rivals(b, a) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("At least 40 boats sank in Ordu.", "At least 12 boats sank in Ordu."),
        ("Ten died.", "Eleven died."),
        ("Mensah sold the mine in 2016.", "Mensah sold the mine in 2017."),
        ("Ghana started the talks on Lake Volta.", "Ghana and Togo started the talks on Lake Volta."),
        ("The ferry sank in Ordu.", "The ferry sank in Ordu."),
        ("Mensah met the judge in Ghent.", "Mensah met the mayor in Ghent."),
    ],
)
def test_no_rivals(a: str, b: str) -> None:
    assert rivals(a, b) == 0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Eleven people died.", "The figure is ten."),
        ("3.4 million passengers were affected.", "In all, 2.9 million people were affected."),
        ("It was 12.", "Norway's offer had been 15."),
        ("There were nine milligrams of copper in a litre.", "It held 0.8 milligrams."),
    ],
)
def test_other_counts_of_one_thing(a: str, b: str) -> None:
    assert counts_apart(read_wording(a), read_wording(b))
    assert counts_apart(read_wording(b), read_wording(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Eleven people died.", "The toll is eleven."),
        ("At least eleven people died.", "The figure is ten."),
        ("Arsenic was at twelve times the limit.", "Eleven people died."),
        ("The line ruptured on 9 September.", "The figure is ten."),
        ("In 2017 it was 9,000 tonnes.", "In 2018 it was 12,000 tonnes."),
        ("Nine Bolivian soldiers were killed.", "Five Paraguayan soldiers were killed."),
        ("Nine of the eleven died.", "The figure is ten."),
        ("People died.", "The figure is ten."),
    ],
)
def test_no_other_count_of_one_thing(a: str, b: str) -> None:
    assert not counts_apart(read_wording(a), read_wording(b))
