"""Words that somebody said go in; whether they state something, so that one could hold it true or false, comes out.

Wishes, demands, orders, promises, plans, questions, feelings and refusals to comment state nothing: they are attributed,
without a stance. Neither does "we do not dispute the date": who doesn't deny hasn't asserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.cues import cues
from kg.extract.layout import sentence
from kg.extract.mood import is_negated
from kg.extract.passage import Passage, Tokens
from kg.extract.syntax import child, children
from kg.lexicon import table
from kg.model import Stance

_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "they", "it"})
_WILL = frozenset({"will", "would", "shall", "’ll", "'ll", "’d", "'d", "wo"})
_POLITE = frozenset({"please", "just", "so", "then", "now", "and", "but", "do", "not", "n't", "n’t", "never", "well", "first"})


def states_something(doc: Doc, passage: Passage) -> bool:
    """Whether a sentence or coordinated clause of *passage* makes a statement."""
    return any(_states(root, words, quoted=passage.quoted) for root, words in _clauses(doc, passage.content))


@cache
def attitudes(kind: str) -> frozenset[str]:
    """Return the words of one *kind* in ``seeds/attitudes.tsv``."""
    return frozenset(row["lemma"] for row in table("attitudes", ("lemma", "kind")) if row["kind"] == kind)


def _clauses(doc: Doc, content: Iterable[Tokens]) -> Iterator[tuple[Token, list[Token]]]:
    """Each main clause of the content: its verb, and the words of its sentence."""
    words = [doc[i] for piece in content for i in range(*piece) if not doc[i].is_space and not doc[i].is_quote]
    inside = {t.i for t in words}
    for token in words:
        if token.is_punct or (token.head.i in inside and token.head != token):
            continue
        start, end = sentence(token)
        around = [t for t in words if start <= t.i < end]
        yield token, around
        for other in children(token, "conj"):
            if other.i in inside and child(other, "nsubj", "nsubjpass") is not None:
                yield other, around


def _states(verb: Token, sentence: list[Token], *, quoted: bool) -> bool:
    if verb.pos_ not in ("VERB", "AUX"):
        return True
    if sentence[-1].text.startswith("?") or _is_order(verb, sentence):
        return False
    subject = child(verb, "nsubj", "nsubjpass")
    who = subject.lower_ if subject is not None else ""
    speaker = who in (_FIRST if quoted else _THIRD)
    return not (
        _is_silence(verb)
        or _is_no_denial(verb)
        or _is_demand(verb)
        or (speaker and quoted and _is_refusal(verb))
        or (speaker and (_is_wish(verb, quoted=quoted) or _is_plan(verb) or _is_feeling(verb) or _is_withheld(verb)))
    )


def _is_order(verb: Token, sentence: list[Token]) -> bool:
    """An imperative: "Ask him", "Don't wait", "Let them show us"."""
    if verb.tag_ != "VB" or (child(verb, "nsubj", "nsubjpass") is not None and verb.lemma_ != "let"):
        return False
    first = next((t for t in sentence if t.lower_ not in _POLITE and not t.is_punct), verb)
    return first == verb and not any(a.lower_ == "to" or a.tag_ == "MD" for a in children(verb, "aux"))


def _is_silence(verb: Token) -> bool:
    """ "She would not comment", "it would make no further statement"."""
    said = child(verb, "dobj") if verb.lemma_ in ("make", "have", "offer", "give", "issue") else None
    if said is not None and said.lemma_ in ("comment", "statement"):
        return any(c.lower_ == "no" for c in children(said, "det"))
    return verb.lemma_ in attitudes("silence") and is_negated(verb)


def _is_no_denial(verb: Token) -> bool:
    denies = any(
        c.stance is Stance.DENIES and c.particle is None and "object" in c.frames for c in cues("verb").get(verb.lemma_, ())
    )
    return denies and is_negated(verb)


def _is_demand(verb: Token) -> bool:
    """ "They must tell us"; "they must have known" and "it must be true" are guesses."""
    must = any(a.lower_ == "must" for a in children(verb, "aux"))
    guess = verb.lemma_ in attitudes("state") or any(a.lemma_ == "have" for a in children(verb, "aux"))
    return must and not guess and child(verb, "nsubjpass") is None


def _is_wish(verb: Token, *, quoted: bool) -> bool:
    if verb.lemma_ in attitudes("polite"):
        return any(a.lower_ in ("would", "’d", "'d", "should") for a in children(verb, "aux"))
    return quoted and verb.lemma_ in attitudes("wish") and verb.tag_ in ("VBP", "VB", "VBG") and not is_negated(verb)


def _is_plan(verb: Token) -> bool:
    if verb.tag_ == "MD" and verb.lower_ in _WILL and not is_negated(verb):
        return not any(c.i > verb.i and not c.is_punct for c in verb.children)  # "an aide said she would": what, it doesn't say
    auxiliaries = list(children(verb, "aux"))
    return (
        any(a.lower_ in _WILL for a in auxiliaries)
        and not any(a.lemma_ in ("have", "be") for a in auxiliaries)
        and verb.lemma_ not in attitudes("state")
    )


def _is_feeling(verb: Token) -> bool:
    adjective = child(verb, "acomp") if verb.lemma_ in ("be", "feel") else verb if child(verb, "auxpass") is not None else None
    return adjective is not None and adjective.lower_ in attitudes("feeling")


def _is_refusal(verb: Token) -> bool:
    """ "I said no": an answer to what was asked or offered."""
    return verb.lemma_ in ("say", "answer", "reply") and any(
        c.lower_ in ("no", "yes") and c.dep_ in ("intj", "dobj", "attr", "advmod", "det") and c.i > verb.i
        for c in verb.children
    )


def _is_withheld(verb: Token) -> bool:
    """ "We are not saying that …"."""
    return (
        verb.tag_ == "VBG"
        and is_negated(verb)
        and any("clause" in c.frames or "accuse" in c.frames for c in cues("verb").get(verb.lemma_, ()))
    )
