"""Train the span tagger on PolNeAR: see README.md in this folder."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.minilm import load_base, round_all, tokenizer_of
from training.mpnet import load_mpnet
from training.spans.batches import around, encode, padded
from training.spans.data import Cut, Query, doubtful, read, shuffled
from training.spans.network import Encoder, LargeEncoder, Tagger, certain
from training.spans.teacher import Lesson, Teacher

CUTS: dict[Cut, float] = {"windows": 0.4, "paragraphs": 0.6}
BATCH = 2000  # word pieces
DOUBTED = 0.05  # probability from which a word that begins no cue is asked about all the same
IDLE = 0.3  # share of the windows whose words without a cue are asked about although there are none


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl of PolNeAR")
    parser.add_argument("--base", type=Path, required=True, help="folder with the weights of MiniLM-L6")
    parser.add_argument("--large", type=Path, help="folder with the weights of MPNet, to train the teacher on them instead")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoints")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument(
        "--fresh", type=int, help="let the teacher say something new in so many epochs, and repeat it in the others"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the encoder's last layer")
    parser.add_argument("--limit", type=int, help="train on so many articles only, for a trial")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--head", type=float, default=4.0, help="how much faster what isn't in the base weights learns")
    parser.add_argument(
        "--start", type=Path, metavar="CHECKPOINT.pt", help="go on from a checkpoint instead of the base weights"
    )
    parser.add_argument("--teacher", type=Path, metavar="CHECKPOINT.pt", help="learn from this larger tagger too")
    parser.add_argument(
        "--half", action="store_true", help="multiply in bfloat16: faster where the processor can, slower elsewhere"
    )
    parser.add_argument("--rounded", action="store_true", help="train in the few bits in which the exported model computes")
    args = parser.parse_args()
    given = {name: value for name, value in vars(args).items() if name not in {"data", "base", "out"}}
    train(args.data / "train.jsonl", args.base, args.out, **given)


def train(
    path: Path,
    base: Path,
    out: Path,
    *,
    epochs: int,
    rate: float,
    seed: int,
    large: Path | None = None,
    teacher: Path | None = None,
    start: Path | None = None,
    rounded: bool = False,
    half: bool = False,
    fresh: int | None = None,
    dropout: float = 0.1,
    head: float = 4.0,
    limit: int | None = None,
) -> None:
    """Train for *epochs* on the articles of *path* and write ``epoch-N.pt`` into *out* after each.

    Training begins with the weights of MiniLM in *base* (with *large*, of MPNet there: so a teacher is trained), or goes on
    from the checkpoint *start*. With *teacher*, the checkpoint of a larger tagger, its labels are learned beside the gold. With
    *fresh* it is heard in so many epochs, and what it said is repeated in the others, at half of the cost; each of these epochs
    takes 1 to 2 GB of memory.

    *rate* is the peak learning rate of the encoder's last layer; what is not in the base weights learns *head* times as fast.
    *rounded* tells to compute as the exported model does (:func:`round_all`), *half* to multiply in bfloat16, *limit* is how
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
        "half": half,
        "dropout": dropout,
        "head": head,
        "cuts": CUTS,
        "taught": teacher is not None,
        "fresh": fresh,
        "batch": BATCH,
        "before": before,
    }
    torch.manual_seed(seed)
    tokenizer = tokenizer_of(base)
    articles = read(path)[:limit]
    tagger = _begun(base, large, tokenizer, dropout=dropout)
    if start is not None:
        tagger.load_state_dict(torch.load(start, map_location="cpu")["weights"])
    if rounded:
        round_all(tagger, tagger.encoder)
    guide = Teacher(teacher, tokenizer) if teacher is not None else None
    optimizer = torch.optim.AdamW(_groups(tagger, rate, head=head), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    per_epoch = len(shuffled(articles, tokenizer, CUTS, size=BATCH, seed=seed))
    total = epochs * per_epoch
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step, total))
    mean = AveragedModel(tagger, multi_avg_fn=get_ema_multi_avg_fn(0.995))
    draw = np.random.default_rng(seed)
    started, step = time.monotonic(), 0
    kept: list[list[Lesson]] = []
    for epoch in range(1, epochs + 1):
        tagger.train()
        seen = np.zeros(3)
        if fresh and epoch > fresh:
            again = kept[(epoch - 1) % fresh]
            lessons = [again[n] for n in draw.permutation(len(again))]
        else:
            batches = shuffled(articles, tokenizer, CUTS, size=BATCH, seed=seed * 1000 + epoch)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                lessons = [guide.lesson(batch, draw) if guide else Lesson.alone(batch) for batch in batches]
            if fresh:
                kept.append(lessons)
            print(f"{epoch} prepared {time.monotonic() - started:.0f} s", flush=True)
        for lesson in lessons:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                cue_loss, link_loss, cues = losses(tagger, lesson, draw)
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


def _begun(base: Path, large: Path | None, tokenizer: Tokenizer, *, dropout: float) -> Tagger:
    """Return a tagger whose encoder has the weights of MiniLM in *base*, or those of MPNet in *large*."""
    if large is not None:
        teacher = LargeEncoder(dropout=dropout)
        load_mpnet(large, teacher)
        return Tagger(teacher, dropout=dropout)
    encoder = Encoder(vocabulary=tokenizer.get_vocab_size(), dropout=dropout)
    load_base(base, encoder)
    encoder.word.weight.requires_grad_(False)
    return Tagger(encoder, dropout=dropout)


def average(checkpoints: Sequence[Path], out: Path, *, shares: Sequence[float] | None = None) -> None:
    """Write the mean of the weights of *checkpoints*, in equal *shares* if none are given, to *out*.

    They are of one training, or of one and another that went on from it; the settings are those of the last. The mean is often
    better than each of them (Izmailov et al., Averaging Weights Leads to Wider Optima, UAI 2018; Wortsman et al., Robust
    fine-tuning of zero-shot models, CVPR 2022, DOI 10.1109/CVPR52688.2022.00780).
    """
    parts = shares or [1 / len(checkpoints)] * len(checkpoints)
    loaded = [torch.load(path, map_location="cpu") for path in checkpoints]
    names = loaded[0]["weights"]
    weights = {name: sum(c["weights"][name] * part for c, part in zip(loaded, parts, strict=True)) for name in names}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": weights, "epoch": loaded[-1]["epoch"]}, out)
    settings = json.loads((checkpoints[-1].parent / "settings.json").read_text())
    (out.parent / "settings.json").write_text(
        json.dumps({**settings, "averaged": [[c["epoch"], part] for c, part in zip(loaded, parts, strict=True)]})
    )


def losses(tagger: Tagger, lesson: Lesson, draw: np.random.Generator) -> tuple[Tensor, Tensor, int]:
    """Return the summed cross-entropies of the cues and of the links of *lesson*, and how many cues it has."""
    batch, heard = lesson.batch, lesson.heard
    hidden, scores, mask = encode(tagger, lesson.windows)
    gold = padded([i.cues for i in batch])
    told = certain(gold, mask, scores.shape[-1])
    cue_loss = tagger.cues.loss(scores, told.mixed(heard.cues, heard.trust) if heard else told, mask).sum()
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
        stretches = [(row, q.stretch) for row, q in part]
        logits = tagger.linker(around(hidden, stretches), given).float()
        told = certain(labels, given > 0, logits.shape[-1])
        told = told.mixed(*heard.links(stretches, given)) if heard else told
        link_loss = link_loss + tagger.links.loss(logits, told, given > 0).sum()
    return cue_loss, link_loss, sum(len(i.queries) - 1 for i in batch)


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


def _groups(tagger: Tagger, rate: float, *, head: float, decay: float = 0.9) -> list[dict[str, object]]:
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
