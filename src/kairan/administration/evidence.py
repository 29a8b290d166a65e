"""The page of evidence (task "audit"): the security settings as they are now, with a check of the body's chain.

What was made is an entry with its digest: whoever holds the paper can show that it says what the record said that day.
"""

import hashlib
from collections.abc import Iterable, Sequence
from importlib.metadata import version

import msgspec
from sqlalchemy import func, select

from kairan.administration.queries import holding
from kairan.core.edge.authentication import SessionRules
from kairan.core.journal import Body, append
from kairan.core.journal.verify import verify_stream
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Viewer
from kairan.people import member_table, organization_of, organization_stream, require_task
from kairan.people.evidence import Fact, Section, sections
from kairan.policy.evidence import POLICY_AT, face_name, policy_section
from kairan.sessions.model import HOUR_MS, session_table
from kairan.sessions.rules import DAY_MS, rules_of, within

_m, _s = member_table.c, session_table.c
_encode = msgspec.json.Encoder(order="deterministic").encode


class EvidenceMade(Body, frozen=True):
    """Somebody made the page of evidence; its digest is on the paper, too."""

    kind = "evidence.made"
    sha256: str
    entries: int
    faults: int


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page but its digest."""

    organization: str
    code: str | None
    at: int
    entries: int  # of the body's record, all of them checked just now
    faults: int
    sections: list[Section]


class EvidencePage(msgspec.Struct, frozen=True):
    """The page, and the SHA-256 of what is on it."""

    gathered: Gathered
    sha256: str


def gather(db: Db, viewer: Viewer, installation: SessionRules, faces: Sequence[str]) -> Gathered:
    """Read the real state and check the chain of the body's record.

    `installation`: what holds where the body set none; `faces`: the entrances there are.
    Problems: RoleNeeded.
    """
    require_task(viewer, "audit")
    body = organization_of(db, viewer)
    verified = verify_stream(db, organization_stream(viewer.organization_id))
    return Gathered(
        organization=body.name,
        code=body.code,
        at=now_ms(),
        entries=verified.entries,
        faults=len(verified.faults),
        sections=sections(
            db,
            viewer,
            [
                (_SIGN_IN_AT, _sign_in(db, viewer, installation)),
                (POLICY_AT, policy_section(db, viewer, faces)),
            ],
        ),
    )


def record_evidence(db: Db, viewer: Viewer, gathered: Gathered) -> EvidencePage:
    """Put on record that the page was made, with its digest. Problems: RoleNeeded."""
    require_task(viewer, "audit")
    sha256 = hashlib.sha256(_encode(gathered)).hexdigest()
    made = EvidenceMade(sha256=sha256, entries=gathered.entries, faults=gathered.faults)
    append(db, organization_stream(viewer.organization_id), made, viewer)
    return EvidencePage(gathered, sha256)


def software(db: Db, _viewer: Viewer) -> Section:
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[db.dialect]
    facts = [Fact("Kairan の版", "Version of Kairan", version("kairan")), Fact("データベース", "Database", database)]
    return Section("ソフトウェア", "Software", facts)


def people_evidence(db: Db, viewer: Viewer) -> Section:
    own = _m.organization_id == viewer.organization_id, _m.status == "active"
    rows = db.all(select(_m.kind, func.count()).where(*own).group_by(_m.kind))
    counted: dict[str, int] = {row[0]: row[1] for row in rows}
    named = [
        Fact(ja, en, _listed(db.scalars(select(_m.name).where(*own, condition).order_by(_m.kana, _m.id))))
        for ja, en, condition in (
            ("管理者", "Administrators", holding("administrator")),
            ("監査担当", "Auditors", holding("auditor")),
        )
    ]
    delegates = db.all(select(_m.name, _m.tasks).where(*own, _m.tasks != "[]").order_by(_m.kana, _m.id))
    return Section(
        "アカウントと権限",
        "Accounts and powers",
        [
            Fact("利用中の職員", "Staff in use", f"{counted.get('staff', 0):,}"),
            Fact("利用中のゲスト", "Guests in use", f"{counted.get('guest', 0):,}"),
            *named,
            Fact("担当を任された職員", "Delegates", _listed(f"{row.name}（{_tasks(row.tasks)}）" for row in delegates)),
        ],
    )


def _listed(names: Iterable[str]) -> str:
    return "、".join(names) or "—"


_TASKS = {
    "people": "職員", "departments": "部署", "transfers": "人事異動", "guests": "ゲスト", "devices": "端末",
    "rooms": "ルーム", "policy": "ポリシー", "sign_in": "サインイン", "figures": "利用状況", "audit": "記録",
    "organization": "団体の設定", "emergency": "緊急時の連絡",
}  # fmt: skip


def _tasks(stored: str) -> str:
    """Write the tasks of somebody; those for some departments are marked."""
    held = msgspec.json.decode(stored, type=list[Delegated])
    return "・".join(_TASKS[one.task] + ("※部署を限る" if one.department_id else "") for one in held)


_DEMANDS = {"none": "なし", "any": "いずれかの二要素", "passkey": "パスキー"}
_WHOM = {"staff": "職員", "guest": "ゲスト", "administrator": "管理者", "auditor": "監査担当"}


def _sign_in(db: Db, viewer: Viewer, installation: SessionRules) -> Section:
    rules = rules_of(db, viewer.organization_id)
    held = within(installation, rules)
    factors = [f"{_WHOM[one.whom]}（{face_name(one.face)}）: {_DEMANDS[one.demand]}" for one in rules.factors]
    open_ones = db.scalar(
        select(func.count())
        .select_from(session_table.join(member_table, _m.id == _s.member_id))
        .where(_m.organization_id == viewer.organization_id, _s.ends_at > now_ms())
    )
    return Section(
        "サインイン",
        "Signing in",
        [
            Fact("求める二要素", "Second factors demanded", "、".join(factors) or "求めない"),
            Fact("パスワードの最短の文字数", "Least length of passwords", f"{rules.least_length}"),
            Fact("初期パスワードの有効日数", "Days an issued password lasts", f"{held.issued_ms // DAY_MS}"),
            Fact("サインインの最長（時間）", "Longest session, in hours", f"{held.absolute_ms // HOUR_MS}"),
            Fact("使わないときの終了（時間）", "Idle end, in hours", f"{held.idle_ms // HOUR_MS}"),
            Fact("管理の前の再確認（分）", "Fresh proof before administration, in minutes", f"{rules.proof_minutes}"),
            Fact("いま開いているサインイン", "Open sessions", f"{open_ones:,}"),
        ],
    )


_SIGN_IN_AT = 30
