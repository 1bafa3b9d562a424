"""Write a checkpoint of the span tagger as the files that ship: see README.md in the folder above.

They are ``encoder.onnx`` and ``linker.onnx`` with 8-bit weights, ``tokenizer.json`` with the word pieces of Latin script, and
``model.json`` with the checksums of the others. The same checkpoint gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.model import ENCODER, FORMAT, LINKER, TOKENIZER, load_model
from kg.extract.tagger.tagger import Network, tag
from kg.extract.tagger.windows import PIECES
from kg.weights import MANIFEST
from training.spans.data import tokenizer_of
from training.spans.evaluate import Torch, load
from training.spans.network import Tagger

LIMIT = 25_000_000  # bytes of all files
_OPSET = 17
_KEPT = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
# Unicode blocks: Latin to Extended-B and Additional, General Punctuation, Currency Symbols, Letterlike Symbols
_BLOCKS = (range(0x21, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2070), range(0x20A0, 0x20D0), range(0x2100, 0x2150))
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
    (out / MANIFEST).write_text(json.dumps(_manifest(network, checkpoint, out), indent=1) + "\n", encoding="utf-8")
    size = sum((out / name).stat().st_size for name in (ENCODER, LINKER, TOKENIZER, MANIFEST))
    if size > LIMIT:
        raise ValueError(f"{out}: {size} bytes, more than the {LIMIT} that may ship")
    model = load_model(out)
    after = _found(model.network, model.tokenizer)
    return f"{size} bytes, {len(kept)} word pieces; {len(before & after)} of {len(before | after)} attributions as in torch"


def prune(spec: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """Return the tokenizer *spec* with what the tagger reads alone, and the old number of each of its word pieces.

    Words of Latin letters, digits and common signs are cut as before; what other scripts write becomes [UNK].
    """
    vocabulary: dict[str, int] = spec["model"]["vocab"]
    pieces = [*_KEPT, *(piece for piece in sorted(vocabulary, key=vocabulary.__getitem__) if _is_read(piece))]
    numbers = {piece: number for number, piece in enumerate(pieces)}
    added = [{**token, "id": numbers[token["content"]]} for token in spec["added_tokens"] if token["content"] in _KEPT]
    dropped = {"truncation": None, "padding": None, "post_processor": None}
    pruned = {**spec, **dropped, "added_tokens": added, "model": {**spec["model"], "vocab": numbers}}
    return pruned, [vocabulary[piece] for piece in pieces]


def _is_read(piece: str) -> bool:
    letters = piece.removeprefix("##") or piece
    special = len(piece) > 2 and piece.startswith("[") and piece.endswith("]")
    return not special and all(any(ord(letter) in block for block in _BLOCKS) for letter in letters)


class _Rows(nn.Module):
    """An embedding in 8 bits with a scale for each row."""

    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        scale = weights.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
        self.register_buffer("codes", (weights / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, numbers: Tensor) -> Tensor:
        return self.codes[numbers].to(torch.float32) * self.scale[numbers]


def _write_graphs(tagger: Tagger, kept: Sequence[int], out: Path) -> None:
    encoder, linker = tagger.encoder, tagger.linker
    encoder.word = _Rows(encoder.word.weight.detach()[list(kept)])  # type: ignore[assignment]
    encoder.position = nn.Embedding.from_pretrained(encoder.position.weight.detach()[:PIECES])
    numbers, states = torch.ones(2, 9, dtype=torch.int64), torch.zeros(2, 9, tagger.linker.down.in_features)
    pieces = {0: "windows", 1: "pieces"}
    words = {0: "cues", 1: "words"}
    names = ("pieces", "case", "quoted", "hidden", "scores")
    _write_graph(encoder, (numbers, numbers, numbers), names[:3], names[3:], pieces, out / ENCODER)
    _write_graph(linker, (states, numbers), ("hidden", "markers"), ("scores",), words, out / LINKER)


def _write_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: dict[int, str],
    to: Path,
) -> None:
    """Trace *module* and write it with its matrices in 8 bits.

    7 of them are used: processors with AVX2 but without VNNI saturate sums of two products of 8-bit numbers. The small matrices
    that score labels stay as they are.
    """
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's, on sizes taken as constants that don't change
        traced = Path(folder) / "traced.onnx"
        torch.onnx.export(
            module.eval(),
            example,
            str(traced),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dict.fromkeys([*inputs, *outputs], axes),
            opset_version=_OPSET,
            dynamo=False,
        )
        graph = onnx.load(traced).graph
        shapes = {tensor.name: tensor.dims for tensor in graph.initializer}
        small = [node.name for node in graph.node if node.op_type == "MatMul" and shapes.get(node.input[1], (0, 9))[1] < 8]
        quantize_dynamic(
            traced,
            to,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=small,
        )


def _manifest(network: Torch, checkpoint: Path, out: Path) -> dict[str, Any]:
    settings = checkpoint.parent / "settings.json"
    return {
        "format": FORMAT,
        "name": "counterclaim-span-tagger",
        "version": hashlib.sha256(b"".join((out / name).read_bytes() for name in (ENCODER, LINKER, TOKENIZER))).hexdigest()[
            :12
        ],
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "trained_on": "PolNeAR 1.0, training split",
        "epoch": torch.load(checkpoint, map_location="cpu").get("epoch"),
        "settings": json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else None,
        "cue_labels": CUE_LABELS,
        "link_labels": LINK_LABELS,
        "cue_transitions": network.cue_transitions.astype(float).round(6).tolist(),
        "link_transitions": network.link_transitions.astype(float).round(6).tolist(),
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (ENCODER, LINKER, TOKENIZER)},
    }


def _found(network: Network, tokenizer: Tokenizer) -> set[tuple[Any, ...]]:
    found = tag(_SENTENCES, network, tokenizer)
    return {(number, *tagged) for number, attributions in enumerate(found) for tagged in attributions}


if __name__ == "__main__":
    main()
