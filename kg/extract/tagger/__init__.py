"""A learned tagger of attributions: cues, and the source and the content that belong to each."""

from __future__ import annotations

from kg.extract.tagger.tagger import Network, Tagged, tag, tag_each

__all__ = ["Network", "Tagged", "tag", "tag_each"]
