"""The queries of ``schemas/queries/``: a name and the values of its parameters in, the query's result out.

A query's file opens with comments: lines that say what it finds, then one line ``# NAME: what it is`` for each parameter,
under the line ``# Parameters``. A parameter is a variable that the query selects; its value is bound to it as a literal,
never pasted into the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import rdflib

from kg.errors import QueryError
from kg.model import KnowledgeGraph
from kg.rdf.query import Result, Term, query
from kg.resources import folder


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the user must give for a query."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with the program."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return all named queries in order of name.

    >>> [q.name for q in named_queries()]
    ['claims-about', 'evidence-of-claim', 'most-contested', 'reversals', 'statements-of-actor', 'who-disputes-whom']
    """
    files = sorted((folder("schemas") / "queries").glob("*.rq"))
    return tuple(parse(file.stem, file.read_text(encoding="utf-8")) for file in files)


def parse(name: str, text: str) -> NamedQuery:
    """Return the query that the file called *name* holds.

    >>> parse("who", "# Who is who.\\n# Parameters\\n# actor: a name\\nSELECT ?actor {}").parameters
    (Parameter(name='actor', description='a name'),)
    """
    comments: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.removeprefix("#").strip())
    split = comments.index("Parameters") if "Parameters" in comments else len(comments)
    pairs = (line.partition(":") for line in comments[split + 1 :])
    parameters = tuple(Parameter(key.strip(), description.strip()) for key, _, description in pairs)
    return NamedQuery(name, " ".join(comments[:split]), parameters, text)


def run(graph: KnowledgeGraph | rdflib.Graph, name: str, parameters: Mapping[str, str] | None = None) -> Result:
    """Return what the named query finds in *graph*.

    Raises :class:`~kg.errors.QueryError` for a name that no query has, and for parameters that are missing or unknown.
    """
    known = {item.name: item for item in named_queries()}
    if name not in known:
        raise QueryError("query", f"no query is called {name!r}", f"use one of {', '.join(known)}")
    values = parameters or {}
    wanted = {p.name: p.description for p in known[name].parameters}
    for unknown in sorted(values.keys() - wanted.keys()):
        raise QueryError(name, f"there is no parameter {unknown!r}", f"it takes {', '.join(wanted) or 'none'}")
    for missing in sorted(wanted.keys() - values.keys()):
        raise QueryError(name, f"the parameter {missing!r} is missing", f"give {wanted[missing]}")
    return query(graph, known[name].sparql, bindings={key: Term("literal", value) for key, value in values.items()})
