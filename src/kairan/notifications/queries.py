"""Reading how people are told, and what waits to be told."""

from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import ColumnElement, Select, case, func, select, union

from kairan.core.kit.batches import in_batches
from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications.model import (
    Channel,
    Choice,
    DueNotice,
    NotificationRules,
    OwnNotifications,
    PushState,
    at_any_hour,
    notice_table,
    notification_choice_table,
    notification_rule_table,
    presence_table,
    push_subscription_table,
)
from kairan.people import member_table

_s, _c, _r = push_subscription_table.c, notification_choice_table.c, notification_rule_table.c
NOTICES_MOST = 2_000  # of a round
_n, _p, _m = notice_table.c, presence_table.c, member_table.c


@lru_cache(bounded("notifications.choices", 4_096, "evict", "read once more"))
def read_choice(stored: str | None) -> Choice:
    """Read what somebody chose; nothing stored is what holds for whoever chose nothing."""
    return Choice() if stored is None else msgspec.json.decode(stored, type=Choice)


@lru_cache(bounded("notifications.rules", 1_024, "evict", "read once more"))
def read_rules(stored: str | None) -> NotificationRules:
    """Read what holds in a body."""
    return NotificationRules() if stored is None else msgspec.json.decode(stored, type=NotificationRules)


def rules_of(db: Db, organization_id: OrganizationId) -> NotificationRules:
    """Return what holds in a body for whoever chose nothing else."""
    return read_rules(db.scalar(select(_r.rules).where(_r.organization_id == organization_id)))


def choice_of(db: Db, member_id: MemberId) -> Choice:
    """Return what somebody chose."""
    return read_choice(db.scalar(select(_c.choice).where(_c.member_id == member_id)))


def choices_of(db: Db, member_ids: Collection[str]) -> dict[str, Choice]:
    """Return what some people chose, by their ids."""
    wanted = sorted(set(member_ids))
    found: dict[str, Choice] = {}
    for some in in_batches(wanted):
        rows = db.all(select(_c.member_id, _c.choice).where(_c.member_id.in_(some)))
        found |= {row.member_id: read_choice(row.choice) for row in rows}
    return {one: found.get(one, Choice()) for one in wanted}


def told_here(db: Db, viewer: Viewer) -> bool:
    """Whether this session's browser is told by push."""
    return db.first(select(_s.id).where(_s.session_id == viewer.session_id)) is not None


def has_mail(db: Db, viewer: Viewer) -> bool:
    """Whether an address of the viewer is known."""
    return bool(db.scalar(select(_m.mail).where(_m.id == viewer.member_id)))


def own_notifications(db: Db, viewer: Viewer, push: PushState, *, is_mail_sent: bool) -> OwnNotifications:
    """Return how the viewer is told."""
    devices = db.scalar(select(func.count()).where(_s.member_id == viewer.member_id))
    return OwnNotifications(
        choice=choice_of(db, viewer.member_id),
        rules=rules_of(db, viewer.organization_id),
        push=push,
        is_told_here=told_here(db, viewer),
        devices=int(devices or 0),
        has_mail=is_mail_sent and has_mail(db, viewer),
    )


def is_anybody_told(db: Db) -> bool:
    """Whether anybody of the installation is told at all; while nobody is, nothing is worked out."""
    if db.first(select(_s.id).limit(1)) is not None:
        return True
    return db.first(select(_c.member_id).where(_c.choice.contains('"digest"')).limit(1)) is not None


def told_by(channel: Channel) -> Select[tuple[str]]:
    """Select whoever can be told in this way."""
    if channel == "push":
        return select(_s.member_id).distinct()
    return select(_c.member_id).where(_c.choice.contains('"digest"'))


def among_told(member_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Restrict people to those who can be told in any way; the others need not be thought of."""
    return member_id.in_(union(told_by("push"), told_by("mail")).scalar_subquery())


def told_since(db: Db, member_ids: Collection[str]) -> dict[str, int]:
    """Return since when people can be told in any way; what was said before is no news to them."""
    wanted = sorted(set(member_ids))
    found: dict[str, int] = {}
    for some in in_batches(wanted):
        chosen = db.all(select(_c.member_id, _c.changed_at).where(_c.member_id.in_(some)))
        agreed = db.all(
            select(_s.member_id, func.min(_s.created_at)).where(_s.member_id.in_(some)).group_by(_s.member_id)
        )
        found |= {row[0]: row[1] for row in chosen} | {row[0]: row[1] for row in agreed}
    return {one: found.get(one, 0) for one in wanted}


def due_members(db: Db, channel: Channel, now: int, most: int) -> dict[MemberId, OrganizationId]:
    """Return for whom something is due, those first for whom it is urgent, then who waits for the longest.

    At most so many people, and as many notices of theirs as one round may hold, but one person in any case.
    """
    rows = db.all(
        select(_n.member_id, _n.organization_id, func.count())
        .where(_n.channel == channel, _n.due_at <= now)
        .group_by(_n.member_id, _n.organization_id)
        .order_by(func.max(case((_n.urgent, 1), else_=0)).desc(), func.min(_n.due_at), _n.member_id)
        .limit(most)
    )
    found: dict[MemberId, OrganizationId] = {}
    notices = 0
    for member_id, organization_id, count in rows:
        notices += count
        if found and notices > NOTICES_MOST:
            break
        found[MemberId(member_id)] = OrganizationId(organization_id)
    return found


def due_notices(
    db: Db, channel: Channel, now: int, member_ids: Collection[str], *, urgent_only: Collection[str] = ()
) -> list[DueNotice]:
    """Return all that is due for some people; for some of them what is told at any hour alone."""
    columns = tuple(_n[name] for name in DueNotice.__struct_fields__)
    now_due = (_n.channel == channel) & (_n.due_at <= now)
    others = sorted(set(member_ids) - set(urgent_only))
    theirs = _n.member_id.in_(others) | (_n.member_id.in_(sorted(urgent_only)) & at_any_hour)
    rows = db.all(select(*columns).where(now_due, theirs).order_by(_n.due_at, _n.id))
    return [DueNotice(**row._mapping) for row in rows]


def next_due_at(db: Db, channel: Channel) -> int | None:
    """Return when the next notice is due; None when nothing waits."""
    found: int | None = db.scalar(select(func.min(_n.due_at)).where(_n.channel == channel))
    return found


def active_at(db: Db, member_ids: Sequence[str]) -> dict[str, int]:
    """Return when people were last active at a PC."""
    rows = db.all(select(_p.member_id, _p.active_at).where(_p.member_id.in_(member_ids)))
    return {row.member_id: row.active_at for row in rows}
