from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.model import KnowledgeGraph
from kg.rdf.formats import load_rdf
from kg.rdf.validate import validate
from kg.resources import folder
from tests.factory import graph
from tests.strategies import graphs

EXAMPLES = folder("schemas") / "examples"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("valid/*.ttl")), ids=lambda p: p.stem)
def test_valid_examples_conform(path: Path) -> None:
    assert validate(load_rdf(path)).findings == ()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("invalid/*.ttl")), ids=lambda p: p.stem)
def test_invalid_examples_break_the_shape_that_they_name(path: Path) -> None:
    named = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    report = validate(load_rdf(path))
    assert not report.conforms
    assert {finding.shape for finding in report.findings} == {named}


@given(graphs())
@settings(max_examples=15, deadline=None)
def test_what_the_program_writes_breaks_no_rule_over_the_whole_graph(value: KnowledgeGraph) -> None:
    """Rules are named with a capital; the local shapes are stricter than the model (a blank headline, an empty quotation)."""
    assert [f for f in validate(value).findings if f.shape[0].isupper()] == []


def test_batches_don_t_change_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    value = load_rdf(EXAMPLES / "invalid" / "statement-date.ttl")
    whole = validate(value)
    monkeypatch.setattr("kg.rdf.validate.BATCH", 2)
    assert validate(value) == whole


def test_a_finding_is_one_line() -> None:
    (finding,) = validate(load_rdf(EXAMPLES / "invalid" / "evidence-confidence.ttl")).findings
    assert str(finding).endswith(
        "evidence has at most one kg:confidence, an xsd:decimal from 0 to 1 (shape evidenceConfidence)"
    )
    assert str(finding).startswith("evidence:")


def test_graphs_of_the_factory_conform() -> None:
    assert validate(graph(("Ann", "asserts", "It rains.", None), ("Bob", "denies", "It rains.", "2020"))).conforms
