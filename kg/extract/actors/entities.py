"""The names of an article in, the persons, organisations and countries behind them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.extract.actors.mentions import Name
from kg.extract.actors.reading import Reading
from kg.gazetteer import Country, country_named, country_of_seat
from kg.model import ActorKind
from kg.names import first_name_gender, initials, is_acronym, normal_form, org_class, role_nouns

NO_FIRMS: Mapping[Name, str] = MappingProxyType({})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called beside his name: "deputy foreign minister of Peru" has the head "minister".

    ``owner`` is the entity that he has the role for, where it is named.
    """

    head: str
    modifiers: frozenset[str] = frozenset()
    owner: Entity | None = None


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody in one article, while he is being put together."""

    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    words: tuple[str, ...] = ()
    org_class: str = ""
    gender: str = ""
    country: Country | None = None
    origin: str | None = None
    plural: bool = False
    described: bool = False
    roles: list[Role] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    count: int = 0
    maybe_person: bool = False  #: a single name that the recogniser calls a person's, and nothing else tells
    author: Entity | None = None  #: of a document, which itself never speaks

    @property
    def is_person(self) -> bool:
        """Whether it is one human being."""
        return self.kind is ActorKind.PERSON

    @property
    def is_group(self) -> bool:
        """Whether "it" or "they" may mean it."""
        return self.kind is not ActorKind.PERSON


@dataclass(slots=True)
class Names:
    """The entities that are named, and for each token of a name which ones it may mean (several where a surname is shared)."""

    entities: list[Entity]
    mentions: dict[int, Name]
    meanings: dict[Name, tuple[Entity, ...]]


def group_names(
    reading: Reading, names: Sequence[Name], hints: dict[Name, ActorKind], *, firms: Mapping[Name, str] = NO_FIRMS
) -> Names:
    """Return who is named. *hints* are kinds that the words around a name tell ("…, a doctor in Lima").

    *firms* are the names that mean a firm although persons bear them too: they are nobody's short form.
    """
    entities: list[Entity] = []
    meanings: dict[Name, tuple[Entity, ...]] = {}
    surnames = frozenset(n.words[-1] for n in names if len(n.words) > 1 and (n.title or first_name_gender(n.words[0])))
    groups: dict[str, list[Name]] = {}
    by_word: dict[str, list[Entity]] = {}
    for name in names:
        key = normal_form(" ".join(name.words))
        groups.setdefault(f"{key} (firm)" if name in firms else key, []).append(name)
    for key in sorted(groups, key=lambda k: (-len(_core(groups[k][0].words)), groups[k][0].start)):
        firm = groups[key][0] in firms
        found = _named_before(reading, groups[key], by_word, hints, firm=firm)
        fitting = {name: _by_gender(name, found) for name in groups[key]}
        for gender in ("", "m", "f"):  # "Mr Lee" is nobody of a family of sisters
            rest = [name for name in groups[key] if not fitting[name] and (name.gender == gender or not found)]
            if rest:
                entity = _new(reading, rest, hints, surnames)
                if firm:
                    entity.kind, entity.org_class, entity.maybe_person = ActorKind.ORGANIZATION, firms[rest[0]], False
                    entity.gender = ""
                entities.append(entity)
                for word in {normal_form(w) for w in entity.words}:
                    by_word.setdefault(word, []).append(entity)
                fitting.update(dict.fromkeys(rest, (entity,)))
        meanings.update(fitting)
    _join_acronyms(reading, names, meanings, entities)
    for name in names:
        for entity in meanings[name]:
            entity.count += 1
            if len(meanings[name]) == 1:
                entity.gender = entity.gender or name.gender
                entity.origin = entity.origin or name.country
    mentions = {i: name for name in names for i in range(name.start, name.end)}
    return Names(entities, mentions, meanings)


def _core(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(w for w in words if w != "-" and normal_form(w) not in _SUFFIXES)


def written(words: Sequence[str]) -> str:
    """Return the words of a name as one string: hyphens and apostrophes tight.

    >>> written(("Boateng", "-", "Hall")), written(("Farmers", "’", "Union")), written(("Lee", "'s", "Bakery"))
    ('Boateng-Hall', 'Farmers’ Union', "Lee's Bakery")
    """
    text = ""
    for n, word in enumerate(words):
        tight = word in ("-", "'s", "’s", "'", "’", ".", ",") or (n and words[n - 1] == "-")
        text += word if tight or not text else f" {word}"
    return text


def _new(reading: Reading, group: Sequence[Name], hints: dict[Name, ActorKind], surnames: frozenset[str]) -> Entity:
    name = group[0]
    text = written(name.words)
    kind = _kind(reading, group, hints, surnames)
    entity = Entity(text, kind, _core(name.words), org_class(name.words))
    entity.maybe_person = kind is ActorKind.UNKNOWN and any(reading.entities[n.end - 1] == "PERSON" for n in group)
    country = country_named(text) if kind is not ActorKind.PERSON else None
    if country is not None:
        entity.country, entity.kind, entity.name, entity.org_class = country, ActorKind.GOVERNMENT, country.name, "government"
    elif kind is not ActorKind.PERSON and (seat := country_of_seat(text)) is not None:
        entity.country, entity.org_class = seat, "seat"
    if kind is ActorKind.PERSON:
        entity.org_class = ""
        entity.gender = next((n.gender for n in group if n.gender), "") or (_gender(name.words) if len(name.words) > 1 else "")
    return entity


def _gender(words: Sequence[str]) -> str:
    """Return the gender that a full name tells; two first names joined by a hyphen have to agree ("Jean-Luc" is no Jean)."""
    first = first_name_gender(words[0])
    second = first_name_gender(words[2]) if len(words) > 3 and words[1] == "-" else ""
    return "" if second and second != first else first


def _kind(
    reading: Reading, group: Sequence[Name], hints: dict[Name, ActorKind], surnames: frozenset[str] = frozenset()
) -> ActorKind:
    """Return the likeliest kind of the names of *group*, which are one name at several places."""
    words = group[0].words
    told = Counter(hints[n] for n in group if n in hints)
    place = country_named(written(words)) or country_of_seat(written(words))
    if place is not None and not any(n.title for n in group):
        return ActorKind.UNKNOWN
    if any(n.title for n in group):
        return ActorKind.PERSON
    if is_acronym(words[0]) and len(words) == 1:
        return ActorKind.ORGANIZATION
    if told:
        return told.most_common(1)[0][0]
    org = org_class(words)
    labels = Counter(reading.entities[n.end - 1] for n in group)
    with_article = sum(n.start > 0 and reading.lower[n.start - 1] == "the" for n in group) * 2 > len(group)
    first = first_name_gender(words[0]) if len(words) > 1 else ""
    if first and not with_article and (not org or labels["PERSON"] * 2 > len(group)) and len(words) <= 4:
        return ActorKind.PERSON
    if org == "place":
        return ActorKind.UNKNOWN
    plural = sum(_agrees_in_plural(reading, n.end - 1) for n in group)
    if org or plural or with_article or is_acronym(words[0]) or "&" in words:
        return ActorKind.ORGANIZATION
    label = labels.most_common(1)[0][0]
    if len(words) > 1 and words[0] in surnames:
        return ActorKind.ORGANIZATION  # "Lee Homes", where an "Ann Lee" is about
    if label == "PERSON" and len(words) == 1 and not first_name_gender(words[0]):
        return ActorKind.UNKNOWN  # news gives a person's full name once
    if label == "PERSON":
        return ActorKind.PERSON
    return ActorKind.ORGANIZATION if label == "ORG" else ActorKind.UNKNOWN


def _agrees_in_plural(reading: Reading, i: int) -> bool:
    """Whether a single name is the subject of a plural verb, as teams and firms are in British English."""
    if reading.deps[i] not in ("nsubj", "nsubjpass") or any(reading.deps[c] == "conj" for c in reading.children[i]):
        return False
    verb = reading.heads[i]
    forms = [reading.lower[c] for c in reading.children[verb] if reading.deps[c] in ("aux", "auxpass") and i < c]
    return bool({*forms, reading.lower[verb]} & {"are", "were", "have"}) and not {"would", "should"} & set(forms)


def _named_before(
    reading: Reading,
    group: Sequence[Name],
    by_word: Mapping[str, Sequence[Entity]],
    hints: dict[Name, ActorKind],
    *,
    firm: bool,
) -> tuple[Entity, ...]:
    """Return the longer names that the names of *group* may be short for; *by_word* finds them by their words."""
    words = tuple(normal_form(w) for w in _core(group[0].words))
    size = len(words)
    if not size:
        return ()  # "Inc." alone
    people, orgs = [], []
    for entity in by_word.get(words[-1], ()):
        full = tuple(normal_form(w) for w in entity.words)
        if len(full) < size or full == words:
            continue
        if entity.is_person:
            if firm:
                continue
            if full[-size:] == words or (full[-1] == words[-1] and size > 1 and _abbreviates(words, full)) or full[:1] == words:
                people.append(entity)
        elif (
            entity.country is None
            and (full[:size] == words or _is_tail(words, full, entity.org_class))
            and _same_head(words, full)
        ):
            orgs.append(entity)
    titled = any(n.title for n in group)
    surnames = [e for e in people if normal_form(e.words[-1]) == words[-1]]
    if surnames or people:
        alone = _kind(reading, group, hints) if not titled else ActorKind.PERSON
        if alone is not ActorKind.ORGANIZATION or size == 1:
            return tuple(surnames or people)
    if not titled and orgs:
        return tuple(orgs[:1]) if len(orgs) == 1 or size > 1 else tuple(orgs)
    return ()


def _abbreviates(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word of *words* is a word of *full* or the initial of one, in order."""
    rest = iter(full)
    return all(any(f == w or (len(w) == 1 and f.startswith(w)) for f in rest) for w in words)


def _is_tail(words: Sequence[str], full: Sequence[str], kind: str) -> bool:
    """Whether teams and newspapers go by the end of their name here: "Rovers", "the Herald"."""
    return kind in ("union", "media") and tuple(full[-len(words) :]) == tuple(words)


def _same_head(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a short form of an organisation's name can be one: "Orley" for "Orley Press", not "Bank" for "Bank of Orley"."""
    return len(words) > 1 or words[0] not in role_nouns()


def _by_gender(name: Name, found: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Return those of *found* whose gender the title of *name* allows, those with that gender first."""
    if not name.gender:
        return found
    fitting = tuple(e for e in found if e.gender == name.gender) or tuple(e for e in found if not e.gender)
    return fitting or tuple(e for e in found if e.words[-1] != name.words[-1])  # a surname that stands first: "Kim Min-jae"


def _join_acronyms(
    reading: Reading, names: Sequence[Name], meanings: dict[Name, tuple[Entity, ...]], entities: list[Entity]
) -> None:
    """Make an acronym and the name that it was introduced for, or whose initials it has, one entity."""
    written_out: dict[str, list[Name]] = {}
    for name in names:
        if len(name.words) > 1 and not name.title:
            for letters in {initials(name.words), "".join(w[0].upper() for w in name.words if w[0].isalpha())}:
                written_out.setdefault(letters, []).append(name)
    for at, name in enumerate(names):
        if len(name.words) > 2 or not is_acronym(name.words[0]) or name.title:
            continue
        short = meanings[name][0]
        if short.is_person or short.country is not None or len(meanings[name]) > 1:
            continue
        long = _expansion(reading, names, meanings, at, short, written_out)
        if long is None or long is short:
            continue
        for other, found in meanings.items():
            if short in found:
                meanings[other] = tuple(dict.fromkeys(long if e is short else e for e in found))
        long.forms.add(short.name)
        if long.kind is ActorKind.UNKNOWN or long.is_person:
            long.kind = ActorKind.ORGANIZATION
        if short in entities:
            entities.remove(short)


def _expansion(
    reading: Reading,
    names: Sequence[Name],
    meanings: dict[Name, tuple[Entity, ...]],
    at: int,
    short: Entity,
    written_out: Mapping[str, Sequence[Name]],
) -> Entity | None:
    name = names[at]
    letters = name.words[0].replace(".", "")
    before = names[at - 1] if at else None
    if reading.words[name.start - 1 : name.start] == ["("] and before is not None and name.start - before.end <= 2:
        return meanings[before][0]
    candidates = (meanings[other][0] for other in written_out.get(letters, ()))
    return next((entity for entity in candidates if entity is not short), None)
