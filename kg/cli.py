"""The command ``kg``: each subcommand parses its arguments, calls one function of the library and writes its result.

Exit status everywhere: 0 done, 1 found wanting, 2 misuse or unreadable input.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.errors import CounterclaimError, ReadError

app = typer.Typer(
    name="kg",
    help="Read news articles and build a knowledge graph of who asserts and who denies what, when, and in which words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Sources = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Articles: text, HTML or JSON lines; a folder of them; a URL; - for standard input."),
]
GraphFile = Annotated[str, typer.Argument(metavar="GRAPH", help="A graph that kg build wrote; - for standard input (Turtle).")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - for standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error.")]


def main() -> None:
    """Run the command; errors of the package are one line on standard error and exit status 2."""
    try:
        app()
    except CounterclaimError as error:
        _errors.print(f"kg: {error}")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
