"""What the words of a name tell: words of a name go in, its normal form, title, gender or class of organisation comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kg.lexicon import table

_NOT_WORD = re.compile(r"[^\w ]+")
#: Letters that are no base letter with a mark, as newspapers without them on the keyboard write them.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_ARTICLE = re.compile(r"^(?:the|a|an) (?=.)")


@lru_cache(maxsize=65536)
def normal_form(name: str) -> str:
    """Return *name* without case, diacritics, punctuation and leading article: equal forms are one spelling of one name.

    >>> normal_form("The Hollowell Museum"), normal_form("Zoë Brontë-Lübeck"), normal_form("U.S.")
    ('hollowell museum', 'zoe bronte lubeck', 'us')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = plain.translate(_LETTERS)
    words = " ".join(_NOT_WORD.sub("", plain.replace("-", " ")).split())
    return _ARTICLE.sub("", words)


class Title(NamedTuple):
    """A title before a name: how many words it takes, its kind, and what it tells of gender, role and country."""

    length: int
    kind: str
    gender: str = ""
    role: str = ""
    country: str = ""


@cache
def _titles() -> Mapping[tuple[str, ...], Title]:
    rows = table("titles", ("title", "kind", "gender", "role", "country"))
    split = ((tuple(row["title"].split()), row) for row in rows)
    return MappingProxyType({w: Title(len(w), r["kind"], r["gender"], r["role"], r["country"]) for w, r in split})


@cache
def title_words() -> frozenset[str]:
    """Return every word that a title of ``seeds/titles.tsv`` may start with."""
    return frozenset(words[0] for words in _titles())


def title_at(words: Sequence[str], start: int = 0) -> Title | None:
    """Return the longest title that ``words[start:]`` begins with.

    >>> title_at(["Secretary", "of", "State", "Ann", "Lee"])
    Title(length=3, kind='office', gender='', role='secretary', country='United States')
    """
    for length in (3, 2, 1):
        found = _titles().get(tuple(words[start : start + length])) if start + length <= len(words) else None
        if found:
            return found
    return None


@cache
def _first_names() -> Mapping[str, str]:
    return MappingProxyType({row["name"]: row["gender"] for row in table("first_names", ("name", "gender"))})


def first_name_gender(word: str) -> str:
    """Return ``"f"`` or ``"m"`` for a first name that is clearly one, else the empty string.

    >>> first_name_gender("Maria"), first_name_gender("Peter"), first_name_gender("Ministry")
    ('f', 'm', '')
    """
    return _first_names().get(word, "")


@cache
def _org_words() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["class"] for row in table("org_words", ("word", "class"))})


def org_class(words: Sequence[str]) -> str:
    """Return the class of organisation that a name's words tell ("body", "company", …; "place" for a street), or ``""``.

    The head counts first: the last word before "of" or "for", else the last of all.

    >>> org_class(["Institute", "of", "Mining"]), org_class(["Orley", "Press"]), org_class(["Ann", "Lee"])
    ('institution', 'company', '')
    """
    known = _org_words()
    cut = next((i for i, w in enumerate(words) if w in ("of", "for") and i), len(words))
    order = [*reversed(words[:cut]), *reversed(words[cut:])]
    return next((known[w] for w in order if w in known), "")


def is_acronym(word: str) -> bool:
    """Whether *word* is written as an acronym: two letters or more, capitals alone, dots allowed.

    >>> is_acronym("IEA"), is_acronym("U.N."), is_acronym("A"), is_acronym("Nato")
    (True, True, False, False)
    """
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def initials(words: Sequence[str]) -> str:
    """Return the initials of the capitalised words: what an acronym of the name would be.

    >>> initials("International Energy Agency".split()), initials("Office for Data Rights".split())
    ('IEA', 'ODR')
    """
    return "".join(w[0] for w in words if w[:1].isupper())


class Noun(NamedTuple):
    """What a common noun stands for: its classes, the likelier first, its gender, and whether it fits a whole class."""

    classes: tuple[str, ...]
    gender: str
    broad: bool = False


@cache
def role_nouns() -> Mapping[str, Noun]:
    """Return the common nouns that stand for somebody who speaks, by their dictionary form (``seeds/roles.tsv``)."""
    found: dict[str, Noun] = {}
    for row in table("roles", ("noun", "class", "gender", "broad")):
        known = found.get(row["noun"], Noun((), ""))
        classes, broad = (*known.classes, row["class"]), known.broad or row["broad"] == "yes"
        found[row["noun"]] = Noun(classes, row["gender"], broad)
    return MappingProxyType(found)
