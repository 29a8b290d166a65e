"""Cases as a table (案件の書き出し): where each stands, and what the section found out; answers are given out apart."""

from collections import Counter
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from kairan.applications.letters import said_at
from kairan.applications.model import application_table
from kairan.applications.numbers import in_groups
from kairan.applications.queries import READING
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.kit.spreadsheet import Cell
from kairan.core.viewer import Viewer
from kairan.counter.annotations.annotating import values_of
from kairan.counter.annotations.entries import CasesExported
from kairan.counter.annotations.fields import fields_of
from kairan.counter.annotations.model import AnnotationField, ChosenCases
from kairan.counter.joined import listed_cases
from kairan.counter.model import case_table
from kairan.counter.problems import CasesNotAll
from kairan.forms.model import FormId
from kairan.forms.queries import form_stream
from kairan.forms.rights import readable, require_form
from kairan.people import labels
from kairan.policy import require

_a, _c = application_table.c, case_table.c
PIECE = 500
PROCEDURE = "手続"
OURS = ("受付番号", "受付日時", "申請者", "状態", "担当", "処理の期限", "終わった日時")
STATES = {
    "received": "受付",
    "examining": "審査",
    "correcting": "補正依頼中",
    "deciding": "決裁中",
    "delivering": "交付",
    "done": "完了",
    "refused": "却下",
    "withdrawn": "取下げ",
}


class ExportedCases(msgspec.Struct, frozen=True):
    """A table that is being given out: up to which case, under which heads."""

    form_id: FormId
    upto: str
    head: list[str]
    fields: list[AnnotationField]


def begin_cases_export(db: Db, viewer: Viewer, form_id: FormId, encoding: str) -> ExportedCases:
    """Say what is given out, and note it in the form's record.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    require_form(db, viewer, form_id, "answers", "work")
    fields = fields_of(db, form_id)
    counted = db.first(select(func.count(), func.max(_c.id)).where(_c.form_id == form_id))
    total, upto = counted or (0, None)
    head = [*OURS, *(one.label for one in fields)]
    append(db, form_stream(form_id), CasesExported(cases=total, columns=len(head), format=encoding), viewer)
    return ExportedCases(form_id, upto or "", head, fields)


def exported_cases(db: Db, viewer: Viewer, export: ExportedCases, after: str) -> tuple[list[list[Cell]], str | None]:
    """Return the next rows, and behind which further ones follow; None at the end. Asked anew each time.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    require_form(db, viewer, export.form_id, "answers", "work")
    these = (_c.form_id == export.form_id) & (_c.id > after) & (_c.id <= export.upto)
    rows = db.all(
        select(case_table, _a.number).join(application_table, _a.id == _c.id).where(these).order_by(_c.id).limit(PIECE)
    )
    found = _cells(db, rows, export.fields)
    return found, rows[-1].id if len(rows) == PIECE else None


def chosen_cases(db: Db, viewer: Viewer, chosen: ChosenCases) -> tuple[list[str], list[list[Cell]]]:
    """Return the head and rows of cases that were chosen, noted in their forms' records; of one form with its fields.

    All of them or none. Problems: RefusedByPolicy, CasesNotAll.
    """
    require(viewer, "export_answers")
    ids = set(chosen.case_ids)
    mine = (_c.organization_id == viewer.organization_id) & readable(db, viewer, *READING)
    rows = db.all(listed_cases().where(_c.id.in_(ids), mine).order_by(_c.id))
    if len(rows) != len(ids):
        raise CasesNotAll(count=len(ids) - len(rows))
    by_form = Counter(FormId(row.form_id) for row in rows)
    fields = fields_of(db, rows[0].form_id) if len(by_form) == 1 else []
    head = [PROCEDURE, *OURS, *(one.label for one in fields)]
    for form_id in sorted(by_form):
        told = CasesExported(cases=by_form[form_id], columns=len(head), format=chosen.encoding)
        append(db, form_stream(form_id), told, viewer)
    return head, [[row.title, *cells] for row, cells in zip(rows, _cells(db, rows, fields), strict=True)]


def _cells(db: Db, rows: Sequence[Record], fields: Sequence[AnnotationField]) -> list[list[Cell]]:
    """Return cases as rows of a table."""
    owners = labels(db, {row.owner_id for row in rows if row.owner_id})
    values = values_of(db, [row.id for row in rows])
    return [
        [
            in_groups(row.number),
            said_at(row.received_at),
            row.who,
            STATES[row.state],
            owners[row.owner_id].name if row.owner_id in owners else "",
            row.due_on or "",
            said_at(row.state_at) if row.turn == "nobody" else "",
            *(_cell(one, values[row.id].get(one.id, "")) for one in fields),
        ]
        for row in rows
    ]


def _cell(field: AnnotationField, value: str) -> Cell:
    """Return a number as a number, so that a spreadsheet reckons with it."""
    if field.kind != "number" or not value:
        return value
    return float(value) if "." in value else int(value)
