"""How many dates of articles are found and resolved: articles with gold dates go in, precision, recall and F1 come out.

    python -m benchmarks.dates ARTICLES.jsonl

Each line holds an article as TempEval-3 has it: {"text", "dct": its day, "timexes": [{"start", "end", "type", "value"}]}, with
offsets in code points. A date of the gold (type DATE) counts as found where an expression of the program touches it; its value
is right where the two say the same (UzZaman et al., SemEval 2013 task 9: relaxed match, value F1). What touches times,
durations and sets alone is left out. Weeks, "now" and the vague past count as missed: a date of speech has no use for them. See
``docs/quality.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.rows import rows_of
from kg.dates import PartialDate
from kg.dates.resolution import resolve_all
from kg.evaluate import Counts


def main(arguments: Sequence[str]) -> None:
    """Read the articles in the one file of *arguments* and print a line for the expressions and one for their values."""
    scores = [score(row) for row in rows_of(arguments, __doc__)]
    for name, counts in (("found", [found for found, _ in scores]), ("value", [value for _, value in scores])):
        total = sum(counts, Counts())
        print(f"{name:6} P {total.precision:.3f}  R {total.recall:.3f}  F1 {total.f1:.3f}")


def score(article: Mapping[str, Any]) -> tuple[Counts, Counts]:
    """Return how many of the article's dates are found, and how many of their values are right."""
    timexes = [(t["start"], t["end"], t["type"], t["value"]) for t in article["timexes"]]
    ours = [
        (e.start, e.end, str(date))
        for e, date in resolve_all(article["text"], published=PartialDate.parse(article["dct"][:10]))
        if date is not None
    ]
    wanted = [t for t in timexes if t[2] == "DATE"]
    others = [t for t in timexes if t[2] != "DATE"]
    touched = [next((w for w in wanted if w[0] < o[1] and o[0] < w[1]), None) for o in ours]
    found = {w[:2]: (w[3], o[2]) for w, o in zip(touched, ours, strict=True) if w is not None}
    extra = sum(w is None and not any(t[0] < o[1] and o[0] < t[1] for t in others) for w, o in zip(touched, ours, strict=True))
    right = sum(gold == value for gold, value in found.values())
    return (
        Counts(tp=len(found), fp=extra, fn=len(wanted) - len(found)),
        Counts(tp=right, fp=extra + len(found) - right, fn=len(wanted) - right),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
