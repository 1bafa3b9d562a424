"""Names, role words and pronouns in the order of the text in, the entity that each means out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.actors.descriptions import ROLE_SCORE, Described, describe, same_stem, score
from kg.extract.actors.entities import Entity, Role, group_names, written
from kg.extract.actors.firms import firm_names
from kg.extract.actors.generic import is_generic
from kg.extract.actors.mentions import Name, find_names
from kg.extract.actors.pronouns import FEMALE, MALE, PERSONAL, RELATIVE, Mention, antecedents, relative_antecedent
from kg.extract.actors.reading import Reading
from kg.extract.actors.roles import find_links, hints, kind_of, reciprocal_roles, role_noun
from kg.extract.passage import Tokens
from kg.gazetteer import Country, country_of_demonym, country_of_institution
from kg.model import ActorKind
from kg.names import Noun, role_nouns

_INDEFINITE = frozenset({"a", "an", "another", "one", "two", "three", "four", "five", "six", "several", "some", "many", "no"})
_LOCATIVE = frozenset(
    {"in", "at", "near", "from", "to", "outside", "around", "into", "through", "across", "between", "towards", "via"}
)
_ADVOCATES = frozenset({"lawyer", "counsel", "attorney", "solicitor", "barrister", "office"})
_AGE = re.compile(r"\b(\d+)-year-old\W*\Z")
_GOVERNMENT = frozenset({"government", "authority", "authorities", "side", "regime", "leadership"})


class Resolver:
    """Reads one article once; see :meth:`run`. ``meanings`` maps the head of each mention to its entity."""

    def __init__(self, reading: Reading, sources: Mapping[int, Tokens]) -> None:
        """Prepare to read *reading*; *sources* maps the head of each stretch that speaks to the stretch."""
        self.reading = reading
        self.sources = sources
        self.meanings: dict[int, Entity] = {}
        self.rivals: dict[int, list[Entity]] = {}
        self._mentions: list[Mention] = []
        self._last: dict[Entity, int] = {}
        self._speakers: set[Entity] = set()
        self._documents: dict[str, Entity] = {}
        self._busy: set[int] = set()
        self._ownerless: dict[int, list[tuple[Entity, int]]] = {}
        names = find_names(reading)
        links = find_links(reading, names)
        firms = firm_names(reading, names)
        self._firms = frozenset(written(name.words) for name in firms)
        self._names = group_names(reading, names, hints(links, reading, names), firms=firms)
        self._entities = list(self._names.entities)
        self._links = {link.noun: link.name for link in links if not link.derived}
        self._countries = {e.country.name: e for e in self._entities if e.country and e.kind is ActorKind.GOVERNMENT}
        for link in links:
            meant = self._names.meanings[link.name]
            if len(meant) == 1 and not (meant[0].is_person and not link.derived and reading.is_plural(link.noun)):
                self._give_role(meant[0], link.name, link.noun, link.head, derived=link.derived)
        spots: dict[Entity, list[Name]] = {}
        for name, meant in self._names.meanings.items():
            for entity in meant:
                spots.setdefault(entity, []).append(name)
        for entity in self._entities:
            if entity.kind is ActorKind.UNKNOWN and entity.org_class == "":
                self._mark_place(entity, spots.get(entity, ()))

    def run(self) -> None:
        """Resolve every mention of the article."""
        reading = self.reading
        for i in range(len(reading.words)):
            self._give_owner(i)
            name = self._names.mentions.get(i)
            if name is not None:
                if i == name.end - 1:
                    self.resolve(i)
            elif i in self.sources or self._refers(i):
                self.resolve(i)
            elif reading.words[i][0].isupper() and country_of_demonym(reading.words[i]) is not None:
                self.meanings.setdefault(i, self._country(country_of_demonym(reading.words[i])))

    def _refers(self, i: int) -> bool:
        reading = self.reading
        low, pos = reading.lower[i], reading.pos[i]
        return (
            low in PERSONAL or (pos == "PRON" and low in RELATIVE) or (reading.is_noun(i) and role_noun(reading, i) is not None)
        )

    def actors(self) -> Iterator[Entity]:
        """Yield everybody who is named, and whoever speaks."""
        for entity in self._entities:
            place = entity.org_class in ("seat", "location", "place")
            if entity in self._speakers or not (entity.described or place):
                yield entity

    def country_of(self, entity: Entity) -> str | None:
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
        self._last[entity] = i
        self._mentions.append(Mention(i, entity))
        entity = entity.author or entity
        self.meanings[i] = entity
        name = self._names.mentions.get(i)
        if name is not None:
            for j in range(name.start, name.end):
                self.meanings[j] = entity
        if i in self.sources:
            self._speakers.add(entity)
            noun = role_noun(self.reading, i)
            if self.reading.pos[i] != "PRON" and (noun is None or noun.classes[0] != "document"):
                self._add_source_form(entity, self.sources[i], i)
        return entity

    def _meaning(self, i: int) -> Entity | None:
        reading = self.reading
        name = self._names.mentions.get(i)
        low = reading.lower[i]
        if name is not None:
            return self._named(name)
        if low in PERSONAL:
            return self._pronoun(i)
        if low in RELATIVE and reading.pos[i] in ("PRON", "DET", "SCONJ"):
            before = relative_antecedent(reading, i)
            if before is None:
                return None
            meant = self.resolve(before)
            person = self._person_behind(before) if low in ("who", "whom") and meant is not None and meant.is_group else None
            return self.resolve(person) if person is not None else meant
        country = country_of_demonym(reading.words[i])
        if country is not None:
            return self._country(country)
        return self._described(i)

    def _person_behind(self, i: int) -> int | None:
        """Return the noun for a person whom the name *i* only describes: "an expert hired by the Herald, who …"."""
        reading = self.reading
        if i not in self._names.mentions:
            return None
        for _ in range(4):
            if reading.heads[i] == i or reading.deps[i] not in ("pobj", "prep", "agent", "acl", "dobj"):
                return None
            i = reading.heads[i]
            noun = role_noun(reading, i) if reading.is_noun(i) else None
            if noun is not None and noun.classes[0] == "person":
                return i
        return None

    # Names

    def _named(self, name: Name) -> Entity:
        meant = self._names.meanings[name]
        entity = meant[0] if len(meant) == 1 else self._choose(name, meant)
        self._add_name_forms(entity, name)
        after = self.reading.words[name.end : name.end + 3]
        if len(after) == 3 and after[0] == "," and after[1].isdigit() and after[2] in (",", "."):
            entity.ages.add(after[1])
        if entity.org_class == "seat" and entity.country is not None and self._acts(name):
            government = self._country(entity.country)
            government.forms.add(written(name.words))
            return government
        return entity

    def _choose(self, name: Name, meant: tuple[Entity, ...]) -> Entity:
        """Return the likeliest of several who share a surname: by title, by place, else the one mentioned last."""
        reading = self.reading
        last = self._last
        other = reading.lower[name.first - 1] == "other" if name.first else False
        head = name.title.split()[-1].lower() if name.title and name.title_kind != "courtesy" else ""
        place = (
            reading.words[name.end + 1]
            if reading.lower[name.end : name.end + 1] == ["of"] and name.end + 1 < len(reading.words)
            else ""
        )

        def rank(entity: Entity) -> tuple[bool, bool, bool, int]:
            titled = bool(head) and any(r.head == head for r in entity.roles)
            placed = bool(place) and place.lower() in {w for r in entity.roles for w in r.modifiers}
            surname = bool(entity.words) and entity.words[-1] == name.words[-1]
            recency = last.get(entity, -1)
            return titled, placed, surname, -recency if other else recency

        return max(meant, key=rank)

    def _acts(self, name: Name) -> bool:
        """Whether the name of a capital stands for its government here, not for the place."""
        i = name.end - 1
        if any(j in self.sources for j in range(name.start, name.end)):
            return True
        head = self.reading.heads[i]
        if self.reading.deps[i] == "pobj" and self.reading.lower[head] in _LOCATIVE:
            return False
        return self.reading.deps[i] in ("nsubj", "agent", "dobj", "poss", "pobj", "conj")

    def _add_name_forms(self, entity: Entity, name: Name) -> None:
        form = written(name.words)
        if not (name.title and entity.is_person and form in self._firms):
            entity.forms.add(form)  # where "Lee" is the firm, he is "Mr Lee"
        if name.title and len(self._names.meanings[name]) == 1:
            entity.forms.add(f"{name.title} {form}")
        if entity.is_person and len(name.words) > len(entity.words):
            entity.name, entity.words = form, name.words

    def _mark_place(self, entity: Entity, spots: Sequence[Name]) -> None:
        """Mark a name that only ever stands, at *spots*, where places do."""
        reading = self.reading
        acts = any(reading.deps[n.end - 1] in ("nsubj", "agent") or n.end - 1 in self.sources for n in spots)
        if not acts and all(reading.entities[n.end - 1] in ("GPE", "LOC", "FAC") for n in spots):
            entity.org_class = "location"

    def _country(self, country: Country | None) -> Entity:
        assert country is not None
        if country.name not in self._countries:
            entity = Entity(country.name, ActorKind.GOVERNMENT, org_class="government", country=country, described=True)
            self._countries[country.name] = entity
            self._entities.append(entity)
        return self._countries[country.name]

    # Pronouns

    def _pronoun(self, i: int) -> Entity | None:
        found = antecedents(self.reading, i, self._mentions)
        if not found:
            return None
        low = self.reading.lower[i]
        if low in MALE or low in FEMALE:
            found[0].gender = found[0].gender or ("m" if low in MALE else "f")
            if found[0].maybe_person:
                found[0].kind, found[0].maybe_person = ActorKind.PERSON, False
        self.rivals[i] = list(dict.fromkeys(e.author or e for e in found))[:2]
        return found[0]

    # Descriptions

    def _give_role(self, entity: Entity, name: Name, noun: int, head: str, *, derived: bool) -> None:
        reading = self.reading
        if noun >= name.first and noun < name.start:  # a title
            words = {w.lower() for w in name.title.split()} - {head, "of", "the"}
            entity.roles.append(Role(head, frozenset(words)))
            return
        described = describe(reading, noun)
        words = set(described.modifiers) | ({reading.lower[noun]} if derived else set())
        entity.roles.append(Role(head, frozenset(words)))
        if not derived:
            self._ownerless.setdefault(noun, []).append((entity, len(entity.roles) - 1))
        known = role_nouns().get(head)
        if known is not None and not entity.is_person and not entity.org_class:
            entity.org_class = known.classes[0]
        if known is not None and known.gender and entity.is_person:
            entity.gender = entity.gender or known.gender
        if not derived:
            entity.forms.update(self._forms(noun))

    def _give_owner(self, noun: int) -> None:
        """Add to the roles that the noun gave whose they are, now that all before it is resolved."""
        for entity, at in self._ownerless.pop(noun, ()):
            role = entity.roles[at]
            entity.roles[at] = Role(role.head, role.modifiers, self._owner(noun))

    def _forms(self, noun: int) -> Iterator[str]:
        """Yield what the phrase of *noun* calls its entity, with and without what follows the noun and the article."""
        reading = self.reading
        start = reading.phrase_start(noun)
        if reading.pos[start] == "PRON":
            return
        for end in (noun + 1, reading.phrase_end(noun)):
            yield _lowered(reading, start, end)

    def _owner(self, i: int) -> Entity | None:
        """Return whose the thing or the role at *i* is."""
        reading = self.reading
        possessor = reading.owner(i)
        if possessor is not None:
            return self.resolve(possessor)
        for obj in reading.objects(i, "of", "for", "at", "from", "in"):
            if reading.is_noun(obj) and (found := self.resolve(obj)) is not None:
                return found
        for modifier in reading.modifiers(i):
            if modifier in self._names.mentions or country_of_demonym(reading.words[modifier]):
                return self.resolve(modifier)
        return None

    def _aged(self, i: int) -> Entity | None:
        """Return who "the 48-year-old" at *i* is: the one of that age, else the person who is talked about."""
        span = self.sources.get(i)
        text = self.reading.text(*span) if span is not None else ""
        match = _AGE.search(text)
        if match is None:
            return None
        of_age = [m.entity for m in reversed(self._mentions) if match[1] in m.entity.ages]
        people = [m.entity for m in reversed(self._mentions) if m.entity.is_person and not m.entity.described]
        return next(iter([*of_age, *people]), None)

    def _described(self, i: int) -> Entity | None:
        aged = self._aged(i)
        if aged is not None:
            return aged
        linked = self._linked(i)
        if linked is not None:
            return linked
        if is_generic(self.reading, i):
            return None
        noun = role_noun(self.reading, i)
        if noun is None:
            return self._new(i, None) if i in self.sources else None
        first = noun.classes[0]
        if any(self.reading.lower[j] in _GOVERNMENT for j in (i,)) and (found := self._government(i)) is not None:
            return found
        if first == "document":
            return self._author(i)
        if first == "spokesperson":
            return self._represented(i) or (self._new(i, noun) if i in self.sources else None)
        found = self._known(i, noun) or self._reciprocal(i)
        if found is None and self.reading.lemmas[i] in _ADVOCATES and i in self.sources:
            owner = self._owner(i)
            found = owner if owner is not None and owner.is_person else None
        if found is None and self.reading.is_plural(i):
            found = self._members(i)
        return found or self._new(i, noun)

    def _linked(self, i: int) -> Entity | None:
        """Return the name that stands in apposition to the noun *i*."""
        name = self._links.get(i)
        if name is not None:
            return self.resolve(name.end - 1)
        for child in self.reading.children[i]:
            if (
                child > i
                and self.reading.deps[child] == "appos"
                and child in self._names.mentions
                and not self.reading.is_plural(i)
            ):
                entity = self.resolve(child)
                noun = role_noun(self.reading, i)
                if entity is not None and (noun is None or (kind_of(noun) is ActorKind.PERSON) == entity.is_person):
                    return entity
        return None

    def _government(self, i: int) -> Entity | None:
        reading = self.reading
        spots = [*reading.modifiers(i), *reading.objects(i, "of", "in")]
        possessor = reading.owner(i)
        for j in [*spots, *([possessor] if possessor is not None else [])]:
            country = country_of_demonym(reading.words[j])
            name = self._names.mentions.get(j)
            if country is None and name is not None:
                country = self._names.meanings[name][0].country
            if country is not None:
                entity = self._country(country)
                entity.forms.update(self._forms(i))
                return entity
        persons = (self.country_of(m.entity) for m in reversed(self._mentions) if m.entity.is_person)
        home = next((country for country in persons if country), None)
        known = [e for e in self._countries.values() if e.count]
        if home is not None and home in self._countries:
            return self._countries[home]
        return known[0] if len(known) == 1 and reading.lower[i] == "government" else None

    def _author(self, i: int) -> Entity | None:
        """Return whose statement, report or finding *i* is."""
        reading = self.reading
        lemma = reading.lemmas[i]
        owner = self._owner_of_words(i, "by", "from", "of")
        if owner is not None:
            self._documents[lemma] = Entity(lemma, org_class="document", described=True, author=owner)
        return self._documents.get(lemma) or (self._new(i, None) if i in self.sources else None)

    def _represented(self, i: int) -> Entity | None:
        """Return for whom an unnamed spokesperson speaks."""
        found = self._owner_of_words(i, "for", "of", "at", "from")
        if found is not None:
            return found
        if i not in self.sources:
            return None
        groups = (m.entity for m in reversed(self._mentions) if m.entity.is_group)
        return next((g for g in groups if g.org_class not in ("seat", "location", "people")), None)

    def _owner_of_words(self, i: int, *prepositions: str) -> Entity | None:
        """Return the owner that a possessor, a modifier ("a ministry statement") or a phrase behind the noun names."""
        reading = self.reading
        possessor = reading.owner(i)
        if possessor is not None:
            return self.resolve(possessor)
        modifiers = reading.modifiers(i)
        for j in reversed(modifiers):
            noun = role_noun(reading, j) if reading.is_noun(j) else None
            if j in self._names.mentions:
                return self.resolve(j)
            if reading.lower[j] == "government":
                country = next((c for k in modifiers if (c := country_of_demonym(reading.words[k]))), None)
                return self._country(country) if country else self.resolve(j)
            if noun is not None and noun.classes[0] not in ("person", "kin", "people", "document", "spokesperson"):
                return self._known(j, noun) or self._new(j, noun)
        for obj in reading.objects(i, *prepositions):
            found = self.resolve(obj) if reading.is_noun(obj) or reading.pos[obj] == "PRON" else None
            if found is not None:
                return found
        country = next((c for k in modifiers if (c := country_of_demonym(reading.words[k]))), None)
        return self._country(country) if country else None

    def _known(self, i: int, noun: Noun) -> Entity | None:
        """Return somebody of the article whom the description at *i* fits: by role, by name, by class."""
        reading = self.reading
        described = describe(reading, i)
        if described.determiner in _INDEFINITE:
            return None
        owner = self._owner(i)
        possessor = reading.owner(i)
        apart = noun.classes[0] == "party" and possessor in self._names.mentions and owner is not None and owner.is_person
        last = self._last
        ranked = []
        for order, entity in enumerate(self._entities):
            at = last.get(entity)
            distance = reading.sentences[i] - reading.sentences[at] if at is not None else 9
            points = score(described, noun, entity, owner, distance=distance)
            if apart and points < ROLE_SCORE:
                continue  # "Lee's party" is an actor of its own, not any party of the article
            if points > 0:
                seen = last.get(entity, -1)
                ranked.append((points, seen >= 0, seen, -order, entity))
        return max(ranked, key=lambda r: r[:4])[4] if ranked else None

    def _reciprocal(self, i: int) -> Entity | None:
        """Return who "his client" is: the one whose lawyer he was said to be."""
        possessor = self.reading.owner(i)
        owner = self.resolve(possessor) if possessor is not None else None
        others = reciprocal_roles().get(self.reading.lemmas[i], frozenset())
        if owner is None or not others:
            return None
        return next((r.owner for r in owner.roles if r.head in others and r.owner is not None), None)

    def _members(self, i: int) -> Entity | None:
        """Return the organisation that a plural stands for: "the commissioners" for the commission."""
        reading = self.reading
        start = reading.phrase_start(i)
        if reading.lower[start] in _INDEFINITE or any(reading.pos[j] == "NUM" for j in range(start, i)):
            return None
        for entity in self._entities:
            if not entity.is_person and not entity.plural and entity.org_class not in ("location", "seat"):
                words = [*(w.lower() for w in entity.words), *(r.head for r in entity.roles)]
                if any(same_stem(reading.lower[i], w) for w in words):
                    return entity
        return None

    def _new(self, i: int, noun: Noun | None) -> Entity | None:
        """Return a new entity for a description that fits nobody."""
        reading = self.reading
        described: Described = describe(reading, i)
        source = self.sources.get(i)
        start, end = (source.start, source.end) if source is not None else (reading.phrase_start(i), i + 1)
        if source is None and any(o in self._names.mentions for o in reading.objects(i, "of", "in", "at", "for")):
            end = reading.phrase_end(i)
        name = _lowered(reading, start, end)
        if not any(c.isalnum() for c in name):
            return None
        if source is None and reading.deps[i] in ("compound", "nmod", "amod"):
            name = f"the {reading.lower[i]}"
        possessor = reading.owner(i)
        owner = self._owner(i)
        if possessor is not None and owner is not None and reading.pos[possessor] == "PRON" and possessor == start:
            name = f"{owner.name}'s {reading.text(start + 1, end)}"  # a pronoun means nothing outside its sentence
        plural = reading.is_plural(i)
        kind = kind_of(noun, plural=plural) if noun is not None else ActorKind.GROUP if plural else ActorKind.UNKNOWN
        entity = Entity(
            name,
            kind,
            org_class=noun.classes[0] if noun else "",
            gender=noun.gender if noun else "",
            plural=plural,
            described=True,
        )
        entity.roles.append(
            Role(
                reading.lemmas[i] if reading.lemmas[i] in role_nouns() else reading.lower[i],
                frozenset(described.modifiers),
                self._owner(i),
            )
        )
        self._entities.append(entity)
        return entity

    def _add_source_form(self, entity: Entity, span: Tokens, head: int) -> None:
        start, end = span
        while end - 1 > start and self.reading.words[end - 1] in ("'s", "’s", "'", "’", ",", "”"):
            end -= 1
        first = max([0, *(i + 1 for i in range(start, head) if "\n" in self.reading.words[i])])  # a heading is no name
        start = max(start, first)
        if self.reading.pos[start] != "PRON":
            entity.forms.add(_lowered(self.reading, start, end))
            opening = max(first, self.reading.phrase_start(head))
            entity.forms.add(_lowered(self.reading, opening, max(head + 1, min(end, self.reading.phrase_end(head)))))


def _lowered(reading: Reading, start: int, end: int) -> str:
    """Return the words with a lower-case first letter where only its place in the sentence has made it a capital."""
    text = reading.text(start, end)
    if reading.pos[start] in ("PROPN", "X") or (len(reading.words[start]) > 1 and reading.words[start].isupper()):
        return text
    if country_of_demonym(reading.words[start]):
        return text
    return text[0].lower() + text[1:]
