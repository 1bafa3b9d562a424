"""Hypothesis strategies for model values: every value that the model allows, hostile text included."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from kg.dates import PartialDate
from kg.model import (
    Actor,
    ActorKind,
    Citation,
    Claim,
    Contradiction,
    DateBasis,
    Evidence,
    KnowledgeGraph,
    Merge,
    Span,
    Stance,
    Statement,
)

#: text that has broken serialisers, queries and pages before
HOSTILE = (
    '"""',
    "'",
    "\\",
    '\\"',
    "\\u0041",
    "<script>alert(1)</script>",
    "> . <urn:x> <urn:y> <urn:z",
    "a\r\nb\tc",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\x00",
    "\x85",
    "\U0001f600",
    "e\u0301",
    "@prefix a: <b> .",
    "# x",
    "%00",
    "?x } #",
)


def texts(*, min_size: int = 1) -> st.SearchStrategy[str]:
    """Any text that UTF-8 can hold, not blank unless it may be empty."""
    any_text = st.text(min_size=min_size, max_size=12) | st.sampled_from(HOSTILE)
    return any_text.filter(lambda t: bool(t.strip())) if min_size else any_text


def partial_dates() -> st.SearchStrategy[PartialDate]:
    return st.builds(
        lambda day, size: PartialDate(*(day.year, day.month, day.day)[:size]),
        st.dates(datetime.date(1, 1, 1)),
        st.integers(1, 3),
    )


def http_urls() -> st.SearchStrategy[str]:
    return st.sampled_from(
        ("https://news.example/2019/12/a?b=c&d=%20#e", "http://news.example:8080/", "https://bücher.example/ü")
    )


def citations() -> st.SearchStrategy[Citation]:
    return st.builds(
        Citation,
        id=texts(),
        title=st.none() | texts(min_size=0),
        published=st.none() | partial_dates(),
        outlet=st.none() | texts(min_size=0),
        url=st.none() | http_urls() | texts(min_size=0),
    )


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    names = draw(st.lists(texts(), min_size=1, max_size=4, unique=True))
    same_as = draw(st.lists(http_urls() | texts(), max_size=2, unique=True))
    return Actor(draw(texts()), names[0], draw(st.sampled_from(ActorKind)), tuple(sorted(names[1:])), tuple(sorted(same_as)))


@st.composite
def passages(draw: st.DrawFn) -> tuple[Span, ...]:
    """One to three pieces in order, some right next to each other."""
    pieces, at = [], 0
    for words in draw(st.lists(texts(), min_size=1, max_size=3)):
        at += draw(st.integers(0, 1000))
        pieces.append(Span(at, at + len(words), words))
        at += len(words)
    return tuple(pieces)


def evidences(articles: st.SearchStrategy[str]) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        article=articles,
        pieces=passages(),
        source_text=st.none() | texts(min_size=0),
        cue_text=st.none() | texts(min_size=0),
        prefix=texts(min_size=0),
        suffix=texts(min_size=0),
        confidence=st.floats(0, 1),
    )


@st.composite
def statements(draw: st.DrawFn, actors: list[str], claims: list[str], articles: list[str]) -> Statement:
    date = draw(st.none() | partial_dates())
    proof = draw(st.lists(evidences(st.sampled_from(articles)), min_size=1, max_size=3))
    return Statement(
        draw(st.sampled_from(actors)),
        draw(st.sampled_from(Stance)),
        draw(st.sampled_from(claims)),
        tuple(proof),
        date,
        draw(st.sampled_from(DateBasis)) if date else None,
    )


@st.composite
def merges(draw: st.DrawFn, nodes: list[tuple[str, str]]) -> Merge:
    forms = sorted(draw(st.lists(texts(), min_size=2, max_size=2, unique=True)))
    kind, node = draw(st.sampled_from(nodes))
    return Merge(kind, node, forms[0], forms[1], draw(st.floats(0, 1)), draw(texts()))


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """A small knowledge graph: up to four of each, actors and claims without statements among them."""
    papers = draw(st.lists(citations(), max_size=3, unique_by=lambda c: c.id))
    people = draw(st.lists(actors(), max_size=4, unique_by=lambda a: a.id))
    props = draw(st.lists(st.builds(Claim, texts(), texts()), max_size=4, unique_by=lambda c: c.id))
    said: list[Statement] = []
    if papers and people and props:
        rows = statements([a.id for a in people], [c.id for c in props], [c.id for c in papers])
        said = draw(st.lists(rows, max_size=4, unique_by=lambda s: s.id))
    pairs = [(a.id, b.id) for a in props for b in props if a.id < b.id]
    rivals = draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else []
    nodes = [*(("actor", a.id) for a in people), *(("claim", c.id) for c in props)]
    joined = draw(st.sets(merges(nodes), max_size=3)) if nodes else set()
    return KnowledgeGraph(
        articles=tuple(sorted(papers, key=lambda i: i.id)),
        actors=tuple(sorted(people, key=lambda i: i.id)),
        claims=tuple(sorted(props, key=lambda i: i.id)),
        statements=tuple(sorted(said, key=lambda i: i.id)),
        contradictions=tuple(Contradiction(*pair) for pair in sorted(rivals)),
        merges=tuple(sorted(joined)),
        generator=draw(st.none() | texts()),
    )
