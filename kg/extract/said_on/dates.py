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
from kg.extract.said_on.chronicle import Chronicle, Document, Saying, Told
from kg.extract.said_on.occasions import Time, clause_verb, governors, kind_of, session_of, speaks_to_us, tied, words
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
        ties = [
            (time, tie)
            for time in chronicle.times_near(s.at)
            if not _of_another(chronicle, time, s, in_order) and (tie := tied(time, s.frame)) is not None
        ]
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


def _of_another(chronicle: Chronicle, time: Time, s: Saying, in_order: Sequence[Saying]) -> bool:
    """Whether *time* stands in what another says beside *s* ("It came on 2 May, she said, and he said that it worked")."""
    if not s.frame.content.isdisjoint(time.tokens) or clause_verb(time.span.root) == s.frame.verb:
        return False
    if not any(t.pos_ in ("VERB", "AUX") for t in chronicle.doc[time.span.sent.start : time.span.start]):
        return False  # it opens the sentence, and may date all of it
    return any(
        o is not s
        and o.frame.verb is not None
        and not o.frame.content.isdisjoint(time.tokens)
        and (time.span.start < o.at < s.at or s.at < o.at < time.span.start)
        and tied(time, o.frame) is None
        for o in in_order
    )


def _named_document(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A document that the clause names and the text dates elsewhere ("The agreement, signed on 1 March, runs to …")."""
    dated = chronicle.documents()
    for s in in_order:
        if s.date is None and s.frame.verb is not None:
            for place in _places(s.frame.verb):
                dates = [d.date for d in dated if d.noun.lemma_.lower() == place.lemma_.lower()]
                if len(dates) == 1 and kind_of(place, "document"):
                    s.date, s.tie = dates[0], place
            if s.date is None and (speaking := _speaking_document(chronicle, s)) is not None:
                _speaks(chronicle, s, speaking, [d for d in dated if d.noun.i < s.at])


def _speaks(chronicle: Chronicle, s: Saying, speaking: Token, dated: Sequence[Document]) -> None:
    """A document named before speaks in *s*: the one of that noun, or the only report that is the news ("the 90 pages")."""
    dates = {d.date for d in dated if d.noun.lemma_ == speaking.lemma_}
    if not dates and _is_report(speaking):
        dates = {d.date for d in dated if _is_report(d.noun)}
    if len(dates) == 1 and _is_news(date := dates.pop(), chronicle.published):
        s.date, s.tie = date, speaking


def _is_report(noun: Token) -> bool:
    kind = kind_of(noun, "document")
    return kind is not None and kind[1] == "report"


def _speaking_document(chronicle: Chronicle, s: Saying) -> Token | None:
    """Return the document that *s* has as its source, where it is one already named ("the report says").

    "it says" is what the document says that was the subject of the sentence before.
    """
    if s.tense == "pluperfect":
        return None
    for i in sorted(s.frame.source):
        noun = chronicle.doc[i]
        if noun.lower_ == "it" and noun.dep_ == "nsubj" and s.tense == "present":
            return _subject_before(chronicle, noun)
        given = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children)
        if noun.dep_ in ("nsubj", "pobj") and given and kind_of(noun, "document"):
            return noun
    return None


def _subject_before(chronicle: Chronicle, token: Token) -> Token | None:
    """Return the document that is the subject of the sentence before that of *token*, in its paragraph."""
    start = token.sent.start
    if start == 0 or chronicle.paragraph(start - 1) != chronicle.paragraph(token.i):
        return None
    subject = next((c for c in chronicle.doc[start - 1].sent.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject if subject is not None and kind_of(subject, "document") else None


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
    _unnamed_authors(chronicle, in_order, reports)
    for s in in_order:
        if s.date is None and s.actor in reports and s.tense != "pluperfect":
            s.date = reports[s.actor]


def _unnamed_authors(chronicle: Chronicle, in_order: Sequence[Saying], reports: dict[str, PartialDate]) -> None:
    """A report of people without a name ("inspectors") is that of the body whose finding or whose report comes beside it."""
    nouns = words("finding noun")
    for body in in_order:
        recalls = any(chronicle.doc[i].lemma_.lower() in nouns for i in body.frame.cue)
        if body.date is not None or body.actor is None or body.actor in reports or not (recalls and _is_name(body.actor)):
            continue
        near = {
            reports[s.actor]
            for s in in_order
            if s.actor in reports and s.date == reports[s.actor] and s.at < body.at and body.paragraph - s.paragraph <= 1
            if not _is_name(s.actor)
        }
        if len(near) == 1:
            reports[body.actor] = near.pop()
    for document in chronicle.documents():
        if _is_report(document.noun) and _is_news(document.date, chronicle.published):
            _finders(chronicle, in_order, document, reports)


def _finders(chronicle: Chronicle, in_order: Sequence[Saying], document: Document, reports: dict[str, PartialDate]) -> None:
    """Who finds something, without a name, after a report has come out, made it: "the inspectors write".

    A lead tells what was found before it tells where it stands.
    """
    at = document.noun.i
    paragraph = chronicle.paragraph(at)
    owned = any(c.dep_ == "poss" and c.lower_ == "its" for c in document.noun.children)  # somebody made it who is named
    for s in in_order:
        finds = s.frame.verb is not None and any(v.lemma_ in words("finding") for v in governors(s.frame.verb))
        place = s.at > at or (paragraph <= 2 and 0 <= paragraph - s.paragraph <= 1)
        place = place and (not owned or s.paragraph == paragraph)
        if s.date is None and s.actor and finds and place and s.tense != "pluperfect" and not _is_name(s.actor):
            reports.setdefault(s.actor, document.date)


def _is_name(actor: str) -> bool:
    """Whether *actor* is a name, not a description such as "two inspectors"."""
    return any(word[:1].isupper() for word in actor.split())


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


def _narrated(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
    """A dated sentence that tells that somebody spoke dates what they say next: "On Monday she broke her silence." """
    for told in chronicle.told_speech(in_order):
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
        recalled = s.date is not None and s.date.day is None and held is not None and s.paragraph == held.paragraph
        if s.date is not None and s.tense != "pluperfect" and not recalled:
            last[s.actor] = s


def _lead(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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
        named = _is_name(body.actor) and not _is_name(lead.actor)
        if (named and (session_of(verb) is not None or _bare_name(chronicle, body))) or (
            not _is_name(body.actor) and _is_name(lead.actor) and _one_person(chronicle, body)
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


def _interview(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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


def _also(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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


def _proceedings(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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
        if s.date is None and s.tense in _SPOKEN and (near or s.actor in there) and not _apart(s):
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


def _places(verb: Token) -> list[Token]:
    """The nouns that the clause of *verb* names as the place of what is said."""
    return [n for c in verb.children if c.dep_ in ("prep", "agent") for n in c.children if n.dep_ == "pobj"]


_RULES: tuple[Callable[[Chronicle, Sequence[Saying]], None], ...] = (
    _own_time,
    _named_document,
    _report,
    _session,
    _narrated,
    _lead,
    _interview,
    _summed_up,
    _also,
    _same_speaker,
    _joint,
    _proceedings,
)
