"""Which articles tell of one affair."""

from __future__ import annotations

from kg.model import Article, Citation, Extraction
from kg.resolve.affairs import affairs, names_of


def told(id: str, text: str) -> Extraction:
    return Extraction(Article(Citation(id), text), (), ())


def test_names_are_no_countries_days_offices_or_first_words() -> None:
    found = names_of(told("a", "Yesterday the mayor of Ordu met President Mensah and the Ministry in Ghana on Monday."))
    assert found == {"ordu", "mensah"}


def test_several_rare_names_make_an_affair() -> None:
    first = told("a", "In Ordu the mayor met Ama Mensah and Kofi Owusu.")
    second = told("b", "On the quay of Ordu the driver of Ama Mensah spoke.")
    third = told("c", "On the quay of Ordu nobody spoke to the crew of the Aurora.")
    assert affairs({e.article.id: names_of(e) for e in (first, second, third)}) == {
        "a": frozenset({"b"}),
        "b": frozenset({"a"}),
    }


def test_names_that_everybody_writes_of_make_none() -> None:
    assert not affairs({str(n): names_of(told("a", "In Ordu the mayor met Ama Mensah and Kofi Owusu.")) for n in range(60)})
