"""The layout of a parsed article: text, paragraphs, quotations, and the sentence of each token."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.layout import chars, layout, sentence
from kg.extract.passage import Tokens


def _doc() -> Doc:
    words = ["“", "No", ".", "”", "\n\n", "She", "left", "."]
    spaces = [False, False, False, False, False, True, False, False]
    starts: list[bool | int | None] = [True, False, False, False, False, True, False, False]
    return Doc(Vocab(), words=words, spaces=spaces, sent_starts=starts)


def test_text_paragraphs_and_quotations() -> None:
    doc = _doc()
    found = layout(doc)
    assert found.text == doc.text == "“No.”\n\nShe left."
    assert [found.text[a:b] for a, b in found.paragraphs] == ["“No.”", "She left."]
    assert [found.text[q.start : q.end] for q in found.quotes] == ["“No.”"]
    assert layout(doc) is found


@pytest.mark.parametrize(("token", "expected"), [(0, Tokens(0, 5)), (4, Tokens(0, 5)), (5, Tokens(5, 8)), (7, Tokens(5, 8))])
def test_sentence_of_a_token(token: int, expected: Tokens) -> None:
    assert sentence(_doc()[token]) == expected


def test_no_sentences() -> None:
    with pytest.raises(ValueError, match="E030"):
        sentence(Doc(Vocab(), words=["She", "left"])[0])


@pytest.mark.parametrize(("tokens", "expected"), [(Tokens(0, 4), "“No.”"), (Tokens(5, 7), "She left"), (Tokens(7, 8), ".")])
def test_characters_of_tokens(tokens: Tokens, expected: str) -> None:
    doc = _doc()
    assert doc.text[slice(*chars(doc, tokens))] == expected
