"""Windows: the stretches of an article that the span tagger reads at a time, as the numbers that its encoder takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from tokenizers import Tokenizer

from kg.extract.quotes import paragraphs
from kg.extract.tagger.arrays import Ints
from kg.extract.tagger.words import Word, split_words

PIECES = 256  # at most in a window, with the marks at its ends and between its paragraphs
_STOPS = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class Window:
    """Whole paragraphs that follow each other (or a part of one too long), W words in P word pieces.

    *paragraph* numbers each word's paragraph from 0; *first* is the place of each word's first piece. *pieces*, *case* and
    *quoted* are P long; pieces that belong to no word have the case and quotedness 0.
    """

    words: tuple[Word, ...]
    paragraph: Ints
    first: Ints
    pieces: Ints
    case: Ints
    quoted: Ints


def windows(text: str, tokenizer: Tokenizer, *, size: int = PIECES, together: int | None = None) -> list[Window]:
    """Return the windows of *text*, in order; each of its words stands in one window.

    Paragraphs are put together while they fit in *together* pieces (*size*, if not given). A longer one stands alone; what
    doesn't fit in *size* pieces is cut, at the end of a sentence if there is one in the second half of what fits.
    """
    split = (split_words(text, start, end) for start, end in paragraphs(text))
    return pack([words for words in split if words], tokenizer, size=size, together=together)


def pack(
    split: Sequence[Sequence[Word]], tokenizer: Tokenizer, *, size: int = PIECES, together: int | None = None
) -> list[Window]:
    """Return the paragraphs *split* into words as windows of at most *size* pieces; see :func:`windows`."""
    spelled = [[w.spelling for w in words] for words in split]
    encodings = tokenizer.encode_batch(spelled, is_pretokenized=True, add_special_tokens=False)
    marks = (tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 0)
    units: list[_Unit] = []
    for words, encoding in zip(split, encodings, strict=True):
        units += _cut(_Unit.of(words, encoding.ids, encoding.word_ids), size - 2)
    found: list[Window] = []
    batch: list[_Unit] = []
    taken = 1
    for unit in units:
        if batch and taken + len(unit.pieces) + 1 > (together or size):
            found.append(_window(batch, marks))
            batch, taken = [], 1
        batch.append(unit)
        taken += len(unit.pieces) + 1
    if batch:
        found.append(_window(batch, marks))
    return found


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, or a part of one: its words, its pieces, and the place in *pieces* where each word begins."""

    words: Sequence[Word]
    pieces: Sequence[int]
    starts: Sequence[int]

    @classmethod
    def of(cls, words: Sequence[Word], pieces: Sequence[int], word_of: Sequence[int | None]) -> _Unit:
        """A word that the tokenizer leaves nothing of (a lone combining mark) is dropped."""
        starts = [i for i, word in enumerate(word_of) if i == 0 or word != word_of[i - 1]]
        return cls([words[word_of[i] or 0] for i in starts], pieces, starts)


def _cut(unit: _Unit, size: int) -> list[_Unit]:
    words, pieces, starts = unit.words, unit.pieces, unit.starts
    parts = []
    begin = 0
    while begin < len(words):
        origin, at = starts[begin], len(words)
        if len(pieces) - origin > size:
            fits = max(1, bisect_right(starts, origin + size) - 1 - begin)
            stops = [i + 1 for i in range(begin + fits // 2, begin + fits) if words[i].spelling in _STOPS]
            at = stops[-1] if stops else begin + fits
        border = starts[at] if at < len(words) else len(pieces)
        taken = pieces[origin : min(border, origin + size)]
        parts.append(_Unit(words[begin:at], taken, [start - origin for start in starts[begin:at]]))
        begin = at
    return parts


def _window(units: Sequence[_Unit], marks: tuple[int, int]) -> Window:
    begin, between = marks
    pieces, case, quoted, first, paragraph = [begin], [0], [0], [], []
    for number, unit in enumerate(units):
        for word, (start, end) in zip(unit.words, pairwise([*unit.starts, len(unit.pieces)]), strict=True):
            first.append(len(pieces))
            pieces += unit.pieces[start:end]
            case += [int(word.case)] * (end - start)
            quoted += [int(word.quoted)] * (end - start)
            paragraph.append(number)
        pieces.append(between)
        case.append(0)
        quoted.append(0)
    return Window(
        words=tuple(w for unit in units for w in unit.words),
        paragraph=np.array(paragraph, np.int64),
        first=np.array(first, np.int64),
        pieces=np.array(pieces, np.int64),
        case=np.array(case, np.int64),
        quoted=np.array(quoted, np.int64),
    )
