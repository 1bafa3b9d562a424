"""The documents hold what they promise: every command and option is explained, and the examples run.

In ``console`` blocks the lines that open with ``$ kg`` are run from the top of a copy of the tree, block by block in order.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from kg.cli import app, main

TOP = Path(__file__).parent.parent
PAGES = (TOP / "README.md", *sorted((TOP / "docs").rglob("*.md")))
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def examples(page: Path) -> list[str]:
    joined = [block.replace("\\\n", " ") for block in blocks(page, "console")]
    return [line.removeprefix("$ ") for block in joined for line in block.splitlines() if line.startswith("$ kg ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert [p.name for p in command.params if not p.help] == []
    assert any(re.search(rf"\bkg {name}\b", page.read_text(encoding="utf-8")) for page in PAGES)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the examples name, as the current folder."""
    shutil.copytree(TOP / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.model
@pytest.mark.parametrize("page", [p for p in PAGES if examples(p)], ids=lambda p: p.name)
def test_the_commands_run(page: Path, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in examples(page):
        monkeypatch.setattr("sys.argv", shlex.split(line))
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 0, line


@pytest.mark.model
@pytest.mark.parametrize("name", ["README.md", "docs/archive.md"])
def test_the_python_runs(tree: Path, name: str) -> None:
    code = "\n".join(blocks(TOP / name, "python"))
    assert code
    names: dict[str, Any] = {}
    exec(compile(code, name, "exec"), names)
    assert names["graph"].statements


def test_the_readme_shows_commands() -> None:
    assert examples(TOP / "README.md")
