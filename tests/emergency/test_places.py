"""Places: found by whoever works here, reported by who is there, counted apart in a drill; on both databases."""

import json
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.leading import end_incident, open_incident
from kairan.emergency.incidents.model import IncidentId, NewIncident
from kairan.emergency.incidents.queries import Wanted, chronology
from kairan.emergency.places.actions import add_place, name_keepers, report, retire_place
from kairan.emergency.places.exporting import HEAD, place_rows
from kairan.emergency.places.finding import place_stream
from kairan.emergency.places.importing import preview_list, take_list
from kairan.emergency.places.lists import read_places
from kairan.emergency.places.model import (
    ListMode,
    NewPlace,
    PlaceBoard,
    PlaceGroups,
    PlaceId,
    PlaceKeepers,
    PlaceNeed,
    PlaceReport,
    PlacesListed,
    WhichPlaces,
    place_table,
)
from kairan.emergency.places.problems import (
    PlaceHalfPosition,
    PlaceInUse,
    PlaceKeepersUnknown,
    PlaceListUncounted,
    PlaceNotFound,
    PlaceNotYours,
)
from kairan.emergency.places.queries import place_board, place_history, place_points, place_view
from kairan.people import ChangedMeanwhile, organization_stream
from kairan.people.roles import RoleNeeded
from tests.administration.conftest import Office
from tests.emergency.conftest import leading

SHELTERS = Path(__file__).resolve().parents[1] / "data" / "shelters"
HALL = NewPlace(name="本町集会所", address="本町1-2", latitude=37.04, longitude=136.96, capacity=40, key="hall-0001")


def take(db: Db, by: Viewer, name: str, mode: ListMode = "designated", *, is_drill: bool = False) -> PlacesListed:
    return take_list(db, by, read_places((SHELTERS / name).read_bytes()), mode, is_drill)


def board(db: Db, viewer: Viewer, *, is_drill: bool = False, which: WhichPlaces = "all", words: str = "") -> PlaceBoard:
    return place_board(db, viewer, is_drill, which, words, 0)


def test_a_list_is_looked_at_taken_in_and_taken_in_again(db: Db, office: Office) -> None:
    lead = office.yoshida
    read = read_places((SHELTERS / "nanao-designated.csv").read_bytes())
    before = preview_list(db, lead, read, "designated", False)
    assert (before.rows, before.added, before.faults_count) == (112, 112, 0)
    assert board(db, lead).totals.places == 0
    assert take_list(db, lead, read, "designated", False) == before
    again = take(db, lead, "nanao-designated.csv")
    assert (again.added, again.changed, again.same, again.absent) == (0, 0, 112, 0)
    renamed = msgspec.structs.replace(read, rows=[msgspec.structs.replace(read.rows[0], name="新しい名")])
    changed = take_list(db, lead, renamed, "designated", False)
    assert (changed.changed, changed.absent) == (1, 111)
    found = board(db, office.cast.sato, words="新しい")
    assert [one.name for one in found.places] == ["新しい名"]
    points = place_points(db, office.cast.sato, False)
    assert (len(points.points), points.without) == (112, 0)
    kinds = [one.kind for one in entries_after(db, organization_stream(office.cast.city), 0, 100)]
    assert kinds.count("place.listed") == 2  # a list that changed nothing is no entry


def test_the_hours_after_the_earthquake(db: Db, office: Office) -> None:
    """Played from what was published: what opens, what closes, what was never designated; each once."""
    lead = office.yoshida
    take(db, lead, "nanao-designated.csv")
    began = now_ms()
    for number, hour in enumerate(sorted(SHELTERS.glob("nanao-open-*.csv"))):
        read = read_places(hour.read_bytes())
        with as_of(began + number * 3_600_000):
            take_list(db, lead, read, "open", False)
            again = take_list(db, lead, read, "open", False)
        assert (again.added, again.reported, again.closed) == (0, 0, 0), hour.stem
        totals = board(db, lead).totals
        assert totals.open == len(read.rows), hour.stem
        assert totals.people == sum(one.people or 0 for one in read.rows), hour.stem
        assert (totals.full, totals.uncounted) == (0, 0)
    first = next(one for one in board(db, lead, words="矢田郷地区コミュニティセンター").places)
    assert first.status is not None
    history = place_history(db, lead, first.id, False, None)
    assert history.moments[0].people == first.status.people == 43
    assert history.moments[-1].at == began
    assert len({one.seq for one in history.moments}) == len(history.moments) > 5
    closed = [one for one in board(db, lead).places if one.status is not None and one.status.state == "closed"]
    assert all(one.status is not None and one.status.people == 0 for one in closed)
    assert board(db, lead, is_drill=True).totals.open == 0


def test_a_list_of_open_places_needs_numbers(db: Db, office: Office) -> None:
    with pytest.raises(PlaceListUncounted):
        take(db, office.yoshida, "nanao-designated.csv", "open")


def test_a_place_is_added_on_the_spot_once_and_found_by_a_list_afterwards(db: Db, office: Office) -> None:
    lead, cast = office.yoshida, office.cast
    place_id = add_place(db, lead, HALL)
    assert add_place(db, lead, HALL) == place_id
    with pytest.raises(RoleNeeded):
        add_place(db, cast.sato, HALL)
    assert add_place(db, leading(cast.sato, "somewhere"), msgspec.structs.replace(HALL, key="hall-0002")) != place_id
    with pytest.raises(PlaceHalfPosition):
        add_place(db, lead, msgspec.structs.replace(HALL, key="hall-0003", longitude=None))
    read = read_places("ID,名称,人数\r\nX1,本町の集会所,3\r\nX2,裏町集会所,1\r\n".encode())
    assert take_list(db, lead, read, "open", True).added == 2
    place_id = add_place(db, lead, NewPlace(name="白南風", key="hall-0004"))
    named = read_places("ID,名称,緯度,経度\r\nNEW002,白南風,37.13,136.88\r\n".encode())
    assert take_list(db, lead, named, "designated", False).added == 0
    assert place_view(db, lead, place_id, False).place.latitude == 37.13


def test_who_is_there_says_how_it_is_and_nobody_else(db: Db, office: Office) -> None:
    lead, cast = office.yoshida, office.cast
    place_id = add_place(db, lead, HALL)
    said = PlaceReport(
        state="open",
        people=42,
        groups=PlaceGroups(households=17, elderly=12),
        needs=[PlaceNeed(need="water", note=" 2リットル\n100本 "), PlaceNeed(need="food")],
        note="体育館を使用",
    )
    with pytest.raises(PlaceNotYours):
        report(db, cast.sato, place_id, said)
    with pytest.raises(RoleNeeded):
        name_keepers(db, cast.sato, place_id, PlaceKeepers([cast.sato.member_id]))
    with pytest.raises(PlaceKeepersUnknown):
        name_keepers(db, lead, place_id, PlaceKeepers([office.townsman.member_id]))
    name_keepers(db, lead, place_id, PlaceKeepers([cast.sato.member_id, cast.guest.member_id]))
    assert [one.id for one in board(db, cast.sato, which="mine").places] == [place_id]
    assert board(db, lead, which="mine").places == []
    report(db, cast.sato, place_id, said)
    report(db, cast.sato, place_id, said)  # sent again after a line was lost
    status = place_view(db, cast.tanaka, place_id, False).place.status
    assert status is not None
    assert (status.state, status.people, status.revision) == ("open", 42, 1)
    assert [(one.need, one.note) for one in status.needs] == [("water", "2リットル 100本"), ("food", "")]
    with pytest.raises(ChangedMeanwhile):
        report(db, cast.guest, place_id, msgspec.structs.replace(said, people=50))
    report(db, cast.guest, place_id, msgspec.structs.replace(said, people=50, state="full", revision=1))
    assert (board(db, lead).totals.full, board(db, lead).totals.people) == (1, 50)
    assert [one.people for one in place_history(db, lead, place_id, False, None).moments] == [50, 42]
    name_keepers(db, lead, place_id, PlaceKeepers([]))
    with pytest.raises(PlaceNotFound):  # a guest finds what they keep, and nothing else
        report(db, cast.guest, place_id, said)
    assert board(db, cast.guest).places == []


def test_other_bodies_find_nothing(db: Db, office: Office) -> None:
    place_id = add_place(db, office.yoshida, HALL)
    for one in (office.townsman, office.cast.neighbour):
        for ask in (
            lambda who: place_view(db, who, place_id, False),
            lambda who: place_history(db, who, place_id, False, None),
            lambda who: report(db, who, place_id, PlaceReport(state="closed")),
        ):
            with pytest.raises(PlaceNotFound):
                ask(one)
        assert board(db, one).places == []
        assert place_points(db, one, False).points == []
        assert readable_span(db, one, place_stream(place_id)) is None
    with pytest.raises(PlaceNotFound):
        retire_place(db, office.townsman, place_id)
    assert readable_span(db, office.cast.sato, place_stream(place_id)) is not None


def test_a_drill_is_counted_apart_and_tells_so(db: Db, office: Office) -> None:
    lead = office.yoshida
    place_id = add_place(db, lead, HALL)
    report(db, lead, place_id, PlaceReport(state="open", people=300, is_drill=True))
    assert board(db, lead).totals.people == 0
    assert board(db, lead, is_drill=True).totals.people == 300
    assert place_history(db, lead, place_id, False, None).moments == []
    assert len(place_history(db, lead, place_id, True, None).moments) == 1
    (row,) = place_rows(db, lead, True)
    assert (row[0], row[HEAD.index("状況")], row[HEAD.index("避難者数")]) == ("訓練", "開設", 300)
    assert place_rows(db, lead, False) == []
    entries = entries_after(db, place_stream(place_id), 0, 10)
    assert [(one.kind, json.loads(bytes(one.body))["people"]) for one in entries] == [("place.drilled", 300)]
    retire_place(db, lead, place_id)  # in a drill nobody is there


def test_an_open_place_is_closed_before_it_is_taken_off(db: Db, office: Office) -> None:
    lead = office.yoshida
    place_id = add_place(db, lead, HALL)
    report(db, lead, place_id, PlaceReport(state="open"))
    assert board(db, lead).totals.uncounted == 1
    with pytest.raises(PlaceInUse):
        retire_place(db, lead, place_id)
    report(db, lead, place_id, PlaceReport(state="closed", people=0, revision=1))
    retire_place(db, lead, place_id)
    with pytest.raises(PlaceNotFound):
        place_view(db, lead, PlaceId(place_id), False)
    assert db.scalar(select(place_table.c.retired_at)) is not None
    assert readable_span(db, lead, place_stream(place_id)) is not None


def test_the_chronology_is_told_what_opens_fills_and_closes_and_no_count_of_people(db: Db, office: Office) -> None:
    lead = office.yoshida
    place_id = add_place(db, lead, HALL)
    real, drill = (
        open_incident(db, lead, NewIncident(key=f"incident-{number}", name="大雨", kind="storm", is_drill=bool(number)))
        for number in (0, 1)
    )

    def told(incident_id: IncidentId) -> list[str]:
        found = chronology(db, lead, incident_id, Wanted()).entries or []
        return [one.text for one in reversed(found)][1:]

    for revision, (state, people) in enumerate((("open", 12), ("open", 30), ("full", 40), ("closed", 0))):
        report(db, lead, place_id, PlaceReport(state=state, people=people, revision=revision))  # type: ignore[arg-type]
    assert told(real) == [
        "本町集会所を開設しました。避難者 12人。",
        "本町集会所が満員になりました。避難者 40人。",
        "本町集会所を閉鎖しました。避難者 0人。",
    ]
    assert told(drill) == []
    report(db, lead, place_id, PlaceReport(state="closed", is_drill=True))
    report(db, lead, place_id, PlaceReport(state="open", is_drill=True, revision=1))
    assert told(drill) == ["本町集会所を開設しました。"]
    end_incident(db, lead, real)
    report(db, lead, place_id, PlaceReport(state="open", revision=4))
    assert "開設" not in told(real)[-1]


def test_a_list_of_open_places_is_one_entry_of_the_chronology(db: Db, office: Office) -> None:
    lead = office.yoshida
    incident_id = open_incident(db, lead, NewIncident(key="incident-0", name="地震", kind="earthquake"))
    first = min(SHELTERS.glob("nanao-open-*.csv")).name
    taken = take(db, lead, first, "open")
    assert take(db, lead, first, "open").added == 0
    (newest, _) = chronology(db, lead, incident_id, Wanted()).entries or []
    assert newest.text == f"開設状況の一覧を取り込みました。開設・更新 {taken.reported}か所、閉鎖 0か所。"


def test_a_chronology_that_is_full_refuses_no_report(db: Db, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    lead = office.yoshida
    place_id = add_place(db, lead, HALL)
    open_incident(db, lead, NewIncident(key="incident-0", name="地震", kind="earthquake"))
    monkeypatch.setattr("kairan.emergency.places.noting.ENTRIES_MOST", 1)
    report(db, lead, place_id, PlaceReport(state="open", people=3))
    assert board(db, lead).totals.open == 1
