"""A parse in, the same parse with known slips of small English models mended.

*A finite verb taken for a participle before its object.* "Kessel repeated old rejections, adding that …" comes out with
*rejections* as the root and *repeated* as its adjective, although *repeated* is tagged as a past tense and has a subject.
The verb then becomes the head, the noun its object, and participles behind the noun go to the verb.

*A reported clause taken for a relative clause.* In "denied through a lawyer that the form had been backdated" and "told the
jurors he had hurt nobody" the clause comes out as one that describes the lawyer or the jurors. It has a subject of its own
and the verb of speech has no clause yet, so it is what was said.

*A conjunction taken for a demonstrative.* In "confirmed that solvent was dumped" the parser may read "that solvent". At the
head of a clause behind a verb or a noun of speech, "that" is the conjunction.

*The noun's clause given to the verb.* In "clung to its claim that the vote was fair" the clause comes out as one of
*clung*, which takes none: right behind a noun of speech, it is the noun's.

*A finite verb taken for a participle behind an apposition.* In "Dane, the minister, repeated on Monday that …" the name comes
out as the root and nobody repeats.

*A verb that goes on from the wrong one.* In "Brand said guards watched the gate, and described the charge as a fable" a comma
ends what he said: *described* goes on from *said*.

*A predicate taken for a second subject.* In "An accident, Brandt had called it" there may come out two subjects.

*A day taken for the first part of a name.* In "On Tuesday Tolvane accepted that …" the whole of "Tuesday Tolvane" comes out as
the object of "On", and nobody accepts.

*A hyphenated word torn apart.* In "In an e-mail to staff, Lee wrote that …" the hyphen and "mail" may come out as two subjects
of the verb. The hyphen is punctuation, the parts are one noun in the place of the first.

*The subject after an aside taken for a part of the aside.* In "In a letter, seen by the Herald, Ann Lee wrote that …" the name
comes out in apposition to the paper. A verb of speech without a subject takes the noun right before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.cues import cues
from kg.extract.syntax import is_day

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: verbs of speech whose object is who is spoken to
ADDRESSING = frozenset({"tell", "inform", "assure", "reassure", "warn", "remind", "advise", "notify"})


@Language.component("counterclaim_repair")
def repair(doc: Doc) -> Doc:
    """Mend *doc* in place and return it, as spaCy components do."""
    reporting = {lemma for lemma, rows in cues("verb").items() if any("clause" in cue.frames for cue in rows)}
    naming = {lemma for lemma, rows in cues("verb").items() if any("evaluate" in cue.frames for cue in rows)}
    for token in doc:
        if token.text == "-" and token.dep_ in ("nsubj", "nsubjpass"):
            _join_hyphenated(token)
    for token in doc:
        if token.tag_ in _FINITE and token.lemma_ in reporting:
            _free_subject(token)
            _free_apposition(token)
        if token.pos_ == "VERB" and token.lemma_ in naming:
            _free_predicate(token)
        if token.dep_ == "amod" and token.tag_ in _FINITE and any(c.dep_ == "nsubj" for c in token.children):
            _raise_verb(token)
        elif token.dep_ in ("relcl", "acl") and token.tag_ != "VBG":
            verb = _reporting_verb(token, reporting)
            if verb is not None:
                _report(token, verb)
            elif token.lemma_ in reporting and _is_main_verb(token):
                _make_root(token)
        elif token.dep_ == "ccomp" and token.head.lemma_ not in reporting:
            _give_to_noun(token)
        elif token.dep_ == "conj" and token.tag_ in _FINITE and (verb := _goes_on_from(token, reporting)) is not None:
            _coordinate(token, verb)
        elif token.dep_ == "det" and token.lower_ == "that" and _opens_report(token, reporting):
            token.head, token.dep_, token.tag_, token.pos_ = token.head.head, "mark", "IN", "SCONJ"
    return doc


def _opens_report(that: Token, reporting: set[str]) -> bool:
    """Whether a demonstrative stands at the head of the clause of a verb or a noun of speech before it."""
    clause = that.head.head
    if clause.left_edge != that or clause.head.i > that.i:
        return False
    if clause.dep_ == "ccomp":
        return clause.head.lemma_ in reporting
    return clause.dep_ in ("acl", "relcl") and clause.head.lemma_ in cues("noun")


def _give_to_noun(clause: Token) -> None:
    that = clause.left_edge
    noun = that.nbor(-1) if that.i > clause.sent.start else that
    if that.lower_ == "that" and that.dep_ == "mark" and noun.dep_ in ("dobj", "pobj") and noun.lemma_ in cues("noun"):
        clause.head, clause.dep_ = noun, "acl"


def _is_main_verb(verb: Token) -> bool:
    """Whether a sentence without a verb has one in *verb*: "Dane, the minister, repeated that …"."""
    noun = verb.head
    return (
        noun.dep_ == "ROOT"
        and noun.pos_ in ("PROPN", "NOUN")
        and verb.tag_ in ("VBN", "VBD")
        and verb.nbor(-1).text == ","
        and any(c.dep_ == "appos" and noun.i < c.i < verb.i for c in noun.children)
        and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "agent") for c in verb.children)
    )


def _make_root(verb: Token) -> None:
    noun = verb.head
    behind = [c for c in noun.children if c.i > verb.i]
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    noun.head, noun.dep_ = verb, "nsubj"
    for token in behind:
        token.head = verb


def _goes_on_from(verb: Token, reporting: set[str]) -> Token | None:
    """The verb of speech that *verb*, itself one that attributes, goes on from behind ", and"; None where its head is right."""
    first = verb.head
    outer = first.head
    start = verb.left_edge.i
    joint = verb.doc[start - 1] if start > 1 else verb
    if (
        first.dep_ != "ccomp"
        or first.i < outer.i
        or outer.lemma_ not in reporting
        or outer.tag_ != verb.tag_
        or verb.lemma_ not in cues("verb")
        or joint.lower_ != "and"
        or joint.nbor(-1).text != ","
    ):
        return None
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    tells = verb.lemma_ in reporting and any(c.dep_ == "ccomp" and c.left_edge.lower_ == "that" for c in verb.children)
    if (own and not tells) or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return None
    return outer if any(c.dep_ == "nsubj" and c.i < outer.i for c in outer.children) else None


def _coordinate(verb: Token, first: Token) -> None:
    joint = [
        c
        for c in verb.head.children
        if verb.head.i < c.i < verb.i and c.dep_ in ("cc", "punct") and c.i >= verb.left_edge.i - 2
    ]
    verb.head = first
    for token in joint:
        token.head = first


def _free_subject(verb: Token) -> None:
    """Part "On Tuesday Tolvane" into the day and the subject."""
    name = verb.doc[verb.i - 1] if verb.i else verb
    if (
        name.dep_ != "pobj"
        or name.pos_ not in ("PROPN", "NOUN")
        or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ):
        return
    preposition = name.head
    day = next((c for c in name.lefts if c.i == preposition.i + 1 and c.dep_ in ("compound", "nmod", "det")), None)
    if preposition.head != verb or day is None or not is_day(day):
        return
    day.head, day.dep_ = preposition, "pobj"
    name.head, name.dep_ = verb, "nsubj"


def _join_hyphenated(hyphen: Token) -> None:
    """Make the parts of a hyphenated noun one phrase, in the place in which its first part stands."""
    doc = hyphen.doc
    if not 0 < hyphen.i < len(doc) - 1 or doc[hyphen.i - 1].whitespace_ or hyphen.whitespace_:
        return
    first, last = doc[hyphen.i - 1], doc[hyphen.i + 1]
    if last.pos_ not in ("NOUN", "PROPN") or first.dep_ not in ("pobj", "dobj") or last.head not in (hyphen.head, hyphen):
        return
    outer, label = first.head, first.dep_
    for child in list(first.lefts):
        child.head = last
    last.head, last.dep_ = outer, label
    first.head, first.dep_ = last, "compound"
    hyphen.head, hyphen.dep_ = last, "punct"


def _free_apposition(verb: Token) -> None:
    """Give a verb of speech without a subject the name right before it, which closes an aside: ", seen by Lee, Roy wrote"."""
    name = verb.doc[verb.i - 1] if verb.i else verb
    if name.dep_ != "appos" or name.pos_ != "PROPN" or any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
        return
    before = name.left_edge.i - 1
    if before < 0 or verb.doc[before].text != "," or name.head.dep_ != "pobj" or name.head.i >= before:
        return
    name.head, name.dep_ = verb, "nsubj"


def _free_predicate(verb: Token) -> None:
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if len(subjects) == 2 and verb.doc[subjects[1].left_edge.i - 1].text == "," and any(c.dep_ == "dobj" for c in verb.rights):
        subjects[0].dep_ = "dep"


def _raise_verb(verb: Token) -> None:
    noun = verb.head
    outer, label = noun.head, noun.dep_
    moved = [c for c in noun.children if (c.dep_ == "acl" and c.tag_ == "VBG") or c.dep_ == "punct"]
    was_root = outer.i == noun.i
    verb.head = verb if was_root else outer
    verb.dep_ = "ROOT" if was_root else label
    noun.head, noun.dep_ = verb, "dobj"
    for left in [c for c in noun.children if c.i < verb.i]:
        left.head = verb
    for token in moved:
        token.head = verb
        if token.dep_ == "acl":
            token.dep_ = "advcl"


def _reporting_verb(clause: Token, reporting: set[str]) -> Token | None:
    """The verb of speech that *clause*, now hung on a noun, belongs to; None where it does describe the noun."""
    noun = clause.head
    subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    if not subjects or any(s.lower_ in ("who", "which", "that", "whom") for s in subjects):
        return None
    first = clause.left_edge
    has_that = first.lower_ == "that"
    for verb in _governors(noun):
        if verb.lemma_ not in reporting or any(c.dep_ == "ccomp" for c in verb.children) or verb.i > noun.i:
            continue
        addressee = noun.head == verb and verb.lemma_ in ADDRESSING and noun.dep_ in ("dobj", "dative")
        aside = noun.dep_ == "pobj" and has_that
        if addressee and (has_that or first == subjects[0].left_edge):
            return verb
        if aside and not _misses_object(clause):
            return verb
    return None


def _governors(noun: Token) -> Iterator[Token]:
    yield noun.head
    if noun.dep_ == "pobj":
        yield noun.head.head


def _misses_object(clause: Token) -> bool:
    """Whether the clause needs its "that" as an object: "the terms that they had agreed"."""
    that = clause.left_edge
    return that.dep_ in ("dobj", "pobj") and not any(
        c.dep_ in ("dobj", "attr", "acomp", "ccomp", "xcomp", "prep") and c.i > clause.i for c in clause.children
    )


def _report(clause: Token, verb: Token) -> None:
    that = clause.left_edge
    clause.head, clause.dep_ = verb, "ccomp"
    if that.lower_ == "that":
        that.head, that.dep_ = clause, "mark"
