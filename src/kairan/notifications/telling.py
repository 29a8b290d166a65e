"""Telling by push: what is due is looked at anew, handed over for each device, and put away.

What is looked at anew: whether the person may still read it, has read it meanwhile, sits at a PC, or whether it has
become quiet for them. A notice waits until each of the person's devices has it, and is told to none of them twice.
After a crash between handing over and putting away it is handed over again under the same topic, which replaces what
was there: the phone shows it once.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec
import structlog
from sqlalchemy import bindparam, delete, func, literal_column, select, update

from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.prepared import PreparedForMany
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications.model import (
    Channel,
    Content,
    DueNotice,
    Span,
    Unread,
    at_any_hour,
    is_at_any_hour,
    notice_delivery_table,
    notice_table,
    push_subscription_table,
)
from kairan.notifications.queries import (
    active_at,
    choices_of,
    delivered_to,
    due_members,
    due_notices,
    next_due_at,
    rules_of,
)
from kairan.notifications.quiet_hours import quiet_of, quiet_span
from kairan.notifications.sending import Sending
from kairan.notifications.subjects import Asked, described, unread_of
from kairan.notifications.web_push import UNREAD_MOST, Answer, Message, Target
from kairan.sessions import told_by_sessions

ROUND = bounded("notifications.round", 400, "wait", "who is left is in the next round")
PRESENT_MS = 90_000  # so long after the last word of a PC somebody sits there, unless it says that they left
FIRST_PAUSE_MS = 30_000  # after an attempt that failed; doubled each time
PAUSE_MOST_MS, URGENT_PAUSE_MOST_MS = 3_600_000, 600_000
LIFE_MS = 24 * 3_600_000  # a service that stays away for longer loses a notice: whoever works has seen it by then
URGENT_LIFE_MS = 72 * 3_600_000  # as long as the first days of a disaster, when lines come and go
UNSENT_MS = 60_000
REFUSED_MOST = 5  # in a row; then the browser is to subscribe anew
TOLD_EVERY_MS = 3_600_000
SUMMED_FROM = 4  # so many for one person at one time are one notice
MISSED = {"later", "unsent"}
_n, _s, _d = notice_table.c, push_subscription_table.c, notice_delivery_table.c
log = structlog.get_logger("kairan.notifications")


class Tell(msgspec.Struct, frozen=True):
    """The body of the job: what is due is found in the table."""


class Push(Sending, frozen=True, kw_only=True, gc=False):
    """A message for one device, and the notices it tells of."""

    subscription_id: str
    digest: str  # of its address
    notice_ids: list[str]


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be sent now, what need not be told any more, and who is told later, until when.

    `at`: when this was looked at; what was due then for who is told later waits. `notices`: those of the pushes.
    """

    at: int
    pushes: list[Push] = []
    notices: dict[str, DueNotice] = {}
    dropped: list[str] = []
    later: dict[str, int] = {}
    is_retry: bool = False  # whether some of it was tried before


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A round, and what the services said to each of its messages."""

    round: Round
    answers: list[Answer]


def wake(db: Db, channel: Channel) -> None:
    """Let the job of a channel run when the next notice is due, if any waits."""
    if (due_at := next_due_at(db, channel)) is not None:
        enqueue(db, f"notifications.{channel}", Tell(), due_at=due_at, key=channel)


def look(db: Db, rules: SessionRules) -> Round:
    """Return what is to be done with what is due, for some people at a time."""
    now = now_ms()
    people = due_members(db, "push", now, ROUND)
    hours = _hours(db, people, now)
    later = _later(db, hours, now)
    by_member: dict[str, list[DueNotice]] = defaultdict(list)
    for one in due_notices(db, "push", now, people, urgent_only=later):
        by_member[one.member_id].append(one)
    pushes = _to_push(db, by_member, hours, rules, now)
    kept = {notice_id for push in pushes for notice_id in push.notice_ids}
    every = {one.id: one for notices in by_member.values() for one in notices}
    dropped = [one for one in every if one not in kept]
    is_retry = any(one.late_at is not None for one in every.values())
    notices = {one: every[one] for one in kept}
    return Round(at=now, pushes=pushes, notices=notices, dropped=dropped, later=later, is_retry=is_retry)


def _to_push(
    db: Db,
    by_member: Mapping[str, list[DueNotice]],
    hours: Mapping[MemberId, Span | None],
    rules: SessionRules,
    now: int,
) -> list[Push]:
    """Return what each device is to be told that was not told of it yet."""
    tried = [one.id for notices in by_member.values() for one in notices if one.late_at is not None]
    delivered = delivered_to(db, tried)
    devices = _devices(db, by_member, rules)
    told = [
        (device, [one for one in notices if (one.id, device.digest) not in delivered] if delivered else notices)
        for member_id, notices in by_member.items()
        for device in devices[member_id]
    ]
    contents = described(db, [Asked(device.viewer, notices) for device, notices in told])
    some = [(*one, content) for one, content in zip(told, contents, strict=True) if content]
    unread = unread_of(db, [device.viewer for device, _, _ in some])
    return [
        push
        for (device, notices, content), counted in zip(some, unread, strict=True)
        for push in _pushes(_Telling(device, counted, now, hours[device.viewer.member_id]), notices, content)
    ]


def _hours(db: Db, people: Mapping[MemberId, OrganizationId], now: int) -> dict[MemberId, Span | None]:
    """Return when it is quiet for people, now or within a day; worked out once for all who chose the same."""
    choices = choices_of(db, people)
    rules = {one: rules_of(db, one) for one in set(people.values())}
    known: dict[tuple[OrganizationId, int], Span | None] = {}
    found: dict[MemberId, Span | None] = {}
    for member_id, organization_id in people.items():
        choice = choices[member_id]
        alike = (organization_id, id(choice))  # what was chosen lives as long as this
        if alike not in known:
            known[alike] = quiet_span(now, quiet_of(choice, rules[organization_id]), choice.leaves)
        found[member_id] = known[alike]
    return found


def _later(db: Db, hours: Mapping[MemberId, Span | None], now: int) -> dict[str, int]:
    """Return who is told only what is told at any hour, and until when: it is quiet for them, or they sit at a PC."""
    active = active_at(db, sorted(hours))
    untils = {one: _until(quiet, active.get(one, 0), now) for one, quiet in hours.items()}
    return {one: until for one, until in untils.items() if until is not None}


def _until(quiet: Span | None, was_active_at: int, now: int) -> int | None:
    """Return until when only what is told at any hour is told; None when everything may be told now."""
    if quiet is not None and quiet.begins <= now:
        return quiet.ends
    if not now - PRESENT_MS < was_active_at <= now + PRESENT_MS:  # beyond: the clock of that node is wrong
        return None
    return min(was_active_at, now) + PRESENT_MS


class _Device(msgspec.Struct, frozen=True, gc=False):
    subscription_id: str
    digest: str
    target: Target
    viewer: Viewer
    is_open: bool


class _Telling(msgspec.Struct, frozen=True, gc=False):
    """A device, what is unread to whoever holds it, the time, and when it becomes quiet for them."""

    device: _Device
    unread: Unread
    now: int
    quiet: Span | None


def _devices(db: Db, member_ids: Collection[str], rules: SessionRules) -> dict[str, list[_Device]]:
    """Return the devices of people whose sessions are open, with what policy lets each be told."""
    rows = _DEVICES.all(db, sorted(member_ids))
    holders = told_by_sessions(db, [session_id for _, session_id, *_ in rows], rules)
    found: dict[str, list[_Device]] = defaultdict(list)
    for subscription_id, session_id, digest, endpoint, p256dh, auth in rows:
        if (holder := holders.get(session_id)) is not None:
            target = Target(endpoint=endpoint, p256dh=p256dh, auth=auth)
            device = _Device(subscription_id, digest, target, holder.viewer, holder.is_open)
            found[holder.viewer.member_id].append(device)
    return found


_DEVICES = PreparedForMany(
    lambda given: select(_s.id, _s.session_id, _s.endpoint_digest, _s.endpoint, _s.p256dh, _s.auth).where(
        _s.member_id.in_(given)
    )
)


def _pushes(telling: _Telling, notices: Sequence[DueNotice], contents: Mapping[str, Content]) -> list[Push]:
    """Make one message for each thing told of; of many, or to whom must sign in first, one that says how many.

    What is urgent stands alone, and so does what somebody asked to be told now.
    """
    told = [one for one in notices if one.id in contents]
    if len(told) == 1 and telling.device.is_open:
        return [_push(telling, told, contents[told[0].id])]
    urgent = [one for one in told if one.urgent]
    asked_for = [one for one in told if not one.urgent and one.kind == "own_reminder"]
    by_tag: dict[str, list[DueNotice]] = defaultdict(list)
    for one in told:
        if not one.urgent:
            by_tag[contents[one.id].tag].append(one)
    if not telling.device.is_open:
        every = [one for some in by_tag.values() for one in some]
        return [_summed(telling, some) for some in (urgent, every) if some]
    for one in asked_for:
        by_tag.pop(contents[one.id].tag, None)
    made = [_push(telling, [one], contents[one.id]) for one in (*urgent, *asked_for)]
    if len(by_tag) >= SUMMED_FROM:
        return [*made, _summed(telling, [one for some in by_tag.values() for one in some])]
    return [
        *made,
        *(_push(telling, some, contents[max(some, key=lambda one: one.seq).id]) for some in by_tag.values()),
    ]


def _summed(telling: _Telling, notices: Sequence[DueNotice]) -> Push:
    count, is_english, is_urgent = len(notices), telling.device.viewer.language == "en", notices[0].urgent
    if is_urgent:
        title = f"{count} urgent messages for you" if is_english else f"緊急のお知らせが {count} 件あります"
    else:
        title = f"{count} messages for you" if is_english else f"お知らせが {count} 件あります"
    at, tag = max(one.created_at for one in notices), "urgent" if is_urgent else "summary"
    return _push(telling, notices, Content(title=title, text="", tag=tag, path="/", at=at))


def _push(telling: _Telling, notices: Sequence[DueNotice], content: Content) -> Push:
    device, unread = telling.device, telling.unread
    are_named = device.is_open and unread.streams is not None and len(unread.streams) <= UNREAD_MOST
    message = Message(
        title=content.title,
        text=content.text,
        tag=content.tag,
        path=content.path,
        at=content.at,
        count=len(notices),
        stream=content.stream,
        badge=unread.count,
        unread=unread.streams if are_named else None,
        sent_at=telling.now,
        quiet=None if any(map(is_at_any_hour, notices)) else telling.quiet,
    )
    return Push(
        subscription_id=device.subscription_id,
        digest=device.digest,
        target=device.target,
        message=message,
        notice_ids=[one.id for one in notices],
        urgent=any(one.urgent for one in notices),
    )


def own_target(db: Db, viewer: Viewer) -> Target | None:
    """Return this session's browser, if it is told."""
    row = db.first(select(_s.endpoint, _s.p256dh, _s.auth).where(_s.session_id == viewer.session_id))
    return None if row is None else Target(endpoint=row.endpoint, p256dh=row.p256dh, auth=row.auth)


def put_away(db: Db, told: Told) -> None:
    """Put away what was told on every device or need not be, and let the rest wait for those that were not reached."""
    now = now_ms()
    answers: dict[str, list[Answer]] = defaultdict(list)
    for push, answer in zip(told.round.pushes, told.answers, strict=True):
        for notice_id in push.notice_ids:
            answers[notice_id].append(answer)
    waiting = {one: missed for one, said in answers.items() if (missed := [a for a in said if a.outcome in MISSED])}
    over = [one for one in waiting if _is_late(told.round.notices[one], now)]
    if over:
        log.warning("push.given_up", notices=len(over))
    done = [one for one in answers if one not in waiting]
    ended = [*done, *over, *told.round.dropped]
    _END.run(db, ended, {"at": told.round.at})
    if told.round.is_retry:
        _END_DELIVERIES.run(db, ended)
    _let_wait(db, told, {one: missed for one, missed in waiting.items() if one not in set(over)}, now)
    _let_be_told_later(db, told.round)
    _note_devices(db, told, now)
    wake(db, "push")


# What became urgent meanwhile is due later than it was looked at, and stays.
_END = PreparedForMany(lambda given: delete(notice_table).where(_n.id.in_(given), _n.due_at <= bindparam("at")))
_END_DELIVERIES = PreparedForMany(lambda given: delete(notice_delivery_table).where(_d.notice_id.in_(given)))


def _is_late(notice: DueNotice, now: int) -> bool:
    return notice.late_at is not None and notice.late_at <= now


def _let_wait(db: Db, told: Told, waiting: Mapping[str, Sequence[Answer]], now: int) -> None:
    """Wait for the devices that were not reached, longer each time, and know those that were."""
    if not waiting:
        return
    rows = [_waiting(told.round.notices[one], missed, now) for one, missed in waiting.items()]
    mine = (_n.id == bindparam("notice")) & (_n.due_at <= told.round.at)
    late_at = func.coalesce(_n.late_at, bindparam("until"))
    put = update(notice_table).where(mine)
    db.execute(put.values(attempts=bindparam("tried"), due_at=bindparam("next_at"), late_at=late_at), rows)
    reached = [
        {"notice_id": notice_id, "endpoint_digest": push.digest}
        for push, answer in zip(told.round.pushes, told.answers, strict=True)
        for notice_id in push.notice_ids
        if notice_id in waiting and answer.outcome not in MISSED
    ]
    if reached:
        db.execute(upsert(db, notice_delivery_table).on_conflict_do_nothing(), reached)


def _waiting(notice: DueNotice, missed: Sequence[Answer], now: int) -> dict[str, object]:
    """Return when a notice is tried again; who was not asked costs it no attempt."""
    is_asked = any(one.outcome == "later" for one in missed)
    most = URGENT_PAUSE_MOST_MS if notice.urgent else PAUSE_MOST_MS
    pause = min(FIRST_PAUSE_MS * 2 ** min(notice.attempts, 20), most) if is_asked else UNSENT_MS
    wait = max(pause, min(one.wait_ms for one in missed))
    life = URGENT_LIFE_MS if notice.urgent else LIFE_MS
    return {"notice": notice.id, "tried": notice.attempts + is_asked, "next_at": now + wait, "until": now + life}


def _let_be_told_later(db: Db, found: Round) -> None:
    """Let all that is due for some people but what is told at any hour wait until it is no longer quiet for them."""
    if not found.later:
        return
    waiting = (_n.member_id == bindparam("member")) & (_n.channel == "push") & (_n.due_at <= found.at) & ~at_any_hour
    put = update(notice_table).where(waiting).values(due_at=bindparam("until"))
    db.execute(put, [{"member": member_id, "until": until} for member_id, until in found.later.items()])


def _note_devices(db: Db, told: Told, now: int) -> None:
    said = dict(zip((push.subscription_id for push in told.round.pushes), told.answers, strict=True))
    gone = [one for one, answer in said.items() if answer.outcome == "gone"]
    reached = [one for one, answer in said.items() if answer.outcome == "told"]
    refused = [one for one, answer in said.items() if answer.outcome == "refused"]
    _REFUSED.run(db, refused)
    _REFUSED_AGAIN.run(db, refused)
    _GONE.run(db, gone)
    _REACHED.run(db, reached, {"now": now, "stale": now - TOLD_EVERY_MS})


_REFUSED = PreparedForMany(
    lambda given: (
        update(push_subscription_table).where(_s.id.in_(given)).values(refused=_s.refused + literal_column("1"))
    )
)
_REFUSED_AGAIN = PreparedForMany(
    lambda given: delete(push_subscription_table).where(
        _s.id.in_(given), _s.refused >= literal_column(f"{REFUSED_MOST}")
    )
)
_GONE = PreparedForMany(lambda given: delete(push_subscription_table).where(_s.id.in_(given)))
# Only so that the longest silent device is known.
_REACHED = PreparedForMany(
    lambda given: (
        update(push_subscription_table)
        .where(_s.id.in_(given), (_s.told_at < bindparam("stale")) | (_s.refused > literal_column("0")))
        .values(told_at=bindparam("now"), refused=literal_column("0"))
    )
)
