"""PolNeAR's attributions as what the tagger learns from: windows of words with gold labels, in several cuts."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from tokenizers import Tokenizer

from kg.extract.quotes import paragraphs
from kg.extract.tagger.arrays import Ints, Run
from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.link import NO_CUE, markers, reach
from kg.extract.tagger.windows import Window, pack
from kg.extract.tagger.words import split_words

Cut = Literal["windows", "paragraphs"]

SLIPPED = 0.1  # share of the articles whose paragraphs lose their opening quote marks to the paragraph before

_OPENING = re.compile(r"""(?<=\S)(\n\s*\n\s*)("|''|“)(?=\S)""")


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribution in characters: half-open runs."""

    cue: tuple[Run, ...]
    source: tuple[Run, ...]
    content: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What the linker is asked about one cue, the words *stretch* of the window with *markers*, and the answer, *labels*."""

    stretch: Run
    markers: Ints
    labels: Ints


@dataclass(frozen=True, slots=True)
class Instance:
    """A window, the gold labels of its cues by word, and a query for each cue and for what has none (last)."""

    window: Window
    cues: Ints
    queries: tuple[Query, ...]


def read(path: Path) -> list[tuple[str, list[Gold]]]:
    """Return the text and the attributions of each article of *path*, a PolNeAR file in JSON lines."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            golds = [Gold(*(tuple((a, b) for a, b in x[r]) for r in ("cue", "source", "content"))) for x in row["attributions"]]
            articles.append((row["text"], [g for g in golds if g.cue or g.content]))
    return articles


def instances(text: str, golds: Sequence[Gold], tokenizer: Tokenizer, *, cut: Cut) -> Iterator[Instance]:
    """Yield the instances of an article cut into windows, as when it is read, or into paragraphs, as CofeNet's copy is."""
    split = [words for start, end in paragraphs(text) if (words := split_words(text, start, end))]
    units = [split] if cut == "windows" else [[p] for p in split]
    for unit in units:
        for window in pack(unit, tokenizer):
            yield labelled(window, golds)


def labelled(window: Window, golds: Sequence[Gold]) -> Instance:
    """Return *window* with what *golds* say of its words."""
    starts, ends = np.array([w.start for w in window.words]), np.array([w.end for w in window.words])

    def words(runs: Sequence[Run]) -> list[Run]:
        found = [(int(np.searchsorted(ends, a, "right")), int(np.searchsorted(starts, b, "left"))) for a, b in runs]
        return [(a, b) for a, b in found if a < b]

    cues = np.zeros(len(starts), np.int64)
    told: list[tuple[Run | None, Gold]] = []
    for gold in golds:
        cue = words(gold.cue[:1])
        if cue and not cues[cue[0][0] : cue[0][1]].any():
            _mark(cues, cue, CUE_LABELS, "cue")
            told.append((cue[0], gold))
        elif not cue:
            told.append((None, gold))
    queries = []
    for cue_run, gold in told:
        if cue_run is None:
            continue
        stretch = reach(cue_run, window.paragraph)
        labels = np.zeros(len(starts), np.int64)
        _mark(labels, words(gold.content), LINK_LABELS, "content")
        _mark(labels, words(gold.source), LINK_LABELS, "source")
        queries.append(Query(stretch, markers(cue_run, stretch, window.paragraph, cues > 0), _within(labels, stretch)))
    labels = np.zeros(len(starts), np.int64)
    for cue_run, gold in told:
        if cue_run is None:
            _mark(labels, words(gold.content), LINK_LABELS, "content")
    whole = (0, len(starts))
    queries.append(Query(whole, np.full(len(starts), NO_CUE), labels))
    return Instance(window, cues, tuple(queries))


def slipped(text: str) -> str:
    """Return *text* with the quote mark that opens a paragraph at the end of the one before; all else stays in its place.

    So corpora have it whose sentences were cut by a program that takes every straight mark for a closing one.

    >>> slipped('He left.\\n\\n"I won," he said.')
    'He left."\\n\\nI won," he said.'
    """
    return _OPENING.sub(lambda found: '"' + found[1] + " " * (len(found[2]) - 1), text)


def doubtful(instance: Instance, place: int) -> Query:
    """Return the query for the word at *place* as if it were a cue; the answer is that nothing belongs to it."""
    cue = (place, place + 1)
    stretch = reach(cue, instance.window.paragraph)
    given = markers(cue, stretch, instance.window.paragraph, instance.cues > 0)
    return Query(stretch, given, np.zeros(stretch[1] - stretch[0], np.int64))


def shuffled(
    articles: Sequence[tuple[str, list[Gold]]], tokenizer: Tokenizer, cuts: dict[Cut, float], *, size: int, seed: int
) -> list[list[Instance]]:
    """Return an epoch: every article cut in a way drawn by the weights *cuts*, in batches of about *size* word pieces.

    In ``SLIPPED`` of the articles, quote marks have :func:`slipped`. The windows of a batch are of like length, and the batches
    in a drawn order.
    """
    draw = random.Random(seed)
    found: list[Instance] = []
    for text, golds in articles:
        cut = draw.choices(list(cuts), list(cuts.values()))[0]
        read_as = slipped(text) if draw.random() < SLIPPED else text
        found += instances(read_as, golds, tokenizer, cut=cut)
    draw.shuffle(found)
    found.sort(key=lambda i: len(i.window.pieces) // 4)
    batches: list[list[Instance]] = [[]]
    for instance in found:
        if batches[-1] and len(instance.window.pieces) * (len(batches[-1]) + 1) > size:
            batches.append([])
        batches[-1].append(instance)
    draw.shuffle(batches)
    return batches


def _within(labels: Ints, stretch: Run) -> Ints:
    """Return the labels of *stretch*; a span that runs into it begins with it, for no chain begins with an "I-"."""
    found = labels[slice(*stretch)].copy()
    if LINK_LABELS[found[0]].startswith("I-"):
        found[0] = LINK_LABELS.index("B-" + LINK_LABELS[found[0]][2:])
    return found


def _mark(labels: Ints, runs: Sequence[Run], names: Sequence[str], role: str) -> None:
    for start, end in runs:
        labels[start:end] = names.index("I-" + role)
        labels[start] = names.index("B-" + role)
