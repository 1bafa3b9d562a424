"""Subcommands that read articles: build, add, extract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GraphOutput, Output, Processes, Quiet, RulesOnly, Sources, app, exit_with
from kg.cli.files import draw, format_for, write_graph
from kg.console import ERRORS, count, escaped, name_of, progress, ready, stdin_text, tell, write
from kg.errors import InputError

if TYPE_CHECKING:  # the libraries behind these take a second to load; `kg --help` doesn't need them
    from kg.model import Article, KnowledgeGraph
    from kg.resolve.decisions import Decisions


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
    from kg.resolve.decisions import unknown_forms

    format_for(output)
    _check_stdin("kg build", sources, decisions)
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
    sound = _is_sound(graph) if check else True
    write_graph(graph, output)
    if html is not None:
        write(draw(graph, title=None), html)
    if not quiet:
        ERRORS.print(
            f"{count(len(graph.articles), 'article')}, {count(len(graph.actors), 'actor')}, "
            f"{count(len(graph.claims), 'claim')}, {count(len(graph.statements), 'statement')}; "
            f"{count(skipped, 'input')} skipped"
        )
    exit_with((2 if skipped else 0) if sound else 1)


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
            write_graph(archive.graph(), str(output))
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
        graph = archive.graph() if redecided or output is not None else change.after
        if redecided and decided is not None:
            _tell_unknown(unknown_forms(decided, graph), name_of(str(decisions)))
        sound = _is_sound(change.after) if check else True
        if output is not None:
            write_graph(graph, output)
        total = len(archive)
    if not quiet:
        old, new = ({s.id for s in graph.statements} for graph in (change.before, change.after))
        ERRORS.print(
            f"{count(len(pending), 'article')} read, {len(articles) - len(pending) + again:,} there already; "
            f"{count(len(new - old), 'statement')} more, {len(old - new):,} fewer; "
            f"{count(total, 'article')} in {escaped(to)}; {count(skipped, 'input')} skipped"
        )
    exit_with((2 if skipped else 0) if sound else 1)


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
    _check_stdin("kg add", sources, decisions)
    if output == changes == "-":
        raise InputError("kg add", "graph and changes both to standard output", "name a file for one of them")
    if output is not None:
        format_for(output)
    named = [*sources, *(path for path in (decisions, to) if path is not None)]
    ready(to, named[:-1])
    for place in (output, changes):
        if place is not None:
            ready(place, named)
            named.append(place)


def _check_stdin(command: str, sources: list[str], decisions: str | None) -> None:
    if decisions == "-" and "-" in sources:
        raise InputError(command, "articles and decisions both from standard input", "name a file for one of them")


def _is_sound(graph: KnowledgeGraph) -> bool:
    """Whether *graph* keeps its SHACL shapes; where it doesn't, each break is told."""
    from kg.rdf.validate import validate

    findings = validate(graph).findings
    for finding in findings:
        tell(finding)
    return not findings


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
    exit_with(2 if skipped else 0)


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
