"""Plans and limits: told by the row of the body, kept by everybody who adds or reopens an account."""

import threading
from datetime import date, timedelta

import msgspec
import pytest
from sqlalchemy import func, select, update

from kairan.core.kit.clock import as_of, today
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.viewer import MemberId, MemberKind, OrganizationId
from kairan.people import (
    NewMember,
    change_status,
    create_member,
    create_organization,
    member_table,
    organization_table,
    require_room_for_members,
    terms_of,
)
from kairan.people.founding import DayPast, Founding, ShortMalformed, checked_short, found, put_on_plan
from kairan.people.plans import PLANS, members_in_use
from kairan.people.problems import AccountsFull, GuestsFull, TrialOver

DAY_MS = 24 * 3_600_000
NEW = NewMember(login="x", name="職員")


def a_body(db: Db, **values: object) -> OrganizationId:
    organization_id = create_organization(db, None, "あおば市", "municipality")
    db.execute(
        update(organization_table).where(organization_table.c.id == organization_id).values(values or {"plan": "full"})
    )
    return organization_id


def add(db: Db, organization_id: OrganizationId, count: int, kind: MemberKind = "staff") -> list[MemberId]:
    numbers = range(count)
    new = [msgspec.structs.replace(NEW, login=f"{kind}{number}", kind=kind) for number in numbers]
    return [create_member(db, None, organization_id, one) for one in new]


def test_the_free_plan_has_room_for_ten_and_the_eleventh_is_refused(db: Db) -> None:
    body = a_body(db, plan="free")
    add(db, body, 10)
    with pytest.raises(AccountsFull) as refused:
        create_member(db, None, body, msgspec.structs.replace(NEW, login="eleventh"))
    assert "10人" in refused.value.sentence("ja")
    assert members_in_use(db, body, "staff") == 10


def test_guests_have_a_limit_of_their_own(db: Db) -> None:
    body = a_body(db, accounts_most=1, guests_most=2)
    add(db, body, 2, "guest")
    with pytest.raises(GuestsFull):
        create_member(db, None, body, msgspec.structs.replace(NEW, login="third", kind="guest"))
    add(db, body, 1)


def test_suspended_accounts_take_no_room_and_need_it_again_when_reopened(db: Db) -> None:
    body = a_body(db, accounts_most=2)
    first, _ = add(db, body, 2)
    change_status(db, None, body, first, "suspended")
    create_member(db, None, body, msgspec.structs.replace(NEW, login="third"))
    with pytest.raises(AccountsFull):
        change_status(db, None, body, first, "active")
    change_status(db, None, body, first, "left")


def test_a_whole_import_is_asked_for_at_once(db: Db) -> None:
    body = a_body(db, accounts_most=100)
    require_room_for_members(db, body, 100)
    with pytest.raises(AccountsFull):
        require_room_for_members(db, body, 101)


def test_a_limit_of_the_body_goes_before_that_of_its_plan_and_zero_is_none(db: Db) -> None:
    assert terms_of(db, a_body(db, plan="free")).allowance.accounts == PLANS["free"].accounts == 10
    assert terms_of(db, a_body(db, plan="free", accounts_most=25)).allowance.accounts == 25
    assert terms_of(db, a_body(db, plan="free", accounts_most=0)).allowance.accounts == 0
    add(db, a_body(db, plan="free", accounts_most=0), 12)


def test_at_the_end_of_a_trial_nobody_is_added_and_after_the_grace_nothing_is_changed(db: Db) -> None:
    body = a_body(db)
    last_day = (today() + timedelta(days=10)).isoformat()
    put_on_plan(db, body, "trial", last_day)
    assert terms_of(db, body).standing == "open"
    start = int((date.fromisoformat(last_day) - date(1970, 1, 1)).days) * DAY_MS  # nine in the morning, in Japan
    with as_of(start):
        assert terms_of(db, body).standing == "open"
    with as_of(start + DAY_MS):
        assert terms_of(db, body).standing == "trial_over"
        with pytest.raises(TrialOver):
            create_member(db, None, body, NEW)
    grace = PLANS["trial"].grace_days
    with as_of(start + grace * DAY_MS):
        assert terms_of(db, body).standing == "trial_over"
    with as_of(start + (grace + 1) * DAY_MS):
        assert terms_of(db, body).standing == "read_only"


def test_a_trial_lasts_as_the_plan_says_and_never_ends_in_the_past(db: Db) -> None:
    body = a_body(db)
    assert put_on_plan(db, body, "trial", None) == (today() + timedelta(days=PLANS["trial"].trial_days)).isoformat()
    for day in ("2020-01-01", "来年", "2027-02-30"):
        with pytest.raises(DayPast):
            put_on_plan(db, body, "trial", day)
    put_on_plan(db, body, "full", None)
    assert terms_of(db, body).trial_ends_on is None


def test_two_at_once_never_exceed_the_limit(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=8)
    with transaction(engine) as db:
        body = a_body(db, accounts_most=5)
    refused = []

    def hire(number: int) -> None:
        try:
            with transaction(engine) as db:
                create_member(db, None, body, msgspec.structs.replace(NEW, login=f"p{number}"))
        except AccountsFull as problem:
            refused.append(problem)

    threads = [threading.Thread(target=hire, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with transaction(engine) as db:
        assert db.scalar(select(func.count()).select_from(member_table)) == 5
    assert len(refused) == 7
    engine.dispose()


def test_a_body_is_founded_on_a_trial(db: Db) -> None:
    wanted = Founding(
        organization="市民病院", code=None, kind="hospital", name="医事 課長", login="iji", password_hash="x"
    )
    body = found(db, msgspec.structs.replace(wanted, plan="trial", is_issued=True))
    assert terms_of(db, body).plan == "trial"
    assert db.scalar(select(member_table.c.password_issued_at)) is not None
    assert db.scalar(select(organization_table.c.kind).where(organization_table.c.id == body)) == "hospital"


@pytest.mark.parametrize(
    "typed", ["ab", "482013", "あおば", "-aoba", "aoba--byoin", "a b c", "a" * 41, "0installation"]
)
def test_a_short_name_is_never_taken_for_a_code_or_an_id(typed: str) -> None:
    with pytest.raises(ShortMalformed):
        checked_short(typed)
    assert checked_short(" Aoba-Byoin ") == "aoba-byoin"
