"""Passages of all rules in, those that stand out: none twice, none from boilerplate, reports of reports without a stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.extract.boilerplate import boilerplate
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens

_ANYBODY = frozenset({"people", "folk", "everybody", "everyone", "anybody", "anyone"})
_BORDERS = frozenset({",", "—", "–", "-", "--"})


def select(page: Page, found: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages to keep, in the order of the text; *found* comes in the rules' order of precedence."""
    kept: list[Passage] = []
    outside = [
        Tokens(s.start, s.end)
        for a, b in boilerplate(page.doc.text)
        if (s := page.doc.char_span(a, b, alignment_mode="expand"))
    ]
    at: defaultdict[int, list[Passage]] = defaultdict(list)  # word -> passages; all pairs would take days for a long text
    for passage in found:
        if any(a <= passage.content[0].start < b for a, b in outside):
            continue
        if not any(_same(passage, other) for other in _near(passage, at)):
            kept.append(passage)
            for i in _words(passage):
                at[i].append(passage)
    kept = [p for p in kept if not _says_itself(page, p, _near(p, at))]
    reports: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in kept:
        if passage.cue is not None:
            reports[passage.cue.start].append(passage)
    kept = [_without_answers(page, p, kept) for p in kept]
    kept = [replace(p, stance=None) if _is_anybody(page, p) else p for p in kept]
    kept = [_without_own_stance(page, p, [o for i in sorted(_words(p)) for o in reports.get(i, ())]) for p in kept]
    return tuple(sorted(kept, key=lambda p: (p.content[0].start, p.content[-1].end, p.source or p.speaker or (0, 0), p.rule)))


def _near(passage: Passage, at: Mapping[int, list[Passage]]) -> list[Passage]:
    """The passages that share a word with *passage*, each once."""
    return list({id(other): other for i in sorted(_words(passage)) for other in at.get(i, ())}.values())


def _words(passage: Passage) -> set[int]:
    return {i for piece in passage.content for i in range(*piece)}


def _same(a: Passage, b: Passage) -> bool:
    """Whether two passages are one: the same source, or none, for nearly the same words."""
    mine, yours = _words(a), _words(b)
    both = len(mine & yours)
    if both == 0:
        return False
    overlap = both / len(mine | yours)
    if a.cue is not None and a.cue == b.cue and a.rule != "repeated" and b.rule != "repeated":
        return overlap > 0
    if a.source is not None and b.source is not None and a.source != b.source:
        return False
    return overlap >= 0.8


def _says_itself(page: Page, passage: Passage, kept: list[Passage]) -> bool:
    """Whether a finding stands in what its finder says: "The firm said it had seen no sign of a leak" is one passage."""
    if passage.rule != "finding" or passage.source is None or page.doc[passage.source.start].pos_ != "PRON":
        return False
    words = _words(passage)
    return any(words < _words(other) for other in kept if other.rule in ("clause", "parenthetical", "quotation"))


def _is_anybody(page: Page, passage: Passage) -> bool:
    """Whether nobody in particular speaks: "For years people have called him a fool"."""
    if passage.source is None:
        return False
    words = page.doc[passage.source.start : passage.source.end]
    return words[-1].lower_ in _ANYBODY and len(words) == 1


def _without_answers(page: Page, passage: Passage, kept: list[Passage]) -> Passage:
    """Cut off ", a charge she denies" behind what was said: it answers, and is a passage of its own."""
    content = passage.content
    for answer in kept:
        if answer is passage or answer.rule != "object" or answer.cue is None:
            continue
        at, cue = answer.content[0].start, answer.cue.start
        if page.doc[cue].dep_ != "relcl" and not (page.doc[at].lower_ == "which" and at < cue):
            continue
        if page.inside[at] >= 0 or page.doc[at - 1].text not in _BORDERS:
            continue
        content = tuple(
            Tokens(a, at - 1) if a < at - 1 < cue < b else Tokens(a, b) for a, b in content if not (a == at and cue < b)
        )
    return replace(passage, content=content) if content and content != passage.content else passage


def _without_own_stance(page: Page, passage: Passage, kept: list[Passage]) -> Passage:
    """Who reports that somebody said something takes no stance on it: the inner speaker does."""
    if passage.stance is None or passage.quoted:
        return passage
    words = _words(passage)
    for other in kept:
        if (
            other is passage
            or other.cue is None
            or other.cue.start not in words
            or other.stance is None
            or other.source is None
        ):
            continue
        if other.rule in ("clause", "object", "accuse") and _governs(page, other.cue.start, words) and _words(other) < words:
            return replace(passage, stance=None)
    return passage


def _governs(page: Page, cue: int, words: set[int]) -> bool:
    """Whether the cue is the main verb of the words."""
    token = page.doc[cue]
    return token.head.i not in words or token.head == token
