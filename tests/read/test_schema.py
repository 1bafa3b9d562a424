"""``schemas/article.schema.json`` and the reader agree on what an article line is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kg.model import Article
from kg.read.article import FIELDS
from kg.read.jsonl import read_lines
from kg.read.kinds import SUFFIXES
from kg.resources import folder

SCHEMA = json.loads((folder("schemas") / "article.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_has_the_readers_keys() -> None:
    assert set(SCHEMA["properties"]) == {*FIELDS, "text"}


def test_the_guide_names_every_ending_and_key() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "articles.md").read_text(encoding="utf-8")
    assert [name for name in (*FIELDS, "text", *filter(None, SUFFIXES)) if f"`{name}`" not in guide] == []


@pytest.mark.parametrize("example", SCHEMA["examples"])
def test_examples_are_valid_and_read_as_they_are(example: dict[str, str]) -> None:
    assert VALIDATOR.is_valid(example)
    article, *rest = read_lines([json.dumps(example).encode()], where="x")
    assert isinstance(article, Article)
    assert article.text == example["text"]
    assert bool(rest) == ("published" not in example)


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"title": "x", "published": "2019"},
        {"text": "", "published": "2019"},
        {"text": " \n", "published": "2019"},
        {"text": 3, "published": "2019"},
        {"text": "x", "published": "11.12.2019"},
        {"text": "x", "published": "2024-13-40"},
        {"text": "x", "published": ["2019"]},
        {"text": "x", "published": "2019", "title": ["x"]},
        {"text": "x", "published": "2019", "url": "post.example/a"},
        {"text": "x", "published": "2019", "url": "https://post.example/a b"},
        ["x"],
    ],
)
def test_what_the_schema_refuses_the_reader_remarks_on(line: object) -> None:
    assert not VALIDATOR.is_valid(line)
    assert [item for item in read_lines([json.dumps(line).encode()], where="x") if not isinstance(item, Article)]
