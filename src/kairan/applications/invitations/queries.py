"""Who was invited, who has answered, and the list with numbers."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, func, select

from kairan.applications.invitations.entries import NumbersExported
from kairan.applications.invitations.model import (
    PAGE,
    InvitationId,
    InvitationPage,
    InvitationRow,
    form_invitation_table,
)
from kairan.applications.invitations.numbers import opened_number
from kairan.applications.letters import said_at
from kairan.applications.numbers import in_groups
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import Cell
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId, Right
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form
from kairan.policy import require

SEEING: tuple[Right, ...] = ("publish", "answers", "work")
PIECE = 500
Shown = Literal["all", "waiting"]
HEAD = ("番号", "氏名", "メールアドレス", "状態", "回答日時", "案内の送信")

_i = form_invitation_table.c


class NumbersExporting(msgspec.Struct, frozen=True):
    """A list that is being given out."""

    form_id: FormId
    upto: str


def waiting_for(form_id: str) -> ColumnElement[bool]:
    """Restrict to those who, as far as is told, have not answered."""
    return (_i.form_id == form_id) & _i.is_told.is_(False) & _i.withdrawn_at.is_(None)


def invited_people(
    db: Db, viewer: Viewer, form_id: FormId, shown: Shown = "all", after: str | None = None
) -> InvitationPage:
    """Return who was invited, a hundred a page in the order of the list; or who has not answered.

    How many have answered is exact. Where answers are anonymous, who they are is told of five together at least.
    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "read_answers")
    form = require_form(db, viewer, form_id, *SEEING)
    own = _i.form_id == form_id
    counted = db.first(
        select(
            func.count().filter(_i.withdrawn_at.is_(None) | _i.is_answered),
            func.count().filter(_i.is_answered),
            func.count().filter(waiting_for(form_id) & (_i.mail != "")),
        ).where(own)
    )
    total, answered, waiting = counted or (0, 0, 0)
    wanted = waiting_for(form_id) if shown == "waiting" else own
    if after is not None:
        wanted &= _i.id > after
    rows = db.all(select(form_invitation_table).where(wanted).order_by(_i.id).limit(PAGE + 1))
    return InvitationPage(
        total=total,
        answered=answered,
        waiting=waiting,
        is_anonymous=form.is_anonymous,
        people=[_shown(row) for row in rows[:PAGE]],
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def _shown(row: Record) -> InvitationRow:
    return InvitationRow(
        id=InvitationId(row.id),
        name=row.name,
        mail=row.mail,
        mailed_at=row.mailed_at,
        is_answered=row.is_told,
        answered_at=row.answered_at,
        application_id=row.application_id,
        is_withdrawn=row.withdrawn_at is not None,
    )


def begin_numbers_export(db: Db, viewer: Viewer, form_id: FormId, form_as: str) -> NumbersExporting:
    """Say that the list is given out with everybody's number, and note it in the form's record.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    counted = db.first(select(func.count(), func.max(_i.id)).where(_i.form_id == form_id))
    total, upto = counted or (0, None)
    append(db, form_stream(form_id), NumbersExported(people=total, format=form_as), viewer)
    return NumbersExporting(form_id, upto or "")


def exported_numbers(
    db: Db, viewer: Viewer, box: SecretBox, export: NumbersExporting, after: str
) -> tuple[list[list[Cell]], str | None]:
    """Return the next rows of the list, and behind which the next ones follow. Asked anew each time.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "export_answers")
    require(viewer, "publish_forms")
    require_form(db, viewer, export.form_id, "publish")
    these = (_i.form_id == export.form_id) & (_i.id > after) & (_i.id <= export.upto)
    rows: Sequence[Record] = db.all(select(form_invitation_table).where(these).order_by(_i.id).limit(PIECE))
    return [_cells(box, row) for row in rows], rows[-1].id if len(rows) == PIECE else None


def _cells(box: SecretBox, row: Record) -> list[Cell]:
    state = "取り消し" if row.withdrawn_at is not None else "回答済み" if row.is_told else "未回答"
    at, mailed = (said_at(one) if one else "" for one in (row.answered_at, row.mailed_at))
    return [in_groups(opened_number(box, row.id, row.number)), row.name, row.mail, state, at, mailed]
