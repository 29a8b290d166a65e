"""Taking places (枠の確保): exactly as many as there are, then in turn whoever waits; a draw's only once it is drawn.

Promises: who comes while others wait goes behind them; nobody waits without having been told so on the page on which
they checked; every change of a place locks its row, the row of the whole form first, then by question and place.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, bindparam, exists, insert, select, update

from kairan.applications.entries import ApplicationWaits
from kairan.applications.model import ANY_PLACE, OpenForm, place_taken_table
from kairan.applications.problems import FormNotOpen, PlaceFull, PlacesDrawn, PlaceWaits
from kairan.applications.seats_model import PlaceCount, place_draw_table, place_seat_table
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Dialect
from kairan.core.kit.prepared import Prepared
from kairan.core.kit.upsert import insert_for
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
    at = {"at_form": form.form_id, "at_question": ANY_PLACE, "at_place": ANY_PLACE}
    more = _ONE_MORE.run(db, at) if form.most is None else _ONE_MORE_OF.run(db, {**at, "most": form.most})
    if not more:
        raise FormNotOpen


def _take(db: Db, form_id: str, wanted: Wanted, waits: Collection[str]) -> Seat:
    question = wanted.question
    at = {"at_form": form_id, "at_question": question.id, "at_place": wanted.place_id}
    open_place(db, form_id, question.id, wanted.place_id)
    if question.is_drawn:
        if not _TAKE_PART.run(db, at):
            raise PlacesDrawn
        return Seat(question.id, wanted.place_id, None, None)
    if _TAKE.run(db, {**at, "capacity": wanted.capacity}):
        return Seat(question.id, wanted.place_id, None, now_ms())
    if not question.waiting or not _WAIT.run(db, {**at, "room": question.waiting}):
        raise PlaceFull(place=wanted.label)
    if question.id not in waits:
        raise PlaceWaits(place=wanted.label)
    turns = _TURNS.first(db, at)
    return Seat(question.id, wanted.place_id, None if turns is None else turns[0], None)


_THERE = (
    (_t.form_id == bindparam("at_form"))
    & (_t.question_id == bindparam("at_question"))
    & (_t.place_id == bindparam("at_place"))
)
_change = update(place_taken_table).where(_THERE)
_ONE_MORE = Prepared(_change.values(taken=_t.taken + 1))
_ONE_MORE_OF = Prepared(_change.where(_t.taken < bindparam("most")).values(taken=_t.taken + 1))
_TAKE = Prepared(_change.where(_t.taken < bindparam("capacity"), _t.waiting == 0).values(taken=_t.taken + 1))
_WAIT = Prepared(_change.where(_t.waiting < bindparam("room")).values(waiting=_t.waiting + 1, turns=_t.turns + 1))
_DRAWN = exists().where(_w.form_id == bindparam("at_form"), _w.question_id == bindparam("at_question"))
_TAKE_PART = Prepared(  # refused also for a place that a version has added since the draw
    _change.where(_t.drawn_at.is_(None), ~_DRAWN).values(waiting=_t.waiting + 1)
)
_TURNS = Prepared(select(_t.turns).where(_THERE))


def place(form_id: str, question_id: str, place_id: str) -> ColumnElement[bool]:
    """Restrict to the row of one place."""
    return (_t.form_id == form_id) & (_t.question_id == question_id) & (_t.place_id == place_id)


def open_place(db: Db, form_id: str, question_id: str, place_id: str) -> None:
    """See that a place has its row."""
    key = {"form_id": form_id, "question_id": question_id, "place_id": place_id}
    _OPEN[db.dialect].run(db, {**key, "taken": 0, "waiting": 0, "turns": 0})


def _opening(dialect: Dialect) -> Prepared:
    columns = ["form_id", "question_id", "place_id", "taken", "waiting", "turns"]
    return Prepared(insert_for(dialect, place_taken_table).on_conflict_do_nothing(), columns)


_OPEN: dict[Dialect, Prepared] = {"sqlite": _opening("sqlite"), "postgresql": _opening("postgresql")}


def keep_seats(db: Db, form_id: str, application_id: str, seats: Sequence[Seat]) -> None:
    """Keep which places an application has, or waits for."""
    for one in seats:
        _KEEP.run(db, {**one._asdict(), "form_id": form_id, "application_id": application_id})
        if one.turn is not None:
            told = ApplicationWaits(question=one.question_id, place=one.place_id, turn=one.turn)
            append(db, application_stream(application_id), told, None)


_KEEP = Prepared(insert(place_seat_table), ["application_id", "form_id", *Seat._fields])


def counts_of(db: Db, form_id: str) -> dict[tuple[str, str], PlaceCount]:
    """Return how each place stands, by question and place."""
    rows = db.all(select(_t.question_id, _t.place_id, _t.taken, _t.waiting, _t.drawn_at).where(_t.form_id == form_id))
    return {
        (row.question_id, row.place_id): PlaceCount(row.taken, row.waiting, row.drawn_at is not None) for row in rows
    }
