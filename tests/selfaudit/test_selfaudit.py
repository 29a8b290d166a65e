"""Whatever is changed behind the journal's back is found and told; what is in order is not spoken of."""

import asyncio
import random
from random import Random

import msgspec
import pytest
from prometheus_client import REGISTRY
from sqlalchemy import Table, delete, select, text, update

from kairan.core.journal import entries_after, erase_body
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db, Record, open_engine, transaction
from kairan.core.kit.jobs import Jobs, Worker
from kairan.core.kit.store import open_store
from kairan.core.viewer import INSTALLATION
from kairan.installation.findings import Check, open_findings
from kairan.installation.own import own_body, record_drift
from kairan.people import member_table, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.selfaudit import jobs as module
from kairan.selfaudit.checks import ALL, OF_ROOMS, OF_STREAMS, drifts
from kairan.selfaudit.jobs import Outcome, Turn, conclude, recount, register_jobs
from kairan.selfaudit.rooms import room_faults
from kairan.talk.actions import edit_message, remove_message, send_message
from kairan.talk.model import Draft, RoomId, mark_table, membership_table, message_table, room_stream, room_table
from kairan.talk.reactions import add_reaction
from kairan.talk.reading import mark_read
from tests.cast import Cast, assemble, room_of


class Room:
    """A room in which something of everything has happened."""

    def __init__(self, db: Db) -> None:
        self.db = db
        self.cast: Cast = assemble(db)
        self.id: RoomId = room_of(db, self.cast.sato, self.cast.tanaka)
        sent = [
            send_message(db, self.cast.sato, self.id, Draft(client_key=f"k{n}", text=f"避難所{n}を開設しました"))
            for n in range(6)
        ]
        send_message(db, self.cast.tanaka, self.id, Draft(client_key="r", text="承知しました", root_id=sent[0].id))
        edit_message(db, self.cast.sato, sent[1].id, "避難所を訂正しました", [])
        remove_message(db, self.cast.sato, sent[2].id)
        add_reaction(db, self.cast.tanaka, sent[3].id, "👍")
        mark_read(db, self.cast.tanaka, self.id, 4)
        self.no = db.scalar(select(room_table.c.no).where(room_table.c.id == self.id))
        self.stream = room_stream(self.id)

    def found(self) -> set[Check]:
        """Carry out every check on the room, from its beginning, and name those that found something."""
        stream = self.db.first(select(stream_table).where(stream_table.c.name == self.stream))
        assert stream is not None
        of_room = drifts(OF_ROOMS, self.db, self.row(), self.stream, 0)
        some = [*drifts(OF_STREAMS, self.db, stream, self.stream, 1), *of_room]
        return {drift.check for drift in some}

    def row(self) -> Record:
        """What the tables say of it now."""
        return self.db.all(select(room_table).where(room_table.c.id == self.id))[0]

    def change(self, table: Table, seq: int | None = None, **values: object) -> None:
        """Change a row behind the journal's back."""
        no = table.c.no if "no" in table.c else table.c.get("room_no", table.c.get("stream_no"))
        assert no is not None
        where = [no == self.no, *([table.c.seq == seq] if seq else [])]
        self.db.execute(update(table).where(*where).values(**values))


@pytest.fixture
def room(db: Db) -> Room:
    return Room(db)


def last_message(room: Room) -> int:
    _m = message_table.c
    return int(room.db.scalar(select(_m.seq).where(_m.room_no == room.no, _m.n == 6, _m.root_seq.is_(None))))


def test_where_everything_is_in_order_nothing_is_said(room: Room) -> None:
    assert room.found() == set()


def test_a_changed_count_of_messages_is_found(room: Room) -> None:
    room.change(room_table, message_n=5)
    assert {"state", "ordinals", "unread", "read_by"} - {"read_by"} <= room.found()


def test_what_is_found_is_said_in_both_languages_without_anybodys_words(room: Room) -> None:
    room.change(room_table, message_n=5)
    room.change(message_table, last_message(room), text="避難所を閉鎖しました")
    found = list(drifts(OF_ROOMS, room.db, room.row(), room.stream, 0))
    assert {drift.check for drift in found} >= {"state", "ordinals", "unread"}
    for drift in found:
        en, ja = drift.detail.split(" / ")
        assert en.isascii()
        assert not ja.isascii()
        assert "避難所" not in ja
        assert len(drift.detail) <= 1_000


def test_a_message_that_vanished_is_found(room: Room) -> None:
    room.db.execute(
        delete(message_table).where(message_table.c.room_no == room.no, message_table.c.seq == last_message(room))
    )
    assert {"state", "ordinals", "unread"} <= room.found()


def test_a_message_whose_words_were_changed_is_found(room: Room) -> None:
    room.change(message_table, last_message(room), text="避難所を閉鎖しました")
    assert {"state", "index"} <= room.found()


def test_a_mark_beyond_the_room_and_a_mark_that_is_gone_are_found(room: Room) -> None:
    room.db.execute(update(mark_table).where(mark_table.c.room_no == room.no).values(n=99))
    assert "read_by" in room.found()
    room.db.execute(delete(mark_table).where(mark_table.c.room_no == room.no))
    assert "read_by" in room.found()


def test_somebody_who_was_put_into_a_room_behind_the_journals_back_is_found(room: Room) -> None:
    _ms = membership_table.c
    row = room.db.first(
        select(membership_table).where(_ms.room_no == room.no, _ms.member_id == room.cast.sato.member_id)
    )
    assert row is not None
    values = {**row._mapping, "member_id": room.cast.suzuki.member_id}
    room.db.execute(membership_table.insert().values(values))
    assert {"state", "read_by"} <= room.found()


def test_a_row_that_is_missing_in_the_search_index_is_found(room: Room) -> None:
    if room.db.dialect == "sqlite":
        room.db.execute(text("INSERT INTO message_gram (message_gram) VALUES ('delete-all')"))
    else:
        room.db.execute(text("DELETE FROM message_gram WHERE seq = :seq"), {"seq": last_message(room)})
    assert room.found() == {"index"}


def test_a_removed_message_that_can_still_be_found_is_found(room: Room) -> None:
    _m = message_table.c
    removed = int(room.db.scalar(select(_m.seq).where(_m.room_no == room.no, _m.removed_at.is_not(None))))
    room.change(message_table, removed, removed_at=None)
    assert {"state", "index"} <= room.found()


@pytest.mark.parametrize(
    ("column", "value"), [("body", '{"text":"別の本文"}'), ("kind", "message.edited"), ("actor_id", None), ("at", 1)]
)
def test_an_entry_that_was_tampered_with_is_found(room: Room, column: str, value: object) -> None:
    room.change(entry_table, last_message(room), **{column: value})
    assert "chain" in room.found()


def test_an_entry_that_is_missing_is_found(room: Room) -> None:
    seq = last_message(room)
    room.db.execute(delete(entry_table).where(entry_table.c.stream_no == room.no, entry_table.c.seq == seq))
    assert "chain" in room.found()


def test_an_entry_cut_off_at_the_end_is_found(room: Room) -> None:
    newest = select(stream_table.c.seq).where(stream_table.c.no == room.no).scalar_subquery()
    room.db.execute(delete(entry_table).where(entry_table.c.stream_no == room.no, entry_table.c.seq == newest))
    assert "head" in room.found()


def test_a_body_that_was_erased_by_rule_is_in_order_also_from_a_place_that_does_not_tell_of_it(room: Room) -> None:
    erase_body(room.db, room.stream, last_message(room), None)
    assert room.found() == set()
    stream = room.db.first(select(stream_table).where(stream_table.c.name == room.stream))
    assert stream is not None
    for first in range(1, stream.seq + 1):
        assert list(drifts({"chain": ALL["chain"]}, room.db, stream, room.stream, first)) == []


def test_a_body_that_vanished_without_a_word_is_found(room: Room) -> None:
    room.change(entry_table, last_message(room), body=None, salt=None)
    assert "chain" in room.found()


# --- telling ---------------------------------------------------------------------------------------------------


def turn(db: Db, seed: int) -> Outcome:
    outcome = recount(db, Random(seed)) if db.dialect == "sqlite" else _recount_within(db, seed)
    conclude(db, Turn(), outcome)
    return outcome


def _recount_within(db: Db, seed: int) -> Outcome:
    """Within the transaction of a test there is no other snapshot to ask for."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "text", lambda _: text("SELECT 1"))
        return recount(db, Random(seed))


def turns(db: Db, most: int = 60) -> None:
    for seed in range(most):
        turn(db, seed)


def told(db: Db, stream: str, kind: str) -> list[dict[str, object]]:
    return [msgspec.json.decode(one.body) for one in entries_after(db, stream, 0, 10_000) if one.kind == kind]


def test_drift_is_told_once_in_the_body_and_in_the_installation_and_the_administrators_see_it(room: Room) -> None:
    db, city = room.db, room.cast.sato.organization_id
    room.change(message_table, last_message(room), text="避難所を閉鎖しました")
    turns(db)
    found = open_findings(db)
    assert {(one.check, one.stream, one.organization_id) for one in found} >= {
        ("state", room.stream, city),
        ("index", room.stream, city),
    }
    for stream in (organization_stream(city), organization_stream(INSTALLATION)):
        entries = told(db, stream, "selfaudit.drift_found")
        assert sorted(str(one["check"]) for one in entries) == sorted(one.check for one in found)
        assert not any("閉鎖" in str(one) for one in entries), "a finding repeats nobody's words"
    administrator = msgspec.structs.replace(room.cast.sato, roles=frozenset({"administrator"}))
    assert "record_drift" in own_body(db, administrator, 1).notices
    auditor = msgspec.structs.replace(room.cast.sato, roles=frozenset({"auditor"}))
    assert record_drift(db, administrator).is_open
    assert record_drift(db, auditor).is_open
    with pytest.raises(RoleNeeded):
        record_drift(db, room.cast.suzuki)
    elsewhere = msgspec.structs.replace(auditor, organization_id=room.cast.neighbour.organization_id)
    assert not record_drift(db, elsewhere).is_open
    assert (REGISTRY.get_sample_value("kairan_selfaudit_open") or 0) == len(found)


def test_nothing_is_repaired_in_silence_and_what_somebody_repaired_is_told_too(room: Room) -> None:
    db = room.db
    seq = last_message(room)
    before = db.scalar(
        select(message_table.c.text).where(message_table.c.room_no == room.no, message_table.c.seq == seq)
    )
    room.change(message_table, seq, text="避難所を閉鎖しました")
    turns(db)
    kept = db.scalar(select(message_table.c.text).where(message_table.c.room_no == room.no, message_table.c.seq == seq))
    assert kept == "避難所を閉鎖しました"
    room.change(message_table, seq, text=before)
    turns(db)
    assert open_findings(db) == []
    gone = told(db, organization_stream(room.cast.sato.organization_id), "selfaudit.drift_gone")
    assert {str(one["check"]) for one in gone} >= {"state", "index"}


def test_a_thousand_turns_over_what_is_in_order_say_nothing(room: Room) -> None:
    turns(room.db, 200)
    assert open_findings(room.db) == []


def test_it_runs_by_itself_while_others_write(database_url: str) -> None:
    """In its own snapshot: what is written meanwhile is no drift."""
    engine = open_engine(database_url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        room_id = room_of(db, cast.sato, cast.tanaka)
    engine.dispose()
    before = REGISTRY.get_sample_value("kairan_selfaudit_checks_total", {"check": "index"}) or 0

    async def work() -> None:
        store = open_store(database_url)
        await store.start()
        jobs = Jobs()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(random, "randint", lambda _low, _high: 0)
            register_jobs(jobs, store, 1)
        worker = Worker(store, jobs, poll_s=0.05)
        async with worker:
            for number in range(150):
                draft = Draft(client_key=f"k{number}", text="状況を報告します")
                await store.write(send_message, cast.sato, room_id, draft)
                await asyncio.sleep(0.02)
        assert await store.read(open_findings) == []
        await store.stop()

    asyncio.run(work())
    assert (REGISTRY.get_sample_value("kairan_selfaudit_checks_total", {"check": "index"}) or 0) > before


def test_altered_words_in_a_room_that_is_too_long_to_be_folded_are_found(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kairan.selfaudit.checks.STATE_MOST", 3)
    assert room.found() == set()
    room.change(message_table, last_message(room), text="避難所を閉鎖しました")
    assert "messages" in room.found()


def test_a_planted_administrator_is_found_however_long_the_record_is(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FOLLOWED", 2)
    followed, city = module.Followed(), room.cast.city
    looks = [followed.drifts(room.db, city) for _ in range(12)]
    assert (looks[0], looks[-1]) == (None, [])
    planted = update(member_table).where(member_table.c.id == room.cast.sato.member_id)
    room.db.execute(planted.values(roles='["administrator"]'))
    (drift,) = followed.drifts(room.db, city) or []
    assert (drift.check, drift.stream) == ("body", organization_stream(city))
    assert room.cast.sato.member_id in drift.detail
    room.db.execute(planted.values(roles="[]"))
    assert followed.drifts(room.db, city) == []


@pytest.mark.parametrize("page", [1, 2, 3, 100])
def test_a_room_of_more_than_one_page_is_in_order(db: Db, monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    """No message is lost between two pages of entries."""
    monkeypatch.setattr("kairan.selfaudit.rooms.PAGE", page)
    room = Room(db)
    (row,) = db.all(select(room_table).where(room_table.c.id == room.id))
    assert list(room_faults(db, row)) == []
