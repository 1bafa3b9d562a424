"""How well headlines tell their stance to a claim: labelled pairs go in, the accuracy of a fitted classifier comes out.

    python -m benchmarks.emergent FOLDS.jsonl [--ablation]

FOLDS holds the pairs of Emergent (Ferreira and Vlachos, NAACL 2016), {"fold", "claim", "headline", "stance"} a line, stances
"for", "against" and "observing", the pairs of a claim in one fold. A logistic regression over what the program's word lists,
wordings and claim encoder see of a pair is fitted to all folds but one and asked about that one, fold by fold; how hard its
weights are penalised is chosen within the folds that it is fitted to. Nothing of it is kept. See ``docs/quality.md``.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from benchmarks.rows import rows_in
from kg.lexicon import table
from kg.resolve.encoder import load_encoder
from kg.resolve.meaning import Encoder
from kg.resolve.wording import Kind, antonyms, read_wording, stem

STANCES = ("for", "against", "observing")
GROUPS = ("words", "vector", "signals", "meeting")
PENALTIES = (2.0, 4.0, 8.0)  # of the squares of the weights, one of them is chosen without the fold that is scored
_PARTS = 3  # of the folds that a penalty is chosen in
_SEEN_IN = 3  # headlines at least of a run of words that gets a weight
_WORDS, _VECTOR, _NUMBERS = 2.0, 2.0, 0.5  # lengths of the groups' features: what is long is penalised less

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!:]")
_BREAK = re.compile(r"\s[-–—|]+\s|[:;?!,|\"“”‘’]|\.\s|\.\.\.|--")
_QUOTED = re.compile(r"['\"‘’“”]\w.*\w['\"‘’“”](?:\W|$)")
_ASKS = frozenset(
    {"am", "is", "are", "was", "were", "did", "does", "do", "has", "have", "had", "can", "could", "will", "would"}
)
_ASKS_FOR = frozenset({"how", "why", "what", "who", "where", "when", "which"})
_MODALS = frozenset({"may", "might", "could", "would", "can", "should", "must"})
_NEGATIONS = frozenset(
    {"no", "not", "never", "nobody", "none", "nothing", "neither", "nor", "without", "cannot", "hardly", "unlikely"}
)
_HEDGES = frozenset(
    {
        "reportedly",
        "allegedly",
        "apparently",
        "purportedly",
        "supposedly",
        "possibly",
        "maybe",
        "perhaps",
        "likely",
        "probably",
        "alleged",
        "purported",
        "rumored",
        "rumoured",
        "rumor",
        "rumour",
        "rumors",
        "rumours",
        "suspected",
        "potential",
        "possible",
        "apparent",
        "unconfirmed",
        "report",
        "reports",
        "reported",
    }
)
_GRAMMAR = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "for",
        "at",
        "by",
        "with",
        "and",
        "or",
        "as",
        "from",
        "that",
        "this",
        "it",
        "its",
        "his",
        "her",
        "their",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "he",
        "she",
        "they",
        "after",
    }
)

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, a headline, and the headline's stance to it."""

    fold: str
    claim: str
    headline: str
    stance: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of pairs, a row each: the headline's runs of words and vector, and numbers about the two, by group."""

    words: Sequence[Counter[str]]
    vector: Floats
    numbers: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a cross-validation finds: the place in ``STANCES`` of each pair's stance, and each fold's penalty."""

    found: Ints
    penalties: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and print accuracy, by fold and stance, and with *--ablation* that of other groups of features."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, metavar="FOLDS.jsonl")
    parser.add_argument("--ablation", action="store_true", help="also without each group of features, and with it alone")
    options = parser.parse_args(arguments)
    pairs = [Pair(**row) for row in rows_in(options.pairs)]
    seen = see(pairs, load_encoder())
    print(report(pairs, cross_validated(pairs, seen, GROUPS)), flush=True)
    if options.ablation:
        for group in GROUPS:
            others = tuple(g for g in GROUPS if g != group)
            for name, groups in ((f"without {group}", others), (f"{group} alone", (group,))):
                print(f"{name:<20}{accuracy(pairs, cross_validated(pairs, seen, groups)):>7.1f}", flush=True)
    return 0


def see(pairs: Sequence[Pair], encoder: Encoder) -> Seen:
    """Return what is seen of *pairs*, each by itself: nothing is counted over pairs, and no stance is looked at."""
    parts = {p.headline: parts_of(p.headline) for p in pairs}
    texts = sorted({text for p in pairs for text in (p.claim, p.headline, *parts[p.headline])})
    rows = {text: row for row, text in enumerate(texts)}
    vectors = encoder.vectors(texts).astype(np.float64)

    def near(pair: Pair) -> list[float]:
        claim = vectors[rows[pair.claim]]
        return [float(claim @ vectors[rows[text]]) for text in (pair.headline, *parts[pair.headline])]

    numbers = {
        "signals": np.array([signals(p.headline, p.claim) for p in pairs], np.float64),
        "meeting": np.array([meeting(p.headline, p.claim, near(p)) for p in pairs], np.float64),
    }
    return Seen([runs(tokens_of(p.headline)) for p in pairs], vectors[[rows[p.headline] for p in pairs]], numbers)


def tokens_of(text: str) -> list[str]:
    """Return the words, numbers and telling marks of *text* in lower case."""
    return _TOKEN.findall(text.lower().replace("’", "'").replace("‘", "'"))


def parts_of(headline: str) -> list[str]:
    """Return what stands between the headline's marks, if more than a word: "Reports: Apple buys Path" has one part."""
    parts = (part.strip(" '.") for part in _BREAK.split(headline))
    return [part for part in parts if len(part.split()) > 1]


def runs(tokens: Sequence[str]) -> Counter[str]:
    """Return how often each word, and each two words in a row, stand in *tokens*."""
    return Counter([*tokens, *(" ".join(two) for two in pairwise(tokens))])


def signals(headline: str, claim: str) -> list[float]:
    """Return what the headline's words and marks tell: which words of the seeds it has, and how near to the claim's own."""
    tokens, claimed = tokens_of(headline), tokens_of(claim)
    stems = [stem(token) for token in tokens]
    own = {stem(token) for token in claimed if token not in _GRAMMAR}
    shared = [at for at, (token, s) in enumerate(zip(tokens, stems, strict=True)) if token not in _GRAMMAR and s in own]
    kinds = {kind: _places(stems, phrases) for kind, phrases in _lists().items()}
    kinds["modal"] = [at for at, token in enumerate(tokens) if token in _MODALS]
    kinds["negation"] = [at for at, token in enumerate(tokens) if _negates(token)]
    kinds["hedge"] = [at for at, token in enumerate(tokens) if token in _HEDGES]
    refuting = [*kinds["denies"], *kinds["rejects"]]
    turned = bool(kinds["negation"]), any(map(_negates, claimed))
    first, lower = tokens[0] if tokens else "", headline.lower()
    foretold = "will" in claimed
    return [
        *(float(bool(kinds[kind])) for kind in sorted(kinds)),
        turned[1],
        turned[0] != turned[1],
        _nearness(refuting, shared),
        _nearness(kinds["negation"], shared),
        _nearness([*kinds["hedge"], *kinds["modal"]], shared),
        _is_before(kinds["denies"], shared),
        _is_before(kinds["asserts"], shared),
        _is_before([*kinds["hedge"], *kinds["claim noun"]], shared),
        "?" in headline,
        headline.rstrip().endswith("?"),
        ":" in headline,
        "report" in lower,
        first in _ASKS,
        first in _ASKS_FOR,
        _QUOTED.search(headline) is not None,
        math.log(len(tokens) + 1),
        math.log(len(claimed) + 1),
        foretold,
        foretold and not {"will", "to"} & set(tokens),
    ]


def meeting(headline: str, claim: str, cosines: Sequence[float]) -> list[float]:
    """Return how far the headline says what the claim says; *cosines* are the claim's with the headline and with its parts."""
    a, b = read_wording(claim), read_wording(headline)
    mine, yours = set(a.key), set(b.key)
    plain = {stem(token) for token in tokens_of(headline)}
    told = {stem(token) for token in tokens_of(claim) if token not in _GRAMMAR}
    numbers, others = a.stems(Kind.NUMBER), b.stems(Kind.NUMBER)
    names, more = a.stems(Kind.NAME, Kind.COUNTRY), b.stems(Kind.NAME, Kind.COUNTRY)
    whole, parts = cosines[0], list(cosines[1:]) or [cosines[0]]
    return [
        whole,
        max(cosines),
        max(parts) - whole,
        min(parts),
        len(parts),
        len(mine & yours) / max(1, len(mine)),
        len(mine & yours) / max(1, len(yours)),
        len(set(a.skeleton) & yours) / max(1, len(set(a.skeleton))),
        len(told & plain) / max(1, len(told)),
        bool(numbers and others) and not numbers & others,
        bool(numbers - others),
        bool(others - numbers),
        len(names - plain) / max(1, len(names)),
        len(more - mine - told),
        sum((x, y) in antonyms() for x in mine - yours for y in yours - mine),
        bool(a.key) and a.key[0] in plain,
        bool(a.key) and a.key[-1] in plain,
    ]


def cross_validated(pairs: Sequence[Pair], seen: Seen, groups: Sequence[str]) -> Outcome:
    """Return the stance that is found for each pair by what was fitted to the other folds, with the features of *groups*."""
    folds = np.array([p.fold for p in pairs])
    stances = np.array([STANCES.index(p.stance) for p in pairs])
    found, penalties = np.zeros(len(pairs), np.intp), {}
    for fold in sorted(set(folds), key=_number):
        inside = np.flatnonzero(folds != fold)
        penalties[fold] = chosen_penalty(seen, stances, folds, inside, groups)
        here = np.flatnonzero(folds == fold)
        found[here] = predicted(seen, stances, inside, here, groups, [penalties[fold]])[0]
    return Outcome(found, penalties)


def chosen_penalty(seen: Seen, stances: Ints, folds: NDArray[np.str_], inside: Ints, groups: Sequence[str]) -> float:
    """Return the penalty that is right most often within the pairs *inside*, each part of their folds asked of the others."""
    names = sorted(set(folds[inside]), key=_number)
    right = np.zeros(len(PENALTIES))
    for part in range(_PARTS):
        asked = np.isin(folds[inside], names[part::_PARTS])
        left, here = inside[~asked], inside[asked]
        right += [(found == stances[here]).sum() for found in predicted(seen, stances, left, here, groups, PENALTIES)]
    return PENALTIES[int(right.argmax())]


def predicted(
    seen: Seen, stances: Ints, known: Ints, asked: Ints, groups: Sequence[str], penalties: Sequence[float]
) -> list[Ints]:
    """Return for each penalty the stances found for the pairs *asked* by a regression over those *known*."""
    x = matrix(seen, known, groups)
    weights = [fit(x[known], stances[known], penalty) for penalty in penalties]
    return [(x[asked] @ w[:-1] + w[-1]).argmax(axis=1) for w in weights]


def matrix(seen: Seen, known: Ints, groups: Sequence[str]) -> Any:
    """Return the features of all pairs, a row each; what is counted and averaged is so over the pairs *known* alone."""
    blocks = []
    for group in groups:
        if group == "words":
            blocks.append(_WORDS * weighed(seen.words, known))
        elif group == "vector":
            blocks.append(csr_matrix(_VECTOR * seen.vector))
        else:
            values = seen.numbers[group]
            spread = values[known].std(axis=0)
            scale = np.where(spread > 1e-6, spread, 1.0)
            blocks.append(csr_matrix(_NUMBERS * (values - values[known].mean(axis=0)) / scale))
    return hstack(blocks).tocsr()


def weighed(words: Sequence[Counter[str]], known: Ints) -> Any:
    """Return rows of length 1 of the runs of words: the rarer one is among the pairs *known*, the more it weighs."""
    held = Counter(run for at in known for run in words[at])
    columns = {run: column for column, run in enumerate(sorted(run for run, n in held.items() if n >= _SEEN_IN))}
    rarity = {run: 1 + math.log((1 + len(known)) / (1 + held[run])) for run in columns}
    entries: list[tuple[float, int, int]] = []
    for row, counts in enumerate(words):
        weights = {run: (1 + math.log(n)) * rarity[run] for run, n in sorted(counts.items()) if run in columns}
        length = math.hypot(*weights.values()) or 1.0
        entries += [(weight / length, row, columns[run]) for run, weight in weights.items()]
    values, rows, places = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((values, (rows, places)), shape=(len(words), len(columns)))


def fit(x: Any, stances: Ints, penalty: float) -> Floats:
    """Return the weights of a multinomial logistic regression, a column a stance, the last row what is added to each."""
    wanted = np.eye(len(STANCES))[stances]
    across = x.T.tocsr()

    def cost(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(-1, len(STANCES))
        score = x @ w[:-1] + w[-1]
        top = score.max(axis=1, keepdims=True)
        log = score - top - np.log(np.exp(score - top).sum(axis=1, keepdims=True))
        apart = np.exp(log) - wanted
        slope = np.vstack([across @ apart + penalty * w[:-1], apart.sum(axis=0)])
        return float(-(log * wanted).sum() + penalty / 2 * (w[:-1] ** 2).sum()), slope.ravel()

    start = np.zeros((x.shape[1] + 1) * len(STANCES))
    best: Floats = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-7}).x
    return best.reshape(-1, len(STANCES))


def accuracy(pairs: Sequence[Pair], outcome: Outcome, folds: Iterable[str] = ()) -> float:
    """Return how many of the pairs are right, in percent; with *folds* of the pairs in these."""
    chosen = set(folds)
    right = [STANCES[f] == p.stance for p, f in zip(pairs, outcome.found, strict=True) if not chosen or p.fold in chosen]
    return 100 * sum(right) / len(right) if right else 0.0


def report(pairs: Sequence[Pair], outcome: Outcome) -> str:
    """Return accuracy in all and by fold, and which stances were taken for which, as plain text."""
    by_fold = {fold: accuracy(pairs, outcome, [fold]) for fold in outcome.penalties}
    common = Counter(p.stance for p in pairs).most_common(1)[0]
    shares = list(by_fold.values())
    lines = [
        f"{len(pairs):,} pairs of {len({p.claim for p in pairs})} claims, {len(by_fold)} folds",
        f"accuracy {accuracy(pairs, outcome):.1f} (all {common[0]!r}: {100 * common[1] / len(pairs):.1f})",
        f"by fold: mean {np.mean(shares):.1f}, standard deviation {np.std(shares):.1f}",
        *(f"  {fold:<10}{share:>6.1f}   penalty {outcome.penalties[fold]:g}" for fold, share in by_fold.items()),
        f"{'gold / found':<14}" + "".join(f"{stance:>11}" for stance in STANCES) + f"{'recall':>11}{'precision':>11}",
    ]
    counts = Counter((p.stance, STANCES[f]) for p, f in zip(pairs, outcome.found, strict=True))
    for stance in STANCES:
        gold, found = (sum(n for key, n in counts.items() if key[side] == stance) for side in (0, 1))
        cells = "".join(f"{counts[stance, other]:>11}" for other in STANCES)
        right = 100 * counts[stance, stance]
        lines.append(f"{stance:<14}{cells}{right / max(gold, 1):>11.1f}{right / max(found, 1):>11.1f}")
    return "\n".join(lines)


@cache
def _lists() -> dict[str, frozenset[tuple[str, ...]]]:
    """Return the telling words of the seeds as stems, several where a phrase has several words."""
    cues = table("cues", ("lemma", "pos", "stance", "frames", "prepositions", "negated"))
    verdicts = table("verdicts", ("phrase", "polarity", "kind"))
    found = {kind: [row["lemma"] for row in cues if row["stance"] == kind] for kind in ("asserts", "denies", "none")}
    found |= {kind: [r["phrase"] for r in verdicts if r["polarity"] == p] for kind, p in (("rejects", "-1"), ("confirms", "1"))}
    found["claim noun"] = [row["noun"] for row in table("claim_nouns", ("noun", "kind"))]
    return {kind: frozenset(tuple(map(stem, phrase.split())) for phrase in phrases) for kind, phrases in found.items()}


def _places(stems: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> list[int]:
    sizes = {len(phrase) for phrase in phrases}
    return [at for at in range(len(stems)) if any(tuple(stems[at : at + size]) in phrases for size in sizes)]


def _negates(token: str) -> bool:
    return token in _NEGATIONS or token.endswith("n't")


def _nearness(places: Iterable[int], shared: Sequence[int]) -> float:
    """Return 1 over the words from one of *places* to the nearest of *shared* and itself, 0 where either has none."""
    return max((1 / (1 + abs(at - other)) for at in places for other in shared), default=0.0)


def _is_before(places: Iterable[int], shared: Sequence[int]) -> bool:
    return bool(shared) and any(at < shared[0] for at in places)


def _number(fold: str) -> tuple[int, str]:
    """Return what sorts "fold-2" before "fold-10"."""
    digits = re.search(r"\d+", fold)
    return (int(digits[0]) if digits else 0, fold)


if __name__ == "__main__":
    sys.exit(main())
