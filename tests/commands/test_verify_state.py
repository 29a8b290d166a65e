"""`kairan verify` finds what was altered in the tables beside the journal, on both databases, and nothing else."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.sql import Executable

from kairan.administration.actions import give_role, suspend_person, take_role
from kairan.administration.delegation import delegate
from kairan.commands import maintenance
from kairan.consents.model import ONE_HAND_MS, SEASONED_MS
from kairan.core.journal.model import redaction_table
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.settings import Settings
from kairan.core.viewer import Delegated, Viewer
from kairan.installation.actions import add_operator
from kairan.people import department_table, member_table, organization_table
from kairan.policy.model import policy_table
from kairan.records.model import NewRequest, RecordRules, request_table
from kairan.records.requests import ask_for_records, change_rules, consent_to
from kairan.selfaudit import rooms
from kairan.sessions.device_model import device_table
from kairan.talk.model import membership_table, message_table, reaction_table, room_table
from tests.cast import Cast, assemble
from tests.commands.installations import Installations, writing
from tests.support.databases import Kind

_m, _msg, _ms = member_table.c, message_table.c, membership_table.c


@pytest.fixture(params=["sqlite", "postgresql"])
def talked(request: pytest.FixtureRequest, installations: Installations) -> Settings:
    kind: Kind = request.param
    return installations.filled(kind)


def powers(viewer: Viewer, *roles: str) -> Viewer:
    return msgspec.structs.replace(viewer, roles=frozenset(roles))


def faults(settings: Settings, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Verify and return what was found, without the last line."""
    capsys.readouterr()
    found = maintenance.verify(settings)
    *lines, last = capsys.readouterr().out.splitlines()
    assert found == bool(lines), last
    return lines


def whoever(db: Db, login: str) -> str:
    return str(db.scalar(select(_m.id).where(_m.login == login)))


def planted(db: Db) -> Executable:
    row = dict(db.all(select(member_table).where(_m.login == "sato"))[0]._mapping)
    return insert(member_table).values({**row, "id": new_id(), "login": "root", "number": None})


def a_redaction(db: Db) -> Executable:
    """Let readers see another wording of a message that nobody removed."""
    message = db.all(select(_msg.room_no, _msg.seq).where(_msg.removed_at.is_(None)).order_by(_msg.seq).limit(1))[0]
    return insert(redaction_table).values(stream_no=message.room_no, seq=message.seq, body='{"text":"口座番号は…"}')


ALTERED: dict[str, Callable[[Db], Executable]] = {
    "message not as recorded": lambda _: (
        update(message_table)
        .where(_msg.removed_at.is_(None), _msg.edited_at.is_not(None))
        .values(text="口座番号は1234567へ変更。")
    ),
    "message of the record is missing": lambda _: delete(message_table).where(_msg.root_seq.is_not(None)),
    "not redacted as recorded": a_redaction,
    "reactions not as recorded": lambda _: delete(reaction_table),
    "room not as recorded": lambda _: update(room_table).values(open=True),
    "membership not as recorded": lambda db: (
        update(membership_table).where(_ms.member_id == whoever(db, "suzuki")).values(role="master")
    ),
    "roles not as recorded": lambda _: update(member_table).where(_m.login == "sato").values(roles='["administrator"]'),
    "delegated tasks not as recorded": lambda _: (
        update(member_table).where(_m.login == "sato").values(tasks='[{"task":"audit","department_id":null}]')
    ),
    "account in use or not, other than recorded": lambda _: (
        update(member_table).where(_m.login == "sato").values(status="left")
    ),
    "name or login not as recorded": lambda _: update(member_table).where(_m.login == "sato").values(name="市長"),
    "account without a record": planted,
    "department not as recorded": lambda _: update(department_table).values(name="偽の課"),
    "organisation not as recorded": lambda _: update(organization_table).values(suspended_at=1),
    "policy not as recorded": lambda db: insert(policy_table).values(
        organization_id=db.scalar(select(_m.organization_id).where(_m.login == "sato")),
        revision=1,
        default_class=1,
        networks="{}",
        changed_at=1,
    ),
    "device not as recorded": lambda db: insert(device_table).values(
        id=new_id(),
        organization_id=db.scalar(select(_m.organization_id).where(_m.login == "sato")),
        member_id=whoever(db, "sato"),
        token_digest="0" * 64,
        device="pc",
        face="single",
        agent="",
        status="approved",
        name="",
        reason="",
        created_at=1,
        seen_at=1,
    ),
    "request to read records not as recorded": lambda db: insert(request_table).values(
        id=new_id(),
        organization_id=db.scalar(select(_m.organization_id).where(_m.login == "sato")),
        reason="調査のため",
        room_ids="[]",
        person_ids="[]",
        first_at=0,
        last_at=1,
        asked_by=whoever(db, "sato"),
        asked_at=1,
        decided_by=whoever(db, "tanaka"),
        consented_at=1,
        ends_at=2**50,
    ),
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_beside_the_journal_is_found(
    talked: Settings, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    with writing(talked) as db:
        db.execute(ALTERED[what](db))
    found = {line.split("\t")[2].partition(":")[0] for line in faults(talked, capsys)}
    assert what in found


def test_a_state_that_came_about_by_acts_is_in_order(talked: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with writing(talked) as db:
        administer(db, assemble(db))
    assert faults(talked, capsys) == []
    with writing(talked) as db:
        db.execute(update(request_table).values(ends_at=2**50))
    assert {line.split("\t")[2].partition(":")[0] for line in faults(talked, capsys)} == {
        "request to read records not as recorded"
    }


@pytest.mark.parametrize("page", [1, 2, 3])
def test_messages_are_compared_page_by_page_and_none_falls_between(
    talked: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(rooms, "PAGE", page)
    assert faults(talked, capsys) == []


def administer(db: Db, cast: Cast) -> None:
    """Let an administrator and an auditor do what they do."""
    chief, auditor = powers(cast.sato, "administrator"), powers(cast.suzuki, "auditor")
    give_role(db, chief, cast.tanaka.member_id, "administrator")
    give_role(db, chief, cast.suzuki.member_id, "auditor")
    take_role(db, chief, cast.suzuki.member_id, "auditor")
    give_role(db, chief, cast.suzuki.member_id, "auditor")
    delegate(db, chief, cast.suzuki.member_id, [Delegated("audit"), Delegated("people", cast.welfare)])
    suspend_person(db, powers(cast.tanaka, "administrator"), cast.suzuki.member_id)
    change_rules(db, chief, RecordRules(hours=5, tell="at_once"))
    people: list[str] = [cast.tanaka.member_id]
    why, last_on = "情報公開請求の調査のため", "2026-02-01"
    asked = NewRequest(reason=why, person_ids=people, first_on="2026-01-01", last_on=last_on)
    # Both powers come from one hand: whoever has them checks the other only when that is long past.
    with as_of(now_ms() + ONE_HAND_MS + SEASONED_MS):
        request = ask_for_records(db, auditor, asked)
        consent_to(db, powers(cast.tanaka, "administrator"), request.id)
    add_operator(db, "設置 太郎", "ops", "x")
