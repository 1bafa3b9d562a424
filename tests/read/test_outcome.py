"""Messages stay on one line, whatever a file is called or holds."""

from __future__ import annotations

import pytest

from kg.read.outcome import Notice, label, shown


def test_a_notice_reads_like_an_error() -> None:
    assert str(Notice("a.txt:3", "month 13", "write YYYY-MM-DD")) == "a.txt:3: month 13; write YYYY-MM-DD"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain name.txt", "plain name.txt"),
        ("two\nlines.txt", r"two\nlines.txt"),
        ("\x1b[2Jclear.txt", r"\x1b[2Jclear.txt"),
        ("\udce9.txt", r"\udce9.txt"),
    ],
)
def test_label_shows_what_a_terminal_would_obey(name: str, expected: str) -> None:
    assert label(name) == expected
    label(name).encode("utf-8")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\nb", r"'a\nb'"),
        ("\ud800", r"'\ud800'"),
        (3, "a number"),
        (True, "true or false"),
        (None, "nothing"),
        ({}, "an object"),
    ],
)
def test_shown_is_one_short_line(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_shown_cuts_a_long_value() -> None:
    assert len(shown("x" * 10_000)) < 80
