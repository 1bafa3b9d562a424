"""Train, export and fit the claim encoder that ships, from the base weights to the files of the package, in one go.

python -m training.claims --arguments ARGKP/train.jsonl --base MINILM --checkpoints FOLDER --model kg/resolve/model
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.resources import folder
from training.claims.data import read_affairs, read_arguments
from training.claims.export import export
from training.claims.fit import fit_model
from training.claims.train import train


def main() -> None:
    """Read the command line, train, export and fit."""
    parser = argparse.ArgumentParser(prog="python -m training.claims", description="Train, export and fit the claim encoder.")
    parser.add_argument("--arguments", type=Path, required=True, help="train.jsonl of ArgKP")
    parser.add_argument("--base", type=Path, required=True, help="folder with the weights of MiniLM-L6")
    parser.add_argument("--checkpoints", type=Path, required=True, help="folder for what lies between, outside of this tree")
    parser.add_argument("--model", type=Path, required=True, help="folder for the exported model")
    args = parser.parse_args()
    affairs = read_affairs(Path(__file__).parent / "affairs")
    train(affairs, read_arguments(args.arguments), args.base, args.checkpoints, epochs=3, rate=7e-5, seed=1)
    print(export(args.checkpoints / "epoch-3.pt", args.base, args.model))
    print(fit_model(args.model, folder("seeds") / "gold"))


if __name__ == "__main__":
    main()
