"""Every exception that the package raises on purpose.

::

    CounterclaimError
    ├── InputError          something that the user gave can't be read: names where, what was found, what to do
    │   ├── ReadError       an article, a line of a file, a folder, a URL
    │   ├── GraphError      a file that should hold a graph
    │   ├── ArchiveError    a file that should hold an archive, or one that can't be used now
    │   ├── QueryError      a SPARQL query
    │   ├── ModelMissing    the trained model isn't there
    │   └── ModelFileError  a file of the trained model is broken or changed
    ├── MissingExtra        a feature needs a package that isn't installed (also an ImportError)
    ├── WorkerError         a process that shares the work has ended before it was done
    ├── SeedError           a word list in seeds/ breaks its own rules
    └── ModelError          a value of kg.model was built from nonsense (also a ValueError)
"""

from __future__ import annotations


class CounterclaimError(Exception):
    """Base of every error of this package; ``except CounterclaimError`` catches them all."""


class InputError(CounterclaimError):
    """Input that can't be used. ``str(error)`` is one line: *where: what was found; what to do*.

    >>> str(InputError("notes.txt:3", "month 13 in '2024-13-01'", "write the date as YYYY-MM-DD"))
    "notes.txt:3: month 13 in '2024-13-01'; write the date as YYYY-MM-DD"
    """

    def __init__(self, where: str, found: str, advice: str) -> None:
        """Hold the place, what was found there, and what the user can do about it; line breaks become spaces."""
        self.where, self.found, self.advice = (" ".join(part.split()) for part in (where, found, advice))
        super().__init__(f"{self.where}: {self.found}; {self.advice}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        """Let it be sent from one process to another."""
        return type(self), (self.where, self.found, self.advice)


class ReadError(InputError):
    """An article, a line of a file, a folder or a URL that can't be read."""


class GraphError(InputError):
    """A file that should hold a graph and doesn't."""


class ArchiveError(InputError):
    """A file that should hold an archive and doesn't, or one that can't be used now."""


class QueryError(InputError):
    """A SPARQL query that can't be parsed or run."""


class ModelMissing(InputError):
    """The trained model of the span tagger isn't there; what it would find can be left to the rules."""


class ModelFileError(InputError):
    """A file of the span tagger's trained model that is broken, changed, or not what this version reads."""


class WorkerError(CounterclaimError):
    """A process that shares the work has ended before it was done.

    >>> str(WorkerError(-9))
    'a process that reads articles was ended (-9), perhaps for want of memory; use fewer processes'
    """

    def __init__(self, exitcode: int | None) -> None:
        """Hold the exit code of the process, the negative number of the signal where one ended it."""
        self.exitcode = exitcode
        super().__init__(
            f"a process that reads articles was ended ({exitcode}), perhaps for want of memory; use fewer processes"
        )


class SeedError(CounterclaimError):
    """A word list in ``seeds/`` breaks its own rules; the message names file, line and column."""


class ModelError(CounterclaimError, ValueError):
    """A value of :mod:`kg.model` or :mod:`kg.dates` was built from nonsense."""


class MissingExtra(CounterclaimError, ImportError):
    """A feature needs a package that is installed on demand only.

    >>> str(MissingExtra("camps", "leidenalg"))
    "leidenalg is not installed; install it with: pip install 'counterclaim[camps]'"
    """

    def __init__(self, extra: str, package: str) -> None:
        """Name the package, and the extra of this distribution that brings it."""
        super().__init__(f"{package} is not installed; install it with: pip install 'counterclaim[{extra}]'")
