"""A function in, its result out, computed on a stack that is deep enough for any query.

Oxigraph's parser and planner call themselves once for each level of brackets, each step of a path, each BIND. On the usual
stack of 8 MiB some 500 steps overflow it, which ends the whole process; no exception can catch that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

#: Bytes. The greediest construct found (a path of one-letter steps) takes about 28 KiB for two characters of query,
#: so this holds for all queries of up to LONGEST characters. The system hands out memory only as it is touched.
STACK = 512 << 20
LONGEST = 20_000

_lock = threading.Lock()


def deep(compute: Callable[[], _T]) -> _T:
    """Return ``compute()``, run in a thread of its own with a stack of STACK bytes; what it raises is raised here.

    >>> deep(lambda: 6 * 7)
    42
    """
    results: list[_T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(compute())
        except BaseException as error:
            errors.append(error)

    with _lock:  # the size is a setting of the whole process
        before = threading.stack_size(STACK)
        try:
            thread = threading.Thread(target=run, name="query", daemon=True)
            thread.start()
        finally:
            threading.stack_size(before)
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
