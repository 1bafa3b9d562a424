"""Passages in, what they claim out: affirmative propositions, with what negation and verdicts do to the stance."""

from kg.extract.propositions.proposition import Proposition, proposition, split_propositions

__all__ = ["Proposition", "proposition", "split_propositions"]
