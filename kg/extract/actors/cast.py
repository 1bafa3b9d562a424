"""A parsed article and the stretches that speak in it in, its actors out: who each name, role word and pronoun means.

Words are read from left to right; each mention goes to somebody who is named, to somebody described before, or stands
for a new description ("the ministry"). A description is an actor only where it speaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.actors.entities import Entity
from kg.extract.actors.pronouns import FIRST
from kg.extract.actors.reading import Reading, read
from kg.extract.actors.reference import Resolver
from kg.extract.actors.scene import country_of
from kg.extract.passage import Tokens
from kg.gazetteer import country_of_demonym
from kg.model import Actor, ActorKind, Article, actor_id


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one article, sorted by name, and what its words mean.

    ``actors`` holds everybody who is named or speaks; all that the methods return is in it.
    """

    actors: tuple[Actor, ...]
    _reading: Reading = field(repr=False)
    _meanings: Mapping[int, Actor] = field(repr=False)
    _others: Mapping[int, tuple[Actor, ...]] = field(repr=False)
    _countries: Mapping[str, str] = field(repr=False)

    def actor_of(self, tokens: Tokens, *, speaker: Actor | None = None) -> Actor | None:
        """Return the actor that a stretch of tokens means, or None where it means none.

        "I", "we", "my" and "our" mean *speaker*. Of several joined by "and" it is the first; see :meth:`actors_of`.
        """
        head = head_of(self._reading, tokens)
        if self._reading.lower[head] in FIRST:
            return speaker
        found = self._others.get(head, ())
        actor = found[0] if found else self._meanings.get(head)
        if actor is not None and actor == speaker and self._reading.quoted[head] and self._reading.pos[head] == "PRON":
            return found[1] if len(found) > 1 else None  # nobody calls himself "he" while he speaks
        return actor

    def actors_of(self, tokens: Tokens, *, speaker: Actor | None = None) -> tuple[Actor, ...]:
        """Return every actor of a stretch with "and", in its order: "Lee and the ministry" means two."""
        head = head_of(self._reading, tokens)
        heads = [head, *(i for i in range(head + 1, tokens.end) if self._joined(i, head))]
        found = (self.actor_of(Tokens(i, i + 1), speaker=speaker) for i in heads)
        return tuple(dict.fromkeys(a for a in found if a is not None))

    def country_of(self, actor: Actor) -> str | None:
        """Return the country that "our" means when *actor* speaks: his own, or that of the government he speaks for."""
        return self._countries.get(actor.id)

    def _joined(self, i: int, head: int) -> bool:
        while self._reading.deps[i] == "conj":
            i = self._reading.heads[i]
            if i == head:
                return True
        return False


def country_of_adjective(word: str) -> str | None:
    """Return the country that an adjective of nationality belongs to.

    >>> country_of_adjective("Norwegian")
    'Norway'
    """
    country = country_of_demonym(word)
    return country.name if country else None


def head_of(reading: Reading, tokens: Tokens) -> int:
    """Return the token that carries the meaning of a stretch: the noun or pronoun that governs the others."""
    inside = range(max(0, tokens.start), min(tokens.end, len(reading.words)))
    roots = [i for i in inside if not tokens.start <= reading.heads[i] < tokens.end or reading.heads[i] == i]
    for wanted in (("NOUN", "PROPN", "PRON"), ("ADJ", "NUM", "DET")):
        for candidates in (roots, inside):
            for i in candidates:
                if reading.pos[i] in wanted and not (candidates is inside and reading.deps[i] == "compound"):
                    return i
    return roots[0] if roots else tokens.start


def find_actors(doc: Doc, article: Article, sources: Sequence[Tokens]) -> Cast:
    """Return the cast of *article*, parsed as *doc*; *sources* are the stretches that speak in it.

    Actor ids are scoped to the article. The result depends on nothing else, not on the order of *sources*.
    """
    reading = read(doc, sources)
    heads = {head_of(reading, s): s for s in sorted(sources)}
    resolver = Resolver(reading, heads)
    resolver.run()
    actors: dict[Entity, Actor] = {}
    taken: dict[str, Actor] = {}
    for entity in resolver.actors():
        actors[entity] = _actor(entity, article.id)
        taken.setdefault(actors[entity].name, actors[entity])
    actors = {e: taken[a.name] for e, a in actors.items()}
    meanings = {i: actors[e] for i, e in resolver.meanings.items() if e in actors}
    others = {i: tuple(actors[e] for e in es if e in actors) for i, es in resolver.rivals.items()}
    countries = {actors[e].id: c for e in actors if (c := country_of(e)) is not None}
    return Cast(tuple(sorted(taken.values(), key=lambda a: a.name)), reading, meanings, others, countries)


def _actor(entity: Entity, scope: str) -> Actor:
    aliases = sorted({f for f in entity.forms if f and f != entity.name})
    same_as = (entity.country.iri,) if entity.country is not None and entity.kind is ActorKind.GOVERNMENT else ()
    return Actor(actor_id(entity.name, scope=scope), entity.name, entity.kind, tuple(aliases), same_as)
