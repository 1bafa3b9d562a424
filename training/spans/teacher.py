"""The teacher of a student: a larger tagger whose labels are learned beside the gold (Hinton et al. 2015, arXiv:1503.02531)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from kg.extract.tagger.windows import Window
from training.spans.augment import neighbours, replaced
from training.spans.batches import encode
from training.spans.network import Tagger

VARIED = 0.5  # share of the windows whose words are replaced for a student
TRUST = 0.5  # how far a student trusts its teacher rather than the gold


class Teacher:
    """What a student learns from beside the gold: the labels of a larger tagger, also for text that nobody has annotated."""

    def __init__(self, checkpoint: Path, tokenizer: Tokenizer) -> None:
        self.tagger = Tagger.of(torch.load(checkpoint, map_location="cpu")["weights"]).eval().requires_grad_(False)
        self.near = neighbours(self.tagger.encoder.word.weight, tokenizer)

    def varied(self, windows: Sequence[Window], draw: np.random.Generator) -> tuple[list[Window], Tensor]:
        """Return *windows*, ``VARIED`` of them with words replaced, and how far to trust the teacher on each, not the gold."""
        changed = draw.random(len(windows)) < VARIED
        found = [replaced(w, self.near, draw) if c else w for w, c in zip(windows, changed, strict=True)]
        return found, torch.from_numpy(np.where(changed, 1.0, TRUST).astype(np.float32))

    @torch.no_grad()
    def encode(self, windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
        """See :func:`encode`."""
        return encode(self.tagger, windows)

    @torch.no_grad()
    def link(self, hidden: Tensor, markers: Tensor) -> Tensor:
        """Return the link scores (N, T, 5) of words with its states *hidden* (N, T, width) and *markers* (N, T)."""
        scores: Tensor = self.tagger.linker(hidden, markers)
        return scores.float()
