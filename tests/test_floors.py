from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluate import Counts, Share, StoryScores
from tests import floors, quality


def test_floors_rise_but_fall_only_where_told() -> None:
    old, measured = {"up": 50.0, "down": 90.0}, {"up": 70.0, "down": 80.0, "new": 10.0}
    assert floors.new_floors(old, measured, lower=False) == {"up": 69.0, "down": 90.0, "new": 9.0}
    assert floors.new_floors(old, measured, lower=True) == {"up": 69.0, "down": 79.0, "new": 9.0}


def test_a_floor_is_never_below_nothing() -> None:
    assert floors.new_floors({}, {"measure": 0.4}, lower=True) == {"measure": 0.0}


@pytest.mark.parametrize(("arguments", "kept"), [([], 99.0), (["--lower"], 49.0)])
def test_the_command_writes_the_file(
    arguments: list[str], kept: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"actor": 99.0}), encoding="utf-8")
    monkeypatch.setattr(floors, "FILE", path)
    monkeypatch.setattr(floors, "seed_scores", lambda: StoryScores(actor=Share(1, 2)))
    floors.main(arguments)
    assert floors.load()["actor"] == kept


def test_percentages() -> None:
    rows = quality.percentages(StoryScores(attribution=Counts(2, 1, 2), distractors=Share(1, 4)))
    assert rows["attribution"] == 57.1
    assert rows["distractors_left_out"] == 75.0
