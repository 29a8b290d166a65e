"""A table of moves from Excel: all of it is taken over, or nothing and every faulty line is told."""

import pytest

from kairan.core.kit.database import Db
from kairan.people import NewMember, create_department, create_member
from kairan.transfers.model import ListId
from kairan.transfers.problems import SheetUnreadable, TransferNotFound
from kairan.transfers.queries import page_of_list, preview
from kairan.transfers.spreadsheet import take_sheet
from tests.transfers.conftest import Hall, listed

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
    assert take_sheet(db, hall.yoshida, sheet, text.encode(encoding)).moves == 2
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


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2", b"\xff\xfe\x00\x81", "氏名\0".encode(), "名,課\n".encode()])
def test_what_is_no_table_of_moves_is_refused(db: Db, hall: Hall, sheet: ListId, data: bytes) -> None:
    with pytest.raises(SheetUnreadable):
        take_sheet(db, hall.yoshida, sheet, data)


def test_another_body_takes_nothing_over_here(db: Db, hall: Hall, sheet: ListId) -> None:
    with pytest.raises(TransferNotFound):
        take_sheet(db, hall.office.townsman, sheet, HEAD.encode())
