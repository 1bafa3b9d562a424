"""Clauses that claim: the words of a content go in, the affirmative proposition comes out, frames and verdicts taken off.

The reader takes off what stands around a claim, one frame at a time ("I think it is clear that X"), until a plain clause, a
phrase without a verb, or a mere pointer to an earlier claim is left.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.propositions.called import CALLING, called
from kg.extract.propositions.clause import Edits, Inside, children, is_clause, opening, opens, roots, subject, subtree, words
from kg.extract.propositions.negation import NEGATORS, affirm
from kg.extract.propositions.nominal import infinitive_edits
from kg.extract.propositions.openers import is_filler, without_openers
from kg.extract.propositions.phrases import phrase
from kg.extract.propositions.predicates import ANAPHORS, complement, peel, verdict
from kg.extract.propositions.told import Context, Proposition, back, told, turned
from kg.extract.syntax import FINITE

_DEPTH = 4  # frames within frames ("I think it is clear that there is no doubt that ...")
_SHORT = 12  # tokens of a bare verdict at most


def read(context: Context, inside: Inside) -> Proposition | None:
    """Return what the tokens *inside* claim, or None where they claim nothing (an order, a condition)."""
    flip = False
    for _ in range(_DEPTH):
        tops = roots(context.doc, inside)
        if not tops:
            return None
        head = tops[0] if _is_gerund(tops[0], inside) else next((t for t in tops if is_clause(t, inside)), None)
        if head is not None and tops[0] is not head and _is_interjection(context, tops[0], inside):
            inside -= subtree(tops[0], inside)
        head = head or next((t for t in tops if t.pos_ in {"NOUN", "PROPN", "VERB", "AUX", "ADJ"}), tops[0])
        bare = _bare_verdict(context, head, inside)
        if bare is not None:
            return back(bare != flip)
        if context.cue & CALLING and (named := called(context, inside, read)) is not None:
            return turned(named, flip)
        if not is_clause(head, inside):
            return turned(_without_finite_verb(context, head, inside), flip)
        peeled = peel(context.doc, head, inside)
        if peeled is None:
            return turned(_clause(context, head, inside), flip)
        flip = flip != peeled.flip
        if peeled.inside is None:
            return back(flip)
        inside = without_openers(context.doc, peeled.inside)
    return None


def _is_gerund(top: Token, inside: Inside) -> bool:
    """Whether *top* is the gerund after "accused of", "denied": what the parser puts beside it belongs to it."""
    if top.dep_ not in {"pcomp", "xcomp"}:
        return False
    return top.tag_ == "VBG" or any(a.lower_ == "having" for a in children(top, inside, "aux"))


def _is_interjection(context: Context, top: Token, inside: Inside) -> bool:
    """Whether *top* is a verdict that only opens a clause: "Nonsense: there was no alarm"."""
    below = subtree(top, inside)
    return len(below) < 4 and top.pos_ not in {"VERB", "AUX"} and verdict(top, below) is not None


def _bare_verdict(context: Context, head: Token, inside: Inside) -> bool | None:
    """Return whether a content without a verb ("A fantasy", "Not so") rejects, or None where it is no bare verdict."""
    doc = context.doc
    if len(inside) > _SHORT or any(doc[i].pos_ in {"VERB", "AUX"} and is_clause(doc[i], inside) for i in inside):
        return None
    kept = [doc[i] for i in sorted(inside) if not is_filler(doc[i])]
    negative = any(t.lower_ in NEGATORS for t in kept)
    weighty = [t for t in kept if t.lower_ not in NEGATORS and t.pos_ not in {"ADV", "DET", "PART", "INTJ", "PRON", "SCONJ"}]
    if [t.lower_ for t in kept] == ["as", "much"]:
        return False
    if not weighty and kept:
        return negative and not context.denies if negative or kept[0].lower_ in ANAPHORS else None
    if kept[0].lower_ in ANAPHORS | {"not"} or kept[0].i == head.i or head.pos_ in {"NOUN", "ADJ"}:
        found = verdict(head, inside) or next((v for t in weighty[:2] if (v := verdict(t, inside))), None)
        if found is not None and len(weighty) <= 3 and not complement(head, inside):
            return ((found.polarity < 0) != negative) and not context.denies
    return None


def _without_finite_verb(context: Context, head: Token, inside: Inside) -> Proposition | None:
    if head.pos_ in {"VERB", "AUX"} and head.tag_ in FINITE:
        return _clause(context, head, inside)
    return phrase(context, head, inside, read)


def _clause(context: Context, head: Token, inside: Inside) -> Proposition | None:
    """Return a finite clause made affirmative; a verb without a subject takes that of the verb it is joined to."""
    doc = context.doc
    if any(t.dep_ == "mark" and t.lower_ in {"if", "whether", "unless"} for t in children(head, inside)):
        return None
    own = children(head, inside, "nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
    edits, negated = affirm(doc, head, inside)
    if _is_elliptical(head, inside):
        return back(negated)
    if own and any(a.lower_ == "to" for a in children(head, inside, "aux")):
        edits = infinitive_edits(head, inside) | edits
    text = words(doc, inside, context.edits(inside) | edits | _cleft(head, inside))
    if own or not opens(head, inside):
        return told(text, negated)
    return told(f"{_shared_subject(context, head)} {opening(doc, inside, text)}", negated)


def _cleft(head: Token, inside: Inside) -> Edits:
    """Return the edits that undo a cleft: "it was the frost that broke the pipe" becomes "the rain broke the wall"."""
    doc = head.doc
    if head.lemma_ != "be" or not any(s.lower_ == "it" for s in children(head, inside, "nsubj", "expl")):
        return {}
    links = (doc[i] for i in sorted(inside) if i > head.i + 1 and doc[i].lower_ in {"that", "who", "which"})
    link = next(
        (t for t in links if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ in {"relcl", "ccomp", "acl", "advcl"}), None
    )
    if link is None or any(doc[i].pos_ == "ADP" for i in inside if head.i < i < link.i):
        return {}
    comma = {link.i - 1: ""} if doc[link.i - 1].is_punct else {}
    return {s.i: "" for s in children(head, inside, "nsubj", "expl", "aux", "neg")} | {head.i: "", link.i: ""} | comma


def _is_elliptical(head: Token, inside: Inside) -> bool:
    """Whether only a subject and an auxiliary stand there: "it was not", "they had"."""
    others = [head.doc[i] for i in inside if i != head.i and not is_filler(head.doc[i])]
    rest = [t for t in others if t.dep_ not in {"neg", "aux", "advmod"}]
    return head.pos_ == "AUX" and len(rest) == 1 and rest[0].pos_ == "PRON"


def _shared_subject(context: Context, head: Token) -> str:
    """Return the subject that a verb shares with the one it is joined to, without its appositions; else the speaker."""
    doc, root = context.doc, next((a for a in head.ancestors if a.head == a), head)
    cue = range(*context.passage.cue) if context.passage.cue else range(0)
    everything = frozenset(t.i for t in root.subtree)
    joined = head
    if root.i in cue:  # the parser hangs the second verb of what is said on the verb of saying
        joined = next((c for c in root.children if c.dep_ == "ccomp" and c.i < head.i), head)
    found = subject(joined, everything)
    if found is None:
        return context.speaker or ""
    below = set(subtree(found, everything))
    for part in found.subtree:
        if part.dep_ == "appos" or any(t.i in cue or t.lower_ == "according" for t in part.subtree if part.i != found.i):
            below -= subtree(part, everything)
    return context.who(found.i) or words(doc, below or {found.i}, {})
