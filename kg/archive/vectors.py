"""What the encoder made of wordings, each of which it reads once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.archive.store import select
from kg.model import digest
from kg.resolve.meaning import Comparator, Encoder, Floats


@dataclass(frozen=True, slots=True)
class Remembering:
    """An encoder that reads each wording once: its vector stays in the archive."""

    base: sqlite3.Connection
    encoder: Encoder

    @property
    def comparator(self) -> Comparator:
        """See :class:`kg.resolve.meaning.Encoder`."""
        return self.encoder.comparator

    def vectors(self, texts: Sequence[str]) -> Floats:
        """See :class:`kg.resolve.meaning.Encoder`."""
        rows = select(self.base, "text, vector", "vector", "text", texts)
        known = {text: np.frombuffer(blob, "<f4") for text, blob in rows}
        new = sorted({*texts} - known.keys())
        for text, vector in zip(new, self.encoder.vectors(new), strict=True):
            known[text] = vector
        self.base.executemany("INSERT INTO vector VALUES (?, ?)", ((text, known[text].astype("<f4").tobytes()) for text in new))
        return np.stack([known[text] for text in texts]).astype(np.float32) if texts else self.encoder.vectors([])


def forget(base: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Delete the vectors of those of *texts* that stand in no article."""
    for text in texts:
        if not base.execute("SELECT 1 FROM key WHERE key = ? LIMIT 1", (digest("text", text),)).fetchone():
            base.execute("DELETE FROM vector WHERE text = ?", (text,))
