"""The words of each passage as the span tagger marks them: passages go in, the same ones with exact spans come out.

A rule over the parse knows what a passage claims, the tagger where its words begin and end. Where both see one attribution,
the passage keeps the rule's reading and takes the tagger's spans. Where the rules read several claims in what the tagger marks
as one content, each claim keeps its own words, and the whole goes before them, without a stance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from kg.extract.cues import cues
from kg.extract.layout import chars
from kg.extract.mood import is_speech, stance_of
from kg.extract.page import Page, matching
from kg.extract.passage import Passage, Tokens, indices, meet
from kg.extract.rules.tagged import content_of, mention, whole
from kg.extract.syntax import FINITE, pieces
from kg.extract.tagger import Tagged

_REPORTING = frozenset({"clause", "parenthetical"})
_ALIKE = 0.5  # the share of common words from which on two contents are one
_MOSTLY = 0.9  # the same for a content that is a part of the other one

Claims = tuple[Passage, tuple[Passage, ...]]  #: a passage, and the passage of each of its claims


def worded(page: Page, found: Sequence[Claims]) -> tuple[Passage, ...]:
    """Return the claims of *found* in the order of the text, in the tagger's words where it sees the same attribution."""
    marks = {marked: indices(content_of(page, marked)) for marked in page.tagged}
    seen_by = _pairs(page, [passage for passage, _ in found], marks)
    read_by_rules = indices(piece for passage, _ in found for piece in passage.content)
    told: list[tuple[Passage, ...]] = []
    for number, (passage, claims) in enumerate(found):
        marked = seen_by.get(number)
        read = indices(passage.content)
        if marked is None:
            if not any(_cross(read, mark) for mark in marks.values()):
                told.append(claims)
        elif len(claims) == 1 and passage.rule == "object" and _goes_on(page, read, marks[marked]):
            told.append((replace(passage, content=content_of(page, marked), wording=marked),))
        elif len(claims) == 1 and _is_one(read, marks[marked]):
            told.append((_said_by(page, replace(claims[0], wording=marked)),))
        else:
            claims = (*claims, *_left_over(page, claims[-1], marks[marked], read_by_rules))
            parts = (_said_by(page, replace(claim, wording=_part(page, claim, passage, marked))) for claim in claims)
            told.append((*whole(page, marked), *parts))
    seen = set(seen_by.values())
    told += (passages for marked in page.tagged if marked not in seen and (passages := tuple(whole(page, marked))))
    told.sort(key=lambda passages: passages[0].content[0].start)
    return tuple(chain.from_iterable(told))


def _said_by(page: Page, passage: Passage) -> Passage:
    """Where the rule found nobody who says it, the source is whom the tagger marks."""
    source = passage.wording.source if passage.wording else None
    if source is None or passage.source is not None or passage.speaker is not None or passage.rule == "accuse":
        return passage  # who is accused, "was cleared of it", isn't who says so
    tokens = page.tokens(*source)
    return replace(passage, source=mention(page, tokens)) if tokens is not None else passage


def _left_over(page: Page, last: Passage, marked: frozenset[int], read: frozenset[int]) -> tuple[Passage, ...]:
    """Return the clause behind the *last* claim that the tagger marks with it: "that it broke in May, and was shut at once".

    The parser hangs it on the cue as often as on the claim, and the rule then ends before it. Nothing where a rule *read* it.
    """
    doc, end = page.doc, last.content[-1].end
    behind = sorted(i for i in marked if i >= end)
    while behind and doc[behind[0]].is_punct:
        behind = behind[1:]
    verb = next((doc[i] for i in behind if doc[i].tag_ in FINITE), None)
    if (
        last.stance is None
        or last.rule not in _REPORTING
        or verb is None
        or not read.isdisjoint(behind)
        or doc[behind[0]].dep_ != "cc"
    ):
        return ()
    if verb.lemma_ in cues("verb"):  # "admitted that it broke, but maintained that nobody was hurt": speech of its own
        row = next((row for row in matching(verb, cues("verb")) if "clause" in row.frames), None)
        told = pieces(doc, [i for i in behind if i > verb.i])
        if row is None or not told or not is_speech(verb, row) or not any(doc[i].tag_ in FINITE for i in indices(told)):
            return ()
        return (replace(last, content=told, cue=Tokens(verb.i, verb.i + 1), stance=stance_of(verb, row)),)
    return (replace(last, content=pieces(doc, behind[1:])),)


def _part(page: Page, claim: Passage, of: Passage, marked: Tagged) -> Tagged:
    """A claim's own words with the source that the tagger marks for the whole, and its cue unless the claim has another."""
    cue = chars(page.doc, claim.cue) if claim.cue is not None and claim.cue != of.cue else marked.cue
    return Tagged(cue, marked.source, tuple(chars(page.doc, piece) for piece in claim.content))


def _is_one(read: frozenset[int], marked: frozenset[int]) -> bool:
    """Whether the rule reads all that the tagger marks, give or take what doesn't matter; a mere part of it stays apart."""
    return _overlap(read, marked) >= (_MOSTLY if read < marked else _ALIKE)


def _goes_on(page: Page, read: frozenset[int], marked: frozenset[int]) -> bool:
    """Whether the tagger sees a noun phrase go on where the parser hangs its end elsewhere: "nine deaths among those who …"."""
    behind = marked - read
    return read < marked and min(read) == min(marked) and not all(page.doc[i].tag_ in ("WDT", "WP") for i in behind)


def _pairs(page: Page, passages: Sequence[Passage], marks: Mapping[Tagged, frozenset[int]]) -> dict[int, Tagged]:
    """Return, by a passage's number, which of *marks*, with their words, is the same attribution; nothing is paired twice."""
    at: defaultdict[int, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for i in indices(passage.content):
            at[i].append(number)
    pairs = []
    for place, marked in enumerate(page.tagged):
        words = marks[marked]
        cue = page.tokens(*marked.cue) if marked.cue else None
        for number in sorted({n for i in words for n in at.get(i, ())}):
            passage = passages[number]
            alike = _overlap(words, indices(passage.content))
            one_cue = cue is not None and passage.cue is not None and meet(cue, passage.cue)
            if one_cue or alike >= _ALIKE:
                pairs.append((-one_cue - alike, place, number))
    chosen: dict[int, Tagged] = {}
    taken: set[int] = set()
    for _, place, number in sorted(pairs):
        if number not in chosen and place not in taken:
            chosen[number] = page.tagged[place]
            taken.add(place)
    return chosen


def _cross(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether one begins in the other and ends outside of it; of two such readings the tagger's is more often right."""
    return not (a.isdisjoint(b) or a <= b or b <= a)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0
