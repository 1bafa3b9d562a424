"""A folder goes in; the files in it that may hold articles come out, in sorted order, with one line on what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.read.kinds import SUFFIXES
from kg.read.outcome import Notice, label

_ENDINGS = ", ".join(suffix for suffix in SUFFIXES if suffix)


def walk(folder: Path) -> Iterator[Path | Notice | ReadError]:
    """Yield the files below *folder* whose ending an article may have, sorted by name at each level.

    Hidden files and folders are passed over. Links are followed, but not round in a circle. Files with another ending are
    not opened; a notice at the end counts them. A link to nothing, a folder that can't be opened and a folder without
    articles are errors, one each.
    """
    others: Counter[str] = Counter()
    empty = True
    for found in _below(folder, above=frozenset(), others=others):
        empty = False
        yield found
    counts = ", ".join(f"{suffix} {n}" for suffix, n in sorted(others.items(), key=lambda item: (-item[1], item[0])))
    if empty:
        rest = f", only other files: {label(counts)}" if counts else ""
        yield ReadError(label(str(folder)), f"no articles in this folder{rest}", f"articles end in {_ENDINGS}")
    elif others:
        advice = "name a file itself to have it read"
        yield Notice(label(str(folder)), f"files of other kinds left out: {label(counts)}", advice)


def _below(folder: Path, *, above: frozenset[Path], others: Counter[str]) -> Iterator[Path | ReadError]:
    try:
        here = folder.resolve()
        children = sorted(folder.iterdir(), key=lambda path: path.name)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield ReadError(label(str(folder)), f"the folder can't be opened ({reason})", "check its name and your rights")
        return
    if here in above:
        return
    for child in children:
        if child.name.startswith("."):
            continue
        if child.is_dir():
            yield from _below(child, above=above | {here}, others=others)
        elif child.is_symlink() and not child.exists():
            yield ReadError(label(str(child)), "a link to a file that is not there", "mend or delete the link")
        elif child.is_file() and child.suffix.lower() in SUFFIXES:
            yield child
        else:
            others[child.suffix.lower() or "without ending"] += 1
