from __future__ import annotations

import json

from kg.evaluate import Counts, Match, SpanScores
from kg.render.scores import scores_json, scores_text

SCORES = SpanScores(source=Match(Counts(1, 1, 3), Counts(2, 0, 2)))


def test_a_table_of_percentages() -> None:
    rows = {line.split()[0]: line.split()[1:] for line in scores_text(SCORES).splitlines() if line.split()}
    assert rows["source"] == ["50.0", "25.0", "33.3", "100.0", "50.0", "66.7", "4", "2"]
    assert rows["links"] == ["0.0"] * 6 + ["0", "0"]


def test_json_has_counts_and_ratios() -> None:
    found = json.loads(scores_json(SCORES))
    assert list(found) == ["source", "cue", "content", "links"]
    assert found["source"]["exact"] == {"tp": 1, "fp": 1, "fn": 3, "precision": 0.5, "recall": 0.25, "f1": 1 / 3}
