from __future__ import annotations

import pytest

from kg.extract.parser import load_pipeline, parse, pipeline_name

pytestmark = pytest.mark.model

SENTENCE = "The coastguard confirmed on Friday that solvent was dumped in the harbour. "


def test_known_slips_are_mended_after_lemmas_are_known() -> None:
    (doc,) = parse([SENTENCE])
    that = next(t for t in doc if t.lower_ == "that")
    assert (that.dep_, that.head.text) == ("mark", "dumped")


def test_documents_come_in_the_order_of_the_texts_with_the_same_text() -> None:
    texts = [SENTENCE * n + "\n\n" * (n % 2) for n in range(1, 40)]
    assert [d.text for d in parse(texts)] == texts


def test_a_sentence_starts_at_each_paragraph() -> None:
    (doc,) = parse(["The vote is on Monday\n\nWater was let in"])
    assert [s.text.strip() for s in doc.sents] == ["The vote is on Monday", "Water was let in"]


def test_the_pipeline_is_named_for_provenance() -> None:
    assert pipeline_name(load_pipeline()).startswith("en_core_web_")
