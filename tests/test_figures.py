"""The scripts behind the published figures: what they count."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks import dates, keypoints, seesaw, stories
from benchmarks.rows import rows_of

TEXT = "On 10 May 2019 they met. The next day, for two weeks, it rained in June 2018."


def timex(words: str, type: str, value: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "type": type, "value": value}


def test_dates_count_what_is_found_and_what_is_right() -> None:
    timexes = [timex("10 May 2019", "DATE", "2019-05-10"), timex("The next day", "DATE", "2019-05-12")]
    found, value = dates.score(
        {"text": TEXT, "dct": "2019-06-01", "timexes": [*timexes, timex("two weeks", "DURATION", "P2W")]}
    )
    assert (found.tp, found.fp, found.fn) == (2, 1, 0)  # June 2018 is in nobody's gold
    assert (value.tp, value.fp, value.fn) == (1, 2, 1)


def test_a_ranking_counts_by_its_matches() -> None:
    assert keypoints.average_precision([(0.9, 1), (0.8, 0), (0.7, 1)]) == pytest.approx(5 / 6)
    assert keypoints.average_precision([(0.9, 0)]) == 0.0


def test_pairs_are_against_each_other_in_one_story() -> None:
    stances = [
        {"subject": a, "object": b, "polarity": p} for a, b, p in (("B", "A", "NEG"), ("A", "B", "NEG"), ("A", "C", "NEG"))
    ]
    assert seesaw.against_each_other({"stances": [*stances, {"subject": "C", "object": "A", "polarity": "POS"}]}) == {
        ("A", "B")
    }


@pytest.mark.model
def test_the_scripts_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Ann Moor said on Monday that the bridge of Norvik is safe. Bob Reed denied that the bridge of Norvik is safe."
    stances = [{"subject": a, "object": b, "polarity": "NEG"} for a, b in (("Ann Moor", "Bob Reed"), ("Bob Reed", "Ann Moor"))]
    rows = {
        seesaw: {"story": "1", "time": "2024-03-07", "articles": [{"id": "a", "title": "x", "text": text}], "stances": stances},
        keypoints: {"topic": "t", "argument": "It is unsafe.", "key_point": "It is dangerous.", "stance": 1, "match": 1},
        dates: {"text": TEXT, "dct": "2019-06-01T10:00", "timexes": [timex("10 May 2019", "DATE", "2019-05-10")]},
    }
    for script, row in rows.items():
        (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
        script.main([str(tmp_path / "rows.jsonl")])
    told = capsys.readouterr().out
    assert "pairs against each other 1, both of them actors 1, in dispute 1" in told
    assert "value  P 0.333  R 1.000  F1 0.500" in told
    for script in rows:
        with pytest.raises(SystemExit):
            script.main([])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (None, "rows.jsonl: No such file or directory"),
        ("", "rows.jsonl: empty"),
        ("{}\nx\n", "rows.jsonl:2: no row of JSON .*"),
    ],
)
def test_rows_that_cant_be_read_are_one_line(tmp_path: Path, text: str | None, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    if text is not None:
        path.write_text(text)
    with pytest.raises(SystemExit) as end:
        rows_of([str(path)], "usage")
    assert re.fullmatch(f".*/{line}", str(end.value))


@pytest.mark.model
def test_stories_are_told_apart_by_what_makes_them_hard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "“The mine is safe,” Ann Moor said on Monday. She denied that it had leaked."
    row = {"article": "a", "actor": "ann", "date_basis": "published", "date": "2024-03-07"}
    gold = {
        "story": "The mine",
        "articles": [{"id": "a", "title": "The mine", "published": "2024-03-07", "outlet": "News", "text": text}],
        "actors": [{"id": "ann", "name": "Ann Moor", "kind": "person", "aliases": []}],
        "claims": [{"id": "safe", "text": "The mine is safe"}, {"id": "leak", "text": "The mine leaked"}],
        "attributions": [
            {**row, "source": "Ann Moor", "content": ["The mine is safe"], "stance": "asserts", "claim": "safe"}
            | {"date": "2024-03-04", "date_basis": "stated"},
            {**row, "source": "She", "content": ["it had leaked"], "stance": "denies", "claim": "leak"},
        ],
    }
    (tmp_path / "mine.json").write_text(json.dumps(gold))
    stories.main([str(tmp_path)])
    told = {line[:44].strip(): line[44:].split() for line in capsys.readouterr().out.splitlines()}
    assert told["The mine"][:2] == ["100.0", "100.0"]
    assert told["all"][:4] == ["2", "100.0", "100.0", "100.0"]
    assert told["date: stated"] == told["source: name"] == told["speech: direct"] == ["1", *["100.0"] * 4]
    assert told["source: pronoun"][:4] == told["speech: indirect"][:4] == told["stance: denies"][:4] == ["1", *["100.0"] * 3]
    assert told["claim: in this article alone"][0] == "2"
