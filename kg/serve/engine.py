"""A graph in, a process that answers queries about it out, each within limits of time and memory.

Oxigraph can't be told to stop, and a query over a handful of triples can ask for more rows than there are atoms. A process
can be stopped. So queries run in one of their own, one at a time; where one goes too far the process is ended, and a new one
is made, with the same graph, for the next.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.rdf.formats import BY_NAME, loads_rdf
from kg.rdf.query import query
from kg.rdf.stack import STACK
from kg.serve.answer import Answer, answer, refusal

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


class Limits(NamedTuple):
    """What one query may take: seconds of time, and megabytes of memory on top of what the graph takes (Linux only)."""

    seconds: float = 30.0
    megabytes: int = 1000


_LIMITS = Limits()


class Engine:
    """Answers queries about one graph, from any number of threads; a context manager, which ends the process.

    A query over its limits gets an answer with status 503 that says so. The one after it waits until the graph is loaded
    again.
    """

    def __init__(self, triples: bytes, *, limits: Limits = _LIMITS) -> None:
        """Start the process that holds the graph, given as N-Triples, and return when it can answer."""
        self._triples = triples
        self._limits = limits
        self._turn = threading.Lock()
        self._closed = False
        self._worker: _Worker | None = _Worker(self._triples, limits)

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def answer(self, sparql: str, accept: str = "") -> Answer:
        """Return what :func:`kg.serve.answer.answer` does, or status 503 where the query goes over the limits.

        Also 503: a query that waited as long as one may run, because others came first.
        """
        seconds = self._limits.seconds
        if not self._turn.acquire(timeout=seconds):
            return refusal(503, f"query: others were still running after {seconds:g} s; ask again later")
        try:
            if self._closed:
                return refusal(503, "query: the server is stopping")
            worker = self._worker or _Worker(self._triples, self._limits)
            found = worker.answer(sparql, accept)
            self._worker = worker if found is not None else None
            return found if found is not None else refusal(503, worker.why())
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process, and the query that runs in it."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.end()


class _Worker:
    """The process, and the pipe to it."""

    def __init__(self, triples: bytes, limits: Limits) -> None:
        # "spawn": a fork would copy the locks of the server's threads in whatever state they are.
        context = multiprocessing.get_context("spawn")
        self._limits = limits
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, triples, limits), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()
        self._late = False

    def answer(self, sparql: str, accept: str) -> Answer | None:
        """Return the answer; None when there is none and the process has ended."""
        try:
            self._pipe.send((sparql, accept))
            if self._pipe.poll(self._limits.seconds):
                found: Answer = self._pipe.recv()
                return found
            self._late = True
        except (EOFError, OSError):
            pass
        self.end()
        return None

    def end(self) -> None:
        self._process.kill()
        self._process.join()

    def why(self) -> str:
        """Say why there was no answer."""
        seconds, megabytes = self._limits
        less = "ask for less: join the patterns by a shared variable, or take one of them out"
        if self._late or self._process.exitcode == -getattr(signal, "SIGALRM", 0):
            return f"query: no answer within {seconds:g} s, so it was stopped; {less}"
        if self._process.exitcode in (_OUT_OF_MEMORY, -signal.SIGABRT):
            return f"query: needs more than {megabytes} MB of memory, so it was stopped; {less}"
        return "query: it ended the process that runs queries; make it simpler, with fewer levels of brackets"


_OUT_OF_MEMORY = 3


def _work(pipe: Connection, triples: bytes, limits: Limits) -> None:
    """Answer queries from *pipe* until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to both processes; the server ends this one
    run = partial(query, loads_rdf(triples, BY_NAME["n-triples"]))
    del triples
    _limit_memory(limits.megabytes)
    with contextlib.suppress(EOFError, OSError):  # the server is gone
        pipe.send(None)
        while True:
            sparql, accept = pipe.recv()
            _alarm(limits.seconds + 1)
            try:
                found = answer(run, sparql, accept)
            except MemoryError:
                os._exit(_OUT_OF_MEMORY)
            _alarm(0)
            pipe.send(found)


def _alarm(seconds: float) -> None:
    """End this process after *seconds*, for a server that was killed can't; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int) -> None:
    """Let this process take *megabytes* more than it has now; elsewhere than on Linux there is no limit."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        # The stack on which a query runs counts in full, though little of it is ever touched.
        most = pages * resource.getpagesize() + STACK + megabytes * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
