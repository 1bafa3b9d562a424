"""Texts written for the tests, with what a span tagger marks in them; no trained model decides whether these tests pass."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.tagger import Tagged


class Marked(NamedTuple):
    """An attribution as words of a text, each found where it first stands."""

    cue: str | None
    source: str | None
    content: tuple[str, ...]

    def runs(self, text: str) -> Tagged:
        """Return where the words stand in *text*."""

        def run(words: str) -> tuple[int, int]:
            start = text.index(words)
            return start, start + len(words)

        return Tagged(self.cue and run(self.cue), self.source and run(self.source), tuple(map(run, self.content)))  # type: ignore[arg-type]


AGREED = "Ana Petrova, who runs the port, has insisted the crane was inspected in May."
SEVERAL = "“The bridge is safe. The tower fell in March,” said Ann Lee."
UNSEEN = "Behind the delay is the mayor's suspicion: the tower was faulty."
DENIED = "The club, its lawyer in the room, issued a denial: the referee was paid by a sponsor."
QUOTED = "Ann Lee quipped to the crew, “The tower has moved.”"
INTERRUPTED = "“The harbour,” Ann Lee said, “was never dredged.”"
ADVERT = "Sign up for our newsletter, says Ann Lee, and read more.\n\nThe mayor said that the bridge was safe."

FURTHER = "Ombudsman Nour Haddad goes further: “Eleven of our members were fired.”"

#: a second verb that the parser hangs on the cue: of the claim, or of another claim
GOES_ON = "Ann Lee said in a letter that the tower moved on May 9, not before, and was propped up within two days."
ADMITS = (
    "The port admitted on Monday that one of its cranes had moved in the storm, but maintained that the quay had stayed dry."
)
CALLS_ON = "Ann Lee said the tower moved at night, and called on the port to close it."
CALLED = "A dealer who once helped to run the market called the sale “unsafe to rely on”."
LONG = "The clinic reported nine burns among men who wore the glove for a year, against two among those who did not."

#: cues that are phrases of the lexicon, or near them, before a claim
PHRASES = {
    cue: f"Ann Lee {cue} that the tower had moved in March."
    for cue in (
        "gave evidence",
        "has no doubt",
        "went on to say",
        "was satisfied",
        "made no secret of it",
        "did not give evidence",
        "would give evidence",
        "gave way",
    )
}

TEXTS = (
    *(AGREED, SEVERAL, UNSEEN, DENIED, QUOTED, INTERRUPTED, ADVERT, FURTHER),
    *(GOES_ON, ADMITS, CALLS_ON, CALLED, LONG),
    *PHRASES.values(),
)
