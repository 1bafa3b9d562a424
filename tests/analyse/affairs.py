"""A hypothesis strategy for graphs that are full of disputes: few actors, few claims, every stance."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.model import KnowledgeGraph
from tests.factory import graph

ACTORS, CLAIMS, DATES = "abcd", "xyz", (None, "2019", "2019-03", "2019-03-04", "2020")
RIVALS = (("x", "y"), ("y", "z"))


def affairs() -> st.SearchStrategy[KnowledgeGraph]:
    """Up to twelve statements of four actors on three claims, of which two pairs may contradict."""
    row = st.tuples(
        st.sampled_from(ACTORS), st.sampled_from(("asserts", "denies")), st.sampled_from(CLAIMS), st.sampled_from(DATES)
    )
    rows = st.lists(row, max_size=12, unique=True)
    return st.builds(
        lambda said, rivals: graph(*said, contradictions=rivals), rows, st.lists(st.sampled_from(RIVALS), unique=True)
    )
