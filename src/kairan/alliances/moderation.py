"""Moderators (進行役): named by the host, they look at what people report, and hide it with a reason everybody is told.

A moderator need not be in the room: who reports a message shows it to them. What was hidden stays in the record.
"""

from collections.abc import Mapping

from sqlalchemy import delete, func, insert, select, update

from kairan.alliances.entries import (
    AllianceWelcomeRead,
    MessageReported,
    ModeratorNamed,
    ModeratorWithdrawn,
    ReportClosed,
)
from kairan.alliances.finding import decides, find_alliance, hold_as_host
from kairan.alliances.membership import hold_bodies
from kairan.alliances.model import REASON_LIMIT, alliance_stream
from kairan.alliances.moderation_model import (
    MODERATORS_MOST,
    REPORTS_SHOWN,
    AllianceReports,
    MessageReportView,
    Moderators,
    NewMessageReport,
    Outcome,
    ReportDecision,
    alliance_moderator_table,
    alliance_report_table,
    alliance_welcomed_table,
)
from kairan.alliances.participation import sends
from kairan.alliances.problems import (
    AllianceModeratorNeeded,
    AllianceOver,
    AllianceReasonNeeded,
    AllianceReportDecided,
    AllianceReportNotFound,
    AllianceTooManyModerators,
)
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import Id, new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import Person, member_stream, organization_stream, people_seen
from kairan.policy import may
from kairan.talk.access import find_message, lock_room
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.entries import MessageHidden
from kairan.talk.model import AllianceId, MessageId, message_table, room_stream, room_table
from kairan.talk.problems import MessageNotFound
from kairan.talk.tombstones import make_tombstone

_mod, _rep, _w = alliance_moderator_table.c, alliance_report_table.c, alliance_welcomed_table.c
_r, _msg = room_table.c, message_table.c


def moderates(db: Db, viewer: Viewer, alliance: Record) -> bool:
    """Whether the viewer is a moderator: named, and still taking part; or they decide for the host."""
    if decides(viewer) and viewer.organization_id == alliance.host_id:
        return True
    named = select(_mod.at).where(_mod.alliance_id == alliance.id, _mod.member_id == viewer.member_id)
    return db.first(named) is not None and sends(db, AllianceId(alliance.id), viewer.member_id)


def require_moderator(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Record:
    """Return an alliance that goes on, for its moderators.

    Problems: AllianceNotFound, AllianceModeratorNeeded, AllianceOver.
    """
    row = find_alliance(db, viewer, alliance_id)
    if not moderates(db, viewer, row):
        raise AllianceModeratorNeeded
    if row.ended_at is not None:
        raise AllianceOver
    return row


def name_moderator(db: Db, viewer: Viewer, alliance_id: AllianceId, member_id: MemberId) -> Moderators:
    """Name somebody who takes part a moderator, for the host; whoever is one already stays one.

    Problems: those of `hold_as_host`, NotSentByBody, AllianceTooManyModerators.
    """
    row = hold_as_host(db, viewer, alliance_id)
    if not sends(db, alliance_id, member_id):
        raise NotSentByBody
    here = select(_mod.member_id).where(_mod.alliance_id == alliance_id)
    named = set(db.scalars(here))
    if member_id not in named:
        if len(named) >= MODERATORS_MOST:
            raise AllianceTooManyModerators(most=MODERATORS_MOST)
        values = {"alliance_id": alliance_id, "member_id": member_id, "at": now_ms()}
        db.execute(insert(alliance_moderator_table).values(values))
        _tell(db, viewer, row, ModeratorNamed(alliance_id=alliance_id, alliance=row.name, member_id=member_id))
    return moderators(db, viewer, alliance_id)


def withdraw_moderator(db: Db, viewer: Viewer, alliance_id: AllianceId, member_id: MemberId) -> Moderators:
    """Let somebody be a moderator no longer, for the host. Problems: those of `hold_as_host`."""
    row = hold_as_host(db, viewer, alliance_id)
    mine = (_mod.alliance_id == alliance_id) & (_mod.member_id == member_id)
    if db.execute(delete(alliance_moderator_table).where(mine)).rowcount:
        _tell(db, viewer, row, ModeratorWithdrawn(alliance_id=alliance_id, alliance=row.name, member_id=member_id))
    return moderators(db, viewer, alliance_id)


def moderators(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Moderators:
    """Return who was named a moderator: whoever takes part sees whom to turn to. Problems: AllianceNotFound."""
    find_alliance(db, viewer, alliance_id)
    if not sends(db, alliance_id, viewer.member_id) and not decides(viewer):
        return Moderators([])
    named = db.scalars(select(_mod.member_id).where(_mod.alliance_id == alliance_id).order_by(_mod.at))
    still = [one for one in named if sends(db, alliance_id, MemberId(one))]
    found = {person.id: person for person in people_seen(db, viewer, still)}
    return Moderators([found[MemberId(one)] for one in still if one in found])


def report_message(db: Db, viewer: Viewer, alliance_id: AllianceId, report: NewMessageReport) -> None:
    """Show a message that one may read to the moderators, with a reason; the same again changes nothing.

    Who reads it may report it: guests of the alliance, too, who see nothing else of it.

    Problems: AllianceNotFound, MessageNotFound, AllianceReasonNeeded, TextTooLong.
    """
    try:
        found = find_message(db, viewer, report.message_id)
    except MessageNotFound:
        find_alliance(db, viewer, alliance_id)
        raise
    if found.room.alliance_id != alliance_id or found.row.removed_at is not None:
        raise MessageNotFound
    if not (reason := bounded_text(report.reason.strip(), REASON_LIMIT)):
        raise AllianceReasonNeeded
    hold(db, alliance_stream(alliance_id))
    mine = (_rep.message_id == report.message_id) & (_rep.by_id == viewer.member_id)
    if db.first(select(_rep.id).where(mine)) is not None:
        return
    report_id = Id(new_id())
    db.execute(
        insert(alliance_report_table).values(
            id=report_id,
            alliance_id=alliance_id,
            room_id=found.room.id,
            message_id=report.message_id,
            by_id=viewer.member_id,
            reason=reason,
            at=now_ms(),
        )
    )
    told = MessageReported(
        alliance_id=alliance_id, report_id=report_id, room_id=found.room.id, message_id=report.message_id
    )
    append(db, alliance_stream(alliance_id), told, viewer)


def reports(db: Db, viewer: Viewer, alliance_id: AllianceId) -> AllianceReports:
    """Return what was reported, undecided first, for moderators. Problems: those of `require_moderator`."""
    require_moderator(db, viewer, alliance_id)
    rows = db.all(
        select(alliance_report_table, _r.name, _r.room_class, _msg.text, _msg.author_id)
        .join(room_table, _r.id == _rep.room_id)
        .join(message_table, _msg.id == _rep.message_id)
        .where(_rep.alliance_id == alliance_id)
        .order_by(_rep.closed_at.is_not(None), _rep.at.desc(), _rep.id)
        .limit(REPORTS_SHOWN)
    )
    ids = {one for row in rows for one in (row.author_id, row.by_id)}
    people = {str(person.id): person for person in people_seen(db, viewer, ids)}
    return AllianceReports([_report(viewer, row, people) for row in rows])


def _report(viewer: Viewer, row: Record, people: Mapping[str, Person]) -> MessageReportView:
    return MessageReportView(
        id=row.id,
        room_id=row.room_id,
        room=row.name or "",
        message_id=row.message_id,
        text=row.text if may(viewer, "read", row.room_class) else "",
        author=people.get(row.author_id),
        by=people.get(row.by_id),
        reason=row.reason,
        at=row.at,
        outcome=row.outcome,
    )


def open_reports(db: Db, alliance_id: AllianceId) -> int:
    """Return how many reports wait for a moderator."""
    waiting = select(func.count()).where(_rep.alliance_id == alliance_id, _rep.closed_at.is_(None))
    return int(db.scalar(waiting))


def decide_report(db: Db, viewer: Viewer, alliance_id: AllianceId, report_id: str, decision: ReportDecision) -> None:
    """Hide what was reported, or leave it; all reports of the same message are decided thereby.

    Problems: those of `require_moderator`, AllianceReportNotFound, AllianceReportDecided, AllianceReasonNeeded.
    """
    alliance = require_moderator(db, viewer, alliance_id)
    reason = bounded_text(decision.reason.strip(), REASON_LIMIT)
    if decision.outcome == "hidden" and not reason:
        raise AllianceReasonNeeded
    hold(db, alliance_stream(alliance_id))
    hold_bodies(db, OrganizationId(alliance.host_id))
    row = db.first(select(alliance_report_table).where(_rep.id == report_id, _rep.alliance_id == alliance_id))
    if row is None:
        raise AllianceReportNotFound
    if row.closed_at is not None:
        raise AllianceReportDecided
    if decision.outcome == "hidden":
        _hide(db, viewer, MessageId(row.message_id), reason)
    _close(db, viewer, row, decision.outcome)
    told = ReportClosed(
        alliance_id=alliance_id,
        alliance=alliance.name,
        report_id=row.id,
        message_id=row.message_id,
        step=f"alliance.report_{decision.outcome}",
        reason=reason,
    )
    _tell(db, viewer, alliance, told)


def _close(db: Db, viewer: Viewer, row: Record, outcome: Outcome) -> None:
    same = (_rep.message_id == row.message_id) & _rep.closed_at.is_(None)
    values = {"closed_at": now_ms(), "closed_by": viewer.member_id, "outcome": outcome}
    db.execute(update(alliance_report_table).where(same).values(values))


def _hide(db: Db, viewer: Viewer, message_id: MessageId, reason: str) -> None:
    """Take a message away from its readers and tell them why; one that is gone already stays as it is."""
    place = select(_r.no, _r.id).join(message_table, _msg.room_no == _r.no).where(_msg.id == message_id)
    room = db.first(place)
    if room is None:
        raise AllianceReportNotFound
    lock_room(db, room.id)
    message = db.first(select(message_table).where(_msg.id == message_id))
    if message is None or message.removed_at is not None:
        return
    make_tombstone(db, viewer, InRecord(room.no, room_stream(room.id)), message)
    append(db, room_stream(room.id), MessageHidden(id=message_id, reason=reason), viewer)


def welcome(db: Db, viewer: Viewer, alliance_id: AllianceId) -> None:
    """Note that somebody has read the word of welcome and the rules. Problems: AllianceNotFound."""
    find_alliance(db, viewer, alliance_id)
    if not is_new(db, viewer, alliance_id):
        return
    values = {"alliance_id": alliance_id, "member_id": viewer.member_id, "at": now_ms()}
    db.execute(insert(alliance_welcomed_table).values(values))
    append(db, member_stream(viewer.member_id), AllianceWelcomeRead(alliance_id=alliance_id), viewer)


def is_new(db: Db, viewer: Viewer, alliance_id: AllianceId) -> bool:
    """Whether somebody takes part who has not been welcomed yet."""
    been = select(_w.at).where(_w.alliance_id == alliance_id, _w.member_id == viewer.member_id)
    return db.first(been) is None and sends(db, alliance_id, viewer.member_id)


class InRecord:
    """A room as `make_tombstone` wants it."""

    def __init__(self, no: int, stream: str) -> None:
        self.no, self.stream = no, stream


def _tell(db: Db, viewer: Viewer, alliance: Record, told: ModeratorNamed | ModeratorWithdrawn | ReportClosed) -> None:
    """Tell it in the alliance's stream, and in that of its host, where its auditors look."""
    append(db, alliance_stream(alliance.id), told, viewer)
    append(db, organization_stream(OrganizationId(alliance.host_id)), told, viewer)
