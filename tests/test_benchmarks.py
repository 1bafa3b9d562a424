from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.speed import Speed, main, repeated, table
from tests import factory


def test_overhead_is_the_median_of_the_rounds() -> None:
    speed = Speed(words=1000, bare=(2.0, 1.0, 2.0), full=(2.2, 1.1, 9.0), loaded=2**20, peak=3 * 2**20)
    assert speed.overhead == pytest.approx(0.1)
    assert table(speed, 4, "en_test 1.0").splitlines() == [
        "1,000 words in 4 articles, 3 rounds, en_test 1.0",
        "               words/s   seconds",
        "bare spaCy         500      2.00",
        "extract            455      2.20",
        "extraction costs +10.0% on top of bare spaCy",
        "peak memory 3 MB, 1 MB of it once the pipeline is loaded",
    ]


def test_articles_are_repeated_under_ids_of_their_own() -> None:
    found = repeated([factory.article("One two three.")], 7)
    assert [a.text for a in found] == ["One two three."] * 3
    assert len({a.id for a in found}) == 3


@pytest.mark.model
def test_it_measures_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "a", "published": "2019-03-04", "text": "The mayor denied that waste was dumped."}\n')
    assert main([str(path), "--rounds", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("7 words in 1 articles, 1 rounds, en_")
    assert [line.split()[0] for line in lines[1:]] == ["words/s", "bare", "extract", "extraction", "peak"]


def test_nothing_to_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
