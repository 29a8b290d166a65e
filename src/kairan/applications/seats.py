"""What is said of places (枠の状態): to the applicant, in the list, in tables."""

from collections.abc import Container, Iterable, Mapping, Sequence

from sqlalchemy import func, select

from kairan.applications.model import SeatSaid, SeatState, application_table
from kairan.applications.places import Seat
from kairan.applications.seats_model import place_seat_table, state_of
from kairan.core.kit.database import Db, Record
from kairan.forms.document import FormDocument, decoded_once
from kairan.forms.model import form_version_table
from kairan.forms.questions import AnyQuestion, Places

_a, _s, _v = application_table.c, place_seat_table.c, form_version_table.c
STATES: Mapping[str, str] = {
    "applied": "抽選前",
    "taken": "確保",
    "waiting": "キャンセル待ち",
    "lost": "落選",
    "left": "取下げ",
}
"""What tables say."""


def seats_of(db: Db, application_ids: Sequence[str]) -> dict[str, list[Record]]:
    """Return the places of applications."""
    found: dict[str, list[Record]] = {}
    for row in db.all(select(place_seat_table).where(_s.application_id.in_(application_ids)).order_by(_s.question_id)):
        found.setdefault(row.application_id, []).append(row)
    return found


def said_of(questions: Iterable[AnyQuestion], seats: Iterable[Record]) -> list[SeatSaid]:
    """Return what is said of an application's places: waited for, drawn or given back, as far as they lie open."""
    return [_said(question, one) for question, one in _told(questions, seats) if not question.needs_care]


def seats_by_application(db: Db, application_ids: Sequence[str]) -> dict[str, list[SeatSaid]]:
    """Return the same of many applications, whatever form and version they answered, of those that have any."""
    seats = seats_of(db, application_ids)
    if not seats:
        return {}
    rows = db.all(
        select(_a.id, _v.document)
        .join(form_version_table, (_v.form_id == _a.form_id) & (_v.number == _a.version))
        .where(_a.id.in_(list(seats)))
    )
    said = {row.id: said_of(decoded_once(row.document).questions(), seats[row.id]) for row in rows}
    return {name: found for name, found in said.items() if found}


def _told(questions: Iterable[AnyQuestion], seats: Iterable[Record]) -> Iterable[tuple[Places, Record]]:
    by_id = {one.id: one for one in questions}
    for one in seats:
        asked = by_id.get(one.question_id)
        if isinstance(asked, Places) and (is_told(asked) or one.turn is not None or one.left_at is not None):
            yield asked, one


def is_told(asked: Places) -> bool:
    """Whether something else may come of asking for a place than having it."""
    return asked.is_drawn or asked.waiting > 0


def _said(question: Places, seat: Record, ahead: int | None = None) -> SeatSaid:
    return SeatSaid(
        question_id=question.id,
        label=question.label,
        place=question.shown(seat.place_id),
        state=state_of(seat),
        turn=seat.turn,
        ahead=ahead,
    )


def seats_said(db: Db, document: FormDocument, application_id: str, opened: Container[str]) -> list[SeatSaid]:
    """Return the same of one application, with how many wait before it; `opened` are questions that are not sealed."""
    seats = seats_of(db, [application_id]).get(application_id, [])
    return [
        _said(question, one, _ahead(db, one))
        for question, one in _told(document.questions(), seats)
        if not question.needs_care or question.id in opened
    ]


def _ahead(db: Db, seat: Record) -> int | None:
    if state_of(seat) != "waiting":
        return None
    same = (_s.form_id == seat.form_id) & (_s.question_id == seat.question_id) & (_s.place_id == seat.place_id)
    before = same & (_s.turn < seat.turn) & _s.taken_at.is_(None) & _s.lost_at.is_(None) & _s.left_at.is_(None)
    count: int = db.scalar(select(func.count()).select_from(place_seat_table).where(before)) or 0
    return count


def said_when_submitted(document: FormDocument, seats: Sequence[Seat]) -> list[SeatSaid]:
    """Return what is said of places that are not given in the moment in which they were asked for."""
    found: list[SeatSaid] = []
    for one in seats:
        asked = document.question(one.question_id)
        if isinstance(asked, Places) and one.taken_at is None:
            place, state = asked.shown(one.place_id), _state_when_submitted(one)
            said = SeatSaid(question_id=asked.id, label=asked.label, place=place, state=state, turn=one.turn)
            found.append(said)
    return found


def _state_when_submitted(seat: Seat) -> SeatState:
    if seat.taken_at is not None:
        return "taken"
    return "applied" if seat.turn is None else "waiting"


def in_words(seats: Iterable[Record], question_id: str) -> list[str]:
    """Return the cells of a table: how it stands with a place, and the turn."""
    one = next((seat for seat in seats if seat.question_id == question_id), None)
    return ["", ""] if one is None else [STATES[state_of(one)], "" if one.turn is None else str(one.turn)]
