"""The command ``kg``: each subcommand parses its arguments, calls one function of the library and writes its result.

Exit status everywhere: 0 done, 1 found wanting, 2 misuse or unreadable input.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.errors import CounterclaimError

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


@app.command()
def build(
    sources: Sources,
    output: Output,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also draw the graph as an HTML picture.")] = None,
    check: Annotated[bool, typer.Option(help="Validate the graph against its SHACL shapes before it is written.")] = True,
    quiet: Quiet = False,
) -> None:
    """Build the graph of articles: who asserts and who denies what, when, and in which words.

    The format follows the ending of the output: .ttl (Turtle), .nq (N-Quads), .nt (N-Triples), .jsonld (JSON-LD).
    """
    from kg.pipeline import build_graph
    from kg.rdf.validate import validate

    articles, skipped = _articles(sources, quiet=quiet)
    with _progress(len(articles), "Extracting", quiet=quiet) as advance:
        graph = build_graph(articles, progress=lambda _: advance())
    findings = validate(graph).findings if check else ()
    for finding in findings:
        _errors.print(f"kg: {finding}")
    _write_graph(graph, output)
    if html is not None:
        _write_picture(graph, str(html), title=html.stem)
    if not quiet:
        _errors.print(
            f"{len(graph.articles)} articles, {len(graph.actors)} actors, {len(graph.claims)} claims, "
            f"{len(graph.statements)} statements; {skipped} inputs skipped"
        )
    _exit(1 if findings else 2 if skipped and not articles else 0)


@app.command()
def extract(sources: Sources, output: Output, quiet: Quiet = False) -> None:
    """Write the attributions of articles, one JSON object a line, in the order of the text."""
    from kg.extract import extract as extract_all
    from kg.jsonl import to_line

    articles, skipped = _articles(sources, quiet=quiet)
    with _progress(len(articles), "Extracting", quiet=quiet) as advance:

        def lines() -> Iterator[str]:
            for extraction in extract_all(articles):
                yield from (to_line(attribution) + "\n" for attribution in extraction.attributions)
                advance()

        _write_text(lines(), output)
    if skipped and not quiet:
        _errors.print(f"{len(articles)} articles; {skipped} inputs skipped")
    _exit(2 if skipped and not articles else 0)
