"""Reading how people are told, and what waits to be told."""

from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import ColumnElement, bindparam, func, select

from kairan.core.kit.batches import in_batches
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared, PreparedForMany
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications.model import (
    Channel,
    Choice,
    DueNotice,
    NotificationRules,
    OwnNotifications,
    PushState,
    is_at_any_hour,
    notice_delivery_table,
    notice_table,
    notification_choice_table,
    notification_rule_table,
    presence_table,
    push_subscription_table,
)
from kairan.notifications.quiet_hours import quiet_of, quiet_span
from kairan.people import member_table

_s, _c, _r = push_subscription_table.c, notification_choice_table.c, notification_rule_table.c
NOTICES_MOST = 2_000  # of a round
_n, _p, _m = notice_table.c, presence_table.c, member_table.c
_d = notice_delivery_table.c


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
    found = {member_id: read_choice(choice) for member_id, choice, _ in _CHOSEN.all(db, wanted)}
    return {one: found.get(one) or read_choice(None) for one in wanted}


def told_here(db: Db, viewer: Viewer) -> bool:
    """Whether this session's browser is told by push."""
    return db.first(select(_s.id).where(_s.session_id == viewer.session_id)) is not None


def has_mail(db: Db, viewer: Viewer) -> bool:
    """Whether an address of the viewer is known."""
    return bool(db.scalar(select(_m.mail).where(_m.id == viewer.member_id)))


def own_notifications(db: Db, viewer: Viewer, push: PushState, *, is_mail_sent: bool) -> OwnNotifications:
    """Return how the viewer is told."""
    devices = db.scalar(select(func.count()).where(_s.member_id == viewer.member_id))
    choice, rules = choice_of(db, viewer.member_id), rules_of(db, viewer.organization_id)
    return OwnNotifications(
        choice=choice,
        rules=rules,
        quiet=quiet_span(now_ms(), quiet_of(choice, rules), choice.leaves),
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


_is_told_by_push = select(_s.id)
_is_told_by_mail = select(_c.member_id).where(_c.choice.contains('"digest"'))


def among_told(member_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Restrict people to those who can be told in any way; the others need not be thought of."""
    by_push = _is_told_by_push.where(_s.member_id == member_id).exists()
    return by_push | _is_told_by_mail.where(_c.member_id == member_id).exists()


class Reach(msgspec.Struct, frozen=True, gc=False):
    """How somebody can be told: what they chose, whether a device of theirs is told, and since when they can be.

    `since`: what was said before it is no news to them.
    """

    choice: Choice
    has_device: bool
    since: int


def reaches_of(db: Db, member_ids: Collection[str]) -> dict[str, Reach]:
    """Return how people can be told, by their ids."""
    wanted = sorted(set(member_ids))
    chosen = {member_id: (choice, at) for member_id, choice, at in _CHOSEN.all(db, wanted)}
    agreed = dict(_AGREED.all(db, wanted))
    nothing = (None, 0)
    return {
        one: Reach(read_choice(stored), one in agreed, agreed.get(one, changed_at))
        for one in wanted
        for stored, changed_at in (chosen.get(one, nothing),)
    }


# One message may concern thousands.
_CHOSEN = PreparedForMany(lambda given: select(_c.member_id, _c.choice, _c.changed_at).where(_c.member_id.in_(given)))
_AGREED = PreparedForMany(
    lambda given: select(_s.member_id, func.min(_s.created_at)).where(_s.member_id.in_(given)).group_by(_s.member_id)
)


def due_members(db: Db, channel: Channel, now: int, most: int) -> dict[MemberId, OrganizationId]:
    """Return for whom something is due, those first for whom it is urgent, then who waits for the longest.

    At most so many people, and as many notices of theirs as one round may hold, but one person in any case.
    """
    found: dict[MemberId, OrganizationId] = {}
    for urgent in (True, False):
        values = {"channel": channel, "now": now, "urgent": urgent, "most": 2 * most}
        for member_id, organization_id in _FIRST_DUE.all(db, values):
            if len(found) < most:
                found.setdefault(member_id, organization_id)
    return _within_a_round(db, channel, now, found)


_FIRST_DUE = Prepared(
    select(_n.member_id, _n.organization_id)
    .where(_n.channel == bindparam("channel"), _n.urgent == bindparam("urgent"), _n.due_at <= bindparam("now"))
    .order_by(_n.due_at, _n.member_id)
    .limit(bindparam("most"))
)


def _within_a_round(
    db: Db, channel: Channel, now: int, people: dict[MemberId, OrganizationId]
) -> dict[MemberId, OrganizationId]:
    counts = {row[0]: row[1] for row in _COUNTED.all(db, list(people), {"channel": channel, "now": now})}
    found: dict[MemberId, OrganizationId] = {}
    notices = 0
    for member_id, organization_id in people.items():
        notices += counts.get(member_id, 0)
        if found and notices > NOTICES_MOST:
            break
        found[member_id] = organization_id
    return found


_FIELDS = DueNotice.__struct_fields__
_then = (_n.channel == bindparam("channel")) & (_n.due_at <= bindparam("now"))
_COUNTED = PreparedForMany(
    lambda given: select(_n.member_id, func.count()).where(_n.member_id.in_(given), _then).group_by(_n.member_id)
)
_DUE = PreparedForMany(
    lambda given: (
        select(*(_n[name] for name in _FIELDS)).where(_n.member_id.in_(given), _then).order_by(_n.due_at, _n.id)
    )
)


def due_notices(
    db: Db, channel: Channel, now: int, member_ids: Collection[str], *, urgent_only: Collection[str] = ()
) -> list[DueNotice]:
    """Return all that is due for some people; for some of them what is told at any hour alone."""
    rows = _DUE.all(db, sorted(member_ids), {"channel": channel, "now": now})
    found = [DueNotice(**dict(zip(_FIELDS, row, strict=True))) for row in rows]
    if not urgent_only:
        return found
    return [one for one in found if is_at_any_hour(one) or one.member_id not in urgent_only]


def next_due_at(db: Db, channel: Channel) -> int | None:
    """Return when the next notice is due; None when nothing waits."""
    firsts = [select(func.min(_n.due_at)).where(_n.channel == channel, _n.urgent == urgent) for urgent in (True, False)]
    return min((due_at for one in firsts if (due_at := db.scalar(one)) is not None), default=None)


def delivered_to(db: Db, notice_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Return which notices need not be told to which browsers any more, by the digest of their address."""
    found: set[tuple[str, str]] = set()
    for some in in_batches(notice_ids):
        rows = db.all(select(_d.notice_id, _d.endpoint_digest).where(_d.notice_id.in_(some)))
        found |= {(row.notice_id, row.endpoint_digest) for row in rows}
    return found


def active_at(db: Db, member_ids: Sequence[str]) -> dict[str, int]:
    """Return when people were last active at a PC."""
    return dict(_ACTIVE.all(db, member_ids))


_ACTIVE = PreparedForMany(lambda given: select(_p.member_id, _p.active_at).where(_p.member_id.in_(given)))
