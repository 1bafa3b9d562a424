"""Claims that stand as a noun phrase or a gerund: "denied dumping waste", "rejected the charge that …", "ruled out a leak".

Also "dismissed the tale as invented", where a predicate follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.cues import Cue, cues
from kg.extract.mood import is_asked, is_speech, stance_of
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.clause import cue_stretch, speaker_of
from kg.extract.syntax import child, children, noun_phrase, pieces, subtree
from kg.lexicon import table
from kg.names import role_nouns

_PERSONS = frozenset({"him", "her", "them", "me", "us", "you", "himself", "herself", "themselves", "who", "whom"})


def objects(page: Page) -> Iterator[Passage]:
    """Yield a passage for each noun phrase or gerund that a verb accepts or rejects as a claim."""
    for verb, cue in speech_verbs(page, {"object", "gerund", "fragment"}):
        source = source_of(page, verb)
        if source is None:
            continue
        content = (_which(page, verb, cue) or _object(page, verb, cue)) if {"object", "fragment"} & cue.frames else ()
        if "fragment" in cue.frames and not any(page.inside[i] >= 0 > page.inside[verb.i] for p in content for i in range(*p)):
            continue
        if content and not _is_claim(page, verb, cue, content):
            continue
        if not content and "gerund" in cue.frames:
            content = _gerund(page, verb)
        if content:
            yield Passage(
                content,
                rule="object",
                source=source,
                cue=cue_stretch(verb, cue),
                stance=stance_of(verb, cue),
                confidence=0.85,
                core=_without_predicate(page, verb, content),
            )


def speech_verbs(page: Page, frames: set[str]) -> Iterator[tuple[Token, Cue]]:
    """Yield each verb with one of *frames* that reports speech as a fact, with its cue."""
    for verb, cue in page.verbs():
        if frames & cue.frames and is_speech(verb, cue) and not (page.inside[verb.i] < 0 and is_asked(verb)):
            yield verb, cue


def source_of(page: Page, verb: Token) -> Tokens | None:
    """Return the mention of who speaks by *verb*, or None; inside a quotation, "I" and what only points is none."""
    source = speaker_of(verb)
    predicate = _predicate(verb)
    if source is None and predicate is not None and child(verb, "auxpass") is not None:
        by = next((t for t in predicate.subtree if t.lower_ == "by" and t.i > predicate.i), None)
        source = child(by, "pobj") if by is not None else None  # "was dismissed as nonsense by the firm"
    if source is None or (page.inside[verb.i] >= 0 and source.lower_ in ("i", "we", "you", "that", "it", "this")):
        return None
    return noun_phrase(source)


def _held(verb: Token, cue: Cue) -> Token | None:
    """The noun of the object: of the cue's own preposition ("stands by its figure"), else the direct one."""
    prep = next((p for p in children(verb, "prep") if p.lower_ == cue.particle), None)
    return child(prep, "pobj") if prep is not None else next((c for c in children(verb, "dobj") if c.i > verb.i), None)


def _object(page: Page, verb: Token, cue: Cue) -> tuple[Tokens, ...]:
    held = _held(verb, cue)
    if held is None and _is_bare_relative(verb):
        return (noun_phrase(verb.head),)  # "a charge she denies"
    if (
        held is None
        and verb.dep_ == "relcl"
        and any(c.tag_ in ("WDT", "WP") or c.lower_ == "that" for c in children(verb, "dobj"))
    ):
        return (noun_phrase(verb.head),) if verb.head.i < verb.i else ()  # "a charge which the port rejects"
    if held is None and (passive := child(verb, "nsubjpass")) is not None:
        return _passive(page, verb, passive)
    if held is None:
        # "rejects that account": the parser reads a clause of two words
        clause = next(
            (c for c in children(verb, "ccomp") if c.left_edge.lower_ in ("that", "this") and c.i == c.left_edge.i + 1), None
        )
        return (Tokens(clause.left_edge.i, clause.i + 1),) if clause is not None else ()
    if held.tag_ in ("WDT", "WP"):
        return ()
    clause = next((c for c in children(held, "acl", "relcl", "ccomp") if _that(c)), None)
    if clause is None and names_claim(held):  # "rejected the charge, made by the union, that …"
        clause = next((c for c in children(verb, "ccomp") if c.i > held.i and _that(c)), None)
    if clause is not None:
        start, end = clause.left_edge.i, clause.right_edge.i + 1
    else:
        start, end = held.left_edge.i, held.right_edge.i + 1
    predicate = _predicate(verb)
    if predicate is not None and predicate.i >= end:
        end = predicate.right_edge.i + 1
    if "fragment" in cue.frames:
        start = held.head.i + 1
    end = next((i for i in range(held.i, end) if page.doc[i].text == ":" and page.inside[i] < 0), end)  # what follows explains
    return pieces(page.doc, range(start, closing(page, end)))


def _which(page: Page, verb: Token, cue: Cue) -> tuple[Tokens, ...]:
    """ "Berg had apologized in private, which the mayor denies": "which" stands for all that was told.

    Only verbs that take a clause are sure to mean it; others reject things ("a new crane, which the mayor rejects").
    """
    which = next((c for c in children(verb, "dobj") if c.lower_ == "which" and c.i < verb.i), None)
    if which is None or verb.dep_ not in ("relcl", "ccomp", "advcl") or verb.head.i > which.i or which.nbor(-1).text != ",":
        return ()
    if "clause" not in cue.frames or cue.negated is not None or (verb.dep_ == "relcl" and names_claim(verb.head)):
        return ()
    return (Tokens(which.i, which.i + 1),)


def _is_bare_relative(verb: Token) -> bool:
    """Whether *verb* describes a claim without a pronoun: "took money, a charge she denies"."""
    own = child(verb, "nsubj")
    return (
        verb.dep_ == "relcl"
        and own is not None
        and own.tag_ not in ("WDT", "WP")
        and verb.head.i < own.i
        and names_claim(verb.head)
        and child(verb, "prep", "ccomp", "xcomp", "nsubjpass", "dobj") is None
    )


def _passive(page: Page, verb: Token, held: Token) -> tuple[Tokens, ...]:
    """ "The claim that the well was dry was accepted by both sides", "The number was dismissed as rubbish by the firm"."""
    if held.tag_ in ("WDT", "WP"):
        return ()
    clause = next((c for c in children(held, "acl", "relcl", "ccomp") if _that(c)), None)
    whole = clause if clause is not None else held
    predicate = _predicate(verb)
    inside = set(range(whole.left_edge.i, min(whole.right_edge.i + 1, verb.i)))
    if predicate is not None:
        agents = {i for a in (*children(verb, "agent"), *predicate.subtree) if a.lower_ == "by" for i in subtree(a)}
        inside |= {t.i for t in predicate.subtree} - agents
    return pieces(page.doc, inside)


def _is_claim(page: Page, verb: Token, cue: Cue, content: tuple[Tokens, ...]) -> bool:
    """Whether the object can be a claim: not somebody who is contradicted, nor a gift that is accepted."""
    held = _held(verb, cue) or child(verb, "nsubjpass")
    if held is None and page.doc[content[0].start].lower_ == "which":
        return True
    if held is None and verb.dep_ == "relcl":
        return names_claim(verb.head)
    if held is None:
        return True
    if held.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or (held.pos_ == "PRON" and held.lower_ in _PERSONS):
        return False
    if any(c.stance is None for c in cues("noun").get(held.lemma_, ())):
        return False  # "reiterated demands that …"
    somebody = role_nouns().get(held.lemma_)
    if somebody is not None and "document" not in somebody.classes:
        return False  # "contradicted the board", "dismissed the director"
    return cue.negated is None or names_claim(held) or page.doc[content[0].start].lower_ == "that"


def names_claim(noun: Token) -> bool:
    """Whether the word is one for something said or held: "charge", "account", "theory"."""
    return noun.lemma_ in _claim_nouns() or any(c.stance is not None for c in cues("noun").get(noun.lemma_, ()))


@cache
def _claim_nouns() -> frozenset[str]:
    views = {row["lemma"] for row in table("view_nouns", ("lemma",))} - {"mind", "eye", "word"}
    return frozenset(views | {row["noun"] for row in table("claim_nouns", ("noun", "kind")) if row["kind"] == "claim"})


def _that(clause: Token) -> bool:
    """Whether a clause of a noun tells its content ("the charge that the firm lied"), not which one ("that he made")."""
    opening = next((t for t in clause.children if t.lower_ == "that" and t.i < clause.i), None)
    if opening is None:
        return False
    if opening.dep_ in ("mark", "advmod"):
        return True
    # The parser takes many of these for relative clauses. One with its own subject and nothing missing isn't.
    return (
        opening.dep_ in ("dobj", "pobj", "attr")
        and child(clause, "nsubj", "nsubjpass") is not None
        and not _is_transitive(clause)
    )


def _is_transitive(verb: Token) -> bool:
    return verb.lemma_ in (
        "make",
        "give",
        "put",
        "take",
        "issue",
        "raise",
        "publish",
        "present",
        "repeat",
        "file",
        "have",
        "hold",
    )


def _predicate(verb: Token) -> Token | None:
    """What follows "as": "dismissed the tale as invented"."""
    return next((p for p in children(verb, "prep", "mark") if p.lower_ == "as" and p.i > verb.i), None)


def _without_predicate(page: Page, verb: Token, content: tuple[Tokens, ...]) -> tuple[Tokens, ...] | None:
    predicate = _predicate(verb)
    if predicate is None:
        return None
    inside = [i for piece in content for i in range(*piece) if i < predicate.i]
    return pieces(page.doc, inside) or None


def _gerund(page: Page, verb: Token) -> tuple[Tokens, ...]:
    deed = next((c for c in children(verb, "xcomp", "ccomp", "dobj", "pcomp") if _is_gerund(c) and c.i > verb.i), None)
    if deed is None:
        return ()
    return pieces(page.doc, range(deed.left_edge.i, closing(page, deed.right_edge.i + 1)))


def _is_gerund(verb: Token) -> bool:
    """Whether *verb* is a gerund, simple or of the perfect or the passive: "denied selling", "having sold", "being sold"."""
    return verb.tag_ == "VBG" or (
        verb.tag_ in ("VBN", "VBD") and any(a.tag_ == "VBG" and a.i < verb.i for a in children(verb, "aux", "auxpass"))
    )


def closing(page: Page, end: int) -> int:
    """Move an end that cuts off only the closing mark of a quotation behind it."""
    if 0 < end < len(page.doc) and page.inside[end - 1] >= 0 and page.quotations[page.inside[end - 1]].tokens.end - end <= 2:
        return page.quotations[page.inside[end - 1]].tokens.end
    return end
