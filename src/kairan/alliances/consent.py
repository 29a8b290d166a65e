"""A body's part in an alliance, moved by one side at a time, by the table (`states.py`), on both sides' record."""

from sqlalchemy import delete, func, insert, or_, select, update

from kairan.alliances.entries import BodyMoved, LimitsChanged
from kairan.alliances.finding import body_name, body_row, find_alliance, hold_alliance
from kairan.alliances.limits import limits_of
from kairan.alliances.membership import bring_body_back, hold_bodies, take_body_out, take_unsent_out
from kairan.alliances.model import (
    BODIES_MOST,
    REASON_LIMIT,
    BodyAct,
    InvitableBodies,
    InvitableBody,
    alliance_body_table,
    alliance_sent_table,
    alliance_stream,
)
from kairan.alliances.problems import (
    AllianceActNotAllowed,
    AllianceBodyUnknown,
    AllianceHostNeeded,
    AllianceHostStays,
    AllianceReasonNeeded,
    AllianceTermsChanged,
    AllianceTooManyBodies,
)
from kairan.alliances.states import NEEDS_REASON, STEPS, NotFollowing, OtherTerms, Side, Standing, after, meant
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import organization_stream, organization_table
from kairan.talk.alliance_rooms import AllianceLimits
from kairan.talk.model import AllianceId

_b, _s, _o = alliance_body_table.c, alliance_sent_table.c, organization_table.c
FOUND_MOST = 50


def act_on_body(db: Db, viewer: Viewer, alliance_id: AllianceId, body_id: OrganizationId, wanted: BodyAct) -> None:
    """Let one side act on a body's part: the body's own administrator, or the host's. The same twice is refused.

    Problems: those of `hold_alliance`, AllianceHostNeeded, AllianceHostStays, AllianceBodyUnknown,
    AllianceActNotAllowed, AllianceTermsChanged, AllianceReasonNeeded, AllianceTooManyBodies.
    """
    alliance = hold_alliance(db, viewer, alliance_id)
    row = body_row(db, alliance_id, body_id)
    standing = Standing() if row is None else Standing(row.state, row.accepted)
    side = _side_of(viewer, alliance, body_id, wanted)
    name = body_name(db, body_id) or (None if row is None else row.name)
    if name is None:
        raise AllianceBodyUnknown
    reason = bounded_text(wanted.reason.strip(), REASON_LIMIT)
    if wanted.act in NEEDS_REASON and not reason:
        raise AllianceReasonNeeded
    becomes = _after(standing, side, wanted, alliance)
    hold_bodies(db, body_id, OrganizationId(alliance.host_id))
    before = limits_of(db, alliance_id)
    _keep(db, viewer, alliance_id, body_id, name, row, standing, becomes, reason)
    moved = BodyMoved(
        alliance_id=alliance_id,
        alliance=alliance.name,
        body_id=body_id,
        organization=name,
        step=f"alliance.{meant(wanted.act, standing.state)}",
        was=standing.state,
        becomes=becomes.state,
        accepted=becomes.accepted,
        reason=reason,
    )
    for stream in _told_in(alliance, body_id):
        append(db, stream, moved, viewer)
    _let_rooms_follow(db, viewer, alliance_id, body_id, standing, becomes)
    tell_limits(db, viewer, alliance_id, before)


def _side_of(viewer: Viewer, alliance: Record, body_id: str, wanted: BodyAct) -> Side:
    """Return for which side the viewer acts: an act belongs to one of them, and each decides for itself alone."""
    side: Side = STEPS[wanted.act].by
    if body_id == alliance.host_id and wanted.act != "accept_terms":
        raise AllianceHostStays
    if side == "host" and viewer.organization_id != alliance.host_id:
        raise AllianceHostNeeded
    if side == "body" and viewer.organization_id != body_id:
        raise AllianceActNotAllowed
    return side


def _after(standing: Standing, side: Side, wanted: BodyAct, alliance: Record) -> Standing:
    try:
        return after(standing, side, wanted.act, seen=wanted.terms_version, current=alliance.terms_version)
    except NotFollowing:
        raise AllianceActNotAllowed from None
    except OtherTerms:
        raise AllianceTermsChanged(current=alliance.terms_version) from None


def _told_in(alliance: Record, body_id: OrganizationId) -> list[str]:
    """Return the streams that tell it: the alliance's, the body's, and the host's."""
    bodies = sorted({str(body_id), str(alliance.host_id)})
    return [alliance_stream(alliance.id), *(organization_stream(OrganizationId(one)) for one in bodies)]


def _keep(
    db: Db,
    viewer: Viewer,
    alliance_id: AllianceId,
    body_id: OrganizationId,
    name: str,
    row: Record | None,
    standing: Standing,
    becomes: Standing,
    reason: str,
) -> None:
    now = now_ms()
    values: dict[str, object] = {"name": name, "state": becomes.state, "accepted": becomes.accepted}
    if becomes.state != standing.state:
        values |= {"state_at": now, "reason": reason}
    if becomes.accepted != standing.accepted:
        values |= {"accepted_at": now, "accepted_by": viewer.member_id}
    if row is None:
        _require_place(db, alliance_id)
        db.execute(insert(alliance_body_table).values(new_body(alliance_id, body_id) | values))
        return
    mine = (_b.alliance_id == alliance_id) & (_b.body_id == body_id)
    db.execute(update(alliance_body_table).where(mine).values(**values, revision=row.revision + 1))


def new_body(alliance_id: AllianceId, body_id: OrganizationId) -> dict[str, object]:
    """Return the row of a body that had nothing to do with an alliance so far: it sends nobody."""
    return {
        "alliance_id": alliance_id,
        "body_id": body_id,
        "state_at": now_ms(),
        "reason": "",
        "class_most": 3,
        "files": True,
        "passing_on": True,
        "guests": True,
        "figures": False,
        "revision": 1,
    }


def _require_place(db: Db, alliance_id: AllianceId) -> None:
    if int(db.scalar(select(func.count()).where(_b.alliance_id == alliance_id))) >= BODIES_MOST:
        raise AllianceTooManyBodies(most=BODIES_MOST)


def _let_rooms_follow(
    db: Db, viewer: Viewer, alliance_id: AllianceId, body_id: OrganizationId, was: Standing, becomes: Standing
) -> None:
    """Let a body's people out of the rooms, or back into them.

    Who is suspended or paused comes back as they were; who left or was expelled begins anew, and sends nobody.
    """
    if was.state == becomes.state:
        return
    if becomes.state in {"suspended", "paused"}:
        take_body_out(db, viewer, alliance_id, body_id, keeps=True)
    elif becomes.state in {"left", "expelled"}:
        take_body_out(db, viewer, alliance_id, body_id, keeps=False)
        db.execute(delete(alliance_sent_table).where(_s.alliance_id == alliance_id, _s.body_id == body_id))
    elif becomes.state == "joined" and was.state in {"suspended", "paused"}:
        bring_body_back(db, viewer, alliance_id, body_id)


def tell_limits(db: Db, viewer: Viewer, alliance_id: AllianceId, before: AllianceLimits) -> None:
    """Tell the alliance that another body is the strictest now, where that changes anything."""
    now = limits_of(db, alliance_id)
    if now != before:
        changed = LimitsChanged(
            alliance_id=alliance_id,
            class_most=now.class_most,
            files=now.files,
            passing_on=now.passing_on,
            guests=now.guests,
        )
        append(db, alliance_stream(alliance_id), changed, viewer)
    if before.guests and not now.guests:
        take_unsent_out(db, viewer, alliance_id=alliance_id)


def invitable_bodies(db: Db, viewer: Viewer, alliance_id: AllianceId, sought: str = "") -> InvitableBodies:
    """Return bodies of this installation that may be invited, by name or code. Problems: AllianceHostNeeded."""
    alliance = find_alliance(db, viewer, alliance_id)
    if alliance.host_id != viewer.organization_id:
        raise AllianceHostNeeded
    there = select(_b.body_id).where(_b.alliance_id == alliance_id, _b.state.not_in(["none", "left", "expelled"]))
    statement = select(_o.id, _o.name, _o.code).where(
        _o.kind != "installation", _o.suspended_at.is_(None), _o.is_listed, _o.id.not_in(there)
    )
    if sought.strip():
        word = sought.strip()
        statement = statement.where(
            or_(_o.name.contains(word, autoescape=True), _o.code.startswith(word, autoescape=True))
        )
    rows = db.all(statement.order_by(_o.code, _o.name, _o.id).limit(FOUND_MOST))
    return InvitableBodies([InvitableBody(row.id, row.name, row.code) for row in rows])
