"""Places recounted: as many are taken and waited for as applications say, and draws follow from their seeds."""

from collections.abc import Iterator

from sqlalchemy import case, func, select

from kairan.applications.drawing import Ranked, digest_of_result, ranked_by
from kairan.applications.model import ANY_PLACE, application_table, place_taken_table
from kairan.applications.numbers import in_groups
from kairan.applications.seats_model import place_draw_table, place_seat_table
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import Fault
from kairan.core.kit.database import Db, Record
from kairan.forms.entries import PlacesDrawn
from kairan.forms.queries import form_stream
from kairan.selfaudit.reading import body_of

COUNTS_DIFFER = "places taken differ from applications / 枠の数が申請と合いません"
DRAW_DIFFERS = "draw does not follow from its seed / 抽選の結果が種と合いません"
DRAW_PLANTED = "draw is in no record / 記録にない抽選があります"

_a, _s, _t, _w = application_table.c, place_seat_table.c, place_taken_table.c, place_draw_table.c
_e, _st = entry_table.c, stream_table.c


def place_faults(db: Db) -> Iterator[Fault]:
    """Compare the counts of places with the applications that have them, and draws with their seeds."""
    yield from _of_counts(db)
    for draw in db.all(select(place_draw_table)):
        yield from _of_draw(db, draw)


def _of_counts(db: Db) -> Iterator[Fault]:
    stays = _s.left_at.is_(None)
    has, waits = stays & _s.taken_at.is_not(None), stays & _s.taken_at.is_(None) & _s.lost_at.is_(None)
    key = (_s.form_id, _s.question_id, _s.place_id)
    counted = select(*key, func.sum(case((has, 1), else_=0)), func.sum(case((waits, 1), else_=0))).group_by(*key)
    found = {tuple(row[:3]): (int(row[3]), int(row[4])) for row in db.all(counted)}
    for row in db.all(select(place_taken_table).where(_t.question_id != ANY_PLACE)):
        place = (row.form_id, row.question_id, row.place_id)
        if found.pop(place, (0, 0)) != (row.taken, row.waiting):
            yield Fault(form_stream(row.form_id), 0, COUNTS_DIFFER)
    for form_id, _, _ in found:
        yield Fault(form_stream(form_id), 0, COUNTS_DIFFER)


def _of_draw(db: Db, draw: Record) -> Iterator[Fault]:
    """Rank everybody anew who was ranked, and compare with what was put on record."""
    stream = form_stream(draw.form_id)
    told = _told(db, stream, draw.question_id)
    if told is None:
        yield Fault(stream, 0, DRAW_PLANTED)
        return
    seq, drawn = told
    of_question = (_s.form_id == draw.form_id) & (_s.question_id == draw.question_id) & _s.turn.is_not(None)
    rows = db.all(
        select(_s.place_id, _s.turn, _s.application_id, _a.number)
        .join(application_table, _a.id == _s.application_id)
        .where(of_question)
    )
    took_part = [
        Ranked(row.place_id, row.turn, in_groups(row.number), row.application_id)
        for row in rows
        if row.turn <= drawn.applied.get(row.place_id, 0)
    ]
    ranked = sorted(took_part, key=lambda one: (one.place_id, one.rank))
    is_so = ranked == ranked_by(drawn.seed, took_part) and digest_of_result(ranked) == drawn.digest
    if not is_so or (draw.seed, draw.digest) != (drawn.seed, drawn.digest):
        yield Fault(stream, seq, DRAW_DIFFERS)


def _told(db: Db, stream: str, question_id: str) -> tuple[int, PlacesDrawn] | None:
    wanted = select(_e.seq, _e.kind, _e.body).join(stream_table, _e.stream_no == _st.no)
    for row in db.all(wanted.where(_st.name == stream, _e.kind == PlacesDrawn.kind)):
        body = body_of(row)
        if isinstance(body, PlacesDrawn) and body.question == question_id:
            return row.seq, body
    return None
