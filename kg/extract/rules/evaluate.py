"""What somebody calls something: "called the report flawed", "described it as a farce", "An accident, she had called it"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.cues import Cue
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.clause import cue_stretch
from kg.extract.rules.object import closing, source_of, speech_verbs
from kg.extract.syntax import SUBJECTS, child, children, pieces, trim
from kg.model import Stance

_BESIDE = frozenset({"conj", "cc", "punct", "advmod", "npadvmod", "prt", "agent", "nsubj"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_THINGS = frozenset({"it", "this", "that"})


def evaluations(page: Page) -> Iterator[Passage]:
    """Yield a passage for each "called X Y", "described X as Y": the content covers X and the predicate."""
    for verb, cue in speech_verbs(page, {"evaluate"}):
        if cue.stance is not Stance.ASSERTS:
            continue  # "dismissed X as Y" is an object with a denying verb
        if verb.tag_ == "VBG" and any(c.lower_ in _REFLEXIVES for c in children(verb, "dobj")):
            continue  # "a group calling itself Night Raven" is a name
        content = _small_clause(page, verb, cue)
        source = source_of(page, verb)
        if content and source is not None:
            yield Passage(
                content, rule="evaluate", source=source, cue=cue_stretch(verb, cue), stance=cue.stance, confidence=0.85
            )


def _small_clause(page: Page, verb: Token, cue: Cue) -> tuple[Tokens, ...]:
    """All that the verb governs behind it, where that is a thing and what it is called."""
    if fronted := _fronted(verb):
        return fronted
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ not in _BESIDE and not (c.dep_ == "advcl" and c.tag_ == "VBG")]
    if not parts or any(t.lower_ == "that" and t.dep_ == "mark" for p in parts for t in p.children):
        return ()
    names = [p for p in parts if p.dep_ in ("oprd", "attr", "acomp") or (p.dep_ in ("prep", "mark") and p.lower_ == "as")]
    if names and cue.particle is None:  # what follows tells when and where: "called the plan a waste at a rally in May"
        parts = [p for p in parts if p.i <= names[-1].i or p.dep_ not in ("prep", "npadvmod", "advcl")]
    end = max(p.right_edge.i for p in parts) + 1
    named = cue.particle is not None or bool(names)
    clause = any(p.dep_ in ("ccomp", "xcomp") and (child(p, "nsubj") is not None or p.pos_ == "ADJ") for p in parts)
    start = min(p.left_edge.i for p in parts)
    quoted = any(page.inside[i] >= 0 for i in range(start, end)) and page.inside[start] < 0
    if not (named or clause or (quoted and len(parts) > 0)) or page.doc[start].lower_ in ("on", "for", "as"):
        return ()
    return pieces(page.doc, range(start, closing(page, end)))


def _fronted(verb: Token) -> tuple[Tokens, ...]:
    """ "An accident, Mr Brandt had called it": the predicate stands before the comma, the thing is a pronoun."""
    thing = next((c for c in children(verb, "dobj") if c.i > verb.i and c.lower_ in _THINGS), None)
    first = next(iter(verb.lefts), verb)
    own = child(verb, "nsubj")
    if (
        thing is None
        or own is None
        or first.pos_ not in ("NOUN", "PROPN", "ADJ")
        or first.dep_ in SUBJECTS
        or first.ent_type_ in ("DATE", "TIME")
    ):
        return ()
    at = first.right_edge.i + 1
    if verb.doc[at].text not in (",", "—", "–") or own.left_edge.i != at + 1:
        return ()
    if any(c.i > thing.i and c.dep_ in ("oprd", "attr", "acomp", "ccomp", "xcomp", "prt") for c in verb.children):
        return ()
    stretch = trim(verb.doc, Tokens(first.left_edge.i, at))
    return (stretch,) if stretch else ()
