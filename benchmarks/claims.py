"""What it costs to find which claims are one: numbers of claims go in, seconds and memory come out. Run it as

    python benchmarks/claims.py [1000 10000 100000] [--rules-only]

The claims are the wordings of ``training/claims/affairs``, over and over: each time the affairs are others, with names of their
own, in articles of fifteen claims that name them. See ``docs/claims.md``.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

from kg.model import Article, Attribution, Citation, Extraction, Span
from kg.resolve.claims import resolve_claims
from kg.resolve.encoder import load_encoder

AFFAIRS = Path(__file__).parent.parent / "training/claims/affairs"
PER_ARTICLE = 15
_SYLLABLES = ("ba", "ko", "li", "mar", "ne", "or", "pe", "rus", "ta", "vel", "wi", "zu")


def main() -> None:
    """Read the command line, measure each number in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--rules-only", action="store_true", help="without the claim encoder")
    args = parser.parse_args()
    print(f"{'claims':>10} {'articles':>10} {'found':>10} {'seconds':>10} {'ms/claim':>10} {'memory':>10}")
    for number in args.claims:
        with multiprocessing.get_context("spawn").Pool(1) as pool:  # the peak of memory is that of a process
            articles, found, seconds, memory = pool.apply(measure, (number, not args.rules_only))
        each = 1000 * seconds / number
        print(f"{number:10,} {articles:10,} {found:10,} {seconds:10.1f} {each:10.2f} {memory / 2**20:7.0f} MB", flush=True)


def measure(number: int, encoded: bool) -> tuple[int, int, float, int]:
    """Return articles, claims that were found, seconds and peak memory in bytes for *number* wordings."""
    extractions = list(corpus(number))
    encoder = load_encoder() if encoded else None
    start = time.perf_counter()
    found = len({claim.id for claim in resolve_claims(extractions, encoder).things.values()})
    seconds = time.perf_counter() - start
    return len(extractions), found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def corpus(number: int) -> Iterator[Extraction]:
    """Yield articles with *number* claims in all, those of one affair after each other."""
    draw, left = Random(1), number
    wordings = [
        [text for claim in json.loads(path.read_text(encoding="utf-8"))["claims"] for text in claim["wordings"]]
        for path in sorted(AFFAIRS.glob("*.json"))
    ]
    for affair in count():
        names = ["".join(draw.choices(_SYLLABLES, k=5)).capitalize() for _ in range(4)]
        said = [f"{text.rstrip('.')} in {names[0]}." for text in wordings[affair % len(wordings)]]
        draw.shuffle(said)
        body = f"In the town of {', '.join(names)}."
        for part, start in enumerate(range(0, len(said), PER_ARTICLE)):
            texts = list(islice(said, start, start + min(PER_ARTICLE, left)))
            if texts:
                yield _extraction(f"{affair}/{part}", body, texts)
            left -= len(texts)
            if left <= 0:
                return


def _extraction(id: str, body: str, texts: list[str]) -> Extraction:
    return Extraction(Article(Citation(id), body), (), tuple(Attribution(id, (Span(0, 2, "In"),), text) for text in texts))


if __name__ == "__main__":
    main()
