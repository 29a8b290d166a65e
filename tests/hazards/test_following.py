"""What a rule does beside posting: once, for whom, what follows on it, and a drill as a drill; on both databases."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated
from kairan.emergency.broadcasts.model import BroadcastAudience, broadcast_person_table, broadcast_table
from kairan.emergency.broadcasts.problems import AddresseeUnknown, BroadcastToNobody
from kairan.emergency.incidents.model import incident_table
from kairan.emergency.musters.model import MusterStage, muster_table
from kairan.emergency.musters.problems import StageNotFound
from kairan.emergency.musters.stages import add_stage, delete_stage
from kairan.hazards.model import ActJudged, HazardRuleWanted, RuleAct, WarningWanted, outcome_table
from kairan.hazards.queries import hazard_page
from kairan.hazards.rules import make_rule
from kairan.hazards.telegrams import Telegram
from kairan.people import DepartmentId, change_status
from kairan.people.roles import RoleNeeded
from kairan.talk.rooms import leave_room
from tests.hazards.conftest import SHAKEN, SLIDES, Town, bring, later, telegram

SENDAI = "04100"
ALL = BroadcastAudience(everybody=True)
SAFETY = RuleAct(act="safety", to=ALL)
TOLD = RuleAct(act="broadcast", to=ALL, is_urgent=False)
_b = broadcast_table.c


def sent(db: Db) -> list[tuple[str, str, bool, bool, bool]]:
    """Return what was sent: title, asked, urgent, drill, over."""
    rows = db.all(select(broadcast_table).order_by(_b.id))
    return [(r.title, r.asked, bool(r.is_urgent), bool(r.is_drill), r.ended_at is not None) for r in rows]


def shaken(**changes: Any) -> Telegram:
    return msgspec.structs.replace(telegram(SHAKEN), **changes)


def acts(db: Db, town: Town) -> list[list[ActJudged]]:
    page = hazard_page(db, town.office.yoshida, True, None, True)
    return [row.judged[0].acts for row in page.telegrams]


def test_an_earthquake_asks_everybody_once_and_says_why(db: Db, town: Town) -> None:
    quake = shaken(control_title="震度速報")
    with as_of(quake.reported_at + 60_000):
        town.rule(db, places=[SENDAI], acts=[SAFETY])
        bring(db, quake, later(quake, 3, control_title="震源・震度に関する情報"))
        # Graver: told in the room again, and nobody is asked a second time.
        stronger = tuple(msgspec.structs.replace(one, grade=9) for one in quake.items)
        bring(db, later(quake, 6, items=stronger))
    assert sent(db) == [("安否を回答してください", "safety", True, False, False)]
    text = db.all(select(_b.text))[0].text
    assert "震度" in text
    assert "ルール「災害対策本部」" in text
    people = db.all(select(broadcast_person_table))
    assert len(people) == 6  # everybody who works here
    done = acts(db, town)
    assert [[one.outcome for one in row] for row in done] == [["open_already"], ["would"], ["done"]]
    assert done[2][0].broadcast_id == done[0][0].broadcast_id is not None


def test_what_follows_goes_to_whom_the_first_was_sent(db: Db, town: Town) -> None:
    slides, office = telegram(SLIDES), town.office
    few = BroadcastAudience(member_ids=[office.cast.sato.member_id])
    with as_of(slides.reported_at + 60_000):
        town.rule(db, acts=[TOLD, RuleAct(act="safety", to=few)])
        bring(db, slides, later(slides, 5, info_type="corrected"))
        bring(db, later(slides, 10, info_type="cancelled", items=()))
    assert sent(db) == [
        ("島根県土砂災害警報・注意報", "read", False, False, True),
        ("安否を回答してください", "safety", True, False, True),
        ("【訂正】島根県土砂災害警報・注意報", "read", True, False, False),
        ("【訂正】島根県土砂災害警報・注意報", "read", True, False, False),
        ("【取消】島根県土砂災害警報・注意報", "read", True, False, False),
        ("【取消】島根県土砂災害警報・注意報", "read", True, False, False),
    ]
    assert [[one.outcome for one in row] for row in acts(db, town)] == [
        ["followed"] * 2,
        ["followed"] * 2,
        ["done"] * 2,
    ]


def test_an_end_is_told_to_whom_a_broadcast_went_and_wakes_nobody(db: Db, town: Town) -> None:
    slides = telegram(SLIDES)
    with as_of(slides.reported_at + 60_000):
        town.rule(db, acts=[TOLD, SAFETY])
        bring(db, slides, later(slides, 10, items=()))
    assert sent(db)[2:] == [("【解除】島根県土砂災害警報・注意報", "read", False, False, False)]


def test_a_drill_is_a_drill_and_only_where_the_rule_says_so(db: Db, town: Town) -> None:
    quake = shaken(status="drill")
    with as_of(quake.reported_at + 60_000):
        town.rule(db, places=[SENDAI], acts=[SAFETY])
        town.rule(db, places=[SENDAI], acts=[SAFETY, TOLD], follows_drills=True, name="訓練も")
        bring(db, quake, shaken(status="test"))
        assert sent(db) == [
            ("安否を回答してください", "safety", True, True, False),
            (quake.title, "read", False, True, False),
        ]
        (said,) = town.said(db)
        assert said.startswith("【訓練】【気象庁】")
        # The real one of the same event is told as if nothing had been.
        bring(db, later(quake, 2, status="actual"))
    assert len(town.said(db)) == 3
    assert [drill for *_, drill, _ in sent(db)] == [True, True, False, False, False]
    page = hazard_page(db, town.office.yoshida, True, None, True)
    assert [[one.outcome for one in row.judged] for row in page.telegrams] == [
        ["told", "told"],
        ["test", "test"],
        ["drill", "told"],
    ]


def test_a_stage_is_called(db: Db, town: Town) -> None:
    lead, slides = town.office.yoshida, telegram(SLIDES)
    (stage,) = add_stage(db, lead, MusterStage(name="第1配備", to=ALL, places=["本庁舎"])).stages
    with as_of(slides.reported_at + 60_000):
        town.rule(db, acts=[RuleAct(act="muster", stage_id=stage.id)])
        bring(db, slides)
        assert [row.name for row in db.all(select(muster_table))] == ["第1配備"]
        bring(db, later(slides, 5, info_type="cancelled", items=()))
        assert [(title, over) for title, *_, over in sent(db)] == [
            ("【第1配備】参集してください", True),
            ("【取消】島根県土砂災害警報・注意報", False),
        ]
        delete_stage(db, lead, stage.id)
        bring(db, later(slides, 10))
    assert acts(db, town)[0] == [ActJudged(act="muster", outcome="failed", why="muster.stage_not_found")]
    assert len(town.said(db)) == 3  # the room was told all the same


def test_an_incident_is_opened_once_and_a_drill_as_a_drill(db: Db, town: Town) -> None:
    slides = telegram(SLIDES)
    opened = select(incident_table).order_by(incident_table.c.id)
    with as_of(slides.reported_at + 60_000):
        town.rule(db, acts=[RuleAct(act="incident")], follows_drills=True)
        bring(db, msgspec.structs.replace(slides, status="drill"))
        bring(db, slides)
        assert [(row.kind, bool(row.is_drill)) for row in db.all(opened)] == [("landslide", True), ("landslide", False)]
        assert slides.title in db.all(opened)[1].name
        graver = tuple(msgspec.structs.replace(one, grade=one.grade + 1) for one in slides.items)
        bring(db, later(slides, 5, items=graver))
        assert acts(db, town)[0] == [ActJudged(act="incident", outcome="open_already")]
        assert len(db.all(opened)) == 2
        bring(db, later(slides, 8, info_type="cancelled", items=()))  # what was begun stays: who leads ends it
    assert [row.ended_at for row in db.all(opened)] == [None, None]


def test_a_room_that_was_left_does_not_keep_people_from_being_asked(db: Db, town: Town) -> None:
    slides = telegram(SLIDES)
    with as_of(slides.reported_at + 60_000):
        town.rule(db, acts=[TOLD])
        leave_room(db, town.office.yoshida, town.room_id)
        bring(db, slides, later(slides, 5))
    assert [row.outcome for row in db.all(select(outcome_table).order_by(outcome_table.c.telegram_id))] == [
        "failed", "told_already",
    ]  # fmt: skip
    assert len(sent(db)) == 1


def test_whoever_lost_the_task_or_left_does_nothing(db: Db, town: Town) -> None:
    office, slides = town.office, telegram(SLIDES)
    with as_of(slides.reported_at + 60_000):
        town.rule(db, acts=[SAFETY])
        change_status(db, None, office.cast.city, office.yoshida.member_id, "suspended")
        bring(db, slides)
    assert sent(db) == []
    assert [one.why for one in acts(db, town)[0]] == ["hazard.maker_gone"]


WRONG: list[tuple[RuleAct, type[Exception]]] = [
    (RuleAct(act="safety"), BroadcastToNobody),
    (RuleAct(act="broadcast", to=BroadcastAudience(department_ids=[DepartmentId("0000000000000")])), AddresseeUnknown),
    (RuleAct(act="muster"), StageNotFound),
]


@pytest.mark.parametrize(("act", "refused"), WRONG)
def test_acts_that_would_fail_are_refused_when_the_rule_is_saved(
    db: Db, town: Town, act: RuleAct, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        town.rule(db, acts=[act])


def test_who_may_not_send_in_an_emergency_makes_no_rule_that_does(db: Db, town: Town) -> None:
    only_here = frozenset({Delegated("organization")})
    viewer = msgspec.structs.replace(town.office.yoshida, roles=frozenset(), delegated=only_here)
    wanted = HazardRuleWanted(
        name="大雨", conditions=[WarningWanted("rain", 2)], places=["32209"], room_id=town.room_id, acts=[SAFETY]
    )
    with pytest.raises(RoleNeeded):
        make_rule(db, viewer, wanted)
