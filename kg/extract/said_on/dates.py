"""Says when each passage was said: a parsed article and its passages go in, a date and its basis for each come out.

The text dates a passage by a time tied to its cue; by the occasion that it was said at, which may be dated in another
sentence; or by what the same speaker says close by. Else the article's own date stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.dates import PartialDate
from kg.extract.passage import Passage
from kg.extract.said_on.chronicle import Chronicle, Saying
from kg.extract.said_on.occasions import governors, kind_of, session_of, tied, words
from kg.model import DateBasis

Said = tuple[PartialDate | None, DateBasis | None]

#: How many paragraphs later a speaker is still taken to speak on the same occasion.
_NEAR = 2
#: How many days before publication a report still is the news, and its author quoted from it throughout.
_NEWS_DAYS = 31
_SPOKEN = ("past", "none")


def said_on(
    doc: Doc, passages: Sequence[Passage], actors: Sequence[str | None], *, published: PartialDate | None
) -> tuple[Said, ...]:
    """Return, for each of *passages*, when it was said and how that is known.

    *actors* are the names of their sources. A date that the text gives is never later than *published*. Where it gives
    none the date is *published*, and both are None where that is None too.
    """
    if not passages:
        return ()
    chronicle = Chronicle(doc, published)
    sayings = [chronicle.saying(n, p, a) for n, (p, a) in enumerate(zip(passages, actors, strict=True))]
    in_order = sorted(sayings, key=lambda s: (s.at, s.index))
    for rule in _RULES:
        rule(chronicle, in_order)
    stand_in: Said = (published, DateBasis.PUBLISHED) if published else (None, None)
    return tuple((s.date, DateBasis.STATED) if s.date else stand_in for s in sayings)


def _own_time(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A time tied to the cue: the nearest that is known."""
    before: Saying | None = None
    for s in in_order:
        ties = [(time, tie) for time in chronicle.times_near(s.at) if (tie := tied(time, s.frame)) is not None]
        close = before if before and s.paragraph - before.paragraph <= 1 else None
        for time, tie in sorted(ties, key=lambda t: (abs(t[0].span.start - s.at), t[0].span.start)):
            date = chronicle.resolve(time, reference=close.date if close else None)
            if date is not None:
                s.date, s.tie = date, tie
                break
        if s.date is None:
            s.date = chronicle.before_event(s, before)
        if s.date is not None and s.date.day is not None and s.tense != "pluperfect":
            before = s


def _named_document(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A document that the clause names and the text dates elsewhere ("The agreement, signed on 1 March, runs to …")."""
    dated = chronicle.documents()
    for s in in_order:
        if s.date is None and s.frame.verb is not None:
            for place in _places(s.frame.verb):
                dates = [d.date for d in dated if d.noun.lemma_.lower() == place.lemma_.lower()]
                if len(dates) == 1 and kind_of(place, "document"):
                    s.date, s.tie = dates[0], place


def _report(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A report that is the news holds for all that its author is quoted with, in the present tense too ("it writes")."""
    reports: dict[str, PartialDate] = {}
    names = {s.actor for s in in_order if s.actor}
    for document in chronicle.documents():
        group = kind_of(document.noun, "document")
        author = document.author(names, in_order)
        if author and group and group[1] == "report" and _is_news(document.date, chronicle.published):
            reports.setdefault(author, document.date)
    for s in in_order:
        if s.actor and s.date and s.tie is not None and s.tense != "pluperfect" and _is_news(s.date, chronicle.published):
            kind = kind_of(s.tie, "document")
            finding = s.frame.verb is not None and any(v.lemma_ in words("finding") for v in governors(s.frame.verb))
            if finding or (kind and kind[1] == "report"):
                reports.setdefault(s.actor, s.date)
            elif kind:
                _letter(in_order, s)
    for s in in_order:
        if s.date is None and s.actor in reports and s.tense != "pluperfect":
            s.date = reports[s.actor]


def _letter(in_order: Sequence[Saying], dated: Saying) -> None:
    """What its author writes, or said in the paragraph before, stands in the letter too."""
    for s in in_order:
        writes = s.frame.verb is not None and s.frame.verb.lemma_ == "write"
        before = s.at < dated.at and dated.paragraph - s.paragraph <= 1 and s.tense in ("past", "perfect")
        if s.date is None and s.actor == dated.actor and (writes or before):
            s.date = dated.date


def _is_news(date: PartialDate, published: PartialDate | None) -> bool:
    return date.day is not None and (published is None or (published.last - date.first).days <= _NEWS_DAYS)


def _session(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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
            if s.at < told.at or s.date is not None or s.tense not in _SPOKEN or s.actor is None:
                continue
            if told.names(s.actor):
                s.date = told.date
            elif s.paragraph - paragraph <= 1 and (chronicle.goes_on(s) or _replies(s, in_order, told.date)):
                s.date, paragraph = told.date, s.paragraph


def _replies(s: Saying, in_order: Sequence[Saying], date: PartialDate) -> bool:
    if s.frame.verb is None or s.frame.verb.lemma_ not in words("reply"):
        return False
    before = [o for o in in_order if o.at < s.at]
    return bool(before) and before[-1].date == date and s.paragraph - before[-1].paragraph <= 2


def _narrated(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A dated sentence that tells that somebody spoke dates what they say next: "On Monday she broke her silence." """
    for told in chronicle.told_speech():
        around = [s for s in in_order if s.date is None and s.tense in (*_SPOKEN, "pluperfect")]
        if told.points_back:
            for s in around:
                if s.at < told.at and s.paragraph == told.paragraph:
                    s.date = told.date
        following = [s for s in around if s.at > told.at and s.paragraph - told.paragraph <= 1]
        for s in following if told.named else following[:1]:
            if told.names(s.actor):
                s.date = told.date
                break


def _summed_up(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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


def _same_speaker(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A speaker's date holds for what they say in the paragraphs after it, until another time is stated for them."""
    last: dict[str, Saying] = {}
    for s in in_order:
        if s.actor is None:
            continue
        held = last.get(s.actor)
        if s.date is None and held is not None and s.paragraph - held.paragraph <= _NEAR and s.tense in _SPOKEN:
            s.date = held.date
        if s.date is not None and s.tense != "pluperfect":
            last[s.actor] = s


def _joint(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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


def _places(verb: Token) -> list[Token]:
    """The nouns that the clause of *verb* names as the place of what is said."""
    return [n for c in verb.children if c.dep_ in ("prep", "agent") for n in c.children if n.dep_ == "pobj"]


_RULES: tuple[Callable[[Chronicle, Sequence[Saying]], None], ...] = (
    _own_time,
    _named_document,
    _report,
    _session,
    _narrated,
    _summed_up,
    _same_speaker,
    _joint,
)
