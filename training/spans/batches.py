"""Windows as the arrays that the network takes, many at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

from kg.extract.tagger.windows import Window
from training.spans.network import Tagger


def encode(tagger: Tagger, windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return hidden states (N, W, width), cue scores (N, W, 3) and a mask (N, W) by word, not by piece."""
    given = (padded([getattr(w, name) for w in windows]) for name in ("pieces", "case", "quoted"))
    hidden, scores = (found.float() for found in tagger.encoder(*given))
    first = padded([w.first for w in windows])
    places = first + torch.arange(len(windows))[:, None] * hidden.shape[1]
    return F.embedding(places, hidden.flatten(0, 1)), F.embedding(places, scores.flatten(0, 1)), first > 0


def around(hidden: Tensor, stretches: Sequence[tuple[int, tuple[int, int]]]) -> Tensor:
    """Return the states (N, T, width) of the words of each stretch, a window's number and its words."""
    places = padded([np.arange(start, end) + row * hidden.shape[1] for row, (start, end) in stretches])
    return F.embedding(places, hidden.flatten(0, 1))


def padded(arrays: Sequence[np.ndarray]) -> Tensor:
    """Return arrays of numbers as one (N, longest), filled up with 0."""
    return pad_sequence([torch.from_numpy(a) for a in arrays], batch_first=True)
