"""Tables for spreadsheets: nothing typed becomes a formula, and everything comes back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.core.kit.spreadsheet import Encoding, encoded, guarded, lines_of, table_of, unguarded

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝cmd|' /C calc'!A0", "＋1", "－1", "＠A", "−1", "﹦1",
    " =1", "　＝1", "'=1", "''=1",
]  # fmt: skip
SIGNS = set("=+-@＝＋－＠−")
signs = st.text(st.sampled_from("=+-@＝＋－＠−'\t\r\n 　a漢,\"\U000e0100"), max_size=6)


def read(data: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


@pytest.mark.parametrize("cell", FORMULAS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_what_somebody_typed_is_never_a_formula(cell: str, encoding: Encoding) -> None:
    ((_, name),) = read(encoded(["番号", "氏名"], [[7, cell]], encoding), encoding)[1:]
    assert name[0] in "'〓"
    assert unguarded(guarded(cell)) == cell


@given(signs)
def test_the_guard_comes_off_as_it_was_put_on(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell).strip()[:1] not in SIGNS


@given(st.lists(st.lists(signs, min_size=2, max_size=2), max_size=5))
def test_a_table_in_cp932_holds_no_formula_either_and_is_read_whole(rows: list[list[str]]) -> None:
    back = read(encoded(["一", "二"], rows, "cp932"), "cp932")
    assert len(back) == len(rows) + 1
    assert all(cell.strip()[:1] not in SIGNS for row in back for cell in row)


def test_numbers_stay_numbers_and_excel_is_told_what_it_is() -> None:
    assert lines_of([(-1, 2.5, None, "a")]) == "-1,2.5,,a\r\n"
    assert table_of(["頭"], []) == "\ufeff頭\r\n"
    assert encoded(["頭"], [], "utf-8").startswith(b"\xef\xbb\xbf")
