"""What all subcommands share: the application, and the arguments and options that several of them have."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from kg.console import write

app = typer.Typer(
    name="kg",
    help="Read news articles and build a knowledge graph of who asserts and who denies what, when, and in which words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

#: A file of the wrong kind holds no line that is right, and a word may mean anything; after so many, one more tells the rest.
TOLD = 20

Sources = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Articles: text, HTML or JSON lines; a folder of them; a URL; - for standard input."),
]
GraphFile = Annotated[
    str,
    typer.Argument(
        metavar="GRAPH", help="A graph that kg build wrote (.ttl, .nt, .nq, .jsonld); - for Turtle on standard input."
    ),
]
GraphOutput = Annotated[
    str, typer.Option("--output", "-o", metavar="GRAPH.ttl", help="Where to write the graph; - for Turtle on standard output.")
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - for standard output.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error; problems are still told.")
]
RulesOnly = Annotated[
    bool,
    typer.Option(
        "--rules-only",
        help="Leave the trained models out: quicker, but less is seen, and only near wordings are one claim.",
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="How many processes share the reading: two take about 600 MB of memory together, three or more 500 MB each; "
        "by default one for each processor, as far as there is enough to read.",
    ),
]


class ReportFormat(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=lambda on: told(on, _version), help="Tell the version, and stop."),
    ] = False,
) -> None:
    """Take the options that stand before the name of a subcommand; the help is that of the app."""


def told(wanted: bool, text: Callable[[], str]) -> None:
    """Print *text* and end the command, where an option that does nothing else is *wanted*."""
    if wanted:
        write(text(), "-")
        raise typer.Exit


def _version() -> str:
    from kg import __version__

    return f"kg {__version__}\n"


def exit_with(status: int) -> None:
    """End the command with *status*, unless that is 0 and there is nothing to say."""
    if status:
        raise typer.Exit(status)
