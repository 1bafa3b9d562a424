"""Articles (or their texts) and what reads them in, what it finds out, in the same order: the work is done by other processes.

What one article says depends on no other, so each process reads a few at a time, and what comes out is the same for any
number of them. They start afresh ("spawn"): a fork would copy the locks of other threads in whatever state they are.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from traceback import format_exc
from typing import Any, Generic, NamedTuple, TypeVar

from kg.errors import WorkerError
from kg.model import Article

Item = TypeVar("Item", Article, str)
Result = TypeVar("Result")
Work = Callable[[Iterable[Item]], Iterable[Result]]

#: articles and characters that a process is given at a time: a few seconds' work, and as many as spaCy reads at a time
_ARTICLES, _CHARACTERS = 32, 120_000
#: chunks a process that may be read before the first of them is asked for: what is found and not yet asked for takes memory
_AHEAD = 2
#: characters that must be there for each process, or starting it costs more than it saves (docs/speed.md)
_WORTH = 60_000
#: the same for a second one that only tags: it is there before the first has loaded its pipeline
_WORTH_TAGGING = 8_000
#: processes at most where nobody says how many: each takes memory
_MOST = 8
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def worthwhile(articles: Sequence[Article], *, rules_only: bool = False) -> int:
    """Return how many processes read *articles* soonest: one for each processor of this machine, fewer for little text."""
    characters = sum(len(article.text) for article in articles)
    least = 2 if characters >= _WORTH_TAGGING and not rules_only else 1
    return min(processors(), _MOST, max(least, characters // _WORTH))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared(work: Work[Article, Result], articles: Iterable[Article], *, processes: int) -> Iterator[Result]:
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
    yield from _begun(work, chain(first, chunks), processes=len(first))


def aside(work: Work[str, Result], texts: Iterable[str]) -> Generator[Result, None, None]:
    """Return what *work* yields for *texts*, in the same order, from a process that begins at once and works ahead.

    For *work*, memory, errors and the end see :func:`shared`.
    """
    return _begun(work, _chunks(texts), processes=1)


def _begun(work: Work[Item, Result], chunks: Iterable[tuple[Item, ...]], *, processes: int) -> Generator[Result, None, None]:
    """Return the results of *work*, which has begun on the first of *chunks*."""
    results = _results(work, chunks, processes=processes)
    next(results)
    return results  # type: ignore[return-value]  # None comes once, and it has come


def _results(
    work: Work[Item, Result], chunks: Iterable[tuple[Item, ...]], *, processes: int
) -> Generator[Result | None, None, None]:
    """Yield None once the processes have something to do, then the results."""
    crew: list[_Worker[Item, Result]] = []
    todo = enumerate(chunks)
    try:
        crew += (_Worker(work) for _ in range(processes))
        given = _give(crew, islice(todo, _AHEAD * processes))
        yield None
        done: dict[int, _Done[Result]] = {}
        turn = 0
        while turn < given:
            while turn not in done:
                for worker in _ready(crew):
                    done.update(worker.receive())
            found, error = done.pop(turn)
            given += _give(crew, islice(todo, 1))  # before what is found is yielded: whom it goes to may take its time
            yield from found
            if error is not None:
                raise error
            turn += 1
    finally:
        for worker in crew:
            worker.end()


def _give(crew: Sequence[_Worker[Item, Result]], chunks: Iterable[tuple[int, tuple[Item, ...]]]) -> int:
    """Give each of *chunks* to the worker with the fewest, and return how many there were."""
    count = 0
    for number, chunk in chunks:
        min(crew, key=lambda worker: len(worker.given)).send(number, chunk)
        count += 1
    return count


def _ready(crew: Sequence[_Worker[Item, Result]]) -> list[_Worker[Item, Result]]:
    """Return the workers that have something to tell, once one of them has."""
    asked = {worker.pipe: worker for worker in crew if worker.given}
    return [asked[pipe] for pipe in wait(asked) if isinstance(pipe, Connection)]


def _chunks(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item if isinstance(item, str) else item.text)
        if len(chunk) == _ARTICLES or size >= _CHARACTERS:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


class _Done(NamedTuple, Generic[Result]):
    """What was found in a chunk, up to the error that ended it, if any."""

    found: tuple[Result, ...]
    error: Exception | None = None


class _Worker(Generic[Item, Result]):
    """A process, and the pipe to it; ``given`` holds the numbers of the chunks that it has still to read."""

    def __init__(self, work: Work[Item, Result]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe: Connection[Any, Any]
        self.pipe, theirs = context.Pipe()
        self._process: multiprocessing.process.BaseProcess = context.Process(
            target=_work, args=(theirs, pickle.dumps(work)), daemon=True
        )
        with _for_a_worker():
            self._process.start()
        theirs.close()
        self.given: deque[int] = deque()

    def send(self, number: int, chunk: tuple[Item, ...]) -> None:
        self.given.append(number)
        with suppress(OSError):  # it has ended: receive() tells
            self.pipe.send(chunk)

    def receive(self) -> dict[int, _Done[Result]]:
        """Return what was found by the number of its chunk."""
        try:
            done: _Done[Result] = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            raise WorkerError(self._process.exitcode) from None
        return {self.given.popleft(): done}

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


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


def _work(pipe: Connection, work: bytes) -> None:
    """Read the chunks that come through *pipe*, until it is closed.

    A thread takes them as they come, so that who sends them never waits, and *work* is pickled, so that the thread is there
    before what it needs is loaded.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    chunks: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
    Thread(target=_receive, args=(pipe, chunks), daemon=True).start()
    read = pickle.loads(work)
    with suppress(OSError):  # whom it worked for is gone
        while (chunk := chunks.get()) is not None:
            pipe.send(_read(read, chunk))


def _receive(pipe: Connection, chunks: SimpleQueue[tuple[Any, ...] | None]) -> None:
    with suppress(EOFError, OSError):
        while True:
            chunks.put(pipe.recv())
    chunks.put(None)


def _read(work: Work[Item, Result], chunk: Sequence[Item]) -> _Done[Result]:
    found: list[Result] = []
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
