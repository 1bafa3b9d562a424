"""A word of a reading in, whether it stands for nobody in particular out: "people say", "many", "leaked messages"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.extract.actors.reading import Reading
from kg.lexicon import table

_SAYS_WHO = frozenset({"prep", "relcl", "acl", "appos"})
_LIMITING = frozenset({"poss", "nummod", "compound", "nmod", "amod", "det"})


@cache
def _generic() -> Mapping[str, bool]:
    return {row["word"]: row["bare"] == "yes" for row in table("generic_sources", ("word", "bare"))}


def is_generic(reading: Reading, i: int) -> bool:
    """Whether the word *i* alone, or with an adjective where the table allows it, is nobody who could be named.

    A phrase or a clause behind it says who they are: "many of the teachers", "people who live there".
    """
    bare = _generic().get(reading.lower[i])
    if bare is None:
        return False
    labels = {reading.deps[c] for c in reading.children[i]}
    if labels & _SAYS_WHO or "poss" in labels:
        return False
    return not (bare and labels & _LIMITING)
