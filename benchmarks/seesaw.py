"""How many pairs that are against each other are found as disputes: stories with gold stances go in, three counts come out.

    python -m benchmarks.seesaw STORIES.jsonl

Each line holds a story as SEESAW has it (Zhang et al., NAACL 2022): {"story", "time", "articles": [{"id", "title", "text"}],
"stances": [{"subject", "object", "polarity"}]}. Counted are the pairs of a story each of whom is negative on the other; those
of them who both are actors of the graph of all stories; those who dispute there. Names are compared without case, accents and
articles. Being against somebody is more than denying what he says, so this is a first figure, no score: ``docs/quality.md``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.rows import rows_of
from kg.analyse.disputes import disputes
from kg.dates import PartialDate
from kg.errors import ModelError
from kg.model import Article, Citation
from kg.names import normal_form
from kg.pipeline import build_graph


def main(arguments: Sequence[str]) -> None:
    """Read the stories in the one file of *arguments*, build their graph, and print the counts."""
    stories = rows_of(arguments, __doc__)
    graph = build_graph([article for story in stories for article in articles(story)])
    called = defaultdict(set)
    for actor in graph.actors:
        for form in (actor.name, *actor.aliases):
            called[normal_form(form)].add(actor.id)
    found = {frozenset((d.denier, d.asserter)) for d in disputes(graph)}
    pairs = [pair for story in stories for pair in sorted(against_each_other(story))]
    both = [(one, other) for one, other in pairs if called[normal_form(one)] and called[normal_form(other)]]
    met = [
        p for p in both if any(frozenset((a, b)) in found for a in called[normal_form(p[0])] for b in called[normal_form(p[1])])
    ]
    print(f"pairs against each other {len(pairs)}, both of them actors {len(both)}, in dispute {len(met)}")


def articles(story: Mapping[str, Any]) -> list[Article]:
    """Return the articles of *story*, published on its day where that is one."""
    try:
        day = PartialDate.parse(story["time"])
    except (ModelError, TypeError):
        day = None
    return [Article(Citation(a["id"], title=a["title"], published=day), a["text"]) for a in story["articles"]]


def against_each_other(story: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the sorted pairs of names each of whom is negative on the other.

    >>> stances = [{"subject": a, "object": b, "polarity": "NEG"} for a, b in ("AB", "BA", "AC")]
    >>> against_each_other({"stances": stances})
    {('A', 'B')}
    """
    negative = {(s["subject"], s["object"]) for s in story["stances"] if s["polarity"] == "NEG" and s["subject"] != s["object"]}
    return {(a, b) for a, b in negative if a < b and (b, a) in negative}


if __name__ == "__main__":
    main(sys.argv[1:])
