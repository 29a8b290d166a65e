"""Situation reports: begun from the last, filled from the chronology, issued once, on paper and as a workbook."""

import asyncio
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.typesetting import Typesetter
from kairan.emergency.closing.paper.record import TEMPLATE as RECORD
from kairan.emergency.closing.paper.record import record_paper
from kairan.emergency.closing.printing import print_incident
from kairan.emergency.coordinates import Coordinates
from kairan.emergency.incidents.chronology import strike_entry, write_entry
from kairan.emergency.incidents.leading import add_people, end_incident, open_incident
from kairan.emergency.incidents.model import (
    ChronologyDraft,
    ChronologyStrike,
    FieldReport,
    IncidentId,
    IncidentPeople,
    NewChronologyEntry,
    NewIncident,
)
from kairan.emergency.incidents.problems import IncidentNotFound, IncidentOver, IncidentTime
from kairan.emergency.incidents.queries import Wanted, chronology
from kairan.emergency.incidents.reporting import report
from kairan.emergency.places.actions import add_place
from kairan.emergency.places.actions import report as report_place
from kairan.emergency.places.model import NewPlace, PlaceGroups, PlaceReport
from kairan.emergency.situation.forms import FORMS, SituationForm
from kairan.emergency.situation.model import (
    EvacuationRow,
    SituationDocument,
    SituationDraft,
    SituationIssue,
    SituationView,
)
from kairan.emergency.situation.paper.situation import TEMPLATE, situation_paper
from kairan.emergency.situation.problems import SituationMeanwhile, SituationNotFound, SituationUnfit
from kairan.emergency.situation.workbook import situation_workbook
from kairan.emergency.situation.writing import (
    issue_situation,
    keep_situation,
    next_situation,
    situation,
    situations,
    take_situation,
)
from tests.emergency.conftest import Headquarters
from tests.support.paper import squeezed, text_of


@pytest.fixture
def incident_id(headquarters: Headquarters) -> IncidentId:
    """Give a drill on which 佐藤 works, with three entries."""
    db, lead, cast = headquarters.db, headquarters.lead, headquarters.cast
    new = NewIncident(key="opened once", name="8月6日 大雨", kind="storm", level="災害対策本部", is_drill=True)
    made = open_incident(db, lead, new)
    add_people(db, lead, made, IncidentPeople(member_ids=[cast.sato.member_id]))
    told = ChronologyDraft(text="国道10号が通行止め", kind="information")
    write_entry(db, lead, made, NewChronologyEntry(key="entry one", draft=told))
    ordered = ChronologyDraft(text="=避難所を開く", kind="decision")
    write_entry(db, lead, made, NewChronologyEntry(key="entry two", draft=ordered))
    seen = FieldReport(key="report one", damage="road", position=Coordinates(latitude=35.5, longitude=139.5))
    report(db, cast.suzuki, made, seen)
    return made


def keep(headquarters: Headquarters, incident_id: IncidentId, form: SituationForm, **more: object) -> SituationView:
    """Keep something in the report being written."""
    before = next_situation(headquarters.db, headquarters.cast.sato, incident_id, form)
    document = SituationDocument(as_of=now_ms(), **more)  # type: ignore[arg-type]
    draft = SituationDraft(revision=before.revision, document=document)
    return keep_situation(headquarters.db, headquarters.cast.sato, incident_id, form, draft)


def test_the_next_report_begins_from_the_last(db: Db, headquarters: Headquarters, incident_id: IncidentId) -> None:
    sato = headquarters.cast.sato
    first = next_situation(db, sato, incident_id, "overview")
    assert (first.number, first.revision, first.document.values["reporter"]) == (1, 0, "佐藤 美咲")
    kept = keep(headquarters, incident_id, "overview", values={"dead": 0, "hurt_slightly": 2, "outline": "大雨"})
    issued = issue_situation(db, sato, incident_id, "overview", SituationIssue(revision=kept.revision))
    assert issued.issued_at is not None
    assert not issued.may_write
    second = next_situation(db, sato, incident_id, "overview")
    assert (second.number, second.revision, second.document.values) == (2, 0, kept.document.values)
    keep(headquarters, incident_id, "overview", values={"hurt_slightly": 3})
    third = next_situation(db, sato, incident_id, "overview")
    assert (third.number, third.before["hurt_slightly"], third.document.values) == (2, 2, {"hurt_slightly": 3})
    assert situation(db, sato, incident_id, "overview", 1).document == kept.document
    listed = situations(db, sato, incident_id).reports
    assert [(one.form, one.number, one.issued_at is None) for one in listed] == [
        ("overview", 2, True),
        ("overview", 1, False),
    ]
    entries = chronology(db, sato, incident_id, Wanted()).entries
    assert entries is not None
    assert entries[0].text == "第4号様式（その1）第1報を確定しました。"


def test_the_chronology_fills_what_it_knows(db: Db, headquarters: Headquarters, incident_id: IncidentId) -> None:
    sato = headquarters.cast.sato
    found = next_situation(db, sato, incident_id, "overview").suggested
    assert "国道10号が通行止め" in str(found["outline"])
    assert "避難所を開く" in str(found["measures"])
    assert found["headquarters_town"] == "災害対策本部"
    damage = next_situation(db, sato, incident_id, "damage").suggested
    assert (damage["roads"], damage["sort"]) == (1, "風水害")
    number = max(one.number for one in chronology(db, sato, incident_id, Wanted(kind="report")).entries or [])
    strike_entry(db, sato, incident_id, number, ChronologyStrike())
    assert "roads" not in next_situation(db, sato, incident_id, "damage").suggested


def test_two_who_write_at_once_do_not_lose_each_others_work(
    db: Db, headquarters: Headquarters, incident_id: IncidentId
) -> None:
    sato, lead = headquarters.cast.sato, headquarters.lead
    draft = SituationDraft(revision=0, document=SituationDocument(as_of=now_ms(), values={"dead": 0}))
    kept = keep_situation(db, sato, incident_id, "damage", draft)
    with pytest.raises(SituationMeanwhile):
        keep_situation(db, lead, incident_id, "damage", draft)
    issue = SituationIssue(revision=kept.revision)
    issue_situation(db, lead, incident_id, "damage", issue)
    with pytest.raises(SituationMeanwhile):
        issue_situation(db, sato, incident_id, "damage", issue)


def test_what_is_no_item_or_of_another_kind_is_refused(
    db: Db, headquarters: Headquarters, incident_id: IncidentId
) -> None:
    for values in ({"no such": 1}, {"dead": "一人"}, {"dead": 1.5}, {"outline": 3}):
        with pytest.raises(SituationUnfit):
            keep(headquarters, incident_id, "overview", values=values)
    with pytest.raises(SituationUnfit):
        keep(headquarters, incident_id, "evacuation", orders=[EvacuationRow(order="evacuate", area=" ")])
    draft = SituationDraft(revision=0, document=SituationDocument(as_of=now_ms() + 3_600_000))
    with pytest.raises(IncidentTime):
        keep_situation(db, headquarters.lead, incident_id, "overview", draft)
    assert keep(headquarters, incident_id, "damage", values={"rice_lost": 1.234, "place": ""}).document.values == {
        "rice_lost": 1.23
    }


def test_nobody_else_reads_or_writes_them(db: Db, headquarters: Headquarters, incident_id: IncidentId) -> None:
    cast, office = headquarters.cast, headquarters.office
    kept = keep(headquarters, incident_id, "overview", values={"dead": 0})
    draft = SituationDraft(revision=kept.revision, document=kept.document)
    for viewer in (cast.suzuki, cast.neighbour, office.townsman):
        with pytest.raises(IncidentNotFound):
            situation(db, viewer, incident_id, "overview", 1)
        with pytest.raises(IncidentNotFound):
            keep_situation(db, viewer, incident_id, "overview", draft)
        with pytest.raises(IncidentNotFound):
            take_situation(db, viewer, incident_id, "overview", 1, "pdf")
        with pytest.raises(IncidentNotFound):
            print_incident(db, viewer, incident_id)
    with pytest.raises(SituationNotFound):
        situation(db, cast.sato, incident_id, "overview", 2)
    end_incident(db, headquarters.lead, incident_id)
    with pytest.raises(IncidentOver):
        keep_situation(db, cast.sato, incident_id, "overview", draft)


def test_a_report_goes_into_a_workbook_and_onto_paper(
    db: Db, headquarters: Headquarters, incident_id: IncidentId
) -> None:
    sato = headquarters.cast.sato
    for form in FORMS:
        orders = [EvacuationRow(order="evacuate", area="北部地区", people=120)] if form == "evacuation" else []
        keep(headquarters, incident_id, form, values={"town": "=あおば市"}, orders=orders)
        out = take_situation(db, sato, incident_id, form, 1, "pdf")
        with zipfile.ZipFile(BytesIO(situation_workbook(out))) as book:
            words = book.read("xl/sharedStrings.xml").decode()
        assert all(one in words for one in ("これは訓練です", "下書き（確定前）", "'=あおば市", "未確認"))
        said = on_paper(TEMPLATE, partial(situation_paper, out))
        assert all(one in said for one in ("これは訓練です", "=あおば市", "未確認", "第1報"))
    assert "北部地区" in said
    printed = print_incident(db, sato, incident_id)
    assert (len(printed.entries), printed.left_out) == (4, 0)
    said = on_paper(RECORD, partial(record_paper, printed))
    assert all(one in said for one in ("これは訓練です", "国道10号が通行止め", "=避難所を開く", "35.50000"))


def on_paper(template: Path, make: Callable[[], Mapping[str, object]]) -> str:
    """Lay it out, and return what can be read there."""
    return squeezed(text_of(asyncio.run(Typesetter().pdf("sato", template, make, now_ms()))))


def test_every_item_has_one_code() -> None:
    for form in FORMS.values():
        codes = [item.code for group in form.groups for item in group.items]
        assert len(codes) == len(set(codes))


def test_the_state_of_evacuation_is_counted_from_the_shelters_of_the_same_story(
    db: Db, headquarters: Headquarters, incident_id: IncidentId
) -> None:
    lead = headquarters.lead
    for number, (people, is_drill) in enumerate(((40, True), (25, True), (900, False))):
        new = NewPlace(name=f"避難所{number}", key=f"place-{number}")
        said = PlaceReport(state="open", people=people, groups=PlaceGroups(households=10), is_drill=is_drill)
        report_place(db, lead, add_place(db, lead, new), said)
    found = next_situation(db, headquarters.cast.sato, incident_id, "evacuation").suggested
    counted = [found[one] for one in ("shelters", "evacuated_people", "evacuated_households")]
    assert counted == [2, 65, 20]
