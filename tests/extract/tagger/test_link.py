from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tagger.link import IN_CUE, MARKERS, NO_CUE, REACH, markers, reach


@st.composite
def cues(draw: st.DrawFn) -> tuple[tuple[int, int], list[int]]:
    lengths = draw(st.lists(st.integers(1, 150), min_size=1, max_size=5))
    paragraph = [number for number, length in enumerate(lengths) for _ in range(length)]
    start = draw(st.integers(0, len(paragraph) - 1))
    return (start, draw(st.integers(start + 1, min(start + 4, len(paragraph))))), paragraph


@given(cues())
def test_markers_are_numbers_below_their_count_and_tell_the_cue(given_: tuple[tuple[int, int], list[int]]) -> None:
    cue, paragraph = given_
    numbered = np.array(paragraph)
    start, end = reach(cue, numbered)
    assert start <= cue[0] < end
    assert cue[0] - start <= REACH
    found = markers(cue, (start, end), numbered, np.zeros(len(paragraph), bool))
    assert len(found) == end - start
    assert found.max() < MARKERS
    assert ((found == IN_CUE) == [cue[0] <= place < cue[1] for place in range(start, end)]).all()
    assert found.min() >= IN_CUE
    assert NO_CUE not in found


@pytest.mark.parametrize(
    ("cue", "paragraph", "stretch"),
    [
        ((1, 2), [0, 0, 0], (0, 3)),
        ((1, 2), [0, 0, 1, 2], (0, 3)),
        ((4, 5), [0, 1, 2, 2, 2, 3, 4], (2, 6)),
        ((0, 1), [0] * 9 + [1], (0, 9)),
        ((150, 152), [0] * 400, (50, 252)),
    ],
)
def test_the_stretch_holds_the_paragraph_of_the_cue_and_one_that_it_leads_to(
    cue: tuple[int, int], paragraph: list[int], stretch: tuple[int, int]
) -> None:
    assert reach(cue, np.array(paragraph)) == stretch


def test_markers_tell_side_distance_paragraph_and_other_cues() -> None:
    paragraph = np.array([0, 0, 1, 1, 1, 1, 1, 2, 2])
    in_a_cue = np.zeros(9, bool)
    in_a_cue[[4, 6]] = True
    found = markers((4, 5), (0, 9), paragraph, in_a_cue).tolist()
    assert found[4] == IN_CUE
    assert len(set(found)) == 9  # near words have a marker each
    mirrored = markers((4, 5), (0, 9), np.zeros(9, np.int64), np.zeros(9, bool)).tolist()
    assert all(before != after for before, after in zip(mirrored[:4], mirrored[:4:-1], strict=True))


def test_far_distances_share_markers() -> None:
    found = markers((0, 1), (0, 200), np.zeros(200, np.int64), np.zeros(200, bool)).tolist()
    assert found[60] == found[61]
    assert found == sorted(found)
    assert len(set(found[1:9])) == 8
