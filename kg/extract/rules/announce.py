"""Statements that a colon announces: "The firm corrected the record: one guard had seen the fire", "She was blunt: …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.attrs import LOWER
from spacy.tokens import Token

from kg.extract.mood import is_asked, is_speech
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.syntax import FINITE, child, children, noun_phrase, pieces, tokens_with
from kg.lexicon import table
from kg.names import role_nouns

_THINGS = frozenset({"it", "this", "that", "there", "which", "what"})


def announcements(page: Page) -> Iterator[Passage]:
    """Yield a passage for each clause behind a colon whose sentence says before it that somebody states something."""
    doc = page.doc
    for colon in tokens_with(doc, LOWER, frozenset({":"})):
        sentence = colon.sent
        if page.inside[colon.i] >= 0 or colon.i + 1 >= sentence.end or page.inside[colon.i + 1] >= 0:
            continue
        verb = next((t for t in doc[sentence.start : colon.i] if _announces(t, colon)), None)
        who = child(verb, "nsubj") if verb is not None else None
        if verb is None or who is None or not _can_speak(who) or not is_speech(verb) or is_asked(verb):
            continue
        end = next((i for i in range(colon.i + 1, sentence.end) if doc[i].text == ";" and page.inside[i] < 0), sentence.end)
        content = pieces(doc, range(colon.i + 1, end))
        if content and any(doc[i].tag_ in FINITE for i in range(colon.i + 1, end)):
            yield Passage(content, rule="announce", source=noun_phrase(who), cue=Tokens(verb.i, verb.i + 1), confidence=0.75)


def _announces(verb: Token, colon: Token) -> bool:
    """Whether *verb* is the last of its sentence before the colon, with an object of the table."""
    held = [c for c in children(verb, "dobj", "acomp", "nsubj") if verb.i < c.i < colon.i]
    between = verb.doc[verb.i + 1 : colon.i]
    return any((verb.lemma_, c.lemma_) in _pairs() for c in held) and not any(
        t.tag_ in FINITE or t.text == "," for t in between
    )


def _can_speak(who: Token) -> bool:
    """Whether it is a name, a pronoun or a word for a person or body, not a thing: "The reason was clear: …"."""
    return who.lower_ not in _THINGS and (who.pos_ in ("PROPN", "PRON") or who.lemma_ in role_nouns())


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset((row["verb"], row["object"]) for row in table("announcements", ("verb", "object")))
