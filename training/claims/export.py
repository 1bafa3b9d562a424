"""Write a checkpoint of the claim encoder as the files that ship: see README.md in the folder above.

They are ``encoder.onnx`` with 8-bit weights, ``tokenizer.json`` with the word pieces of Latin script, and
``model.json`` with the checksums of the others and the weights of the comparator. The same checkpoint gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from kg.resolve.encoder import ENCODER, FORMAT, PIECES, TOKENIZER, load_encoder
from kg.resolve.meaning import FEATURES
from training.claims.network import ClaimModel
from training.claims.train import pieces
from training.minilm import tokenizer_of
from training.shipping import Rows, prune, write_graph, write_manifest

_TEXTS = (
    "The tanker leaked oil into the bay.",
    "Crude from the ship had fouled the bay.",
    "The minister knew of the payment in March 2019, long before the audit office asked.",
    "It was us.",
)


def load(checkpoint: Path) -> ClaimModel:
    """Return the model of *checkpoint*, ready to be asked."""
    weights = torch.load(checkpoint, map_location="cpu")["weights"]
    model = ClaimModel(vocabulary=len(weights["encoder.word.weight"]))
    model.load_state_dict(weights)
    return model.eval()


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="folder with tokenizer.json of MiniLM-L6")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    print(export(args.checkpoint, args.base, args.out))


def export(checkpoint: Path, base: Path, out: Path) -> str:
    """Write the files of *checkpoint* into *out*; return their size and how far the vectors are from the checkpoint's.

    The comparator joins nothing until ``training.claims.fit`` has fitted it to what was exported.

    ValueError, if they are larger than a model may be.
    """
    model = load(checkpoint)
    with torch.inference_mode():
        before = model.encoder(pieces(_TEXTS, tokenizer_of(base)))
    pruned, kept = prune(json.loads((base / "tokenizer.json").read_text(encoding="utf-8")))
    out.mkdir(parents=True, exist_ok=True)
    (out / TOKENIZER).write_text(json.dumps(pruned, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    encoder = model.encoder
    encoder.word = Rows(encoder.word.weight.detach()[list(kept)])  # type: ignore[assignment]
    encoder.position = nn.Embedding.from_pretrained(encoder.position.weight.detach()[:PIECES])
    numbers = torch.ones(2, 9, dtype=torch.int64)
    write_graph(encoder, (numbers,), ("pieces",), ("vectors",), {0: "texts", 1: "pieces"}, out / ENCODER)
    settings = json.loads((checkpoint.parent / "settings.json").read_text(encoding="utf-8"))
    size = write_manifest(
        out,
        (ENCODER, TOKENIZER),
        format=FORMAT,
        name="counterclaim-claim-encoder",
        trained_on="affairs of training/claims/affairs, ArgKP 2021 training split",
        epoch=torch.load(checkpoint, map_location="cpu")["epoch"],
        settings=settings,
        comparator={"weights": dict.fromkeys(FEATURES, 0.0), "level": 0.0, "least": 1.0},
    )
    after = torch.from_numpy(load_encoder(out).vectors(_TEXTS))
    least = float((before * after).sum(dim=1).min())
    return f"{size} bytes, {len(kept)} word pieces; cosines with the checkpoint's vectors from {least:.3f}"


if __name__ == "__main__":
    main()
