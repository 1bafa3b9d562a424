"""The command ``kg serve``, as a user runs it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.rdf.formats import save
from tests.factory import graph

# a shell that starts the tests in the background lets them ignore Ctrl-C, and what they start as well
HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
KG = (sys.executable, "-c", f"{HEARS}; from kg.cli import main; main()", "serve")


@pytest.fixture(scope="module")
def rain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "rain.ttl"
    save(graph(("Ann", "asserts", "It rains.", "2020-01-01"), ("Bob", "denies", "It rains.", "2020")), path)
    return path


@pytest.fixture
def running(rain: Path, request: pytest.FixtureRequest) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the first line that it prints."""
    options = getattr(request, "param", ())
    with subprocess.Popen([*KG, str(rain), "--port", "0", *options], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield process, process.stderr.readline()
        process.kill()


def get(url: str) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    text: bytes = opener.open(urllib.request.Request(url, headers={"Accept": "text/csv, text/html"}), timeout=10).read()
    return text.decode()


def test_it_serves_until_ctrl_c(running: tuple[subprocess.Popen[str], str]) -> None:
    process, line = running
    match = re.fullmatch(r"Picture: (http://127\.0\.0\.1:\d+/)  SPARQL: \1sparql  \(Ctrl-C ends\)\n", line)
    assert match, line
    assert get(match[1]).startswith("<!DOCTYPE html>")
    assert get(f"{match[1]}sparql?query=SELECT%20?n%20%7B?a%20schema:name%20?n%7D") == "n\r\nAnn\r\nBob\r\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == 0


@pytest.mark.parametrize("running", [["--public", "--host", "0.0.0.0"]], indirect=True)
def test_public_is_warned_of(running: tuple[subprocess.Popen[str], str]) -> None:
    process, line = running
    assert line == "kg: warning: every machine that reaches 0.0.0.0 can read and query this graph, without a password\n"
    assert process.stderr is not None
    assert process.stderr.readline().startswith("Picture: http://127.0.0.1:")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*KG, *arguments], capture_output=True, text=True, timeout=60, env={**os.environ, "NO_COLOR": "1"})


def test_misuse_is_one_line(rain: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = run(str(rain), "--port", str(port))
        assert (found.returncode, found.stdout) == (2, "")
        assert found.stderr.startswith(f"kg: 127.0.0.1:{port}: Address already in use; choose another port with --port")
    found = run(str(rain), "--host", "0.0.0.0")
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)
    assert found.stderr.startswith("kg: kg serve: --host 0.0.0.0 would let other machines in; ")
    found = run(str(tmp_path / "none.ttl"))
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)
    assert found.stderr.startswith(f"kg: {tmp_path}/none.ttl: No such file")
