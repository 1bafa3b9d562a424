"""The span tagger as a PyTorch network: a MiniLM encoder, a cue head, and a linker that reads on once for each cue."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.link import MARKERS
from training.minilm import Layer, Linear, MiniLM

LINKER_WIDTH = 256
LINKER_LAYERS = 2


class Encoder(MiniLM):
    """MiniLM with two more embeddings, of a word's case and of its place to the quote marks; then the scores of cue labels."""

    def __init__(self, *, vocabulary: int, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__(vocabulary=vocabulary, width=width, dropout=dropout)
        self.case = nn.Embedding(5, width)
        self.quoted = nn.Embedding(3, width)
        self.cue = nn.Linear(width, len(CUE_LABELS))
        nn.init.normal_(self.case.weight, std=0.01)
        nn.init.normal_(self.quoted.weight, std=0.01)

    def forward(self, pieces: Tensor, case: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor]:
        """Three (N, P) arrays of numbers, 0 past a window's end, to hidden states (N, P, width) and cue scores (N, P, 3)."""
        x = self.states(pieces, self.case(case) + self.quoted(quoted))
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
