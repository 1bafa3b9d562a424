"""Words that point: takes a clause and what is known of its speaker, returns the edits that put names in their place."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from kg.extract.passage import Tokens
from kg.extract.propositions.clause import Edits, Inside
from kg.inflection import third_person

NameOf = Callable[[Tokens], str | None]

_FIRST = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours"})
_PLURAL = frozenset({"we", "us", "our", "ours"})
_POSSESSIVE = frozenset({"my", "our", "his", "her", "its", "their", "mine", "ours", "hers", "theirs", "whose"})
_THIRD = frozenset({"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs", "who"})
_THINGS = frozenset({"it", "its", "they", "them", "their", "theirs"})
_PLURAL_NAMES = frozenset({"police", "people", "men", "women"})
_PLACES = frozenset(
    {"above", "across", "along", "around", "behind", "below", "beneath", "beside", "in", "inside", "into", "near", "of", "off"}
    | {"on", "onto", "over", "through", "under", "within"}
)
_REFLEXIVE = frozenset({"myself", "ourselves"})
_FIRST_VERBS = {"am": "is", "'m": "is", "’m": "is"}
_SINGULAR_VERBS = {
    "are": "is",
    "were": "was",
    "have": "has",
    "'re": "is",
    "’re": "is",
    "'ve": "has",
    "’ve": "has",
    "do": "does",
}


def possessive(name: str, *, attributive: bool = True) -> str:
    """Return *name* as a possessor: "Narvik's", "the villagers'"; an abbreviated country needs no ending ("U.S. elections").

    >>> [possessive(n) for n in ("Narvik Hydro", "the villagers", "the U.S.")]
    ["Narvik Hydro's", "the villagers'", 'U.S.']
    """
    bare = name.removeprefix("the ")
    if attributive and len(bare) > 2 and all(len(part) == 1 for part in bare.rstrip(".").split(".")):
        return bare
    return name + ("'" if name.endswith("s") and name[0].islower() else "'s")


def referent(
    doc: Doc, i: int, *, name_of: NameOf, speaker: str | None, speaker_country: str | None = None, quoted: bool = False
) -> str | None:
    """Return the name of what the pronoun at *i* points to, or None where it isn't a pronoun or nothing is sure.

    "It" and "they" may be things and people that are no actors: they are sure only where reported speech speaks of its own
    source ("the firm said it had paid") or of somebody whom its sentence names before, never in a direct quotation.
    """
    word = doc[i].lower_
    if word == "mine" and _is_pit(doc, i):
        return None
    if word in _PLURAL:
        return speaker_country or speaker
    if word in _FIRST:
        return speaker
    if word in _THIRD and doc[i].dep_ not in {"expl", "mark", "det"} and doc[i].pos_ in {"PRON", "DET"}:
        if _is_state_of_affairs(doc, i):
            return None
        name = name_of(Tokens(i, i + 1))
        if name is None or word not in _THINGS:
            return name
        if _is_place(doc, i) or (word in {"they", "them"} and not _is_plural(name)):
            return None
        near = name == speaker or _names_before(doc, i, name, start=doc[i].sent.start)
        return name if near and not quoted else None
    return None


def _is_pit(doc: Doc, i: int) -> bool:
    """Whether "mine" is where ore comes from: "the mine", "its copper mine", which the tagger takes for a pronoun."""
    return i > 0 and (doc[i - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or doc[i - 1].tag_ == "PRP$")


def _is_place(doc: Doc, i: int) -> bool:
    """Whether "it" or "them" is where something is, or of what it is a part: "the bread beneath it", "a part of it"."""
    return doc[i].dep_ in {"pobj", "pcomp"} and doc[i].head.lower_ in _PLACES


def _is_plural(name: str) -> bool:
    return name.endswith("s") or name.split()[-1].lower() in _PLURAL_NAMES


def _names_before(doc: Doc, i: int, name: str, *, start: int) -> bool:
    """Whether a proper name that is part of *name* stands before the token at *i*, not before *start*."""
    parts = set(name.split())
    return any(t.pos_ == "PROPN" and t.text in parts for t in doc[start:i])


def _is_state_of_affairs(doc: Doc, i: int) -> bool:
    """Whether "it", "this" or "that" is what happened, not somebody: "it is unacceptable", "it was the rain", "they did it"."""
    token = doc[i]
    judged = token.head.lemma_ == "be" and any(c.dep_ in {"acomp", "attr"} for c in token.head.children)
    place = token.dep_ == "dobj" or (token.dep_ == "nsubj" and judged)
    return token.lower_ in {"it", "this", "that"} and place


def resolve_deixis(
    doc: Doc,
    inside: Inside,
    *,
    name_of: NameOf,
    speaker: str | None,
    speaker_country: str | None = None,
    quoted: bool = False,
    start: int | None = None,
) -> Edits:
    """Return the edits that put the speaker, the speaker's country or a referent in the place of pronouns.

        A pronoun whose name already stands in the clause by an earlier edit stays as a third-person pronoun would ("Narvik left
    its gate alone"), so that a text doesn't repeat a name with every pronoun.
    """
    edits: Edits = {}
    named: set[str] = set()
    opens = min(inside, default=0) if start is None else start
    for i in sorted(inside):
        word = doc[i].lower_
        name = referent(doc, i, name_of=name_of, speaker=speaker, speaker_country=speaker_country, quoted=quoted)
        if word in _REFLEXIVE:  # "we saw it ourselves", "I blame myself"
            edits[i] = "themselves" if i and doc[i - 1].pos_ in {"VERB", "ADP"} else ""
        if name is None or (word in _THINGS and _names_before(doc, i, name, start=opens)):
            continue
        receives = word == "her" and i + 1 < len(doc) and doc[i + 1].pos_ == "DET"  # "gave her a letter"
        if word in _POSSESSIVE and doc[i].dep_ in {"poss", "amod", "nmod", "det"} and not receives:
            if name not in named:
                edits[i] = possessive(name)
            elif word in _FIRST:
                edits[i] = (
                    "its" if word == "our" else "their own" if i + 1 in inside and doc[i + 1].lower_ == "own" else "their"
                )
                edits |= {i + 1: ""} if edits[i] == "their own" else {}
        elif word in _POSSESSIVE and word not in {"her", "his"}:
            edits[i] = possessive(name, attributive=False)
        elif word in {"me", "us"} and name in named and _has_subject(doc, i, inside):
            edits[i] = "them"  # "I have the letters in front of me"
        elif not (name in named and word not in _FIRST and doc[i].dep_ not in {"nsubj", "nsubjpass"}):
            edits[i] = name
            edits |= _agreement(doc, i, inside, name)
        named.add(name)
    return edits


def _has_subject(doc: Doc, i: int, inside: Inside) -> bool:
    """Whether the nearest verb above the token at *i* has "I" or "we" for its subject."""
    verb = next((t for t in doc[i].ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and any(
        c.i in inside and c.lower_ in {"i", "we"} and c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children
    )


def _agreement(doc: Doc, i: int, inside: Inside, name: str) -> Edits:
    """Return the edits that make the auxiliaries of the verb agree with *name* in the place of "I" or "we"."""
    token = doc[i]
    if token.lower_ not in {"i", "we"} or token.dep_ not in {"nsubj", "nsubjpass"}:
        return {}
    forms = _FIRST_VERBS | {"have": "has", "'ve": "has", "’ve": "has", "do": "does"} if token.lower_ == "i" else _SINGULAR_VERBS
    if name[0].islower() and name.endswith("s"):
        forms = {}
    verb = token.head
    first = min(
        (t for t in (verb, *verb.children) if t.i in inside and t.i > i and (t is verb or t.dep_ in {"aux", "auxpass"})),
        key=lambda t: t.i,
        default=None,
    )
    if first is None:
        return {}
    if first.lower_ == "do" and forms and any(c.dep_ == "neg" for c in verb.children):
        return {verb.i: third_person(verb.lemma_.lower())}
    if first.lower_ in forms:
        return {first.i: forms[first.lower_]}
    return {first.i: third_person(first.lemma_.lower())} if forms and first.tag_ == "VBP" else {}
