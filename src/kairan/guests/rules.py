"""Who may invite guests, and who answers for one."""

from datetime import date, timedelta

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.database import Db, Record
from kairan.core.kit.revisions import revision_of
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.guests.entries import GuestRulesChanged
from kairan.guests.model import GuestRules, InvitationId, guest_table, invitation_table, rules_table, today
from kairan.guests.problems import GuestEndUnfit, GuestNotFound, InvitationNotFound, NotInviter, SponsorUnfit
from kairan.people import (
    Person,
    department_ids_of,
    has_task,
    member_table,
    organization_stream,
    people_named,
    reach_of,
    require_base,
    require_task,
    tasks_of,
    within,
)
from kairan.policy import require

_m, _g, _i, _r = member_table.c, guest_table.c, invitation_table.c, rules_table.c

_WHO = {
    "staff": ("職員", "staff"),
    "masters": ("ルームの管理者", "masters of the room"),
    "administrators": ("ゲストの担当者", "those who administer guests"),
}


def rules_of(db: Db, organization_id: OrganizationId) -> GuestRules:
    """Return what a body decided about guests, or what holds until it does."""
    row = db.first(select(rules_table).where(_r.organization_id == organization_id))
    if row is None:
        return GuestRules()
    return GuestRules(may_invite=row.may_invite, longest_days=row.longest_days, needs_consent=bool(row.needs_consent))


def rules(db: Db, viewer: Viewer) -> GuestRules:
    """Return the rules of the viewer's body. Problems: RefusedByPolicy (guests)."""
    require(viewer, "invite_guest")
    return rules_of(db, viewer.organization_id)


def set_rules(db: Db, viewer: Viewer, wanted: GuestRules, base: str | None = None) -> GuestRules:
    """Change what the body decides about guests; nothing changed leaves no entry.

    Problems: RoleNeeded, ChangedMeanwhile.
    """
    require_task(viewer, "guests")
    stream = organization_stream(viewer.organization_id)
    hold(db, stream)
    before = rules_of(db, viewer.organization_id)
    require_base(db, viewer, base, revision_of(before), (GuestRulesChanged.kind,))
    if before == wanted:
        return wanted
    values = msgspec.structs.asdict(wanted)
    mine = _r.organization_id == viewer.organization_id
    if not db.execute(update(rules_table).where(mine).values(**values)).rowcount:
        db.execute(insert(rules_table).values(organization_id=viewer.organization_id, **values))
    append(db, stream, GuestRulesChanged(**values), viewer)
    return wanted


def administers(viewer: Viewer) -> bool:
    """Whether the viewer administers the guests of their body."""
    return has_task(viewer, "guests")


def looks_after(db: Db, viewer: Viewer, sponsor_id: str) -> bool:
    """Whether the viewer looks after the guests of a sponsor: of the whole body, or of the sponsor's section."""
    if not any(one.task == "guests" for one in tasks_of(viewer)):
        return False
    reached = within(reach_of(viewer, "guests"), _m.id)
    return db.first(select(_m.id).where(_m.id == sponsor_id, reached)) is not None


def require_may_invite(viewer: Viewer, decided: GuestRules, *, is_master: bool) -> None:
    """Refuse whom the body does not let invite into this room. Problems: NotInviter.

    The masters of a room, if the body decides nothing else: they answer for who reads what is written there, and
    everybody in it must be able to ask them.
    """
    if not may_invite(viewer, decided, is_master=is_master):
        who, who_en = _WHO[decided.may_invite]
        raise NotInviter(who=who, who_en=who_en)


def may_invite(viewer: Viewer, decided: GuestRules, *, is_master: bool) -> bool:
    """Whether the body lets somebody invite into a room."""
    return decided.may_invite == "staff" or (decided.may_invite == "masters" and is_master) or administers(viewer)


def checked_end(decided: GuestRules, ends_on: str) -> str:
    """Return a last day that the body allows. Problems: GuestEndUnfit."""
    latest = today() + timedelta(days=decided.longest_days)
    try:
        wanted = date.fromisoformat(ends_on)
    except ValueError:
        wanted = date.min
    if not today() <= wanted <= latest:
        raise GuestEndUnfit(most=decided.longest_days, latest=latest.isoformat())
    return wanted.isoformat()


def require_sponsor(db: Db, viewer: Viewer, sponsor_id: MemberId | None) -> Person:
    """Return the member of staff of the viewer's body who is to answer for a guest. Problems: SponsorUnfit."""
    found = next(iter(people_named(db, [sponsor_id or viewer.member_id])), None)
    is_fit = (
        found is not None
        and found.organization_id == viewer.organization_id
        and (found.kind, found.status) == ("staff", "active")
    )
    if found is None or not is_fit:
        raise SponsorUnfit
    return found


def main_department_of(db: Db, member_id: MemberId) -> str | None:
    """Return where a sponsor works now, to notice later that they have moved."""
    (person,) = people_named(db, [member_id])
    return person.department_id


def has_moved(db: Db, sponsor_id: MemberId, department_id: str | None) -> bool:
    """Whether a sponsor holds no post any more where they worked when they became one."""
    return department_id is not None and department_id not in department_ids_of(db, sponsor_id)


def require_guest(db: Db, viewer: Viewer, member_id: MemberId) -> Record:
    """Return a guest for whom the viewer answers, with name, mail and status. Problems: GuestNotFound."""
    require(viewer, "invite_guest")
    row = db.first(
        select(guest_table, _m.name, _m.mail, _m.status)
        .join(member_table, _m.id == _g.member_id)
        .where(_g.member_id == member_id, _g.organization_id == viewer.organization_id)
    )
    if row is None or not (row.sponsor_id == viewer.member_id or looks_after(db, viewer, row.sponsor_id)):
        raise GuestNotFound
    return row


def require_invitation(db: Db, viewer: Viewer, invitation_id: InvitationId) -> Record:
    """Return an invitation for which the viewer answers, locked until the commit. Problems: InvitationNotFound."""
    require(viewer, "invite_guest")
    hold(db, organization_stream(viewer.organization_id))
    row = db.first(select(invitation_table).where(_i.id == invitation_id, _i.organization_id == viewer.organization_id))
    own = row is not None and viewer.member_id in {row.sponsor_id, row.invited_by}
    if row is None or not (own or looks_after(db, viewer, row.sponsor_id)):
        raise InvitationNotFound
    return row
