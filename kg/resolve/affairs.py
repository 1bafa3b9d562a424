"""The names in articles in, out comes which articles tell of one affair: those that share several rare names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations

from kg.gazetteer import country_named, country_of_demonym, country_of_seat
from kg.model import Extraction
from kg.names import normal_form, org_class, title_at
from kg.resolve.wording import times

_SHARED = 3  # words of names that two articles on one affair share at least
COMMON = 40  # articles that hold a name at most: a name of more articles ties none of them together
_SHORT = 2  # letters of words that tell little
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{2,}")  # no word that has its capital from opening a sentence


def names_of(extraction: Extraction) -> frozenset[str]:
    """Return the words of names in the article and of its speakers; no countries, months, days, titles, "Ministry", "Bank"."""
    found = {*_NAME.findall(extraction.article.text)}
    for actor in extraction.actors:
        if not actor.is_description:
            found |= {w for name in (actor.name, *actor.aliases) for w in name.split() if w[:1].isupper() and len(w) > _SHORT}
    return frozenset(normal_form(word) for word in found if not _is_common(word))


@cache
def _is_common(word: str) -> bool:
    country = country_named(word) or country_of_demonym(word) or country_of_seat(word)
    kind = org_class([word]) or title_at([word], 0)
    return country is not None or word.casefold() in times() or bool(kind)


def affairs(names: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    """Return for each article id the ids of the other articles that tell of its affair; *names* are those of each article.

    Near-linear: a name that many articles hold isn't looked at, so that only articles with a rare name in common are compared.
    Not transitive: what two articles share says nothing of a third.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for article in sorted(names):
        for name in names[article]:
            holders[name].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for articles in holders.values():
        if len(articles) <= COMMON:
            shared.update(combinations(sorted(set(articles)), 2))
    found: dict[str, set[str]] = defaultdict(set)
    for (a, b), count in shared.items():
        if count >= _SHARED:
            found[a].add(b)
            found[b].add(a)
    return {article: frozenset(others) for article, others in found.items()}
