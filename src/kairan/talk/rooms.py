"""Make, change and archive rooms; join, leave, invite, remove; name masters."""

import hashlib
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.entry import require
from kairan.journal import append, head, open_stream
from kairan.kit.clock import now_ms
from kairan.kit.database import Db
from kairan.kit.ids import new_id
from kairan.kit.text import clean, clean_name, graphemes
from kairan.people import member_stream, require_people
from kairan.talk.access import hold_open_room, hold_room, open_to, require_master
from kairan.talk.entries import (
    MasterNamed,
    MasterWithdrawn,
    MemberJoined,
    MemberLeft,
    Opens,
    RoomArchived,
    RoomChanged,
    RoomCreated,
    RoomEntered,
    RoomExited,
    RoomKept,
    RoomUnarchived,
)
from kairan.talk.model import (
    DIRECT_LIMIT,
    NAME_LIMIT,
    PURPOSE_LIMIT,
    Keep,
    NewRoom,
    Role,
    Room,
    RoomChange,
    RoomId,
    kept_table,
    mark_table,
    membership_table,
    present,
    room_stream,
    room_table,
)
from kairan.talk.problems import (
    DirectTalkFixed,
    MasterOnly,
    NobodyChosen,
    RoomNotFound,
    TextTooLong,
    TooManyPeople,
)
from kairan.viewer import MemberId, Viewer

_r, _ms, _k = room_table.c, membership_table.c, kept_table.c


def create_room(db: Db, viewer: Viewer, new: NewRoom, at: int | None = None) -> RoomId:
    """Make a group room; its maker is its first master.

    Problems: RefusedByPolicy (guests), NameEmpty, TextTooLong, PersonNotFound.
    """
    require(viewer, "create_room")
    others = _others(viewer, new.member_ids)
    require_people(db, viewer, others)
    made = RoomCreated(
        name=_good_name(new.name),
        room_kind="group",
        purpose=_good_purpose(new.purpose),
        open=new.open,
        history=new.history,
    )
    room_id = _make(db, viewer, made, None, at)
    _admit_first(db, viewer, room_id, others, "member", at)
    return room_id


def open_direct(db: Db, viewer: Viewer, member_ids: Sequence[MemberId], at: int | None = None) -> RoomId:
    """Return the direct talk (個別トーク) with these people, made now if there is none.

    Problems: NobodyChosen, TooManyPeople, PersonNotFound.
    """
    others = _others(viewer, member_ids)
    if not others:
        raise NobodyChosen
    if len(others) + 1 > DIRECT_LIMIT:
        raise TooManyPeople(most=DIRECT_LIMIT)
    key = hashlib.sha256("\n".join(sorted([viewer.member_id, *others])).encode()).hexdigest()
    existing = db.scalar(select(_r.id).where(_r.direct_key == key))
    if existing is not None:
        return RoomId(existing)
    require_people(db, viewer, others)
    made = RoomCreated(name=None, room_kind="direct", purpose="", open=False, history="all")
    room_id = _make(db, viewer, made, key, at)
    _admit_first(db, viewer, room_id, others, "member", at)
    return room_id


def _others(viewer: Viewer, member_ids: Iterable[MemberId]) -> list[MemberId]:
    return sorted(set(member_ids) - {viewer.member_id})


def _good_name(name: str) -> str:
    return _within(clean_name(name), NAME_LIMIT)


def _good_purpose(purpose: str) -> str:
    return _within(clean(purpose).strip(), PURPOSE_LIMIT)


def _within(text: str, most: int) -> str:
    if (count := graphemes(text)) > most:
        raise TextTooLong(count=count, most=most)
    return text


def _make(db: Db, viewer: Viewer, made: RoomCreated, key: str | None, at: int | None) -> RoomId:
    room_id = RoomId(new_id(at))
    no = open_stream(db, room_stream(room_id))
    db.execute(
        insert(room_table).values(
            no=no,
            id=room_id,
            organization_id=viewer.organization_id,
            kind=made.room_kind,
            name=made.name,
            purpose=made.purpose,
            open=made.open,
            history=made.history,
            created_at=now_ms() if at is None else at,
            message_n=0,
            direct_key=key,
        )
    )
    append(db, room_stream(room_id), made, viewer, at)
    return room_id


def _admit_first(
    db: Db, viewer: Viewer, room_id: RoomId, others: Iterable[MemberId], role: Role, at: int | None
) -> None:
    admit(db, viewer, room_id, viewer.member_id, "master", at)
    for member_id in others:
        admit(db, viewer, room_id, member_id, role, at)


def admit(
    db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId, role: Role = "member", at: int | None = None
) -> bool:
    """Let a member into a locked room; false when she is in already. The caller has decided that she may."""
    room = db.first(select(_r.no, _r.history, _r.kind, _r.message_n).where(_r.id == room_id))
    if room is None:
        raise RoomNotFound
    here = (_ms.room_no == room.no) & (_ms.member_id == member_id)
    if db.first(select(_ms.from_seq).where(here, present)) is not None:
        return False
    stream = room_stream(room_id)
    seq = head(db, stream) + 1
    # Who makes the room sees its first entry; who joins a room without history sees from her own coming on.
    sees_from = seq if room.history == "since_joining" and seq > 2 else 1
    joined = MemberJoined(member_id=member_id, role=role, from_n=room.message_n, sees_from=sees_from)
    entry = append(db, stream, joined, viewer, at)
    db.execute(
        insert(membership_table).values(
            room_no=room.no,
            member_id=member_id,
            from_seq=seq,
            sees_from=sees_from,
            from_n=room.message_n,
            role=role,
            joined_at=entry.at,
        )
    )
    _set_mark(db, room.no, member_id, room.message_n)
    opens = Opens(stream=stream, seq=seq)
    append(db, member_stream(member_id), RoomEntered(room_id=room_id, opens=opens), viewer, at)
    return True


def _set_mark(db: Db, room_no: int, member_id: MemberId, n: int) -> None:
    mine = (mark_table.c.room_no == room_no) & (mark_table.c.member_id == member_id)
    if db.execute(update(mark_table).where(mine).values(n=n)).rowcount == 0:
        db.execute(insert(mark_table).values(room_no=room_no, member_id=member_id, n=n))


def change_room(db: Db, viewer: Viewer, room_id: RoomId, change: RoomChange) -> None:
    """Rename a room, change its purpose, or open and close it. Masters only.

    Problems: RoomNotFound, RoomArchivedAlready, DirectTalkFixed, MasterOnly, NameEmpty, TextTooLong.
    """
    room = _group_of_master(db, viewer, room_id)
    wanted: dict[str, str | bool] = {}
    if change.name is not msgspec.UNSET:
        wanted["name"] = _good_name(change.name)
    if change.purpose is not msgspec.UNSET:
        wanted["purpose"] = _good_purpose(change.purpose)
    if change.open is not msgspec.UNSET:
        wanted["open"] = change.open
    if change.history is not msgspec.UNSET:
        wanted["history"] = change.history
    changed = {key: value for key, value in wanted.items() if getattr(room, key) != value}
    if changed:
        db.execute(update(room_table).where(_r.no == room.no).values(**changed))
        append(db, room.stream, msgspec.convert(changed, RoomChanged), viewer)


def _group_of_master(db: Db, viewer: Viewer, room_id: RoomId) -> Room:
    room = _group(hold_open_room(db, viewer, room_id))
    require_master(room)
    return room


def _group(room: Room) -> Room:
    if room.kind == "direct":
        raise DirectTalkFixed
    return room


def archive_room(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Close a room for writing (保管). Masters only; archiving it again changes nothing."""
    room = _group(hold_room(db, viewer, room_id))
    require_master(room)
    if room.archived_at is None:
        entry = append(db, room.stream, RoomArchived(), viewer)
        db.execute(update(room_table).where(_r.no == room.no).values(archived_at=entry.at))


def unarchive_room(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Open an archived room for writing again. Masters only."""
    room = _group(hold_room(db, viewer, room_id))
    require_master(room)
    if room.archived_at is not None:
        append(db, room.stream, RoomUnarchived(), viewer)
        db.execute(update(room_table).where(_r.no == room.no).values(archived_at=None))


def join_room(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Join an open room of one's own body. Problems: RefusedByPolicy (guests), RoomNotFound."""
    require(viewer, "join_room")
    db.execute(select(_r.no).where(_r.id == room_id).with_for_update())
    if _is_in(db, viewer, room_id):
        return
    if db.first(select(_r.no).where(_r.id == room_id, _r.no.in_(open_to(viewer)))) is None:
        raise RoomNotFound
    admit(db, viewer, room_id, viewer.member_id)


def _is_in(db: Db, viewer: Viewer, room_id: RoomId) -> bool:
    mine = select(_ms.from_seq).join(room_table, _r.no == _ms.room_no)
    return db.first(mine.where(_r.id == room_id, _ms.member_id == viewer.member_id, present)) is not None


def invite(db: Db, viewer: Viewer, room_id: RoomId, member_ids: Sequence[MemberId]) -> None:
    """Bring people into a group room; who is in already stays as she is.

    Problems: RefusedByPolicy (guests), RoomNotFound, RoomArchivedAlready, DirectTalkFixed, PersonNotFound.
    """
    require(viewer, "invite")
    _group(hold_open_room(db, viewer, room_id))
    for person in require_people(db, viewer, member_ids):
        admit(db, viewer, room_id, person.id)


def leave_room(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Leave a group room; a room that would be without a master gets its longest member as one."""
    room = _group(hold_room(db, viewer, room_id))
    _let_go(db, viewer, room, viewer.member_id, removed=False)


def remove_member(db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId) -> None:
    """Remove somebody from a group room; masters only, and at once. Who is not in it: nothing happens."""
    room = _group(hold_room(db, viewer, room_id))
    if member_id != viewer.member_id:
        require_master(room)
    _let_go(db, viewer, room, member_id, removed=member_id != viewer.member_id)


def _let_go(db: Db, viewer: Viewer, room: Room, member_id: MemberId, *, removed: bool) -> None:
    here = (_ms.room_no == room.no) & (_ms.member_id == member_id) & present
    if db.first(select(_ms.from_seq).where(here)) is None:
        return
    entry = append(db, room.stream, MemberLeft(member_id=member_id, removed=removed), viewer)
    db.execute(update(membership_table).where(here).values(to_seq=entry.seq))
    append(db, member_stream(member_id), RoomExited(room_id=room.id, closes=room.stream), viewer)
    _ensure_master(db, viewer, room)


def _ensure_master(db: Db, viewer: Viewer, room: Room) -> None:
    here = (_ms.room_no == room.no) & present
    masters = db.scalar(select(func.count()).select_from(membership_table).where(here, _ms.role == "master"))
    if masters:
        return
    longest = db.scalar(select(_ms.member_id).where(here).order_by(_ms.from_seq).limit(1))
    if longest is not None:
        _set_role(db, viewer, room, MemberId(longest), "master")


def name_master(db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId) -> None:
    """Make a member of the room one of its masters. Masters only."""
    _set_role(db, viewer, _group_of_master(db, viewer, room_id), member_id, "master")


def withdraw_master(db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId) -> None:
    """Make a master a simple member again; the last master stays. Masters only. Problems: MasterOnly."""
    room = _group_of_master(db, viewer, room_id)
    here = (_ms.room_no == room.no) & present & (_ms.role == "master")
    masters = db.scalars(select(_ms.member_id).where(here))
    if list(masters) == [member_id]:
        raise MasterOnly
    _set_role(db, viewer, room, member_id, "member")


def _set_role(db: Db, viewer: Viewer, room: Room, member_id: MemberId, role: Role) -> None:
    here = (_ms.room_no == room.no) & (_ms.member_id == member_id) & present
    changed = db.execute(update(membership_table).where(here, _ms.role != role).values(role=role))
    if changed.rowcount:
        named = MasterNamed(member_id=member_id) if role == "master" else MasterWithdrawn(member_id=member_id)
        append(db, room.stream, named, viewer)


def keep_room(db: Db, viewer: Viewer, room_id: RoomId, keep: Keep) -> None:
    """Keep a room as a favourite, or change which notices one wants of it; one's own affair."""
    room = hold_room(db, viewer, room_id)
    wanted = {key: value for key, value in msgspec.structs.asdict(keep).items() if value is not msgspec.UNSET}
    if not wanted:
        return
    mine = (_k.room_no == room.no) & (_k.member_id == viewer.member_id)
    if db.execute(update(kept_table).where(mine).values(**wanted)).rowcount == 0:
        db.execute(insert(kept_table).values(room_no=room.no, member_id=viewer.member_id, **wanted))
    append(
        db,
        member_stream(viewer.member_id),
        RoomKept(room_id=room.id, favourite=keep.favourite, notify=keep.notify),
        viewer,
    )
