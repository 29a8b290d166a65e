"""Prepared statements: what comes back is what the database has, on both and in any text."""

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, String, Table, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared, PreparedForMany

TEXTS = [
    "集合してください",
    "",
    "髙﨑邉󠄂 👩‍👩‍👧 \U0010ffff",
    '"引用" \\ / \' \t\r\n \x01 \x1f \x7f \u2028 \ufeff',
    '[1, "JSON", {"a": null}]',
    "𩸽" * 5_000,
]

_tables = MetaData()
note_table = Table(
    "prepared_note",
    _tables,
    Column("no", Integer, primary_key=True),
    Column("text", String),
    Column("number", BigInteger),
    Column("flag", Boolean),
)
_n = note_table.c
_FROM = Prepared(select(_n.no, _n.text, _n.number, _n.flag).where(_n.no >= bindparam("first")).order_by(_n.no.desc()))
_TWICE = Prepared(select(_n.text, _n.text.label("again"), _n.no, _n.no).order_by(_n.no).limit(2).offset(1))


def _filled(db: Db, rows: list[tuple[str | None, int | None, bool | None]]) -> None:
    _tables.create_all(db.connection)
    for no, (text, number, flag) in enumerate(rows):
        db.execute(insert(note_table).values(no=no, text=text, number=number, flag=flag))


def test_all_rows_come_as_they_are_in_their_order(db: Db) -> None:
    numbers = [0, -1, 2**53 + 1, 2**63 - 1, -(2**63)]
    rows = [*((text, None, None) for text in TEXTS), *((None, number, number > 0) for number in numbers)]
    _filled(db, rows)
    expected = [(no, *rows[no]) for no in range(len(rows) - 1, -1, -1)]
    assert _FROM.all(db, {"first": 0}) == expected
    assert _FROM.all(db, {"first": len(rows) - 1}) == expected[:1]
    assert all(type(row) is tuple for row in _FROM.all(db, {"first": 0}))


def test_a_text_with_a_nul_comes_back_whole(db: Db) -> None:
    if db.dialect == "postgresql":
        return  # it takes none
    _filled(db, [("前\x00後", 1, True)])
    assert _FROM.all(db, {"first": 0}) == [(0, "前\x00後", 1, True)]


def test_no_rows_are_an_empty_list(db: Db) -> None:
    _filled(db, [])
    assert _FROM.all(db, {"first": 0}) == []


def test_columns_of_the_same_name_and_a_part_of_the_rows(db: Db) -> None:
    _filled(db, [(text, None, None) for text in "あいうえ"])
    assert _TWICE.all(db, {}) == [("い", "い", 1, 1), ("う", "う", 2, 2)]


_OF = PreparedForMany(lambda given: select(_n.no, _n.text).where(_n.text.in_(given)).order_by(_n.no))
_SINCE = PreparedForMany(lambda given: select(_n.no).where(_n.text.in_(given), _n.no >= bindparam("first")))


def test_many_values_are_asked_for_at_once_whatever_stands_in_them(db: Db) -> None:
    _filled(db, [(text, None, None) for text in TEXTS])
    assert [row[1] for row in _OF.all(db, TEXTS)] == TEXTS
    assert [row[1] for row in _OF.all(db, [TEXTS[2], TEXTS[2], "no such", TEXTS[0]])] == [TEXTS[0], TEXTS[2]]
    assert len(_OF.all(db, [*map(str, range(40_000)), TEXTS[0]])) == 1
    assert _OF.all(db, []) == []
    gone = PreparedForMany(lambda given: delete(note_table).where(_n.text.in_(given)))
    assert (gone.run(db, TEXTS[:1]), gone.run(db, []), gone.run(db, TEXTS[:1])) == (1, 0, 0)
    assert [row[0] for row in _SINCE.all(db, TEXTS, {"first": len(TEXTS) - 1})] == [len(TEXTS) - 1]


def test_one_statement_runs_for_each_row(db: Db) -> None:
    _filled(db, [])
    put = Prepared(insert(note_table), ("no", "text"))
    put.run_each(db, [{"no": no, "text": text} for no, text in enumerate(TEXTS)])
    put.run_each(db, [])
    assert [row[1] for row in _OF.all(db, TEXTS)] == TEXTS
    with pytest.raises(IntegrityError):
        put.run_each(db, [{"no": 0, "text": "twice"}])
