"""A parse in, the same parse with known slips of small English models mended.

One slip so far: a finite verb taken for a participle before its object. "Lavrov repeated old rejections, adding that …" comes
out with *rejections* as the root and *repeated* as its adjective, although *repeated* is tagged as a past tense and has a
subject. The verb then becomes the head, the noun its object, and participles behind the noun go to the verb.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@Language.component("counterclaim_repair")
def repair(doc: Doc) -> Doc:
    """Mend *doc* in place and return it, as spaCy components do."""
    for token in doc:
        if token.dep_ == "amod" and token.tag_ in _FINITE and any(c.dep_ == "nsubj" for c in token.children):
            _raise_verb(token)
    return doc


def _raise_verb(verb: Token) -> None:
    noun = verb.head
    outer, label = noun.head, noun.dep_
    moved = [c for c in noun.children if (c.dep_ == "acl" and c.tag_ == "VBG") or c.dep_ == "punct"]
    was_root = outer is noun or outer.i == noun.i
    verb.head = verb if was_root else outer
    verb.dep_ = "ROOT" if was_root else label
    noun.head, noun.dep_ = verb, "dobj"
    for left in [c for c in noun.children if c.i < verb.i]:
        left.head = verb
    for token in moved:
        token.head = verb
        if token.dep_ == "acl":
            token.dep_ = "advcl"
