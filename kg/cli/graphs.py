"""Subcommands that read a graph: query, disputes, explain, show, validate, serve."""

from __future__ import annotations

import socket
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import TOLD, GraphFile, Output, ReportFormat, app, exit_with, told
from kg.cli.files import draw, load, load_rdf
from kg.console import ERRORS, name_of, ready, stdin_text, tell, width, write
from kg.errors import InputError

if TYPE_CHECKING:  # the libraries behind these take a second to load; `kg --help` doesn't need them
    from kg.model import Actor, Claim, KnowledgeGraph
    from kg.rdf.query import Result


class TableFormat(StrEnum):
    """How the result of a query is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


@app.command()
def query(
    graph: GraphFile,
    sparql: Annotated[str | None, typer.Argument(metavar="SPARQL", help="A query; - reads it from standard input.")] = None,
    named: Annotated[
        str | None, typer.Option("--named", "-n", metavar="NAME", help="A query that comes with the program, instead.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", metavar="NAME=VALUE", help="A parameter of a named query; may be repeated."),
    ] = None,
    format: Annotated[TableFormat, typer.Option("--format", "-f", help="How to write the result.")] = TableFormat.TABLE,
    output: Output = "-",
    list_: Annotated[
        bool,
        typer.Option(
            "--list",
            is_eager=True,
            callback=lambda on: told(on, _named_queries),
            help="List the named queries with their parameters, and stop.",
        ),
    ] = False,
) -> None:
    """Ask a graph in SPARQL, or one of the named queries (kg query --list)."""
    from kg.rdf.named import run
    from kg.rdf.query import query as ask

    if (sparql is None) == (named is None):
        raise InputError(
            "kg query", "no query" if sparql is None else "two queries", "give SPARQL, or --named NAME (see --list)"
        )
    if set_ and named is None:
        raise InputError("--set", "a parameter, but no named query to take it", "add --named NAME (see --list)")
    if graph == "-" and sparql == "-":
        raise InputError("kg query", "graph and query both from standard input", "name a file for one of them")
    ready(output, (graph,))
    source = load_rdf(graph)
    if named is not None:
        result = run(source, named, _settings(set_ or []))
    else:
        assert sparql is not None
        result = ask(source, stdin_text() if sparql == "-" else sparql)
    write(_result_text(result, format), output)


@app.command()
def disputes(
    graph: GraphFile,
    actor: Annotated[
        str | None, typer.Option("--actor", "-a", metavar="NAME", help="Only what concerns this actor, by name or alias.")
    ] = None,
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="How to write the report.")] = ReportFormat.TABLE,
    output: Output = "-",
) -> None:
    """Tell who disputes whom: over what, since when; the most contested claims, chains, camps, and who reversed himself."""
    from kg.analyse.overview import narrowed, overview
    from kg.render.records import overview_json
    from kg.render.text import overview_text

    ready(output, (graph,))
    found = load(graph)
    view = overview(found) if actor is None else narrowed(overview(found), _actors_called(found, actor))
    write(overview_json(found, view) if format is ReportFormat.JSON else overview_text(found, view, width=width()), output)


@app.command()
def explain(
    graph: GraphFile,
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="An actor or a claim: its name, text, a wording, a part of these, or its id.")
    ],
    whom: Annotated[
        str | None, typer.Argument(metavar="WHOM", help="A second actor: explain what the two dispute instead.")
    ] = None,
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="How to write it.")] = ReportFormat.TABLE,
    output: Output = "-",
) -> None:
    """Tell why an actor, a claim or a dispute is what it is: which names or wordings are one, and why; who said what where."""
    from kg.analyse.explanation import between
    from kg.analyse.explanation import explain as explanation_of
    from kg.render.explanation import dispute_text, explanation_text
    from kg.render.records import as_json, dispute_records, explanation_records

    ready(output, (graph,))
    found, records = load(graph), format is ReportFormat.JSON
    one = _called(found, what)
    if whom is None:
        why = explanation_of(found, one)
        write(as_json(explanation_records(found, why)) if records else explanation_text(found, why, width=width()), output)
        return
    pair = [_actor(one, what), _actor(_called(found, whom), whom)]
    over = between(found, *pair)
    if not over and not records:
        write(f"{pair[0].name} and {pair[1].name} dispute nothing.\n", output)
    else:
        write(as_json(dispute_records(found, over)) if records else dispute_text(found, over, width=width()), output)
    exit_with(0 if over else 1)


@app.command()
def show(
    graph: GraphFile,
    output: Output,
    title: Annotated[str | None, typer.Option(help="The heading of the page.")] = None,
) -> None:
    """Draw a graph as one HTML file that opens in any browser, offline."""
    ready(output, (graph,))
    write(draw(load(graph), title=title), output)


@app.command()
def validate(graph: GraphFile) -> None:
    """Hold a graph against its SHACL shapes; exit status 1 where it breaks one."""
    from kg.rdf.validate import validate as check

    report = check(load_rdf(graph))
    for finding in report.findings:
        write(f"{finding}\n", "-")
    if report.conforms:
        write("The graph conforms.\n", "-")
    exit_with(0 if report.conforms else 1)


@app.command()
def serve(
    graph: GraphFile,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address to listen at: 127.0.0.1, or all with --public.")
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Let other machines in. There is no password.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, max=86400, help="Seconds after which a query is stopped.")] = 30.0,
    memory: Annotated[int, typer.Option(min=100, help="Megabytes that a query may take; held to on Linux only.")] = 1000,
) -> None:
    """Show the picture of a graph in the browser and answer SPARQL queries about it, on this machine; Ctrl-C ends it."""
    from kg.rdf.read import from_rdf
    from kg.serve import Engine, Limits, Server, application, is_loopback

    address = host or ("0.0.0.0" if public else "127.0.0.1")
    if not public and not is_loopback(address):
        raise InputError(
            "kg serve", f"--host {address} would let other machines in", "leave it out, or add --public to mean it"
        )
    source = load_rdf(graph)
    page = draw(from_rdf(source, where=name_of(graph)), title=None)
    triples = source.serialize(format="ox-nt", encoding="utf-8")
    with Engine(triples, limits=Limits(timeout, memory)) as engine:
        served = application(engine.answer, page, names={address, socket.gethostname()} if public else (), public=public)
        with Server(served, host=address, port=port) as server:
            if not is_loopback(address):
                tell(f"warning: every machine that reaches {address} can read and query this graph, without a password")
            ERRORS.print(f"Picture: {server.url}  SPARQL: {server.url}sparql  (Ctrl-C ends)")
            with suppress(KeyboardInterrupt):
                server.serve_forever()


def _named_queries() -> str:
    from kg.rdf.named import named_queries

    lines: list[str] = []
    for item in named_queries():
        lines += [item.name, f"    {item.description}"]
        lines += [f"    --set {p.name}=...  {p.description}" for p in item.parameters]
    return "\n".join(lines) + "\n"


def _settings(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise InputError("--set", f"{pair!r} has no value", "write NAME=VALUE")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


def _actors_called(graph: KnowledgeGraph, name: str) -> set[str]:
    """Return the ids of the actors with this name or alias, whatever its case, accents and article."""
    from kg.names import normal_form

    wanted = normal_form(name)
    found = {a.id for a in graph.actors if wanted in {normal_form(form) for form in (a.name, *a.aliases)}}
    if not found:
        raise InputError(
            "--actor", f"no actor of the graph is called {name!r}", "look the name up with kg query or in the picture"
        )
    return found


def _called(graph: KnowledgeGraph, words: str) -> Actor | Claim:
    """Return the one actor or claim that *words* mean; of several, tell them, and end."""
    from kg.analyse.explanation import called
    from kg.render.explanation import choice_text

    found = called(graph, words)
    if not found:
        raise InputError("kg explain", f"no actor and no claim of the graph for {words!r}", "look it up with kg query")
    if len(found) > 1:
        tell(InputError("kg explain", f"{len(found):,} actors and claims for {words!r}", "name one by its id"))
        ERRORS.print(choice_text(found[:TOLD], width=width()), end="", markup=False, highlight=False)
        raise typer.Exit(2)
    return found[0]


def _actor(thing: Actor | Claim, words: str) -> Actor:
    from kg.model import Actor

    if not isinstance(thing, Actor):
        raise InputError("kg explain", f"{words!r} is a claim", "two actors dispute: name both by their names")
    return thing


def _result_text(result: Result, format: TableFormat) -> str:
    """Write a result as the user asked; a table, unasked, becomes what fits ASK, CONSTRUCT and DESCRIBE."""
    from kg.rdf.results import to_csv, to_json, to_turtle
    from kg.render.text import result_table

    if format is TableFormat.TABLE and result.truth is not None:
        return f"{'yes' if result.truth else 'no'}\n"
    if format is TableFormat.TURTLE or (format is TableFormat.TABLE and result.triples is not None):
        return to_turtle(result)
    if format is TableFormat.TABLE:
        return result_table(result.columns, [[t.value if t else None for t in row] for row in result.rows], width=width())
    return to_csv(result) if format is TableFormat.CSV else to_json(result)
