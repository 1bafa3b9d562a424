"""Claims that stand as a noun phrase or a gerund: "denied dumping waste", "rejected the charge that …", "ruled out a leak".

Also "found no evidence of …", "called the report flawed" and "dismissed the tale as invented", where a predicate follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.attrs import LEMMA, LOWER
from spacy.tokens import Token

from kg.extract.cues import Cue, cues
from kg.extract.mood import is_asked, is_speech, stance_of
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.rules.clause import cue_stretch, speaker_of
from kg.extract.syntax import SUBJECTS, child, children, noun_phrase, pieces, subtree, tokens_with, trim
from kg.lexicon import table
from kg.model import Stance
from kg.names import role_nouns

_BESIDE = frozenset({"conj", "cc", "punct", "advmod", "npadvmod", "prt", "agent", "nsubj"})
_PERSONS = frozenset({"him", "her", "them", "me", "us", "you", "himself", "herself", "themselves", "who", "whom"})
_HINTS = frozenset({"suggest", "indicate", "show", "prove", "imply", "confirm"})
_THINGS = frozenset({"it", "this", "that"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_NOTHING = frozenset({"no", "little", "any", "not", "n't", "n’t"})


def objects(page: Page) -> Iterator[Passage]:
    """Yield a passage for each noun phrase or gerund that a verb accepts or rejects as a claim."""
    for verb, cue in _speech_verbs(page, {"object", "gerund", "fragment"}):
        source = _source(page, verb)
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


def evaluations(page: Page) -> Iterator[Passage]:
    """Yield a passage for each "called X Y", "described X as Y": the content covers X and the predicate."""
    for verb, cue in _speech_verbs(page, {"evaluate"}):
        if cue.stance is not Stance.ASSERTS:
            continue  # "dismissed X as Y" is an object with a denying verb
        if verb.tag_ == "VBG" and any(c.lower_ in _REFLEXIVES for c in children(verb, "dobj")):
            continue  # "a group calling itself Night Heron" is a name
        content = _small_clause(page, verb, cue)
        source = _source(page, verb)
        if content and source is not None:
            yield Passage(
                content, rule="evaluate", source=source, cue=cue_stretch(verb, cue), stance=cue.stance, confidence=0.85
            )


def findings(page: Page) -> Iterator[Passage]:
    """Yield a passage for each "found no evidence of …", "saw no sign that …", "has no record of …"."""
    nouns = frozenset(row["lemma"] for row in table("evidence_nouns", ("lemma",)))
    told = tokens_with(page.doc, LEMMA, nouns) + tokens_with(page.doc, LOWER, frozenset({"nothing"}))
    for noun in sorted(set(told), key=lambda t: t.i):
        if noun.lower_ == "nothing" and (passage := _nothing_to_suggest(page, noun)) is not None:
            yield passage
        if noun.dep_ != "dobj" or noun.lemma_ not in nouns or noun.head.lemma_ not in ("find", "see", "have", "know", "offer"):
            continue
        verb = noun.head
        det = next((d for d in noun.children if d.lower_ in _NOTHING and d.dep_ in ("det", "neg", "amod")), None)
        if det is None or page.inside[verb.i] >= 0 or is_asked(verb):
            continue
        if verb.lemma_ in ("have", "know", "offer") and not any(c.i > noun.i and not c.is_punct for c in noun.children):
            continue  # "He offered no proof": of what, the sentence doesn't say
        source = _source(page, verb)
        content = trim(page.doc, Tokens(noun.left_edge.i, noun.right_edge.i + 1))
        if source is not None and content is not None and (det.lower_ in ("no", "little") or child(verb, "neg") is not None):
            yield Passage((content,), rule="finding", source=source, cue=Tokens(verb.i, verb.i + 1), confidence=0.8)


def _nothing_to_suggest(page: Page, nothing: Token) -> Passage | None:
    """ "Saw nothing to suggest that the lock was forced", "found nothing that points to arson"."""
    verb = nothing.head
    if nothing.dep_ not in ("dobj", "nsubj") or page.inside[nothing.i] >= 0:
        return None
    hint = next((c for c in (*nothing.children, *verb.children) if c.lemma_ in _HINTS and 0 < c.i - nothing.i <= 3), None)
    if nothing.dep_ == "nsubj":  # the parser's other reading: "nothing to suggest" as a clause
        hint, verb = (verb, verb.head) if verb.lemma_ in _HINTS and 0 < verb.i - nothing.i <= 3 else (None, verb)
    if hint is None or verb.lemma_ not in ("find", "see", "have", "offer", "uncover", "discover") or not is_speech(verb):
        return None
    source = _source(page, verb)
    clause = child(hint, "ccomp")
    if source is None or clause is None:
        return None
    content = pieces(page.doc, range(clause.left_edge.i, clause.right_edge.i + 1))
    return Passage(
        content, rule="finding", source=source, cue=Tokens(nothing.i, hint.i + 1), stance=Stance.DENIES, confidence=0.8
    )


def _speech_verbs(page: Page, frames: set[str]) -> Iterator[tuple[Token, Cue]]:
    for verb, cue in page.verbs():
        if frames & cue.frames and is_speech(verb, cue) and not (page.inside[verb.i] < 0 and is_asked(verb)):
            yield verb, cue


def _source(page: Page, verb: Token) -> Tokens | None:
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
    if clause is None and names_claim(held):  # "rejected the charge, pressed by the union, that …"
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
    return pieces(page.doc, range(start, _closing(page, end)))


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
    """ "The claim that the well was dry was accepted by both sides", "The figure was dismissed as nonsense by the firm"."""
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
    return pieces(page.doc, range(deed.left_edge.i, _closing(page, deed.right_edge.i + 1)))


def _is_gerund(verb: Token) -> bool:
    """Whether *verb* is a gerund, simple or of the perfect or the passive: "denied selling", "having sold", "being sold"."""
    return verb.tag_ == "VBG" or (
        verb.tag_ in ("VBN", "VBD") and any(a.tag_ == "VBG" and a.i < verb.i for a in children(verb, "aux", "auxpass"))
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
    return pieces(page.doc, range(start, _closing(page, end)))


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


def _closing(page: Page, end: int) -> int:
    """Move an end that cuts off only the closing mark of a quotation behind it."""
    if 0 < end < len(page.doc) and page.inside[end - 1] >= 0 and page.quotations[page.inside[end - 1]].tokens.end - end <= 2:
        return page.quotations[page.inside[end - 1]].tokens.end
    return end
