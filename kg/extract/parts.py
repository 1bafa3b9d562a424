"""A long article in, parts that can be read one by one out; and their extractions in, the article's out.

Time and memory of reading grow faster than an article does: who "the minister" is depends on all that was said before. No
newspaper prints articles longer than a part; what does (a transcript, a book) is read part by part, each for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.quotes import paragraphs
from kg.model import Actor, ActorKind, Article, Attribution, Extraction, Span

#: characters: about 8,000 words
LONGEST = 50_000


def parts(text: str, *, longest: int = LONGEST) -> tuple[tuple[int, int], ...]:
    """Return the start and end of each part of *text*: whole paragraphs where they fit, no longer than *longest*, none blank.

    >>> parts("One.\\n\\nTwo.", longest=8), parts("One.\\n\\nTwo.")
    (((0, 6), (6, 10)), ((0, 10),))
    """
    cuts = [0]
    for start, end in paragraphs(text):
        if end - cuts[-1] > longest and start > cuts[-1]:
            cuts.append(start)
        while end - cuts[-1] > longest:
            space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + longest)
            cuts.append(space + 1 if space > cuts[-1] else cuts[-1] + longest)
    return tuple((a, b) for a, b in pairwise([*cuts, len(text)]) if text[a:b].strip())


def in_parts(article: Article) -> tuple[Article, ...]:
    """Return the parts of *article* as articles of their own, with its citation; mostly the article itself alone."""
    return tuple(replace(article, text=article.text[start:end]) for start, end in parts(article.text))


def joined(article: Article, found: Sequence[Extraction]) -> Extraction:
    """Return the extraction of *article* from those of its parts in order: offsets are the article's, each actor is one."""
    if len(found) == 1 and found[0].article.text == article.text:
        return found[0]
    actors: dict[str, Actor] = {}
    for actor in (a for extraction in found for a in extraction.actors):
        actors[actor.name] = _both(actors[actor.name], actor) if actor.name in actors else actor
    attributions = tuple(
        _moved(attribution, start)
        for (start, _), extraction in zip(parts(article.text), found, strict=True)
        for attribution in extraction.attributions
    )
    return Extraction(article, tuple(actors[name] for name in sorted(actors)), attributions)


def _both(first: Actor, second: Actor) -> Actor:
    kind = second.kind if first.kind is ActorKind.UNKNOWN else first.kind
    aliases = {*first.aliases, *second.aliases}
    return replace(first, kind=kind, aliases=tuple(sorted(aliases)), same_as=tuple(sorted({*first.same_as, *second.same_as})))


def _moved(attribution: Attribution, by: int) -> Attribution:
    def moved(spans: Sequence[Span | None]) -> Iterator[Span | None]:
        return (Span(s.start + by, s.end + by, s.text) if s else None for s in spans)

    source, cue, *content = moved((attribution.source, attribution.cue, *attribution.content))
    return replace(attribution, source=source, cue=cue, content=tuple(s for s in content if s))
