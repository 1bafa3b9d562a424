"""A parsed article in, its tokens as plain lists out: the search for actors reads them many times, and lists are quick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.layout import layout
from kg.extract.passage import Tokens

#: Labels of a word that belongs to the noun phrase on its right.
_LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "appos"})
_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with", "on", "by", "to"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Parallel lists, one entry a token: words, tags, labels, heads (as indices), sentence, whether it is quoted or speaks."""

    words: Sequence[str]
    lower: Sequence[str]
    lemmas: Sequence[str]
    pos: Sequence[str]
    tags: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    entities: Sequence[str]
    spaces: Sequence[bool]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    starts: Sequence[bool]
    quoted: Sequence[bool]
    sources: Sequence[bool]
    children: Sequence[Sequence[int]]

    def text(self, start: int, end: int) -> str:
        """Return the words of ``[start, end)`` as the article writes them, line breaks as blanks."""
        parts = [w + (" " if s else "") for w, s in zip(self.words[start:end], self.spaces[start:end], strict=True)]
        return " ".join("".join(parts).split())

    def is_noun(self, i: int) -> bool:
        """Whether token *i* can head a noun phrase."""
        return self.pos[i] in ("NOUN", "PROPN")

    def is_plural(self, i: int) -> bool:
        """Whether the noun *i* is plural."""
        return self.tags[i] in ("NNS", "NNPS")

    def phrase_start(self, head: int) -> int:
        """Return the first token of the noun phrase of *head*: what modifies it on its left, unbroken by a comma."""
        start = head
        for child in reversed([c for c in self.children[head] if c < head]):
            if self.deps[child] not in _LEFT and not (
                self.deps[child] in ("punct", "npadvmod", "advmod") and self.words[child] not in ",;:—–("
            ):
                break
            start = self.phrase_start(child)
        while start < head and (self.words[start] in "“”\"'‘’(" or not self.words[start].strip()):
            start += 1
        return start

    def phrase_end(self, head: int) -> int:
        """Return the end of the noun phrase of *head* with the prepositional phrases that follow at once ("of the board")."""
        end = head + 1
        for child in self.children[head]:
            if child == end and self.deps[child] == "prep" and self.lower[child] in _PREPOSITIONS:
                for obj in self.children[child]:
                    if self.deps[obj] == "pobj":
                        end = max(end, self.phrase_end(obj))
        return end

    def objects(self, head: int, *prepositions: str) -> Iterator[int]:
        """Yield the objects of the prepositional phrases of *head* that start with one of *prepositions*."""
        for child in self.children[head]:
            if child > head and self.lower[child] in prepositions:
                yield from (o for o in self.children[child] if self.deps[o] in ("pobj", "pcomp"))

    def owner(self, head: int) -> int | None:
        """Return the possessor of the noun *head* ("the firm's owner", "its owner"), or None."""
        return next((c for c in self.children[head] if c < head and self.deps[c] == "poss"), None)

    def modifiers(self, head: int) -> list[int]:
        """Return the words that stand before *head* and describe it, articles and possessors left out."""
        found = []
        for child in self.children[head]:
            if child < head and self.deps[child] in ("amod", "compound", "nmod", "nummod"):
                found += [*self.modifiers(child), child]
        return found


def read(doc: Doc, sources: Sequence[Tokens] = ()) -> Reading:
    """Return the reading of *doc*; *sources* are the stretches that speak."""
    size = len(doc)
    words, lower, lemmas, pos, tags, deps, entities = [], [], [], [], [], [], []
    spaces, heads, starts = [], [], []
    for token in doc:
        words.append(token.text)
        lower.append(token.lower_)
        lemmas.append(token.lemma_)
        pos.append(token.pos_)
        tags.append(token.tag_)
        deps.append(token.dep_)
        entities.append(token.ent_type_)
        spaces.append(token.whitespace_ != "")
        heads.append(token.head.i)
        starts.append(token.is_sent_start is True or token.i == 0)
    children: list[list[int]] = [[] for _ in range(size)]
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
    sentence, sentences = -1, []
    paragraph, paragraphs = 0, []
    offset, offsets = 0, []
    for word, space, first in zip(words, spaces, starts, strict=True):
        sentence += first
        sentences.append(sentence)
        paragraphs.append(paragraph)
        paragraph += "\n" in word
        offsets.append(offset)
        offset += len(word) + space
    speaking, quoted = [False] * size, [False] * size
    for span in sources:
        speaking[span.start : span.end] = [True] * (span.end - span.start)
    quotes = iter(layout(doc).quotes)
    quote = next(quotes, None)
    for i, offset in enumerate(offsets):
        while quote is not None and offset >= quote.end:
            quote = next(quotes, None)
        quoted[i] = quote is not None and quote.start <= offset
    return Reading(
        words=words,
        lower=lower,
        lemmas=[n.lower() or _singular(low, tag) for n, low, tag in zip(lemmas, lower, tags, strict=True)],
        pos=pos,
        tags=tags,
        deps=deps,
        heads=heads,
        entities=entities,
        spaces=spaces,
        sentences=sentences,
        paragraphs=paragraphs,
        starts=starts,
        quoted=quoted,
        sources=speaking,
        children=children,
    )


def _singular(word: str, tag: str) -> str:
    return word[:-1] if tag in ("NNS", "NNPS") and word.endswith("s") else word
