"""What every format shares: ids, dates, addresses, and characters that a graph can't hold."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read.article import clean, make_article, web_address
from kg.read.outcome import Notice

FULL = {"id": "a1", "title": "A title", "published": "2019-12-11", "outlet": "The Post", "url": "https://post.example/a"}


def made(fields: Mapping[str, object], text: str = "He denied it.", stem: str | None = "news") -> tuple[Article, list[str]]:
    """The article and what its notices found."""
    article, *notices = make_article(fields, text, where="here", stem=stem)
    assert isinstance(article, Article)
    assert all(isinstance(notice, Notice) and notice.where == "here" for notice in notices)
    return article, [str(notice).removeprefix("here: ") for notice in notices]


def test_all_fields_arrive_and_nothing_is_remarked() -> None:
    article, notices = made(FULL)
    cited = article.citation
    assert (cited.id, cited.title, str(cited.published), cited.outlet, cited.url) == tuple(FULL.values())
    assert notices == []


@pytest.mark.parametrize(
    ("fields", "stem", "expected"),
    [
        ({"id": "a1", "url": "https://post.example/a"}, "news", "a1"),
        ({"id": 17}, "news", "17"),
        ({"url": "https://post.example/a"}, "news", "https://post.example/a"),
        ({"id": "  ", "url": "https://post.example/a"}, "news", "https://post.example/a"),
        ({}, "news", "news-b83f0459"),
        ({}, None, "b83f04593829216a"),
    ],
)
def test_id(fields: dict[str, object], stem: str | None, expected: str) -> None:
    assert made(fields, stem=stem)[0].id == expected


@pytest.mark.parametrize("change", [{"title": "Another"}, {"outlet": "Another"}, {"published": "2020"}])
def test_a_made_id_tells_two_prints_of_one_text_apart(change: dict[str, object]) -> None:
    fields = {key: value for key, value in FULL.items() if key not in ("id", "url")}
    assert made(fields)[0].id != made({**fields, **change})[0].id


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2019-12-11", "2019-12-11"),
        ("2019-12", "2019-12"),
        ("2019", "2019"),
        (2019, "2019"),
        ("2019-12-11T23:30:00-05:00", "2019-12-11"),
        ("2019-12-11 08:00", "2019-12-11"),
    ],
)
def test_published(given: object, expected: str) -> None:
    article, notices = made({"published": given})
    assert str(article.published) == expected
    assert notices == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2024-13-40", "published '2024-13-40' is no date, so the article is read without one"),
        ("2023-02-29", "published '2023-02-29' is no date, so the article is read without one"),
        ("Dec. 10, 2019", "published 'Dec. 10, 2019' is no date, so the article is read without one"),
        ("2019-12-11 or so", "published '2019-12-11 or so' is no date, so the article is read without one"),
        (["2019"], "published is a list and is left out"),
        (None, "no date of publication"),
        ("", "no date of publication"),
    ],
)
def test_an_article_without_a_date_is_read_and_one_line_says_why(given: object, found: str) -> None:
    article, notices = made({"published": given})
    assert article.published is None
    assert [notice.partition(";")[0] for notice in notices] == [found]


@pytest.mark.parametrize(
    "url", ["example.org/a", "javascript:alert(1)", "https://", "http://a b", "https://x/<script>", "https://[", "ftp://x/a"]
)
def test_an_address_that_rdf_can_not_hold_is_left_out_with_a_notice(url: str) -> None:
    article, notices = made({**FULL, "url": url})
    assert article.citation.url is None
    assert web_address(url) is None
    assert notices == [f"url '{url}' is left out; give the whole address, with https://"]


@pytest.mark.parametrize("field", ["title", "outlet"])
def test_a_field_of_another_type_is_left_out_with_a_notice(field: str) -> None:
    article, notices = made({**FULL, field: {"name": "x"}})
    assert getattr(article.citation, field) is None
    assert notices == [f"{field} is an object and is left out; write it as text in quotes"]


def test_fields_are_one_line() -> None:
    assert made({**FULL, "title": " A\r\n  title\x00"})[0].citation.title == "A title�"


@pytest.mark.parametrize("text", ["", " \n\t", "\u2003"])
def test_no_text_is_an_error(text: str) -> None:
    [error] = make_article(FULL, text, where="here")
    assert isinstance(error, ReadError)
    assert str(error) == "here: no text in it; leave it out, or put the article's text there"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\x0cb\x0bc", "a\nb\nc"),
        ("a\x00b\x1bc", "a�b�c"),
        ("a\ud83db", "a�b"),
        ("\uffff", "�"),
        ("tab\t “quotes” é \U0001f600", "tab\t “quotes” é \U0001f600"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_replaced_characters_are_counted_in_a_notice() -> None:
    article, notices = made(FULL, "He\x00 denied\ud800 it.")
    assert article.text == "He� denied� it."
    assert notices == ["2 control characters or halves of characters, replaced by U+FFFD; mend the text if they matter"]


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_every_text_becomes_one_that_can_be_encoded_and_is_clean(raw: str) -> None:
    text = clean(raw)
    text.encode("utf-8")
    assert clean(text) == text
    assert len(text) == len(raw) - raw.count("\r\n")
