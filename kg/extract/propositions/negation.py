"""Negation of a main clause: takes the clause's head, returns the edits that make it affirmative and whether it was negative.

Only what negates the clause itself counts: not a subordinate clause, not "not only", "no doubt", "not until", "no fewer than".
Do-support is undone ("did not pick" becomes "picked"), and words that need it are made plain ("a single", "any", "ever").
"""

from __future__ import annotations

from functools import cache

from spacy.attrs import LOWER
from spacy.tokens import Doc, Token

from kg.extract.propositions.clause import SUBJECTS, Edits, Inside, children
from kg.extract.syntax import tokens_with
from kg.inflection import indefinite, participle, past, third_person
from kg.lexicon import table

NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot"})
_NOT_NEGATIVE_BEFORE = frozenset(
    {"only", "just", "merely", "until", "necessarily", "least", "to", "fewer", "less", "later", "more"}
)
_NO_COMPARISON = frozenset(
    {"fewer", "less", "more", "later", "earlier", "sooner", "better", "worse", "matter", "wonder", "doubt"}
)
_CLAUSAL = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp", "xcomp"})
_AUXILIARIES = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_PLAIN = {"nobody": "somebody", "nothing": "something", "nowhere": "somewhere", "none": "one"}
_POLAR = {
    "anything": "something",
    "anybody": "somebody",
    "anyone": "somebody",
    "ever": "",
    "whatsoever": "",
    "anywhere": "somewhere",
}
_FREE_CHOICE = frozenset({"can", "could", "would", "will", "may", "might", "must", "should", "shall"})


@cache
def _mass_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("mass_nouns", ("noun",)))


def in_main_clause(token: Token, head: Token) -> bool:
    """Whether *token* belongs to the clause of *head* itself and not to one below it."""
    while token.i != head.i:
        if token.dep_ in _CLAUSAL or token.dep_ == "conj":
            return False
        if token.dep_ in {"prep", "appos"} and token.head.pos_ in {"NOUN", "PROPN"} and token.head.dep_ != "pobj":
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return True


def is_negator(token: Token) -> bool:
    """Whether *token* negates: a negative word that isn't part of "not only", "no doubt", "no fewer than", "can't but"."""
    word = token.lower_
    if word not in NEGATORS:
        return False
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if word in {"not", "n't", "n’t"}:
        return following not in _NOT_NEGATIVE_BEFORE and following not in {"but", "help"}
    if word == "no":
        return token.dep_ not in {"intj"} and following not in _NO_COMPARISON
    return True


def article_for(noun: Token) -> str:
    """Return the article that stands for "no" before *noun*: none before plurals, names and mass nouns.

    A noun that the article uses in the singular without a determiner elsewhere is a mass noun, listed or not.
    """
    if noun.tag_ in {"NNS", "NNPS", "NNP"} or noun.lemma_.lower() in _mass_nouns():
        return ""
    others = (t for t in tokens_with(noun.doc, LOWER, frozenset({noun.lower_})) if t.i != noun.i)
    return "" if any(_is_bare(t) for t in others) else "a"


def _is_bare(noun: Token) -> bool:
    """Whether a singular noun stands as subject or object with nothing before it."""
    return noun.tag_ == "NN" and noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and not any(True for _ in noun.lefts)


def _noun_after(token: Token) -> Token:
    return token.head if token.dep_ in {"det", "neg", "nummod", "amod"} and token.head.i > token.i else token


def _with_article(doc: Doc, token: Token) -> str:
    noun = _noun_after(token)
    if not article_for(noun):
        return ""
    following = doc[token.i + 1].text if token.i + 1 < len(doc) else "x"
    return indefinite(following)


def _such(doc: Doc, i: int) -> str:
    """Return the plain form of the "such" at *i* after "no" or "any": "such a lunch", "such boats"."""
    return f"such {_with_article(doc, doc[i])}".strip()


def _do_support(verb: Token, inside: Inside) -> Edits:
    for aux in children(verb, inside, "aux"):
        if aux.lemma_ == "do" or aux.lower_ in {"do", "does", "did"}:
            base = verb.lemma_.lower()
            form = {"did": past, "does": third_person}.get(aux.lower_)
            return {aux.i: "", verb.i: form(base)} if form else {aux.i: ""}
    return {}


def _negator_edits(doc: Doc, token: Token, verb: Token, inside: Inside) -> Edits:
    word, i = token.lower_, token.i
    following = doc[i + 1].lower_ if i + 1 in inside else ""
    if word in {"not", "n't", "n’t", "cannot"}:
        edits = {i: "can" if word == "cannot" else ""}
        aux = doc[i - 1] if i and i - 1 in inside else None
        if aux is not None and aux.lower_ in _AUXILIARIES:
            edits[aux.i] = _AUXILIARIES[aux.lower_]
        edits |= _do_support(verb, inside)
        if following == "one" and i + 2 in inside and doc[i + 2].lower_ != "of":
            edits[i + 1] = _with_article(doc, doc[i + 1])
        return edits
    if word == "no" and following == "one":
        return {i: "", i + 1: "somebody"}
    if word == "no" and following in {"longer", "more"} and doc[i + 1].pos_ == "ADV":
        return {i: "", i + 1: ""}
    if word == "no" and following == "such":
        return {i: "", i + 1: _such(doc, i + 1)}
    if word == "no":
        return {i: _with_article(doc, token)}
    if word == "neither":
        return {i: "one" if following == "of" else ""}
    if word == "nor":
        return {i: "or"}
    return {i: _PLAIN.get(word, "")}


def _do_emphasis(verb: Token, inside: Inside) -> Edits:
    """Return the edits that undo an emphatic "did": "did take" becomes "took"."""
    return _do_support(verb, inside) if children(verb, inside, *SUBJECTS) else {}


def _is_contrast(token: Token, verb: Token) -> bool:
    """Whether *token* negates only an afterthought: "we heard on Monday, not a day sooner"."""
    doc, i = token.doc, token.i
    apart = i > 0 and (doc[i - 1].is_punct or doc[i - 1].dep_ == "cc")
    return token.lower_ == "not" and i > verb.i and apart and token.head.i != verb.i


def _is_coordinate(token: Token, verb: Token) -> bool:
    """Whether *token* stands in a noun phrase joined to one of the clause: "no players, no pitches"."""
    while token.i != verb.i and token.head.i != token.i:
        if token.dep_ in _CLAUSAL or (token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}):
            return False
        if token.dep_ == "conj":
            return in_main_clause(token.head, verb) and token.pos_ in {"NOUN", "PROPN", "PRON"}
        token = token.head
    return False


def _afterthought(doc: Doc, verb: Token, inside: Inside) -> Edits:
    """Return the edits that drop what only drives a negation home at the end: ", not a single one", ", let alone two"."""
    for i in sorted(inside):
        drives_home = doc[i].lower_ in {"not", "never"} and i > verb.i and i - 1 in inside and doc[i - 1].is_punct
        let_alone = doc[i].lower_ == "let" and i + 1 in inside and doc[i + 1].lower_ == "alone"
        if drives_home or let_alone:
            return {j: "" for j in inside if j >= i}
    return {}


def _failure(verb: Token, inside: Inside, edits: Edits) -> Edits:
    """Return the edits that turn "failed to alert" into "alerted", with what other edits made of "failed"."""
    done = children(verb, inside, "xcomp")[0]
    to = children(done, inside, "aux")[0]
    base = done.lemma_.lower()
    current = edits.get(verb.i, verb.text)
    auxiliaries = [a for a in children(verb, inside, "aux", "auxpass") if edits.get(a.i, a.text)]
    if auxiliaries and auxiliaries[-1].lemma_ == "have":
        form = participle(base)
    elif auxiliaries:
        form = base
    else:
        form = past(base) if current.endswith("ed") else third_person(base) if current.endswith("s") else base
    return {verb.i: "", to.i: "", done.i: form}


def fails(verb: Token, inside: Inside) -> bool:
    """Whether *verb* is "fail" before an infinitive."""
    return verb.lemma_ == "fail" and any(
        t.lower_ == "to" for x in children(verb, inside, "xcomp") for t in children(x, inside, "aux")
    )


def plain_polarity(doc: Doc, verb: Token | None, inside: Inside) -> Edits:
    """Return the edits that make words plain which need a negation or a denial around them: "any", "ever", "a single"."""
    modal = verb is not None and any(a.lower_ in _FREE_CHOICE for a in children(verb, inside, "aux"))
    edits: Edits = {}
    for i in sorted(inside):
        word, following = doc[i].lower_, doc[i + 1].lower_ if i + 1 in inside else ""
        if word == "any" and following == "such" and not modal:
            edits |= {i: "", i + 1: _such(doc, i + 1)}
        elif word == "any" and not modal and following not in {"longer", "more", "of", "other"}:
            edits[i] = _with_article(doc, doc[i])
        elif word == "single" and i - 1 in inside and doc[i - 1].lower_ in {"a", "one"}:
            edits[i] = ""
            if i + 1 in inside:
                edits[i - 1] = indefinite(following)
        elif word in _POLAR and not (modal and word.startswith("any")):
            edits[i] = _POLAR[word]
        elif (word, following) in {("at", "all"), ("any", "more"), ("any", "longer")}:
            edits |= {i: "", i + 1: ""}
        elif word == "anymore":
            edits[i] = ""
    return edits


def affirm(doc: Doc, verb: Token, inside: Inside) -> tuple[Edits, bool]:
    """Return the edits that make the clause of *verb* affirmative, and whether it was negative.

    Several negative words in one clause ("we never fired, not a single shot") are one negation; "failed to" is one of its
    own, so that "had not failed to alert" is affirmative.
    """
    edits: Edits = {}
    negators = [doc[i] for i in sorted(inside) if is_negator(doc[i]) and in_main_clause(doc[i], verb)]
    negators = [token for token in negators if not _is_contrast(token, verb)]
    negated = bool(negators)
    if negated:
        negators += [doc[i] for i in sorted(inside) if is_negator(doc[i]) and _is_coordinate(doc[i], verb)]
        edits |= _afterthought(doc, verb, inside)
    for token in negators:
        edits |= _negator_edits(doc, token, verb, inside)
    if not negated:
        edits |= _do_emphasis(verb, inside)
    if fails(verb, inside):
        edits |= _failure(verb, inside, edits)
        negated = not negated
    return {**plain_polarity(doc, verb, inside), **edits}, negated
