"""A noun that describes somebody and what is known of its article in, whom it fits there out, or somebody new."""

from __future__ import annotations

import re

from kg.extract.actors.descriptions import ROLE_SCORE, describe, same_stem, score
from kg.extract.actors.entities import Entity, Role
from kg.extract.actors.roles import kind_of, reciprocal_roles, role_noun
from kg.extract.actors.scene import Scene, lowered
from kg.model import ActorKind
from kg.names import Noun, role_nouns

_INDEFINITE = frozenset({"a", "an", "another", "one", "two", "three", "four", "five", "six", "several", "some", "many", "no"})
_AGE = re.compile(r"\b(\d+)-year-old\W*\Z")


def known(scene: Scene, i: int, noun: Noun) -> Entity | None:
    """Return somebody of the article whom the description at *i* fits: by role, by name, by class."""
    reading = scene.reading
    described = describe(reading, i)
    if described.determiner in _INDEFINITE:
        return None
    owner = scene.owner(i)
    possessor = reading.owner(i)
    apart = noun.classes[0] == "party" and possessor in scene.names.mentions and owner is not None and owner.is_person
    last, here = scene.last, reading.sentences[i]
    ranked = []
    for order, entity in enumerate(scene.entities):
        seen = last.get(entity, -1)
        distance = here - reading.sentences[seen] if seen >= 0 else 9
        points = score(described, noun, entity, owner, distance=distance)
        if apart and points < ROLE_SCORE:
            continue  # "Lee's party" is an actor of its own, not any party of the article
        if points > 0:
            ranked.append((points, seen >= 0, seen, -order, entity))
    return max(ranked, key=lambda r: r[:4])[4] if ranked else None


def aged(scene: Scene, i: int) -> Entity | None:
    """Return who "the 48-year-old" at *i* is: the one of that age, else the person who is talked about."""
    span = scene.sources.get(i)
    match = _AGE.search(scene.reading.text(*span)) if span is not None else None
    if match is None:
        return None
    of_age = [m.entity for m in reversed(scene.mentions) if match[1] in m.entity.ages]
    people = [m.entity for m in reversed(scene.mentions) if m.entity.is_person and not m.entity.described]
    return next(iter([*of_age, *people]), None)


def linked(scene: Scene, i: int) -> Entity | None:
    """Return the name that stands in apposition to the noun *i*."""
    reading = scene.reading
    name = scene.appositions.get(i)
    if name is not None:
        return scene.resolve(name.end - 1)
    for child in reading.children[i]:
        if child > i and reading.deps[child] == "appos" and child in scene.names.mentions and not reading.is_plural(i):
            entity = scene.resolve(child)
            noun = role_noun(reading, i)
            if entity is not None and (noun is None or (kind_of(noun) is ActorKind.PERSON) == entity.is_person):
                return entity
    return None


def reciprocal(scene: Scene, i: int) -> Entity | None:
    """Return who "his client" is: the one whose lawyer he was said to be."""
    possessor = scene.reading.owner(i)
    owner = scene.resolve(possessor) if possessor is not None else None
    others = reciprocal_roles().get(scene.reading.lemmas[i], frozenset())
    if owner is None or not others:
        return None
    return next((r.owner for r in owner.roles if r.head in others and r.owner is not None), None)


def members(scene: Scene, i: int) -> Entity | None:
    """Return the organisation that a plural stands for: "the commissioners" for the commission."""
    reading = scene.reading
    start = reading.phrase_start(i)
    if reading.lower[start] in _INDEFINITE or any(reading.pos[j] == "NUM" for j in range(start, i)):
        return None
    for entity in scene.entities:
        if not entity.is_person and not entity.plural and entity.org_class not in ("location", "seat"):
            words = [*(w.lower() for w in entity.words), *(r.head for r in entity.roles)]
            if any(same_stem(reading.lower[i], w) for w in words):
                return entity
    return None


def new(scene: Scene, i: int, noun: Noun | None) -> Entity | None:
    """Return a new entity for a description that fits nobody; it is in the article from now on."""
    reading = scene.reading
    described = describe(reading, i)
    source = scene.sources.get(i)
    start, end = (source.start, source.end) if source is not None else (reading.phrase_start(i), i + 1)
    if source is None and any(o in scene.names.mentions for o in reading.objects(i, "of", "in", "at", "for")):
        end = reading.phrase_end(i)
    name = lowered(reading, start, end)
    if noun is not None and start == i:
        name = name[0].lower() + name[1:]  # a noun that stands for somebody is no name: "Counsel for the firm"
    if not any(c.isalpha() for c in name):
        return None
    if source is None and reading.deps[i] in ("compound", "nmod", "amod"):
        name = f"the {reading.lower[i]}"
    possessor = reading.owner(i)
    owner = scene.owner(i)
    if possessor is not None and owner is not None and reading.pos[possessor] == "PRON" and possessor == start:
        name = f"{owner.name}'s {reading.text(start + 1, end)}"  # a pronoun means nothing outside its sentence
    plural = reading.is_plural(i)
    kind = kind_of(noun, plural=plural) if noun is not None else ActorKind.GROUP if plural else ActorKind.UNKNOWN
    head = reading.lemmas[i] if reading.lemmas[i] in role_nouns() else reading.lower[i]
    entity = Entity(
        name,
        kind,
        org_class=noun.classes[0] if noun else "",
        gender=noun.gender if noun else "",
        plural=plural,
        described=True,
        roles=[Role(head, described.modifiers, owner)],
    )
    scene.entities.append(entity)
    return entity
