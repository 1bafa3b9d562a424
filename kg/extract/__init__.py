"""An article in, its actors and attributions out. spaCy lives here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.extract.extractor import extract, extract_from

__all__ = ["extract", "extract_from"]


def __getattr__(name: str) -> Any:
    """Load spaCy where something is asked for: a process that only tags (``kg.extract.processes``) does without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg.extract import extractor

    return getattr(extractor, name)
