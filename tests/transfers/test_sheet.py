"""A table of moves from Excel: all of it is taken over, or nothing and every faulty line is told."""

import csv
import io

import pytest

from kairan.administration.departments import rename_department
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.problems import Problem
from kairan.people import NewMember, create_department, create_member
from kairan.transfers.exporting import export_list
from kairan.transfers.model import ListId
from kairan.transfers.problems import TransferNotFound
from kairan.transfers.queries import page_of_list, preview
from kairan.transfers.spreadsheet import SheetOptions, SheetPlan, plan_sheet, take_sheet
from tests.transfers.conftest import Hall, done, listed, to

APRIL = 1_806_505_200_000  # 1 April 2027, 0:00 in Japan
HEAD = "職員番号,氏名,区分,新所属,新役職,兼務,兼務解除,内線,前任者\r\n"


@pytest.fixture
def sheet(db: Db, hall: Hall) -> ListId:
    create_member(db, None, hall.cast.city, NewMember(login="n1", name="髙橋 葵", number="1001"))
    create_member(db, None, hall.cast.city, NewMember(login="n2", name="同姓 同名", number="1002"))
    create_member(db, None, hall.cast.city, NewMember(login="n3", name="同姓 同名", number="1003"))
    return listed(db, hall, {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_table_as_excel_writes_it_is_taken_over(db: Db, hall: Hall, sheet: ListId, encoding: str) -> None:
    text = HEAD + "1001,髙橋　葵,異動,福祉課,係長,土木課 主査,,321,佐藤美咲\r\n,田中 一郎,退職,,,,,,\r\n"
    text += ",佐藤 美咲,異動,土木課,課長補佐,,,,\r\n"
    assert take_sheet(db, hall.yoshida, sheet, text.encode(encoding)).moves == 3
    rows = {row.person.name: row for row in page_of_list(db, hall.yoshida, sheet).moves if row.person}
    move = rows["髙橋 葵"].move
    assert move.main is not None
    assert (move.main.department_id, move.main.title, move.extension) == (hall.cast.welfare, "係長", "321")
    assert [(post.department_id, post.title) for post in move.added] == [(hall.cast.works, "主査")]
    assert move.predecessor_id == hall.cast.sato.member_id
    assert rows["田中 一郎"].move.kind == "leave"
    assert [fault for fault in preview(db, hall.yoshida, sheet).faults if fault.stops] == []


def test_what_is_pasted_from_a_spreadsheet_is_separated_by_tabs(db: Db, hall: Hall, sheet: ListId) -> None:
    taken = take_sheet(db, hall.yoshida, sheet, "氏名\t新所属\t新役職\n鈴木健\t土木課\t主任\n\n".encode())
    assert (taken.moves, taken.faults) == (1, [])


def test_every_faulty_line_is_told_with_its_reason_and_nothing_is_taken_over(db: Db, hall: Hall, sheet: ListId) -> None:
    lines = [
        "1001,髙橋 葵,異動,福祉課,係長",
        "9999,,異動,福祉課,",
        "1001,佐藤 美咲,異動,福祉課,",
        ",同姓 同名,異動,福祉課,",
        ",鈴木 健,栄転,福祉課,",
        ",鈴木 健,異動,宇宙課,",
        "1001,髙橋 葵,異動,土木課,",
        ",,異動,土木課,",
        ",隣 次郎,異動,土木課,",
    ]
    taken = take_sheet(db, hall.yoshida, sheet, (HEAD + "\n".join(lines)).encode())
    assert taken.moves == 0
    assert [fault.line for fault in taken.faults] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert "職員番号「9999」" in taken.faults[0].text
    assert "氏名が合いません" in taken.faults[1].text
    assert "2人います" in taken.faults[2].text
    assert "区分「栄転」" in taken.faults[3].text
    assert "部署「宇宙課」" in taken.faults[4].text
    assert page_of_list(db, hall.yoshida, sheet).moves == []


def test_two_departments_of_one_name_are_told_apart_by_what_stands_above(db: Db, hall: Hall, sheet: ListId) -> None:
    for division in ("総務部", "健康部"):
        above = create_department(db, None, hall.cast.city, division)
        create_department(db, None, hall.cast.city, "庶務係", above)
    unclear = take_sheet(db, hall.yoshida, sheet, "氏名,新所属\n鈴木 健,庶務係".encode())
    assert "2件あります" in unclear.faults[0].text
    assert take_sheet(db, hall.yoshida, sheet, "氏名,新所属\n鈴木 健,健康部/庶務係".encode()).moves == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2",
        b"\xff\xfe\x00\x81",
        "氏名\0".encode(),
        "名,課\n".encode(),
        b"\xe6\xb0\x8f\xe5\x90\x8d\n" + b"a" * 140_000,
    ],
)
def test_what_is_no_table_of_moves_is_refused(db: Db, hall: Hall, sheet: ListId, data: bytes) -> None:
    with pytest.raises(Problem) as refused:
        take_sheet(db, hall.yoshida, sheet, data)
    assert "{" not in refused.value.sentence("ja")


def test_another_body_takes_nothing_over_here(db: Db, hall: Hall, sheet: ListId) -> None:
    with pytest.raises(TransferNotFound):
        take_sheet(db, hall.office.townsman, sheet, HEAD.encode())


def test_a_field_longer_than_the_reader_takes_is_refused_and_is_no_fault_of_ours(
    db: Db, hall: Hall, sheet: ListId
) -> None:
    with pytest.raises(Problem):
        take_sheet(db, hall.yoshida, sheet, ("氏名,新所属\n" + "あ" * 140_000 + ",福祉課").encode())


def codes(plan: SheetPlan) -> dict[str, str]:
    return {notice.code: notice.text for notice in plan.notices}


def planned(db: Db, hall: Hall, sheet: ListId, text: str, **options: object) -> SheetPlan:
    return plan_sheet(db, hall.yoshida, sheet, text.encode(), SheetOptions(**options))  # type: ignore[arg-type]


def test_a_table_is_looked_at_before_it_is_taken_over(db: Db, hall: Hall, sheet: ListId) -> None:
    text = "令和9年4月1日付け人事異動\n職員番号,氏名,異動区分,新所属,備考\n１００１,髙橋 葵,昇任,福祉課,x\n"
    plan = planned(db, hall, sheet, text)
    (row,) = plan.rows
    assert (row.line, row.name, row.key, row.before, row.after, row.replaces) == (
        3, "髙橋 葵", "1001", "", "福祉課", None,
    )  # fmt: skip
    assert plan.unknown_columns == ["備考"]
    assert set(codes(plan)) == {"titles", "folded", "kinds"}
    assert "昇任" in codes(plan)["kinds"]
    assert page_of_list(db, hall.yoshida, sheet).moves == [], "a plan changes nothing"


def test_whoever_is_in_the_list_already_is_told_with_what_it_says_so_far(db: Db, hall: Hall, sheet: ListId) -> None:
    take_sheet(db, hall.yoshida, sheet, "職員番号,新所属,兼務\n1002,福祉課,土木課".encode())
    plan = planned(db, hall, sheet, "職員番号,新所属\n1002,土木課")
    assert plan.rows[0].replaces == "福祉課、土木課"
    assert "1002 同姓 同名" in codes(plan)["replaced"]


@pytest.mark.parametrize(
    "day", ["令和9年4月1日", "R9.4.1", "2027/4/1", "2027-04-01", "46478", "20270401", "Ｒ９年４月１日"]
)
def test_the_day_of_the_list_may_be_written_in_any_usual_way(db: Db, hall: Hall, day: str) -> None:
    sheet = listed(db, hall, {}, at=APRIL)
    assert planned(db, hall, sheet, f"氏名,発令日,新所属\n鈴木 健,{day},土木課").faults == []


def test_another_day_is_refused_in_words_or_gets_a_list_of_its_own(db: Db, hall: Hall) -> None:
    sheet = listed(db, hall, {}, at=APRIL)
    text = "氏名,発令日,新所属\n鈴木 健,R9.7.1,土木課\n田中 一郎,R9.4.1,福祉課"
    (fault,) = planned(db, hall, sheet, text).faults
    assert "2027年7月1日" in fault.text
    assert "2027年4月1日" in fault.text
    taken = take_sheet(db, hall.yoshida, sheet, text.encode(), SheetOptions(split_days=True))
    (other,) = (page_of_list(db, hall.yoshida, one) for one in taken.lists)
    assert day_of(other.card.effective_at) == "2027-07-01"
    assert [row.person.name for row in other.moves if row.person] == ["鈴木 健"]
    assert [row.person.name for row in page_of_list(db, hall.yoshida, sheet).moves if row.person] == ["田中 一郎"]


@pytest.mark.parametrize("day", ["4月1日", "来月", "2027/13/1", "令和9年"])
def test_what_is_no_day_is_refused_and_not_passed_over(db: Db, hall: Hall, day: str) -> None:
    sheet = listed(db, hall, {}, at=APRIL)
    (fault,) = planned(db, hall, sheet, f"氏名,発令日,新所属\n鈴木 健,{day},土木課").faults
    assert f"発令日「{day}」" in fault.text


def test_lost_zeros_full_width_and_exponents_are_told_as_the_roster_tells_them(
    db: Db, hall: Hall, sheet: ListId
) -> None:
    create_member(db, None, hall.cast.city, NewMember(login="n9", name="森 葵", number="000306"))
    plan = planned(db, hall, sheet, "職員番号,新所属\n306,土木課\n1.23E+05,土木課\n＝,土木課")
    assert "000306" in plan.faults[0].text
    assert "Excel" in plan.faults[1].text
    assert len(plan.faults) == 3
    assert planned(db, hall, sheet, '職員番号,新所属\n="000306",土木課').rows[0].name == "森 葵"


def test_a_newcomer_without_an_account_is_sent_to_the_roster(db: Db, hall: Hall, sheet: ListId) -> None:
    (fault,) = planned(db, hall, sheet, "職員番号,氏名,区分,新所属\n777,新人 一,採用,土木課").faults
    assert "名簿" in fault.text


def test_departments_are_found_by_columns_other_signs_and_former_names(db: Db, hall: Hall, sheet: ListId) -> None:
    above = create_department(db, None, hall.cast.city, "健康福祉部")
    create_department(db, None, hall.cast.city, "庶務係", above)
    rename_department(db, hall.yoshida, hall.cast.works, "都市整備課")
    for wanted in ("健康福祉部＞庶務係", "健康福祉部 庶務係", "健康福祉部／庶務係", "健康福祉部　庶務係"):
        plan = planned(db, hall, sheet, f"氏名,新所属\n鈴木 健,{wanted}")
        assert plan.rows[0].after == "健康福祉部/庶務係", wanted
    joined = planned(db, hall, sheet, "氏名,新部,新課\n鈴木 健,健康福祉部,庶務係")
    assert (joined.rows[0].after, "joined" in codes(joined)) == ("健康福祉部/庶務係", True)
    former = planned(db, hall, sheet, "氏名,新所属\n鈴木 健,土木課")
    assert (former.rows[0].after, "former" in codes(former)) == ("都市整備課", True)


def test_what_was_carried_out_keeps_what_was_before(db: Db, hall: Hall) -> None:
    done_list = done(db, hall, {hall.cast.tanaka.member_id: to(hall.cast.welfare, "係長")})
    (row,) = page_of_list(db, hall.yoshida, done_list).moves
    assert (row.before, row.after) == ("土木課 主事", "福祉課 係長")
    text = export_list(db, hall.yoshida, done_list)
    (cells,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (cells["ログインID"], cells["異動前の所属"], cells["異動後の所属"], cells["一覧の状態"]) == (
        "tanaka", "土木課 主事", "福祉課 係長", "実行済み",
    )  # fmt: skip
