"""A name and what is known of its article in, whom it means there out."""

from __future__ import annotations

from kg.extract.actors.entities import Entity, written
from kg.extract.actors.mentions import Name
from kg.extract.actors.scene import Scene

_LOCATIVE = frozenset(
    {"in", "at", "near", "from", "to", "outside", "around", "into", "through", "across", "between", "towards", "via"}
)


def named(scene: Scene, name: Name) -> Entity:
    """Return whom *name* means, who is called so from now on."""
    meant = scene.names.meanings[name]
    entity = meant[0] if len(meant) == 1 else _choose(scene, name, meant)
    _add_forms(scene, entity, name)
    after = scene.reading.words[name.end : name.end + 3]
    if len(after) == 3 and after[0] == "," and after[1].isdigit() and after[2] in (",", "."):
        entity.ages.add(after[1])
    if entity.org_class == "seat" and entity.country is not None and _acts(scene, name):
        government = scene.country(entity.country)
        government.forms.add(written(name.words))
        return government
    return entity


def _choose(scene: Scene, name: Name, meant: tuple[Entity, ...]) -> Entity:
    """Return the likeliest of several who share a surname: by title, by place, else the one mentioned last."""
    reading = scene.reading
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
        recency = scene.last.get(entity, -1)
        return titled, placed, surname, -recency if other else recency

    return max(meant, key=rank)


def _acts(scene: Scene, name: Name) -> bool:
    """Whether the name of a capital stands for its government here, not for the place."""
    reading, i = scene.reading, name.end - 1
    if any(j in scene.sources for j in range(name.start, name.end)):
        return True
    if reading.deps[i] == "pobj" and reading.lower[reading.heads[i]] in _LOCATIVE:
        return False
    return reading.deps[i] in ("nsubj", "agent", "dobj", "poss", "pobj", "conj")


def _add_forms(scene: Scene, entity: Entity, name: Name) -> None:
    form = written(name.words)
    if not (name.title and entity.is_person and form in scene.firms):
        entity.forms.add(form)  # where "Lee" is the firm, he is "Mr Lee"
    if name.title and len(scene.names.meanings[name]) == 1:
        entity.forms.add(f"{name.title} {form}")
    if entity.is_person and len(name.words) > len(entity.words):
        entity.name, entity.words = form, name.words
