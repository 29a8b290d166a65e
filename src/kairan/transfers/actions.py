"""What administrators do to lists of moves before their hour."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import ColumnElement, delete, func, insert, select, update

from kairan.administration.model import PostWanted
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.text import bounded_name
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.people import changed_meanwhile, has_role, organization_stream, require_base, require_task
from kairan.transfers.entries import (
    TransferChanged,
    TransferDiscarded,
    TransferPrepared,
    TransferSet,
    TransferWithdrawn,
)
from kairan.transfers.model import (
    EXTENSION_LIMIT,
    MAY,
    MOVES_MOST,
    NAME_LIMIT,
    TITLE_LIMIT,
    ListId,
    Move,
    TransferList,
    effect_table,
    list_table,
    move_table,
)
from kairan.transfers.plan import plan_of
from kairan.transfers.problems import (
    TransferEmpty,
    TransferFaulty,
    TransferFieldTooLong,
    TransferFixed,
    TransferNotFound,
    TransferTooLong,
)

CARRY_OUT = "transfers.carry_out"
_l, _v = list_table.c, move_table.c
_json = msgspec.json.Encoder()
LIST_COLUMNS = tuple(_l[name] for name in TransferList.__struct_fields__)


class CarryOut(msgspec.Struct, frozen=True):
    """A list whose hour has come."""

    list_id: ListId


def list_of(row: tuple[object, ...]) -> TransferList:
    """Make a list of a row of `LIST_COLUMNS`."""
    return msgspec.convert(dict(zip(TransferList.__struct_fields__, row, strict=True)), TransferList)


def require_list(db: Db, viewer: Viewer, list_id: ListId) -> TransferList:
    """Return a list of the viewer's own body. Problems: RoleNeeded, TransferNotFound."""
    require_task(viewer, "transfers")
    return _found(db, viewer, _l.id == list_id, locked=False)


def hold_list(db: Db, viewer: Viewer, list_id: ListId, verb: str) -> TransferList:
    """Return a list, locked until the commit, to which this may be done. Problems: those of finding, TransferFixed."""
    require_task(viewer, "transfers")
    listed = _found(db, viewer, _l.id == list_id, locked=True)
    if verb not in MAY[listed.status]:
        raise TransferFixed
    return listed


def _found(db: Db, viewer: Viewer, which: ColumnElement[bool], *, locked: bool) -> TransferList:
    statement = select(*LIST_COLUMNS).where(which, _l.organization_id == viewer.organization_id)
    row = db.first(statement.with_for_update() if locked else statement)
    if row is None:
        raise TransferNotFound
    return list_of(tuple(row))


def prepare_list(db: Db, viewer: Viewer, name: str, effective_at: int) -> ListId:
    """Begin a list of moves. Problems: RoleNeeded, NameEmpty, TransferFieldTooLong."""
    require_task(viewer, "transfers")
    list_id, name = ListId(new_id()), bounded_name(name, NAME_LIMIT, TransferFieldTooLong)
    db.execute(
        insert(list_table).values(
            id=list_id,
            organization_id=viewer.organization_id,
            name=name,
            effective_at=effective_at,
            created_at=now_ms(),
            created_by=viewer.member_id,
        )
    )
    prepared = TransferPrepared(id=list_id, name=name, effective_at=effective_at)
    append(db, organization_stream(viewer.organization_id), prepared, viewer)
    return list_id


def change_list(
    db: Db,
    viewer: Viewer,
    list_id: ListId,
    name: str | msgspec.UnsetType,
    effective_at: int | msgspec.UnsetType,
    base: str | None = None,
) -> None:
    """Give a list another name or hour.

    Problems: those of holding a list, ChangedMeanwhile, NameEmpty, TransferFieldTooLong.
    """
    listed = hold_list(db, viewer, list_id, "change")
    require_base(db, viewer, base, list_revision(listed), (TransferChanged.kind,), list_id)
    after = msgspec.structs.replace(
        listed,
        name=listed.name if name is msgspec.UNSET else bounded_name(name, NAME_LIMIT, TransferFieldTooLong),
        effective_at=listed.effective_at if effective_at is msgspec.UNSET else effective_at,
    )
    if after != listed:
        values = {"name": after.name, "effective_at": after.effective_at}
        db.execute(update(list_table).where(_l.id == list_id).values(values))
        _changed(db, viewer, after)


def _changed(db: Db, viewer: Viewer, listed: TransferList) -> None:
    """A list that failed or was taken back is being prepared again."""
    values = {"failed_at": None, "undone_at": None, "done_at": None, "told": None, "set_at": None}
    db.execute(update(list_table).where(_l.id == listed.id).values(values))
    moves = count_moves(db, listed.id)
    changed = TransferChanged(id=listed.id, name=listed.name, effective_at=listed.effective_at, moves=moves)
    append(db, organization_stream(viewer.organization_id), changed, viewer)


def count_moves(db: Db, list_id: ListId) -> int:
    """Return how many people are in a list."""
    return int(db.scalar(select(func.count()).select_from(move_table).where(_v.list_id == list_id)) or 0)


def list_revision(listed: TransferList) -> str:
    """Return what a change of a list's name or hour is based on."""
    return revision_of((listed.name, listed.effective_at, listed.status))


def put_moves(
    db: Db,
    viewer: Viewer,
    list_id: ListId,
    moves: Mapping[MemberId, Move],
    bases: Mapping[MemberId, str] | None = None,
) -> None:
    """Put people into a list, or change what happens to those who are in it.

    Who cannot move is told by the preview. `bases` say what the list said of those who are in it already.
    Problems: those of holding a list, ChangedMeanwhile, TransferTooLong, TransferFieldTooLong.
    """
    listed = hold_list(db, viewer, list_id, "change")
    if bases is not None:
        _require_bases(db, viewer, list_id, moves, bases)
    made = upsert(db, move_table)
    put = made.on_conflict_do_update(index_elements=[_v.list_id, _v.member_id], set_={"body": made.excluded.body})
    rows = [
        {"list_id": list_id, "member_id": member_id, "body": _json.encode(_checked(move)).decode()}
        for member_id, move in moves.items()
    ]
    if rows:
        db.execute(put, rows)
    if count_moves(db, list_id) > MOVES_MOST:
        raise TransferTooLong(most=MOVES_MOST)
    _changed(db, viewer, listed)


def _require_bases(
    db: Db, viewer: Viewer, list_id: ListId, moves: Mapping[MemberId, Move], bases: Mapping[MemberId, str]
) -> None:
    """Refuse to replace a move that is not what the form showed, and to add somebody whom another has added."""
    for member_id, body in db.all(select(_v.member_id, _v.body).where(_v.list_id == list_id)):
        if member_id in moves and bases.get(member_id) != move_revision(body):
            raise changed_meanwhile(db, viewer, (TransferChanged.kind,), list_id)


def move_revision(body: str) -> str:
    """Return what a change of a move is based on."""
    return revision_of(body)


def _checked(move: Move) -> Move:
    """Return a move as it is stored."""
    extension = None if move.extension is None else _line(move.extension, EXTENSION_LIMIT)
    main = None if move.main is None else _checked_post(move.main)
    return msgspec.structs.replace(
        move, main=main, added=[_checked_post(post) for post in move.added], extension=extension
    )


def _checked_post(post: PostWanted) -> PostWanted:
    return PostWanted(post.department_id, _line(post.title, TITLE_LIMIT))


def _line(typed: str, most: int) -> str:
    return bounded_name(typed, most, TransferFieldTooLong, each=1) if typed.strip() else ""


def drop_move(db: Db, viewer: Viewer, list_id: ListId, member_id: MemberId) -> None:
    """Take somebody out of a list; who is not in it: nothing happens. Problems: those of holding a list."""
    listed = hold_list(db, viewer, list_id, "change")
    gone = db.execute(delete(move_table).where(_v.list_id == list_id, _v.member_id == member_id))
    if gone.rowcount:
        _changed(db, viewer, listed)


def discard_list(db: Db, viewer: Viewer, list_id: ListId) -> None:
    """Throw a list away. Problems: those of holding a list."""
    listed = hold_list(db, viewer, list_id, "discard")
    for table in (move_table, effect_table):
        db.execute(delete(table).where(table.c.list_id == list_id))
    db.execute(delete(list_table).where(_l.id == list_id))
    append(db, organization_stream(viewer.organization_id), TransferDiscarded(id=list_id, name=listed.name), viewer)


def set_list(db: Db, viewer: Viewer, list_id: ListId) -> None:
    """Set a list for its hour (予約); one whose hour has passed is carried out at once.

    Problems: those of holding a list, TransferEmpty, TransferFaulty.
    """
    listed = hold_list(db, viewer, list_id, "set")
    moves = count_moves(db, list_id)
    if not moves:
        raise TransferEmpty
    leads = has_role(viewer, "administrator")
    if stops := plan_of(db, listed, viewer).stops:
        raise TransferFaulty(count=len(stops))
    values = {"set_at": now_ms(), "set_by": viewer.member_id, "by_administrator": leads}
    values |= {"failed_at": None, "undone_at": None, "done_at": None, "told": None}
    db.execute(update(list_table).where(_l.id == list_id).values(values))
    enqueue(db, CARRY_OUT, CarryOut(list_id), due_at=listed.effective_at, key=list_id)
    told = TransferSet(id=list_id, name=listed.name, effective_at=listed.effective_at, moves=moves)
    append(db, organization_stream(viewer.organization_id), told, viewer)


def withdraw_list(db: Db, viewer: Viewer, list_id: ListId) -> None:
    """Take a list back before its hour; it can be changed and set again. Problems: those of holding a list."""
    listed = hold_list(db, viewer, list_id, "withdraw")
    db.execute(update(list_table).where(_l.id == list_id).values(set_at=None, set_by=None))
    append(db, organization_stream(viewer.organization_id), TransferWithdrawn(id=list_id, name=listed.name), viewer)
