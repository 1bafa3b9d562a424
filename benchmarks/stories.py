"""How good the graph of stories is, story by story and by what makes a passage hard: a folder of gold goes in, tables come out.

    python benchmarks/stories.py [FOLDER]

FOLDER holds stories with gold (``docs/quality.md``), ``seeds/gold`` if none is given; all of their articles are in one graph.
The second table tells of the judgements of a kind how many are found, and of how many of these actor, stance, date are right.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.evaluate import Counts, Found, Judgement, Story, judged, load_stories, score_story
from kg.extract.quotes import find_quotes
from kg.model import DateBasis, Stance
from kg.pipeline import build_graph
from kg.resources import folder

_PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "that", "which", "one", "both", "neither"})


def main(arguments: Sequence[str]) -> None:
    """Score the stories of the folder in *arguments*, and print both tables."""
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        sys.exit(__doc__)
    stories = load_stories(Path(arguments[0]) if arguments else folder("seeds") / "gold")
    graph = build_graph(article for story in stories for article in story.articles)
    print(f"{'story':44} {'found':>6} {'who_what':>8} {'claims':>7} {'disputes':>8}   (F1)")
    for story in stories:
        scores = score_story(graph, story)
        measures = (scores.attribution, scores.who_what, scores.claims, scores.disputes)
        print(f"{story.title[:44]:44} " + " ".join(f"{written(m):>{w}}" for m, w in zip(measures, (6, 8, 7, 8), strict=True)))
    print(f"\n{'judgements':44} {'number':>6} {'found':>6} {'actor':>6} {'stance':>6} {'date':>6}   (shares)")
    for kind, rows in by_kind((story, *row) for story in stories for row in judged(graph, story)):
        hits = [found for _, found in rows if found]
        shares = [len(hits) / len(rows), *(mean(getattr(hit, part) for hit in hits) for part in ("actor", "stance", "date"))]
        print(f"{kind:44} {len(rows):6} " + " ".join(f"{100 * share:6.1f}" for share in shares))


def written(counts: Counts) -> str:
    """Return the F1 of *counts* in percent; a dash where there is nothing to find."""
    return f"{100 * counts.f1:.1f}" if counts.tp + counts.fn else "-"


def mean(values: Iterable[bool]) -> float:
    """Return the share of *values* that are true; 0 of none."""
    held = list(values)
    return sum(held) / len(held) if held else 0.0


def by_kind(
    rows: Iterable[tuple[Story, Judgement, Found | None]],
) -> list[tuple[str, list[tuple[Judgement, Found | None]]]]:
    """Return the judgements of each kind, kinds in a fixed order; a judgement is of several."""
    found: dict[str, list[tuple[Judgement, Found | None]]] = defaultdict(list)
    for story, judgement, what in rows:
        for kind in ("all", *kinds(story, judgement)):
            found[kind].append((judgement, what))
    return sorted(found.items(), key=lambda item: (item[0] != "all", item[0]))


def kinds(story: Story, judgement: Judgement) -> Iterator[str]:
    """Yield what is known of a judgement: the kind of its speech, its source, its stance, its date, its claim."""
    text = next(article.text for article in story.articles if article.id == judgement.article)
    inside = {place for quote in find_quotes(text) for place in range(quote.start, quote.end)}
    places = [place for piece in judgement.content for place in range(piece.start, piece.end) if text[place].isalnum()]
    share = mean(place in inside for place in places)
    yield "speech: direct" if share > 0.9 else "speech: mixed" if share > 0 else "speech: indirect"
    source = (judgement.source or "").casefold()
    names = {
        form.casefold() for a in story.actors if a.id == judgement.actor for form in (a.name, *a.aliases) if form[:1].isupper()
    }
    if not source:
        yield "source: none in the sentence"
    elif source.split()[-1] in _PRONOUNS:
        yield "source: pronoun"
    else:
        yield "source: name" if any(name in source or source in name for name in names) else "source: description"
    yield "stance: denies" if judgement.stance is Stance.DENIES else "stance: asserts"
    yield "date: stated" if judgement.date_basis is DateBasis.STATED else "date: of the article"
    others = {j.article for j in story.judgements if j.claim == judgement.claim} - {judgement.article}
    yield "claim: in other articles, too" if others else "claim: in this article alone"


if __name__ == "__main__":
    main(sys.argv[1:])
