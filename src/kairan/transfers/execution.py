"""Carrying out a list (発令) at its hour, in one transaction: everything of it happens, or nothing.

The job that comes at the hour is a row leased by one worker, and its end is in the same transaction: two nodes, a
restart or a late start carry a list out once. What cannot be carried out
stays on the list, in words; so does one whose setter may not do it any more at its hour.

In the order of the hours, also after a late start: departments that change at a list's hour change before it.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, insert, select, update

from kairan.administration.delegation import change_tasks
from kairan.administration.planned import AGAIN_MS, departments_change_first
from kairan.administration.queries import accounts, accounts_of
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import enqueue, has_job
from kairan.core.kit.prepared import Prepared
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import (
    Post,
    acting_now,
    change_status,
    directory_stream,
    hold_posts,
    member_stream,
    member_table,
    organization_stream,
)
from kairan.people.entries import MemberChanged, ProfileChanged
from kairan.sessions import end_sessions
from kairan.talk.access import lock_room
from kairan.talk.memberships import admit, let_go, set_role
from kairan.talk.model import membership_table, present
from kairan.transfers.actions import CARRY_OUT, LIST_COLUMNS, CarryOut, list_of
from kairan.transfers.entries import TransferCarriedOut, TransferFailed
from kairan.transfers.faults import Fault
from kairan.transfers.model import Effect, ListId, TransferList, effect_table, list_table
from kairan.transfers.plan import Plan, plan_of
from kairan.transfers.room_plan import RoomPlan, Step
from kairan.transfers.succession import hand_over_all
from kairan.transfers.wording import changed_entry, left_entry, told

_l, _m, _ms = list_table.c, member_table.c, membership_table.c
_json = msgspec.json.Encoder()

# Prepared: they are asked for each of thousands of people.
_CAME_IN = Prepared(
    select(_ms.from_seq).where(_ms.room_no == bindparam("in_room"), _ms.member_id == bindparam("insider_id"), present)
)
_EXTENSION = Prepared(
    update(member_table).where(_m.id == bindparam("whose")).values(extension=bindparam("new_extension"))
)


def carry_out(db: Db, wanted: CarryOut) -> None:
    """Carry out a list if it is still set and its hour has come; otherwise do nothing."""
    row = db.first(select(*LIST_COLUMNS).where(_l.id == wanted.list_id).with_for_update())
    listed = None if row is None else list_of(tuple(row))
    if listed is None or listed.status != "set" or listed.set_by is None:
        return  # withdrawn, thrown away, or done already
    if listed.effective_at > now_ms():
        enqueue(db, CARRY_OUT, wanted, due_at=listed.effective_at, key=listed.id)  # set anew for a later hour
        return
    hold(db, organization_stream(listed.organization_id))  # nobody administers people meanwhile
    if _comes_later(db, listed):
        enqueue(db, CARRY_OUT, wanted, due_at=now_ms() + AGAIN_MS, key=listed.id)
        return
    by = acting_now(db, listed.set_by, listed.organization_id)
    plan = plan_of(db, listed, by)
    if plan.stops:
        _fail(db, by, listed, plan.stops)
    else:
        _apply(db, by, listed, plan)


def _comes_later(db: Db, listed: TransferList) -> bool:
    """Whether something of the body comes first: lists of an earlier hour, departments of this one, too."""
    departments = departments_change_first(db, listed.organization_id, listed.effective_at)
    return lists_come_first(db, listed.organization_id, listed.effective_at) or departments


def lists_come_first(db: Db, organization_id: OrganizationId, before: int) -> bool:
    """Whether lists are set for before an instant and not carried out yet; calls up the first of them."""
    waiting = select(_l.id).where(
        _l.organization_id == organization_id, _l.set_at.is_not(None), _l.done_at.is_(None), _l.effective_at < before
    )
    first = db.scalar(waiting.order_by(_l.effective_at, _l.id).limit(1))
    if first is not None and not has_job(db, CARRY_OUT, first):
        enqueue(db, CARRY_OUT, CarryOut(ListId(first)), key=first)
    return first is not None


def give_list_up(db: Db, wanted: CarryOut) -> None:
    """Say that a list failed by a fault of the program; the log says which. It can be set again."""
    row = db.first(select(*LIST_COLUMNS).where(_l.id == wanted.list_id).with_for_update())
    listed = None if row is None else list_of(tuple(row))
    if listed is not None and listed.status == "set" and listed.set_by is not None:
        by = acting_now(db, listed.set_by, listed.organization_id)
        _fail(db, by, listed, [Fault(code="broken")])


def _fail(db: Db, by: Viewer, listed: TransferList, faults: Sequence[Fault]) -> None:
    values = {"failed_at": now_ms(), "set_at": None, "told": _json.encode(list(faults)).decode()}
    db.execute(update(list_table).where(_l.id == listed.id).values(values))
    words = [f"{fault.name}: {fault.sentence('ja')}" if fault.name else fault.sentence("ja") for fault in faults]
    failed = TransferFailed(id=listed.id, name=listed.name, faults=words)
    append(db, organization_stream(listed.organization_id), failed, by)


def _apply(db: Db, by: Viewer, listed: TransferList, plan: Plan) -> None:
    effects: list[Effect] = []
    for room in plan.rooms:
        lock_room(db, room.room.id)  # all of them, in one order, before anything changes
    hand_over_all(db, by, listed.id, plan.steps)
    for room in plan.rooms:
        effects += _change_room(db, by, room)
    for step in plan.steps:
        if step.changes:
            effects.append(_move(db, by, step, plan))
    rows = [
        {"list_id": listed.id, "no": no, "body": _json.encode(effect).decode()} for no, effect in enumerate(effects)
    ]
    if rows:
        db.execute(insert(effect_table), rows)
    db.execute(update(list_table).where(_l.id == listed.id).values(done_at=now_ms(), told=None))
    counts = {what: sum(effect.what == what for effect in effects) for what in ("person", "in", "out", "master")}
    carried = TransferCarriedOut(
        id=listed.id,
        name=listed.name,
        moves=counts["person"],
        entered=counts["in"],
        exited=counts["out"],
        masters=counts["master"],
    )
    append(db, organization_stream(listed.organization_id), carried, by)


def _change_room(db: Db, by: Viewer, plan: RoomPlan) -> list[Effect]:
    """Let people in, name masters, let people go: in this order a room is never without a master in between."""
    room = plan.room
    effects: list[Effect] = []
    for member_id in plan.enter:
        if admit(db, by, room.id, member_id):
            from_seq = membership_of(db, room.no, member_id) or 0
            effects.append(_in_room("in", plan, member_id, from_seq=from_seq))
    named = [member_id for member_id in plan.masters if set_role(db, by, room, member_id, "master")]
    effects += [_in_room("master", plan, member_id) for member_id in named]
    for member_id in plan.exit:
        was = let_go(db, by, room, member_id, removed=True)
        if was is not None:
            effect = _in_room("out", plan, member_id)
            effects.append(msgspec.structs.replace(effect, role=was.role, sees_from=was.sees_from, from_n=was.from_n))
    return effects


def _in_room(what: str, plan: RoomPlan, member_id: MemberId, from_seq: int = 0) -> Effect:
    room = {"room_id": plan.room.id, "room_no": plan.room.no, "from_seq": from_seq}
    return msgspec.convert({"what": what, "member_id": member_id, **room}, Effect)


def membership_of(db: Db, room_no: int, member_id: MemberId) -> int | None:
    """Return the entry by which somebody who is in a room came in; None when they are not in it."""
    row = _CAME_IN.first(db, {"in_room": room_no, "insider_id": member_id})
    return None if row is None else int(row[0])


def _move(db: Db, by: Viewer, step: Step, plan: Plan) -> Effect:
    """Change one person: account, extension, posts; each with its entries."""
    person = step.person
    if step.status != person.status:
        change_status(db, by, by.organization_id, person.id, "left" if step.status == "left" else "active")
    if step.extension != person.extension:
        keep_extension(db, person.id, step.extension)
    hold_posts(db, by, person.id, [Post(post.department_id, post.title) for post in step.posts])
    ended = _close(db, by, person.id) if step.status == "left" else 0
    _tell(db, by, step, plan, ended)
    return Effect(
        what="person",
        member_id=person.id,
        posts=person.posts,
        became=step.posts,
        posts_told=told(person.posts, plan.tree),
        became_told=told(step.posts, plan.tree),
        extension=person.extension,
        became_extension=step.extension,
        status=person.status,
        became_status=step.status,
    )


def keep_extension(db: Db, member_id: MemberId, extension: str | None) -> None:
    """Keep somebody's new extension; None is none."""
    _EXTENSION.run(db, {"whose": member_id, "new_extension": extension})


def _close(db: Db, by: Viewer, member_id: MemberId) -> int:
    """Take delegated tasks away and end the sessions, as the console does with who leaves; return how many."""
    for account in accounts_of(db, db.all(accounts().where(_m.id == member_id))):
        change_tasks(db, by, account, set())
    return end_sessions(db, member_id, by)


def _tell(db: Db, by: Viewer, step: Step, plan: Plan, sessions: int) -> None:
    organization = organization_stream(by.organization_id)
    append(db, organization, changed_entry(step, plan.tree), by)
    if step.status == "left":
        append(db, organization, left_entry(step, sessions), by)
    append(db, directory_stream(by.organization_id), MemberChanged(id=step.person.id), by)
    append(db, member_stream(step.person.id), ProfileChanged(), by)
