"""Taking a list back (取消): posts, memberships and masters as they were, where nothing else has happened since.

Whoever was changed since the list was carried out stays as they are, and is told by name.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import delete, select, update

from kairan.administration.problems import AccountOfPowers
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    DepartmentId,
    Post,
    change_status,
    directory_stream,
    has_role,
    hold_posts,
    member_stream,
    organization_stream,
)
from kairan.people.entries import MemberChanged, ProfileChanged
from kairan.people.model import MemberStatus
from kairan.talk.access import lock_room
from kairan.talk.memberships import Membership, admit, let_go, set_role
from kairan.talk.model import RoomId, room_table
from kairan.transfers.actions import hold_list
from kairan.transfers.current_state import Place, RoomNow, Somebody, somebodies, tree_of
from kairan.transfers.entries import TransferUndone
from kairan.transfers.execution import keep_extension, membership_of
from kairan.transfers.faults import Fault
from kairan.transfers.model import Effect, ListId, Move, effect_table, list_table
from kairan.transfers.room_plan import Step
from kairan.transfers.succession import take_all_back
from kairan.transfers.wording import changed_entry

_e, _l, _r = effect_table.c, list_table.c, room_table.c
_json = msgspec.json.Encoder()


def undo_list(db: Db, viewer: Viewer, list_id: ListId) -> list[Fault]:
    """Take back what a list has changed; return what could not be.

    Whoever holds a role or a task is given back by administrators only: their account may come into use by it.
    Problems: those of holding a list, AccountOfPowers.
    """
    hold(db, organization_stream(viewer.organization_id))
    listed = hold_list(db, viewer, list_id, "undo")
    effects = [
        msgspec.json.decode(body, type=Effect)
        for body in db.scalars(select(_e.body).where(_e.list_id == list_id).order_by(_e.no.desc()))
    ]
    people = somebodies(db, viewer.organization_id, {effect.member_id for effect in effects})
    if any(one.has_powers for one in people.values()) and not has_role(viewer, "administrator"):
        raise AccountOfPowers
    kept = _changed_since(effects, people)
    told = [
        Fault(code=code, member_id=one, name=people[one].name if one in people else "") for one, code in kept.items()
    ]
    _rooms_back(db, viewer, [effect for effect in effects if effect.what != "person"], kept)
    moved = [effect for effect in effects if effect.what == "person" and effect.member_id not in kept]
    tree = tree_of(db, viewer.organization_id)
    for effect in moved:
        told += _person_back(db, viewer, effect, people[effect.member_id], tree)
    take_all_back(db, viewer, list_id, kept)
    db.execute(delete(effect_table).where(_e.list_id == list_id))
    db.execute(
        update(list_table)
        .where(_l.id == list_id)
        .values(undone_at=now_ms(), set_at=None, told=_json.encode(told).decode() if told else None)
    )
    undone = TransferUndone(id=list_id, name=listed.name, moves=len(moved), kept=len(kept))
    append(db, organization_stream(viewer.organization_id), undone, viewer)
    return told


def _changed_since(effects: list[Effect], people: Mapping[MemberId, Somebody]) -> dict[MemberId, str]:
    """Return who is no longer what the list had made of them, and what differs."""
    kept: dict[MemberId, str] = {}
    for effect in effects:
        if effect.what != "person":
            continue
        person = people.get(effect.member_id)
        if person is None or person.status != effect.became_status:
            kept[effect.member_id] = "kept_status"
        elif person.has_powers and person.status != "active" and effect.status == "active":
            kept[effect.member_id] = "kept_powers"
        elif set(person.posts) != set(effect.became) or person.posts[:1] != effect.became[:1]:
            kept[effect.member_id] = "kept_posts"
    return kept


def _rooms_back(db: Db, viewer: Viewer, effects: list[Effect], kept: Mapping[MemberId, str]) -> None:
    """Bring back who went, take masterships back, let go who came: in this order no room is without a master."""
    for room_id in sorted({effect.room_id for effect in effects}):
        lock_room(db, room_id)
    rooms: dict[int, RoomNow | None] = {}
    for effect in effects:  # the newest first
        if effect.room_no not in rooms:
            rooms[effect.room_no] = _room(db, effect)
        room = rooms[effect.room_no]
        if room is None or effect.member_id in kept:
            continue
        if effect.what == "out":
            before = Membership(effect.role, effect.sees_from, effect.from_n)
            admit(db, viewer, room.id, effect.member_id, as_before=before)
        elif effect.what == "master":
            set_role(db, viewer, room, effect.member_id, "member")
        elif membership_of(db, room.no, effect.member_id) == effect.from_seq:
            let_go(db, viewer, room, effect.member_id, removed=True)


def _room(db: Db, effect: Effect) -> RoomNow | None:
    row = db.first(select(_r.name, _r.department_id, _r.department_below).where(_r.no == effect.room_no))
    if row is None:
        return None
    return RoomNow(
        no=effect.room_no,
        id=RoomId(effect.room_id),
        name=row[0] or "",
        department_id=row[1],
        department_below=bool(row[2]),
        members={},
    )


def _person_back(
    db: Db, viewer: Viewer, effect: Effect, person: Somebody, tree: Mapping[DepartmentId, Place]
) -> list[Fault]:
    """Give one person back what they had; posts in a department that was closed since stay away, and are told."""
    posts = [post for post in effect.posts if post.department_id in tree and tree[post.department_id].is_open]
    if effect.status != person.status:
        change_status(db, viewer, viewer.organization_id, person.id, msgspec.convert(effect.status, MemberStatus))
    extension = effect.extension if person.extension == effect.became_extension else person.extension
    if extension != person.extension:
        keep_extension(db, person.id, extension)
    hold_posts(db, viewer, person.id, [Post(post.department_id, post.title) for post in posts])
    step = Step(person, Move(), posts, extension, effect.status)
    append(db, organization_stream(viewer.organization_id), changed_entry(step, tree), viewer)
    append(db, directory_stream(viewer.organization_id), MemberChanged(id=person.id), viewer)
    append(db, member_stream(person.id), ProfileChanged(), viewer)
    if len(posts) == len(effect.posts):
        return []
    return [Fault(code="kept_department", member_id=person.id, name=person.name)]
