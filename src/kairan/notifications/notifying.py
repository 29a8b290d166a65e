"""One place decides how people are told (通知): whoever wants to tell something says what, to whom, how urgent."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, literal_column, null

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Dialect
from kairan.core.kit.ids import new_ids
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.prepared import Prepared as PreparedStatement
from kairan.core.kit.upsert import insert_for
from kairan.core.viewer import OrganizationId
from kairan.notifications.model import Channel, Choice, NewNotice, NoticeKind, NotificationRules, notice_table
from kairan.notifications.queries import Reach, reaches_of, rules_of
from kairan.notifications.quiet_hours import next_digest, quiet_of, told_from
from kairan.notifications.telling import Tell

PUSH_AFTER_MS = 3_000
"""So long a push waits: whoever reads it at once, on whatever screen, is not told."""
_n = notice_table.c


class Prepared(msgspec.Struct, frozen=True, gc=False):
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


def prepare_notices(db: Db, notices: Sequence[NewNotice], known: Mapping[str, Reach] | None = None) -> list[Prepared]:
    """Return how and when each is told; those who can be told in no way are left out.

    `known`: how these people can be told, where it was looked up already.
    """
    if not notices:
        return []
    reaches = reaches_of(db, {one.member_id for one in notices}) if known is None else known
    rules = {one: rules_of(db, one) for one in {one.organization_id for one in notices}}
    due = _DueTimes(rules, now_ms())
    return [
        Prepared(one, channel, due.of(one, channel, reach.choice))
        for one in notices
        for reach in (reaches[one.member_id],)
        for channel in _channels(one, reach)
    ]


def _channels(one: NewNotice, reach: Reach) -> list[Channel]:
    by_push: list[Channel] = ["push"] if reach.has_device else []
    by_mail: list[Channel] = ["mail"] if reach.choice.mail == "digest" and one.kind != "message" else []
    return [*by_push, *by_mail]


def keep_notices(db: Db, prepared: Sequence[Prepared]) -> None:
    """Keep them until they are told. What waits stays, and becomes urgent, a reminder or a call where it now is.

    It is another notice then: whichever devices the earlier one had reached hear of it.
    """
    if not prepared:
        return
    now = now_ms()
    _PUT[db.dialect].run_each(
        db, [_row(new, one, now) for new, one in zip(new_ids(len(prepared)), prepared, strict=True)]
    )
    for channel in sorted({one.channel for one in prepared}):
        first = min(one.due_at for one in prepared if one.channel == channel)
        enqueue(db, f"notifications.{channel}", Tell(), due_at=first, key=channel)


def _kinds(*names: NoticeKind) -> tuple[ColumnElement[str], ...]:
    return tuple(literal_column(f"'{name}'") for name in names)


OWN: tuple[NoticeKind, ...] = ("own_reminder",)  # told at the time they chose, whoever else reminds them of the same
ASKED: tuple[NoticeKind, ...] = ("reminder", "confirmation")
CALLED: tuple[NoticeKind, ...] = ("mention",)


def _put(dialect: Dialect) -> PreparedStatement:
    made = insert_for(dialect, notice_table)
    new = made.excluded
    own, called, asked = (_kinds(*names) for names in (OWN, CALLED, ASKED))
    is_more = new.urgent | new.kind.in_(own) | (new.kind.in_(asked) & _n.kind.not_in(own))
    is_called_now = new.kind.in_(called) & _n.kind.not_in((*called, *asked, *own))
    put = made.on_conflict_do_update(
        index_elements=[_n.member_id, _n.channel, _n.stream, _n.seq],
        set_={
            "id": new.id,
            "kind": new.kind,
            "urgent": new.urgent,
            "due_at": new.due_at,
            "created_at": new.created_at,
            "attempts": literal_column("0"),
            "late_at": null(),
        },
        where=~_n.urgent & (is_more | is_called_now),
    )
    return PreparedStatement(put, COLUMNS)


COLUMNS = tuple(column.key for column in notice_table.columns if column.key != "late_at")
_PUT: Mapping[Dialect, PreparedStatement] = {"sqlite": _put("sqlite"), "postgresql": _put("postgresql")}


class _DueTimes:
    """When notices are told; worked out once for all who chose the same."""

    def __init__(self, rules: Mapping[OrganizationId, NotificationRules], now: int) -> None:
        self._rules, self._now = rules, now
        self._found: dict[tuple[object, ...], int] = {}

    def of(self, one: NewNotice, channel: Channel, choice: Choice) -> int:
        """Return the instant (ms)."""
        if channel == "push" and (one.urgent or one.kind == "own_reminder"):
            return self._now
        alike = (channel, one.organization_id, id(choice))  # what was chosen lives as long as this
        if (due_at := self._found.get(alike)) is None:
            due_at = self._found[alike] = self._due_at(channel, choice, self._rules[one.organization_id])
        return due_at

    def _due_at(self, channel: Channel, choice: Choice, rules: NotificationRules) -> int:
        if channel == "mail":
            return next_digest(self._now, rules.digest_at, choice.leaves)
        return told_from(self._now + PUSH_AFTER_MS, quiet_of(choice, rules), choice.leaves)


def _row(notice_id: str, prepared: Prepared, now: int) -> dict[str, object]:
    one = prepared.notice
    return {
        "id": notice_id,
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
