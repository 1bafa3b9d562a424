from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.speed import Scale, Seconds, Speed, main, repeated, scale_table, table
from tests import factory


def test_overhead_is_the_median_of_the_rounds() -> None:
    bare = (Seconds(2.0, 2.0), Seconds(2.5, 1.0), Seconds(4.0, 2.0))
    full = (Seconds(5.0, 2.2), Seconds(5.0, 1.1), Seconds(4.0, 9.0))
    speed = Speed(1000, bare, full, shared=(2.0, 9.0, 1.0), processes=2, loaded=2**20, peak=3 * 2**20)
    assert speed.overhead == pytest.approx(0.1)
    assert table(speed, 4, "en_test 1.0").splitlines() == [
        "1,000 words in 4 articles, 3 rounds, en_test 1.0",
        "                           words/s   seconds  processor",
        "bare spaCy                     400      2.50       2.00",
        "extract                        200      5.00       2.20",
        "extract, 2 processes           500      2.00",
        "extraction costs +10.0% processor time on top of bare spaCy",
        "peak memory 3 MB, 1 MB of it once the pipeline is loaded",
    ]


def test_scales_in_a_table() -> None:
    assert scale_table([Scale(100, 3000, 2.0, 2**20), Scale(1000, 30_000, 15.0, 2**20)], 2).splitlines() == [
        "2 processes",
        "    articles       words     seconds     words/s      memory",
        "         100       3,000         2.0       1,500        1 MB",
        "       1,000      30,000        15.0       2,000        1 MB",
    ]


def test_articles_are_repeated_under_ids_of_their_own() -> None:
    found = repeated([factory.article("One two three.")], 7)
    assert [a.text for a in found] == ["One two three."] * 3
    assert len({a.id for a in found}) == 3


@pytest.mark.model
def test_it_measures_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "a", "published": "2019-03-04", "text": "The mayor denied that waste was dumped."}\n')
    assert main([str(path), "--rounds", "1", "--processes", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("7 words in 1 articles, 1 rounds, en_")
    assert [line.split()[0] for line in lines[1:]] == ["words/s", "bare", "extract", "extraction", "peak"]
    assert main([str(path), "--scale", "3,2", "--processes", "1"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert [row[:2] for row in rows] == [["2", "14"], ["3", "21"]]
    assert all(int(memory) > 0 and unit == "MB" for *_, memory, unit in rows)


def test_nothing_to_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
