"""Nouns that attribute: "the agency's finding that …", "Russian rejections of …", "an allegation by the union that …"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from kg.extract.mood import is_speech
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.object import _that
from kg.extract.syntax import child, children, noun_phrase, pieces, subject
from kg.lexicon import table

_OF = frozenset({"of", "about", "over", "on", "regarding"})
_OWN = {"he": "his", "she": "her", "it": "its", "they": "their"}
_FIRST = frozenset({"my", "our", "your"})


@cache
def _particles() -> Mapping[str, str]:
    """The verbs that repeat, each with the particle that it needs, or with none."""
    return {lemma: particle for row in table("repeats", ("lemma",)) for lemma, _, particle in [row["lemma"].partition(" ")]}


def nominals(page: Page) -> Iterator[Passage]:
    """Yield a passage for each noun of speech with a claim, for its owner, and for who repeats it."""
    for noun, cue in page.nouns():
        if "nominal" not in cue.frames:
            continue
        clause = next((c for c in children(noun, "acl", "relcl", "ccomp") if _that(c)), None)
        owner = _owner(noun)
        content = _content(page, noun, clause, with_object=cue.stance is None or owner is not None)
        if not content:
            continue
        stretch = Tokens(noun.i, noun.i + 1)
        if owner is not None and not _is_first_person_quoted(page, owner) and not _speaks_already(page, noun, owner):
            yield Passage(content, rule="nominal", source=owner, cue=stretch, stance=cue.stance, confidence=0.8)
        speaker = _repeats(noun)
        if speaker is not None and page.inside[noun.i] < 0:
            yield Passage(
                content, rule="repeated", source=noun_phrase(speaker), cue=stretch, stance=cue.stance, confidence=0.75
            )
        elif owner is None and clause is not None:
            yield Passage(content, rule="nominal", cue=stretch, stance=cue.stance, confidence=0.6)


def _content(page: Page, noun: Token, clause: Token | None, *, with_object: bool) -> tuple[Tokens, ...]:
    if clause is not None:
        return pieces(page.doc, range(clause.left_edge.i, clause.right_edge.i + 1))
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and with_object:
        told = next((c for c in children(noun.head, "ccomp") if any(m.lower_ == "that" for m in c.children)), None)
        if told is not None:  # "The firm's version is that …"
            return pieces(page.doc, range(told.left_edge.i, told.right_edge.i + 1))
    if not with_object:
        return ()
    prep = next((p for p in children(noun, "prep") if p.lower_ in _OF and p.i > noun.i), None)
    held = child(prep, "pobj", "pcomp") if prep is not None else None
    if held is None or held.ent_type_ in ("DATE", "TIME"):
        return ()
    return pieces(page.doc, range(held.left_edge.i, held.right_edge.i + 1))


def _owner(noun: Token) -> Tokens | None:
    """Who speaks: a possessive, a nationality, or "by …"."""
    owner = child(noun, "poss")
    if owner is not None:
        return noun_phrase(owner) if owner.tag_ != "WP$" else None
    for prep in children(noun, "prep", "agent"):
        by = child(prep, "pobj")
        if prep.lower_ in ("by", "from") and by is not None:
            return noun_phrase(by)
    nationality = next((a for a in children(noun, "amod", "compound") if a.ent_type_ in ("NORP", "GPE", "ORG")), None)
    return Tokens(nationality.left_edge.i, nationality.i + 1) if nationality is not None else None


def _speaks_already(page: Page, noun: Token, owner: Tokens) -> bool:
    """Whether the owner is the subject that repeats the claim: "stuck to its claim". One who withdraws it made it before."""
    if page.doc[owner.start].tag_ != "PRP$" or page.doc[owner.start].lower_ in _FIRST:
        return False
    speaker = _repeats(noun)
    if speaker is None or speaker.tag_ in ("WP", "WDT"):
        return False
    return speaker.pos_ != "PRON" or _OWN.get(speaker.lower_) == page.doc[owner.start].lower_


def _is_first_person_quoted(page: Page, owner: Tokens) -> bool:
    return page.inside[owner.start] >= 0 and page.doc[owner.start].lower_ in ("my", "our", "your")


def _repeats(noun: Token) -> Token | None:
    """Who takes up the noun's claim: the subject of "repeated the claim that", "said X, referring to the finding that"."""
    head = noun.head
    if head.dep_ == "prep":
        head = head.head
    particle = _particles().get(head.lemma_)
    if head.pos_ != "VERB" or particle is None or not is_speech(head):
        return None
    if particle and not any(c.lower_ == particle for c in children(head, "prt", "advmod", "prep")):
        return None
    if noun.dep_ == "dobj" or noun.head.dep_ == "prep":
        return subject(head)
    return None
