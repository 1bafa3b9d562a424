"""Does an argument say what a key point says? Pairs of both go in, how well the claim encoder tells comes out.

    python -m benchmarks.keypoints PAIRS.jsonl

Each line holds a pair as ArgKP 2021 has it: {"topic", "argument", "key_point", "stance", "match": 1 or 0}. Printed are the mean
average precision of the task (Friedman-Tzur et al., ArgMining 2021: for each topic and stance the best key point of each
argument, the surer half of the arguments; pairs without a label left out) and the average precision of a match over all pairs.
See ``docs/claims.md``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from benchmarks.rows import rows_of
from kg.resolve.encoder import load_encoder


def main(arguments: Sequence[str]) -> None:
    """Read the pairs in the one file of *arguments*, and print the two figures."""
    rows = rows_of(arguments, __doc__)
    texts = sorted({row[side] for row in rows for side in ("argument", "key_point")})
    vectors = dict(zip(texts, load_encoder().vectors(texts), strict=True))
    cosines = [float(vectors[row["argument"]] @ vectors[row["key_point"]]) for row in rows]
    best: dict[tuple[str, int], dict[str, tuple[float, int]]] = defaultdict(dict)
    for row, cosine in zip(rows, cosines, strict=True):
        of_topic = best[row["topic"], row["stance"]]
        of_topic[row["argument"]] = max(of_topic.get(row["argument"], (-2.0, 0)), (cosine, row["match"]))
    means = []
    for of_topic in best.values():
        surest = sorted(of_topic.values(), reverse=True)
        means.append(average_precision(surest[: len(surest) // 2]))
    print(f"mean average precision {np.mean(means):.3f} over {len(means)} topics and stances")
    print(
        f"average precision      {average_precision(sorted(zip(cosines, (r['match'] for r in rows), strict=True))[::-1]):.3f}"
    )


def average_precision(ranked: Sequence[tuple[float, int]]) -> float:
    """Return the mean of the precision at each match of *ranked*, the surest first; 0 without any.

    >>> round(average_precision([(0.9, 1), (0.8, 0), (0.7, 1)]), 3)
    0.833
    """
    hits = np.array([match for _, match in ranked], float)
    return float((hits.cumsum() / np.arange(1, len(hits) + 1) * hits).sum() / hits.sum()) if hits.any() else 0.0


if __name__ == "__main__":
    main(sys.argv[1:])
