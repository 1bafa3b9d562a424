"""Counterclaim: who asserts and who denies what, when, and in which words, out of news articles."""
