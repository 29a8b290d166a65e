"""Values that the database writes down: what comes back is what it has, on both and in any text."""

import msgspec
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, bindparam, case, insert, select

from kairan.core.kit.database import Db
from kairan.core.kit.documents import Document, Documents, ListOf
from tests.kit.test_prepared import TEXTS as STORED

TEXTS = [*STORED, '[1, "JSON", {"a": null}],{}', None]

_tables = MetaData()
paper_table = Table(
    "written_paper",
    _tables,
    Column("no", Integer, primary_key=True),
    Column("text", String),
    Column("number", BigInteger),
    Column("parts", String),
)
_p = paper_table.c


class Sheet(msgspec.Struct):
    number: int | None


class Paper(msgspec.Struct):
    no: int
    text: str | None
    items: list[dict[str, str] | int]
    sheet: Sheet | None


_PAPERS = Documents(
    Paper,
    select(
        Document(
            no=_p.no,
            text=_p.text,
            items=ListOf(_p.parts),
            sheet=case((_p.number.is_not(None), Document(number=_p.number))),
        )
    )
    .where(_p.no >= bindparam("first"))
    .order_by(_p.no.desc()),
)


def _filled(db: Db, rows: list[tuple[str | None, int | None, str | None]]) -> None:
    _tables.create_all(db.connection)
    for no, (text, number, items) in enumerate(rows):
        db.execute(insert(paper_table).values(no=no, text=text, number=number, parts=items))


def test_values_come_as_they_are_in_the_order_of_the_query(db: Db) -> None:
    _filled(db, [(text, None, None) for text in TEXTS])
    assert _PAPERS.all(db, {"first": 0}) == [Paper(no, TEXTS[no], [], None) for no in range(len(TEXTS) - 1, -1, -1)]
    assert [paper.no for paper in _PAPERS.all(db, {"first": 6})] == [7, 6]


def test_no_rows_are_no_values(db: Db) -> None:
    _filled(db, [])
    assert _PAPERS.all(db, {"first": 0}) == []


def test_what_is_within_comes_as_values_too(db: Db) -> None:
    numbers = [0, -1, 2**53 + 1, 2**63 - 1, -(2**63)]
    items = '[1, {"名": "\\"値\\""}]'
    _filled(db, [("", number, items if number else "[]") for number in numbers])
    found = _PAPERS.all(db, {"first": 0})[::-1]
    assert [paper.sheet and paper.sheet.number for paper in found] == numbers
    assert [paper.items for paper in found] == [[], *[[1, {"名": '"値"'}]] * 4]


def test_a_value_that_does_not_fit_is_refused_and_not_guessed(db: Db) -> None:
    _filled(db, [("", None, '["文字"]')])
    try:
        found: object = _PAPERS.all(db, {"first": 0})
    except msgspec.ValidationError as error:
        found = str(error)
    assert found == "Expected `int | object`, got `str` - at `$[0].items[0]`"
