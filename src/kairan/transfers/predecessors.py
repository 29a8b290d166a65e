"""Whose post is taken over (前任者): only of who gives it up. With it go what they wrote for the next, and their rooms.

Otherwise whoever prepares lists could have anybody's hand-over delivered to whomever they like.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import select

from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, Viewer
from kairan.people import DepartmentId, has_role
from kairan.transfers.current_state import Somebody, in_parts
from kairan.transfers.faults import Fault
from kairan.transfers.model import Move, TransferList, list_table, move_table
from kairan.transfers.room_plan import Step

_l, _v = list_table.c, move_table.c
_decode = msgspec.json.Decoder(Move)


def faults_of_predecessors(
    db: Db, listed: TransferList, by: Viewer, steps: Sequence[Step], people: Mapping[MemberId, Somebody]
) -> Iterator[Fault]:
    """Tell of predecessors who stay in the post that is taken over, and of those who are an administrator's to name."""
    given_up = {step.person.id: _given_up(step) for step in steps}
    leaving = _leaving_before(db, listed, people)
    for step in steps:
        before = people.get(step.move.predecessor_id) if step.move.predecessor_id is not None else None
        if before is None or before.id == step.person.id or step.status == "left":
            continue  # a fault of its own, or nothing is handed over
        if before.status != "left" and before.id not in leaving and not _takes(step, given_up.get(before.id)):
            yield _fault("predecessor_stays", step, before)
        if before.has_powers and not has_role(by, "administrator"):
            yield _fault("predecessor_powers", step, before)


def _fault(code: str, step: Step, before: Somebody) -> Fault:
    return Fault(code=code, member_id=step.person.id, name=step.person.name, detail={"name": before.name})


def _given_up(step: Step) -> frozenset[DepartmentId]:
    """Return where somebody holds a post now and afterwards none, or another one."""
    return frozenset(post.department_id for post in step.person.posts if post not in step.posts)


def _takes(step: Step, given_up: frozenset[DepartmentId] | None) -> bool:
    return given_up is not None and any(post.department_id in given_up for post in step.posts)


def _leaving_before(db: Db, listed: TransferList, people: Mapping[MemberId, Somebody]) -> frozenset[MemberId]:
    """Return who leaves by another list that is set and comes first: at 31 March, for a list of 1 April."""
    waiting = (
        select(_v.member_id, _v.body)
        .join(list_table, _l.id == _v.list_id)
        .where(
            _l.organization_id == listed.organization_id,
            _l.id != listed.id,
            _l.set_at.is_not(None),
            _l.done_at.is_(None),
            _l.effective_at < listed.effective_at,
        )
    )
    rows = in_parts(waiting, _v.member_id, people, db)
    return frozenset(row[0] for row in rows if _decode.decode(row[1]).kind == "leave")
