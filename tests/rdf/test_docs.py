from __future__ import annotations

import re
from pathlib import Path

from kg.rdf.formats import loads, loads_rdf
from kg.rdf.query import query
from kg.rdf.validate import validate

PAGE = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```(turtle|sparql)\n(.*?)```", PAGE, re.DOTALL))


def test_the_example_is_a_valid_graph_and_its_query_runs() -> None:
    g = loads_rdf(BLOCKS["turtle"])
    assert validate(g).findings == ()
    assert len(loads(BLOCKS["turtle"]).statements) == 2
    rows = [[cell.value for cell in row if cell] for row in query(g, BLOCKS["sparql"]).rows]
    assert rows == [["Narvik Hydro", "Orla Venn", "dumping of waste"]]
