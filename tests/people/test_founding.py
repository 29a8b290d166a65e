"""Founding a body: it and its first administrator together, once."""

import msgspec
import pytest
from sqlalchemy import select

from kairan.core.journal import entries_after
from kairan.core.kit.database import Db
from kairan.core.kit.text import NameEmpty, TextNotStorable
from kairan.people import member_table, organization_table
from kairan.people.founding import (
    Founding,
    LoginMalformed,
    NameTooLong,
    OrganizationExists,
    checked_login,
    checked_name,
    found,
)
from kairan.people.model import NAME_LIMIT

FUCHU = Founding(organization="府中市", code="132063", name="佐藤 美咲", login="sato", password_hash="hash")


def test_a_body_is_founded_with_an_administrator_and_the_record_says_so(db: Db) -> None:
    organization_id = found(db, FUCHU)
    assert tuple(
        db.all(select(organization_table.c.name, organization_table.c.kind, organization_table.c.code))[0]
    ) == (
        "府中市",
        "municipality",
        "132063",
    )
    (member,) = db.all(select(member_table))
    assert (member.organization_id, member.login, member.name) == (organization_id, "sato", "佐藤 美咲")
    assert (member.password_hash, member.roles, member.status) == ("hash", '["administrator"]', "active")
    kinds = [
        entry.kind
        for kind in ("organization", "directory")
        for entry in entries_after(db, f"{kind}:{organization_id}", 0, 9)
    ]
    assert kinds == ["organization.created", "member.roles_held", "member.created"]


def test_a_prefecture_is_known_by_its_code_and_a_hospital_has_none(db: Db) -> None:
    found(db, msgspec.structs.replace(FUCHU, organization="東京都", code="130001"))
    found(db, msgspec.structs.replace(FUCHU, organization="市民病院", code=None))
    assert set(db.scalars(select(organization_table.c.kind))) == {"prefecture", "other"}


def test_two_bodies_may_share_a_name_but_not_a_code(db: Db) -> None:
    found(db, FUCHU)
    found(db, msgspec.structs.replace(FUCHU, code="342084"))
    with pytest.raises(OrganizationExists) as refused:
        found(db, msgspec.structs.replace(FUCHU, organization="別の名前"))
    assert "「府中市」" in refused.value.sentence("ja")


def test_without_a_code_the_name_must_be_new(db: Db) -> None:
    found(db, msgspec.structs.replace(FUCHU, code=None))
    with pytest.raises(OrganizationExists):
        found(db, msgspec.structs.replace(FUCHU, code=None))


@pytest.mark.parametrize("login", ["", " ", "さとう", "sa to", "sato\n2", "a" * 65, "sato\x00"])
def test_a_login_is_what_every_keyboard_types(login: str) -> None:
    with pytest.raises(LoginMalformed):
        checked_login(login)


def test_a_login_may_be_a_mail_address_or_a_number_of_staff() -> None:
    assert checked_login(" sato@example.lg.jp ") == "sato@example.lg.jp"
    assert checked_login("0012345") == "0012345"
    assert checked_login("Ｓａｔｏ０１") == "sato01"  # what a Japanese keyboard types by habit is folded


@pytest.mark.parametrize(
    ("name", "problem"), [("　 ", NameEmpty), ("名" * (NAME_LIMIT + 1), NameTooLong), ("佐藤\x07", TextNotStorable)]
)
def test_a_name_without_a_visible_character_too_long_or_not_storable_is_refused(
    name: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        checked_name(name)


def test_a_name_with_variation_selectors_counts_as_people_count() -> None:
    assert checked_name("葛\U000e0100" * NAME_LIMIT) == "葛\U000e0100" * NAME_LIMIT
