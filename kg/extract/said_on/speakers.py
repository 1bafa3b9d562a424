"""Dates that what else a speaker says gives: close by, to the same reporter, in the sentence that sums it up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.dates import PartialDate
from kg.extract.said_on.chronicle import SPOKEN, Chronicle
from kg.extract.said_on.documents import is_name
from kg.extract.said_on.occasions import session_of, speaks_to_us
from kg.extract.said_on.sayings import Saying

#: How many paragraphs later a speaker is still taken to speak on the same occasion.
_NEAR = 2


def narrated(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A dated sentence that tells that somebody spoke dates what they say next: "On Monday she broke her silence." """
    for told in chronicle.told_speech(in_order):
        around = [s for s in in_order if s.date is None and s.tense in (*SPOKEN, "pluperfect")]
        if told.points_back:
            for s in around:
                if s.at < told.at and s.paragraph == told.paragraph:
                    s.date = told.date
        following = [s for s in around if s.at > told.at and s.paragraph - told.paragraph <= 1]
        for s in following if told.named else following[:1]:
            if told.names(s.actor):
                s.date = told.date
                break


def summed_up(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A sentence that sums up takes the date of the speaker's own words right after it."""
    for earlier, later in pairwise(in_order):
        if earlier.date is not None or later.date is None or later.tie is None or later.date.day is None:
            continue
        near = later.paragraph - earlier.paragraph <= 1 and earlier.tense in ("past", "perfect") and later.tense == "past"
        ours = (
            earlier.tense == "perfect"
            and later.paragraph == earlier.paragraph
            and later.quoted
            and later.says_we(chronicle.doc)
        )
        if near and ((earlier.actor is not None and earlier.actor == later.actor) or ours):
            earlier.date = later.date


def same_speaker(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A speaker's date holds for what they say in the paragraphs after it, until another time is stated for them."""
    last: dict[str, Saying] = {}
    for s in in_order:
        if s.actor is None:
            continue
        held = last.get(s.actor)
        if s.date is None and held is not None and s.paragraph - held.paragraph <= _NEAR and s.tense in SPOKEN:
            s.date = held.date
        recalled = s.date is not None and s.date.day is None and held is not None and s.paragraph == held.paragraph
        if s.date is not None and s.tense != "pluperfect" and not recalled:
            last[s.actor] = s


def lead(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A lead tells what "the inspector" said on a day, the paragraph after it names her and tells more of it.

    They are one where the text tells where she said it, or says nothing of who she is; and so are a name in the lead and
    "the inspector" after it.
    """
    for lead, body in pairwise(in_order):
        verb = body.frame.verb
        if lead.paragraph > 1 or body.paragraph != lead.paragraph + 1 or lead.date is None or lead.tie is None or verb is None:
            continue
        if body.date is not None or body.tense != "past" or lead.tense != "past" or not (lead.actor and body.actor):
            continue
        named = is_name(body.actor) and not is_name(lead.actor)
        if (named and (session_of(verb) is not None or _bare_name(chronicle, body))) or (
            not is_name(body.actor) and is_name(lead.actor) and _one_person(chronicle, body)
        ):
            body.date = lead.date


def _bare_name(chronicle: Chronicle, s: Saying) -> bool:
    """Whether the source of *s* is a name of several words, for the first time in the text, with nothing said of it."""
    tokens = [chronicle.doc[i] for i in sorted(s.frame.source)]
    if len(tokens) < 2 or any(t.pos_ != "PROPN" for t in tokens):
        return False
    told = any(c.dep_ in ("appos", "relcl", "acl", "prep") for t in tokens for c in t.children)
    return not told and all(t.text != tokens[-1].text for t in chronicle.doc[: tokens[0].i])


def _one_person(chronicle: Chronicle, s: Saying) -> bool:
    """Whether the source of *s* is "the inspector": one noun that has not been used before."""
    tokens = [chronicle.doc[i] for i in sorted(s.frame.source)]
    head = next((t for t in tokens if t.dep_ == "nsubj" and t.tag_ == "NN"), None)
    if head is None or tokens[0].lower_ != "the" or any(t.pos_ == "PROPN" for t in tokens):
        return False
    return all(t.lemma_ != head.lemma_ for t in chronicle.doc[: head.i])


def interview(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """An interview with the paper that the text dates holds for all that the same speaker says in it, until another time."""
    talks: dict[str, PartialDate] = {}
    met = chronicle.interviews()
    before: Saying | None = None
    for s in in_order:
        talk = s.actor is not None and s.date is not None and s.frame.verb is not None and s.tie is not None
        here = [date for at, date in met if s.date == date and chronicle.doc[s.at].sent == chronicle.doc[at].sent]
        if s.actor and s.date and (here or (talk and s.frame.verb is not None and speaks_to_us(s.frame.verb))):
            talks[s.actor] = s.date
            if before and before.date is None and before.actor == s.actor and before.paragraph == s.paragraph:
                before.date = s.date if before.tense in ("present", "past", "perfect") else None
        elif s.actor and s.date and s.tense != "pluperfect":
            talks.pop(s.actor, None)
        elif s.actor in talks and s.date is None and s.tense not in ("pluperfect", "perfect") and s.frame.source:
            s.date = talks[s.actor]
        before = s


def also(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """What "she also said" or "he added" right after a dated passage was said with it."""
    for earlier, later in pairwise(in_order):
        if earlier.date is None or later.date is not None or later.frame.verb is None or later.tense != "past":
            continue
        verb, doc = later.frame.verb, chronicle.doc
        more = verb.lemma_ == "add" or any(c.lower_ in ("also", "further") for c in verb.children)
        pronoun = any(doc[i].tag_ == "PRP" for i in later.frame.source)
        same = earlier.actor is None or earlier.actor == later.actor
        if more and pronoun and same and earlier.paragraph == later.paragraph and earlier.tense == "past":
            later.date = earlier.date


def joint(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A joint occasion carries its date to the others who spoke at it ("A and B held a joint news conference")."""
    if not chronicle.has_joint_session():
        return
    host = next((s for s in in_order if s.actor and s.date and s.date.day and s.tense != "pluperfect"), None)
    if host is None or host.actor is None:
        return
    speakers = {s.actor for s in in_order if s.actor}
    partners = {a for a in speakers if chronicle.together(host.actor, a)} | {host.actor}
    for s in in_order:
        if s.date is None and s.actor in partners and s.tense == "past":
            s.date = host.date
