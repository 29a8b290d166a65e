"""Reading entries as they were written, some at a time: never what readers get instead of a redacted one."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, TypeVar

import msgspec
from sqlalchemy import select

from kairan.core.journal import Body
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.kit.database import Db, Record

PAGE = 1_000

_e, _s = entry_table.c, stream_table.c
_WANTED = (_e.seq, _e.kind, _e.at, _e.actor_id, _e.body)
B = TypeVar("B", bound=Body)


def stream_no(db: Db, name: str) -> int | None:
    """Return the number of a stream; None where nothing was appended yet."""
    found = db.scalar(select(_s.no).where(_s.name == name))
    return None if found is None else int(found)


def entries_of(
    db: Db,
    no: int,
    kinds: Collection[type[Body]],
    *,
    after: int = 0,
    upto: int | None = None,
) -> Iterator[Record]:
    """Yield the entries of these kinds in order."""
    wanted = select(*_WANTED).where(_e.stream_no == no, _e.kind.in_([kind.kind for kind in kinds]))
    if upto is not None:
        wanted = wanted.where(_e.seq <= upto)
    while rows := db.all(wanted.where(_e.seq > after).order_by(_e.seq).limit(PAGE)):
        yield from rows
        after = rows[-1].seq


def body_of(row: Record) -> Any:  # noqa: ANN401  (the kind says which)
    """Return the body of an entry; None once it was erased. Raises msgspec.MsgspecError for what is none."""
    return None if row.body is None else msgspec.json.decode(row.body, type=_kinds()[row.kind])


@cache
def _kinds() -> dict[str, type[Body]]:
    """Return every kind of entry that is loaded, by its name."""
    return {body.kind: body for body in _below(Body) if isinstance(vars(body).get("kind"), str)}


def _below(kind: type[Body]) -> Iterator[type[Body]]:
    for body in kind.__subclasses__():
        yield body
        yield from _below(body)
