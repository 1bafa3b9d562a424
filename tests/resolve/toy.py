"""An encoder for tests: a wording's vector counts its words, and words of one row of CONCEPTS count as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.resolve.meaning import FEATURES, Comparator, Floats
from kg.resolve.wording import read_wording, stem

CONCEPTS = [
    {"payment", "bribe", "money"},
    {"receive", "accept", "take"},
    {"minister", "okoro"},
    {"mine", "pit"},
    {"close", "shut"},
]
WIDTH = 256


class Toy:
    """Alike is what shares words."""

    comparator = Comparator((20.0,) + (0.0,) * (len(FEATURES) - 1), -12.0, 0.5)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """See :class:`kg.resolve.meaning.Encoder`."""
        table = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in enumerate(texts):
            for word in {word.stem for word in read_wording(text).words}:
                table[row, _column(word)] += 1
        lengths: Floats = np.linalg.norm(table, axis=1, keepdims=True).clip(1e-9)
        return table / lengths


def _column(word: str) -> int:
    for number, concept in enumerate(CONCEPTS):
        if word in {stem(member) for member in concept}:
            return number
    return len(CONCEPTS) + sum(ord(letter) * place for place, letter in enumerate(word, 1)) % (WIDTH - len(CONCEPTS))
