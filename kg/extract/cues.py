"""The cues of ``seeds/cues.tsv``: a lemma and its part of speech go in, its stance and its frames come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import SeedError
from kg.lexicon import read_table
from kg.model import Stance
from kg.resources import folder

FRAMES = ("quote", "clause", "object", "gerund", "infinitive", "accuse", "evaluate", "nominal", "fragment")
_STANCES = {"asserts": Stance.ASSERTS, "denies": Stance.DENIES, "none": None}
_POS = ("verb", "noun", "adjective")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word that attributes does: where its claim stands, and which stance the word alone takes.

    ``particle`` is the particle or preposition that belongs to a phrasal verb ("rule out"), or None.
    ``negated`` is the stance of the negated word ("does not accept that"), None where that takes none.
    """

    lemma: str
    stance: Stance | None
    frames: frozenset[str]
    particle: str | None = None
    prepositions: frozenset[str] = frozenset()
    negated: Stance | None = None


Cues = Mapping[str, tuple[Cue, ...]]  #: lemma -> its cues, phrasal ones first, so that "rule out" wins over "rule"


@cache
def cues(pos: str) -> Cues:
    """Return the cues of one part of speech: ``verb``, ``noun`` or ``adjective``.

    >>> [c.stance.value for c in cues("verb")["rule"]], cues("verb")["rule"][0].particle
    (['denies', 'asserts'], 'out')
    """
    path = folder("seeds") / "cues.tsv"
    found: dict[str, list[Cue]] = {}
    columns = ("lemma", "pos", "stance", "frames", "prepositions", "negated")
    allowed = {"pos": _POS, "stance": tuple(_STANCES), "negated": ("", "asserts", "denies")}
    for row in read_table(path, columns, allowed=allowed):
        frames = frozenset(row["frames"].split())
        if not frames or not frames <= set(FRAMES):
            raise SeedError(f"{path.name} {row['lemma']} frames: found {row['frames']!r}, use some of {', '.join(FRAMES)}")
        if row["pos"] == pos:
            lemma, _, particle = row["lemma"].partition(" ")
            cue = Cue(
                lemma,
                _STANCES[row["stance"]],
                frames,
                particle or None,
                frozenset(row["prepositions"].split()),
                _STANCES[row["negated"] or "none"],
            )
            found.setdefault(lemma, []).append(cue)
    return {lemma: tuple(sorted(rows, key=lambda c: c.particle is None)) for lemma, rows in found.items()}
