"""A knowledge graph goes in, a pyvis network comes out: which node has which shape, label and place, which edge which style.

Shapes and styles are data, in tables. Colours are the page's business, since they follow the reader's light or dark mode.
Nothing here is HTML: labels are plain text that vis-network paints on a canvas, and no node or edge has a title, because
vis-network may run a title as HTML.
"""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network

from kg.analyse.layout import Box, layout
from kg.model import ActorKind, KnowledgeGraph, Stance

#: vis-network's shapes; all take their label below, so that the name never widens the shape. The page's legend draws the same.
ACTOR_SHAPES: Mapping[ActorKind, str] = {
    ActorKind.PERSON: "dot",
    ActorKind.ORGANIZATION: "square",
    ActorKind.GOVERNMENT: "hexagon",
    ActorKind.GROUP: "triangle",
    ActorKind.UNKNOWN: "diamond",
}

#: How each kind of edge looks beside its colour: dashes and end, so that it can be told without colour at all.
EDGE_STYLES: Mapping[str, Mapping[str, Any]] = {
    "asserts": {"dashes": False, "arrows": {"to": {"enabled": True, "type": "arrow", "scaleFactor": 0.55}}},
    "denies": {"dashes": [9, 6], "arrows": {"to": {"enabled": True, "type": "bar", "scaleFactor": 0.75}}},
    "disputes": {"dashes": [2, 5], "arrows": {"to": {"enabled": True, "type": "vee", "scaleFactor": 0.55}}},
    "contradicts": {"dashes": [12, 4, 2, 4], "arrows": {"to": {"enabled": False}}},
}

CLAIM_FONT, CLAIM_COLUMNS, CLAIM_LINES, CLAIM_MARGIN = 14, 25, 5, 8
NAME_COLUMNS, NAME_LINES = 18, 3
#: Mean width of a character and height of a line, in font sizes, of the common sans-serif faces; only the layout needs them.
CHARACTER, LINE = 0.55, 1.25
#: From so many nodes on, edges are left out while the picture is dragged or zoomed.
MANY = 600


def network(
    graph: KnowledgeGraph, *, disputes: Iterable[tuple[int, int]] = (), contradictions: Iterable[tuple[int, int]] = ()
) -> Network:
    """Return the nodes, edges and options of *graph*, with places and without physics.

    Nodes are ``a0``, ``a1`` … and ``c0``, ``c1`` … after the place of actor and claim in *graph*: no text of an article is
    ever an id. Every edge carries its ``kind`` (a key of :data:`EDGE_STYLES`); edges of a stance also carry ``statements``,
    the places of the statements that it stands for. *disputes* are pairs of actors (denier, asserter), *contradictions*
    pairs of claims, by place.
    """
    actors = {a.id: i for i, a in enumerate(graph.actors)}
    claims = {c.id: i for i, c in enumerate(graph.claims)}
    stated: dict[tuple[int, int, Stance], list[int]] = {}
    for i, s in enumerate(graph.statements):
        stated.setdefault((actors[s.actor], claims[s.claim], s.stance), []).append(i)
    degree = Counter(a for a, _, _ in stated)

    # A large picture is first seen from afar, where actors must stand out of the crowd of claims.
    zoom = min(4.0, max(1.0, math.sqrt((len(graph.actors) + len(graph.claims)) / 60)))
    nodes = [
        *(_actor(a.name, ACTOR_SHAPES[a.kind], degree[i], a.kind.value, zoom) for i, a in enumerate(graph.actors)),
        *(_claim(c.text) for c in graph.claims),
    ]
    first = len(graph.actors)
    rivals = sorted(contradictions)
    links = [(a, first + c) for a, c, _ in stated] + [(first + a, first + b) for a, b in rivals]
    places = layout([box for _, box, _ in nodes], links)

    drawing = Network(directed=True)
    drawing.options = _options(len(nodes))
    names = [*(f"a{i}" for i in range(first)), *(f"c{i}" for i in range(len(graph.claims)))]
    for name, (node, _, lift), (x, y) in zip(names, nodes, places, strict=True):
        drawing.add_node(name, x=x, y=y - round(lift), **node)
    edges = [
        *(_edge(f"a{a}", f"c{c}", stance.value, statements=ids) for (a, c, stance), ids in stated.items()),
        *(_edge(f"a{a}", f"a{b}", "disputes") for a, b in sorted(disputes)),
        *(_edge(f"c{a}", f"c{b}", "contradicts") for a, b in rivals),
    ]
    # What may run between the same two nodes twice is bowed, or one line would hide the other.
    bowed = {("denies", f"a{a}", f"c{c}") for a, c, _ in stated if all((a, c, stance) in stated for stance in Stance)}
    # Not add_edge: it looks for both ends in a list, which is quadratic.
    for i, (source, target, options) in enumerate(edges):
        bow = _BOW if options["kind"] == "disputes" or (options["kind"], source, target) in bowed else {}
        drawing.edges.append(Edge(source, target, True, id=f"e{i}", **bow, **options).options)
    return drawing


_BOW: Mapping[str, Any] = {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.18}}


def _edge(source: str, target: str, kind: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return source, target, {"kind": kind, **EDGE_STYLES[kind], **more}


def _actor(name: str, shape: str, degree: int, kind: str, zoom: float) -> tuple[dict[str, Any], Box, float]:
    """Return an actor's node, its box, and how far its shape stands above the middle of the box (its name is below)."""
    lines = label(name, columns=NAME_COLUMNS, lines=NAME_LINES)
    size = round((9 + 4 * math.sqrt(min(degree, 40))) * zoom)
    font = round((14 + 2.5 * math.log2(max(degree, 1))) * zoom)
    text = _extent(lines, font)
    node = {"label": lines, "shape": shape, "size": size, "group": kind, "font": {"size": font}}
    return node, (max(text[0], 2 * size), 2 * size + text[1] + 6), text[1] / 2 + 3


def _claim(text: str) -> tuple[dict[str, Any], Box, float]:
    lines = label(text, columns=CLAIM_COLUMNS, lines=CLAIM_LINES)
    width, height = _extent(lines, CLAIM_FONT)
    node = {"label": lines, "shape": "box", "group": "claim", "font": {"size": CLAIM_FONT}, "margin": CLAIM_MARGIN}
    return node, (width + 2 * CLAIM_MARGIN, height + 2 * CLAIM_MARGIN), 0.0


def label(text: str, *, columns: int, lines: int) -> str:
    """Return *text* broken into at most *lines* lines of *columns* characters; what is left out is marked with "…".

    Control and formatting characters, which could reverse or break the line, become spaces.

    >>> label("The ministry dumped no waste in the river.", columns=14, lines=2)
    'The ministry\\ndumped no…'
    """
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
    wrapped = textwrap.wrap(" ".join(plain.split()), columns, max_lines=lines, placeholder="…")
    return "\n".join(wrapped) or "…"


def _extent(lines: str, font: int) -> Box:
    rows = lines.split("\n")
    wide = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row) for row in rows)
    return wide * font * CHARACTER, len(rows) * font * LINE


def _options(nodes: int) -> dict[str, Any]:
    many = nodes >= MANY
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 0},
        "interaction": {
            "hover": not many,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
        "nodes": {"chosen": False, "shapeProperties": {"borderRadius": 2}},
        "edges": {"chosen": False, "smooth": False, "selectionWidth": 0, "hoverWidth": 0},
    }
