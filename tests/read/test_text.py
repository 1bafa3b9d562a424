"""Plain text, with and without front matter."""

from __future__ import annotations

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read.text import read_text


def article_of(text: str) -> Article:
    article, *_ = read_text(text, where="a.txt", stem="a")
    assert isinstance(article, Article)
    return article


def test_front_matter() -> None:
    article = article_of(
        "---\nid: 007\ntitle: 'Mayor: no sale'\npublished: 2019-12-11\noutlet: The Post\nurl: https://post.example/a\n"
        "tags: [bridge, sale]\n---\n\nHe denied it.\n"
    )
    cited = article.citation
    assert (cited.id, cited.title, cited.outlet, cited.url) == ("007", "Mayor: no sale", "The Post", "https://post.example/a")
    assert str(cited.published) == "2019-12-11"
    assert article.text == "\nHe denied it.\n"


@pytest.mark.parametrize(
    "text",
    [
        "He denied it.\n\n  “Never,” he said. \n",
        "---\nHe denied it.\n---\nShe did not.\n",
        "---\nHe denied it, and no second rule follows.",
        "--- He denied it ---\ntitle: x\n---\n",
        "----\ntitle: x\n----\n",
        "---\n- one\n- two\n---\nText",
        "He denied it.\n---\ntitle: x\n---\n",
        "---\nHe said: no: never\n---\nText",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert article_of(text).text == text


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("---\n---\nHe denied it.", None, "He denied it."),
        ("---\ntitle: ~\n---\nHe denied it.", None, "He denied it."),
        ("---\ntitle:\n---\nHe denied it.", None, "He denied it."),
        ("---\ntitle: 1984\n...\nHe denied it.", "1984", "He denied it."),
        ("---\r\ntitle: Yes\r\n---\r\nHe denied it.\r\n", "Yes", "He denied it.\n"),
        ("---\ntitle: a\n---\n---\ntitle: b\n---\n", "a", "---\ntitle: b\n---\n"),
    ],
)
def test_front_matter_at_its_edges(text: str, title: str | None, body: str) -> None:
    article = article_of(text)
    assert (article.citation.title, article.text) == (title, body)


def test_a_date_that_the_calendar_lacks_is_no_yaml_error() -> None:
    article, notice = read_text("---\npublished: 2024-13-40\n---\nHe denied it.", where="a.txt")
    assert isinstance(article, Article)
    assert str(notice).startswith("a.txt: published '2024-13-40' is no date")


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("id: a\ntitle: Mayor: no sale", "a.txt:3: front matter can't be read (mapping values are not allowed here)"),
        ("title: [a", "a.txt:3: front matter can't be read (expected ',' or ']', but got '<stream end>')"),
        ("title: *x", "a.txt:2: front matter can't be read (found undefined alias 'x')"),
        ("title: " + "[" * 5_000, "a.txt: front matter can't be read (not YAML)"),
    ],
)
def test_broken_front_matter_is_an_error_that_names_the_line(block: str, message: str) -> None:
    [error] = read_text(f"---\n{block}\n---\nHe denied it.", where="a.txt")
    assert isinstance(error, ReadError)
    assert str(error) == f"{message}; put the value in quotes, or mend the lines between the two ---"


def test_yaml_makes_no_objects() -> None:
    article = article_of("---\ntitle: !!python/object/apply:os.getcwd []\n---\nHe denied it.")
    assert article.citation.title is None


def test_aliases_do_not_multiply() -> None:
    bomb = "a0: &a0 [x,x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, 60))
    assert article_of(f"---\n{bomb}title: *a59\n---\nHe denied it.").citation.title is None


def test_five_megabytes_are_read_in_full() -> None:
    text = "The mayor denied it, and said so. " * 150_000
    assert article_of(text).text == text


def test_the_address_that_a_text_was_fetched_from_is_its_url() -> None:
    article, *_ = read_text("He denied it.", where="x", url="https://post.example/a.txt")
    assert isinstance(article, Article)
    assert article.citation.url == article.id == "https://post.example/a.txt"
