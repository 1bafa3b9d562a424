"""A tokenizer of a few word pieces, and networks that a test scripts, so that no trained model decides what passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer

from kg.extract.tagger.arrays import Floats, Ints
from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.link import IN_CUE, NO_CUE
from kg.extract.tagger.windows import Window

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", *_LETTERS, *(f"##{letter}" for letter in _LETTERS), *"\"'.,?!", "the", "##ing")


def tokenizer() -> Tokenizer:
    """Cuts lower-cased words into letters, but for "the" and "-ing"."""
    model = WordPiece({piece: number for number, piece in enumerate(_PIECES)}, unk_token="[UNK]")
    made = Tokenizer(model)
    made.normalizer = BertNormalizer()
    return made


class Scripted:
    """Says which words are cues, and what of the words around each cue is its source and its content, by their spelling.

    A word's state is its number among the spellings seen; no score hangs on another window or cue.
    """

    def __init__(self, links: Mapping[str | None, tuple[Sequence[str], Sequence[str]]]) -> None:
        self.links = links
        self.cue_transitions = np.zeros((len(CUE_LABELS) + 1, len(CUE_LABELS)), np.float32)
        self.link_transitions = np.zeros((len(LINK_LABELS) + 1, len(LINK_LABELS)), np.float32)
        self.spellings: list[str] = []
        self.batches: list[int] = []

    def encode(self, batch: Sequence[Window]) -> tuple[Floats, Floats]:
        self.batches.append(len(batch))
        longest = max(len(w.words) for w in batch)
        states = np.zeros((len(batch), longest, 1), np.float32)
        scores = np.zeros((len(batch), longest, len(CUE_LABELS)), np.float32)
        for row, window in enumerate(batch):
            for place, word in enumerate(window.words):
                if word.spelling not in self.spellings:
                    self.spellings.append(word.spelling)
                states[row, place] = self.spellings.index(word.spelling)
                scores[row, place, CUE_LABELS.index("B-cue") if word.spelling in self.links else 0] = 1
        return states, scores

    def link(self, states: Floats, markers: Ints) -> Floats:
        scores = np.zeros((*markers.shape, len(LINK_LABELS)), np.float32)
        for row, given in enumerate(markers):
            spelled = [self.spellings[int(state)] for state in states[row, given > 0, 0]]
            cue = None if NO_CUE in given else spelled[given.tolist().index(IN_CUE)]
            source, content = self.links.get(cue, ((), ()))
            before = "O"
            for place, spelling in enumerate(spelled):
                role = "source" if spelling in source else "content" if spelling in content else "O"
                label = "O" if role == "O" else f"I-{role}" if before == role else f"B-{role}"
                scores[row, place, LINK_LABELS.index(label)] = 1
                before = role
        return scores
