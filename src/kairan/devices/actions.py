"""What people and administrators do to devices. Each act changes, and leaves an entry."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, delete, false, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Entrance, MemberId, OrganizationId, Viewer
from kairan.devices.entries import (
    DeviceApplied,
    DeviceApproved,
    DeviceCutOff,
    DeviceLostTold,
    DeviceRefused,
    DeviceRulesChanged,
    DeviceWiped,
)
from kairan.devices.lent import use_code
from kairan.devices.problems import (
    AlreadyDecided,
    ConsentOutdated,
    DeviceNotFound,
    ReasonMissing,
    WouldLockOut,
)
from kairan.devices.queries import device_of_session, in_reach
from kairan.people import member_table, organization_stream, require_base, require_task
from kairan.people.founding import checked_name
from kairan.sessions.actions import end_session_of
from kairan.sessions.browsers import device_for, device_rules, is_proven
from kairan.sessions.device_model import (
    CONSENT_MOST,
    FORGOTTEN_MS,
    REASON_MOST,
    STOPPED,
    Application,
    DeviceRules,
    device_rule_table,
    device_table,
    digest_of_browser,
)
from kairan.sessions.model import session_table

Decision = Literal["approve", "refuse", "cut_off", "lost"]

_d, _r, _s = device_table.c, device_rule_table.c, session_table.c


def apply_for(db: Db, viewer: Viewer, asked: Application, entrance: Entrance) -> bool:
    """Ask for this device to be approved; the rule may do so at once. Asking again changes name and owner.

    Returns whether the browser is known only now, by the entrance's cookie.
    Problems: ConsentOutdated, AlreadyDecided, NameEmpty, NameTooLong.
    """
    hold(db, organization_stream(viewer.organization_id))
    rules = device_rules(db, viewer.organization_id)
    if asked.consent != rules.version:
        raise ConsentOutdated
    known = device_of_session(db, viewer)
    row = _device(db, viewer, known or _made(db, viewer, entrance))
    if row.status == "approved" or row.status in STOPPED:
        raise AlreadyDecided
    name, now = checked_name(asked.name), now_ms()
    kept = {"name": name, "owner": asked.owner, "status": "waiting", "applied_at": now, "consent": rules.version}
    db.execute(update(device_table).where(_d.id == row.id).values(kept))
    applied = DeviceApplied(
        device_id=row.id,
        member_id=viewer.member_id,
        device_name=name,
        device=row.device,
        owner=asked.owner,
        consent=rules.version,
    )
    append(db, organization_stream(viewer.organization_id), applied, viewer)
    if _is_approved_by_rule(db, viewer, rules, asked, row.id):
        _approve(db, None, _device(db, viewer, row.id))
    return known is None


def _made(db: Db, viewer: Viewer, entrance: Entrance) -> str:
    """Make a device for a session from before there were devices."""
    device_id = device_for(db, viewer.member_id, viewer.organization_id, entrance)
    db.execute(update(session_table).where(_s.id == viewer.session_id).values(device_id=device_id))
    return device_id or ""


def _device(db: Db, viewer: Viewer, device_id: str, *among: ColumnElement[bool]) -> Record:
    this = (_d.id == device_id, _d.organization_id == viewer.organization_id, *among)
    row = db.first(select(device_table).where(*this).with_for_update())
    if row is None:
        raise DeviceNotFound
    return row


def _is_approved_by_rule(db: Db, viewer: Viewer, rules: DeviceRules, asked: Application, device_id: str) -> bool:
    """What was stopped uses its place up, and while anything was refused or cut off nothing is approved by itself."""
    if asked.owner == "public":
        return rules.approve_lent and use_code(db, viewer, asked.code, device_id)
    held = list(db.scalars(select(_d.status).where(_d.member_id == viewer.member_id, _d.decided_at.is_not(None))))
    return len(held) < rules.approve_first and not {"refused", "cut_off"}.intersection(held)


def report_lost(db: Db, viewer: Viewer, device_id: str) -> list[str]:
    """Report one of one's own devices lost; returns the sessions that ended. Problems: DeviceNotFound."""
    row = _device(db, viewer, device_id)
    if row.member_id != viewer.member_id:
        raise DeviceNotFound
    return _lose(db, viewer, row)


def decide(db: Db, viewer: Viewer, device_ids: Sequence[str], decision: Decision, reason: str) -> list[str]:
    """Approve, refuse or stop devices, all or none; returns the sessions that ended.

    One beyond the viewer's reach is as none. Problems: RoleNeeded, DeviceNotFound, ReasonMissing, TextNotStorable.
    """
    reachable = in_reach(viewer)
    why = bounded_text(reason.strip(), REASON_MOST, each=1)
    if decision == "refuse" and not why:
        raise ReasonMissing
    ended: list[str] = []
    for row in [_device(db, viewer, one, reachable) for one in sorted(set(device_ids))]:
        if decision == "approve":
            _approve(db, viewer, row)
        elif decision == "lost":
            ended += _lose(db, viewer, row)
        else:
            ended += _stop(db, viewer, row, decision, why)
    return ended


def _approve(db: Db, by: Viewer | None, row: Record) -> None:
    if row.status == "approved":
        return
    _keep(db, by, row, "approved", "")
    if by is not None:  # somebody looked at it: now it is what it says
        db.execute(update(session_table).where(_s.device_id == row.id).values(device=row.device))
    approved = DeviceApproved(
        device_id=row.id, member_id=MemberId(row.member_id), device_name=row.name, by_rule=by is None
    )
    append(db, organization_stream(row.organization_id), approved, by)


def _stop(db: Db, by: Viewer, row: Record, decision: Literal["refuse", "cut_off"], reason: str) -> list[str]:
    status = "refused" if decision == "refuse" else "cut_off"
    if row.status == status:
        return []
    _keep(db, by, row, status, reason)
    ended = _end_sessions(db, row) if status == "cut_off" else []
    who = {"device_id": row.id, "member_id": MemberId(row.member_id), "device_name": row.name, "reason": reason}
    told = DeviceRefused(**who) if status == "refused" else DeviceCutOff(**who, sessions=len(ended))
    append(db, organization_stream(row.organization_id), told, by)
    return ended


def _lose(db: Db, by: Viewer, row: Record) -> list[str]:
    if row.status == "lost":
        return []
    _keep(db, by, row, "lost", "")
    db.execute(update(device_table).where(_d.id == row.id).values(wiped_at=None))
    ended = _end_sessions(db, row)
    told = DeviceLostTold(
        device_id=row.id, member_id=MemberId(row.member_id), device_name=row.name, sessions=len(ended)
    )
    append(db, organization_stream(row.organization_id), told, by)
    return ended


def _keep(db: Db, by: Viewer | None, row: Record, status: str, reason: str) -> None:
    decided = {"decided_at": now_ms(), "decided_by": None if by is None else by.member_id}
    db.execute(update(device_table).where(_d.id == row.id).values(status=status, reason=reason, **decided))


def _end_sessions(db: Db, row: Record) -> list[str]:
    sessions = list(db.scalars(select(_s.id).where(_s.device_id == row.id).order_by(_s.id)))
    for session_id in sessions:
        end_session_of(db, MemberId(row.member_id), session_id, "device_stopped")
    return sessions


def note_wiped(db: Db, browser: str, address: str) -> None:
    """Remember that a lost device cleared its store; whoever has its cookie says so."""
    digest = digest_of_browser(browser)
    here = ((_d.token_digest == digest) | (_d.former_digest == digest)) & (_d.status == "lost") & _d.wiped_at.is_(None)
    for row in db.all(select(device_table).where(here).order_by(_d.id).with_for_update()):
        db.execute(update(device_table).where(_d.id == row.id).values(wiped_at=now_ms()))
        wiped = DeviceWiped(device_id=row.id, member_id=MemberId(row.member_id), device_name=row.name, address=address)
        append(db, organization_stream(OrganizationId(row.organization_id)), wiped, None)


def change_rules(
    db: Db, viewer: Viewer, wanted: DeviceRules, faces: Sequence[str] = (), base: str | None = None
) -> DeviceRules:
    """Keep what the body asks of devices at the faces there are; changed words of the consent are a new version.

    Problems: RoleNeeded, ChangedMeanwhile, WouldLockOut, TextNotStorable.
    """
    require_task(viewer, "devices")
    hold(db, organization_stream(viewer.organization_id))
    before = device_rules(db, viewer.organization_id)
    require_base(db, viewer, base, revision_of(before), (DeviceRulesChanged.kind,))
    consent = bounded_text(wanted.consent.strip(), CONSENT_MOST) or DeviceRules().consent
    after = msgspec.structs.replace(wanted, consent=consent, version=before.version + (consent != before.consent))
    after = msgspec.structs.replace(after, faces=sorted(set(faces)) or before.faces)
    if after.asks(viewer.face, viewer.device) and not _is_approved(db, viewer):
        raise WouldLockOut
    _approve_own(db, viewer, after)
    if after == before:
        return before
    written = msgspec.json.encode(after).decode()
    kept = db.execute(
        update(device_rule_table).where(_r.organization_id == viewer.organization_id).values(rules=written)
    )
    if not kept.rowcount:
        db.execute(insert(device_rule_table).values(organization_id=viewer.organization_id, rules=written))
    told = DeviceRulesChanged(before=msgspec.json.encode(before).decode(), after=written)
    append(db, organization_stream(viewer.organization_id), told, viewer)
    _doubt_unproven(db, viewer, after)
    return after


def _doubt_unproven(db: Db, viewer: Viewer, rules: DeviceRules) -> None:
    """Let open sessions in browsers that nobody looked at count as those of phones, where phones are asked."""
    staff = select(member_table.c.id).where(
        member_table.c.organization_id == viewer.organization_id, member_table.c.kind == "staff"
    )
    proven = select(_d.id).where(_d.organization_id == viewer.organization_id, is_proven())
    asked = {one.face for one in rules.demanded if one.device == "phone"}
    if not asked:
        return
    later = false() if rules.faces is None else _s.face.not_in(rules.faces)  # where the strictest holds
    there = _s.face.in_(asked) | later
    unproven = _s.device_id.is_(None) | _s.device_id.not_in(proven)
    db.execute(update(session_table).where(_s.member_id.in_(staff), there, unproven).values(device="phone"))


def _approve_own(db: Db, viewer: Viewer, rules: DeviceRules) -> None:
    """Where PCs have to be looked at from now on, the administrator's own was: they sit at it."""
    device_id = device_of_session(db, viewer)
    if device_id is not None and viewer.device == "pc" and rules.asks(viewer.face, "phone"):
        _approve(db, viewer, _device(db, viewer, device_id))


def _is_approved(db: Db, viewer: Viewer) -> bool:
    status = db.scalar(select(_d.status).where(_d.id == device_of_session(db, viewer)))
    return bool(status == "approved")


def sweep_devices(db: Db) -> None:
    """Forget browsers that were only seen, and not for long."""
    used = select(_s.device_id).where(_s.device_id.is_not(None))
    old = _d.seen_at < now_ms() - FORGOTTEN_MS
    db.execute(delete(device_table).where(_d.status == "known", old, _d.id.not_in(used)))
