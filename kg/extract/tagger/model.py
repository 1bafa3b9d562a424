"""The span tagger that ships: takes the folder of its files, returns the network and the tokenizer that :func:`tag` asks."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg import weights
from kg.errors import ModelFileError, ModelMissing
from kg.extract.tagger.arrays import Floats, Ints
from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.tagger import Tagged, tag_each
from kg.extract.tagger.windows import Window

A = TypeVar("A")
B = TypeVar("B")

ENCODER, LINKER, TOKENIZER = "encoder.onnx", "linker.onnx", "tokenizer.json"
FORMAT = 1
FOLDER = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class Onnx:
    """The network as two ONNX graphs; see :class:`kg.extract.tagger.tagger.Network`.

    Each window and each cue is read by itself, so that the scale of an 8-bit activation, which is that of the largest one at
    hand, never hangs on the neighbours in a batch. *threads* of them are read at a time.
    """

    encoder: onnxruntime.InferenceSession
    linker: onnxruntime.InferenceSession
    cue_transitions: Floats
    link_transitions: Floats
    threads: int

    def encode(self, batch: Sequence[Window]) -> tuple[Floats, Floats]:
        """See :class:`kg.extract.tagger.tagger.Network`; what stands past the end of a window is 0."""
        longest = max(len(w.words) for w in batch)
        read = self._each(self._encode, batch)
        states = np.zeros((len(batch), longest, read[0][0].shape[-1]), np.float32)
        scores = np.zeros((len(batch), longest, len(CUE_LABELS)), np.float32)
        for row, (window, (hidden, scored)) in enumerate(zip(batch, read, strict=True)):
            np.take(hidden[0], window.first, axis=0, out=states[row, : len(window.first)])
            np.take(scored[0], window.first, axis=0, out=scores[row, : len(window.first)])
        return states, scores

    def link(self, states: Floats, markers: Ints) -> Floats:
        """See :class:`kg.extract.tagger.tagger.Network`; what stands past the end of a stretch is 0."""
        lengths = (markers > 0).sum(axis=1).tolist()
        scores = np.zeros((*markers.shape, len(LINK_LABELS)), np.float32)
        asked = [(states[row : row + 1, :length], markers[row : row + 1, :length]) for row, length in enumerate(lengths)]
        for row, (length, scored) in enumerate(zip(lengths, self._each(self._link, asked), strict=True)):
            scores[row, :length] = scored
        return scores

    def _encode(self, window: Window) -> tuple[Floats, Floats]:
        given = {"pieces": window.pieces[None], "case": window.case[None], "quoted": window.quoted[None]}
        hidden, scores = self.encoder.run(None, given)
        return hidden, scores

    def _link(self, asked: tuple[Floats, Ints]) -> Floats:
        scores: Floats = self.linker.run(None, {"hidden": asked[0], "markers": asked[1]})[0][0]
        return scores

    def _each(self, read: Callable[[A], B], items: Iterable[A]) -> list[B]:
        if self.threads == 1:
            return list(map(read, items))
        with ThreadPoolExecutor(self.threads) as pool:  # a graph that runs holds no lock of the interpreter
            return list(pool.map(read, items))


@dataclass(frozen=True, slots=True)
class Model:
    """What :func:`kg.extract.tagger.tag` needs besides texts; *name* tells which model it is."""

    network: Onnx
    tokenizer: Tokenizer
    name: str


@lru_cache(maxsize=2)
def load_model(folder: Path | None = None, *, threads: int = 1) -> Model:
    """Return the model in *folder* (the package's own, if none is given), loaded once for each process.

    Every file is checked against its SHA-256 in ``model.json`` before it is parsed. Raises :class:`ModelMissing` if there is no
    model, :class:`ModelFileError` if one of its files is missing, changed, or not what this version reads.
    """
    folder = folder or FOLDER
    manifest = _manifest(folder)
    encoder, linker, tokenizer = (weights.read_file(folder / name, manifest) for name in (ENCODER, LINKER, TOKENIZER))
    try:
        network = Onnx(
            weights.session(encoder),
            weights.session(linker),
            _transitions(manifest["cue_transitions"], CUE_LABELS),
            _transitions(manifest["link_transitions"], LINK_LABELS),
            threads,
        )
        return Model(network, Tokenizer.from_buffer(tokenizer), weights.name(manifest))
    except Exception as error:  # onnxruntime and tokenizers raise classes of their own that share no base but this one
        raise ModelFileError(str(folder), f"a model that can't be loaded ({error})", weights.REINSTALL) from error


def installed_name() -> str | None:
    """Return the name of the model that ships, or None where there is none; :func:`load_model` tells whether it is whole."""
    try:
        return weights.name(_manifest(FOLDER))
    except ModelMissing:
        return None


def mark_all(texts: Iterable[str], model: Model | None = None) -> Generator[list[Tagged], None, None]:
    """Yield the attributions of each of *texts* as *model* marks them, the one that ships if none is given."""
    model = model or load_model()
    yield from tag_each(texts, model.network, model.tokenizer)


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = weights.read_manifest(folder, FORMAT)
    labels = (manifest.get("cue_labels"), manifest.get("link_labels"))
    if labels != (list(CUE_LABELS), list(LINK_LABELS)):
        raise ModelFileError(str(folder / weights.MANIFEST), f"the labels {labels}", weights.REINSTALL)
    return manifest


def _transitions(rows: list[list[float]], labels: Sequence[str]) -> Floats:
    table = np.array(rows, np.float32)
    if table.shape != (len(labels) + 1, len(labels)) or not np.isfinite(table).all():
        raise ValueError(f"transitions of shape {table.shape}")
    return table
