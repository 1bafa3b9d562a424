"""A document or an unnamed spokesperson and what is known of its article in, for whom it speaks out."""

from __future__ import annotations

from kg.extract.actors.entities import Entity
from kg.extract.actors.fitting import known, new
from kg.extract.actors.roles import role_noun
from kg.extract.actors.scene import Scene
from kg.gazetteer import country_of_demonym


def author(scene: Scene, i: int) -> Entity | None:
    """Return whose statement, report or finding *i* is."""
    lemma = scene.reading.lemmas[i]
    owner = _owner_of_words(scene, i, "by", "from", "of")
    if owner is not None:
        scene.documents[lemma] = Entity(lemma, org_class="document", described=True, author=owner)
    return scene.documents.get(lemma) or (new(scene, i, None) if i in scene.sources else None)


def represented(scene: Scene, i: int) -> Entity | None:
    """Return for whom the unnamed spokesperson *i* speaks."""
    found = _owner_of_words(scene, i, "for", "of", "at", "from")
    if found is not None:
        return found
    if i not in scene.sources:
        return None
    groups = (m.entity for m in reversed(scene.mentions) if m.entity.is_group)
    return next((g for g in groups if g.org_class not in ("seat", "location", "people")), None)


def _owner_of_words(scene: Scene, i: int, *prepositions: str) -> Entity | None:
    """Return the owner that a possessor, a modifier ("a ministry statement") or a phrase behind the noun names."""
    reading = scene.reading
    possessor = reading.owner(i)
    if possessor is not None:
        return scene.resolve(possessor)
    modifiers = reading.modifiers(i)
    country = next((c for k in modifiers if (c := country_of_demonym(reading.words[k]))), None)
    for j in reversed(modifiers):
        noun = role_noun(reading, j) if reading.is_noun(j) else None
        if j in scene.names.mentions:
            return scene.resolve(j)
        if reading.lower[j] == "government":
            return scene.country(country) if country else scene.resolve(j)
        if noun is not None and noun.classes[0] not in ("person", "kin", "people", "document", "spokesperson"):
            return known(scene, j, noun) or new(scene, j, noun)
    for obj in reading.objects(i, *prepositions):
        found = scene.resolve(obj) if reading.is_noun(obj) or reading.pos[obj] == "PRON" else None
        if found is not None:
            return found
    return scene.country(country) if country else None
