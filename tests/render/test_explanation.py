"""Explanations as text."""

from __future__ import annotations

from dataclasses import replace

from kg.analyse.explanation import between, called, explain
from kg.render.explanation import choice_text, dispute_text, explanation_text
from tests.analyse.test_explanation import LEAK, SPILL, affair


def test_a_claim() -> None:
    whole = affair()
    text = explanation_text(whole, explain(whole, called(whole, SPILL)[0]), width=160)
    assert text.startswith(f"{SPILL}\nclaim ")
    (row,) = [line for line in text.splitlines() if "alike in meaning" in line]
    assert row.split("  ")[0].strip() == SPILL
    assert row.split()[-6:] == ["0.70", "alike", "in", "meaning:", "cosine", "0.61"]
    assert "Orla Venn" in text
    assert "2019-03-04" in text
    assert text.endswith(f" {LEAK}\n")


def test_an_actor_with_aliases_and_without_merges() -> None:
    whole = affair()
    text = explanation_text(whole, explain(whole, called(whole, "Venn")[0]), width=120)
    assert "also: Venn\n" in text
    assert "Why it is one" not in text
    assert "unknown" in text


def test_a_dispute_tells_both_sides_and_why_the_claim_is_one() -> None:
    whole = affair()
    people = {a.name: a for a in whole.actors}
    text = dispute_text(whole, between(whole, people["Orla Venn"], people["Narvik Hydro"]), width=160)
    assert "Orla Venn asserts it, Narvik Hydro denies it\n" in text
    assert "alike in meaning" in text
    rivals = dispute_text(whole, between(whole, people["Orla Venn"], people["Pia Holm"]), width=160)
    assert "asserts what contradicts it" in rivals
    assert LEAK in rivals
    assert SPILL in rivals


def test_hostile_text_steers_nothing() -> None:
    whole = affair()
    rows = choice_text([*whole.actors, *whole.claims])
    assert all(id in rows for id in [*(a.id for a in whole.actors), *(c.id for c in whole.claims)])
    hostile = replace(whole.claims[0], text="\x1b[31m[red]x[/red]\u202e")
    assert "\x1b" not in choice_text([hostile])
    assert "[red]x[/red]" in choice_text([hostile])
