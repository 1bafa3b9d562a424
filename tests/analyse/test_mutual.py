"""Mutual disputes."""

from __future__ import annotations

from kg.analyse.mutual import mutual_disputes
from kg.analyse.network import dispute_network
from kg.model import actor_id
from tests.factory import graph


def test_over_two_claims_or_one_contradiction() -> None:
    network = dispute_network(
        graph(
            ("Ann", "asserts", "fire", None),
            ("Bob", "denies", "fire", None),
            ("Bob", "asserts", "smoke", None),
            ("Ann", "denies", "smoke", None),
            ("Cyd", "denies", "fire", None),
            ("Dov", "asserts", "tanker", None),
            ("Eve", "asserts", "pipeline", None),
            contradictions=[("tanker", "pipeline")],
        )
    )
    pairs = (("Ann", "Bob"), ("Dov", "Eve"))
    assert mutual_disputes(network) == tuple(sorted(tuple(sorted(map(actor_id, pair))) for pair in pairs))
