"""A drill, whole, as a headquarters runs it: one telegram (訓練) starts it, and nothing of it is told as real."""

import msgspec

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.emergency.broadcasts.counting import rungs_of
from kairan.emergency.broadcasts.model import BroadcastAnswer, BroadcastAudience, BroadcastId
from kairan.emergency.broadcasts.phoning import CallNote, call, call_list
from kairan.emergency.broadcasts.queries import broadcasts
from kairan.emergency.broadcasts.reaching import answer
from kairan.emergency.broadcasts.watching import table_rows
from kairan.emergency.musters.actions import arrive
from kairan.emergency.musters.model import Arriving, MusterStage
from kairan.emergency.musters.queries import musters
from kairan.emergency.musters.stages import add_stage
from kairan.emergency.places.actions import add_place, report
from kairan.emergency.places.model import NewPlace, PlaceNeed, PlaceReport
from kairan.emergency.places.queries import place_board, place_points
from kairan.hazards.model import RuleAct, WarningWanted
from kairan.hazards.queries import hazard_page
from tests.cast import person, room_of
from tests.emergency.conftest import LETTERS, Headquarters
from tests.hazards.conftest import SHAKEN, UNNAN, Town, bring, telegram, with_code

MINUTE = 60_000
ALL = BroadcastAudience(everybody=True)
SAFE = BroadcastAnswer(choice="safe", family="safe", coming="now")


def test_one_telegram_starts_the_safety_check_and_the_ladder_reaches_the_rest(
    db: Db, headquarters: Headquarters
) -> None:
    office, lead = headquarters.office, headquarters.lead
    with_code(db, office, UNNAN)
    staff = [person(db, office.cast.city, f"s{n}", f"職員 {n}", "しょくいん", office.cast.works) for n in range(70)]
    (stage,) = add_stage(db, lead, MusterStage(name="第3配備", to=ALL, places=["本庁舎", "北部支所"])).stages
    town = Town(office, room_of(db, lead, office.cast.sato, name="災害対策本部"))
    conditions = [WarningWanted("earthquake", 5)]
    acts = [RuleAct(act="safety", to=ALL), RuleAct(act="muster", stage_id=stage.id)]
    quake = telegram(SHAKEN)
    strong = tuple(msgspec.structs.replace(one, name="震度６弱", grade=7) for one in quake.items)
    drill = msgspec.structs.replace(quake, status="drill", items=strong)
    with as_of(drill.reported_at + MINUTE):
        town.rule(db, places=["04100"], conditions=conditions, acts=acts, follows_drills=True)
        bring(db, drill)
        headquarters.work()
        (said,) = town.said(db)
        assert said.startswith("【訓練】")
        page = hazard_page(db, lead, True, None, True)
        check, mustered = page.telegrams[0].judged[0].acts
        assert (check.outcome, mustered.outcome) == ("done", "done")
        sent = broadcasts(db, lead).broadcasts
        assert [one.is_drill for one in sent] == [True, True]
        safety_id = BroadcastId(check.broadcast_id or "")
        for one in staff[:60]:
            answer(db, one, safety_id, SAFE)
        rungs = rungs_of(db, safety_id)
        assert (rungs.people, rungs.done("safety")) == (76, 60)
    headquarters.mail_to(staff[60], "s60@example.jp")
    for minutes in (5, 10, 15):
        with as_of(drill.reported_at + (minutes + 2) * MINUTE):
            assert "emergency.round" in headquarters.work()
    (letter,) = [one for one in headquarters.letters("s60@example.jp") if one and "安否" in one]
    assert "訓練" in letter
    assert LETTERS.is_mailed
    with as_of(drill.reported_at + 20 * MINUTE):
        assert call_list(db, lead, safety_id).left == 16
        call(db, lead, safety_id, staff[69].member_id, CallNote(outcome="reached", note="無事"))
        arrive(db, staff[0], musters(db, lead).musters[0].id, Arriving(place=1))
        assert musters(db, lead).musters[0].arrived == 1
        for number in range(3):
            new = NewPlace(
                name=f"第{number + 1}小学校", latitude=38.2, longitude=140.8 + number / 100, key=f"school-{number}"
            )
            needs = [PlaceNeed(need="water")]
            said_of = PlaceReport(state="open", people=40 + number, needs=needs, is_drill=True)
            report(db, lead, add_place(db, lead, new), said_of)
        totals = place_board(db, lead, True, "open", "", 0).totals
        assert (totals.open, totals.people) == (3, 123)
        assert len([one for one in place_points(db, lead, True).points if one.state == "open"]) == 3
        real = place_board(db, lead, False, "all", "", 0).totals
        assert (real.open, real.people) == (0, 0)
        rows = table_rows(db, lead, safety_id)
        assert {row[0] for row in rows} == {"訓練"}
        assert sum(row[9] == "無事" for row in rows) == 60
