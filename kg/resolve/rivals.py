"""Which claims can't both be true: claims go in, contradictions come out. Few and sure ones only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

from kg.lexicon import table
from kg.model import Claim, Contradiction
from kg.resolve.wording import Kind, Word, Wording, antonyms, read_wording, stem

_LEAST = 3  # words that two rivals must share besides the one that differs, where no name ties them to one affair
_BOUNDS = frozenset(
    stem(word)
    for word in ("least", "most", "than", "over", "nearly", "almost", "around", "some", "to", "between", "dozens", "may")
)


@cache
def _exclusive() -> frozenset[str]:
    return frozenset(stem(row["verb"]) for row in table("exclusive_predicates", ("verb",)))


def _tied(words: Iterable[Word]) -> bool:
    """Whether the words that two claims share tie them to one affair: by a name, or by their number."""
    shared = list(words)
    return len(shared) >= _LEAST or any(word.kind in {Kind.NAME, Kind.COUNTRY, Kind.YEAR} for word in shared)


def _rival(a: Wording, b: Wording, place: int) -> bool:
    """Whether two wordings that differ at *place* alone can't both hold there: two counts, or opposites."""
    x, y = a.words[place], b.words[place]
    shared = [*a.words[:place], *a.words[place + 1 :]]
    if not _tied(shared) or any(word.stem in _BOUNDS for word in shared):
        return False
    if x.kind is Kind.NUMBER and y.kind is Kind.NUMBER:
        return True
    return (x.stem, y.stem) in antonyms()


def _started(a: Wording, b: Wording, verb: int) -> bool:
    """Whether two wordings name different parties for what only one can have done: "X started it", "Y started it"."""
    return _tied(a.words[verb:]) and len(a.words) > verb + 1 and not set(a.key[:verb]) & b.stems(Kind.NAME, Kind.COUNTRY)


def counts_apart(a: Wording, b: Wording) -> bool:
    """Whether two wordings that speak of one thing count it differently: "Eleven people died.", "The figure is ten."

    Each gives one number, which is no bound ("at least eleven") and no part of a date, of the same year and country where both
    name one. Where both say what they count, it is the same, or people in both.
    """
    mine, yours = _count(a), _count(b)
    if mine is None or yours is None or mine[0] == yours[0]:
        return False
    if any(a.stems(kind) and b.stems(kind) and not a.stems(kind) & b.stems(kind) for kind in (Kind.YEAR, Kind.COUNTRY)):
        return False
    units = {unit for _, unit in (mine, yours) if unit}
    return len(units) < 2 or units <= _people()


def _count(wording: Wording) -> tuple[str, str] | None:
    """Return the one number that *wording* gives as a count, and the word for what it counts, where that follows."""
    places = [place for place, word in enumerate(wording.words) if word.kind is Kind.NUMBER]
    if len(places) != 1 or any(word.stem in _BOUNDS for word in wording.words):
        return None
    before, after = wording.words[: places[0]], wording.words[places[0] + 1 :]
    if any(word.kind is Kind.TIME for word in (*before[-1:], *after[:1])):
        return None
    return wording.words[places[0]].stem, after[0].stem if after and after[0].kind is Kind.WORD else ""


@cache
def _people() -> frozenset[str]:
    """Return the nouns for people whom a count may call now this, now that: victims, patients, passengers."""
    rows = table("roles", ("noun", "class", "gender", "broad"))
    return frozenset(stem(row["noun"]) for row in rows if row["class"] in {"person", "people"}) | {stem("people")}


def rival_keys(text: str) -> frozenset[tuple[object, ...]]:
    """Return the keys one of which a claim of this *text* shares with each claim that it contradicts."""
    return frozenset(key for key, _ in _keys(read_wording(text)))


def _keys(wording: Wording) -> Iterator[tuple[tuple[object, ...], int]]:
    """Yield the keys under which *wording* meets its rivals, each with the place of the word that makes them rivals."""
    for place, word in enumerate(wording.words):
        yield ("differ", place, wording.key[:place], wording.key[place + 1 :]), place
        if word.stem in _exclusive() and place:
            yield ("exclusive", word.stem, wording.key[place + 1 :]), place


def contradictions(claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """Return the pairs of *claims* that can't both be true, sorted: nothing is said of any other pair.

    Two claims contradict where they are equal but for one count ("40 boats sank in Ordu", "12 boats sank in Ordu") or one word
    and its opposite (``seeds/antonyms.tsv``), or where they name two parties for what only one can have done
    (``seeds/exclusive_predicates.tsv``). What they share must tie them to one affair: a name, or several words.
    """
    blocks: dict[tuple[object, ...], list[tuple[str, Wording, int]]] = defaultdict(list)
    for text, id in sorted({(claim.text, claim.id) for claim in claims}):
        wording = read_wording(text)
        for key, place in _keys(wording):
            blocks[key].append((id, wording, place))
    found: set[tuple[str, str]] = set()
    for kind, block in ((block[0], members) for block, members in blocks.items()):
        for (first, a, place), (second, b, other) in combinations(block, 2):
            differ = kind == "differ" and _rival(a, b, place)
            exclusive = kind == "exclusive" and a.key[:place] != b.key[:other] and _started(a, b, place)
            if first != second and (differ or exclusive):
                found.add((min(first, second), max(first, second)))
    return tuple(Contradiction(first, second) for first, second in sorted(found))
