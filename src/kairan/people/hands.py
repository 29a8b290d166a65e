"""Whose hand an account went through (人の手): who made it, gave it a power, issued its password, changed its login.

Powers that check each other are not given by one hand: whoever could sign in as somebody, or made somebody what they
are, does not check them, nor is checked by them, and neither is whoever was made so by somebody they made.
`kairan.consents` asks what is kept here.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec
from sqlalchemy import BigInteger, Column, ColumnElement, Index, String, Table, delete, exists, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.people.model import member_table

Deed = Literal[
    "created", "password", "factors", "chosen", "login", "administrator", "auditor", "task", "reopened", "stopped"
]
"""The account was made; a password was issued; factors were cleared; the person chose a password of their own; login or
number became another one, by which a provider's users are matched; a role was given; a task was delegated; an account
with powers was opened again; an administrator was stopped, or lost the role."""
ISSUING: tuple[Deed, ...] = ("created", "password")
"""By which somebody else knows a password, until the person chooses one of their own."""
HOUSE = ""  # the command line or an operator of the installation: not a hand inside the body

_Id = String(13)

hand_table = Table(
    "account_hand",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("deed", String(20), primary_key=True),
    Column("by_id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("seen_at", BigInteger),  # when it was first confirmed that the person was told
    Index("ix_account_hand_by_id", "by_id", "at"),
)

# Where it was confirmed: on which of the person's devices.
hand_seen_table = Table(
    "account_hand_seen",
    metadata,
    Column("member_id", _Id, primary_key=True),
    Column("place", _Id, primary_key=True),
    Column("seen_at", BigInteger, nullable=False),
)

_h, _seen = hand_table.c, hand_seen_table.c


class Hand(msgspec.Struct, frozen=True):
    """One deed to one account, by whom, the last time."""

    member_id: MemberId
    deed: Deed
    by_id: str
    at: int


class Handled(msgspec.Struct, frozen=True):
    """What another did to one's own account; `by` is empty for the installation itself."""

    deed: Deed
    by: str
    at: int


TOLD: tuple[Deed, ...] = ("password", "factors", "login")
TOLD_MS = 30 * 24 * 3_600_000
"""So long each device tells it, whatever was confirmed elsewhere; until it is confirmed at all, it is told for good."""


def note_hands(db: Db, by: Viewer | None, member_ids: Iterable[MemberId], deed: Deed) -> None:
    """Remember a deed to some accounts; whoever calls this does the deed, and puts it on record."""
    by_id = HOUSE if by is None or by.is_operator else by.member_id
    rows = [{"member_id": one, "deed": deed, "by_id": by_id, "at": now_ms(), "seen_at": None} for one in member_ids]
    made = upsert(db, hand_table)
    put = made.on_conflict_do_update(
        index_elements=[_h.member_id, _h.deed, _h.by_id], set_={"at": made.excluded.at, "seen_at": None}
    )
    if rows:
        db.execute(put, rows)


def note_hand(db: Db, by: Viewer | None, member_id: MemberId, deed: Deed) -> None:
    """Remember a deed to one account."""
    note_hands(db, by, [member_id], deed)


def hands_on(db: Db, member_ids: Iterable[MemberId]) -> list[Hand]:
    """Return what was done to some accounts, by whom."""
    rows = db.all(
        select(_h.member_id, _h.deed, _h.by_id, _h.at)
        .where(_h.member_id.in_(sorted(set(member_ids))))
        .order_by(_h.member_id, _h.deed, _h.by_id)
    )
    return [Hand(*row) for row in rows]


def origins_of(db: Db, member_ids: Iterable[MemberId], since: int) -> dict[MemberId, set[str]]:
    """Return for each account through whose hands it went since an instant, and through whose hands those went.

    The account itself is among them, the house is not. One statement; there are no more of them than accounts.
    """
    own = member_table.c
    themselves = select(own.id.label("start"), own.id).where(own.id.in_(sorted(set(member_ids))))
    origin = themselves.cte("origin", recursive=True)
    made = select(origin.c.start, _h.by_id).join(hand_table, _h.member_id == origin.c.id)
    origin = origin.union(made.where(_h.by_id != HOUSE, _h.deed != "stopped", _counts(since)))
    found: dict[MemberId, set[str]] = {MemberId(one): set() for one in member_ids}
    for start, one in db.all(select(origin.c.start, origin.c.id)):
        found[MemberId(start)].add(one)
    return found


def _counts(since: int) -> ColumnElement[bool]:
    """Whether a deed counts: one since then, or the password that the person replaced since then or not at all."""
    other, own = hand_table.alias("other_hand").c, member_table.alias("handled_member").c
    is_newest = ~exists().where(other.member_id == _h.member_id, other.deed == "password", other.at > _h.at)
    is_chosen = exists().where(other.member_id == _h.member_id, other.deed == "chosen", other.at > since)
    is_issued = exists().where(own.id == _h.member_id, own.password_issued_at.is_not(None))
    return (_h.at > since) | (_h.deed.in_(ISSUING) & is_newest & (is_chosen | is_issued))


def stopped_by(db: Db, by: MemberId, since: int) -> list[MemberId]:
    """Return the administrators somebody stopped, or took the role from, since an instant."""
    return list(db.scalars(select(_h.member_id).where(_h.by_id == by, _h.deed == "stopped", _h.at > since)))


def give_back(db: Db, member_id: MemberId, deed: Deed) -> None:
    """Forget a deed that was undone: an administrator who was stopped is one again."""
    db.execute(delete(hand_table).where(_h.member_id == member_id, _h.deed == deed))


def handled(db: Db, viewer: Viewer, place: str) -> list[Handled]:
    """Return what others did to the viewer's own account lately, and nobody confirmed on this device that they know.

    `place` is the device. Whoever did it may be signed in as the person and confirm it: every other device tells it
    all the same, for TOLD_MS.
    """
    rows = db.all(
        select(_h.deed, member_table.c.name, _h.at, _h.seen_at)
        .outerjoin(member_table, member_table.c.id == _h.by_id)
        .where(_h.member_id == viewer.member_id, _h.deed.in_(TOLD), _h.by_id != viewer.member_id)
        .order_by(_h.at)
    )
    if not rows:
        return []
    here = select(_seen.seen_at).where(_seen.member_id == viewer.member_id, _seen.place == place)
    seen_here, since = db.scalar(here) or 0, now_ms() - TOLD_MS
    return [
        Handled(row.deed, row.name or "", row.at)
        for row in rows
        if row.at > seen_here and (row.seen_at is None or row.at > since)
    ]


def confirm_handled(db: Db, viewer: Viewer, place: str) -> None:
    """Remember that on this device the viewer was told what others did to their account."""
    now = now_ms()
    mine = (_h.member_id == viewer.member_id) & _h.seen_at.is_(None)
    db.execute(update(hand_table).where(mine).values(seen_at=now))
    made = upsert(db, hand_seen_table)
    kept = made.values(member_id=viewer.member_id, place=place, seen_at=now)
    db.execute(
        kept.on_conflict_do_update(
            index_elements=[_seen.member_id, _seen.place], set_={"seen_at": made.excluded.seen_at}
        )
    )
    db.execute(delete(hand_seen_table).where(_seen.member_id == viewer.member_id, _seen.seen_at <= now - TOLD_MS))
