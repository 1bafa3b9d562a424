"""Tables as text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.analyse.overview import overview
from kg.model import KnowledgeGraph
from kg.render.text import overview_text, result_table, table
from tests.factory import actor, graph
from tests.strategies import graphs

SPILL = "Narvik Hydro dumped solvent in the harbour."
LEAK = "The solvent leaked from a tanker."

AFFAIR = graph(
    ("Orla Venn", "asserts", SPILL, "2019-03"),
    ("Narvik Hydro", "denies", SPILL, "2019-03-04"),
    ("Pia Holm", "asserts", LEAK, "2020"),
    ("Pia Holm", "denies", LEAK, "2021"),
    ("Orla Venn", "denies", LEAK, None),
    contradictions=[(SPILL, LEAK)],
)


def show(*rows: tuple[str, str, str, str | None], width: int = 80, limit: int | None = 20) -> str:
    whole = graph(*rows)
    return overview_text(whole, overview(whole), width=width, limit=limit)


def section(text: str, title: str) -> list[str]:
    """The rows of one section, each as its cells."""
    lines = text.split(f"{title}\n\n")[1].split("\n\n")[0].splitlines()[2:]
    return [" ".join(line.split()) for line in lines]


def test_a_table() -> None:
    found = table(["who", "claim"], [["Orla Venn", "Waste was dumped."], ["Narvik Hydro", None]])
    assert found.splitlines() == [
        " who            claim",
        "──────────────────────────────────",
        " Orla Venn      Waste was dumped.",
        " Narvik Hydro",
    ]


@pytest.mark.parametrize(
    "hostile", ["[red]x[/red]", "[/]", "[link=https://evil.example]x[/link]", ":smile:", "\\[x]", "{x}", "%s"]
)
def test_markup_comes_out_as_text(hostile: str) -> None:
    assert hostile in table([hostile], [["cell"]])
    assert hostile in table(["column"], [[hostile]])
    assert hostile in table(["column"], [[hostile]], colour=True)


@pytest.mark.parametrize("hostile", ["\x1b[31mx", "\x1b]0;title\x07x", "\u202ex", "x\x07", "\x00x"])
def test_what_steers_a_terminal_does_not_come_out(hostile: str) -> None:
    assert table(["column"], [[hostile]]) == table(["column"], [["x"]])
    assert table([hostile], []) == table(["x"], [])


def test_colour_only_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert "\x1b" not in table(["a"], [["b"]])
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" in table(["a"], [["b"]], colour=True)


@pytest.mark.parametrize("width", [10, 20, 40, 80, 200])
def test_width_and_every_character(width: int) -> None:
    iri = "https://w3id.org/counterclaim/ns#" + "x" * 40
    found = table(["one", "two"], [[iri, "漢字" * 20]], width=width)
    assert max(map(cell_len, found.splitlines())) <= width
    assert found.count("x") == 40
    assert found.count("漢") == 20


def test_columns_that_stay_whole() -> None:
    found = table(["text", "date"], [["word " * 30, "2019-12-10"]], width=24, whole=["date"])
    assert "2019-12-10" in found


def test_no_results() -> None:
    assert result_table(["a"], []) == "No results.\n"
    assert result_table(["a"], [["b"]]) == table(["a"], [["b"]])


@given(st.lists(st.lists(st.none() | st.text(), min_size=2, max_size=2), max_size=4), st.integers(8, 100))
def test_any_text_in_any_width(rows: list[list[str | None]], width: int) -> None:
    found = table(["a", "b"], rows, width=width)
    assert all(cell_len(line) <= width and line == line.rstrip() for line in found.splitlines())


def test_who_disputes_whom_newest_first() -> None:
    text = overview_text(AFFAIR, overview(AFFAIR), width=200)
    assert text.startswith("4 disputes between 3 actors over 2 claims, 1 reversal.\n\nWho disputes whom\n")
    assert section(text, "Who disputes whom") == [
        f"Orla Venn Pia Holm {LEAK} (says instead: {SPILL}) 2020",
        f"Pia Holm Orla Venn {SPILL} (says instead: {LEAK}) 2020",
        f"Narvik Hydro Orla Venn {SPILL} 2019-03-04",
        f"Orla Venn Pia Holm {LEAK} unknown",
    ]


def test_all_sections() -> None:
    text = overview_text(AFFAIR, overview(AFFAIR), width=200)
    assert section(text, "Most contested claims")[0] == f"{SPILL} Orla Venn Narvik Hydro Pia Holm 0.444"
    assert section(text, "Mutual disputes") == ["Orla Venn Pia Holm"]
    assert len(section(text, "Chains of disputes")) == 1
    assert section(text, "Camps") == ["1a Narvik Hydro, Pia Holm 0 of 2", "1b Orla Venn"]
    assert section(text, "Reversals") == [f"Pia Holm {LEAK} asserted 2020 denied 2021 stated"]


def test_chains_read_from_left_to_right() -> None:
    text = show(
        ("b", "asserts", "x", None), ("a", "denies", "x", None), ("c", "asserts", "y", None), ("b", "denies", "y", None)
    )
    assert section(text, "Chains of disputes") == ["a → b → c"]


def test_limit_says_how_many_are_left_out() -> None:
    rows = [("a", "asserts", "x", None), *((name, "denies", "x", None) for name in "bcdef")]
    text = show(*rows, limit=2)
    assert len(section(text, "Who disputes whom")) == 3
    assert section(text, "Who disputes whom")[-1] == "and 3 more"
    assert "… and 3 more" in " ".join(section(text, "Most contested claims"))
    assert "more" not in show(*rows, limit=None)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "The graph holds no statements, so nobody disputes anybody.\n"),
        (
            [("a", "asserts", "x", None)],
            "Nobody disputes anybody, and nobody reversed himself: 1 statement on 1 claim by 1 actor.\n",
        ),
        (
            [("a", "asserts", "x", None), ("b", "asserts", "y", None)],
            "Nobody disputes anybody, and nobody reversed himself: 2 statements on 2 claims by 2 actors.\n",
        ),
    ],
)
def test_nothing_to_tell_is_one_sentence(rows: list[tuple[str, str, str, str | None]], expected: str) -> None:
    assert show(*rows) == expected


def test_actors_without_statements_are_no_statements() -> None:
    whole = graph(actors=[actor("a")])
    assert overview_text(whole, overview(whole)) == "The graph holds no statements, so nobody disputes anybody.\n"


def test_a_reversal_alone() -> None:
    text = show(("a", "asserts", "x", "2019"), ("a", "denies", "x", "2020"))
    assert text.startswith("0 disputes, 1 reversal.\n\nReversals\n")


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_any_graph(graph: KnowledgeGraph) -> None:
    text = overview_text(graph, overview(graph))
    assert text.endswith("\n")
    assert "\x1b" not in text
    assert "\u202e" not in text
