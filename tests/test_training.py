"""What the span tagger learns from: gold labels on the words of windows."""

from collections.abc import Sequence

import pytest
from tokenizers import Tokenizer

from kg.extract.tagger import model as shipped
from kg.extract.tagger.arrays import Ints
from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS, pieces
from kg.extract.tagger.words import Word
from training.spans.data import Cut, Gold, Instance, instances, slipped

TEXT = "He left.\n\n\"I won,\" said Ann Lee.\n\n''No,'' Bob replied."


def found(text: str) -> tuple[int, int]:
    """Return where *text* stands in TEXT."""
    return TEXT.index(text), TEXT.index(text) + len(text)


GOLD = [
    Gold((found("said"),), (found("Ann Lee"),), (found('"I won,"'),)),
    Gold((found("replied"),), (found("Bob"),), (found("''No,''"),)),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(shipped.FOLDER / "tokenizer.json"))


def told(instance: Instance) -> list[list[str]]:
    """Return the cue, the sources and the contents that the labels of *instance* say, words joined by spaces."""
    words = instance.window.words

    def spelled(here: Sequence[Word], labels: Ints, names: tuple[str, ...], role: str) -> list[str]:
        return [" ".join(w.spelling for w in here[a:b]) for a, b in pieces(labels.tolist(), names, role)]

    rows = []
    cues = spelled(words, instance.cues, CUE_LABELS, "cue")
    for cue, query in zip(cues, instance.queries[:-1], strict=True):
        here = words[slice(*query.stretch)]
        rows.append([cue, *(span for role in ("source", "content") for span in spelled(here, query.labels, LINK_LABELS, role))])
    return rows


@pytest.mark.parametrize(("cut", "parts"), [("windows", 1), ("paragraphs", 3)])
def test_each_cue_is_asked_about_and_answered_in_either_cut(tokenizer: Tokenizer, cut: Cut, parts: int) -> None:
    read = list(instances(TEXT, GOLD, tokenizer, cut=cut))
    assert len(read) == parts
    assert [row for i in read for row in told(i)] == [
        ["said", "Ann Lee", '" I won , "'],
        ["replied", "Bob", '" No , "'],
    ]


def test_a_slipped_mark_ends_the_paragraph_before_and_all_else_keeps_its_place(tokenizer: Tokenizer) -> None:
    text = slipped(TEXT)
    assert text == 'He left."\n\nI won," said Ann Lee."\n\n No,\'\' Bob replied.'
    assert len(text) == len(TEXT)
    read = list(instances(text, GOLD, tokenizer, cut="paragraphs"))
    assert [row for i in read for row in told(i)] == [["said", "Ann Lee", 'I won , "'], ["replied", "Bob", 'No , "']]


@pytest.mark.parametrize("text", ["", '"At the start.', 'No blank\n"line.', "“Open\n\n”Closed", 'Space\n\n" after.'])
def test_other_marks_do_not_slip(text: str) -> None:
    assert slipped(text) == text
