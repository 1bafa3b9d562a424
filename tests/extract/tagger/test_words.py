from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tagger.words import Case, Quoted, split_words


def spelled(text: str) -> list[str]:
    return [word.spelling for word in split_words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She didn't say why.", ["She", "did", "n't", "say", "why", "."]),
        ("She did n’t say.", ["She", "did", "n't", "say", "."]),
        ("Cannot and can not", ["Can", "not", "and", "can", "not"]),
        ("a -LRB- b -rsb- c [d]", ["a", "(", "b", "]", "c", "[", "d", "]"]),
        ("a--b – c — d ... e… f.. ", ["a", "—", "b", "—", "c", "—", "d", "…", "e", "…", "f", ".", "."]),
        ("The mayor's plan", ["The", "mayor", "'", "s", "plan"]),
        ("The mayor’s plan", ["The", "mayor", "'", "s", "plan"]),
        ("“No” and \"no\" and ``no'' and «no»", ['"', "No", '"', "and", *['"', "no", '"', "and"] * 2, '"', "no", '"']),
        ("$4.5m (a_b)", ["$", "4", ".", "5m", "(", "a", "_", "b", ")"]),
        ("", []),
        (" \t\u2028", []),
    ],
)
def test_words_and_their_spelling(text: str, words: list[str]) -> None:
    assert spelled(text) == words


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("word", Case.LOWER),
        ("Word", Case.TITLE),
        ("A", Case.TITLE),
        ("WORD", Case.UPPER),
        ("McCoy", Case.MIXED),
        ("iPad", Case.MIXED),
        ("4th", Case.OTHER),
        ("?", Case.OTHER),
        ("会", Case.MIXED),
    ],
)
def test_case(word: str, case: Case) -> None:
    assert [w.case for w in split_words(word, 0, len(word))] == [case]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('a "b" c "d', "OMIMOMI"),
        ("a “b” c", "OMIMO"),
        ("a “b “c” d", "OMIMIMO"),
        ("a” b", "OMO"),
        ("``a'' b", "MIMO"),
        ("''a'' b ''c''", "MIMOMIM"),
        ("it's 'b'", "OOOOOO"),
    ],
)
def test_words_know_whether_double_marks_enclose_them(text: str, quoted: str) -> None:
    kinds = {"O": Quoted.OUTSIDE, "I": Quoted.INSIDE, "M": Quoted.MARK}
    assert [word.quoted for word in split_words(text, 0, len(text))] == [kinds[kind] for kind in quoted]


@given(st.text(max_size=60), st.integers(0, 10))
def test_words_hold_everything_but_white_space_once_and_in_order(text: str, start: int) -> None:
    start = min(start, len(text))
    words = split_words(text, start, len(text))
    assert "".join(text[w.start : w.end] for w in words) == "".join(text[start:].split())
    assert all(a.end <= b.start for a, b in pairwise(words))
