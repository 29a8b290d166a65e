"""What administrators see of lists of moves: the lists, the moves, and what would happen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import func, or_, select

from kairan.administration.planned_departments import planned_departments
from kairan.core.kit.database import Db
from kairan.core.kit.text import fold
from kairan.core.viewer import Language, MemberId, Viewer
from kairan.people import DepartmentId, holders_within, member_table, require_task
from kairan.people.model import MemberStatus
from kairan.talk.model import RoomId
from kairan.transfers.actions import LIST_COLUMNS, list_of, list_revision, move_revision, require_list
from kairan.transfers.current_state import Place, Somebody, somebodies, tree_of
from kairan.transfers.faults import Fault
from kairan.transfers.model import (
    Effect,
    Held,
    ListId,
    Move,
    MoveKind,
    Status,
    TransferList,
    effect_table,
    list_table,
    move_table,
)
from kairan.transfers.plan import Plan, moves_of, plan_of, step_of
from kairan.transfers.room_plan import RoomPlan, Step
from kairan.transfers.wording import told

_l, _v, _m, _f = list_table.c, move_table.c, member_table.c, effect_table.c
CANDIDATES = 100
NAMES_SHOWN = 50  # of one room; the count tells of the others


class FaultTold(msgspec.Struct, frozen=True):
    """What is wrong with a move, in words. `stops`: the list cannot be set with it."""

    member_id: MemberId | None
    name: str
    text: str
    stops: bool
    key: str = ""  # staff number, else login, where the person is known


class ListCard(msgspec.Struct, frozen=True, kw_only=True):
    """A list of moves as the console's page of lists shows it."""

    id: ListId
    name: str
    effective_at: int
    status: Status
    moves: int
    set_at: int | None
    done_at: int | None
    failed_at: int | None
    undone_at: int | None
    told: list[FaultTold]
    revision: str  # of name and hour


class Lists(msgspec.Struct, frozen=True):
    """Every list of the body, the latest hour first."""

    lists: list[ListCard]


class PersonMoving(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as a list of moves shows them."""

    id: MemberId
    name: str
    kana: str
    number: str | None
    key: str  # staff number, else login
    login: str
    status: MemberStatus
    posts: list[Held]
    posts_told: str
    extension: str | None


class MoveRow(msgspec.Struct, frozen=True, kw_only=True):
    """One move; `person` is null when the account is no longer there.

    `before` and `after` are the posts: of a list that was carried out those of that hour, else as they would be now.
    """

    member_id: MemberId
    person: PersonMoving | None
    move: Move
    predecessor: PersonMoving | None
    before: str
    after: str
    extension_before: str | None
    extension_after: str | None
    revision: str


class DepartmentOpening(msgspec.Struct, frozen=True):
    """A department that is planned to be opened by the hour of a list: people can be moved into it already."""

    id: DepartmentId
    path: str


class ListPage(msgspec.Struct, frozen=True):
    """A list with its moves, by reading."""

    card: ListCard
    moves: list[MoveRow]
    opening: list[DepartmentOpening]


class PeopleToMove(msgspec.Struct, frozen=True):
    """People who can be put into a list."""

    people: list[PersonMoving]
    has_more: bool


class StepTold(msgspec.Struct, frozen=True, kw_only=True):
    """One person's move in words."""

    member_id: MemberId
    name: str
    key: str  # staff number, else login
    kind: MoveKind
    before: str
    after: str
    extension_before: str | None
    extension_after: str | None
    enters: list[str]
    exits: list[str]


class RoomTold(msgspec.Struct, frozen=True, kw_only=True):
    """What happens in one room, in names."""

    id: RoomId
    name: str
    follows_post: bool
    enter: list[str]
    exit: list[str]
    enter_count: int
    exit_count: int
    masters: list[str]
    without_master: bool


class Preview(msgspec.Struct, frozen=True):
    """What a list would do if its hour were now."""

    faults: list[FaultTold]
    steps: list[StepTold]
    rooms: list[RoomTold]


def lists_of(db: Db, viewer: Viewer) -> list[ListCard]:
    """Return every list of the viewer's body. Problems: RoleNeeded."""
    require_task(viewer, "transfers")
    counted = db.all(
        select(_v.list_id, func.count())
        .join(list_table, _l.id == _v.list_id)
        .where(_l.organization_id == viewer.organization_id)
        .group_by(_v.list_id)
    )
    counts = {row[0]: row[1] for row in counted}
    rows = db.all(
        select(*LIST_COLUMNS)
        .where(_l.organization_id == viewer.organization_id)
        .order_by(_l.effective_at.desc(), _l.id.desc())
    )
    return [_card(list_of(tuple(row)), counts.get(row[0], 0), viewer.language) for row in rows]


def _card(listed: TransferList, moves: int, language: Language) -> ListCard:
    told_of = msgspec.json.decode(listed.told or "[]", type=list[Fault])
    return ListCard(
        id=listed.id,
        name=listed.name,
        effective_at=listed.effective_at,
        status=listed.status,
        moves=moves,
        set_at=listed.set_at,
        done_at=listed.done_at,
        failed_at=listed.failed_at,
        undone_at=listed.undone_at,
        told=_told(told_of, language),
        revision=list_revision(listed),
    )


def _told(faults: Iterable[Fault], language: Language) -> list[FaultTold]:
    return [FaultTold(fault.member_id, fault.name, fault.sentence(language), fault.stops) for fault in faults]


def page_of_list(db: Db, viewer: Viewer, list_id: ListId) -> ListPage:
    """Return a list with its moves. Problems: RoleNeeded, TransferNotFound."""
    listed = require_list(db, viewer, list_id)
    moves = moves_of(db, list_id)
    revisions = {
        one: move_revision(body) for one, body in db.all(select(_v.member_id, _v.body).where(_v.list_id == list_id))
    }
    predecessors = {move.predecessor_id for move in moves.values() if move.predecessor_id is not None}
    tree = tree_of(db, viewer.organization_id, listed.effective_at)
    known = somebodies(db, viewer.organization_id, {*moves, *predecessors})
    people = {one.id: _moving(one, tree) for one in known.values()}
    happened = effects_on_people(db, list_id) if listed.status == "done" else {}
    rows = [
        MoveRow(
            member_id=member_id,
            person=people.get(member_id),
            move=move,
            predecessor=None if move.predecessor_id is None else people.get(move.predecessor_id),
            revision=revisions[member_id],
            **_before_and_after(known.get(member_id), move, happened.get(member_id), tree),
        )
        for member_id, move in moves.items()
    ]
    rows.sort(key=lambda row: (row.person.kana, row.person.name) if row.person else ("", ""))
    return ListPage(_card(listed, len(moves), viewer.language), rows, _opening(db, viewer, listed))


def _opening(db: Db, viewer: Viewer, listed: TransferList) -> list[DepartmentOpening]:
    """Return the departments that are planned to be opened by the hour of a list that waits for it."""
    if listed.status == "done":
        return []
    planned = planned_departments(db, viewer.organization_id).values()
    return [DepartmentOpening(one.id, one.path) for one in planned if one.opens_at <= listed.effective_at]


def _before_and_after(
    person: Somebody | None, move: Move, effect: Effect | None, tree: Mapping[DepartmentId, Place]
) -> dict[str, Any]:
    """Return posts and extension before and after: what happened, else what would happen now."""
    if effect is not None:
        posts = effect.posts_told or told(effect.posts, tree), effect.became_told or told(effect.became, tree)
        extensions = effect.extension, effect.became_extension
    elif person is None:
        posts, extensions = ("", ""), (None, None)
    else:
        step = step_of(person, move, tree)
        posts, extensions = (told(person.posts, tree), told(step.posts, tree)), (person.extension, step.extension)
    names = ("before", "after", "extension_before", "extension_after")
    return dict(zip(names, (*posts, *extensions), strict=True))


def effects_on_people(db: Db, list_id: ListId) -> dict[MemberId, Effect]:
    """Return what carrying a list out has changed of people, with what was before."""
    bodies = db.scalars(select(_f.body).where(_f.list_id == list_id).order_by(_f.no))
    effects = (msgspec.json.decode(body, type=Effect) for body in bodies)
    return {effect.member_id: effect for effect in effects if effect.what == "person"}


def _moving(one: Somebody, tree: Mapping[DepartmentId, Place]) -> PersonMoving:
    return PersonMoving(
        id=one.id,
        name=one.name,
        kana=one.kana,
        number=one.number,
        key=one.key,
        login=one.login,
        status=msgspec.convert(one.status, MemberStatus),
        posts=one.posts,
        posts_told=told(one.posts, tree),
        extension=one.extension,
    )


def candidates(
    db: Db, viewer: Viewer, sought: str, department_id: DepartmentId | None, status: MemberStatus | None
) -> PeopleToMove:
    """Return staff who could be put into a list, by name, reading or number, or by department. Problems: RoleNeeded."""
    require_task(viewer, "transfers")
    statement = select(_m.id).where(_m.organization_id == viewer.organization_id, _m.kind == "staff")
    statement = statement.where(_m.deleted_at.is_(None))
    if status is not None:
        statement = statement.where(_m.status == status)
    if department_id is not None:
        statement = statement.where(_m.id.in_(holders_within(department_id)))
    for word in fold(sought).split():
        statement = statement.where(or_(_m.sought.contains(word, autoescape=True), func.lower(_m.number) == word))
    ids = list(db.scalars(statement.order_by(_m.kana, _m.id).limit(CANDIDATES + 1)))
    known, tree = somebodies(db, viewer.organization_id, ids[:CANDIDATES]), tree_of(db, viewer.organization_id)
    return PeopleToMove([_moving(known[one], tree) for one in ids[:CANDIDATES]], len(ids) > CANDIDATES)


def preview(db: Db, viewer: Viewer, list_id: ListId) -> Preview:
    """Return what a list would do if its hour were now. Problems: RoleNeeded, TransferNotFound."""
    plan = plan_of(db, require_list(db, viewer, list_id), viewer)
    inside = {one for room in plan.rooms for one in (*room.enter, *room.exit, *room.masters)}
    names = {one.id: f"{one.name}（{one.key}）" for one in somebodies(db, viewer.organization_id, inside).values()}
    order = sorted(plan.faults, key=lambda fault: (not fault.stops, fault.name))
    return Preview(
        [msgspec.structs.replace(one, key=_key(plan, one.member_id)) for one in _told(order, viewer.language)],
        _steps_told(plan),
        [_room_told(room, names) for room in sorted(plan.rooms, key=_order)],
    )


def _key(plan: Plan, member_id: MemberId | None) -> str:
    return plan.people[member_id].key if member_id in plan.people else ""


def _order(plan: RoomPlan) -> tuple[bool, bool, str]:
    """What needs a decision first, then the rooms that follow posts."""
    return not plan.without_master, plan.room.department_id is None, plan.room.name


def _steps_told(plan: Plan) -> list[StepTold]:
    enters: dict[MemberId, list[str]] = {}
    exits: dict[MemberId, list[str]] = {}
    for room in plan.rooms:
        for one in room.enter:
            enters.setdefault(one, []).append(room.room.name)
        for one in room.exit:
            exits.setdefault(one, []).append(room.room.name)
    steps = sorted(plan.steps, key=lambda step: (step.person.kana, step.person.name))
    return [_step_told(step, plan.tree, enters, exits) for step in steps]


def _step_told(
    step: Step,
    tree: Mapping[DepartmentId, Place],
    enters: Mapping[MemberId, Sequence[str]],
    exits: Mapping[MemberId, Sequence[str]],
) -> StepTold:
    person = step.person
    return StepTold(
        member_id=person.id,
        name=person.name,
        key=person.key,
        kind=step.move.kind,
        before=told(person.posts, tree),
        after=told(step.posts, tree),
        extension_before=person.extension,
        extension_after=step.extension,
        enters=list(enters.get(person.id, ())),
        exits=list(exits.get(person.id, ())),
    )


def _room_told(plan: RoomPlan, names: Mapping[MemberId, str]) -> RoomTold:
    def called(ids: Sequence[MemberId]) -> list[str]:
        return [names[one] for one in ids[:NAMES_SHOWN] if one in names]

    return RoomTold(
        id=plan.room.id,
        name=plan.room.name,
        follows_post=plan.room.department_id is not None,
        enter=called(plan.enter),
        exit=called(plan.exit),
        enter_count=len(plan.enter),
        exit_count=len(plan.exit),
        masters=called(plan.masters),
        without_master=plan.without_master,
    )
