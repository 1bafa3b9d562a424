"""A passage that only points back ("That is not true.", "the tremor theory") goes in, the claim that it answers comes out.

A claim in the same sentence comes first, then what the words themselves name ("her account", "the tremor theory", "the
accusation"), then the claim just before of somebody else, asserted or denied, in the same paragraph or the one before. What
stands further back is not taken, nor what the words don't fit: no claim is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import snowballstemmer
from spacy.tokens import Doc, Token

from kg.extract.layout import sentence
from kg.extract.passage import Passage, Tokens
from kg.extract.propositions.predicates import ANAPHORS, is_noun_of
from kg.inflection import base
from kg.lexicon import table
from kg.model import Stance

_REACH = 8  # sentences between an echo, an accusation or a number and the claim of somebody else that it may answer
_STEP = 4  # sentences between a pointer that names nothing and the claim just before
_ACCUSING = frozenset({"accusation", "allegation", "charge", "insinuation"})
_COUNTS = frozenset({"estimate", "figure", "number"})
_OWN = frozenset({"wrong", "mistaken", "stand", "stick"})
_WILD = re.compile(r"\b(?:[Ss]ome(?:body|one|thing))\b")
_BRIEF = 6  # words of a denial that leaves everything to what it answers: "somebody ordered something"
_PRONOUNS = frozenset({"They", "It", "He", "She", "We"})
_SHORTEST = 4  # letters of a word that names a claim
_OPEN = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that a passage was found to make: who takes which stance on it."""

    passage: Passage
    actor: str | None
    claim: str
    stance: Stance | None


def antecedent(
    doc: Doc,
    passage: Passage,
    actor: str | None,
    *,
    before: Sequence[Told],
    after: Sequence[Told],
    name_of: Callable[[Tokens], str | None],
) -> Told | None:
    """Return what *passage*, said by *actor*, answers, or None where nothing surely is.

    *before* and *after* are the claims of the passages before and after it, in the order of the text; of those after it only
    one that the same sentence names counts ("..., she said of the claim that ...").
    """
    earlier = [told for told in before if told.stance is not None]
    at = _sentence(doc, passage)
    named = [t for t in after if t.stance is not None and _sentence(doc, t.passage) == at and _is_named(doc, t, actor)]
    beside = [t for t in earlier if t.actor != actor and _sentence(doc, t.passage) == at]
    if named or beside:
        return beside[-1] if beside else named[0]
    if _takes_back(doc, passage):
        return _last([t for t in earlier if t.actor == actor])
    others = [t for t in earlier if t.actor != actor]
    noun = _claim_noun(doc, passage)
    if noun is not None:
        owner = next((name_of(Tokens(c.i, c.i + 1)) for c in noun.children if c.dep_ == "poss"), None)
        if owner is not None:
            return _last([t for t in earlier if t.actor == owner])
        words = _stems(t.text for t in noun.subtree if t.i != noun.i and t.pos_ in _OPEN)
        if sharing := [(len(words & _stems(t.claim.split())), n) for n, t in enumerate(earlier)]:
            shared, place = max(sharing)
            if shared:
                return earlier[place]
        if noun.lemma_.lower() in _COUNTS:
            return _last([t for t in _near(doc, at, others) if _has_number(t.claim)])
        if noun.lemma_.lower() in _ACCUSING:
            others = [t for t in others if t.stance is Stance.ASSERTS]
            accused = _stems((actor or "").split())
            about = _last([t for t in others if accused & _stems(t.claim.split())])
            return about or _turn_opens(_just_before(doc, at, _near(doc, at, others)))
        if words:  # it names what nobody said
            return None
        others = [t for t in others if t.stance is Stance.ASSERTS]
        return _turn_opens(_just_before(doc, at, others, paragraphs=2))
    found = _turn_opens(_just_before(doc, at, others))
    return None if found is None or _is_mixed(found, _near(doc, at, others, reach=_STEP)) else found


def _is_mixed(found: Told, near: Sequence[Told]) -> bool:
    """Whether *found* is a denial and something is asserted as near: a pointer may mean either."""
    return found.stance is Stance.DENIES and any(t.stance is Stance.ASSERTS for t in near)


def _last(told: Sequence[Told]) -> Told | None:
    return told[-1] if told else None


@cache
def _numbers() -> frozenset[str]:
    return frozenset(row["word"] for row in table("number_words", ("word", "value")))


def _has_number(claim: str) -> bool:
    return any(word.casefold() in _numbers() or any(c.isdigit() for c in word) for word in claim.split())


def _just_before(doc: Doc, at: int, told: Sequence[Told], *, paragraphs: int = 1) -> list[Told]:
    """Return *told* if the last of them is near: in the paragraph of the sentence *at*, or that many *paragraphs* before."""
    last = _last(told)
    if last is None or last not in _near(doc, at, told, reach=_STEP):
        return []
    breaks = sum(t.is_space and "\n" in t.text for t in doc[last.passage.content[-1].end : at])
    return list(told) if breaks <= paragraphs else []


def _turn_opens(told: Sequence[Told]) -> Told | None:
    """Return the first claim of the last quotation or report: what is said at once is answered by its main claim, the first."""
    turn = _last(told)
    for earlier in reversed(told):
        if turn is None or earlier.actor != turn.actor or earlier.passage.cue != turn.passage.cue:
            break
        turn = earlier
    return turn


def _takes_back(doc: Doc, passage: Passage) -> bool:
    """Whether a speaker judges what he said himself: "I was wrong", "we stand by that"."""
    words = [doc[i] for piece in passage.content for i in range(piece.start, piece.end)]
    return any(t.lower_ in {"i", "we"} for t in words) and any(t.lemma_.lower() in _OWN for t in words)


def echoed(doc: Doc, made: Told, *, before: Sequence[Told]) -> Told | None:
    """Return the claim of somebody else that *made* gainsays in fewer words, or None where it says something of its own.

    "No such lunch took place", "nobody ordered anything", "there was no pipe" and a denial of "the bag" answer what was said
    of a lunch, that somebody ordered something, and what a pipe and a bag had to do with it: who denies the general denies the
    particular. "Of course they fired" answers who denied that anybody fired: who asserts the particular asserts the general.
    """
    if made.stance is None or not before or not (wanted := _wanted(doc, made)):
        return None
    told = [t for t in before if t.stance is made.stance.flip() and t.actor != made.actor and wanted <= _stems(t.claim.split())]
    return _last(_near(doc, _sentence(doc, made.passage), told))


def _wanted(doc: Doc, made: Told) -> frozenset[str]:
    """Return the words by which to know what *made* echoes; none where it is no echo by its form."""
    words = made.claim.rstrip(".").split()
    brief = len(words) <= _BRIEF
    if brief and words[0] in _PRONOUNS:
        return _stems(word for word in words[1:] if word.lower() not in _times() and not _WILD.match(word))
    if made.stance is not Stance.DENIES:
        return frozenset()
    such = next((t.head for p in made.passage.content for t in doc[p.start : p.end] if t.lower_ == "such"), None)
    if such is not None and such.pos_ == "NOUN":
        return _stems([such.text])
    if words[:2] in (["There", "was"], ["There", "were"]) and (brief or words[2:3] == ["the"]):
        return _stems(word for word in words[2:] if word.lower() not in _times())
    if brief and _WILD.search(made.claim):
        return _stems(word for word in words if not _WILD.match(word))
    return frozenset()


@cache
def _times() -> frozenset[str]:
    return frozenset({"that", "this", *(row["word"] for row in table("claim_times", ("word",)))})


def answered(stance: Stance | None, meant: Told) -> Stance | None:
    """Return the stance on the claim of *meant* of who takes *stance* on what was said: to reject a denial is to assert."""
    return stance.flip() if stance is not None and meant.stance is Stance.DENIES else stance


def _near(doc: Doc, at: int, told: Sequence[Told], *, reach: int = _REACH) -> list[Told]:
    if not told:
        return []
    starts = [s.start for s in doc.sents]
    order = {start: n for n, start in enumerate(starts)}
    return [t for t in told if order[at] - order[_sentence(doc, t.passage)] <= reach]


def _sentence(doc: Doc, passage: Passage) -> int:
    return sentence(doc[passage.content[0].start]).start


def _is_named(doc: Doc, told: Told, actor: str | None) -> bool:
    """Whether a claim after the pointer is only named there, by a noun or as somebody else's, and not added to it."""
    cue = told.passage.cue
    return told.actor != actor or (cue is not None and any(is_noun_of(doc[i], "claim") for i in range(*cue)))


def _claim_noun(doc: Doc, passage: Passage) -> Token | None:
    """Return the noun that points ("the accusation"), or None where a pronoun does: "That is a fairy tale"."""
    pieces = passage.core or passage.content
    if any(doc[i].lower_ in ANAPHORS and doc[i].dep_ == "nsubj" for p in pieces for i in range(p.start, p.end)):
        return None
    return next((doc[i] for p in pieces for i in range(p.start, p.end) if is_noun_of(doc[i], "claim")), None)


def _stems(words: Iterable[str]) -> frozenset[str]:
    cleaned = (word.strip(".,;:'’\"“”").removesuffix("'s").removesuffix("’s").lower() for word in words)
    return frozenset(_stem(base(word)) for word in cleaned if len(base(word)) >= _SHORTEST)


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
