"""Telling by push: what is due is looked at anew, encrypted for each device, handed over, and put away.

What is looked at anew: whether the person may still read it, has read it meanwhile, sits at a PC, or whether it has
become quiet for them. After a crash between handing over and putting away it is handed over again under the same
topic, which replaces what was there: the phone shows it once.
"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import ColumnElement, case, delete, select, update

from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.batches import in_batches
from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import enqueue
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.notifications.model import (
    Channel,
    Content,
    DueNotice,
    Leave,
    QuietHours,
    at_any_hour,
    notice_table,
    push_subscription_table,
)
from kairan.notifications.queries import active_at, choices_of, due_members, due_notices, next_due_at, rules_of
from kairan.notifications.quiet_hours import is_quiet, quiet_of, told_from
from kairan.notifications.subjects import Asked, described
from kairan.notifications.web_push import Message, Outcome, PushKey, PushSender, Target
from kairan.sessions import told_by_sessions

ROUND = bounded("notifications.round", 200, "wait", "who is left is in the next round")
AT_ONCE = 50  # messages under way
PRESENT_MS = 90_000  # so long after the last key or pointer somebody sits at their PC
AGAIN_MS = 60_000  # then it is looked again
ATTEMPTS = 8
FIRST_PAUSE_MS = 30_000  # doubled each time, to about an hour; in all about two hours
FAILURES_MOST = 5  # of a service in one round; the rest waits
SLOW_S = 4.0  # an answer that takes longer counts as a failure of the service
SENDING_S = 35.0  # what was not begun by then is in the next round
UNSENT_MS = 60_000
REFUSED_MOST = 5  # in a row; then the browser is to subscribe anew
TOLD_EVERY_MS = 3_600_000
SUMMED_FROM = 4  # so many for one person at one time are one notice
_n, _s = notice_table.c, push_subscription_table.c


class Tell(msgspec.Struct, frozen=True):
    """The body of the job: what is due is found in the table."""


class Push(msgspec.Struct, frozen=True, kw_only=True):
    """A message for one device, and the notices it tells of."""

    subscription_id: str
    target: Target
    message: Message
    notice_ids: list[str]
    urgent: bool


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be sent now, what need not be told any more, and who is told later, until when.

    `at`: when this was looked at; what was due then for who is told later waits.
    """

    at: int
    pushes: list[Push] = []
    dropped: list[str] = []
    later: dict[str, int] = {}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A round, and what the services said to each of its messages."""

    round: Round
    outcomes: list[Outcome]


def wake(db: Db, channel: Channel) -> None:
    """Let the job of a channel run when the next notice is due, if any waits."""
    if (due_at := next_due_at(db, channel)) is not None:
        enqueue(db, f"notifications.{channel}", Tell(), due_at=due_at, key=channel)


def look(db: Db, rules: SessionRules) -> Round:
    """Return what is to be done with what is due, for some people at a time."""
    now = now_ms()
    people = due_members(db, "push", now, ROUND)
    later = _later(db, people, now)
    by_member: dict[str, list[DueNotice]] = defaultdict(list)
    for one in due_notices(db, "push", now, people, urgent_only=later):
        by_member[one.member_id].append(one)
    devices = _devices(db, by_member, rules)
    told = [(device, notices) for member_id, notices in by_member.items() for device in devices[member_id]]
    contents = described(db, [Asked(device.viewer, notices) for device, notices in told])
    pushes = [
        push
        for (device, notices), content in zip(told, contents, strict=True)
        for push in _pushes(device, notices, content)
    ]
    kept = {notice_id for push in pushes for notice_id in push.notice_ids}
    dropped = [one.id for notices in by_member.values() for one in notices if one.id not in kept]
    return Round(at=now, pushes=pushes, dropped=dropped, later=later)


def _later(db: Db, people: Mapping[MemberId, OrganizationId], now: int) -> dict[str, int]:
    """Return who is told only what is told at any hour, and until when: it is quiet for them, or they sit at a PC."""
    choices, active = choices_of(db, people), active_at(db, sorted(people))
    rules = {one: rules_of(db, one) for one in set(people.values())}
    found: dict[str, int] = {}
    for member_id, organization_id in people.items():
        choice = choices[member_id]
        until = _until(quiet_of(choice, rules[organization_id]), choice.leaves, active.get(member_id, 0), now)
        if until is not None:
            found[member_id] = until
    return found


def _until(quiet: QuietHours | None, leaves: list[Leave], was_active_at: int, now: int) -> int | None:
    """Return until when only what is told at any hour is told; None when everything may be told now."""
    if is_quiet(now, quiet, leaves):
        return told_from(now, quiet, leaves)
    return now + AGAIN_MS if now - PRESENT_MS < was_active_at <= now + PRESENT_MS else None


class _Device(msgspec.Struct, frozen=True):
    subscription_id: str
    target: Target
    viewer: Viewer
    is_open: bool


def _devices(db: Db, member_ids: Collection[str], rules: SessionRules) -> dict[str, list[_Device]]:
    """Return the devices of people whose sessions are open, with what policy lets each be told."""
    rows = db.all(
        select(_s.id, _s.session_id, _s.endpoint, _s.p256dh, _s.auth).where(_s.member_id.in_(sorted(member_ids)))
    )
    holders = told_by_sessions(db, [row.session_id for row in rows], rules)
    found: dict[str, list[_Device]] = defaultdict(list)
    for row in rows:
        if (holder := holders.get(row.session_id)) is not None:
            target = Target(endpoint=row.endpoint, p256dh=row.p256dh, auth=row.auth)
            found[holder.viewer.member_id].append(_Device(row.id, target, holder.viewer, holder.is_open))
    return found


def _pushes(device: _Device, notices: Sequence[DueNotice], contents: Mapping[str, Content]) -> list[Push]:
    """Make one message for each thing told of; of many, or to whom must sign in first, one that says how many.

    What is urgent stands alone, and so does what somebody asked to be told now.
    """
    told = [one for one in notices if one.id in contents]
    urgent = [one for one in told if one.urgent]
    asked_for = [one for one in told if not one.urgent and one.kind == "own_reminder"]
    by_tag: dict[str, list[DueNotice]] = defaultdict(list)
    for one in told:
        if not one.urgent:
            by_tag[contents[one.id].tag].append(one)
    if not device.is_open:
        every = [one for some in by_tag.values() for one in some]
        return [_summed(device, some) for some in (urgent, every) if some]
    for one in asked_for:
        by_tag.pop(contents[one.id].tag, None)
    made = [_push(device, [one], contents[one.id]) for one in (*urgent, *asked_for)]
    if len(by_tag) >= SUMMED_FROM:
        return [*made, _summed(device, [one for some in by_tag.values() for one in some])]
    return [
        *made,
        *(_push(device, some, contents[max(some, key=lambda one: one.seq).id]) for some in by_tag.values()),
    ]


def _summed(device: _Device, notices: Sequence[DueNotice]) -> Push:
    count, is_english, is_urgent = len(notices), device.viewer.language == "en", notices[0].urgent
    if is_urgent:
        title = f"{count} urgent messages for you" if is_english else f"緊急のお知らせが {count} 件あります"
    else:
        title = f"{count} messages for you" if is_english else f"お知らせが {count} 件あります"
    at, tag = max(one.created_at for one in notices), "urgent" if is_urgent else "summary"
    return _push(device, notices, Content(title=title, text="", tag=tag, path="/", at=at))


def _push(device: _Device, notices: Sequence[DueNotice], content: Content) -> Push:
    message = Message(
        title=content.title, text=content.text, tag=content.tag, path=content.path, at=content.at, count=len(notices)
    )
    return Push(
        subscription_id=device.subscription_id,
        target=device.target,
        message=message,
        notice_ids=[one.id for one in notices],
        urgent=any(one.urgent for one in notices),
    )


def own_target(db: Db, viewer: Viewer) -> Target | None:
    """Return this session's browser, if it is told."""
    row = db.first(select(_s.endpoint, _s.p256dh, _s.auth).where(_s.session_id == viewer.session_id))
    return None if row is None else Target(endpoint=row.endpoint, p256dh=row.p256dh, auth=row.auth)


async def send_all(sender: PushSender, key: PushKey, pushes: Sequence[Push]) -> list[Outcome]:
    """Hand all messages over, some at once; a service that fails again and again is left alone for this round."""
    failures: Counter[str] = Counter()
    gate = asyncio.Semaphore(AT_ONCE)

    latest = time.monotonic() + SENDING_S

    async def send(push: Push) -> Outcome:
        service = service_of(push.target.endpoint)
        async with gate:
            began = time.monotonic()
            if failures[service] >= FAILURES_MOST or began > latest:
                return "unsent"
            outcome = await sender.send(push.target, push.message, key, urgent=push.urgent)
            failures[service] += outcome == "later" or time.monotonic() - began > SLOW_S
            return outcome

    return list(await asyncio.gather(*(send(push) for push in pushes)))


def service_of(endpoint: str) -> str:
    """Return by what the hosts of one service are known to be one: the end of their names."""
    return ".".join((urlsplit(endpoint).hostname or "").split(".")[-3:])


def put_away(db: Db, told: Told) -> None:
    """Put away what was told or need not be, and let the rest wait."""
    now = now_ms()
    outcomes: dict[str, set[Outcome]] = defaultdict(set)
    for push, outcome in zip(told.round.pushes, told.outcomes, strict=True):
        for notice_id in push.notice_ids:
            outcomes[notice_id].add(outcome)
    done = [one for one, said in outcomes.items() if "told" in said or not said & {"later", "unsent"}]
    again = [one for one, said in outcomes.items() if one not in set(done) and "later" in said]
    unsent = [one for one in outcomes if one not in {*done, *again}]
    as_looked_at = _n.due_at <= told.round.at  # what became urgent meanwhile is due later than that, and stays
    for some in in_batches([*done, *told.round.dropped]):
        db.execute(delete(notice_table).where(_n.id.in_(some), as_looked_at))
    for some in in_batches(again):
        _let_wait(db, _n.id.in_(some) & as_looked_at, now)
    for some in in_batches(unsent):
        soon = update(notice_table).where(_n.id.in_(some), as_looked_at)
        db.execute(soon.values(due_at=now + UNSENT_MS))
    for due_at in set(told.round.later.values()):
        theirs = _n.member_id.in_([one for one, until in told.round.later.items() if until == due_at])
        waiting = (_n.channel == "push") & (_n.due_at <= told.round.at) & ~at_any_hour
        db.execute(update(notice_table).where(theirs, waiting).values(due_at=due_at))
    _note_devices(db, told, now)
    wake(db, "push")


def _let_wait(db: Db, mine: ColumnElement[bool], now: int) -> None:
    """Wait twice as long each time; after the last attempt it is too late to tell."""
    db.execute(delete(notice_table).where(mine, _n.attempts >= ATTEMPTS - 1))
    pauses = case(
        *((_n.attempts == tried, now + FIRST_PAUSE_MS * 2**tried) for tried in range(ATTEMPTS)),
        else_=now + FIRST_PAUSE_MS * 2**ATTEMPTS,
    )
    db.execute(update(notice_table).where(mine).values(attempts=_n.attempts + 1, due_at=pauses))


def _note_devices(db: Db, told: Told, now: int) -> None:
    said = dict(zip((push.subscription_id for push in told.round.pushes), told.outcomes, strict=True))
    gone = [one for one, outcome in said.items() if outcome == "gone"]
    reached = [one for one, outcome in said.items() if outcome == "told"]
    refused = [one for one, outcome in said.items() if outcome == "refused"]
    if refused:
        db.execute(update(push_subscription_table).where(_s.id.in_(refused)).values(refused=_s.refused + 1))
        db.execute(delete(push_subscription_table).where(_s.id.in_(refused), _s.refused >= REFUSED_MOST))
    if gone:
        db.execute(delete(push_subscription_table).where(_s.id.in_(gone)))
    if reached:
        stale = (_s.told_at < now - TOLD_EVERY_MS) | (_s.refused > 0)  # only so that the longest silent device is known
        db.execute(update(push_subscription_table).where(_s.id.in_(reached), stale).values(told_at=now, refused=0))
