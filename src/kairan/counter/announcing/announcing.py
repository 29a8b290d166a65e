"""Saying what came in, in a room: by who works on the form and is in the room, in their name; some minutes together.

Promise: each arrival is counted in one message; whoever set it up and may not write there any more writes nothing.
"""

import msgspec
from sqlalchemy import bindparam, delete, func, select, update

from kairan.applications.arrivals import Arrival
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.problems import Problem
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.counter.announcing.entries import ArrivalsAnnounced
from kairan.counter.announcing.model import Announcing, AnnouncingChoice, announcing_table
from kairan.counter.model import case_table
from kairan.forms.model import FormId, form_table
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form, rights_in
from kairan.people import acting_now, labels
from kairan.policy import require
from kairan.talk.access import require_open, require_room
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, RoomId
from kairan.talk.problems import RoomNotFound

_n, _c, _f = announcing_table.c, case_table.c, form_table.c
_WANTED = Prepared(select(_n.form_id).where(_n.form_id == bindparam("of_form"), _n.refusal.is_(None)))
ANNOUNCE = "counter.announce"
TOGETHER_MS = 120_000  # what comes in within so long is one message


class Announce(msgspec.Struct, frozen=True):
    """Arrivals of a form are to be announced."""

    form_id: str


def announcing(db: Db, viewer: Viewer, form_id: FormId) -> Announcing:
    """Return where arrivals are announced, to whoever may do anything with the form. Problems: FormNotFound."""
    require_form(db, viewer, form_id)
    row = db.first(select(announcing_table).where(_n.form_id == form_id))
    works = "work" in rights_in(db, viewer, [form_id])[form_id]
    if row is None:
        return Announcing(room_id=None, room="", by="", is_stopped=False, may_change=works)
    names = labels(db, [row.member_id])
    return Announcing(
        room_id=row.room_id,
        room=_name_of(db, viewer, row.room_id),
        by=names[row.member_id].name if row.member_id in names else "",
        is_stopped=row.refusal is not None,
        may_change=works,
    )


def _name_of(db: Db, viewer: Viewer, room_id: str) -> str:
    """Return a room's name to whoever is in it; to others it is no matter of theirs."""
    try:
        return require_room(db, viewer, RoomId(room_id)).name or ""
    except Problem:
        return ""


def choose_announcing(db: Db, viewer: Viewer, form_id: FormId, choice: AnnouncingChoice) -> Announcing:
    """Say where arrivals are announced from now on, in the viewer's name.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, RoomNotFound, RoomArchivedAlready.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, "work")
    held = hold(db, form_stream(form_id))
    if choice.room_id is None:
        db.execute(delete(announcing_table).where(_n.form_id == form_id))
    else:
        room = require_room(db, viewer, RoomId(choice.room_id))
        require_open(room)
        require(viewer, "write", room.room_class)
        values = {
            "room_id": room.id,
            "member_id": viewer.member_id,
            "since": now_ms(),
            "upto": db.scalar(select(func.max(_c.id)).where(_c.form_id == form_id)) or "",
            "refusal": None,
        }
        put = upsert(db, announcing_table).values(form_id=form_id, **values)
        db.execute(put.on_conflict_do_update(index_elements=["form_id"], set_=values))
    append(db, form_stream(form_id), ArrivalsAnnounced(room=choice.room_id), viewer, held=held)
    return announcing(db, viewer, form_id)


def announce_later(db: Db, _box: SecretBox, arrival: Arrival) -> None:
    """Let an arrival be announced, with what else comes in meanwhile."""
    if _WANTED.first(db, {"of_form": arrival.form_id}) is not None:
        due_at = arrival.at + TOGETHER_MS
        enqueue(db, ANNOUNCE, Announce(arrival.form_id), due_at=due_at, key=arrival.form_id)


def announce(db: Db, base: str, form_id: str) -> None:
    """Write how many came in since the last time; by whom it was set up, as they may now."""
    row = db.first(
        select(announcing_table, _f.title, _f.organization_id)
        .join(form_table, _f.id == _n.form_id)
        .where(_n.form_id == form_id, _n.refusal.is_(None))
    )
    if row is None:
        return
    found = db.first(
        select(func.count().label("cases"), func.max(_c.id).label("last")).where(
            _c.form_id == form_id, _c.id > row.upto
        )
    )
    if found is None or not found.cases:
        return
    by = acting_now(db, MemberId(row.member_id), OrganizationId(row.organization_id))
    draft = Draft(client_key=f"arrivals-{found.last}", text=_text(row, found.cases, base))
    try:
        if "work" not in rights_in(db, by, [form_id])[form_id]:
            raise RoomNotFound  # what they may not work on, they announce no more
        send_message(db, by, RoomId(row.room_id), draft)
    except Problem as refused:
        db.execute(update(announcing_table).where(_n.form_id == form_id).values(refusal=refused.code))
        return
    db.execute(update(announcing_table).where(_n.form_id == form_id).values(upto=found.last))


def _text(row: Record, count: int, base: str) -> str:
    """Return the words; no number and no name stands in them, since guests may read the room."""
    where = f"\n{base}/cases?view=new" if base else ""
    return f"（自動のお知らせ）「{row.title}」の申請が{count}件届きました。{where}"
