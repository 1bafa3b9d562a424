"""Names, role words and pronouns in the order of the text in, the entity that each means out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.actors.described import described
from kg.extract.actors.entities import Entity
from kg.extract.actors.naming import named
from kg.extract.actors.pronouns import FEMALE, MALE, PERSONAL, RELATIVE, Mention, antecedents, relative_antecedent
from kg.extract.actors.reading import Reading
from kg.extract.actors.roles import role_noun
from kg.extract.actors.scene import Scene, lowered
from kg.extract.passage import Tokens
from kg.gazetteer import country_of_demonym
from kg.model import ActorKind


class Resolver:
    """Reads one article once; see :meth:`run`. ``meanings`` maps the head of each mention to its entity.

    ``rivals`` maps a pronoun to the two whom it most likely means.
    """

    def __init__(self, reading: Reading, sources: Mapping[int, Tokens]) -> None:
        """Prepare to read *reading*; *sources* maps the head of each stretch that speaks to the stretch."""
        self.meanings: dict[int, Entity] = {}
        self.rivals: dict[int, list[Entity]] = {}
        self._reading = reading
        self._scene = Scene(reading, sources, self.resolve)
        self._speakers: set[Entity] = set()
        self._busy: set[int] = set()

    def run(self) -> None:
        """Resolve every mention of the article."""
        scene, reading = self._scene, self._reading
        for i, word in enumerate(reading.words):
            scene.give_owners(i)
            name = scene.names.mentions.get(i)
            if name is not None:
                if i == name.end - 1:
                    self.resolve(i)
            elif i in scene.sources or self._refers(i):
                self.resolve(i)
            elif word[0].isupper() and (country := country_of_demonym(word)) is not None:
                government = scene.country(country)
                self.meanings.setdefault(i, government)

    def actors(self) -> Iterator[Entity]:
        """Yield everybody who is named, and whoever speaks."""
        for entity in self._scene.entities:
            place = entity.org_class in ("seat", "location", "place")
            if entity in self._speakers or not (entity.described or place):
                yield entity

    def resolve(self, i: int) -> Entity | None:
        """Return whom the word *i* means, and remember it."""
        if i in self.meanings:
            return self.meanings[i]
        if i in self._busy:
            return None
        self._busy.add(i)
        try:
            entity = self._meaning(i)
        finally:
            self._busy.discard(i)
        if entity is None:
            return None
        scene = self._scene
        scene.last[entity] = i
        scene.mentions.append(Mention(i, entity))
        entity = entity.author or entity
        self.meanings[i] = entity
        name = scene.names.mentions.get(i)
        if name is not None:
            for j in range(name.start, name.end):
                self.meanings[j] = entity
        if i in scene.sources:
            self._speakers.add(entity)
            noun = role_noun(self._reading, i)
            if self._reading.pos[i] != "PRON" and (noun is None or noun.classes[0] != "document"):
                self._add_source_form(entity, scene.sources[i], i)
        return entity

    def _refers(self, i: int) -> bool:
        reading = self._reading
        low, pos = reading.lower[i], reading.pos[i]
        return (
            low in PERSONAL or (pos == "PRON" and low in RELATIVE) or (reading.is_noun(i) and role_noun(reading, i) is not None)
        )

    def _meaning(self, i: int) -> Entity | None:
        scene, reading = self._scene, self._reading
        name = scene.names.mentions.get(i)
        low = reading.lower[i]
        if name is not None:
            return named(scene, name)
        if low in PERSONAL:
            return self._pronoun(i)
        if low in RELATIVE and reading.pos[i] in ("PRON", "DET", "SCONJ"):
            return self._relative(i)
        country = country_of_demonym(reading.words[i])
        return scene.country(country) if country is not None else described(scene, i)

    def _pronoun(self, i: int) -> Entity | None:
        found = antecedents(self._reading, i, self._scene.mentions)
        if not found:
            return None
        low = self._reading.lower[i]
        if low in MALE or low in FEMALE:
            found[0].gender = found[0].gender or ("m" if low in MALE else "f")
            if found[0].maybe_person:
                found[0].kind, found[0].maybe_person = ActorKind.PERSON, False
        self.rivals[i] = list(dict.fromkeys(e.author or e for e in found))[:2]
        return found[0]

    def _relative(self, i: int) -> Entity | None:
        before = relative_antecedent(self._reading, i)
        if before is None:
            return None
        meant = self.resolve(before)
        personal = self._reading.lower[i] in ("who", "whom") and meant is not None and meant.is_group
        person = self._person_behind(before) if personal else None
        return self.resolve(person) if person is not None else meant

    def _person_behind(self, i: int) -> int | None:
        """Return the noun for a person whom the name *i* only describes: "an expert hired by the Herald, who …"."""
        reading = self._reading
        if i not in self._scene.names.mentions:
            return None
        for _ in range(4):
            if reading.heads[i] == i or reading.deps[i] not in ("pobj", "prep", "agent", "acl", "dobj"):
                return None
            i = reading.heads[i]
            noun = role_noun(reading, i) if reading.is_noun(i) else None
            if noun is not None and noun.classes[0] == "person":
                return i
        return None

    def _add_source_form(self, entity: Entity, span: Tokens, head: int) -> None:
        reading = self._reading
        start, end = span
        while end - 1 > start and reading.words[end - 1] in ("'s", "’s", "'", "’", ",", "”"):
            end -= 1
        first = max([0, *(i + 1 for i in range(start, head) if "\n" in reading.words[i])])  # a heading is no name
        start = max(start, first)
        if reading.pos[start] != "PRON":
            entity.forms.add(lowered(reading, start, end))
            opening = max(first, reading.phrase_start(head))
            entity.forms.add(lowered(reading, opening, max(head + 1, min(end, reading.phrase_end(head)))))
