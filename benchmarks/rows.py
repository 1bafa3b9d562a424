"""The rows of a file of JSON lines that somebody names on the command line, or one line that says what is wrong with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def rows_of(arguments: Sequence[str], usage: str | None) -> list[dict[str, Any]]:
    """Return the rows of the one file in *arguments*; end with *usage* where it names another number of them."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.exit(usage)
    return rows_in(Path(arguments[0]))


def rows_in(path: Path) -> list[dict[str, Any]]:
    """Return the rows of the file at *path*; end with a line that names the place, where there is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        sys.exit(f"{path}: {getattr(error, 'strerror', None) or error}")
    rows = [_row(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        sys.exit(f"{path}: empty")
    return rows


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        return dict(json.loads(line))
    except (ValueError, TypeError) as error:
        sys.exit(f"{where}: no row of JSON ({error})")
