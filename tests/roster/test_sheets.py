"""Sheets with first passwords: who gets one, what is on record, and what a font cannot write."""

import pytest

from kairan.administration.queries import AccountFilter, find_accounts
from kairan.core.kit.database import Db
from kairan.core.kit.typesetting.glyphs import printed, unprintable
from kairan.core.viewer import Entrance, MemberId, Viewer
from kairan.people import set_password
from kairan.people.roles import RoleNeeded
from kairan.roster.layout import Letterhead, Sheet, address_for, render
from kairan.roster.problems import NoSheets, SheetsOutdated
from kairan.roster.sheets import SheetsWanted, issue_passwords, select_addressees, sheets_plan
from kairan.sessions import hash_drawn_password
from kairan.sessions.actions import open_session
from kairan.sessions.passwords import password_matches
from tests.administration.records import told
from tests.roster.conftest import Office, carry_out, csv_of

EVERYBODY = SheetsWanted()


def issue(db: Db, viewer: Viewer, wanted: SheetsWanted) -> list[str]:
    """Issue as the route does; returns the names in the order of the sheets."""
    selection = select_addressees(db, viewer, wanted)
    issue_passwords(db, viewer, wanted, {one.id: "hash" for one in selection.addressees}, selection)
    return [one.name for one in selection.addressees]


def test_everybody_without_a_password_gets_a_sheet_in_the_order_of_the_departments(db: Db, office: Office) -> None:
    set_password(db, office.cast.stranger, "chosen")
    assert issue(db, office.yoshida, EVERYBODY) == ["佐藤 美咲", "鈴木 健", "田中 一郎", "監査 正"]
    assert sheets_plan(db, office.yoshida, EVERYBODY).people == 0
    assert sheets_plan(db, office.yoshida, SheetsWanted(waiting="issued")).people == 4
    issued = find_accounts(db, office.yoshida, AccountFilter(password="issued")).accounts
    assert len(issued) == 4
    kinds = [kind for kind, *_ in told(db, office.cast.city)]
    assert kinds == ["person.password_issued"] * 4


def test_a_department_means_those_below_it_too(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, csv_of("neu,新人 花子,福祉課/係", head="ログインID,氏名,所属"))
    wanted = SheetsWanted(department_id=office.cast.welfare)
    assert issue(db, office.yoshida, wanted) == ["佐藤 美咲", "鈴木 健", "新人 花子"]


def test_whoever_chose_a_password_keeps_it_unless_it_is_to_be_replaced(db: Db, office: Office) -> None:
    set_password(db, office.cast.sato, "chosen")
    open_session(db, office.cast.sato.member_id, Entrance(face="single", device="pc", agent="test"))
    ids = [office.cast.sato.member_id, office.cast.tanaka.member_id, office.cast.guest.member_id]
    wanted = SheetsWanted(member_ids=ids)
    assert (sheets_plan(db, office.yoshida, wanted).people, sheets_plan(db, office.yoshida, wanted).own) == (1, 1)
    assert issue(db, office.yoshida, wanted) == ["田中 一郎"]
    replacing = SheetsWanted(member_ids=ids, replace=True)
    assert issue(db, office.yoshida, replacing) == ["佐藤 美咲", "田中 一郎"]
    assert [body["sessions"] for kind, _, body in told(db, office.cast.city) if body["name"] == "佐藤 美咲"] == [1]


def test_never_oneself_never_another_body_and_never_without_the_task(db: Db, office: Office) -> None:
    ids = [office.yoshida.member_id, office.cast.neighbour.member_id, MemberId("0000000000000")]
    with pytest.raises(NoSheets):
        issue(db, office.yoshida, SheetsWanted(member_ids=ids, replace=True))
    for viewer in (office.cast.sato, office.cast.guest, office.auditor):
        with pytest.raises(RoleNeeded):
            sheets_plan(db, viewer, EVERYBODY)
        with pytest.raises(RoleNeeded):
            issue(db, viewer, EVERYBODY)


def test_who_chose_a_password_while_the_sheets_were_made_keeps_it(db: Db, office: Office) -> None:
    selection = select_addressees(db, office.yoshida, EVERYBODY)
    set_password(db, office.cast.sato, "chosen")
    with pytest.raises(SheetsOutdated):
        issue_passwords(db, office.yoshida, EVERYBODY, {one.id: "hash" for one in selection.addressees}, selection)


def test_a_drawn_password_is_hashed_quickly_and_checked_like_any_other() -> None:
    hashed = hash_drawn_password("abcd-efgh-jkmn-pqrs")
    assert password_matches(hashed, "abcd-efgh-jkmn-pqrs")
    assert not password_matches(hashed, "abcd-efgh-jkmn-pqrt")


def test_the_font_of_the_sheets_writes_the_names_of_people() -> None:
    assert unprintable("葛\U000e0100城 𠮷子 髙﨑 邉邊 桒原 ヴィー") == []
    assert unprintable("葛\U000e01ee城 \U00030000") == ["葛\U000e01ee", "\U00030000"]
    assert printed("\U00030000田 一") == "〓田 一"


@pytest.mark.parametrize("per_page", [1, 2, 4])
def test_sheets_are_a_pdf_and_nothing_in_a_name_is_markup(per_page: int) -> None:
    hostile = '#import "@preview/x:1.0.0" $x$ *b* [[ \\ <a> @b'
    sheet = Sheet(
        name=hostile,
        department=hostile,
        number="1",
        login="a#b$c",
        password="abcd-efgh-jkmn-pqrs",
        address=address_for("https://kairan.example.lg.jp/", "0k3w9f2m7xq1s", "a#b&c"),
    )
    letterhead = Letterhead(
        organization=hostile,
        address="https://kairan.example.lg.jp",
        valid_until="2026年12月6日",
        per_page=per_page,  # type: ignore[arg-type]
        language="ja" if per_page == 2 else "en",
    )
    pdf = render(letterhead, [sheet] * 5)
    assert pdf.startswith(b"%PDF-")
    assert address_for("https://k/", "o", "a#b&c") == "https://k/?organization=o&login=a%23b%26c"
