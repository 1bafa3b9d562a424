"""Which date an expression names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import PartialDate, anchors, find_dates, resolve, resolve_all
from tests.factory import date
from tests.strategies import partial_dates

#: text, day of writing (2019-12-11 is a Wednesday), the date of its last expression
CASES = [
    ("on Tuesday", "2019-12-11", "2019-12-10"),
    ("on Wednesday", "2019-12-11", "2019-12-11"),
    ("on Thursday", "2019-12-11", "2019-12-05"),
    ("It will open on Thursday", "2019-12-11", "2019-12-12"),
    ("last Wednesday", "2019-12-11", "2019-12-04"),
    ("next Wednesday", "2019-12-11", "2019-12-18"),
    ("on Tuesday", None, None),
    ("on Tuesday", "2019-12", None),
    ("yesterday", "2019-01-01", "2018-12-31"),
    ("last night", "2019-12-11", "2019-12-10"),
    ("the day before yesterday", "2019-12-11", "2019-12-09"),
    ("this morning", "2019-12-11", "2019-12-11"),
    ("tomorrow", "2019-12-31", "2020-01-01"),
    ("yesterday", None, None),
    ("last week", "2019-12-11", "2019-12"),
    ("last week", "2019-12-04", "2019"),
    ("last week", "2020-01-08", None),
    ("last month", "2019-12-11", "2019-11"),
    ("last month", "2020-01-11", "2019-12"),
    ("last month", "2019", None),
    ("this month", "2019-12-11", "2019-12"),
    ("last year", "2019", "2018"),
    ("three weeks ago", "2019-12-11", "2019-11-20"),
    ("a fortnight ago", "2019-12-11", "2019-11-27"),
    ("about three weeks ago", "2019-12-11", "2019-11"),
    ("two months ago", "2020-01-31", "2019-11"),
    ("a year ago", "2019-12-11", "2018"),
    ("an hour ago", "2019-12-11", "2019-12-11"),
    ("on 14 May", "2019-06-06", "2019-05-14"),
    ("on 14 May", "2019-05-13", "2019-05-14"),
    ("on 14 May", None, None),
    ("on Jan. 14", "2020-01-06", "2020-01-14"),
    ("Tuesday, Dec. 10", "2019-12-11", "2019-12-10"),
    ("Tuesday, Dec. 10", "2019", "2019-12-10"),
    ("Monday, Dec. 10", "2019-12-11", "2018-12-10"),
    ("Friday, Dec. 10", "2019-12-11", None),
    ("Feb. 29", "2019-06-11", None),
    ("in 2019, on 30 February 2019", "2019-12-11", None),
    ("in May", "2019-12-11", "2019-05"),
    ("in May", "2019-04-11", "2018-05"),
    ("last October", "2019-10-11", "2018-10"),
    ("in September last year", "2019-05-17", "2018-09"),
    ("in May 2017", None, "2017-05"),
    ("in spring", "2019-08-29", "2019"),
    ("in spring", "2019-02-01", "2018"),
    ("last summer", "2019-07-01", "2018"),
    ("the spring of 2021", None, "2021"),
    ("last winter", "2020-03-01", None),
    ("early 2016", None, "2016"),
    ("the 1990s", "2019-12-11", None),
    ("It met on 10 May 2019. The next day it voted.", None, "2019-05-11"),
    ("It met on 10 May 2019. Two days earlier it had not.", None, "2019-05-08"),
    ("It met on 10 May 2019, and the same evening spoke.", None, "2019-05-10"),
    ("It met on 10 May 2019, two days earlier than that, and that evening spoke.", None, "2019-05-10"),
    ("It met on 10 May 2019. In October it was late. That day", None, "2019-05-10"),
    ("In May 2018 and later that year", None, "2018"),
    ("It fell the following week", None, None),
    ("the day before", "2019-12-11", "2019-12-10"),
    ("nine days after telling customers so", "2019-12-11", None),
]


@pytest.mark.parametrize(("text", "published", "expected"), CASES)
def test_last_expression(text: str, published: str | None, expected: str | None) -> None:
    *_, (_, found) = resolve_all(text, published=date(published))
    assert found == date(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He has not been there since May 2017. He said so on Tuesday, Dec. 10.", "2019-12-10"),
        ("He said so on Tuesday, Dec. 10, in the third year since 2016.", "2019-12-10"),
        ("RIGA, 11 December 2019. He said so on Tuesday, Dec. 10.", "2019-12-10"),
        ("The 2016 vote. The plan will end by 2030. He said so on Tuesday, Dec. 10.", "2019-12-10"),
        ("He said so on Tuesday, Dec. 10.", None),
        ("He has not been there since May 2017. He said so on Dec. 10.", None),
        ("It began in 2003 in the rain. He said so on Sunday, Feb. 29.", "2004-02-29"),
        ("It began in 2005 in the rain. He said so on Sunday, Feb. 29.", None),
    ],
)
def test_a_weekday_with_a_date_settles_the_year(text: str, expected: str | None) -> None:
    (found,) = (found for e, found in resolve_all(text) if e.words.endswith((" 10", " 29")))
    assert found == date(expected)


def test_told_that_it_is_past_a_weekday_is_the_last_one() -> None:
    (friday,) = find_dates("They will say on Friday")
    published = PartialDate(2019, 12, 11)
    assert resolve(friday, published=published) == PartialDate(2019, 12, 13)
    assert resolve(friday, published=published, future=False) == PartialDate(2019, 12, 6)


def test_anchors_leave_out_what_is_to_come_and_decades() -> None:
    text = "In May 2017, in the 1990s, on 3 June 2018; it will end in 2030."
    assert anchors(find_dates(text)) == (PartialDate(2017, 5), PartialDate(2018, 6, 3))


LAST = ["last", "next", "this", "the", "same", "two", "999", "31", "2017", "9999", "0001", "of", ",", "."]
WORDS = [*LAST, "Tuesday", "May", "February", "Dec", "year", "years", "weeks", "day", "days", "ago", "earlier"]


@given(
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.none() | partial_dates(),
    st.none() | partial_dates(),
    st.none() | st.booleans(),
)
def test_never_raises(text: str, published: PartialDate | None, reference: PartialDate | None, future: bool | None) -> None:
    for e in find_dates(text):
        resolve(e, published=published, reference=reference, anchors=[d for d in (published, reference) if d], future=future)
    resolve_all(text, published=published)
