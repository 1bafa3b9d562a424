"""A report that came out on a day dates what its makers found, wherever the article tells it."""

from __future__ import annotations

import pytest

from kg.dates import PartialDate
from kg.extract import extract
from kg.model import Article, Citation, DateBasis

TOLD = [
    (
        "The ferry sank because a pump had failed, the panel found.\n\n"
        "The 90-page report, which the panel published on Wednesday, clears the crew.",
        "The ferry sank because a pump had failed.",
    ),
    (
        "The inspectors handed down their report on Wednesday.\n\nThe pump had failed, the inspectors write.",
        "The pump had failed.",
    ),
    (
        "On Wednesday the board fined the owner and published a report on the fire.\n\nThe pump had failed, the report says.",
        "The pump had failed.",
    ),
    (
        "The board brought out a report on Wednesday. The report runs to 90 pages. The pump had failed, it says.",
        "The pump had failed.",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "claim"), TOLD)
def test_what_a_report_says_has_its_day(text: str, claim: str) -> None:
    (found,) = extract([Article(Citation("a", published=PartialDate(2024, 6, 8)), text)], rules_only=True)
    (said,) = [a for a in found.attributions if a.claim == claim]
    assert (said.date, said.date_basis) == (PartialDate(2024, 6, 5), DateBasis.STATED)
