"""Dates that a session gives: what was said in a hearing, a debate or a day in court, was said on its day."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.dates import PartialDate
from kg.extract.said_on.chronicle import SPOKEN, Chronicle
from kg.extract.said_on.occasions import kind_of, session_of, words
from kg.extract.said_on.sayings import Saying, Told


def session(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A session that the text dates holds for what is told to it, and for the rest that a speaker says at it."""
    sessions = chronicle.sessions(in_order)
    attended: dict[str, PartialDate] = {}
    for s in in_order:
        verb = s.frame.verb
        noun = session_of(verb) if verb is not None else None
        if s.date is None and noun is not None and s.tense == "past":
            s.date = chronicle.session_date(sessions, noun, s.at)
        if s.actor and s.date and s.date.day and noun is not None and _has_group(noun) and s.tense == "past":
            attended[s.actor] = s.date
        elif s.actor and s.date and s.tense == "past":
            attended.pop(s.actor, None)
        elif s.date is None and s.actor in attended and s.tense == "past":
            s.date = attended[s.actor]
    _narrated_session(chronicle, in_order, attended)


def _has_group(noun: Token) -> bool:
    kind = kind_of(noun, "session", "audience")
    return kind is not None and kind[1] in ("court", "parliament", "hearing")


def _narrated_session(chronicle: Chronicle, in_order: Sequence[Saying], attended: dict[str, PartialDate]) -> None:
    """A sentence that tells of a session dates what follows it: the subject's words, and others' while the tale goes on."""
    for told in chronicle.told_sessions(in_order):
        paragraph = told.paragraph
        for s in in_order:
            if s.at < told.at or s.date is not None or s.tense not in SPOKEN or s.actor is None:
                continue
            if told.names(s.actor) or (told.who is not None and _one_tale(told, s, in_order)):
                s.date = told.date
            elif s.paragraph - paragraph <= 1 and (chronicle.goes_on(s) or _replies(s, in_order, told.date)):
                s.date, paragraph = told.date, s.paragraph


def _one_tale(told: Told, s: Saying, in_order: Sequence[Saying]) -> bool:
    """Whether all between a session and *s* is told as what went on there: nothing in the present, nothing of another day."""
    between = [o for o in in_order if told.at < o.at < s.at]
    return all(o.tense != "present" and o.date in (None, told.date) for o in between)


def _replies(s: Saying, in_order: Sequence[Saying], date: PartialDate) -> bool:
    if s.frame.verb is None or s.frame.verb.lemma_ not in words("reply"):
        return False
    before = [o for o in in_order if o.at < s.at]
    return bool(before) and before[-1].date == date and s.paragraph - before[-1].paragraph <= 2


def proceedings(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """An article about a day in court dates what was said there by that day, which it names once.

    It is what those say who speak to the court anywhere in the text, and what stands in or right after a paragraph that
    names the court or the day.
    """
    held = chronicle.proceedings()
    if held is None:
        return
    date, where = held
    there = {s.actor for s in in_order if s.actor and s.tense == "past" and (s.date == date or _to_session(s))}
    for s in in_order:
        near = s.paragraph in where or s.paragraph - 1 in where
        if s.date is None and s.tense in SPOKEN and (near or s.actor in there) and not _apart(s):
            s.date = date


def _to_session(s: Saying) -> bool:
    noun = session_of(s.frame.verb) if s.frame.verb is not None else None
    return noun is not None and _has_group(noun)


def _apart(s: Saying) -> bool:
    """Whether *s* was said elsewhere: outside, at another time, or in a document."""
    if s.frame.verb is None:
        return False
    apart = words("apart") | words("elsewhere")
    return any(
        c.lower_ in apart or any(kind_of(n, "document") for n in c.children)
        for c in s.frame.verb.children
        if c.dep_ in ("advmod", "prep")
    )
