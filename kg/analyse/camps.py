"""Camps: a knowledge graph goes in, the groups come out whose actors agree with each other and oppose the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kg.analyse.frustration import two_camps
from kg.analyse.leiden import many_camps
from kg.analyse.signed import Issue, components, issues
from kg.model import KnowledgeGraph


class Method(Enum):
    """How camps are found."""

    FRUSTRATION = "frustration"  #: two camps with the least frustration; always there
    LEIDEN = "leiden"  #: as many camps as there are; needs the extra ``counterclaim[camps]``


@dataclass(frozen=True, slots=True)
class Division:
    """How the actors of one connected part of the signed network fall into camps.

    ``camps`` hold ids, sorted; the largest camp comes first. ``edges`` are all agreements and oppositions of two actors on
    one issue, ``oppositions`` those that oppose. ``frustration`` is the number of edges that the camps leave wrong
    (agreements between camps, oppositions within one): 0 where the division explains everything.
    """

    camps: tuple[tuple[str, ...], ...]
    edges: int
    oppositions: int
    frustration: int


def camps(graph: KnowledgeGraph, *, method: Method = Method.FRUSTRATION) -> tuple[Division, ...]:
    """Return the division into camps of each connected part of *graph*'s signed network, the largest part first.

    Parts without any opposition aren't returned: they are not divided. How edges come about: :mod:`kg.analyse.signed`. By
    default there are at most two camps (:func:`kg.analyse.frustration.two_camps`); :attr:`Method.LEIDEN` finds any
    number (:func:`kg.analyse.leiden.many_camps`). The method is never chosen by what is installed, so that one
    graph has one result everywhere.

    >>> from kg.model import Actor, Citation, Claim, Evidence, Span, Stance, Statement
    >>> seen = (Evidence("x", (Span(0, 4, "safe"),)),)
    >>> said = [Statement(who, Stance.DENIES if who == "c" else Stance.ASSERTS, "1", seen) for who in "abc"]
    >>> graph = KnowledgeGraph((Citation("x"),), tuple(Actor(who, who.upper()) for who in "abc"), (Claim("1", "It is safe."),),
    ...                        tuple(sorted(said, key=lambda s: s.id)))
    >>> camps(graph)
    (Division(camps=(('a', 'b'), ('c',)), edges=3, oppositions=2, frustration=0),)
    """
    find = {Method.FRUSTRATION: two_camps, Method.LEIDEN: many_camps}[method]
    found = []
    for actors, questions in components(issues(graph)):
        if any(issue.oppositions for issue in questions):
            found.append(division(find(actors, questions), questions))
    return tuple(sorted(found, key=lambda d: (-sum(map(len, d.camps)), d.camps)))


def division(groups: Sequence[Sequence[str]], found: Sequence[Issue]) -> Division:
    """Return the :class:`Division` into *groups*, with what it leaves frustrated of the issues *found*.

    >>> division([["a"], ["b"], ["c"]], [Issue(("a", "b"), ("c",))])
    Division(camps=(('a',), ('b',), ('c',)), edges=3, oppositions=2, frustration=1)
    """
    camp = {actor: n for n, group in enumerate(groups) for actor in group}
    wrong = 0
    for issue in found:
        members: dict[int, list[int]] = {}
        for side, actors in enumerate((issue.pro, issue.con)):
            for actor in actors:
                members.setdefault(camp[actor], [0, 0])[side] += 1
        within = sum((p * (p - 1) + c * (c - 1)) // 2 for p, c in members.values())
        wrong += issue.agreements - within + sum(p * c for p, c in members.values())
    oppositions = sum(issue.oppositions for issue in found)
    return Division(
        tuple(sorted((tuple(sorted(group)) for group in groups if group), key=lambda group: (-len(group), group))),
        oppositions + sum(issue.agreements for issue in found),
        oppositions,
        wrong,
    )
