"""An ``Accept`` header and the media types on offer in, the one to send out (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offer that *accept* likes best, of equals the first; None where it takes none of them.

    An empty header takes anything. What can't be read in it is passed over.

    >>> best("text/*;q=0.5, text/turtle", ["text/csv", "text/turtle"])
    'text/turtle'
    >>> best("*/*", ["text/csv", "text/turtle"])
    'text/csv'
    >>> best("image/png", ["text/csv"]) is None
    True
    """
    ranges = _ranges(accept) if accept.strip() else {"*/*": 1.0}
    quality, _, offer = max(((_quality(ranges, offer), -at, offer) for at, offer in enumerate(offers)), default=(0.0, 0, ""))
    return offer if quality > 0 else None


def _quality(ranges: dict[str, float], offer: str) -> float:
    """The quality that the most specific range gives to *offer*."""
    kind = offer.partition("/")[0]
    return next((ranges[name] for name in (offer, f"{kind}/*", "*/*") if name in ranges), 0.0)


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((p.partition("=")[2] for p in parameters if p.startswith("q=")), "1")
        try:
            found[name] = min(max(float(weight), 0.0), 1.0)
        except ValueError:
            continue
    return found
