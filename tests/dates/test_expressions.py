"""Which words of a text are expressions of time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import DateKind, find_dates

FOUND = [
    ("The mayor resigned on Tuesday.", "weekday:Tuesday"),
    ("He spoke late on Tuesday, Dec. 10, in Riga.", "day:Tuesday, Dec. 10"),
    ("Signed 14 May 2019 and 3 June.", "day:14 May 2019", "day:3 June"),
    ("Dated 2019-03-04.", "day:2019-03-04"),
    ("On the 14th of May last year it rained.", "day:14th of May last year"),
    ("March 3rd, 2020, was dry.", "day:March 3rd, 2020"),
    ("Since May 2017 and in September last year.", "month:May 2017", "month:September last year"),
    ("Last October and early December.", "month:Last October", "month:early December"),
    ("Throughout May she waited.", "month:May"),
    ("In spring, and in the summer of 2021.", "season:In spring", "season:summer of 2021"),
    ("Early 2016, the 2016 election.", "year:Early 2016", "year:2016"),
    ("In the 1990s and the '80s.", "decade:the 1990s", "decade:the '80s"),
    ("Yesterday, last night, this morning.", "period:Yesterday", "period:last night", "period:this morning"),
    ("Last week, this month, next year.", "period:Last week", "period:this month", "period:next year"),
    (
        "Three weeks ago, a year ago, twenty-one days ago.",
        "period:Three weeks ago",
        "period:a year ago",
        "period:twenty-one days ago",
    ),
    ("Two days earlier, the day before.", "offset:Two days earlier", "offset:the day before"),
    ("The next day it rose, and the following week.", "offset:The next day", "offset:the following week"),
    ("The same evening; later that day; an hour later.", "same:The same evening", "same:later that day", "same:an hour later"),
    ("Nine days after telling them so, it paid.", "event:Nine days after"),
]


@pytest.mark.parametrize(("text", "expected"), [(row[0], row[1:]) for row in FOUND])
def test_found(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(f"{e.kind.value}:{e.words}" for e in find_dates(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She may resign. May I ask? He will march on.",
        "It sold 2000 tickets at 1999.50 each.",
        "He does so on Tuesdays, and has for three weeks.",
        "Then Jan Novak sat in the sun, and Mon Repos is a house.",
        "Room 101, page 12.",
        "",
    ],
)
def test_not_found(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("The talks will resume on Friday.", True),
        ("The answer is due by Friday.", True),
        ("It could come as early as Friday.", True),
        ("The talks broke off on Friday.", False),
        ("It will rain. They met on Friday.", False),
    ],
)
def test_future(text: str, future: bool) -> None:
    (found,) = find_dates(text)
    assert found.future is future


@given(
    st.text()
    | st.lists(st.sampled_from(("May", "10", "last", "Tuesday", ",", "2017", "the", "ago", "two", "year", "of"))).map(" ".join)
)
def test_places_hold_the_words_and_never_overlap(text: str) -> None:
    found = find_dates(text)
    assert all(text[e.start : e.end] == e.words for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(isinstance(e.kind, DateKind) for e in found)
