"""Make, change and archive rooms; join, leave, invite, remove; name masters."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.core.journal import append, hold, open_stream
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.national_numbers import refuse_my_number
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import MemberId, OrganizationId, RoomClass, Viewer
from kairan.people import Person, member_stream, member_table, organization_stream, require_people
from kairan.policy import require
from kairan.talk.access import hold_open_room, hold_room, open_to, require_master, require_room
from kairan.talk.alliance_rooms import alliance_rules, limits_of, require_class, require_no_department
from kairan.talk.entries import (
    RoomArchived,
    RoomChanged,
    RoomCreated,
    RoomKept,
    RoomReclassified,
)
from kairan.talk.invitation_rules import require_may_bring
from kairan.talk.meeting import require_may_talk
from kairan.talk.memberships import admit, let_go, set_role
from kairan.talk.model import (
    DIRECT_LIMIT,
    SECTION_LIMIT,
    History,
    Keep,
    NewRoom,
    Role,
    Room,
    RoomChange,
    RoomId,
    kept_table,
    membership_table,
    present,
    room_stream,
    room_table,
)
from kairan.talk.post_rooms import admit_holders, require_not_by_post, take_out_of_archive
from kairan.talk.problems import (
    DirectTalkFixed,
    GuestNotMaster,
    MasterOnly,
    NobodyChosen,
    RoomNotFound,
    TooManyPeople,
)
from kairan.talk.room_changes import good_name, good_purpose, wanted_of
from kairan.talk.widening import How, RoomWidened, tell_widened

PAIR = 2

_r, _ms, _k = room_table.c, membership_table.c, kept_table.c


def create_room(db: Db, viewer: Viewer, new: NewRoom, at: int | None = None) -> RoomId:
    """Make a group room; its maker is its first master.

    Problems: RefusedByPolicy (guests), NameEmpty, TextTooLong, PersonNotFound, MyNumberRefused.
    """
    room_class = new.room_class or viewer.rules.default_class
    require(viewer, "create_room", room_class)
    others = _others(viewer, new.member_ids)
    people = require_people(db, viewer, others)
    if people:
        require(viewer, "invite", room_class)
    _require_guests(viewer, people, room_class)
    require_may_bring(db, viewer, people, is_master=True)
    made = RoomCreated(
        name=good_name(new.name),
        room_kind="group",
        purpose=good_purpose(new.purpose),
        open=new.open,
        history=new.history,
        room_class=room_class,
    )
    room_id = make_room(db, viewer, made, None, at)
    _admit_first(db, viewer, room_id, others, "member", at)
    return room_id


def open_direct(db: Db, viewer: Viewer, member_ids: Sequence[MemberId], at: int | None = None) -> RoomId:
    """Return the direct talk (個別トーク) with these people, made now if there is none.

    With more than one other it is a room, and the same rules hold. Problems: NobodyChosen, TooManyPeople,
    PersonNotFound, GuestNotMet, RefusedByPolicy.
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
    people = require_people(db, viewer, others)
    room_class = viewer.rules.default_class
    require(viewer, "write", room_class)
    require_may_talk(db, viewer, people, room_class)
    made = RoomCreated(name=None, room_kind="direct", purpose="", open=False, history="all", room_class=room_class)
    room_id = make_room(db, viewer, made, key, at)
    _admit_first(db, viewer, room_id, others, "member", at)
    return room_id


def _require_guests(viewer: Viewer, people: Iterable[Person], room_class: RoomClass) -> None:
    """Refuse to bring guests in where policy lets only staff be brought in."""
    if any(person.kind == "guest" for person in people):
        require(viewer, "invite_guest", room_class)


def _others(viewer: Viewer, member_ids: Iterable[MemberId]) -> list[MemberId]:
    return sorted(set(member_ids) - {viewer.member_id})


def make_room(
    db: Db,
    viewer: Viewer,
    made: RoomCreated,
    key: str | None = None,
    at: int | None = None,
    home: OrganizationId | None = None,
) -> RoomId:
    """Write a new room with nobody in it yet; the caller has decided that it may be, and lets its people in.

    `home` is the body that keeps its record, where that is not the viewer's: a room of an alliance has its host's.
    """
    refuse_my_number(made.name, made.purpose)
    room_id = RoomId(new_id(at))
    no = open_stream(db, room_stream(room_id))
    db.execute(
        insert(room_table).values(
            no=no,
            id=room_id,
            organization_id=home or viewer.organization_id,
            kind=made.room_kind,
            name=made.name,
            purpose=made.purpose,
            open=made.open,
            history=made.history,
            room_class=made.room_class,
            created_at=now_ms() if at is None else at,
            message_n=0,
            direct_key=key,
            alliance_id=None if made.alliance_id is msgspec.UNSET else made.alliance_id,
            style="talk" if made.style is msgspec.UNSET else made.style,
            writers="all" if made.writers is msgspec.UNSET else made.writers,
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


def change_room(db: Db, viewer: Viewer, room_id: RoomId, change: RoomChange) -> None:
    """Rename a room, change its purpose or class, or open and close it. Masters only.

    Problems: RefusedByPolicy, RoomNotFound, RoomArchivedAlready, DirectTalkFixed, MasterOnly, NameEmpty, TextTooLong,
    RoomDepartmentUnknown, MyNumberRefused.
    """
    if change.department_id is not msgspec.UNSET or change.department_below is not msgspec.UNSET:
        # Before the room is locked, as whoever merges does it: no department is closed, no post changed meanwhile.
        hold(db, organization_stream(OrganizationId(require_room(db, viewer, room_id).organization_id)))
    room = _group_of_master(db, viewer, room_id)
    require_no_department(room, change.department_id)
    wanted = wanted_of(db, room, change)
    changed = {key: value for key, value in wanted.items() if getattr(room, key) != value}
    if changed:
        db.execute(update(room_table).where(_r.no == room.no).values(**changed))
        append(db, room.stream, msgspec.convert(changed, RoomChanged), viewer)
        _tell_opened(db, viewer, room, changed)
    if not changed.keys().isdisjoint({"department_id", "department_below"}):
        _bring_department_in(db, viewer, room, wanted.get("department_id", room.department_id))
    if change.room_class is not msgspec.UNSET:
        _reclassify(db, viewer, room, change.room_class)


def _tell_opened(db: Db, viewer: Viewer, room: Room, changed: Mapping[str, object]) -> None:
    if changed.get("open") is True:
        _tell_widened(db, viewer, room, "opened")
    if changed.get("history") == "all":
        _tell_widened(db, viewer, room, "history_opened")


def _tell_widened(db: Db, viewer: Viewer, room: Room, how: How, **more: str | None) -> None:
    widened = RoomWidened(room_id=room.id, name=room.name or "", how=how)
    tell_widened(db, viewer, room.organization_id, msgspec.structs.replace(widened, **more))


def _bring_department_in(db: Db, viewer: Viewer, room: Room, department_id: object) -> None:
    """Let a department into its room: that is bringing people in, and asks the same."""
    if department_id is None:
        return
    require(viewer, "invite", room.room_class)
    _tell_widened(db, viewer, room, "department_brought_in", after=str(department_id))
    admit_holders(db, viewer, room.id)


def _reclassify(db: Db, viewer: Viewer, room: Room, room_class: RoomClass) -> None:
    """Change a room's class (機密性); whoever may not read such a room where they are stops hearing of it at once."""
    if room_class == room.room_class:
        return
    require(viewer, "create_room", room_class)
    if room.alliance_id is not None:
        require_class(limits_of(db, room.alliance_id), room_class)
    db.execute(update(room_table).where(_r.no == room.no).values(room_class=room_class))
    append(db, room.stream, RoomReclassified(before=room.room_class, room_class=room_class), viewer)
    if room_class < room.room_class:
        _tell_widened(db, viewer, room, "class_lowered", before=str(room.room_class), after=str(room_class))


def _group_of_master(db: Db, viewer: Viewer, room_id: RoomId) -> Room:
    room = _group(hold_open_room(db, viewer, room_id))
    require_master(room)
    require(viewer, "write", room.room_class)
    return room


def _group(room: Room) -> Room:
    if room.kind == "direct":
        raise DirectTalkFixed
    return room


def archive_room(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Close a room for writing (保管). Masters only; archiving it again changes nothing."""
    room = _group(hold_room(db, viewer, room_id))
    require_master(room)
    require(viewer, "write", room.room_class)
    if room.archived_at is None:
        entry = append(db, room.stream, RoomArchived(), viewer)
        db.execute(update(room_table).where(_r.no == room.no).values(archived_at=entry.at))


def unarchive_room(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Open an archived room for writing again. Masters only."""
    # Before the room is locked, as whoever moves people does it: nobody's post changes meanwhile.
    hold(db, organization_stream(OrganizationId(require_room(db, viewer, room_id).organization_id)))
    room = _group(hold_room(db, viewer, room_id))
    require_master(room)
    require(viewer, "write", room.room_class)
    if room.archived_at is not None:
        take_out_of_archive(db, viewer, room_id)


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


def invite(
    db: Db,
    viewer: Viewer,
    room_id: RoomId,
    member_ids: Sequence[MemberId],
    guest_history: History = "since_joining",
) -> None:
    """Bring people into a group room; who is in already stays as they are.

    Guests read from when they join, unless it is said that they shall read what was written before.

    Problems: RefusedByPolicy (guests), RoomNotFound, RoomArchivedAlready, DirectTalkFixed, PersonNotFound,
    PersonOfOtherBody, NotSentByBody.
    """
    require(viewer, "invite")
    room = _group(hold_open_room(db, viewer, room_id))
    require(viewer, "invite", room.room_class)
    people = _people_for(db, viewer, room, member_ids)
    _require_guests(viewer, people, room.room_class)
    require_may_bring(db, viewer, people, is_master=room.role == "master")
    for person in people:
        is_guest = person.kind == "guest"
        if admit(db, viewer, room_id, person.id, history=guest_history if is_guest else "all") and is_guest:
            _tell_widened(db, viewer, room, "guest_brought_in", after=person.name, member_id=person.id)


def _people_for(db: Db, viewer: Viewer, room: Room, member_ids: Sequence[MemberId]) -> list[Person]:
    """Return people whom the viewer may bring into this room: whom they know, or whom an alliance's bodies send."""
    rules = None if room.alliance_id is None else alliance_rules()
    if room.alliance_id is None or rules is None:
        return require_people(db, viewer, member_ids)
    return rules.people(db, viewer, room.alliance_id, member_ids)


def leave_room(db: Db, viewer: Viewer, room_id: RoomId) -> None:
    """Leave a room, or a direct talk of more than two; a room that would be without a master gets one.

    Problems: RoomNotFound, DirectTalkFixed (between two), RoomFollowsPost.
    """
    room = hold_room(db, viewer, room_id)
    if room.kind == "direct":
        _leave_direct(db, viewer, room)
        return
    require_not_by_post(db, room, viewer.member_id)
    let_go(db, viewer, room, viewer.member_id, removed=False)


def _leave_direct(db: Db, viewer: Viewer, room: Room) -> None:
    """Between two nobody leaves; and whoever opens a talk with the same people later begins a new one."""
    here = select(func.count()).select_from(membership_table).where(_ms.room_no == room.no, present)
    if int(db.scalar(here)) <= PAIR:
        raise DirectTalkFixed
    db.execute(update(room_table).where(_r.no == room.no).values(direct_key=None))
    let_go(db, viewer, room, viewer.member_id, removed=False)


def remove_member(db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId) -> None:
    """Remove somebody from a group room; masters only, and at once. Who is not in it: nothing happens."""
    room = _group(hold_room(db, viewer, room_id))
    if member_id != viewer.member_id:
        require_master(room)
        require(viewer, "write", room.room_class)
    require_not_by_post(db, room, member_id)
    let_go(db, viewer, room, member_id, removed=member_id != viewer.member_id)


def name_master(db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId) -> None:
    """Make a member of the room one of its masters. Masters only. Problems: GuestNotMaster."""
    room = _group_of_master(db, viewer, room_id)
    if db.scalar(select(member_table.c.kind).where(member_table.c.id == member_id)) == "guest":
        raise GuestNotMaster
    set_role(db, viewer, room, member_id, "master")


def withdraw_master(db: Db, viewer: Viewer, room_id: RoomId, member_id: MemberId) -> None:
    """Make a master a simple member again; the last master stays. Masters only. Problems: MasterOnly."""
    room = _group_of_master(db, viewer, room_id)
    here = (_ms.room_no == room.no) & present & (_ms.role == "master")
    masters = db.scalars(select(_ms.member_id).where(here))
    if list(masters) == [member_id]:
        raise MasterOnly
    set_role(db, viewer, room, member_id, "member")


def keep_room(db: Db, viewer: Viewer, room_id: RoomId, keep: Keep) -> None:
    """Keep a room as a favourite, under a heading, folded away, or with other notices; one's own affair.

    Problems: RoomNotFound, NameEmpty or TextTooLong (of the heading).
    """
    room = hold_room(db, viewer, room_id)
    if isinstance(keep.section, str):
        keep = msgspec.structs.replace(keep, section=bounded_name(keep.section, SECTION_LIMIT))
    wanted = {key: value for key, value in msgspec.structs.asdict(keep).items() if value is not msgspec.UNSET}
    if not wanted:
        return
    mine = (_k.room_no == room.no) & (_k.member_id == viewer.member_id)
    if db.execute(update(kept_table).where(mine).values(**wanted)).rowcount == 0:
        db.execute(insert(kept_table).values(room_no=room.no, member_id=viewer.member_id, **wanted))
    append(db, member_stream(viewer.member_id), RoomKept(room_id=room.id, **wanted), viewer)
