"""Fit the comparator of an exported claim encoder to the gold of stories: see README.md in the folder above.

What the program finds in the stories' articles is matched with the gold; pairs of passages of one story, the same claim in the
gold or not, teach a logistic regression over :data:`kg.resolve.meaning.FEATURES`. Neither encoder nor judge has seen them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from kg.evaluate import Counts, Story, load_stories
from kg.evaluate.counts import OVERLAP, code_points, one_to_one, overlap
from kg.extract import extract
from kg.model import Extraction
from kg.resolve.claims import resolve_claims
from kg.resolve.encoder import Onnx, load_encoder
from kg.resolve.meaning import FEATURES, Comparator, Likeness, Said, likenesses
from kg.resolve.wording import read_wording
from kg.weights import MANIFEST

PENALTY = 1.0  # of the squares of the weights of standardised features
PRECISION = 0.5  # of the pairs of gold passages that are joined, so many must be right
Gold = Mapping[tuple[str, str], str]
"""The claim of the gold for an article and a wording, its story before it."""


def main() -> None:
    """Read the command line, fit, and write the comparator into the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of an exported claim encoder")
    parser.add_argument("--stories", type=Path, required=True, help="folder of stories with gold")
    args = parser.parse_args()
    print(fit_model(args.model, args.stories))


def fit_model(model: Path, stories: Path) -> str:
    """Fit the comparator of the encoder in *model* to the gold in *stories*, write it there, and return how good it is."""
    encoder, gold_of = load_encoder(model), load_stories(stories)
    extractions = list(extract(article for story in gold_of for article in story.articles))
    said, gold = found(gold_of, extractions)
    encoder = replace(encoder, comparator=fit(said, gold, likenesses(said, affairs_of(gold_of), encoder)))
    encoder = encoder_with(encoder, threshold(extractions, gold, encoder))
    comparator = encoder.comparator
    path = model / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8")) | {"comparator": written(comparator)}
    held = json.dumps([manifest["sha256"], manifest["comparator"]])
    manifest["version"] = hashlib.sha256(held.encode()).hexdigest()[:12]
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    counts = joined(extractions, gold, encoder)
    return f"{written(comparator)}\npairs of one claim: P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}"


def written(comparator: Comparator) -> dict[str, object]:
    """Return *comparator* as ``model.json`` holds it."""
    weights = {name: round(weight, 4) for name, weight in zip(FEATURES, comparator.weights, strict=True)}
    return {"weights": weights, "level": round(comparator.level, 4), "least": comparator.least}


def affairs_of(stories: Sequence[Story]) -> dict[str, frozenset[str]]:
    """Return for each article the others of its story."""
    ids = [[article.id for article in story.articles] for story in stories]
    return {id: frozenset(story) - {id} for story in ids for id in story}


def found(stories: Sequence[Story], extractions: Sequence[Extraction]) -> tuple[list[Said], Gold]:
    """Return the wordings that the program found, sorted, and for those that match a judgement its claim."""
    attributions = {e.article.id: [a for a in e.attributions if a.stance and a.actor] for e in extractions}
    said = {(id, a.claim) for id, here in attributions.items() for a in here}
    gold: dict[tuple[str, str], str] = {}
    for story in stories:
        here = [a for article in story.articles for a in attributions[article.id]]
        wanted = [j for j in story.judgements if not j.optional]
        places = [code_points(j.content) for j in wanted]
        candidates = [
            (share, i, n)
            for n, a in enumerate(here)
            for i, j in enumerate(wanted)
            if a.article == j.article and (share := overlap(places[i], code_points(a.content))) >= OVERLAP
        ]
        for i, n in one_to_one(candidates):
            gold[here[n].article, here[n].claim] = f"{story.title} | {wanted[i].claim}"
    return [Said(article, read_wording(text)) for article, text in sorted(said)], gold


def fit(said: Sequence[Said], gold: Gold, pairs: Sequence[Likeness]) -> Comparator:
    """Return the logistic regression that tells pairs of one claim from others, by penalised maximum likelihood."""
    claims = [gold.get((s.article, s.wording.text)) for s in said]
    known = [p for p in pairs if claims[p.first] and claims[p.second]]
    features = np.array([p.features for p in known])
    same = np.array([claims[p.first] == claims[p.second] for p in known])
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    x, sign = (features - mean) / spread, np.where(same, 1.0, -1.0)

    def cost(w: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (x @ w[1:] + w[0])).sum() + PENALTY / 2 * (w[1:] ** 2).sum())

    best = minimize(cost, np.zeros(x.shape[1] + 1), method="L-BFGS-B").x
    weights = best[1:] / spread
    return Comparator(tuple(map(float, weights)), float(best[0] - weights @ mean), 0.5)


def threshold(extractions: Sequence[Extraction], gold: Gold, encoder: Onnx) -> float:
    """Return the lowest mean score, in steps of 0.05, from which on ``PRECISION`` of the joined pairs are right."""
    for step in range(2, 19):
        least = step / 20
        if joined(extractions, gold, encoder_with(encoder, least)).precision >= PRECISION:
            return least
    return 0.95


def encoder_with(encoder: Onnx, least: float) -> Onnx:
    """Return *encoder* with another least score."""
    return replace(encoder, comparator=replace(encoder.comparator, least=least))


def joined(extractions: Sequence[Extraction], gold: Gold, encoder: Onnx) -> Counts:
    """Return how right the pairs of wordings are that the program puts on one claim, of those that the gold knows."""
    things = resolve_claims(extractions, encoder).things
    known = [(claim, things[local].id) for local, claim in sorted(gold.items())]
    tp = fp = fn = 0
    for (claim, one), (other, two) in combinations(known, 2):
        tp += claim == other and one == two
        fp += claim != other and one == two
        fn += claim == other and one != two
    return Counts(tp, fp, fn)


if __name__ == "__main__":
    main()
