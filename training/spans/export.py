"""Write a checkpoint of the span tagger as the files that ship: see README.md in the folder above.

They are ``encoder.onnx`` and ``linker.onnx`` with 8-bit weights, ``tokenizer.json`` with the word pieces of Latin script, and
``model.json`` with the checksums of the others. The same checkpoint gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.model import ENCODER, FORMAT, LINKER, TOKENIZER, load_model
from kg.extract.tagger.tagger import Network, tag
from kg.extract.tagger.windows import PIECES
from training.minilm import tokenizer_of
from training.shipping import Rows, prune, write_graph, write_manifest
from training.spans.evaluate import load
from training.spans.network import Tagger

_SENTENCES = (
    "The mayor said on Monday that the bridge would open in May. “We are on time,” she told reporters.",
    "“It was not our decision,” Harlow said, “and we never saw the letter.” The company declined to comment.",
    "According to a report by the audit office, the harbour lost $4.5 million; the minister denies it.",
    "Ms. Okafor accused the council of hiding the results. It hadn't, its spokesman answered, hidden anything.\n\n"
    "Critics doubt that. The union believes the plan will fail, and a poll suggests most voters don't want it.",
    "He added: “I don't know who wrote that.”\n\n“But I do,” the clerk replied.\n\nThe rain stopped at noon.",
)


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="folder with tokenizer.json of MiniLM-L6")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    print(export(args.checkpoint, args.base, args.out))


def export(checkpoint: Path, base: Path, out: Path) -> str:
    """Write the files of *checkpoint* into *out*; return their size and how they agree with the checkpoint.

    ValueError, if they are larger than ``LIMIT``.
    """
    network = load(checkpoint)
    spec = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    pruned, kept = prune(spec)
    out.mkdir(parents=True, exist_ok=True)
    (out / TOKENIZER).write_text(json.dumps(pruned, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    before = _found(network, tokenizer_of(base))
    _write_graphs(network.tagger, kept, out)
    settings = checkpoint.parent / "settings.json"
    size = write_manifest(
        out,
        (ENCODER, LINKER, TOKENIZER),
        format=FORMAT,
        name="counterclaim-span-tagger",
        trained_on="PolNeAR 1.0, training split",
        epoch=torch.load(checkpoint, map_location="cpu").get("epoch"),
        settings=json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else None,
        cue_labels=CUE_LABELS,
        link_labels=LINK_LABELS,
        cue_transitions=network.cue_transitions.astype(float).round(6).tolist(),
        link_transitions=network.link_transitions.astype(float).round(6).tolist(),
    )
    model = load_model(out)
    after = _found(model.network, model.tokenizer)
    return f"{size} bytes, {len(kept)} word pieces; {len(before & after)} of {len(before | after)} attributions as in torch"


def _write_graphs(tagger: Tagger, kept: Sequence[int], out: Path) -> None:
    encoder, linker = tagger.encoder, tagger.linker
    encoder.word = Rows(encoder.word.weight.detach()[list(kept)])  # type: ignore[assignment]
    encoder.position = nn.Embedding.from_pretrained(encoder.position.weight.detach()[:PIECES])
    numbers, states = torch.ones(2, 9, dtype=torch.int64), torch.zeros(2, 9, tagger.linker.down.in_features)
    pieces = {0: "windows", 1: "pieces"}
    words = {0: "cues", 1: "words"}
    names = ("pieces", "case", "quoted", "hidden", "scores")
    write_graph(encoder, (numbers, numbers, numbers), names[:3], names[3:], pieces, out / ENCODER)
    write_graph(linker, (states, numbers), ("hidden", "markers"), ("scores",), words, out / LINKER)


def _found(network: Network, tokenizer: Tokenizer) -> set[tuple[Any, ...]]:
    found = tag(_SENTENCES, network, tokenizer)
    return {(number, *tagged) for number, attributions in enumerate(found) for tagged in attributions}


if __name__ == "__main__":
    main()
