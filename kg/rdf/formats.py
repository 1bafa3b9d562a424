"""Knowledge graphs in, text of an RDF format out, and back; a file's suffix names its format."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
import rdflib
from pyoxigraph import RdfFormat, Triple

from kg.errors import GraphError
from kg.model import KnowledgeGraph
from kg.rdf import jsonld, turtle
from kg.rdf.read import from_triples
from kg.rdf.write import over, triples


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write RDF down: its name, its suffixes, its media type, its parser, and what writes it."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    parser: RdfFormat
    write: Callable[[Iterable[Triple], BinaryIO], None]


def _n_triples(triples: Iterable[Triple], out: BinaryIO) -> None:
    ox.serialize(triples, out, RdfFormat.N_TRIPLES)


def _json_ld(triples: Iterable[Triple], out: BinaryIO) -> None:
    for part in jsonld.dump(triples):
        out.write(part.encode("utf-8"))


#: N-Quads hold everything in the default graph, so a query works on them as it does on Turtle.
FORMATS: tuple[Format, ...] = (
    Format("turtle", (".ttl",), "text/turtle", RdfFormat.TURTLE, turtle.dump),
    Format("n-triples", (".nt",), "application/n-triples", RdfFormat.N_TRIPLES, _n_triples),
    Format("n-quads", (".nq",), "application/n-quads", RdfFormat.N_QUADS, _n_triples),
    Format("json-ld", (".jsonld", ".json"), "application/ld+json", RdfFormat.JSON_LD, _json_ld),
)

BY_NAME: Mapping[str, Format] = {format.name: format for format in FORMATS}
BY_SUFFIX: Mapping[str, Format] = {suffix: format for format in FORMATS for suffix in format.suffixes}


def format_of(path: Path) -> Format:
    """Return the format that the suffix of *path* names; :class:`~kg.errors.GraphError` where it names none.

    >>> format_of(Path("out/graph.ttl")).name
    'turtle'
    """
    try:
        return BY_SUFFIX[path.suffix.lower()]
    except KeyError:
        raise GraphError(str(path), f"no RDF format has the suffix {path.suffix!r}", f"use {', '.join(BY_SUFFIX)}") from None


def dumps(graph: KnowledgeGraph, format: Format = FORMATS[0]) -> str:
    """Return *graph* as text of *format*: the same text for equal graphs, always."""
    out = io.BytesIO()
    format.write(triples(graph), out)
    return out.getvalue().decode("utf-8")


def loads(text: str | bytes, format: Format = FORMATS[0], *, where: str = "graph") -> KnowledgeGraph:
    """Return the knowledge graph that *text* of *format* holds; *where* is what a :class:`~kg.errors.GraphError` calls it."""
    return from_triples(parse(text, format, where=where), where=where)


def save(graph: KnowledgeGraph, path: Path) -> None:
    """Write *graph* to *path* in the format of its suffix. What stood there before stays until all is written."""
    format = format_of(path)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            format.write(triples(graph), out)
        part.replace(path)
    except OSError as error:
        raise GraphError(str(path), error.strerror or str(error), "choose a place that can be written to") from None
    finally:
        part.unlink(missing_ok=True)


def load(path: Path) -> KnowledgeGraph:
    """Return the knowledge graph in the file at *path*. Raises :class:`~kg.errors.GraphError` for a file that holds none."""
    return loads(_bytes(path), format_of(path), where=str(path))


def load_rdf(path: Path) -> rdflib.Graph:
    """Return all triples of the file at *path*, whatever they say, as an rdflib graph that Oxigraph holds."""
    return loads_rdf(_bytes(path), format_of(path), where=str(path))


def loads_rdf(text: str | bytes, format: Format = FORMATS[0], *, where: str = "graph") -> rdflib.Graph:
    """Return all triples of *text* of *format* as an rdflib graph that Oxigraph holds; named graphs are put together."""
    store = ox.Store()
    quads = parse(text, format, where=where)
    if format.parser.supports_datasets:
        quads = (ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    store.bulk_extend(quads)
    return over(store)


def parse(text: str | bytes, format: Format, *, where: str = "graph") -> Iterator[ox.Quad]:
    """Yield the quads of *text*. Nothing is fetched, a remote JSON-LD context is an error."""
    try:
        yield from ox.parse(text, format.parser)
    except SyntaxError as error:
        place = f"{where}:{error.lineno}" if error.lineno else where
        raise GraphError(place, f"not {format.name}: {_brief(str(error.msg))}", _advice(str(error.msg), format)) from None


def _advice(message: str, format: Format) -> str:
    if "LoadDocumentCallback" in message:
        return "nothing is fetched: write the context into the file"
    return f"give a graph that 'kg build' made, or correct the file; its suffix says that it is {format.name}"


def _brief(message: str) -> str:
    message = message.rpartition(": ")[2] if message.startswith("Parser error") else message
    return message if len(message) <= 200 else message[:200] + "…"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GraphError(str(path), error.strerror or str(error), "name a file that 'kg build' wrote") from None
