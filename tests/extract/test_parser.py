from __future__ import annotations

import pytest

from kg.extract.parser import load_pipeline, parse, pipeline_name

pytestmark = pytest.mark.model

SENTENCE = "The coastguard confirmed on Friday that solvent was dumped in the harbour. "


def test_known_slips_are_mended_after_lemmas_are_known() -> None:
    (doc,) = parse([SENTENCE])
    that = next(t for t in doc if t.lower_ == "that")
    assert (that.dep_, that.head.text) == ("mark", "dumped")


def test_an_article_longer_than_a_block_comes_back_whole_and_in_order() -> None:
    long = "\n\n".join(f"{n} boats. " + SENTENCE * 6 for n in range(60))
    assert len(long) > 20_000
    docs = list(parse([long, "A short one.", SENTENCE * 300]))
    assert [d.text for d in docs] == [long, "A short one.", SENTENCE * 300]
    assert all(t.idx == len(docs[0][: t.i].text_with_ws) for t in docs[0][-5:])


def test_a_sentence_starts_at_each_paragraph() -> None:
    (doc,) = parse(["The vote is on Monday\n\nWater was let in"])
    assert [s.text.strip() for s in doc.sents] == ["The vote is on Monday", "Water was let in"]


def test_the_pipeline_is_named_for_provenance() -> None:
    assert pipeline_name(load_pipeline()).startswith("en_core_web_")
