"""Whom a body sends to an alliance, and what it allows there: decided by itself alone, in its own stream."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update

from kairan.alliances.consent import tell_limits
from kairan.alliances.entries import SendingChanged
from kairan.alliances.finding import body_row, hold_alliance
from kairan.alliances.limits import limits_of
from kairan.alliances.membership import hold_bodies, take_unsent_out
from kairan.alliances.model import (
    TARGET_LIMIT,
    AllianceOwnBody,
    AllianceSending,
    Sent,
    SentKind,
    SentTold,
    alliance_body_table,
    alliance_sent_table,
)
from kairan.alliances.problems import AllianceActNotAllowed, AllianceChangedMeanwhile, AllianceSentUnknown
from kairan.alliances.states import IN
from kairan.core.journal import append
from kairan.core.kit.batches import in_batches
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import Moved, department_table, member_table, organization_stream
from kairan.talk.model import AllianceId

_b, _s = alliance_body_table.c, alliance_sent_table.c
_m, _d = member_table.c, department_table.c


def set_sending(db: Db, viewer: Viewer, alliance_id: AllianceId, wanted: AllianceSending) -> None:
    """Decide whom the viewer's body sends and what it allows; whom it sends no more goes out of the rooms at once.

    Problems: those of `hold_alliance`, AllianceActNotAllowed, AllianceChangedMeanwhile, AllianceSentUnknown.
    """
    alliance = hold_alliance(db, viewer, alliance_id)
    hold_bodies(db, viewer.organization_id)
    row = body_row(db, alliance_id, viewer.organization_id)
    if row is None or row.state not in IN:
        raise AllianceActNotAllowed
    if row.revision != wanted.revision:
        raise AllianceChangedMeanwhile
    sent = _checked(db, viewer.organization_id, wanted.sent)
    before = limits_of(db, alliance_id)
    mine = (_s.alliance_id == alliance_id) & (_s.body_id == viewer.organization_id)
    db.execute(delete(alliance_sent_table).where(mine))
    if sent:
        key = {"alliance_id": alliance_id, "body_id": viewer.organization_id}
        db.execute(insert(alliance_sent_table), [key | {"kind": one.kind, "target": one.target} for one in sent])
    allowed = {
        "class_most": wanted.class_most,
        "files": wanted.files,
        "passing_on": wanted.passing_on,
        "guests": wanted.guests,
        "figures": wanted.figures,
    }
    own = (_b.alliance_id == alliance_id) & (_b.body_id == viewer.organization_id)
    db.execute(update(alliance_body_table).where(own).values(**allowed, revision=row.revision + 1))
    changed = SendingChanged(
        alliance_id=alliance_id,
        alliance=alliance.name,
        sent=sent,
        class_most=wanted.class_most,
        files=wanted.files,
        passing_on=wanted.passing_on,
        guests=wanted.guests,
        figures=wanted.figures,
    )
    append(db, organization_stream(viewer.organization_id), changed, viewer)
    tell_limits(db, viewer, alliance_id, before)
    take_unsent_out(db, viewer, alliance_id=alliance_id)


def _checked(db: Db, body_id: OrganizationId, wanted: Sequence[Sent]) -> list[Sent]:
    """Return whom a body sends, each once, in order. Problems: AllianceSentUnknown."""
    if any(one.kind == "everybody" for one in wanted):
        return [Sent("everybody")]
    if not all(one.target.strip() for one in wanted):
        raise AllianceSentUnknown
    found = sorted(
        {
            Sent(one.kind, bounded_name(one.target, TARGET_LIMIT, each=1) if one.kind == "post" else one.target)
            for one in wanted
        }
    )
    people = _targets(found, "person")
    known = select(_m.id).where(
        _m.id.in_(people), _m.organization_id == body_id, _m.kind == "staff", _m.status == "active"
    )
    departments = _targets(found, "department")
    open_ones = select(_d.id).where(_d.id.in_(departments), _d.organization_id == body_id, _d.closed_at.is_(None))
    if set(db.scalars(known)) != set(people) or set(db.scalars(open_ones)) != set(departments):
        raise AllianceSentUnknown
    return found


def _targets(sent: Sequence[Sent], kind: SentKind) -> list[str]:
    return [one.target for one in sent if one.kind == kind]


def own_body(db: Db, row: Record) -> AllianceOwnBody:
    """Return what a body decided, in words. The caller has decided that the viewer decides for it."""
    mine = select(_s.kind, _s.target).where(_s.alliance_id == row.alliance_id, _s.body_id == row.body_id)
    sent = sorted(Sent(one.kind, one.target) for one in db.all(mine))
    departments = select(_d.id, _d.name, _d.path).where(_d.id.in_(_targets(sent, "department")))
    names = {one.id: one.name for one in db.all(select(_m.id, _m.name).where(_m.id.in_(_targets(sent, "person"))))} | {
        one.id: one.path or one.name for one in db.all(departments)
    }
    return AllianceOwnBody(
        revision=row.revision,
        sent=[SentTold(one.kind, one.target, names.get(one.target, one.target)) for one in sent],
        class_most=row.class_most,
        files=bool(row.files),
        passing_on=bool(row.passing_on),
        guests=bool(row.guests),
        figures=bool(row.figures),
    )


def follow_posts(db: Db, by: Viewer | None, moves: Sequence[Moved]) -> None:
    """Let whoever moved out of what their body sends go out of the rooms of alliances."""
    for some in in_batches([move.member_id for move in moves]):
        take_unsent_out(db, by, members=some)
