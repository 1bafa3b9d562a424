"""Sources in, extractions or a knowledge graph out: composes the stages and adds nothing of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from kg import __version__
from kg.archive.archive import Archive, Change
from kg.assemble import assemble
from kg.errors import ReadError
from kg.extract import extract
from kg.extract.parser import load_pipeline, pipeline_name
from kg.extract.tagger.model import installed_name as tagger_name
from kg.model import Article, Extraction, KnowledgeGraph
from kg.read import Notice, read
from kg.resolve.actors import resolve_actors
from kg.resolve.claims import resolve_claims
from kg.resolve.decisions import Decisions
from kg.resolve.encoder import installed_encoder
from kg.resolve.encoder import installed_name as encoder_name
from kg.resolve.meaning import Encoder
from kg.resolve.rivals import contradictions


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read: the articles, sorted by id, each id once; what was skipped; remarks on what was read all the same."""

    articles: tuple[Article, ...]
    skipped: tuple[ReadError, ...] = ()
    notices: tuple[Notice, ...] = ()


def read_corpus(sources: Iterable[str]) -> Corpus:
    """Read all *sources* (files, folders, URLs, "-"); the same article twice counts once.

    Two different articles with one id can't both stay: the one whose content sorts first is kept, whatever the order
    of the sources, and an error says so.
    """
    articles: dict[str, Article] = {}
    skipped: list[ReadError] = []
    notices: list[Notice] = []
    for item in read(sources):
        if isinstance(item, Notice):
            notices.append(item)
        elif not isinstance(item, Article):
            skipped.append(item)
        elif articles.setdefault(item.id, item) != item:
            articles[item.id] = min(articles[item.id], item, key=lambda a: (a.text, repr(a.citation)))
            skipped.append(ReadError(item.id, "two different articles have this id", "give each an id of its own"))
    return Corpus(tuple(articles[i] for i in sorted(articles)), tuple(skipped), tuple(notices))


def build_graph(
    articles: Iterable[Article],
    *,
    rules_only: bool = False,
    processes: int = 1,
    decisions: Decisions | None = None,
    progress: Callable[[Extraction], None] | None = None,
) -> KnowledgeGraph:
    """Return the graph of *articles*; the same for any order of them, and for any number of *processes* that read them.

    With *rules_only* the trained models are left out: the span tagger, see :func:`kg.extract.extract`, and the claim encoder,
    see :func:`kg.resolve.claims.resolve_claims`. *decisions* overrule which actors and claims are one.
    *progress* is called after each article.
    """
    found = tuple(_watched(extract(articles, rules_only=rules_only, processes=processes), progress))
    encoder = None if rules_only else installed_encoder()
    return graph_of(found, readers=readers(rules_only=rules_only), encoder=encoder, decisions=decisions)


def unread(
    archive: Archive, articles: Iterable[Article], *, rules_only: bool = False, remove: Collection[str] = ()
) -> tuple[Article, ...]:
    """Return what is to be read before *articles* can be added to *archive*: those that it lacks, letter for letter.

    Where something else read the articles that it has (an earlier version, other models), they are to be read again, too, but
    for those with the ids *remove*.
    """
    given = tuple(articles)
    new = {article.id: article for article in archive.new(given)}
    if archive.readers not in (None, readers(rules_only=rules_only)):
        held = {article.id: article for article in archive.articles() if article.id not in remove}
        new = held | {article.id: article for article in given}
    return tuple(new[id] for id in sorted(new))


def add_articles(
    archive: Archive,
    articles: Iterable[Article],
    *,
    rules_only: bool = False,
    processes: int = 1,
    decisions: Decisions | None = None,
    remove: Collection[str] = (),
    accept: Callable[[Change], object] = lambda _: None,
    progress: Callable[[Extraction], None] | None = None,
) -> Change:
    """Read *articles*, all that are :func:`unread`, and add them to *archive*; return what changes.

    For the other arguments see :func:`build_graph` and :meth:`kg.archive.archive.Archive.add`.
    """
    return archive.add(
        _watched(extract(articles, rules_only=rules_only, processes=processes), progress),
        readers=readers(rules_only=rules_only),
        encoder=None if rules_only else installed_encoder(),
        decisions=decisions,
        remove=remove,
        accept=accept,
    )


def readers(*, rules_only: bool = False) -> str:
    """Return name and version of what reads articles here: the program, the pipeline, the trained models."""
    models = [] if rules_only else [name for name in (tagger_name(), encoder_name()) if name is not None]
    return ", ".join((f"counterclaim {__version__}", pipeline_name(load_pipeline()), *models))


def graph_of(
    extractions: Iterable[Extraction],
    *,
    readers: str,
    encoder: Encoder | None = None,
    decisions: Decisions | None = None,
) -> KnowledgeGraph:
    """Return the graph of what *readers* extracted: actors and claims resolved over all articles, *decisions* obeyed."""
    found, decisions = tuple(sorted(extractions, key=lambda e: e.article.id)), decisions or Decisions()
    actors, claims = resolve_actors(found, decisions.actors), resolve_claims(found, encoder, decisions.claims)
    return assemble(
        found,
        actors=actors.things,
        claims=claims.things,
        contradictions=(*contradictions(claims.things.values()), *claims.contradictions),
        merges=(*actors.merges, *claims.merges),
        generator=readers,
    )


def _watched(extractions: Iterable[Extraction], progress: Callable[[Extraction], None] | None) -> Iterator[Extraction]:
    for extraction in extractions:
        if progress is not None:
            progress(extraction)
        yield extraction
