"""The words around a cue that the linker reads, and how they stand to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.arrays import Ints, Run

REACH = 100  # words on each side of a cue where its source and content are looked for
_TAIL = 4  # words, at most, between a cue and the end of its paragraph if it tells who speaks in the next one
_NEAR = 8  # distances up to here have a marker each; farther ones share it with others of about their size
_FAR = 8
_SIDES = 2 * (_NEAR + _FAR)
_SAME, _OTHER_CUE, _PARAGRAPH_BEFORE, _PARAGRAPH_AFTER = range(4)

PAST_END, IN_CUE, NO_CUE = range(3)
MARKERS = 3 + 4 * _SIDES


def reach(cue: Run, paragraph: Ints) -> Run:
    """Return the half-open stretch of a window's words, numbered by *paragraph*, that the linker reads for *cue*.

    It holds the cue's own paragraph, and the next one where the cue stands at the end of its own ("He went on:"), as far as
    ``REACH`` goes.
    """
    here = paragraph[cue[0]]
    end = int(np.searchsorted(paragraph, here, "right"))
    if end - cue[1] <= _TAIL:
        end = int(np.searchsorted(paragraph, here + 1, "right"))
    return max(cue[0] - REACH, int(np.searchsorted(paragraph, here, "left"))), min(cue[1] + REACH, end)


def markers(cue: Run, stretch: Run, paragraph: Ints, in_a_cue: NDArray[np.bool_]) -> Ints:
    """Return a number below ``MARKERS`` for each word of *stretch*: its side of *cue*, its distance, its paragraph.

    *in_a_cue* tells for each word of the window whether any cue holds it.
    """
    places = np.arange(*stretch)
    before = places < cue[0]
    distance = np.where(before, cue[0] - places, places - cue[1] + 1)
    far = _NEAR + np.minimum(_FAR - 1, (np.log2(np.maximum(distance, _NEAR) / _NEAR) * 2).astype(np.int64))
    side = np.where(distance <= _NEAR, distance - 1, far) + np.where(before, 0, _NEAR + _FAR)
    step = paragraph[places] - paragraph[cue[0]]
    kind = np.select([step < 0, step > 0, in_a_cue[places]], [_PARAGRAPH_BEFORE, _PARAGRAPH_AFTER, _OTHER_CUE], _SAME)
    return np.where((places >= cue[0]) & (places < cue[1]), IN_CUE, 3 + kind * _SIDES + side)
