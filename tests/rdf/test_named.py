from __future__ import annotations

import time

import pytest

from kg.errors import QueryError
from kg.rdf.named import named_queries, run
from kg.rdf.write import to_rdf
from tests.factory import actor, citation, graph

MINE = graph(
    ("Orla Venn", "asserts", "Waste was dumped.", "2020-01-02"),
    ("Orla Venn", "asserts", "Waste was dumped.", "2020-03"),
    ("Narvik Hydro", "denies", "Waste was dumped.", "2020-01-05"),
    ("Narvik Hydro", "asserts", "Waste was dumped.", "2020-02"),
    ("Narvik Hydro", "denies", "Fish died.", None),
    ("the ministry", "asserts", "The river is clean.", "2020"),
    ("the ministry", "denies", "The river is clean.", "2020-05-01"),
    contradictions=[("Waste was dumped.", "The river is clean.")],
    actors=[actor("Orla Venn", "person", aliases=["Venn", "Ms. Venn"])],
    articles=[citation("a1", title="A river", url="https://news.example/1")],
)

EXPECTED = {
    ("who-disputes-whom",): [
        ("Narvik Hydro", "Orla Venn", "Waste was dumped.", None, "2020-01-05", "2020-01-02"),
        ("Narvik Hydro", "the ministry", "The river is clean.", "Waste was dumped.", "2020-02", "2020"),
        ("Orla Venn", "the ministry", "The river is clean.", "Waste was dumped.", "2020-01-02", "2020"),
        ("the ministry", "Narvik Hydro", "Waste was dumped.", "The river is clean.", "2020", "2020-02"),
        ("the ministry", "Orla Venn", "Waste was dumped.", "The river is clean.", "2020", "2020-01-02"),
    ],
    ("claims-about", "WASTE"): [("Waste was dumped.", "2", "1")],
    ("claims-about", "d"): [("Fish died.", "0", "1"), ("Waste was dumped.", "2", "1")],
    ("claims-about", 'x")) } #'): [],
    ("statements-of-actor", "venn"): [
        ("2020-01-02", "stated", "Orla Venn", "asserts", "Waste was dumped.", "1"),
        ("2020-03", "stated", "Orla Venn", "asserts", "Waste was dumped.", "1"),
    ],
    ("statements-of-actor", "Narvik Hydro"): [
        ("2020-01-05", "stated", "Narvik Hydro", "denies", "Waste was dumped.", "1"),
        ("2020-02", "stated", "Narvik Hydro", "asserts", "Waste was dumped.", "1"),
        (None, None, "Narvik Hydro", "denies", "Fish died.", "1"),
    ],
    ("most-contested",): [("Waste was dumped.", "2", "1"), ("The river is clean.", "1", "1")],
    ("reversals",): [("Narvik Hydro", "Waste was dumped.", "denies 2020-01-05", "2020-02", "asserts")],
    ("evidence-of-claim", "river"): [
        ("The river is clean.", "the ministry", stance, date, "The river is clean.",
         "A river", "2019-12-11", "https://news.example/1", at)
        for stance, date, at in (("asserts", "2020", "500"), ("denies", "2020-05-01", "600"))
    ],
}  # fmt: skip


@pytest.mark.parametrize("call", EXPECTED, ids=" ".join)
def test_rows(call: tuple[str, ...]) -> None:
    name, *arguments = call
    (found,) = (q for q in named_queries() if q.name == name)
    result = run(MINE, name, {p.name: v for p, v in zip(found.parameters, arguments, strict=True)})
    assert [tuple(cell.value if cell else None for cell in row) for row in result.rows] == EXPECTED[call]


def test_every_query_has_a_description_and_a_test() -> None:
    assert {q.name for q in named_queries()} == {call[0] for call in EXPECTED}
    for found in named_queries():
        assert found.description.endswith(".")
        assert all(p.name.isidentifier() and p.description for p in found.parameters)


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("who", {}, "query: no query is called 'who'; use one of claims-about, "),
        ("claims-about", {}, "claims-about: the parameter 'about' is missing; give words to look for in the text of claims"),
        ("reversals", {"x": "y"}, "reversals: there is no parameter 'x'; it takes none"),
    ],
)
def test_wrong_calls(name: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(MINE, name, parameters)
    assert str(caught.value).startswith(message)


def test_no_query_grows_with_the_square_of_the_graph() -> None:
    """Two stances in one group once took minutes on a graph of this size; together they take a second or two."""
    rows = [(f"Actor {n % 97}", "denies" if n % 3 else "asserts", f"Claim {n % 1500}.", "2020") for n in range(3000)]
    many = to_rdf(graph(*rows))
    start = time.process_time()
    for found in named_queries():
        run(many, found.name, {p.name: "Actor 7" for p in found.parameters})
    assert time.process_time() - start < 10
