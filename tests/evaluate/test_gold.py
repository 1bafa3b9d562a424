from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kg.errors import ReadError
from kg.evaluate.gold import Story, load_stories, load_story
from kg.model import ActorKind, Article, DateBasis, Span, Stance
from kg.read import read
from kg.resources import folder
from tests.factory import date

TEXT = "The mine is safe, the owner said on Monday. Will it close? He denied that."
ROW = {
    "article": "a1",
    "actor": "owner",
    "source": "the owner",
    "content": "The mine is safe",
    "stance": "asserts",
    "claim": "safe",
    "date": "2019-12-09",
    "date_basis": "stated",
}
GOLD = {
    "story": "The mine",
    "articles": [{"id": "a1", "title": "Safe", "published": "2019-12-11", "outlet": "Mercury", "text": TEXT}],
    "actors": [{"id": "owner", "name": "The owner", "kind": "organisation", "aliases": ["the owner", "The owner"]}],
    "claims": [{"id": "safe", "text": "The mine is safe"}, {"id": "closes", "text": "The mine will close"}],
    "contradictions": [["safe", "closes"]],
    "attributions": [
        ROW,
        ROW | {"source": None, "content": ["He", "that"], "stance": "denies", "claim": "closes", "optional": True},
    ],
    "distractors": [{"article": "a1", "text": "Will it close?", "why": "question"}],
}


def write(path: Path, **changes: Any) -> Path:
    path.write_text(json.dumps(GOLD | changes), encoding="utf-8")
    return path


def test_a_story_with_its_text(tmp_path: Path) -> None:
    story = load_story(write(tmp_path / "mine.json"))
    first, second = story.judgements
    assert [a.id for a in story.articles] == ["mine/a1"]
    assert story.actors[0].kind is ActorKind.ORGANIZATION
    assert story.actors[0].aliases == ("the owner",)
    assert first.content == (Span(0, 16, "The mine is safe"),)
    assert (first.article, first.stance, first.date, first.date_basis) == (
        "mine/a1",
        Stance.ASSERTS,
        date("2019-12-09"),
        DateBasis.STATED,
    )
    assert [TEXT[p.start : p.end] for p in second.content] == ["He", "that"]
    assert (first.optional, second.optional) == (False, True)
    assert story.contradictions == (("safe", "closes"),)
    assert story.distractors[0].span.text == "Will it close?"


def test_an_article_may_be_a_file(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": "Nothing."}, {"id": "y", "published": "2019-12-11", "text": TEXT}]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    story = load_story(write(tmp_path / "mine.json", articles=[{"id": "a1", "file": "two.jsonl", "item": 1}]))
    assert story.articles[0].text == TEXT
    assert {j.article for j in story.judgements} == {"y"}


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"attributions": [ROW | {"content": "The mine is shut"}]}, "attribution 0 (a1, owner, safe): content stands 0 times"),
    ({"attributions": [ROW, ROW | {"content": "e"}]}, "attribution 1 (a1, owner, safe): content stands 9 times"),
    ({"attributions": [ROW | {"content": ["that", "He"]}]}, "out of order"),
    ({"attributions": [ROW | {"actor": "nobody"}]}, "unknown actor or claim"),
    ({"attributions": [ROW | {"article": "a9"}]}, "unknown article"),
    ({"attributions": [ROW | {"source": "the buyer"}]}, "source isn't in the text: 'the buyer'"),
    ({"attributions": [ROW | {"stance": "doubts"}]}, "doubts"),
    ({"attributions": [ROW | {"date": "2019-12-12"}]}, "after it was published"),
    ({"attributions": [ROW | {"date_basis": "published"}]}, "2019-12-09 isn't"),
    ({"attributions": [{"article": "a1"}]}, "no 'actor'"),
    ({"contradictions": [["safe", "safe"]]}, "contradiction safe, safe"),
    ({"distractors": [{"article": "a1", "text": "Will it burn?", "why": "question"}]}, "distractor 0 (a1): not in the text"),
    ({"articles": [{"id": "a1", "file": "none.txt"}]}, "none.txt"),
    ({"actors": [{"id": "owner", "name": ""}]}, "needs an id and a name"),
    ({"claims": 7}, "'int' object is not iterable"),
]


@pytest.mark.parametrize(("changes", "message"), BROKEN)
def test_broken_gold_says_which_entry(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ReadError) as caught:
        load_story(write(tmp_path / "mine.json", **changes))
    assert message in str(caught.value)


def test_a_file_that_holds_fewer_articles(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ReadError, match=r"article a1: .*one.txt holds 1 articles"):
        load_story(write(tmp_path / "mine.json", articles=[{"id": "a1", "file": "one.txt", "item": 1}]))


@pytest.mark.parametrize("content", [b"{", b"\xff", None])
def test_a_file_that_is_no_gold(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadError, match=r"mine\.json: not readable as JSON"):
        load_story(path)


STORIES = load_stories(folder("seeds") / "gold")


def test_the_gold_covers_every_article_of_the_project_once() -> None:
    annotated = [a.id for story in STORIES for a in story.articles]
    assert len(annotated) == len(set(annotated))
    read_in = {item.id for item in read([folder("seeds") / "articles"]) if isinstance(item, Article)}
    assert read_in
    assert read_in <= set(annotated)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_gold_uses_all_that_it_lists(story: Story) -> None:
    assert {c.id for c in story.claims} == {j.claim for j in story.judgements}
    assert {a.id for a in story.actors} == {j.actor for j in story.judgements}
    assert {a.id for a in story.articles} == {j.article for j in story.judgements}
    assert all(d.why for d in story.distractors)
    assert all(a.published and a.citation.title and a.citation.outlet for a in story.articles)


@pytest.mark.parametrize("path", sorted((folder("seeds") / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_the_gold_keeps_to_its_schema(path: Path) -> None:
    schema = json.loads((folder("schemas") / "story.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)
    jsonschema.validate(GOLD, schema)
