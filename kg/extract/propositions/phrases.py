"""Contents without a finite verb: an accusation, an infinitive, a gerund or a noun phrase goes in, a proposition comes out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.propositions.called import CALLING, Reader, called
from kg.extract.propositions.clause import Edits, Inside, children, opening, opens, roots, subtree, words
from kg.extract.propositions.negation import NEGATORS, affirm, plain_polarity
from kg.extract.propositions.nominal import event_clause, events, existence, gerund_edits, infinitive_edits, is_plural
from kg.extract.propositions.openers import is_filler, without_openers
from kg.extract.propositions.predicates import ANAPHORS, complement, is_anaphor, is_noun_of
from kg.extract.propositions.told import Context, Proposition, back, told, turned
from kg.extract.syntax import FINITE
from kg.inflection import base, past
from kg.lexicon import table

_ACCUSING = frozenset({"accuse", "accusation", "suspect", "convict", "guilty", "clear", "acquit", "exonerate", "absolve"})
_TO_CAUSES = frozenset({"attribute", "ascribe"})
_SUBJECTS = {"him": "he", "her": "she", "them": "they"}  # pronouns that nothing resolves
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
_FINDING = frozenset(
    {"blame", "cite", "suspect", "find", "detect", "discover", "confirm", "uncover", "see", "notice", "report"}
)
_ESTIMATING = frozenset({"put", "estimate", "set", "place", "reckon"})


def phrase(context: Context, head: Token, inside: Inside, read: Reader) -> Proposition | None:
    """Return what a content without a finite verb claims; *read* reads what a claim-noun in it holds."""
    doc, order = context.doc, sorted(inside)
    if doc[order[0]].lower_ == "not" and len(order) > 1:
        rest = inside - {order[0]}
        return turned(phrase(context, head, rest, read), True) if head.i in rest else None
    if (accused := _accusation(context, inside)) is not None:
        return told(accused, False)
    verbal = head.pos_ in {"VERB", "AUX"}
    to = any(a.lower_ == "to" for a in head.children if a.dep_ == "aux")
    if verbal and to:
        edits, negated = affirm(doc, head, inside)
        subject = context.speaker or "" if opens(head, inside) else ""
        return _with_subject(context, subject, inside, infinitive_edits(head, inside) | edits, negated)
    if head.pos_ == "NOUN" and doc[order[0]].tag_ == "VBG" and doc[order[0]].dep_ in {"amod", "compound"} and len(order) > 1:
        # "dumping waste" read as a noun phrase
        edits = {order[0]: past(doc[order[0]].lemma_.lower())}
        return _with_subject(context, context.speaker or "", inside, edits, False)
    if head.dep_ != "prep" and (head.tag_ == "VBG" or (head.tag_ == "VBN" and children(head, inside, "aux", "auxpass"))):
        edits, negated = affirm(doc, head, inside)
        return _with_subject(context, _controller(context, head, inside), inside, edits | gerund_edits(head, inside), negated)
    if verbal:
        fragment = head.tag_ == "VB" or (head.tag_ in {"VBN", "VBD"} and head.i == order[0])
        return None if fragment else told(words(doc, inside, context.edits(inside)), False)
    named = called(context, inside, read) if context.denies or context.cue & CALLING else None
    return named or _estimate(context, inside) or _nominal(context, head, inside, read)


def _with_subject(context: Context, subject: str, inside: Inside, edits: dict[int, str], negated: bool) -> Proposition | None:
    text = words(context.doc, inside, context.edits(inside) | edits)
    return told(f"{subject} {opening(context.doc, inside, text)}" if subject else text, negated)


def _accusation(context: Context, inside: Inside) -> str | None:
    """Return "the guards started the battle" from "the guards of starting the battle", or from "of" and an event noun.

    Of what is put down to a cause ("the losses to frost", "the crash on drivers") it returns that the one caused the other.
    """
    doc, order = context.doc, sorted(inside)
    links = [place for place, i in enumerate(order[1:-1], start=1) if doc[i].dep_ == "prep" and _links(context, doc[i])]
    # the gerund first ("members of the union of looting"), and "blamed rain on Monday for the crash" has its "for"
    for place in sorted(links, key=lambda p: (doc[order[p + 1]].tag_ != "VBG", doc[order[p]].lower_ not in {"of", "for"})):
        before, after = frozenset(order[:place]), frozenset(order[place + 1 :])
        if doc[order[place - 1]].lemma_ in _ACCUSING and place > 1:
            before -= {order[place - 1]}  # "the driver accused of speeding"
        accused, deed = words(doc, before, context.edits(before)), words(doc, after, context.edits(after))
        accused = _SUBJECTS.get(accused, accused)
        if doc[order[place]].lower_ in {"to", "on"}:
            return f"{deed} caused {accused}"
        tops = roots(doc, after)
        gerund = next(
            (t for t in tops if t.tag_ == "VBG" or any(a.lower_ == "having" for a in children(t, after, "aux"))), None
        )
        if gerund is not None:
            edits, _ = affirm(doc, gerund, after)
            return f"{accused} {words(doc, after, context.edits(after) | edits | gerund_edits(gerund, after))}"
        if "blame" in context.cue:
            return f"{accused} caused {deed}"
        if context.cue & _ACCUSING and tops:
            event = event_clause(doc, tops[0], after, context.edits(after), agent=accused, who=context.who)
            return event or f"{accused} {'were' if is_plural(accused) else 'was'} guilty of {deed}"
    return None


def _links(context: Context, prep: Token) -> bool:
    """Whether a preposition stands between the accused and the deed, or between what happened and its cause."""
    if prep.lower_ in {"to", "on"} and "blame" in context.cue:
        return context.passage.cue is not None and prep.head.i in range(*context.passage.cue)  # no "rain on Monday"
    return prep.lower_ in {"of", "for"} or (prep.lower_ == "to" and bool(context.cue & _TO_CAUSES))


def _estimate(context: Context, inside: Inside) -> Proposition | None:
    """Return "the toll was fourteen" from "put the toll at fourteen"."""
    doc, order = context.doc, sorted(inside)
    at = next((i for i in order[1:-1] if doc[i].lower_ == "at" and any(doc[j].like_num for j in order if i < j < i + 5)), None)
    if at is None or not context.cue & _ESTIMATING:
        return None
    before, after = frozenset(i for i in order if i < at), frozenset(i for i in order if i > at)
    edits = context.edits(inside)
    return told(f"{words(doc, before, edits)} was {words(doc, after, edits)}", False)


def _controller(context: Context, gerund: Token, inside: Inside) -> str:
    """Return who did it: of "accused X of dumping" X, else the source."""
    doc, everything = context.doc, frozenset(range(len(context.doc)))
    if children(gerund, inside, "nsubj", "nsubjpass"):
        return ""
    while gerund.dep_ == "conj" and gerund.head.i < gerund.i:
        gerund = gerund.head
    if gerund.dep_ == "pcomp" and gerund.head.i not in inside:
        verb = next((t for t in gerund.head.ancestors if t.pos_ == "VERB"), gerund.head.head)
        patients = children(verb, everything, "dobj") or children(verb, everything, "nsubjpass")
        if patients and verb.pos_ == "VERB":
            below = frozenset(i for i in subtree(patients[0], everything) if i < gerund.head.i or patients[0].i > gerund.i)
            return context.who(patients[0].i) or words(doc, below, context.edits(below))
    return context.speaker or ""


def _is_interrupted_clause(context: Context, inside: Inside) -> bool:
    """Whether a verb opens what follows the cue: "The net," she said, "burst at noon" read as a noun phrase."""
    starts = [piece.start for piece in context.passage.content[1:] if piece.start in inside]
    first = [next((t for t in context.doc[i : i + 3] if not is_filler(t)), None) for i in starts]
    return any(t is not None and (t.tag_ in {"VBD", "VBN", "VBZ", "VBP", "MD"} or _may_be_past(t)) for t in first)


def _may_be_past(token: Token) -> bool:
    """Whether *token*, read as a noun or an infinitive, may be the past of an irregular verb: "shot", "swept"."""
    return token.tag_ in {"NN", "NNS", "VB"} and base(token.lower_) != token.lower_ and past(base(token.lower_)) == token.lower_


def _nominal(context: Context, head: Token, inside: Inside, read: Reader) -> Proposition | None:
    doc = context.doc
    if is_anaphor(head, inside):
        return back(False)
    negative = any(doc[i].lower_ in NEGATORS and doc[i].head.i in {head.i, i} for i in inside)
    held = complement(head, inside)
    if is_noun_of(head, "evidence") and negative:
        if held is None or all(doc[i].lower_ in ANAPHORS or is_filler(doc[i]) for i in held):
            return back(True)
        return turned(read(context, without_openers(doc, held)), True)
    edits, negated = affirm(doc, head, inside)
    edits = context.edits(inside) | edits
    if is_noun_of(head, "claim") and held is not None:
        found = read(context, without_openers(doc, held))
        if found is None or not found.names_only:
            return found
        number = all(doc[i].like_num or not doc[i].is_alpha for i in held)
        return _right(doc, head, inside, edits) if found.known or number else replace(found, names_only=False)
    if _is_interrupted_clause(context, inside) or _hides_clause(context, head, inside):
        return told(words(doc, inside, edits), negated)
    if head.pos_ not in {"NOUN", "PROPN", "PRON", "NUM"}:
        return None
    agent = (context.country or context.speaker) if context.denies or context.passage.rule == "repeated" else None
    text = event_clause(doc, head, inside, edits, agent=agent, who=context.who)
    if text:
        return told(text, negated)
    found = told(existence(doc, head, inside, edits | plain_polarity(doc, None, inside)), negated)
    known = _is_known(head, inside)
    if "blame" in context.cue and known:
        return told(f"{opening(doc, inside, words(doc, inside, edits))} {_be(head)} to blame", negated)
    if known and (is_noun_of(head, "claim") or head.lemma_.lower() in _documents()):
        return _right(doc, head, inside, edits)
    return found and replace(found, names_only=known or not _may_exist(context, head), known=known)


def _hides_clause(context: Context, head: Token, inside: Inside) -> bool:
    """Whether a clause was read as a noun phrase: "that the gauge 'under-read by half'", "a gift it was"."""
    doc, first = context.doc, min(inside)
    if head.tag_ == "NNS" and any(c.lower_ == "one" for c in children(head, inside, "nummod")):
        return True  # "not one tyre matches"
    if first > 0 and doc[first - 1].lower_ == "that" and first - 1 >= context.passage.content[0].start:
        return doc[first].pos_ in {"DET", "PRON", "PROPN"} or doc[first].dep_ == "poss"
    verbs = (t for t in doc[min(inside) : max(inside) + 1] if t.i in inside and t.tag_ in FINITE)
    return any(_is_main(t, head) for t in verbs)


def _is_main(verb: Token, head: Token) -> bool:
    """Whether *verb* follows *head* directly as its predicate would, no relative pronoun or conjunction before it."""
    if verb.dep_ not in {"relcl", "acl", "ROOT"} or verb.i < head.i:
        return False
    before = verb.doc[head.i + 1 : verb.i]
    return all(t.is_punct or t.pos_ in {"ADV", "AUX"} or t.lower_ == "it" for t in before)


@cache
def _documents() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("roles", ("noun", "class", "gender", "broad")) if "document" in row["class"])


def _be(noun: Token) -> str:
    return "were" if noun.tag_ in {"NNS", "NNPS"} else "was"


def _right(doc: Doc, head: Token, inside: Inside, edits: Edits) -> Proposition | None:
    """Return that what is written or said is right: what is at issue where somebody accepts or rejects "the affidavit"."""
    cut = next((i for i in sorted(inside) if i > head.i and doc[i].lower_ == "as" and doc[i].dep_ in {"prep", "mark"}), None)
    named = frozenset(i for i in inside if cut is None or i < cut)
    return told(f"{opening(doc, named, words(doc, named, edits))} {_be(head)} right", False)


def _is_known(head: Token, inside: Inside) -> bool:
    """Whether a noun phrase is definite: "the affidavit", "her figure", a name."""
    determiners = children(head, inside, "det", "poss", "predet")
    return head.pos_ in {"PROPN", "PRON"} or any(d.dep_ == "poss" or d.lower_ in _DEFINITE for d in determiners)


def _may_exist(context: Context, head: Token) -> bool:
    """Whether a noun phrase says that there was such a thing: "confirmed a breach", "found traces of acid"."""
    found = context.denies or bool(context.cue & _FINDING) or head.lemma_.lower() in events() or is_noun_of(head, "evidence")
    return head.pos_ == "NOUN" and found
