from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse.layout import ALL_PAIRS, Box, layout

Places = tuple[tuple[int, int], ...]


def overlaps(places: Places, boxes: list[Box]) -> int:
    return sum(
        abs(places[i][0] - places[j][0]) < (boxes[i][0] + boxes[j][0]) / 2 - 2
        and abs(places[i][1] - places[j][1]) < (boxes[i][1] + boxes[j][1]) / 2 - 2
        for i, j in itertools.combinations(range(len(boxes)), 2)
    )


def star(leaves: int) -> list[tuple[int, int]]:
    return [(0, i) for i in range(1, leaves + 1)]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 25).flatmap(
        lambda n: st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))).map(lambda e: (n, e))
    )
)
def test_one_place_each_no_overlap_always_the_same(case: tuple[int, list[tuple[int, int]]]) -> None:
    n, edges = case
    boxes = [(40.0 + 13 * (i % 7), 20.0 + 11 * (i % 5)) for i in range(n)]
    places = layout(boxes, edges)
    assert len(places) == n
    assert overlaps(places, boxes) == 0
    assert places == layout(boxes, edges)


def test_order_and_direction_of_edges_do_not_matter() -> None:
    edges = [(0, 1), (1, 2), (2, 3), (3, 0), (4, 5)]
    boxes = [(60.0, 40.0)] * 6
    assert layout(boxes, edges) == layout(boxes, [(b, a) for a, b in reversed(edges)] + edges[:2])


def test_neighbours_lie_nearer_than_strangers() -> None:
    places = layout([(20, 20)] * 9, [(i, i + 1) for i in range(8)])
    distance = [math.dist(places[0], places[i]) for i in range(1, 9)]
    assert distance == sorted(distance)


def test_a_path_is_nearly_straight() -> None:
    (ax, ay), (bx, by), (cx, cy) = layout([(10, 10)] * 3, [(0, 1), (1, 2)])
    assert abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) < 0.12 * math.dist((ax, ay), (cx, cy)) ** 2


def test_leaves_of_a_hub_lie_around_it() -> None:
    places = layout([(20, 20)] * 13, star(12))
    angles = sorted(math.atan2(y - places[0][1], x - places[0][0]) for x, y in places[1:])
    gaps = [b - a for a, b in itertools.pairwise([*angles, angles[0] + 2 * math.pi])]
    assert max(gaps) < math.radians(80)


def test_components_lie_side_by_side() -> None:
    boxes = [(100.0, 40.0)] * 8
    places = layout(boxes, [(0, 1), (2, 3), (4, 5)])
    for a, b in itertools.combinations([(0, 1), (2, 3), (4, 5), (6,), (7,)], 2):
        left, right = ([places[i] for i in part] for part in (a, b))
        apart = [
            max(p[k] for p in left) < min(p[k] for p in right) or max(p[k] for p in right) < min(p[k] for p in left)
            for k in (0, 1)
        ]
        assert any(apart)


@pytest.mark.parametrize("n", [ALL_PAIRS + 100])
def test_a_large_component_is_spread_out(n: int) -> None:
    rng = random.Random(7)
    boxes = [(80.0, 40.0)] * n
    places = layout(boxes, [(i, rng.randrange(i)) for i in range(1, n)])
    assert overlaps(places, boxes) < n * 0.01
    width, height = (max(p[k] for p in places) - min(p[k] for p in places) for k in (0, 1))
    assert 0.4 < width / height < 3


def test_leaves_stand_around_their_hub_in_a_large_component() -> None:
    n, leaves = ALL_PAIRS, 40
    ring = [(i, (i + 1) % n) for i in range(n)]
    places = layout([(80.0, 40.0)] * (n + leaves), ring + [(7, n + i) for i in range(leaves)])
    hub, mine = places[7], places[n:]
    middle = [sum(p[k] for p in mine) / leaves for k in (0, 1)]
    assert math.dist(hub, middle) < 80
    assert max(math.dist(hub, p) for p in mine) < 600
    assert overlaps(places, [(80.0, 40.0)] * (n + leaves)) == 0


def test_a_star_of_any_size() -> None:
    n = 2 * ALL_PAIRS
    places = layout([(80.0, 40.0)] * (n + 1), star(n))
    assert overlaps(places, [(80.0, 40.0)] * (n + 1)) < n * 0.02


def test_the_middle_is_at_the_origin() -> None:
    places = layout([(50, 50)] * 5, [(0, 1), (2, 3)])
    for k in (0, 1):
        assert abs(min(p[k] for p in places) + max(p[k] for p in places)) <= 2
