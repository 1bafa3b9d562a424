"""The articles and the gold of ``seeds/`` go in; how well the program does on them comes out, as percentages."""

from __future__ import annotations

from kg.evaluate import StoryScores, load_stories, score_stories
from kg.pipeline import build_graph
from kg.resources import folder


def seed_scores() -> StoryScores:
    """Score the stories of ``seeds/gold``, all of their articles in one graph."""
    stories = load_stories(folder("seeds") / "gold")
    return score_stories(build_graph(article for story in stories for article in story.articles), stories)


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
