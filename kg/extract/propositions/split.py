"""Claims side by side: one passage goes in, a passage for each claim of its content comes out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from kg.extract.passage import Passage, Tokens
from kg.extract.propositions.clause import SUBJECTS, Inside, children, is_clause, roots, subtree
from kg.extract.propositions.clauses import read
from kg.extract.propositions.openers import is_filler, sentences, without_openers
from kg.extract.propositions.told import Context


def split_propositions(doc: Doc, passage: Passage) -> tuple[Passage, ...]:
    """Return *passage* once for each claim in its content, in order; source, cue and stance are those of the whole.

    Each sentence of a content is a claim of its own, and so are main clauses joined by "but" or "and that", by ", and" before a
    new noun as subject, or by "and" behind a tag (", she says, and …"). A sentence stays with the one before where it has no
    verb ("Period."), repeats it, or opens with "That is", and with a bare verdict ("That is false. Every case was reported.").
    """
    if passage.core is not None:
        return (passage,)
    groups: list[Inside] = []
    inside = frozenset(i for piece in passage.content for i in range(piece.start, piece.end))
    for part in sentences(doc, inside):
        if groups and (_belongs_before(doc, part, groups[-1]) or _only_verdict(doc, passage, groups[-1])):
            groups[-1] |= part
        else:
            groups.append(part)
    if len(groups) > 1 and not _has_verb(doc, groups[0]):
        groups = [groups[0] | groups[1], *groups[2:]]
    clauses = [clause for group in groups for clause in _coordinated(doc, group)]
    if len(clauses) < 2:
        return (passage,)
    return tuple(replace(passage, content=_pieces(doc, clause, passage.content)) for clause in clauses)


def _has_verb(doc: Doc, part: Inside) -> bool:
    return any(doc[i].pos_ in {"VERB", "AUX"} and is_clause(doc[i], part) for i in part)


def _lemmas(doc: Doc, part: Inside) -> frozenset[str]:
    return frozenset(doc[i].lemma_.lower() for i in part if doc[i].pos_ in {"VERB", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def _belongs_before(doc: Doc, part: Inside, before: Inside) -> bool:
    kept = [doc[i] for i in sorted(part) if not is_filler(doc[i])]
    pointing = len(kept) > 1 and kept[0].lower_ in {"that", "this"} and kept[0].dep_ == "nsubj" and kept[1].lemma_ == "be"
    return not _has_verb(doc, part) or pointing or _lemmas(doc, part) <= _lemmas(doc, before)


def _only_verdict(doc: Doc, passage: Passage, part: Inside) -> bool:
    context = Context(doc, passage, lambda _: None, None, None)
    found = read(context, without_openers(doc, part))
    return found is not None and found.refers_back


def _coordinated(doc: Doc, group: Inside) -> list[Inside]:
    """Cut *group* before each main clause that says something of its own."""
    tops = roots(doc, group)
    cuts: list[int] = []
    verbs = [t for top in tops for t in (top, *top.conjuncts) if t.i in group and t.pos_ in {"VERB", "AUX"}]
    for verb in sorted(set(verbs), key=lambda t: t.i):
        if verb.dep_ != "conj" or verb.head.i not in group:
            continue
        own = children(verb, group, *SUBJECTS)
        start = min(subtree(verb, group))
        joint = start - 1
        while joint in group and (doc[joint].is_punct or doc[joint].dep_ == "cc"):
            joint -= 1
        link = [doc[i].lower_ for i in range(joint + 1, start)]
        that = doc[start].lower_ == "that" and doc[start].dep_ == "mark"
        new_noun = own and own[0].pos_ in {"NOUN", "PROPN"} and "and" in link and "," in link
        behind_tag = (
            bool(link) and joint not in group and joint > min(group)
        )  # "A page was gone, she says, and it had a name on it"
        if own and (behind_tag or (joint in group and ("but" in link or that or new_noun))):
            cuts.append(joint + 1)
    order = sorted(group)
    bounds = [order[0], *cuts, order[-1] + 1]
    return [frozenset(i for i in order if a <= i < b) for a, b in pairwise(bounds)]


def _pieces(doc: Doc, clause: Inside, content: tuple[Tokens, ...]) -> tuple[Tokens, ...]:
    """Return *clause* as stretches within the pieces of *content*, without what only joins it to the clause before."""
    order = sorted(clause)
    while len(order) > 1 and (doc[order[0]].dep_ == "cc" or doc[order[0]].text in {",", ";"}):
        order = order[1:]
    while len(order) > 1 and (doc[order[-1]].text in {",", ";"} or doc[order[-1]].is_space):
        order = order[:-1]
    found = []
    for piece in content:
        here = [i for i in order if piece.start <= i < piece.end]
        if here:
            found.append(Tokens(here[0], here[-1] + 1))
    return tuple(found)
