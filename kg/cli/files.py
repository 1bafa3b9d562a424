"""Graphs in files and on the standard streams, as the subcommands name them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.console import stdin_text, with_folder, write

if TYPE_CHECKING:  # the libraries behind these take a second to load; `kg --help` doesn't need them
    import rdflib

    from kg.model import KnowledgeGraph
    from kg.rdf.formats import Format


def format_for(output: str) -> Format:
    """Return the format that the ending of *output* names; Turtle on standard output."""
    from kg.rdf.formats import FORMATS, format_of

    return FORMATS[0] if output == "-" else format_of(Path(output))


def write_graph(graph: KnowledgeGraph, output: str) -> None:
    """Write *graph* in the format that the ending of *output* names."""
    from kg.rdf.formats import dumps, save

    if output == "-":
        write(dumps(graph), "-")
    else:
        save(graph, with_folder(Path(output)))


def load(path: str) -> KnowledgeGraph:
    """Return the graph in a file, or on standard input."""
    from kg.rdf.formats import load, loads

    return loads(stdin_text(), where="standard input") if path == "-" else load(Path(path))


def load_rdf(path: str) -> rdflib.Graph:
    """Return all triples of a file, or of standard input."""
    from kg.rdf.formats import load_rdf, loads_rdf

    return loads_rdf(stdin_text(), where="standard input") if path == "-" else load_rdf(Path(path))


def draw(graph: KnowledgeGraph, *, title: str | None) -> str:
    """Return the picture of *graph*."""
    from kg.render.html import picture

    return picture(graph) if title is None else picture(graph, title=title)
