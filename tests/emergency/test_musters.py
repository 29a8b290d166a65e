"""Musters: a stage is called with one act, and who has come stands beside who was called."""

import pytest

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.model import BroadcastAnswer, BroadcastAudience
from kairan.emergency.broadcasts.queries import own_broadcasts
from kairan.emergency.broadcasts.reaching import answer
from kairan.emergency.broadcasts.sending import end_broadcast
from kairan.emergency.musters.actions import arrive, call_stage, register_arrival
from kairan.emergency.musters.model import Arriving, MusterCall, MusterCalled, MusterId, MusterStage, StageId
from kairan.emergency.musters.problems import MusterNotFound, PlaceUnknown, StageNotFound, StageUnfit
from kairan.emergency.musters.queries import muster_people, muster_view, musters, own_musters
from kairan.emergency.musters.stages import add_stage, change_stage, delete_stage, stages
from kairan.people.problems import PersonNotFound
from kairan.people.roles import RoleNeeded
from tests.cast import NO_SUCH_ID
from tests.emergency.conftest import Headquarters, leading


def stage_of(headquarters: Headquarters) -> StageId:
    to = BroadcastAudience(department_ids=[headquarters.cast.welfare])
    stage = MusterStage(name="第1配備", to=to, places=["本庁舎", "北部支所"])
    return add_stage(headquarters.db, headquarters.lead, stage).stages[-1].id


def called(headquarters: Headquarters, key: str = "called once") -> MusterCalled:
    stage_id = stages(headquarters.db, headquarters.lead).stages[0].id
    return call_stage(headquarters.db, headquarters.lead, stage_id, MusterCall(is_drill=True, key=key))


def test_one_act_calls_everybody_of_a_stage_once(db: Db, headquarters: Headquarters) -> None:
    stage_of(headquarters)
    first, second = called(headquarters), called(headquarters)
    headquarters.work()
    assert first == second
    assert first.people == 2
    (own,) = own_broadcasts(db, headquarters.cast.sato).broadcasts
    assert (own.title, own.is_urgent, own.is_drill) == ("【第1配備】参集してください", True, True)
    assert "参集場所：本庁舎、北部支所" in own.text
    assert [one.people for one in musters(db, headquarters.lead).musters] == [2]


def test_who_comes_and_who_has_come_is_counted_by_place_and_time(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    stage_of(headquarters)
    made = called(headquarters)
    answer(db, cast.sato, made.broadcast_id, BroadcastAnswer(choice="0"))
    begins = now_ms()
    with as_of(begins + 4 * 60_000):
        for _ in range(2):
            arrive(db, cast.sato, made.id, Arriving(place=0))
    with as_of(begins + 20 * 60_000):
        register_arrival(db, lead, made.id, cast.suzuki.member_id, Arriving(place=1))
        arrive(db, cast.tanaka, made.id, Arriving(place=1))  # was not called, and came
    with as_of(begins + 40 * 60_000):
        arrive(db, cast.sato, made.id, Arriving(place=1))  # goes on to the other place
        view = muster_view(db, lead, made.id)
        assert [(one.name, one.arrived) for one in view.places] == [("本庁舎", 0), ("北部支所", 3)]
        assert (view.muster.people, view.muster.arrived, view.uncalled, view.coming) == (2, 2, 1, [1, 0, 0])
        assert [(one.minutes, one.arrived) for one in view.course] == [(5, 1), (10, 1), (15, 1), (30, 3)]
        arrive(db, cast.sato, made.id, Arriving(place=None))
        arrive(db, cast.sato, made.id, Arriving(place=None))
        assert muster_view(db, lead, made.id).muster.arrived == 1
    people = {one.person.id: one for one in muster_people(db, lead, made.id).people}
    assert people[cast.suzuki.member_id].reported_by == "registrar"
    assert (people[cast.tanaka.member_id].is_called, people[cast.sato.member_id].place) == (False, None)
    assert headquarters.kinds(made.broadcast_id).count("muster.arrived") == 5
    (own,) = own_musters(db, cast.tanaka).musters
    assert (own.places, own.place) == (["本庁舎", "北部支所"], 1)


def test_nobody_comes_to_what_is_over_elsewhere_or_not_theirs(db: Db, headquarters: Headquarters) -> None:
    cast, office = headquarters.cast, headquarters.office
    stage_of(headquarters)
    made = called(headquarters)
    with pytest.raises(PlaceUnknown):
        arrive(db, cast.sato, made.id, Arriving(place=2))
    for viewer in (cast.neighbour, office.townsman, cast.guest):
        for muster_id in (made.id, MusterId(NO_SUCH_ID)):
            with pytest.raises(MusterNotFound):
                arrive(db, viewer, muster_id, Arriving(place=0))
        assert own_musters(db, viewer).musters == []
    for member_id in (cast.neighbour.member_id, MemberId(NO_SUCH_ID)):
        with pytest.raises(PersonNotFound):
            register_arrival(db, headquarters.lead, made.id, member_id, Arriving(place=0))
    with pytest.raises(MusterNotFound):
        muster_view(db, office.townsman, made.id)
    for clerk in (cast.sato, leading(cast.sato, cast.welfare)):
        with pytest.raises(RoleNeeded):
            muster_view(db, clerk, made.id)
        with pytest.raises(RoleNeeded):
            register_arrival(db, clerk, made.id, cast.suzuki.member_id, Arriving(place=0))
    end_broadcast(db, headquarters.lead, made.broadcast_id)
    with pytest.raises(MusterNotFound):
        arrive(db, cast.sato, made.id, Arriving(place=0))


def test_stages_are_the_bodys_own(db: Db, headquarters: Headquarters) -> None:
    lead, office = headquarters.lead, headquarters.office
    stage_id = stage_of(headquarters)
    everybody = BroadcastAudience(everybody=True)
    changed = MusterStage(name="第2配備", to=everybody, places=["本庁舎"])
    assert change_stage(db, lead, stage_id, changed).stages[0].people == 6
    for places in (["本庁舎", "本庁舎"], [" "]):
        with pytest.raises(StageUnfit):
            add_stage(db, lead, MusterStage(name="第3配備", to=everybody, places=places))
    with pytest.raises(StageNotFound):
        change_stage(db, office.townsman, stage_id, changed)
    with pytest.raises(StageNotFound):
        call_stage(db, office.townsman, stage_id, MusterCall(key="not theirs"))
    with pytest.raises(RoleNeeded):
        stages(db, headquarters.cast.sato)
    assert delete_stage(db, lead, stage_id).stages == []
