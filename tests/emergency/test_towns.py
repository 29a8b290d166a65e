"""First reports of towns: the silent ones first, through an alliance by the town itself, by nobody else."""

import msgspec
import pytest
from sqlalchemy import update

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.emergency.incidents.leading import end_incident, open_incident
from kairan.emergency.incidents.model import IncidentId, NewIncident
from kairan.emergency.incidents.problems import IncidentNotFound
from kairan.emergency.incidents.queries import Wanted, chronology
from kairan.emergency.towns.asking import ask_towns, asked_of_us, board, report_of_town, report_of_us
from kairan.emergency.towns.model import WITHIN_MS, AskTowns, TownReport
from kairan.emergency.towns.problems import TownMeanwhile, TownNotFound, TownsTooMany, TownsUnknown
from kairan.people import organization_of, organization_table
from kairan.people.codes import check_digit
from tests.alliances.conftest import Region, act, join, region_of
from tests.emergency.conftest import leading


@pytest.fixture
def region(db: Db) -> Region:
    return region_of(db)


def begun(db: Db, by: Viewer) -> IncidentId:
    return open_incident(db, by, NewIncident(key="the prefecture's", name="県内の地震", kind="earthquake"))


def test_the_silent_towns_stand_on_top_and_the_chronology_tells_what_was_said(db: Db, region: Region) -> None:
    lead = leading(region.governor)
    incident_id = begun(db, lead)
    first = ask_towns(db, lead, incident_id, AskTowns(names=["南町", "北町", "西村", "南町"]))
    assert [one.name for one in first.towns] == ["南町", "北町", "西村"]
    again = ask_towns(db, lead, incident_id, AskTowns(names=["北町", "東町"]))
    assert [one.name for one in again.towns] == ["南町", "北町", "西村", "東町"]
    said = TownReport(answers={"people": False, "roads": True}, note="国道", source="電話")
    for _ in range(2):
        found = report_of_town(db, lead, incident_id, 1, said)
    assert [one.name for one in found.towns] == ["北町", "西村", "東町", "南町"]
    assert (found.reported, found.in_time) == (1, 1)
    with pytest.raises(TownMeanwhile):
        report_of_town(db, lead, incident_id, 1, TownReport(answers={"people": True}))
    with as_of(now_ms() + WITHIN_MS + 60_000):
        found = report_of_town(db, lead, incident_id, 2, TownReport(answers={}))
    assert (found.reported, found.in_time) == (2, 1)
    assert found.towns[2].name == "北町"  # said something, and confirmed nothing
    texts = [one.text for one in chronology(db, lead, incident_id, Wanted()).entries or []]
    assert "4市町村に第一報（30分以内）を求めた。" not in texts
    begins = "南町の第一報。あり: 道路の通行止め。未確認: "
    assert any(text.startswith(begins) and text.endswith("国道") for text in texts)
    with pytest.raises(TownNotFound):
        report_of_town(db, lead, incident_id, 9, TownReport(answers={}))
    with pytest.raises(TownsTooMany):
        ask_towns(db, lead, incident_id, AskTowns(names=[f"第{number}村" for number in range(200)]))


def test_a_prefecture_knows_its_towns_and_a_city_names_them(db: Db, region: Region) -> None:
    lead = leading(region.governor)
    incident_id = begun(db, lead)
    with pytest.raises(TownsUnknown):
        ask_towns(db, lead, incident_id, AskTowns())
    code = f"14000{check_digit('14000')}"
    db.execute(update(organization_table).where(organization_table.c.id == region.prefecture).values(code=code))
    names = [one.name for one in ask_towns(db, lead, incident_id, AskTowns()).towns]
    assert {"横浜市", "川崎市", "相模原市", "葉山町", "清川村"} <= set(names)
    assert len(names) == 33  # the towns of Kanagawa
    city = leading(region.mayor)
    with pytest.raises(TownsUnknown):
        ask_towns(db, city, begun(db, city), AskTowns())


def test_a_town_answers_itself_through_an_alliance_while_it_is_in_it(db: Db, region: Region) -> None:
    lead, mayor = leading(region.governor), leading(region.mayor)
    city = organization_of(db, mayor).name
    incident_id = begun(db, lead)
    ask_towns(db, lead, incident_id, AskTowns(names=[city, "北町"], is_shared=True))
    assert asked_of_us(db, mayor).asked == []
    join(db, region, region.city, region.mayor)
    (one,) = asked_of_us(db, mayor).asked
    assert (one.incident, one.body, one.town.name) == ("県内の地震", "みさき県", city)
    said = TownReport(answers={"people": True}, note="調査中", source="うその出どころ")
    (answered,) = report_of_us(db, mayor, incident_id, said).asked
    assert (answered.town.answers, answered.town.source) == ({"people": True}, f"{city} 災害対策本部")
    assert [one.name for one in board(db, lead, incident_id).towns] == ["北町", city]
    with pytest.raises(IncidentNotFound):  # what it is asked is all it sees
        board(db, mayor, incident_id)
    act(db, region, region.governor, region.city, "suspend")
    assert asked_of_us(db, mayor).asked == []
    with pytest.raises(TownNotFound):
        report_of_us(db, mayor, incident_id, said)


def test_nobody_else_answers_for_a_town(db: Db, region: Region) -> None:
    lead, reeve, mayor = leading(region.governor), leading(region.reeve), leading(region.mayor)
    for body, decider in ((region.city, region.mayor), (region.town, region.reeve)):
        join(db, region, body, decider)
    city = organization_of(db, mayor).name
    incident_id = begun(db, lead)
    ask_towns(db, lead, incident_id, AskTowns(names=[city], is_shared=True))
    clerk = msgspec.structs.replace(region.mayor, delegated=frozenset(), roles=frozenset())
    for viewer in (reeve, region.sato, clerk):
        assert asked_of_us(db, viewer).asked == []
        with pytest.raises(TownNotFound):
            report_of_us(db, viewer, incident_id, TownReport(answers={}))
    second = open_incident(db, lead, NewIncident(key="not shared", name="別の地震", kind="earthquake"))
    ask_towns(db, lead, second, AskTowns(names=[city]))
    assert [one.incident for one in asked_of_us(db, mayor).asked] == ["県内の地震"]
    end_incident(db, lead, incident_id)
    assert asked_of_us(db, mayor).asked == []
