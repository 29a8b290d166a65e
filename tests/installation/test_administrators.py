"""A body that lost all its administrators gets one again; a body that has one is none of the operators' business."""

from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.administration.actions import add_person
from kairan.administration.audit import AuditFilter, audit
from kairan.administration.model import NewAccount
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import INSTALLATION, Entrance, OrganizationId, Viewer
from kairan.installation.actions import add_operator
from kairan.installation.administrators import add_administrator, name_administrator
from kairan.installation.model import AccountSought, NewAdministrator
from kairan.installation.problems import AdministratorThere, BodyNotFound, PasswordMissing, ReasonMissing
from kairan.installation.queries import BodyFilter, bodies, body
from kairan.people import change_status, member_table, set_password
from kairan.people.problems import LoginTaken
from kairan.sessions.actions import open_session
from kairan.sessions.model import session_table
from kairan.sessions.queries import viewer_of
from tests.cast import assemble
from tests.installation.conftest import Installation
from tests.installation.test_bodies import told
from tests.support.passwords import quickly_hashed
from tests.support.server import Server

SATO = AccountSought(account="sato", reason="管理者の退職")
NEW = NewAdministrator(name="甲斐 情報", login="kai", reason="管理者の退職")
NOBODY = OrganizationId("0000000000000")
_m = member_table.c


@pytest.fixture
def leaderless(db: Db, installation: Installation) -> Installation:
    """The city after its only administrator left."""
    office = installation.office
    change_status(db, None, office.cast.city, office.yoshida.member_id, "left")
    set_password(db, office.cast.sato, "$argon2id$own")
    return installation


def test_an_account_found_by_its_login_administers_a_body_without_anybody(db: Db, leaderless: Installation) -> None:
    cast = leaderless.office.cast
    before = open_session(db, cast.sato.member_id, Entrance("single", "pc"))
    named = name_administrator(db, leaderless.operator, cast.city, SATO, None)
    assert named is not None
    assert (named.name, named.login, named.body.administrators) == ("佐藤 美咲", "sato", ["佐藤 美咲"])
    assert viewer_of(db, before, "single") is None  # whoever was in, is not in with powers
    guarded = viewer_of(db, open_session(db, cast.sato.member_id, Entrance("single", "pc")), "single")
    assert guarded is not None
    assert "administrator" in guarded.viewer.roles
    add_person(db, guarded.viewer, NewAccount(login="new", name="新人 一"), "hash")


def test_who_has_no_password_is_named_with_one_only(db: Db, leaderless: Installation) -> None:
    """Links to a provider fall away with the role: they would have no way in, and nobody to give them one."""
    city = leaderless.office.cast.city
    suzuki = msgspec.structs.replace(SATO, account="suzuki")
    with pytest.raises(PasswordMissing):
        name_administrator(db, leaderless.operator, city, suzuki, None)
    assert name_administrator(db, leaderless.operator, city, suzuki, "first") is not None


def test_it_is_on_both_records_with_the_reason_and_the_auditor_finds_it_by_the_person(
    db: Db, leaderless: Installation
) -> None:
    cast = leaderless.office.cast
    name_administrator(db, leaderless.operator, cast.city, SATO, "first")
    for stream_of in (INSTALLATION, cast.city):
        (entry,) = told(db, stream_of, "organization.administrator_named")
        assert (entry["name"], entry["organization"], entry["reason"]) == ("佐藤 美咲", "あおば市", "管理者の退職")
        assert entry["how"] == "issued"
    found = audit(db, leaderless.office.auditor, AuditFilter(person_id=cast.sato.member_id)).entries
    kinds = [one.kind for one in found if one.by == leaderless.operator.member_id]
    assert kinds == ["organization.administrator_named", "role.given", "person.password_reset"]


def test_a_first_password_replaces_the_old_one_and_ends_the_sessions(db: Db, leaderless: Installation) -> None:
    cast = leaderless.office.cast
    open_session(db, cast.sato.member_id, Entrance("single", "pc"))
    named = name_administrator(db, leaderless.operator, cast.city, SATO, "first")
    assert named is not None
    row = db.all(select(_m.password_hash, _m.password_issued_at).where(_m.id == cast.sato.member_id))[0]
    assert row.password_hash == "first"
    assert row.password_issued_at is not None
    assert db.all(select(session_table.c.id).where(session_table.c.member_id == cast.sato.member_id)) == []


@pytest.mark.parametrize("status", ["suspended", "left"])
def test_while_somebody_administers_the_body_operators_name_nobody(
    db: Db, installation: Installation, status: str
) -> None:
    office = installation.office
    for act in (_name, _add):
        with pytest.raises(AdministratorThere):
            act(db, installation.operator, office.cast.city)
    assert told(db, office.cast.city, "organization.administrator_named") == []
    change_status(db, None, office.cast.city, office.yoshida.member_id, status)  # type: ignore[arg-type]
    _name(db, installation.operator, office.cast.city)
    with pytest.raises(AdministratorThere):  # the second of two operators
        _add(db, installation.operator, office.cast.city)


def _name(db: Db, viewer: Viewer, city: OrganizationId) -> object:
    return name_administrator(db, viewer, city, SATO, "first")


def _add(db: Db, viewer: Viewer, city: OrganizationId) -> object:
    return add_administrator(db, viewer, city, NEW, "hash")


def test_a_name_in_full_is_enough_and_a_part_of_it_finds_nobody(db: Db, leaderless: Installation) -> None:
    cast, operator = leaderless.office.cast, leaderless.operator
    for typed in ("佐藤", "sat", "", "  ", "%", "s%", "choba", "町場 守"):
        sought = msgspec.structs.replace(SATO, account=typed)
        assert name_administrator(db, operator, cast.city, sought, "first") is None, typed
    for stream_of in (INSTALLATION, cast.city):
        assert len(told(db, stream_of, "organization.administrator_sought")) == 8
    assert name_administrator(db, operator, cast.city, msgspec.structs.replace(SATO, account="佐藤 美咲 "), None)


def test_neither_two_of_a_name_nor_a_guest_nor_somebody_suspended_is_meant(db: Db, leaderless: Installation) -> None:
    cast, operator = leaderless.office.cast, leaderless.operator
    for member_id in (cast.suzuki.member_id, cast.tanaka.member_id):
        db.execute(update(member_table).where(_m.id == member_id).values(name="同 姓同名"))
    change_status(db, None, cast.city, cast.sato.member_id, "suspended")
    guest = db.scalar(select(_m.login).where(_m.organization_id == cast.city, _m.kind == "guest"))
    for typed in ("同 姓同名", "sato", guest):
        sought = msgspec.structs.replace(SATO, account=typed)
        assert name_administrator(db, operator, cast.city, sought, "first") is None, typed
    assert body(db, operator, cast.city).administrators == []


def test_where_nobody_is_left_an_account_is_added(db: Db, leaderless: Installation) -> None:
    cast, operator = leaderless.office.cast, leaderless.operator
    with pytest.raises(LoginTaken):
        add_administrator(db, operator, cast.city, msgspec.structs.replace(NEW, login="sato"), "hash")
    made = add_administrator(db, operator, cast.city, NEW, "hash")
    assert made.body.administrators == ["甲斐 情報"]
    row = db.all(select(_m.password_issued_at, _m.roles).where(_m.login == "kai"))[0]
    assert (row.password_issued_at is not None, row.roles) == (True, '["administrator"]')
    (entry,) = told(db, cast.city, "organization.administrator_named")
    assert entry["how"] == "added"


def test_only_operators_with_a_reason_do_this_and_only_to_bodies(db: Db, leaderless: Installation) -> None:
    office = leaderless.office
    for stranger in (office.auditor, office.townsman, office.cast.sato, office.cast.guest):
        for act in (_name, _add):
            with pytest.raises(NotFound):
                act(db, stranger, office.cast.city)
    with pytest.raises(ReasonMissing):
        name_administrator(db, leaderless.operator, office.cast.city, msgspec.structs.replace(SATO, reason=" "), None)
    for nobody in (NOBODY, INSTALLATION):
        with pytest.raises(BodyNotFound):
            _add(db, leaderless.operator, nobody)


def test_the_list_shows_which_bodies_nobody_administers(db: Db, leaderless: Installation) -> None:
    listed = {one.name: one.has_administrator for one in bodies(db, leaderless.operator, BodyFilter()).bodies}
    assert listed == {"あおば市": False, "みどり町": True}
    page = bodies(db, leaderless.operator, BodyFilter(is_leaderless=True))
    assert ([one.name for one in page.bodies], page.total) == (["あおば市"], 1)


def test_over_http_the_password_is_told_once_and_lets_them_in(databases: Any, tmp_path: Path) -> None:
    url = databases.fresh()
    server = Server(tmp_path, database=url, rate_limits="false")
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        cast = assemble(db)
        add_operator(db, "設楽 運", "shitara", quickly_hashed("correct horse battery"))
    engine.dispose()
    server.start()
    with closing(server.sign_in("shitara", "correct horse battery", INSTALLATION)) as operator:
        way = f"/api/operator/bodies/{cast.city}/administrator"
        missing = operator.post(way, json={"account": "だれか", "reason": "退職"})
        assert (missing.status_code, missing.json()["code"]) == (404, "organization.account_unknown")
        sought = {"account": "sato", "reason": "退職", "is_password_issued": True}
        made = operator.post(way, json=sought).raise_for_status().json()
        again = operator.post(f"{way}/new", json={"name": "甲斐 情報", "login": "kai", "reason": "退職"})
        assert (again.status_code, again.json()["code"]) == (409, "organization.administrator_there")
        acts = operator.get("/api/operator/acts").raise_for_status().text
    assert made["password"] not in acts
    with closing(server.sign_in("sato", made["password"], cast.city)) as sato:
        assert sato.get("/api/administration/people").json()["code"] == "session.gate"
    server.stop()
