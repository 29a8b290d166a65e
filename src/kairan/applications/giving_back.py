"""Places given back (枠の返却), and who is next moves up (繰り上げ): in turn, each place once, whoever acts at once."""

from collections.abc import Sequence

from sqlalchemy import select, update

from kairan.applications.entries import ApplicationMovedUp
from kairan.applications.model import ANY_PLACE, application_table, place_taken_table
from kairan.applications.places import open_place, place
from kairan.applications.seats_model import place_seat_table, state_of
from kairan.applications.streams import application_stream
from kairan.applications.telling import tell_later
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import form_table, form_version_table
from kairan.forms.questions import Places

_s, _t, _a = place_seat_table.c, place_taken_table.c, application_table.c
_f, _v = form_table.c, form_version_table.c
SWEPT_AT_ONCE = 200
WAITS = _s.turn.is_not(None) & _s.taken_at.is_(None) & _s.lost_at.is_(None) & _s.left_at.is_(None)


def give_back(db: Db, form_id: str, application_id: str) -> None:
    """Give back whatever an application has or waits for, and let who is next move up."""
    whole = place(form_id, ANY_PLACE, ANY_PLACE)
    db.execute(update(place_taken_table).where(whole, _t.taken > 0).values(taken=_t.taken - 1))
    document = current_document(db, form_id)
    for seat in _seats_held(db, application_id):
        _leave(db, seat)
        move_up(db, document, form_id, seat.question_id, seat.place_id)


def take_again(db: Db, form_id: str) -> None:
    """Count an application among all of a form again, whether there is room or not: the office decided so."""
    open_place(db, form_id, ANY_PLACE, ANY_PLACE)
    db.execute(update(place_taken_table).where(place(form_id, ANY_PLACE, ANY_PLACE)).values(taken=_t.taken + 1))


def leave_queues(db: Db, application_ids: Sequence[str]) -> None:
    """Let applications wait no longer whose answers were erased: nobody could be told that they moved up."""
    waiting = select(place_seat_table).where(_s.application_id.in_(application_ids), WAITS)
    for seat in db.all(waiting.order_by(_s.form_id, _s.question_id, _s.place_id)):
        _leave(db, seat)


def _seats_held(db: Db, application_id: str) -> Sequence[Record]:
    held = (_s.application_id == application_id) & _s.left_at.is_(None)
    return db.all(select(place_seat_table).where(held).order_by(_s.question_id, _s.place_id))


def _leave(db: Db, seat: Record) -> None:
    """Take one out of its place, as that stands once nobody else changes it."""
    this = place(seat.form_id, seat.question_id, seat.place_id)
    db.execute(update(place_taken_table).where(this).values(taken=_t.taken))  # locks it
    own = (_s.application_id == seat.application_id) & (_s.question_id == seat.question_id)
    now = db.first(select(place_seat_table).where(own))
    if now is None or now.left_at is not None:
        return
    match state_of(now):
        case "taken":
            db.execute(update(place_taken_table).where(this).values(taken=_t.taken - 1))
        case "waiting" | "applied":
            db.execute(update(place_taken_table).where(this).values(waiting=_t.waiting - 1))
        case _:
            pass
    db.execute(update(place_seat_table).where(own).values(left_at=now_ms(), tell=None))


def move_up(db: Db, document: FormDocument, form_id: str, question_id: str, place_id: str) -> int:
    """Give what is free of a place to who waits, in turn; its row is locked. Return to how many."""
    asked = document.question(question_id)
    found = asked.place_of(place_id) if isinstance(asked, Places) else None
    this = place(form_id, question_id, place_id)
    db.execute(update(place_taken_table).where(this).values(taken=_t.taken))  # locks it
    taken = db.scalar(select(_t.taken).where(this)) or 0
    free = max(0, (found.capacity if found else 0) - taken)
    of_place = (_s.form_id == form_id) & (_s.question_id == question_id) & (_s.place_id == place_id)
    nexts = db.scalars(select(_s.application_id).where(of_place, WAITS).order_by(_s.turn).limit(free)) if free else []
    for application_id in nexts:
        own = (_s.application_id == application_id) & (_s.question_id == question_id)
        db.execute(update(place_seat_table).where(own).values(taken_at=now_ms(), tell="moved_up"))
    if nexts:
        moved = {"taken": _t.taken + len(nexts), "waiting": _t.waiting - len(nexts)}
        db.execute(update(place_taken_table).where(this).values(moved))
        for application_id in nexts:
            told = ApplicationMovedUp(question=question_id, place=place_id)
            append(db, application_stream(application_id), told, None)
        tell_later(db)
    return len(nexts)


def current_document(db: Db, form_id: str) -> FormDocument:
    """Return a form as it is published now."""
    this = (_f.id == form_id) & (_v.form_id == _f.id) & (_v.number == _f.version)
    text = db.scalar(select(_v.document).where(this))
    return FormDocument(title="") if text is None else decoded(text)


def move_up_everywhere(db: Db) -> int:
    """Give what became free otherwise, since a later version has more places; return to how many."""
    waited_for = select(_t.form_id, _t.question_id, _t.place_id).where(_t.waiting > 0, _t.turns > 0)
    rows = db.all(waited_for.order_by(_t.form_id, _t.question_id, _t.place_id).limit(SWEPT_AT_ONCE))
    documents = {form_id: current_document(db, form_id) for form_id in sorted({row.form_id for row in rows})}
    return sum(move_up(db, documents[row.form_id], row.form_id, row.question_id, row.place_id) for row in rows)
