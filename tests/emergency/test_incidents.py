"""Incidents: opened with rooms and people, and found by nobody else."""

import pytest

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.incidents.chronology import change_entry, move_entry, strike_entry, write_entry
from kairan.emergency.incidents.leading import (
    add_people,
    change_incident,
    end_incident,
    open_incident,
    remove_person,
    reopen_incident,
)
from kairan.emergency.incidents.model import (
    ChronologyChange,
    ChronologyDraft,
    ChronologyStatus,
    ChronologyStrike,
    FieldReport,
    IncidentChange,
    IncidentId,
    IncidentPeople,
    NewChronologyEntry,
    NewIncident,
    incident_stream,
)
from kairan.emergency.incidents.problems import (
    ChronologyEmpty,
    ChronologyMeanwhile,
    ChronologyNotFound,
    ChronologyStruckAlready,
    IncidentNotFound,
    IncidentOver,
    IncidentPersonUnknown,
    IncidentTime,
    MessageTooConfidential,
)
from kairan.emergency.incidents.queries import NOBODY, Wanted, chronology, incident_people, incident_view, incidents
from kairan.emergency.incidents.reporting import own_reports, report
from kairan.emergency.incidents.table import HEAD, table_rows
from kairan.emergency.incidents.views import ChronologyEntry
from kairan.people.roles import RoleNeeded
from kairan.talk.access import rooms_of
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, NewRoom
from kairan.talk.problems import MessageNotFound
from kairan.talk.rooms import create_room
from tests.cast import NO_SUCH_ID
from tests.emergency.conftest import Headquarters

HOUR = 60 * 60_000


def opened(headquarters: Headquarters, key: str = "opened once", **more: object) -> IncidentId:
    """Open an incident on which 佐藤 works."""
    new = NewIncident(key=key, name="8月6日 大雨", kind="storm", **more)  # type: ignore[arg-type]
    incident_id = open_incident(headquarters.db, headquarters.lead, new)
    add_people(
        headquarters.db, headquarters.lead, incident_id, IncidentPeople(member_ids=[headquarters.cast.sato.member_id])
    )
    return incident_id


def write(headquarters: Headquarters, incident_id: IncidentId, by: Viewer, text: str, **more: object) -> int:
    """Write an entry."""
    draft = ChronologyDraft(text=text, **more)  # type: ignore[arg-type]
    return write_entry(headquarters.db, by, incident_id, NewChronologyEntry(key=f"key of {text}", draft=draft))


def entries(db: Db, viewer: Viewer, incident_id: IncidentId, **wanted: object) -> list[ChronologyEntry]:
    """Return the first page of the chronology."""
    return chronology(db, viewer, incident_id, Wanted(**wanted)).entries or []  # type: ignore[arg-type]


def test_an_incident_is_opened_once_with_rooms_and_people(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    new = NewIncident(
        key="opened once",
        name="震度6弱",
        kind="earthquake",
        level="災害対策本部",
        is_drill=True,
        member_ids=[cast.sato.member_id],
        rooms=["本部", "避難所"],
    )
    incident_id = open_incident(db, lead, new)
    assert open_incident(db, lead, new) == incident_id
    view = incident_view(db, cast.sato, incident_id)
    assert [one.name for one in view.rooms] == ["【訓練】本部｜震度6弱", "【訓練】避難所｜震度6弱"]
    assert (view.incident.is_drill, view.people, view.may_lead, view.may_write) == (True, 2, False, True)
    assert len(db.all(rooms_of(cast.sato))) >= 2
    (entry,) = entries(db, cast.sato, incident_id)
    assert entry.text == "震度6弱を開きました。体制: 災害対策本部"


def test_nobody_finds_it_who_does_not_work_on_it(db: Db, headquarters: Headquarters) -> None:
    cast, lead, office = headquarters.cast, headquarters.lead, headquarters.office
    incident_id = opened(headquarters)
    number = write(headquarters, incident_id, cast.sato, "橋が流れました")
    for viewer in (cast.suzuki, cast.guest, cast.neighbour, office.townsman):
        for which in (incident_id, IncidentId(NO_SUCH_ID)):
            with pytest.raises(IncidentNotFound):
                incident_view(db, viewer, which)
            with pytest.raises(IncidentNotFound):
                write(headquarters, which, viewer, "外から")
            with pytest.raises(IncidentNotFound):
                move_entry(db, viewer, which, number, ChronologyStatus(status="done"))
        assert incidents(db, viewer).incidents == []
    for clerk in (cast.sato, cast.suzuki):
        with pytest.raises(RoleNeeded):
            end_incident(db, clerk, incident_id)
        with pytest.raises(RoleNeeded):
            open_incident(db, clerk, NewIncident(key="not theirs", name="大雨", kind="storm"))
    with pytest.raises(IncidentPersonUnknown):
        add_people(db, lead, incident_id, IncidentPeople(member_ids=[cast.neighbour.member_id]))
    with pytest.raises(IncidentPersonUnknown):
        add_people(db, lead, incident_id, IncidentPeople(member_ids=[MemberId(NO_SUCH_ID)]))
    remove_person(db, lead, incident_id, cast.sato.member_id)
    with pytest.raises(IncidentNotFound):
        incident_view(db, cast.sato, incident_id)


def test_entries_are_written_once_changed_moved_and_struck(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    incident_id = opened(headquarters)
    number = write(headquarters, incident_id, cast.sato, "国道が通行止め", kind="information", status="open")
    assert write(headquarters, incident_id, cast.sato, "国道が通行止め") == number
    (entry, _) = entries(db, lead, incident_id)
    changed = ChronologyChange(
        revision=entry.revision,
        draft=ChronologyDraft(
            status="working",
            text="国道10号が通行止め",
            responsible_id=cast.sato.member_id,
            position=Coordinates(latitude=35.5, longitude=139.5),
        ),
    )
    change_entry(db, lead, incident_id, number, changed)
    with pytest.raises(ChronologyMeanwhile):
        change_entry(db, cast.sato, incident_id, number, changed)
    (entry, _) = entries(db, cast.sato, incident_id, query="10号 国道")[:1] * 2
    assert (entry.status, entry.responsible) == ("working", "佐藤 美咲")
    assert entry.written_at - 1_000 < entry.happened_at <= entry.written_at
    assert entries(db, cast.sato, incident_id, query="100%") == []
    for _ in range(2):
        move_entry(db, cast.sato, incident_id, number, ChronologyStatus(status="done"))
    view = incident_view(db, lead, incident_id)
    assert (view.open, view.working, view.done) == (0, 0, 1)
    assert [one.number for one in entries(db, lead, incident_id, status="done")] == [number]
    assert entries(db, lead, incident_id, status="unfinished") == []
    for _ in range(2):
        strike_entry(db, lead, incident_id, number, ChronologyStrike(reason="誤報"))
    assert incident_view(db, lead, incident_id).done == 0
    with pytest.raises(ChronologyStruckAlready):
        move_entry(db, lead, incident_id, number, ChronologyStatus(status="open"))
    with pytest.raises(ChronologyNotFound):
        strike_entry(db, lead, incident_id, 999, ChronologyStrike())
    kinds = [one.kind for one in entries_after(db, incident_stream(incident_id), 0, 100)]
    assert kinds.count("incident.chronology_moved") == kinds.count("incident.chronology_struck") == 1
    row = table_rows(db, lead, incident_id)[-1]
    assert dict(zip(HEAD, row, strict=True))["取消の理由"] == "誤報"


def test_what_was_not_and_what_will_be_is_refused(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    incident_id = opened(headquarters)
    begun_at = incident_view(db, cast.sato, incident_id).incident.begun_at
    for at in (begun_at + HOUR, begun_at - 367 * 24 * HOUR):
        with pytest.raises(IncidentTime):
            write(headquarters, incident_id, cast.sato, "時刻", happened_at=at)
    with pytest.raises(ChronologyEmpty):
        write(headquarters, incident_id, cast.sato, " \n")
    with pytest.raises(IncidentPersonUnknown):
        write(headquarters, incident_id, cast.sato, "だれ", responsible_id=MemberId(NO_SUCH_ID))
    early = write(headquarters, incident_id, cast.sato, "さかのぼって", happened_at=begun_at - HOUR)
    assert entries(db, cast.sato, incident_id)[-1].number == early


def test_the_chronology_is_filtered_by_who_is_responsible(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    incident_id = opened(headquarters)
    sato, suzuki = cast.sato.member_id, cast.suzuki.member_id
    road = write(headquarters, incident_id, lead, "道路", status="open", responsible_id=sato)
    done = write(headquarters, incident_id, lead, "水路", status="done", responsible_id=sato)
    other = write(headquarters, incident_id, lead, "広報", status="open", responsible_id=suzuki)
    nobodys = write(headquarters, incident_id, lead, "未定", status="open")

    def numbers(**wanted: object) -> list[int]:
        return [one.number for one in entries(db, cast.sato, incident_id, **wanted)]

    assert numbers(responsible=sato) == [done, road]
    assert numbers(responsible=sato, status="unfinished") == [road]
    assert numbers(responsible=suzuki, query="広報") == [other]
    assert numbers(responsible=NOBODY, status="open") == [nobodys]
    assert numbers(responsible=NO_SUCH_ID) == numbers(responsible="%") == []


def test_the_first_page_is_sent_only_when_something_changed(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    incident_id = opened(headquarters)
    for number in range(101):
        write(headquarters, incident_id, cast.sato, f"記録{number}")
    first = chronology(db, cast.sato, incident_id, Wanted())
    assert first.entries is not None
    assert first.next is not None
    rest = chronology(db, cast.sato, incident_id, Wanted(before=first.next)).entries
    assert rest is not None
    assert sorted(one.number for one in [*first.entries, *rest]) == list(range(1, 103))
    same = chronology(db, cast.sato, incident_id, Wanted(known=first.view.revision))
    assert same.entries is None
    write(headquarters, incident_id, headquarters.lead, "もう一つ")
    again = chronology(db, cast.sato, incident_id, Wanted(known=first.view.revision))
    assert again.entries is not None
    assert again.entries[0].text == "もう一つ"


def test_a_message_becomes_an_entry_with_its_words_time_and_writer(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    incident_id = opened(headquarters)
    room_id = create_room(db, cast.sato, NewRoom(name="土木", member_ids=[cast.suzuki.member_id]))
    message = send_message(db, cast.suzuki, room_id, Draft(text="第一小学校を開設しました", client_key="m1"))
    new = NewChronologyEntry(key="from message", draft=ChronologyDraft(), message_id=message.id)
    with pytest.raises(MessageNotFound):
        write_entry(db, lead, incident_id, new)  # leads, and is not in that room
    write_entry(db, cast.sato, incident_id, new)
    entry = next(one for one in entries(db, lead, incident_id) if one.is_from_message)
    assert (entry.text, entry.happened_at) == ("第一小学校を開設しました", message.at)
    assert "鈴木" in entry.source
    secret = create_room(db, cast.sato, NewRoom(name="極秘", room_class=3))
    told = send_message(db, cast.sato, secret, Draft(text="内密", client_key="m2"))
    with pytest.raises(MessageTooConfidential):
        write_entry(
            db, cast.sato, incident_id, NewChronologyEntry(key="secretly", draft=ChronologyDraft(), message_id=told.id)
        )


def test_all_staff_report_from_the_field_and_see_their_own(db: Db, headquarters: Headquarters) -> None:
    cast, office = headquarters.cast, headquarters.office
    incident_id = opened(headquarters)
    said = FieldReport(
        key="kept offline", damage="road", severity="high", position=Coordinates(latitude=35.5, longitude=139.5)
    )
    for _ in range(2):
        (own,) = report(db, cast.suzuki, incident_id, said).reports
    assert (own.damage, own.status) == ("road", "open")
    assert [one.id for one in incidents(db, cast.suzuki).reportable] == [incident_id]
    move_entry(db, cast.sato, incident_id, own.number, ChronologyStatus(status="working"))
    assert own_reports(db, cast.suzuki, incident_id).reports[0].status == "working"
    assert own_reports(db, cast.sato, incident_id).reports == []
    entry = entries(db, cast.sato, incident_id, kind="report")[0]
    assert (entry.severity, entry.position) == ("high", said.position)
    for viewer in (cast.guest, cast.neighbour, office.townsman):
        with pytest.raises(IncidentNotFound):
            report(db, viewer, incident_id, said)
        assert incidents(db, viewer).reportable == []
    add_people(db, headquarters.lead, incident_id, IncidentPeople(member_ids=[cast.guest.member_id]))
    assert report(db, cast.guest, incident_id, said).reports


def test_what_is_over_is_read_and_not_written(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    incident_id = opened(headquarters)
    change_incident(db, lead, incident_id, IncidentChange(name="大雨", kind="storm", level="災害対策本部"))
    assert "災害対策本部" in entries(db, lead, incident_id)[0].text
    for _ in range(2):
        end_incident(db, lead, incident_id)
    view = incident_view(db, cast.sato, incident_id)
    assert view.incident.ended_at is not None
    assert not view.may_write
    with pytest.raises(IncidentOver):
        write(headquarters, incident_id, cast.sato, "遅れて")
    with pytest.raises(IncidentNotFound):
        report(db, cast.suzuki, incident_id, FieldReport(key="too late", damage="road"))
    reopen_incident(db, lead, incident_id)
    assert write(headquarters, incident_id, cast.sato, "遅れて")
    assert len(incident_people(db, lead, incident_id).people) == 2
