from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from kg.model import KnowledgeGraph
from kg.render.html import embed, picture, safe_url
from tests.factory import graph
from tests.render.scenes import ADDRESSES, PAYLOADS, SAFE, UNSAFE, affair, crowd, hostile
from tests.strategies import graphs, texts


class Tags(HTMLParser):
    """Collects start tags with their attributes, and the text of each script element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag == "script"
        if self._inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


@given(texts(min_size=0))
def test_embedded_json_can_not_leave_its_element_and_reads_back(text: str) -> None:
    written = embed({"x": [text]})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"x": [text]}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_embed_payloads(payload: str) -> None:
    assert json.loads(embed(payload)) == payload
    assert "<" not in embed(payload)


def test_embed_lone_surrogate_becomes_writable() -> None:
    embed("\ud800").encode("utf-8")


@pytest.mark.parametrize(
    "url",
    ["http://example.org", "https://example.org/a?b=c&d#e", "HTTPS://EXAMPLE.ORG/", "https://[::1]/", "https://é.example/"],
)
def test_addresses_that_become_links(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize("url", [None, "", "example.org", "mailto:a@b.example", "https://a b.example", *ADDRESSES])
def test_addresses_that_do_not(url: str | None) -> None:
    assert safe_url(url) is None


def test_hostile_text_adds_no_tag_and_no_attribute() -> None:
    plain, hostile_ = (Tags(picture(g, title="t")) for g in (affair(), hostile()))
    assert [t for t, _ in hostile_.tags] == [t for t, _ in plain.tags]
    assert [sorted(a) for _, a in hostile_.tags] == [sorted(a) for _, a in plain.tags]
    assert len(hostile_.scripts) == 3
    assert hostile_.scripts[1:] == plain.scripts[1:]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_title(payload: str) -> None:
    assert [t for t, _ in Tags(picture(graph(), title=payload)).tags] == [t for t, _ in Tags(picture(graph())).tags]


def test_only_links_within_the_policy_and_nothing_to_fetch() -> None:
    page = Tags(picture(affair()))
    assert not [a for _, a in page.tags if {"src", "href", "style", "action"} & set(a)]
    assert not [name for _, a in page.tags for name in a if name.startswith("on")]
    (policy,) = [a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


@settings(max_examples=30)
@given(graphs())
def test_every_graph_can_be_drawn_and_always_the_same(graph: KnowledgeGraph) -> None:
    page = picture(graph)
    assert page == picture(graph)
    page.encode("utf-8")
    if graph.statements:
        data = json.loads(Tags(page).scripts[0])
        assert len(data["statements"]) == len(graph.statements)
        assert {a["name"] for a in data["actors"]} == {
            a.name for a in graph.actors if any(s.actor == a.id for s in graph.statements)
        }


def test_a_graph_without_statements_says_so() -> None:
    page = picture(graph())
    assert "No statements" in page
    assert "<script" not in page


def test_disputes_come_from_denials_and_from_rival_claims() -> None:
    data = json.loads(
        Tags(
            picture(
                graph(
                    ("A", "asserts", "x", None),
                    ("B", "denies", "x", None),
                    ("C", "asserts", "y", None),
                    contradictions=[("x", "y")],
                )
            )
        ).scripts[0]
    )
    names, texts = [a["name"] for a in data["actors"]], [c["text"] for c in data["claims"]]
    found = {
        (names[d["denier"]], names[d["asserter"]], *((texts[c], None if r is None else texts[r]) for c, r in d["over"]))
        for d in data["disputes"]
    }
    assert found == {("B", "A", ("x", None)), ("C", "A", ("x", "y")), ("A", "C", ("y", "x"))}


def test_dates_are_given_with_the_days_they_may_mean() -> None:
    data = json.loads(Tags(picture(graph(("A", "asserts", "x", "2020-02")))).scripts[0])
    (statement,) = data["statements"]
    assert (statement["date"], statement["first"], statement["last"]) == ("2020-02", "2020-02-01", "2020-02-29")


def test_the_affair_has_its_contradictions() -> None:
    data = json.loads(Tags(picture(affair())).scripts[0])
    pairs = [{data["claims"][i]["text"] for i in pair} for pair in data["contradictions"]]
    assert {SAFE, UNSAFE} in pairs
    assert len(pairs) == 2


def test_size_grows_with_the_graph_alone() -> None:
    small, large = (len(picture(crowd(n)).encode()) for n in (100, 300))
    assert large - small < 200 * 2000
