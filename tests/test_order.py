"""The same articles give the same bytes: in any order, from any file format, under any hash seed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Extraction
from kg.pipeline import graph_of, read_corpus
from kg.rdf.formats import dumps

pytestmark = pytest.mark.model

TOP = Path(__file__).parent.parent
NEWS = {
    "gate-1": ("2023-05-02", "Ida Voss said on Monday that the sluice gate was open. Tomas Brandt denied that it was open."),
    "gate-2": ("2023-05-04", "The sluice gate was open, Mayor Ida Voss said. “That is not true,” Mr. Brandt told reporters."),
    "quarry": ("2023-05-04", "According to the Quarry Board, no dust left the quarry. Voss said dust had left the quarry."),
    "ferry": ("2023-06-11", "The ferry’s owner denied on Friday that the ferry was late. The union accused him of lying."),
}


@cache
def extractions() -> tuple[Extraction, ...]:
    return tuple(extract(read_corpus([str(TOP / "seeds" / "articles")]).articles))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_articles_leaves_no_trace(seed: int) -> None:
    shuffled = random.Random(seed).sample(extractions(), len(extractions()))
    assert shuffled != list(extractions())
    assert dumps(graph_of(shuffled, readers="r")) == dumps(graph_of(extractions(), readers="r"))


def build(*sources: Path, seed: str = "0") -> str:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", "-q", "-o", "-", *map(str, sources)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    found = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, timeout=120)
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout


def test_files_lines_and_hash_seeds_leave_no_trace(tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    rows = [{"id": id, "published": day, "text": text} for id, (day, text) in reversed(NEWS.items())]
    lines.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    folder = tmp_path / "folder"
    folder.mkdir()
    for id, (day, text) in NEWS.items():
        (folder / f"{id}.txt").write_text(f"---\nid: {id}\npublished: {day}\n---\n{text}", encoding="utf-8")
    from_folder = build(folder, seed="1")
    assert from_folder.count("a kg:Statement") >= 6
    assert build(lines, seed="2") == from_folder
    assert build(*sorted(folder.iterdir(), reverse=True), seed="3") == from_folder
