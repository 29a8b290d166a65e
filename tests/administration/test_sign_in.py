"""The rules of signing in: who sets them, within what bounds; who has what; what was lost is reset."""

import csv
import io
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert, select

from kairan.administration.problems import BeyondInstallation, FaceUnknown, OwnAccount, ReasonMissing
from kairan.administration.sign_in import (
    Bounds,
    change_rules,
    export_holders,
    holders,
    reset_factors,
    sign_in_settings,
)
from kairan.core.edge.authentication import SessionRules
from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Entrance, MemberId, OrganizationId
from kairan.people import PersonNotFound, member_stream, organization_stream
from kairan.people.roles import RoleNeeded
from kairan.sessions.actions import open_session
from kairan.sessions.factor_model import passkey_table, totp_table
from kairan.sessions.model import HOUR_MS, session_table
from kairan.sessions.queries import viewer_of
from kairan.sessions.rules import FactorRule, SignInRules, rules_of
from tests.administration.conftest import Office

BOUNDS = Bounds(absolute_hours=720, idle_hours=336, issued_days=14, faces=["internet", "lgwan"])
INTERNET = Entrance(face="internet", device="pc", agent="test")


def rule(whom: str, demand: str, face: str = "internet") -> FactorRule:
    return msgspec.convert({"whom": whom, "face": face, "demand": demand}, FactorRule)


def last(db: Db, stream: str) -> tuple[str, dict[str, object]]:
    entry = entries_after(db, stream, 0, 1_000)[-1]
    return entry.kind, msgspec.json.decode(entry.body)


def give_app(db: Db, member_id: MemberId) -> None:
    db.execute(
        insert(totp_table).values(member_id=member_id, secret="sealed", created_at=1, confirmed_at=1, last_step=0)
    )


def give_passkey(db: Db, member_id: MemberId, blocked_at: int | None = None) -> None:
    db.execute(
        insert(passkey_table).values(
            id=new_id(), member_id=member_id, credential_id=new_id(), public_key="k", sign_count=0, rp_id="localhost",
            transports="", name="窓口", created_at=1, blocked_at=blocked_at,
        )
    )  # fmt: skip


def test_only_who_looks_after_signing_in_sees_and_sets_its_rules(db: Db, office: Office) -> None:
    for viewer in (office.cast.sato, office.cast.guest, office.auditor):
        with pytest.raises(RoleNeeded):
            sign_in_settings(db, viewer, BOUNDS)
        with pytest.raises(RoleNeeded):
            change_rules(db, viewer, SignInRules(grace_days=0), BOUNDS)
        with pytest.raises(RoleNeeded):
            holders(db, viewer, BOUNDS, None)
        with pytest.raises(RoleNeeded):
            export_holders(db, viewer, BOUNDS)
        with pytest.raises(RoleNeeded):
            reset_factors(db, viewer, office.cast.tanaka.member_id, "紛失")


def test_a_change_is_on_record_with_before_and_after_and_no_change_leaves_nothing(db: Db, office: Office) -> None:
    wanted = SignInRules(factors=[rule("guest", "any"), rule("administrator", "passkey")], grace_days=7)
    changed = change_rules(db, office.yoshida, wanted, BOUNDS)
    kind, body = last(db, organization_stream(office.cast.city))
    assert kind == "sign_in.rules_changed"
    assert body["changes"] == [{"field": "grace_days", "before": "14", "after": "7"}]
    assert body["demands"] == [
        {"whom": "administrator", "face": "internet", "before": "none", "after": "passkey"},
        {"whom": "guest", "face": "internet", "before": "none", "after": "any"},
    ]
    count = len(entries_after(db, organization_stream(office.cast.city), 0, 1_000))
    assert change_rules(db, office.yoshida, wanted, BOUNDS) == changed
    assert len(entries_after(db, organization_stream(office.cast.city), 0, 1_000)) == count
    assert rules_of(db, OrganizationId(office.townsman.organization_id)) == SignInRules()


def test_a_demand_counts_from_the_day_it_was_raised_whatever_else_changes(db: Db, office: Office) -> None:
    with as_of(1_700_000_000_000):
        first = change_rules(db, office.yoshida, SignInRules(factors=[rule("staff", "any")]), BOUNDS)
    forged = [msgspec.structs.replace(rule("staff", "any"), since=1)]
    again = change_rules(db, office.yoshida, SignInRules(factors=forged, grace_days=3), BOUNDS)
    assert [one.since for one in again.factors] == [one.since for one in first.factors] == [1_700_000_000_000]
    raised = change_rules(db, office.yoshida, SignInRules(factors=[rule("staff", "passkey")]), BOUNDS)
    assert raised.factors[0].since > 1_700_000_000_000


@pytest.mark.parametrize(
    "wanted", [SignInRules(absolute_hours=721), SignInRules(idle_hours=400), SignInRules(issued_days=15)]
)
def test_an_organisation_only_shortens_what_the_installation_allows(
    db: Db, office: Office, wanted: SignInRules
) -> None:
    with pytest.raises(BeyondInstallation):
        change_rules(db, office.yoshida, wanted, BOUNDS)


def test_a_demand_is_for_an_entrance_that_there_is(db: Db, office: Office) -> None:
    with pytest.raises(FaceUnknown):
        change_rules(db, office.yoshida, SignInRules(factors=[rule("staff", "any", "moon")]), BOUNDS)


def test_sessions_end_as_the_organisation_says_and_only_its_own(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, SignInRules(absolute_hours=10, idle_hours=2), BOUNDS)
    own = open_session(db, office.cast.sato.member_id, INTERNET)
    foreign = open_session(db, office.cast.neighbour.member_id, INTERNET)
    with as_of(now_ms() + 3 * HOUR_MS):
        assert viewer_of(db, own, "internet", SessionRules()) is None
        assert viewer_of(db, foreign, "internet", SessionRules()) is not None


def test_what_is_demanded_stands_before_the_session_at_its_entrance_only(db: Db, office: Office) -> None:
    change_rules(db, office.yoshida, SignInRules(factors=[rule("staff", "any")], grace_days=0), BOUNDS)
    for face, gates in (("internet", ("enrol_factor",)), ("lgwan", ())):
        token = open_session(db, office.cast.sato.member_id, Entrance(face=face, device="pc", agent="test"))
        guarded = viewer_of(db, token, face)
        assert guarded is not None
        assert guarded.viewer.gates == gates


def test_who_has_what_and_who_lacks_what_is_demanded_is_counted_and_listed(db: Db, office: Office) -> None:
    cast = office.cast
    give_app(db, cast.sato.member_id)
    give_passkey(db, cast.tanaka.member_id)
    give_passkey(db, cast.suzuki.member_id, blocked_at=1)
    change_rules(db, office.yoshida, SignInRules(factors=[rule("staff", "passkey")]), BOUNDS)
    figures = sign_in_settings(db, office.yoshida, BOUNDS).figures
    assert (figures.totp, figures.passkey, figures.people - figures.none) == (1, 1, 2)
    everybody = holders(db, office.yoshida, BOUNDS, None)
    assert everybody.total == figures.people
    assert cast.neighbour.member_id not in [one.id for one in everybody.holders]
    lacking = [one.id for one in holders(db, office.yoshida, BOUNDS, "lacking").holders]
    assert len(lacking) == figures.lacking
    assert {cast.sato.member_id, cast.suzuki.member_id} <= set(lacking)
    assert not {cast.tanaka.member_id, cast.guest.member_id} & set(lacking)
    assert [one.id for one in holders(db, office.yoshida, BOUNDS, "totp").holders] == [cast.sato.member_id]
    after = f"{everybody.holders[1].kana}|{everybody.holders[1].id}"
    assert holders(db, office.yoshida, BOUNDS, None, after).holders == everybody.holders[2:]


def test_the_list_for_a_spreadsheet_is_on_record_and_holds_no_formula(db: Db, office: Office) -> None:
    from kairan.people import member_table  # noqa: PLC0415

    db.execute(member_table.update().where(member_table.c.id == office.cast.sato.member_id).values(name="=1+1"))
    written = export_holders(db, office.yoshida, BOUNDS)
    assert written.startswith("\ufeff職員番号")
    rows = list(csv.reader(io.StringIO(written)))
    assert "'=1+1" in [row[2] for row in rows]
    assert last(db, organization_stream(office.cast.city)) == ("sign_in.exported", {"people": len(rows) - 1})


def test_what_somebody_lost_is_reset_for_a_reason_and_told(db: Db, office: Office, tmp_path: Path) -> None:
    SecretBox(tmp_path / "key")
    sato = office.cast.sato
    give_app(db, sato.member_id)
    give_passkey(db, sato.member_id)
    open_session(db, sato.member_id, INTERNET)
    with pytest.raises(ReasonMissing):
        reset_factors(db, office.yoshida, sato.member_id, " ")
    with pytest.raises(OwnAccount):
        reset_factors(db, office.yoshida, office.yoshida.member_id, "紛失")
    with pytest.raises(PersonNotFound):
        reset_factors(db, office.townsman, sato.member_id, "紛失")
    reset_factors(db, office.yoshida, sato.member_id, "スマートフォンの紛失")
    assert db.all(select(totp_table)) == []
    assert db.all(select(passkey_table)) == []
    assert db.all(select(session_table.c.id).where(session_table.c.member_id == sato.member_id)) == []
    for stream in (member_stream(sato.member_id), organization_stream(office.cast.city)):
        kind, body = last(db, stream)
        assert (kind, body["reason"]) == ("factor.reset", "スマートフォンの紛失")
