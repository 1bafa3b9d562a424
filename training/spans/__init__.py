"""Training of the span tagger: see README.md in this folder."""
