"""The teacher of a student: a larger tagger whose labels are learned beside the gold (Hinton et al. 2015, arXiv:1503.02531)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from kg.extract.tagger.arrays import Run
from kg.extract.tagger.windows import Window
from training.spans.augment import neighbours, replaced
from training.spans.batches import around, encode
from training.spans.data import Instance
from training.spans.network import Posterior, Tagger

VARIED = 0.5  # share of the windows whose words are replaced for a student
TRUST = 0.5  # how far a student trusts its teacher rather than the gold


@dataclass(frozen=True, slots=True)
class Heard:
    """What a teacher makes of N windows: states of their words (N, W, width), labels of cues, and how far to trust it (N,)."""

    teacher: Tagger
    states: Tensor
    cues: Posterior
    trust: Tensor

    @torch.no_grad()
    def links(self, stretches: Sequence[tuple[int, Run]], given: Tensor) -> tuple[Posterior, Tensor]:
        """Return how likely it finds the labels of words around cues, with their markers *given*, and how far to trust it."""
        scores = self.teacher.linker(around(self.states, stretches).float(), given).float()
        return self.teacher.links.posterior(scores, given > 0), self.trust[[row for row, _ in stretches]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Instances, the windows of theirs as a student reads them, and what its teacher, if it has one, says of these."""

    batch: Sequence[Instance]
    windows: Sequence[Window]
    heard: Heard | None

    @classmethod
    def alone(cls, batch: Sequence[Instance]) -> Lesson:
        """Return a lesson in which nobody says anything but the gold."""
        return cls(batch, [i.window for i in batch], None)


class Teacher:
    """What a student learns from beside the gold: the labels of a larger tagger, also for text that nobody has annotated."""

    def __init__(self, checkpoint: Path, tokenizer: Tokenizer) -> None:
        self.tagger = Tagger.of(torch.load(checkpoint, map_location="cpu")["weights"]).eval().requires_grad_(False)
        self.near = neighbours(self.tagger.encoder.word.weight, tokenizer)

    @torch.no_grad()
    def lesson(self, batch: Sequence[Instance], draw: np.random.Generator) -> Lesson:
        """Return a lesson on *batch*, ``VARIED`` of it with words replaced, where only the teacher is to be trusted."""
        changed = draw.random(len(batch)) < VARIED
        windows = [replaced(i.window, self.near, draw) if c else i.window for i, c in zip(batch, changed, strict=True)]
        states, scores, mask = encode(self.tagger, windows)
        trust = torch.from_numpy(np.where(changed, 1.0, TRUST).astype(np.float32))
        # kept in 16 bits: an epoch's states take more than a gigabyte
        return Lesson(batch, windows, Heard(self.tagger, states.bfloat16(), self.tagger.cues.posterior(scores, mask), trust))
