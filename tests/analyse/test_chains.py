"""Chains: networks of letters, each edge "ab" a dispute of a with b."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from kg.analyse.chains import chains


def lines(edges: str) -> list[str]:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edges_from((edge[0], edge[1]) for edge in edges.split())
    return [" ".join("".join(link) for link in chain) for chain in chains(network)]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ("", []),
        ("ab", []),
        ("ab ba", []),
        ("ab cb", []),
        ("ab bc", ["a b c"]),
        ("ab bc ac", ["a b c"]),
        ("ab bc cd ae ef", ["a b c d"]),
        ("ac bc cd", ["a c d", "b c d"]),
        ("ab bc ca", ["abc"]),
        ("ab ba bc", ["ab c"]),
        ("ab bc cb cd", ["a bc d"]),
        ("ac ab bd cd", ["a b d"]),
        ("ab bc ad de ed", ["a b c"]),  # more links win over more actors
        ("ab ac cd dc", ["a cd"]),  # of two with as many links the one with more actors
        ("xy yz ab bc cd", ["a b c d", "x y z"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_longest_chains(edges: str, expected: list[str]) -> None:
    assert lines(edges) == expected


def test_the_order_of_edges_plays_no_part() -> None:
    edges = ["ab", "bc", "cb", "cd", "ae", "ef", "fd", "xd", "gx", "hx"]
    expected = lines(" ".join(edges))
    for seed in range(20):
        random.Random(seed).shuffle(edges)
        assert lines(" ".join(edges)) == expected


def test_a_line_of_5000_actors() -> None:
    network: nx.DiGraph[str] = nx.DiGraph((f"{n:04}", f"{n + 1:04}") for n in range(4999))
    (chain,) = chains(network)
    assert [len(chain), chain[0], chain[-1]] == [5000, ("0000",), ("4999",)]
