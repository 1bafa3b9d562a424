"""Sources in an adjunct: "according to the ministry", "in her view", "in the inspector's telling", "by his account"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.attrs import LOWER
from spacy.tokens import Token

from kg.extract.cues import cues
from kg.extract.mood import is_asked
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.syntax import child, children, noun_phrase, pieces, subtree, tokens_with
from kg.lexicon import table

_PREPOSITIONS = frozenset({"in", "by", "to"})
_REPORTING = frozenset({"clause", "object", "accuse", "evaluate"})
_OPENING = _PREPOSITIONS | {"according"}


def adjuncts(page: Page) -> Iterator[Passage]:
    """Yield a passage for each clause that an adjunct puts down to a source."""
    views = frozenset(row["lemma"] for row in table("view_nouns", ("lemma",)))
    for token in tokens_with(page.doc, LOWER, _OPENING):
        if page.inside[token.i] >= 0:
            continue
        found = _according(token) or _view(token, views)
        if found is None:
            continue
        adjunct, source, cue = found
        if is_asked(token):
            continue
        content = _host(page, adjunct)
        if content:
            yield Passage(content, rule="according", source=source, cue=cue, confidence=0.9)


def _according(token: Token) -> tuple[set[int], Tokens, Tokens] | None:
    if token.lower_ != "according":
        return None
    to = child(token, "prep") or (token.nbor(1) if token.i + 1 < len(token.doc) else None)
    if to is None or to.lower_ != "to":
        return None
    source = child(to, "pobj")
    if source is None:
        return None
    return subtree(token) | subtree(to), noun_phrase(source), Tokens(token.i, to.i + 1)


def _view(token: Token, views: frozenset[str]) -> tuple[set[int], Tokens, Tokens] | None:
    if token.lower_ not in _PREPOSITIONS or token.dep_ not in ("prep", "agent"):
        return None
    noun = child(token, "pobj")
    if noun is None or noun.lemma_.lower() not in views:
        return None
    owner = child(noun, "poss")
    stands_by = any(c.particle == token.lower_ for c in cues("verb").get(token.head.lemma_, ()))
    if owner is None or stands_by:  # "stands by its count of nine"
        return None
    return subtree(token), noun_phrase(owner), Tokens(noun.i, noun.i + 1)


def _host(page: Page, adjunct: set[int]) -> tuple[Tokens, ...]:
    """The clause around the adjunct: its sentence, or the coordinated clause that it stands in."""
    doc = page.doc
    first = doc[min(adjunct)]
    if (beside := _beside(page, adjunct)) is not None:
        return beside
    head = next(doc[i] for i in sorted(adjunct) if doc[i].head.i not in adjunct or doc[i].dep_ == "ROOT").head
    while head.dep_ not in ("ROOT", "conj", "ccomp", "parataxis", "relcl", "advcl") and head.head != head:
        head = head.head
    if head.i in adjunct or head.dep_ == "ROOT":
        inside = set(range(first.sent.start, first.sent.end))
    else:
        inside = subtree(head)
    other = {t.i for c in children(head, "conj") if child(c, "nsubj", "nsubjpass") is not None for t in c.subtree}
    inside &= _between_stops(page, first)
    return pieces(doc, inside - adjunct - (other if first.i not in other else set()))


def _beside(page: Page, adjunct: set[int]) -> tuple[Tokens, ...] | None:
    """The relative clause before the adjunct, in a sentence whose main verb tells what somebody else said.

    "That is disputed by the clinic, where nine guests were treated, according to Dr Kamp."
    """
    doc, at = page.doc, min(adjunct)
    before = at - 1
    while before > 0 and (doc[before].is_punct or doc[before].is_quote):
        before -= 1
    root = doc[at].sent.root
    clause = next((t for t in (doc[before], *doc[before].ancestors) if t.dep_ == "relcl"), None)
    if (
        clause is None
        or clause.i == root.i
        or root.i > clause.i
        or not any(c.frames & _REPORTING for c in page.verb_cues(root))
    ):
        return None
    opening, joint = clause.left_edge, clause.left_edge.i - 1
    if opening.lower_ not in ("where", "when") or doc[joint].text != "," or child(clause, "nsubj", "nsubjpass") is None:
        return None
    return pieces(doc, range(opening.i + 1, at)) or None


def _between_stops(page: Page, token: Token) -> set[int]:
    """The part of *token*'s sentence around it that no semicolon and no colon interrupts, quotations aside."""
    sentence = token.sent
    stops = [i for i in range(sentence.start, sentence.end) if page.doc[i].text in (";", ":") and page.inside[i] < 0]
    start = max((i + 1 for i in stops if i < token.i), default=sentence.start)
    return set(range(start, min((i for i in stops if i > token.i), default=sentence.end)))
