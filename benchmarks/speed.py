"""What extraction costs on top of the bare spaCy pipeline: articles go in, words per second of both and their ratio come out.

Both read the same texts in one run, in turn, several times over; the table shows medians. Run it as

    python benchmarks/speed.py [FILE.jsonl …] [--words 30000] [--rounds 5]

Without a file it reads the articles of ``seeds/articles``, over and over, up to the number of words. See ``docs/speed.md``.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from statistics import median

from spacy.language import Language

from kg.extract import extract
from kg.extract.parser import load_pipeline, pipeline_name
from kg.model import Article
from kg.read import read
from kg.resources import folder

#: What the program adds to the pipeline; the bare one goes without.
_OURS = ("counterclaim_paragraphs", "counterclaim_repair")


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of processor time, a figure for each round, over the same *words*; memory in bytes."""

    words: int
    bare: tuple[float, ...]
    full: tuple[float, ...]
    loaded: int  #: peak memory once the pipeline was loaded
    peak: int  #: peak memory at the end

    @property
    def overhead(self) -> float:
        """The share that extraction costs on top of the bare pipeline: the median of the rounds."""
        return median(full / bare - 1 for bare, full in zip(self.bare, self.full, strict=True))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the cost of extraction on top of the bare spaCy pipeline.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="what to read instead of seeds/articles, each article once")
    parser.add_argument("--words", type=int, default=30_000, help="how many words of seeds/articles to read (30000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each pipeline reads them (5)")
    options = parser.parse_args(arguments)
    articles = load(options.files) if options.files else repeated(load([str(folder("seeds") / "articles")]), options.words)
    if not articles or options.rounds < 1:
        print("nothing to measure: give files with articles, and one round at least", file=sys.stderr)
        return 2
    nlp = load_pipeline()
    print(table(measure(articles, nlp, rounds=options.rounds), len(articles), pipeline_name(nlp)))
    return 0


def load(sources: Sequence[str]) -> list[Article]:
    """Return the articles of *sources*, as ``kg`` reads them; tell on standard error what can't be read."""
    found = []
    for item in read(sources):
        if isinstance(item, Article):
            found.append(item)
        elif isinstance(item, Exception):
            print(item, file=sys.stderr)
    return found


def repeated(articles: Sequence[Article], words: int) -> list[Article]:
    """Return *articles* over and over, each time under another id, until they hold *words* words."""
    found: list[Article] = []
    count = 0
    for article in cycle(articles):
        if count >= words:
            break
        found.append(replace(article, citation=replace(article.citation, id=f"{article.id}-{len(found)}")))
        count += len(article.text.split())
    return found


def measure(articles: Sequence[Article], nlp: Language, *, rounds: int) -> Speed:
    """Return how long the bare pipeline and the whole of extraction take for *articles*, in turn, *rounds* times."""

    def bare() -> None:
        with nlp.select_pipes(disable=_OURS):
            for _ in nlp.pipe((a.text for a in articles), batch_size=32):
                pass

    def full() -> None:
        for _ in extract(articles, nlp=nlp):
            pass

    loaded = _peak_memory()
    few = articles[:2]
    for _ in extract(few, nlp=nlp):  # loads the word lists
        pass
    times = [(_seconds(bare), _seconds(full)) for _ in range(rounds)]
    words = sum(len(a.text.split()) for a in articles)
    return Speed(words, tuple(b for b, _ in times), tuple(f for _, f in times), loaded, _peak_memory())


def table(speed: Speed, articles: int, pipeline: str) -> str:
    """Return *speed* as a table in plain text."""
    rows = [
        ("", "words/s", "seconds"),
        *(
            (name, f"{speed.words / median(s):,.0f}", f"{median(s):.2f}")
            for name, s in (("bare spaCy", speed.bare), ("extract", speed.full))
        ),
    ]
    lines = [f"{name:<12}{rate:>10}{seconds:>10}" for name, rate, seconds in rows]
    return "\n".join(
        [
            f"{speed.words:,} words in {articles:,} articles, {len(speed.bare)} rounds, {pipeline}",
            *lines,
            f"extraction costs {speed.overhead:+.1%} on top of bare spaCy",
            f"peak memory {speed.peak / 2**20:,.0f} MB, {speed.loaded / 2**20:,.0f} MB of it once the pipeline is loaded",
        ]
    )


def _seconds(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _peak_memory() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    sys.exit(main())
