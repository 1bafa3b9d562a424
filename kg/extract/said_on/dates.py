"""Says when each passage was said: a parsed article and its passages go in, a date and its basis for each come out.

The text dates a passage by a time tied to its cue; by the occasion that it was said at, which may be dated in another
sentence; or by what the same speaker says close by. Else the article's own date stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from kg.dates import PartialDate
from kg.extract.passage import Passage
from kg.extract.said_on.chronicle import Chronicle
from kg.extract.said_on.documents import named_document, report
from kg.extract.said_on.occasions import Time, clause_verb, tied
from kg.extract.said_on.sayings import Saying
from kg.extract.said_on.sessions import proceedings, session
from kg.extract.said_on.speakers import also, interview, joint, lead, narrated, same_speaker, summed_up
from kg.model import DateBasis

Said = tuple[PartialDate | None, DateBasis | None]


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


_RULES: tuple[Callable[[Chronicle, Sequence[Saying]], None], ...] = (
    _own_time,
    named_document,
    report,
    session,
    narrated,
    lead,
    interview,
    summed_up,
    also,
    same_speaker,
    joint,
    proceedings,
)
