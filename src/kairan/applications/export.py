"""Answers as a table (書き出し): the heads people know, and no cell that a spreadsheet would execute."""

from collections.abc import Iterator, Mapping
from typing import Literal

from sqlalchemy import func, select

from kairan.applications.letters import said_at
from kairan.applications.model import EXPORT_MOST, application_table
from kairan.applications.numbers import in_groups
from kairan.applications.problems import TooManyToExport
from kairan.applications.queries import READING
from kairan.applications.receipts import all_answers, plain_answers
from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import Cell, Encoding, encoded
from kairan.core.viewer import Viewer
from kairan.forms.conditions import Value
from kairan.forms.document import decoded
from kairan.forms.entries import AnswersExported
from kairan.forms.model import FormId, form_version_table
from kairan.forms.queries import form_stream
from kairan.forms.questions import AnyQuestion
from kairan.forms.rights import require_form, rights_in
from kairan.policy import require

Format = Literal["csv", "csv-sjis"]
ENCODINGS: Mapping[Format, Encoding] = {"csv": "utf-8", "csv-sjis": "cp932"}
BATCH = 1_000

_a, _v = application_table.c, form_version_table.c


def exported(db: Db, viewer: Viewer, box: SecretBox, form_id: FormId, form_as: Format) -> bytes:
    """Return every answer as a table, on record; answers that need care only for who works on them.

    Questions of every version have their column: those of the newest first, then those that were asked once.
    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, TooManyToExport.
    """
    require(viewer, "export_answers")
    require_form(db, viewer, form_id, *READING)
    total = db.scalar(select(func.count()).select_from(application_table).where(_a.form_id == form_id)) or 0
    if total > EXPORT_MOST:
        raise TooManyToExport(most=EXPORT_MOST)
    works = "work" in rights_in(db, viewer, [form_id])[form_id]
    questions = [one for one in _questions(db, form_id) if works or not one.needs_care]
    head = ["受付番号", "受付日時", "版", *(column.title for one in questions for column in one.columns())]
    rows = list(_rows(db, box, form_id, questions, is_careful=works))
    told = AnswersExported(applications=len(rows), columns=len(head), format=form_as)
    append(db, form_stream(form_id), told, viewer)
    return encoded(head, rows, ENCODINGS[form_as])


def _questions(db: Db, form_id: str) -> list[AnyQuestion]:
    """Return every question that was ever asked, as it was asked last."""
    found: dict[str, AnyQuestion] = {}
    for text in db.scalars(select(_v.document).where(_v.form_id == form_id).order_by(_v.number.desc())):
        for one in decoded(text).questions():
            if one.ASKS:
                found.setdefault(one.id, one)
    return list(found.values())


def _rows(
    db: Db, box: SecretBox, form_id: str, questions: list[AnyQuestion], *, is_careful: bool
) -> Iterator[list[Cell]]:
    after = ""
    while True:
        rows = db.all(
            select(application_table).where(_a.form_id == form_id, _a.id > after).order_by(_a.id).limit(BATCH)
        )
        for row in rows:
            answers = (all_answers(row, box) if is_careful else plain_answers(row)) or {}
            yield [in_groups(row.number), said_at(row.submitted_at), row.version, *_cells(questions, answers)]
        if len(rows) < BATCH:
            return
        after = rows[-1].id


def _cells(questions: list[AnyQuestion], answers: Mapping[str, Value]) -> Iterator[Cell]:
    for one in questions:
        yield from one.cells(answers.get(one.id))
