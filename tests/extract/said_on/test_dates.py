"""When a passage was said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.parser import load_pipeline
from kg.extract.passage import Passage, Tokens
from kg.extract.said_on import said_on
from kg.model import DateBasis
from tests.factory import date

#: word, head, label, tag; the part of speech follows from the tag
Row = tuple[str, int, str, str]
_POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VBD": "VERB", "VBN": "VERB", "VBZ": "VERB", "IN": "ADP", "DT": "DET"}


def doc_of(*rows: Row, lemmas: dict[str, str] | None = None) -> Doc:
    """A document whose parse is written out, so that no trained model decides."""
    known = lemmas or {}
    text = [r[0] for r in rows]
    return Doc(
        spacy.blank("en").vocab,
        words=text,
        heads=[r[1] for r in rows],
        deps=[r[2] for r in rows],
        tags=[r[3] for r in rows],
        pos=[_POS.get(r[3], "PUNCT" if not r[0].isalnum() else "X") for r in rows],
        lemmas=[known.get(w, w.lower()) for w in text],
    )


def words(doc: Doc, text: str) -> Tokens:
    """The first place in *doc* where *text* stands."""
    start = doc.text.index(text)
    span = doc.char_span(start, start + len(text), alignment_mode="expand")
    assert span is not None
    return Tokens(span.start, span.end)


def when(doc: Doc, *passages: tuple[str, str | None, str], published: str | None = "2019-12-11") -> list[str]:
    """Dates of passages (source, cue, content); the source's last word is the actor."""
    made = [
        Passage((words(doc, content),), "test", source=words(doc, source), cue=words(doc, cue) if cue else None)
        for source, cue, content in passages
    ]
    actors: Sequence[str | None] = [p[0] for p in passages]
    return [f"{d} {b.value if b else None}" for d, b in said_on(doc, made, actors, published=date(published))]


SAID = {"said": "say"}


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2019-12-11", "2019-12-10 stated"), (None, "None None")],
)
def test_a_weekday_in_the_clause_of_the_cue(published: str | None, expected: str) -> None:
    doc = doc_of(
        ("Ann", 1, "nsubj", "NNP"),
        ("said", 1, "ROOT", "VBD"),
        ("Tuesday", 1, "npadvmod", "NNP"),
        ("mines", 4, "nsubj", "NNS"),
        ("leaked", 1, "ccomp", "VBD"),
        (".", 1, "punct", "."),
        lemmas=SAID,
    )
    assert when(doc, ("Ann", "said", "mines leaked"), published=published) == [expected]


def test_a_time_inside_the_content_is_not_when_it_was_said() -> None:
    doc = doc_of(
        ("Ann", 1, "nsubj", "NNP"),
        ("said", 1, "ROOT", "VBD"),
        ("mines", 3, "nsubj", "NNS"),
        ("leaked", 1, "ccomp", "VBD"),
        ("Tuesday", 3, "npadvmod", "NNP"),
        (".", 1, "punct", "."),
        lemmas=SAID,
    )
    assert when(doc, ("Ann", "said", "mines leaked Tuesday")) == ["2019-12-11 published"]
    assert when(doc, ("Ann", "said", "mines leaked Tuesday"), published=None) == ["None None"]


def test_nothing_in_nothing_out() -> None:
    assert said_on(doc_of(("Rain", 0, "ROOT", "NN")), (), (), published=date("2019-12-11")) == ()


#: an article of 2019-12-11 (a Wednesday); its passages as (source, cue, content);
#: their dates, None where the article's stands in
ARTICLES: tuple[tuple[str, tuple[tuple[str, str, str], ...], tuple[str | None, ...]], ...] = (
    # a time tied to the cue
    ("On Monday, the ministry said the mine was safe.", (("the ministry", "said", "the mine was safe"),), ("2019-12-09",)),
    ("Sudland on Tuesday accused Velia of dumping waste.", (("Sudland", "accused", "of dumping waste"),), ("2019-12-10",)),
    ("“It is safe,” the mayor said in Riga late on Tuesday.", (("the mayor", "said", "It is safe"),), ("2019-12-10",)),
    ("The firm had maintained throughout May that it was safe.", (("The firm", "maintained", "it was safe"),), ("2019-05",)),
    ("The mayor said the talks would resume on Friday.", (("The mayor", "said", "the talks would resume on Friday"),), (None,)),
    ("The firm, which was founded in 2011, said it was safe.", (("The firm", "said", "it was safe"),), (None,)),
    ("The firm said it was safe. It has run the mine since May.", (("The firm", "said", "it was safe"),), (None,)),
    # the content may have swallowed the time of its cue
    ("The mayor said on Monday the mine was safe.", (("The mayor", "said", "on Monday the mine was safe"),), ("2019-12-09",)),
    # a document
    ("In a letter of 2 May, the firm said it was safe.", (("the firm", "said", "it was safe"),), ("2019-05-02",)),
    (
        "Auditors have found a hole in the accounts. In a report published on Monday they said the money was lost. "
        "It was a fraud, they write.",
        (
            ("Auditors", "found", "a hole in the accounts"),
            ("they", "said", "the money was lost"),
            ("they", "write", "It was a fraud"),
        ),
        ("2019-12-09", "2019-12-09", "2019-12-09"),
    ),
    # a session
    (
        "Ann Roe went before a court on Monday.\n\nThe mine was safe, Ben Poe told the judges.\n\n"
        "Nobody knew, Cy Doe said outside.",
        (("Ben Poe", "told", "The mine was safe"), ("Cy Doe", "said", "Nobody knew")),
        ("2019-12-09", None),
    ),
    # the same speaker, close by and far away
    (
        "Ann Roe said on Monday that it was safe. She added that nobody was hurt.",
        (("Ann Roe", "said", "it was safe"), ("She", "added", "nobody was hurt")),
        ("2019-12-09", "2019-12-09"),
    ),
    (
        "Ann Roe said on Monday that it was safe.\n\nIt rained.\n\nIt snowed.\n\nAnn Roe added that nobody was hurt.",
        (("Ann Roe", "said", "it was safe"), ("Ann Roe", "added", "nobody was hurt")),
        ("2019-12-09", None),
    ),
    (
        "Ann Roe said on Monday that it was safe. Ann Roe says that nobody was hurt.",
        (("Ann Roe", "said", "it was safe"), ("Ann Roe", "says", "nobody was hurt")),
        ("2019-12-09", None),
    ),
    (
        "Ann Roe denied that it had leaked. “It is safe,” Ann Roe said on Monday.",
        (("Ann Roe", "denied", "it had leaked"), ("Ann Roe", "said", "It is safe")),
        ("2019-12-09", "2019-12-09"),
    ),
    # told without saying what
    (
        "On Monday Ann Roe broke her silence. “It is safe,” Ann Roe said.",
        (("Ann Roe", "said", "It is safe"),),
        ("2019-12-09",),
    ),
    (
        "On Monday Ann Roe flew over the valley. “It is safe,” Ann Roe said.",
        (("Ann Roe", "said", "It is safe"),),
        (None,),
    ),
    # a joint occasion
    (
        "Ann Roe and Ben Poe held a joint news conference. Ann Roe said on Monday that it was safe. "
        "Ben Poe denied that it was. "
        "Cy Doe laughed and said it was a farce.",
        (("Ann Roe", "said", "it was safe"), ("Ben Poe", "denied", "it was"), ("Cy Doe", "said", "it was a farce")),
        ("2019-12-09", "2019-12-09", None),
    ),
    # times that lean on others; what another says holds its own
    (
        "The file was sent on 2 May, Ann Roe said, and Ben Poe confirmed that it worked.",
        (("Ann Roe", "said", "The file was sent on 2 May"), ("Ben Poe", "confirmed", "it worked")),
        (None, None),
    ),
    (
        "The file was sent, Ann Roe said, and Ben Poe confirmed on Monday that it worked.",
        (("Ann Roe", "said", "The file was sent"), ("Ben Poe", "confirmed", "it worked")),
        (None, "2019-12-09"),
    ),
    # "when", right after the time
    (
        "That is not what it said on Monday, when the firm claimed that it was safe.",
        (("the firm", "claimed", "it was safe"),),
        ("2019-12-09",),
    ),
    (
        "It rained on Monday. When it met the mayor, the firm claimed that it was safe.",
        (("the firm", "claimed", "it was safe"),),
        (None,),
    ),
    # a document that opens the sentence; "also" goes on
    (
        "In an e-mail to the crew on Monday, read by the Wire, captain Ann Roe wrote that it was safe. "
        "She also said that nobody was hurt.",
        (("Ann Roe", "wrote", "it was safe"), ("She", "said", "nobody was hurt")),
        ("2019-12-09", "2019-12-09"),
    ),
    (
        "In an e-mail to the crew about Monday, read by the Wire, captain Ann Roe wrote that it was safe.",
        (("Ann Roe", "wrote", "it was safe"),),
        (None,),
    ),
    # a report that is out, and whose it is
    (
        "The Audit Office has done its sums. Its report, out on Monday, is damning. The money, inspectors concluded, was lost. "
        "The Audit Office found that nobody had looked.",
        (("inspectors", "concluded", "The money"), ("The Audit Office", "found", "nobody had looked")),
        ("2019-12-09", "2019-12-09"),
    ),
    (
        "Its report, out on Monday, is damning.\n\nThe driver, inspectors concluded, was asleep.",
        (("inspectors", "concluded", "The driver"),),
        (None,),
    ),
    (
        "In a report published on Monday inspectors said that the rail broke.\n\n"
        "The Audit Office's finding that it was old is a blow. Ben Poe's claim that it was new has gone.\n\n"
        "The Audit Office conceded that it was late.",
        (
            ("inspectors", "said", "the rail broke"),
            ("The Audit Office", "finding", "it was old"),
            ("Ben Poe", "claim", "it was new"),
            ("The Audit Office", "conceded", "it was late"),
        ),
        ("2019-12-09", "2019-12-09", None, "2019-12-09"),
    ),
    (
        "Ann Roe released a report on Monday. The report, published on Monday, is long.\n\nThe rail broke, the report says. "
        "A report says that it was old.",
        (("the report", "says", "The rail broke"), ("A report", "says", "it was old")),
        ("2019-12-09", None),
    ),
    # a lead, and the paragraph after it
    (
        "The mine was safe, the inspector said on Monday.\n\nAnn Roe, of the bureau, told a press conference that it was dry.",
        (("the inspector", "said", "The mine was safe"), ("Ann Roe", "told", "it was dry")),
        ("2019-12-09", "2019-12-09"),
    ),
    (
        "The mine was safe, the inspector said on Monday.\n\nAnn Roe, of the village, told her neighbours that it was not.",
        (("the inspector", "said", "The mine was safe"), ("Ann Roe", "told", "it was not")),
        ("2019-12-09", None),
    ),
    # an interview
    (
        "Ann Roe denies that it leaked. “It is safe,” Ann Roe told this newspaper on Monday.\n\nIt rained.\n\nIt snowed.\n\n"
        "It hailed.\n\n“It is dry,” Ann Roe says.",
        (("Ann Roe", "denies", "it leaked"), ("Ann Roe", "told", "It is safe"), ("Ann Roe", "says", "It is dry")),
        ("2019-12-09", "2019-12-09", "2019-12-09"),
    ),
    (
        "When we spoke to her last Monday, Ann Roe said that it was safe. “It is dry,” Ann Roe says.",
        (("Ann Roe", "said", "it was safe"), ("Ann Roe", "says", "It is dry")),
        ("2019-12-09", "2019-12-09"),
    ),
    (
        "Ann Roe denies that it leaked. “It is safe,” Ann Roe told the board on Monday. “It is dry,” Ann Roe says.",
        (("Ann Roe", "denies", "it leaked"), ("Ann Roe", "told", "It is safe"), ("Ann Roe", "says", "It is dry")),
        (None, "2019-12-09", None),
    ),
    ("“It is safe,” Ann Roe said in a radio interview Wednesday.", (("Ann Roe", "said", "It is safe"),), ("2019-12-11",)),
    # told without saying what, by an apposition; a session of another
    (
        "On Monday its director, Ann Roe, corrected the record. Ann Roe insisted that it was safe.",
        (("Ann Roe", "insisted", "it was safe"),),
        ("2019-12-09",),
    ),
    (
        "On Monday Ann Roe told the court that it was safe.\n\nThe gate, says Ben Poe, was open. Cy Doe swore that it leaked.",
        (("Ann Roe", "told", "it was safe"), ("Ben Poe", "says", "The gate"), ("Cy Doe", "swore", "it leaked")),
        ("2019-12-09", None, None),
    ),
    (
        "On Monday she told the court that it was safe.\n\nThe gate, says Ben Poe, was open. Cy Doe swore that it leaked.",
        (("she", "told", "it was safe"), ("Ben Poe", "says", "The gate"), ("Cy Doe", "swore", "it leaked")),
        ("2019-12-09", None, None),
    ),
    # times that lean on others
    (
        "Ann Roe said on Monday that it was safe. Ben Poe said the same evening that it was not.",
        (("Ann Roe", "said", "it was safe"), ("Ben Poe", "said", "it was not")),
        ("2019-12-09", "2019-12-09"),
    ),
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.mark.model
@pytest.mark.parametrize(("text", "passages", "expected"), ARTICLES)
def test_article(
    nlp: Language, text: str, passages: tuple[tuple[str, str, str], ...], expected: tuple[str | None, ...]
) -> None:
    doc = nlp(text)
    made, actors, at = [], [], 0
    for source, cue, content in passages:
        start = text.index(content, at)
        sentence = next(s for s in doc.sents if s.start_char <= start < s.end_char)
        who, how = (_tokens(doc, words, sentence.start_char) for words in (source, cue))
        made.append(Passage((_tokens(doc, content, at),), "test", source=who, cue=how))
        actors.append(passages[0][0] if source.lower() in ("she", "he", "it", "they") else source)
        at = start + len(content)
    found = said_on(doc, made, actors, published=date("2019-12-11"))
    assert [str(d) if b is DateBasis.STATED else None for d, b in found] == list(expected)
    backwards = said_on(doc, made[::-1], actors[::-1], published=date("2019-12-11"))
    assert backwards[::-1] == found


def _tokens(doc: Doc, text: str, at: int) -> Tokens:
    start = doc.text.index(text, at)
    span = doc.char_span(start, start + len(text), alignment_mode="expand")
    assert span is not None
    return Tokens(span.start, span.end)


@pytest.mark.model
def test_a_dateline_dates_nothing(nlp: Language) -> None:
    doc = nlp("RIGA, Dec. 2 (Wire) - Ann Roe said it was safe.")
    made = [Passage((_tokens(doc, "it was safe", 0),), "test", source=_tokens(doc, "Ann Roe", 0), cue=_tokens(doc, "said", 0))]
    assert said_on(doc, made, ["Ann Roe"], published=None) == ((None, None),)
