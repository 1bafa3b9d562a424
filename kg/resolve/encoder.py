"""The claim encoder that ships: wordings go in, vectors come out, near each other where the claims are alike."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg import weights
from kg.errors import ModelFileError, ModelMissing
from kg.resolve.meaning import FEATURES, Comparator, Floats

ENCODER, TOKENIZER = "encoder.onnx", "tokenizer.json"
FORMAT = 1
FOLDER = Path(__file__).parent / "model"
PIECES = 64  # word pieces of a wording that are read, with the two that frame it


@dataclass(frozen=True, slots=True)
class Onnx:
    """The encoder as an ONNX graph. A wording is read by itself: the scale of an 8-bit activation hangs on the batch."""

    encoder: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    name: str
    comparator: Comparator
    threads: int = 2

    def vectors(self, texts: Sequence[str]) -> Floats:
        """See :class:`kg.resolve.meaning.Encoder`."""
        if not texts:
            return np.zeros((0, self.encoder.get_outputs()[0].shape[1]), np.float32)
        with ThreadPoolExecutor(self.threads) as pool:  # a graph that runs holds no lock of the interpreter
            return np.concatenate(list(pool.map(self._vector, texts)))

    def _vector(self, text: str) -> Floats:
        opening, closing = (self.tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
        pieces = [opening, *self.tokenizer.encode(text, add_special_tokens=False).ids[: PIECES - 2], closing]
        vector: Floats = self.encoder.run(None, {"pieces": np.array([pieces], np.int64)})[0]
        return vector


@lru_cache(maxsize=2)
def load_encoder(folder: Path | None = None) -> Onnx:
    """Return the claim encoder in *folder* (the package's own, if none is given), loaded once for each process.

    Every file is checked against its SHA-256 in ``model.json`` before it is parsed. Raises :class:`ModelMissing` if there is no
    model, :class:`ModelFileError` if one of its files is missing, changed, or not what this version reads.
    """
    folder = folder or FOLDER
    manifest = weights.read_manifest(folder, FORMAT)
    encoder, tokenizer = (weights.read_file(folder / name, manifest) for name in (ENCODER, TOKENIZER))
    try:
        comparator = _comparator(manifest["comparator"])
        return Onnx(weights.session(encoder), Tokenizer.from_buffer(tokenizer), weights.name(manifest), comparator)
    except Exception as error:  # onnxruntime and tokenizers raise classes of their own that share no base but this one
        raise ModelFileError(str(folder), f"a model that can't be loaded ({error})", weights.REINSTALL) from error


def installed_encoder() -> Onnx | None:
    """Return the encoder that ships, or None where there is none; raises as :func:`load_encoder` where it is broken."""
    try:
        return load_encoder()
    except ModelMissing:
        return None


def installed_name() -> str | None:
    """Return the name of the encoder that ships, or None without one; :func:`load_encoder` tells whether it is whole."""
    try:
        return weights.name(weights.read_manifest(FOLDER, FORMAT))
    except ModelMissing:
        return None


def _comparator(data: dict[str, Any]) -> Comparator:
    if tuple(data["weights"]) != FEATURES:
        raise ValueError(f"a comparator of the features {', '.join(data['weights'])}")
    return Comparator(tuple(map(float, data["weights"].values())), float(data["level"]), float(data["least"]))
