"""Articles and what reads them in, what it finds out, in the order of the articles: the work is shared by several processes.

What one article says depends on no other, so each process reads a few at a time, and what comes out is the same for any
number of them. They start afresh ("spawn"): a fork would copy the locks of other threads in whatever state they are.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from traceback import format_exc
from typing import NamedTuple

from kg.errors import WorkerError
from kg.model import Article, Extraction

Work = Callable[[Iterable[Article]], Iterable[Extraction]]

#: articles and characters that a process is given at a time: a few seconds' work, and as many as spaCy reads at a time
_ARTICLES, _CHARACTERS = 32, 120_000
#: chunks a process that may be read before the first of them is asked for: what is found and not yet asked for takes memory
_AHEAD = 2
#: characters that must be there for each process, or starting it costs more than it saves (docs/speed.md)
_WORTH = 60_000
#: processes at most where nobody says how many: each takes memory
_MOST = 8
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def worthwhile(articles: Sequence[Article]) -> int:
    """Return how many processes read *articles* soonest: one for each processor of this machine, fewer for little text."""
    return max(1, min(processors(), _MOST, sum(len(article.text) for article in articles) // _WORTH))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared(work: Work, articles: Iterable[Article], *, processes: int) -> Iterator[Extraction]:
    """Yield what *work* yields for *articles*, in the same order, from at most *processes* processes.

    *work* is a function that can be pickled, and what it yields for an article depends on that article alone. Memory holds
    some hundred articles for each process, however many come. The processes end with the iterator, also where it is not read
    to its end.

    An error that *work* raises is raised here, after all that comes before it. Raises a WorkerError where a process ends
    before its work is done.
    """
    chunks = _chunks(articles)
    first = tuple(islice(chunks, processes))
    if len(first) < 2:  # nothing to share
        yield from work(chain.from_iterable((*first, *chunks)))
        return
    todo = enumerate(chain(first, chunks))
    upcoming = next(todo, None)
    crew: list[_Worker] = []
    try:
        crew += (_Worker(work) for _ in first)
        done: dict[int, _Done] = {}
        turn = given = 0
        while upcoming is not None or turn < given:
            for worker in _ready(crew, timeout=0 if turn in done else None):
                done.update(worker.receive())
            for worker in (w for w in crew if not w.busy):
                if upcoming is not None and upcoming[0] < turn + _AHEAD * len(crew):
                    worker.send(*upcoming)
                    upcoming, given = next(todo, None), given + 1
            if turn in done:
                found, error = done.pop(turn)
                yield from found
                if error is not None:
                    raise error
                turn += 1
    finally:
        for worker in crew:
            worker.end()


def _chunks(articles: Iterable[Article]) -> Iterator[tuple[Article, ...]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if len(chunk) == _ARTICLES or size >= _CHARACTERS:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


class _Done(NamedTuple):
    """What was found in a chunk, up to the error that ended it, if any."""

    found: tuple[Extraction, ...]
    error: Exception | None = None


class _Worker:
    """A process, and the pipe to it; ``busy`` until it has told that it waits for a chunk."""

    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, work), daemon=True)
        with _for_a_worker():
            self._process.start()
        theirs.close()
        self.busy = True
        self._number = -1

    def send(self, number: int, chunk: tuple[Article, ...]) -> None:
        self._number, self.busy = number, True
        with suppress(OSError):  # it has ended: receive() tells
            self.pipe.send(chunk)

    def receive(self) -> dict[int, _Done]:
        """Return what was found by the number of its chunk, or nothing where the process only tells that it is there."""
        try:
            done: _Done | None = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            raise WorkerError(self._process.exitcode) from None
        self.busy = False
        return {} if done is None else {self._number: done}

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _ready(crew: Sequence[_Worker], *, timeout: float | None) -> list[_Worker]:
    """Return the workers that have something to tell, once one of them has, or after *timeout* seconds."""
    busy = {worker.pipe: worker for worker in crew if worker.busy}
    return [busy[pipe] for pipe in wait(busy, timeout) if isinstance(pipe, Connection)] if busy else []


@contextmanager
def _for_a_worker() -> Iterator[None]:
    """Let a process that starts here compute in one thread, and be deaf to Ctrl-C: this one hears it, and ends the other."""
    before = {name: os.environ.get(name) for name in _THREADS}
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        for name in _THREADS:
            os.environ.setdefault(name, "1")
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _work(pipe: Connection, work: Work) -> None:
    """Read the chunks that come through *pipe*, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):  # whom it worked for is gone
        pipe.send(None)
        while True:
            pipe.send(_read(work, pipe.recv()))


def _read(work: Work, chunk: Sequence[Article]) -> _Done:
    found: list[Extraction] = []
    try:
        found.extend(work(chunk))
    except Exception as error:  # whatever it is, it is raised where the work was asked for
        return _Done(tuple(found), _portable(error))
    return _Done(tuple(found))


def _portable(error: Exception) -> Exception:
    """Return *error*, with the way that it took, as it can be sent to another process."""
    error.add_note(f"In a process that reads articles:\n{format_exc()}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an error may hold anything, and take any arguments
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
