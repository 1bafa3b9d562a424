"""The scores of spans go in, a table or JSON comes out."""

from __future__ import annotations

import json

from kg.evaluate import Counts, Match, SpanScores
from kg.render.text import table

_COLUMNS = ("", "exact P", "R", "F1", "overlap P", "R", "F1", "gold", "found")


def scores_text(scores: SpanScores, *, width: int = 80) -> str:
    """Return *scores* as a table of percentages: precision, recall and F1, exact and by overlap, then how many there are."""
    return table(_COLUMNS, [_row(role, match) for role, match in _roles(scores).items()], width=width)


def scores_json(scores: SpanScores) -> str:
    """Return *scores* as JSON: for each role and measure the counts, and the ratios from 0 to 1."""
    data = {role: {"exact": _ratios(match.exact), "overlap": _ratios(match.overlap)} for role, match in _roles(scores).items()}
    return json.dumps(data, indent=1) + "\n"


def _roles(scores: SpanScores) -> dict[str, Match]:
    return {"source": scores.source, "cue": scores.cue, "content": scores.content, "links": scores.links}


def _row(role: str, match: Match) -> list[str]:
    ratios = [f"{100 * ratio:.1f}" for c in (match.exact, match.overlap) for ratio in (c.precision, c.recall, c.f1)]
    return [role, *ratios, str(match.exact.tp + match.exact.fn), str(match.exact.tp + match.exact.fp)]


def _ratios(counts: Counts) -> dict[str, float]:
    return {
        "tp": counts.tp,
        "fp": counts.fp,
        "fn": counts.fn,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }
