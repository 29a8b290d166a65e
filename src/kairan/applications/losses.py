"""What CP932 cannot carry of the answers (失われる文字): told before they are written out."""

from collections.abc import Sequence

import msgspec

from kairan.applications.export import Exporting, exported_rows, plan_export
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import Cell, carried, lost_in
from kairan.core.request_context import RequestContext
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId

TOLD_MOST = 200
CHARACTERS_MOST = 40  # of one cell
WRITTEN_LIMIT = 200


class AnswerLoss(msgspec.Struct, frozen=True, kw_only=True):
    """What an encoding cannot carry of one answer: which characters, and what will stand there.

    Of an answer that needs care neither is told.
    """

    number: str
    column: str
    characters: list[str]
    written: str


class AnswerLosses(msgspec.Struct, frozen=True):
    """How many answers lose something in CP932, and the first of them."""

    total: int
    losses: list[AnswerLoss]


async def losses_of_answers(ctx: RequestContext, box: SecretBox, form_id: FormId) -> AnswerLosses:
    """Say what a table in CP932 would lose; nothing is given out, piece by piece as in the table itself.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    export = await ctx.read(plan_export, form_id)
    losses = _losses_in("", export.head, export)
    total = len(losses)
    after: str | None = ""
    while after is not None:
        found, after = await ctx.read(_piece, box, export, after)
        total += len(found)
        losses.extend(found[: max(0, TOLD_MOST - len(losses))])
    return AnswerLosses(total, losses[:TOLD_MOST])


def _piece(
    db: Db, viewer: Viewer, box: SecretBox, export: Exporting, after: str
) -> tuple[list[AnswerLoss], str | None]:
    rows, last = exported_rows(db, viewer, box, export, after)
    return [one for row in rows for one in _losses_in(str(row[0]), row, export)], last


def _losses_in(number: str, row: Sequence[Cell], export: Exporting) -> list[AnswerLoss]:
    cells = zip(export.head, row, strict=False)  # a version that came out meanwhile adds columns at the end
    found = [(at, title, cell) for at, (title, cell) in enumerate(cells) if isinstance(cell, str) and lost_in(cell)]
    return [_loss(number, title, cell, is_careful=bool(number) and at in export.careful) for at, title, cell in found]


def _loss(number: str, column: str, cell: str, *, is_careful: bool) -> AnswerLoss:
    """Return what is lost; of an answer that needs care only that something is: looks at it are on record."""
    if is_careful:
        return AnswerLoss(number=number, column=column, characters=[], written="")
    return AnswerLoss(
        number=number,
        column=column,
        characters=lost_in(cell)[:CHARACTERS_MOST],
        written=carried(cell)[:WRITTEN_LIMIT],
    )
