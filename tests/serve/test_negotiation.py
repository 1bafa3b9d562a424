from __future__ import annotations

import pytest

from kg.serve.negotiation import best

OFFERS = ("application/sparql-results+json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/*", "text/csv"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        ("text/csv;q=0.1, text/turtle;q=0.9", "text/turtle"),
        ("text/csv;q=0.5, */*;q=0.5", "application/sparql-results+json"),
        ("text/csv;q=0, text/*", "text/turtle"),  # the more specific range counts, whatever comes first
        ("*/*, application/sparql-results+json;q=0", "text/csv"),
        ("text/csv;q=much, text/turtle", "text/turtle"),
        ("text/csv;q=nan, text/turtle", "text/turtle"),
        (",;,q=1,text/csv", "text/csv"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text", None),
    ],
)
def test_best(accept: str, expected: str | None) -> None:
    assert best(accept, OFFERS) == expected


def test_no_offers() -> None:
    assert best("*/*", ()) is None
