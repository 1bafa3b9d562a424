"""What the user names: every kind of source, every way it can be bad, and the rest still read."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read import Item, Notice, read
from kg.read.url import Page

PAGES = Path(__file__).parent / "pages"


def of_bytes(data: bytes) -> list[Item]:
    return list(read(["-"], stdin=io.BytesIO(data)))


def write(folder: Path, name: str, data: bytes = b"The mayor denied it.") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_every_format_from_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", b"---\nid: a\npublished: 2019\n---\nHe denied it.")
    write(tmp_path, "b.jsonl", b'{"id": "b", "published": "2019", "text": "He denied it."}')
    write(tmp_path, "c.html", (PAGES / "jsonld.html").read_bytes())
    write(
        tmp_path,
        "d.xml",
        b"<rss><item><guid>d</guid><pubDate>2019</pubDate><description>He denied it.</description></item></rss>",
    )
    items = list(read([tmp_path]))
    assert [item.id for item in items if isinstance(item, Article)] == [
        "a",
        "b",
        "https://courier.example.com/news/2021/quarry-dust",
        "d",
    ]
    assert len(items) == 4


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "no text in it"),
        ("a.txt", b"\x00\x01\x02", "a NUL byte at offset 0: binary, not text"),
        ("a.txt", b"%PDF-1.7\n\x00", "looks like a PDF, not like text"),
        ("a.docx", b"PK\x03\x04...word/document.xml", "looks like a Word (docx) file, not like text"),
        ("a.txt", "“Never,” said Åse".encode("cp1252"), "byte 0x93 at offset 0 is not UTF-8, perhaps windows-1252"),
        ("a.html", b"<html></html>", "no article found in the page"),
        ("a.json", b'[\n{"text": "x"}]', "JSON over several lines"),
        ("a.xml", b"<?xml version='1.0'?><note/>", "XML that is neither a page nor a feed"),
        ("a.rss", b"nothing", "a feed without entries"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, found: str) -> None:
    bad, good = write(tmp_path, name, data), write(tmp_path, "good.txt")
    error, article, _ = read([bad, good])
    assert isinstance(error, ReadError)
    assert str(error).startswith(f"{bad}: {found}; ")
    assert "\n" not in str(error)
    assert isinstance(article, Article)


def test_paths_that_lead_nowhere_are_one_line_each(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    names = [str(tmp_path / name) for name in ("no.txt", "link.txt", "folder.txt", "x" * 300)]
    messages = [str(item) for item in read([*names, "ftp://post.example/a", "nul\x00.txt", ""])]
    assert [message.partition(": ")[2].partition(";")[0] for message in messages] == [
        "no such file",
        "no such file",
        "no articles in this folder",
        "can't be read (File name too long)",
        "an address with ftp://",
        "can't be read (embedded null byte)",
        "an empty name",
    ]


def test_a_file_that_may_not_be_opened_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked, good = write(tmp_path, "a.txt"), write(tmp_path, "b.txt")
    really = Path.open

    def guarded(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return really(self, mode)

    monkeypatch.setattr(Path, "open", guarded)
    for sources in ([locked, good], [str(tmp_path)]):
        error, article, _ = read(sources)
        assert str(error) == f"{locked}: permission denied; check your rights to it: ls -l"
        assert isinstance(article, Article)


def test_a_disk_that_fails_in_the_middle_keeps_what_was_read() -> None:
    class Failing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    data = b'{"id": "a", "published": "2019", "text": "He denied it."}\n' * 2_000
    *articles, error = read(["-"], stdin=Failing(data))
    assert len(articles) > 500
    assert str(error) == "standard input: can't be read (Input/output error); check the name"


def test_names_and_messages_are_fit_for_a_terminal_and_a_graph(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\x1b[2J.txt"
    try:
        Path(os.fsdecode(name)).write_bytes(b"He denied it.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    article, notice = read([os.fsdecode(name)])
    assert isinstance(article, Article)
    article.id.encode("utf-8")
    str(notice).encode("utf-8")
    assert "\x1b" not in article.id + str(notice)


def test_standard_input_has_no_name_so_the_digest_alone_is_the_id() -> None:
    article, notice = of_bytes(b"\xef\xbb\xbfHe denied it.\r\n")
    assert isinstance(article, Article)
    assert article.text == "He denied it.\n"
    assert len(article.id) == 16
    assert isinstance(notice, Notice)
    assert notice.where == "standard input"


def test_a_file_without_an_id_is_named_after_itself(tmp_path: Path) -> None:
    article, *_ = read([write(tmp_path, "mayor denies.txt")])
    assert isinstance(article, Article)
    assert article.id.startswith("mayor denies-")
    assert len(article.id) == len("mayor denies-") + 8


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("windows-1252.html", None), ("jsonld.html", None), ("opengraph.html", "utf-16"), ("opengraph.html", "utf-8-sig")],
)
def test_pages_are_decoded_as_they_declare(name: str, encoding: str | None) -> None:
    data = (PAGES / name).read_bytes()
    article, *_ = of_bytes(data.decode("utf-8").encode(encoding) if encoding else data)
    assert isinstance(article, Article)
    assert "�" not in article.text
    assert {"windows-1252.html": "Åse Holm", "jsonld.html": "“Not one gram"}.get(name, "Pål Reiten") in article.text


def test_json_lines_in_utf_16_are_read() -> None:
    lines = '{"id": "é", "published": "2019", "text": "a"}\n{"id": "b", "published": "2019", "text": "b"}\n'
    assert [item.id for item in of_bytes(lines.encode("utf-16")) if isinstance(item, Article)] == ["é", "b"]


def test_json_lines_are_streamed() -> None:
    class Stream(io.RawIOBase):
        """Half a gigabyte that nobody could hold at once without being noticed."""

        line = json.dumps({"id": "a", "published": "2019", "text": "x" * 5_000}).encode() + b"\n"
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0, "read to the end"
            self.given += size
            return (self.line * (size // len(self.line) + 1))[:size]

        def readline(self, size: int | None = -1, /) -> bytes:
            self.given += len(self.line)
            return self.line

    stream = Stream()
    articles = read(["-"], stdin=_binary(stream))
    for _ in range(3):
        assert isinstance(next(articles), Article)
    assert stream.given < 200_000


def _binary(stream: io.RawIOBase) -> BinaryIO:
    return stream  # type: ignore[return-value]


def test_five_megabytes_are_read_in_full(tmp_path: Path) -> None:
    text = "The mayor denied it, “never”. " * 160_000
    article, _ = read([write(tmp_path, "a.txt", text.encode())])
    assert isinstance(article, Article)
    assert article.text == text


def test_nothing_is_fetched_but_what_is_named(tmp_path: Path) -> None:
    asked: list[str] = []

    def fetch(url: str) -> Page:
        asked.append(url)
        return Page(url, b"The mayor denied it.")

    feed = b"<rss><item><link>https://post.example/b</link><description>He denied it.</description></item></rss>"
    sources = [write(tmp_path, "feed.xml", feed), str(PAGES), "https://post.example/a"]
    assert [item for item in read(sources, fetch=fetch) if isinstance(item, Article)]
    assert asked == ["https://post.example/a"]


def test_a_single_name_instead_of_a_list_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match=r"write \[name\]"):
        list(read("a.txt"))


OPENINGS = [
    b"",
    b"---\ntitle: ",
    b'{"text": "',
    b'{"text": "a"}\n',
    b"<html><body><p>",
    b"<!doctype html>",
    b"<?xml version='1.0'?><rss><item><description>",
    b"<feed><entry><content type='xhtml'>",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"[{",
    b"%PDF",
]
FRAGMENTS = [
    b"---\n",
    b"</p>",
    b"<p>",
    b'"}\n',
    b"\\ud800",
    b"\x00",
    b"\xe9",
    b"<![CDATA[",
    b"&x;",
    b"<article>",
    b": ",
    b"published: 2024-13-40\n",
]


@settings(deadline=None)
@given(
    st.sampled_from(OPENINGS),
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from(FRAGMENTS),
            st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
        ),
        max_size=12,
    ),
)
def test_read_never_raises_and_what_it_yields_is_storable(opening: bytes, parts: list[bytes]) -> None:
    items = of_bytes(opening + b"".join(parts))
    assert items
    for item in items:
        if isinstance(item, Article):
            (item.text + item.id + (item.citation.title or "")).encode("utf-8")
            assert "\x00" not in item.text
        else:
            assert "\n" not in str(item)
            str(item).encode("utf-8")
