"""The tokens of an article in, the names in it out: where each starts and ends, its title, and what it seems to name.

Borders come from capitals and a few connecting words, not from the entity recogniser alone, which splits names at titles,
joins a country with the person behind it, and calls people organisations; its labels are one piece of evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.actors.reading import Reading
from kg.gazetteer import country_named, country_of_demonym
from kg.names import Title, first_name_gender, org_class, role_nouns, title_at, title_words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _set("de da do dos das van von der den ter ten del della di du la le el al bin ibn ben y e zu ould")
_OF = frozenset({"of", "for", "on"})
_NEVER = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun i"
)
_NO_NAME_POS = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ", "PUNCT", "SPACE", "SYM"})
_DASHES = frozenset({"—", "–", "-", "--"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: ``words`` are those of ``[start, end)``; ``first`` is where its title starts, else ``start``.

    ``title`` is the title as written ("Deputy Foreign Minister"), ``title_kind``, ``gender`` and ``role`` what the table says.
    ``country`` is the country that the title names, if any.
    """

    start: int
    end: int
    first: int
    words: tuple[str, ...]
    title: str = ""
    title_kind: str = ""
    gender: str = ""
    role: str = ""
    country: str | None = None


def find_names(reading: Reading) -> tuple[Name, ...]:
    """Return the names of the article in the order of the text; none overlap."""
    skipped = {*_datelines(reading), *_emphasised(reading)}
    names: list[Name] = []
    common = frozenset(low for low, word in zip(reading.lower, reading.words, strict=True) if low == word)
    i, size = 0, len(reading.words)
    known = frozenset(w for j, w in enumerate(reading.words) if _is_sure(reading, j))
    while i < size:
        if i in skipped or not _may_start(reading, i, known):
            i += 1
            continue
        end = _run(reading, i, skipped)
        if not (end == i + 1 and (_is_role(reading, i) or (_opens(reading, i) and _is_common(reading, i, common, known)))):
            names += _split(reading, i, end)
        i = end
    return tuple(names)


def _datelines(reading: Reading) -> Iterator[int]:
    """Yield the tokens of datelines: "LIMA, Oct 10 -" at the start of a paragraph."""
    for i, word in enumerate(reading.words):
        if not (i == 0 or "\n" in reading.words[i - 1]) or not word[:1].isupper():
            continue
        for j in range(i + 1, min(i + 14, len(reading.words))):
            if reading.words[j] in _DASHES and reading.spaces[j] and (reading.spaces[j - 1]):
                yield from range(i, j + 1)
                break
            if not (reading.words[j][:1].isupper() or reading.words[j] in "(),./-" or reading.words[j][:1].isdigit()):
                break


def _emphasised(reading: Reading) -> Iterator[int]:
    """Yield the words in capitals that open a paragraph for show: "A QUIET HARBOUR is a rare thing", a heading "DARK WATERS".

    A run of capitals that holds a first name or the word for an organisation may be a name all the same, and a single
    word may be an acronym.
    """
    for i, word in enumerate(reading.words):
        if not (i == 0 or "\n" in reading.words[i - 1]) or not word.isupper():
            continue
        end = i
        while end < len(reading.words) and reading.words[end].isupper():
            end += 1
        run = reading.words[i:end]
        names = any(first_name_gender(w.title()) or org_class([w.title()]) for w in run[:-1]) or org_class([run[-1].title()])
        if sum(len(w) > 1 for w in run) > 1 and not names and not all(w in title_words() for w in run):
            yield from range(i, end)


def _capital(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    return word[0].isupper() and reading.lower[i].rstrip(".") not in _NEVER


def _opens(reading: Reading, i: int) -> bool:
    """Whether the capital of the word *i* says nothing, because the word opens a sentence or a quotation."""
    return i == 0 or reading.starts[i] or reading.words[i - 1] in ("“", '"', "‘", "'", "«", ":") or "\n" in reading.words[i - 1]


def _is_sure(reading: Reading, i: int) -> bool:
    """Whether the word *i* is part of a name for certain: a capital that no sentence start explains."""
    return reading.pos[i] == "PROPN" and len(reading.words[i]) > 1 and _capital(reading, i) and not _opens(reading, i)


def _is_role(reading: Reading, i: int) -> bool:
    """Whether a single capitalised word is a common noun that stands for somebody: "the Council", "Council leader"."""
    if reading.lower[i] not in role_nouns():
        return False
    compound = reading.deps[i] == "compound" and reading.words[reading.heads[i]].islower()
    return compound or (i > 0 and reading.lower[i - 1] in ("the", "this", "our"))


def _is_common(reading: Reading, i: int, common: frozenset[str], known: frozenset[str]) -> bool:
    """Whether a single capitalised word that opens a sentence is an ordinary word."""
    if reading.words[i] in known and reading.entities[i] != "":
        return False
    if reading.lower[i] in common:
        return True
    if reading.lower[i] in role_nouns() and reading.words[i] not in known:
        return True  # "Counsel for the firm accepted that …"
    noun = reading.deps[i] in ("nsubj", "nsubjpass", "poss", "compound", "appos", "pobj", "dobj", "conj", "nmod")
    return not (noun or reading.words[i] in known or reading.entities[i] in ("PERSON", "ORG", "GPE"))


def _may_start(reading: Reading, i: int, known: frozenset[str]) -> bool:
    if not _capital(reading, i):
        return False
    follows = i + 1 < len(reading.words) and _capital(reading, i + 1)
    if reading.pos[i] in _NO_NAME_POS and not (len(reading.words[i]) > 1 and reading.words[i].isupper()):
        return follows and reading.pos[i] == "INTJ"
    if not _opens(reading, i) or reading.pos[i] == "PROPN" or reading.entities[i] in ("PERSON", "ORG", "GPE"):
        return True
    if reading.words[i] in known:
        return True
    if not follows:
        return False
    if reading.pos[i + 1] in _NO_NAME_POS:
        return reading.pos[i + 1] == "ADP" and i + 2 < len(reading.words) and _capital(reading, i + 2)
    return reading.pos[i] in ("NOUN", "ADJ", "X") or first_name_gender(reading.words[i]) != ""


def _run(reading: Reading, start: int, skipped: set[int]) -> int:
    """Return the end of the longest run of capitalised words that may be one name (or title and name) from *start*."""
    words, size = reading.words, len(reading.words)
    end = start + 1
    while end < size:
        j = end
        if words[j] == "-" and not reading.spaces[j - 1] and not reading.spaces[j] and j + 1 < size:
            given = reading.pos[j + 1] == "PROPN" or reading.entities[j + 1] == "PERSON"
            if not (words[j + 1][0].isupper() or (given and end - start >= 2)):
                return end
            end = j + 2
            continue
        while (
            j < size
            and j - end < 3
            and (reading.lower[j] in _PARTICLES or words[j] in ("&", "'s", "’s", "'", "’") or _links(reading, start, j))
        ):
            j += 1
        if j >= size or j in skipped or not _capital(reading, j) or not _goes_on(reading, start, end, j):
            return end
        if j - start > 1 and all(w.isupper() for w in words[start:j]) and not words[j].isupper() and words[j][1:2].islower():
            return end  # "DARK WATERS Ann Lee": a heading in capitals
        if reading.starts[j] and not words[j - 1].endswith("."):
            return end
        end = j + 1
    return end


def _links(reading: Reading, start: int, j: int) -> bool:
    """Whether the word *j* joins parts of an organisation's name or of a title: "Ministry of", "Committee for", "of the"."""
    low = reading.lower[j]
    so_far = reading.words[start:j]
    if low in _OF:
        last = so_far[-1]
        return bool(org_class([last])) or title_at([last]) is not None or any(w in _OF for w in so_far)
    if low == "the":
        return reading.lower[j - 1] in _OF
    if low == "and":
        return (
            any(w in _OF for w in so_far)
            and bool(org_class(so_far))
            and j + 1 < len(reading.words)
            and title_at(reading.words, j + 1) is None
        )
    return False


def _goes_on(reading: Reading, start: int, end: int, j: int) -> bool:
    """Whether the capitalised word *j* belongs to the run ``[start, end)`` although words stand between them."""
    if reading.pos[j] in ("PRON", "DET", "SCONJ", "CCONJ", "AUX") and not reading.words[j].isupper():
        return False
    between = reading.words[end:j]
    if not between:
        return True
    if between[0] in ("'s", "’s", "'", "’"):
        if len(between) > 1 or country_named(reading.text(start, end)) or reading.entities[end - 1] == "PERSON":
            return False
        stop = j
        while stop < len(reading.words) and (_capital(reading, stop)):
            stop += 1
        plural = between[0] in ("'", "’") and reading.words[end - 1].endswith("s")
        saint = reading.words[start] in ("St", "St.", "Saint")
        return bool(org_class(reading.words[j:stop])) and (plural or saint)
    return True


def _split(reading: Reading, start: int, end: int) -> Iterator[Name]:
    """Yield the names in one run: the title apart, a country apart from the person behind it."""
    words = reading.words
    while end > start and words[end - 1] in ("'s", "’s", "'", "’", "-"):
        end -= 1
    if end <= start:
        return
    if end - start == 1 and country_of_demonym(words[start]) and not country_named(words[start]):
        return
    if all(w in title_words() for w in words[start:end]) and title_at(words[start:end]) is not None and end - start <= 3:
        whole = title_at(words[start:end])
        if whole is not None and whole.length == end - start:
            return  # "the Prime Minister": a role, no name
    cut, title = _title(reading, start, end)
    country = None
    title_text = reading.text(start, cut)
    if cut > start:
        named = (c.name for w in words[start:cut] if (c := country_of_demonym(w) or country_named(w)))
        country = next(named, None) or title.country or None
        if cut < end and words[cut] == "of" and cut + 1 < end:
            for stop in range(min(end - 1, cut + 4), cut + 1, -1):
                found = country_named(reading.text(cut + 1, stop))
                if found:
                    country, cut = found.name, stop
                    title_text = reading.text(start, cut)
                    break
    else:
        for stop in range(min(end - 2, start + 3), start, -1):
            found = country_named(reading.text(start, stop))
            if (
                found
                and not org_class(words[stop:end])
                and not any(w in _OF for w in words[stop:end])
                and _personal(reading, stop, end)
            ):
                yield Name(start, stop, start, tuple(words[start:stop]))
                start = cut = stop
                break
        if cut == start and _opens_with_role(reading, start, end):
            cut, title_text, title = start + 1, words[start], Title(1, "role", role=words[start].lower())
    if cut < end:
        yield Name(cut, end, start, tuple(words[cut:end]), title_text, title.kind, title.gender, title.role, country)


def _opens_with_role(reading: Reading, start: int, end: int) -> bool:
    """Whether a run is a capitalised role word and a person's full name: "Producer Ann Lee"."""
    rest = reading.words[start + 1 : end]
    noun = role_nouns().get(reading.lower[start])
    if noun is None or noun.classes[0] != "person" or len(rest) < 2 or org_class(rest):
        return False
    return first_name_gender(rest[0]) != "" or (rest[1] == "-" and len(rest) > 3) or reading.entities[end - 1] == "PERSON"


def _personal(reading: Reading, start: int, end: int) -> bool:
    return end - start >= 2 and (first_name_gender(reading.words[start]) != "" or reading.entities[end - 1] == "PERSON")


def _title(reading: Reading, start: int, end: int) -> tuple[int, Title]:
    """Return where the name behind the last title of the run starts, and that title."""
    words = reading.words[start:end]
    cut, told = 0, Title(0, "")
    i = 0
    while i < len(words):
        title = title_at(words, i)
        if title is None:
            i += 1
            continue
        stop = i + title.length
        if stop < len(words) and words[stop] == "." and not reading.spaces[start + stop - 1]:
            stop += 1
        rest = words[stop:]
        if not rest or (i == 1 and cut == 0 and first_name_gender(words[0])):
            break
        if org_class(rest) not in ("", "place") and title.kind != "courtesy":
            break
        if rest[0] in _OF and country_named(rest[1] if len(rest) > 1 else "") is None and rest[:2] != ["of", "the"]:
            break
        gender, country = title.gender or told.gender, title.country or told.country
        cut, told = stop, title._replace(gender=gender, country=country)
        i = stop
    return start + cut, told
