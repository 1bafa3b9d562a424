from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.jsonl import KEYS, from_line, read_attributions, to_line
from kg.model import Attribution, DateBasis, Stance
from kg.resources import folder
from tests.factory import attribution
from tests.strategies import partial_dates, passages, texts

TEXT = "The mine is safe, Narvik Hydro said on Monday."
SAFE = attribution(TEXT, "The mine is safe", source="Narvik Hydro", cue="said", claim="The mine is safe.", when="2019-12-09")


@st.composite
def attributions(draw: st.DrawFn) -> Attribution:
    date = draw(st.none() | partial_dates())
    return Attribution(
        article=draw(texts()),
        content=draw(passages()),
        claim=draw(texts()),
        source=draw(st.none() | passages().map(lambda pieces: pieces[0])),
        cue=draw(st.none() | passages().map(lambda pieces: pieces[0])),
        actor=draw(st.none() | texts()),
        stance=draw(st.none() | st.sampled_from(Stance)),
        date=date,
        date_basis=draw(st.sampled_from(DateBasis)) if date else None,
        confidence=draw(st.floats(0, 1)),
    )


@given(attributions())
def test_round_trip(value: Attribution) -> None:
    line = to_line(value)
    assert from_line(line) == value
    assert line.splitlines() == [line]


SCHEMA = json.loads((folder("schemas") / "attribution.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@given(attributions())
def test_lines_keep_to_the_schema(value: Attribution) -> None:
    VALIDATOR.validate(json.loads(to_line(value)))


def test_the_example_of_the_schema_can_be_read() -> None:
    for example in SCHEMA["examples"]:
        VALIDATOR.validate(example)
        assert json.loads(to_line(from_line(json.dumps(example)))) == example


def test_keys_are_always_all_there_in_one_order() -> None:
    bare = attribution(TEXT, "The mine is safe", stance=None)
    assert list(SCHEMA["properties"]) == list(KEYS)
    assert list(json.loads(to_line(SAFE))) == list(json.loads(to_line(bare))) == list(KEYS)


def test_values_are_those_of_the_format() -> None:
    assert json.loads(to_line(SAFE)) == {
        "article": "a1",
        "source": {"start": 18, "end": 30, "text": "Narvik Hydro"},
        "cue": {"start": 31, "end": 35, "text": "said"},
        "content": [{"start": 0, "end": 16, "text": "The mine is safe"}],
        "actor": "Narvik Hydro",
        "stance": "asserts",
        "claim": "The mine is safe.",
        "date": "2019-12-09",
        "date_basis": "stated",
        "confidence": 1.0,
    }


def test_only_article_content_and_claim_are_required() -> None:
    line = '{"article": "a1", "claim": "Yes.", "content": [{"start": 3, "end": 6, "text": "yes"}], "note": 7}'
    assert from_line(line) == attribution("so yes", "yes", claim="Yes.", stance=None)


WHOLE = json.loads(to_line(SAFE))
BROKEN = [
    ("{", "not JSON", "one JSON object"),
    ("[1]", "[1] where an attribution should be", "one JSON object"),
    ("1" * 5000, "beyond all measure", "one JSON object"),
    (json.dumps({"article": "a1", "content": []}), "no claim", "article, content, claim"),
    (json.dumps(WHOLE | {"article": ""}), "no article", "article, content, claim"),
    (json.dumps(WHOLE | {"content": []}), "an attribution needs content", "mend the line"),
    (json.dumps(WHOLE | {"content": "safe"}), 'content is "safe"', "list of {start, end, text}"),
    (json.dumps(WHOLE | {"content": [7]}), "content holds 7", '"start": 0'),
    (json.dumps(WHOLE | {"cue": {"start": 1}}), 'cue holds {"start": 1}', '"start": 0'),
    (json.dumps(WHOLE | {"cue": {"start": True, "end": 2, "text": "a"}}), "cue holds", '"start": 0'),
    (json.dumps(WHOLE | {"source": {"start": 4, "end": 2, "text": "x"}}), "source: not a span", '"start": 0'),
    (json.dumps(WHOLE | {"source": {"start": 4, "end": 9, "text": "x"}}), "holds 1 code points, not 5", "code points"),
    (json.dumps(WHOLE | {"stance": "doubts"}), 'stance is "doubts"', "asserts, denies or null"),
    (json.dumps(WHOLE | {"stance": 1}), "stance is 1", "string"),
    (json.dumps(WHOLE | {"date": "last week"}), 'date is "last week"', "YYYY-MM-DD"),
    (json.dumps(WHOLE | {"date": "2019-02-30"}), 'date is "2019-02-30"', "YYYY-MM-DD"),
    (json.dumps(WHOLE | {"date": None}), "known together", "mend the line"),
    (json.dumps(WHOLE | {"date_basis": "guessed"}), 'date_basis is "guessed"', "stated, published or null"),
    (json.dumps(WHOLE | {"confidence": "high"}), 'confidence is "high"', "number from 0 to 1"),
    (json.dumps(WHOLE | {"confidence": 2}), "confidence 2", "mend the line"),
    (json.dumps(WHOLE | {"confidence": float("nan")}), "confidence nan", "mend the line"),
]


@pytest.mark.parametrize(("line", "found", "advice"), BROKEN)
def test_a_broken_line_is_one_line_of_advice(line: str, found: str, advice: str) -> None:
    with pytest.raises(ReadError) as caught:
        from_line(line, where="found.jsonl:3")
    assert caught.value.where == "found.jsonl:3"
    assert found in caught.value.found
    assert advice in caught.value.advice
    assert len(str(caught.value).splitlines()) == 1


def test_a_broken_line_loses_only_itself() -> None:
    good = to_line(SAFE)
    first, error, second = read_attributions([good + "\n", "{\n", "\n", good + "\n"], where="found.jsonl")
    assert first == second == SAFE
    assert isinstance(error, ReadError)
    assert error.where == "found.jsonl:2"
