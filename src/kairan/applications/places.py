"""Taking places (枠の確保): exactly as many as there are, then in turn whoever waits; a draw's only once it is drawn.

Promises: who comes while others wait goes behind them; nobody waits without having been told so on the page on which
they checked; every change of a place locks its row, the row of the whole form first, then by question and place.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, exists, insert, select, update

from kairan.applications.entries import ApplicationWaits
from kairan.applications.model import ANY_PLACE, OpenForm, place_taken_table
from kairan.applications.problems import FormNotOpen, PlaceFull, PlacesDrawn, PlaceWaits
from kairan.applications.seats_model import PlaceCount, place_draw_table, place_seat_table
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.forms.document import FormDocument
from kairan.forms.journey import Journey
from kairan.forms.questions import Places

_t, _w = place_taken_table.c, place_draw_table.c
Counts = Mapping[tuple[str, str], PlaceCount]
Outlook = Literal["free", "waits", "full", "draw", "drawn"]
"""Submitted now it would be: given · waited for · refused · in the draw · refused, since it was drawn."""


class Wanted(NamedTuple):
    """A place that is asked for, as its question is asked now."""

    question: Places
    place_id: str
    capacity: int

    @property
    def label(self) -> str:
        """Return what is read for the place."""
        return self.question.shown(self.place_id)


class Seat(NamedTuple):
    """What came of asking for a place."""

    question_id: str
    place_id: str
    turn: int | None
    taken_at: int | None


def current(document: FormDocument, asked: Places) -> Places:
    """Return a question as it is asked now, also for who began an earlier version."""
    now = document.question(asked.id)
    return now if isinstance(now, Places) else asked


def wanted_places(document: FormDocument, walked: Journey) -> list[Wanted]:
    """Return which places somebody asks for, in the one order in which all take them."""
    found: list[Wanted] = []
    for one in walked.questions():
        if isinstance(one, Places) and one.id in walked.values:
            question, chosen = current(document, one), str(walked.values[one.id])
            place = question.place_of(chosen)
            found.append(Wanted(question, chosen, place.capacity if place else 0))
    return sorted(found, key=lambda wanted: (wanted.question.id, wanted.place_id))


def outlook_of(wanted: Wanted, counts: Counts) -> Outlook:
    """Return what would come of asking for a place now."""
    count = counts.get((wanted.question.id, wanted.place_id), PlaceCount())
    if wanted.question.is_drawn:
        return "drawn" if count.is_drawn else "draw"
    if count.taken < wanted.capacity and not count.waiting:
        return "free"
    return "waits" if count.waiting < wanted.question.waiting else "full"


def take_places(db: Db, form: OpenForm, walked: Journey, waits: Collection[str]) -> list[Seat]:
    """Take what was chosen; `waits` are the questions of which the applicant was told that they will wait.

    Problems: FormNotOpen, PlaceFull, PlaceWaits, PlacesDrawn.
    """
    _take_of_form(db, form)
    return [_take(db, form.form_id, one, waits) for one in wanted_places(form.document, walked)]


def _take_of_form(db: Db, form: OpenForm) -> None:
    open_place(db, form.form_id, ANY_PLACE, ANY_PLACE)
    more = update(place_taken_table).where(place(form.form_id, ANY_PLACE, ANY_PLACE)).values(taken=_t.taken + 1)
    if form.most is not None:
        more = more.where(_t.taken < form.most)
    if not db.execute(more).rowcount:
        raise FormNotOpen


def _take(db: Db, form_id: str, wanted: Wanted, waits: Collection[str]) -> Seat:
    question, this = wanted.question, place(form_id, wanted.question.id, wanted.place_id)
    open_place(db, form_id, question.id, wanted.place_id)
    change = update(place_taken_table).where(this)
    if question.is_drawn:
        drawn = exists().where(_w.form_id == form_id, _w.question_id == question.id)  # also of a place added since
        is_to_come = _t.drawn_at.is_(None) & ~drawn
        if not db.execute(change.where(is_to_come).values(waiting=_t.waiting + 1)).rowcount:
            raise PlacesDrawn
        return Seat(question.id, wanted.place_id, None, None)
    is_free = (_t.taken < wanted.capacity) & (_t.waiting == 0)
    if db.execute(change.where(is_free).values(taken=_t.taken + 1)).rowcount:
        return Seat(question.id, wanted.place_id, None, now_ms())
    behind = change.where(_t.waiting < question.waiting).values(waiting=_t.waiting + 1, turns=_t.turns + 1)
    if not question.waiting or not db.execute(behind).rowcount:
        raise PlaceFull(place=wanted.label)
    if question.id not in waits:
        raise PlaceWaits(place=wanted.label)
    return Seat(question.id, wanted.place_id, db.scalar(select(_t.turns).where(this)), None)


def place(form_id: str, question_id: str, place_id: str) -> ColumnElement[bool]:
    """Restrict to the row of one place."""
    return (_t.form_id == form_id) & (_t.question_id == question_id) & (_t.place_id == place_id)


def open_place(db: Db, form_id: str, question_id: str, place_id: str) -> None:
    """See that a place has its row."""
    key = {"form_id": form_id, "question_id": question_id, "place_id": place_id}
    db.execute(upsert(db, place_taken_table).values(taken=0, waiting=0, turns=0, **key).on_conflict_do_nothing())


def keep_seats(db: Db, form_id: str, application_id: str, seats: Sequence[Seat]) -> None:
    """Keep which places an application has, or waits for."""
    for one in seats:
        values = {**one._asdict(), "form_id": form_id, "application_id": application_id}
        db.execute(insert(place_seat_table).values(values))
        if one.turn is not None:
            told = ApplicationWaits(question=one.question_id, place=one.place_id, turn=one.turn)
            append(db, application_stream(application_id), told, None)


def counts_of(db: Db, form_id: str) -> dict[tuple[str, str], PlaceCount]:
    """Return how each place stands, by question and place."""
    rows = db.all(select(_t.question_id, _t.place_id, _t.taken, _t.waiting, _t.drawn_at).where(_t.form_id == form_id))
    return {
        (row.question_id, row.place_id): PlaceCount(row.taken, row.waiting, row.drawn_at is not None) for row in rows
    }
