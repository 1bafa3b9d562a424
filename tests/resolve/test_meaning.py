"""What is seen of two wordings of one affair."""

from __future__ import annotations

import math
import time

import pytest

from kg.resolve.meaning import FEATURES, Comparator, Likeness, Said, likenesses
from kg.resolve.wording import read_wording
from tests.resolve.toy import Toy


def said(*texts: tuple[str, str]) -> list[Said]:
    return [Said(article, read_wording(text)) for article, text in sorted(texts)]


LINKED = {"a": frozenset("b"), "b": frozenset("a")}


def seen(one: str, other: str) -> dict[str, float]:
    (pair,) = likenesses(said(("a", one), ("b", other)), LINKED, Toy())
    return dict(zip(FEATURES, pair.features, strict=True))


def test_only_wordings_of_one_affair_are_compared() -> None:
    there = said(("a", "The mine closed."), ("b", "The pit was shut."), ("c", "The mine closed."))
    pairs = likenesses(there, LINKED, Toy())
    assert [(p.first, p.second) for p in pairs] == [(0, 1)]
    assert pairs[0].cosine == pytest.approx(1.0)


def test_wordings_of_one_article_are_compared_where_others_are_on_its_affair() -> None:
    alone = [("a", "The mine closed."), ("a", "The pit was shut.")]
    assert likenesses(said(*alone), LINKED, Toy()) == []
    pairs = likenesses(said(*alone, ("b", "Okoro sang badly.")), LINKED, Toy())
    assert [(p.first, p.second) for p in pairs] == [(0, 1)]


def test_what_has_little_in_common_is_not_looked_at() -> None:
    assert likenesses(said(("a", "The mine closed."), ("b", "Okoro sang badly.")), LINKED, Toy()) == []


def test_numbers_years_names_and_opposites_are_seen() -> None:
    assert seen("Forty boats sank.", "Twelve boats sank.")["numbers apart"] == 1
    assert seen("Forty boats sank.", "40 boats sank.")["numbers apart"] == 0
    assert seen("Boats sank in 2016.", "Boats sank in 2019.")["years apart"] == 1
    assert seen("Then Ama Mensah sold boats.", "Then Kofi Owusu sold boats.")["names apart"] == 1
    assert seen("The crew sank boats deliberately.", "The crew sank boats accidentally.")["opposites"] == 1
    assert seen("He sank the boats.", "They sank the boats.")["pronouns"] == 2


def test_rare_words_in_common_weigh_more() -> None:
    crowd = [("a", f"The harbour sank boat {n}.") for n in range(5)]
    there = said(*crowd, ("a", "The harbour hid amphorae."), ("b", "The diver hid amphorae."), ("b", "The harbour sank."))
    texts = [s.wording.text for s in there]
    covered = {
        (texts[p.first], texts[p.second]): p.features[FEATURES.index("covered")] for p in likenesses(there, LINKED, Toy())
    }
    rare = covered["The harbour hid amphorae.", "The diver hid amphorae."]
    common = covered["The harbour hid amphorae.", "The harbour sank."]
    assert rare > common


def test_a_score_is_a_probability() -> None:
    comparator = Comparator((2.0,) + (0.0,) * (len(FEATURES) - 1), -1.0, 0.5)
    likeness = Likeness(0, 1, (1.0,) + (0.0,) * (len(FEATURES) - 1))
    assert comparator.score(likeness) == pytest.approx(1 / (1 + math.exp(-1)), abs=1e-4)


def test_ten_thousand_claims_in_affairs_of_ten_articles_take_seconds() -> None:
    nouns = ("mine", "mill", "ship", "farm", "bank")
    there = said(*((f"{n:04}", f"Firm{n // 10} sold the {noun}.") for n in range(2000) for noun in nouns))
    linked = {f"{n:04}": frozenset(f"{m:04}" for m in range(n - n % 10, n - n % 10 + 10)) - {f"{n:04}"} for n in range(2000)}
    start = time.perf_counter()
    assert likenesses(there, linked, Toy())
    assert time.perf_counter() - start < 60


def test_in_a_small_affair_nothing_is_near_by_comparison_only() -> None:
    above = FEATURES.index("above neighbours")
    (few,) = likenesses(said(("a", "The mine closed."), ("b", "The mine opened.")), LINKED, Toy())
    assert few.cosine == pytest.approx(0.5, abs=1e-3)
    assert few.features[above] == pytest.approx(0.0, abs=1e-3)
