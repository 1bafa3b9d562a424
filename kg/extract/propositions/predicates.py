"""Predicates and frames around a claim: takes a head, returns the claim inside and whether the frame turns it.

"X is baseless", "there is no evidence that X", "I don't think that X", "it is true that X": what is claimed, or denied, is X. A
predicate over a thing ("the report is flawed") is a claim of its own and stays. The words are in ``seeds/verdicts.tsv``,
``seeds/claim_nouns.tsv`` and ``seeds/stance_frames.tsv``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.extract.propositions.clause import QUOTES, Inside, children, is_clause, subtree
from kg.extract.propositions.negation import NEGATORS, in_main_clause, is_negator
from kg.lexicon import table

ANAPHORS = frozenset({"it", "that", "this", "these", "those", "they", "all", "everything", "such", "which", "much"})
_FIRST_PERSON = frozenset({"i", "we"})
_DETERMINERS = frozenset({"det", "poss", "predet", "case", "punct", "nummod"})
_CLAIM_HANDLING = frozenset(
    {"make", "raise", "give", "publish", "release", "present", "hear", "read", "write", "issue", "level", "face"}
)
_REJECTING = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "dispute", "contest"})
_EVIDENCE_VERBS = frozenset(
    {"have", "find", "see", "show", "know", "offer", "provide", "produce", "present", "give", "exist", "get"}
)


class Peeled(NamedTuple):
    """What a frame holds: the tokens of the claim, or None where it only points back; and whether the frame turns it."""

    inside: Inside | None
    flip: bool


class Verdict(NamedTuple):
    """A row of ``seeds/verdicts.tsv``: -1 rejects, 1 confirms; whether it can be said of claims only."""

    polarity: int
    claims_only: bool


@cache
def verdicts() -> dict[str, Verdict]:
    """Return the phrases that reject or confirm a claim."""
    return {
        row["phrase"]: Verdict(int(row["polarity"]), row["kind"] == "claim")
        for row in table("verdicts", ("phrase", "polarity", "kind"))
    }


@cache
def claim_nouns() -> dict[str, frozenset[str]]:
    """Return the kinds of each noun that stands around a claim."""
    kinds: dict[str, set[str]] = {}
    for row in table("claim_nouns", ("noun", "kind")):
        kinds.setdefault(row["noun"], set()).add(row["kind"])
    return {noun: frozenset(found) for noun, found in kinds.items()}


@cache
def _frames() -> dict[str, tuple[int, bool]]:
    return {
        row["word"]: (int(row["polarity"]), row["raises"] == "yes")
        for row in table("stance_frames", ("word", "polarity", "raises"))
    }


def is_noun_of(token: Token, kind: str) -> bool:
    """Whether *token* is a noun of that kind: "claim", "evidence", "doubt"."""
    return token.pos_ in {"NOUN", "PROPN"} and kind in claim_nouns().get(token.lemma_.lower(), frozenset())


def verdict(predicate: Token, inside: Inside) -> Verdict | None:
    """Return what *predicate* ("baseless", "a pure invention", "without foundation") says of a claim, if it is in the table."""
    tokens = [
        t
        for t in (predicate.doc[i] for i in sorted(subtree(predicate, inside)))
        if not t.is_punct and t.text not in QUOTES and t.pos_ not in {"DET", "PART"} and t.lower_ not in NEGATORS
    ]
    forms = [(t.lemma_.lower() if t.pos_ in {"NOUN", "PROPN"} else t.lower_, t) for t in tokens]
    for size in range(min(4, len(forms)), 0, -1):
        for start in range(len(forms) - size + 1):
            if not any(t.i == predicate.i for _, t in forms[start : start + size]):
                continue
            found = verdicts().get(" ".join(form for form, _ in forms[start : start + size]))
            if found:
                return found
    return None


def negated(verb: Token, inside: Inside) -> bool:
    """Whether the main clause of *verb* holds a negative word."""
    return any(is_negator(verb.doc[i]) and in_main_clause(verb.doc[i], verb) for i in inside)


def predicate_of(verb: Token, inside: Inside) -> Token | None:
    """Return the complement of a copula: an adjective, a noun, or the preposition of "without foundation"."""
    if verb.lemma_ not in {"be", "'s", "’s", "remain", "seem"}:
        return None
    found = children(verb, inside, "acomp", "attr", "oprd")
    return found[0] if found else next((p for p in children(verb, inside, "prep") if p.lower_ == "without"), None)


def complement(noun: Token, inside: Inside) -> Inside | None:
    """Return what a claim-noun holds: its that-clause, or the object of its "of", "about", "to", "for", "in"."""
    for child in children(noun, inside, "acl", "ccomp", "relcl", "appos", "advcl"):
        if is_clause(child, inside) and not _is_relative(noun, child, inside):
            return subtree(child, inside)
    for prep in children(noun, inside, "prep"):
        if prep.lower_ in {"of", "about", "to", "for", "in", "behind"}:
            inner = frozenset(i for i in subtree(prep, inside) if i != prep.i)
            if inner:
                return inner
    return None


def _is_relative(noun: Token, clause: Token, inside: Inside) -> bool:
    """Whether *clause* says something about *noun* ("the charge that she made") instead of what it claims.

    The parser takes the "that" of many a claim for an object; it is one only where the verb is what one does with a claim.
    """
    if any(t.lower_ in {"that", "which", "who"} and t.dep_ in {"nsubj", "nsubjpass"} for t in clause.children):
        return True
    if clause.dep_ in {"acl", "ccomp"} or _marked(clause):
        return False
    that = any(t.lower_ == "that" and t.dep_ in {"dobj", "pobj", "attr"} for t in clause.children)
    handled = clause.lemma_ in _CLAIM_HANDLING or clause.lemma_ in _frames()
    return not (that and is_noun_of(noun, "claim") and children(clause, inside, "nsubj", "nsubjpass", "expl")) or handled


def _marked(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def is_anaphor(token: Token, inside: Inside) -> bool:
    """Whether *token* only points back: a pronoun, or a claim-noun with a definite or no complement ("the accusation")."""
    below = [token.doc[i] for i in subtree(token, inside) if i != token.i]
    if token.lower_ in ANAPHORS:
        return all(t.dep_ in {"predet", "det", "prep", "pobj"} and t.lower_ in {"of", *ANAPHORS} for t in below)
    if not is_noun_of(token, "claim"):
        return False
    return all(t.dep_ in {"det", "poss", "predet", "case", "amod", "nummod", "punct", "compound"} or t.is_punct for t in below)


def _first_person(doc: Doc, verb: Token, inside: Inside) -> Peeled | None:
    subjects = children(verb, inside, "nsubj")
    if not subjects or subjects[0].lower_ not in _FIRST_PERSON:
        return None
    word = predicate_of(verb, inside) or verb
    frame = _frames().get(word.lemma_.lower()) or _frames().get(word.lower_)
    if frame is None:
        return None
    clauses = [c for t in (verb, word) for c in children(t, inside, "ccomp") if is_clause(c, inside)]
    if not clauses or _asks(clauses[0], inside):
        return None
    polarity, raises = frame
    negative = negated(verb, inside)
    if negative and not raises and polarity > 0:
        return None
    return Peeled(subtree(clauses[0], inside), (polarity < 0) != negative)


def _asks(clause: Token, inside: Inside) -> bool:
    """Whether *clause* is an indirect question: "I know what it was"."""
    first = clause.doc[min(subtree(clause, inside))]
    return first.lower_ in {"if", "whether"} or first.tag_ in {"WDT", "WP", "WP$", "WRB"}


def _retraction(doc: Doc, verb: Token, inside: Inside) -> Peeled | None:
    """Read "I was wrong", "we got that wrong", "we no longer stand by that": the speaker takes back what was said before."""
    subjects = children(verb, inside, "nsubj")
    if not subjects or subjects[0].lower_ not in _FIRST_PERSON:
        return None
    negative = negated(verb, inside)
    word = predicate_of(verb, inside) or next(iter(children(verb, inside, "oprd", "acomp", "ccomp", "advmod")), None)
    if verb.lemma_ in {"be", "get"} and word is not None and word.lower_ in {"wrong", "mistaken", "right"}:
        return Peeled(None, (word.lower_ != "right") != negative)
    objects = [o for p in children(verb, inside, "prep") if p.lower_ in {"by", "to"} for o in children(p, inside, "pobj")]
    if verb.lemma_ in {"stand", "hold", "stick"} and objects and is_anaphor(objects[0], inside):
        return Peeled(None, negative)
    return None


def _impersonal(doc: Doc, verb: Token, inside: Inside) -> Peeled | None:
    predicate = predicate_of(verb, inside)
    if predicate is None:
        return None
    found = verdict(predicate, inside) or (Verdict(1, True) if predicate.lower_ in {"clear", "obvious", "certain"} else None)
    places = (verb, predicate)
    clauses = [
        c for t in places for c in children(t, inside, "ccomp", "csubj", "acl", "advcl") if is_clause(c, inside) and _marked(c)
    ]
    if found is None or not clauses:
        return None
    return Peeled(subtree(clauses[0], inside), (found.polarity < 0) != negated(verb, inside))


def _points_back(doc: Doc, held: Inside) -> bool:
    """Whether what a noun holds is itself only a pointer: "of it", "about what happened"."""
    first = doc[min(held)]
    return first.lower_ in {"what", "how"} or all(doc[i].lower_ in ANAPHORS or doc[i].is_punct for i in held)


def _existence(doc: Doc, verb: Token, inside: Inside) -> Peeled | None:
    existential = bool(children(verb, inside, "expl"))
    if not existential and verb.lemma_ not in _EVIDENCE_VERBS:
        return None
    for noun in children(verb, inside, "attr", "dobj", "nsubj", "nsubjpass"):
        if existential and noun.lower_ in {"none", "one"} and not children(noun, inside, "prep", "amod", "acl", "relcl"):
            return Peeled(None, noun.lower_ == "none" or negated(verb, inside))
        negative = negated(verb, inside) or any(c.lower_ == "no" for c in noun.children)
        if is_noun_of(noun, "doubt") and existential:
            held = complement(noun, inside)
            return Peeled(None if _points_back(verb.doc, held) else held, not negative) if held else None
        if is_noun_of(noun, "evidence") and negative:
            held = complement(noun, inside)
            return Peeled(None if held is None or _points_back(doc, held) else held, True)
    return None


def _judged(doc: Doc, verb: Token, inside: Inside) -> Peeled | None:
    predicate = predicate_of(verb, inside)
    subjects = children(verb, inside, "nsubj", "nsubjpass", "csubj")
    if not subjects:
        return None
    topic = subjects[0]
    negative = negated(verb, inside)
    rejected = verb.lemma_ in _REJECTING and topic.dep_ == "nsubjpass" and not children(verb, inside, "agent")
    if rejected and is_noun_of(topic, "claim"):
        return Peeled(complement(topic, inside), not negative)
    so = next((c.lower_ for c in children(verb, inside, "advmod", "acomp") if c.lower_ in {"so", "otherwise"}), None)
    if so is not None and verb.lemma_ == "be" and is_anaphor(topic, inside) and (predicate is None or predicate.lower_ == so):
        return Peeled(None, (so == "otherwise") != negative)  # "that is not so"
    if predicate is None:
        vanished = verb.lemma_ in {"exist", "happen"} or topic.lower_ == "nothing"
        kind = topic.lower_ == "nothing" and any(t.lower_ in {"kind", "sort"} for t in topic.subtree)
        if (vanished and negative and topic.lower_ in ANAPHORS) or kind:
            return Peeled(None, True)
        return None
    found = verdict(predicate, inside)
    about_claim = is_noun_of(topic, "claim") or topic.lower_ in ANAPHORS or topic.dep_ == "csubj"
    if found is None and is_noun_of(topic, "claim") and predicate.pos_ == "NOUN" and _quoted(predicate):
        found = Verdict(-1, True)
    if found is None:
        return None
    flip = (found.polarity < 0) != negative
    if is_anaphor(topic, inside):
        return Peeled(None, flip) if found.claims_only or topic.lower_ not in {"it", "they", "these", "those"} else None
    if about_claim:
        return Peeled(complement(topic, inside) if topic.dep_ != "csubj" else subtree(topic, inside), flip)
    if found.claims_only and topic.pos_ in {"NOUN", "PROPN"}:
        return Peeled(subtree(topic, inside), flip)
    return None


def _quoted(token: Token) -> bool:
    span = list(token.subtree)
    before = token.doc[span[0].i - 1] if span[0].i else None
    return (before is not None and before.text in QUOTES) or any(t.text in QUOTES for t in span)


_FRAMES = (_first_person, _retraction, _impersonal, _existence, _judged)


def peel(doc: Doc, verb: Token, inside: Inside) -> Peeled | None:
    """Return what the clause of *verb* says of a claim, where it is only a frame or a verdict around it, else None."""
    for frame in _FRAMES:
        peeled = frame(doc, verb, inside)
        if peeled is not None:
            return peeled
    return None
