"""Gold and what the program found go in, scores come out: spans against spans, a graph against stories."""

from kg.evaluate.counts import OVERLAP, Counts, Match, Share
from kg.evaluate.gold import Distractor, Judgement, Story, load_stories, load_story
from kg.evaluate.spans import SpanScores, score_spans
from kg.evaluate.stories import Found, StoryScores, judged, score_stories, score_story

__all__ = [
    "OVERLAP",
    "Counts",
    "Distractor",
    "Found",
    "Judgement",
    "Match",
    "Share",
    "SpanScores",
    "Story",
    "StoryScores",
    "judged",
    "load_stories",
    "load_story",
    "score_spans",
    "score_stories",
    "score_story",
]
