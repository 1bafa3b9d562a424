"""Passages of all rules in, those that stand out: none twice, none from boilerplate, reports of reports without a stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from kg.extract.force import attitudes
from kg.extract.page import Page
from kg.extract.passage import Passage, Tokens, indices, meet

_ANYBODY = frozenset({"people", "folk", "everybody", "everyone", "anybody", "anyone"})
_BORDERS = frozenset({",", "—", "–", "-", "--"})


class _Found(NamedTuple):
    """A passage, and the words of its content as indices of tokens."""

    passage: Passage
    words: frozenset[int]


def select(page: Page, found: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages to keep, in the order of the text; *found* comes in the rules' order of precedence."""
    kept: list[_Found] = []
    at: defaultdict[int, list[_Found]] = defaultdict(list)  # word -> passages; all pairs would take days for a long text
    for passage in found:
        if any(a <= passage.content[0].start < b for a, b in page.boilerplate):
            continue
        one = _found(passage)
        if not any(_same(one, other) for other in _near(one, at)):
            kept.append(one)
            for i in one.words:
                at[i].append(one)
    kept = [one for one in kept if not _says_itself(page, one, at)]
    kept = [_found(replace(one.passage, stance=None)) if _is_thought(page, one, at) else one for one in kept]
    reports: defaultdict[int, list[_Found]] = defaultdict(list)
    for one in kept:
        if one.passage.cue is not None:
            reports[one.passage.cue.start].append(one)
    answers = [p for p, _ in kept if _is_answer(page, p)]
    passages = [_without_answers(p, answers) for p, _ in kept]
    passages = [replace(p, stance=None) if _is_anybody(page, p) else p for p in passages]
    passages = [_without_own_stance(page, p, reports) for p in passages]
    return tuple(
        sorted(passages, key=lambda p: (p.content[0].start, p.content[-1].end, p.source or p.speaker or (0, 0), p.rule))
    )


def _found(passage: Passage) -> _Found:
    return _Found(passage, indices(passage.content))


def _near(one: _Found, at: Mapping[int, list[_Found]]) -> Iterable[_Found]:
    """The passages that share a word with *one*, each once."""
    return {id(other): other for i in sorted(one.words) for other in at.get(i, ())}.values()


def _same(one: _Found, other: _Found) -> bool:
    """Whether two passages are one: the same source, or none, for nearly the same words."""
    (a, mine), (b, yours) = one, other
    both = len(mine & yours)
    if both == 0:
        return False
    overlap = both / len(mine | yours)
    if a.cue is not None and b.cue is not None and meet(a.cue, b.cue) and a.rule != "repeated" and b.rule != "repeated":
        return overlap > 0
    if a.source is not None and b.source is not None and a.source != b.source:
        return False
    return overlap >= 0.8


def _says_itself(page: Page, one: _Found, at: Mapping[int, list[_Found]]) -> bool:
    """Whether a finding stands in what its finder says: "The firm said it had seen no sign of a leak" is one passage."""
    passage = one.passage
    if passage.rule != "finding" or passage.source is None or page.doc[passage.source.start].pos_ != "PRON":
        return False
    hosts = (o for o in _near(one, at) if o.passage.rule in ("clause", "parenthetical", "quotation"))
    return any(one.words < host.words for host in hosts)


def _is_thought(page: Page, one: _Found, at: Mapping[int, list[_Found]]) -> bool:
    """Whether somebody else tells what went on in a head: "The union says that the firm knew of the leak" is the union's."""
    cue = one.passage.cue
    if cue is None or page.doc[cue.end - 1].lemma_ not in attitudes("knowledge"):
        return False
    return any(
        other.passage.stance is not None and cue.start in other.words and one.words < other.words for other in _near(one, at)
    )


def _is_anybody(page: Page, passage: Passage) -> bool:
    """Whether nobody in particular speaks: "For years people have called him a fool"."""
    if passage.source is None:
        return False
    words = page.doc[passage.source.start : passage.source.end]
    return words[-1].lower_ in _ANYBODY and len(words) == 1


def _is_answer(page: Page, passage: Passage) -> bool:
    """Whether a passage only answers what stands before it: ", a charge she denies"."""
    if passage.rule != "object" or passage.cue is None:
        return False
    at, cue = passage.content[0].start, passage.cue.start
    if page.doc[cue].dep_ != "relcl" and not (page.doc[at].lower_ == "which" and at < cue):
        return False
    return page.inside[at] < 0 and page.doc[at - 1].text in _BORDERS


def _without_answers(passage: Passage, answers: Iterable[Passage]) -> Passage:
    """Cut off the *answers* behind what was said: they are passages of their own."""
    content = passage.content
    for answer in answers:
        if answer is passage or answer.cue is None:
            continue
        at, cue = answer.content[0].start, answer.cue.start
        content = tuple(
            Tokens(a, at - 1) if a < at - 1 < cue < b else Tokens(a, b) for a, b in content if not (a == at and cue < b)
        )
    return replace(passage, content=content) if content and content != passage.content else passage


def _without_own_stance(page: Page, passage: Passage, reports: Mapping[int, list[_Found]]) -> Passage:
    """Who reports that somebody said something takes no stance on it: the inner speaker does.

    *reports* maps the first word of a cue to the passages that it is the cue of.
    """
    if passage.stance is None or passage.quoted:
        return passage
    words = _found(passage).words
    for other, own in (report for i in sorted(words & reports.keys()) for report in reports[i]):
        if other is passage or other.cue is None or other.stance is None or other.source is None:
            continue
        if other.rule in ("clause", "object", "accuse") and _governs(page, other.cue.start, words) and own < words:
            return replace(passage, stance=None)
    return passage


def _governs(page: Page, cue: int, words: frozenset[int]) -> bool:
    """Whether the cue is the main verb of the words."""
    token = page.doc[cue]
    return token.head.i not in words or token.head == token
