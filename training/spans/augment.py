"""Text that nobody has annotated, for a student to hear a teacher on: windows with some of their words replaced."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from kg.extract.tagger.arrays import Ints
from kg.extract.tagger.windows import Window

NEAR = 15  # words among which one is drawn instead of another
SHARE = 0.2  # of the words that can be replaced


def neighbours(embeddings: Tensor, tokenizer: Tokenizer) -> Ints:
    """Return for each word piece (V, NEAR) those of the nearest *embeddings* (V, width); itself, where it isn't a whole word.

    So TinyBERT replaces words that are of several pieces (Jiao et al., Findings of EMNLP 2020,
    DOI 10.18653/v1/2020.findings-emnlp.372).
    """
    words = torch.tensor([n for piece, n in sorted(tokenizer.get_vocab().items()) if piece.isascii() and piece.isalpha()])
    length_one = F.normalize(embeddings[words].detach(), dim=-1)
    near = torch.cat([(part @ length_one.T).topk(NEAR + 1).indices[:, 1:] for part in length_one.split(2000)])
    found = np.tile(np.arange(len(embeddings))[:, None], NEAR)
    found[words.numpy()] = words[near].numpy()
    return found


def replaced(window: Window, near: Ints, draw: np.random.Generator) -> Window:
    """Return *window* with ``SHARE`` of its words, of one piece each, replaced by one of their neighbours."""
    ends = np.append(window.first[1:], len(window.pieces) - 1)
    single = window.first[(ends - window.first) == 1]
    chosen = single[draw.random(len(single)) < SHARE]
    pieces = window.pieces.copy()
    pieces[chosen] = near[pieces[chosen], draw.integers(NEAR, size=len(chosen))]
    return replace(window, pieces=pieces)
