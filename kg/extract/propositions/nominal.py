"""Noun phrases, gerunds and infinitives as clauses: "their dumping of waste" goes in, "the mills dumped waste" comes out.

The event nouns and their verbs are in ``seeds/nominalizations.tsv``. A phrase without one says that there was such a thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.extract.propositions.clause import SUBJECTS, Edits, Inside, children, opening, subtree, words
from kg.extract.propositions.negation import article_for
from kg.gazetteer import country_named, country_of_demonym
from kg.inflection import indefinite, participle, past, third_person
from kg.lexicon import table

Who = Callable[[int], str | None]

_UNREAL = frozenset({"alleged", "supposed", "so-called", "purported", "suspected", "claimed", "any", "all", "such", "further"})
_WITH_ARTICLE = re.compile(r"^(?:United|European|Czech R|Dominican)|(?:lands|pines|dives|hamas|oros|rates)$|Republic$")
_MANNER = re.compile(r"(?:al|ic|ate|ful|ous|ive|ent|ant|it|et|ed)$")


class Event(NamedTuple):
    """A row of ``seeds/nominalizations.tsv``."""

    verb: str
    of_subject: bool


@cache
def events() -> dict[str, Event]:
    """Return the event nouns."""
    rows = table("nominalizations", ("noun", "verb", "of"))
    return {row["noun"]: Event(row["verb"], row["of"] == "subject") for row in rows}


def _past(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return f"{'was' if first == 'be' else past(first)} {rest}".strip()


def _adverb(adjective: str) -> str:
    if adjective.endswith("ic"):
        return adjective + "ally"
    return adjective + "ly"


def _phrase(doc: Doc, inside: Inside, edits: Edits) -> str:
    return words(doc, inside, edits)


def country_of(adjective: str) -> str | None:
    """Return the country that an adjective of nationality or an abbreviation before a noun stands for, as a noun phrase.

    >>> country_of("Russian"), country_of("American"), country_of("presidential")
    ('Russia', 'the U.S.', None)
    """
    found = country_of_demonym(adjective) or country_named(adjective)
    return country_phrase(found.name) if found else None


def country_phrase(name: str) -> str:
    """Return how a country is called in a sentence: abbreviated where it has an abbreviation, with its article.

    >>> [country_phrase(n) for n in ("United States", "the UK", "Netherlands", "Ghana", "Freedonia")]
    ['the U.S.', 'the U.K.', 'the Netherlands', 'Ghana', 'Freedonia']
    """
    country = country_named(name)
    if country is None:
        return name
    short = next((n for n in country.names if re.fullmatch(r"(?:[A-Z]\.){2,}", n)), country.name)
    return f"the {short}" if short != country.name or _WITH_ARTICLE.search(short) else short


def event_clause(doc: Doc, noun: Token, inside: Inside, edits: Edits, *, agent: str | None, who: Who) -> str | None:
    """Return the noun phrase of an event noun as a clause in the past, or None where its noun isn't one.

    The agent comes from the possessor, an adjective of nationality, or the by-phrase; else it is *agent*, and where that is
    None too, the clause is passive. "in" brings in the year that stands before the noun.
    """
    event = events().get(noun.lemma_.lower())
    if event is None or (noun.tag_ == "NNS" and not event.of_subject and not children(noun, inside, "prep", "poss")):
        return None
    goal: str | None = None
    tail: list[str] = []
    manner = ""
    named: str | None = None
    for child in children(noun, inside):
        below = subtree(child, inside)
        if child.dep_ == "poss":
            pronoun = who(child.i) if len(below) == 1 else None
            own = frozenset(i for i in below if doc[i].tag_ != "POS")
            named = pronoun or _phrase(doc, own, edits)
        elif child.dep_ in {"amod", "compound", "nmod", "nummod"}:
            country = country_of(child.text)
            if country:
                named = country
            elif re.fullmatch(r"(?:1[0-9]|20)\d\d", child.text):
                tail.append(f"in {child.text}")
            elif child.pos_ == "PROPN" and event.of_subject:
                named = _phrase(doc, below, edits)
            elif child.dep_ == "compound" and not event.of_subject:
                goal = _phrase(doc, below, edits)
            elif child.dep_ == "compound":
                tail.append(f"in {_phrase(doc, below, edits)}")
            elif child.lower_ not in _UNREAL and _MANNER.search(child.lower_) and child.pos_ == "ADJ":
                manner = _adverb(child.lower_)
        elif child.dep_ == "prep" and child.lower_ in {"of", "by"}:
            inner = _phrase(doc, frozenset(i for i in below if i != child.i), edits)
            if child.lower_ == "by" or event.of_subject:
                named = inner or named
            else:
                goal = inner or goal
        elif child.dep_ == "agent":
            named = _phrase(doc, frozenset(i for i in below if i != child.i), edits) or named
        elif child.dep_ not in {"det", "predet", "punct", "cc", "conj", "case", "neg", "preconj"}:
            tail.append(_phrase(doc, below, edits))
    doer = named or agent
    rest = " ".join(tail)
    if doer:
        head, _, particle = event.verb.partition(" ")
        verb = _past(event.verb) if head == "be" else _past(head) + (f" {particle}" if particle else "")
        return " ".join(part for part in (doer, manner, verb, goal, rest) if part)
    if goal and not event.of_subject:
        plural = is_plural(goal)
        return " ".join(p for p in (goal, "were" if plural else "was", manner, participle(event.verb.split()[0]), rest) if p)
    return None


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase is plural, by its form."""
    last = re.split(r" (?:of|in|at|on|from|by|to|with|for|that) ", phrase)[0].split()
    return (bool(last) and (last[-1].endswith("s") and not last[-1].endswith(("ss", "us", "is")))) or " and " in phrase


def existence(doc: Doc, noun: Token, inside: Inside, edits: Edits) -> str:
    """Return "There was NOUN PHRASE": what a bare noun phrase claims."""
    plural = noun.tag_ in {"NNS", "NNPS"}
    edits = dict(edits)
    for i in sorted(inside):
        if doc[i].lower_ in _UNREAL and doc[i].head.i == noun.i and doc[i].dep_ in {"det", "amod", "predet"}:
            edits[i] = ""
    text = opening(doc, inside, words(doc, inside, edits))
    bare = not any(c.dep_ in {"det", "poss", "nummod"} and edits.get(c.i, "x") for c in children(noun, inside))
    if bare and not plural and noun.pos_ == "NOUN" and article_for(noun):
        text = f"{indefinite(text)} {text}"
    return f"there {'were' if plural else 'was'} {text}"


def gerund_edits(verb: Token, inside: Inside) -> Edits:
    """Return the edits that make the gerund of *verb* finite, in the past: "starting", "having started", "being paid"."""
    edits: Edits = {}
    auxiliaries = [a for a in children(verb, inside, "aux", "auxpass") if a.lower_ in {"having", "being", "been"}]
    for aux in auxiliaries:
        edits[aux.i] = ""
    if any(a.dep_ == "auxpass" for a in auxiliaries):
        edits[auxiliaries[-1].i] = "was"
    elif verb.lemma_ == "be" or verb.lower_ in {"being", "been"}:
        edits[verb.i] = "was"
    else:
        edits[verb.i] = past(verb.lemma_.lower())
    for other in children(verb, inside, "conj"):
        if other.tag_ == "VBG" and not children(other, inside, *SUBJECTS):
            edits |= gerund_edits(other, inside)
    return edits


def infinitive_edits(verb: Token, inside: Inside) -> Edits:
    """Return the edits that make the infinitive of *verb* finite: "to have seen" becomes "saw", "to hold" "holds"."""
    auxiliaries = children(verb, inside, "aux", "auxpass")
    edits: Edits = {a.i: "" for a in auxiliaries if a.lower_ in {"to", "have"}}
    passive = [a for a in auxiliaries if a.dep_ == "auxpass"]
    perfect = any(a.lower_ == "have" for a in auxiliaries)
    if passive:
        edits[passive[0].i] = "was" if perfect else "is"
    elif verb.lemma_ == "be":
        edits[verb.i] = "was" if perfect else "is"
    else:
        edits[verb.i] = past(verb.lemma_.lower()) if perfect else third_person(verb.lemma_.lower())
    return edits
