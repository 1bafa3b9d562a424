"""What reading hands out beside articles: remarks on an article that was read all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import ReadError
from kg.model import Article

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the user may want to mend; nothing was lost but what the notice names.

    ``str(notice)`` is one line of the same form as an :class:`~kg.errors.InputError`: *where: what was found; what to do*.
    """

    where: str
    found: str
    advice: str

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.found}; {self.advice}".split())


def briefly(notices: Iterable[Notice], *, most: int = 5) -> Iterator[str]:
    """Yield the notices as lines; of those that say the same only the first *most*, then of how many more articles it holds.

    >>> list(briefly([Notice(f"{n}.txt", "no date", "add one") for n in range(9)], most=1))
    ['0.txt: no date; add one', '8 more articles: no date; add one']
    """
    seen: Counter[tuple[str, str]] = Counter()
    for notice in notices:
        said = (notice.found, notice.advice)
        seen[said] += 1
        if seen[said] <= most:
            yield str(notice)
    for (found, advice), number in seen.items():
        if number > most:
            yield str(Notice(f"{number - most:,} more article{'s' if number - most > 1 else ''}", found, advice))


#: What a stream of input consists of. An article comes before its notices; a ReadError stands for input that was skipped.
Item = Article | Notice | ReadError


def label(name: str) -> str:
    """Return *name* fit for a message: what a terminal can't show, or would obey, becomes an escape.

    >>> label("caf\\xe9\\x1b[31m\\udcff.txt")
    'café\\\\x1b[31m\\\\udcff.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def shown(value: object) -> str:
    """Return *value* as it looks in a message: on one line, cut where it is long.

    >>> shown("2024-13-40"), shown("x" * 100) == repr("x" * 60 + "…")
    ("'2024-13-40'", True)
    """
    if isinstance(value, str):
        return label(repr(value if len(value) <= _LONGEST else value[:_LONGEST] + "…"))
    return {dict: "an object", list: "a list", bool: "true or false", type(None): "nothing"}.get(type(value), "a number")
