"""JSON lines: every line for itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read.article import clean
from kg.read.jsonl import read_lines

GOOD = b'{"id": "a%d", "published": "2019", "text": "He denied it."}\n'


def messages(*lines: bytes) -> list[str]:
    items = list(read_lines(lines, where="n.jsonl"))
    return [str(item) for item in items if isinstance(item, ReadError)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b'{"text": "He denied it."', "not JSON (Expecting ',' delimiter at character 26)"),
        (b"He denied it.", "not JSON (Expecting value at character 1)"),
        (b'["a"]', "a list where an article should be"),
        (b"3", "a number where an article should be"),
        (b'{"title": "x", "body": "y"}', "no text; the keys are 'title', 'body'"),
        (b"{}", "no text; the keys are none"),
        (b'{"text": null}', "text is nothing"),
        (b'{"text": ["a"]}', "text is a list"),
        (b'{"text": " "}', "no text in it"),
        (b'{"text": "caf\xe9"}', "byte 0xe9 at offset 13 is not UTF-8"),
        (b"[" * 100_000, "JSON with a number or a nesting beyond all measure"),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "x"}', "JSON with a number or a nesting beyond all measure"),
    ],
)
def test_a_broken_line_among_good_ones_loses_only_itself(line: bytes, found: str) -> None:
    items = list(read_lines([GOOD % 1, line + b"\n", b"\n", GOOD % 4], where="n.jsonl"))
    first, error, last = items
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, last.id) == ("a1", "a4")
    assert isinstance(error, ReadError)
    assert str(error).startswith(f"n.jsonl:2: {found}")


def test_lines_are_numbered_with_the_empty_ones() -> None:
    assert [message.partition(": ")[0] for message in messages(b"\n", b"x\n", b" \n", b"y")] == ["n.jsonl:2", "n.jsonl:4"]


def test_a_byte_order_mark_before_the_first_line_is_dropped() -> None:
    assert messages(b"\xef\xbb\xbf" + GOOD % 1) == []


def test_unknown_keys_are_tolerated() -> None:
    assert messages(b'{"text": "x", "language": "en", "tags": [1, {}]}') == []


def test_lines_are_taken_one_by_one() -> None:
    def endless() -> Iterator[bytes]:
        for number in range(1, 1_000):
            yield GOOD % number
        raise AssertionError("read ahead")

    stream = read_lines(endless(), where="n.jsonl")
    assert [item.id for item, _ in zip(stream, range(3), strict=False) if isinstance(item, Article)] == ["a1", "a2", "a3"]


LINES = st.fixed_dictionaries(
    {"text": st.text(st.characters(exclude_categories=()), min_size=1).filter(lambda text: clean(text).strip())},
    optional={
        "id": st.text("abc-1 é", min_size=1).map(lambda value: " ".join(value.split())).filter(bool),
        "title": st.text(st.characters(exclude_categories=("Z", "C")), min_size=1),
        "published": st.dates().map(str),
        "outlet": st.sampled_from(["The Post", "Le Cœur"]),
        "url": st.sampled_from(["https://post.example/a?b=c#d", "http://post.example"]),
    },
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=5), st.booleans())
def test_json_lines_round_trip(lines: list[dict[str, str]], ascii_only: bool) -> None:
    def encoded(line: dict[str, str]) -> bytes:
        text = json.dumps(line, ensure_ascii=ascii_only)
        return text.encode("utf-8", errors="replace")

    expected = [line if ascii_only else json.loads(encoded(line)) for line in lines]
    articles = [item for item in read_lines(map(encoded, lines), where="n.jsonl") if isinstance(item, Article)]
    assert [article.text for article in articles] == [clean(line["text"]) for line in expected]
    for article, line in zip(articles, expected, strict=True):
        cited = article.citation
        published = str(cited.published) if cited.published else None
        assert cited.id == line.get("id", line.get("url", cited.id))
        assert (cited.title, published, cited.outlet, cited.url) == tuple(
            line.get(key) for key in ("title", "published", "outlet", "url")
        )
