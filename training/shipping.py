"""What every trained model that ships is made of: a pruned tokenizer, ONNX graphs with 8-bit weights, and a manifest."""

from __future__ import annotations

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
from torch import Tensor, nn

from kg.weights import MANIFEST

LIMIT = 25_000_000  # bytes of all files of a model
_OPSET = 17
_KEPT = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
# Unicode blocks: Latin to Extended-B and Additional, General Punctuation, Currency Symbols, Letterlike Symbols
_BLOCKS = (range(0x21, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2070), range(0x20A0, 0x20D0), range(0x2100, 0x2150))


def prune(spec: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """Return the tokenizer *spec* with what the models read alone, and the old number of each of its word pieces.

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


class Rows(nn.Module):
    """An embedding in 8 bits with a scale for each row."""

    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        scale = weights.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
        self.register_buffer("codes", (weights / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, numbers: Tensor) -> Tensor:
        """Numbers of rows to rows, of any shape."""
        return self.codes[numbers].to(torch.float32) * self.scale[numbers]


def write_graph(
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


def write_manifest(out: Path, files: Sequence[str], *, format: int, name: str, **more: Any) -> int:
    """Write ``model.json`` into *out*, with the checksums of *files* there and what else is given; return the bytes of all.

    ValueError, if they are more than ``LIMIT``.
    """
    data = [(out / file).read_bytes() for file in files]
    manifest = {
        "format": format,
        "name": name,
        "version": hashlib.sha256(b"".join(data)).hexdigest()[:12],
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        **more,
        "sha256": {file: hashlib.sha256(held).hexdigest() for file, held in zip(files, data, strict=True)},
    }
    (out / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    size = sum((out / file).stat().st_size for file in (*files, MANIFEST))
    if size > LIMIT:
        raise ValueError(f"{out}: {size} bytes, more than the {LIMIT} that may ship")
    return size
