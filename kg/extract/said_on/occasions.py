"""What a parsed article says of when things were said: its expressions of time on their tokens, and what they are tied to.

A time belongs to a cue where it stands in the cue's clause, or dates the document or the session that the clause names
("in a letter of 2 May, she wrote"; "the report, published on Monday, says"). The words stand in ``seeds/occasions.tsv``.
"""

from __future__ import annotations

import re
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
#: prepositions that tell no point of time, and those that tie what follows to the noun before them
_SPANS = frozenset({"since", "until", "till", "from", "by", "before", "after", "for", "between"})
_OF_NOUN = frozenset(
    {"of", "about", "over", "after", "before", "since", "from", "until", "till", "for", "by", "between", "than", "as"}
)


#: "OSLO, July 2 (Agency) -" before the first sentence
_DATELINE = re.compile(r"\s*[A-Z]{3}[^\n.!?]{0,70}?\s[-–—_]+\s|\s*[A-Z]{3}[^\n!?]{0,70}?\)\s[-–—_]*\s?")


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time on the tokens of a document."""

    expression: DateExpression
    span: Span
    in_dateline: bool = False

    @property
    def tokens(self) -> range:
        """The indices of its tokens."""
        return range(self.span.start, self.span.end)


@cache
def words(kind: str) -> dict[str, str]:
    """Return the words of one kind of ``seeds/occasions.tsv`` with their groups."""
    return {r["word"]: r["group"] for r in table("occasions", ("word", "kind", "group")) if r["kind"] == kind}


def find_times(doc: Doc, text: str) -> tuple[Time, ...]:
    """Return the expressions of time of *doc*, whose text is *text*, in order."""
    opening = _DATELINE.match(text)
    first = opening.end() if opening else 0
    spans = ((e, doc.char_span(e.start, e.end, alignment_mode="expand")) for e in find_dates(text))
    return tuple(Time(e, span, e.start < first) for e, span in spans if span is not None and len(span))


def kind_of(noun: Token, *kinds: str) -> tuple[str, str] | None:
    """Return the kind and the group that *noun* has among *kinds* of ``seeds/occasions.tsv``, or None.

    The longer entry wins: "news conference" is one thing, "conference" another.
    """
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = noun.lemma_.lower()
    entries, last_words = _entries(kinds)
    if lemma not in last_words:
        return None
    before = noun.nbor(-1).lower_ if noun.i else ""
    hyphened = f"{noun.nbor(-2).lower_}-{lemma}" if before == "-" and noun.i > 1 else ""  # "e-mail" may be three tokens
    return entries.get(hyphened) or entries.get(f"{before} {lemma}") or entries.get(lemma)


@cache
def _entries(kinds: tuple[str, ...]) -> tuple[dict[str, tuple[str, str]], frozenset[str]]:
    """Return kind and group of each word of *kinds*, the first kind's where it stands under several; and the words' ends."""
    found = {word: (kind, group) for kind in reversed(kinds) for word, group in words(kind).items()}
    return found, frozenset(end for word in found for end in (word, re.split("[ -]", word)[-1]))


def is_occasion(noun: Token) -> bool:
    """Whether *noun* names a document or a session."""
    return kind_of(noun, "document", "session") is not None


def publishes(verb: Token) -> bool:
    """Whether *verb* tells that a document or a session was made known ("published", "put out")."""
    known = words("publish")
    return verb.lemma_ in known or any(c.dep_ == "prt" and f"{verb.lemma_} {c.lower_}" in known for c in verb.children)


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
    verb: Token | None  #: the verb of the cue, or of its clause; None where the cue tells of no act of speaking there


def frame_of(doc: Doc, cue: range, source: range, content: Collection[int]) -> Frame:
    """Return the frame of a passage given by its tokens.

    A noun as cue stands for an act of speaking where its clause has the source as subject ("She repeated the claim"), not
    where it only recalls one ("her claim").
    """
    verb = next((doc[i] for i in cue if doc[i].pos_ in ("VERB", "AUX") and doc[i].dep_ not in ("aux", "auxpass", "prep")), None)
    noun = next((doc[i] for i in cue if doc[i].pos_ in ("NOUN", "PROPN")), None)
    if verb is None and noun is not None and source and not any(t.i in source for t in noun.subtree):
        above = clause_verb(noun)
        verb = above if above.pos_ in ("VERB", "AUX") and above.i not in content else None
    return Frame(frozenset(cue), frozenset(source), frozenset(content), verb)


def tied(time: Time, frame: Frame) -> Token | None:
    """Return what ties *time* to the cue of *frame*: an occasion that it dates, else the cue; None if nothing does."""
    doc = time.span.doc
    cue = doc[min(frame.cue)] if frame.cue else None
    if cue is None:
        return None
    if not frame.content.isdisjoint(time.tokens):
        return cue if _leads_content(time, frame) else None
    if frame.verb is not None and _when(frame.verb, time):
        return cue
    node, occasion = time.span.root, None
    own = {v.i for v in governors(frame.verb)} if frame.verb is not None else set()
    for _ in range(30):
        if node.i in frame.cue or node.i in own:
            return occasion or cue
        if node.dep_ == "prep" and node.lower_ in _SPANS and node.i < time.span.start:
            return None
        if occasion is not None and (node.i in frame.source or (frame.verb is not None and _relative(frame.verb, node, time))):
            return occasion
        head = node.head
        if head == node:
            break
        if node.pos_ in ("VERB", "AUX"):
            if node.dep_ in ("acl", "relcl") and is_occasion(head) and (publishes(node) or node.dep_ == "acl"):
                occasion = head
            elif node.dep_ in ("acl", "relcl") and head.i in frame.source and (named := session_of(node)) is not None:
                return named
            elif not (node.tag_ == "VBN" and node.dep_ in ("advcl", "conj") and publishes(node)):
                break
        elif node.dep_ not in _PLAIN and node != occasion:
            break
        elif head.pos_ in ("NOUN", "PROPN") and head.i not in frame.cue and head.i not in time.tokens:
            if is_occasion(head):
                occasion = occasion or head
            elif node != occasion:
                break
        node = head
    occasion = occasion or _published_before(time) or _opening(time)
    if occasion is not None and _at_edge(occasion, time, frame):
        return occasion
    return cue if _beside(time, frame) else None


def session_of(verb: Token) -> Token | None:
    """Return the session or the audience that *verb* names as the place of what it tells ("sat before the committee")."""
    apart = words("apart")
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "pobj") and kind_of(child, "session", "audience"):
            return child
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ not in apart:
            for noun in child.children:
                if noun.dep_ == "pobj" and kind_of(noun, "session", "audience"):
                    return noun
    return None


def _when(verb: Token, time: Time) -> bool:
    """Whether *verb* tells what was said then ("last week, when the firm claimed that …")."""
    return any(
        c.lower_ == "when"
        and c.dep_ == "advmod"
        and 0 <= c.i - time.span.end <= 1
        and c.nbor(-1).text in (",", time.span[-1].text)
        for c in verb.children
        if c.i
    )


def speaks_to_us(verb: Token) -> bool:
    """Whether *verb* tells that somebody spoke to the paper that prints the text ("told this newspaper", "we met her")."""
    if verb.lemma_ not in words("interview"):
        return False
    near = [n for c in verb.children for n in ((c, *c.children) if c.dep_ in ("prep", "dative") else (c,))]
    for noun in near:
        own = any(c.lower_ in ("this", "our") for c in noun.children) and noun.lemma_.lower() in words("paper")
        if noun.dep_ in ("dobj", "dative", "pobj") and (noun.lower_ in ("us", "me") or own):
            return True
        if noun.dep_ == "nsubj" and noun.lower_ in ("we", "i") and verb.lemma_ != "tell":
            return True
    return False


def _relative(verb: Token, noun: Token, time: Time) -> bool:
    """Whether *verb* stands in a relative clause of *noun* ("an email of 22 July, in which she wrote")."""
    return any(v.dep_ in ("relcl", "acl") and (v.head == noun or v.head.i in time.tokens) for v in governors(verb))


def _leads_content(time: Time, frame: Frame) -> bool:
    """Whether *time* is the cue's although it stands among the words of the content.

    It is where it follows the cue at once ("said on Monday the mine was safe") or hangs on the cue before any verb of the
    content ("blamed the rain on Monday for the flood").
    """
    doc, start = time.span.doc, min(frame.content)
    if frame.verb is None or time.expression.kind not in _DAYS or min(frame.cue) > time.span.start:
        return False
    if any(doc[i].pos_ in ("VERB", "AUX") or doc[i].text in '“”"' for i in range(start, time.span.start)):
        return False
    lead = [doc[i] for i in range(max(frame.cue) + 1, time.span.start)]
    if all(t.lower_ in ("on", "late", "early") for t in lead):
        return True
    node = time.span.root
    while node.dep_ in ("pobj", "prep", "npadvmod", "advmod", "compound", "nummod") and node.i not in frame.cue:
        if node.dep_ == "prep" and node.lower_ not in ("on", "late", "early", "in", "at", "within"):
            return False
        node = node.head
    return node.i in frame.cue


def _published_before(time: Time) -> Token | None:
    """Return the document that opens the sentence and is dated by a participle ("In a letter, sent to us last week, …")."""
    verb = clause_verb(time.span.root)
    if verb.tag_ != "VBN" or not publishes(verb):
        return None
    sent = verb.sent
    return next((t for t in sent.doc[sent.start : min(sent.start + 8, verb.i)] if is_occasion(t)), None)


def _opening(time: Time) -> Token | None:
    """Return the document or session whose phrase opens the sentence and holds *time* ("In a note to staff on Monday, …")."""
    sent = time.span.root.sent
    lead = sent.doc[sent.start : time.span.start]
    if not 3 <= len(lead) <= 12 or lead[0].pos_ != "ADP" or any(t.pos_ == "AUX" or t.text in ",;:()—–“”" for t in lead):
        return None
    if lead[-1].lower_ in _OF_NOUN:
        return None
    return next((t for t in lead if is_occasion(t)), None)


def _at_edge(occasion: Token, time: Time, frame: Frame) -> bool:
    """Whether a dated occasion opens the sentence of a main verb that is the cue, or follows the source or the cue closely."""
    doc, sent = time.span.doc, occasion.sent
    if occasion.i in frame.content or frame.verb is None or frame.verb.sent.start != sent.start:
        return False
    opens = (occasion.left_edge.i <= sent.start + 2 and doc[sent.start].pos_ == "ADP") or occasion == _opening(time)
    if opens and occasion.i < min(frame.cue):
        return frame.verb.dep_ in ("ROOT", "conj", "ccomp")
    after = max(frame.source | frame.cue) + 1
    return 0 <= occasion.i - after <= 10 and not any(doc[i].pos_ in ("VERB", "AUX") for i in range(after, occasion.i))


def _beside(time: Time, frame: Frame) -> bool:
    """Whether *time* stands beside the cue with no other verb and no content between: what a wrong parse can't spoil."""
    if frame.verb is None or time.expression.kind not in _DAYS:
        return False
    doc = time.span.doc
    anchors = [frame.cue, *({v.i} for v in governors(frame.verb) if v.i not in frame.content)]
    return any(_next_to(doc, time, frame, min(a), max(a)) for a in anchors)


def _next_to(doc: Doc, time: Time, frame: Frame, first: int, last: int) -> bool:
    start, end = time.span.start, time.span.end
    if doc[first].sent != doc[start].sent:
        return False
    after = start > last
    between = [doc[i] for i in (range(last + 1, start) if after else range(end, first))]
    if len(between) > 12 or any(t.i in frame.content or t.pos_ in ("VERB", "AUX") or t.text in ';:()—–“”"' for t in between):
        return False
    if after:
        return not any(t.lower_ in _OF_NOUN for t in between)
    lead = doc[start - 1].lower_ if start else ""
    if lead in _OF_NOUN:
        return False
    opens = start <= doc[first].sent.start + 2
    return opens or not any(t.text == "," for t in between)
