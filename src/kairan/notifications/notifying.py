"""One place decides how people are told (通知): whoever wants to tell something says what, to whom, how urgent."""

from collections.abc import Collection, Sequence

import msgspec

from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.upsert import upsert
from kairan.notifications.model import Channel, Choice, NewNotice, NotificationRules, notice_table
from kairan.notifications.queries import choices_of, rules_of, told_by
from kairan.notifications.quiet_hours import next_digest, quiet_of, told_from
from kairan.notifications.telling import Tell

PUSH_AFTER_MS = 3_000
"""So long a push waits: whoever reads it at once, on whatever screen, is not told."""
_n = notice_table.c


class Prepared(msgspec.Struct, frozen=True):
    """A notice, the way and the time it is told; made by a query, so that the transaction that keeps it is short."""

    notice: NewNotice
    channel: Channel
    due_at: int


def notify(db: Db, notices: Sequence[NewNotice]) -> int:
    """Let people be told of entries, each in the ways they chose, when it is not quiet for them; returns how many are.

    An entry is told to a person once, however often this is called. Nothing is sent here: that is done after the
    commit, if by then they may still read it and have not.
    """
    prepared = prepare_notices(db, notices)
    keep_notices(db, prepared)
    return len({one.notice.member_id for one in prepared})


def prepare_notices(db: Db, notices: Sequence[NewNotice]) -> list[Prepared]:
    """Return how and when each is told; those who can be told in no way are left out."""
    if not notices:
        return []
    now = now_ms()
    people = {one.member_id for one in notices}
    choices = choices_of(db, people)
    rules = {one: rules_of(db, one) for one in {one.organization_id for one in notices}}
    reached: dict[Channel, set[str]] = {
        "push": _reached(db, "push", people),
        "mail": {one for one, choice in choices.items() if choice.mail == "digest"},
    }
    return [
        Prepared(one, channel, _due_at(one, channel, choices[one.member_id], rules[one.organization_id], now))
        for one in notices
        for channel in reached
        if one.member_id in reached[channel] and not (channel == "mail" and one.kind == "message")
    ]


def keep_notices(db: Db, prepared: Sequence[Prepared]) -> None:
    """Keep them until they are told. What waits already stays, and becomes urgent or a reminder where it now is.

    Somebody's own reminder is told at the time they chose, whoever else reminds them of the same.
    """
    now = now_ms()
    for some in in_batches(prepared):
        made = upsert(db, notice_table)
        new = made.excluded
        put = made.on_conflict_do_update(
            index_elements=[_n.member_id, _n.channel, _n.stream, _n.seq],
            set_={
                "kind": new.kind,
                "urgent": new.urgent,
                "due_at": new.due_at,
                "created_at": new.created_at,
                "attempts": 0,
            },
            where=~_n.urgent
            & (new.urgent | (new.kind == "own_reminder") | ((new.kind == "reminder") & (_n.kind != "own_reminder"))),
        )
        db.execute(put, [_row(one, now) for one in some])
    for channel in sorted({one.channel for one in prepared}):
        first = min(one.due_at for one in prepared if one.channel == channel)
        enqueue(db, f"notifications.{channel}", Tell(), due_at=first, key=channel)


def _reached(db: Db, channel: Channel, people: Collection[str]) -> set[str]:
    wanted, found = sorted(people), set[str]()
    told = told_by(channel).subquery()
    for some in in_batches(wanted):
        found |= set(db.scalars(told.select().where(told.c.member_id.in_(some))))
    return found


def _due_at(one: NewNotice, channel: Channel, choice: Choice, rules: NotificationRules, now: int) -> int:
    if channel == "mail":
        return next_digest(now, rules.digest_at, choice.leaves)
    if one.urgent or one.kind == "own_reminder":
        return now
    return told_from(now + PUSH_AFTER_MS, quiet_of(choice, rules), choice.leaves)


def _row(prepared: Prepared, now: int) -> dict[str, object]:
    one = prepared.notice
    return {
        "id": new_id(),
        "member_id": one.member_id,
        "organization_id": one.organization_id,
        "channel": prepared.channel,
        "stream": one.stream,
        "seq": one.seq,
        "kind": one.kind,
        "urgent": one.urgent,
        "due_at": prepared.due_at,
        "created_at": now,
        "attempts": 0,
    }
