from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from kg.extract.actors import Cast, find_actors
from kg.extract.passage import Tokens
from kg.model import Actor, ActorKind, actor_id
from tests.extract.actor_cases import ACTOR_CASES, ActorCase
from tests.extract.parses import parsed
from tests.factory import article


def at(text: str, words: str, nth: int = 0) -> Tokens:
    """Where the *nth* occurrence of *words* stands in the parse of *text*."""
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    start = starts[min(nth, len(starts) - 1)]
    span = parsed(text).char_span(start, start + len(words), alignment_mode="expand")
    assert span is not None
    return Tokens(span.start, span.end)


def cast_of(text: str, sources: Sequence[Tokens]) -> Cast:
    return find_actors(parsed(text), article(text), sources)


def text_of(start: str) -> str:
    """The text of the case that starts so."""
    return next(case.text for case in ACTOR_CASES if case.text.startswith(start))


@pytest.mark.parametrize("case", ACTOR_CASES, ids=[c.text[:40] for c in ACTOR_CASES])
def test_who_is_meant(case: ActorCase) -> None:
    sources = [at(case.text, m.words, m.nth) for m in case.meant]
    cast = cast_of(case.text, sources)
    found = [cast.actor_of(source) for source in sources]
    assert [a.name if a else None for a in found] == [m.name for m in case.meant]
    assert set(found) <= set(cast.actors)


def test_an_actor_has_its_full_name_every_other_form_and_a_kind() -> None:
    text = text_of("Tom Roy, who heads")
    cast = cast_of(text, [at(text, "Tom Roy"), at(text, "The council head")])
    name, aliases = "Tom Roy", ("the council head",)
    tom = next(a for a in cast.actors if a.name == name)
    assert tom.id == actor_id(name, scope="a1")
    assert tom.kind is ActorKind.PERSON
    assert tom.aliases == aliases


def test_titles_are_aliases_and_pronouns_are_not() -> None:
    text = text_of("WASHINGTON")
    cast = cast_of(text, [at(text, "Treasury Secretary Janet Holloway"), at(text, "he")])
    janet, bob = (next(a for a in cast.actors if a.name == n) for n in ("Janet Holloway", "Bob Whitfield"))
    assert janet.aliases == ("Holloway", "Treasury Secretary Janet Holloway")
    assert bob.aliases == ("Sen. Bob Whitfield",)


def test_a_country_is_a_government_with_an_iri() -> None:
    text = text_of("Peru said so")
    cast = cast_of(text, [at(text, "Lima")])
    iri = "http://www.wikidata.org/entity/Q419"
    assert cast.actors == (Actor(actor_id("Peru", scope="a1"), "Peru", ActorKind.GOVERNMENT, ("Lima",), (iri,)),)


def test_first_persons_mean_the_speaker_and_our_his_country() -> None:
    text = text_of("Iranian officials")
    source = at(text, "Iran's foreign minister")
    cast = cast_of(text, [source])
    minister = cast.actor_of(source)
    assert minister is not None
    assert cast.country_of(minister) == "Iran"
    text = text_of("WASHINGTON")
    cast = cast_of(text, [])
    mao = next(a for a in cast.actors if a.name == "Mao Ning")
    assert cast.actor_of(at(text, "Our"), speaker=mao) is mao
    assert cast.actor_of(at(text, "Our")) is None


def test_a_description_is_no_actor_where_it_never_speaks() -> None:
    text = text_of("The ministry said no.")
    assert cast_of(text, []).actors == ()
    assert cast_of(text, []).actor_of(at(text, "The ministry")) is None


def test_the_order_of_sources_does_not_matter() -> None:
    case = max(ACTOR_CASES, key=lambda c: len(c.meant))
    sources = [at(case.text, m.words, m.nth) for m in case.meant]
    assert cast_of(case.text, sources).actors == cast_of(case.text, sources[::-1]).actors


def test_several_joined_by_and() -> None:
    text = text_of("Mr Roy and Ms Roy")
    sources = [Tokens(0, 5)]
    cast = cast_of(text, sources)
    assert [a.name for a in cast.actors_of(sources[0])] == ["Tom Roy", "Eve Roy"]


def test_a_firm_and_a_person_of_one_surname_share_no_alias() -> None:
    text = text_of("Holm, the country's")
    cast = cast_of(text, [at(text, "The company"), at(text, "Mr Holm")])
    forms = {a.name: (a.kind, a.aliases) for a in cast.actors}
    assert forms["Holm"] == (ActorKind.ORGANIZATION, ("the company", "the country's largest brewer"))
    assert forms["Nils Holm"] == (ActorKind.PERSON, ("Mr Holm", "the founder's son"))


@pytest.mark.parametrize("words", ["People", "Many", "Leaked messages"])
def test_nobody_in_particular_is_no_actor(words: str) -> None:
    text = text_of("People say")
    assert cast_of(text, [at(text, words)]).actor_of(at(text, words)) is None


def test_a_heading_and_a_role_word_are_no_part_of_a_name() -> None:
    text = text_of("DARK WATERS")
    (ann,) = cast_of(text, [at(text, "DARK WATERS\nMayor Ann Lee"), at(text, "Lee", 1)]).actors
    assert (ann.name, ann.aliases) == ("Ann Lee", ("Lee", "Mayor Ann Lee"))


def test_a_stretch_without_letters_is_nobody() -> None:
    text = text_of("In an e-mail")
    hyphen = next(Tokens(t.i, t.i + 1) for t in parsed(text) if t.text == "-")
    cast = cast_of(text, [hyphen])
    assert cast.actor_of(hyphen) is None
    assert all(any(c.isalpha() for c in a.name) for a in cast.actors)


@pytest.mark.xfail(strict=True, reason="a description before the name that it belongs to stays an actor of its own")
def test_a_description_before_its_name() -> None:
    text = text_of("Opposition leader")
    source = at(text, "The council")
    found = cast_of(text, [source]).actor_of(source)
    assert found is not None
    assert found.name == "CNE"
