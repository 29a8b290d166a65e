"""A body's own page: its plan, limits and use; what its administrators are told in time; how its people sign in."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import update

from kairan.core.journal import entries_after
from kairan.core.kit.clock import today
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId
from kairan.installation.entries import Notice
from kairan.installation.model import BodyUse, OwnBodyChange
from kairan.installation.own import change_own_body, notices_of, own_body, tell_notices
from kairan.installation.problems import ContactTooLong, ShortNeeded
from kairan.people import Allowance, BodyTerms, organization_stream, organization_table, organizations
from kairan.people.roles import RoleNeeded
from tests.installation.conftest import Installation

MOST = 1_000
TERMS = BodyTerms(plan="full", allowance=Allowance(), trial_ends_on=None, read_only_after=None, standing="open")
NOTHING = BodyUse(accounts=0, guests=0, bytes=0)


def put(db: Db, organization_id: OrganizationId, **values: Any) -> None:
    db.execute(update(organization_table).where(organization_table.c.id == organization_id).values(values))


def noticed(db: Db, organization_id: OrganizationId) -> list[list[str]]:
    entries = entries_after(db, organization_stream(organization_id), 0, 1_000)
    return [msgspec.json.decode(e.body)["notices"] for e in entries if e.kind == "organization.noticed"]


def test_an_administrator_sees_plan_limits_and_use(db: Db, installation: Installation) -> None:
    office = installation.office
    put(db, office.cast.city, accounts_most=20, file_bytes_most=500)
    seen = own_body(db, office.yoshida, MOST)
    assert (seen.name, seen.terms.allowance.accounts, seen.use.accounts, seen.use.guests) == ("あおば市", 20, 6, 1)
    assert (seen.file_bytes, seen.notices) == (500, [])
    for viewer in (office.cast.sato, office.auditor, office.cast.guest, installation.operator):
        with pytest.raises(RoleNeeded):
            own_body(db, viewer, MOST)
        with pytest.raises(RoleNeeded):
            change_own_body(db, viewer, OwnBodyChange(is_listed=False), MOST)


@pytest.mark.parametrize(
    ("used", "most", "said"),
    [(7, 10, []), (8, 10, ["accounts_near"]), (10, 10, ["accounts_full"]), (11, 10, ["accounts_full"]), (99, 0, [])],
)
def test_a_limit_is_told_when_it_is_near_and_when_it_is_reached(used: int, most: int, said: list[Notice]) -> None:
    terms = msgspec.structs.replace(TERMS, allowance=Allowance(accounts=most))
    assert list(notices_of(terms, msgspec.structs.replace(NOTHING, accounts=used))) == said


@pytest.mark.parametrize(("days", "said"), [(31, []), (30, ["trial_ending"]), (0, ["trial_ending"])])
def test_the_end_of_a_trial_is_told_a_month_before(days: int, said: list[Notice]) -> None:
    ends_on = (today() + timedelta(days=days)).isoformat()
    assert list(notices_of(msgspec.structs.replace(TERMS, plan="trial", trial_ends_on=ends_on), NOTHING)) == said


def test_each_notice_is_put_on_record_once_until_it_is_over(db: Db, installation: Installation) -> None:
    city = installation.office.cast.city
    tell_notices(db)
    assert noticed(db, city) == []
    put(db, city, accounts_most=7)
    for _ in range(3):
        tell_notices(db)
    assert noticed(db, city) == [["accounts_near"]]
    put(db, city, accounts_most=6)
    tell_notices(db)
    put(db, city, accounts_most=None)
    tell_notices(db)
    put(db, city, accounts_most=7)
    tell_notices(db)
    assert noticed(db, city) == [["accounts_near"], ["accounts_full"], ["accounts_near"]]
    assert noticed(db, installation.office.cast.neighbour.organization_id) == []


def test_a_body_is_taken_off_the_list_only_when_its_people_can_name_it(db: Db, installation: Installation) -> None:
    office = installation.office
    with pytest.raises(ShortNeeded):
        change_own_body(db, office.yoshida, OwnBodyChange(is_listed=False), MOST)
    put(db, office.cast.city, short="aoba-city")
    change_own_body(db, office.yoshida, OwnBodyChange(is_listed=False), MOST)
    assert [one.name for one in organizations(db)] == ["みどり町"]


def test_whom_to_ask_stands_on_the_sign_in_page(db: Db, installation: Installation) -> None:
    yoshida = installation.office.yoshida
    change_own_body(db, yoshida, OwnBodyChange(contact=" 情報政策課（内線 2151） "), MOST)
    assert [one.contact for one in organizations(db)] == ["情報政策課（内線 2151）", None]
    change_own_body(db, yoshida, OwnBodyChange(contact="情報政策課（内線 2151）"), MOST)
    entries = entries_after(db, organization_stream(yoshida.organization_id), 0, 100)
    assert [entry.kind for entry in entries].count("organization.settings_changed") == 1
    with pytest.raises(ContactTooLong):
        change_own_body(db, yoshida, OwnBodyChange(contact="問" * 301), MOST)
    assert change_own_body(db, yoshida, OwnBodyChange(contact=" \n "), MOST).contact is None
