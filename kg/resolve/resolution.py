"""What resolving comes to: for each local name or wording the thing of the corpus, and why several of them are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.model import Contradiction, Merge

Thing = TypeVar("Thing")
Local = tuple[str, str]
"""An article's id, and a name or a wording in that article."""


@dataclass(frozen=True, slots=True)
class Resolution(Generic[Thing]):
    """``things`` by article and local form, the merges that they rest on, and of claims what contradicts; each sorted, once.

    Contradictions are those that were found in comparing claims; :mod:`kg.resolve.rivals` finds others in their texts alone.
    """

    things: Mapping[Local, Thing]
    merges: tuple[Merge, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def __getitem__(self, local: Local) -> Thing:
        return self.things[local]
