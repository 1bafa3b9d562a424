"""The command ``kg``: each subcommand parses its arguments, calls one function of the library and writes its result.

Exit status everywhere: 0 done, 1 found wanting, 2 misuse or unreadable input.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from kg.cli import articles, graphs, scores
from kg.cli.app import app
from kg.console import tell
from kg.errors import CounterclaimError, InputError

__all__ = ["app", "articles", "graphs", "main", "scores"]


def main() -> None:
    """Run the command; an error of the package is one line on standard error and exit status 2."""
    try:
        app(prog_name="kg")
    except CounterclaimError as error:
        tell(error)
        sys.exit(2)
    except OSError as error:  # what writes to files says so itself; this is the full disk behind standard output
        tell(InputError("standard output", error.strerror or str(error), "choose a place that can be written to"))
        with suppress(OSError):
            sys.stdout.close()  # or Python would try again at its end, and complain
        sys.exit(2)
