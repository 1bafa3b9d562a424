"""The work of several processes: the same as that of one, in order, with its errors, and nothing left running."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Iterable, Iterator

import pytest

from kg.errors import InputError, ReadError, WorkerError
from kg.extract import extract
from kg.extract.processes import aside, processors, shared, worthwhile
from kg.model import Article, Extraction
from tests import factory


def articles(count: int) -> list[Article]:
    return [factory.article("It rains, Ann Moor said.", f"a{n:03}") for n in range(count)]


def read(some: Iterable[Article]) -> Iterator[Extraction]:
    """Work that takes no time: it finds nothing."""
    return (Extraction(article, (), ()) for article in some)


def fail(some: Iterable[Article]) -> Iterator[Extraction]:
    for article in some:
        if article.id == "a020":
            raise InputError(article.id, "nothing", "leave it out")
        yield Extraction(article, (), ())


class Unsendable(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def fail_oddly(some: Iterable[Article]) -> Iterator[Extraction]:
    raise Unsendable("it", "broke")


def die(some: Iterable[Article]) -> Iterator[Extraction]:
    os.kill(os.getpid(), signal.SIGKILL)
    return iter(())


def pressed(some: Iterable[Article]) -> Iterator[Extraction]:
    """Work in a process that a Ctrl-C reaches too."""
    os.kill(os.getpid(), signal.SIGINT)
    return read(some)


def lengths(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        if text == "no":
            raise InputError("no", "nothing", "leave it out")
        yield len(text)


def ids(extractions: Iterable[Extraction]) -> list[str]:
    return [e.article.id for e in extractions]


def test_order_and_a_ctrl_c_that_is_not_theirs() -> None:
    given = articles(100)
    assert ids(shared(pressed, iter(given), processes=3)) == ids(read(given))
    assert not multiprocessing.active_children()


def test_little_work_starts_no_process() -> None:
    for few in (articles(16), []):
        assert ids(shared(lambda some: read(some), few, processes=4)) == ids(read(few))  # a lambda can't be sent


def test_articles_are_taken_as_they_are_needed_and_processes_end_with_the_iterator() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield factory.article("It rains.", f"a{taken}")

    found = shared(read, endless(), processes=2)
    assert ids(next(found) for _ in range(40)) == [f"a{n}" for n in range(1, 41)]
    assert taken <= 300
    found.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_an_error_comes_where_it_would_in_one_process() -> None:
    found = shared(fail, articles(64), processes=2)
    assert ids(next(found) for _ in range(20)) == ids(read(articles(20)))
    with pytest.raises(InputError, match=r"^a020: nothing; leave it out$"):
        next(found)
    assert not multiprocessing.active_children()


def test_an_error_that_can_not_be_sent() -> None:
    with pytest.raises(RuntimeError, match=r"^Unsendable: it broke$"):
        next(shared(fail_oddly, articles(64), processes=2))


def test_a_process_that_dies() -> None:
    with pytest.raises(WorkerError, match="was ended"):
        list(shared(die, articles(64), processes=2))
    assert not multiprocessing.active_children()


def test_work_aside_begins_at_once_and_goes_ahead() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "a" * taken

    found = aside(lengths, endless())
    assert 32 <= taken <= 128
    assert len(multiprocessing.active_children()) == 1
    assert [next(found) for _ in range(200)] == list(range(1, 201))
    found.close()
    assert not multiprocessing.active_children()


def test_work_aside_ends_with_what_it_is_given() -> None:
    assert not list(aside(lengths, ()))
    large = "a" * 1_000_000  # more than fits in a pipe
    assert list(aside(lengths, [large] * 5)) == [1_000_000] * 5
    assert not multiprocessing.active_children()


def test_an_error_of_work_aside_comes_in_its_place() -> None:
    found = aside(lengths, ["a", "no", "b"])
    assert next(found) == 1
    with pytest.raises(InputError, match=r"^no: nothing; leave it out$"):
        next(found)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("kind", [InputError, ReadError])
def test_errors_can_be_sent(kind: type[InputError]) -> None:
    error = kind("a.txt", "nothing", "leave it out")
    sent = pickle.loads(pickle.dumps(error))
    assert (type(sent), str(sent), vars(sent)) == (type(error), str(error), vars(error))


def test_few_articles_are_worth_one_process() -> None:
    assert worthwhile(()) == worthwhile(articles(5)) == 1
    assert worthwhile([factory.article("It rains. " * 100_000)]) == min(8, processors())


def test_a_process_that_only_tags_is_worth_it_sooner() -> None:
    some = [factory.article("It rains. " * 1000)]
    assert worthwhile(some) == min(2, processors())
    assert worthwhile(some, rules_only=True) == 1


@pytest.mark.model
def test_extraction_is_the_same_for_any_number_of_processes() -> None:
    said = (
        "“It rains,” Ann Moor said on Monday.",
        "Ann Moor denied that it rains. She said the mill is shut.",
        "Nobody spoke.",
    )
    given = [factory.article(said[n % 3], f"a{n:03}") for n in range(40)]
    alone = list(extract(given))
    assert list(extract(given, processes=2)) == alone  # one marks, one parses
    assert list(extract(given, processes=3)) == alone  # each does both
    assert list(extract(given, processes=2, rules_only=True)) == list(extract(given, rules_only=True))


def test_a_pipeline_is_for_one_process() -> None:
    with pytest.raises(ValueError, match=r"^nlp and model can't be given"):
        list(extract((), nlp=object(), processes=2))  # type: ignore[arg-type]
