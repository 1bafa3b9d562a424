"""Contents without a finite verb: an accusation, an infinitive, a gerund or a noun phrase goes in, a proposition comes out."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.propositions.called import CALLING, Reader, called
from kg.extract.propositions.clause import Inside, children, opening, opens, roots, subtree, words
from kg.extract.propositions.negation import NEGATORS, affirm, plain_polarity
from kg.extract.propositions.nominal import event_clause, existence, gerund_edits, infinitive_edits
from kg.extract.propositions.openers import is_filler, without_openers
from kg.extract.propositions.predicates import ANAPHORS, complement, is_anaphor, is_noun_of
from kg.extract.propositions.told import Context, Proposition, back, told, turned
from kg.inflection import past

_ACCUSING = frozenset({"accuse", "accusation", "suspect", "convict", "guilty"})
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
        return None if head.tag_ == "VB" else told(words(doc, inside, context.edits(inside)), False)
    named = called(context, inside, read) if context.denies or context.cue & CALLING else None
    return named or _estimate(context, inside) or _nominal(context, head, inside, read)


def _with_subject(context: Context, subject: str, inside: Inside, edits: dict[int, str], negated: bool) -> Proposition | None:
    text = words(context.doc, inside, context.edits(inside) | edits)
    return told(f"{subject} {opening(context.doc, inside, text)}" if subject else text, negated)


def _accusation(context: Context, inside: Inside) -> str | None:
    """Return "the guards started the battle" from "the guards of starting the battle", or from "of" and an event noun."""
    doc, order = context.doc, sorted(inside)
    for place, i in enumerate(order[1:-1], start=1):
        if doc[i].lower_ not in {"of", "for"} or doc[i].dep_ != "prep":
            continue
        before, after = frozenset(order[:place]), frozenset(order[place + 1 :])
        if doc[order[place - 1]].lemma_ in _ACCUSING and place > 1:
            before -= {order[place - 1]}  # "the driver accused of speeding"
        accused = words(doc, before, context.edits(before))
        tops = roots(doc, after)
        gerund = next(
            (t for t in tops if t.tag_ == "VBG" or any(a.lower_ == "having" for a in children(t, after, "aux"))), None
        )
        if gerund is not None:
            edits, _ = affirm(doc, gerund, after)
            return f"{accused} {words(doc, after, context.edits(after) | edits | gerund_edits(gerund, after))}"
        if "blame" in context.cue:
            return f"{accused} caused {words(doc, after, context.edits(after))}"
        if context.cue & _ACCUSING and tops:
            event = event_clause(doc, tops[0], after, context.edits(after), agent=accused, who=context.who)
            return event or f"{accused} was guilty of {words(doc, after, context.edits(after))}"
    return None


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
    return any(t is not None and t.tag_ in {"VBD", "VBN", "VBZ", "VBP", "MD"} for t in first)


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
    if is_noun_of(head, "claim") and held is not None:
        return read(context, without_openers(doc, held))
    edits, negated = affirm(doc, head, inside)
    edits = context.edits(inside) | edits
    if head.pos_ not in {"NOUN", "PROPN", "PRON", "NUM"} or _is_interrupted_clause(context, inside):
        return told(words(doc, inside, edits), negated)
    agent = (context.country or context.speaker) if context.denies or context.passage.rule == "repeated" else None
    text = event_clause(doc, head, inside, edits, agent=agent, who=context.who)
    return told(text or existence(doc, head, inside, edits | plain_polarity(doc, None, inside)), negated)
