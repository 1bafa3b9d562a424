"""Which claims can't both be true."""

from __future__ import annotations

import pytest

from kg.model import Claim, claim_id
from kg.resolve.rivals import contradictions


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
