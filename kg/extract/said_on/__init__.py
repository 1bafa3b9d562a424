"""Passages and their actors in, when each was said out."""

from kg.extract.said_on.dates import Said, said_on

__all__ = ["Said", "said_on"]
