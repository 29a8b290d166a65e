"""Answers as a table (書き出し): the heads people know, and no cell that a spreadsheet would execute."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from sqlalchemy import func, select

from kairan.applications.letters import said_at
from kairan.applications.model import application_table
from kairan.applications.numbers import in_groups
from kairan.applications.queries import READING
from kairan.applications.receipts import all_answers, plain_answers
from kairan.applications.seats import in_words, is_told, seats_of
from kairan.applications.seats_model import state_of
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import Cell, Encoding
from kairan.core.viewer import Viewer
from kairan.forms.conditions import Value
from kairan.forms.document import decoded
from kairan.forms.entries import AnswersExported
from kairan.forms.model import FormId, form_version_table
from kairan.forms.queries import form_stream
from kairan.forms.questions import Places, Question
from kairan.forms.rights import require_form, rights_in
from kairan.policy import require

Format = Literal["csv", "csv-sjis", "json"]
ENCODINGS: Mapping[Format, Encoding] = {"csv": "utf-8", "csv-sjis": "cp932"}
PIECE = 500

_a, _v = application_table.c, form_version_table.c


class Exporting(msgspec.Struct, frozen=True):
    """A table that is being given out: which applications, under which heads."""

    form_id: FormId
    upto: str
    head: list[str]
    document: str  # JSON: the version that is filled in now


def begin_export(db: Db, viewer: Viewer, form_id: FormId, form_as: Format) -> Exporting:
    """Say what will be given out, and note it in the form's record. Rows follow in pieces: see `exported_rows`.

    Questions of every version have their column: those of the newest first, then those that were asked once; those that
    need care only for who works on them. Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    form = require_form(db, viewer, form_id, *READING)
    counted = db.first(select(func.count(), func.max(_a.id)).where(_a.form_id == form_id))
    total, upto = counted or (0, None)
    head = ["受付番号", "受付日時", "版", *_titles(_questions(db, viewer, form_id))]
    told = AnswersExported(applications=total, columns=len(head), format=form_as)
    append(db, form_stream(form_id), told, viewer)
    document = db.scalar(select(_v.document).where(_v.form_id == form_id, _v.number == form.version))
    return Exporting(form_id, upto or "", head, document or "null")


def exported_rows(
    db: Db, viewer: Viewer, box: SecretBox, export: Exporting, after: str
) -> tuple[list[list[Cell]], str | None]:
    """Return the next rows of a table, and behind which the next ones follow; None at the end. Asked anew each time.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    rows, last = _next(db, viewer, export, after)
    questions = _questions(db, viewer, export.form_id)
    is_careful = _works(db, viewer, export.form_id)
    seats = seats_of(db, [row.id for row in rows])
    return [_row(row, box, questions, seats.get(row.id, ()), is_careful=is_careful) for row in rows], last


def exported_objects(
    db: Db, viewer: Viewer, box: SecretBox, export: Exporting, after: str
) -> tuple[list[bytes], str | None]:
    """Return the next applications as JSON objects, as `exported_rows` does.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    rows, last = _next(db, viewer, export, after)
    is_careful = _works(db, viewer, export.form_id)
    seats = seats_of(db, [row.id for row in rows])
    return [msgspec.json.encode(_object(row, box, seats.get(row.id, ()), is_careful=is_careful)) for row in rows], last


def _next(db: Db, viewer: Viewer, export: Exporting, after: str) -> tuple[Sequence[Record], str | None]:
    require(viewer, "export_answers")
    require_form(db, viewer, export.form_id, *READING)
    these = (_a.form_id == export.form_id) & (_a.id > after) & (_a.id <= export.upto)
    rows = db.all(select(application_table).where(these).order_by(_a.id).limit(PIECE))
    return rows, rows[-1].id if len(rows) == PIECE else None


def _works(db: Db, viewer: Viewer, form_id: FormId) -> bool:
    return "work" in rights_in(db, viewer, [form_id])[form_id]


def _questions(db: Db, viewer: Viewer, form_id: FormId) -> list[Question]:
    """Return every question that was ever asked, as it was asked last; those that need care for who works on them."""
    works = _works(db, viewer, form_id)
    found: dict[str, Question] = {}
    for text in db.scalars(select(_v.document).where(_v.form_id == form_id).order_by(_v.number.desc())):
        for one in decoded(text).questions():
            if one.ASKS and (works or not one.needs_care):
                found[one.id] = found[one.id].with_older(one) if one.id in found else one
    return list(found.values())


def _titles(questions: Sequence[Question]) -> Iterator[str]:
    yield from (column.title for one in questions for column in one.columns())
    for one in _with_results(questions):
        yield from (f"{one.label}（結果）", f"{one.label}（順番）")
    yield "取下げ"


def _with_results(questions: Sequence[Question]) -> list[Places]:
    """Return the questions of which it is told what became of the place."""
    return [one for one in questions if isinstance(one, Places) and is_told(one)]


def _answers(row: Record, box: SecretBox, *, is_careful: bool) -> Mapping[str, Value]:
    return (all_answers(row, box) if is_careful else plain_answers(row)) or {}


def _row(
    row: Record, box: SecretBox, questions: Sequence[Question], seats: Sequence[Record], *, is_careful: bool
) -> list[Cell]:
    answers = _answers(row, box, is_careful=is_careful)
    cells = [cell for one in questions for cell in one.cells(answers.get(one.id))]
    results = [cell for one in _with_results(questions) for cell in in_words(seats, one.id)]
    withdrawn = "" if row.withdrawn_at is None else said_at(row.withdrawn_at)
    return [in_groups(row.number), said_at(row.submitted_at), row.version, *cells, *results, withdrawn]


def _object(row: Record, box: SecretBox, seats: Sequence[Record], *, is_careful: bool) -> dict[str, object]:
    answers = _answers(row, box, is_careful=is_careful)
    return {
        "number": in_groups(row.number),
        "submitted_at": row.submitted_at,
        "version": row.version,
        "digest": row.digest,
        "withdrawn_at": row.withdrawn_at,
        "places": {
            one.question_id: {"place": one.place_id, "state": state_of(one), "turn": one.turn}
            for one in seats
            if one.question_id in answers
        },
        "answers": answers,
    }
