"""A text in, whether it looks English out: the program reads no other language, and would quietly find nothing."""

from __future__ import annotations

import re

#: the function words that make up about a third of any English text; few other languages have one of them
_WORDS = frozenset({
    "the", "of", "and", "to", "a", "in", "that", "is", "was", "for", "it", "with", "as", "his", "on", "be", "at", "by", "had",
    "not", "are", "but", "from", "or", "have", "an", "they", "which", "were", "her", "she", "he", "has", "been", "who", "will",
    "more", "would", "said", "there", "we",
})  # fmt: skip
_SHORTEST = 60  # words; less says nothing
_SHARE = 0.12  # English news lies between 0.3 and 0.5, other languages in Latin letters below 0.06


def looks_english(text: str) -> bool:
    """Return whether *text* can be English, judged by its first 2,000 words; a text too short to tell can.

    >>> looks_english("Le ministre a nié que l'usine avait pollué la rivière. " * 20)
    False
    """
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())[:2000]
    return len(words) < _SHORTEST or sum(word in _WORDS for word in words) >= _SHARE * len(words)
