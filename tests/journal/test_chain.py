"""The journal: gapless, chained, inside the transaction, erasable without breaking the proof."""

import threading
from collections.abc import Callable, Sequence

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from kairan.core.journal import append, entries_after, erase_body, head, heads, redact
from kairan.core.journal.model import EMPTY, digest_of_body, digest_of_entry, entry_table, stream_table
from kairan.core.journal.summary import digest_of_heads
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import DepartmentId
from kairan.people.entries import DepartmentCreated

SATO = Viewer(member_id=MemberId("0000000000sat"), organization_id=OrganizationId("0000000000org"))
CITY, TOWN = "directory:0000000000001", "directory:0000000000002"

_e, _s = entry_table.c, stream_table.c

in_the_same_transaction = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def created(name: str) -> DepartmentCreated:
    return DepartmentCreated(id=DepartmentId("0000000000dep"), name=name, parent_id=None)


def note(db: Db, name: str = "福祉課", stream: str = CITY) -> int:
    return append(db, stream, created(name), SATO).seq


def names(db: Db, stream: str = CITY) -> list[str | None]:
    bodies = [msgspec.json.decode(entry.body) for entry in entries_after(db, stream, 0, 1_000)]
    return [body and body["name"] for body in bodies]


def faults(db: Db) -> list[tuple[str, int, str]]:
    return [(fault.stream, fault.seq, fault.what.partition(" / ")[0]) for fault in verify(db).faults]


def entries(db: Db) -> int:
    return int(db.scalar(select(func.count()).select_from(entry_table)))


@in_the_same_transaction
@given(streams=st.lists(st.sampled_from([CITY, TOWN, "room:x"]), max_size=30))
def test_every_stream_counts_for_itself_without_a_gap(db: Db, streams: Sequence[str]) -> None:
    with db.connection.begin_nested() as nested:
        given_numbers = [(stream, note(db, stream=stream)) for stream in streams]
        for stream in set(streams):
            own = [seq for name, seq in given_numbers if name == stream]
            assert own == list(range(1, len(own) + 1))
            assert [entry.seq for entry in entries_after(db, stream, 0, 100)] == own
        assert heads(db, [CITY, TOWN]) == {name: streams.count(name) for name in (CITY, TOWN)}
        assert faults(db) == []
        nested.rollback()


def test_the_digest_of_an_entry_covers_the_one_before_its_head_and_its_salted_body(db: Db) -> None:
    append(db, CITY, created("福祉課"), SATO, at=1_000)
    append(db, CITY, created("土木課"), None, at=2_000)
    before = EMPTY
    for row, by in zip(db.all(select(entry_table).order_by(_e.seq)), ["0000000000sat", None], strict=True):
        body = digest_of_body(bytes(row.salt), row.body.encode())
        before = digest_of_entry(before, CITY, row.seq, "department.created", row.seq * 1_000, by, body)
        assert bytes(row.digest) == before
    assert bytes(db.scalar(select(_s.digest).where(_s.name == CITY))) == before


def test_what_was_rolled_back_leaves_no_entry_no_stream_and_no_gap(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        note(db, "一つ目")

    with pytest.raises(LookupError):
        note_and_fail(engine)
    with transaction(engine) as db:
        assert heads(db, [CITY, TOWN]) == {CITY: 1, TOWN: 0}
        assert note(db, "二つ目") == 2
        assert names(db) == ["一つ目", "二つ目"]
        assert faults(db) == []
    engine.dispose()


def note_and_fail(engine: Engine) -> None:
    with transaction(engine) as db:
        note(db, "消える")
        note(db, "消える", TOWN)
        raise LookupError


def test_a_savepoint_as_the_first_statement_does_not_survive_the_rollback(database_url: str) -> None:
    """With the driver's own transaction control SQLite keeps what the savepoint held: a trap, not a promise."""
    engine = open_engine(database_url, pool_size=1)
    with engine.connect() as connection, connection.begin() as outer:
        with connection.begin_nested():
            note(Db(connection))
        outer.rollback()
    with engine.connect() as connection, connection.begin() as outer:
        connection.exec_driver_sql("SAVEPOINT first")
        note(Db(connection))
        connection.exec_driver_sql("RELEASE SAVEPOINT first")
        outer.rollback()
    with transaction(engine) as db:
        assert entries(db) == 0
        assert head(db, CITY) == 0
    engine.dispose()


def at_once(database_url: str, actions: Sequence[Callable[[Db], object]]) -> list[DBAPIError]:
    """Run each action in a transaction and a thread of its own; return what was raised."""
    engine, raised = open_engine(database_url, pool_size=len(actions)), list[DBAPIError]()
    start = threading.Barrier(len(actions))

    def run(action: Callable[[Db], object]) -> None:
        start.wait()
        try:
            for _ in range(10):
                with transaction(engine) as db:
                    action(db)
        except DBAPIError as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    return raised


def test_writers_at_the_same_time_share_no_number_and_leave_no_gap(database_url: str) -> None:
    """Also at the first entry, when several want to open the same stream."""
    assert at_once(database_url, [note] * 4) == []
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        assert [entry.seq for entry in entries_after(db, CITY, 0, 100)] == list(range(1, 41))
        assert faults(db) == []
    engine.dispose()


def test_pages_of_entries_follow_one_another(db: Db) -> None:
    for number in range(7):
        note(db, str(number))
    pages = [entries_after(db, CITY, after, 3) for after in (0, 3, 6, 7)]
    assert [[entry.seq for entry in page] for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert entries_after(db, TOWN, 0, 10) == []


def test_an_erased_body_is_gone_and_the_chain_still_proves_who_spoke_and_when(db: Db) -> None:
    for name in ("一つ目", "個人情報", "三つ目"):
        note(db, name)
    sealed = [(entry.seq, entry.kind, entry.at, entry.by) for entry in entries_after(db, CITY, 0, 3)]
    assert erase_body(db, CITY, 2, SATO).seq == 4
    left = entries_after(db, CITY, 0, 10)
    assert [(entry.seq, entry.kind, entry.at, entry.by) for entry in left[:3]] == sealed
    assert bytes(left[1].body) == b"null"
    assert (left[3].kind, msgspec.json.decode(left[3].body)) == ("body.erased", {"seq": 2})
    assert db.scalar(select(func.count()).where(_e.body.contains("個人情報"))) == 0
    assert db.scalar(select(func.count()).where(_e.salt.is_(None))) == 1  # without it nobody can try out texts
    assert faults(db) == []


def test_a_body_that_vanishes_without_a_record_is_found(db: Db) -> None:
    note(db)
    db.execute(update(entry_table).values(body=None, salt=None))
    assert faults(db) == [(CITY, 1, "body gone without a record of its erasure")]


def test_readers_get_the_redacted_body_and_the_record_keeps_the_original(db: Db) -> None:
    note(db, "取り消す文")
    redact(db, CITY, 1, created(""))
    assert names(db) == [""]
    assert db.scalar(select(func.count()).where(_e.body.contains("取り消す文"))) == 1
    assert faults(db) == []
    redact(db, CITY, 1, created("（削除済み）"))  # again, with other words
    assert names(db) == ["（削除済み）"]


@in_the_same_transaction
@given(
    seq=st.integers(1, 5), column=st.sampled_from(["kind", "at", "actor_id", "body", "salt", "body_digest", "digest"])
)
def test_no_column_of_an_entry_can_be_altered_unnoticed(db: Db, seq: int, column: str) -> None:
    with db.connection.begin_nested() as nested:
        for number in range(5):
            note(db, str(number))
        values = {"kind": "x", "at": 7, "actor_id": None, "body": "{}"}
        db.execute(update(entry_table).where(_e.seq == seq).values({column: values.get(column, b"\1" * 16)}))
        assert {fault[1] for fault in faults(db)} <= {seq, seq + 1}
        assert faults(db) != []
        nested.rollback()


@in_the_same_transaction
@given(gone=st.sets(st.integers(1, 6), min_size=1))
def test_no_entry_can_be_taken_out_unnoticed(db: Db, gone: set[int]) -> None:
    with db.connection.begin_nested() as nested:
        for number in range(6):
            note(db, str(number))
        db.execute(delete(entry_table).where(_e.seq.in_(gone)))
        assert faults(db) != []
        nested.rollback()


@in_the_same_transaction
@given(first=st.integers(1, 5), second=st.integers(1, 5))
def test_entries_cannot_change_places_unnoticed(db: Db, first: int, second: int) -> None:
    with db.connection.begin_nested() as nested:
        for number in range(5):
            note(db, str(number))
        for seq, other in ((first, 100), (second, first), (100, second)):
            db.execute(update(entry_table).where(_e.seq == seq).values(seq=other))
        assert (faults(db) == []) == (first == second)
        nested.rollback()


def test_an_entry_put_in_from_outside_is_found(db: Db) -> None:
    note(db)
    row = db.first(select(entry_table))
    assert row is not None
    for seq in (0, 2):
        with db.connection.begin_nested() as nested:
            db.execute(insert(entry_table), {**row._mapping, "seq": seq})
            assert faults(db) != []
            nested.rollback()


def test_an_entry_cannot_be_moved_to_another_stream_unnoticed(db: Db) -> None:
    note(db, stream=CITY)
    note(db, stream=TOWN)
    city, town = (db.scalar(select(_s.no).where(_s.name == name)) for name in (CITY, TOWN))
    for no, other in ((city, -1), (town, city), (-1, town)):
        db.execute(update(entry_table).where(_e.stream_no == no).values(stream_no=other))
    assert {fault[0] for fault in faults(db)} == {CITY, TOWN}


def test_the_digest_of_all_heads_changes_with_every_entry(db: Db) -> None:
    seen = {digest_of_heads(db)}
    for stream in (CITY, CITY, TOWN):
        note(db, stream=stream)
        seen.add(digest_of_heads(db))
    assert len(seen) == 4
