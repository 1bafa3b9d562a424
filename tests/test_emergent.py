from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.emergent import (
    GROUPS,
    STANCES,
    Pair,
    Seen,
    accuracy,
    cross_validated,
    fit,
    main,
    matrix,
    parts_of,
    report,
    runs,
    signals,
    tokens_of,
)

_HEADLINES = {
    "for": "{} sold in the north",
    "against": "{} sale is a hoax",
    "observing": "Report: {} may be sold",
}


def _pairs() -> list[Pair]:
    return [
        Pair(f"fold-{n % 4 + 1}", f"The {thing} was sold", text.format(thing), stance)
        for n, thing in enumerate(("bridge", "mill", "ferry", "chapel", "quarry", "depot", "kiln", "pier"))
        for stance, text in _HEADLINES.items()
    ]


def _seen(pairs: list[Pair]) -> Seen:
    words = [runs(tokens_of(p.headline)) for p in pairs]
    numbers = np.array([signals(p.headline, p.claim) for p in pairs])
    return Seen(words, np.zeros((len(pairs), 2)), {"signals": numbers, "meeting": np.zeros((len(pairs), 1))})


def test_tokens_runs_and_parts_of_a_headline() -> None:
    assert tokens_of("Isn’t it 40?") == ["isn't", "it", "40", "?"]
    assert dict(runs(["no", "no", "deal"])) == {"no": 2, "deal": 1, "no no": 1, "no deal": 1}
    assert parts_of("Reports: Apple buys Path - and more") == ["Apple buys Path", "and more"]


def test_a_denial_and_its_place_are_seen() -> None:
    claim = "The bridge was sold"
    plain, denied = signals("Bridge sold", claim), signals("Town denies bridge sold", claim)
    assert len(plain) == len(denied)
    assert [a for a, b in zip(plain, denied, strict=True) if a != b]
    far = signals("Town denies many things, and its bridge sold", claim)
    assert [float(x) for x in denied] != [float(x) for x in far]


def test_what_is_counted_comes_from_the_known_pairs_alone() -> None:
    pairs = _pairs()
    seen = _seen(pairs)
    known = np.arange(12)
    changed = [*pairs[:12], *(Pair(p.fold, p.claim, f"{p.headline} hoax hoax", p.stance) for p in pairs[12:])]
    rows = [matrix(s, known, GROUPS)[known].toarray() for s in (seen, _seen(changed))]
    assert np.array_equal(*rows)


def test_regression_tells_what_one_feature_tells() -> None:
    x = matrix(Seen([runs([])] * 6, np.repeat(np.eye(3), 2, axis=0), {}), np.arange(6), ("vector",))
    stances = np.array([0, 0, 1, 1, 2, 2])
    weights = fit(x, stances, 0.1)
    assert list((x @ weights[:-1] + weights[-1]).argmax(axis=1)) == list(stances)


def test_folds_are_scored_by_what_was_fitted_to_the_others() -> None:
    pairs = _pairs()
    outcome = cross_validated(pairs, _seen(pairs), GROUPS)
    assert accuracy(pairs, outcome) == 100.0
    assert accuracy(pairs, outcome, ["fold-2"]) == 100.0
    assert list(outcome.penalties) == ["fold-1", "fold-2", "fold-3", "fold-4"]
    lines = report(pairs, outcome).splitlines()
    assert lines[:3] == [
        "24 pairs of 8 claims, 4 folds",
        "accuracy 100.0 (all 'for': 33.3)",
        "by fold: mean 100.0, standard deviation 0.0",
    ]
    assert [line.split() for line in lines[-3:]] == [
        [stance, *("8" if other == stance else "0" for other in STANCES), "100.0", "100.0"] for stance in STANCES
    ]


def test_it_measures_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "folds.jsonl"
    rows = (
        f'{{"fold": "{p.fold}", "claim": "{p.claim}", "headline": "{p.headline}", "stance": "{p.stance}"}}' for p in _pairs()
    )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert main([str(path), "--ablation"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "24 pairs of 8 claims, 4 folds"
    assert [line.rsplit(maxsplit=1)[0] for line in lines[-8:]] == [
        text for group in GROUPS for text in (f"without {group}", f"{group} alone")
    ]
