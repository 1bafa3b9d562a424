"""A noun and what is known of its article in, whom it describes there out."""

from __future__ import annotations

from kg.extract.actors.entities import Entity
from kg.extract.actors.fitting import aged, known, linked, members, new, reciprocal
from kg.extract.actors.generic import is_generic
from kg.extract.actors.roles import role_noun
from kg.extract.actors.scene import Scene, country_of
from kg.extract.actors.spoken_for import author, represented
from kg.gazetteer import country_of_demonym

_ADVOCATES = frozenset({"lawyer", "counsel", "attorney", "solicitor", "barrister", "office"})
_GOVERNMENT = frozenset({"government", "authority", "authorities", "side", "regime", "leadership"})


def described(scene: Scene, i: int) -> Entity | None:
    """Return whom the noun *i* describes: somebody of the article, or somebody new; None where it describes nobody."""
    reading = scene.reading
    found = aged(scene, i) or linked(scene, i)
    if found is not None:
        return found
    if is_generic(reading, i):
        return None
    noun = role_noun(reading, i)
    if noun is None:
        return new(scene, i, None) if i in scene.sources else None
    if reading.lower[i] in _GOVERNMENT and (found := _government(scene, i)) is not None:
        return found
    if noun.classes[0] == "document":
        return author(scene, i)
    if noun.classes[0] == "spokesperson":
        return represented(scene, i) or (new(scene, i, noun) if i in scene.sources else None)
    found = known(scene, i, noun) or reciprocal(scene, i)
    if found is None and reading.lemmas[i] in _ADVOCATES and i in scene.sources:
        owner = scene.owner(i)
        found = owner if owner is not None and owner.is_person else None
    if found is not None and noun.broad and not (found.is_person or found.org_class or reading.is_plural(i)):
        found.org_class = noun.classes[0]  # whom the text calls "the firm" is no council
    if found is None and reading.is_plural(i):
        found = members(scene, i)
    return found or new(scene, i, noun)


def _government(scene: Scene, i: int) -> Entity | None:
    reading = scene.reading
    spots = [*reading.modifiers(i), *reading.objects(i, "of", "in")]
    possessor = reading.owner(i)
    for j in [*spots, *([possessor] if possessor is not None else [])]:
        country = country_of_demonym(reading.words[j])
        name = scene.names.mentions.get(j)
        if country is None and name is not None:
            country = scene.names.meanings[name][0].country
        if country is not None:
            entity = scene.country(country)
            entity.forms.update(scene.forms(i))
            return entity
    persons = (country_of(m.entity) for m in reversed(scene.mentions) if m.entity.is_person)
    home = next((country for country in persons if country), None)
    named = [e for e in scene.countries.values() if e.count]
    if home is not None and home in scene.countries:
        return scene.countries[home]
    return named[0] if len(named) == 1 and reading.lower[i] == "government" else None
