"""Score a checkpoint of the span tagger: `python -m training.spans.evaluate --base MINILM CHECKPOINT.pt ARTICLES.jsonl`.

Prints exact-match P/R/F1 of flat spans by role, as CofeNet counts them (Wang et al., COLING 2022), and how many attributions
are linked right; with --cut paragraphs each is read by itself, as they stand in CofeNet's copy.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from kg.extract.quotes import paragraphs
from kg.extract.tagger.arrays import Floats, Ints, Run
from kg.extract.tagger.model import load_model
from kg.extract.tagger.tagger import Network, Tagged, tag
from kg.extract.tagger.windows import Window
from kg.extract.tagger.words import split_words
from training.minilm import tokenizer_of
from training.spans.batches import encode
from training.spans.data import Gold, read
from training.spans.network import Tagger


class Torch:
    """A checkpoint as the network that the tagger asks."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger.eval()
        self.cue_transitions: Floats = tagger.cues.transitions.detach().numpy()
        self.link_transitions: Floats = tagger.links.transitions.detach().numpy()

    @torch.inference_mode()
    def encode(self, batch: Sequence[Window]) -> tuple[Floats, Floats]:
        """See :class:`kg.extract.tagger.tagger.Network`."""
        states, scores, _ = encode(self.tagger, batch)
        return states.numpy(), scores.numpy()

    @torch.inference_mode()
    def link(self, states: Floats, markers: Ints) -> Floats:
        """See :class:`kg.extract.tagger.tagger.Network`."""
        return self.tagger.linker(torch.from_numpy(states), torch.from_numpy(markers)).numpy()


def load(checkpoint: Path) -> Torch:
    """Return the network of *checkpoint*."""
    weights = torch.load(checkpoint, map_location="cpu")["weights"]
    return Torch(Tagger.of(weights))


def flat(attributions: Iterable[Gold | Tagged], words: Sequence[Run]) -> dict[str, set[Run]]:
    """Return the flat spans in word numbers: longer contents win over what they hold, then sources and cues outside of them."""
    found = []
    for a in attributions:
        source, cue = a.source or (), a.cue or ()
        found += [("content", run) for run in a.content]
        found += [(role, run) for role, runs in (("source", source), ("cue", cue)) for run in _runs(runs)]
    starts, ends = np.array([w[0] for w in words]), np.array([w[1] for w in words])
    taken = np.zeros(len(words), bool)
    spans: dict[str, set[Run]] = {"source": set(), "cue": set(), "content": set()}
    for role, (start, end) in sorted(set(found), key=lambda s: (s[0] != "content", s[1][0] - s[1][1], s)):
        a, b = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))
        if a < b and not taken[a:b].any():
            taken[a:b] = True
            spans[role].add((a, b))
    return spans


def _runs(runs: Sequence[Run] | Run) -> Sequence[Run]:
    return [runs] if runs and isinstance(runs[0], int) else runs  # type: ignore[list-item,return-value]


def main() -> None:
    """Read the command line and score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a checkpoint, or the folder of an exported model")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--cut", choices=("article", "paragraphs"), default="article")
    args = parser.parse_args()
    network, tokenizer = _reader(args.checkpoint, args.base)
    articles = read(args.articles)[: args.limit]
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    for text, golds in articles:
        runs = [*paragraphs(text)] if args.cut == "paragraphs" else [(0, len(text))]
        shifted = zip(runs, tag([text[a:b] for a, b in runs], network, tokenizer), strict=True)
        found = list(chain.from_iterable((_moved(t, a) for t in tagged) for (a, _), tagged in shifted))
        words = [(w.start, w.end) for a, b in paragraphs(text) for w in split_words(text, a, b)]
        want, got = flat(golds, words), flat(found, words)
        for role in want:
            counts[role, "tp"] += len(want[role] & got[role])
            counts[role, "gold"] += len(want[role])
            counts[role, "found"] += len(got[role])
        links = {(g.cue[0], g.source[0] if g.source else None, g.content) for g in golds if g.cue}
        mine = {(t.cue, t.source, t.content) for t in found if t.cue}
        counts["link", "tp"] += len(links & mine)
        counts["link", "gold"] += len(links)
        counts["link", "found"] += len(mine)
    print(json.dumps({role: _prf(counts, role) for role in ("source", "cue", "content", "link")}))


def _reader(checkpoint: Path, base: Path) -> tuple[Network, Tokenizer]:
    if checkpoint.is_dir():
        model = load_model(checkpoint, threads=2)
        return model.network, model.tokenizer
    return load(checkpoint), tokenizer_of(base)


def _moved(tagged: Tagged, by: int) -> Tagged:
    def move(run: Run) -> Run:
        return run[0] + by, run[1] + by

    return Tagged(tagged.cue and move(tagged.cue), tagged.source and move(tagged.source), tuple(map(move, tagged.content)))


def _prf(counts: collections.Counter[tuple[str, str]], role: str) -> dict[str, float]:
    p, r = (counts[role, "tp"] / max(1, counts[role, of]) for of in ("found", "gold"))
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / (p + r), 1) if p + r else 0.0}


if __name__ == "__main__":
    main()
