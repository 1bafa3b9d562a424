"""What the command reads from and writes to: standard streams, files that are whole or aren't there, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.errors import GraphError, InputError

ERRORS = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def ready(output: str, others: Iterable[str]) -> None:
    """Raise what would go wrong in writing *output* now, before the work; none of *others* may be the same file."""
    path = Path(output)
    if output == "-":
        return
    try:
        if not output:
            raise InputError("the output", "no name", "name a file to write to")
        if path.is_dir():
            raise InputError(output, "a folder", "name a file in it to write to")
        above = next(folder for folder in path.absolute().parents if folder.exists())
        if not above.is_dir():
            raise InputError(output, f"{above} is a file, not a folder", "choose another place")
        if not os.access(above, os.W_OK):
            raise InputError(output, "permission denied", "choose a place that can be written to")
        mine = {path.resolve(), _part(path.resolve())}
        if any(Path(other).resolve() in mine or (path.exists() and _is_same(path, Path(other))) for other in others):
            raise InputError(output, "named twice, and would be written over", "choose another output")
    except OSError as error:
        raise InputError(output, error.strerror or str(error), "choose another place") from None


def _is_same(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)


def _part(path: Path) -> Path:
    """Return where a file is written before it takes the place of *path*."""
    return path.with_name(path.name + ".part")


def with_folder(path: Path) -> Path:
    """Return *path*, whose folder is made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "choose a place that can be written to") from None
    return path


def stdin_text() -> str:
    """Return what stands on standard input; a GraphError where it isn't UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise GraphError("standard input", f"byte {error.start} is not UTF-8", "convert the input to UTF-8") from None


def write(text: str | Iterable[str], output: str) -> None:
    """Write to a file, which is whole or isn't there, or to standard output."""
    parts = [text] if isinstance(text, str) else text
    if output == "-":
        try:
            sys.stdout.writelines(parts)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader went away, as `head` does; Python must not flush again at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        return
    path = Path(output).resolve()  # behind a link the file changes, not the link
    if path.exists() and not path.is_file():  # a pipe or a device: there is nothing to put in its place
        try:
            with path.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(parts)
        except OSError as error:
            raise InputError(output, error.strerror or str(error), "choose a place that can be written to") from None
        return
    part_path = _part(path)
    try:
        with_folder(part_path)
        with part_path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(parts)
        part_path.replace(path)
    except OSError as error:
        raise InputError(output, error.strerror or str(error), "choose a place that can be written to") from None
    finally:
        part_path.unlink(missing_ok=True)


def tell(problem: object) -> None:
    """Print *problem* on standard error; what a terminal would obey in the name of a file becomes an escape."""
    ERRORS.print(f"kg: {escaped(str(problem))}")


def escaped(text: str) -> str:
    """Return *text* in one line that a terminal shows and doesn't obey."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def count(number: int, thing: str) -> str:
    """Return the number with its noun: "1 article", "2,000 articles"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def name_of(path: str) -> str:
    """Return what messages call *path*, which may be -."""
    return "standard input" if path == "-" else path


def width() -> int:
    """Return how many columns a table may have: those of the terminal, 120 in a file."""
    return Console().width if sys.stdout.isatty() else 120


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Show progress on standard error where it is a terminal; yield what counts one more article as done."""
    columns = (TextColumn("Articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERRORS, transient=True, disable=quiet or not ERRORS.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
