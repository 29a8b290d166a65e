"""The phone list: worked off together, nobody is phoned twice, and who answers meanwhile is off it."""

import pytest

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.emergency.broadcasts.phoning import CallNote, call, call_list, give_back
from kairan.emergency.broadcasts.problems import BroadcastNotFound, CallNotNeeded, CallTaken
from kairan.emergency.broadcasts.reaching import confirm
from kairan.people.roles import RoleNeeded
from tests.cast import NO_SUCH_ID
from tests.emergency.conftest import Headquarters, leading


def test_two_phone_together_and_the_list_shortens_by_itself(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    other = leading(headquarters.office.auditor)
    broadcast_id = headquarters.send()
    assert call_list(db, lead, broadcast_id).left == 6
    call(db, lead, broadcast_id, cast.sato.member_id, CallNote())
    with pytest.raises(CallTaken) as taken:
        call(db, other, broadcast_id, cast.sato.member_id, CallNote())
    assert taken.value.detail == {"by": "吉田 恵"}
    calls = call(db, lead, broadcast_id, cast.sato.member_id, CallNote(outcome="absent", note="留守番電話")).calls
    (sato,) = [one for one in calls if one.person.id == cast.sato.member_id]
    assert (sato.outcome, sato.note, sato.by and sato.by.name) == ("absent", "留守番電話", "吉田 恵")
    call(db, other, broadcast_id, cast.sato.member_id, CallNote(outcome="message"))  # who was absent, another may phone
    with pytest.raises(CallTaken):
        call(db, lead, broadcast_id, cast.sato.member_id, CallNote())
    confirm(db, cast.sato, broadcast_id)
    with pytest.raises(CallNotNeeded):
        call(db, lead, broadcast_id, cast.sato.member_id, CallNote())
    assert call_list(db, lead, broadcast_id).left == 5
    assert headquarters.kinds(broadcast_id).count("broadcast.call") == 3


def test_whom_one_took_one_gives_back_and_after_half_an_hour_another_may(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    other = leading(headquarters.office.auditor)
    broadcast_id = headquarters.send()
    call(db, lead, broadcast_id, cast.sato.member_id, CallNote())
    give_back(db, other, broadcast_id, cast.sato.member_id)  # not theirs: nothing changes
    with pytest.raises(CallTaken):
        call(db, other, broadcast_id, cast.sato.member_id, CallNote())
    give_back(db, lead, broadcast_id, cast.sato.member_id)
    call(db, other, broadcast_id, cast.sato.member_id, CallNote())
    with as_of(now_ms() + 31 * 60_000):
        call(db, lead, broadcast_id, cast.sato.member_id, CallNote())


def test_nobody_else_sees_the_list_or_works_on_it(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    broadcast_id = headquarters.send()
    with pytest.raises(RoleNeeded):
        call_list(db, cast.sato, broadcast_id)
    with pytest.raises(BroadcastNotFound):
        call_list(db, headquarters.office.townsman, broadcast_id)
    section = leading(cast.sato, cast.welfare)
    assert {one.person.department for one in call_list(db, section, broadcast_id).calls} == {"福祉課"}
    for member_id in (cast.tanaka.member_id, cast.guest.member_id, NO_SUCH_ID):
        with pytest.raises(BroadcastNotFound):
            call(db, section, broadcast_id, member_id, CallNote())  # type: ignore[arg-type]
