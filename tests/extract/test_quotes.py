from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotes import find_quotes, paragraphs


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("‘It’s the firm’s fault,’ she said.", ["‘It’s the firm’s fault,’"]),
        ("'We lost,' he said. 'It's over.'", ["'We lost,'", "'It's over.'"]),
        ("It's the workers' own fault, isn't it?", []),
        ("« Non », dit-il.", ["« Non »"]),
        ("She said “he told me ‘go’ and I went”.", ["“he told me ‘go’ and I went”"]),
        ("``It is,'' she said. ``No.''", ["``It is,''", "``No.''"]),
        ("`` It is , '' she said . '' No . ''", ["`` It is , ''", "'' No . ''"]),
        ("''It's ours,'' he said of the workers' plan.", ["''It's ours,''"]),
        ("``We lost. It rained.", ["``We lost. It rained."]),
        ("In the ’90s the dogs’ owners paid.", []),
        ("No quotation at all.", []),
        ("", []),
    ],
)
def test_quotations_in_one_paragraph(text: str, quotes: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == quotes


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    text = "“We lost it all.\n\nThe sun rose. “Fine,” he said."
    assert [text[q.start : q.end] for q in find_quotes(text)] == ["“We lost it all.", "“Fine,”"]


def test_a_quotation_goes_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    text = "“We lost it all.\n\n“We shall rebuild,” he said."
    first, second = find_quotes(text)
    assert (first.continued, second.continued) == (False, True)


def test_a_closed_quotation_does_not_go_on() -> None:
    assert [q.continued for q in find_quotes("“We lost it all,” he said.\n\n“We won,” she said.")] == [False, False]


@given(st.text(alphabet="ab .,\n“”‘’\"'«»`„"))
def test_quotations_stand_in_order_inside_paragraphs_and_never_overlap(text: str) -> None:
    quotes = find_quotes(text)
    bounds = list(paragraphs(text))
    assert all(a.end <= b.start for a, b in pairwise(quotes))
    assert all(any(start <= q.start < q.end <= end for start, end in bounds) for q in quotes)
