"""Carrying out an import: all or nothing, in one transaction, with an entry for the whole and one for each person.

Nobody else writes to the body meanwhile: its stream is held from the first look to the commit. On SQLite everybody
who writes waits; 10,000 new people are some seconds, which `make bench` prints.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypeVar

import msgspec
from sqlalchemy import bindparam, insert, select, update

from kairan.administration.differing import is_known_otherwise
from kairan.administration.entries import (
    Difference,
    PersonAdded,
    PersonChanged,
    PersonLeft,
    PersonReopened,
    PersonSuspended,
)
from kairan.core.journal import Body, append, append_all, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.viewer import MemberId, Viewer
from kairan.people import (
    DepartmentId,
    Post,
    create_department,
    directory_stream,
    hold_first_posts,
    hold_posts,
    member_table,
    note_hands,
    organization_stream,
    path_of_names,
    require_room_for_members,
    require_task,
)
from kairan.people.actions import sought_by
from kairan.people.entries import DepartmentCreated
from kairan.roster.body import place_to_id
from kairan.roster.entries import DirectoryRenewed, RosterImported
from kairan.roster.model import Missing, Options, Outcome, Step
from kairan.roster.planning import Prepared, prepare
from kairan.roster.problems import RosterFaulty, RosterNumber, RosterOutdated, RosterUnconfirmed
from kairan.roster.reading import Roster
from kairan.sessions import end_sessions
from kairan.sessions.model import session_table
from kairan.single_sign_on.dropping import drop_links_by_rule

AT_ONCE = 500

_m, _s = member_table.c, session_table.c
T = TypeVar("T")
Stage = Literal["reading", "planning", "departments", "people", "record", "saving"]


class Progress:
    """How far an import is; written by the thread that imports, read by whoever waits for it."""

    def __init__(self) -> None:
        self.stage: Stage = "reading"
        self.done = 0
        self.total = 0

    def at(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Say where it is."""
        self.stage, self.done, self.total = stage, done, total


def apply_import(
    db: Db,
    viewer: Viewer,
    roster: Roster,
    missing: Missing,
    fingerprint: str,
    progress: Progress,
    options: Options = Options(),  # noqa: B008  (frozen)
    stopping: int | None = None,
) -> Outcome:
    """Import a roster as it was planned. A second time nothing is left to do, and nothing is written.

    `stopping` confirms how many are stopped where that is a large part of the body.
    Problems: RoleNeeded, RosterFaulty, RosterOutdated, RosterNumber, RosterUnconfirmed, AccountsFull, TrialOver.
    """
    require_task(viewer, "people")
    require_task(viewer, "departments")
    hold(db, organization_stream(viewer.organization_id))
    progress.at("planning")
    prepared = prepare(db, viewer, roster, missing, options.separators)
    plan = prepared.plan
    if plan.faults:
        raise RosterFaulty(count=len(plan.faults))
    if not prepared.steps and not plan.departments:
        return Outcome(unchanged=plan.unchanged)
    if plan.fingerprint != fingerprint:
        raise RosterOutdated
    if plan.is_large and stopping != plan.stopping:
        raise RosterNumber(count=plan.stopping)
    if any(notice.confirm for notice in plan.notices) and not options.confirmed:
        raise RosterUnconfirmed
    outcome = _outcome(prepared)
    append(db, organization_stream(viewer.organization_id), _imported(roster, outcome), viewer)
    progress.at("departments", 0, len(plan.departments))
    created = _create_departments(db, viewer, prepared)
    people = _Writing(db, viewer, created, progress).write(prepared.steps)
    if outcome.created or outcome.reopened:
        require_room_for_members(db, viewer.organization_id, count=0)  # counted as it is now, with those who go
    progress.at("record", 0, len(prepared.steps))
    append_all(db, organization_stream(viewer.organization_id), people, viewer)
    renewed = DirectoryRenewed(people=len(prepared.steps))
    append(db, directory_stream(viewer.organization_id), renewed, viewer)
    progress.at("saving")
    return outcome


def _outcome(prepared: Prepared) -> Outcome:
    deeds = [deed for step in prepared.steps for deed in step.planned.deeds]
    return Outcome(
        created=deeds.count("create"),
        changed=deeds.count("change"),
        moved=deeds.count("move"),
        suspended=deeds.count("suspend"),
        reopened=deeds.count("reopen"),
        left=deeds.count("leave"),
        departments=len(prepared.plan.departments),
        unchanged=prepared.plan.unchanged,
    )


def _imported(roster: Roster, outcome: Outcome) -> RosterImported:
    return RosterImported(
        digest=roster.digest,
        encoding=roster.encoding,
        lines=roster.lines,
        departments=outcome.departments,
        created=outcome.created,
        changed=outcome.changed,
        moved=outcome.moved,
        suspended=outcome.suspended,
        reopened=outcome.reopened,
        left=outcome.left,
    )


def _create_departments(db: Db, viewer: Viewer, prepared: Prepared) -> dict[str, DepartmentId]:
    """Create what the roster names and the body lacks, each above those below it."""
    created: dict[str, DepartmentId] = {}
    for place in prepared.tree.created:
        department = prepared.tree.departments[place]
        parent = None if department.parent is None else place_to_id(department.parent, created)
        department_id = create_department(db, viewer, viewer.organization_id, department.name, parent)
        path = path_of_names(prepared.tree.path(place))
        body = DepartmentCreated(id=department_id, name=department.name, parent_id=parent, path=path)
        append(db, organization_stream(viewer.organization_id), body, viewer)
        created[place] = department_id
    return created


class _Writing:
    """Writes many people with few statements."""

    def __init__(self, db: Db, viewer: Viewer, created: dict[str, DepartmentId], progress: Progress) -> None:
        self.db = db
        self.viewer = viewer
        self.created = created
        self.progress = progress

    def write(self, steps: Sequence[Step]) -> list[Body]:
        """Write everybody; return what is to be put on record, in the order of the file."""
        ids = {id(step): step.planned.member_id or MemberId(new_id()) for step in steps}
        new = [step for step in steps if step.planned.member_id is None]
        known = [step for step in steps if step.planned.member_id is not None]
        self._free_keys(known)
        for number, some in enumerate(_chunks(new)):
            self.progress.at("people", number * AT_ONCE, len(steps))
            self.db.execute(insert(member_table), [self._member(ids[id(step)], step) for step in some])
            note_hands(self.db, self.viewer, [ids[id(step)] for step in some], "created")
        self._update(known)
        for others in _chunks(self._known_otherwise(known)):
            note_hands(self.db, self.viewer, others, "login")
            drop_links_by_rule(self.db, self.viewer, others)
        self._hold_posts(ids, steps)
        ended = self._end_sessions([step for step in known if step.status in {"suspended", "left"}])
        return [body for step in steps for body in _record(ids[id(step)], step, ended, self.created)]

    def _member(self, member_id: MemberId, step: Step) -> dict[str, Any]:
        values = {"kana": "", "mail": None, "extension": None, "number": None} | step.values
        return {
            **values,
            "id": member_id,
            "organization_id": self.viewer.organization_id,
            "kind": "staff",
            "status": step.status,
            "password_hash": None,  # issued when a sheet is printed
            "password_issued_at": None,
            "settings": "{}",
            "roles": "[]",
            "tasks": "[]",
            "sought": sought_by(values["name"], values["kana"]),
            "created_at": now_ms(),
        }

    def _known_otherwise(self, steps: Sequence[Step]) -> list[MemberId]:
        """Return the others whose login or number becomes another one."""
        ids = (step.planned.member_id for step in steps if is_known_otherwise(step.planned.changes))
        return [one for one in ids if one is not None and one != self.viewer.member_id]

    def _free_keys(self, steps: Sequence[Step]) -> None:
        """Take logins and numbers that go to other people off their holders first: two may change places."""
        for column in ("login", "number"):
            changing = [step.planned.member_id for step in steps if column in step.values]
            for some in _chunks(changing):
                # A login of 14 signs that nobody types; it is replaced in this transaction.
                value = "~" + _m.id if column == "login" else None
                self.db.execute(update(member_table).where(_m.id.in_(some)).values({column: value}))

    def _update(self, steps: Sequence[Step]) -> None:
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for step in steps:
            values = dict(step.values)
            if "name" in values or "kana" in values:
                values["sought"] = ""  # below, once both are known
            if step.status is not None:
                values["status"] = step.status
            if values:
                values["b_id"] = step.planned.member_id
                by_columns.setdefault(tuple(sorted(values)), []).append(values)
        for columns, rows in by_columns.items():
            self._renew_sought(rows) if "sought" in columns else None
            changed: dict[str, Any] = {column: bindparam(column) for column in columns if column != "b_id"}
            for some in _chunks(rows):
                self.db.execute(update(member_table).where(_m.id == bindparam("b_id")).values(changed), list(some))

    def _renew_sought(self, rows: Sequence[dict[str, Any]]) -> None:
        for some in _chunks(rows):
            stored = {
                row[0]: row
                for row in self.db.all(
                    select(_m.id, _m.name, _m.kana).where(_m.id.in_([values["b_id"] for values in some]))
                )
            }
            for values in some:
                _, name, kana = stored[values["b_id"]]
                values["sought"] = sought_by(values.get("name", name), values.get("kana", kana))

    def _hold_posts(self, ids: dict[int, MemberId], steps: Sequence[Step]) -> None:
        """Write posts; those who come are many, those who move are some and leave what they were behind."""
        first: list[tuple[MemberId, list[Post]]] = []
        for number, step in enumerate(steps):
            posts = [Post(place_to_id(post.place, self.created), post.title) for post in step.posts or ()]
            if step.planned.member_id is None:
                first.append((ids[id(step)], posts))
            elif step.posts is not None:
                self.progress.at("people", number, len(steps))
                hold_posts(self.db, self.viewer, step.planned.member_id, posts)
        hold_first_posts(self.db, self.viewer, first)

    def _end_sessions(self, steps: Sequence[Step]) -> dict[MemberId, int]:
        """End the sessions of who is stopped; returns how many were open."""
        ended: dict[MemberId, int] = {}
        for some in _chunks([step.planned.member_id for step in steps]):
            for member_id in self.db.scalars(select(_s.member_id).where(_s.member_id.in_(some)).distinct()):
                ended[member_id] = end_sessions(self.db, member_id, self.viewer)
        return ended


def _record(
    member_id: MemberId, step: Step, ended: dict[MemberId, int], created: dict[str, DepartmentId]
) -> Iterator[Body]:
    """Say what became of one person, in the same words as one by one."""
    planned = step.planned
    held: list[str] = [place_to_id(post.place, created) for post in step.posts or ()]
    if "create" in planned.deeds:
        added = PersonAdded(id=member_id, name=planned.name, login=planned.login, posts=planned.posts)
        yield msgspec.structs.replace(added, department_ids=tuple(held))
    if planned.changes:
        yield PersonChanged(id=member_id, name=planned.name, changes=[_with_ids(one, held) for one in planned.changes])
    sessions = ended.get(member_id, 0)
    if "suspend" in planned.deeds:
        yield PersonSuspended(id=member_id, name=planned.name, sessions=sessions)
    if "leave" in planned.deeds:
        yield PersonLeft(id=member_id, name=planned.name, sessions=sessions)
    if "reopen" in planned.deeds:
        yield PersonReopened(id=member_id, name=planned.name)


def _with_ids(change: Difference, held: list[str]) -> Difference:
    """Departments that were only planned have their ids now."""
    return msgspec.structs.replace(change, after_ids=held) if change.field == "posts" else change


def _chunks(items: Iterable[T]) -> Iterator[Sequence[T]]:
    every = list(items)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))
