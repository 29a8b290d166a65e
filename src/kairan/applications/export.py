"""Answers as a table (書き出し): the heads people know, and no cell that a spreadsheet would execute."""

from collections.abc import Container, Mapping, Sequence
from typing import Literal

import msgspec
from sqlalchemy import func, select

from kairan.applications.letters import said_at
from kairan.applications.member_rows import cells_of, columns_of
from kairan.applications.model import application_table
from kairan.applications.numbers import in_groups
from kairan.applications.problems import TableTooLarge
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
from kairan.forms.members import nested
from kairan.forms.model import FormId, form_version_table
from kairan.forms.queries import form_stream
from kairan.forms.questions import AnyQuestion, Group, Number, Places, Question, Scale
from kairan.forms.rights import require_form, rights_in
from kairan.policy import require

TextFormat = Literal["csv", "csv-sjis", "json"]
Format = TextFormat | Literal["xlsx"]
ENCODINGS: Mapping[Format, Encoding] = {"csv": "utf-8", "csv-sjis": "cp932"}
PIECE = 500
ROWS_MOST, COLUMNS_MOST = 1_048_575, 16_384  # of a workbook's sheet, without its head
OURS = ("受付番号", "受付日時", "版")  # before the answers

_a, _v = application_table.c, form_version_table.c


class Exporting(msgspec.Struct, frozen=True):
    """A table that is being given out: which applications, under which heads."""

    form_id: FormId
    upto: str
    head: list[str]
    document: str  # JSON: the version that is filled in now
    total: int = 0
    numbers: frozenset[int] = frozenset()  # the columns that hold numbers, where a table knows of them
    careful: frozenset[int] = frozenset()  # the columns of answers that need care
    rows: str = ""  # the group that has a row for each member; empty: a row for each application


def begin_export(db: Db, viewer: Viewer, form_id: FormId, form_as: Format, rows: str = "") -> Exporting:
    """Say what will be given out, and note it in the form's record. Rows follow in pieces: see `exported_rows`.

    Questions of every version have their column: those of the newest first, then those that were asked once; those that
    need care only for who works on them. Of a repeating group, the first members have columns of their own, as many as
    the form says; or, where `rows` names the group, each member has a row. Problems: RefusedByPolicy, FormNotFound,
    FormRightNeeded, GroupNotFound, TableTooLarge.
    """
    export = plan_export(db, viewer, form_id, rows)
    if form_as == "xlsx" and (export.total > ROWS_MOST or len(export.head) > COLUMNS_MOST):
        raise TableTooLarge(most=f"{ROWS_MOST:,}")
    told = AnswersExported(applications=export.total, columns=len(export.head), format=form_as)
    append(db, form_stream(form_id), told, viewer)
    return export


def plan_export(db: Db, viewer: Viewer, form_id: FormId, rows: str = "") -> Exporting:
    """Say what would be given out; nothing is.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, GroupNotFound.
    """
    require(viewer, "export_answers")
    form = require_form(db, viewer, form_id, *READING)
    questions = _questions(db, viewer, form_id)
    counted = db.first(select(func.count(), func.max(_a.id)).where(_a.form_id == form_id))
    total, upto = counted or (0, None)
    columns = columns_of(questions, rows)
    placed = list(enumerate((one for _, one in columns), len(OURS)))
    document = db.scalar(select(_v.document).where(_v.form_id == form_id, _v.number == form.version))
    return Exporting(
        form_id,
        upto or "",
        [*OURS, *(title for title, _ in columns), *_endings(questions)],
        document or "null",
        total,
        frozenset(at for at, one in placed if isinstance(one, Number | Scale | Group)),
        frozenset(at for at, one in placed if one.needs_care),
        rows,
    )


def exported_rows(
    db: Db, viewer: Viewer, box: SecretBox, export: Exporting, after: str
) -> tuple[list[list[Cell]], str | None]:
    """Return the next rows of a table, and behind which the next ones follow; None at the end. Asked anew each time.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    rows, last = next_applications(db, viewer, export.form_id, export.upto, after)
    questions = _questions(db, viewer, export.form_id)
    is_careful = works_on(db, viewer, export.form_id)
    seats = seats_of(db, [row.id for row in rows])
    found: list[list[Cell]] = []
    for row in rows:
        about: list[Cell] = [in_groups(row.number), said_at(row.submitted_at), row.version]
        cells = cells_of(questions, _answers(row, box, is_careful=is_careful), export.rows)
        ending = _ending(row, questions, seats.get(row.id, ()))
        found.extend([*about, *one, *ending] for one in cells)
    return found, last


def exported_objects(
    db: Db, viewer: Viewer, box: SecretBox, export: Exporting, after: str
) -> tuple[list[bytes], str | None]:
    """Return the next applications as JSON objects, as `exported_rows` does.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    rows, last = next_applications(db, viewer, export.form_id, export.upto, after)
    is_careful = works_on(db, viewer, export.form_id)
    seats = seats_of(db, [row.id for row in rows])
    groups = {one.id for one in _questions(db, viewer, export.form_id) if isinstance(one, Group)}
    found = [_object(row, box, groups, seats.get(row.id, ()), is_careful=is_careful) for row in rows]
    return [msgspec.json.encode(one) for one in found], last


def next_applications(
    db: Db, viewer: Viewer, form_id: FormId, upto: str, after: str
) -> tuple[Sequence[Record], str | None]:
    """Return the next applications to be given out, and behind which the next ones follow; None at the end.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    require_form(db, viewer, form_id, *READING)
    these = (_a.form_id == form_id) & (_a.id > after) & (_a.id <= upto)
    rows = db.all(select(application_table).where(these).order_by(_a.id).limit(PIECE))
    return rows, rows[-1].id if len(rows) == PIECE else None


def works_on(db: Db, viewer: Viewer, form_id: FormId) -> bool:
    """Whether the viewer works on a form's applications, and so reads what needs care."""
    return "work" in rights_in(db, viewer, [form_id])[form_id]


def _questions(db: Db, viewer: Viewer, form_id: FormId) -> list[Question]:
    """Return every question that was ever asked, as it was asked last; those that need care for who works on them."""
    works = works_on(db, viewer, form_id)
    found: dict[str, Question] = {}
    for text in db.scalars(select(_v.document).where(_v.form_id == form_id).order_by(_v.number.desc())):
        for one in decoded(text).questions():
            if one.ASKS and (works or not one.needs_care):
                found[one.id] = _joined(found.get(one.id, one), one, works=works)
    return list(found.values())


def _joined(newer: Question, older: AnyQuestion, *, works: bool) -> Question:
    """Return a question as it was asked last; with the rows, or what was asked of members, of older versions."""
    if not isinstance(newer, Group):
        return newer.with_older(older)
    inner = {one.id: one for one in (*(older.questions if isinstance(older, Group) else ()), *newer.questions)}
    order = dict.fromkeys([*(one.id for one in newer.questions), *inner])
    shown = [inner[name] for name in order if works or not inner[name].needs_care]
    return msgspec.structs.replace(newer, questions=shown)


def _with_results(questions: Sequence[Question]) -> list[Places]:
    """Return the questions of which it is told what became of the place."""
    return [one for one in questions if isinstance(one, Places) and is_told(one)]


def _endings(questions: Sequence[Question]) -> list[str]:
    """Return the heads of what stands behind the answers."""
    results = [title for one in _with_results(questions) for title in (f"{one.label}（結果）", f"{one.label}（順番）")]
    return [*results, "取下げ"]


def _ending(row: Record, questions: Sequence[Question], seats: Sequence[Record]) -> list[Cell]:
    """Return the cells of what stands behind the answers: what became of places, and when it was withdrawn."""
    results = [cell for one in _with_results(questions) for cell in in_words(seats, one.id)]
    return [*results, "" if row.withdrawn_at is None else said_at(row.withdrawn_at)]


def _answers(row: Record, box: SecretBox, *, is_careful: bool) -> Mapping[str, Value]:
    return (all_answers(row, box) if is_careful else plain_answers(row)) or {}


def _object(
    row: Record, box: SecretBox, groups: Container[str], seats: Sequence[Record], *, is_careful: bool
) -> dict[str, object]:
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
        "answers": nested(answers, groups),
    }
