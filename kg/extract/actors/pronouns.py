"""A pronoun and what was mentioned before it in, the likeliest antecedent out: by gender, number, distance and prominence.

The weights follow the salience factors of Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution",
Computational Linguistics 20(4)), with one more for somebody who speaks, because the pronouns that matter here are speakers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.extract.actors.entities import Entity
from kg.extract.actors.reading import Reading
from kg.model import ActorKind

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
THING = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
PERSONAL = MALE | FEMALE | THING | PLURAL

#: What a mention's place in its sentence adds to its salience.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "distance": -1.0,
        "paragraph": 0.6,
        "subject": 0.9,
        "speaks": 0.7,
        "object": 0.3,
        "oblique": -0.3,
        "quoted": -1.2,
        "gender": 0.4,
        "described": -0.8,
    }
)
_REACH = 14  # sentences


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody was mentioned at token ``at``."""

    at: int
    entity: Entity


def antecedents(reading: Reading, i: int, mentions: Sequence[Mention]) -> list[Entity]:
    """Return who the pronoun *i* may mean, the likeliest first. *mentions* come in the order of the text."""
    word = reading.lower[i]
    scores: dict[Entity, float] = {}
    for mention in reversed(mentions):
        distance = reading.sentences[i] - reading.sentences[mention.at]
        if distance > _REACH:
            break
        if mention.at >= i or not _agrees(word, mention.entity) or _bound(reading, i, mention.at):
            continue
        score = distance * WEIGHTS["distance"] + salience(reading, mention) + mention.at * 1e-6
        score += _agreement(word, mention.entity, plural=reading.is_plural(mention.at) or reading.lower[mention.at] in PLURAL)
        if reading.paragraphs[i] == reading.paragraphs[mention.at]:
            score += WEIGHTS["paragraph"]
        if score > scores.get(mention.entity, float("-inf")):
            scores[mention.entity] = score
    return sorted(scores, key=lambda e: -scores[e])


def salience(reading: Reading, mention: Mention) -> float:
    """Return the salience that the place of a mention gives it."""
    at = mention.at
    dep = reading.deps[at]
    score = WEIGHTS["quoted"] if reading.quoted[at] and not reading.sources[at] else 0.0
    if reading.sources[at]:
        score += WEIGHTS["speaks"]
    if dep in ("nsubj", "nsubjpass") or (dep == "appos" and reading.deps[reading.heads[at]] in ("nsubj", "nsubjpass")):
        score += WEIGHTS["subject"]
    elif dep in ("dobj", "attr"):
        score += WEIGHTS["object"]
    elif dep in ("pobj", "poss", "compound"):
        score += WEIGHTS["oblique"]
    if mention.entity.described:
        score += WEIGHTS["described"]
    return score


def _agrees(word: str, entity: Entity) -> bool:
    if word in MALE or word in FEMALE:
        return (entity.is_person or entity.maybe_person) and entity.gender in ("", "m" if word in MALE else "f")
    if word in THING:
        return entity.is_group and not entity.plural and entity.org_class not in ("seat", "location")
    return not entity.is_person and entity.org_class not in ("seat", "location")


def _agreement(word: str, entity: Entity, *, plural: bool) -> float:
    if word in MALE or word in FEMALE:
        return WEIGHTS["gender"] if entity.gender else -WEIGHTS["gender"] if entity.maybe_person else 0.0
    if word in PLURAL:
        return WEIGHTS["gender"] if entity.plural or plural else -0.3 if entity.kind is ActorKind.GOVERNMENT else 0.0
    return (-0.2 if entity.kind is ActorKind.UNKNOWN else 0.0) - (0.8 if plural else 0.0)


def _bound(reading: Reading, i: int, at: int) -> bool:
    """Whether the grammar forbids that *i* and *at* are one: subject and plain object of one verb, or one inside the other."""
    if reading.heads[at] == i or (reading.heads[i] == at and reading.deps[i] in ("poss", "det")):
        return True
    return (
        reading.lower[i] in ("him", "her", "it", "them")
        and reading.deps[i] in ("dobj", "dative", "iobj")
        and reading.heads[i] == reading.heads[at]
    )


def relative_antecedent(reading: Reading, i: int) -> int | None:
    """Return the noun that the relative pronoun *i* stands for, or None where it is none (a question, a conjunction)."""
    at = i
    for _ in range(6):
        up = reading.heads[at]
        if reading.deps[at] == "relcl":
            return up
        if up == at:
            break
        at = up
    before = i - 1
    if before >= 0 and reading.words[before] == ",":
        before -= 1
    return before if before >= 0 and reading.is_noun(before) and reading.sentences[before] == reading.sentences[i] else None
