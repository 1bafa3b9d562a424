"""The word lists of ``seeds/``: a table's name goes in, its checked rows come out.

A table is a tab-separated file with a header row, made to be edited by people who know the language, not the program.
Lines that start with ``#`` are comments and name the source of the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.errors import SeedError
from kg.resources import folder

Row = Mapping[str, str]


def read_table(path: Path, columns: Sequence[str], *, allowed: Mapping[str, Sequence[str]] | None = None) -> tuple[Row, ...]:
    """Return the rows of the table at *path* as mappings from column to stripped text.

    *columns* must be the header. *allowed* names, for some columns, the values that they may hold. Raises
    :class:`~kg.errors.SeedError` that points at file, line and column.
    """
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if header != list(columns):
                raise SeedError(f"{path.name}:{number}: the header is {header}, it must be {list(columns)}")
            continue
        if len(cells) > len(columns):
            raise SeedError(f"{path.name}:{number}: {len(cells)} cells, the header has {len(columns)}")
        row = dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))
        for column, values in (allowed or {}).items():
            if row[column] not in values:
                raise SeedError(
                    f"{path.name}:{number} {column}: found {row[column]!r}, use one of {', '.join(map(repr, values))}"
                )
        rows.append(row)
    if header is None:
        raise SeedError(f"{path.name}: no header; it must be {list(columns)}")
    return tuple(rows)


@cache
def table(name: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of ``seeds/NAME.tsv``, read once."""
    return read_table(folder("seeds") / f"{name}.tsv", columns)
