"""An article in, its actors and attributions out. spaCy lives here and nowhere else."""

from kg.extract.extractor import extract, extract_from

__all__ = ["extract", "extract_from"]
