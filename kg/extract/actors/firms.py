"""The names of an article in, those that mean a firm although a person may bear them out: "Lee, the country's largest brewer".

A firm often goes by its founder's surname alone. What tells it from a person are the words around it: a noun for a firm in
apposition, "its" where the name is the only thing it can mean, and "the company" at the head of the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.actors.mentions import Name
from kg.extract.actors.reading import Reading
from kg.extract.actors.roles import find_links
from kg.gazetteer import country_named, country_of_demonym, country_of_seat
from kg.names import is_acronym, role_nouns

_SUBJECT = ("nsubj", "nsubjpass")
_REACH = 40  # tokens


def firm_names(reading: Reading, names: Sequence[Name]) -> Mapping[Name, str]:
    """Return the names of one word, without a title, that mean a firm in this article, with its class ("" where that is open).

    All such names of one spelling are judged together. Where a person of that surname is called by it without a title, only
    names before that person's full name count, because news gives a full name first.
    """
    single: dict[str, list[Name]] = {}
    for name in names:
        if len(name.words) == 1 and not name.title and not is_acronym(name.words[0]) and not _is_place(reading, name):
            single.setdefault(name.words[0], []).append(name)
    called = frozenset(link.name for link in find_links(reading, names) if _is_firm(link.head) and not link.derived)
    found: dict[Name, str] = {}
    for word in sorted(single):
        group = single[word]
        company = any(name in called or _is_resumed(reading, name) for name in group)
        if not company and not any(_owns_itself(reading, name) for name in group):
            continue
        people = [n for n in names if n.words[-1] == word and (len(n.words) > 1 or n.title_kind == "courtesy")]
        courtesy = any(n.title_kind == "courtesy" for n in people)
        first = min((n.start for n in people), default=len(reading.words))
        if courtesy or group[0].start < first:
            found.update(dict.fromkeys(group, "company" if company else ""))
    return found


def _is_place(reading: Reading, name: Name) -> bool:
    word = name.words[0]
    known = country_named(word) or country_of_seat(word) or country_of_demonym(word)
    return known is not None or reading.entities[name.start] in ("GPE", "LOC", "FAC")


def _is_firm(head: str) -> bool:
    noun = role_nouns().get(head)
    return noun is not None and "company" in noun.classes and "person" not in noun.classes


def _owns_itself(reading: Reading, name: Name) -> bool:
    """Whether an "its" of the sentence can only mean the name, its subject: no other single thing stands between."""
    at = name.end - 1
    if reading.deps[at] not in _SUBJECT or reading.quoted[at]:
        return False
    own = set(_below(reading, at))
    for i in range(name.end, min(name.end + _REACH, len(reading.words))):
        if reading.sentences[i] != reading.sentences[at] or reading.quoted[i]:
            return False
        if reading.lower[i] == "its":
            return True
        if reading.is_noun(i) and i not in own and not reading.is_plural(i) and reading.entities[i] not in ("DATE", "TIME"):
            return False
    return False


def _is_resumed(reading: Reading, name: Name) -> bool:
    """Whether the next sentence goes on about the name, its subject, as "the company" or "the firm"."""
    at = name.end - 1
    if reading.deps[at] not in _SUBJECT or reading.quoted[at]:
        return False
    start = next((i for i in range(at, len(reading.words)) if reading.sentences[i] > reading.sentences[at]), None)
    if start is None:
        return False
    while start < len(reading.words) - 1 and not reading.words[start].strip():
        start += 1
    noun = reading.lower[start + 1] if start + 1 < len(reading.words) else ""
    known = role_nouns().get(noun)
    others = any(
        reading.entities[i] == "ORG" and not name.start <= i < name.end
        for i in range(at, start)
        if reading.sentences[i] == reading.sentences[at]
    )
    firm = known is not None and known.broad and known.classes[0] == "company"
    return reading.lower[start] == "the" and firm and not others


def _below(reading: Reading, i: int) -> Iterator[int]:
    yield i
    for child in reading.children[i]:
        yield from _below(reading, child)
