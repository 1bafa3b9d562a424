"""A noun phrase and an entity in, how well the one describes the other out."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.actors.entities import Entity, Role
from kg.extract.actors.reading import Reading
from kg.extract.actors.roles import kind_of, synonyms
from kg.model import ActorKind
from kg.names import Noun, role_nouns

_STOP = frozenset({"of", "the", "a", "an", "for", "own", "new", "then", "former", "other", "same", "late", "-"})
_WHOLE = frozenset({"company", "body", "institution", "union", "party", "media"})
#: Adjectives that tell nothing that a name would have to repeat.
_COMMON = frozenset({"whole", "big", "small", "largest", "leading", "local", "independent", "troubled", "embattled"})
#: A class of organisation goes with others that news calls by its nouns, at a lower rate.
_NEAR = frozenset(
    {
        ("company", "institution"),
        ("institution", "body"),
        ("union", "party"),
        ("body", "institution"),
        ("union", "institution"),
        ("party", "union"),
    }
)
#: What a description scores at least for an entity that the text gives the role of.
ROLE_SCORE = 3.1


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase: its determiner, the words before and behind the head, and the head's dictionary form."""

    head: str
    lower: str
    determiner: str
    modifiers: frozenset[str]
    plural: bool


def describe(reading: Reading, i: int) -> Described:
    """Return the description that the noun *i* heads."""
    modifiers = {reading.lower[j] for j in reading.modifiers(i)}
    for obj in reading.objects(i, "of", "for", "at", "in"):
        if reading.is_noun(obj):
            modifiers |= {reading.lower[obj], *(reading.lower[j] for j in reading.modifiers(obj))}
    determiner = next(
        (reading.lower[c] for c in reading.children[i] if c < i and reading.deps[c] in ("det", "nummod", "predet")), ""
    )
    return Described(reading.lemmas[i], reading.lower[i], determiner, frozenset(modifiers - _STOP), reading.is_plural(i))


def score(described: Described, noun: Noun, entity: Entity, owner: Entity | None, *, distance: int = 0) -> float:
    """Return how well a definite description fits *entity*, 0 where it doesn't.

    *owner* is whose the description says it is, *distance* how many sentences ago the entity was mentioned last.

    A role that the text gave comes first ("the council head" for one who heads the council), then a word of the name ("the
    committee"), then the class of organisation ("the company").
    """
    if not entity.roles and (entity.is_person or described.plural):
        return 0.0  # the commonest case first
    if entity.org_class in ("seat", "location") or (entity.country is not None and entity.kind is ActorKind.GOVERNMENT):
        return 0.0
    if entity.plural != described.plural and entity.described:
        return 0.0
    personal = kind_of(noun, plural=described.plural) is ActorKind.PERSON
    if personal != entity.is_person and ActorKind.UNKNOWN not in (entity.kind, kind_of(noun)):
        return 0.0
    best = max((_role(described, r, owner) for r in entity.roles), default=0.0)
    if best or entity.is_person or described.plural:
        return best
    if owner is entity or not _WHOLE & set(noun.classes):
        return 0.0
    words = {w.lower() for w in entity.words}
    if described.head in words:
        return 3.0 + 0.5 * len(described.modifiers & words) - 0.4 * len(described.modifiers - words)
    if not described.modifiers and synonyms().get(described.head, frozenset()) & words:
        return 2.6
    near = any((c, entity.org_class) in _NEAR for c in noun.classes)
    if described.modifiers - words - _COMMON or (not noun.broad and not near and any(w in role_nouns() for w in words)):
        return 0.0
    prominence = 0.1 * min(entity.count, 8) - 0.1 * min(distance, 8)
    if entity.org_class in noun.classes and noun.broad:
        return 1.8 + prominence if entity.described else 2.0 + prominence
    if entity.described:
        return 0.0
    if near:
        return 1.2 + prominence
    if entity.org_class or not (noun.broad or entity.kind is ActorKind.ORGANIZATION):
        return 0.0
    return (1.6 if "company" in noun.classes else 1.1) + prominence


def _role(described: Described, role: Role, owner: Entity | None) -> float:
    if role.owner is not None and owner is not None and role.owner is not owner:
        return 0.0
    shared = described.modifiers & role.modifiers
    extra = described.modifiers - role.modifiers
    if described.head == role.head or described.lower == role.head:
        if extra and role.modifiers and not shared and owner is None:
            return 0.0  # "the finance minister" is not the foreign minister
        special = 0.3 if role.modifiers and not described.modifiers and owner is None else 0.0
        return (
            4.0 - special + 0.5 * len(shared) - 0.5 * len(extra) + (1.0 if owner is not None and role.owner is owner else 0.0)
        )
    if described.head in synonyms().get(role.head, frozenset()) and not extra:
        return 3.4 + 0.5 * len(shared)
    said = described.modifiers | {described.head}
    known = role.modifiers | {role.head}
    return 3.2 if len(said & known) >= 2 and described.head in known and not described.plural else 0.0


def same_stem(plural: str, word: str) -> bool:
    """Whether a plural noun and a word of a name are of one stem: "auditors" and "Audit", "commissioners" and "Commission"."""
    stem = min(len(plural), len(word))
    for length in range(stem, 4, -1):
        if plural[:length] == word[:length]:
            return length >= max(5, len(word) - 3)
    return False
