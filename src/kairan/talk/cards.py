"""Room cards: the viewer's rooms with their newest message and what is unread, in a few statements for all."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from kairan.core.journal import heads
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Person, department_ids_of, member_table, organization_table, people_seen
from kairan.people.bodies import BodyNamed, told_apart
from kairan.talk.access import allowed_rooms, open_to, require_room
from kairan.talk.card_model import LastMessage, Mine, RoomCard, UnreadThread
from kairan.talk.confirmations import awaited_in_rooms
from kairan.talk.model import (
    MessageId,
    Role,
    RoomId,
    kept_table,
    mark_table,
    membership_table,
    mention_table,
    message_table,
    present,
    room_stream,
    room_table,
    thread_mark_table,
    unread,
)
from kairan.talk.problems import RoomNotFound

LAST_LENGTH = 120
OPEN_PAGE = 50
THREADS_NAMED = 50

_r, _ms, _k, _mk, _mn, _t, _msg = (
    room_table.c,
    membership_table.c,
    kept_table.c,
    mark_table.c,
    mention_table.c,
    thread_mark_table.c,
    message_table.c,
)
_m, _o = member_table.c, organization_table.c


class OpenRooms(msgspec.Struct, frozen=True):
    """Open rooms one may join."""

    rooms: list[RoomCard]
    next: str | None = None


class RoomMember(msgspec.Struct, frozen=True):
    """Somebody in a room."""

    person: Person
    role: Role
    joined_at: int
    from_n: int


class Vicinity(msgspec.Struct, frozen=True):
    """What is known about several rooms at once, by room number."""

    people: dict[int, tuple[int, int]]
    organizations: dict[int, list[str]]
    last: dict[int, LastMessage]
    mentions: dict[int, int]
    threads: dict[int, list[UnreadThread]]
    confirmations: dict[int, list[MessageId]]
    partners: dict[int, list[Person]]
    heads: dict[str, int]


def cards_of(db: Db, viewer: Viewer) -> list[RoomCard]:
    """Return the cards of every room the viewer is in."""
    return _cards(db, viewer, _joined(viewer))


def card_of(db: Db, viewer: Viewer, room_id: RoomId) -> RoomCard:
    """Return the card of a room one is in, or of an open one. Problems: RoomNotFound, RefusedByPolicy."""
    cards = _cards(db, viewer, _joined(viewer).where(_r.id == room_id)) or _cards(
        db, viewer, _unjoined(viewer).where(_r.id == room_id)
    )
    if not cards:
        require_room(db, viewer, room_id)  # says why
        raise RoomNotFound
    return cards[0]


def open_rooms(db: Db, viewer: Viewer, sought: str = "", after: str | None = None) -> OpenRooms:
    """Return open rooms of the viewer's body they are not in, by name, those that contain every word sought."""
    statement = _unjoined(viewer).order_by(_r.name, _r.id)
    cards = _cards(db, viewer, statement)
    words = fold(sought).split()
    matching = [card for card in cards if all(word in fold(f"{card.name} {card.purpose}") for word in words)]
    begin = next((place + 1 for place, card in enumerate(matching) if card.id == after), 0)
    some = matching[begin : begin + OPEN_PAGE]
    more = some[-1].id if begin + OPEN_PAGE < len(matching) else None
    return OpenRooms(some, more)


def members_of(db: Db, viewer: Viewer, room_id: RoomId) -> list[RoomMember]:
    """Return who is in a room, masters first, then by reading. Problems: RoomNotFound."""
    card_of(db, viewer, room_id)
    rows = db.all(
        select(_ms.member_id, _ms.role, _ms.joined_at, _ms.from_n)
        .join(room_table, _r.no == _ms.room_no)
        .where(_r.id == room_id, present)
    )
    people = {person.id: person for person in people_seen(db, viewer, [row.member_id for row in rows])}
    members = [RoomMember(people[row.member_id], row.role, row.joined_at, row.from_n) for row in rows]
    return sorted(members, key=lambda member: (member.role != "master", member.person.kana, member.person.id))


def _joined(viewer: Viewer) -> Select[*tuple[object, ...]]:
    return (
        select(
            room_table,
            _ms.role,
            _ms.sees_from,
            _ms.from_n,
            _mk.n.label("read_n"),
            _mk.rewinds,
            _mk.read_at,
            func.coalesce(_k.favourite, False).label("favourite"),
            func.coalesce(_k.notify, "all").label("notify"),
            _k.section,
            func.coalesce(_k.hide_quiet, False).label("hide_quiet"),
        )
        .join(membership_table, and_(_ms.room_no == _r.no, _ms.member_id == viewer.member_id, present))
        .join(mark_table, and_(_mk.room_no == _r.no, _mk.member_id == viewer.member_id))
        .outerjoin(kept_table, and_(_k.room_no == _r.no, _k.member_id == viewer.member_id))
        .where(allowed_rooms(viewer, "read"))
    )


def _unjoined(viewer: Viewer) -> Select[*tuple[object, ...]]:
    return select(room_table).where(_r.no.in_(open_to(viewer)))


def _cards(db: Db, viewer: Viewer, statement: Select[*tuple[object, ...]]) -> list[RoomCard]:
    rows = db.all(statement)
    near = _vicinity(db, viewer, rows)
    return [_card(row, near) for row in rows]


def _card(row: Record, near: Vicinity) -> RoomCard:
    members, guests = near.people.get(row.no, (0, 0))
    return RoomCard(
        id=row.id,
        kind=row.kind,
        name=row.name,
        purpose=row.purpose,
        open=row.open,
        history=row.history,
        archived_at=row.archived_at,
        created_at=row.created_at,
        member_count=members,
        guest_count=guests,
        organizations=near.organizations.get(row.no, []),
        seq=near.heads[room_stream(row.id)],
        message_n=row.message_n,
        last=_last_seen(row, near),
        people=near.partners.get(row.no, []),
        mine=_mine(row, near) if hasattr(row, "role") else None,
        department_id=row.department_id,
        department_below=row.department_below,
        room_class=row.room_class,
        alliance_id=row.alliance_id,
        style=row.style,
        stamps=bool(row.stamps),
        reactions=bool(row.reactions),
        writers=row.writers,
        icon=row.icon,
        hue=row.hue,
    )


def _last_seen(row: Record, near: Vicinity) -> LastMessage | None:
    """Return the newest message, unless it is older than what the viewer may see, or they are not in the room."""
    if not hasattr(row, "role") or row.last_seq is None or row.last_seq < row.sees_from:
        return None
    return near.last.get(row.no)


def _mine(row: Record, near: Vicinity) -> Mine:
    threads = near.threads.get(row.no, [])
    return Mine(
        role=row.role,
        read_n=row.read_n,
        from_n=row.from_n,
        sees_from=row.sees_from,
        unread=unread(row.message_n, row.read_n),
        mentions=near.mentions.get(row.no, 0),
        thread_unread=sum(thread.unread for thread in threads),
        threads=threads[:THREADS_NAMED],
        fresh=row.read_at is None,
        confirmations=near.confirmations.get(row.no, []),
        rewinds=row.rewinds,
        favourite=bool(row.favourite),
        notify=row.notify,
        section=row.section,
        hide_quiet=bool(row.hide_quiet),
    )


def _vicinity(db: Db, viewer: Viewer, rows: Sequence[Record]) -> Vicinity:
    """Gather what the cards need. The heads come first: the position before the state."""
    numbers = [row.no for row in rows]
    positions = heads(db, [room_stream(row.id) for row in rows])
    return Vicinity(
        people=_head_counts(db, numbers),
        organizations=_other_bodies(db, viewer, numbers),
        last=_last_messages(db, rows),
        mentions=_unread_mentions(db, viewer, numbers),
        threads=_unread_in_threads(db, viewer, numbers),
        confirmations=awaited_in_rooms(db, viewer, numbers),
        partners=_partners(db, viewer, [row.no for row in rows if row.kind == "direct"]),
        heads=positions,
    )


def _head_counts(db: Db, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    rows = db.execute(
        select(_ms.room_no, func.count(), func.count().filter(_m.kind == "guest"))
        .join(member_table, _m.id == _ms.member_id)
        .where(_ms.room_no.in_(numbers), present)
        .group_by(_ms.room_no)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _other_bodies(db: Db, viewer: Viewer, numbers: Sequence[int]) -> dict[int, list[str]]:
    rows = db.execute(
        select(_ms.room_no, _o.id, _o.name, _o.code)
        .join(member_table, _m.id == _ms.member_id)
        .join(organization_table, _o.id == _m.organization_id)
        .where(_ms.room_no.in_(numbers), present, _m.organization_id != viewer.organization_id)
        .distinct()
        .order_by(_ms.room_no, _o.name, _o.code)
    )
    found: dict[int, list[BodyNamed]] = {}
    for room_no, _, name, code in rows:
        found.setdefault(room_no, []).append(BodyNamed(name, code))
    return {room_no: told_apart(bodies) for room_no, bodies in found.items()}


def _last_messages(db: Db, rows: Sequence[Record]) -> dict[int, LastMessage]:
    found = db.execute(
        select(_msg.room_no, _msg.id, _msg.author_id, _msg.at, _msg.text, _msg.files, _msg.removed_at)
        .join(room_table, and_(_r.no == _msg.room_no, _r.last_seq == _msg.seq))
        .where(_r.no.in_([row.no for row in rows]))
    )
    return {
        row.room_no: LastMessage(
            id=row.id,
            author_id=row.author_id,
            at=row.at,
            text=row.text[:LAST_LENGTH],
            files=len(msgspec.json.decode(row.files)) if row.files else 0,
            removed=row.removed_at is not None,
        )
        for row in found
    }


def _unread_mentions(db: Db, viewer: Viewer, numbers: Sequence[int]) -> dict[int, int]:
    """Count the unread messages of the main timelines that call the viewer; one's own do not count."""
    targets = [viewer.member_id, *department_ids_of(db, viewer.member_id)]
    called: ColumnElement[bool] = or_(_mn.target_id.in_(targets), _mn.kind == "all")
    rows = db.execute(
        select(_mn.room_no, func.count(_mn.seq.distinct()))
        .join(mark_table, and_(_mk.room_no == _mn.room_no, _mk.member_id == viewer.member_id))
        .join(message_table, and_(_msg.room_no == _mn.room_no, _msg.seq == _mn.seq))
        .where(_mn.room_no.in_(numbers), called, _mn.root_seq.is_(None), _mn.n > _mk.n)
        .where(_msg.author_id != viewer.member_id)
        .group_by(_mn.room_no)
    )
    return {row[0]: row[1] for row in rows}


def _unread_in_threads(db: Db, viewer: Viewer, numbers: Sequence[int]) -> dict[int, list[UnreadThread]]:
    rows = db.execute(
        select(_t.room_no, _msg.id, _msg.reply_count - _t.n)
        .join(message_table, and_(_msg.room_no == _t.room_no, _msg.seq == _t.root_seq))
        .where(_t.member_id == viewer.member_id, _t.room_no.in_(numbers), _t.following, _msg.reply_count > _t.n)
        .order_by(_t.room_no, _msg.last_reply_at.desc(), _msg.id)
    )
    found: dict[int, list[UnreadThread]] = {}
    for room_no, root_id, unread_replies in rows:
        found.setdefault(room_no, []).append(UnreadThread(root_id, int(unread_replies)))
    return found


def _partners(db: Db, viewer: Viewer, numbers: Sequence[int]) -> dict[int, list[Person]]:
    rows = db.all(
        select(_ms.room_no, _ms.member_id).where(_ms.room_no.in_(numbers), present, _ms.member_id != viewer.member_id)
    )
    alone = sorted(set(numbers) - {row.room_no for row in rows})
    if alone:  # the other went: it stays the talk with them
        were = select(_ms.room_no, _ms.member_id).where(_ms.room_no.in_(alone), _ms.member_id != viewer.member_id)
        rows = [*rows, *db.all(were.distinct())]
    people = {person.id: person for person in people_seen(db, viewer, [row.member_id for row in rows])}
    found: dict[int, list[Person]] = {}
    for room_no, member_id in rows:
        found.setdefault(room_no, []).append(people[MemberId(member_id)])
    return {no: sorted(those, key=lambda person: person.kana) for no, those in found.items()}
