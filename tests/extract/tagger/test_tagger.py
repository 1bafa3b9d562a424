from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tagger import tag
from kg.extract.tagger.tagger import Tagged
from tests.extract.tagger.tiny import Scripted, tokenizer

TINY = tokenizer()
SAID: Mapping[str | None, tuple[Sequence[str], Sequence[str]]] = {
    "said": (["Ann"], ["no", "never"]),
    "denies": (["Bo"], ["it"]),
}

Read = tuple[str | None, str | None, tuple[str, ...]]


def read(text: str, tagged: Sequence[Tagged]) -> list[Read]:
    return [
        (
            t.cue and text[slice(*t.cue)],
            t.source and text[slice(*t.source)],
            tuple(text[slice(*run)] for run in t.content),
        )
        for t in tagged
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann said no.", [("said", "Ann", ("no",))]),
        ("no, Ann said, never never!", [("said", "Ann", ("no", "never never"))]),  # interrupted
        ("Ann said no; Bo denies it.", [("said", "Ann", ("no",)), ("denies", "Bo", ("it",))]),
        ("no, said a man.", [("said", None, ("no",))]),
        ("Ann said so.", []),  # nothing is said
        ("A day. No cue.", []),
        ("", []),
    ],
)
def test_a_cue_takes_its_source_and_its_content(text: str, found: list[Read]) -> None:
    assert read(text, tag([text], Scripted(SAID), TINY)[0]) == found


@pytest.mark.parametrize(("text", "found"), [("They met.\n\n“never”", [(None, None, ("never",))]), ("They never met.", [])])
def test_only_a_quotation_needs_no_cue(text: str, found: list[Read]) -> None:
    assert read(text, tag([text], Scripted({None: ([], ["never"])}), TINY)[0]) == found


def test_what_is_not_quoted_beside_a_quotation_needs_a_cue() -> None:
    text = "“So,” never."
    assert tag([text], Scripted({None: ([], ["never"])}), TINY) == [[]]


def test_the_longest_of_several_sources_wins() -> None:
    text = "Ann, or Ann Ann, said no."
    assert read(text, tag([text], Scripted(SAID), TINY)[0]) == [("said", "Ann Ann", ("no",))]


def test_offsets_count_code_points_of_the_whole_text() -> None:
    text = "😀 day.\n\n😀 Ann said no."
    (tagged,) = tag([text], Scripted(SAID), TINY)[0]
    assert tagged == Tagged((14, 18), (10, 13), ((19, 21),))


@given(st.permutations(["Ann said no.", "Bo denies it." + " a" * 300, "", "no, Ann said.\n\nBo denies it.", "b " * 40]))
def test_neither_order_nor_batch_changes_what_a_text_gives(texts: list[str]) -> None:
    assert tag(texts, Scripted(SAID), TINY) == [tag([text], Scripted(SAID), TINY)[0] for text in texts]


def test_short_texts_are_read_together_and_many_in_several_batches() -> None:
    network = Scripted(SAID)
    tag(["Ann said no."] * 1000, network, TINY)
    assert sum(network.batches) == 1000
    assert 1 < len(network.batches) < 20
