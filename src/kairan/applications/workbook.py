"""Answers as a workbook (XLSX): the same cells as in CSV, written row by row into a file that nobody else can open."""

import asyncio
import errno
import re
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import IO

import xlsxwriter
from litestar.response import Stream
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from kairan.applications.export import begin_export, exported_rows
from kairan.core.kit.bounds import bounded
from kairan.core.kit.problems import Problem, StorageFull, TooBusy
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.spreadsheet import Cell, guarded
from kairan.core.kit.turns import Turns
from kairan.core.request_context import RequestContext
from kairan.forms.model import FormId

CELL_LIMIT = 32_767  # characters
CUT = "…（続きはCSVにあります）"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = bounded("workbook.each", 2, "refuse", "503 `server.busy`; of one account, one by one")
_CHUNK = 256 * 1024
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def _refuse() -> Problem:
    return TooBusy(retry_after_s=5)


_turns = Turns(AT_ONCE, _refuse)


async def workbook_of(ctx: RequestContext, box: SecretBox, form_id: FormId, rows: str = "") -> IO[bytes]:
    """Write what came in into a file without a name; noted in the form's record.

    Problems: TooBusy, StorageFull, those of `begin_export`.
    """
    async with _turns.of(ctx.viewer.member_id), _written() as (book, file):
        export = await ctx.write(begin_export, form_id, "xlsx", rows)
        sheet = book.add_worksheet("申請")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(export.head) - 1, 18)
        for column, title in enumerate(export.head):
            sheet.write_string(0, column, _fitting(title), bold)
        after: str | None = ""
        at = 1
        while after is not None:
            piece, after = await ctx.read(exported_rows, box, export, after)
            await asyncio.to_thread(_write, sheet, at, piece, export.numbers)
            at += len(piece)
        await asyncio.to_thread(book.close)
        return file


@asynccontextmanager
async def _written() -> AsyncIterator[tuple[xlsxwriter.Workbook, IO[bytes]]]:
    """Give a workbook that keeps one row in memory, and its file; on the way it lies in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kairan-workbook-") as folder:
        file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by who sends it)
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = xlsxwriter.Workbook(file, options)
        try:
            yield book, file
        except BaseException as error:
            for sheet in book.worksheets():
                sheet._opt_close()
            file.close()
            if _is_full(error):
                raise StorageFull from error
            raise


def _is_full(error: BaseException) -> bool:
    """Whether the disk is full; closing a workbook wraps what the system says."""
    cause = error.args[0] if isinstance(error, FileCreateError) and error.args else error
    return isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT}


def _write(sheet: Worksheet, first: int, rows: Sequence[Sequence[Cell]], numbers: frozenset[int]) -> None:
    for at, row in enumerate(rows, first):
        for column, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(at, column, cell)
            elif cell and column in numbers and _NUMBER.fullmatch(cell):
                sheet.write_number(at, column, float(cell))
            elif cell:
                sheet.write_string(at, column, _fitting(cell))


def _fitting(cell: str) -> str:
    """Return a text as a cell holds it; what is longer says so."""
    text = guarded(cell)
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT)] + CUT


def as_download(file: IO[bytes], name: str) -> Stream:
    """Send a workbook, and let go of its file."""
    length = file.seek(0, 2)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(length),
        "Cache-Control": "no-store",
    }
    return Stream(_chunks(file), media_type=MEDIA_TYPE, headers=headers)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        file.seek(0)
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk
