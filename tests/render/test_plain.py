"""Nothing in an article's text may steer a terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.render.plain import escaped, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("no change: “ñ” 漢字 \U0001f600", "no change: “ñ” 漢字 \U0001f600"),
        ("\x1b[31;1mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;new title\x07text", "text"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;cHduZWQ=\x07", ""),
        ("\x1bPq#0\x1b\\after", "after"),
        ("\x1bc\x1b7reset", "reset"),
        ("a\x1b", "a"),
        ("\x1b[", ""),
        ("over\rwritten", "over written"),
        ("two\n\n\tlines", "two lines"),
        ("line\u2028separator\u2029s\x85", "line separator s"),
        ("\x00\x07\x08null\x7f", "null"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u2066b\u2069", "ab"),
        ("\ufeffmark", "mark"),
        ("half \ud800 pair", "half  pair"),
        ("\u200ejoined\u200d", "\u200ejoined\u200d"),
        ("[red]rich[/red] :smile:", "[red]rich[/red] :smile:"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(st.sampled_from("\x1b[]0;mP\\\x07\x9b\x9d\x9c\n\u202e a") | st.characters()))
def test_nothing_that_steers_is_left(text: str) -> None:
    found = plain(text)
    assert not {unicodedata.category(c) for c in found} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(found) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@given(st.dictionaries(st.text(), st.text(st.sampled_from('\x1b\x85\u202e\u2028\n\\"') | st.characters())))
def test_escaped_json_means_the_same_and_steers_nothing(value: dict[str, str]) -> None:
    found = escaped(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(found) == value
    assert not {unicodedata.category(c) for c in found.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    assert "\u202e" not in found
