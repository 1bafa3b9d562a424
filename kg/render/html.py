"""A knowledge graph goes in, one self-contained HTML page comes out: the interactive picture.

Article text is hostile. It reaches the page only as JSON that holds no ``<``, ``>`` or ``&``, inside a script element that
browsers never run, and the page's own script puts it on screen by ``textContent`` or paints it on a canvas. The
Content-Security-Policy (https://www.w3.org/TR/CSP3/) allows the page's own scripts and style sheet, by hash, and nothing
else: no request, no inline handler, no frame, no form.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.analyse.disputes import disputes
from kg.dates import PartialDate
from kg.model import Actor, Citation, Claim, KnowledgeGraph, Statement
from kg.render.network import network

TITLE = "Who says what, and who denies it"

_TEMPLATES = Path(__file__).parent / "templates"
#: What can end a script element, open a comment, or end a line of JavaScript.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

#: Pairs of actors, by place, and what they are at odds over: (claim, rival claim or None).
Disputes = dict[tuple[int, int], list[tuple[int, int | None]]]


def picture(graph: KnowledgeGraph, *, title: str = TITLE) -> str:
    """Return *graph* as one HTML page that needs no server and no network.

    The same graph and title give the same text. Actors and claims without any statement are left out. Links lead to
    ``http`` and ``https`` addresses only; any other address is dropped, the article's headline stays.
    """
    drawn = _with_statements(graph)
    rows = _disputes(drawn)
    claims = {c.id: i for i, c in enumerate(drawn.claims)}
    rivals = [(claims[c.first], claims[c.second]) for c in drawn.contradictions]
    drawing = network(drawn, disputes=rows, contradictions=rivals)
    data = {
        **_facts(drawn),
        "disputes": [{"denier": d, "asserter": a, "over": over} for (d, a), over in sorted(rows.items())],
        "contradictions": rivals,
        "network": {"nodes": drawing.nodes, "edges": drawing.edges, "options": drawing.options},
    }
    scripts = (_vis(), _text("picture.js"))
    style = _text("picture.css")
    return (
        _environment()
        .get_template("picture.html.j2")
        .render(
            title=title,
            generator=graph.generator,
            policy=_policy(scripts, style),
            empty=not drawn.statements,
            # Markup marks what is ours, or has been through embed(): everything else is escaped by the template.
            style=Markup(style),
            scripts=[Markup(s) for s in scripts],
            data=Markup(embed(data)),
        )
    )


def embed(value: Any) -> str:
    r"""Return *value* as JSON that can stand in a script element of an HTML page, whatever strings it holds.

    >>> print(embed({"name": "</script><b>&\u2028"}))
    {"name":"\u003c/script\u003e\u003cb\u003e\u0026\u2028"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate is not text; it can't be written as UTF-8.
    return text.translate(_ESCAPES).encode("utf-8", "replace").decode("utf-8")


def safe_url(url: str | None) -> str | None:
    """Return *url* if a link may lead there: an absolute ``http`` or ``https`` address without spaces; else None.

    >>> safe_url("https://example.org/a?b=c"), safe_url("javascript:alert(1)"), safe_url("//example.org")
    ('https://example.org/a?b=c', None, None)
    """
    if url is None or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def _with_statements(graph: KnowledgeGraph) -> KnowledgeGraph:
    actors = {s.actor for s in graph.statements}
    claims = {s.claim for s in graph.statements}
    articles = {e.article for s in graph.statements for e in s.evidence}
    return KnowledgeGraph(
        articles=tuple(a for a in graph.articles if a.id in articles),
        actors=tuple(a for a in graph.actors if a.id in actors),
        claims=tuple(c for c in graph.claims if c.id in claims),
        statements=graph.statements,
        contradictions=tuple(c for c in graph.contradictions if {c.first, c.second} <= claims),
        generator=graph.generator,
    )


def _disputes(graph: KnowledgeGraph) -> Disputes:
    actors = {a.id: i for i, a in enumerate(graph.actors)}
    claims = {c.id: i for i, c in enumerate(graph.claims)}
    found: Disputes = {}
    for d in disputes(graph):
        over = (claims[d.claim], None if d.rival is None else claims[d.rival])
        found.setdefault((actors[d.denier], actors[d.asserter]), []).append(over)
    return found


def _facts(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return what the side panel shows, things named by their place in the graph."""
    actors = {a.id: i for i, a in enumerate(graph.actors)}
    claims = {c.id: i for i, c in enumerate(graph.claims)}
    articles = {a.id: i for i, a in enumerate(graph.articles)}

    def statement(s: Statement) -> dict[str, Any]:
        return {
            "actor": actors[s.actor],
            "claim": claims[s.claim],
            "stance": s.stance.value,
            **_date(s.date),
            "basis": s.date_basis.value if s.date_basis else None,
            "evidence": [
                {
                    "article": articles[e.article],
                    "prefix": e.prefix,
                    "pieces": [p.text for p in e.pieces],
                    "suffix": e.suffix,
                    "source": e.source_text,
                    "cue": e.cue_text,
                }
                for e in s.evidence
            ],
        }

    return {
        "articles": [_article(a) for a in graph.articles],
        "actors": [_actor(a) for a in graph.actors],
        "claims": [_claim(c) for c in graph.claims],
        "statements": [statement(s) for s in graph.statements],
    }


def _article(article: Citation) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": str(article.published) if article.published else None,
        "url": safe_url(article.url),
    }


def _actor(actor: Actor) -> dict[str, Any]:
    same = [url for url in map(safe_url, actor.same_as) if url]
    return {"name": actor.name, "kind": actor.kind.value, "aliases": actor.aliases, "same": same}


def _claim(claim: Claim) -> dict[str, Any]:
    return {"text": claim.text}


def _date(date: PartialDate | None) -> dict[str, str | None]:
    """Return a date with the first and the last day that it may mean, which is what filters compare."""
    if date is None:
        return {"date": None, "first": None, "last": None}
    return {"date": str(date), "first": date.first.isoformat(), "last": date.last.isoformat()}


def _policy(scripts: tuple[str, ...], style: str) -> str:
    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"

    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(source, scripts))}",
            f"style-src {source(style)}",
            "base-uri 'none'",
            "form-action 'none'",
            # The page never parses text as HTML, and can't be made to.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """Return vis-network as pyvis ships it, its licence on top. Its style sheet is for parts that this page leaves off."""
    path = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return path.read_text(encoding="utf-8")
