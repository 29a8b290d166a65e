"""The map of an incident: what stands on it, who sees it, and that nobody's position stays."""

import pytest
from sqlalchemy import func, select

from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.incidents.chronology import strike_entry
from kairan.emergency.incidents.leading import add_people, end_incident, open_incident
from kairan.emergency.incidents.model import (
    ChronologyStrike,
    FieldReport,
    IncidentId,
    IncidentPeople,
    NewIncident,
    incident_stream,
)
from kairan.emergency.incidents.problems import IncidentNotFound, IncidentOver
from kairan.emergency.incidents.reporting import report
from kairan.emergency.maps.model import SharedPosition, incident_position_table
from kairan.emergency.maps.queries import incident_map
from kairan.emergency.maps.sharing import forget_positions, own_position, share_position, withdraw_position
from kairan.emergency.places.actions import add_place
from kairan.emergency.places.actions import report as report_place
from kairan.emergency.places.model import NewPlace, PlaceReport
from tests.emergency.conftest import Headquarters

HERE = Coordinates(latitude=37.04, longitude=136.96)
MINUTE = 60_000


@pytest.fixture
def incident_id(headquarters: Headquarters) -> IncidentId:
    """A drill on which 佐藤 works."""
    new = NewIncident(key="the map's", name="地震", kind="earthquake", is_drill=True)
    made = open_incident(headquarters.db, headquarters.lead, new)
    add_people(headquarters.db, headquarters.lead, made, IncidentPeople(member_ids=[headquarters.cast.sato.member_id]))
    return made


def see(db: Db, by: Viewer, incident_id: IncidentId, number: int, position: Coordinates | None = HERE) -> None:
    report(db, by, incident_id, FieldReport(key=f"report-{number}", damage="road", position=position))


def shared(minutes: int = 30, latitude: float = 37.0) -> SharedPosition:
    return SharedPosition(latitude=latitude, longitude=136.9, minutes=minutes)


def test_reports_and_the_shelters_of_the_drill_stand_on_the_map(
    db: Db, headquarters: Headquarters, incident_id: IncidentId
) -> None:
    lead, sato = headquarters.lead, headquarters.cast.sato
    for number in range(5):
        see(db, sato, incident_id, number)
    see(db, sato, incident_id, 5, None)
    strike_entry(db, lead, incident_id, 2, ChronologyStrike())
    for number, is_drill in enumerate((True, True, True, False)):
        new = NewPlace(name=f"避難所{number}", latitude=37.0, longitude=136.9, key=f"place-{number}")
        report_place(db, lead, add_place(db, lead, new), PlaceReport(state="open", people=number, is_drill=is_drill))
    found = incident_map(db, sato, incident_id)
    assert (len(found.reports), found.reports_without) == (4, 1)
    assert [one.name for one in found.places] == ["避難所0", "避難所1", "避難所2"]


def test_a_position_is_shown_until_it_is_withdrawn_or_its_time_is_over(
    db: Db, headquarters: Headquarters, incident_id: IncidentId
) -> None:
    suzuki, sato = headquarters.cast.suzuki, headquarters.cast.sato
    share_position(db, suzuki, incident_id, shared())
    share_position(db, suzuki, incident_id, shared(latitude=37.1))
    (one,) = incident_map(db, sato, incident_id).people
    assert (one.member_id, one.latitude) == (suzuki.member_id, 37.1)
    with pytest.raises(IncidentNotFound):  # whoever shares sees nobody else for it
        incident_map(db, suzuki, incident_id)
    withdraw_position(db, suzuki, incident_id)
    withdraw_position(db, suzuki, incident_id)
    assert incident_map(db, sato, incident_id).people == []
    share_position(db, suzuki, incident_id, shared(minutes=5))
    with as_of(now_ms() + 6 * MINUTE):
        assert own_position(db, suzuki, incident_id).until is None
        assert incident_map(db, sato, incident_id).people == []
        forget_positions(db)
    assert db.scalar(select(func.count()).select_from(incident_position_table)) == 0


def test_no_record_keeps_where_somebody_was(db: Db, headquarters: Headquarters, incident_id: IncidentId) -> None:
    suzuki = headquarters.cast.suzuki
    for latitude in (37.0, 37.1, 37.2):
        share_position(db, suzuki, incident_id, shared(latitude=latitude))
    withdraw_position(db, suzuki, incident_id)
    found = [one for one in entries_after(db, incident_stream(incident_id), 0, 100) if "position" in one.kind]
    assert [one.kind for one in found] == ["incident.position_shared", "incident.position_withdrawn"]
    assert not any(b"37." in bytes(one.body) for one in found)


def test_strangers_share_nothing_and_an_incident_that_is_over_shows_nobody(
    db: Db, headquarters: Headquarters, incident_id: IncidentId
) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    for viewer in (cast.neighbour, cast.guest):
        with pytest.raises(IncidentNotFound):
            share_position(db, viewer, incident_id, shared())
    share_position(db, cast.sato, incident_id, shared())
    end_incident(db, lead, incident_id)
    assert incident_map(db, lead, incident_id).people == []
    with pytest.raises((IncidentOver, IncidentNotFound)):
        share_position(db, cast.sato, incident_id, shared())
    forget_positions(db)
    assert db.scalar(select(func.count()).select_from(incident_position_table)) == 0
