"""Train and export the span tagger that ships, from the base weights to the files of the package, in one go.

    python -m training.spans --data ../shared/bench/polnear --base MINILM --large MPNET --checkpoints FOLDER \
        --model kg/extract/tagger/model

Four epochs in full precision, then four in the bits in which the exported model computes, of which the last three are averaged;
three of the teacher, then ten in which it is learned from, and a mean of before, after four and after all ten: see README.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.spans.export import export
from training.spans.train import average, train


def main() -> None:
    """Read the command line, train and export."""
    parser = argparse.ArgumentParser(prog="python -m training.spans", description="Train and export the span tagger.")
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl of PolNeAR")
    parser.add_argument("--base", type=Path, required=True, help="folder with the weights of MiniLM-L6")
    parser.add_argument("--large", type=Path, required=True, help="folder with the weights of MPNet, for the teacher")
    parser.add_argument("--half", action="store_true", help="multiply in bfloat16")
    parser.add_argument("--checkpoints", type=Path, required=True, help="folder for what lies between, outside of this tree")
    parser.add_argument("--model", type=Path, required=True, help="folder for the exported model")
    args = parser.parse_args()
    data, at = args.data / "train.jsonl", args.checkpoints
    train(data, args.base, at / "exact", epochs=4, rate=2e-4, seed=1)
    train(data, args.base, at / "rounded", start=at / "exact/epoch-4.pt", rounded=True, epochs=4, rate=1.5e-4, seed=2)
    average([at / f"rounded/epoch-{n}.pt" for n in (2, 3, 4)], at / "mean/epoch-4.pt")
    train(data, args.base, at / "teacher", large=args.large, half=args.half, epochs=3, rate=8e-5, head=8, seed=1)
    taught = {"teacher": at / "teacher/epoch-3.pt", "rounded": True, "half": args.half, "rate": 2e-4}
    train(data, args.base, at / "taught", start=at / "mean/epoch-4.pt", **taught, epochs=4, seed=3)
    train(data, args.base, at / "longer", start=at / "taught/epoch-4.pt", **taught, epochs=6, fresh=2, seed=4)
    parts = [at / "mean/epoch-4.pt", at / "taught/epoch-4.pt", at / "longer/epoch-6.pt"]
    average(parts, at / "whole/epoch-6.pt", shares=(0.25, 0.25, 0.5))
    print(export(at / "whole/epoch-6.pt", args.base, args.model))


if __name__ == "__main__":
    main()
