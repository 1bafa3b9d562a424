"""Parses of the sentences in :mod:`tests.extract.cases` and its like, so that no trained model decides whether the rules pass.

``parses.jsonl`` holds one document a line. New sentences get theirs with ``python -m tests.extract.parses``; read what it adds,
and correct it by hand where the pipeline went wrong. Lines that stand are never changed by it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.repair import repair
from tests.extract.actor_cases import ACTOR_CASES
from tests.extract.cases import CASES
from tests.extract.tagged_cases import TEXTS

PATH = Path(__file__).with_name("parses.jsonl")
_FIELDS = ("words", "spaces", "tags", "pos", "lemmas", "heads", "deps", "ents", "sent_starts")


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab  # the lexical attributes of English: is_quote, like_num, …


@cache
def _stored() -> dict[str, dict[str, list[str]]]:
    if not PATH.exists():
        return {}
    rows = (json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines())
    return {row["text"]: row for row in rows}


def parsed(text: str) -> Doc:
    """Return the stored parse of *text*, mended as the program mends parses."""
    row = _stored().get(text)
    assert row is not None, f"no parse of {text!r}: run python -m tests.extract.parses, and read what it adds"
    doc: Doc = repair(Doc(_vocab(), **{field: row[field] for field in _FIELDS}))  # type: ignore[arg-type]
    return doc


def _add_missing() -> None:
    from kg.extract.parser import load_pipeline

    nlp = load_pipeline()
    with PATH.open("a", encoding="utf-8") as out:
        cases = (*(c.text for cases in CASES.values() for c in cases), *(c.text for c in ACTOR_CASES), *TEXTS)
        for text in dict.fromkeys(cases):
            if text in _stored():
                continue
            doc = nlp(text)
            row = {
                "text": text,
                "words": [t.text for t in doc],
                "spaces": [bool(t.whitespace_) for t in doc],
                "tags": [t.tag_ for t in doc],
                "pos": [t.pos_ for t in doc],
                "lemmas": [t.lemma_ for t in doc],
                "heads": [t.head.i for t in doc],
                "deps": [t.dep_ for t in doc],
                "ents": [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
                "sent_starts": [bool(t.is_sent_start) for t in doc],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    _add_missing()
