"""Accusations and their opposite: "accused the firm of dumping", "was blamed by residents for", "cleared him of"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.cues import Cue, cues
from kg.extract.mood import is_asked, is_speech, stance_of
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.clause import cue_stretch
from kg.extract.syntax import child, children, noun_phrase, pieces, subject, subtree, trim
from kg.model import Stance


def accusations(page: Page) -> Iterator[Passage]:
    """Yield a passage for each accusation; its content is the accused and the deed, in one or two pieces."""
    for verb, cue in page.verbs():
        if "accuse" not in cue.frames or not is_speech(verb, cue) or (page.inside[verb.i] < 0 and is_asked(verb)):
            continue
        passive = child(verb, "auxpass") is not None or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "conj"))
        accused, source, deed = _passive(verb, cue) if passive else _active(verb, cue)
        if deed is None and accused is not None and cue.stance is Stance.DENIES:
            deed = _known_deed(accused)
        if accused is None or (deed is None and (passive or verb.lemma_ != "blame")):
            continue
        content = _content(page, accused, deed, source) if deed is not None else pieces(page.doc, subtree(accused))
        if content:
            yield Passage(
                content,
                rule="accuse",
                source=noun_phrase(source) if source is not None else None,
                cue=cue_stretch(verb, cue),
                stance=stance_of(verb, cue),
                confidence=0.9,
            )


def _active(verb: Token, cue: Cue) -> tuple[Token | None, Token | None, Token | None]:
    accused = child(verb, "dobj")
    near = (verb, accused) if accused is not None else (verb,)
    return accused, subject(verb), _deed(cue, *near)


def _passive(verb: Token, cue: Cue) -> tuple[Token | None, Token | None, Token | None]:
    accused = child(verb, "nsubjpass") or subject(verb)
    agent = child(verb, "agent")
    source = child(agent, "pobj") if agent is not None else None
    named = list(children(source, "appos")) if source is not None else []
    near = tuple(t for t in (verb, source, agent, *named) if t is not None)
    deed = _deed(cue, *near)
    if source is None and deed is not None:
        source = _late_agent(verb, deed)
    return accused, source, deed


def _known_deed(accused: Token) -> Token | None:
    """ "Cleared the clerk accused of opening the packet": of what stands with the accused."""
    for verb in children(accused, "acl"):
        of = child(verb, "prep")
        if any("accuse" in c.frames for c in cues("verb").get(verb.lemma_, ())) and of is not None and of.lower_ == "of":
            return of
    return None


def _late_agent(verb: Token, deed: Token) -> Token | None:
    """Who accuses, behind the deed: "was accused of having bought silence by the deputy", wherever the parser hangs it."""
    for by in (*children(verb, "agent", "prep"), *(t for t in deed.subtree if t.dep_ in ("agent", "prep"))):
        who = child(by, "pobj")
        if by.lower_ == "by" and by.i > verb.i and who is not None and who.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
            return who
    return None


def _deed(cue: Cue, *heads: Token) -> Token | None:
    """The preposition that opens the deed; the parser hangs it on the verb, the accused or the agent, or on a part of these.

    One before a gerund comes first: "accused members of the union of looting".
    """
    found = [prep for head in heads for prep in children(head, "prep") if _may_open(prep, cue) and prep.i > head.i]
    below = (t for head in heads if head.pos_ != "VERB" for t in head.subtree if t.dep_ == "prep" and t.i > head.i)
    gerunds = (prep for prep in (*found, *below) if _may_open(prep, cue) and (c := child(prep, "pcomp")) and c.tag_ == "VBG")
    return next(gerunds, found[0] if found else None)


def _may_open(prep: Token, cue: Cue) -> bool:
    held = child(prep, "pobj", "pcomp")
    return prep.lower_ in cue.prepositions and held is not None and held.ent_type_ not in ("DATE", "TIME")


def _content(page: Page, accused: Token, deed: Token, source: Token | None) -> tuple[Tokens, ...]:
    end = deed.right_edge.i + 1
    if source is not None and deed.i < source.i < end and source.head.lower_ == "by":
        end = source.head.i
    if accused.i < deed.i and _adjacent(accused, deed):
        stretch = trim(page.doc, Tokens(accused.left_edge.i, end))
        return (stretch,) if stretch else ()
    first, second = noun_phrase(accused), trim(page.doc, Tokens(deed.i, end))
    if second is None:
        return ()
    return (first, second) if first.end <= second.start else (second,)


def _adjacent(accused: Token, deed: Token) -> bool:
    return not any(t.dep_ in ("agent", "auxpass") or t.pos_ == "VERB" for t in accused.doc[accused.i + 1 : deed.i])
