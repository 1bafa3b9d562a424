"""English inflection: a base form goes in, an inflected form comes out, and back (``seeds/irregular_verbs.tsv``)."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table

_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprtvz]$")  # one syllable, one vowel: "plan", "stop"
_STRESSED = frozenset(
    {"admit", "commit", "permit", "submit", "omit", "occur", "refer", "transfer", "prefer", "control", "rebut", "deter"}
)
_AN = re.compile(r"(?i:[aeio]|u(?!ni|se|su|ra|ti|k\b|\.)|hono|hour|heir|honest)|[FHLMNRSX](?=[A-Z.]|\b)")


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {row["base"]: (row["past"], row["participle"]) for row in table("irregular_verbs", ("base", "past", "participle"))}


@cache
def _bases() -> dict[str, str]:
    found: dict[str, str] = {}
    for base, forms in _irregular().items():
        for form in forms:
            found.setdefault(form, base)
    return found | {"were": "be", "is": "be", "are": "be", "am": "be", "has": "have", "does": "do"}


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    if _DOUBLING.match(verb) or verb in _STRESSED:
        return verb + verb[-1] + "ed"
    return verb + "ed"


def past(verb: str) -> str:
    """Return the simple past of the base form *verb*.

    >>> [past(v) for v in ("pick", "deny", "stop", "overshoot")]
    ['picked', 'denied', 'stopped', 'overshot']
    """
    irregular = _irregular().get(verb)
    return irregular[0] if irregular else _regular(verb)


def participle(verb: str) -> str:
    """Return the past participle of the base form *verb*.

    >>> [participle(v) for v in ("steal", "dump")]
    ['stolen', 'dumped']
    """
    irregular = _irregular().get(verb)
    return irregular[1] if irregular else _regular(verb)


def third_person(verb: str) -> str:
    """Return the third person singular of the present of *verb*.

    >>> [third_person(v) for v in ("exist", "deny", "pass", "have")]
    ['exists', 'denies', 'passes', 'has']
    """
    special = {"be": "is", "have": "has"}
    if verb in special:
        return special[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")


def base(form: str) -> str:
    """Return the base form of an irregular verb *form*, else *form* itself: regular endings are a stemmer's work.

    >>> [base(f) for f in ("shot", "were", "dumped")]
    ['shoot', 'be', 'dumped']
    """
    return _bases().get(form, form)


def indefinite(word: str) -> str:
    """Return the indefinite article that *word* takes.

    >>> [indefinite(w) for w in ("inspector", "unit", "hour", "mortar", "U.S.", "MP")]
    ['an', 'a', 'an', 'a', 'a', 'an']
    """
    return "an" if _AN.match(word) else "a"
