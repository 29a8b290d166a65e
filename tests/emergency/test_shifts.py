"""Shifts: the night shift takes over, nobody works in two at once, and who is tired is seen."""

import msgspec
import pytest

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId
from kairan.emergency.broadcasts.queries import own_broadcasts
from kairan.emergency.broadcasts.reaching import confirm
from kairan.emergency.broadcasts.sending import end_broadcast
from kairan.emergency.musters.actions import arrive
from kairan.emergency.musters.model import Arriving, MusterCalled
from kairan.emergency.musters.problems import MusterNotFound, PlaceUnknown
from kairan.emergency.shifts.actions import add_shift, change_shift, delete_shift, tell_shift
from kairan.emergency.shifts.model import NewShift, ShiftDraft, ShiftId
from kairan.emergency.shifts.problems import ShiftNotFound, ShiftOverlap, ShiftUnfit
from kairan.emergency.shifts.queries import own_shifts, shifts
from kairan.people.problems import PersonNotFound
from kairan.people.roles import RoleNeeded
from tests.cast import NO_SUCH_ID
from tests.emergency.conftest import Headquarters, leading
from tests.emergency.test_musters import called, stage_of

HOUR = 3_600_000


@pytest.fixture
def muster(headquarters: Headquarters) -> MusterCalled:
    stage_of(headquarters)
    return called(headquarters)


def shift(name: str, begins_at: int, hours: int, *people: MemberId, place: int = 0) -> ShiftDraft:
    return ShiftDraft(
        name=name, place=place, begins_at=begins_at, ends_at=begins_at + hours * HOUR, member_ids=list(people)
    )


def planned(headquarters: Headquarters, muster: MusterCalled, draft: ShiftDraft) -> ShiftId:
    new = NewShift(draft=draft, key=f"shift {draft.name}")
    made = add_shift(headquarters.db, headquarters.lead, muster.id, new).shifts
    return next(one.id for one in made if one.name == draft.name)


def test_the_night_shift_takes_over(db: Db, headquarters: Headquarters, muster: MusterCalled) -> None:
    cast, lead, now = headquarters.cast, headquarters.lead, now_ms()
    planned(headquarters, muster, shift("日勤", now, 8, cast.sato.member_id))
    night = planned(headquarters, muster, shift("夜勤", now + 8 * HOUR, 8, cast.suzuki.member_id))
    for _ in range(2):
        tell_shift(db, lead, muster.id, night)
    headquarters.work()
    (told,) = [one for one in own_broadcasts(db, cast.suzuki).broadcasts if "勤務" in one.title]
    assert "夜勤" in told.text
    assert "本庁舎" in told.text
    assert (told.is_drill, told.is_urgent) == (True, False)
    confirm(db, cast.suzuki, told.id)
    plan = shifts(db, lead, muster.id)
    assert [(one.name, one.relieves, one.told) for one in plan.shifts] == [("日勤", None, 0), ("夜勤", "日勤", 1)]
    assert [one.id for one in plan.resting] == [cast.suzuki.member_id]
    with as_of(now + 9 * HOUR):
        arrive(db, cast.suzuki, muster.id, Arriving(place=0))
        plan = shifts(db, lead, muster.id)
        assert [one.id for one in plan.resting] == [cast.sato.member_id]
        assert plan.shifts[1].people[0].is_here
        (own,) = own_shifts(db, cast.suzuki).shifts
        assert (own.name, own.place, own.relieves, own.is_drill) == ("夜勤", "本庁舎", "日勤", True)
        assert own_shifts(db, cast.sato).shifts == []
    assert headquarters.kinds(muster.broadcast_id).count("muster.shift_changed") == 3


def test_nobody_works_in_two_at_once_and_who_is_tired_is_seen(
    db: Db, headquarters: Headquarters, muster: MusterCalled
) -> None:
    cast, lead, now = headquarters.cast, headquarters.lead, now_ms()
    day = shift("日勤", now, 8, cast.sato.member_id)
    day_id = planned(headquarters, muster, day)
    with pytest.raises(ShiftOverlap) as refused:
        planned(headquarters, muster, shift("応援", now + 7 * HOUR, 8, cast.sato.member_id, place=1))
    assert "日勤" in refused.value.sentence("ja")
    again = planned(headquarters, muster, shift("準夜", now + 12 * HOUR, 8, cast.sato.member_id))
    person = shifts(db, lead, muster.id).shifts[1].people[0]
    assert (person.rested_ms, person.is_tired) == (4 * HOUR, True)
    change_shift(db, lead, muster.id, again, shift("準夜", now + 16 * HOUR, 8, cast.sato.member_id))
    assert not shifts(db, lead, muster.id).shifts[1].people[0].is_tired
    change_shift(db, lead, muster.id, day_id, msgspec.structs.replace(day, name="日勤（改）"))  # itself is no other
    assert len(add_shift(db, lead, muster.id, NewShift(draft=day, key="shift 準夜")).shifts) == 2  # sent twice
    for _ in range(2):
        assert [one.name for one in delete_shift(db, lead, muster.id, again).shifts] == ["日勤（改）"]


def test_what_makes_no_sense_is_refused(db: Db, headquarters: Headquarters, muster: MusterCalled) -> None:
    cast, lead, now = headquarters.cast, headquarters.lead, now_ms()
    whole = shift("日勤", now, 8, cast.sato.member_id)
    for change, problem in (
        ({"place": 2}, PlaceUnknown),
        ({"ends_at": now}, ShiftUnfit),
        ({"ends_at": now + 25 * HOUR}, ShiftUnfit),
        ({"name": " "}, ShiftUnfit),
        ({"member_ids": [cast.neighbour.member_id]}, PersonNotFound),
        ({"member_ids": [MemberId(NO_SUCH_ID)]}, PersonNotFound),
    ):
        new = NewShift(draft=msgspec.structs.replace(whole, **change), key="makes no sense")
        with pytest.raises(problem):
            add_shift(db, lead, muster.id, new)
    assert shifts(db, lead, muster.id).shifts == []


def test_only_who_leads_the_body_plans(db: Db, headquarters: Headquarters, muster: MusterCalled) -> None:
    cast, office, lead = headquarters.cast, headquarters.office, headquarters.lead
    draft = shift("日勤", now_ms(), 8, cast.sato.member_id)
    shift_id = planned(headquarters, muster, draft)
    for clerk in (cast.sato, leading(cast.sato, cast.welfare)):
        with pytest.raises(RoleNeeded):
            shifts(db, clerk, muster.id)
        with pytest.raises(RoleNeeded):
            tell_shift(db, clerk, muster.id, shift_id)
    with pytest.raises(MusterNotFound):
        shifts(db, office.townsman, muster.id)
    with pytest.raises(MusterNotFound):
        add_shift(db, office.townsman, muster.id, NewShift(draft=draft, key="not theirs"))
    with pytest.raises(ShiftNotFound):
        tell_shift(db, lead, muster.id, ShiftId(NO_SUCH_ID))
    end_broadcast(db, lead, muster.broadcast_id)
    with pytest.raises(MusterNotFound):
        change_shift(db, lead, muster.id, shift_id, draft)
    assert own_shifts(db, cast.sato).shifts == []
