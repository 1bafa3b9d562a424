from __future__ import annotations

import pytest

from kg.gazetteer import (
    Country,
    countries,
    country_named,
    country_of_demonym,
    country_of_institution,
    country_of_seat,
)
from kg.lexicon import table


def name(country: Country | None) -> str | None:
    return country.name if country else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru", "Peru"),
        ("the U.S.", "United States"),
        ("America", "United States"),
        ("Britain", "United Kingdom"),
        ("the European Union", "European Union"),
        ("Lima", None),
        ("Atlantis", None),
    ],
)
def test_country_named(text: str, expected: str | None) -> None:
    assert name(country_named(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peruvian", "Peru"),
        ("Peruvians", "Peru"),
        ("Dutch", "Netherlands"),
        ("Turkish", "Turkey"),
        ("Turk", "Turkey"),
        ("peruvian", None),
    ],
)
def test_country_of_demonym(text: str, expected: str | None) -> None:
    assert name(country_of_demonym(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lima", "Peru"),
        ("Washington", "United States"),
        ("Brussels", "European Union"),
        ("Downing Street", "United Kingdom"),
        ("the Élysée", "France"),
        ("the White House", None),
        ("the Pentagon", None),
    ],
)
def test_country_of_seat(text: str, expected: str | None) -> None:
    assert name(country_of_seat(text)) == expected


def test_every_institution_has_a_country() -> None:
    rows = table("institutions", ("name", "country"))
    assert all(name(country_of_institution(row["name"])) == row["country"] for row in rows)
    assert country_of_institution("the Senate") is None


def test_every_country_has_a_name_of_its_own_and_a_wikidata_id() -> None:
    names = [c.name for c in countries()]
    assert len(names) == len(set(names)) > 190
    assert all(c.wikidata[0] == "Q" and c.wikidata[1:].isdigit() for c in countries())
    assert len({c.wikidata for c in countries()}) == len(names)
