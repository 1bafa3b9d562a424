"""Says when each passage was said: a parsed article and its passages go in, a date and its basis for each come out.

The text dates a passage by a time tied to its cue; by the occasion that it was said at, which may be dated in another
sentence; or by another passage of the same speaker close by. Else the article's own date stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.dates import DateKind, PartialDate, anchors, resolve
from kg.dates.resolution import next_reference
from kg.extract.occasions import (
    Frame,
    Time,
    clause_verb,
    find_times,
    frame_of,
    governors,
    is_occasion,
    kind_of,
    session_of,
    tied,
    words,
)
from kg.extract.passage import Passage
from kg.extract.quotes import paragraphs
from kg.model import DateBasis

Said = tuple[PartialDate | None, DateBasis | None]

#: How many paragraphs later a speaker is still taken to speak on the same occasion.
_NEAR = 2
#: How many days before publication a report still is the news of the article, which its author is quoted from throughout.
_NEWS_DAYS = 31


@dataclass(slots=True)
class _Passage:
    """A passage with all that its date may follow from."""

    index: int
    frame: Frame
    actor: str | None
    at: int
    paragraph: int
    tense: str
    date: PartialDate | None = None
    tie: Token | None = None


def said_on(
    doc: Doc, passages: Sequence[Passage], actors: Sequence[str | None], *, published: PartialDate | None
) -> tuple[Said, ...]:
    """Return, for each of *passages*, when it was said and how that is known.

    *actors* are the names of their sources. A date that the text gives is never later than *published*. Where it gives
    none the date is *published*, and both are None where that is None too.
    """
    if not passages:
        return ()
    reader = _Reader(doc, published)
    read = [reader.passage(n, p, a) for n, (p, a) in enumerate(zip(passages, actors, strict=True))]
    in_order = sorted(read, key=lambda p: (p.at, p.index))
    reader.own_dates(in_order)
    reader.occasions(in_order)
    reader.speakers(in_order)
    stand_in: Said = (published, DateBasis.PUBLISHED) if published else (None, None)
    return tuple((p.date, DateBasis.STATED) if p.date else stand_in for p in read)


class _Reader:
    """One article while its passages are dated."""

    def __init__(self, doc: Doc, published: PartialDate | None) -> None:
        self.doc = doc
        self.published = published
        self.times = find_times(doc)
        self.anchors = anchors(t.expression for t in self.times)
        self.starts = [start for start, _ in paragraphs(doc.text)]
        self.references: list[PartialDate | None] = []
        self.mentions: list[PartialDate | None] = []
        self.dates: list[PartialDate | None] = []
        reference: PartialDate | None = None
        mention: PartialDate | None = None
        for time in self.times:
            self.references.append(reference)
            self.mentions.append(mention)
            date = self._resolve(time, reference, mention)
            self.dates.append(date)
            reference = next_reference(reference, time.expression, date)
            mention = date or mention

    def paragraph(self, i: int) -> int:
        return bisect_right(self.starts, self.doc[i].idx) if i < len(self.doc) else len(self.starts)

    def passage(self, index: int, passage: Passage, actor: str | None) -> _Passage:
        content = {i for piece in passage.content for i in range(*piece)}
        cue = range(*passage.cue) if passage.cue else range(0)
        source = range(*passage.source) if passage.source else range(0)
        frame = frame_of(self.doc, cue, source, content)
        at = cue.start if passage.cue else min(content)
        return _Passage(index, frame, actor, at, self.paragraph(at), _tense(frame, self.doc))

    def _resolve(
        self, time: Time, reference: PartialDate | None, mention: PartialDate | None, future: bool | None = None
    ) -> PartialDate | None:
        e = time.expression
        leans_on = mention if e.kind is DateKind.SAME and e.unit is None else reference
        date = resolve(e, published=self.published, reference=leans_on, anchors=self.anchors, future=future)
        return date if date and self._possible(date) else None

    def _possible(self, date: PartialDate) -> bool:
        return self.published is None or date.first <= self.published.last

    def own_dates(self, in_order: Sequence[_Passage]) -> None:
        """Date the passages that a time is tied to."""
        before: _Passage | None = None
        for p in in_order:
            found: list[tuple[int, int, Token]] = []
            for n, time in enumerate(self.times):
                if p.frame.cue and self._near(time, p) and (tie := tied(time, p.frame)) is not None:
                    found.append((abs(time.span.start - p.at), n, tie))
            for _, n, tie in sorted(found, key=lambda f: f[:2]):
                date = self._own(n, before if before and p.paragraph - before.paragraph <= 1 else None)
                if date is not None:
                    p.date, p.tie = date, tie
                    break
            if p.date is None:
                p.date = self._after_event(p, before)
            if p.date is not None and p.tense != "pluperfect":
                before = p

    def _near(self, time: Time, p: _Passage) -> bool:
        sent = self.doc[p.at].sent
        return sent.start <= time.span.start < sent.end

    def _own(self, n: int, before: _Passage | None) -> PartialDate | None:
        time = self.times[n]
        reference = self.references[n]
        e = time.expression
        if e.kind is DateKind.SAME and e.unit is not None and before is not None and before.date and before.date.day:
            reference = before.date
        return self._resolve(time, reference, self.mentions[n], future=False)

    def _after_event(self, p: _Passage, before: _Passage | None) -> PartialDate | None:
        """ "nine days after telling customers so": counted from what the sentence tells."""
        if p.frame.verb is None:
            return None
        heads = {a.i for a in (p.frame.verb, *p.frame.verb.ancestors)}
        for time in self.times:
            e = time.expression
            if e.kind is not DateKind.EVENT or not self._near(time, p) or time.span.end > p.at or e.shift is None:
                continue
            if self.doc[time.span.end - 1].i not in heads and time.span.end != p.at and not self._marks(time, p.frame.verb):
                continue
            same = before is not None and self.doc[before.at].sent == self.doc[p.at].sent
            base = before.date if same and before else self.published
            if base is None:
                return None
            # what comes after the telling is later, so the telling is earlier
            turned = resolve(replace(e, kind=DateKind.OFFSET, shift=-e.shift), reference=base)
            return turned if turned and self._possible(turned) else None
        return None

    def _marks(self, time: Time, verb: Token) -> bool:
        last = self.doc[time.span.end - 1]
        return last.dep_ == "mark" and last.head == verb

    def occasions(self, in_order: Sequence[_Passage]) -> None:
        """Give the date of an occasion to what was said at it."""
        documents = self._dated_documents()
        for p in in_order:
            if p.date is None and p.frame.verb is not None:
                for place in _named(p.frame.verb):
                    dates = {d for lemma, d in documents if lemma == place.lemma_.lower()}
                    if kind_of(place, "document") and len(dates) == 1:
                        p.date, p.tie = next(iter(dates)), place
        reports = {p.actor: p.date for p in reversed(in_order) if self._is_report(p)}
        for p in in_order:
            if p.date is None and p.actor in reports and p.tense in ("past", "present", "perfect", "none"):
                p.date = reports[p.actor]
        sessions = self._sessions(in_order)
        for p in in_order:
            if p.date is None and p.frame.verb is not None and p.tense == "past":
                noun = session_of(p.frame.verb)
                if noun is not None:
                    p.date = _latest(sessions, noun, p.at)

    def _is_report(self, p: _Passage) -> bool:
        """Whether a dated passage makes a report known whose author the article goes on to quote."""
        if p.actor is None or p.date is None or p.date.day is None or p.tense == "pluperfect" or p.tie is None:
            return False
        if self.published and (self.published.last - p.date.first).days > _NEWS_DAYS:
            return False
        verb = p.frame.verb
        by_verb = verb is not None and any(v.lemma_ in words("finding") for v in governors(verb))
        return by_verb or kind_of(p.tie, "document") is not None

    def _dated_documents(self) -> list[tuple[str, PartialDate]]:
        """The documents that the text dates, wherever it does ("The agreement, signed on 1 March, runs to four pages")."""
        found = []
        for time, date in zip(self.times, self.dates, strict=True):
            verb = clause_verb(time.span.root)
            if date and verb.dep_ in ("acl", "relcl") and is_occasion(verb.head) and verb.lemma_ in words("publish"):
                found.append((verb.head.lemma_.lower(), date))
        return found

    def _sessions(self, in_order: Sequence[_Passage]) -> list[tuple[int, str, PartialDate]]:
        """The sessions that the text dates, by their places and groups."""
        found = []
        for time, date in zip(self.times, self.dates, strict=True):
            if date is None or date.day is None or time.expression.future:
                continue
            noun = session_of(clause_verb(time.span.root))
            kind = kind_of(noun, "session", "audience") if noun is not None else None
            if kind and kind[1]:
                found.append((time.span.start, kind[1], date))
        for p in in_order:
            if p.date and p.date.day and p.tie is not None and (kind := kind_of(p.tie, "session", "audience")) and kind[1]:
                found.append((p.at, kind[1], p.date))
        return sorted(found, key=lambda f: f[:2])

    def speakers(self, in_order: Sequence[_Passage]) -> None:
        """Let a speaker's stated date hold for what they say close by."""
        self._narrated(in_order)
        for earlier, later in pairwise(in_order):
            if earlier.actor is None or earlier.actor != later.actor or later.paragraph - earlier.paragraph > 1:
                continue
            summed_up = earlier.date is None and earlier.tense in ("past", "perfect") and later.tense == "past"
            if summed_up and later.date and later.date.day and later.tie is not None:
                earlier.date = later.date
        last: dict[str, _Passage] = {}
        for p in in_order:
            if p.actor is None:
                continue
            held = last.get(p.actor)
            goes_on = held is not None and p.paragraph - held.paragraph <= _NEAR and p.tense in ("past", "none")
            if p.date is None and held is not None and goes_on:
                p.date = held.date
            if p.date is not None and p.tense != "pluperfect":
                last[p.actor] = p
        self._joint(in_order)

    def _narrated(self, in_order: Sequence[_Passage]) -> None:
        """A dated sentence that tells that somebody spoke dates what they said: "On Monday she broke her silence." """
        for time, date in zip(self.times, self.dates, strict=True):
            verb = clause_verb(time.span.root)
            if (
                date is None
                or date.day is None
                or time.expression.future
                or not (_appears(verb) or session_of(verb) is not None)
            ):
                continue
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is None:
                continue
            for p in in_order:
                if p.at <= time.span.start or self.paragraph(p.at) - self.paragraph(time.span.start) > 1:
                    continue
                names = {w.lower() for w in (p.actor or "").split()}
                if subject.lower_ in names or subject.pos_ == "PRON":
                    if p.date is None and p.tense in ("past", "none", "pluperfect"):
                        p.date = date
                    break

    def _joint(self, in_order: Sequence[_Passage]) -> None:
        """A joint occasion carries its date to the others who spoke at it."""
        joint = [
            t
            for t in self.doc
            if kind_of(t, "session") and (t.lemma_ == "debate" or any(c.lower_ == "joint" for c in t.children))
        ]
        if not joint:
            return
        dated = [p for p in in_order if p.date and p.date.day and p.actor and p.tense != "pluperfect"]
        if not dated:
            return
        host = dated[0]
        partners = {p.actor for p in in_order if p.actor and host.actor and self._together(host.actor, p.actor)} | {host.actor}
        for p in in_order:
            if p.date is None and p.actor in partners and p.actor is not None and p.tense == "past":
                p.date = host.date

    def _together(self, a: str, b: str) -> bool:
        """Whether the text names two actors side by side: "A and B held a joint news conference"."""
        one, two = a.split()[-1].lower(), b.split()[-1].lower()
        for token in self.doc:
            if token.lower_ in (one, two):
                others = {t.lower_ for c in token.conjuncts for t in c.subtree}
                if {one, two} <= others | {token.lower_}:
                    return True
        return False


def _latest(sessions: Sequence[tuple[int, str, PartialDate]], noun: Token, at: int) -> PartialDate | None:
    kind = kind_of(noun, "session", "audience")
    if kind is None or not kind[1] or any(c.lower_ in ("a", "an") for c in noun.children):
        return None
    fits = [date for place, group, date in sessions if place <= at and (group == kind[1] or "hearing" in (group, kind[1]))]
    return fits[-1] if fits else None


def _appears(verb: Token) -> bool:
    appear = words("appear")
    return verb.lemma_ in appear or any(f"{verb.lemma_} {c.lemma_}" in appear for c in verb.children)


def _named(verb: Token) -> list[Token]:
    """The nouns that the clause of *verb* names as the place of what is said."""
    return [n for c in verb.children if c.dep_ in ("prep", "agent") for n in c.children if n.dep_ == "pobj"]


def _tense(frame: Frame, doc: Doc) -> str:
    """Return ``past``, ``present``, ``perfect`` (has said), ``pluperfect`` (had said), ``nominal`` or ``none``."""
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
