"""Triples in, Turtle out that people can read: prefixes, one block a subject, an empty line between two blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyoxigraph as ox
from pyoxigraph import RdfFormat, Triple

from kg.rdf.vocab import PREFIXES

#: how many triples of Turtle are held as text at once
BATCH = 50_000


# The serialiser writes the prefixes in an order that changes from run to run, so they are written here, and cut off there.
_HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()).encode()


def dump(triples: Iterable[Triple], out: BinaryIO) -> None:
    """Write *triples* to *out*; those of one subject must stand together."""
    out.write(_HEADER)
    for batch in _batches(triples):
        out.write(b"\n" + _body(batch))


def _body(triples: Iterable[Triple]) -> bytes:
    """Return *triples* as Turtle without the prefixes, an empty line between two subjects."""
    text = ox.serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
    # A full stop before a line break always ends a subject: the serialiser writes a line break in a literal as "\\n".
    return text[len(_HEADER) :].replace(b" .\n", b" .\n\n").removesuffix(b"\n")


def _batches(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    """Cut *triples* where a subject ends, so that a large graph is never in memory as text."""
    batch: list[Triple] = []
    for triple in triples:
        if len(batch) >= BATCH and triple.subject != batch[-1].subject:
            yield batch
            batch = []
        batch.append(triple)
    if batch:
        yield batch
