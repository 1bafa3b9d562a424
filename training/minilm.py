"""MiniLM as a PyTorch network, whose layers can compute in the few bits of an exported model; its weights and tokenizer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F


class Linear(nn.Linear):
    """A linear layer that can compute as the exported one does, so that the other weights learn to live with it.

    With ``rounded``, inputs have 8 bits between the least and the largest one of each window or cue, and the weights of each
    output have 7; the gradient passes as if nothing were rounded (Bengio, Léonard and Courville 2013, arXiv:1308.3432).
    """

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        """*x* (N, T, inputs) to (N, T, outputs)."""
        if not self.rounded:
            return super().forward(x)
        return F.linear(_straight(x, _round_inputs(x)), _straight(self.weight, _round_weights(self.weight)), self.bias)


def _straight(exact: Tensor, rounded: Tensor) -> Tensor:
    return exact + (rounded - exact).detach()


@torch.no_grad()
def _round_inputs(x: Tensor) -> Tensor:
    low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-12)
    zero = (-low / scale).round()
    return ((x / scale).round() + zero).clamp(0, 255).sub(zero).mul(scale)


@torch.no_grad()
def _round_weights(weights: Tensor, *, levels: int = 63) -> Tensor:
    scale = (weights.abs().amax(dim=1, keepdim=True) / levels).clamp(min=1e-12)
    return (weights / scale).round() * scale


class Layer(nn.Module):
    """A transformer layer as in BERT (Devlin et al., NAACL 2019): attention and a feed-forward net, each normalised after."""

    def __init__(self, width: int, inner: int, heads: int, *, dropout: float, eps: float = 1e-12) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = Linear(width, 3 * width)
        self.out = Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.up, self.down = Linear(width, inner), Linear(inner, width)
        self.norm_out = nn.LayerNorm(width, eps=eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """*x* (N, T, width); *mask* (N, 1, 1, T) is added to the attention's scores. The same shape comes back."""
        n, t, width = x.shape
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype)).transpose(1, 2).reshape(n, t, width)
        x = self.norm(x + self.out(seen))
        return self.norm_out(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class MiniLM(nn.Module):
    """The encoder of MiniLM (Wang et al., NeurIPS 2020, arXiv:2002.10957): word pieces to a hidden state for each."""

    def __init__(
        self, *, vocabulary: int, layers: int = 6, width: int = 384, positions: int = 512, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 4 * width, 12, dropout=dropout) for _ in range(layers))

    def states(self, pieces: Tensor, more: Tensor | float = 0.0) -> Tensor:
        """*pieces* (N, P), 0 past an end, to hidden states (N, P, width); *more* is added to the embeddings."""
        mask = (pieces == 0)[:, None, None, :] * -1e4
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.word(pieces) + self.position(places) + more)
        x = F.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def round_all(module: nn.Module, encoder: MiniLM) -> None:
    """Let *module* compute in the few bits of the exported graphs, see :class:`Linear`; round word embeddings for good."""
    for part in module.modules():
        if isinstance(part, Linear):
            part.rounded = True
    with torch.no_grad():
        encoder.word.weight.copy_(_round_weights(encoder.word.weight, levels=127))


def load_base(folder: Path, encoder: MiniLM) -> None:
    """Give *encoder* the weights of the MiniLM in *folder* (config.json, model.safetensors).

    Its one type embedding joins those of the positions. ValueError, if the weights are of another shape.
    """
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text())
    if config["num_hidden_layers"] != len(encoder.layers) or config["model_type"] != "bert":
        raise ValueError(f"{folder}: a BERT with {len(encoder.layers)} layers was expected")
    given = load_file(folder / "model.safetensors")
    ours = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "position.weight": given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0],
    }
    fill(encoder, ours, given, _BERT, folder=folder)


class Names(NamedTuple):
    """How a file of weights names the attention of a layer: its three matrices, what joins them, and what normalises that."""

    qkv: str
    parts: Sequence[str]
    out: str
    norm: str


_BERT = Names(
    qkv="attention.self.{}",
    parts=("query", "key", "value"),
    out="attention.output.dense",
    norm="attention.output.LayerNorm",
)


def fill(encoder: nn.Module, ours: Mapping[str, Tensor], given: Mapping[str, Tensor], names: Names, *, folder: Path) -> None:
    """Give *encoder* the weights *ours*, and those of its norm and its layers out of *given*, the file in *folder*.

    ValueError, if some are missing, or the encoder has no place for them.
    """
    held = dict(ours)
    for kind in ("weight", "bias"):
        held[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
        for i in range(len(encoder.layers)):
            theirs = f"encoder.layer.{i}."
            held[f"layers.{i}.qkv.{kind}"] = torch.cat([given[f"{theirs}{names.qkv.format(p)}.{kind}"] for p in names.parts])
            for mine, name in (
                ("out", names.out),
                ("norm", names.norm),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm_out", "output.LayerNorm"),
            ):
                held[f"layers.{i}.{mine}.{kind}"] = given[f"{theirs}{name}.{kind}"]
    missing, unexpected = encoder.load_state_dict(held, strict=False)
    lacking = [name for name in missing if name.split(".")[0] in {"word", "position", "near", "norm", "layers"}]
    if unexpected or lacking:
        raise ValueError(f"{folder}: weights missing or unexpected: {lacking} {unexpected}")


def tokenizer_of(base: Path) -> Tokenizer:
    """Return the tokenizer of the base weights in *base*, which neither fills up nor cuts what it is given."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
