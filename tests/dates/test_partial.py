"""What a date of year, month or day holds, and its ISO form."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import PartialDate
from kg.errors import ModelError
from tests.factory import date
from tests.strategies import partial_dates


@given(partial_dates())
def test_text_form_reads_back(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day


@given(partial_dates(), partial_dates())
def test_first_and_last_put_dates_in_order(a: PartialDate, b: PartialDate) -> None:
    assert a.first <= a.last
    if a.last < b.first:
        assert str(a) < str(b)


@given(partial_dates(), st.sampled_from(("day", "month", "year")))
def test_a_cut_date_holds_the_date(day: PartialDate, unit: str) -> None:
    assert day.cut(unit).first <= day.first <= day.last <= day.cut(unit).last


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "0000", "19", "2019-1-1", "2019-12-10T00:00", "", "２０１９"])
def test_no_date(text: str) -> None:
    with pytest.raises(ModelError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2019-12-10", "2019-12-10", "2019-12-10"),
        ("2019-12-02", "2019-12-08", "2019-12"),
        ("2019-11-25", "2019-12-01", "2019"),
        ("2019-12-30", "2020-01-05", None),
    ],
)
def test_covering(first: str, last: str, expected: str | None) -> None:
    assert PartialDate.covering(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)) == date(expected)
