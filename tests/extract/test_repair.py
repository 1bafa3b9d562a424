"""Slips of the parser and their repair, on parses built by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.extract.parser import load_pipeline
from kg.extract.repair import repair


def built(rows: str) -> Doc:
    """A document of one sentence from lines "word tag pos lemma head dep"; a word that ends in _ has no blank behind it."""
    cells = [row.split() for row in rows.strip().splitlines()]
    return Doc(
        spacy.blank("en").vocab,
        words=[c[0].rstrip("_") for c in cells],
        spaces=[not c[0].endswith("_") for c in cells],
        tags=[c[1] for c in cells],
        pos=[c[2] for c in cells],
        lemmas=[c[3] for c in cells],
        heads=[int(c[4]) for c in cells],
        deps=[c[5] for c in cells],
    )


def arcs(doc: Doc, *words: str) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep_, t.head.text) for t in repair(doc) if t.text in words]


COORDINATED = """
Lee NNP PROPN Lee 1 nsubj
said VBD VERB say 1 ROOT
guards NNS NOUN guard 3 nsubj
slept_ VBD VERB sleep 1 ccomp
{joint} 3 punct
and CC CCONJ and 3 cc
described VBD VERB describe 3 conj
it PRP PRON it 6 dobj
as IN ADP as 6 prep
false JJ ADJ false 8 amod
"""


def test_a_second_verb_of_speech_behind_a_comma_is_the_first_speakers() -> None:
    doc = built(COORDINATED.format(joint=", , PUNCT ,"))
    assert arcs(doc, "described", "and") == [("and", "cc", "said"), ("described", "conj", "said")]


def test_without_a_comma_the_parse_stands() -> None:
    doc = built(COORDINATED.format(joint="soundly RB ADV soundly"))
    assert arcs(doc, "described") == [("described", "conj", "slept")]


def test_a_torn_hyphenated_word_and_the_subject_behind_an_aside() -> None:
    doc = built("""
In IN ADP in 11 prep
an DT DET an 2 det
e_ NN NOUN e 0 pobj
-_ NN NOUN - 11 nsubj
mail_ NN NOUN mail 11 nsubj
, , PUNCT , 4 punct
seen VBN VERB see 4 acl
by IN ADP by 6 agent
Orley_ NNP PROPN Orley 7 pobj
, , PUNCT , 8 punct
Lind NNP PROPN Lind 8 appos
wrote VBD VERB write 11 ROOT
no UH INTJ no 11 intj
""")
    found = arcs(doc, "e", "-", "mail", "Lind")
    assert found == [("e", "compound", "mail"), ("-", "punct", "mail"), ("mail", "pobj", "In"), ("Lind", "nsubj", "wrote")]


def test_the_full_stop_of_a_title_is_part_of_it() -> None:
    words = [t.text for t in load_pipeline().tokenizer("Col. Roy and Sgt. Lee left.")]
    assert words == ["Col.", "Roy", "and", "Sgt.", "Lee", "left", "."]
