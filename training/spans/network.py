"""The span tagger as a PyTorch network: a MiniLM encoder, a cue head, and a linker that reads on once for each cue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.link import MARKERS
from training.minilm import Layer, Linear, MiniLM
from training.mpnet import MPNet

LINKER_WIDTH = 256
LINKER_LAYERS = 2


class Reads(nn.Module):
    """What an encoder is given more: embeddings of a word's case and its place to the quote marks, and scores of cue labels."""

    states: Callable[[Tensor, Tensor], Tensor]

    def add(self, width: int) -> None:
        """Make what is more, for hidden states of *width*."""
        self.case = nn.Embedding(5, width)
        self.quoted = nn.Embedding(3, width)
        self.cue = nn.Linear(width, len(CUE_LABELS))
        nn.init.normal_(self.case.weight, std=0.01)
        nn.init.normal_(self.quoted.weight, std=0.01)

    def forward(self, pieces: Tensor, case: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor]:
        """Three (N, P) arrays of numbers, 0 past a window's end, to hidden states (N, P, width) and cue scores (N, P, 3)."""
        x = self.states(pieces, self.case(case) + self.quoted(quoted))
        return x, self.cue(x)


class Encoder(MiniLM, Reads):
    """The encoder that ships: MiniLM."""

    def __init__(self, *, vocabulary: int, width: int = 384, dropout: float = 0.1) -> None:
        super().__init__(vocabulary=vocabulary, width=width, dropout=dropout)
        self.add(width)


class LargeEncoder(MPNet, Reads):
    """The encoder of the teacher, eight times as large: MPNet."""

    def __init__(self, *, width: int = 768, dropout: float = 0.1) -> None:
        super().__init__(width=width, dropout=dropout)
        self.add(width)


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

    def loss(self, scores: Tensor, told: Posterior, mask: Tensor) -> Tensor:
        """Return the cross-entropy (N,) of *told* with what *scores* (N, T, K) give; *mask* (N, T) is true in words.

        For labels that are certain, it is their negative log likelihood; for those of a teacher, what a student learns from
        (Wang et al., ACL 2020, DOI 10.18653/v1/2020.acl-main.304).
        """
        begin, steps = self.transitions[-1], self.transitions[:-1]
        path = (told.label * scores).sum((1, 2)) + (told.label[:, 0] * begin).sum(1) + (told.step * steps).sum((1, 2, 3))
        return _total(scores, begin, steps.expand(len(scores), scores.shape[1] - 1, -1, -1), mask) - path

    @torch.enable_grad()
    def posterior(self, scores: Tensor, mask: Tensor) -> Posterior:
        """Return how likely each label and each step is under *scores* (N, T, K); *mask* (N, T) is true in words."""
        scores = scores.detach().requires_grad_()
        begin, steps = self.transitions[-1].detach(), self.transitions[:-1].detach()
        each = steps.repeat(len(scores), scores.shape[1] - 1, 1, 1).requires_grad_()
        total = _total(scores, begin, each, mask).sum()
        return Posterior(*torch.autograd.grad(total, (scores, each)))  # the gradient of a log partition is the expectation


class Posterior(NamedTuple):
    """How likely each label of a word is, (N, T, K), and each step to the next word's, (N, T - 1, K, K); 0 past the end."""

    label: Tensor
    step: Tensor

    def mixed(self, other: Posterior, share: Tensor) -> Posterior:
        """Return this one with a *share* (N,) of *other*."""
        return Posterior(*(torch.lerp(a, b, share.view(-1, *[1] * (a.ndim - 1))) for a, b in zip(self, other, strict=True)))


def certain(gold: Tensor, mask: Tensor, kinds: int) -> Posterior:
    """Return the posterior of those who know that the labels are *gold* (N, T), of *kinds* kinds; *mask* is true in words."""
    label = F.one_hot(gold, kinds).to(torch.float32) * mask[:, :, None]
    return Posterior(label, label[:, :-1, :, None] * label[:, 1:, None, :])


def _total(scores: Tensor, begin: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
    """Return the log of the sum over all label sequences (N,), for *steps* (N, T - 1, K, K) from each word to the next."""
    total = begin + scores[:, 0]
    for t in range(1, scores.shape[1]):
        went_on = torch.logsumexp(total[:, :, None] + steps[:, t - 1], dim=1) + scores[:, t]
        total = torch.where(mask[:, t, None], went_on, total)
    return torch.logsumexp(total, dim=1)


def _breaks(before: str, after: str) -> bool:
    return after.startswith("I-") and before[2:] != after[2:]


class Tagger(nn.Module):
    """Encoder, linker and their two chains."""

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> Tagger:
        """Return the tagger that *weights* belong to."""
        large = "encoder.near.weight" in weights
        tagger = cls(LargeEncoder() if large else Encoder(vocabulary=len(weights["encoder.word.weight"])))
        tagger.load_state_dict(weights)
        return tagger

    def __init__(self, encoder: Encoder | LargeEncoder, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.linker = Linker(width=encoder.cue.in_features, dropout=dropout)
        self.cues = Chain(CUE_LABELS)
        self.links = Chain(LINK_LABELS)
