"""Countries as actors: a name, a demonym, a capital or a seat of power goes in, the country that it stands for comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon import table

_COLUMNS = ("country", "wikidata", "names", "demonyms", "capitals", "seats")


@dataclass(frozen=True, slots=True)
class Country:
    """A country, the European Union, or a territory that acts as a government in the news."""

    name: str
    wikidata: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def iri(self) -> str:
        """The IRI of the country in Wikidata."""
        return f"http://www.wikidata.org/entity/{self.wikidata}"


@cache
def countries() -> tuple[Country, ...]:
    """Return every country of ``seeds/countries.tsv``, in its order."""
    return tuple(
        Country(row["country"], row["wikidata"], *(tuple(filter(None, row[c].split("|"))) for c in _COLUMNS[2:]))
        for row in table("countries", _COLUMNS)
    )


def _index(pairs: Iterable[tuple[str, Country]]) -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    for form, country in pairs:
        found.setdefault(form.removeprefix("the "), country)
    return MappingProxyType(found)


@cache
def _names() -> Mapping[str, Country]:
    return _index((n, c) for c in countries() for n in (c.name, *c.names))


@cache
def _demonyms() -> Mapping[str, Country]:
    return _index((n, c) for c in countries() for d in c.demonyms for n in (d, *((f"{d}s",) if d.endswith("n") else ())))


@cache
def _seats() -> Mapping[str, Country]:
    return _index((n, c) for c in countries() for n in (*c.capitals, *c.seats))


def country_named(text: str) -> Country | None:
    """Return the country that *text* names, whatever article stands before it.

    >>> country_named("the U.S.").name, country_named("Moscow")
    ('United States', None)
    """
    return _names().get(_bare(text))


def country_of_demonym(text: str) -> Country | None:
    """Return the country that a demonym or an adjective of nationality belongs to.

    >>> country_of_demonym("Russian").name, country_of_demonym("Kyrgyz").name
    ('Russia', 'Kyrgyzstan')
    """
    return _demonyms().get(text)


def country_of_seat(text: str) -> Country | None:
    """Return the country whose capital or seat of power *text* is.

    A seat that is one organ of a government among others (the White House) stands for itself: it has no country here.

    >>> country_of_seat("the Kremlin").name, country_of_seat("White House")
    ('Russia', None)
    """
    return _seats().get(_bare(text))


@cache
def _institutions() -> Mapping[str, Country]:
    rows = ((row["name"], country_named(row["country"])) for row in table("institutions", ("name", "country")))
    return MappingProxyType({name: country for name, country in rows if country is not None})


def country_of_institution(text: str) -> Country | None:
    """Return the country of an organ of state that only one country calls so (``seeds/institutions.tsv``).

    >>> country_of_institution("the Pentagon").name, country_of_institution("Congress")
    ('United States', None)
    """
    return _institutions().get(_bare(text))


def _bare(text: str) -> str:
    return text[4:] if text[:4] in ("the ", "The ") else text
