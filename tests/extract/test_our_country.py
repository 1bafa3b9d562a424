"""Whose country "our" means, by the office of who speaks."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article, Citation

OURS = [
    ("The Pentagon said on Monday: “Our elections are safe.”", "U.S. elections are safe."),
    ("Lisa Park, a spokeswoman for the State Department, said: “Our elections are safe.”", "U.S. elections are safe."),
    ("Home Secretary Mary Lane said on Monday: “Our borders are open.”", "U.K. borders are open."),
    ("Mary Lane said on Monday: “Our borders are open.”", "Mary Lane's borders are open."),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "claim"), OURS)
def test_our_means_the_country_of_the_office(text: str, claim: str) -> None:
    (found,) = extract([Article(Citation("a"), text)])
    assert [a.claim for a in found.attributions] == [claim]
