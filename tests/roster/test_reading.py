"""A file is read whole or refused in words: its encoding, its headings, its quotes, its size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kairan.core.kit.problems import Problem
from kairan.roster.columns import guarded, path_cell, path_of, posts_cell, posts_of, unguarded
from kairan.roster.decoding import carried, lost_in
from kairan.roster.problems import (
    RosterColumnMissing,
    RosterColumnTwice,
    RosterEmpty,
    RosterMixed,
    RosterNotCsv,
    RosterQuotesBroken,
    RosterTooLong,
    RosterUnreadable,
    RosterUtf16,
)
from kairan.roster.reading import read_roster
from tests.roster.conftest import HEAD, csv_of

SATO = "00123,sato2,佐藤 花子,サトウ ハナコ,総務部/情報政策課,主査,,,,"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_is_read_as_excel_writes_it(encoding: str) -> None:
    roster = read_roster(csv_of(SATO, encoding=encoding))
    (row,) = roster.rows
    assert roster.encoding == ("cp932" if encoding == "cp932" else "utf-8")
    assert (row.line, row.number, row.login, row.name, row.kana) == (2, "00123", "sato2", "佐藤 花子", "さとう はなこ")
    assert (row.main, row.title) == (("総務部", "情報政策課"), "主査")


def test_headings_may_stand_in_any_order_and_be_called_as_offices_do() -> None:
    roster = read_roster("氏名,備考,フリガナ,職員番号\n佐藤 花子,x,ｻﾄｳ ﾊﾅｺ,1".encode("cp932"))
    assert (roster.rows[0].name, roster.rows[0].kana, roster.rows[0].number) == ("佐藤 花子", "さとう はなこ", "1")
    assert roster.unknown == ["備考"]
    assert set(roster.missing) == {"login", "department", "post", "concurrent", "mail", "extension", "status"}


def test_half_width_katakana_alone_is_not_taken_for_utf8() -> None:
    roster = read_roster("職員番号,氏名,カナ\r\n1,ﾃｱ,ﾃｱ\r\n".encode("cp932"))
    assert roster.encoding == "cp932"
    assert roster.rows[0].name == "ﾃｱ"


MIXED = csv_of(SATO).removesuffix(b"\r\n") + "\r\n2,b,田中 一郎,,,,,,,\r\n".encode("cp932")
REFUSED: dict[str, tuple[bytes, type[Problem]]] = {
    "mixed encodings": (MIXED, RosterMixed),
    "UTF-8 with a mark, and a line of CP932": (b"\xef\xbb\xbf" + MIXED, RosterMixed),
    "neither encoding": (csv_of(SATO) + b"1,a,\xff\xfd,,,,,,,\r\n", RosterUnreadable),
    "UTF-16": (csv_of(SATO).decode().encode("utf-16"), RosterUtf16),
    "a workbook": (b"PK\x03\x04" + b"x" * 100, RosterNotCsv),
    "a NUL byte": (csv_of("1,a,佐藤\0花子,,,,,,,"), RosterNotCsv),
    "nothing": (b"", RosterEmpty),
    "headings alone": (csv_of(), RosterEmpty),
    "empty lines alone": (csv_of(",,,,", "", ",,"), RosterEmpty),
    "no heading": (csv_of(head="1,a,佐藤 花子"), RosterColumnMissing),
    "no column to tell people apart": (csv_of("佐藤", head="氏名"), RosterColumnMissing),
    "no names": (csv_of("1", head="職員番号"), RosterColumnMissing),
    "one column twice": (csv_of(head="氏名,職員番号,名前"), RosterColumnTwice),
    "a quote that is never closed": (csv_of('1,a,"佐藤 花子,,,,,,,'), RosterQuotesBroken),
    "text behind a quote": (csv_of('1,a,"佐藤"花子,,,,,,,'), RosterQuotesBroken),
    "10,001 people": (csv_of(*(f"{n},a{n},名 前,,,,,,," for n in range(10_001))), RosterTooLong),
}  # fmt: skip


@pytest.mark.parametrize(("data", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_roster_is_refused_in_words(data: bytes, refusal: type[Problem]) -> None:
    with pytest.raises(refusal) as refused:
        read_roster(data)
    for language in ("ja", "en"):
        assert "{" not in refused.value.sentence(language)


def test_a_mixture_is_told_with_a_line_of_each() -> None:
    with pytest.raises(RosterMixed) as refused:
        read_roster(MIXED)
    assert refused.value.detail == {"utf8": 1, "cp932": 3}


FAULTY = {
    "a missing name": ("1,a,,,,,,,,", "氏名", "text.name_empty"),
    "a name too long": (f"1,a,{'長' * 61},,,,,,,", "氏名", "name.too_long"),
    "a control character": ("1,a,佐\x01藤,,,,,,,", "氏名", "text.not_storable"),
    "a login in Japanese": ("1,佐藤,佐藤,,,,,,,", "ログインID", "member.login_malformed"),
    "a bad mail address": ("1,a,佐藤,,,,,sato@@example,,", "メール", "account.mail_malformed"),
    "an extension too long": (f"1,a,佐藤,,,,,,{'1' * 41},", "内線", "account.field_too_long"),
    "no key": (",,佐藤,,,,,,,", "職員番号", "roster.line.key_missing"),
    "an unknown state": ("1,a,佐藤,,,,,,,出張中", "状態", "roster.line.status_unknown"),
    "a post without a department": ("1,a,佐藤,,,課長,,,,", "所属", "roster.line.no_department"),
    "an empty name in a path": ("1,a,佐藤,,総務部//課,,,,,", "所属", "roster.line.path_broken"),
    "a path too deep": (f"1,a,佐藤,,{'/'.join('abcdefghijk')},,,,,", "所属", "roster.line.path_too_deep"),
    "one department twice": ("1,a,佐藤,,総務部,,総務部:課長,,,", "兼務", "roster.line.post_twice"),
    "too many posts": (
        f"1,a,佐藤,,部,,{';'.join(f'課{n}' for n in range(21))},,,",
        "兼務",
        "roster.line.too_many_posts",
    ),
    "a comma without quotes": ("1,a,佐藤,,,,,,,,余り", None, "roster.line.too_many_cells"),
}


@pytest.mark.parametrize(("line", "column", "code"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_line_is_told_with_its_number_column_value_and_reason(
    line: str, column: str | None, code: str
) -> None:
    roster = read_roster(csv_of(SATO, "", line))
    (fault,) = roster.faults
    heading = None if fault.column is None else {"number": "職員番号", "login": "ログインID", "name": "氏名",
               "mail": "メール", "extension": "内線", "status": "状態", "department": "所属",
               "concurrent": "兼務"}[fault.column]  # fmt: skip
    assert (fault.line, heading, fault.problem.code) == (4, column, code)
    assert len(fault.value) <= 80
    assert [row.line for row in roster.rows] == [2]


def test_doubles_name_each_other() -> None:
    roster = read_roster(csv_of("1,a,佐藤,,,,,,,", "1,b,鈴木,,,,,,,", "2,a,田中,,,,,,,"))
    assert [(fault.line, fault.problem.code) for fault in roster.faults] == [
        (3, "roster.line.number_twice"),
        (4, "roster.line.login_twice"),
    ]
    assert roster.faults[0].problem.detail == {"line": 2}


def test_cells_that_excel_left_out_at_the_end_are_empty() -> None:
    (row,) = read_roster(csv_of("1,a,佐藤 花子")).rows
    assert (row.main, row.mail) == ((), None)


_names = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
_paths = st.lists(_names, min_size=1, max_size=4).map(tuple)


@given(_paths)
def test_a_path_that_was_written_is_read_again(path: tuple[str, ...]) -> None:
    assert path_of(path_cell(path)) == path


@given(st.lists(st.tuples(_paths, st.one_of(st.just(""), _names)), max_size=4))
def test_posts_that_were_written_are_read_again(posts: list[tuple[tuple[str, ...], str]]) -> None:
    assert posts_of(posts_cell(posts)) == posts


@given(st.text(st.sampled_from("'=+-@＝あ1"), max_size=8))
def test_a_guarded_cell_is_no_formula_and_is_read_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "＝"))


def test_what_cp932_cannot_carry_is_known_character_by_character() -> None:
    assert lost_in("髙﨑Ⅲ①〜") == []
    assert lost_in("𠮷野家 葛\U000e0100城") == ["𠮷", "葛\U000e0100"]
    assert carried("𠮷野家 葛\U000e0100城") == "〓野家 葛城"
    assert HEAD.encode("cp932")
