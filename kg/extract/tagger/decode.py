"""From the scores of labels to spans: the best sequence of a linear chain (Viterbi), and the pieces that its labels mark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.extract.tagger.arrays import Floats, Ints

CUE_LABELS = ("O", "B-cue", "I-cue")
LINK_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")


def best_labels(scores: Floats, transitions: Floats, lengths: Ints) -> Ints:
    """Return the label sequences with the highest total score, as an array (N, T) of label numbers, 0 after each one's end.

    *scores* (N, T, K) says how well each label fits each word; *transitions* (K + 1, K) how well a label follows another, with
    what begins a sequence in its last row. (Lafferty, McCallum and Pereira, Conditional Random Fields, ICML 2001.)
    """
    count, steps, kinds = scores.shape
    best = transitions[kinds] + scores[:, 0]
    came_from = np.zeros((count, steps, kinds), np.int64)
    came_from[:, 0] = np.arange(kinds)
    for t in range(1, steps):
        paths = best[:, :, None] + transitions[None, :kinds]
        source = paths.argmax(axis=1)
        went_on = (t < lengths)[:, None]
        came_from[:, t] = np.where(went_on, source, np.arange(kinds))
        best = np.where(went_on, np.take_along_axis(paths, source[:, None], axis=1)[:, 0] + scores[:, t], best)
    labels = np.zeros((count, steps), np.int64)
    label = best.argmax(axis=1)
    rows = np.arange(count)
    for t in range(steps - 1, -1, -1):
        labels[:, t] = np.where(t < lengths, label, 0)
        label = came_from[rows, t, label]
    return labels


def pieces(labels: Sequence[int], names: Sequence[str], role: str) -> list[tuple[int, int]]:
    """Return the half-open runs of words that *labels* mark as *role*: each "B-" begins one, the "I-" after it go on."""
    begins, inside = names.index("B-" + role), names.index("I-" + role)
    runs: list[tuple[int, int]] = []
    for place, label in enumerate(labels):
        if label == begins:
            runs.append((place, place + 1))
        elif label == inside and runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
    return runs
