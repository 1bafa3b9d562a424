"""Dates that a document gives: what a letter, a report or a statement of a known day says, was said on that day."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.dates import PartialDate
from kg.extract.said_on.chronicle import Chronicle
from kg.extract.said_on.occasions import governors, kind_of, words
from kg.extract.said_on.sayings import Document, Saying

#: How many days before publication a report still is the news, and its author quoted from it throughout.
_NEWS_DAYS = 31


def named_document(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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


def report(chronicle: Chronicle, in_order: Sequence[Saying]) -> None:
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
        if body.date is not None or body.actor is None or body.actor in reports or not (recalls and is_name(body.actor)):
            continue
        near = {
            reports[s.actor]
            for s in in_order
            if s.actor in reports and s.date == reports[s.actor] and s.at < body.at and body.paragraph - s.paragraph <= 1
            if not is_name(s.actor)
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
        if s.date is None and s.actor and finds and place and s.tense != "pluperfect" and not is_name(s.actor):
            reports.setdefault(s.actor, document.date)


def is_name(actor: str) -> bool:
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


def _places(verb: Token) -> list[Token]:
    """The nouns that the clause of *verb* names as the place of what is said."""
    return [n for c in verb.children if c.dep_ in ("prep", "agent") for n in c.children if n.dep_ == "pobj"]
