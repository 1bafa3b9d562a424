"""The command ``kg`` in the hands of a user: what goes wrong is one line, costs nothing else, and shows in the exit status."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.rdf.formats import load, save
from tests.factory import graph

GOOD = "---\npublished: 2024-03-07\n---\nAnn Moor said on Tuesday that the bridge is safe. Bob Reed denied that it is safe.\n"
TOP = Path(__file__).parent.parent
KG = (sys.executable, "-c", "from kg.cli import main; main()")

Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rain(here: Path) -> str:
    save(graph(("Ann", "asserts", "It rains.", "2020-01-01"), ("Bob", "denies", "It rains.", "2020")), here / "rain.ttl")
    return "rain.ttl"


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Run the command: its exit status, and what it writes to standard output and standard error."""

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main()
        assert isinstance(end.value.code, int)
        return end.value.code, *capsys.readouterr()

    return run


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


# What can't be read: the file's name, its bytes (None: it isn't there, b"/": a folder), and the one line.
SKIPPED = [
    ("empty.txt", b"", "empty.txt: empty; leave it out, or put an article there"),
    (
        "photo.txt",
        b"\x89PNG\r\n\x1a\n\0\0",
        "photo.txt: looks like a PNG image, not like text; save the article as text or HTML",
    ),
    ("data.txt", b"A\0B", "data.txt: a NUL byte at offset 1: binary, not text; if it is text, save it as UTF-8"),
    ("latin.txt", "Zoë said".encode("latin-1"), r"latin.txt: byte 0xeb at offset 2 is not UTF-8.*; .*UTF-8.*"),
    ("none.txt", None, "none.txt: no such file; check the name"),
    ("folder", b"/", r"folder: no articles in this folder; articles end in \.txt.*"),
    ("list.jsonl", b'{"text": oops}\n', r"list.jsonl:1: not JSON \(.* at character 10\); write one JSON object on each line.*"),
    ("list.jsonl", b'{"txt": "It rains."}\n', "list.jsonl:1: no text; the keys are 'txt'; call the article's words \"text\""),
    ("blank.txt", b" \n\n", r"blank.txt: .*; .*"),
    ("gopher://a.example/b", None, "gopher://a.example/b: an address with gopher://; name an http or https address, or a file"),
]


@pytest.mark.model
@pytest.mark.parametrize(("name", "data", "line"), SKIPPED)
def test_a_bad_input_is_one_line_and_the_others_are_read(kg: Kg, name: str, data: bytes | None, line: str) -> None:
    Path("good.txt").write_text(GOOD)
    if data == b"/":
        Path(name).mkdir()
    elif data is not None:
        Path(name).write_bytes(data)
    status, out, err = kg("build", name, "good.txt", "-o", "g.ttl")
    told, summary = err.splitlines()
    assert re.fullmatch(f"kg: {line}", told), told
    assert summary == "1 article, 2 actors, 1 claim, 2 statements; 1 input skipped"
    assert (status, out, len(load(Path("g.ttl")).statements)) == (2, "", 2)


@pytest.mark.model
def test_a_server_that_refuses_and_a_file_that_may_not_be_read(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("good.txt").write_text(GOOD)
    Path("secret.txt").write_text(GOOD)
    url = f"http://127.0.0.1:{closed_port()}/news"
    opened = Path.open

    def refuse(path: Path, *args: str, **options: str) -> object:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    status, _, err = kg("extract", url, "secret.txt", "good.txt", "-o", "-")
    assert err.splitlines() == [
        f"kg: {url}: no connection to the server; check the address, or save the page and name the file",
        "kg: secret.txt: permission denied; check your rights to it: ls -l",
        "1 article; 2 inputs skipped",
    ]
    assert status == 2


# What is read all the same: the text, and the line about it, if any.
READ = [
    ("Ann Moor said that it rains.", r"kg: a.txt: no date of publication; .*published: YYYY-MM-DD"),
    ("---\npublished: 2024-02-30\n---\nAnn Moor said that it rains.", r"kg: a.txt.*2024-02-30.*; .*"),
    ("---\npublished: 2024-02-20\n---\nAnn Moor said that it rains. “It pours, she went on.\n\nBob Reed ran.", None),
    ("---\npublished: 2024-02-20\n---\nAnn Moor said that it rains. \"It pours, he said. 'So.” Bob” ran.", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "line"), READ)
def test_an_article_with_a_fault_is_read(kg: Kg, text: str, line: str | None) -> None:
    Path("a.txt").write_text(text, encoding="utf-8")
    status, out, err = kg("extract", "a.txt", "-o", "-")
    *told, summary = err.splitlines()
    assert (status, summary, len(told)) == (0, "1 article; 0 inputs skipped", 1 if line else 0)
    assert line is None or re.fullmatch(line, told[0]), told
    assert "It rains." in [json.loads(row)["claim"] for row in out.splitlines()]


@pytest.mark.model
def test_what_holds_of_many_articles_is_said_a_few_times(kg: Kg) -> None:
    Path("many.jsonl").write_text("".join(f'{{"id": "a{n}", "text": "Ann Moor said that it rains."}}\n' for n in range(8)))
    _, _, errors = kg("extract", "many.jsonl", "-o", "-")
    assert errors.count("no date of publication") == 6
    assert "kg: 3 more articles: no date of publication" in errors


def test_a_broken_line_loses_only_itself(kg: Kg) -> None:
    rows = [
        json.dumps({"id": i, "published": "2024-03-07", "text": f"{who} said that it rains."})
        for i, who in [("a", "Ann"), ("b", "Bob")]
    ]
    Path("news.jsonl").write_text("\n".join([rows[0], '{"id": "c", "text": "Cut', rows[1]]))
    status, out, err = kg("extract", "news.jsonl", "-o", "-")
    assert status == 2
    assert [json.loads(row)["article"] for row in out.splitlines()] == ["a", "b"]
    assert re.fullmatch(r"kg: news\.jsonl:2: not JSON .*; .*\n2 articles; 1 input skipped\n", err)


@pytest.mark.model
def test_a_long_article_is_read_in_full(kg: Kg) -> None:
    filler = "The road was closed, and nobody went by. It was cold. " * 20
    parts = [f"Ann Moor said that pump {n} leaks. {filler}" for n in range(20)]
    text = "\n\n".join(parts)
    assert kg("extract", "-", "-o", "a.jsonl", "-q", stdin=text.encode())[0] == 0
    rows = [json.loads(row) for row in Path("a.jsonl").read_text().splitlines()]
    found = [text[p["start"] : p["end"]] for row in rows for p in row["content"]]
    assert list(dict.fromkeys(words[: words.index(" leaks")] for words in found)) == [f"that pump {n}" for n in range(20)]
    assert kg("extract", "-", "-o", "b.jsonl", "-q", "--rules-only", stdin=text.encode())[0] == 0
    rows = [json.loads(row) for row in Path("b.jsonl").read_text().splitlines()]
    assert [text[p["start"] : p["end"]] for row in rows for p in row["content"]] == [f"that pump {n} leaks" for n in range(20)]


def test_without_an_article_nothing_is_written(kg: Kg, rain: str) -> None:
    before = Path(rain).read_bytes()
    status, out, err = kg("build", "none.txt", "-o", rain)
    assert (status, out) == (2, "")
    assert err == ("kg: none.txt: no such file; check the name\nNo article was read, so nothing is written; 1 input skipped\n")
    assert Path(rain).read_bytes() == before


# Misuse that is told in one line, before any work: the arguments, and the line.
MISUSE = [
    (("build", "a.txt", "-o", "g.txt"), r"g\.txt: no RDF format has the suffix '\.txt'; use \.ttl, .*"),
    (("build", "a.txt", "-o", "out/g.ttl"), r"out/g.ttl: .*/out is a file, not a folder; choose another place"),
    (("build", "a.txt", "-o", "g.ttl", "--html", "out/g.html"), r"out/g.html: .*/out is a file, not a folder; .*"),
    (
        ("build", "a.txt", "-o", "g.ttl", "--html", "g.ttl"),
        "g.ttl: named twice, and would be written over; choose another output",
    ),
    (("extract", "rain.ttl", "-o", "./rain.ttl"), r"\./rain.ttl: named twice, .*"),
    (("extract", "a.txt", "-o", "."), r"\.: a folder; name a file in it to write to"),
    (("query", "rain.ttl"), "kg query: no query; give SPARQL, or --named NAME .*"),
    (("query", "rain.ttl", "ASK {}", "--named", "reversals"), "kg query: two queries; give SPARQL, or --named NAME .*"),
    (("query", "rain.ttl", "ASK {}", "--set", "a=b"), "--set: a parameter, but no named query to take it; add --named NAME .*"),
    (("query", "rain.ttl", "-n", "claims-about", "-s", "about"), "--set: 'about' has no value; write NAME=VALUE"),
    (("query", "rain.ttl", "-n", "claims-about"), "claims-about: the parameter 'about' is missing; give .*"),
    (("query", "rain.ttl", "-n", "reversal"), "query: no query is called 'reversal'; use one of .*reversals.*"),
    (("query", "rain.ttl", "SELECT * {"), "query:1:11: .*; .*"),
    (("query", "rain.ttl", "ASK {}", "-f", "csv"), "query: CSV holds the table of a SELECT only; .*"),
    (("query", "rain.ttl", "ASK {}", "-o", "out/a"), r"out/a: .*/out is a file, not a folder; .*"),
    (("query", "-", "-"), "kg query: graph and query both from standard input; name a file for one of them"),
    (("disputes", "none.ttl"), "none.ttl: No such file or directory; name a file that 'kg build' wrote"),
    (("disputes", "prose.ttl"), "prose.ttl:1: not turtle: .*; give a graph that 'kg build' made, .*"),
    (("disputes", "-"), "standard input: byte 0 is not UTF-8; .*"),
    (("show", "prose.ttl", "-o", "p.html"), "prose.ttl:1: not turtle: .*; .*"),
    (("show", "rain.ttl", "-o", "out/p.html"), r"out/p.html: .*/out is a file, not a folder; .*"),
    (("validate", "binary.nt"), "binary.nt:1: not n-triples: .*; .*"),
    (("validate", "."), r"\.: Is a directory; name a file that 'kg build' wrote"),
    (("validate", "\x1b[31m.ttl"), r"\\x1b\[31m\.ttl: No such file or directory; .*"),
    (("evaluate", "none", "none"), "none: No such file or directory; name a file that 'kg extract' wrote"),
    (("evaluate", "binary.nt", "none"), "binary.nt: byte 0xff at offset 0 is not UTF-8; .*"),
    (("evaluate", "-", "-"), "kg evaluate: gold and predicted both from standard input; .*"),
]


@pytest.mark.parametrize(("arguments", "line"), MISUSE)
def test_misuse_is_one_line(kg: Kg, rain: str, arguments: tuple[str, ...], line: str) -> None:
    Path("prose.ttl").write_text("Ann says that it rains.")
    Path("binary.nt").write_bytes(b"\xff\xfe\0\1")
    Path("out").write_text("")
    there = {path: path.read_bytes() for path in Path().iterdir()}
    status, out, err = kg(*arguments, stdin=b"\xff")
    assert re.fullmatch(f"kg: {line}\n", err), err
    assert (status, out) == (2, "")
    assert {path: path.read_bytes() for path in Path().iterdir()} == there


# Misuse of the options themselves, in the words of the parser.
USAGE = [
    (("bulid",), "No such command 'bulid'. Did you mean 'build'?"),
    (("build", "a.txt"), "Missing option '--output' / '-o'."),
    (("build",), "Missing argument 'PATH'."),
    (("disputes", "rain.ttl", "-f", "csv"), "'csv' is not one of 'table', 'json'."),
    (("evaluate", "a", "b", "-f", "csv"), "'csv' is not one of 'table', 'json'."),
    (("serve", "rain.ttl", "--port", "99999"), "less than or equal to 65535"),
]


@pytest.mark.parametrize(("arguments", "words"), USAGE)
def test_misuse_of_options_shows_the_usage(kg: Kg, arguments: tuple[str, ...], words: str) -> None:
    status, out, err = kg(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("Usage: kg ")
    assert err.rstrip().endswith(words)


def test_what_needs_no_input(kg: Kg) -> None:
    assert kg("query", "--list")[1].startswith("claims-about\n")
    assert re.fullmatch(r"kg \d+\.\d+.*\n", kg("--version")[1])


def test_graphs_and_queries_come_from_standard_input(kg: Kg, rain: str) -> None:
    names = b"SELECT ?n { ?a schema:name ?n } ORDER BY ?n"
    assert kg("query", rain, "-", "-f", "csv", stdin=names) == (0, "n\r\nAnn\r\nBob\r\n", "")
    assert kg("query", "-", "ASK { ?s kg:denies ?c }", stdin=Path(rain).read_bytes()) == (0, "yes\n", "")
    assert kg("disputes", "-", stdin=Path(rain).read_bytes())[1] == kg("disputes", rain)[1]


def test_a_graph_found_wanting(kg: Kg, rain: str) -> None:
    assert kg("validate", rain) == (0, "The graph conforms.\n", "")
    Path("bad.ttl").write_text("@prefix kg: <https://w3id.org/counterclaim/ns#> . <urn:x:s> a kg:Statement .")
    status, out, err = kg("validate", "bad.ttl")
    assert (status, err) == (1, "")
    assert out.startswith("<urn:x:s>: ")


def test_gold_and_predictions_that_hold_none(kg: Kg, rain: str) -> None:
    row = '{"article": "a", "content": [{"start": 0, "end": 4, "text": "Yes."}], "claim": "It is so."}\n'
    Path("gold.jsonl").write_text(row)
    Path("none.jsonl").write_text("")
    Path("other.jsonl").write_text(f"{row}" + "oops\n" * 30)
    assert kg("evaluate", "gold.jsonl", "none.jsonl")[0] == 0
    assert kg("evaluate", "none.jsonl", "gold.jsonl") == (
        2,
        "",
        "kg: none.jsonl: no attributions; gold holds at least one, on a line of JSON\n",
    )
    status, out, err = kg("evaluate", "gold.jsonl", "other.jsonl", "-f", "json")
    assert (status, json.loads(out)["content"]["exact"]["f1"], len(err.splitlines())) == (2, 1.0, 21)
    assert err.splitlines()[-1] == "kg: other.jsonl: 10 more lines without an attribution; name a file that 'kg extract' wrote"


def test_a_missing_folder_is_made(kg: Kg, rain: str) -> None:
    assert kg("show", rain, "-o", "new/deep/page.html") == (0, "", "")
    assert Path("new/deep/page.html").is_file()


def test_what_stands_behind_a_link_is_written(kg: Kg, rain: str) -> None:
    Path("real.html").write_text("old")
    Path("link.html").symlink_to("real.html")
    assert kg("show", rain, "-o", "link.html") == (0, "", "")
    assert Path("link.html").is_symlink()
    assert Path("real.html").read_text().startswith("<!DOCTYPE html>")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
def test_a_full_disk_and_a_reader_that_goes_away(here: Path, rain: str) -> None:
    everything = (*KG, "query", str(here / rain), "SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f } LIMIT 30000", "-f", "csv")
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(everything, stdout=full, stderr=subprocess.PIPE, text=True, cwd=TOP, timeout=60)
    line = "kg: standard output: No space left on device; choose a place that can be written to\n"
    assert (found.returncode, found.stderr) == (2, line)
    with subprocess.Popen(everything, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=TOP) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 0)


def test_explain_tells_why(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    graph = str(tmp_path / "g.ttl")
    assert kg("build", *map(str, two_papers(tmp_path)), "-o", graph, "-q", "--rules-only")[0] == 0
    status, out, err = kg("explain", graph, "Holm")
    assert (status, err) == (0, "")
    assert out.startswith("Karin Holm\nactor ")
    status, out, err = kg("explain", graph, "solvent", "Holm")
    assert (status, out) == (2, "")
    assert err == "kg: kg explain: 'solvent' is a claim; two actors dispute: name both by their names\n"
    status, out, err = kg("explain", graph, "the coastguard", "Holm")
    assert status == 0
    assert "Karin Holm denies it" in out
    status, out, err = kg("explain", graph, "the moon")
    assert (status, out) == (2, "")
    assert err == "kg: kg explain: no actor and no claim of the graph for 'the moon'; look it up with kg query\n"


def test_explain_lists_what_there_is_to_choose(kg: Kg, tmp_path: Path) -> None:
    graph = str(tmp_path / "g.ttl")
    assert kg("build", *map(str, two_papers(tmp_path)), "-o", graph, "-q", "--rules-only")[0] == 0
    status, out, err = kg("explain", graph, "o")
    assert (status, out) == (2, "")
    assert "3 actors and claims for 'o'; name one by its id" in err
    assert "Karin Holm" in err


def test_decisions_overrule_and_a_name_that_is_nowhere_is_told(kg: Kg, tmp_path: Path) -> None:
    graph, mine = str(tmp_path / "g.ttl"), tmp_path / "mine.tsv"
    mine.write_text("actor\tsame\tKarin Holm\tthe coastguard\nactor\tsame\tKarin Holm\tMarvin\n", encoding="utf-8")
    status, _, err = kg("build", *map(str, two_papers(tmp_path)), "-o", graph, "-q", "--rules-only", "--decisions", str(mine))
    assert status == 0
    assert err.splitlines()[-1] == f"kg: {mine}: a decision on 'Marvin', which the graph lacks; write it as the graph does"
    assert "decided by the user" in (tmp_path / "g.ttl").read_text(encoding="utf-8")
    mine.write_text("actor same\n", encoding="utf-8")
    status, _, err = kg("build", *map(str, two_papers(tmp_path)), "-o", graph, "-q", "--decisions", str(mine))
    assert status == 2
    assert err.startswith(f"kg: {mine}, line 1: no decision: 'actor same'; write ")


def test_decisions_are_not_read_twice_nor_written_over(kg: Kg, tmp_path: Path) -> None:
    graph, mine = str(tmp_path / "g.ttl"), tmp_path / "mine.ttl"
    status, _, err = kg("build", "-", "-o", graph, "--decisions", "-", stdin=b"x")
    assert (status, err) == (
        2,
        "kg: kg build: articles and decisions both from standard input; name a file for one of them\n",
    )
    mine.write_text("# mine\n", encoding="utf-8")
    status, _, err = kg("build", *map(str, two_papers(tmp_path)), "-o", str(mine), "--decisions", str(mine))
    assert status == 2
    assert mine.read_text(encoding="utf-8") == "# mine\n"


def two_papers(folder: Path) -> list[Path]:
    texts = {
        "a": "“No solvent was dumped in the harbour,” Karin Holm, who runs the Norvik shipyard, said on Tuesday.",
        "b": "The coastguard confirmed on Friday that solvent was dumped in the harbour.",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder / f"{name}.txt" for name in texts]


DAYS = (
    "---\nid: monday\npublished: 2024-03-07\n---\nAnn Moor said on Tuesday that the bridge of Norvik is safe.\n",
    "---\nid: friday\npublished: 2024-03-11\n---\nBob Reed denied on Friday that the bridge of Norvik is safe.\n",
)


@pytest.mark.model
def test_an_archive_grows_to_the_graph_of_all_articles(kg: Kg, here: Path) -> None:
    for name, text in zip(("1.txt", "2.txt"), DAYS, strict=True):
        (here / name).write_text(text)
    assert kg("add", "1.txt", "--to", "news") == (
        0,
        "",
        "1 article read, 0 there already; 1 statement more, 0 fewer; 1 article in news; 0 inputs skipped\n",
    )
    status, _, told = kg("add", "1.txt", "2.txt", "--to", "news", "-o", "grown.ttl", "--changes", "day.ru")
    assert (status, told) == (
        0,
        "1 article read, 1 there already; 1 statement more, 0 fewer; 2 articles in news; 0 inputs skipped\n",
    )
    assert kg("build", "1.txt", "2.txt", "-o", "built.ttl", "-q") == (0, "", "")
    assert (here / "grown.ttl").read_bytes() == (here / "built.ttl").read_bytes()
    update = (here / "day.ru").read_text()
    assert "disputes" in update
    assert "Bob Reed" in update
    assert "DELETE" not in update
    assert kg("add", "--to", "news", "-o", "-", "-q")[1] == (here / "built.ttl").read_text()


@pytest.mark.model
def test_what_something_else_read_is_read_again(kg: Kg, here: Path) -> None:
    (here / "1.txt").write_text(DAYS[0])
    assert kg("add", "1.txt", "--to", "news", "--rules-only", "-q") == (0, "", "")
    assert kg("add", "--to", "news", "-o", "held.ttl") == (0, "", "")
    status, _, told = kg("add", "1.txt", "--to", "news", "-o", "all.ttl")
    assert (status, told.splitlines()[0]) == (0, "kg: news: something else read its articles; 1 article will be read again")
    assert "tagger" not in (here / "held.ttl").read_text()
    assert kg("build", "1.txt", "-o", "built.ttl", "-q") == (0, "", "")
    assert (here / "all.ttl").read_bytes() == (here / "built.ttl").read_bytes()


@pytest.mark.model
def test_an_archive_keeps_decisions_and_tells_of_those_that_are_nowhere(kg: Kg, here: Path) -> None:
    (here / "1.txt").write_text(DAYS[0])
    (here / "mine.tsv").write_text("actor\tsame\tAnn Moor\tNobody\n")
    status, _, told = kg("add", "1.txt", "--to", "news", "--decisions", "mine.tsv", "-q")
    assert (status, told) == (0, "kg: mine.tsv: a decision on 'Nobody', which the graph lacks; write it as the graph does\n")
    assert kg("add", "1.txt", "--to", "news", "--decisions", "mine.tsv", "-q") == (0, "", "")


@pytest.mark.model
def test_an_article_is_taken_out_and_an_unwritten_update_leaves_the_archive(kg: Kg, here: Path) -> None:
    for name, text in zip(("1.txt", "2.txt"), DAYS, strict=True):
        (here / name).write_text(text)
    assert kg("add", "1.txt", "2.txt", "--to", "news", "-q") == (0, "", "")
    assert kg("add", "--to", "news", "--remove", "sunday")[2].startswith("kg: news: no article 'sunday'; name one by")
    full = kg("add", "--to", "news", "--remove", "friday", "--changes", "/dev/full")
    assert full == (2, "", "kg: /dev/full: No space left on device; choose a place that can be written to\n")
    status, _, told = kg("add", "--to", "news", "--remove", "friday", "--changes", "out.ru", "-o", "left.ttl")
    assert (status, told) == (
        0,
        "0 articles read, 0 there already; 0 statements more, 1 fewer; 1 article in news; 0 inputs skipped\n",
    )
    assert "Bob Reed" in (here / "out.ru").read_text().partition("DELETE")[2]
    assert kg("build", "1.txt", "-o", "built.ttl", "-q") == (0, "", "")
    assert (here / "left.ttl").read_bytes() == (here / "built.ttl").read_bytes()


ADDED_WRONGLY = [
    (("add", "--to", "news"), "kg add: nothing to do; name articles to add, or --output to write the graph"),
    (("add", "--to", "x", "-o", "x.ttl"), "x: no such archive; check the name, or name articles to begin one with"),
    (("add", "--to", "rain.ttl", "-o", "-", "--changes", "x.ru"), "--changes: nothing that changes; name articles to add"),
    (("add", "1.txt", "--to", "-"), "--to: an archive is a file; name one"),
    (("add", "1.txt", "--to", ""), "the output: no name; name a file to write to"),
    (("add", "1.txt", "--to", "x" * 300), "x+: File name too long; choose another place"),
    (("add", "1.txt", "--to", "x", "-o", "-", "--changes", "-"), "kg add: graph and changes both to standard output; .*"),
    (("add", "1.txt", "--to", "x", "--changes", "./x"), "./x: named twice, and would be written over; choose another output"),
    (("add", "1.txt", "--to", "x.ttl.part", "-o", "x.ttl"), "x.ttl: named twice, and would be written over; choose .*"),
    (("add", "1.txt", "--to", "x", "-o", "y.ttl", "--changes", "./y.ttl"), "./y.ttl: named twice, and would be .*"),
    (("add", "1.txt", "--to", "/dev/null"), "/dev/null: no file; name an archive that 'kg add' made, or a new file"),
    (("add", "rain.ttl", "--to", "rain.ttl"), "rain.ttl: named twice, and would be written over; choose another output"),
    (("add", "1.txt", "--to", "news", "-o", "news"), "news: no RDF format has the suffix ''; use .*"),
    (("add", "1.txt", "--to", "x.ttl", "-o", "x.ttl"), "x.ttl: named twice, and would be written over; choose another output"),
    (("add", "--to", "rain.ttl", "-o", "x.ttl"), r"rain.ttl: no archive \(file is not a database\); name an archive .*"),
    (("add", "-", "--to", "x", "--decisions", "-"), "kg add: articles and decisions both from standard input; name a file .*"),
    (
        ("add", "none.txt", "--to", "x"),
        "none.txt: no such file; check the name\nNo article was read, so nothing is written; .*",
    ),
]


@pytest.mark.parametrize(("arguments", "line"), ADDED_WRONGLY, ids=[" ".join(a) for a, _ in ADDED_WRONGLY])
def test_what_cant_be_added_is_one_line(kg: Kg, here: Path, rain: str, arguments: tuple[str, ...], line: str) -> None:
    before = (here / "rain.ttl").read_bytes()
    (here / "1.txt").write_text(DAYS[0])
    status, out, told = kg(*arguments)
    assert (status, out) == (2, "")
    assert re.fullmatch(line, told.strip().removeprefix("kg: "))
    assert (here / "rain.ttl").read_bytes() == before
    assert not (here / "x").exists()
