"""What a user decided of actors and claims: a file of "same" and "apart" goes in, pairs that must or mustn't meet come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.model import KnowledgeGraph

_KINDS = ("actor", "claim")
_VERDICTS = ("same", "apart")
_ADVICE = 'write "actor" or "claim", "same" or "apart", and two forms, with tabs between them'

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Pairs of forms (names of actors, or wordings of claims) that are one, and pairs that aren't; each pair sorted."""

    same: Pairs = frozenset()
    apart: Pairs = frozenset()

    def barred(self) -> Mapping[str, frozenset[str]]:
        """Return for each form those that it must not meet."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in self.apart:
            found[one].add(other)
            found[other].add(one)
        return {form: frozenset(others) for form, others in found.items()}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user decided; ``Decisions()`` is nothing."""

    actors: Verdicts = field(default_factory=Verdicts)
    claims: Verdicts = field(default_factory=Verdicts)


def read_decisions(path: str | Path) -> Decisions:
    """Return the decisions in the file at *path*.

    Each line holds "actor" or "claim", "same" or "apart", and two names or two wordings, separated by tabs. Empty lines and
    lines that begin with "#" say nothing. Raises :class:`~kg.errors.InputError`, naming the line, for anything else and for
    two lines that contradict each other.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputError(str(path), f"not readable ({getattr(error, 'strerror', None) or error})", _ADVICE) from None
    return parse_decisions(text, where=str(path))


def parse_decisions(text: str, *, where: str = "decisions") -> Decisions:
    """Return the decisions in *text*; see :func:`read_decisions`.

    >>> parse_decisions("actor\\tsame\\tBob Lee\\tRobert Lee").actors.same
    frozenset({('Bob Lee', 'Robert Lee')})
    """
    found: dict[tuple[str, str], dict[tuple[str, str], int]] = {(k, v): {} for k in _KINDS for v in _VERDICTS}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [" ".join(cell.split()) for cell in line.split("\t")]
        if len(fields) != 4 or (fields[0], fields[1]) not in found or not all(fields):
            raise InputError(f"{where}, line {number}", f"no decision: {line.strip()[:80]!r}", _ADVICE)
        kind, verdict, *forms = fields
        if forms[0] == forms[1]:
            raise InputError(f"{where}, line {number}", f"one form twice: {forms[0]!r}", "name two different forms")
        pair = (min(forms), max(forms))
        other = found[kind, _VERDICTS[1 - _VERDICTS.index(verdict)]].get(pair)
        if other is not None:
            raise InputError(f"{where}, line {number}", f"the opposite of line {other}", "take one of them out")
        found[kind, verdict].setdefault(pair, number)
    return Decisions(*(_verdicts(found[kind, "same"], found[kind, "apart"]) for kind in _KINDS))


def _verdicts(same: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]]) -> Verdicts:
    return Verdicts(frozenset(same), frozenset(apart))


def unknown_forms(decisions: Decisions, graph: KnowledgeGraph) -> tuple[str, ...]:
    """Return the names and wordings of *decisions* that *graph* lacks, sorted: what was decided of them did nothing."""
    merged: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for merge in graph.merges:
        merged[merge.kind] |= {merge.first, merge.second}
    names = merged["actor"] | {form for actor in graph.actors for form in (actor.name, *actor.aliases)}
    texts = merged["claim"] | {claim.text for claim in graph.claims}
    asked = ((decisions.actors, names), (decisions.claims, texts))
    pairs = ((pair, known) for verdicts, known in asked for pair in verdicts.same | verdicts.apart)
    return tuple(sorted({form for pair, known in pairs for form in pair if form not in known}))
