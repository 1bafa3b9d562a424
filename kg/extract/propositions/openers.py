"""Where a claim begins: a content goes in, its sentences come out, without openers (``seeds/discourse_openers.tsv``)."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg.extract.layout import sentence
from kg.extract.propositions.clause import QUOTES, SUBJECTS, Inside
from kg.lexicon import table


@cache
def _openers() -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(row["phrase"].split()) for row in table("discourse_openers", ("phrase",)))
    return tuple(sorted(phrases, key=lambda words: (-len(words), words)))


@lru_cache(maxsize=8192)
def _openers_from(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the openers that *word* may start, the longest first; the tokens of "it's" are shorter than its words."""
    return tuple(phrase for phrase in _openers() if " ".join(phrase).startswith(word))


def is_filler(token: Token) -> bool:
    """Whether *token* is a quotation mark, punctuation or space."""
    return token.text in QUOTES or token.is_space or token.is_punct


def without_openers(doc: Doc, inside: Inside) -> Inside:
    """Return *inside* without what opens an utterance and says nothing: "that", quotation marks, "Look,"."""
    order = sorted(inside)
    while order:
        first = doc[order[0]]
        if is_filler(first) or _is_complementizer(first):
            order = order[1:]
            continue
        for phrase in _openers_from(_plain(first)):
            # an apostrophe splits a word: compare what is written
            length = _match(doc, order, phrase)
            if length and _ends_opener(doc, order, length, phrase):
                order = order[length:]
                break
        else:
            break
    return frozenset(order)


def _is_complementizer(token: Token) -> bool:
    """Whether *token* is the "that" of a that-clause; the parser takes some for pronouns, before a name or a subject too."""
    if token.lower_ != "that" or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    return (
        token.dep_ == "mark"
        or (token.dep_ == "det" and token.head.tag_ in {"NNS", "NNPS", "NNP"})
        or (token.dep_ != "det" and following.dep_ in SUBJECTS | {"det", "poss"})
        or (following.pos_ == "PROPN" and token.dep_ != "nsubj")
    )


def _plain(token: Token) -> str:
    return token.lower_.replace("’", "'")


def _match(doc: Doc, order: list[int], phrase: tuple[str, ...]) -> int:
    """Return how many tokens of *order* write *phrase*, or 0."""
    target, written = " ".join(phrase), ""
    for used, i in enumerate(order, start=1):
        written += _plain(doc[i]) + doc[i].whitespace_
        if written.strip() == target:
            return used
        if not target.startswith(written.strip()):
            return 0
    return 0


def _ends_opener(doc: Doc, order: list[int], length: int, phrase: tuple[str, ...]) -> bool:
    """A conjunction opens whatever follows it; any other opener must be set off by punctuation or "that"."""
    if length >= len(order):
        return False
    if phrase in {("and",), ("but",), ("so",), ("or",), ("yet",)}:
        return True
    following = doc[order[length]]
    return following.lower_ in {",", ":", ".", "—", "–", "that", ";"} or phrase == ("of", "course")


def sentences(doc: Doc, inside: Inside) -> list[Inside]:
    """Return the sentences of a content, in order."""
    groups: list[list[int]] = []
    end = 0
    for i in sorted(inside):
        if i >= end:
            groups.append([])
            end = sentence(doc[i]).end
        groups[-1].append(i)
    return [frozenset(group) for group in groups if any(not is_filler(doc[i]) for i in group)]


def is_question(doc: Doc, inside: Inside) -> bool:
    """Whether *inside* ends with a question mark."""
    backwards = (doc[i] for i in sorted(inside, reverse=True))
    last = next((token for token in backwards if token.text not in QUOTES and not token.is_space), None)
    return last is not None and last.text == "?"
