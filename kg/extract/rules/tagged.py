"""What the span tagger marks, as passages: the cue's words tell the stance, as they do for the rules over the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.cues import Cue, cues
from kg.extract.mood import is_asked, is_speech, stance_of
from kg.extract.page import Page, matching
from kg.extract.passage import Passage, Tokens, indices
from kg.extract.rules.clause import is_first_or_second_person
from kg.extract.syntax import FINITE, children, noun_phrase
from kg.extract.tagger import Tagged
from kg.lexicon import table
from kg.model import Stance

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_CONFIDENCE = 0.8


def tagged(page: Page) -> Iterator[Passage]:
    """Yield a passage for each attribution that the tagger marks in *page*."""
    for marked in page.tagged:
        for passage in whole(page, marked):
            if passage.quoted or _is_clause(page.doc, passage.content) or _takes_phrases(page, passage.cue):
                passage = replace(passage, stance=_stance(page, passage.cue, passage.source, quoted=passage.quoted))
            yield passage


def whole(page: Page, marked: Tagged) -> Iterator[Passage]:
    """Yield *marked* as a passage without a stance; nothing, where its content holds no token."""
    content = content_of(page, marked)
    if not content:
        return
    source = page.tokens(*marked.source) if marked.source else None
    yield Passage(
        content,
        rule="tagged",
        source=mention(page, source) if source else None,
        cue=page.tokens(*marked.cue) if marked.cue else None,
        stance=None,
        quoted=_opens_quotation(page, content[0].start),
        confidence=_CONFIDENCE,
        wording=marked,
    )


def content_of(page: Page, marked: Tagged) -> tuple[Tokens, ...]:
    """Return the content of *marked* in tokens; a piece that holds none is left out."""
    return tuple(t for run in marked.content if (t := page.tokens(*run)) is not None)


def _opens_quotation(page: Page, first: int) -> bool:
    return page.inside[first] >= 0 and page.quotations[page.inside[first]].tokens.start == first


def _is_clause(doc: Doc, content: tuple[Tokens, ...]) -> bool:
    """Whether a finite verb governs the words: "the harbour" and "to call back" claim nothing by themselves."""
    inside = indices(content)
    tops = (doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i)
    return any(t.tag_ in FINITE for top in tops for t in (top, *children(top, "aux", "auxpass")))


def _takes_phrases(page: Page, cue: Tokens | None) -> bool:
    """Whether a noun phrase can be what the cue says something of: "called the sale premature", "accepted the count"."""
    known = next(_known(page, cue), None) if cue is not None else None
    if cue is None or known is None or known[1].frames.isdisjoint({"evaluate", "object"}):
        return False
    return known[0].i + (known[1].particle is not None) == cue.end - 1  # no "called for"


def mention(page: Page, source: Tokens) -> Tokens:
    """Return the head of the source with what belongs to its name: "Ann Lee" of "Ann Lee, who heads the union"."""
    return noun_phrase(page.doc[source.start : source.end].root)


def _stance(page: Page, cue: Tokens | None, source: Tokens | None, *, quoted: bool) -> Stance | None:
    """Return the stance that the cue takes. One that the lexicon lacks takes none, but beside a quotation: there it asserts."""
    if source is None or cue is None or is_first_or_second_person(page.doc[source.start : source.end].root):
        return None
    phrase = _phrase(page.doc, cue)
    if phrase is not None:
        verb, stance = phrase
        return stance if is_speech(verb) and not (page.inside[verb.i] < 0 and is_asked(verb)) else None
    known = next(_known(page, cue), None)
    if known is None:
        return Stance.ASSERTS if quoted else None
    token, row = known
    if token.pos_ != "NOUN" and (not is_speech(token, row) or (page.inside[token.i] < 0 and is_asked(token))):
        return None
    return stance_of(token, row)


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], Stance], ...]:
    rows = ((tuple(row["phrase"].split()), Stance(row["stance"])) for row in table("cue_phrases", ("phrase", "stance")))
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def _phrase(doc: Doc, cue: Tokens) -> tuple[Token, Stance] | None:
    """Return the verb and the stance of the longest phrase of the lexicon whose words stand in the cue in their order."""
    words = doc[cue.start : cue.end]
    for phrase, stance in _phrases():
        found: list[Token] = []
        for token in words:
            if len(found) < len(phrase) and phrase[len(found)] in (token.lemma_.lower(), token.lower_):
                found.append(token)
        if len(found) == len(phrase) and found[0].pos_ in ("VERB", "AUX"):
            return found[0], stance
    return None


def _known(page: Page, cue: Tokens) -> Iterator[tuple[Token, Cue]]:
    """Yield the words of the cue that the lexicon has, the last first: "has said", "made the claim"."""
    for token in reversed(page.doc[cue.start : cue.end]):
        pos = _POS.get(token.pos_)
        if pos is not None:
            yield from ((token, row) for row in matching(token, cues(pos))[:1])
