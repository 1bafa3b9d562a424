"""How many attributions have the right source and content together: gold and found attributions go in, shares by kind come out.

    python benchmarks/links.py GOLD.jsonl FOUND.jsonl

GOLD holds articles as PolNeAR has them ({"id", "text", "attributions": [{"source", "cue", "content"}]}, each a list of [start,
end] in code points), FOUND the JSON lines of ``kg extract GOLD.jsonl``. An attribution is direct where all of its content
stands in quotation marks, mixed where some of it does. It counts as found where one of the program's has the same content and
the same source: letter for letter, or with an overlap of 0.8 of the content and any of the source. See ``docs/quality.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg.extract.quotes import find_quotes

_PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "that", "which"})
_ALIKE = 0.8

Run = tuple[int, int]


class Link(NamedTuple):
    """A content and the source that it belongs to, None where there is none."""

    source: Run | None
    content: tuple[Run, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description="Compare attributions with gold: source and content together, by kind.")
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("found", type=Path, metavar="FOUND.jsonl")
    options = parser.parse_args(arguments)
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for row in _rows(options.found):
        content = tuple((piece["start"], piece["end"]) for piece in row["content"])
        source = row.get("source")
        found[row["article"]].append(Link((source["start"], source["end"]) if source else None, content))
    counts: Counter[tuple[str, str]] = Counter()
    for row in _rows(options.gold):
        for link, kinds in gold_links(row):
            outcome = best_match(link, found[row["id"]])
            counts.update((kind, name) for kind in ("all", *kinds) for name in ("gold", *outcome))
    print(table(counts))
    return 0


def gold_links(row: dict[str, Any]) -> Iterator[tuple[Link, tuple[str, ...]]]:
    """Yield each attribution of an article that has a content, and its kinds."""
    text: str = row["text"]
    quoted = {i for quote in find_quotes(text) for i in range(quote.start, quote.end)}
    for attribution in row["attributions"]:
        content = tuple((a, b) for a, b in attribution["content"])
        if not content:
            continue
        source = attribution["source"][0] if attribution["source"] else None
        letters = [i for i in _places(content) if text[i].isalnum()]
        inside = sum(i in quoted for i in letters)
        manner = "direct" if inside == len(letters) else "mixed" if inside else "indirect"
        if source is None:
            kind = "no source"
        elif text[slice(*source)].casefold() in _PRONOUNS:
            kind = "pronoun source"
        else:
            kind = "named source"
        yield Link(tuple(source) if source else None, content), (manner, kind)


def best_match(gold: Link, found: Iterable[Link]) -> tuple[str, ...]:
    """Return what holds of the best of *found*: "exact", "alike", "content"."""
    want = set(_places(gold.content))
    outcome = set()
    for link in found:
        got = set(_places(link.content))
        if not want & got or len(want & got) < _ALIKE * len(want | got):
            continue
        outcome.add("content")
        if _touch(gold.source, link.source):
            outcome.add("alike")
        if gold == link:
            outcome.add("exact")
    return tuple(sorted(outcome))


def table(counts: Counter[tuple[str, str]]) -> str:
    """Return shares of the gold attributions by kind, in percent, as plain text."""
    lines = [f"{'':<16}{'gold':>7}{'exact':>9}{'alike':>9}{'content':>9}"]
    for kind in ("direct", "mixed", "indirect", "named source", "pronoun source", "no source", "all"):
        gold = counts[kind, "gold"]
        shares = (100 * counts[kind, name] / gold if gold else 0.0 for name in ("exact", "alike", "content"))
        lines.append(f"{kind:<16}{gold:>7}" + "".join(f"{share:>8.1f}%" for share in shares))
    return "\n".join(lines)


def _touch(a: Run | None, b: Run | None) -> bool:
    if a is None or b is None:
        return a is b
    return a[0] < b[1] and b[0] < a[1]


def _places(content: Iterable[Run]) -> Iterator[int]:
    for start, end in content:
        yield from range(start, end)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


if __name__ == "__main__":
    sys.exit(main())
