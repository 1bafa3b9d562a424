"""RSS and Atom: an entry is an article."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read.feed import read_feed
from kg.read.outcome import Item, Notice

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Post</title><link>https://post.example</link>{}
</channel></rss>"""
FULL = """
<item><title>Mayor denies sale</title><link>https://post.example/a</link><guid isPermaLink="false">g1</guid>
<pubDate>Tue, 10 Dec 2019 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The mayor denied it on Monday.</p><p>“Never,” she said.</p>]]></content:encoded></item>"""
SUMMARY = """
<item><title>Dam holds</title><link>{}</link><pubDate>2019-12-11</pubDate>
<description>The dam holds, the ministry said.</description></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><link rel="self" href="https://post.example/feed"/>
<entry><id>tag:1</id><title>Mayor denies sale</title><link rel="edit" href="https://post.example/e"/>
<link href="https://post.example/a"/><published>2019-12-10T23:30:00-05:00</published><updated>2020-01-01T00:00:00Z</updated>
{}</entry></feed>"""
TEXT = "The mayor denied it on Monday.\n\n“Never,” she said."


def test_rss_with_full_content() -> None:
    [article] = read_feed(RSS.format(FULL), where="feed.xml")
    assert isinstance(article, Article)
    cited = article.citation
    assert (cited.id, cited.title, cited.outlet, cited.url) == ("g1", "Mayor denies sale", "The Post", "https://post.example/a")
    assert str(cited.published) == "2019-12-10"
    assert article.text == TEXT


@pytest.mark.parametrize(
    "content",
    [
        '<content type="html">&lt;p>The mayor denied it on Monday.&lt;/p>&lt;p>“Never,” she said.&lt;/p></content>',
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The mayor denied it on Monday.</p>'
        "<p>“Never,” she said.</p></div></content>",
        f'<content type="text">{TEXT}</content>',
    ],
)
def test_atom(content: str) -> None:
    [article] = read_feed(ATOM.format(content), where="feed.xml")
    assert isinstance(article, Article)
    assert (article.id, article.citation.url, str(article.published)) == ("tag:1", "https://post.example/a", "2019-12-10")
    assert article.text == TEXT


def test_rss_1_keeps_its_items_beside_the_channel() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title></channel>
      <item><title>Dam</title><link>https://post.example/b</link><dc:date>2019-12-11T08:00:00Z</dc:date>
      <description>The dam holds, the ministry said.</description></item></rdf:RDF>"""
    [article] = read_feed(feed, where="feed.xml")
    assert isinstance(article, Article)
    assert (article.citation.outlet, str(article.published)) == ("The Post", "2019-12-11")


def test_in_a_file_the_summary_is_the_article() -> None:
    [article] = read_feed(RSS.format(SUMMARY.format("https://post.example/b")), where="feed.xml")
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("https://post.example/b", "The dam holds, the ministry said.")


def follow(url: str) -> Iterator[Item]:
    yield Notice(url, "followed", "")


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        ("https://post.example/b", True),
        ("https://other.example/b", True),
        ("http://127.0.0.1:8000/b", False),
        ("http://169.254.169.254/latest", False),
        ("http://[::1]/b", False),
        ("http://localhost/b", False),
        ("http://printer.local/b", False),
    ],
)
def test_of_a_fetched_feed_the_linked_pages_are_read_but_not_inside_the_readers_network(link: str, followed: bool) -> None:
    [item] = read_feed(RSS.format(SUMMARY.format(link)), where="feed", follow=follow)
    assert isinstance(item, Notice) == followed
    assert isinstance(item, ReadError) != followed


def test_an_entry_with_full_content_is_not_followed() -> None:
    [article] = read_feed(RSS.format(FULL), where="feed", follow=follow)
    assert isinstance(article, Article)


def test_entries_are_named_by_their_line() -> None:
    items = list(read_feed(RSS.format(FULL + "\n<item><title>x</title></item>"), where="feed.xml"))
    assert [str(item).partition(";")[0] for item in items[1:]] == ["feed.xml:7: no text in it"]


@pytest.mark.parametrize("feed", ["<rss></rss>", "<rss", "<feed/>", RSS.format("")])
def test_a_feed_without_entries_is_an_error(feed: str) -> None:
    [error] = read_feed(feed, where="feed.xml")
    assert isinstance(error, ReadError)
    assert str(error).startswith("feed.xml: a feed without entries; ")


def test_a_feed_that_breaks_off_says_so() -> None:
    *_, notice = read_feed(RSS.format(FULL).removesuffix("</channel></rss>"), where="feed.xml")
    assert isinstance(notice, Notice)
    assert "not well-formed XML (line 7: " in str(notice)


@pytest.mark.parametrize("entity", ["e11", "f", "unknown"])
def test_entities_neither_multiply_nor_reach_files(entity: str) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "boom"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    item = f"<item><description>He denied it &{entity}; all.</description></item>"
    start = time.perf_counter()
    article, *_ = read_feed(RSS.replace('<?xml version="1.0"?>', bomb).format(item), where="feed.xml")
    assert time.perf_counter() - start < 5
    assert isinstance(article, Article)
    assert article.text.startswith("He denied it")
    assert not {"boom", "root:"} & set(article.text.split())
