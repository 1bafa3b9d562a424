"""What a parsed article says of when things were said: its expressions of time on their tokens, and what they are tied to.

A time belongs to a cue where it stands in the cue's clause, or dates the document or the session that the clause names
("in a letter of 2 May, she wrote"; "the report, published on Monday, says"). The words stand in ``seeds/occasions.tsv``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.dates import DateExpression, DateKind, find_dates
from kg.lexicon import table

_PLAIN = frozenset(
    {"pobj", "prep", "npadvmod", "tmod", "advmod", "nmod", "compound", "amod", "nummod", "poss", "appos", "pcomp", "dep"}
)
#: expressions that tell a day, and so rarely belong to a noun beside them
_DAYS = frozenset({DateKind.DAY, DateKind.WEEKDAY, DateKind.SAME, DateKind.OFFSET, DateKind.PERIOD})
#: prepositions that tie what follows to the noun before them, not to the verb
_OF_NOUN = frozenset(
    {"of", "about", "over", "after", "before", "since", "from", "until", "till", "for", "by", "between", "than", "as"}
)


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time on the tokens of a document."""

    expression: DateExpression
    span: Span

    @property
    def tokens(self) -> range:
        """The indices of its tokens."""
        return range(self.span.start, self.span.end)


@cache
def words(kind: str) -> dict[str, str]:
    """Return the words of one kind of ``seeds/occasions.tsv`` with their groups."""
    return {r["word"]: r["group"] for r in table("occasions", ("word", "kind", "group")) if r["kind"] == kind}


def find_times(doc: Doc) -> tuple[Time, ...]:
    """Return the expressions of time of *doc* in order."""
    spans = ((e, doc.char_span(e.start, e.end, alignment_mode="expand")) for e in find_dates(doc.text))
    return tuple(Time(e, span) for e, span in spans if span is not None and len(span))


def kind_of(noun: Token, *kinds: str) -> tuple[str, str] | None:
    """Return the kind and the group that *noun* has among *kinds* of ``seeds/occasions.tsv``, or None.

    The longer entry wins: "news conference" is one thing, "conference" another.
    """
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = noun.lemma_.lower()
    before = noun.nbor(-1).lower_ if noun.i else ""
    for word in (f"{before} {lemma}", lemma):
        for kind in kinds:
            group = words(kind).get(word)
            if group is not None:
                return kind, group
    return None


def is_occasion(noun: Token) -> bool:
    """Whether *noun* names a document or a session."""
    return kind_of(noun, "document", "session") is not None


def clause_verb(token: Token) -> Token:
    """Return the verb of the clause that *token* stands in, or the root of its sentence."""
    while token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
        if token.head == token:
            break
        token = token.head
    return token


def governors(verb: Token) -> Iterator[Token]:
    """Yield *verb* and the verbs that share their time with it: of what it is coordinated with, participle or infinitive."""
    yield verb
    while verb.head != verb:
        participle = (
            verb.dep_ in ("advcl", "xcomp", "acl") and verb.tag_ in ("VBG", "VB", "VBN") and verb.head.pos_ in ("VERB", "AUX")
        )
        if not (participle or (verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"))):
            return
        verb = verb.head
        yield verb


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens of a passage, as far as a time may be tied to them."""

    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    verb: Token | None  #: the verb of the cue; None for a cue that is a noun or a preposition


def tied(time: Time, frame: Frame) -> Token | None:
    """Return what ties *time* to the cue of *frame*: an occasion that it dates, else the cue; None if none does."""
    doc = time.span.doc
    if not frame.content.isdisjoint(time.tokens):
        return None
    node, occasion = time.span.root, None
    own = {v.i for v in governors(frame.verb)} if frame.verb is not None else set()
    cue = doc[min(frame.cue)] if frame.cue else None
    for _ in range(30):
        if node.i in frame.cue or node.i in own:
            return occasion or cue
        if occasion is not None and node.i in frame.source:
            return occasion
        if frame.verb is not None and node == occasion and _within_relative(frame.verb, node):
            return occasion
        head = node.head
        if head == node:
            break
        if node.pos_ in ("VERB", "AUX"):
            if node.dep_ in ("acl", "relcl") and is_occasion(head) and (node.lemma_ in words("publish") or node.dep_ == "acl"):
                occasion = head
            elif node.dep_ in ("acl", "relcl") and head.i in frame.source and (named := session_of(node)) is not None:
                return named
            elif node.tag_ == "VBN" and node.dep_ in ("advcl", "conj") and node.lemma_ in words("publish"):
                pass
            else:
                break
        elif node.dep_ not in _PLAIN and node != occasion:
            break
        elif head.pos_ in ("NOUN", "PROPN") and head.i not in frame.cue and not set(time.tokens) & {head.i}:
            if is_occasion(head):
                occasion = occasion or head
            elif node != occasion:
                break
        node = head
    return cue if _beside(time, frame) else None


def session_of(verb: Token) -> Token | None:
    """Return the session or the audience that *verb* names as the place of what it tells ("sat before the committee")."""
    apart = words("apart")
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "pobj") and kind_of(child, "session", "audience"):
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ not in apart:
            for noun in child.children:
                if noun.dep_ == "pobj" and kind_of(noun, "session", "audience"):
                    return noun
    return None


def _within_relative(verb: Token, noun: Token) -> bool:
    """Whether *verb* stands in a relative clause of *noun* ("an email of 22 July, in which she wrote")."""
    return any(v.dep_ in ("relcl", "acl") and v.head == noun for v in governors(verb))


def _beside(time: Time, frame: Frame) -> bool:
    """Whether *time* stands beside the cue with no other verb and no content between: what a wrong parse can't spoil."""
    if not frame.cue or frame.verb is None or time.expression.kind not in _DAYS:
        return False
    doc, first, last = time.span.doc, min(frame.cue), max(frame.cue)
    if doc[first].sent != doc[time.span.start].sent:
        return False
    between = range(last + 1, time.span.start) if time.span.start > last else range(time.span.end, first)
    return (
        len(between) <= 12
        and not any(
            i in frame.content or doc[i].pos_ in ("VERB", "AUX") or doc[i].lower_ in _OF_NOUN or doc[i].text in ';:()—–“”"'
            for i in between
        )
        and (
            time.span.start > last
            or not any(doc[i].text == "," for i in between)
            or time.span.start <= doc[first].sent.start + 2
        )
    )


def frame_of(doc: Doc, cue: range, source: range, content: Collection[int]) -> Frame:
    """Return the frame of a passage given by its tokens."""
    verb = next((doc[i] for i in cue if doc[i].pos_ in ("VERB", "AUX") and doc[i].dep_ not in ("aux", "auxpass", "prep")), None)
    return Frame(frozenset(cue), frozenset(source), frozenset(content), verb)
