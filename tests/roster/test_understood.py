"""What is imported is understood, or refused in words: as spreadsheets, input methods and other systems write it."""

import unicodedata

import pytest

from kairan.administration.departments import move_department, rename_department
from kairan.administration.queries import departments
from kairan.core.kit.database import Db
from kairan.people import create_department
from kairan.roster.applying import Progress, apply_import
from kairan.roster.days import day_of_words
from kairan.roster.model import Options, Plan
from kairan.roster.planning import plan_import
from kairan.roster.problems import RosterColumnMissing, RosterUnconfirmed
from kairan.roster.reading import read_roster
from tests.roster.conftest import Office, carry_out, plan, reasons


def notices(found: Plan) -> dict[str, str]:
    return {notice.code: notice.text for notice in found.notices}


def look(db: Db, office: Office, *lines: str, **options: object) -> Plan:
    roster = read_roster("\n".join(lines).encode())
    return plan_import(db, office.yoshida, roster, "leave", **options)  # type: ignore[arg-type]


def test_full_width_numbers_and_logins_are_read_as_half_width_and_told(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, "職員番号,氏名\n001234,佐藤　三郎".encode())
    found = look(db, office, "職員番号,氏名", "００１２３４,佐藤　三郎")
    assert (found.faults, found.people, found.unchanged) == ([], [], 1)
    assert "００１２３４" in notices(found)["folded"]


def test_a_login_made_of_a_number_is_one_that_every_keyboard_types(db: Db, office: Office) -> None:
    found = look(db, office, "職員番号,氏名", "第７号,佐藤 三郎")
    assert reasons(found) == [(2, "職員番号", "member.login_malformed")]


def test_excels_guard_of_zeros_is_taken_off_and_told(db: Db, office: Office) -> None:
    found = look(db, office, "職員番号,氏名", '="000161",佐藤 三郎')
    assert found.people[0].number == "000161"
    assert "000161" in notices(found)["unwrapped"]


@pytest.mark.parametrize("cell", ["1.23E+05", "1E+10", "１．２３Ｅ＋０５", "161.0"])
def test_a_number_that_excel_destroyed_is_explained(db: Db, office: Office, cell: str) -> None:
    (fault,) = look(db, office, "職員番号,氏名", f"{cell},佐藤 三郎").faults
    assert fault.code in {"roster.line.scientific", "roster.line.decimal"}
    assert "文字列" in fault.reason


@pytest.mark.parametrize(
    "written",
    [
        "福祉部＞福祉課",
        "福祉部 > 福祉課",
        "福祉部　福祉課",
        "福祉部 福祉課",
        "福祉部\\福祉課",
        "福祉部／福祉課",
        "福祉部＼福祉課",
    ],
)
def test_other_signs_divide_departments_too_and_it_is_told(db: Db, office: Office, written: str) -> None:
    found = look(db, office, "職員番号,氏名,所属", f"1,佐藤 三郎,{written}")
    assert found.departments == ["福祉部", "福祉部/福祉課"]
    assert ("divided" in notices(found)) == ("／" not in written)


def test_whoever_means_one_department_by_such_a_name_says_so(db: Db, office: Office) -> None:
    found = look(db, office, "職員番号,氏名,所属", "1,佐藤 三郎,本庁 総務課", separators="literal")
    assert found.departments == ["本庁 総務課"]


def test_a_department_that_is_called_so_is_never_divided(db: Db, office: Office) -> None:
    create_department(db, None, office.cast.city, "本庁 総務課")
    found = look(db, office, "職員番号,氏名,所属", "1,佐藤 三郎,本庁 総務課")
    assert (found.departments, "divided" in notices(found)) == ([], False)


def test_columns_of_the_levels_are_joined(db: Db, office: Office) -> None:
    found = look(db, office, "職員番号,氏名,部,課名,係", "1,佐藤 三郎,総務部,人事課,給与係", "2,鈴木 四郎,総務部,,")
    assert [one.posts for one in found.people] == ["総務部/人事課/給与係", "総務部"]
    assert "部、課名、係" in notices(found)["joined"]
    assert found.unknown_columns == []


def test_family_and_given_name_are_joined(db: Db, office: Office) -> None:
    found = look(db, office, "職員番号,姓,名,セイ,メイ", "1,佐藤,三郎,サトウ,サブロウ")
    assert (found.people[0].name, "names_joined" in notices(found)) == ("佐藤\u3000三郎", True)


def test_a_title_above_the_headings_is_passed_over_and_told(db: Db, office: Office) -> None:
    found = look(
        db, office, "令和9年度 職員名簿", "", "作成: 人事課,,2027/4/1", "職員コード,職員氏名", "000009,佐藤 三郎"
    )
    assert [(one.line, one.number) for one in found.people] == [(5, "000009")]
    assert "令和9年度 職員名簿" in notices(found)["titles"]


@pytest.mark.parametrize(("sign", "code"), [("\t", "tabs"), (";", "semicolons")])
def test_other_separators_are_read_and_named(db: Db, office: Office, sign: str, code: str) -> None:
    found = look(db, office, sign.join(("職員番号", "氏名", "所属")), sign.join(("1", "佐藤 三郎", "福祉課")))
    assert ([one.posts for one in found.people], code in notices(found)) == (["福祉課"], True)


def test_what_is_missing_is_told_with_either_of_what_would_do(db: Db, office: Office) -> None:
    with pytest.raises(RosterColumnMissing) as refused:
        look(db, office, "氏名,所属", "佐藤 三郎,福祉課")
    assert "職員番号" in refused.value.sentence("ja")
    assert "ログインID" in refused.value.sentence("ja")


def test_a_former_name_means_the_department_of_today(db: Db, office: Office) -> None:
    above = create_department(db, None, office.cast.city, "総務部")
    section = create_department(db, None, office.cast.city, "情報政策課", above)
    rename_department(db, office.yoshida, section, "デジタル推進課")
    for written in ("総務部/情報政策課", "情報政策課"):
        found = look(db, office, "職員番号,氏名,所属", f"1,佐藤 三郎,{written}")
        assert (found.departments, found.people[0].posts) == ([], "総務部/デジタル推進課")
        assert "デジタル推進課" in notices(found)["former"]


def test_a_department_that_was_moved_is_found_under_its_former_path(db: Db, office: Office) -> None:
    old, new = (create_department(db, None, office.cast.city, name) for name in ("総務部", "企画部"))
    section = create_department(db, None, office.cast.city, "広報課", old)
    move_department(db, office.yoshida, section, new)
    found = look(db, office, "職員番号,氏名,所属", "1,佐藤 三郎,総務部/広報課")
    assert (found.departments, found.people[0].posts) == ([], "企画部/広報課")


def test_a_number_given_to_somebody_else_must_be_confirmed(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, "職員番号,氏名\n000777,齋藤 和子".encode())
    data = "職員番号,氏名\n000777,葛城 忍".encode()
    found = plan(db, office.yoshida, data)
    assert [notice.code for notice in found.notices if notice.confirm] == ["renamed"]
    with pytest.raises(RosterUnconfirmed):
        carry_out(db, office.yoshida, data)
    confirmed = Options(confirmed=True)
    outcome = apply_import(db, office.yoshida, read_roster(data), "leave", found.fingerprint, Progress(), confirmed)
    assert outcome.changed == 1


@pytest.mark.parametrize("name", ["佐藤 和子", "齋藤 かず子", "斎藤 和子", "齋藤\u3000和子"])
def test_a_marriage_or_a_variant_is_no_other_person(db: Db, office: Office, name: str) -> None:
    carry_out(db, office.yoshida, "職員番号,氏名\n000777,齋藤 和子".encode())
    assert "renamed" not in notices(look(db, office, "職員番号,氏名", f"000777,{name}"))


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2066", "\ufeff"])
def test_signs_that_nobody_sees_are_refused_in_names(db: Db, office: Office, sign: str) -> None:
    assert reasons(look(db, office, "職員番号,氏名", f"1,佐{sign}藤 三郎")) == [(2, "氏名", "unseen")]


def test_what_a_mac_writes_apart_is_put_together(db: Db, office: Office) -> None:
    apart = unicodedata.normalize("NFD", "職員番号,氏名,氏名カナ,所属\n1,がくと 三郎,ガクト サブロウ,ゲストデザイン課")
    carry_out(db, office.yoshida, apart.encode())
    assert "ゲストデザイン課" in {row.name for row in departments(db, office.yoshida)}
    again = unicodedata.normalize("NFC", apart)
    assert plan(db, office.yoshida, again.encode()).people == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("令和9年4月1日", "2027-04-01"), ("令和元年5月1日", "2019-05-01"), ("R9.7.1", "2027-07-01"),
        ("R9/7/1", "2027-07-01"), ("46478", "2027-04-01"), ("2027/4/1", "2027-04-01"),
        ("2027年4月1日(木)", "2027-04-01"), ("2027/04/01 0:00", "2027-04-01"), ("20270401", "2027-04-01"),
        ("令和９年４月１日付け", "2027-04-01"), ("4月1日", None), ("R9.13.1", None), ("", None), ("9", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_offices_write_it(typed: str, day: str | None) -> None:
    found = day_of_words(typed)
    assert (None if found is None else found.isoformat()) == day
