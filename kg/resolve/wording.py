"""The normal form of a claim's wording: a sentence goes in, its content words in order come out.

Words are reduced to stems (Snowball's English stemmer, M. F. Porter, 2001) by way of irregular forms and synonyms; articles,
auxiliaries and emphasis fall away, the passive is turned round, nationalities and countries are one word, numbers are digits.
No parser is used: the same wording has the same form in every article.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache

import snowballstemmer

from kg.gazetteer import country_named, country_of_demonym, country_of_seat
from kg.inflection import base, past
from kg.lexicon import table
from kg.names import title_at

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’.][^\W\d_]+)*|[%,;:]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PASSIVE = re.compile(
    r"^(?P<patient>.+?) (?:was|were|is|are|has been|have been|had been) "
    r"(?P<verb>\w+(?:ed|en|wn|ne|ught|ut|id|et|ot|ld|st|nt|it)) "
    r"by (?P<agent>(?!\d|the end|then|now|mid|early|late).+?)"
    r"(?P<rest> (?:in|on|at|during|before|after|since|from|for|because|when|while|to) .+)?$"
)


class Kind(Enum):
    """What a content word is, as far as its form tells."""

    WORD = "word"
    NAME = "name"
    COUNTRY = "country"
    NUMBER = "number"
    YEAR = "year"
    TIME = "time"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its stem, its kind, and whether it is omissible: it stands before its noun and context may supply it.

    A year or a time is omissible everywhere, a nationality and the front part of a name before a noun, any other word only in a
    noun phrase that the text treats as known ("the 2016 presidential election"), where it doesn't restrict what is meant.
    """

    stem: str
    kind: Kind = Kind.WORD
    omissible: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's text and its content words in order, the passive turned round."""

    text: str
    words: tuple[Word, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The full normal form: two texts with one key differ in tense, voice, articles or synonyms at most."""
        return tuple(word.stem for word in self.words)

    @property
    def skeleton(self) -> tuple[str, ...]:
        """The normal form without what the context of one article may supply."""
        return tuple(word.stem for word in self.words if not word.omissible)

    def stems(self, *kinds: Kind) -> frozenset[str]:
        """Return the stems of the words of these *kinds*."""
        return frozenset(word.stem for word in self.words if word.kind in kinds)

    def modifiers(self) -> tuple[tuple[str, Kind, str], ...]:
        """Return the omissible words, each with its kind and what it modifies: a noun, or of a time the whole claim."""
        found = []
        for place, word in enumerate(self.words):
            if word.omissible:
                adverbial = word.kind in {Kind.YEAR, Kind.TIME}
                rest = self.words[place + 1 :]
                head = " ".join(self.skeleton) if adverbial else next((w.stem for w in rest if not w.omissible), "")
                found.append((head, word.kind, word.stem))
        return tuple(found)


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _stem(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode() or word.casefold()
    return str(_stemmer().stemWord(base(folded)))


@cache
def _synonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("synonyms", ("words",)):
        stems = [_stem(word) for word in row["words"].split("|")]
        for stem in stems:
            found.setdefault(stem, found.get(stems[0], stems[0]))
    return found


@cache
def stem(word: str) -> str:
    """Return the stem that stands for *word* and its synonyms.

    >>> stem("meddled") == stem("interfered"), stem("forgery") == stem("fake"), stem("struck")
    (True, False, 'hit')
    """
    found = _stem(word)
    return _synonyms().get(found, found)


@cache
def antonyms() -> frozenset[tuple[str, str]]:
    """Return the pairs of stems of ``seeds/antonyms.tsv``, both ways round."""
    pairs = ((stem(row["first"]), stem(row["second"])) for row in table("antonyms", ("first", "second")))
    return frozenset(pair for a, b in pairs for pair in ((a, b), (b, a)) if a != b)


@cache
def times() -> frozenset[str]:
    """Return the words for a time that a claim may leave to its article (``seeds/claim_times.tsv``)."""
    return frozenset(row["word"] for row in table("claim_times", ("word",)))


@cache
def _stopwords() -> dict[str, str]:
    return {word: row["kind"] for row in table("claim_stopwords", ("kind", "words")) for word in row["words"].split()}


def _country(words: list[str], at: int) -> tuple[str, int, bool] | None:
    """Return the country that begins at a place, how many words name it, and whether they are an adjective or short form."""
    for size in (4, 3, 2, 1):
        text = " ".join(words[at : at + size])
        if len(words) < at + size or not text[:1].isupper():
            continue
        demonym = country_of_demonym(text)
        found = demonym or country_named(text) or country_of_seat(text)
        if found is not None:
            short = demonym is not None or "." in text or (text.isupper() and len(text) < 4)
            return found.wikidata, size, short
    return None


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in table("claim_phrases", ("phrase", "word")):
        first, *rest = row["phrase"].split()
        found.setdefault(_stem(first), []).append((tuple(rest), row["word"]))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for first, rows in found.items()}


def _phrase(words: list[str], at: int) -> tuple[str, int] | None:
    """Return the word that says the same as the phrase at a place, and how many words the phrase has."""
    for rest, word in _phrases().get(_stem(words[at]), ()):
        place = at + 1
        for part in rest:
            while place < len(words) and words[place].casefold() in _BETWEEN:
                place += 1
            if place == len(words) or words[place].casefold() != part:
                break
            place += 1
        else:
            return word, place - at
    return None


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in table("number_words", ("word", "value"))}


def _value(words: list[str], at: int) -> tuple[str, int] | None:
    """Return the number that begins at a place in digits ("3.4 million" is "3400000"), and how many words write it."""
    total, current, size = 0.0, 0.0, 0
    for word in map(str.casefold, words[at:]):
        parts = [_numbers().get(part, -1) for part in word.split("-")]
        if re.fullmatch(r"\d+(?:[.,]\d+)*", word) and not size:
            current = float(word.replace(",", "")) if word.count(".") < 2 else 0.0
        elif size and parts[0] >= 1000:
            total, current = total + current * parts[0], 0.0
        elif size and parts[0] == 100:
            current *= 100
        elif min(parts) >= 0 and max(parts) < 100 and (not size or current % 10 == 0):
            current += sum(parts)
        else:
            break
        size += 1
    return (f"{total + current:.10g}" if total + current < 1e10 else f"{total + current:.0f}", size) if size else None


def _active(text: str) -> str:
    """Return a passive with its agent as an active clause; anything else stays as it is.

    >>> _active("The bridge was destroyed by rebels in May")
    'rebels destroyed The bridge in May'
    """
    found = _PASSIVE.match(text)
    if not found:
        return text
    return f"{found['agent']} {found['verb']} {found['patient']}{found['rest'] or ''}"


def _is_verb(surface: str) -> bool:
    """Whether a word is a verb by its form, so that the word before it is a subject and not a modifier."""
    return (surface.endswith("ed") and len(surface) > 4) or (base(surface) != surface and surface not in _NOUNS_TOO)


@dataclass(frozen=True, slots=True)
class _Read:
    """A content word as it was read: ``may`` be omitted before a noun; ``surface`` tells what stands before."""

    stem: str
    kind: Kind
    may: bool
    surface: str


@cache
def read_wording(text: str) -> Wording:
    """Return the normal form of *text*.

    >>> read_wording("The bridge was destroyed by rebels.").key == read_wording("Rebels destroyed the bridge.").key
    True
    >>> read_wording("Eleven Russian boats struck the 2016 buoy.").key
    ('11', 'Q159', 'boat', 'hit', '2016', 'buoy')
    """
    tokens = _WORD.findall(_active(text.strip().rstrip(".!")))
    bare = [re.sub(r"['’]s?$", "", token) for token in tokens]
    stop, found, breaks = _stopwords(), list[_Read](), {0}
    known, at = False, 0  # known: inside a noun phrase that the text treats as known
    while at < len(tokens):
        lower, capital, owner = bare[at].casefold(), bare[at][:1].isupper(), bare[at] != tokens[at]
        country, number = _country(bare, at), _value(tokens, at)
        kind = stop.get(tokens[at].casefold()) or stop.get(lower)
        size, new = 1, None
        following = bare[at + 1] if at + 1 < len(bare) else ""
        phrase = _phrase(bare, at) if country is None and not capital else None
        if phrase is not None:
            same, size = phrase
            kind = stop.get(past(same)) or stop.get(same)
            new = None if kind else _Read(stem(same), Kind.WORD, False, past(same))
            known = False
            breaks.add(len(found))
        elif country is not None:
            wikidata, size, short = country
            owner = bare[at + size - 1] != tokens[at + size - 1]
            new = _Read(wikidata, Kind.COUNTRY, short or owner, "")
        elif tokens[at] in ",;:" or kind:
            known = kind == "article" and lower not in _INDEFINITE
            breaks.add(len(found))
        elif _YEAR.fullmatch(tokens[at]):
            new = _Read(tokens[at], Kind.YEAR, True, "")
        elif number is not None and (lower != "one" or number[1] > 1):
            new, size = _Read(number[0], Kind.NUMBER, False, ""), number[1]
        elif (title := title_at(bare, at)) is not None and "".join(bare[at + title.length :])[:1].isupper():
            size = title.length
        elif lower in times() and found:
            new = _Read(stem(bare[at]), Kind.TIME, True, "")
        elif capital and (at > 0 or (following[:1].isupper() and following.casefold() not in stop)):
            new = _Read(stem(bare[at]), Kind.NAME, owner or following[:1].isupper(), "")
        else:
            known = known and not _is_verb(lower)
            new = _Read(stem(bare[at]), Kind.WORD, known, lower)
        if new is not None:
            found.append(new)
            known = known or owner
        at += size
    return Wording(text, tuple(_word(found, place, breaks) for place in range(len(found))))


def _word(found: list[_Read], place: int, breaks: set[int]) -> Word:
    read = found[place]
    before_noun = place + 1 < len(found) and place + 1 not in breaks and not _is_verb(found[place + 1].surface)
    if read.kind in {Kind.YEAR, Kind.TIME}:
        return Word(read.stem, read.kind, True)
    return Word(read.stem, read.kind, read.may and before_noun and not _is_verb(read.surface))


OPEN_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "you", "him", "them", "us", "me", "somebody", "someth", "somewher"})
_INDEFINITE = frozenset({"a", "an", "some", "any", "such"})
_BETWEEN = frozenset({"a", "an", "the", "some", "any", "single", "own", "its", "his", "her", "their"})
_NOUNS_TOO = frozenset(
    {"shot", "cut", "cost", "found", "left", "felt", "lead", "saw", "wound", "rose", "ground", "bore", "spoke"}
)
_SUBJECTS = ("It ", "This ", "That ", "These ", "Those ", "Its ", "Their ")


def points(wording: Wording) -> bool:
    """Whether *wording* has a pronoun that only its article resolves: "he", "they", "it" as the subject."""
    return wording.text.startswith(_SUBJECTS) or any(word.stem in OPEN_PRONOUNS for word in wording.words)
