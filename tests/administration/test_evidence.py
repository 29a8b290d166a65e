"""The page of evidence says what is, checks the chain, and is on record with its digest."""

import hashlib

import msgspec
import pytest
from sqlalchemy import update

from kairan.administration.audit import AuditFilter, audit
from kairan.administration.delegation import delegate
from kairan.administration.evidence import gather, record_evidence
from kairan.administration.sign_in import Bounds, change_rules
from kairan.core.edge.authentication import SessionRules
from kairan.core.journal.model import entry_table
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated
from kairan.people.roles import RoleNeeded
from kairan.sessions.rules import SignInRules
from tests.administration.conftest import Office


def facts(db: Db, office: Office) -> dict[str, str]:
    return {
        fact.ja: fact.value
        for section in gather(db, office.auditor, SessionRules(), ("lgwan", "internet")).sections
        for fact in section.facts
    }


def test_it_names_who_has_powers_as_they_are_now(db: Db, office: Office) -> None:
    delegate(db, office.yoshida, office.cast.tanaka.member_id, [Delegated("people", office.cast.works)])
    found = facts(db, office)
    assert found["管理者"] == "吉田 恵"
    assert found["監査担当"] == "監査 正"
    assert found["担当を任された職員"] == "田中 一郎（職員※部署を限る）"
    assert found["利用中のゲスト"] == "1"
    assert not [name for name in found.values() if "町場" in name]


def test_it_says_after_how_long_a_session_ends_whether_the_body_or_the_installation_set_it(
    db: Db, office: Office
) -> None:
    assert facts(db, office)["サインインの最長（時間）"] == "168"
    change_rules(db, office.yoshida, SignInRules(absolute_hours=12), Bounds.of(SessionRules(), []))
    found = facts(db, office)
    assert (found["サインインの最長（時間）"], found["使わないときの終了（時間）"]) == ("12", "24")


def test_making_it_is_an_entry_with_the_digest_that_is_on_the_page(db: Db, office: Office) -> None:
    gathered = gather(db, office.auditor, SessionRules(), ("lgwan", "internet"))
    page = record_evidence(db, office.auditor, gathered)
    assert page.sha256 == hashlib.sha256(msgspec.json.encode(gathered, order="deterministic")).hexdigest()
    entry = audit(db, office.auditor, AuditFilter()).entries[0]
    assert entry.kind == "evidence.made"
    assert page.sha256 in bytes(entry.body).decode()


def test_it_tells_when_the_record_was_altered(db: Db, office: Office) -> None:
    assert gather(db, office.auditor, SessionRules(), ("lgwan", "internet")).faults == 0
    db.execute(update(entry_table).where(entry_table.c.kind == "organization.created").values(at=1))
    assert gather(db, office.auditor, SessionRules(), ("lgwan", "internet")).faults > 0


def test_only_who_does_the_audit_makes_it(db: Db, office: Office) -> None:
    for viewer in (office.cast.sato, office.cast.guest):
        with pytest.raises(RoleNeeded):
            gather(db, viewer, SessionRules(), ("lgwan", "internet"))
