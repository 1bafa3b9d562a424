"""What resolving comes to: for each local name or wording the thing of the corpus, and why several of them are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.model import Merge

Thing = TypeVar("Thing")
Local = tuple[str, str]
"""An article's id, and a name or a wording in that article."""


@dataclass(frozen=True, slots=True)
class Resolution(Generic[Thing]):
    """``things`` by article and local form, and the merges that they rest on, sorted, each once."""

    things: Mapping[Local, Thing]
    merges: tuple[Merge, ...] = ()

    def __getitem__(self, local: Local) -> Thing:
        return self.things[local]
