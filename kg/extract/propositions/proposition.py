"""From a passage to what it claims: tokens of source, cue and content go in, an affirmative proposition comes out.

The text of the proposition stands for itself: quotation marks and openers are gone, pronouns have names where names are known,
nominalisations are clauses, a verdict over a claim ("X is baseless") is taken off, and so is the negation of the main clause:
it turns the stance, not the claim.
"""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.passage import Passage
from kg.extract.propositions.clause import Inside, is_clause, roots, words
from kg.extract.propositions.clauses import read
from kg.extract.propositions.deixis import NameOf
from kg.extract.propositions.nominal import country_phrase, existence
from kg.extract.propositions.openers import is_question, sentences, without_openers
from kg.extract.propositions.split import split_propositions
from kg.extract.propositions.told import Context, Proposition, told

__all__ = ["Proposition", "proposition", "split_propositions"]


def proposition(
    doc: Doc, passage: Passage, *, name_of: NameOf, speaker: str | None, speaker_country: str | None = None
) -> Proposition | None:
    """Return what *passage* claims, or None where it claims nothing: a question, a condition, an order.

    *name_of* gives the name of what a stretch of tokens points to, or None. *speaker* is the name of who speaks, for "I";
    *speaker_country* is the country that an official speaks for, for "we" and "our". Of several sentences the first that claims
    something counts, and one that only names a thing where none does.
    """
    country = country_phrase(speaker_country) if speaker_country else None
    context = Context(doc, passage, name_of, speaker, country)
    topic: Inside | None = None
    named: Proposition | None = None
    for part in sentences(doc, frozenset(i for piece in passage.content for i in range(piece.start, piece.end))):
        opened = without_openers(doc, part)
        if is_question(doc, part):
            topic = opened
            continue
        found = read(context, opened)
        if found is not None and found.refers_back and topic is not None:
            return _asked(context, topic, found) or found
        if found is not None and not found.names_only:
            return found
        named = named or found
    return named


def _asked(context: Context, topic: Inside, answer: Proposition) -> Proposition | None:
    """Return what an answer says of a question that only names a thing: "Mortars? There were none"."""
    doc = context.doc
    tops = roots(doc, topic)
    if len(tops) != 1 or tops[0].pos_ not in {"NOUN", "PROPN"} or any(is_clause(doc[i], topic) for i in topic):
        return None
    topic = frozenset(i for i in topic if not doc[i].is_punct)
    return told(existence(doc, tops[0], topic, context.edits(topic)), answer.negated) if words(doc, topic, {}) else None
