"""Tags set off by commas that the parse doesn't see as such: "The wall, the inspector announced late on Monday, had held."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.mood import is_asked, is_speech
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.clause import cue_stretch
from kg.extract.syntax import children, noun_phrase, pieces, subject

_BORDERS = frozenset({",", "—", "–", "-", ";"})
_LONGEST = 14  # words in a tag


def parentheticals(page: Page) -> Iterator[Passage]:
    """Yield a passage for each sentence that a tag of subject and speech verb interrupts or ends."""
    for verb, cue in page.verbs():
        if page.inside[verb.i] >= 0 or not {"clause", "quote"} <= cue.frames or any(children(verb, "ccomp", "dobj", "xcomp")):
            continue
        source = subject(verb)
        if source is None or source.head is not verb or not is_speech(verb) or is_asked(verb):
            continue
        tag = _tag(page, verb, source)
        if tag is None:
            continue
        sentence = verb.sent
        rest = [i for i in range(sentence.start, sentence.end) if not tag.start <= i < tag.end]
        content = pieces(page.doc, rest)
        if not content or any(page.inside[i] >= 0 for i in range(content[0].start, content[0].end)):
            continue
        yield Passage(
            content,
            rule="parenthetical",
            source=noun_phrase(source),
            cue=cue_stretch(verb, cue),
            stance=cue.stance,
            confidence=0.8,
        )


def _tag(page: Page, verb: Token, source: Token) -> Tokens | None:
    """The stretch between two borders that holds source and verb, after the sentence's first word."""
    doc, sentence = page.doc, verb.sent
    start = min(source.left_edge.i, verb.i)
    if start - 1 <= sentence.start or doc[start - 1].text not in _BORDERS:
        return None
    end = max(verb.i, source.i) + 1
    while end < sentence.end and doc[end].text not in _BORDERS and not (doc[end].is_sent_end or doc[end].text in ".!?"):
        end += 1
    if end - start > _LONGEST or any(page.inside[i] >= 0 for i in range(start, min(end, len(doc)))):
        return None
    return Tokens(start, end)
