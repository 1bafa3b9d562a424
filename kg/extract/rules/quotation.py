"""Direct quotations and who speaks them: "…," said X; X said: "…"; interrupted, floating, over several paragraphs.

A quotation with a tag beside it gets the tag's source. One without gets its speaker from the quotation that it
continues, or from the sentence before. Quotation marks around a phrase inside somebody's clause are no quotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from spacy.tokens import Token

from kg.extract.cues import Cue
from kg.extract.mood import is_negated
from kg.extract.page import Page, Quotation
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.clause import cue_stretch
from kg.extract.syntax import child, noun_phrase, subject
from kg.model import Stance

_ENDS = (".", "!", "?", "…")
_LONGEST_TAG = 40  # tokens between a quotation and the end of its tag's verb phrase


@dataclass(frozen=True, slots=True)
class Tag:
    """ "said the minister": the verb, its cue (None for a verb that only a colon makes one), and the source."""

    verb: Token
    cue: Cue | None
    source: Tokens | None
    stops: bool = True  #: whether a sentence ends between the tag and the next quotation


def quotations(page: Page) -> Iterator[Passage]:
    """Yield a passage for each direct quotation; interrupted ones have several pieces."""
    speaker: Tokens | None = None
    last: Passage | None = None
    paragraph = 0
    for at, group in groupby(enumerate(page.quotations), key=lambda numbered: numbered[1].paragraph):
        if at > paragraph:
            speaker = None  # a paragraph without a quotation stands between
        paragraph = at + 1
        here = list(group)
        tags = [_tag(page, n) for n, _ in here]
        first_tag = next((t for t in tags if t is not None), None)
        previous: Passage | None = None
        for (_, quotation), tag in zip(here, tags, strict=True):
            if previous is not None and _goes_on(page, previous, quotation, tag):
                previous = _longer(previous, quotation)
                continue
            if previous is not None:
                yield previous
                last, previous = previous, None
            if tag is not None:
                previous = _tagged(page, quotation, tag)
                speaker = tag.source or speaker
            elif _is_sentence(page, quotation):
                if not quotation.continued and last is None and speaker is None:
                    speaker = None
                speaker = _floating_speaker(page, quotation, speaker, last, first_tag)
                previous = Passage(
                    (quotation.tokens,), rule="floating", speaker=speaker, quoted=True, stance=Stance.ASSERTS, confidence=0.7
                )
        if previous is not None:
            yield previous
            last = previous


def _tagged(page: Page, quotation: Quotation, tag: Tag) -> Passage:
    return Passage(
        (quotation.tokens,),
        rule="quotation",
        source=tag.source,
        cue=cue_stretch(tag.verb, tag.cue) if tag.cue else Tokens(tag.verb.i, tag.verb.i + 1),
        stance=tag.cue.stance if tag.cue else Stance.ASSERTS,
        quoted=True,
        confidence=0.95,
    )


def _longer(passage: Passage, quotation: Quotation) -> Passage:
    return Passage(
        (*passage.content, quotation.tokens),
        rule=passage.rule,
        source=passage.source,
        cue=passage.cue,
        stance=passage.stance,
        quoted=True,
        confidence=passage.confidence,
        speaker=passage.speaker,
    )


def _goes_on(page: Page, previous: Passage, quotation: Quotation, tag: Tag | None) -> bool:
    """Whether *quotation* is the second half of an interrupted sentence: "The wall," she said, "has held."."""
    doc = page.doc
    gap = doc[previous.content[-1].end : quotation.tokens.start]
    words = [t for t in gap if not t.is_space]
    if not words or len(words) > _LONGEST_TAG or any(t.text in _ENDS for t in words[:-1]):
        return False
    if previous.cue is not None and _is_phrase(page, quotation):
        behind = [t for t in words if t.i >= previous.cue.end]
        if any(t.tag_ in ("VBD", "VBZ", "VBP") for t in behind):
            return False  # “It rains,” said one guard, who thinks the film “wasn't ready”
    inner = doc[previous.content[-1].end - 2].text if previous.content[-1].end >= 2 else ""
    broken_off = inner in (",", "—", "–", "-") or words[0].text in (",", "—", "–")
    same_tag = tag is None or (previous.cue is not None and tag.verb.i == previous.cue.start)
    return broken_off and same_tag and words[-1].text not in _ENDS and previous.cue is not None


def _tag(page: Page, n: int) -> Tag | None:
    return _tag_after(page, n) or _tag_before(page, n)


def _tag_after(page: Page, n: int) -> Tag | None:
    doc, quotation = page.doc, page.quotations[n]
    if _is_phrase(page, quotation) or _is_title(page, quotation):
        return None
    end = quotation.tokens.end
    inner = doc[end - 2].text if end >= 2 else ""
    at = end
    while (at < len(doc) and doc[at].text in (",", "—", "–", "-")) or (
        at < len(doc) and doc[at].is_space and "\n" not in doc[at].text
    ):
        at += 1
    if inner == "." and at == end and not (at < len(doc) and doc[at].is_lower and doc[at].pos_ == "VERB"):
        return None
    for i in range(at, min(at + _LONGEST_TAG, len(doc))):
        token = doc[i]
        if page.inside[i] >= 0 or (token.text in _ENDS) or (token.is_space and "\n" in token.text):
            return None
        found = _speech_verb(page, token)
        if found is None:
            continue
        source = _tag_source(page, token, at, end)
        if source is None or min(source.start, i) > at + 2:
            return None
        return Tag(token, found, source)
    return None


def _tag_before(page: Page, n: int) -> Tag | None:
    doc, quotation = page.doc, page.quotations[n]
    start = quotation.tokens.start
    low = page.paragraphs[quotation.paragraph].start
    i = start - 1
    while i >= low and doc[i].is_space:
        i -= 1
    colon = i >= low and doc[i].text == ":"
    comma = i >= low and doc[i].text in (",", "—", "–")
    if i < low:
        return _tag_in_paragraph_before(page, quotation)
    seen = 0
    while i >= low and seen < _LONGEST_TAG:
        token = doc[i]
        if page.inside[i] >= 0 or (token.text in _ENDS and i < start - 1):
            return None
        found = _speech_verb(page, token)
        source = noun_phrase(subject(token)) if found is not None and subject(token) is not None else None  # type: ignore[arg-type]
        if found is not None and source is not None and (colon or (comma and seen < 16) or seen <= 1):
            if not colon and not _starts_sentence(page, quotation):
                return None  # part of a clause: said the wall "has held"
            return Tag(token, found, source)
        if colon and token.pos_ == "VERB" and token.dep_ == "ROOT" and subject(token) is not None:
            return Tag(token, None, noun_phrase(subject(token)))  # type: ignore[arg-type]
        i -= 1
        seen += 1
    return None


def _tag_in_paragraph_before(page: Page, quotation: Quotation) -> Tag | None:
    """ "She went on:" and a new paragraph."""
    if quotation.paragraph == 0:
        return None
    doc, before = page.doc, page.paragraphs[quotation.paragraph - 1]
    i = before.end - 1
    while i > before.start and doc[i].is_space:
        i -= 1
    if doc[i].text != ":":
        return None
    root = doc[i].sent.root
    verb = next((t for t in doc[i].sent if _speech_verb(page, t) and subject(t) is not None), root)
    source = subject(verb)
    if source is None or page.inside[verb.i] >= 0:
        return None
    return Tag(verb, _speech_verb(page, verb), noun_phrase(source))


def _speech_verb(page: Page, token: Token) -> Cue | None:
    if token.pos_ not in ("VERB", "AUX") or page.inside[token.i] >= 0 or is_negated(token):
        return None
    return next((c for c in page.verb_cues(token) if "quote" in c.frames), None)


def _tag_source(page: Page, verb: Token, at: int, after: int) -> Tokens | None:
    source = subject(verb)
    if source is not None and source.i >= after and page.inside[source.i] < 0:
        return noun_phrase(source)
    doc = page.doc
    # The parser lost the subject of an inverted tag: take the noun phrase behind the verb, or the one before it.
    following = verb.i + 1
    if following < len(doc) and doc[following].pos_ in ("PROPN", "DET", "PRON", "NOUN", "ADJ"):
        head = doc[following]
        while (
            head.head.i > head.i
            and head.dep_ in ("compound", "det", "amod", "poss", "nmod")
            and head.head.pos_ in ("PROPN", "NOUN")
        ):
            head = head.head
        return noun_phrase(head)
    if verb.i > at and doc[verb.i - 1].pos_ in ("PROPN", "PRON", "NOUN"):
        return noun_phrase(doc[verb.i - 1])
    return None


def _starts_sentence(page: Page, quotation: Quotation) -> bool:
    word = next((page.doc[i] for i in range(*quotation.tokens) if page.doc[i].is_alpha or page.doc[i].like_num), None)
    return word is not None and (word.text[0].isupper() or word.like_num)


def _is_phrase(page: Page, quotation: Quotation) -> bool:
    """Whether words of the article run into the quotation: the finding was “baseless,” she said."""
    start = quotation.tokens.start
    runs_on = start > page.paragraphs[quotation.paragraph].start and page.doc[start - 1].is_alpha
    return runs_on and not _starts_sentence(page, quotation)


def _is_title(page: Page, quotation: Quotation) -> bool:
    """Whether the quotation names something: on last week's edition of “Harbour Talk,” she said that …"""
    start = quotation.tokens.start
    runs_on = start > page.paragraphs[quotation.paragraph].start and page.doc[start - 1].is_alpha
    return runs_on and page.doc[start - 1].pos_ in ("ADP", "DET", "ADJ", "NOUN", "PROPN") and page.inside[start - 1] < 0


def _is_sentence(page: Page, quotation: Quotation) -> bool:
    """Whether an untagged quotation stands as a sentence of its own rather than as marks around a phrase."""
    doc, (start, end) = page.doc, quotation.tokens
    before = start - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    opens = (
        start == page.paragraphs[quotation.paragraph].start
        or before < 0
        or doc[before].text[0] in '.!?…:”"’'
        or doc[before].is_quote
    )
    ends = doc[end - 2].text in (*_ENDS, ",") if end - start > 2 else False
    return opens and _starts_sentence(page, quotation) and (ends or end - start > 6)


def _floating_speaker(
    page: Page, quotation: Quotation, speaker: Tokens | None, last: Passage | None, first_tag: Tag | None
) -> Tokens | None:
    if quotation.continued and last is not None:
        return last.source or last.speaker
    start = page.paragraphs[quotation.paragraph].start
    if quotation.tokens.start == start or not page.doc[start : quotation.tokens.start].text.strip():
        if first_tag is not None:
            return first_tag.source
        return _subject_before(page, quotation.tokens.start) or speaker
    sentence_before = _subject_before(page, quotation.tokens.start)
    return speaker if speaker is not None and speaker.start >= start else sentence_before or speaker


def _subject_before(page: Page, i: int) -> Tokens | None:
    """The subject of the last sentence of the article's own voice before token *i*: who a floating quotation belongs to."""
    at = i - 1
    while at >= 0 and (page.doc[at].is_space or page.inside[at] >= 0):
        at -= 1
    if at < 0:
        return None
    root = page.doc[at].sent.root
    verb = next((t for t in page.doc[at].sent if page.inside[t.i] < 0 and _speech_verb(page, t) and child(t, "nsubj")), root)
    source = subject(verb)
    return noun_phrase(source) if source is not None and page.inside[source.i] < 0 else None
