"""Cases recounted: each stands where the last entry says, and those work on them whom the last entry names."""

from collections.abc import Iterator

from sqlalchemy import select

from kairan.applications.streams import application_stream
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db
from kairan.counter.entries import CaseAssigned, CaseMoved
from kairan.counter.model import case_table
from kairan.counter.states import turn_of
from kairan.selfaudit.reading import body_of

PAGE = 500
STATE_CHANGED = "case stands elsewhere than recorded / 申請の状態が記録と違います"
OWNER_CHANGED = "case is worked on by others than recorded / 申請の担当が記録と違います"

_c, _e, _s = case_table.c, entry_table.c, stream_table.c


def case_faults(db: Db) -> Iterator[Fault]:
    """Compare every case with what was recorded of it last."""
    after = ""
    while rows := db.all(
        select(_c.id, _c.state, _c.turn, _c.owner_id).where(_c.id > after).order_by(_c.id).limit(PAGE)
    ):
        told = _told(db, [application_stream(row.id) for row in rows])
        for row in rows:
            stream = application_stream(row.id)
            state, owner = told.get(stream, ("received", None))
            if (row.state, row.turn) != (state, turn_of(row.state)):
                yield Fault(stream, 0, STATE_CHANGED)
            if row.owner_id != owner:
                yield Fault(stream, 0, OWNER_CHANGED)
        after = rows[-1].id


def _told(db: Db, streams: list[str]) -> dict[str, tuple[str, str | None]]:
    """Return where each case stands and who works on it, by what its stream says; left out where it says neither."""
    kinds = [CaseMoved.kind, CaseAssigned.kind]
    wanted = (
        select(_s.name, _e.seq, _e.kind, _e.body)
        .join(entry_table, _e.stream_no == _s.no)
        .where(_s.name.in_(streams), _e.kind.in_(kinds))
        .order_by(_s.no, _e.seq)
    )
    found: dict[str, tuple[str, str | None]] = {}
    for row in db.execute(wanted):
        state, owner = found.get(row.name, ("received", None))
        body = body_of(row)
        if isinstance(body, CaseMoved):
            state = body.after
        elif isinstance(body, CaseAssigned):
            owner = body.owner
        found[row.name] = (state, owner)
    return found
