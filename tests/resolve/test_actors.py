from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Actor, ActorKind, Extraction, actor_id
from kg.resolve.actors import resolve_actors
from tests.factory import article

P, ORG, G, U = ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.GOVERNMENT, ActorKind.UNKNOWN


def local(text: str, kind: ActorKind = P, scope: str = "") -> Actor:
    """``local("Ann Lee|Lee|the mayor")`` is Ann Lee with two aliases."""
    name, *aliases = text.split("|")
    return Actor(actor_id(name, scope=scope), name, kind, tuple(sorted(aliases)))


def extraction(id: str, *actors: Actor) -> Extraction:
    return Extraction(article(id=id), tuple(sorted(actors, key=lambda a: a.name)), ())


def corpus(*articles: Sequence[Actor]) -> list[Extraction]:
    return [extraction(f"a{n}", *actors) for n, actors in enumerate(articles, start=1)]


ONE = [
    ("the same name", [local("Ann Lee")], [local("Ann Lee")]),
    ("case, marks and article", [local("The Orley Press", ORG)], [local("Orley press", ORG)]),
    ("diacritics", [local("Jón Ólafsson")], [local("Jon Olafsson")]),
    ("letters without a base", [local("Søren Łuk")], [local("Soren Luk")]),
    ("a kind that is unknown", [local("Orley Press", U)], [local("Orley Press", ORG)]),
    ("a surname", [local("Ann Lee")], [local("Lee")]),
    ("an acronym and what it was introduced for", [local("Orley Farmers Union|OFU", ORG)], [local("OFU", ORG)]),
    ("a short name that the long one goes by", [local("Narvik Hydro|Narvik", ORG)], [local("Narvik", U)]),
    ("a middle initial", [local("Ann B. Lee")], [local("Ann Lee")]),
    ("a nickname", [local("Robert Lee")], [local("Bob Lee")]),
    ("two names of a country", [local("Britain", G)], [local("United Kingdom", G)]),
]


@pytest.mark.parametrize(("first", "second"), [c[1:] for c in ONE], ids=[c[0] for c in ONE])
def test_one_actor(first: list[Actor], second: list[Actor]) -> None:
    found = resolve_actors(corpus(first, second))
    assert len(set(found.things.values())) == 1
    assert set(found.things) == {("a1", first[0].name), ("a2", second[0].name)}


APART = [
    ("a father and his son", [local("Donald Trump")], [local("Donald Trump Jr.")]),
    ("first names", [local("Ann Lee")], [local("Eve Lee")]),
    ("a person and a firm", [local("Ann Lee", P)], [local("Ann Lee", ORG)]),
    ("descriptions", [local("the ministry", ORG)], [local("the ministry", ORG)]),
    ("a surname of two", [local("Ann Lee"), local("Eve Lee")], [local("Lee")]),
    ("middle initials", [local("Ann B. Lee"), local("Ann C. Lee")], [local("Ann Lee")]),
    ("a nickname where the surname is common", [local("Robert Lee"), local("Ann Lee")], [local("Bob Lee")]),
    ("what one article tells apart", [local("Ann Lee"), local("Lee")], [local("Eve Roy")]),
    ("a role word", [local("Narvik Hydro|the firm", ORG)], [local("The Firm", ORG)]),
    ("a firm with a surname's name", [local("Ann Lee")], [local("Lee", ORG)]),
    ("a country and its namesake", [local("Georgia", G)], [local("Georgia", P)]),
]


@pytest.mark.parametrize(("first", "second"), [c[1:] for c in APART], ids=[c[0] for c in APART])
def test_apart(first: list[Actor], second: list[Actor]) -> None:
    found = resolve_actors(corpus(first, second))
    assert len({a.id for a in found.things.values()}) == len(first) + len(second)


def test_the_full_name_wins_and_all_other_forms_are_aliases() -> None:
    found = resolve_actors(corpus([local("Lee|Mayor Lee")], [local("Ann Lee|Lee|the mayor")], [local("Lee")]))
    assert set(found.things.values()) == {Actor(actor_id("Ann Lee"), "Ann Lee", P, ("Lee", "Mayor Lee", "the mayor"))}


def test_a_country_has_its_common_name_and_an_iri() -> None:
    found = resolve_actors(corpus([local("Britain|London", G)]))
    assert found["a1", "Britain"] == Actor(
        actor_id("United Kingdom"), "United Kingdom", G, ("Britain", "London"), ("http://www.wikidata.org/entity/Q145",)
    )


def test_a_description_is_scoped_to_its_article() -> None:
    found = resolve_actors(corpus([local("the ministry", ORG)]))
    assert found["a1", "the ministry"].id == actor_id("the ministry", scope="a1")


def test_kind_by_majority() -> None:
    found = resolve_actors(corpus([local("Roy", U)], [local("Roy", ORG)], [local("Roy", ORG)], [local("Roy", ActorKind.GROUP)]))
    assert {a.kind for a in found.things.values()} == {ORG}


NAMES = (
    "Ann Lee",
    "Lee",
    "Ann B. Lee",
    "Bob Lee",
    "Robert Lee",
    "OFU",
    "Orley Farmers Union|OFU",
    "Britain",
    "the mayor",
    "Orley|Lee",
)


@given(
    st.lists(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from((P, ORG, U))), unique_by=lambda p: p[0]), max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_articles_does_not_matter(articles: list[list[tuple[str, ActorKind]]], random: object) -> None:
    found = corpus(*([local(name, kind) for name, kind in pairs] for pairs in articles))
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = resolve_actors(found), resolve_actors(shuffled)
    assert first == second
    ids: dict[str, Actor] = {}
    assert all(ids.setdefault(a.id, a) == a for a in first.things.values())  # one id, one actor


def test_many_actors_of_one_surname_take_no_square_time() -> None:
    many = corpus(*([local(f"Name{n} Lee|Lee")] for n in range(4000)), [local("Lee")])
    begin = time.perf_counter()
    assert len(set(resolve_actors(many).things.values())) == 4001
    assert time.perf_counter() - begin < 3
