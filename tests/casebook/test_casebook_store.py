"""The casebook keeps what it is given, finds it again, and lets readers read while a writer writes."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import ostravia
import pytest

from crosswire.casebook import Casebook, Derived, DocumentFilter, EventFilter
from crosswire.casebook.migrate import migrations, statements
from crosswire.errors import CasebookError, UsageError
from crosswire.model import Document, StageError, content_id

DAILY = ostravia.document(ostravia.VELMORA_DAILY, file="daily.txt")
OPA = ostravia.document(ostravia.OPA_REPORT, file="opa.txt")
QUIET = ostravia.document(ostravia.QUIET, file="quiet.txt")


def derived_from(*documents: Document) -> Derived:
    from crosswire.run.flow import with_events

    claims = ostravia.assign_voices(documents, [c for d in documents for c in ostravia.extract_claims(d)], [], None)
    events = ostravia.link_claims(documents, claims, None)
    claims = with_events(claims, events)
    by_id = {c.claim_id: c for c in claims}
    pairs = [ostravia.reconcile(e, [by_id[i] for i in e.claim_ids], [], None) for e in events]
    return Derived(
        claims=tuple(claims),
        events=tuple(events),
        relations=tuple(r for relations, _ in pairs for r in relations),
        estimates=tuple(e for _, estimates in pairs for e in estimates),
        main_events=ostravia.main_events(list(documents), claims, events),
    )


@pytest.fixture
def casebook(tmp_path: Path):
    with Casebook.open(tmp_path / "case", create=True) as opened:
        opened.add_documents([DAILY, OPA, QUIET])
        opened.replace_derived(derived_from(DAILY, OPA, QUIET))
        yield opened


def test_everything_comes_back_as_it_went_in(casebook: Casebook) -> None:
    given = derived_from(DAILY, OPA, QUIET)
    assert casebook.documents() == sorted([DAILY, OPA, QUIET], key=lambda d: d.document_id)
    assert casebook.claims() == sorted(given.claims, key=lambda c: c.claim_id)
    assert {e.event_id for e in casebook.events()} == {e.event_id for e in given.events}
    assert casebook.relations() == sorted(given.relations, key=lambda r: r.relation_id)
    assert casebook.estimates() == sorted(given.estimates, key=lambda e: e.estimate_id)
    assert QUIET.document_id not in casebook.main_events()


def test_adding_again_changes_nothing(casebook: Casebook) -> None:
    report = casebook.add_documents([DAILY, OPA])
    assert (report.added, report.known) == (0, 2)
    assert len(casebook.documents()) == 3
    assert casebook.claims()


def test_one_text_is_stored_once(casebook: Casebook) -> None:
    twin = ostravia.document(ostravia.QUIET, file="twin.txt")
    casebook.add_documents([twin])
    count = casebook._connection.execute("SELECT count(*) FROM texts").fetchone()[0]
    assert count == 3
    assert len(casebook.documents()) == 4


def test_a_changed_page_supersedes_the_older_one(tmp_path: Path) -> None:
    url = "https://example.org/velmora"
    first = ostravia.document("3 people were killed in Brisk, said OPA.", url=url, published="2031-05-01")
    later = ostravia.document("4 people were killed in Brisk, said OPA.", url=url, published="2031-05-02")
    for order in ([first, later], [later, first]):
        with Casebook.open(tmp_path / order[0].document_id, create=True) as casebook:
            report = casebook.add_documents([*order, order[0]])
            assert (report.added, report.known, report.superseding) == (2, 1, 1)
            assert casebook.document(later.document_id).supersedes == first.document_id
            assert casebook.document(first.document_id).supersedes is None
            assert casebook.add_documents(order).added == 0


def test_errors_are_kept_and_a_later_good_read_is_welcome(casebook: Casebook) -> None:
    broken = Document(
        document_id=content_id("doc", "broken"), file="bad.html", state="error",
        error=StageError(stage="collect", code="encoding", detail="not text; save it as UTF-8"),
    )  # fmt: skip
    report = casebook.add_documents([broken])
    assert report.problems == (broken,)
    assert casebook.document(broken.document_id) == broken
    good = ostravia.document("5 people were killed in Dolna, said OPA.", file="bad.html")
    assert casebook.add_documents([good]).added == 1
    assert [d for d in casebook.documents() if d.file == "bad.html"] == [good]


def test_a_row_that_stays_broken_keeps_its_note(casebook: Casebook) -> None:
    broken = Document(
        document_id=content_id("doc", "row"), file="table.csv", row=1, state="error",
        error=StageError(stage="collect", code="missing_text", detail="no text"),
    )  # fmt: skip
    first = ostravia.document("It rained in Dolna.", file="table.csv", row=0)
    casebook.add_documents([first, broken])
    casebook.add_documents([first])
    assert casebook.document(broken.document_id) == broken
    second = ostravia.document("It rained in Brisk.", file="table.csv", row=1)
    casebook.add_documents([first, second])
    assert {d.document_id for d in casebook.documents() if d.file == "table.csv"} == {
        first.document_id, second.document_id,
    }  # fmt: skip


def test_a_broken_half_character_is_one_error_and_the_rest_go_on(casebook: Casebook) -> None:
    half = ostravia.document("It rained \ud800 in Karsten.", file="half.txt")
    fine = ostravia.document("It rained in Karsten.", file="fine.txt")
    report = casebook.add_documents([half, fine])
    assert report.added == 2
    assert [d.file for d in report.problems] == ["half.txt"]


def test_a_broken_step_shows_on_the_document_and_not_in_what_was_given(casebook: Casebook) -> None:
    error = StageError(stage="extract", code="ValueError", detail="no")
    casebook.replace_derived(Derived(errors={QUIET.document_id: error}))
    assert casebook.document(QUIET.document_id) == replace(QUIET, state="error", error=error)
    assert QUIET in casebook.texts().values()
    assert casebook.claims() == []


def test_finding_by_beginnings_of_ids(casebook: Casebook) -> None:
    event = casebook.events()[0]
    assert casebook.event(event.event_id[:14]) == event
    assert casebook.document(DAILY.document_id[:12]) == DAILY
    with pytest.raises(UsageError, match="several"):
        casebook.document("doc-")
    with pytest.raises(UsageError, match="no event"):
        casebook.event("event-zzz")


def test_an_event_is_found_by_a_former_id(casebook: Casebook) -> None:
    given = derived_from(DAILY, OPA, QUIET)
    renamed = tuple(replace(e, former_ids=("event-before",)) for e in given.events[:1]) + given.events[1:]
    casebook.replace_derived(replace(given, events=renamed))
    assert casebook.event("event-before").event_id == given.events[0].event_id


def test_filters(casebook: Casebook) -> None:
    def places(**wanted: object) -> set[str]:
        return {e.place.name for e in casebook.events(EventFilter(**wanted))}

    assert places(place="velm") == {"Velmora"}
    assert places(place="xo-brisk") == {"Brisk"}
    assert places(place="marn") == {"Velmora", "Brisk"}
    assert places(disputed=True) == {"Velmora"}
    assert places(event_type="abduction") == set()
    assert places(since="2031-01-01") == set()
    assert places(actor="nobody") == set()


@pytest.mark.parametrize(
    ("earliest", "latest", "since", "until", "inside"),
    [
        ("2031-05-04", "2031-05-04", "2031-05-04", "2031-05-04", True),
        ("2031-05-04", "2031-05-04", "2031-05-05", None, False),
        ("2031-05-04", "2031-05-04", None, "2031-05-03", False),
        ("2031-05", "2031-05", "2031-05-20", "2031-05-21", True),
        ("2031-05", "2031-05", "2031-06-01", None, False),
        ("XXXX-05-04", "XXXX-05-04", "2031-01-01", None, False),
    ],
)
def test_filter_by_days(
    casebook: Casebook, earliest: str, latest: str, since: str | None, until: str | None, inside: bool
) -> None:
    from crosswire.model import Time

    time = Time(
        start=0, end=1, quote="x", earliest=earliest, latest=latest, precision="day", weekday=None, anchor="text"
    )
    given = derived_from(DAILY)
    casebook.replace_derived(replace(given, events=tuple(replace(e, time=time) for e in given.events)))
    assert bool(casebook.events(EventFilter(since=since, until=until))) is inside


def test_search_in_texts_and_sentences(casebook: Casebook) -> None:
    def found(words: str) -> list[str]:
        return [document.document_id for document in casebook.documents_page(DocumentFilter(words=words), limit=9)]

    assert found("rained") == [QUIET.document_id]
    assert found('"army nothing"') == [OPA.document_id]
    assert [claim.place.name for claim in casebook.quotes_page("brisk", limit=9)] == ["Brisk"]
    assert casebook.count_quotes("brisk") == 1
    assert found("rained-in") == found("rained, in") == [QUIET.document_id]
    assert found("dolna AND (") == []
    with pytest.raises(UsageError, match="double quotes"):
        found('"')


def test_replacing_is_all_or_nothing(casebook: Casebook) -> None:
    before = casebook.claims()
    given = derived_from(DAILY)
    orphan = replace(given.claims[0], document_id="doc-unknown")
    with pytest.raises(sqlite3.IntegrityError):
        casebook.replace_derived(replace(given, claims=(orphan,)))
    assert casebook.claims() == before


def test_a_record_that_is_taken_over_leaves_the_casebooks_shape_as_it_was(casebook: Casebook, tmp_path: Path) -> None:
    def shape() -> list[tuple[str, str]]:
        connection = sqlite3.connect(casebook.folder / "casebook.db")
        found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        connection.close()
        return found

    before = shape()
    with Casebook.open(tmp_path / "made", create=True) as made:
        made.add_documents([DAILY, OPA, QUIET])
        made.replace_derived(derived_from(DAILY, OPA))
    casebook.take_record(tmp_path / "made", casebook.built())
    assert {claim.document_id for claim in casebook.claims()} == {DAILY.document_id, OPA.document_id}
    assert shape() == before


def test_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    Casebook.open(folder, create=True).close()
    stop, problems, seen = threading.Event(), [], []

    def read() -> None:
        try:
            with Casebook.open(folder) as casebook:
                while not stop.is_set():
                    with casebook.reading():
                        seen.append((len(casebook.documents()), len(casebook.documents())))
        except Exception as error:
            problems.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    with Casebook.open(folder) as casebook:
        for number in range(40):
            casebook.add_documents([ostravia.document(f"{number} people were killed in Brisk, said OPA.")])
    stop.set()
    reader.join()
    assert not problems
    assert all(one == other for one, other in seen)


def test_a_missing_casebook_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="crosswire run PATH --case"):
        Casebook.open(tmp_path / "none")


def test_what_is_no_casebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "casebook.db").write_bytes(b"this is no database, " * 100)
    with pytest.raises(CasebookError, match="not a casebook"):
        Casebook.open(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    with sqlite3.connect(other / "casebook.db") as connection:
        connection.execute("CREATE TABLE things (id)")
    with pytest.raises(CasebookError, match="not a casebook"):
        Casebook.open(other)


def test_a_newer_casebook_is_refused(tmp_path: Path) -> None:
    Casebook.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "casebook.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(CasebookError, match="newer"):
        Casebook.open(tmp_path)


def test_a_migration_that_breaks_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crosswire.casebook import migrate

    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY])
    broken = [*migrations(), (len(migrations()) + 1, "CREATE TABLE fine (id);\nCREATE TABLE fine (id);\n")]
    monkeypatch.setattr(migrate, "migrations", lambda: broken)
    with pytest.raises(CasebookError):
        Casebook.open(tmp_path)
    monkeypatch.undo()
    with Casebook.open(tmp_path) as casebook:
        assert casebook.documents() == [DAILY]
        assert casebook._connection.execute("SELECT count(*) FROM sqlite_master WHERE name='fine'").fetchone()[0] == 0


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_statements_keep_triggers_whole() -> None:
    script = "CREATE TABLE t (a);\nCREATE TRIGGER g AFTER INSERT ON t\nBEGIN\n  DELETE FROM t;\nEND;\n"
    assert len(list(statements(script))) == 2


def test_a_place_is_found_without_its_accents_and_as_the_text_writes_it(casebook: Casebook) -> None:
    given = derived_from(DAILY)
    (one,) = (e for e in given.events if e.place.name == "Velmora")
    accented = replace(one, place=replace(one.place, name="Vélmōra"))
    casebook.replace_derived(replace(given, events=tuple(accented if e is one else e for e in given.events)))
    for place in ("velmora", "VÉLMORA", "vélmōra"):
        assert [e.event_id for e in casebook.events(EventFilter(place=place))] == [one.event_id]


def test_a_read_only_casebook_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*arguments: object) -> None:
        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorname = "SQLITE_READONLY"
        raise error

    monkeypatch.setattr("crosswire.casebook.migrate.migrate", refuse)
    with pytest.raises(CasebookError, match="read-only"):
        Casebook.open(tmp_path, create=True)


def test_damage_that_shows_later_names_the_file(casebook: Casebook) -> None:
    file = casebook.folder / "casebook.db"
    casebook._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    casebook.close()
    content = bytearray(file.read_bytes())
    content[len(content) // 4 :] = b"\x99" * (len(content) - len(content) // 4)
    file.write_bytes(content)
    with pytest.raises(CasebookError, match=r"casebook\.db"), Casebook.open(casebook.folder) as damaged:
        damaged.documents()
        damaged.claims()
        damaged.events()
