"""Pages in the shapes that newspapers publish: the article and nothing else, and what the page says of itself."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read.html import declared_encoding, read_html
from kg.read.outcome import Item

PAGES = Path(__file__).parent / "pages"


def read_page(name: str, *, url: str | None = None) -> list[Item]:
    return list(read_html((PAGES / name).read_text(encoding="utf-8"), where=name, stem=Path(name).stem, url=url))


def article_of(page: str, *, url: str | None = None) -> Article:
    article, *_ = read_html(page, where="page.html", stem="page", url=url)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("name", "title", "published", "outlet", "url"),
    [
        (
            "jsonld.html",
            "Dunmore quarry owner rejects dust findings",
            "2021-03-18",
            "The Dunmore Courier",
            "https://courier.example.com/news/2021/quarry-dust",
        ),
        (
            "opengraph.html",
            "Ferry line says it warned ministry of cracks",
            "2018-11-02",
            "Harbour Post",
            "https://harbourpost.example.org/ferry-cracks",
        ),
        ("time-element.html", "Council denies selling the common", "2016-07-09", None, None),
        ("no-metadata.html", None, None, None, None),
    ],
)
def test_metadata(name: str, title: str | None, published: str | None, outlet: str | None, url: str | None) -> None:
    article, *notices = read_page(name)
    assert isinstance(article, Article)
    cited = article.citation
    date = str(cited.published) if cited.published else None
    assert (cited.title, date, cited.outlet, cited.url) == (title, published, outlet, url)
    assert len(notices) == (published is None)


@pytest.mark.parametrize(
    ("name", "first", "last", "paragraphs", "absent"),
    [
        (
            "jsonld.html",
            "The owner of the Dunmore quarry on Thursday",
            "who kept them.",
            6,
            ["I agree to the terms", "newsletter", "inbox", "quarryfan88", "Anonymous", "All rights", "Sport"],
        ),
        (
            "opengraph.html",
            "The ferry line Norvik says",
            "according to the committee.",
            6,
            ["I agree", "Subscribe", "Storm closes", "Share on", "log in to comment"],
        ),
        (
            "time-element.html",
            "The council of Ashby has denied",
            "report in September.",
            5,
            ["Published", "| 2015 |", "Weekly Fold"],
        ),
        ("no-metadata.html", "The mill's owner denied", '"It stayed shut all night," he said.', 2, []),
    ],
)
def test_text(name: str, first: str, last: str, paragraphs: int, absent: list[str]) -> None:
    article, *_ = read_page(name)
    assert isinstance(article, Article)
    assert article.text.startswith(first)
    assert article.text.endswith(last)
    assert len(article.text.split("\n\n")) == paragraphs
    assert [words for words in absent if words in article.text] == []


def test_inline_markup_breaks_no_words() -> None:
    article, *_ = read_page("jsonld.html")
    assert isinstance(article, Article)
    assert "“Not one gram of it left our land,” said Harlan Voss, who has run the quarry" in article.text
    assert "“The county measured the road, not us.”" in article.text


@pytest.mark.xfail(strict=True, reason="trafilatura drops a list that stands between paragraphs outside of <article>")
def test_a_list_outside_of_an_article_element_is_kept() -> None:
    article, *_ = read_page("time-element.html")
    assert isinstance(article, Article)
    assert "The register lists the town as the owner." in article.text


def test_list_items_lose_their_dashes() -> None:
    article = article_of(
        "<html><body><article><p>The council of Ashby said two things on Friday.</p>"
        "<ul><li>The register lists the town as the owner.</li><li>The deposit was never paid.</li></ul>"
        "</article></body></html>"
    )
    assert article.text.split("\n\n")[1:] == ["The register lists the town as the owner.", "The deposit was never paid."]


BODY = "<p>The mayor denied on Monday that the bridge had been sold.</p><p>She said so twice.</p>"


@pytest.mark.parametrize(
    ("head", "fetched", "expected"),
    [
        ('<link rel="canonical" href="https://post.example/a">', None, "https://post.example/a"),
        ('<link rel="canonical" href="https://post.example/a">', "https://post.example/a?x=1", "https://post.example/a"),
        ('<link rel="canonical" href="https://post.example/">', "https://post.example/a", "https://post.example/a"),
        ('<link rel="canonical" href="https://post.example/">', None, None),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://post.example/a", "https://post.example/a"),
        ("", "https://post.example/a", "https://post.example/a"),
        ("", None, None),
    ],
)
def test_url(head: str, fetched: str | None, expected: str | None) -> None:
    page = f"<html><head><title>Mayor</title>{head}</head><body><article>{BODY}</article></body></html>"
    assert article_of(page, url=fetched).citation.url == expected


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2024-13-40">',
        "<p>© 2021 The Post</p>",
        "<p>The treaty of 3 May 1998 was denied.</p>",
    ],
)
def test_a_date_is_never_taken_from_the_text_or_made_up(meta: str) -> None:
    items = list(read_html(f"<html><body><article>{meta}{BODY}</article></body></html>", where="page.html"))
    assert isinstance(items[0], Article)
    assert items[0].published is None
    assert [str(item).partition(";")[0] for item in items[1:]] == ["page.html: no date of publication"]


def test_a_date_in_the_future_counts_as_any_other() -> None:
    head = '<meta property="article:published_time" content="2091-05-03T10:00:00Z">'
    page = f"<html><head>{head}</head><body><article>{BODY}</article></body></html>"
    assert str(article_of(page).published) == "2091-05-03"


@pytest.mark.parametrize("page", ["<p>He denied it, she said.</p>", "<div><p>He denied it, she said.</p></div>"])
def test_fragments_are_read(page: str) -> None:
    assert article_of(page).text == "He denied it, she said."


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><p> </p></body></html>", "<html"])
def test_a_page_without_an_article_is_an_error(page: str) -> None:
    [error] = read_html(page, where="page.html")
    assert isinstance(error, ReadError)
    assert str(error).startswith("page.html: no article found in the page; ")


def test_a_page_is_read_the_same_every_time_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert read_page("jsonld.html") == read_page("jsonld.html")


def test_a_paragraph_that_comes_again_later_is_kept() -> None:
    quote = "<p>The mayor denied that the bridge had been sold by her.</p>"
    page = f"<html><body><article>{quote}<p>The council met on Friday.</p>{quote}</article></body></html>"
    assert article_of(page).text.count("bridge had been sold") == 2


def test_the_finder_prints_nothing_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    list(read_html("<html></html>", where="page.html"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b"<META CHARSET=utf-8>", "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="iso-8859-15"?><html>', "iso-8859-15"),
        (b"<p>charset=utf-8</p>", None),
        (b"\xff\xfe<", None),
    ],
)
def test_declared_encoding(head: bytes, expected: str | None) -> None:
    assert declared_encoding(head) == expected


def test_a_picture_that_kg_drew_is_no_article() -> None:
    page = '<!DOCTYPE html><html><head><meta name="generator" content="counterclaim 0.1.0, x"></head><body>Text.</body></html>'
    assert [str(item) for item in read_html(page, where="graph.html")] == [
        "graph.html: a picture that kg drew, not an article; keep pictures in another folder"
    ]
