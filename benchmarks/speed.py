"""What extraction costs beside the bare spaCy pipeline: articles go in, words per second, seconds and memory come out.

All read the same texts in one run, in turn, several times over; the table shows medians. Run it as

    python benchmarks/speed.py [FILE.jsonl …] [--words 30000] [--rounds 5] [--processes N] [--rules-only]
    python benchmarks/speed.py [FILE.jsonl …] --scale 100,1000,10000

Without a file it reads the articles of ``seeds/articles``, over and over, up to the number of words. With ``--scale`` it reads
them over and over up to each number of articles, by extraction alone. See ``docs/speed.md``.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from statistics import median
from typing import NamedTuple

from spacy.language import Language

from kg.extract import extract
from kg.extract.parser import load_pipeline, pipeline_name
from kg.extract.processes import processors
from kg.extract.tagger.model import installed_name
from kg.model import Article
from kg.read import read
from kg.resources import folder

#: What the program adds to the pipeline; the bare one goes without.
_OURS = ("counterclaim_paragraphs", "counterclaim_repair")


class Seconds(NamedTuple):
    """How long something took: by the clock, and in processor time of this process."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Speed:
    """A figure for each round over the same *words*, *shared* by several *processes* or not; memory in bytes."""

    words: int
    bare: tuple[Seconds, ...]
    full: tuple[Seconds, ...]
    shared: tuple[float, ...]  #: by the clock, with starting the processes; empty where there is one
    processes: int
    loaded: int  #: peak memory once the pipeline was loaded
    peak: int  #: peak memory at the end

    @property
    def overhead(self) -> float:
        """The share that extraction costs on top of the bare pipeline: the median of the rounds."""
        return median(full.processor / bare.processor - 1 for bare, full in zip(self.bare, self.full, strict=True))


class Scale(NamedTuple):
    """What it took to read so many articles: seconds by the clock, with starting the processes; peak memory in bytes.

    ``memory`` is the peak of this process and of each of the others together, as if all had it at one time.
    """

    articles: int
    words: int
    seconds: float
    memory: int


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure extraction beside the bare spaCy pipeline.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="what to read instead of seeds/articles, each article once")
    parser.add_argument("--words", type=int, default=30_000, help="how many words of seeds/articles to read (30000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each reads them (5)")
    parser.add_argument("--processes", type=int, default=processors(), help="how many share the work (one a processor)")
    parser.add_argument("--rules-only", action="store_true", help="leave the span tagger out")
    parser.add_argument("--scale", metavar="N,N,…", help="read so many articles, the same over and over, by extraction alone")
    options = parser.parse_args(arguments)
    articles = load(options.files or [str(folder("seeds") / "articles")])
    if not articles or options.rounds < 1 or options.processes < 1:
        print("nothing to measure: give files with articles, one round and one process at least", file=sys.stderr)
        return 2
    if options.scale is not None:
        counts = sorted({int(number) for number in options.scale.split(",")})
        print(
            scale_table(scale(articles, counts, processes=options.processes, rules_only=options.rules_only), options.processes)
        )
        return 0
    if not options.files:
        articles = repeated(articles, options.words)
    nlp = load_pipeline()
    speed = measure(articles, nlp, rounds=options.rounds, processes=options.processes, rules_only=options.rules_only)
    model = None if options.rules_only else installed_name()
    print(table(speed, len(articles), ", ".join((pipeline_name(nlp), model or "no span tagger"))))
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
    for article in _endless(articles):
        if count >= words:
            break
        found.append(article)
        count += len(article.text.split())
    return found


def _endless(articles: Sequence[Article]) -> Iterator[Article]:
    for number, article in enumerate(cycle(articles)):
        yield replace(article, citation=replace(article.citation, id=f"{article.id}-{number}"))


def measure(articles: Sequence[Article], nlp: Language, *, rounds: int, processes: int, rules_only: bool = False) -> Speed:
    """Return how long the bare pipeline and the whole of extraction take for *articles*, in turn, *rounds* times."""

    def bare() -> None:
        with nlp.select_pipes(disable=_OURS):
            for _ in nlp.pipe((a.text for a in articles), batch_size=32):
                pass

    def full() -> None:
        for _ in extract(articles, nlp=nlp, rules_only=rules_only):
            pass

    def shared() -> None:
        for _ in extract(articles, processes=processes, rules_only=rules_only):
            pass

    loaded = _peak_memory()
    few = articles[:2]
    for _ in extract(few, nlp=nlp, rules_only=rules_only):  # loads the word lists
        pass
    times = [(_seconds(bare), _seconds(full)) for _ in range(rounds)]
    peak = _peak_memory()
    together = tuple(_seconds(shared).wall for _ in range(rounds)) if processes > 1 else ()
    words = sum(len(a.text.split()) for a in articles)
    return Speed(words, tuple(b for b, _ in times), tuple(f for _, f in times), together, processes, loaded, peak)


def scale(articles: Sequence[Article], counts: Sequence[int], *, processes: int, rules_only: bool = False) -> list[Scale]:
    """Return what it takes to read as many of *articles*, over and over, as each of *counts* says."""
    found = []
    for count in counts:
        words = 0
        start = time.perf_counter()
        given = (article for article, _ in zip(_endless(articles), range(count), strict=False))
        for extraction in extract(given, processes=processes, rules_only=rules_only):
            words += len(extraction.article.text.split())
        seconds = time.perf_counter() - start
        others = (processes if processes > 2 else processes - 1) * _peak_memory(resource.RUSAGE_CHILDREN)
        found.append(Scale(count, words, seconds, _peak_memory() + others))
    return found


def table(speed: Speed, articles: int, readers: str) -> str:
    """Return *speed* as a table in plain text."""
    measured = [
        ("bare spaCy", median(s.wall for s in speed.bare), f"{median(s.processor for s in speed.bare):.2f}"),
        ("extract", median(s.wall for s in speed.full), f"{median(s.processor for s in speed.full):.2f}"),
    ]
    if speed.shared:
        measured.append((f"extract, {speed.processes} processes", median(speed.shared), ""))
    rows = [
        ("", "words/s", "seconds", "processor"),
        *((name, f"{speed.words / wall:,.0f}", f"{wall:.2f}", processor) for name, wall, processor in measured),
    ]
    lines = [f"{name:<24}{rate:>10}{seconds:>10}{processor:>11}".rstrip() for name, rate, seconds, processor in rows]
    return "\n".join(
        [
            f"{speed.words:,} words in {articles:,} articles, {len(speed.bare)} rounds, {readers}",
            *lines,
            f"extraction costs {speed.overhead:+.1%} processor time on top of bare spaCy",
            f"peak memory {speed.peak / 2**20:,.0f} MB, {speed.loaded / 2**20:,.0f} MB of it once the pipeline is loaded",
        ]
    )


def scale_table(scales: Sequence[Scale], processes: int) -> str:
    """Return *scales* as a table in plain text."""
    rows = [
        ("articles", "words", "seconds", "words/s", "memory"),
        *(
            (f"{n:,}", f"{words:,}", f"{seconds:.1f}", f"{words / seconds:,.0f}", f"{memory / 2**20:,.0f} MB")
            for n, words, seconds, memory in scales
        ),
    ]
    lines = ["".join(f"{cell:>12}" for cell in row) for row in rows]
    return "\n".join([f"{processes} {'process' if processes == 1 else 'processes'}", *lines])


def _seconds(run: Callable[[], None]) -> Seconds:
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return Seconds(time.perf_counter() - wall, time.process_time() - processor)


def _peak_memory(who: int = resource.RUSAGE_SELF) -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit


if __name__ == "__main__":
    sys.exit(main())
