"""What a list does in the rooms: who comes in and goes by post, and who becomes master."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId
from kairan.people import DepartmentId, rank_of
from kairan.transfers.current_state import Place, RoomNow, Somebody, rooms_touched, with_above
from kairan.transfers.model import Held, Move

Key = tuple[DepartmentId, bool]
"""Which rooms follow: those of a department, without or with those below it."""


class Step(msgspec.Struct, frozen=True):
    """One person's move, worked out: what they hold afterwards."""

    person: Somebody
    move: Move
    posts: list[Held]
    extension: str | None
    status: str

    @property
    def changes(self) -> bool:
        """Whether anything of theirs becomes different."""
        return (self.posts, self.extension, self.status) != (
            self.person.posts,
            self.person.extension,
            self.person.status,
        )


class RoomPlan(msgspec.Struct, frozen=True):
    """What happens in one room. `without_master`: nobody is left who could be one."""

    room: RoomNow
    enter: list[MemberId]
    exit: list[MemberId]
    masters: list[MemberId]
    without_master: bool


class _Moving(msgspec.Struct, frozen=True):
    """The steps by the rooms that follow them."""

    was: dict[Key, list[Step]]
    becomes: dict[Key, list[Step]]


def rooms_planned(
    db: Db, steps: Sequence[Step], leavers: Sequence[MemberId], tree: Mapping[DepartmentId, Place]
) -> list[RoomPlan]:
    """Work out every room in which something happens, in the order of their ids."""
    moving = _Moving({}, {})
    for step in steps:
        for key in _keys(tree, step.person.departments):
            moving.was.setdefault(key, []).append(step)
        for key in _keys(tree, (post.department_id for post in step.posts)):
            moving.becomes.setdefault(key, []).append(step)
    departments = {department_id for department_id, _ in (*moving.was, *moving.becomes)}
    rooms = rooms_touched(db, departments, leavers)
    gone = set(leavers)
    return [plan for room in rooms if (plan := _room_plan(room, steps, gone, moving)) is not None]


def _keys(tree: Mapping[DepartmentId, Place], departments: Iterable[DepartmentId]) -> set[Key]:
    held = set(departments)
    return {(one, False) for one in held} | {(one, True) for one in with_above(tree, held)}


def _room_plan(room: RoomNow, steps: Sequence[Step], gone: set[MemberId], moving: _Moving) -> RoomPlan | None:
    key = (room.department_id or DepartmentId(""), room.department_below)
    was = {step.person.id for step in moving.was.get(key, ())}
    becomes = [step.person.id for step in moving.becomes.get(key, ()) if step.status == "active"]
    out = {one for one in was.difference(becomes) | gone if one in room.members}
    enter = [one for one in becomes if one not in room.members]
    if not enter and not out:
        return None
    leave = sorted(out)
    masters = _masters(room, steps, enter, leave)
    kept = any(inside.membership.role == "master" for one, inside in room.members.items() if one not in out)
    return RoomPlan(room, enter, leave, masters, without_master=not kept and not masters)


def _masters(
    room: RoomNow, steps: Sequence[Step], enter: Sequence[MemberId], leave: Sequence[MemberId]
) -> list[MemberId]:
    """Return who becomes master: whoever takes over from a master that goes; if none is left, the next in line."""
    stay = {one for one in room.members if one not in leave} | set(enter)
    are = {one for one in room.members if room.members[one].membership.role == "master"}
    heirs = {step.move.predecessor_id: step.person.id for step in steps if step.move.predecessor_id is not None}
    taking = (heirs.get(one) for one in sorted(are & set(leave)))
    named = [heir for heir in taking if heir is not None and heir in stay and heir not in are]
    if named or are & stay or not are & set(leave):
        return named
    heir = _next_in_line(room, steps, enter, stay)
    return [] if heir is None else [heir]


def _next_in_line(
    room: RoomNow, steps: Sequence[Step], enter: Sequence[MemberId], stay: set[MemberId]
) -> MemberId | None:
    """Return the highest post in a department's room, else who is in it longest; staff with accounts in use only."""
    moving = {step.person.id: step for step in steps}
    order: list[tuple[int, int, MemberId]] = []
    for one in stay:
        step, inside = moving.get(one), room.members.get(one)
        if step is not None:
            may, title = step.status == "active", step.posts[0].title if step.posts else None
        else:
            may, title = inside is not None and inside.may_be_master, None if inside is None else inside.title
        since = 2**62 + enter.index(one) if inside is None else inside.from_seq
        if may:
            order.append((rank_of(title) if room.department_id is not None else 0, since, one))
    return min(order)[-1] if order else None
