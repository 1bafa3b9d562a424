from __future__ import annotations

from functools import cache

import pytest

from tests import floors
from tests.quality import percentages, seed_scores

pytestmark = [pytest.mark.model, pytest.mark.xdist_group("quality")]

FLOORS = floors.load()


@cache
def measured() -> dict[str, float]:
    return percentages(seed_scores())


@pytest.mark.parametrize("name", FLOORS)
def test_no_measure_falls_below_its_floor(name: str) -> None:
    assert measured()[name] >= FLOORS[name], "mend what broke it, or lower the floor for a stated reason: make floors"


def test_every_measure_has_a_floor() -> None:
    assert set(FLOORS) == set(measured())
