"""Graphs to draw: an invented affair of a few dozen nodes, one of any size, one full of hostile text."""

from __future__ import annotations

import zlib

from kg.model import Citation, Evidence, KnowledgeGraph, Statement
from tests.factory import actor, citation, claim, evidence, graph, statement

KINDS = {
    "Narvik Hydro": "organization",
    "Ministry of Water and Rural Development": "government",
    "Orla Venn": "person",
    "Tomas Reyle": "person",
    "Ilse Marrick": "person",
    "Haldane Institute for Freshwater Ecology": "organization",
    "Residents of Lower Sarn": "group",
    "National Audit Office": "government",
    "Peder Quill": "person",
    "the company's safety officer": "unknown",
    "River Keepers": "group",
    "Veyle": "government",
}

DUMPED = "Narvik Hydro dumped untreated waste in the river Sarn."
SAFE = "The water of the river Sarn is safe to drink."
UNSAFE = "The water of the river Sarn is not safe to drink."
KNEW = "The ministry knew of the discharge before March."
ALL_CLEAR = "The ministry inspected the plant at Lower Sarn in January and found nothing."
FISH = "The fish in the lower Sarn died of a lack of oxygen."
POISON = "The fish in the lower Sarn died of cadmium."
MEMO = "A memo that warned of the leak was deleted."
PAID = "Narvik Hydro paid for the campaign of the minister."
RECORDS = "The plant's records of 2019 are incomplete."
BORDER = "Cadmium from the plant has reached Veyle."
LOAN = "The state granted Narvik Hydro a loan of 40 million crowns without a review of its risks."
SICK = "At least thirty children in Lower Sarn fell ill after drinking from the public well."
MODEL = "The institute's model overstates the load of cadmium by a factor of three."
PERMIT = "The permit of 2016 allows the discharge."
LATE = "The alarm was raised eleven hours late."

ROWS: tuple[tuple[str, str, str, str | None, str], ...] = (
    ("River Keepers", "asserts", DUMPED, "2020-03-02", "a1"),
    ("Orla Venn", "asserts", DUMPED, "2020-03-03", "a1"),
    ("Narvik Hydro", "denies", DUMPED, "2020-03-03", "a1"),
    ("Narvik Hydro", "denies", DUMPED, "2020-03-19", "a4"),
    ("Tomas Reyle", "denies", DUMPED, "2020-03-05", "a2"),
    ("Haldane Institute for Freshwater Ecology", "asserts", DUMPED, "2020-03-09", "a3"),
    ("Narvik Hydro", "asserts", SAFE, "2020-03-03", "a1"),
    ("Ministry of Water and Rural Development", "asserts", SAFE, "2020-03-04", "a2"),
    ("Residents of Lower Sarn", "denies", SAFE, None, "a3"),
    ("Haldane Institute for Freshwater Ecology", "asserts", UNSAFE, "2020-03-09", "a3"),
    ("Orla Venn", "asserts", KNEW, "2020-03", "a2"),
    ("National Audit Office", "asserts", KNEW, "2020-03-24", "a5"),
    ("Ilse Marrick", "denies", KNEW, "2020-03-10", "a3"),
    ("Ministry of Water and Rural Development", "denies", KNEW, "2020-03-11", "a4"),
    ("Ilse Marrick", "asserts", ALL_CLEAR, "2020-03-10", "a3"),
    ("the company's safety officer", "denies", ALL_CLEAR, "2020-03-24", "a5"),
    ("Narvik Hydro", "asserts", FISH, "2020-03-03", "a1"),
    ("Haldane Institute for Freshwater Ecology", "asserts", POISON, "2020-03-09", "a3"),
    ("River Keepers", "asserts", POISON, "2020-03-11", "a4"),
    ("Tomas Reyle", "denies", POISON, "2020-03-12", "a4"),
    ("the company's safety officer", "asserts", MEMO, "2020-03-24", "a5"),
    ("Tomas Reyle", "denies", MEMO, "2020-03-12", "a4"),
    ("Tomas Reyle", "asserts", MEMO, "2020-03-26", "a5"),
    ("Peder Quill", "asserts", PAID, "2020-03-14", "a4"),
    ("Ilse Marrick", "denies", PAID, "2020-03-15", "a4"),
    ("Narvik Hydro", "denies", PAID, None, "a4"),
    ("National Audit Office", "asserts", RECORDS, "2020-03-24", "a5"),
    ("Veyle", "asserts", BORDER, "2020-03-20", "a4"),
    ("Ministry of Water and Rural Development", "denies", BORDER, "2020-03-21", "a5"),
    ("National Audit Office", "asserts", LOAN, "2020-03-24", "a5"),
    ("Peder Quill", "asserts", LOAN, "2020-03-14", "a4"),
    ("Residents of Lower Sarn", "asserts", SICK, "2020-03-08", "a3"),
    ("Tomas Reyle", "asserts", MODEL, "2020-03-12", "a4"),
    ("Haldane Institute for Freshwater Ecology", "denies", MODEL, "2020-03-13", "a4"),
    ("Narvik Hydro", "asserts", PERMIT, "2016", "a1"),
    ("River Keepers", "denies", PERMIT, "2020-03-02", "a1"),
    ("Residents of Lower Sarn", "asserts", LATE, None, "a3"),
)

ARTICLES = (
    citation("a1", title="Dead fish below the dam", published="2020-03-03", outlet="Sarn Courier", url="https://courier.example/fish"),
    citation("a2", title="Minister: “The water is safe”", published="2020-03-05", outlet="The Crown Post", url="https://crown.example/2020/water"),
    citation("a3", title="Laboratory finds cadmium", published="2020-03-10", outlet="Sarn Courier", url="https://courier.example/lab"),
    citation("a4", title="Company strikes back at researchers", published="2020-03-21", outlet="Evening Ledger", url="https://ledger.example/4"),
    citation("a5", title=None, published=None, outlet="Evening Ledger", url=None),
)  # fmt: skip


def _proof(row: tuple[str, str, str, str | None, str], at: int) -> Evidence:
    name, stance, text, _, article = row
    words = text.rstrip(".")
    if at % 5 == 0:  # an interrupted passage
        half = words.split()
        pieces: str | tuple[str, ...] = (" ".join(half[: len(half) // 2]), " ".join(half[len(half) // 2 :]))
    else:
        pieces = words
    said = "said" if stance == "asserts" else "rejected the charge that"
    return evidence(
        pieces,
        article,
        at=200 * at,
        source=name,
        cue=said,
        prefix=f"On the bank of the Sarn, {name} {said} ",
        suffix=". Rain fell on all of them.",
    )


def affair() -> KnowledgeGraph:
    """A scandal with a dozen actors, sixteen claims, two contradictions, an actor who reversed himself, undated statements."""
    found: dict[str, Statement] = {}
    for i, row in enumerate(ROWS):
        s = statement(*row[:4], basis="published" if i % 3 == 0 else "stated", proof=[_proof(row, i)])
        found[s.id] = s
    people = [actor(name, kind, aliases=["Venn", "the senator"] if name == "Orla Venn" else ()) for name, kind in KINDS.items()]
    base = graph(contradictions=[(SAFE, UNSAFE), (FISH, POISON)], articles=ARTICLES, actors=people)
    return KnowledgeGraph(
        articles=base.articles,
        actors=base.actors,
        claims=tuple(sorted((claim(t) for t in {row[2] for row in ROWS}), key=lambda c: c.id)),
        statements=tuple(found[i] for i in sorted(found)),
        contradictions=base.contradictions,
        generator="counterclaim test",
    )


def scattered(i: int) -> int:
    """A number below 1000 that looks random and is always the same for *i*."""
    return zlib.crc32(str(i).encode()) % 1000


def crowd(nodes: int) -> KnowledgeGraph:
    """About *nodes* nodes: a quarter actors, few of whom say most, three quarters claims, a third of them denied."""
    speakers = nodes // 4
    kinds = ("person", "person", "organization", "government", "group", "unknown")
    rows: list[tuple[str, str, str, str | None]] = []
    for i in range(nodes - speakers):
        text = f"Claim number {i} says that the gauge at kilometre {i * 7 % 991} showed more than the limit."
        who = speakers * scattered(i) ** 3 // 1000**3
        rows.append((f"Speaker {who}", "asserts", text, f"2020-{i % 12 + 1:02d}-{i % 28 + 1:02d}"))
        if i % 3 == 0:
            rows.append((f"Speaker {scattered(i + nodes) * speakers // 1000}", "denies", text, None if i % 2 else "2021"))
    return graph(*rows, actors=[actor(f"Speaker {i}", kinds[i % 6]) for i in range(speakers)])


#: Each of these must stay text, wherever it stands.
PAYLOADS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "<img src=x onerror=window.pwned=3>",
    "\"><svg onload='window.pwned=4'>",
    "<!--<script>window.pwned=5",
    "]]><iframe src=javascript:parent.pwned=6>",
    "{{ 7 * 7 }}{% raw %}${window.pwned=7}",
    "</title></style><body onload=window.pwned=8>",
    "&lt;script&gt;window.pwned=9&lt;/script&gt;",
    "\u2028window.pwned=10\u2029//\u202e",
    "__proto__",
    "<b>bold</b> <i>href</i> *md* _md_ `md`",
    "' onmouseover='window.pwned=11",
    "\\u003cscript\\u003ewindow.pwned=12\\u003c/script\\u003e\x00\x07",
)
#: None of these may become a link.
ADDRESSES = (
    "javascript:window.pwned=20",
    "JaVaScRiPt:window.pwned=21",
    " java\nscript:window.pwned=22",
    "data:text/html,<script>parent.pwned=23</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "file:///etc/hostname",
    "http://",
    "https://[bad",
)


def hostile() -> KnowledgeGraph:
    """Every payload as name, alias, claim, quotation and the words around it, headline, outlet and id."""
    papers: dict[str, Citation] = {}
    people, found = [], []
    for i, text in enumerate(PAYLOADS):
        url = ADDRESSES[i % len(ADDRESSES)] if i % 4 else "https://example.org/?q=" + text.split()[0].replace('"', "")
        paper = Citation(text, text, None, text, url)
        papers[text] = paper
        people.append(actor(text, aliases=[text + "!"], same_as=[ADDRESSES[i % len(ADDRESSES)]]))
        proof = evidence((text, text), text, source=text, cue=text, prefix=text, suffix=text)
        found.append(statement(text, "asserts" if i % 2 else "denies", text, None, proof=[proof]))
        found.append(statement(text, "asserts", PAYLOADS[0], "2020", proof=[proof]))
    unique = {s.id: s for s in found}
    return KnowledgeGraph(
        articles=tuple(papers[i] for i in sorted(papers)),
        actors=tuple(sorted(people, key=lambda a: a.id)),
        claims=tuple(sorted((claim(t) for t in PAYLOADS), key=lambda c: c.id)),
        statements=tuple(unique[i] for i in sorted(unique)),
        generator=PAYLOADS[1],
    )
