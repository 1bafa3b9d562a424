"""The span tagger as a PyTorch network: a MiniLM encoder, a cue head, and a linker that reads on once for each cue."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.link import MARKERS

LINKER_WIDTH = 256
LINKER_LAYERS = 2


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

    def __init__(self, width: int, inner: int, heads: int, *, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = Linear(width, 3 * width)
        self.out = Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = Linear(width, inner), Linear(inner, width)
        self.norm_out = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """*x* (N, T, width); *mask* (N, 1, 1, T) is added to the attention's scores. The same shape comes back."""
        n, t, width = x.shape
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(n, t, width)
        x = self.norm(x + self.out(seen))
        return self.norm_out(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM with two more embeddings, of a word's case and of its place to the quote marks; then the scores of cue labels."""

    def __init__(
        self, *, vocabulary: int, layers: int = 6, width: int = 384, positions: int = 512, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(positions, width)
        self.case = nn.Embedding(5, width)
        self.quoted = nn.Embedding(3, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 4 * width, 12, dropout=dropout) for _ in range(layers))
        self.cue = nn.Linear(width, len(CUE_LABELS))
        nn.init.normal_(self.case.weight, std=0.01)
        nn.init.normal_(self.quoted.weight, std=0.01)

    def forward(self, pieces: Tensor, case: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor]:
        """Three (N, P) arrays of numbers, 0 past a window's end, to hidden states (N, P, width) and cue scores (N, P, 3)."""
        mask = (pieces == 0)[:, None, None, :] * -1e4
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.word(pieces) + self.position(places) + self.case(case) + self.quoted(quoted))
        x = F.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.cue(x)


class Linker(nn.Module):
    """Which words are the source and the content of one cue: a small transformer over the words around it, the cue marked."""

    def __init__(self, *, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.down = Linear(width, LINKER_WIDTH)
        self.marker = nn.Embedding(MARKERS, LINKER_WIDTH)
        self.norm = nn.LayerNorm(LINKER_WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(LINKER_WIDTH, 3 * LINKER_WIDTH, 8, dropout=dropout) for _ in range(LINKER_LAYERS))
        self.label = nn.Linear(LINKER_WIDTH, len(LINK_LABELS))
        nn.init.normal_(self.marker.weight, std=0.3)

    def forward(self, hidden: Tensor, markers: Tensor) -> Tensor:
        """*hidden* (N, T, width) of the words around N cues, *markers* (N, T), 0 past the end, to label scores (N, T, 5)."""
        mask = (markers == 0)[:, None, None, :] * -1e4
        x = self.norm(self.down(hidden) + self.marker(markers))
        for layer in self.layers:
            x = layer(x, mask)
        return self.label(x)


class Chain(nn.Module):
    """The transitions of a linear-chain CRF (Lafferty, McCallum and Pereira, ICML 2001) over *labels*.

    ``transitions[i, j]`` scores label j after label i, and the last row what begins a sequence. An "I-" that continues nothing
    is forbidden by a fixed cost.
    """

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.free = nn.Parameter(torch.zeros(len(labels) + 1, len(labels)))
        broken = torch.tensor([[_breaks(before, after) for after in labels] for before in (*labels, "O")])
        self.register_buffer("cost", broken * -1e4)

    @property
    def transitions(self) -> Tensor:
        """The transitions with their costs, (K + 1, K)."""
        return self.free + self.cost

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Return the negative log likelihood (N,) of *gold* (N, T) under *scores* (N, T, K); *mask* (N, T) is true in words."""
        transitions = self.transitions
        kinds = scores.shape[-1]
        rows = torch.arange(len(gold))
        path = transitions[kinds, gold[:, 0]] + scores[rows, 0, gold[:, 0]]
        total = transitions[kinds] + scores[:, 0]
        inside = mask.to(scores.dtype)
        steps = transitions[gold[:, :-1], gold[:, 1:]] + scores[:, 1:].gather(2, gold[:, 1:, None])[:, :, 0]
        path = path + (steps * inside[:, 1:]).sum(dim=1)
        for t in range(1, scores.shape[1]):
            went_on = torch.logsumexp(total[:, :, None] + transitions[None, :kinds], dim=1) + scores[:, t]
            total = torch.where(mask[:, t, None], went_on, total)
        return torch.logsumexp(total, dim=1) - path


def _breaks(before: str, after: str) -> bool:
    return after.startswith("I-") and before[2:] != after[2:]


class Tagger(nn.Module):
    """Encoder, linker and their two chains."""

    def __init__(self, *, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary=vocabulary, dropout=dropout)
        self.linker = Linker(dropout=dropout)
        self.cues = Chain(CUE_LABELS)
        self.links = Chain(LINK_LABELS)


def round_all(tagger: Tagger) -> None:
    """Let *tagger* compute in the few bits of the exported graphs, see :class:`Linear`; round word embeddings for good."""
    for module in tagger.modules():
        if isinstance(module, Linear):
            module.rounded = True
    with torch.no_grad():
        tagger.encoder.word.weight.copy_(_round_weights(tagger.encoder.word.weight, levels=127))


def load_base(folder: Path, encoder: Encoder) -> None:
    """Give *encoder* the weights of the MiniLM in *folder* (config.json, model.safetensors).

    Its one type embedding joins those of the positions. ValueError, if the weights are of another shape.
    """
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text())
    if config["num_hidden_layers"] != len(encoder.layers) or config["model_type"] != "bert":
        raise ValueError(f"{folder}: a BERT with {len(encoder.layers)} layers was expected")
    given = load_file(folder / "model.safetensors")
    ours: dict[str, Tensor] = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "position.weight": given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0],
    }
    for kind in ("weight", "bias"):
        ours[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
        for i in range(len(encoder.layers)):
            theirs = f"encoder.layer.{i}."
            parts = [given[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            ours[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
            for mine, name in (
                ("out", "attention.output.dense"),
                ("norm", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm_out", "output.LayerNorm"),
            ):
                ours[f"layers.{i}.{mine}.{kind}"] = given[f"{theirs}{name}.{kind}"]
    missing, unexpected = encoder.load_state_dict(ours, strict=False)
    if unexpected or {name.split(".")[0] for name in missing} != {"case", "quoted", "cue"}:
        raise ValueError(f"{folder}: weights missing or unexpected: {missing} {unexpected}")
