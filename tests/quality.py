"""The articles and the gold of ``seeds/`` go in; how well the program does on them comes out, as percentages."""

from __future__ import annotations

from kg.evaluate import StoryScores, load_stories, score_stories
from kg.model import KnowledgeGraph
from kg.pipeline import build_graph, read_corpus
from kg.resources import folder


def seed_graph() -> KnowledgeGraph:
    """The graph of all articles in ``seeds/articles``, built as ``kg build`` builds it."""
    return build_graph(read_corpus([str(folder("seeds") / "articles")]).articles)


def seed_scores() -> StoryScores:
    return score_stories(seed_graph(), load_stories(folder("seeds") / "gold"))


def percentages(scores: StoryScores) -> dict[str, float]:
    """Every measure that has a floor (F1 where there is one), in percent to one decimal; more is better throughout."""
    rows = {
        "attribution": scores.attribution.f1,
        "who_what": scores.who_what.f1,
        "claims": scores.claims.f1,
        "disputes": scores.disputes.f1,
        "actor": scores.actor.ratio,
        "stance": scores.stance.ratio,
        "date": scores.date.ratio,
        "distractors_left_out": 1 - scores.distractors.ratio,
    }
    return {name: round(100 * value, 1) for name, value in rows.items()}
