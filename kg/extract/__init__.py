"""An article in, its actors and attributions out. spaCy lives here and nowhere else."""
