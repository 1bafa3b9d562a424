"""Tags in the middle or at the end of what was said: "The wall, the inspector announced late on Monday, had held."

Small parsers get these wrong more often than not, so the tag is found by its borders: a subject and a verb of speech, in either
order, with what belongs to them, between two commas or dashes, or between a comma and the sentence's end.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.cues import Cue
from kg.extract.layout import sentence
from kg.extract.mood import is_asked, is_speech
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.repair import ADDRESSING
from kg.extract.rules.clause import cue_stretch, is_first_or_second_person
from kg.extract.rules.object import names_claim
from kg.extract.syntax import FINITE, child, children, noun_phrase, pieces, subject

_BORDERS = frozenset({",", "—", "–", "-", "--"})
_ENDS = frozenset({".", "!", "?", ":", ";"})
_LONGEST = 30  # tokens in a tag
_PAST = frozenset({"VBD", "VBN"})
_IN_NAMES = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "POS", "CD", "-LRB-", "-RRB-", "VBG", "HYPH"})
_JOINS_NAMES = frozenset({"of", "for", "at", "in"})
_LONGEST_NAME = 12  # tokens in a source beside its verb
_NO_TIME = frozenset({"to", "by", "as", "that", "because", "of"})


def parentheticals(page: Page) -> Iterator[Passage]:
    """Yield a passage for each sentence that a tag interrupts or ends, and one for what goes on behind its semicolon."""
    for verb, cue in page.verbs():
        if page.inside[verb.i] >= 0 or not _can_tag(verb, cue) or not is_speech(verb) or is_asked(verb):
            continue
        if verb.lemma_ not in ADDRESSING and any(o.i > verb.i and o.lower_ != cue.particle for o in children(verb, "dobj")):
            continue  # "Asked about it, she said nothing"
        around = sentence(verb)
        found = _opening_tag(verb, around) or _parsed_tag(page, verb, around) or _beside(page, verb, around)
        if found is None or is_first_or_second_person(page.doc[found[0].end - 1]):
            continue
        who, tag = found
        end = next((i for i in range(tag.end, around.end) if page.doc[i].text in ":;" and page.inside[i] < 0), around.end)
        start = next((i + 1 for i in range(tag.start - 1, around.start, -1) if page.doc[i].text in ":;"), around.start)
        behind = end if tag.start <= around.start or not _opens_participle(page, tag.end) else tag.end
        said = [*range(start, tag.start), *range(tag.end, behind)]
        if not _is_told(page, said, tag, end):
            continue
        common = {"rule": "parenthetical", "stance": cue.stance, "confidence": 0.8}
        content = pieces(page.doc, said)
        rest = pieces(page.doc, range(end + 1, around.end))
        if not (rest and _is_bare_answer(page, content)):  # "Yes, says the baker: the bread is safe"
            yield Passage(content, source=who, cue=cue_stretch(verb, cue), **common)  # type: ignore[arg-type]
        if rest and _has_finite_verb(page, range(end + 1, around.end)) and page.inside[rest[0].start] < 0:
            yield Passage(rest, speaker=who, **common)  # type: ignore[arg-type]


def _is_bare_answer(page: Page, content: tuple[Tokens, ...]) -> bool:
    return all(page.doc[i].pos_ == "INTJ" or page.doc[i].is_punct for piece in content for i in range(*piece))


def _can_tag(verb: Token, cue: Cue) -> bool:
    """Whether the verb can be a tag's: behind "as" also one that reports only words ("as she put it")."""
    behind_as = any(m.lower_ == "as" for m in children(verb, "mark"))
    return "quote" in cue.frames and ("clause" in cue.frames or behind_as)


def _opening_tag(verb: Token, around: Tokens) -> tuple[Tokens, Tokens] | None:
    """ "As the minister put it in May, the port is a ruin"."""
    first = verb.doc[around.start]
    source = child(verb, "nsubj")
    end = verb.right_edge.i + 1
    if first.lower_ != "as" or first.head != verb or source is None or child(verb, "ccomp", "xcomp") is not None:
        return None
    if end >= around.end or verb.doc[end].text != "," or verb.head.i < end:
        return None
    return noun_phrase(source), Tokens(around.start, end + 1)


def _opens_participle(page: Page, i: int) -> bool:
    """Whether what stands behind a tag tells what the speaker did: ", she said, pointing to a sign"."""
    doc = page.doc
    return i + 1 < len(doc) and doc[i].text == "," and doc[i + 1].tag_ == "VBG" and doc[i + 1].dep_ == "advcl"


def _parsed_tag(page: Page, verb: Token, around: Tokens) -> tuple[Tokens, Tokens] | None:
    source = _source(page, verb)
    tag = _tag(page, verb, source, around) if source is not None else None
    return (noun_phrase(source), tag) if source is not None and tag is not None else None


def _source(page: Page, verb: Token) -> Token | None:
    """The subject: the parse's, else the noun phrase right beside the verb."""
    own = subject(verb)
    doc = page.doc
    if own is not None and own.head == verb and not (own.i < verb.i and doc[verb.i - 1].text in _BORDERS):
        return own
    if (
        own is not None
        and own.head == verb
        and verb.i - 2 <= own.right_edge.i < verb.i
        and any(children(own, "appos", "relcl"))
    ):
        return own  # "…, her skipper, Jon Berg, told the radio"
    behind = verb.i + 1
    if verb.tag_ in FINITE and behind < len(doc) and doc[behind].pos_ in ("PROPN", "DET", "PRON"):
        head = doc[behind]
        while head.head.i > head.i and head.dep_ in ("compound", "det", "amod", "poss", "nmod"):
            head = head.head
        return head if head.pos_ in ("PROPN", "NOUN", "PRON") else None
    return None


def _beside(page: Page, verb: Token, around: Tokens) -> tuple[Tokens, Tokens] | None:
    """Source and tag where the parser took ", a laboratory reported on Tuesday." for an apposition with a participle.

    The tag must be a noun phrase between a comma and the verb, and nothing but time and place may follow up to the full stop.
    """
    doc = page.doc
    if verb.tag_ not in _PAST or (verb.dep_ == "relcl" and child(verb, "nsubj") is not None and names_claim(verb.head)):
        return None  # "…, an allegation the port denied" answers
    end = verb.i
    while doc[end - 1].pos_ in ("ADV", "AUX"):
        end -= 1
    start = end
    while start > around.start and _is_in_name(doc[start - 1]) and page.inside[start - 1] < 0:
        start -= 1
    if start == end or end - start > _LONGEST_NAME or start <= around.start + 1 or doc[start - 1].text not in _BORDERS:
        return None
    stop = verb.i + 1
    while stop < around.end and doc[stop].text not in _BORDERS | _ENDS:
        if doc[stop].pos_ in ("VERB", "AUX") or doc[stop].lower_ in _NO_TIME or page.inside[stop] >= 0:
            return None
        stop += 1
    if stop < around.end and doc[stop].text not in _ENDS:
        return None
    name = next((i for i in range(start + 1, end) if doc[i].text == "("), end)
    last = doc[name - 1]
    return (Tokens(start, name), Tokens(start - 1, stop)) if last.pos_ in ("NOUN", "PROPN", "PRON") else None


def _is_in_name(token: Token) -> bool:
    return token.tag_ in _IN_NAMES or token.lower_ in _JOINS_NAMES


def _tag(page: Page, verb: Token, source: Token, around: Tokens) -> Tokens | None:
    """The stretch of the tag with the border before it, or None where source and verb aren't set off like one."""
    doc = page.doc
    inverted = source.i > verb.i
    start = verb.i if inverted else source.left_edge.i
    auxiliary = next(children(verb, "aux", "advmod"), None)
    if inverted and auxiliary is not None and auxiliary.i == verb.i - 1:
        start = auxiliary.i
    if doc[start - 1].lower_ in ("as", "so") and start - 1 > around.start:
        start -= 1
    border = _border(page, start)
    if start <= around.start or border is None:
        return None
    end = (source.right_edge.i if inverted and source.head == verb else max(verb.i, source.i)) + 1
    end = _skip_description(page, source, end, around) if inverted else end
    end = next((i for i in range(start, end) if doc[i].text in (":", ";")), end)
    complement = next(
        (c for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "xcomp") and c.left_edge.i <= end + 1), None
    )
    within = complement is not None and complement.left_edge.i <= source.i <= complement.right_edge.i
    if complement is not None and not within and doc[complement.left_edge.i - 1].text not in _BORDERS:
        return None
    while end < around.end and doc[end].text not in _BORDERS | _ENDS and doc[end].lower_ not in ("that", "because"):
        if page.inside[end] >= 0 or doc[end].tag_ in FINITE:
            return None
        end += 1
    if end < around.end and doc[end].lower_ == "that":
        return None
    if end - start > _LONGEST:
        return None
    return Tokens(border, end)


def _border(page: Page, start: int) -> int | None:
    """Where the tag that starts at *start* begins with its border: a comma before it, or one inside a closing mark."""
    doc, before = page.doc, start - 1
    if doc[before].text in _BORDERS and page.inside[before] < 0:
        return before
    closes = page.inside[before] >= 0 and page.quotations[page.inside[before]].tokens.end == start
    return start if closes and doc[before - 1].text == "," else None


def _skip_description(page: Page, source: Token, end: int, around: Tokens) -> int:
    """Move past ", the spokesman of the ministry" and ", who chairs the group" behind a source that follows its verb."""
    doc = page.doc
    described = next((c for c in source.children if c.dep_ in ("appos", "relcl", "acl") and c.i > source.i), None)
    if described is not None and not (described.dep_ == "appos" and described.tag_ in FINITE):
        end = max(end, described.right_edge.i + 1)
    while end + 1 < around.end and doc[end].text in _BORDERS and doc[end + 1].lower_ in ("who", "whose", "which"):
        end += 2
        while end < around.end and doc[end].text not in _BORDERS | _ENDS:
            end += 1
    return end


def _is_told(page: Page, said: list[int], tag: Tokens, end: int) -> bool:
    """Whether what stands around the tag is something said: a clause, or one short verdict ("Not so, says the firm")."""
    words = [i for i in said if page.doc[i].is_alpha]
    if not words or all(page.inside[i] >= 0 for i in words):
        return False
    before = [i for i in words if i < tag.start]
    if before and any(page.inside[i] >= 0 for i in before) and all(page.inside[i] >= 0 for i in before):
        return False
    return _has_finite_verb(page, said) or (len(words) <= 4 and tag.end >= end - 1)


def _has_finite_verb(page: Page, indices: range | list[int]) -> bool:
    return any(page.doc[i].tag_ in FINITE for i in indices if i < len(page.doc))
