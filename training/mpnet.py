"""MPNet as a PyTorch network, a larger encoder that a small one learns from: reads the same word pieces as MiniLM."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.minilm import Layer, Names, fill

_BUCKETS, _FARTHEST = 32, 128  # of the distances between two pieces
_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # of model.safetensors
_SHIFT = 4  # MPNet counts BERT's word pieces from here
_MARKS = {0: 1, 101: 0, 102: 2, 103: 30526}  # [PAD], [CLS], [SEP], [MASK] of BERT as MPNet numbers its own


class MPNet(nn.Module):
    """The encoder of MPNet (Song et al., NeurIPS 2020, arXiv:2004.09297): BERT's word pieces to a hidden state for each.

    Its vocabulary is that of BERT, uncased, counted from another number: it is given BERT's. The embeddings and the lowest
    *kept* layers stay as they were trained; a quarter of the time is saved, and little lost (Lee, Tang and Lin 2019,
    arXiv:1911.03090).
    """

    def __init__(
        self, *, layers: int = 12, kept: int = 4, width: int = 768, positions: int = 512, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.dropout, self.kept = dropout, kept
        self.word = nn.Embedding(30522, width)
        self.position = nn.Embedding(positions, width)
        self.near = nn.Embedding(_BUCKETS, 12)
        self.norm = nn.LayerNorm(width, eps=1e-5)
        self.layers = nn.ModuleList(Layer(width, 4 * width, 12, dropout=dropout, eps=1e-5) for _ in range(layers))
        for part in (self.word, self.position, self.near, self.norm, *self.layers[:kept]):
            part.requires_grad_(False)

    def states(self, pieces: Tensor, more: Tensor | float = 0.0) -> Tensor:
        """*pieces* (N, P), 0 past an end, to hidden states (N, P, width); *more* is added below the layers that learn."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        mask = (pieces == 0)[:, None, None, :] * -1e4 + self.near(_buckets(places)).permute(2, 0, 1)
        x = self.norm(self.word(pieces) + self.position(places))
        for layer in self.layers[: self.kept]:
            x = layer(x, mask)
        x = F.dropout(x + more, self.dropout, self.training)
        for layer in self.layers[self.kept :]:
            x = layer(x, mask)
        return x

    def train(self, mode: bool = True) -> MPNet:
        """See :meth:`torch.nn.Module.train`; what stays as it is never drops out."""
        super().train(mode)
        for layer in self.layers[: self.kept]:
            layer.train(False)
        return self


def _buckets(places: Tensor) -> Tensor:
    """Return for each two of *places* the number of their distance, as T5 counts it (Raffel et al., JMLR 2020, 21(140))."""
    away = places[:, None] - places[None, :]
    half = _BUCKETS // 2
    exact = half // 2
    far = exact + (away.abs().clamp(min=1) / exact).log() / math.log(_FARTHEST / exact) * (half - exact)
    side = (away < 0).long() * half
    return side + torch.where(away.abs() < exact, away.abs(), far.long().clamp(max=half - 1))


def load_mpnet(folder: Path, encoder: MPNet) -> None:
    """Give *encoder* the weights of the MPNet in *folder* (config.json, model.safetensors).

    ValueError, if they aren't those of sentence-transformers/all-mpnet-base-v2.
    """
    from safetensors.torch import load

    held = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(held).hexdigest() != _SHA256:
        raise ValueError(f"{folder}: not the weights of all-mpnet-base-v2; its model.safetensors has the SHA-256 {_SHA256}")
    given = load(held)
    words = given["embeddings.word_embeddings.weight"]
    rows = torch.arange(30522) + _SHIFT
    for bert, own in _MARKS.items():
        rows[bert] = own
    ours = {
        "word.weight": words[rows],
        "position.weight": given["embeddings.position_embeddings.weight"][2:],  # counted from the number after the filling's
        "near.weight": given["encoder.relative_attention_bias.weight"],
    }
    names = Names(qkv="attention.attn.{}", parts="qkv", out="attention.attn.o", norm="attention.LayerNorm")
    fill(encoder, ours, given, names, folder=folder)
