"""One article's times in the order of the text: a parsed article goes in, its dated times, documents and sessions come out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from spacy.attrs import DEP, LOWER
from spacy.tokens import Doc, Token

from kg.dates import DateKind, PartialDate, anchors, resolve
from kg.dates.resolution import next_reference
from kg.extract.layout import layout, sentence
from kg.extract.passage import Passage
from kg.extract.said_on.occasions import (
    Frame,
    Time,
    clause_verb,
    find_times,
    frame_of,
    governors,
    kind_of,
    publishes,
    session_of,
    speaks_to_us,
    words,
)
from kg.extract.said_on.sayings import Document, Saying, Told
from kg.extract.syntax import tokens_with

#: How often an article on a day in court names it at least, how many paragraphs may precede the day, and how long ago it is.
_RECURS, _EARLY, _WEEK = 3, 3, 7

SPOKEN = ("past", "none")  # tenses of what is told as spoken then

Session = tuple[int, str, PartialDate]  #: where the text dates it, its group, its date


class Chronicle:
    """The times of one article, each with its date and the time that the text was about before it."""

    def __init__(self, doc: Doc, published: PartialDate | None) -> None:
        self.doc = doc
        self.published = published
        text = layout(doc).text
        found = find_times(doc, text)
        self.times = tuple(t for t in found if not t.in_dateline)
        self._places = [t.span.start for t in self.times]
        self._anchors = anchors(t.expression for t in found)
        self._starts = [start for start, _ in layout(doc).paragraphs]
        self._lower = text.lower()
        self._about: dict[int, PartialDate | None] = {}
        self._last: dict[int, PartialDate | None] = {}
        self._dates: dict[int, PartialDate | None] = {}
        about: PartialDate | None = None
        last: PartialDate | None = None
        for time in self.times:
            place = time.span.start
            self._about[place], self._last[place] = about, last
            date = self._dates[place] = self.resolve(time, future=None)
            if not _is_published(clause_verb(time.span.root)):
                about = next_reference(about, time.expression, date)
            last = date or last

    def paragraph(self, i: int) -> int:
        """Return the number of the paragraph of token *i*."""
        return bisect_right(self._starts, self.doc[i].idx)

    def saying(self, index: int, passage: Passage, actor: str | None) -> Saying:
        """Return *passage* as it stands in the article."""
        content = {i for piece in passage.content for i in range(*piece)}
        cue = range(*passage.cue) if passage.cue else range(0)
        source = range(*passage.source) if passage.source else range(0)
        frame = frame_of(self.doc, cue, source, content)
        at = cue.start if passage.cue else min(content)
        return Saying(index, frame, actor, at, self.paragraph(at), _tense(frame), passage.quoted)

    def times_near(self, i: int) -> tuple[Time, ...]:
        """Return the times in the sentence of token *i*."""
        sent = sentence(self.doc[i])
        return self.times[bisect_left(self._places, sent.start) : bisect_left(self._places, sent.end)]

    def resolve(self, time: Time, *, reference: PartialDate | None = None, future: bool | None = False) -> PartialDate | None:
        """Return the date of *time*, None where it isn't known or lies after publication.

        *reference* is when the last thing was said: "the same evening" is the evening of that day.
        """
        e = time.expression
        leans_on = self._about[time.span.start]
        if e.kind is DateKind.SAME:
            leans_on = (reference or leans_on) if e.unit else self._last[time.span.start]
        date = resolve(e, published=self.published, reference=leans_on, anchors=self._anchors, future=future)
        return date if date and (self.published is None or date.first <= self.published.last) else None

    def before_event(self, s: Saying, before: Saying | None) -> PartialDate | None:
        """Return the date of what was said as long before the rest of its sentence as "nine days after telling …" counts."""
        verb = s.frame.verb
        if verb is None:
            return None
        for time in self.times_near(s.at):
            e = time.expression
            last = self.doc[time.span.end - 1]
            ahead = time.span.end <= s.at and (last.i + 1 == s.at or last.head == verb or last in verb.ancestors)
            if e.kind is not DateKind.EVENT or e.shift is None or not ahead:
                continue
            here = before is not None and self.doc[before.at].sent == self.doc[s.at].sent
            base = before.date if here and before is not None else self.published
            turned = replace(e, kind=DateKind.OFFSET, shift=-e.shift)
            date = resolve(turned, reference=base) if base else None
            return date if date and (self.published is None or date.first <= self.published.last) else None
        return None

    def documents(self) -> tuple[Document, ...]:
        """Return the documents that the text dates, each by the first time that does."""
        found: dict[int, Document] = {}
        for time in self.times:
            date, noun = self._dates[time.span.start], None
            verb: Token | None = clause_verb(time.span.root)
            if date is None:
                continue
            if verb is not None and verb.dep_ in ("acl", "relcl") and publishes(verb):
                noun = verb.head
            elif (out := _out(time)) is not None:
                noun, verb = out, None
            elif (brought := _brought_out(time)) is not None:
                noun, verb = brought
            elif time.span.root.head.dep_ == "prep" and time.span.root.head.lower_ in ("of", "on"):
                noun = time.span.root.head.head
                verb = noun.head if noun.dep_ == "dobj" and publishes(noun.head) else None
            if noun is not None and kind_of(noun, "document"):
                found.setdefault(noun.i, Document(noun, verb, date))
        return tuple(found.values())

    def sessions(self, in_order: Sequence[Saying]) -> tuple[Session, ...]:
        """Return the sessions that the text dates to the day, in its order."""
        found: list[Session] = []
        for time in self.times:
            date = self._dates[time.span.start]
            noun = session_of(clause_verb(time.span.root))
            kind = kind_of(noun, "session", "audience") if noun is not None else None
            if date and date.day and kind and kind[1]:
                found.append((time.span.start, kind[1], date))
        for s in in_order:
            kind = kind_of(s.tie, "session", "audience") if s.tie is not None else None
            if s.date and s.date.day and kind and kind[1]:
                found.append((s.at, kind[1], s.date))
        return tuple(sorted(found, key=lambda f: f[:2]))

    def session_date(self, sessions: Sequence[Session], noun: Token, at: int) -> PartialDate | None:
        """Return the date of the session that *noun* means at token *at*: the last one before it; "a court" is a new one."""
        kind = kind_of(noun, "session", "audience")
        if kind is None or not kind[1] or any(c.lower_ in ("a", "an") for c in noun.children):
            return None
        fits = [d for place, group, d in sessions if place <= at and (group == kind[1] or "hearing" in (group, kind[1]))]
        return fits[-1] if fits else None

    def told_sessions(self, in_order: Sequence[Saying]) -> tuple[Told, ...]:
        """Return the sentences that tell who was at a dated session ("Ann Roe sat before the committee on Monday")."""
        sessions = self.sessions(in_order)
        if not sessions:
            return ()
        found = []
        for sent in self.doc.sents:
            verb = sent.root
            nouns = [
                t
                for t in sent
                if (k := kind_of(t, "session")) and k[1] in ("court", "parliament", "hearing") and t.i < verb.i + 12
            ]
            noun = session_of(verb) or (next(iter(nouns), None) if _appears(verb) else None)
            kind = kind_of(noun, "session", "audience") if noun is not None else None
            if noun is None or kind is None or kind[1] not in ("court", "parliament", "hearing"):
                continue
            dated = [
                d
                for t in self.times_near(sent.start)
                if (d := self._dates[t.span.start]) and d.day and t.span.start < verb.i + 15
            ]
            date = dated[0] if dated else self.session_date(sessions, noun, sent.start)
            if date is not None:
                subject = _subject(verb)
                found.append(Told(sent.start, self.paragraph(sent.start), date, subject, who=_who(subject, in_order)))
        return tuple(found)

    def goes_on(self, s: Saying) -> bool:
        """Whether a tale goes on where *s* stands: the sentence of its cue, or the one before, says "then"."""
        sent = self.doc[s.at].sent
        before = self.doc[sent.start - 1].sent if sent.start else sent
        near = [x for x in (before, sent) if self.paragraph(x.start) == s.paragraph]
        return any(t.lower_ == "then" and t.dep_ == "advmod" and t.head == x.root for x in near for t in x)

    def told_speech(self, in_order: Sequence[Saying]) -> tuple[Told, ...]:
        """Return the dated sentences that tell that somebody spoke without saying what."""
        found = []
        for time in self.times:
            verb = clause_verb(time.span.root)
            date = self._dates[time.span.start]
            if date is None or date.day is None or not (_appears(verb) or session_of(verb) is not None):
                continue
            start = verb.sent.start
            back = [t.lower_ for t in verb.sent[:2]]
            points_back = len(back) == 2 and back[0] == "with" and back[1] in ("these", "those", "this", "that")
            subject = _subject(verb)
            found.append(Told(start, self.paragraph(start), date, subject, points_back, _who(subject, in_order)))
        return tuple(found)

    def interviews(self) -> tuple[tuple[int, PartialDate], ...]:
        """Return where the text dates an interview with the paper itself ("When we met her on Monday"), and its date."""
        found = []
        for time in self.times:
            verb, date = clause_verb(time.span.root), self._dates[time.span.start]
            if date is not None and date.day is not None and speaks_to_us(verb):
                found.append((verb.i, date))
        return tuple(found)

    def proceedings(self) -> tuple[PartialDate, frozenset[int]] | None:
        """Return the day in court that the article is about, and the numbers of the paragraphs that name the court or the day.

        The article is about one where several words for a court recur, and one day alone of the week before is named, early on.
        """
        if self.published is None or self.published.day is None:
            return None
        nouns = [
            t
            for t in self.doc
            if (kind := kind_of(t, "session", "audience")) and kind[1] in ("court", "hearing")
            if not any(c.lower_ in ("a", "an") for c in t.children)
        ]
        if len(nouns) < _RECURS or len({t.lemma_.lower() for t in nouns}) < 2:
            return None
        recent = {
            place: date
            for place, date in self._dates.items()
            if date and date.day and 0 < (self.published.first - date.first).days <= _WEEK
        }
        if len(set(recent.values())) != 1 or self.paragraph(min(recent)) > _EARLY:
            return None
        place = min(recent)
        return recent[place], frozenset(map(self.paragraph, (place, *(t.i for t in nouns))))

    def has_joint_session(self) -> bool:
        """Whether the text tells of a session that several held together."""
        if "joint" not in self._lower and "debate" not in self._lower:
            return False
        return any(
            kind_of(t, "session") and (t.lemma_ == "debate" or any(c.lower_ == "joint" for c in t.children)) for t in self.doc
        )

    def together(self, a: str, b: str) -> bool:
        """Whether the text names two actors side by side ("Ann Roe and Ben Poe")."""
        one, two = a.split()[-1].lower(), b.split()[-1].lower()
        if one == two:
            return bool(tokens_with(self.doc, LOWER, frozenset({one})))
        return two in self._beside.get(one, ()) or one in self._beside.get(two, ())

    @cached_property
    def _beside(self) -> Mapping[str, set[str]]:
        """What the text joins with "and", each word with all that its partners' phrases hold."""
        found: dict[str, set[str]] = {}
        seen: set[int] = set()
        for token in tokens_with(self.doc, DEP, frozenset({"conj"})):
            if token.i not in seen:
                joined = (token, *token.conjuncts)
                seen.update(t.i for t in joined)
                phrases = [{t.lower_ for t in member.subtree} for member in joined]
                for n, member in enumerate(joined):
                    found.setdefault(member.lower_, set()).update(*phrases[:n], *phrases[n + 1 :])
        return found


def _out(time: Time) -> Token | None:
    """Return the noun before "out on *time*" ("Its report, out on Monday, …")."""
    doc, at = time.span.doc, time.span.start - 1
    at -= at >= 0 and doc[at].lower_ in ("on", "in", "late", "early")
    if at < 1 or doc[at].lower_ != "out":
        return None
    at -= 2 if doc[at - 1].text == "," else 1
    return doc[at] if at >= 0 else None


def _brought_out(time: Time) -> tuple[Token, Token] | None:
    """Return the document that a clause tells was made known then, and its verb ("On Monday it published a report")."""
    verb = clause_verb(time.span.root)
    head = time.span.root.head
    if verb not in (head, head.head if head.dep_ == "prep" else head):
        return None
    for made in (verb, *(c for c in verb.children if c.dep_ == "conj")):
        if publishes(made) and made.lemma_ != "read":
            for noun in made.children:
                if noun.dep_ in ("dobj", "nsubjpass") and kind_of(noun, "document"):
                    return noun, made
    return None


def _is_published(verb: Token) -> bool:
    """Whether a time under *verb* only dates a document ("minutes dated 4 April"), and so is not what the text is about."""
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl") and publishes(verb)


def _appears(verb: Token) -> bool:
    appear = words("appear")
    return verb.lemma_ in appear or any(f"{verb.lemma_} {c.lemma_}" in appear for c in verb.children)


def _subject(verb: Token) -> Token | None:
    """Return the subject of *verb*, or the last name before it where the parse has lost the subject."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None:
        return subject
    names = [t for t in verb.doc[verb.sent.start : verb.i] if t.pos_ == "PROPN"]
    return names[-1] if names else None


def _who(subject: Token | None, in_order: Sequence[Saying]) -> str | None:
    """Return the actor of the passage that has the pronoun *subject* as its source."""
    if subject is None or subject.pos_ != "PRON":
        return None
    return next((s.actor for s in in_order if s.actor and subject.i in s.frame.source), None)


def _tense(frame: Frame) -> str:
    if not frame.cue:
        return "none"
    if frame.verb is None:
        return "nominal"
    *_, main = governors(frame.verb)
    for verb in (frame.verb, main):
        auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        for aux in auxiliaries:
            if aux.lemma_ == "have":
                return "pluperfect" if aux.tag_ == "VBD" else "perfect"
        if any(a.tag_ == "VBD" for a in auxiliaries) or verb.tag_ == "VBD":
            return "past"
        if any(a.tag_ in ("VBZ", "VBP") for a in auxiliaries) or verb.tag_ in ("VBZ", "VBP"):
            return "present"
    return "past" if frame.verb.tag_ == "VBN" else "present"
