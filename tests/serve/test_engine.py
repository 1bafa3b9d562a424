from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from kg.rdf.formats import BY_NAME, dumps
from kg.serve.engine import Engine, Limits
from tests.factory import graph

TRIPLES = dumps(
    graph(("Ann", "asserts", "It rains.", "2020-01-01"), ("Bob", "denies", "It rains.", "2020")), BY_NAME["n-triples"]
).encode()
NAMES = "SELECT ?n { ?a schema:name ?n }"
PATTERNS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r"
ENDLESS = f"SELECT (COUNT(*) AS ?x) {{ {PATTERNS} }}"


@pytest.fixture(scope="module")
def hasty() -> Iterator[Engine]:
    with Engine(TRIPLES, limits=Limits(seconds=1)) as engine:
        yield engine


@pytest.fixture(scope="module")
def small() -> Iterator[Engine]:
    with Engine(TRIPLES, limits=Limits(seconds=20, megabytes=100)) as engine:
        yield engine


def test_answers(hasty: Engine) -> None:
    assert hasty.answer(NAMES, "text/csv").body == b"n\r\nAnn\r\nBob\r\n"
    assert hasty.answer("SELEKT").status == 400


def test_a_query_is_stopped_when_its_time_is_over_and_the_next_one_is_answered(hasty: Engine) -> None:
    start = time.monotonic()
    found = hasty.answer(ENDLESS)
    assert time.monotonic() - start < 10
    assert found.status == 503
    assert found.body.startswith(b"query: no answer within 1 s, so it was stopped; ")
    assert hasty.answer(NAMES).status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_query_is_stopped_when_it_takes_too_much_memory(small: Engine) -> None:
    found = small.answer(f"SELECT * {{ {PATTERNS} }}")
    assert found.status == 503
    # Now and then a busy machine fills the memory so slowly, or Oxigraph hangs where none is left, that time is up first.
    assert re.match(rb"query: (needs more than 100 MB of memory|no answer within 20 s), so it was stopped; ", found.body)
    assert small.answer(NAMES).status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_memory_is_limited() -> None:
    code = "from kg.serve.engine import _limit_memory; _limit_memory(100); bytearray(50_000_000); print(1); bytearray(10**10)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.stderr.splitlines()[-1]) == ("1\n", "MemoryError")


def test_a_query_that_breaks_the_parser_breaks_only_itself(small: Engine) -> None:
    found = small.answer("SELECT * { " + "{" * 200_000)
    assert found.status in (400, 503)
    assert found.body.startswith(b"query:")
    assert small.answer(NAMES).status == 200


def test_a_query_doesn_t_wait_for_ever_for_its_turn(hasty: Engine) -> None:
    found = []
    threads = [threading.Thread(target=lambda: found.append(hasty.answer(ENDLESS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [answer.status for answer in found] == [503] * 4
    assert any(b"others were still running" in answer.body for answer in found)


def test_a_closed_engine_says_so() -> None:
    with Engine(TRIPLES) as engine:
        pass
    assert engine.answer(NAMES) == (503, "text/plain", b"query: the server is stopping\n")
