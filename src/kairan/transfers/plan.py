"""The plan of a list: what it would do now. The preview shows it and carrying out does it, so the two cannot differ."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId, has_role, has_task
from kairan.transfers.current_state import Place, Somebody, administrators_in_use, in_parts, somebodies, tree_of
from kairan.transfers.faults import Fault
from kairan.transfers.model import Held, Move, TransferList, list_table, move_table
from kairan.transfers.predecessors import faults_of_predecessors
from kairan.transfers.room_plan import RoomPlan, Step, rooms_planned

_l, _v = list_table.c, move_table.c
_decode = msgspec.json.Decoder(Move)


class Plan(msgspec.Struct, frozen=True):
    """Everything a list would do, in order, and what is wrong with it."""

    steps: list[Step]
    rooms: list[RoomPlan]
    faults: list[Fault]
    tree: dict[DepartmentId, Place]
    people: dict[MemberId, Somebody]

    @property
    def stops(self) -> list[Fault]:
        """The faults with which it cannot be carried out."""
        return [fault for fault in self.faults if fault.stops]


def moves_of(db: Db, list_id: str) -> dict[MemberId, Move]:
    """Return the moves of a list, by person."""
    rows = db.all(select(_v.member_id, _v.body).where(_v.list_id == list_id).order_by(_v.member_id))
    return {row[0]: _decode.decode(row[1]) for row in rows}


def plan_of(db: Db, listed: TransferList, by: Viewer) -> Plan:
    """Work out what a list would do if its hour were now, and somebody with these powers answered for it.

    Whoever was only given the task moves nobody who holds a role or a task: closing or reopening such an account is
    an administrator's decision. Nor do they bring anybody under a task of their own, or name such an account as the
    predecessor of somebody, who would get what it wrote for the next.
    """
    moves = moves_of(db, listed.id)
    tree = tree_of(db, listed.organization_id, listed.effective_at)
    predecessors = {move.predecessor_id for move in moves.values() if move.predecessor_id is not None}
    people = somebodies(db, listed.organization_id, {*moves, *predecessors})
    faults = [*_faults_of_moves(moves, people, tree), *_overlaps(db, listed, moves, people)]
    steps = [step_of(people[member_id], move, tree) for member_id, move in moves.items() if member_id in people]
    if not has_task(by, "transfers"):
        faults.append(Fault(code="setter"))
    faults += faults_of_predecessors(db, listed, by, steps, people)
    if not has_role(by, "administrator"):
        faults += [_fault("powers", one.person) for one in steps if one.person.has_powers]
        faults += [_fault("reach", one.person) for one in steps if _comes_under(one, by, tree)]
    faults += [_fault("unchanged", one.person) for one in steps if _idle(one)]
    leavers = [step.person.id for step in steps if step.status == "left" and step.person.status != "left"]
    leads = any(people[one].is_administrator for one in leavers)
    if leads and not administrators_in_use(db, listed.organization_id, leavers):
        faults.append(Fault(code="last_administrator"))
    return Plan(steps, rooms_planned(db, steps, leavers, tree), faults, tree, people)


def _fault(code: str, person: Somebody) -> Fault:
    return Fault(code=code, member_id=person.id, name=person.name)


def _comes_under(step: Step, by: Viewer, tree: Mapping[DepartmentId, Place]) -> bool:
    """Whether somebody comes under a department for which the other holds a task."""
    held = {one.department_id for one in by.delegated if one.department_id is not None}
    was, becomes = ([*posts[:1]] for posts in (step.person.posts, step.posts))
    return bool(_above(becomes, tree) & held) and not _above(was, tree) & held


def _above(posts: list[Held], tree: Mapping[DepartmentId, Place]) -> set[str]:
    above: set[str] = set()
    at = posts[0].department_id if posts else None
    while at is not None and at in tree and at not in above:
        above.add(at)
        at = tree[at].parent_id
    return above


def _idle(step: Step) -> bool:
    return not step.changes and not step.move.is_empty


def step_of(person: Somebody, move: Move, tree: Mapping[DepartmentId, Place]) -> Step:
    """Work out what somebody holds after a move."""
    extension = person.extension if move.extension is None else (move.extension or None)
    if move.kind == "leave":
        return Step(person, move, [], person.extension, "left")
    status = "active" if move.kind == "return" else person.status
    return Step(person, move, _posts_after(person, move, tree), extension, status)


def _posts_after(person: Somebody, move: Move, tree: Mapping[DepartmentId, Place]) -> list[Held]:
    """Return the posts after a move, the main one first; one for each department."""
    before = [] if person.status == "left" else person.posts
    main = before[:1] if move.main is None else [Held(move.main.department_id, move.main.title)]
    others = [post for post in before[1:] if post.department_id not in move.removed]
    added = [Held(post.department_id, post.title) for post in move.added]
    after: dict[DepartmentId, Held] = {}
    for post in [*main, *added, *others]:
        after.setdefault(post.department_id, post)
    return [post for post in after.values() if post.department_id in tree]


def _faults_of_moves(
    moves: Mapping[MemberId, Move], people: Mapping[MemberId, Somebody], tree: Mapping[DepartmentId, Place]
) -> Iterator[Fault]:
    heirs = Counter(move.predecessor_id for move in moves.values() if move.predecessor_id is not None)
    for member_id, move in moves.items():
        person = people.get(member_id)
        if person is None:
            yield Fault(code="missing", member_id=member_id)
            continue
        for code in _faults_of(move, person, people, tree):
            yield Fault(code=code, member_id=member_id, name=person.name)
    for predecessor_id, count in heirs.items():
        if count > 1 and predecessor_id in people:
            name = people[predecessor_id].name
            yield Fault(code="two_heirs", member_id=predecessor_id, name=name, detail={"name": name})


def _faults_of(
    move: Move, person: Somebody, people: Mapping[MemberId, Somebody], tree: Mapping[DepartmentId, Place]
) -> Iterator[str]:
    if move.kind != "return" and person.status == "left":
        yield "left"
    if move.kind == "return" and person.status == "active":
        yield "not_left"
    elif move.kind == "return" and person.has_powers:
        yield "powers_return"
    if move.kind == "move" and person.status == "suspended":
        yield "suspended"
    if move.is_empty:
        yield "empty"
    if move.kind == "return" and move.main is None:
        yield "no_main"
    wanted = [post.department_id for post in (move.main, *move.added) if post is not None]
    if any(one not in tree or not tree[one].is_open for one in wanted) and move.kind != "leave":
        yield "department"
    if move.predecessor_id is not None and (move.predecessor_id not in people or move.predecessor_id == person.id):
        yield "predecessor"


def _overlaps(
    db: Db, listed: TransferList, moves: Mapping[MemberId, Move], people: Mapping[MemberId, Somebody]
) -> Iterator[Fault]:
    """Tell of people who wait in another list that is set: for the same hour it is unclear which counts."""
    waiting = (
        select(_v.member_id, _l.name, _l.effective_at)
        .join(list_table, _l.id == _v.list_id)
        .where(
            _l.organization_id == listed.organization_id,
            _l.id != listed.id,
            _l.set_at.is_not(None),
            _l.done_at.is_(None),
        )
        .order_by(_v.member_id, _l.effective_at)
    )
    for member_id, name, effective_at in in_parts(waiting, _v.member_id, moves, db):
        code = "elsewhere" if effective_at == listed.effective_at else "later"
        person = people.get(member_id)
        known = "" if person is None else person.name
        yield Fault(code=code, member_id=member_id, name=known, detail={"list": name})
