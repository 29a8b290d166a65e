"""Reading records: only with a reason and a second person's consent, only what was named, and never unnoticed."""

import hashlib
import json
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.administration.audit import AuditFilter, audit
from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.mail.model import letter_table
from kairan.core.viewer import Viewer
from kairan.people import member_stream, member_table
from kairan.people.roles import RoleNeeded
from kairan.records.export import Format, begin_export, exported, head_of
from kairan.records.letters import write_of_what_awaits
from kairan.records.model import HOUR_MS, NewRequest, RecordRequest, RecordRules
from kairan.records.notices import confirm_notices, notices, tell_of_what_is_over
from kairan.records.problems import (
    AlreadyDecided,
    NothingNamed,
    NotOpen,
    OwnConsent,
    PeriodWrong,
    ReasonTooShort,
    RequestNotFound,
)
from kairan.records.reading import view_records
from kairan.records.requests import (
    ask_for_records,
    change_rules,
    consent_to,
    record_rules,
    refuse,
    requests,
    rooms_to_name,
    withdraw,
)
from kairan.talk.access import require_room
from kairan.talk.problems import RoomNotFound
from tests.cast import NO_SUCH_ID, room_of, say
from tests.records.conftest import Archive

REASON = "入札の情報が漏れたという通報の調査のため"


def wanted(archive: Archive, **change: object) -> NewRequest:
    today = day_of(now_ms())
    new = NewRequest(reason=REASON, room_ids=[archive.room_id], first_on=today, last_on=today)
    return msgspec.structs.replace(new, **change)


def granted(db: Db, archive: Archive, **change: object) -> RecordRequest:
    asked = ask_for_records(db, archive.office.auditor, wanted(archive, **change))
    return consent_to(db, archive.second, asked.id)


def texts(db: Db, viewer: Viewer, request_id: str) -> list[list[str | None]]:
    page = view_records(db, viewer, request_id)
    return [[wording.text for wording in message.wordings] for message in page.messages]


def acts(db: Db, archive: Archive) -> list[str]:
    entries = audit(db, archive.office.yoshida, AuditFilter()).entries
    return [entry.kind for entry in reversed(entries) if entry.kind.startswith("records.")]


def test_with_consent_the_record_shows_every_wording_also_of_what_was_removed(db: Db, archive: Archive) -> None:
    request = granted(db, archive)
    page = view_records(db, archive.office.auditor, request.id)
    assert texts(db, archive.office.auditor, request.id) == [
        ["予定価格は未定です。"],
        ["業者に伝えておきます。", "業者には伝えません。"],
    ]
    assert [(one.author, one.removed_by, one.room) for one in page.messages] == [
        ("佐藤 美咲", None, "入札の相談"),
        ("田中 一郎", "田中 一郎（tanaka・土木課）", "入札の相談"),
    ]


def test_each_step_and_each_view_is_an_entry_with_who_what_and_why(db: Db, archive: Archive) -> None:
    request = granted(db, archive)
    for _ in range(2):
        view_records(db, archive.office.auditor, request.id)
    begin_export(db, archive.office.auditor, request.id, "jsonl")
    withdraw(db, archive.second, request.id)
    assert acts(db, archive) == [
        "records.asked",
        "records.consented",
        "records.viewed",
        "records.viewed",
        "records.exported",
        "records.withdrawn",
    ]
    entries = audit(db, archive.office.yoshida, AuditFilter(act="records.viewed")).entries
    assert entries[0].by == archive.office.auditor.member_id
    body = json.loads(bytes(entries[0].body))
    assert (body["reason"], body["room_ids"], body["messages"]) == (REASON, [archive.room_id], 2)


def test_nobody_consents_to_their_own_request_and_only_a_second_auditor_or_administrator_does(
    db: Db, archive: Archive
) -> None:
    office = archive.office
    asked = ask_for_records(db, office.auditor, wanted(archive))
    for act in (consent_to, refuse):
        with pytest.raises(OwnConsent):
            act(db, office.auditor, asked.id)
        for viewer in (office.cast.sato, office.cast.guest):
            with pytest.raises(RoleNeeded):
                act(db, viewer, asked.id)
        with pytest.raises(RequestNotFound):
            act(db, office.townsman, asked.id)
    with pytest.raises(NotOpen):
        view_records(db, office.auditor, asked.id)
    assert consent_to(db, office.yoshida, asked.id).state == "open"
    for act in (consent_to, refuse):
        with pytest.raises(AlreadyDecided):
            act(db, archive.second, asked.id)


def test_only_auditors_ask_and_only_who_asked_reads(db: Db, archive: Archive) -> None:
    office = archive.office
    for viewer in (office.yoshida, office.cast.sato, office.cast.guest):
        with pytest.raises(RoleNeeded):
            ask_for_records(db, viewer, wanted(archive))
    request = granted(db, archive)
    for viewer in (office.yoshida, office.cast.sato, office.townsman, office.cast.guest):
        for act in (view_records, lambda db, who, one: begin_export(db, who, one, "csv")):
            with pytest.raises(RoleNeeded):
                act(db, viewer, request.id)
    with pytest.raises(RequestNotFound):  # the one who consented reads nothing either
        view_records(db, archive.second, request.id)
    former = msgspec.structs.replace(office.auditor, roles=frozenset())
    with pytest.raises(RoleNeeded):
        view_records(db, former, request.id)


@pytest.mark.parametrize("how", ["refused", "withdrawn", "expired"])
def test_what_is_refused_withdrawn_or_over_cannot_be_read_nor_taken_out(db: Db, archive: Archive, how: str) -> None:
    office = archive.office
    asked = ask_for_records(db, office.auditor, wanted(archive))
    if how == "refused":
        refuse(db, archive.second, asked.id)
    else:
        consent_to(db, archive.second, asked.id)
        view_records(db, office.auditor, asked.id)
    if how == "withdrawn":
        withdraw(db, archive.second, asked.id)
    at = now_ms() + (72 * HOUR_MS + 1 if how == "expired" else 0)
    with as_of(at):
        for act in (
            lambda: view_records(db, office.auditor, asked.id),
            lambda: begin_export(db, office.auditor, asked.id, "jsonl"),
            lambda: exported(db, office.auditor, asked.id, "jsonl", None),
        ):
            with pytest.raises(NotOpen):
                act()
        with pytest.raises(AlreadyDecided):
            withdraw(db, archive.second, asked.id)


def test_nothing_beyond_the_named_rooms_people_and_days_is_read(db: Db, archive: Archive) -> None:
    office, cast = archive.office, archive.office.cast
    both = granted(db, archive, person_ids=[cast.tanaka.member_id])
    assert texts(db, office.auditor, both.id) == [["業者に伝えておきます。", "業者には伝えません。"]]
    person = granted(db, archive, room_ids=[], person_ids=[cast.tanaka.member_id])
    assert [one[0] for one in texts(db, office.auditor, person.id)] == [
        "業者に伝えておきます。",
        "走りましょう。",
        "内密の話です。",
    ]
    yesterday = day_of(now_ms() - 24 * HOUR_MS)
    before = granted(db, archive, first_on=yesterday, last_on=yesterday)
    assert texts(db, office.auditor, before.id) == []


def test_rooms_of_another_body_are_never_read_even_when_own_people_write_there(db: Db, archive: Archive) -> None:
    office, cast = archive.office, archive.office.cast
    foreign = room_of(db, cast.neighbour, name="町の部屋")
    with pytest.raises(NothingNamed):
        ask_for_records(db, office.auditor, wanted(archive, room_ids=[foreign]))
    with pytest.raises(NothingNamed):
        ask_for_records(db, office.auditor, wanted(archive, room_ids=[], person_ids=[cast.neighbour.member_id]))
    assert "町の部屋" not in {room.name for room in rooms_to_name(db, office.auditor, "")}


def test_direct_talks_are_not_named_as_rooms_and_not_listed(db: Db, archive: Archive) -> None:
    with pytest.raises(NothingNamed):
        ask_for_records(db, archive.office.auditor, wanted(archive, room_ids=[archive.direct_id]))
    assert {room.name for room in rooms_to_name(db, archive.office.auditor, "")} == {"入札の相談", "昼休み"}
    assert [room.name for room in rooms_to_name(db, archive.office.auditor, "入札")] == ["入札の相談"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"reason": "調査"}, ReasonTooShort),
        ({"reason": "あ" * 1001}, ReasonTooShort),
        ({"room_ids": []}, NothingNamed),
        ({"room_ids": [NO_SUCH_ID]}, NothingNamed),
        ({"first_on": "昨日"}, PeriodWrong),
        ({"first_on": "2026-04-02", "last_on": "2026-04-01"}, PeriodWrong),
        ({"first_on": "2020-04-01", "last_on": "2026-04-01"}, PeriodWrong),
    ],
)
def test_a_request_that_nobody_could_judge_is_refused(
    db: Db, archive: Archive, change: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        ask_for_records(db, archive.office.auditor, wanted(archive, **change))
    assert requests(db, archive.office.yoshida) == []


def test_reading_records_opens_no_door_of_the_talk(db: Db, archive: Archive) -> None:
    request = granted(db, archive)
    view_records(db, archive.office.auditor, request.id)
    with pytest.raises(RoomNotFound):
        require_room(db, archive.office.auditor, archive.room_id)


def test_masters_are_told_when_it_is_over_and_nobody_else_is(db: Db, archive: Archive) -> None:
    office, cast = archive.office, archive.office.cast
    request = granted(db, archive)
    view_records(db, office.auditor, request.id)
    tell_of_what_is_over(db)
    assert notices(db, cast.sato) == []
    with as_of(now_ms() + 73 * HOUR_MS):
        for _ in range(2):
            tell_of_what_is_over(db)
    told = notices(db, cast.sato)
    assert [(one.room, one.by) for one in told] == [("入札の相談", "監査 正")]
    assert notices(db, cast.tanaka) == []
    kinds = [entry.kind for entry in entries_after(db, member_stream(cast.sato.member_id), 0, 100)]
    assert kinds.count("records.told") == 1
    confirm_notices(db, cast.sato)
    assert notices(db, cast.sato) == []


def test_masters_are_told_at_once_where_the_body_wants_that(db: Db, archive: Archive) -> None:
    office, cast = archive.office, archive.office.cast
    for viewer in (office.auditor, cast.sato):
        with pytest.raises(RoleNeeded):
            change_rules(db, viewer, RecordRules(1, "at_once"))
    for _ in range(2):
        change_rules(db, office.yoshida, RecordRules(1, "at_once"))
    assert record_rules(db, office.auditor) == RecordRules(1, "at_once")
    assert acts(db, archive) == ["records.rules_changed"]
    request = granted(db, archive)
    view_records(db, office.auditor, request.id)
    view_records(db, office.auditor, request.id)
    assert len(notices(db, cast.sato)) == 1
    with as_of(now_ms() + HOUR_MS + 1), pytest.raises(NotOpen):
        view_records(db, office.auditor, request.id)


def test_both_in_a_direct_talk_are_told(db: Db, archive: Archive) -> None:
    office, cast = archive.office, archive.office.cast
    change_rules(db, office.yoshida, RecordRules(72, "at_once"))
    request = granted(db, archive, room_ids=[], person_ids=[cast.suzuki.member_id])
    view_records(db, office.auditor, request.id)
    for viewer in (cast.tanaka, cast.suzuki):
        assert archive.direct_id in {one.room_id for one in notices(db, viewer)}


def test_a_long_record_comes_in_pages_that_hold_everything_once(db: Db, archive: Archive) -> None:
    for number in range(120):
        say(db, archive.office.cast.sato, archive.room_id, f"発言 {number}")
    request = granted(db, archive)
    found: list[str] = []
    after: str | None = None
    while True:
        page = view_records(db, archive.office.auditor, request.id, after)
        found += [message.id for message in page.messages]
        if (after := page.next) is None:
            break
    assert len(found) == len(set(found)) == 122


def lines_of(db: Db, archive: Archive, request_id: str, wanted: Format) -> Iterator[str]:
    viewer = archive.office.auditor
    yield head_of(begin_export(db, viewer, request_id, wanted), wanted)
    after: str | None = None
    while True:
        written = exported(db, viewer, request_id, wanted, after)
        yield written.text
        if (after := written.next) is None:
            return


def test_every_line_of_an_export_proves_itself(db: Db, archive: Archive) -> None:
    request = granted(db, archive)
    lines = [json.loads(line) for line in "".join(lines_of(db, archive, request.id, "jsonl")).splitlines()]
    assert lines[0]["reason"] == REASON
    entries = [line for line in lines if line["line"] == "entry"]
    assert [line["kind"] for line in entries] == [
        "message.posted",
        "message.posted",
        "message.edited",
        "message.removed",
    ]
    for line in entries:
        body = hashlib.sha256(bytes.fromhex(line["salt"]) + line["body"].encode()).digest()
        assert body.hex() == line["body_digest"]
        head = f"{line['stream']}\n{line['seq']}\n{line['kind']}\n{line['at']}\n{line['by'] or ''}\n".encode()
        assert hashlib.sha256(bytes.fromhex(line["before"]) + head + body).hexdigest() == line["digest"]


def test_what_somebody_wrote_is_only_text_in_the_page_and_in_the_spreadsheet(db: Db, archive: Archive) -> None:
    say(db, archive.office.cast.sato, archive.room_id, "<script>alert(1)</script>")
    say(db, archive.office.cast.sato, archive.room_id, '=HYPERLINK("http://x")')
    request = granted(db, archive)
    page = "".join(lines_of(db, archive, request.id, "html"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "'=HYPERLINK" in "".join(lines_of(db, archive, request.id, "csv"))


def test_whoever_may_consent_is_written_to_once_and_not_the_one_who_asked(db: Db, archive: Archive) -> None:
    office = archive.office
    for viewer in (office.auditor, archive.second, office.yoshida, office.cast.sato, office.townsman):
        values = {"mail": f"{viewer.member_id}@example.lg.jp"}
        db.execute(update(member_table).where(member_table.c.id == viewer.member_id).values(values))
    asked = ask_for_records(db, office.auditor, wanted(archive))
    for _ in range(2):
        write_of_what_awaits(db, "https://kairan.example.lg.jp")
    rows = db.all(select(letter_table.c.recipient, letter_table.c.text))
    assert {row.recipient.partition("@")[0] for row in rows} == {archive.second.member_id, office.yoshida.member_id}
    assert len(rows) == 2
    assert all(asked.reason not in row.text for row in rows)
