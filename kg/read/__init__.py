"""Articles from files, folders, addresses, feeds and standard input: names go in, a stream of articles comes out."""

from kg.read.outcome import Item, Notice, briefly
from kg.read.sources import read

__all__ = ["Item", "Notice", "briefly", "read"]
