"""Reported clauses: "She said that …", "… , he says, …", "The firm, which insists …", "claims to have seen …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.cues import Cue
from kg.extract.mood import is_asked, is_speech, stance_of
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens
from kg.extract.syntax import child, children, is_day, noun_phrase, pieces, subject, subtree, trim

_QUESTION_WORDS = frozenset({"whether", "if", "why", "how", "when", "where", "who", "what", "which"})


def reported_clauses(page: Page) -> Iterator[Passage]:
    """Yield a passage for each clause that a verb or an adjective of speech or thought governs."""
    for cue_token, cue in (*page.verbs(), *page.adjectives()):
        if not {"clause", "infinitive"} & cue.frames:
            continue
        if not is_speech(cue_token, cue) or (page.inside[cue_token.i] < 0 and is_asked(cue_token)):
            continue
        source = speaker_of(cue_token)
        if source is not None and is_first_or_second_person(source):
            continue  # inside a quotation, that is the passage; outside, the outlet speaks of itself or to its readers
        if source is None and (page.inside[cue_token.i] >= 0 or child(cue_token, "ccomp") is None):
            continue  # "is expected to deny": nobody has said it
        if source is None and cue_token.tag_ == "VB" and cue_token.dep_ in ("acl", "relcl"):
            continue  # "nothing to suggest that", "reason to believe that": the noun's verb tells who holds it
        content = _complement(page, cue_token, cue)
        if not content:
            continue
        stance = None if _is_question(page, content) else stance_of(cue_token, cue)
        yield Passage(
            content,
            rule="clause",
            source=noun_phrase(source) if source is not None else None,
            cue=cue_stretch(cue_token, cue),
            stance=stance,
            confidence=0.9,
        )


def speaker_of(cue: Token) -> Token | None:
    """Return the head of who speaks: the agent of a passive, else the subject."""
    if cue.lemma_ == "know" and cue.head.lemma_ == "let":
        return subject(cue.head)
    if child(cue, "auxpass", "nsubjpass") is not None:
        agent = child(cue, "agent")
        return child(agent, "pobj") if agent is not None else None
    if cue.pos_ == "ADJ":
        return subject(cue.head) if cue.head.lemma_ in ("be", "remain", "make") else None
    if cue.tag_ == "VBN" and cue.dep_ in ("acl", "relcl") and child(cue, "nsubj") is None:
        agent = child(cue, "agent")
        return child(agent, "pobj") if agent is not None else None
    found = subject(cue)
    if found is not None and found.lower_ == "it" and cue.head.lemma_ in ("let", "make"):
        return subject(cue.head)  # "let it be known that", "made it clear that"
    return found


def cue_stretch(cue_token: Token, cue: Cue) -> Tokens:
    """Return the cue's tokens: the word, and its particle where that stands right behind it."""
    following = cue_token.i + 1
    doc = cue_token.doc
    has_particle = cue.particle is not None and following < len(doc) and doc[following].lower_ == cue.particle
    return Tokens(cue_token.i, following + has_particle)


def is_first_or_second_person(source: Token) -> bool:
    """Whether the source is "I", "we", "you" or a bare "that"."""
    return source.lower_ in ("i", "we", "you") or source.lower_ == "that"


def _complement(page: Page, cue_token: Token, cue: Cue) -> tuple[Tokens, ...]:
    if "clause" in cue.frames:
        told = [c for c in children(_governor(cue_token), "ccomp") if _is_reported(page, cue_token, c)]
        clause = next((c for c in told if c.i > cue_token.i and c.left_edge.lower_ == "that"), told[0] if told else None)
        if clause is not None:
            return _clause_pieces(page, cue_token, clause)
        if cue_token.dep_ in ("parataxis", "ccomp") and cue_token.head.i < cue_token.i and _is_comment(cue_token):
            return _host_pieces(page, cue_token)
    if "infinitive" in cue.frames:
        infinitive = child(cue_token, "xcomp")
        if infinitive is not None and any(a.lower_ == "to" for a in children(infinitive, "aux")) and infinitive.i > cue_token.i:
            held = child(cue_token, "dobj")
            start = held.left_edge.i if held is not None and held.i < infinitive.i else infinitive.left_edge.i
            stretch = trim(page.doc, Tokens(start, infinitive.right_edge.i + 1))
            return (stretch,) if stretch else ()
    return ()


def _governor(cue_token: Token) -> Token:
    """Where the clause hangs: on the cue, or, for "What it disputes is that …" and "is clear that", on the copula."""
    copula = cue_token.head
    cleft = cue_token.dep_ == "csubj" and cue_token.left_edge.lower_ == "what"
    if copula.lemma_ == "be" and (cleft or cue_token.dep_ == "acomp") and child(cue_token, "ccomp") is None:
        return copula
    return cue_token


def _is_reported(page: Page, cue_token: Token, clause: Token) -> bool:
    """A clause with a subject of its own that isn't the whole of a direct quotation (those have a rule of their own)."""
    if page.inside[cue_token.i] >= 0:
        return page.inside[clause.i] == page.inside[cue_token.i]
    first, last = sorted((clause.i, cue_token.i))
    stops = (";", ":") if clause.i < cue_token.i else (";",)
    if any(t.text in stops and page.inside[t.i] < 0 and t.nbor(1).lower_ not in ("so", "as") for t in page.doc[first:last]):
        return False  # what stands before the stop is somebody else's; "…: so the board concluded" reports it
    if clause.i > cue_token.i and clause.tag_ == "VB" and child(clause, "nsubj", "nsubjpass") is None:
        return False
    return page.inside[clause.i] < 0 or page.inside[clause.left_edge.i] != page.inside[clause.i]


def _clause_pieces(page: Page, cue_token: Token, clause: Token) -> tuple[Tokens, ...]:
    inside = subtree(clause) - {t.i for t in clause.subtree if t.i == cue_token.i}
    if clause.i > cue_token.i:
        inside = {i for i in inside if i > cue_token.i} - _time_of_speech(clause)
    else:
        inside = {i for i in inside if i < cue_token.left_edge.i or i < cue_token.i}
        own = child(cue_token, "nsubj")
        if own is not None:
            inside -= subtree(own)
    return pieces(page.doc, _whole_quotations(page, inside))


def _time_of_speech(clause: Token) -> set[int]:
    """The day that the parser gives to the clause: "said Tuesday the port was closed", "told reporters this week he …"."""
    time = next((c for c in children(clause, "npadvmod") if c.left_edge == clause.left_edge), None)
    if time is None or not (is_day(time) or time.left_edge.lower_ == "this"):
        return set()
    return subtree(time)


def _whole_quotations(page: Page, inside: set[int]) -> set[int]:
    """Close quotation marks that the parse cut off: the content holds a partial quotation as a whole."""
    doc = page.doc
    for q in {page.inside[i] for i in inside} - {-1}:
        start, end = page.quotations[q].tokens
        if end - 1 not in inside and (end - 2 in inside or (end - 3 in inside and doc[end - 2].is_punct)):
            inside = inside | {end - 1, end - 2}
        if start not in inside and start + 1 in inside:
            inside = inside | {start}
    return inside


def _is_comment(verb: Token) -> bool:
    """Whether the verb stands in commas in its host clause: ", he says,"."""
    left = verb.left_edge.i
    if verb.doc[left].lower_ in ("that", "which"):
        return False  # "He denied, though, that the bank had known"; "…, which the mayor denies" is an object
    before = verb.doc[left - 1].text if left else ""
    return before in (",", "—", "–", "-") or verb.doc[left].text in (",", "—", "–")


def _host_pieces(page: Page, verb: Token) -> tuple[Tokens, ...]:
    host = verb.head
    outside = subtree(host) - subtree(verb)
    late = {t.i for c in verb.children if c.i > verb.i and c.dep_ in ("advcl", "ccomp") for t in c.subtree}
    return pieces(page.doc, _whole_quotations(page, outside | late))


def _is_question(page: Page, content: tuple[Tokens, ...]) -> bool:
    return page.doc[content[0].start].lower_ in _QUESTION_WORDS - {"what", "who", "when"}
