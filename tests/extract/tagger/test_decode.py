from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS, best_labels, pieces


def brute_force(scores: np.ndarray, transitions: np.ndarray, length: int) -> list[int]:
    def total(labels: Iterable[int]) -> float:
        before = (len(transitions) - 1, *labels)
        return sum(float(transitions[a, b] + scores[t, b]) for t, (a, b) in enumerate(zip(before, labels, strict=False)))

    return list(max(product(range(scores.shape[1]), repeat=length), key=total))


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_no_sequence_scores_higher(seed: int, lengths: list[int]) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.normal(size=(len(lengths), max(lengths), 3)).astype(np.float32)
    transitions = draw.normal(size=(4, 3)).astype(np.float32)
    found = best_labels(scores, transitions, np.array(lengths))
    for row, length in enumerate(lengths):
        assert found[row, :length].tolist() == brute_force(scores[row], transitions, length)
        assert not found[row, length:].any()


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_a_forbidden_step_is_never_taken(seed: int, length: int) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.normal(scale=5, size=(1, length, 3)).astype(np.float32)
    inside = CUE_LABELS.index("I-cue")
    transitions = np.zeros((4, 3), np.float32)
    transitions[[0, 3], inside] = -1e4
    labels = best_labels(scores, transitions, np.array([length]))[0].tolist()
    assert all(label != inside or before != 0 for before, label in zip([0, *labels], labels, strict=False))


@pytest.mark.parametrize(
    ("labels", "role", "runs"),
    [
        ("O B-source I-source O", "source", [(1, 3)]),
        ("B-source B-source I-source", "source", [(0, 1), (1, 3)]),
        ("B-content I-content O B-content", "content", [(0, 2), (3, 4)]),
        ("B-content I-source B-content", "source", []),
        ("I-content B-content", "content", [(1, 2)]),
        ("O O", "content", []),
    ],
)
def test_labels_to_runs(labels: str, role: str, runs: list[tuple[int, int]]) -> None:
    assert pieces([LINK_LABELS.index(label) for label in labels.split()], LINK_LABELS, role) == runs
