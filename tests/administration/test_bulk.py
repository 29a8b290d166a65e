"""One act on many accounts: looked at first, then done to all of them or to none, each on record."""

import msgspec
import pytest

from kairan.administration.access import require_account
from kairan.administration.actions import mark_left, suspend_person
from kairan.administration.audit import AuditFilter, audit
from kairan.administration.bulk import BulkWanted, do_bulk, matching_ids, plan_bulk
from kairan.administration.delegation import delegate
from kairan.administration.problems import BulkRefused, DepartmentNotFound
from kairan.administration.queries import AccountFilter
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Entrance, MemberId, Viewer
from kairan.people import NewMember, PersonNotFound, create_member, people_named
from kairan.people.roles import RoleNeeded
from kairan.sessions.actions import open_session
from tests.administration.conftest import Office
from tests.cast import NO_SUCH_ID

HERE = Entrance(face="single", device="pc", agent="test")


def ids(*people: Viewer) -> list[MemberId]:
    return [person.member_id for person in people]


def statuses(db: Db, *people: Viewer) -> list[str]:
    return [people_named(db, [person.member_id])[0].status for person in people]


def test_looking_changes_nothing_and_counts(db: Db, office: Office) -> None:
    cast = office.cast
    suspend_person(db, office.yoshida, cast.tanaka.member_id)
    wanted = BulkWanted(act="suspend", member_ids=ids(cast.sato, cast.tanaka, office.yoshida))
    plan = plan_bulk(db, office.yoshida, wanted)
    assert (plan.people, plan.unchanged, [(stop.name, "自分自身" in stop.reason) for stop in plan.stops]) == (
        1,
        1,
        [("吉田 恵", True)],
    )
    assert statuses(db, cast.sato) == ["active"]


def test_many_are_suspended_and_reopened_each_with_its_entry(db: Db, office: Office) -> None:
    cast = office.cast
    open_session(db, cast.sato.member_id, HERE)
    both = ids(cast.sato, cast.tanaka)
    assert do_bulk(db, office.yoshida, BulkWanted(act="suspend", member_ids=both)).people == 2
    assert statuses(db, cast.sato, cast.tanaka) == ["suspended", "suspended"]
    assert len(audit(db, office.yoshida, AuditFilter(act="person.suspended")).entries) == 2
    assert do_bulk(db, office.yoshida, BulkWanted(act="suspend", member_ids=both)).people == 0
    assert do_bulk(db, office.yoshida, BulkWanted(act="reopen", member_ids=both)).people == 2
    assert statuses(db, cast.sato, cast.tanaka) == ["active", "active"]
    assert verify(db).faults == []


def test_all_or_nothing(db: Db, office: Office) -> None:
    cast = office.cast
    mark_left(db, office.yoshida, cast.tanaka.member_id)
    with pytest.raises(BulkRefused):
        do_bulk(db, office.yoshida, BulkWanted(act="suspend", member_ids=ids(cast.sato, cast.tanaka)))
    assert statuses(db, cast.sato, cast.tanaka) == ["active", "left"]


def test_moving_changes_the_main_post_and_keeps_concurrent_ones(db: Db, office: Office) -> None:
    cast = office.cast
    given = BulkWanted(act="post", member_ids=ids(cast.sato, cast.suzuki), department_id=cast.works, title="兼務員")
    do_bulk(db, office.yoshida, given)
    held = [post.title for post in require_account(db, office.yoshida, cast.sato.member_id).posts]
    assert held == ["主事", "兼務員"]
    moved = BulkWanted(act="move", member_ids=ids(cast.suzuki, cast.stranger), department_id=cast.welfare, title="主査")
    assert do_bulk(db, office.yoshida, moved).people == 2
    suzuki, stranger = people_named(db, ids(cast.suzuki)) + people_named(db, ids(cast.stranger))
    assert (suzuki.department, suzuki.post, stranger.department, stranger.post) == ("福祉課", "主査", "福祉課", "主査")
    assert [post.title for post in require_account(db, office.yoshida, cast.suzuki.member_id).posts] == [
        "主査",
        "兼務員",
    ]
    kept = BulkWanted(act="move", member_ids=ids(cast.stranger), department_id=cast.works)
    do_bulk(db, office.yoshida, kept)
    assert people_named(db, ids(cast.stranger))[0].post == "主査"


def test_a_guest_gets_no_post_and_a_closed_department_takes_nobody(db: Db, office: Office) -> None:
    cast = office.cast
    wanted = BulkWanted(act="post", member_ids=ids(cast.guest), department_id=cast.works)
    assert len(plan_bulk(db, office.yoshida, wanted).stops) == 1
    for nowhere in (None, NO_SUCH_ID):
        with pytest.raises(DepartmentNotFound):
            plan_bulk(db, office.yoshida, msgspec.structs.replace(wanted, department_id=nowhere))


def test_who_is_of_another_body_does_not_exist(db: Db, office: Office) -> None:
    cast = office.cast
    for who in (cast.neighbour.member_id, MemberId(NO_SUCH_ID)):
        wanted = BulkWanted(act="suspend", member_ids=[cast.sato.member_id, who])
        for ask in (plan_bulk, do_bulk):
            with pytest.raises(PersonNotFound):
                ask(db, office.yoshida, wanted)
    with pytest.raises(RoleNeeded):
        do_bulk(db, cast.sato, BulkWanted(act="suspend", member_ids=ids(cast.tanaka)))
    with pytest.raises(RoleNeeded):
        matching_ids(db, office.auditor, AccountFilter())


def test_a_delegate_stays_within_their_departments_and_away_from_powers(db: Db, office: Office) -> None:
    cast = office.cast
    delegate(db, office.yoshida, cast.suzuki.member_id, [Delegated("people", cast.welfare)])
    clerk = msgspec.structs.replace(cast.suzuki, delegated=frozenset({Delegated("people", cast.welfare)}))
    assert set(matching_ids(db, clerk, AccountFilter()).member_ids) == set(ids(cast.sato, cast.suzuki))
    with pytest.raises(PersonNotFound):
        plan_bulk(db, clerk, BulkWanted(act="suspend", member_ids=ids(cast.tanaka)))
    out = BulkWanted(act="move", member_ids=ids(cast.sato), department_id=cast.works)
    assert len(plan_bulk(db, clerk, out).stops) == 1
    assert len(plan_bulk(db, clerk, BulkWanted(act="suspend", member_ids=ids(cast.suzuki))).stops) == 1
    assert do_bulk(db, clerk, BulkWanted(act="suspend", member_ids=ids(cast.sato))).people == 1


def test_everybody_who_matches_is_found_and_a_thousand_are_done_at_once(db: Db, office: Office) -> None:
    for number in range(1_000):
        new = NewMember(login=f"p{number:04}", name="多数 職員", kana="たすう しょくいん", post="主事")
        create_member(db, None, office.cast.city, msgspec.structs.replace(new, department_id=office.cast.works))
    found = matching_ids(db, office.yoshida, AccountFilter(sought="多数", status="active")).member_ids
    assert len(found) == 1_000
    moved = BulkWanted(act="move", member_ids=found, department_id=office.cast.welfare)
    assert do_bulk(db, office.yoshida, moved).people == 1_000
    stopped = BulkWanted(act="suspend", member_ids=[*found, found[0]], confirmed=1_000)
    assert do_bulk(db, office.yoshida, stopped).people == 1_000
    assert matching_ids(db, office.yoshida, AccountFilter(sought="多数", status="active")).member_ids == []
