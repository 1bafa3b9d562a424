"""What it costs to add a day's articles to an archive: how many there are goes in, seconds and memory by its size come out.

    python -m benchmarks.growth [--articles 7000] [--day 100] [--rules-only]

The articles are those of ``benchmarks/claims.py``, fifteen claims each, four on each affair, which come within five days: most
of a day's articles meet others that are there. Each names three speakers, one of whom is in all of them.
Reading is left out: it costs the same on any day (``docs/speed.md``). See ``docs/archive.md``.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.claims import PER_ARTICLE, corpus
from kg.archive.archive import Archive
from kg.model import Actor, ActorKind, Extraction, Stance
from kg.rdf.update import update
from kg.rdf.validate import validate
from kg.resolve.encoder import load_encoder

_DAYS = 5  # that an affair is in the news


def main() -> None:
    """Read the command line, let an archive grow, and print a line for the first day and for each that doubles it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=7000)
    parser.add_argument("--day", type=int, default=100, help="articles that are added at a time")
    parser.add_argument("--rules-only", action="store_true", help="without the claim encoder")
    args = parser.parse_args()
    encoder = None if args.rules_only else load_encoder()
    articles = [spoken(extraction, Random(n)) for n, extraction in enumerate(corpus(args.articles * PER_ARTICLE))]
    draw = Random(1)
    articles = [e for _, e in sorted(enumerate(articles), key=lambda item: item[0] + draw.uniform(0, _DAYS * args.day))]
    print(f"{'there':>10} {'added':>10} {'joining':>10} {'update':>10} {'checking':>10} {'memory':>10} {'file':>10}")
    with TemporaryDirectory() as folder, Archive(path := Path(folder) / "archive") as archive:
        shown = 0
        for there in range(0, len(articles), args.day):
            day = articles[there : there + args.day]
            times = [time.perf_counter()]
            change = archive.add(day, readers="benchmark", encoder=encoder)
            times.append(time.perf_counter())
            sum(map(len, update(change.before, change.after, change.standing)))
            times.append(time.perf_counter())
            if there >= 2 * shown or there + args.day >= len(articles):
                shown = there
                validate(change.after)
                times.append(time.perf_counter())
                spent = " ".join(f"{b - a:8.1f} s" for a, b in pairwise(times))
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{there:10,} {len(day):10,} {spent} {memory:7.0f} MB {path.stat().st_size / 2**20:7.0f} MB", flush=True)


def spoken(extraction: Extraction, draw: Random) -> Extraction:
    """Return *extraction* with a speaker and a stance for each claim: two of the affair's names, and a country now and then."""
    names = extraction.article.text.removeprefix("In the town of ").rstrip(".").split(", ")
    actors = (
        Actor("1", f"Ann {names[1]}", ActorKind.PERSON, (names[1],)),
        Actor("2", f"{names[2]} Mining", ActorKind.ORGANIZATION),
        Actor("3", "Ghana", ActorKind.GOVERNMENT),
    )
    said = (
        replace(a, actor=draw.choices(actors, (7, 7, 1))[0].name, stance=draw.choice(list(Stance)))
        for a in extraction.attributions
    )
    return replace(extraction, actors=actors, attributions=tuple(said))


if __name__ == "__main__":
    main()
