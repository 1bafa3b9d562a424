"""Train the claim encoder on affairs and arguments: see README.md in the folder above."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from kg.resolve.encoder import PIECES
from training.claims.data import Affair, read_affairs, read_arguments
from training.claims.network import ClaimModel
from training.minilm import load_base, round_all, tokenizer_of

WORDINGS = 64  # of an affair in one step
ARGUMENTS = 32  # of a topic in one step
SAME = 3.0  # weight of a pair that is one claim


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder with the weights of MiniLM-L6")
    parser.add_argument("--affairs", type=Path, required=True, help="folder of affairs")
    parser.add_argument("--arguments", type=Path, help="train.jsonl of ArgKP")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoints")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=7e-5, help="peak learning rate")
    parser.add_argument("--rounded", action="store_true", help="train in the few bits in which the exported model computes")
    args = parser.parse_args()
    affairs = read_affairs(args.affairs)
    topics = read_arguments(args.arguments) if args.arguments else {}
    train(affairs, topics, args.base, args.out, epochs=args.epochs, rate=args.rate, seed=args.seed, rounded=args.rounded)


def train(
    affairs: Sequence[Affair],
    topics: dict[str, list[tuple[str, str, float]]],
    base: Path,
    out: Path,
    *,
    epochs: int,
    rate: float,
    seed: int,
    rounded: bool = False,
) -> None:
    """Train for *epochs* and write ``epoch-N.pt`` into *out* after each.

    A step takes the wordings of one affair, all of whose pairs it judges, or arguments and key points of one topic.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    draw = Random(seed)
    tokenizer = tokenizer_of(base)
    model = ClaimModel(vocabulary=tokenizer.get_vocab_size())
    load_base(base, model.encoder)
    if rounded:
        round_all(model, model.encoder)
    model.encoder.word.weight.requires_grad_(False)
    groups = [{"params": [w for w in model.encoder.parameters() if w.requires_grad], "lr": rate}]
    groups.append({"params": list(model.judge.parameters()), "lr": rate * 10})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total = epochs * (len(affairs) + len(topics))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step, total))
    started = time.monotonic()
    for epoch in range(1, epochs + 1):
        model.train()
        steps: list[Affair | str] = [*affairs, *sorted(topics)]
        draw.shuffle(steps)
        seen = []
        for step in steps:
            if isinstance(step, Affair):
                loss = affair_loss(model, tokenizer, step.sample(WORDINGS, draw))
            else:
                rows = topics[step]
                loss = argument_loss(model, tokenizer, draw.sample(rows, min(ARGUMENTS, len(rows))))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen.append(loss.item())
        print(f"{epoch}/{epochs} loss {np.mean(seen):.3f} {time.monotonic() - started:.0f} s", flush=True)
        torch.save({"weights": model.state_dict(), "epoch": epoch}, out / f"epoch-{epoch}.pt")
    settings = {
        "epochs": epochs,
        "seed": seed,
        "rate": rate,
        "rounded": rounded,
        "affairs": len(affairs),
        "topics": len(topics),
    }
    (out / "settings.json").write_text(json.dumps(settings))


def affair_loss(model: ClaimModel, tokenizer: Tokenizer, affair: Affair) -> Tensor:
    """Return the loss over all pairs of the wordings of *affair*: one claim or not; of those that aren't, rivals or not."""
    vectors = model.encoder(pieces([text for text, _ in affair.wordings], tokenizer))
    first, second = np.triu_indices(len(affair.wordings), 1)
    scores = model.judge(vectors[first], vectors[second])
    same, rival = (torch.from_numpy(table[first, second]) for table in (affair.same(), affair.rival()))
    weight = 1 + (SAME - 1) * same
    one = F.binary_cross_entropy_with_logits(scores[:, 0], same, weight=weight, reduction="sum") / weight.sum()
    apart = 1 - same
    other = F.binary_cross_entropy_with_logits(scores[:, 1], rival, weight=apart, reduction="sum") / apart.sum().clamp(min=1)
    return one + 0.5 * other


def argument_loss(model: ClaimModel, tokenizer: Tokenizer, rows: Sequence[tuple[str, str, float]]) -> Tensor:
    """Return the loss over pairs of an argument and a key point: does the one say the other?"""
    first = model.encoder(pieces([argument for argument, _, _ in rows], tokenizer))
    second = model.encoder(pieces([point for _, point, _ in rows], tokenizer))
    wanted = torch.tensor([match for _, _, match in rows])
    return F.binary_cross_entropy_with_logits(model.judge(first, second)[:, 0], wanted)


def pieces(texts: Sequence[str], tokenizer: Tokenizer) -> Tensor:
    """Return the numbers of the word pieces of *texts* (N, P), between [CLS] and [SEP], 0 past an end."""
    opening, closing = (tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
    rows = [[opening, *tokenizer.encode(t, add_special_tokens=False).ids[: PIECES - 2], closing] for t in texts]
    longest = max(map(len, rows))
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])


def _slope(step: int, total: int, *, warmup: float = 0.1) -> float:
    rise = max(1, int(total * warmup))
    return (step + 1) / rise if step < rise else max(0.0, (total - step) / (total - rise))


if __name__ == "__main__":
    main()
