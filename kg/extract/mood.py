"""Whether a cue really is a speech act: a token goes in, yes or no comes out.

What only looks like one: declined to say, would not comment, if he denies it, will deny, did not say, asked whether.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.cues import Cue
from kg.extract.layout import sentence
from kg.extract.syntax import child, children
from kg.lexicon import table
from kg.model import Stance

_MODALS = frozenset(
    {"will", "would", "could", "might", "may", "should", "shall", "must", "can", "’ll", "'ll", "’d", "'d", "ca", "wo"}
)
_PAST_FUTURE = frozenset({"later", "eventually", "subsequently"})  # "would later admit" happened
_CONDITIONS = frozenset({"if", "unless", "whether", "until", "lest"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no"})
_HARMLESS_NEGATION = frozenset({"only", "just", "merely"})


@cache
def _no_speech() -> frozenset[str]:
    return frozenset(row["lemma"] for row in table("no_speech", ("lemma", "note")))


def is_negated(verb: Token) -> bool:
    """Whether *verb* itself is negated: "did not say", "never claimed", "nobody said"; "not only said" isn't."""
    for left in verb.children:
        if left.lower_ == "longer" and left.i > 0 and left.nbor(-1).lower_ in ("no", "not"):
            return True
        before = left.lower_ in _NEGATIONS and left.dep_ in ("advmod", "preconj", "cc", "det") and left.i < verb.i
        negates = left.dep_ == "neg" or before
        if negates and left.nbor(1).lower_ not in _HARMLESS_NEGATION and not _is_apart(left, verb):
            return True
        if left.dep_ in ("nsubj", "nsubjpass") and (left.lower_ in ("nobody", "none", "nothing") or _no_determiner(left)):
            return True
    return False


def _is_apart(negation: Token, verb: Token) -> bool:
    """Whether a comma parts them: "Not so, says the firm"."""
    first, last = sorted((negation.i, verb.i))
    return any(t.text in (",", ";", ":") for t in verb.doc[first:last])


def _no_determiner(noun: Token) -> bool:
    det = child(noun, "det", "neg", "preconj", "cc")
    return det is not None and det.lower_ in ("no", "neither")


def stance_of(verb: Token, cue: Cue) -> Stance | None:
    """Return the stance of *cue* at *verb*, its own negation counted: "does not accept that" denies."""
    return cue.negated if cue.negated is not None and is_negated(verb) else cue.stance


def is_speech(verb: Token, cue: Cue | None = None) -> bool:
    """Whether *verb* reports something that was said, as a fact: not negated, not modal, not conditional, not asked for.

    The governing verbs count too: "declined to say", "was expected to deny", "if she said". A negated verb counts where its
    *cue* takes a stance by that.
    """
    if (is_negated(verb) and (cue is None or cue.negated is None)) or _is_modal(verb):
        return False
    token = verb
    for _ in range(8):
        if any(mark.lower_ in _CONDITIONS for mark in children(token, "mark", "advmod") if mark.i < token.i):
            return False
        head = token.head
        if head == token:
            break
        if token.dep_ in ("xcomp", "pcomp", "ccomp", "conj", "advcl", "acl"):
            infinitive = token.tag_ == "VB"
            if (
                token.dep_ in ("xcomp", "ccomp", "acl", "advcl")
                and infinitive
                and (head.lemma_ in _no_speech() or _is_purpose(token))
            ):
                return False
            if token.dep_ == "xcomp" and (is_negated(head) or _is_modal(head)):
                return False
            if token.dep_ == "conj" and (_inherits_modal(token, head) or head.lemma_ in _no_speech()):
                return False
        token = head
    return True


def _is_modal(verb: Token) -> bool:
    auxiliary = next((a for a in children(verb, "aux", "auxpass") if a.lower_ in _MODALS), None)
    if auxiliary is None:
        return any(a.lower_ == "to" for a in children(verb, "aux")) and verb.dep_ == "ROOT"
    return not any(adv.lower_ in _PAST_FUTURE for adv in children(verb, "advmod"))


def _inherits_modal(token: Token, head: Token) -> bool:
    """Coordinated bare infinitives share an auxiliary: "would neither confirm nor deny"."""
    return token.tag_ == "VB" and child(token, "aux", "nsubj") is None and (_is_modal(head) or is_negated(head))


def _is_purpose(token: Token) -> bool:
    """A bare purpose clause ("met to discuss", "in order to deny") tells what was meant, not what was said."""
    went_on = token.head.lemma_ == "go" and any(c.lower_ == "on" and c.i < token.i for c in token.head.children)
    return token.dep_ == "advcl" and any(a.lower_ == "to" for a in children(token, "aux")) and not went_on


def is_asked(token: Token) -> bool:
    """Whether *token* stands in a sentence that asks: it ends with a question mark, outside quotation marks."""
    start, end = sentence(token)
    for i in range(end - 1, start - 1, -1):
        last = token.doc[i]
        if last.is_space or last.is_quote:
            continue
        return last.text.startswith("?")
    return False
