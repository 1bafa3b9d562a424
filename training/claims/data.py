"""Affairs for the claim encoder: files go in; wordings, which of them are one claim and which are rivals, come out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from kg.extract.tagger.arrays import Floats


@dataclass(frozen=True, slots=True)
class Affair:
    """The wordings of one affair, each with the id of its claim, and the pairs of claims that can't both be true."""

    wordings: tuple[tuple[str, str], ...]
    rivals: frozenset[frozenset[str]]

    def sample(self, size: int, draw: Random) -> Affair:
        """Return at most *size* of the wordings, in an order of their own."""
        return Affair(tuple(draw.sample(self.wordings, min(size, len(self.wordings)))), self.rivals)

    def same(self) -> Floats:
        """Return (N, N): 1 where two wordings are one claim."""
        claims = np.array([claim for _, claim in self.wordings])
        return (claims[:, None] == claims[None]).astype(np.float32)

    def rival(self) -> Floats:
        """Return (N, N): 1 where two wordings are of claims that can't both be true."""
        claims = [claim for _, claim in self.wordings]
        return np.array([[frozenset((a, b)) in self.rivals for b in claims] for a in claims], np.float32)


def read_affairs(folder: Path) -> list[Affair]:
    """Return the affairs of *folder*: JSON files with ``claims`` (``id``, ``text``, ``wordings``) and ``contradictions``."""
    found = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        pairs = ((text, claim["id"]) for claim in data["claims"] for text in (claim["text"] + ".", *claim["wordings"]))
        found.append(Affair(tuple(sorted(set(pairs))), frozenset(frozenset(pair) for pair in data["contradictions"])))
    return found


def read_arguments(path: Path) -> dict[str, list[tuple[str, str, float]]]:
    """Return for each topic of an ArgKP file its (argument, key point, 1 where the one says the other)."""
    topics: dict[str, list[tuple[str, str, float]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        topics.setdefault(row["topic"], []).append((row["argument"], row["key_point"], float(row["match"])))
    return topics
