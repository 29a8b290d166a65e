"""One's own export always comes back unchanged, whatever stands in it and whichever machine saved it."""

import unicodedata
from random import Random

import pytest

from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.people import DepartmentId, NewMember, Post, create_department, create_member, hold_posts
from kairan.people.founding import checked_name
from kairan.roster.decoding import Encoding
from kairan.roster.exporting import export_roster
from tests.roster.conftest import Office, plan

NAMES = (
    "企画/調整室", "本庁　総務課", "A>B", "福祉部 福祉課", "\\", "課:係;班", "=1+1", "　＝1+1", "'quoted'", '"二重"',
    "a,b", "葛\U000e0100城課",
    "が", "か\u3099き", "神", "\ufa19社", "ﾊﾝｶｸ", "〜ー−", "𠮷田",
)  # fmt: skip
TITLES = ("", "主査", "=主査", "課長/補佐", "係長；兼", "1.23E+05")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_awkward_names_go_out_and_come_back_unchanged(db: Db, office: Office, encoding: Encoding) -> None:
    city, above = office.cast.city, None
    for number, name in enumerate(NAMES):
        below = create_department(db, None, city, name, above)
        top = create_department(db, None, city, name) if above is not None else below
        who = create_member(db, None, city, NewMember(login=f"p{number}", name=name, number=f"{number:06}"))
        title = TITLES[number % len(TITLES)]
        hold_posts(db, None, who, [Post(DepartmentId(one), title) for one in dict.fromkeys((below, top))])
        above = below if number % 4 else None
    data = export_roster(db, office.yoshida, encoding, left=True)
    planned = plan(db, office.yoshida, data)
    assert (planned.faults, planned.people, planned.departments) == ([], [], [])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_saved_on_another_machine_changes_nothing(db: Db, office: Office, form: str) -> None:
    city = office.cast.city
    section = create_department(db, None, city, "ガイド・プラン課")
    who = create_member(db, None, city, NewMember(login="g", name="神谷 が", kana="がみや", number="1"))
    hold_posts(db, None, who, [Post(section, "ディレクター")])
    text = export_roster(db, office.yoshida, "utf-8", left=True).decode("utf-8")
    planned = plan(db, office.yoshida, unicodedata.normalize(form, text).encode())  # type: ignore[arg-type]
    assert (planned.faults, planned.people, planned.departments) == ([], [], [])


def test_whatever_can_be_stored_comes_back_unchanged(db: Db, office: Office) -> None:
    """Drawn with a fixed seed, many at once: one export holds them all."""
    drawn = Random(20270401)
    signs = "あがパ漢髙﨑神葛Aa0９ 　/／\\＼>＞;:；：,\"'=+-@＝（）・ー〜〓\u3099\u0301\U000e0100😀\u200d"
    for number in range(150):
        typed = ("".join(drawn.choice(signs) for _ in range(drawn.randint(1, 9))) for _ in range(3))
        try:
            name, section, title = (checked_name(one) for one in typed)
        except Problem:
            continue
        where = create_department(db, None, office.cast.city, f"{section}{number}")
        new = NewMember(login=f"r{number}", name=name, number=f"{number:06}", department_id=where, post=title)
        create_member(db, None, office.cast.city, new)
    for encoding in ("utf-8", "cp932"):
        planned = plan(db, office.yoshida, export_roster(db, office.yoshida, encoding, left=True))
        assert (planned.faults, planned.people, planned.departments) == ([], [], []), encoding
