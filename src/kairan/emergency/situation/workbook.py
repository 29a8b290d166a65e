"""A situation report as a workbook (XLSX): a row for each item, in the order of the form."""

import io

import xlsxwriter

from kairan.core.kit.spreadsheet import guarded
from kairan.emergency.situation.cells import NOTE, ORDER_HEAD, facts, heading, marks, order_rows, said
from kairan.emergency.situation.writing import SituationTakenOut

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Value = int | float | str


class _Sheet:
    """Writes one row below the other."""

    def __init__(self, book: "xlsxwriter.Workbook", name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._words = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        self._head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._mark = book.add_format({"bold": True, "font_color": "#CE0000"})
        self._sheet.set_column(0, 0, 36)
        self._sheet.set_column(1, 5, 22)
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._at = 0

    def title(self, text: str) -> None:
        """Write what it is called."""
        self._sheet.write_string(self._at, 0, guarded(text), self._title)
        self._at += 1

    def mark(self, text: str) -> None:
        """Write what must not be overlooked."""
        self._sheet.write_string(self._at, 0, guarded(text), self._mark)
        self._at += 1

    def head(self, *cells: str) -> None:
        """Write what the rows below are."""
        for column, cell in enumerate(cells):
            self._sheet.write_string(self._at, column, guarded(cell), self._head)
        self._at += 1

    def row(self, *cells: Value) -> None:
        """Write a row: numbers are numbers, no text is read as a formula."""
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(self._at, column, guarded(cell), self._words)
            else:
                self._sheet.write_number(self._at, column, cell, self._words)
        self._at += 1

    def skip(self) -> None:
        """Leave a row empty."""
        self._at += 1


def situation_workbook(out: SituationTakenOut) -> bytes:
    """Write a report; some hundred cells, so it is made in memory."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    sheet = _Sheet(book, out.view.title)
    sheet.title(heading(out))
    for mark in marks(out):
        sheet.mark(mark)
    for name, value in facts(out):
        sheet.row(name, value)
    for group in out.view.groups:
        sheet.skip()
        sheet.head(group.label, "", "")
        for item in group.items:
            sheet.row(item.label, said(out.view, item), item.unit)
    if out.view.has_orders:
        sheet.skip()
        sheet.head(*ORDER_HEAD)
        for row in order_rows(out.view):
            sheet.row(*row)
    sheet.skip()
    sheet.row(NOTE)
    book.close()
    return file.getvalue()
