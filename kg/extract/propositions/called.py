"""What somebody calls something: "the report flawed", "talk of drones as an invention" goes in, a proposition comes out."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.propositions.clause import QUOTES, Inside, children, roots, subtree, words
from kg.extract.propositions.negation import NEGATORS
from kg.extract.propositions.openers import without_openers
from kg.extract.propositions.predicates import ANAPHORS, complement, is_anaphor, is_noun_of, verdict
from kg.extract.propositions.told import Context, Proposition, back, told, turned

#: Lemmas of cues that call something something.
CALLING = frozenset(
    {"brand", "call", "condemn", "consider", "declare", "deem", "denounce", "describe", "dismiss", "dub", "find", "label"}
    | {"portray", "regard", "see", "term", "view"}
)

Reader = Callable[[Context, Inside], Proposition | None]


def called(context: Context, inside: Inside, read: Reader) -> Proposition | None:
    """Read a topic and what it is called, or return None where the content has no such form.

    A verdict over a claim ("called the allegation 'pub talk'") rejects or confirms that claim, an evaluation of a thing
    ("called the report flawed") is a claim of its own. Where the cue itself rejects ("dismissed ... as"), the verdict only says
    so again.
    """
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
    subject = next((t for t in reversed(tops) if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if subject is None:
        return None
    found = verdict(predicates[0], said)
    negative = any(doc[i].lower_ in NEGATORS for i in said)
    about_claim = is_noun_of(subject, "claim") or subject.lower_ in ANAPHORS
    rejects = found is not None and (found.polarity < 0) != negative and (found.claims_only or about_claim)
    rejects = rejects or (found is None and about_claim and any(doc[i].text in QUOTES for i in said))
    if rejects or (context.denies and cut is not None) or (found is not None and about_claim):
        negated = rejects and not context.denies
        if is_anaphor(subject, topic):
            return back(negated)
        held = complement(subject, topic) if about_claim else None
        said_of = read(context, without_openers(doc, held or topic))
        if held and said_of is not None and said_of.names_only and said_of.known:
            said_of = read(context, without_openers(doc, topic))  # "the tale of the bag": the tale is what is at issue
        return turned(said_of, negated)
    edits = context.edits(inside)
    be = "are" if subject.tag_ in {"NNS", "NNPS"} else "is"
    return told(f"{words(doc, topic, edits)} {be} {words(doc, said, edits)}", False)


def _predicate_start(context: Context, order: list[int]) -> int | None:
    """Return where the predicate of a small clause begins, by the parse, else by a quotation that ends the content."""
    doc, inside, cue = context.doc, frozenset(order), context.passage.cue
    for token in (doc[i] for i in order[1:]):
        if token.dep_ in {"oprd", "acomp", "attr"} and (token.head.i not in inside or token.head.i < token.i):
            start = min(subtree(token, inside))
            return start if start > order[0] else None
        bare = (
            not children(token, inside, "aux", "auxpass", "mark") and token.tag_ != "VBZ" and not (cue and order[0] < cue.start)
        )
        if token.pos_ in {"ADJ", "VERB", "NOUN"} and token.dep_ in {"ccomp", "xcomp"} and bare:
            topics = children(token, inside, "nsubj", "nsubjpass")
            if topics and topics[0].right_edge.i + 1 in inside:
                return topics[0].right_edge.i + 1
        if token.tag_ == "VBN" and doc[token.i - 1].text in QUOTES and token.i - 1 in inside:
            return token.i
    quotes = [i for i in order if doc[i].text in QUOTES]
    if len(quotes) == 2 and quotes[0] > order[0] and quotes[1] >= order[-1] - 1:
        before = doc[quotes[0] - 1]
        return quotes[0] if before.pos_ in {"NOUN", "PRON", "PROPN", "DET"} else None
    return None
