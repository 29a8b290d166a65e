"""Drawing places (抽選): once, by a seed that goes on record, so that anybody can recompute who was drawn.

The rank of an application is its place in the order of SHA-256 of "seed:reference number", as people read it
(`printf '%s' 'SEED:KR7-4XM-9QT' | sha256sum`), among all who asked for the same place. Whoever ranks within the
capacity has the place; whoever comes next waits, as far as the question lets people wait.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, func, insert, select, update

from kairan.applications.giving_back import current_document
from kairan.applications.model import application_table, place_taken_table
from kairan.applications.numbers import in_groups
from kairan.applications.places import open_place, place
from kairan.applications.problems import DrawTooEarly, NothingToDraw
from kairan.applications.queries import READING
from kairan.applications.seats_model import place_draw_table, place_seat_table
from kairan.applications.telling import tell_later
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.randomness import random_bytes
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument
from kairan.forms.entries import PlacesDrawn
from kairan.forms.model import FormId
from kairan.forms.queries import form_stream, status_of
from kairan.forms.questions import Places
from kairan.forms.rights import require_form, rights_in
from kairan.people import labels
from kairan.policy import require

SEED_BYTES = 32
_a, _s, _t, _w = application_table.c, place_seat_table.c, place_taken_table.c, place_draw_table.c


class PlaceDrawn(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a draw: how many there are, how many asked for it."""

    label: str
    capacity: int
    applied: int


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """A question whose places are drawn; until then there is no seed."""

    question_id: str
    label: str
    places: list[PlaceDrawn]
    may_draw: bool  # it has ended, and the viewer works on applications
    drawn_at: int | None = None
    by: str = ""
    seed: str = ""
    digest: str = ""


class Ranked(NamedTuple):
    """An application in the order in which it was drawn."""

    place_id: str
    rank: int
    number: str  # as people read it
    application_id: str


def draws(db: Db, viewer: Viewer, form_id: FormId) -> list[Draw]:
    """Return the questions of a form whose places are drawn.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    row = require_form(db, viewer, form_id, *READING)
    works = _works(db, viewer, form_id)
    return [_draw_of(db, row, one, works=works) for one in _drawn_questions(current_document(db, form_id))]


def _works(db: Db, viewer: Viewer, form_id: FormId) -> bool:
    return "work" in rights_in(db, viewer, [form_id])[form_id]


def _drawn_questions(document: FormDocument) -> list[Places]:
    return [one for one in document.questions() if isinstance(one, Places) and one.is_drawn]


def _draw_of(db: Db, row: Record, question: Places, *, works: bool) -> Draw:
    done = _done(db, row.id, question.id)
    asked = (_s.form_id == row.id) & (_s.question_id == question.id) & _s.left_at.is_(None)
    counted = db.all(select(_s.place_id, func.count()).where(asked).group_by(_s.place_id))
    applied = {row.place_id: row[1] for row in counted}
    return Draw(
        question_id=question.id,
        label=question.label,
        places=[
            PlaceDrawn(label=one.label, capacity=one.capacity, applied=applied.get(one.id, 0))
            for one in question.places
        ],
        may_draw=works and done is None and _has_ended(row),
        drawn_at=done.drawn_at if done else None,
        by=_name(db, done.drawn_by) if done else "",
        seed=done.seed if done else "",
        digest=done.digest if done else "",
    )


def _name(db: Db, member_id: str) -> str:
    found = labels(db, [member_id]).get(member_id)
    return found.name if found else ""


def _has_ended(row: Record) -> bool:
    return status_of(row, now_ms()) in {"over", "closed"}


def _done(db: Db, form_id: str, question_id: str) -> Record | None:
    return db.first(select(place_draw_table).where(_w.form_id == form_id, _w.question_id == question_id))


def draw_places(db: Db, viewer: Viewer, form_id: FormId, question_id: str) -> list[Draw]:
    """Draw the places of a question among all who applied; a second time, or two at once, draw nothing anew.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, NothingToDraw, DrawTooEarly.
    """
    require(viewer, "read_answers")
    require_form(db, viewer, form_id, "work")
    held = hold(db, form_stream(form_id))  # of two at once, the second finds it done
    row = require_form(db, viewer, form_id, "work")
    question = next((one for one in _drawn_questions(current_document(db, form_id)) if one.id == question_id), None)
    if question is None:
        raise NothingToDraw
    if _done(db, form_id, question_id) is not None:
        return draws(db, viewer, form_id)
    if not _has_ended(row):
        raise DrawTooEarly
    seed, now = random_bytes(SEED_BYTES).hex(), now_ms()
    _end_applying(db, form_id, question, now)
    ranked = ranked_by(seed, _applicants(db, form_id, question_id))
    for one in question.places:
        _give(db, form_id, question, one.id, one.capacity, [each for each in ranked if each.place_id == one.id])
    gone = {each.place_id for each in ranked} - {one.id for one in question.places}  # of an earlier version
    for place_id in sorted(gone):
        _give(db, form_id, question, place_id, 0, [each for each in ranked if each.place_id == place_id])
    drawn = PlacesDrawn(
        question=question_id,
        seed=seed,
        capacities={one.id: one.capacity for one in question.places},
        applied=dict(Counter(one.place_id for one in ranked)),
        digest=digest_of_result(ranked),
    )
    by = {"drawn_at": now, "drawn_by": viewer.member_id, "applicants": len(ranked)}
    values = {"form_id": form_id, "question_id": question_id, "seed": seed, "digest": drawn.digest, **by}
    db.execute(insert(place_draw_table).values(values))
    append(db, form_stream(form_id), drawn, viewer, held=held)
    tell_later(db)
    return draws(db, viewer, form_id)


def _end_applying(db: Db, form_id: str, question: Places, now: int) -> None:
    """Let nobody in any more, not even who is submitting in this moment: their row is locked, in everybody's order."""
    of_question = (_s.form_id == form_id) & (_s.question_id == question.id)
    known = db.scalars(select(_t.place_id).where(_t.form_id == form_id, _t.question_id == question.id))
    for place_id in sorted({*known, *(one.id for one in question.places)}):
        open_place(db, form_id, question.id, place_id)
        db.execute(update(place_taken_table).where(place(form_id, question.id, place_id)).values(drawn_at=now))
    # A turn is a rank from now on, and who takes no part has none.
    apart = _s.taken_at.is_not(None) | _s.left_at.is_not(None)
    db.execute(update(place_seat_table).where(of_question, apart).values(turn=None))


def _applicants(db: Db, form_id: str, question_id: str) -> list[Ranked]:
    """Return who takes part: whoever has not withdrawn, and has no place already."""
    those = (_s.form_id == form_id) & (_s.question_id == question_id) & _s.left_at.is_(None) & _s.taken_at.is_(None)
    rows = db.all(
        select(_s.place_id, _s.application_id, _a.number)
        .join(application_table, _a.id == _s.application_id)
        .where(those, _s.lost_at.is_(None))
    )
    return [Ranked(row.place_id, 0, in_groups(row.number), row.application_id) for row in rows]


def ranked_by(seed: str, applicants: Sequence[Ranked]) -> list[Ranked]:
    """Return everybody with their rank, place by place."""
    ordered = sorted(applicants, key=lambda one: (one.place_id, drawn_key(seed, one.number)))
    return [
        one._replace(rank=rank)
        for place_id in sorted({one.place_id for one in ordered})
        for rank, one in enumerate((one for one in ordered if one.place_id == place_id), 1)
    ]


def drawn_key(seed: str, number: str) -> str:
    """Return by which an application is put in order; anybody can compute it."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def digest_of_result(ranked: Sequence[Ranked]) -> str:
    """Return what stands for a result in the record."""
    lines = "".join(f"{one.place_id} {one.rank} {one.number}\n" for one in ranked)
    return hashlib.sha256(lines.encode()).hexdigest()


def _give(db: Db, form_id: str, question: Places, place_id: str, capacity: int, ranked: Sequence[Ranked]) -> None:
    this, now = place(form_id, question.id, place_id), now_ms()
    free = max(0, capacity - (db.scalar(select(_t.taken).where(this)) or 0))
    changes = list(_changes(ranked, free, question.waiting, now))
    if changes:
        own = (_s.application_id == bindparam("own_id")) & (_s.question_id == question.id)
        values: dict[str, object] = {one: bindparam(f"new_{one}") for one in ("turn", "taken_at", "lost_at", "tell")}
        db.execute(update(place_seat_table).where(own).values(values), changes)
    waiting = min(max(0, len(ranked) - free), question.waiting)
    counted = {"taken": _t.taken + min(free, len(ranked)), "waiting": waiting, "turns": len(ranked)}
    db.execute(update(place_taken_table).where(this).values(counted))


def _changes(ranked: Sequence[Ranked], free: int, waiting: int, now: int) -> Iterator[dict[str, object]]:
    for one in ranked:
        state = "taken" if one.rank <= free else "waiting" if one.rank <= free + waiting else "lost"
        yield {
            "own_id": one.application_id,
            "new_turn": one.rank,
            "new_taken_at": now if state == "taken" else None,
            "new_lost_at": now if state == "lost" else None,
            "new_tell": "drawn" if state == "taken" else state,
        }
