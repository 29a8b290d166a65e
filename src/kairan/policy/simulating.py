"""What may this person do from there? Answered by the very function that decides, with what decided."""

from typing import Literal

import msgspec
from sqlalchemy import select

from kairan.core.edge.networks import is_inside, networks_of
from kairan.core.journal import readable_span
from kairan.core.kit.database import Db
from kairan.core.viewer import DeviceClass, MemberId, RoomClass, Screen, Viewer
from kairan.people import Person, PersonNotFound, member_table, people_named, require_task
from kairan.policy.actions import policy_at
from kairan.policy.classes import class_of_stream
from kairan.policy.model import UNGRADED, Act, Decision, Policy, Position, decide_all

Reason = Literal["free", "rule", "rests_on", "guest", "role", "account", "network", "not_in_room"]
"""What decided: nothing forbids it, a rule of the policy, another act, being a guest, holding no role, the account's
state, the networks of the face, or not being in the room."""

OUTSIDE_ROOMS: frozenset[Act] = UNGRADED | {"create_room", "join_room"}  # asked before one is in a room


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """Who would come from where; a room's own class counts before the class named."""

    member_id: MemberId
    face: str
    device: DeviceClass
    room_class: RoomClass = 2
    room_id: str | None = None
    address: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """Whether an act is allowed, how far at most, and what decided."""

    act: Act
    allowed: bool
    upto: int
    reason: Reason
    rests_on: Act | None


class Simulation(msgspec.Struct, frozen=True, kw_only=True):
    """Every act, in order, for one person at one place."""

    person: Person
    room_class: int
    is_in_room: bool | None  # null: no room was named
    screen: Screen
    answers: list[Answer]


def simulate(db: Db, viewer: Viewer, supposed: Supposed) -> Simulation:
    """Return what somebody of the viewer's body may do there. Problems: RoleNeeded, PersonNotFound."""
    require_task(viewer, "policy")
    person, status, roles = _person(db, viewer, supposed.member_id)
    policy = policy_at(db, viewer.organization_id, [supposed.face])
    room_class, is_in_room = _room(db, viewer, person, supposed)
    rule = policy.rule_at(Position(supposed.face, supposed.device, person.kind))
    kept_out = _kept_out(policy, supposed, status)
    answers = [
        _answer(act, one, room_class, kept_out or _besides(act, is_in_room=is_in_room, has_role=bool(roles)))
        for act, one in decide_all(rule.upto, person.kind).items()
    ]
    return Simulation(person=person, room_class=room_class, is_in_room=is_in_room, screen=rule.screen, answers=answers)


def _person(db: Db, viewer: Viewer, member_id: MemberId) -> tuple[Person, str, str]:
    row = db.first(
        select(member_table.c.status, member_table.c.roles, member_table.c.tasks).where(
            member_table.c.id == member_id, member_table.c.organization_id == viewer.organization_id
        )
    )
    if row is None:
        raise PersonNotFound
    (person,) = people_named(db, [member_id])
    return person, row.status, row.roles.strip("[]") + row.tasks.strip("[]")


def _room(db: Db, viewer: Viewer, person: Person, supposed: Supposed) -> tuple[int, bool | None]:
    """Return the class asked for, and whether the person is in the room; other bodies' rooms are no rooms."""
    if supposed.room_id is None:
        return supposed.room_class, None
    stream = f"room:{supposed.room_id}"
    organization_id, room_class = class_of_stream(db, stream)
    if organization_id != viewer.organization_id:
        return supposed.room_class, False
    free = Viewer(member_id=MemberId(person.id), organization_id=person.organization_id, kind=person.kind)
    return room_class, readable_span(db, free, stream) is not None


def _kept_out(policy: Policy, supposed: Supposed, status: str) -> Reason | None:
    """Return what keeps the person out altogether."""
    if status != "active":
        return "account"
    named = policy.networks.get(supposed.face, [])
    return "network" if supposed.address and not is_inside(supposed.address, networks_of(named)) else None


def _besides(act: Act, *, is_in_room: bool | None, has_role: bool) -> Reason | None:
    """Return what refuses the act though the policy would not."""
    if act == "administer" and not has_role:
        return "role"
    return "not_in_room" if is_in_room is False and act not in OUTSIDE_ROOMS else None


def _answer(act: Act, decision: Decision, room_class: int, besides: Reason | None) -> Answer:
    asked = 1 if act in UNGRADED else room_class
    if decision.upto < asked:
        return Answer(act, False, decision.upto, decision.why, decision.rests_on)  # noqa: FBT003
    if besides is not None:
        return Answer(act, False, decision.upto, besides, None)  # noqa: FBT003
    return Answer(act, True, decision.upto, decision.why, decision.rests_on)  # noqa: FBT003
