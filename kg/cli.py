"""The command ``kg``: each subcommand parses its arguments, calls one function of the library and writes its result.

Exit status everywhere: 0 done, 1 found wanting, 2 misuse or unreadable input.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.console import ERRORS, count, escaped, name_of, progress, ready, stdin_text, tell, width, with_folder, write
from kg.errors import CounterclaimError, InputError

if TYPE_CHECKING:  # the libraries behind these take a second to load; `kg --help` doesn't need them
    import rdflib

    from kg.model import Actor, Article, Attribution, Claim, KnowledgeGraph
    from kg.rdf.formats import Format
    from kg.rdf.query import Result
    from kg.resolve.decisions import Decisions

app = typer.Typer(
    name="kg",
    help="Read news articles and build a knowledge graph of who asserts and who denies what, when, and in which words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
#: A file of the wrong kind holds no line that is right; after so many, one more tells the rest.
_TOLD = 20

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


class TableFormat(StrEnum):
    """How the result of a query is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


def main() -> None:
    """Run the command; an error of the package is one line on standard error and exit status 2."""
    try:
        app(prog_name="kg")
    except CounterclaimError as error:
        tell(error)
        sys.exit(2)
    except OSError as error:  # what writes to files says so itself; this is the full disk behind standard output
        tell(InputError("standard output", error.strerror or str(error), "choose a place that can be written to"))
        with suppress(OSError):
            sys.stdout.close()  # or Python would try again at its end, and complain
        sys.exit(2)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=lambda on: _told(on, _version), help="Tell the version, and stop."),
    ] = False,
) -> None:
    """Take the options that stand before the name of a subcommand; the help is that of the app."""


@app.command()
def build(
    sources: Sources,
    output: GraphOutput,
    html: Annotated[str | None, typer.Option("--html", metavar="FILE", help="Also draw the graph as an HTML picture.")] = None,
    check: Annotated[bool, typer.Option(help="Hold the graph against its SHACL shapes before it is written.")] = True,
    rules_only: RulesOnly = False,
    decisions: Annotated[
        str | None,
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="Your word on which actors and claims are one and which aren't: docs/claims.md.",
        ),
    ] = None,
    processes: Processes = None,
    quiet: Quiet = False,
) -> None:
    """Build the graph of articles: who asserts and who denies what, when, and in which words.

    The ending of the output names its format: .ttl (Turtle), .nt (N-Triples), .nq (N-Quads), .jsonld (JSON-LD).
    """
    from kg.extract.processes import worthwhile
    from kg.pipeline import build_graph
    from kg.rdf.validate import validate
    from kg.resolve.decisions import unknown_forms

    _format_for(output)
    if decisions == "-" and "-" in sources:
        raise InputError("kg build", "articles and decisions both from standard input", "name a file for one of them")
    given = (*sources, *([decisions] if decisions is not None else []))
    ready(output, given)
    if html is not None:
        ready(html, (*given, output))
    decided = _decisions(decisions)
    articles, skipped = _articles(sources)
    _tell_without_encoder(rules_only)
    rules_only = _without_tagger(rules_only)
    with progress(len(articles), quiet=quiet) as advance:
        graph = build_graph(
            articles,
            rules_only=rules_only,
            processes=processes or worthwhile(articles, rules_only=rules_only),
            decisions=decided,
            progress=lambda _: advance(),
        )
    if decided is not None:
        _tell_unknown(unknown_forms(decided, graph), name_of(str(decisions)))
    findings = validate(graph).findings if check else ()
    for finding in findings:
        tell(finding)
    _write_graph(graph, output)
    if html is not None:
        write(_draw(graph, title=None), html)
    if not quiet:
        ERRORS.print(
            f"{count(len(graph.articles), 'article')}, {count(len(graph.actors), 'actor')}, "
            f"{count(len(graph.claims), 'claim')}, {count(len(graph.statements), 'statement')}; "
            f"{count(skipped, 'input')} skipped"
        )
    _exit(1 if findings else 2 if skipped else 0)


@app.command()
def add(
    to: Annotated[
        str, typer.Option("--to", metavar="ARCHIVE", help="The archive: a file that this command makes and lets grow.")
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="New articles, as for kg build; none to write out what the archive holds."),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="ID", help="Take the article with this id out; may be repeated.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="GRAPH.ttl", help="Write the whole graph; - for standard output.")
    ] = None,
    changes: Annotated[
        str | None,
        typer.Option("--changes", metavar="FILE.ru", help="Write what changes as a SPARQL update, for a store of your own."),
    ] = None,
    check: Annotated[bool, typer.Option(help="Hold what changes against the SHACL shapes.")] = True,
    rules_only: RulesOnly = False,
    decisions: Annotated[
        str | None,
        typer.Option("--decisions", metavar="FILE", help="As for kg build; without it, what the archive was given last holds."),
    ] = None,
    processes: Processes = None,
    quiet: Quiet = False,
) -> None:
    """Add articles to an archive, whose graph is that of all its articles; the cost is that of the new ones.

    An article that is there already is passed over; another text under the same id takes its place.
    """
    from kg.archive.archive import Archive, Change
    from kg.extract.processes import worthwhile
    from kg.pipeline import add_articles, unread
    from kg.rdf.update import update
    from kg.rdf.validate import validate
    from kg.resolve.decisions import unknown_forms

    sources, gone = sources or [], frozenset(remove or ())
    changing = bool(sources or gone or decisions)
    _check_add(to, sources, output, changes, decisions, changing=changing)
    decided = _decisions(decisions)
    articles, skipped = _articles(sources) if sources else ((), 0)
    if changing:
        _tell_without_encoder(rules_only)
        rules_only = _without_tagger(rules_only)
    with Archive(Path(to)) as archive:
        if not changing:
            _write_graph(archive.graph(), str(output))
            return
        if absent := sorted(gone - archive.ids(gone)):
            raise InputError(to, f"no article {absent[0]!r}", "name one by the id that it came with")
        pending = unread(archive, articles, rules_only=rules_only, remove=gone)
        again = len(pending) - len(archive.new(articles))
        if again:
            tell(f"{to}: something else read its articles; {count(again, 'article')} will be read again")
        redecided = decided is not None and decided != archive.decisions

        def accept(change: Change) -> None:
            if changes is not None:
                write(update(change.before, change.after, change.standing), changes)

        with progress(len(pending), quiet=quiet) as advance:
            change = add_articles(
                archive,
                pending,
                rules_only=rules_only,
                processes=processes or worthwhile(pending, rules_only=rules_only),
                decisions=decided,
                remove=gone,
                accept=accept,
                progress=lambda _: advance(),
            )
        if redecided and decided is not None:
            _tell_unknown(unknown_forms(decided, archive.graph()), name_of(str(decisions)))
        findings = validate(change.after).findings if check else ()
        for finding in findings:
            tell(finding)
        if output is not None:
            _write_graph(archive.graph(), output)
        total = len(archive)
    if not quiet:
        old, new = ({s.id for s in graph.statements} for graph in (change.before, change.after))
        ERRORS.print(
            f"{count(len(pending), 'article')} read, {len(articles) - len(pending) + again:,} there already; "
            f"{count(len(new - old), 'statement')} more, {len(old - new):,} fewer; "
            f"{count(total, 'article')} in {escaped(to)}; {count(skipped, 'input')} skipped"
        )
    _exit(1 if findings else 2 if skipped else 0)


def _check_add(
    to: str, sources: list[str], output: str | None, changes: str | None, decisions: str | None, *, changing: bool
) -> None:
    """Raise what the arguments of ``kg add`` have wrong."""
    if not changing and output is None:
        raise InputError("kg add", "nothing to do", "name articles to add, or --output to write the graph")
    if not changing and changes is not None:
        raise InputError("--changes", "nothing that changes", "name articles to add")
    if to == "-":
        raise InputError("--to", "an archive is a file", "name one")
    if not sources and not Path(to).exists():
        raise InputError(to, "no such archive", "check the name, or name articles to begin one with")
    if decisions == "-" and "-" in sources:
        raise InputError("kg add", "articles and decisions both from standard input", "name a file for one of them")
    if output == changes == "-":
        raise InputError("kg add", "graph and changes both to standard output", "name a file for one of them")
    if output is not None:
        _format_for(output)
    named = [*sources, *(path for path in (decisions, to) if path is not None)]
    ready(to, named[:-1])
    for place in (output, changes):
        if place is not None:
            ready(place, named)
            named.append(place)


@app.command()
def extract(
    sources: Sources, output: Output, rules_only: RulesOnly = False, processes: Processes = None, quiet: Quiet = False
) -> None:
    """Write the attributions of articles as JSON lines, in the order of the text."""
    from kg.extract import extract as extract_all
    from kg.extract.processes import worthwhile
    from kg.jsonl import to_line

    ready(output, sources)
    articles, skipped = _articles(sources)
    rules_only = _without_tagger(rules_only)
    with progress(len(articles), quiet=quiet) as advance:

        def lines() -> Iterator[str]:
            processes_used = processes or worthwhile(articles, rules_only=rules_only)
            for extraction in extract_all(articles, rules_only=rules_only, processes=processes_used):
                yield from (f"{to_line(attribution)}\n" for attribution in extraction.attributions)
                advance()

        write(lines(), output)
    if not quiet:
        ERRORS.print(f"{count(len(articles), 'article')}; {count(skipped, 'input')} skipped")
    _exit(2 if skipped else 0)


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
            callback=lambda on: _told(on, _named_queries),
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
    source = _load_rdf(graph)
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
    found = _load(graph)
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
    output: Output = "-",
) -> None:
    """Tell why an actor, a claim or a dispute is what it is: which names or wordings are one, and why; who said what where."""
    from kg.analyse.explanation import between
    from kg.analyse.explanation import explain as explanation_of
    from kg.render.explanation import dispute_text, explanation_text

    ready(output, (graph,))
    found = _load(graph)
    one = _called(found, what)
    if whom is None:
        write(explanation_text(found, explanation_of(found, one), width=width()), output)
        return
    pair = [_actor(one, what), _actor(_called(found, whom), whom)]
    over = between(found, *pair)
    if not over:
        write(f"{pair[0].name} and {pair[1].name} dispute nothing.\n", output)
        _exit(1)
    write(dispute_text(found, over, width=width()), output)


@app.command()
def show(
    graph: GraphFile,
    output: Output,
    title: Annotated[str | None, typer.Option(help="The heading of the page.")] = None,
) -> None:
    """Draw a graph as one HTML file that opens in any browser, offline."""
    ready(output, (graph,))
    write(_draw(_load(graph), title=title), output)


@app.command()
def validate(graph: GraphFile) -> None:
    """Hold a graph against its SHACL shapes; exit status 1 where it breaks one."""
    from kg.rdf.validate import validate as check

    report = check(_load_rdf(graph))
    for finding in report.findings:
        write(f"{finding}\n", "-")
    if report.conforms:
        write("The graph conforms.\n", "-")
    _exit(0 if report.conforms else 1)


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
    source = _load_rdf(graph)
    page = _draw(from_rdf(source, where=name_of(graph)), title=None)
    triples = source.serialize(format="ox-nt", encoding="utf-8")
    with Engine(triples, limits=Limits(timeout, memory)) as engine:
        served = application(engine.answer, page, names={address, socket.gethostname()} if public else (), public=public)
        with Server(served, host=address, port=port) as server:
            if not is_loopback(address):
                tell(f"warning: every machine that reaches {address} can read and query this graph, without a password")
            ERRORS.print(f"Picture: {server.url}  SPARQL: {server.url}sparql  (Ctrl-C ends)")
            with suppress(KeyboardInterrupt):
                server.serve_forever()


@app.command()
def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Attributions as JSON lines, taken as right.")],
    predicted: Annotated[str, typer.Argument(metavar="PREDICTED", help="Attributions that kg extract wrote.")],
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="How to write the report.")] = ReportFormat.TABLE,
) -> None:
    """Score source, cue and content spans against gold: precision, recall and F1, exact and by overlap."""
    from kg.evaluate import score_spans
    from kg.render.scores import scores_json, scores_text

    if gold == predicted == "-":
        raise InputError("kg evaluate", "gold and predicted both from standard input", "name a file for one of them")
    right, skipped_gold = _attributions(gold)
    found, skipped = _attributions(predicted)
    if not right:
        raise InputError(name_of(gold), "no attributions", "gold holds at least one, on a line of JSON")
    scores = score_spans(right, found)
    write(scores_json(scores) if format is ReportFormat.JSON else scores_text(scores), "-")
    _exit(2 if skipped_gold or skipped else 0)


def _articles(sources: list[str]) -> tuple[tuple[Article, ...], int]:
    """Read all sources, tell each problem in a line, and return the articles and the number of inputs that were skipped.

    Without any article the command ends here: an empty result would replace a good one of the day before.
    """
    from kg.pipeline import read_corpus
    from kg.read import briefly

    corpus = read_corpus(sources)
    for problem in (*corpus.skipped, *briefly(corpus.notices)):
        tell(problem)
    if not corpus.articles:
        ERRORS.print(f"No article was read, so nothing is written; {count(len(corpus.skipped), 'input')} skipped")
        raise typer.Exit(2)
    return corpus.articles, len(corpus.skipped)


def _without_tagger(rules_only: bool) -> bool:
    """Whether to go on with the rules alone: as the user wishes, or since the model isn't there, which is told."""
    from kg.extract.tagger.model import installed_name

    if not rules_only and installed_name() is None:
        tell("the model of the span tagger is not installed; going on with the rules alone")
        return True
    return rules_only


def _decisions(path: str | None) -> Decisions | None:
    from kg.resolve.decisions import parse_decisions, read_decisions

    if path is None:
        return None
    return parse_decisions(stdin_text(), where=name_of(path)) if path == "-" else read_decisions(path)


def _tell_unknown(forms: Iterable[str], where: str) -> None:
    for form in forms:
        tell(InputError(where, f"a decision on {form!r}, which the graph lacks", "write it as the graph does"))


def _tell_without_encoder(rules_only: bool) -> None:
    from kg.resolve.encoder import installed_name

    if not rules_only and installed_name() is None:
        tell("the claim encoder is not installed; claims meet in near wordings alone")


def _format_for(output: str) -> Format:
    from kg.rdf.formats import FORMATS, format_of

    return FORMATS[0] if output == "-" else format_of(Path(output))


def _write_graph(graph: KnowledgeGraph, output: str) -> None:
    from kg.rdf.formats import dumps, save

    if output == "-":
        write(dumps(graph), "-")
    else:
        save(graph, with_folder(Path(output)))


def _load(path: str) -> KnowledgeGraph:
    from kg.rdf.formats import load, loads

    return loads(stdin_text(), where="standard input") if path == "-" else load(Path(path))


def _load_rdf(path: str) -> rdflib.Graph:
    from kg.rdf.formats import load_rdf, loads_rdf

    return loads_rdf(stdin_text(), where="standard input") if path == "-" else load_rdf(Path(path))


def _draw(graph: KnowledgeGraph, *, title: str | None) -> str:
    from kg.render.html import picture

    return picture(graph) if title is None else picture(graph, title=title)


def _told(wanted: bool, text: Callable[[], str]) -> None:
    """Print *text* and end the command, where an option that does nothing else is *wanted*."""
    if wanted:
        write(text(), "-")
        raise typer.Exit


def _version() -> str:
    from kg import __version__

    return f"kg {__version__}\n"


def _exit(status: int) -> None:
    if status:
        raise typer.Exit(status)


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
        ERRORS.print(choice_text(found[:_TOLD], width=width()), end="", markup=False, highlight=False)
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


def _attributions(path: str) -> tuple[list[Attribution], int]:
    """Return the attributions of a file of JSON lines and the number of lines that hold none; tell each of those."""
    from kg.jsonl import read_attributions

    where = name_of(path)
    try:
        text = stdin_text() if path == "-" else Path(path).read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(where, error.strerror or str(error), "name a file that 'kg extract' wrote") from None
    except UnicodeDecodeError as error:
        found = f"byte 0x{error.object[error.start]:02x} at offset {error.start} is not UTF-8"
        raise InputError(where, found, "name a file that 'kg extract' wrote") from None
    attributions, skipped = [], 0
    for item in read_attributions(text.split("\n"), where=where):
        if not isinstance(item, InputError):
            attributions.append(item)
            continue
        skipped += 1
        if skipped <= _TOLD:
            tell(item)
    if skipped > _TOLD:
        more = f"{count(skipped - _TOLD, 'more line')} without an attribution"
        tell(InputError(where, more, "name a file that 'kg extract' wrote"))
    return attributions, skipped
