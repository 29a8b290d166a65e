"""What happened with a circular (経過), read from its stream."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import select

from kairan.circulars.entries import (
    CircularConfirmed,
    CircularDeputised,
    CircularEnded,
    CircularExtended,
    CircularHandedOver,
    CircularPassedOver,
    CircularReached,
    CircularReminded,
    CircularReworded,
    CircularSent,
    CircularWidened,
    CircularWithdrawn,
)
from kairan.circulars.model import circular_stream
from kairan.circulars.views import CircularHappened
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db, Record
from kairan.people import labels

SHOWN = 200  # of one circular, the newest; who confirmed stands on the sheet
_e, _s = entry_table.c, stream_table.c
_LEFT_OUT = (CircularConfirmed.kind, CircularReached.kind)


class _Said(msgspec.Struct, frozen=True):
    """What the history needs of any entry's body."""

    member: str = ""
    members: list[str] = []
    deputy: str | None = None
    owner: str = ""
    due_on: str | None = None
    people: int = 0
    stops: list[list[str]] = []
    reason: str = ""


def happened_with(db: Db, row: Record) -> list[CircularHappened]:
    """Return what happened, the oldest first, without the confirmations themselves."""
    rows = db.all(
        select(_e.kind, _e.at, _e.actor_id, _e.body)
        .join(stream_table, _s.no == _e.stream_no)
        .where(_s.name == circular_stream(row.id), _e.kind.not_in(_LEFT_OUT))
        .order_by(_e.seq.desc())
        .limit(SHOWN)
    )
    said = [(one, msgspec.json.decode(one.body or "{}", type=_Said)) for one in reversed(rows)]
    ids = {member for _, body in said for member in (body.member, body.deputy, body.owner, *body.members[:1]) if member}
    known = {one: label.name for one, label in labels(db, {*ids, *(one.actor_id for one, _ in said)}).items()}
    return [_happened(one, body, known) for one, body in said]


def _happened(one: Record, body: _Said, known: Mapping[str, str]) -> CircularHappened:
    about = {
        CircularDeputised.kind: [body.member, body.deputy or ""],
        CircularHandedOver.kind: [body.owner],
        CircularPassedOver.kind: body.members[:1],
    }.get(one.kind, [])
    names = "→".join(known.get(member, "") for member in about if member)
    is_day = one.kind in {CircularExtended.kind, CircularSent.kind}
    is_number = one.kind in {CircularReminded.kind, CircularEnded.kind}
    members = [member for stop in body.stops for member in stop] if one.kind == CircularWidened.kind else body.members
    return CircularHappened(
        at=one.at,
        kind=one.kind,
        by=known.get(one.actor_id or "", ""),
        about=(body.due_on or "") if is_day else names,
        count=body.people if is_number else len(members),
        text=body.reason if one.kind in _WITH_REASON else "",
    )


_WITH_REASON = {CircularPassedOver.kind, CircularReworded.kind, CircularWithdrawn.kind}
