"""What somebody came in by before they had powers is no way in with powers."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, select, update

from kairan.administration.actions import change_person, give_role, take_role
from kairan.administration.delegation import delegate
from kairan.administration.model import AccountChange
from kairan.consents.actions import ask_second, consent_as_second
from kairan.consents.model import Asked
from kairan.core.journal import entries_after
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Entrance, MemberId, Viewer
from kairan.factors.queries import has_factors
from kairan.people import acting_now, member_table, organization_stream
from kairan.sessions.actions import open_session
from kairan.sessions.factor_model import recovery_code_table, totp_table
from kairan.sessions.model import session_table
from kairan.single_sign_on.accounts import member_for
from kairan.single_sign_on.linking import link_own
from kairan.single_sign_on.model import Arrival, Connection, Terms, connection_table, subject_table
from kairan.single_sign_on.problems import NoAccount
from kairan.single_sign_on.queries import connection_of, may_use_password
from tests.administration.conftest import Office, with_role
from tests.roster.conftest import carry_out, csv_of

ISSUER = "https://idp.aoba.example"
POWERS = ["administrator", "auditor", "task"]


@pytest.fixture
def mori(db: Db, office: Office) -> Viewer:
    return with_role(db, office.cast.city, "mori", "森 陽子", "administrator")


@pytest.fixture
def provider(db: Db, office: Office) -> Connection:
    """Return a provider that is on, and matches by login."""
    terms = Terms(issuer=ISSUER, client_id="kairan", passwords="administrators_and_guests")
    values = {"terms": msgspec.json.encode(terms).decode(), "enabled": True, "changed_at": now_ms()}
    db.execute(insert(connection_table).values(organization_id=office.cast.city, **values))
    found = connection_of(db, office.cast.city)
    assert found is not None
    return found


def arrival(subject: str, login: str) -> Arrival:
    return Arrival(
        issuer=ISSUER, subject=subject, login=login, number="", name="", kana="", mail=None, mail_is_verified=False,
        department="", title="", is_strong=False, sid=None, id_token="",
    )  # fmt: skip


def given(db: Db, office: Office, mori: Viewer, member_id: MemberId, power: str) -> None:
    """Give a power as two persons do, or a task as one does."""
    if power == "task":
        return void(delegate(db, office.yoshida, member_id, [Delegated("people")]))
    wanted = {"member_id": member_id, "role": power}
    request = ask_second(db, office.yoshida, Asked(act="role", wanted=wanted, reason="四月の異動で担当が替わるため"))
    return consent_as_second(db, mori, request)


def void(_done: object) -> None:
    """Return nothing."""


def links(db: Db, member_id: MemberId) -> list[str]:
    return list(db.scalars(select(subject_table.c.subject).where(subject_table.c.member_id == member_id)))


def with_totp(db: Db, member_id: MemberId) -> None:
    db.execute(insert(totp_table).values(member_id=member_id, secret="x", created_at=now_ms(), last_step=0))
    db.execute(insert(recovery_code_table).values(member_id=member_id, digest="x", made_at=now_ms()))


def told(db: Db, office: Office, kind: str) -> list[dict[str, Any]]:
    entries = entries_after(db, organization_stream(office.cast.city), 0, 1000)
    return [msgspec.json.decode(one.body) for one in entries if one.kind == kind]


@pytest.mark.parametrize("power", POWERS)
def test_whom_the_rule_linked_before_does_not_come_in_as_somebody_with_powers(
    db: Db, office: Office, mori: Viewer, provider: Connection, power: str
) -> None:
    """Somebody else's user of the provider was called "sato" once."""
    sato = office.cast.sato.member_id
    assert member_for(db, provider, arrival("others", "sato")) == sato
    given(db, office, mori, sato, power)
    assert links(db, sato) == []
    with pytest.raises(NoAccount):
        member_for(db, provider, arrival("others", "sato"))
    assert [(one["id"], one["subject"]) for one in told(db, office, "oidc.unlinked")] == [(sato, "others")]


@pytest.mark.parametrize("power", POWERS)
def test_nothing_made_in_an_account_without_powers_stays_with_powers(
    db: Db, office: Office, mori: Viewer, provider: Connection, power: str
) -> None:
    """Whoever came in as the person could have linked, registered and be in still."""
    sato = office.cast.sato
    link_own(db, sato, arrival("others", "someone"))
    with_totp(db, sato.member_id)
    open_session(db, sato.member_id, Entrance("single", "pc"))
    given(db, office, mori, sato.member_id, power)
    assert links(db, sato.member_id) == []
    assert not has_factors(db, sato.member_id)
    mine = select(session_table.c.id).where(session_table.c.member_id == sato.member_id)
    assert db.first(mine) is None
    (reset,) = told(db, office, "factor.reset")
    assert (reset["member_id"], reset["sessions"]) == (sato.member_id, 1)
    assert reset["second"] == (None if power == "task" else mori.member_id)


def test_they_come_in_by_password_and_link_themselves_anew(
    db: Db, office: Office, mori: Viewer, provider: Connection
) -> None:
    """Also where the provider is the only way in for all others: they would have none."""
    sato = office.cast.sato.member_id
    assert not may_use_password(db, sato)
    member_for(db, provider, arrival("own", "sato"))
    given(db, office, mori, sato, "task")
    assert may_use_password(db, sato)
    link_own(db, acting_now(db, sato, office.cast.city), arrival("own", "sato"))
    assert member_for(db, provider, arrival("own", "sato")) == sato
    assert not may_use_password(db, sato)


@pytest.mark.parametrize("power", ["auditor", "task"])
def test_whoever_has_powers_keeps_what_they_made_with_them(
    db: Db, office: Office, mori: Viewer, provider: Connection, power: str
) -> None:
    link_own(db, mori, arrival("own", "mori"))
    with_totp(db, mori.member_id)
    open_session(db, mori.member_id, Entrance("single", "pc"))
    third = with_role(db, office.cast.city, "hara", "原 修", "administrator")
    given(db, office, third, mori.member_id, power)
    assert links(db, mori.member_id) == ["own"]
    assert has_factors(db, mori.member_id)
    mine = select(session_table.c.id).where(session_table.c.member_id == mori.member_id)
    assert db.first(mine) is not None


def test_a_link_of_before_that_nobody_knows_the_maker_of_falls_with_the_next_power(
    db: Db, office: Office, mori: Viewer, provider: Connection
) -> None:
    link_own(db, mori, arrival("old", "mori"))
    db.execute(update(subject_table).values(own=None))
    assert member_for(db, provider, arrival("old", "mori")) == mori.member_id
    given(db, office, with_role(db, office.cast.city, "hara", "原 修", "administrator"), mori.member_id, "auditor")
    assert links(db, mori.member_id) == []


def test_a_role_that_comes_back_brings_nobody_else_in(
    db: Db, office: Office, mori: Viewer, provider: Connection
) -> None:
    """One alone takes the role, lets their own user be linked meanwhile, and asks that the role be given back."""
    third = with_role(db, office.cast.city, "hara", "原 修", "administrator")
    take_role(db, office.yoshida, mori.member_id, "administrator")
    assert member_for(db, provider, arrival("others", "mori")) == mori.member_id
    given(db, office, third, mori.member_id, "administrator")
    with pytest.raises(NoAccount):
        member_for(db, provider, arrival("others", "mori"))


def test_a_link_of_the_rule_opens_no_account_with_powers_however_they_came(
    db: Db, office: Office, provider: Connection
) -> None:
    sato = office.cast.sato.member_id
    member_for(db, provider, arrival("others", "sato"))
    db.execute(update(member_table).where(member_table.c.id == sato).values(roles='["auditor"]'))
    with pytest.raises(NoAccount):
        member_for(db, provider, arrival("others", "sato"))


@pytest.mark.parametrize("how", ["login", "number", "roster"])
def test_another_login_for_a_while_leaves_no_link_behind(
    db: Db, office: Office, provider: Connection, how: str
) -> None:
    """Called like somebody else's user for one sign-in, and then as before."""
    sato, suzuki = office.cast.sato.member_id, office.cast.suzuki.member_id
    change_person(db, office.yoshida, sato, AccountChange(login="others"))
    assert member_for(db, provider, arrival("others", "others")) == sato
    link_own(db, office.cast.suzuki, arrival("own", "suzuki"))
    if how == "roster":
        lines = "sato,佐藤 美咲,55", "suzuki,鈴木 健,56"
        change_person(db, office.yoshida, sato, AccountChange(login="sato"))
        member_for(db, provider, arrival("others", "sato"))
        carry_out(db, office.yoshida, csv_of(*lines, head="ログインID,氏名,職員番号"))
    else:
        change_person(
            db, office.yoshida, sato, AccountChange(login="sato") if how == "login" else AccountChange(number="55")
        )
    assert links(db, sato) == []
    assert links(db, suzuki) == ["own"]
    assert told(db, office, "oidc.unlinked")[-1]["id"] == sato


def test_what_is_no_name_to_a_provider_leaves_links_alone(db: Db, office: Office, provider: Connection) -> None:
    sato = office.cast.sato.member_id
    member_for(db, provider, arrival("own", "sato"))
    change_person(db, office.yoshida, sato, AccountChange(extension="12", kana="さとう みさき"))
    assert links(db, sato) == ["own"]


def test_alone_one_gives_a_power_no_other_way(db: Db, office: Office) -> None:
    """The only administrator gives a role: what was before falls away as well."""
    town = office.cast.neighbour
    with_totp(db, town.member_id)
    give_role(db, office.townsman, town.member_id, "auditor")
    assert not has_factors(db, town.member_id)
