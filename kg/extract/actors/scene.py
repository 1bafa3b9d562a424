"""An article while its mentions are resolved one by one: its names, what they are said to be, who was mentioned where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.extract.actors.descriptions import describe
from kg.extract.actors.entities import Entity, Role, group_names, written
from kg.extract.actors.firms import firm_names
from kg.extract.actors.mentions import Name, find_names
from kg.extract.actors.pronouns import Mention
from kg.extract.actors.reading import Reading
from kg.extract.actors.roles import Link, find_links, hints
from kg.extract.passage import Tokens
from kg.gazetteer import Country, country_of_demonym, country_of_institution
from kg.model import ActorKind
from kg.names import role_nouns

Resolve = Callable[[int], Entity | None]  #: whom the word at an index means


class Scene:
    """Who is in one article, as far as it is read.

    ``entities`` holds everybody who was named or described, ``mentions`` who was mentioned at which word, in the order in which
    it became known, ``last`` the last word that means somebody. ``sources`` maps the head of each stretch that speaks to the
    stretch. One word's meaning may hang on another's: ``resolve`` finds it.
    """

    def __init__(self, reading: Reading, sources: Mapping[int, Tokens], resolve: Resolve) -> None:
        """Find the names of *reading* and the roles that it gives them."""
        self.reading = reading
        self.sources = sources
        self.resolve = resolve
        self.mentions: list[Mention] = []
        self.last: dict[Entity, int] = {}
        self.documents: dict[str, Entity] = {}
        names = find_names(reading)
        links = find_links(reading, names)
        firms = firm_names(reading, names)
        self.firms = frozenset(written(name.words) for name in firms)
        self.names = group_names(reading, names, hints(links, reading, names), firms=firms)
        self.entities = list(self.names.entities)
        self.appositions = {link.noun: link.name for link in links if not link.derived}
        self.countries = {e.country.name: e for e in self.entities if e.country and e.kind is ActorKind.GOVERNMENT}
        self._ownerless: dict[int, list[tuple[Entity, int]]] = {}
        for link in links:
            meant = self.names.meanings[link.name]
            if len(meant) == 1 and not (meant[0].is_person and not link.derived and reading.is_plural(link.noun)):
                self._give_role(meant[0], link)
        spots: dict[Entity, list[Name]] = {}
        for name, meant in self.names.meanings.items():
            for entity in meant:
                spots.setdefault(entity, []).append(name)
        for entity in self.entities:
            if entity.kind is ActorKind.UNKNOWN and entity.org_class == "":
                self._mark_place(entity, spots.get(entity, ()))

    def country(self, country: Country) -> Entity:
        """Return the government of *country*, which is in the article from now on."""
        if country.name not in self.countries:
            entity = Entity(country.name, ActorKind.GOVERNMENT, org_class="government", country=country, described=True)
            self.countries[country.name] = entity
            self.entities.append(entity)
        return self.countries[country.name]

    def owner(self, i: int) -> Entity | None:
        """Return whose the thing or the role at *i* is."""
        reading = self.reading
        possessor = reading.owner(i)
        if possessor is not None:
            return self.resolve(possessor)
        for obj in reading.objects(i, "of", "for", "at", "from", "in"):
            if reading.is_noun(obj) and (found := self.resolve(obj)) is not None:
                return found
        for modifier in reading.modifiers(i):
            if modifier in self.names.mentions or country_of_demonym(reading.words[modifier]):
                return self.resolve(modifier)
        return None

    def give_owners(self, noun: int) -> None:
        """Add to the roles that *noun* gave whose they are, now that all before it is resolved."""
        for entity, at in self._ownerless.pop(noun, ()):
            role = entity.roles[at]
            entity.roles[at] = Role(role.head, role.modifiers, self.owner(noun))

    def forms(self, noun: int) -> Iterator[str]:
        """Yield what the phrase of *noun* calls its entity, with and without what follows the noun and the article."""
        reading = self.reading
        start = reading.phrase_start(noun)
        if reading.pos[start] == "PRON":
            return
        for end in (noun + 1, reading.phrase_end(noun)):
            yield lowered(reading, start, end)

    def _give_role(self, entity: Entity, link: Link) -> None:
        reading, name, noun, head = self.reading, link.name, link.noun, link.head
        if noun >= name.first and noun < name.start:  # a title
            words = {w.lower() for w in name.title.split()} - {head, "of", "the"}
            entity.roles.append(Role(head, frozenset(words)))
            return
        described = describe(reading, noun)
        words = set(described.modifiers) | ({reading.lower[noun]} if link.derived else set())
        entity.roles.append(Role(head, frozenset(words)))
        if not link.derived:
            self._ownerless.setdefault(noun, []).append((entity, len(entity.roles) - 1))
        known = role_nouns().get(head)
        if known is not None and not entity.is_person and not entity.org_class:
            entity.org_class = known.classes[0]
        if known is not None and known.gender and entity.is_person:
            entity.gender = entity.gender or known.gender
        if not link.derived:
            entity.forms.update(self.forms(noun))

    def _mark_place(self, entity: Entity, spots: Sequence[Name]) -> None:
        """Mark a name that only ever stands, at *spots*, where places do."""
        reading = self.reading
        acts = any(reading.deps[n.end - 1] in ("nsubj", "agent") or n.end - 1 in self.sources for n in spots)
        if not acts and all(reading.entities[n.end - 1] in ("GPE", "LOC", "FAC") for n in spots):
            entity.org_class = "location"


def country_of(entity: Entity) -> str | None:
    """Return the country of an entity, as far as its name, its title and its roles tell."""
    if entity.country is not None:
        return entity.country.name
    if entity.origin is not None:
        return entity.origin
    for role in entity.roles:
        if role.owner is not None and role.owner is not entity and role.owner.country is not None:
            return role.owner.country.name
    owners = (role.owner for role in entity.roles if role.owner is not None and role.owner is not entity)
    names = [
        *sorted({entity.name, *entity.forms}),
        *(name for owner in owners for name in sorted({owner.name, *owner.forms})),
    ]
    found = (
        *(country_of_institution(name) for name in names),
        *(country_of_demonym(word) for word in entity.words),
    )
    return next((c.name for c in found if c is not None), None)


def lowered(reading: Reading, start: int, end: int) -> str:
    """Return the words with a lower-case first letter where only its place in the sentence has made it a capital."""
    text = reading.text(start, end)
    if reading.pos[start] in ("PROPN", "X") or (len(reading.words[start]) > 1 and reading.words[start].isupper()):
        return text
    if country_of_demonym(reading.words[start]):
        return text
    return text[0].lower() + text[1:]
