"""Train the span tagger on PolNeAR: see README.md in this folder."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from kg.extract.tagger.windows import Window
from training.minilm import load_base, round_all, tokenizer_of
from training.spans.data import Cut, Instance, Query, doubtful, read, shuffled
from training.spans.network import Tagger

CUTS: dict[Cut, float] = {"windows": 0.3, "paragraphs": 0.2, "sentences": 0.5}
BATCH = 2000  # word pieces
DOUBTED = 0.05  # probability from which a word that begins no cue is asked about all the same
IDLE = 0.3  # share of the windows whose words without a cue are asked about although there are none


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl of PolNeAR")
    parser.add_argument("--base", type=Path, required=True, help="folder with the weights of MiniLM-L6")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoints")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the encoder's last layer")
    parser.add_argument("--limit", type=int, help="train on so many articles only, for a trial")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument(
        "--start", type=Path, metavar="CHECKPOINT.pt", help="go on from a checkpoint instead of the base weights"
    )
    parser.add_argument("--rounded", action="store_true", help="train in the few bits in which the exported model computes")
    args = parser.parse_args()
    options = {name: getattr(args, name) for name in ("start", "rounded", "epochs", "seed", "rate", "dropout", "limit")}
    train(args.data / "train.jsonl", args.base, args.out, **options)


def train(
    path: Path,
    base: Path,
    out: Path,
    *,
    epochs: int,
    rate: float,
    seed: int,
    start: Path | None = None,
    rounded: bool = False,
    dropout: float = 0.1,
    limit: int | None = None,
) -> None:
    """Train for *epochs* on the articles of *path* and write ``epoch-N.pt`` into *out* after each.

    Training begins with the weights of MiniLM in *base*, or goes on from the checkpoint *start*. *rate* is the peak learning
    rate of the encoder's last layer, *rounded* tells to compute as the exported model does (:func:`round_all`), *limit* is how
    many articles to use, for a trial. A checkpoint holds the running average of the weights (Polyak and Juditsky, SIAM J.
    Control Optim. 1992, DOI 10.1137/0330046).
    """
    out.mkdir(parents=True, exist_ok=True)
    before = json.loads((start.parent / "settings.json").read_text()) if start is not None else None
    settings = {
        "epochs": epochs,
        "seed": seed,
        "rate": rate,
        "rounded": rounded,
        "dropout": dropout,
        "cuts": CUTS,
        "batch": BATCH,
        "before": before,
    }
    torch.manual_seed(seed)
    tokenizer = tokenizer_of(base)
    articles = read(path)[:limit]
    tagger = Tagger(vocabulary=tokenizer.get_vocab_size(), dropout=dropout)
    load_base(base, tagger.encoder)
    if start is not None:
        tagger.load_state_dict(torch.load(start, map_location="cpu")["weights"])
    if rounded:
        round_all(tagger, tagger.encoder)
    tagger.encoder.word.weight.requires_grad_(False)
    optimizer = torch.optim.AdamW(_groups(tagger, rate), betas=(0.9, 0.98), weight_decay=0.01)
    per_epoch = len(shuffled(articles, tokenizer, CUTS, size=BATCH, seed=seed))
    total = epochs * per_epoch
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step, total))
    mean = AveragedModel(tagger, multi_avg_fn=get_ema_multi_avg_fn(0.995))
    draw = np.random.default_rng(seed)
    started, step = time.monotonic(), 0
    for epoch in range(1, epochs + 1):
        tagger.train()
        seen = np.zeros(3)
        for batch in shuffled(articles, tokenizer, CUTS, size=BATCH, seed=seed * 1000 + epoch):
            cue_loss, link_loss, cues = losses(tagger, batch, draw)
            optimizer.zero_grad(set_to_none=True)
            ((cue_loss + link_loss) / max(cues, 1)).backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            if step < total - 1:
                schedule.step()
            mean.update_parameters(tagger)
            seen += (cue_loss.item(), link_loss.item(), cues)
            step += 1
            if step % 50 == 0:
                cue, link = seen[:2] / seen[2]
                print(f"{epoch} {step}/{total} cue {cue:.3f} link {link:.3f} {time.monotonic() - started:.0f} s", flush=True)
                seen[:] = 0
        torch.save({"weights": mean.module.state_dict(), "epoch": epoch}, out / f"epoch-{epoch}.pt")
    (out / "settings.json").write_text(json.dumps(settings))


def average(checkpoints: Sequence[Path], out: Path) -> None:
    """Write the mean of the weights of *checkpoints* of one training to *out*, with the settings of that training.

    The mean is often better than each of them (Izmailov et al., Averaging Weights Leads to Wider Optima, UAI 2018).
    """
    loaded = [torch.load(path, map_location="cpu") for path in checkpoints]
    names = loaded[0]["weights"]
    weights = {name: torch.stack([c["weights"][name] for c in loaded]).mean(dim=0) for name in names}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": weights, "epoch": loaded[-1]["epoch"]}, out)
    settings = json.loads((checkpoints[0].parent / "settings.json").read_text())
    (out.parent / "settings.json").write_text(json.dumps({**settings, "averaged": [c["epoch"] for c in loaded]}))


def losses(tagger: Tagger, batch: Sequence[Instance], draw: np.random.Generator) -> tuple[Tensor, Tensor, int]:
    """Return the summed negative log likelihoods of the cues and of the links of *batch*, and how many cues it has."""
    hidden, scores, mask = encode(tagger, [i.window for i in batch])
    gold = padded([i.cues for i in batch])
    cue_loss = tagger.cues.loss(scores, gold, mask).sum()
    with torch.no_grad():
        begins = torch.softmax(scores, dim=-1)[:, :, 1].masked_fill((gold > 0) | ~mask, 0)
        doubts = begins.max(dim=1)
    asked: list[tuple[int, Query]] = []
    for row, instance in enumerate(batch):
        asked += [(row, query) for query in instance.queries[:-1]]
        idle = not instance.queries[-1].labels.any()
        if not idle or draw.random() < IDLE:
            asked.append((row, instance.queries[-1]))
        if doubts.values[row] > DOUBTED:
            asked.append((row, doubtful(instance, int(doubts.indices[row]))))
    link_loss = scores.new_zeros(())
    for part in _alike(asked):
        labels = padded([q.labels for _, q in part])
        given = padded([q.markers for _, q in part])
        logits = tagger.linker(around(hidden, [(row, q.stretch) for row, q in part]), given)
        link_loss = link_loss + tagger.links.loss(logits, labels, given > 0).sum()
    return cue_loss, link_loss, sum(len(i.queries) - 1 for i in batch)


def encode(tagger: Tagger, windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return hidden states (N, W, width), cue scores (N, W, 3) and a mask (N, W) by word, not by piece."""
    hidden, scores = tagger.encoder(*(padded([getattr(w, name) for w in windows]) for name in ("pieces", "case", "quoted")))
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


def _alike(asked: list[tuple[int, Query]], *, size: int = 6000) -> Iterator[list[tuple[int, Query]]]:
    """Yield *asked* in parts whose stretches are of like length, of at most about *size* words with the filling."""
    asked = sorted(asked, key=lambda rq: len(rq[1].labels))
    part: list[tuple[int, Query]] = []
    for row, query in asked:
        if part and len(query.labels) * (len(part) + 1) > size:
            yield part
            part = []
        part.append((row, query))
    if part:
        yield part


def _slope(step: int, total: int, *, warmup: float = 0.06) -> float:
    rise = max(1, int(total * warmup))
    return (step + 1) / rise if step < rise else max(0.0, (total - step) / (total - rise))


def _groups(tagger: Tagger, rate: float, *, decay: float = 0.9, head: float = 4.0) -> list[dict[str, object]]:
    """Lower layers learn slower (Howard and Ruder, ACL 2018, DOI 10.18653/v1/P18-1031), new parts faster."""
    layers = len(tagger.encoder.layers)
    groups: list[dict[str, object]] = []
    for name, weights in tagger.named_parameters():
        if not weights.requires_grad:
            continue
        parts = name.split(".")
        if parts[0] != "encoder" or parts[1] == "cue":
            factor = head
        elif parts[1] == "layers":
            factor = decay ** (layers - 1 - int(parts[2]))
        else:
            factor = decay**layers if parts[1] in {"position", "norm"} else 1.0
        plain = weights.ndim < 2 or parts[-1] == "free"
        groups.append({"params": [weights], "lr": rate * factor, **({"weight_decay": 0.0} if plain else {})})
    return groups


if __name__ == "__main__":
    main()
