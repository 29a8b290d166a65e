"""What is left of an incident: its map on paper, how fast people were reached, what to do better."""

import asyncio
import json
from functools import partial
from typing import Any

import msgspec
import pytest

from kairan.anchors import auditor
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.typesetting import Typesetter
from kairan.core.viewer import Viewer
from kairan.emergency.closing.model import Review
from kairan.emergency.closing.paper.record import MAP_TEMPLATE, TEMPLATE, map_paper, record_paper
from kairan.emergency.closing.printing import print_incident, print_map
from kairan.emergency.closing.proving import AT_ONCE, begin_proof, proof_part
from kairan.emergency.closing.reviewing import review, write_review
from kairan.emergency.incidents.chronology import write_entry
from kairan.emergency.incidents.leading import end_incident
from kairan.emergency.incidents.model import ChronologyDraft, IncidentId, NewChronologyEntry, incident_stream
from kairan.emergency.incidents.problems import ChronologyMeanwhile, IncidentNotFound
from kairan.emergency.maps.picture import draw, municipalities, window_around
from kairan.emergency.maps.sharing import share_position
from kairan.emergency.places.actions import add_place
from kairan.emergency.places.actions import report as report_place
from kairan.emergency.places.model import NewPlace, PlaceReport
from kairan.policy.problems import RefusedByPolicy
from tests.emergency.conftest import Headquarters
from tests.emergency.test_maps import incident_id, see, shared  # noqa: F401
from tests.policy.conftest import allowing
from tests.support.paper import squeezed, text_of
from tests.talk.test_search_filters import a_file


def test_the_record_holds_the_map_the_review_and_how_fast_people_were_reached(
    db: Db,
    headquarters: Headquarters,
    incident_id: IncidentId,  # noqa: F811
) -> None:
    lead, sato = headquarters.lead, headquarters.cast.sato
    headquarters.send_safety(is_drill=True)
    see(db, sato, incident_id, 1)
    share_position(db, sato, incident_id, shared())
    place_id = add_place(db, lead, NewPlace(name="北の避難所", latitude=37.1, longitude=136.9, key="place-001"))
    report_place(db, lead, place_id, PlaceReport(state="full", people=77, is_drill=True))
    write_review(db, sato, incident_id, Review(text="毛布を増やす"))
    end_incident(db, lead, incident_id)
    printed = print_incident(db, sato, incident_id)
    (told,) = printed.broadcasts
    assert (told.half_ms, told.most_ms) == (None, None)
    asyncio.run(_laid_out(printed, print_map(db, sato, incident_id)))


async def _laid_out(printed: object, of_map: object) -> None:
    typesetter = Typesetter()
    record = await typesetter.pdf("sato", TEMPLATE, partial(record_paper, printed), now_ms())  # type: ignore[arg-type]
    said = squeezed(text_of(record))
    assert all(one in said for one in ("毛布を増やす", "北の避難所", "満員77人", "半数まで", "七尾市", "国土数値情報"))
    page = await typesetter.pdf("sato", MAP_TEMPLATE, partial(map_paper, of_map), now_ms())  # type: ignore[arg-type]
    said = squeezed(text_of(page))
    assert all(one in said for one in ("これは訓練です", "北の避難所", "災害の地図"))


def test_a_review_is_written_after_the_end_and_nobody_overwrites_anothers(
    db: Db,
    headquarters: Headquarters,
    incident_id: IncidentId,  # noqa: F811
) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    end_incident(db, lead, incident_id)
    first = write_review(db, cast.sato, incident_id, Review(text="毛布を増やす"))
    assert (first.revision, write_review(db, lead, incident_id, Review(text="毛布を増やす")).revision) == (1, 1)
    with pytest.raises(ChronologyMeanwhile):
        write_review(db, lead, incident_id, Review(text="水を増やす"))
    assert write_review(db, lead, incident_id, Review(text="水も増やす", revision=1)).revision == 2
    for viewer in (cast.suzuki, cast.neighbour, cast.guest):
        with pytest.raises(IncidentNotFound):
            review(db, viewer, incident_id)
        with pytest.raises(IncidentNotFound):
            print_map(db, viewer, incident_id)


def test_a_picture_shows_every_mark_and_one_alone_has_ground_around_it() -> None:
    for positions in ([(37.04, 136.96)], [(37.0, 136.9), (37.3, 136.9)], [(26.2, 127.7), (43.1, 141.3)]):
        picture = draw(positions, 180, 110)
        for position in positions:
            x, y = picture.at(*position)
            assert 0 < x < 180
            assert 0 < y < 110
        assert picture.areas
    window = window_around([(37.04, 136.96)])
    assert window.north - window.south == pytest.approx(0.06)
    assert ("17202", "七尾市") in municipalities("17")


def told_lines(db: Db, viewer: Viewer, which: IncidentId) -> list[dict[str, Any]]:
    """Take an incident out with its proof, as the route does."""
    head = begin_proof(db, viewer, which)
    lines: list[dict[str, Any]] = [msgspec.to_builtins(head)]
    after: int | None = 0
    while after is not None:
        part = proof_part(db, viewer, which, after, head.entries)
        lines += part.lines
        after = part.last
    return lines


def test_the_whole_record_of_an_incident_is_taken_out_and_proves_itself(
    db: Db,
    headquarters: Headquarters,
    incident_id: IncidentId,  # noqa: F811
) -> None:
    sato = headquarters.cast.sato
    for number in range(AT_ONCE):
        see(db, sato, incident_id, number)
    write_review(db, sato, incident_id, Review(text="毛布を増やす"))
    end_incident(db, headquarters.lead, incident_id)
    head, *lines = told_lines(db, sato, incident_id)
    entries = [line for line in lines if line["line"] == "entry"]
    assert [line["seq"] for line in entries] == list(range(1, head["entries"] + 1))
    assert len(entries) > AT_ONCE
    assert entries[-1]["kind"] == "incident.chronology_taken"
    assert {"incident.opened", "incident.reviewed", "incident.ended"} <= {line["kind"] for line in entries}
    chain = auditor.Chain(incident_stream(incident_id))
    chain.add_export(json.dumps(line) for line in lines)  # raises where anything was altered
    assert chain.exported == [line["seq"] for line in entries]
    people = {line["id"] for line in lines if line["line"] == "person"}
    assert people == {line["by"] for line in entries}
    entries[3]["body"] = entries[3]["body"].replace("}", ', "more": 1}')
    with pytest.raises(auditor.Wrong, match="entry 4: the body was altered"):
        auditor.Chain(incident_stream(incident_id)).add_export(json.dumps(line) for line in entries)


def test_the_files_of_the_chronology_are_named_with_their_digest(
    db: Db,
    headquarters: Headquarters,
    incident_id: IncidentId,  # noqa: F811
) -> None:
    sato = headquarters.cast.sato
    photo = a_file(db, sato, "橋.txt")
    draft = ChronologyDraft(text="写真のとおり")
    write_entry(db, sato, incident_id, NewChronologyEntry(key="with photo", draft=draft, file_ids=[photo]))
    files = [line for line in told_lines(db, sato, incident_id) if line.get("line") == "file"]
    assert [(one["id"], len(one["sha256"])) for one in files] == [(photo, 64)]


def test_only_who_may_save_the_chronology_takes_it_out_and_each_time_is_on_record(
    db: Db,
    headquarters: Headquarters,
    incident_id: IncidentId,  # noqa: F811
) -> None:
    cast = headquarters.cast
    for viewer in (cast.suzuki, cast.neighbour, cast.guest):
        with pytest.raises(IncidentNotFound):
            begin_proof(db, viewer, incident_id)
        with pytest.raises(IncidentNotFound):
            proof_part(db, viewer, incident_id, 0, 10)
    with pytest.raises(RefusedByPolicy):
        begin_proof(db, allowing(cast.sato, download=0), incident_id)
    for _ in range(2):
        begin_proof(db, cast.sato, incident_id)
    kinds = [one.kind for one in entries_after(db, incident_stream(incident_id), 0, 100)]
    assert kinds.count("incident.chronology_taken") == 2
