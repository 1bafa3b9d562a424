"""A graph that grows a day at a time is the graph of all articles at once, and its changes lead from each day to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store, Triple

from kg.archive import excerpt, store
from kg.archive.archive import Archive, Change
from kg.errors import ArchiveError
from kg.model import Actor, ActorKind, Article, Attribution, Extraction, KnowledgeGraph, Span, Stance
from kg.pipeline import graph_of
from kg.rdf.update import update
from kg.rdf.write import triples
from kg.resolve.decisions import Decisions, Verdicts
from kg.resolve.meaning import Floats
from tests.factory import citation
from tests.resolve.toy import Toy

# Few of each, so that articles share names, actors share surnames, and claims meet, near and far.
NAMES = ("Orlu", "Pavic", "Quist", "Renko", "Sauter", "Tamm")
WHO = (
    ("Ann Pavic", "person", ("Pavic", "the mayor")),
    ("Ann B. Pavic", "person", ()),
    ("Bo Pavic", "person", ("Pavic",)),
    ("Pavic", "unknown", ()),
    ("Ghana", "government", ("Accra",)),
    ("Ghana", "person", ()),
    ("Quist Mining", "organization", ("Quist", "QM")),
    ("QM", "organization", ()),
    ("the ministry", "organization", ()),
)
WHAT = (
    "Okoro took a bribe.",
    "The minister accepted money.",
    "Okoro received a payment in 2016.",
    "The mine closed.",
    "The pit shut in May.",
    "40 boats sank in Orlu.",
    "12 boats sank in Orlu.",
    "Boats sank.",
    "The boats that sank were 9.",
    "It was 12 boats.",
    "15 boats, no more, sank there.",
    "He knew it.",
    "They knew it.",
    "The packets of Renko were sealed.",
    "The packets of Renko were unsealed.",
)


@st.composite
def told(draw: st.DrawFn) -> Extraction:
    """What was found in one of twelve articles, in any of many versions."""
    id = f"a{draw(st.integers(0, 11))}"
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=5))
    article = Article(citation(id), f"in {', '.join(names)} it rained")
    people = draw(st.lists(st.sampled_from(WHO), unique_by=lambda who: who[0], min_size=1, max_size=4))
    actors = tuple(Actor(name, name, ActorKind(kind), tuple(sorted(aliases))) for name, kind, aliases in people)
    said = st.tuples(st.sampled_from(actors), st.sampled_from([*Stance, None]), st.sampled_from(WHAT))
    attributions = (
        Attribution(id, (Span(0, 2, "in"),), what, actor=who.name, stance=stance)
        for who, stance, what in draw(st.lists(said, max_size=6))
    )
    return Extraction(article, actors, tuple(attributions))


Day = tuple[list[Extraction], frozenset[str]]
"""What is added on a day, and the ids of what is taken out."""


def days() -> st.SearchStrategy[list[Day]]:
    added = st.lists(told(), max_size=4, unique_by=lambda e: e.article.id)
    removed = st.frozensets(st.integers(0, 11).map("a{}".format), max_size=3)
    return st.lists(st.tuples(added, st.just(frozenset[str]()) | removed), max_size=5)


@pytest.fixture(scope="module", autouse=True)
def few_make_a_name_common() -> Iterator[None]:
    """Let a name that four articles hold be too common to make an affair."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.resolve.affairs.COMMON", 3)
        patch.setattr("kg.archive.affairs.COMMON", 3)
        yield


def store_of(triples: Iterator[Triple]) -> Store:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return store


def grown(path: Path, days: Sequence[Sequence[Extraction]], decisions: Decisions | None = None) -> Archive:
    archive = Archive(path)
    for day in days:
        archive.add(day, readers="r", encoder=Toy(), decisions=decisions)
    return archive


@settings(max_examples=150)
@given(days(), st.booleans())
def test_it_is_the_graph_of_all_articles(days: list[Day], decided: bool) -> None:
    verdicts = Verdicts(frozenset({(WHAT[0], WHAT[8])}), frozenset({(WHAT[3], WHAT[4])}))
    actors = Verdicts(frozenset({("Ann Pavic", "the ministry")}), frozenset({("Ann Pavic", "Pavic")}))
    decisions = Decisions(actors, verdicts) if decided else Decisions()
    last: dict[str, Extraction] = {}
    with TemporaryDirectory() as folder:
        replica = Store()
        with Archive(Path(folder) / "x") as archive:
            for added, removed in days:
                last = {id: e for id, e in last.items() if id not in removed} | {e.article.id: e for e in added}
                change = archive.add(added, readers="r", encoder=Toy(), decisions=decisions, remove=removed)
                replica.update("".join(update(change.before, change.after, change.standing)))
            graph = archive.graph()
    whole = graph_of(last.values(), readers="r", encoder=Toy(), decisions=decisions)
    assert graph == (whole if days else KnowledgeGraph())
    assert set(replica) == set(store_of(triples(graph)))


def said(id: str, who: str, stance: Stance, what: str, *names: str) -> Extraction:
    text = f"in {', '.join(names)} it rained"
    return Extraction(
        Article(citation(id), text),
        (Actor(who, who, ActorKind.PERSON),),
        (Attribution(id, (Span(0, 2, "in"),), what, actor=who, stance=stance),),
    )


def test_a_day_touches_only_what_it_bears_on(tmp_path: Path) -> None:
    old = [said(f"a{n}", f"Ann {name}", Stance.ASSERTS, f"{name} fell.", name) for n, name in enumerate(NAMES)]
    with grown(tmp_path / "x", [old]) as archive:
        change = archive.add([said("b", "Bo Orlu", Stance.DENIES, "Orlu fell.")], readers="r", encoder=Toy())
        assert {a.name for a in change.after.actors} == {"Ann Orlu", "Bo Orlu"}
        assert (len(change.before.statements), len(change.after.statements)) == (1, 2)
        assert len(archive.graph().statements) == len(old) + 1


def test_a_dispute_over_two_claims_stands_when_one_goes(tmp_path: Path) -> None:
    one = [said("a", "Ann Pavic", Stance.ASSERTS, "Orlu fell."), said("b", "Bo Quist", Stance.DENIES, "Orlu fell.")]
    two = [said("c", "Ann Pavic", Stance.ASSERTS, "Renko sang."), said("d", "Bo Quist", Stance.DENIES, "Renko sang.")]
    with grown(tmp_path / "x", [one, two]) as archive:
        change = archive.add([said("b", "Bo Quist", Stance.ASSERTS, "Orlu fell.")], readers="r", encoder=Toy())
        assert len(change.standing) == 1
        assert "disputes" not in "".join(update(change.before, change.after, change.standing))
        assert "disputes" in "".join(update(change.before, change.after))


def test_what_goes_wrong_changes_nothing(tmp_path: Path) -> None:
    class Broken(Toy):
        def vectors(self, texts: Sequence[str]) -> Floats:
            raise RuntimeError("out of memory")

    day = [said("a", "Ann Pavic", Stance.ASSERTS, "Orlu fell.", *NAMES[:3])]
    more = [said(id, "Bo Quist", Stance.DENIES, "Orlu rose again.", *NAMES[:3]) for id in "bc"]
    with grown(tmp_path / "x", [day]) as archive:
        before = archive.graph()
        with pytest.raises(RuntimeError):
            archive.add(more, readers="r", encoder=Broken())
        assert archive.graph() == before
        archive.add(more, readers="r", encoder=Toy())
        assert len(archive) == 3


def test_decisions_hold_until_others_are_given(tmp_path: Path) -> None:
    apart = Decisions(claims=Verdicts(apart=frozenset({("Boats sank in Orlu.", "The boats had sunk in Orlu.")})))
    day = [
        said("a", "Ann Pavic", Stance.ASSERTS, "Boats sank in Orlu."),
        said("b", "Bo Quist", Stance.DENIES, "The boats had sunk in Orlu."),
    ]
    with grown(tmp_path / "x", [day], apart) as archive:
        assert len(archive.graph().claims) == 2
        archive.add([said("c", "Ann Renko", Stance.ASSERTS, "Boats sank in Orlu.")], readers="r", encoder=Toy())
        assert (len(archive.graph().claims), archive.decisions) == (2, apart)
        change = archive.add([], readers="r", encoder=Toy(), decisions=Decisions())
        assert [len(graph.claims) for graph in (change.before, change.after, archive.graph())] == [2, 1, 1]


def test_articles_that_are_there_are_known(tmp_path: Path) -> None:
    one, other = said("a", "Ann Pavic", Stance.ASSERTS, "Orlu fell."), said("a", "Ann Pavic", Stance.DENIES, "It fell.", "Orlu")
    with grown(tmp_path / "x", [[one]]) as archive:
        assert archive.new([one.article]) == ()
        assert archive.new([other.article]) == (other.article,)
        assert archive.articles() == (one.article,)
        assert archive.ids(["a", "b"]) == {"a"}


def test_other_readers_must_have_read_everything(tmp_path: Path) -> None:
    one, other = (said(id, "Ann Pavic", Stance.ASSERTS, "Orlu fell.") for id in "ab")
    with grown(tmp_path / "x", [[one]]) as archive:
        with pytest.raises(ArchiveError, match="articles that r read; let s read all of them again"):
            archive.add([other], readers="s")
        change = archive.add([one, other], readers="s")
        assert archive.readers == change.after.generator == archive.graph().generator == "s"
        assert change.before.generator == "r"


def test_two_at_once_wait_or_are_told(tmp_path: Path) -> None:
    with grown(tmp_path / "x", [[said("a", "Ann Pavic", Stance.ASSERTS, "Orlu fell.")]]) as archive:
        other = sqlite3.connect(tmp_path / "x", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        archive._base.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(ArchiveError, match="x: database is locked; wait for the other program, and try again"):
            archive.add([said("b", "Ann Pavic", Stance.ASSERTS, "Orlu fell.")], readers="r")
        other.execute("ROLLBACK")
        other.close()
        assert len(archive) == 1


def foreign(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE t (x)")
    base.close()


def later(path: Path) -> None:
    Archive(path).__exit__()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (lambda path: path.write_text("These are no tables."), r"no archive \(file is not a database\); name an archive .*"),
        (foreign, "a database of another program; name an archive that 'kg add' made, or a new file"),
        (later, "an archive of version 99, not 1; add its articles to a new one"),
        (Path.mkdir, "no file; name an archive that 'kg add' made, or a new file"),
    ],
)
def test_what_is_no_archive_is_one_line(tmp_path: Path, make: object, line: str) -> None:
    assert callable(make)
    make(tmp_path / "x")
    with pytest.raises(ArchiveError, match=f"x: {line}$"):
        Archive(tmp_path / "x")


def changes_of(path: Path, days: Sequence[Sequence[Extraction]]) -> list[Change]:
    with Archive(path) as archive:
        return [archive.add(day, readers="r", encoder=Toy()) for day in days]


def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    day = [said("a", "Ann Pavic", Stance.ASSERTS, "Orlu fell.")]
    _, again, nothing = changes_of(tmp_path / "x", [day, day, []])
    assert [*update(again.before, again.after)] == [*update(nothing.before, nothing.after)] == []


def test_what_accept_raises_changes_nothing(tmp_path: Path) -> None:
    def full(change: Change) -> None:
        assert len(change.after.statements) == 1
        raise OSError("no space")

    with grown(tmp_path / "x", []) as archive:
        with pytest.raises(ArchiveError, match="no space"):
            archive.add([said("a", "Ann Pavic", Stance.ASSERTS, "Orlu fell.")], readers="r", accept=full)
        assert (len(archive), archive.readers, archive.graph()) == (0, None, KnowledgeGraph())


def test_decisions_of_meanwhile_hold(tmp_path: Path) -> None:
    """Articles take their time to be read; what another program says of actors until then isn't lost."""
    same = Decisions(Verdicts(frozenset({("Ann Pavic", "Bo Quist")})))
    one, other = (said(id, who, Stance.ASSERTS, "Orlu fell.") for id, who in (("a", "Ann Pavic"), ("b", "Bo Quist")))

    def read() -> Iterator[Extraction]:
        with Archive(tmp_path / "x") as another:
            another.add([one], readers="r", decisions=same)
        yield other

    with grown(tmp_path / "x", []) as archive:
        archive.add(read(), readers="r")
        assert archive.decisions == same
        assert len(archive.graph().actors) == 1


def test_a_graph_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (said(id, "Ann Pavic", Stance.ASSERTS, f"Orlu fell {id}.") for id in "ab")
    with grown(tmp_path / "x", [[one]]) as archive:
        before = archive.graph()

        def meanwhile(base: sqlite3.Connection, ids: Collection[str] | None) -> dict[tuple[str, str], Actor]:
            monkeypatch.undo()
            with Archive(tmp_path / "x") as another:
                another.add([other], readers="r")
            return actors(base, ids)

        actors = excerpt._actors
        monkeypatch.setattr(excerpt, "_actors", meanwhile)
        assert archive.graph() == before


def test_those_who_begin_an_archive_together_share_it(tmp_path: Path) -> None:
    def begin(number: int) -> str:
        with Archive(tmp_path / f"x{number // 8}") as archive:
            return str(len(archive))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(begin, range(80))) == {"0"}


def test_what_leaves_leaves_nothing_behind(tmp_path: Path) -> None:
    days = [[said(id, f"Ann {id}", Stance.ASSERTS, f"40 boats sank in {id}.", *NAMES[:3]) for id in ("Orlu", "Tamm")]]
    with grown(tmp_path / "x", days) as archive:
        archive.add([], readers="r", encoder=Toy(), remove=["Orlu", "Tamm"])
        tables = [name for (name,) in archive._base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        held = {name: archive._base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    assert {name for name, rows in held.items() if rows} == {"setting", "tie"}


def test_a_name_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    grown(Path(":memory:"), [[said("a", "Ann Pavic", Stance.ASSERTS, "Orlu fell.")]]).__exit__()
    with Archive(Path(":memory:")) as archive:
        assert len(archive) == 1


def test_who_counted_otherwise_stays_when_the_other_goes(tmp_path: Path) -> None:
    counts = ("The boats that sank were 9.", "40 boats sank in Orlu.")
    days = [[said(id, "Ann Pavic", Stance.ASSERTS, what, *NAMES[:3]) for id, what in zip("ab", counts, strict=True)]]
    replica = Store()
    with grown(tmp_path / "x", []) as archive:
        for day, gone in ((days[0], []), ([], ["a"])):
            change = archive.add(day, readers="r", encoder=Toy(), remove=gone)
            replica.update("".join(update(change.before, change.after, change.standing)))
        graph = archive.graph()
    assert {claim.text for claim in graph.claims} == {counts[1]}
    assert set(replica) == set(store_of(triples(graph)))


def test_a_day_looks_through_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read and written grows with the day: SQLite's plan of each statement goes by an index."""
    told: list[str] = []
    days = [
        [said(f"{day}{who}", f"Ann {who}", Stance.ASSERTS, f"{n}0 boats sank.", *NAMES[:3]) for n, who in enumerate(NAMES)]
        for day in range(2)
    ]
    connect = store.connect

    def listening(path: Path) -> sqlite3.Connection:
        base = connect(path)
        base.set_trace_callback(told.append)
        return base

    monkeypatch.setattr(store, "connect", listening)
    with grown(tmp_path / "x", [days[0]]) as archive:
        told.clear()
        archive.add(
            [*days[1], said("0Orlu", "Bo Orlu", Stance.DENIES, "It sank.")], readers="r", encoder=Toy(), remove=["0Tamm"]
        )
    base = sqlite3.connect(tmp_path / "x")
    asked = {" ".join(t.split()) for t in told if t.startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))}
    plans = {(t, step) for t in asked for *_, step in base.execute(f"EXPLAIN QUERY PLAN {t}")}
    base.close()
    through = {(t, step) for t, step in plans if step.startswith("SCAN") and "json_each" not in step}
    assert len(asked) > 50
    assert {(t, step) for t, step in through if "sqlite_schema" not in t} == set()
