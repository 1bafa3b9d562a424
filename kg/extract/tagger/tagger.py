"""Attributions in a text as a network marks them: every cue, and for each the source and the content that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from tokenizers import Tokenizer

from kg.extract.tagger.arrays import Floats, Ints, Run
from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS, best_labels, pieces
from kg.extract.tagger.link import NO_CUE, markers, reach
from kg.extract.tagger.windows import Window, windows

T = TypeVar("T")

TOGETHER = 128  # word pieces of paragraphs that are read together: as good as twice as many, and a seventh cheaper
BATCH = 4096  # word pieces, or words around cues, that the network reads at a time


class Network(Protocol):
    """What scores labels: W is the number of words of the longest window, T that of the longest stretch."""

    @property
    def cue_transitions(self) -> Floats:
        """How well a cue label follows another; see :func:`kg.extract.tagger.decode.best_labels`."""
        ...

    @property
    def link_transitions(self) -> Floats:
        """How well a link label follows another."""
        ...

    def encode(self, batch: Sequence[Window]) -> tuple[Floats, Floats]:
        """Return the states (N, W, width) of the words of N windows, and the scores (N, W, 3) of their cue labels."""
        ...

    def link(self, states: Floats, markers: Ints) -> Floats:
        """Return the scores (N, T, 5) of the link labels of N stretches of words with *markers* (N, T)."""
        ...


class Tagged(NamedTuple):
    """An attribution in a text, in half-open runs of code points; *content* has one or more pieces, in order.

    A quotation whose cue stands elsewhere, or nowhere, has no cue; what isn't quoted has one.
    """

    cue: Run | None
    source: Run | None
    content: tuple[Run, ...]


class _Query(NamedTuple):
    text: int
    window: Window
    states: Floats
    cue: Run | None
    stretch: Run
    markers: Ints


def tag(texts: Sequence[str], network: Network, tokenizer: Tokenizer) -> list[list[Tagged]]:
    """Return the attributions of each of *texts*, in the order of their contents.

    They don't depend on which other texts are given.
    """
    found: list[list[Tagged]] = [[] for _ in texts]
    read = [(number, window) for number, text in enumerate(texts) for window in windows(text, tokenizer, together=TOGETHER)]
    read.sort(key=lambda tw: len(tw[1].pieces))
    for batch in _batches(read, [len(w.pieces) for _, w in read]):
        states, scores = network.encode([w for _, w in batch])
        lengths = np.array([len(w.words) for _, w in batch])
        labels = best_labels(scores, network.cue_transitions, lengths)
        queries = [
            query
            for row, (number, window) in enumerate(batch)
            for query in _queries(number, window, states[row, : len(window.words)], labels[row, : len(window.words)])
        ]
        queries.sort(key=lambda q: len(q.markers))
        for asked in _batches(queries, [len(q.markers) for q in queries]):
            for query, linked in zip(asked, _answers(asked, network), strict=True):
                tagged = _tagged(query, linked)
                if tagged is not None:
                    found[query.text].append(tagged)
    return [sorted(tagged, key=lambda t: (t.content, t.cue or (0, 0))) for tagged in found]


def tag_each(texts: Iterable[str], network: Network, tokenizer: Tokenizer, *, size: int = 32) -> Iterator[list[Tagged]]:
    """Yield the attributions of each of *texts*, of which *size* are read at a time; see :func:`tag`."""
    texts = iter(texts)
    while batch := list(islice(texts, size)):
        yield from tag(batch, network, tokenizer)


def _batches(items: Sequence[T], lengths: Sequence[int]) -> Iterator[Sequence[T]]:
    """Yield *items*, sorted by *lengths*, in runs that take about ``BATCH`` places when filled up to their longest."""
    start = 0
    for end in range(1, len(items) + 1):
        if end == len(items) or lengths[end] * (end + 1 - start) > BATCH:
            yield items[start:end]
            start = end


def _queries(text: int, window: Window, states: Floats, labels: Ints) -> Iterator[_Query]:
    cues = pieces(labels.tolist(), CUE_LABELS, "cue")
    for cue in cues:
        stretch = reach(cue, window.paragraph)
        given = markers(cue, stretch, window.paragraph, labels > 0)
        yield _Query(text, window, states[slice(*stretch)], cue, stretch, given)
    if any(word.quoted for word in window.words):
        yield _Query(text, window, states, None, (0, len(states)), np.full(len(states), NO_CUE))


def _answers(asked: Sequence[_Query], network: Network) -> list[list[int]]:
    lengths = np.array([len(q.markers) for q in asked])
    states = np.zeros((len(asked), lengths.max(), asked[0].states.shape[1]), np.float32)
    given = np.zeros(states.shape[:2], np.int64)
    for row, query in enumerate(asked):
        states[row, : lengths[row]] = query.states
        given[row, : lengths[row]] = query.markers
    labels = best_labels(network.link(states, given), network.link_transitions, lengths)
    return [labels[row, : lengths[row]].tolist() for row in range(len(asked))]


def _tagged(query: _Query, labels: Sequence[int]) -> Tagged | None:
    words = query.window.words[slice(*query.stretch)]
    marked = pieces(labels, LINK_LABELS, "content")
    if not marked or (query.cue is None and not any(word.quoted for a, b in marked for word in words[a:b])):
        return None  # without a cue and without quotation marks, nothing tells that it isn't the outlet's own
    content = tuple((words[a].start, words[b - 1].end) for a, b in marked)
    sources = [(words[a].start, words[b - 1].end) for a, b in pieces(labels, LINK_LABELS, "source")]
    cue = (query.window.words[query.cue[0]].start, query.window.words[query.cue[1] - 1].end) if query.cue else None
    return Tagged(cue, max(sources, key=lambda s: s[1] - s[0], default=None), content)
