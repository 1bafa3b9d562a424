"""Counterclaim: who asserts and who denies what, when, and in which words, out of news articles."""

__version__ = "0.1.0"
