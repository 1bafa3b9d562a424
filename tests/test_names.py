from __future__ import annotations

import pytest

from kg.lexicon import table
from kg.names import first_name_gender, initials, is_acronym, normal_form, org_class, role_nouns, title_at


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Orley Press", "orley press"),
        ("O’Neill", "oneill"),
        ("José Ángel", "jose angel"),
        ("The", "the"),
        ("Jean-Luc  Roy", "jean luc roy"),
        ("Roy Jr.", "roy jr"),
    ],
)
def test_normal_form(name: str, expected: str) -> None:
    assert normal_form(name) == expected


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("Mr Lee", 1),
        ("Secretary of State Ann Lee", 3),
        ("Attorney General Ann Lee", 2),
        ("Lt. Col. Ann Lee", 2),
        ("Ann Lee", 0),
        ("", 0),
    ],
)
def test_title_at(words: str, length: int) -> None:
    title = title_at(words.split())
    assert (title.length if title else 0) == length


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Transport", "body"),
        ("Bank of Orley", "company"),
        ("Orley Farmers Union", "union"),
        ("Museum of Modern Art", "institution"),
        ("High Street", "place"),
        ("Ann Lee", ""),
    ],
)
def test_org_class(name: str, expected: str) -> None:
    assert org_class(name.split()) == expected


def test_first_names_are_female_male_or_left_out() -> None:
    assert [first_name_gender(n) for n in ("Maria", "Piotr", "Alexis")] == ["f", "m", ""]
    assert {row["gender"] for row in table("first_names", ("name", "gender"))} == {"f", "m"}


def test_acronyms_and_initials() -> None:
    assert [is_acronym(w) for w in ("WHO", "U.S.", "Who", "I")] == [True, True, False, False]
    assert initials(["World", "Health", "Organization"]) == "WHO"


def test_role_nouns_know_their_classes() -> None:
    assert role_nouns()["minister"].classes == ("person",)
    assert role_nouns()["sister"] == (("kin",), "f", False)
    known = {
        "person",
        "kin",
        "spokesperson",
        "people",
        "company",
        "body",
        "institution",
        "union",
        "party",
        "media",
        "government",
        "document",
    }
    assert {c for noun in role_nouns().values() for c in noun.classes} <= known
