"""The claim encoder as a PyTorch network: a wording to a vector, two vectors to how surely they are one claim, or rivals."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.minilm import MiniLM

HIDDEN = 64


class Encoder(MiniLM):
    """MiniLM's mean hidden state, of length 1 (Reimers and Gurevych, Sentence-BERT, EMNLP 2019, DOI 10.18653/v1/D19-1410)."""

    def forward(self, pieces: Tensor) -> Tensor:
        """*pieces* (N, P), 0 past an end, to vectors (N, width)."""
        inside = (pieces > 0).to(torch.float32)[:, :, None]
        states = self.states(pieces)
        return F.normalize((states * inside).sum(1) / inside.sum(1), dim=-1)


class Judge(nn.Module):
    """Two vectors to two scores; the same whichever comes first."""

    def __init__(self, *, width: int = 384) -> None:
        super().__init__()
        self.width = width
        self.hidden = nn.Linear(2 * width, HIDDEN)
        self.out = nn.Linear(HIDDEN, 2)
        self.slope = nn.Parameter(torch.tensor([10.0, 5.0]))
        self.level = nn.Parameter(torch.tensor([-5.0, -5.0]))
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        """Two (N, width) of length 1 to log odds (N, 2): that they are one claim; that they can't both be true."""
        product, apart = first * second, (first - second).abs()
        x = F.gelu(self.hidden(torch.cat([product * self.width**0.5 * 4, apart * self.width**0.5], dim=-1)))
        return product.sum(dim=-1, keepdim=True) * self.slope + self.level + self.out(x)


class ClaimModel(nn.Module):
    """Encoder and judge."""

    def __init__(self, *, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary=vocabulary, dropout=dropout)
        self.judge = Judge()
