"""Passages and their actors in, when each was said out."""

from kg.extract.said_on.dates import said_on

__all__ = ["said_on"]
