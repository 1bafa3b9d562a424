"""A learned tagger of attributions: cues, and the source and the content that belong to each."""
