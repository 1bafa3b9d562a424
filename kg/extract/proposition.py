"""From a passage to what it claims: tokens of source, cue and content go in, an affirmative proposition comes out.

The text of the proposition stands for itself: quotation marks and openers are gone, pronouns have names where names are known,
nominalisations are clauses, a verdict over a claim ("X is baseless") is taken off, and so is the negation of the main clause:
it turns the stance, not the claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extract.clause import QUOTES, SUBJECTS, Edits, Inside, children, is_clause, roots, sentence, subject, subtree, words
from kg.extract.deixis import NameOf, referent, resolve_deixis
from kg.extract.negation import NEGATORS, affirm, plain_polarity
from kg.extract.nominal import country_phrase, event_clause, existence, gerund_edits, infinitive_edits
from kg.extract.passage import Passage, Tokens
from kg.extract.predicates import ANAPHORS, complement, is_anaphor, is_noun_of, peel, verdict
from kg.inflection import past
from kg.lexicon import table
from kg.model import Stance

_CALLING = frozenset(
    {"brand", "call", "consider", "declare", "deem", "denounce", "describe", "dismiss", "dub", "label", "term"}
)
_DEPTH = 4  # frames within frames ("I think it is clear that there is no doubt that ...")


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a passage claims, in affirmative form; ``negated`` turns the stance of the cue.

    ``refers_back`` marks a passage that only points to a claim made before ("That is not true."); its text is empty, and
    ``negated`` says whether it rejects that claim.
    """

    text: str
    negated: bool = False
    refers_back: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What stays the same while one passage is worked on."""

    doc: Doc
    passage: Passage
    name_of: NameOf
    speaker: str | None
    country: str | None

    def who(self, i: int) -> str | None:
        return referent(self.doc, i, name_of=self.name_of, speaker=self.speaker, speaker_country=self.country)

    def edits(self, inside: Inside) -> Edits:
        return resolve_deixis(self.doc, inside, name_of=self.name_of, speaker=self.speaker, speaker_country=self.country)

    @property
    def cue(self) -> frozenset[str]:
        """The lemmas of the cue."""
        return frozenset(self.doc[i].lemma_.lower() for i in range(*self.passage.cue)) if self.passage.cue else frozenset()

    @property
    def denies(self) -> bool:
        return self.passage.stance is Stance.DENIES


@cache
def _openers() -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(row["phrase"].split()) for row in table("discourse_openers", ("phrase",)))
    return tuple(sorted(phrases, key=lambda words: (-len(words), words)))


def _skippable(token: Token) -> bool:
    return token.text in QUOTES or token.is_space or token.is_punct


def without_openers(doc: Doc, inside: Inside) -> Inside:
    """Return *inside* without what opens an utterance and says nothing: "that", quotation marks, "Look,"."""
    order = sorted(inside)
    while order:
        if _skippable(doc[order[0]]) or _is_complementizer(doc[order[0]]):
            order = order[1:]
            continue
        for phrase in _openers():
            found = tuple(doc[i].lower_ for i in order[: 2 * len(phrase)] if not _skippable(doc[i]))[: len(phrase)]
            # an apostrophe splits a word: compare what is written
            length = _match(doc, order, phrase)
            if found and length and _ends_opener(doc, order, length, phrase):
                order = order[length:]
                break
        else:
            break
    return frozenset(order)


def _is_complementizer(token: Token) -> bool:
    """Whether *token* is the "that" of a that-clause; the parser takes some for pronouns, before a name or a subject too."""
    if token.lower_ != "that" or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    return (
        token.dep_ == "mark"
        or (token.dep_ != "det" and following.dep_ in SUBJECTS | {"det", "poss"})
        or (following.pos_ == "PROPN" and token.dep_ != "nsubj")
    )


def _match(doc: Doc, order: list[int], phrase: tuple[str, ...]) -> int:
    """Return how many tokens of *order* write *phrase*, or 0."""
    target, written = " ".join(phrase), ""
    for used, i in enumerate(order, start=1):
        written += doc[i].lower_.replace("’", "'") + doc[i].whitespace_
        if written.strip() == target:
            return used
        if not target.startswith(written.strip()):
            return 0
    return 0


def _ends_opener(doc: Doc, order: list[int], length: int, phrase: tuple[str, ...]) -> bool:
    """A conjunction opens whatever follows it; any other opener must be set off by punctuation or "that"."""
    if length >= len(order):
        return False
    if phrase in {("and",), ("but",), ("so",), ("or",), ("yet",)}:
        return True
    following = doc[order[length]]
    return following.lower_ in {",", ":", ".", "—", "–", "that", ";"} or phrase == ("of", "course")


def _sentences(doc: Doc, inside: Inside) -> list[Inside]:
    """Return the sentences of a content, cut also at "…" and without those of a single word ("Period.")."""
    groups: dict[int, set[int]] = {}
    for i in sorted(inside):
        groups.setdefault(doc[i].sent.start, set()).add(i)
    return [frozenset(group) for _, group in sorted(groups.items()) if any(not _skippable(doc[i]) for i in group)]


def _is_question(doc: Doc, inside: Inside) -> bool:
    last = [doc[i] for i in sorted(inside) if doc[i].text not in QUOTES and not doc[i].is_space][-1:]
    return bool(last) and last[0].text == "?"


def proposition(
    doc: Doc,
    passage: Passage,
    *,
    name_of: Callable[..., str | None],
    speaker: str | None,
    speaker_country: str | None = None,
) -> Proposition | None:
    """Return what *passage* claims, or None where it claims nothing: a question, a condition, an order.

    *name_of* gives the name of what a stretch of tokens points to, or None. *speaker* is the name of who speaks, for "I";
    *speaker_country* is the country that an official speaks for, for "we" and "our".
    """
    country = country_phrase(speaker_country) if speaker_country else None
    context = _Context(doc, passage, name_of, speaker, country)
    inside = frozenset(i for piece in passage.content for i in range(piece.start, piece.end))
    parts = [part for part in _sentences(doc, inside) if not _is_question(doc, part)]
    for part in parts:
        found = _read(context, without_openers(doc, part))
        if found is not None:
            return found
    return None


def _read(context: _Context, inside: Inside) -> Proposition | None:
    flip = False
    for _ in range(_DEPTH):
        tops = roots(context.doc, inside)
        if not tops:
            return None
        head = next((t for t in tops if is_clause(t, inside)), tops[0])
        bare = _verbless_verdict(context, head, inside)
        if bare is not None:
            return Proposition("", bare != flip, refers_back=True)
        if context.cue & _CALLING:
            called = _small_clause(context, head, inside)
            if called is not None:
                return _with_flip(called, flip)
        if not is_clause(head, inside):
            return _without_verb(context, head, inside, flip)
        peeled = peel(context.doc, head, inside)
        if peeled is None:
            return _clause(context, head, inside, flip)
        flip = flip != peeled.flip
        if peeled.inside is None:
            return Proposition("", flip, refers_back=True)
        inside = without_openers(context.doc, peeled.inside)
    return None


def _verbless_verdict(context: _Context, head: Token, inside: Inside) -> bool | None:
    """Return whether a content without a verb ("A fantasy", "Not so") rejects, or None where it is no bare verdict."""
    doc = context.doc
    if any(doc[i].pos_ in {"VERB", "AUX"} and is_clause(doc[i], inside) for i in inside) or len(inside) > 12:
        return None
    kept = [doc[i] for i in sorted(inside) if not _skippable(doc[i])]
    negative = any(t.lower_ in NEGATORS for t in kept)
    meaningful = [t for t in kept if t.lower_ not in NEGATORS and t.pos_ not in {"ADV", "DET", "PART", "INTJ", "PRON", "SCONJ"}]
    if not meaningful and kept:
        return negative and not context.denies if negative or kept[0].lower_ in ANAPHORS else None
    if (kept and kept[0].lower_ in ANAPHORS | {"not"}) or kept[0].i == head.i or head.pos_ in {"NOUN", "ADJ"}:
        found = verdict(head, inside) or next((v for t in meaningful[:2] if (v := verdict(t, inside))), None)
        if found is not None and len(meaningful) <= 3 and not complement(head, inside):
            return ((found.polarity < 0) != negative) and not context.denies
    return None


def _finish(context: _Context, text: str, negated: bool) -> Proposition | None:
    text = sentence(text)
    return Proposition(text, negated) if text else None


def _clause(context: _Context, head: Token, inside: Inside, flip: bool) -> Proposition | None:
    """Return a finite clause made affirmative; a verb without a subject takes that of the verb it is joined to."""
    doc = context.doc
    if any(t.dep_ == "mark" and t.lower_ in {"if", "whether", "unless"} for t in children(head, inside)):
        return None
    own = children(head, inside, "nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
    edits, negated = affirm(doc, head, inside)
    flip = flip != negated
    if _elliptical(head, inside):
        return Proposition("", flip, refers_back=True)
    prefix = "" if own else _shared_subject(context, head)
    if own and any(a.lower_ == "to" for a in children(head, inside, "aux")):
        edits = infinitive_edits(head, inside) | edits
    return _finish(context, f"{prefix} {words(doc, inside, context.edits(inside) | edits)}", flip)


def _elliptical(head: Token, inside: Inside) -> bool:
    """Whether only a subject and an auxiliary stand there: "it was not", "they had"."""
    rest = [
        t
        for t in (head.doc[i] for i in inside)
        if t.i != head.i and not _skippable(t) and t.dep_ not in {"neg", "aux", "advmod"}
    ]
    return head.pos_ == "AUX" and len(rest) == 1 and rest[0].pos_ == "PRON"


def _shared_subject(context: _Context, head: Token) -> str:
    everything = frozenset(range(len(context.doc)))
    found = subject(head, everything)
    if found is None:
        return context.speaker or ""
    return context.who(found.i) or words(context.doc, subtree(found, everything), {})


def _without_verb(context: _Context, head: Token, inside: Inside, flip: bool) -> Proposition | None:
    doc = context.doc
    auxiliaries = children(head, inside, "aux", "auxpass")
    accused = _accusation(context, inside)
    if accused is not None:
        return _finish(context, accused, flip)
    if head.pos_ in {"VERB", "AUX"} and any(a.lower_ == "to" for a in auxiliaries):
        edits, negated = affirm(doc, head, inside)
        finite = infinitive_edits(head, inside) | edits
        return _finish(
            context, f"{context.speaker or ''} {words(doc, inside, context.edits(inside) | finite)}", flip != negated
        )
    order = sorted(inside)
    if head.pos_ == "NOUN" and doc[order[0]].tag_ == "VBG" and doc[order[0]].dep_ in {"amod", "compound"} and len(order) > 1:
        text = words(doc, inside, context.edits(inside) | {order[0]: past(doc[order[0]].lemma_.lower())})
        return _finish(context, f"{context.speaker or ''} {text}", flip)
    if head.tag_ == "VBG" or (head.tag_ == "VBN" and auxiliaries):
        edits, negated = affirm(doc, head, inside)
        finite = edits | gerund_edits(head, inside)
        subject_ = _controller(context, head, inside)
        return _finish(context, f"{subject_} {words(doc, inside, context.edits(inside) | finite)}", flip != negated)
    if head.pos_ in {"VERB", "AUX"}:
        return None if head.tag_ == "VB" else _clause(context, head, inside, flip)
    split = _small_clause(context, head, inside)
    if split is not None:
        return split
    return _nominal(context, head, inside, flip)


def _accusation(context: _Context, inside: Inside) -> str | None:
    """Return "the guards started the battle" from "the guards of starting the battle", or from "of" and an event noun."""
    doc, order = context.doc, sorted(inside)
    for place, i in enumerate(order[1:], start=1):
        if doc[i].lower_ not in {"of", "for"} or doc[i].dep_ != "prep":
            continue
        before, after = frozenset(order[:place]), frozenset(order[place + 1 :])
        accused = words(doc, before, context.edits(before))
        gerund = next((t for t in roots(doc, after) if t.tag_ == "VBG"), None)
        if gerund is not None and doc[i].dep_ == "prep":
            edits, _ = affirm(doc, gerund, after)
            return f"{accused} {words(doc, after, context.edits(after) | edits | gerund_edits(gerund, after))}"
        if "blame" in context.cue and after:
            return f"{accused} caused {words(doc, after, context.edits(after))}"
        if context.cue & {"accuse", "accusation", "suspect", "convict"} and after:
            noun = roots(doc, after)[0]
            event = event_clause(doc, noun, after, context.edits(after), agent=accused, who=context.who)
            return event or f"{accused} was guilty of {words(doc, after, context.edits(after))}"
    return None


def _controller(context: _Context, gerund: Token, inside: Inside) -> str:
    """Return who did it: of "accused X of dumping" X, else the source."""
    doc = context.doc
    own = children(gerund, inside, "nsubj", "nsubjpass")
    if own:
        return ""
    if gerund.dep_ == "pcomp" and gerund.head.i not in inside:
        verb = gerund.head.head
        everything = frozenset(range(len(doc)))
        patients = children(verb, everything, "dobj") or children(verb, everything, "nsubjpass")
        if patients and verb.pos_ == "VERB":
            below = frozenset(i for i in subtree(patients[0], everything) if i < gerund.head.i or patients[0].i > gerund.i)
            return context.who(patients[0].i) or words(doc, below, context.edits(below))
    return context.speaker or ""


def _small_clause(context: _Context, head: Token, inside: Inside) -> Proposition | None:
    """Read a topic and what it is called: "the report flawed", "talk of mortars as an invention", "that 'pub talk'"."""
    doc, order = context.doc, sorted(inside)
    cut = next((i for i in order[1:] if doc[i].lower_ == "as" and doc[i].dep_ in {"prep", "mark", "advmod"}), None)
    start = cut + 1 if cut is not None else _predicate_start(context, order)
    if start is None:
        return None
    topic = frozenset(i for i in order if i < (cut if cut is not None else start))
    said = frozenset(i for i in order if i >= start)
    tops, predicates = roots(doc, topic), roots(doc, said)
    if not tops or not predicates:
        return None
    subject_ = tops[-1] if tops[-1].pos_ in {"NOUN", "PROPN", "PRON"} else tops[0]
    found = verdict(predicates[0], said)
    negative = any(doc[i].lower_ in NEGATORS for i in said)
    about_claim = is_noun_of(subject_, "claim") or subject_.lower_ in ANAPHORS
    rejects = found is not None and (found.polarity < 0) != negative and (found.claims_only or about_claim)
    if found is None and about_claim and any(doc[i].text in QUOTES for i in said):
        rejects = True
    if rejects or (context.denies and cut is not None) or (found is not None and about_claim):
        negated = rejects and not context.denies
        if is_anaphor(subject_, topic):
            return Proposition("", negated, refers_back=True)
        held = complement(subject_, topic) if about_claim else None
        return _with_flip(_read(context, without_openers(doc, held or topic)), negated)
    edits = context.edits(inside)
    be = "are" if subject_.tag_ in {"NNS", "NNPS"} else "is"
    return _finish(context, f"{words(doc, topic, edits)} {be} {words(doc, said, edits)}", False)


def _with_flip(found: Proposition | None, flip: bool) -> Proposition | None:
    return None if found is None else Proposition(found.text, found.negated != flip, found.refers_back)


def _predicate_start(context: _Context, order: list[int]) -> int | None:
    """Return where the predicate of a small clause begins, by the parse, else by a quotation that ends the content."""
    doc, inside = context.doc, frozenset(order)
    for i in order[1:]:
        token = doc[i]
        if token.dep_ in {"oprd", "acomp", "attr"} and (token.head.i not in inside or token.head.i < i):
            return min(subtree(token, inside))
        bare = not children(token, inside, "aux", "auxpass", "mark") and token.tag_ != "VBZ"
        if token.pos_ in {"ADJ", "VERB", "NOUN"} and token.dep_ in {"ccomp", "xcomp"} and bare:
            topics = children(token, inside, "nsubj", "nsubjpass")
            if topics and topics[0].right_edge.i + 1 in inside:
                return topics[0].right_edge.i + 1
        if token.tag_ == "VBN" and token.dep_ == "acl" and token.head.dep_ == "dobj" and doc[token.i - 1].text in QUOTES:
            return token.i
    quotes = [i for i in order if doc[i].text in QUOTES]
    if (
        len(quotes) == 2
        and quotes[0] > order[0]
        and quotes[1] >= order[-1] - 1
        and doc[quotes[0] - 1].pos_ in {"NOUN", "PRON", "PROPN", "DET"}
    ):
        return quotes[0]
    return None


def _nominal(context: _Context, head: Token, inside: Inside, flip: bool) -> Proposition | None:
    doc = context.doc
    if is_anaphor(head, inside):
        return Proposition("", flip, refers_back=True)
    negative = any(doc[i].lower_ in NEGATORS and doc[i].head.i in {head.i, doc[i].i} for i in inside)
    if is_noun_of(head, "evidence") and negative:
        held = complement(head, inside)
        if held is None or all(doc[i].lower_ in ANAPHORS or _skippable(doc[i]) for i in held):
            return Proposition("", not flip, refers_back=True)
        return _with_flip(_read(context, without_openers(doc, held)), not flip)
    if is_noun_of(head, "claim"):
        held = complement(head, inside)
        if held is not None:
            return _with_flip(_read(context, without_openers(doc, held)), flip)
    if head.pos_ not in {"NOUN", "PROPN", "PRON", "NUM"}:
        edits, negated = affirm(doc, head, inside)
        return _finish(context, words(doc, inside, context.edits(inside) | edits), flip != negated)
    edits, negated = affirm(doc, head, inside)
    edits = context.edits(inside) | edits
    agent = (context.country or context.speaker) if context.denies or context.passage.rule.startswith("nominal") else None
    text = event_clause(doc, head, inside, edits, agent=agent, who=context.who)
    return _finish(context, text or existence(doc, head, inside, edits | plain_polarity(doc, None, inside)), flip != negated)


def split_propositions(doc: Doc, passage: Passage) -> tuple[Passage, ...]:
    """Return *passage* once for each claim in its content, in order; source, cue and stance are those of the whole.

    Each sentence of a content is a claim of its own, and so are main clauses joined by "but" or "and that", or by ", and"
    before a new noun as subject. A sentence stays with the one before where it has no verb ("Period."), repeats it, or opens
    with "That is", and with a bare verdict ("That is false. Every case was reported.").
    """
    groups: list[Inside] = []
    inside = frozenset(i for piece in passage.content for i in range(piece.start, piece.end))
    for part in _sentences(doc, inside):
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
    kept = [doc[i] for i in sorted(part) if not _skippable(doc[i])]
    pointing = len(kept) > 1 and kept[0].lower_ in {"that", "this"} and kept[0].dep_ == "nsubj" and kept[1].lemma_ == "be"
    return not _has_verb(doc, part) or pointing or _lemmas(doc, part) <= _lemmas(doc, before)


def _only_verdict(doc: Doc, passage: Passage, part: Inside) -> bool:
    context = _Context(doc, passage, lambda _: None, None, None)
    found = _read(context, without_openers(doc, part))
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
        if own and joint in group and ("but" in link or that or new_noun):
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
