"""Where the text says what somebody is: names and a reading in, links between role words and names out.

"Ann Lee, the mayor of Orley", "council head Ann Lee", "the firm's owner, Orley Press", "Ann Lee, who heads the council",
"a group calling itself Night Owl", "Ann Lee is the mayor".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.actors.mentions import Name
from kg.extract.actors.reading import Reading
from kg.lexicon import table
from kg.model import ActorKind
from kg.names import Noun, is_acronym, role_nouns

_PERSONAL = frozenset({"person", "kin", "spokesperson"})
_COLLECTIVE = frozenset({"company", "body", "institution", "union", "party", "media"})
_PHRASE_POS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "ADV", "VERB"})
_CALLED = frozenset({"itself", "themselves", "himself", "herself"})
_NAMING = frozenset({"called", "named", "dubbed"})


@dataclass(frozen=True, slots=True)
class Link:
    """The noun at ``noun`` is said of ``name``; ``head`` is its dictionary form, or the role that a verb gives."""

    name: Name
    noun: int
    head: str
    derived: bool = False


@cache
def _role_verbs() -> Mapping[str, str]:
    return {row["verb"]: row["role"] for row in table("role_verbs", ("verb", "role"))}


@cache
def _makers() -> Mapping[str, str]:
    return {row["work"]: row["role"] for row in table("work_makers", ("work", "role"))}


@cache
def reciprocal_roles() -> Mapping[str, frozenset[str]]:
    """Return for each role those that its owner may have towards who has it: a client's owner is his lawyer."""
    found: dict[str, set[str]] = {}
    for row in table("reciprocal_roles", ("role", "other")):
        found.setdefault(row["role"], set()).add(row["other"])
    return {role: frozenset(others) for role, others in found.items()}


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """Return for each noun those by which news may go on about the same thing."""
    found: dict[str, frozenset[str]] = {}
    for row in table("role_synonyms", ("nouns",)):
        group = frozenset(row["nouns"].split("|"))
        found.update({noun: found.get(noun, frozenset()) | group for noun in group})
    return found


def role_noun(reading: Reading, i: int) -> Noun | None:
    """Return what the common noun at *i* stands for, or None; "ex-wife" and "co-founder" are read as one noun."""
    if not reading.is_noun(i) and reading.pos[i] not in ("ADJ", "VERB"):
        return None
    word = reading.lower[i]
    return role_nouns().get(word) or role_nouns().get(reading.lemmas[i])


def kind_of(noun: Noun, *, plural: bool = False) -> ActorKind:
    """Return the kind of actor that a noun stands for."""
    first = noun.classes[0]
    if first == "people" or (plural and first in _PERSONAL):
        return ActorKind.GROUP
    if _PERSONAL & set(noun.classes) and _COLLECTIVE & set(noun.classes):
        return ActorKind.UNKNOWN  # a contractor is a firm or a man
    if first in _PERSONAL:
        return ActorKind.PERSON
    if first == "government":
        return ActorKind.GOVERNMENT
    return ActorKind.ORGANIZATION if first in _COLLECTIVE else ActorKind.UNKNOWN


def find_links(reading: Reading, names: Sequence[Name]) -> tuple[Link, ...]:
    """Return every link that the text makes between a role noun and a name."""
    return tuple(link for name in names for link in _links(reading, name))


def hints(links: Sequence[Link], reading: Reading, names: Sequence[Name]) -> dict[Name, ActorKind]:
    """Return the kind of each name whose surroundings tell it: its role, an age behind it, a "who"."""
    found: dict[Name, ActorKind] = {}
    for link in links:
        noun = role_nouns().get(link.head)
        kind = kind_of(noun) if noun else ActorKind.UNKNOWN
        if kind in (ActorKind.PERSON, ActorKind.ORGANIZATION):
            found.setdefault(link.name, kind)
    for name in names:
        after = reading.lower[name.end : name.end + 3]
        article = name.start > 0 and not name.title and reading.lower[name.start - 1] == "the"
        if (
            len(after) == 3
            and not (article and after[1] == "who")
            and after[0] == ","
            and (after[1] in ("who", "whose") or (after[1].isdigit() and after[2] in (",", ".", "-")))
        ):
            found.setdefault(name, ActorKind.PERSON)
    return found


def _links(reading: Reading, name: Name) -> Iterator[Link]:
    yield from _before(reading, name)
    yield from _after(reading, name)
    if name.role:
        yield Link(name, name.start - 1, name.role, derived=True)
    work = reading.heads[name.end - 1]
    if reading.deps[name.end - 1] == "poss" and (maker := _makers().get(reading.lemmas[work])) is not None:
        yield Link(name, work, maker, derived=True)


def _before(reading: Reading, name: Name) -> Iterator[Link]:
    """Yield the role noun right before a name, with or without a comma."""
    i = name.first - 1
    if i < 0:
        return
    if reading.lower[i] == "the" and is_acronym(name.words[0]) and i > 0 and reading.words[i - 1] == ",":
        i -= 1  # "the union, the NTU"
    comma = reading.words[i] == ","
    if comma:
        i -= 1
    noun = role_noun(reading, i) if i >= 0 and reading.is_noun(i) else None
    if noun is None and comma:
        # "the head of the board, Ann Lee,": the head stands before its prepositional phrase
        if is_acronym(reading.words[i]):
            return  # "according to the union, the NTU, Corvel …": the acronym is the union's name
        i = next((a for a in range(i, max(-1, i - 9), -1) if reading.heads[name.end - 1] == a and reading.is_noun(a)), -1)
        noun = role_noun(reading, i) if i >= 0 and reading.deps[name.end - 1] == "appos" else None
    while comma and noun is not None and reading.deps[i] == "pobj":
        # "the director of the museum, Ann Lee,": she is the director
        outer = reading.heads[reading.heads[i]]
        found = role_noun(reading, outer) if outer < i and reading.is_noun(outer) else None
        if found is None:
            break
        i, noun = outer, found
    if noun is None or noun.classes[0] == "document" or reading.sentences[i] != reading.sentences[name.start]:
        if not comma and i >= 1 and reading.lower[i] in _CALLED and reading.lower[i - 1] == "calling":
            yield from _called(reading, name, i - 2)
        elif not comma and i >= 1 and (reading.lower[i] in _NAMING or reading.lower[i - 1 : i + 1] == ["known", "as"]):
            yield from _called(reading, name, i - (2 if reading.lower[i] == "as" else 1))
        return
    if reading.is_plural(i) and comma:
        return
    if comma:
        opening = reading.phrase_start(i)
        determined = reading.pos[opening] in ("DET", "PRON") or any(reading.deps[c] == "poss" for c in reading.children[i])
        after = reading.words[name.end] if name.end < len(reading.words) else "."
        if not determined or not (after[0] in ',.;)—–:”"' or reading.pos[name.end] in ("VERB", "AUX")):
            return
    yield Link(name, i, reading.lemmas[i] if reading.lemmas[i] in role_nouns() else reading.lower[i])


def _called(reading: Reading, name: Name, i: int) -> Iterator[Link]:
    while i > 0 and reading.words[i] in (",", "a", "itself"):
        i -= 1
    noun = role_noun(reading, i) if i >= 0 else None
    if noun is not None:
        yield Link(name, i, reading.lemmas[i])


def _after(reading: Reading, name: Name) -> Iterator[Link]:
    """Yield what stands behind a name: an apposition, "who heads …", "who was …", "is the …"."""
    size = len(reading.words)
    i = name.end
    if i + 1 >= size:
        return
    if reading.words[i] in (",", "—", "–", "("):
        i += 1
        if reading.words[i].isdigit() and i + 1 < size and reading.words[i + 1] == ",":
            i += 2
        if i < size and reading.lower[i] == "who":
            yield from _who(reading, name, i + 1)
        elif i < size:
            head = _phrase_head(reading, i)
            if head is not None and _closes(reading, head):
                yield Link(name, head, _head(reading, head))
    elif reading.lemmas[i] == "be" and reading.pos[i] in ("AUX", "VERB") and i + 1 < size:
        head = _phrase_head(reading, i + 1)
        if head is not None and reading.deps[head] == "attr":
            yield Link(name, head, _head(reading, head))


def _who(reading: Reading, name: Name, i: int) -> Iterator[Link]:
    size = len(reading.words)
    while i < size and reading.pos[i] in ("ADV", "AUX") and reading.lemmas[i] != "be":
        i += 1
    if i + 1 >= size:
        return
    if reading.lemmas[i] == "be":
        head = _phrase_head(reading, i + 1)
        if head is not None:
            yield Link(name, head, _head(reading, head))
        return
    role = _role_verbs().get(reading.lemmas[i])
    if role is not None:
        target = next((c for c in reading.children[i] if reading.deps[c] in ("dobj", "obj")), None)
        if target is not None:
            yield Link(name, target, role, derived=True)


def _head(reading: Reading, i: int) -> str:
    return reading.lemmas[i] if reading.lemmas[i] in role_nouns() else reading.lower[i]


def _phrase_head(reading: Reading, i: int) -> int | None:
    """Return the role noun that heads the noun phrase starting at *i*, or None where there is no such phrase."""
    found = None
    for j in range(i, min(i + 10, len(reading.words))):
        if reading.pos[j] not in _PHRASE_POS and reading.words[j] not in ("-", "&"):
            break
        if reading.pos[j] == "VERB" and reading.tags[j] not in ("VBN", "VBG", "VBD", ""):
            break
        if reading.is_noun(j):
            found = j
        elif found is not None and reading.pos[j] not in ("PART", "ADJ", "NUM") and reading.words[j] != "-":
            break
    if found is None or reading.is_plural(found):
        return None
    noun = role_noun(reading, found)
    return found if noun is not None and noun.classes[0] != "document" else None


def _closes(reading: Reading, head: int) -> bool:
    """Whether the phrase behind a name ends as an apposition does, not as the next item of a list."""
    after = reading.lower[head + 1] if head + 1 < len(reading.words) else "."
    return after in (
        ",",
        ".",
        ";",
        ")",
        "—",
        "–",
        ":",
        "of",
        "for",
        "at",
        "in",
        "from",
        "to",
        "on",
        "with",
        "who",
        "which",
        "and",
        "”",
        '"',
    )
