from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.parts import LONGEST, in_parts, joined, parts
from kg.model import Actor, ActorKind, Article, Attribution, Citation, Extraction, Span

TEXT = "Ann Moor said it rained.\n\nMoor denied it."
ARTICLE = Article(Citation("x"), TEXT)


@given(st.text(alphabet="ab \n"), st.integers(3, 40))
def test_parts_are_in_order_no_longer_than_allowed_and_leave_out_only_blanks(text: str, longest: int) -> None:
    found = parts(text, longest=longest)
    covered = {i for start, end in found for i in range(start, end)}
    assert list(found) == sorted(found)
    assert sum(end - start for start, end in found) == len(covered)
    assert not "".join(c for i, c in enumerate(text) if i not in covered).strip()
    assert all(len(text[start:end].strip()) <= longest for start, end in found)


def test_an_article_of_usual_length_is_one_part() -> None:
    assert in_parts(ARTICLE) == (ARTICLE,)


def _part(text: str, name: str, words: str, kind: ActorKind, aliases: tuple[str, ...]) -> Extraction:
    at = text.index(words)
    attribution = Attribution("x", (Span(at, at + len(words), words),), "It rained.", actor=name)
    return Extraction(replace(ARTICLE, text=text), (Actor("1", name, kind, aliases),), (attribution,))


def test_offsets_are_those_of_the_article_and_actors_of_one_name_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract.parts.parts", lambda text: ((0, 26), (26, len(text))))
    first = _part(TEXT[:26], "Moor", "it rained", ActorKind.UNKNOWN, ("Ann Moor",))
    second = _part(TEXT[26:], "Moor", "it", ActorKind.PERSON, ("Ms Moor",))
    whole = joined(ARTICLE, [first, second])
    assert whole.actors == (Actor("1", "Moor", ActorKind.PERSON, ("Ann Moor", "Ms Moor")),)
    assert [TEXT[s.start : s.end] for a in whole.attributions for s in a.content] == ["it rained", "it"]


@pytest.mark.model
def test_an_article_of_several_parts_is_read_to_its_end() -> None:
    filler = "The harbour lay quiet all week, and boats came and went.\n\n"
    text = (
        "Lena Ortiz said that the crane was safe.\n\n"
        + filler * (LONGEST // len(filler))
        + "Lena Ortiz denied that the crane was old."
    )
    (found,) = extract([Article(Citation("long"), text)])
    assert [(a.actor, a.stance and a.stance.value, a.claim) for a in found.attributions] == [
        ("Lena Ortiz", "asserts", "The crane was safe."),
        ("Lena Ortiz", "denies", "The crane was old."),
    ]
    assert all(text[s.start : s.end] == s.text for a in found.attributions for s in a.content)
