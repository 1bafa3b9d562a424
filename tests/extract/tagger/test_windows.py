from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotes import paragraphs
from kg.extract.tagger.windows import PIECES, windows
from kg.extract.tagger.words import Word, split_words
from tests.extract.tagger.tiny import tokenizer

TINY = tokenizer()
TEXTS = st.lists(st.sampled_from(["the", "Saying", "no", ".", "?", '"', "ß漢", "\n\n", "\n", "x" * 30]), max_size=60).map(
    " ".join
)


def words_of(text: str) -> list[Word]:
    return [word for start, end in paragraphs(text) for word in split_words(text, start, end)]


@given(TEXTS, st.integers(8, 50))
def test_each_word_stands_in_one_window_of_the_size(text: str, size: int) -> None:
    found = windows(text, TINY, size=size)
    assert [word for window in found for word in window.words] == words_of(text)
    assert all(len(w.pieces) == len(w.case) == len(w.quoted) <= size for w in found)
    assert all(len(w.words) == len(w.first) == len(w.paragraph) > 0 for w in found)


@given(TEXTS, st.integers(8, 50))
def test_first_points_at_the_piece_that_begins_the_word(text: str, size: int) -> None:
    for window in windows(text, TINY, size=size):
        for word, first in zip(window.words, window.first, strict=True):
            spelled = TINY.encode([word.spelling], is_pretokenized=True).ids
            assert window.pieces[first] == spelled[0]
            assert (window.case[first], window.quoted[first]) == (word.case, word.quoted)


@given(TEXTS)
def test_paragraphs_are_numbered_from_0_and_closed_by_a_mark(text: str) -> None:
    for window in windows(text, TINY, size=40):
        steps = {b - a for a, b in pairwise([0, *window.paragraph.tolist()])}
        assert steps <= {0, 1}
        assert (window.pieces == TINY.token_to_id("[SEP]")).sum() == window.paragraph[-1] + 1
        assert window.pieces[0] == TINY.token_to_id("[CLS]")


@pytest.mark.parametrize(
    ("text", "size", "cut"),
    [
        ("a b\n\nc d\n\ne", 9, ["a b c d e"]),
        ("a b\n\nc d\n\ne", 8, ["a b c d", "e"]),
        ("a b c . d e", 7, ["a b c .", "d e"]),  # a sentence ends in the second half
        ("a . b c d e", 7, ["a . b c d", "e"]),  # it ends too early
        ("the bcd e", 6, ["the bcd", "e"]),  # no word is torn
        ("abcdefgh i", 6, ["abcdefgh", "i"]),  # a word longer than a window is read in part
        ("", 9, []),
        ("\n \n", 9, []),
    ],
)
def test_where_a_text_is_cut(text: str, size: int, cut: list[str]) -> None:
    assert [" ".join(w.spelling for w in window.words) for window in windows(text, TINY, size=size)] == cut


def test_a_word_of_which_the_tokenizer_leaves_nothing_is_dropped() -> None:
    (window,) = windows("a \u0301 b", TINY)
    assert [word.spelling for word in window.words] == ["a", "b"]


def test_a_long_paragraph_takes_time_linear_in_its_length() -> None:
    found = windows("a " * 50_000, TINY)
    assert [len(w.words) for w in found[:-1]] == [PIECES - 2] * (len(found) - 1)


def test_short_paragraphs_stand_together_and_a_long_one_alone() -> None:
    found = windows("no no\n\nno\n\nno no no no no no\n\nno", TINY, size=40, together=12)
    assert [len(window.words) for window in found] == [3, 6, 1]
