"""First names of two packages go in, ``seeds/first_names.tsv`` comes out: each name that is clearly female or clearly male.

Run by hand when the packages change: ``pip install names faker && python seeds/make_first_names.py``.
"""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from importlib.resources import files
from pathlib import Path

import faker.providers.person as person

#: ISO 9 would be exact; newspapers write the common English romanisation.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
}  # fmt: skip
#: Names that are mostly ordinary English words in the news.
WORDS = frozenset(
    "An Art April August Bank Blue Can Chance Chase Christian Day Dear Do Ever Faith Glory Grant Green Hall Honor Hope Hunter In "
    "Joy June Justice King Law Long Love Major Many Mark May Mercy Mission My Page Pat Patience Peace Price Prince Princess "
    "Queen Rich Rose See Short So Son Song Star Story Van Victory Virtue War West Will Young".split()
)
HEADER = """\
# First names that are clearly female (f) or male (m). US Census of 1990 (public domain; as packaged in names, MIT): those of at least
# 0.005 per cent of the population with a majority of five to one; and those of the locales of Faker (MIT), romanised where they are
# Cyrillic. A name of both sexes has no row. Made by seeds/make_first_names.py.
name\tgender
"""


def census() -> dict[str, str]:
    """Return the census's names with their gender; empty where it is unclear."""
    share: dict[str, dict[str, float]] = {}
    for gender, file in (("f", "dist.female.first"), ("m", "dist.male.first")):
        for line in (files("names") / file).read_text().splitlines():
            name, percent = line.split()[:2]
            share.setdefault(name.capitalize(), {})[gender] = float(percent)
    found = {}
    for name, by in share.items():
        f, m = by.get("f", 0.0), by.get("m", 0.0)
        if max(f, m) >= 0.005:
            found[name] = "f" if f >= 5 * m else "m" if m >= 5 * f else ""
    return found


def locales() -> dict[str, set[str]]:
    """Return the genders under which any locale lists a name."""
    found: dict[str, set[str]] = {}
    for module in pkgutil.iter_modules(person.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for gender, field in (("f", "first_names_female"), ("m", "first_names_male")):
            for name in getattr(provider, field, ()):
                roman = "".join(CYRILLIC.get(c, CYRILLIC.get(c.lower(), c)) for c in str(name))
                roman = roman[:1].upper() + roman[1:]
                if roman.isalpha() and len(roman) > 2 and all("LATIN" in unicodedata.name(c) for c in roman):
                    found.setdefault(roman, set()).add(gender)
    return found


def main() -> None:
    """Write the table next to this script."""
    names = {n: next(iter(g)) for n, g in locales().items() if len(g) == 1}
    names.update(census())
    rows = sorted((n, g) for n, g in names.items() if g and n not in WORDS)
    table = Path(__file__).with_name("first_names.tsv")
    table.write_text(HEADER + "".join(f"{n}\t{g}\n" for n, g in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
