"""Which wordings are one claim."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Attribution, Citation, Extraction, Span, claim_id
from kg.resolve.claims import resolve_claims
from kg.resolve.near import cluster
from tests.resolve.toy import Toy


def extractions(articles: Mapping[str, Sequence[str]], *, body: str = "x") -> list[Extraction]:
    return [
        Extraction(Article(Citation(id), body), (), tuple(Attribution(id, (Span(0, 1, "x"),), text) for text in texts))
        for id, texts in articles.items()
    ]


SAME = [
    ("Ghana interfered in the 2016 presidential election.", "Ghana had meddled in the 2016 Togolese election."),
    ("Farouk Abdelrahman paid the judge.", "Farouk Abdelrahmane paid the judge."),
    ("Tajik guards started the battle.", "The guards started the battle."),
    ("Ama Mensah sold the mine.", "Mensah sold the mine."),
    ("Drones had been used.", "There were drones."),
    ("A drone fell on the quay on Monday.", "A drone fell on the quay."),
    ("There was a drone at the old quay.", "There were drones."),
    ("It had sold the old mine.", "The league had sold the old mine."),
    ("They opened fire on the patrol.", "They fired on the patrol."),
]
APART = [
    ("Ghana interfered in the election.", "Ghana interfered in the election in favour of Mensah."),
    ("Ten barrels leaked.", "Eleven barrels leaked."),
    ("The firm was warned in 2016.", "The firm was warned in 2019."),
    ("A drone fell on the quay on Monday.", "A drone fell on the quay on Tuesday."),
    ("The 2016 vote was rigged.", "The 2019 vote was rigged."),
    ("The packets were sealed.", "The packets were unsealed."),
    ("The crew dumped fish deliberately.", "The crew dumped fish accidentally."),
    ("Some barrels leaked.", "Ghana dumped solvent."),
    ("Ghana attacked Togo.", "Togo attacked Ghana."),
    ("It sank.", "The ferry sank."),
    ("A siren sounded in the upper village.", "A siren sounded in the lower village."),
    ("The firm paid the judge.", "The firm paid the brother of the judge."),
    ("He had sold the old mine.", "They had sold the old mine."),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_claim(a: str, b: str) -> None:
    assert cluster([a, b]) == (tuple(sorted((a, b))),)


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_claims(a: str, b: str) -> None:
    assert len(cluster([a, b])) == 2


def test_the_context_supplies_no_modifier_that_it_has_two_of() -> None:
    texts = ["Tajik guards fired.", "Kyrgyz guards fired.", "The guards fired."]
    assert len(cluster(texts)) == 3


def test_a_pronoun_meets_the_one_claim_that_ends_alike() -> None:
    it, delay, noise = "It is unacceptable.", "Any delay of the ferry is unacceptable.", "The noise is unacceptable."
    assert len(cluster([it, delay])) == 1
    assert len(cluster([it, delay, noise])) == 3
    assert len(cluster([it, "The delay is acceptable."])) == 2


def test_between_articles_only_the_normal_form_counts() -> None:
    claims = resolve_claims(
        extractions(
            {
                "a": ["Ghana rigged the 2016 ballot.", "Ghana rigged the ballot."],
                "b": ["Ghana has rigged the 2016 ballot."],
                "c": ["Ghana rigged the ballot.", "Ghana rigged the 2012 ballot."],
            }
        )
    )
    assert claims["a", "Ghana rigged the ballot."] == claims["b", "Ghana has rigged the 2016 ballot."]
    assert claims["c", "Ghana rigged the ballot."] == claims["c", "Ghana rigged the 2012 ballot."]
    assert claims["a", "Ghana rigged the ballot."] != claims["c", "Ghana rigged the ballot."]


ONE_AFFAIR = "The mayor of Ordu met Ama Mensah and Kofi Owusu."


def test_articles_on_one_affair_share_near_wordings() -> None:
    articles = {"a": ["A drone fell on the quay on Monday.", "There were mortars."], "b": ["A drone had fallen on the quay."]}
    articles["c"] = ["Mortars were used.", "They sold it."]
    claims = resolve_claims(extractions(articles, body=ONE_AFFAIR))
    assert claims["a", "A drone fell on the quay on Monday."] == claims["b", "A drone had fallen on the quay."]
    assert claims["a", "There were mortars."] == claims["c", "Mortars were used."]
    apart = resolve_claims(extractions(articles))
    assert apart["a", "A drone fell on the quay on Monday."] != apart["b", "A drone had fallen on the quay."]
    assert apart["a", "There were mortars."] != apart["c", "Mortars were used."]


def test_articles_on_one_affair_keep_apart_what_one_of_them_tells_apart() -> None:
    articles = {
        "a": ["A siren sounded in the upper village.", "A siren sounded in the lower village."],
        "b": ["A siren sounded."],
    }
    claims = resolve_claims(extractions(articles, body=ONE_AFFAIR))
    assert len({claim.id for claim in claims.things.values()}) == 3


def test_what_means_something_in_one_article_only_meets_nothing_elsewhere() -> None:
    claims = resolve_claims(extractions({"a": ["He sold the old mine."], "b": ["He sold the old mine.", "The mine is safe."]}))
    assert claims["a", "He sold the old mine."].text == claims["b", "He sold the old mine."].text


def test_the_text_is_the_most_frequent_wording_then_the_longest() -> None:
    often, rare = "The ferry Aurora sank.", "The ferry Aurora had sunk."
    claims = resolve_claims(extractions({"a": [often, often], "b": [rare]}))
    assert {c.text for c in claims.things.values()} == {often}
    claims = resolve_claims(extractions({"a": [often], "b": [rare]}))
    assert {(c.id, c.text) for c in claims.things.values()} == {(claim_id(rare), rare)}


IN_OTHER_WORDS = {
    "a": ["The minister accepted a bribe.", "The minister accepted a bribe in 2016.", "The pit was shut."],
    "b": ["Okoro took money.", "The mine closed."],
}


def test_an_encoder_joins_other_words_for_one_claim_within_an_affair() -> None:
    there = extractions(IN_OTHER_WORDS, body=ONE_AFFAIR)
    near, wide = resolve_claims(there), resolve_claims(there, Toy())
    assert near["a", "The minister accepted a bribe."] != near["b", "Okoro took money."]
    assert wide["a", "The minister accepted a bribe."] == wide["b", "Okoro took money."]
    assert wide["a", "The pit was shut."] == wide["b", "The mine closed."]
    assert wide["a", "The pit was shut."] != wide["b", "Okoro took money."]
    other_affairs = resolve_claims(extractions(IN_OTHER_WORDS), Toy())
    assert other_affairs["a", "The pit was shut."] != other_affairs["b", "The mine closed."]


def test_an_encoder_never_joins_what_the_rules_know_as_rivals() -> None:
    articles = {"a": ["Forty boats sank in Ordu harbour."], "b": ["Twelve boats sank in Ordu harbour."]}
    claims = resolve_claims(extractions(articles, body=ONE_AFFAIR), Toy())
    assert len({claim.id for claim in claims.things.values()}) == 2


def test_the_text_is_the_wording_most_like_the_others() -> None:
    texts = {"a": ["The minister took the bribe and the money."], "b": ["Okoro accepted a payment, which nobody had seen."]}
    texts |= {"c": ["The minister accepted a payment."]}
    claims = resolve_claims(extractions(texts, body=ONE_AFFAIR), Toy())
    assert {claim.text for claim in claims.things.values()} == {"The minister accepted a payment."}


WORDINGS = [text for pair in SAME + APART for text in pair]


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.sampled_from(WORDINGS), max_size=6)), st.randoms())
def test_order_does_not_matter(articles: dict[str, list[str]], random: object) -> None:
    there = extractions(articles, body=ONE_AFFAIR)
    back = [
        Extraction(e.article, e.actors, tuple(reversed(e.attributions)))
        for e in sorted(there, key=lambda e: e.article.id, reverse=True)
    ]
    assert resolve_claims(there) == resolve_claims(back)
    assert resolve_claims(there, Toy()) == resolve_claims(back, Toy())


def test_ten_thousand_claims_take_seconds() -> None:
    nouns = ("mine", "mill", "ship", "farm", "bank")
    articles = {str(n): [f"Company{n % 997} sold the {noun} in {1900 + n % 97}." for noun in nouns] for n in range(2000)}
    start = time.perf_counter()
    assert len(resolve_claims(extractions(articles)).things) == 10_000
    assert time.perf_counter() - start < 20


def test_counts_of_one_thing_contradict() -> None:
    body = "In Ordu, near Norvik, on the quay of Saltholm it rained."
    found = extractions({"a": ["Eleven people died."], "b": ["Ten people have died there.", "A siren sounded."]}, body=body)
    (pair,) = resolve_claims(found, Toy()).contradictions
    assert {pair.first, pair.second} == set(map(claim_id, ("Eleven people died.", "Ten people have died there.")))
    assert not resolve_claims(found).contradictions
