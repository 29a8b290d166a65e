"""What a body set, what it set before, and what it might begin with."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, select

from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import FREE, DeviceClass, MemberId, MemberKind, OrganizationId, Rules, Screen, Viewer
from kairan.people import member_table, organization_stream, told_of
from kairan.policy.compiling import COLUMNS, at, of_member, rules_of_row
from kairan.policy.entries import PolicyChanged, PolicyDifference
from kairan.policy.model import Elsewhere, Policy, Rule, policy_rule_table, policy_table

HISTORY = 50  # changes shown, the newest first

_p, _r, _e, _s = policy_table.c, policy_rule_table.c, entry_table.c, stream_table.c


class PastChange(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier change of the policy, as its entry tells it."""

    seq: int
    at: int
    by: str | None  # a name
    changes: list[PolicyDifference]
    undoes: int | None


def rules_at(db: Db, member_id: MemberId, kind: MemberKind, face: str, device: DeviceClass) -> Rules:
    """Return what policy says now of somebody at an entrance, for what is done in their name later."""
    joined = member_table.outerjoin(policy_table, of_member()).outerjoin(policy_rule_table, at(face, device))
    row = db.first(select(*COLUMNS).select_from(joined).where(member_table.c.id == member_id))
    return FREE if row is None else rules_of_row(row, kind, face, device)


def policy_of(db: Db, organization_id: OrganizationId) -> Policy:
    """Return what a body set; whoever calls this has asked whether the viewer may."""
    row = db.first(select(_p.revision, _p.default_class, _p.networks).where(_p.organization_id == organization_id))
    if row is None:
        return Policy()
    return Policy(
        revision=row.revision,
        default_class=row.default_class,
        networks=msgspec.json.decode(row.networks, type=dict[str, list[str]]),
        rules=_rules_of(db, organization_id),
    )


def faces_known(db: Db, organization_id: OrganizationId) -> tuple[str, ...] | None:
    """Return the faces a body's policy was set for; None: it set none, or before that was kept."""
    kept = elsewhere_kept(db, organization_id)
    return None if kept is None else kept.faces


def elsewhere_kept(db: Db, organization_id: OrganizationId) -> Elsewhere | None:
    """Return what holds at faces a body's policy was not set for; None as above."""
    stored = db.scalar(select(_p.elsewhere).where(_p.organization_id == organization_id))
    return None if stored is None else msgspec.json.decode(stored, type=Elsewhere)


def _rules_of(db: Db, organization_id: OrganizationId) -> list[Rule]:
    rows = db.all(
        select(_r.face, _r.device, _r.kind, _r.upto, _r.screen)
        .where(_r.organization_id == organization_id)
        .order_by(_r.face, _r.device, _r.kind)
    )
    return [
        Rule(
            face=row.face,
            device=row.device,
            kind=row.kind,
            upto=msgspec.json.decode(row.upto),
            screen=msgspec.json.decode(row.screen, type=Screen),
        )
        for row in rows
    ]


def revisions_of(db: Db, organization_ids: Sequence[OrganizationId]) -> dict[str, int]:
    """Return the present revision of the policy of these bodies; what is missing never set one."""
    rows = db.execute(select(_p.organization_id, _p.revision).where(_p.organization_id.in_(organization_ids)))
    return {row[0]: row[1] for row in rows}


def history_of(db: Db, viewer: Viewer) -> list[PastChange]:
    """Return the latest changes of the policy of the viewer's body."""
    rows = db.all(_changes(viewer.organization_id).order_by(_e.seq.desc()).limit(HISTORY))
    names = told_of(db, {row.actor_id for row in rows})
    return [
        PastChange(seq=row.seq, at=row.at, by=names.get(row.actor_id), changes=body.changes, undoes=body.undoes)
        for row, body in zip(rows, _bodies(rows), strict=True)
    ]


def change_at(db: Db, viewer: Viewer, seq: int) -> PolicyChanged | None:
    """Return one change of the policy of the viewer's body."""
    row = db.first(_changes(viewer.organization_id).where(_e.seq == seq))
    return None if row is None else _bodies([row])[0]


def _changes(organization_id: OrganizationId) -> Select[*tuple[Any, ...]]:
    return (
        select(_e.seq, _e.at, _e.actor_id, _e.body)
        .join(stream_table, _s.no == _e.stream_no)
        .where(_s.name == organization_stream(organization_id), _e.kind == PolicyChanged.kind, _e.body.is_not(None))
    )


def _bodies(rows: Sequence[Record]) -> list[PolicyChanged]:
    return [msgspec.json.decode(row.body, type=PolicyChanged) for row in rows]
