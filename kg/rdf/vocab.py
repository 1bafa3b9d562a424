"""The terms of the graph: names go in, IRIs of the vocabularies and of the things in a graph come out.

Everything that a graph holds has an IRI under :data:`DATA` that depends on its content alone, never a blank node, so that
equal graphs are equal bytes and graphs of two runs can be merged by putting their files together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, unquote, urlsplit

from pyoxigraph import NamedNode
from rdflib import Namespace

from kg.model import ActorKind, DateBasis, Stance

KG = Namespace("https://w3id.org/counterclaim/ns#")
SHAPE = Namespace("https://w3id.org/counterclaim/shapes#")
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

#: where the things of a graph live: ``DATA + kind + "/" + id``
DATA = "https://w3id.org/counterclaim/id/"

#: the kinds of things, each with a prefix of its own in Turtle, JSON-LD and queries
KINDS = ("actor", "article", "claim", "evidence", "merge", "run", "statement")

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": str(KG),
        "schema": str(SCHEMA),
        "prov": str(PROV),
        "oa": str(OA),
        "rdfs": str(RDFS),
        "owl": str(OWL),
        "xsd": str(XSD),
        **{kind: f"{DATA}{kind}/" for kind in KINDS},
    }
)

#: the classes of an actor beside kg:Actor, the most exact first: where a graph gives several, the first one counts
ACTOR_CLASSES: Mapping[ActorKind, str] = MappingProxyType(
    {
        ActorKind.GOVERNMENT: SCHEMA + "GovernmentOrganization",
        ActorKind.ORGANIZATION: SCHEMA + "Organization",
        ActorKind.PERSON: SCHEMA + "Person",
        ActorKind.GROUP: KG + "Group",
    }
)

#: kg:asserts and kg:denies are both the value of kg:stance and the short cut from actor to claim
STANCES: Mapping[Stance, str] = MappingProxyType({stance: KG + stance.value for stance in Stance})

BASES: Mapping[DateBasis, str] = MappingProxyType({basis: KG + basis.value for basis in DateBasis})


def iri(kind: str, id: str) -> str:
    """Return the IRI of the thing of this *kind* with this *id*: any text is allowed in an id, none gets out of the IRI.

    >>> iri("actor", "5f0c")
    'https://w3id.org/counterclaim/id/actor/5f0c'
    >>> iri("claim", "a> <b")
    'https://w3id.org/counterclaim/id/claim/a%3E%20%3Cb'
    """
    if not (id.isascii() and id.isalnum()):  # our own ids need no quoting, and there are many
        # A dot is quoted too: "/.." at the end of an IRI is cut off by programs that resolve it.
        id = quote(id, safe="").replace(".", "%2E")
    return f"{DATA}{kind}/{id}"


def id_of(kind: str, iri_: str) -> str:
    """Return the id in the IRI that :func:`iri` made; any other IRI is its own id.

    >>> id_of("claim", iri("claim", "a> <b"))
    'a> <b'
    >>> id_of("actor", "http://www.wikidata.org/entity/Q58217")
    'http://www.wikidata.org/entity/Q58217'
    """
    id = unquote(iri_.removeprefix(f"{DATA}{kind}/"))
    return id if iri(kind, id) == iri_ else iri_


def is_web_address(text: str) -> bool:
    """Tell whether *text* is an http or https IRI, which alone is written as an IRI; all else stays a literal.

    >>> is_web_address("https://news.example/a?b#c")
    True
    >>> [is_web_address(t) for t in ("javascript:alert(1)", "https://a.example/> <urn:x", "news.example", "https:", "http://[")]
    [False, False, False, False, False]
    """
    try:
        parts = urlsplit(text)
        NamedNode(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
