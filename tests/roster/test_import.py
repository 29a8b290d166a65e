"""An import does what was shown, all of it or nothing, and a second time nothing; on both databases."""

import json
from collections.abc import Sequence

import msgspec
import pytest
from sqlalchemy import update

from kairan.administration.access import require_account
from kairan.administration.actions import change_person, suspend_person
from kairan.administration.model import AccountChange, PostWanted
from kairan.administration.queries import AccountFilter, departments, find_accounts
from kairan.core.journal import entries_after, head
from kairan.core.journal.verify import verify
from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Entrance
from kairan.people import create_department, directory_stream, organization_stream, organization_table
from kairan.people.plans import members_in_use
from kairan.people.problems import AccountsFull
from kairan.people.roles import RoleNeeded
from kairan.roster.applying import Progress, apply_import
from kairan.roster.model import Missing
from kairan.roster.problems import RosterFaulty, RosterNumber, RosterOutdated
from kairan.roster.reading import read_roster
from kairan.sessions.actions import open_session
from kairan.sessions.model import session_table
from tests.administration.records import told
from tests.roster.conftest import Office, carry_out, csv_of, plan, reasons

KEYS = "ログインID,氏名"


def accounts(db: Db, office: Office) -> dict[str, tuple[str, str, str, str | None]]:
    found = find_accounts(db, office.yoshida, AccountFilter()).accounts
    return {one.login: (one.name, one.status, told_posts(one.posts), one.number) for one in found}


def told_posts(posts: Sequence[object]) -> str:
    return "、".join(f"{getattr(post, 'department')} {getattr(post, 'title')}".strip() for post in posts)  # noqa: B009


def tree(db: Db, office: Office) -> dict[str, str | None]:
    rows = departments(db, office.yoshida)
    names = {row.id: row.name for row in rows}
    return {row.name: None if row.parent_id is None else names[row.parent_id] for row in rows}


MORI = "9,mori,森 里奈,モリ リナ,総務部/情報政策課,主査,福祉課:主事;総務部,mori@example.lg.jp,321,"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_people_and_their_departments_are_created(db: Db, office: Office, encoding: str) -> None:
    data = csv_of(MORI, encoding=encoding)
    planned = plan(db, office.yoshida, data)
    assert planned.departments == ["総務部", "総務部/情報政策課"]
    assert [(one.line, one.deeds, one.login) for one in planned.people] == [(2, ["create"], "mori")]
    assert planned.people[0].posts == "総務部/情報政策課 主査、福祉課 主事、総務部"
    assert "mori" not in accounts(db, office), "a plan changes nothing"
    outcome = carry_out(db, office.yoshida, data)
    assert (outcome.created, outcome.departments) == (1, 2)
    assert accounts(db, office)["mori"] == ("森 里奈", "active", "情報政策課 主査、福祉課 主事、総務部", "9")
    assert tree(db, office)["情報政策課"] == "総務部"
    (mori,) = find_accounts(db, office.yoshida, AccountFilter(sought="もり")).accounts
    assert (mori.kana, mori.password, mori.mail, mori.extension) == ("もり りな", "none", "mori@example.lg.jp", "321")


def test_a_second_run_of_the_same_file_changes_nothing_and_leaves_no_entry(db: Db, office: Office) -> None:
    data = csv_of(MORI, "8,hayashi,林 健,,総務部,部長,,,,休止中")
    agreed = plan(db, office.yoshida, data).fingerprint
    carry_out(db, office.yoshida, data, agreed=agreed)
    streams = organization_stream(office.cast.city), directory_stream(office.cast.city)
    before = [head(db, stream) for stream in streams]
    for fingerprint in (agreed, None):
        again = carry_out(db, office.yoshida, data, agreed=fingerprint)
        assert (again.created, again.changed, again.moved, again.unchanged) == (0, 0, 0, 2)
    assert [head(db, stream) for stream in streams] == before


def test_what_changes_is_shown_field_by_field_and_done(db: Db, office: Office) -> None:
    data = csv_of("5,tanaka,田中 一朗,タナカ イチロウ,福祉課,課長,土木課:主事,,455,")
    (one,) = plan(db, office.yoshida, data).people
    assert one.deeds == ["change", "move"]
    assert {(change.field, change.before, change.after) for change in one.changes} == {
        ("number", None, "5"),
        ("name", "田中 一郎", "田中 一朗"),
        ("extension", None, "455"),
        ("posts", "土木課 主事", "福祉課 課長、土木課 主事"),
    }
    carry_out(db, office.yoshida, data)
    assert accounts(db, office)["tanaka"] == ("田中 一朗", "active", "福祉課 課長、土木課 主事", "5")
    kinds = [kind for kind, *_ in told(db, office.cast.city)]
    assert kinds == ["person.changed"]


def test_a_column_that_is_missing_changes_nothing_and_an_empty_cell_empties(db: Db, office: Office) -> None:
    tanaka = office.cast.tanaka.member_id
    change_person(db, office.yoshida, tanaka, AccountChange(mail="t@example.lg.jp", extension="455"))
    carry_out(db, office.yoshida, csv_of("tanaka,田中 一郎,", head=f"{KEYS},内線"))
    after = require_account(db, office.yoshida, tanaka)
    assert (after.mail, after.extension, told_posts(list(after.posts))) == ("t@example.lg.jp", None, "土木課 主事")


def test_people_are_known_by_their_number_first(db: Db, office: Office) -> None:
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(number="00123"))
    head_ = "職員番号,ログインID,氏名"
    (one,) = plan(db, office.yoshida, csv_of("00123,ichiro,田中 一郎", head=head_)).people
    assert (one.member_id, [change.field for change in one.changes]) == (office.cast.tanaka.member_id, ["login"])
    assert reasons(plan(db, office.yoshida, csv_of("123,tanaka,田中 一郎", head=head_))) == [
        (2, "ログインID", "zeros_lost")
    ]
    assert reasons(plan(db, office.yoshida, csv_of("123,new,新人 一郎", head=head_))) == [(2, "職員番号", "zeros_lost")]
    assert reasons(plan(db, office.yoshida, csv_of("77,tanaka,別人 一郎", head=head_))) == [
        (2, "ログインID", "login_held")
    ]


def test_two_people_may_change_logins_and_numbers_with_each_other(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, csv_of("1,sato,佐藤 美咲", "2,tanaka,田中 一郎", head="職員番号,ログインID,氏名"))
    carry_out(db, office.yoshida, csv_of("1,tanaka,佐藤 美咲", "2,sato,田中 一郎", head="職員番号,ログインID,氏名"))
    found = accounts(db, office)
    assert (found["tanaka"][0], found["sato"][0]) == ("佐藤 美咲", "田中 一郎")


def test_without_logins_the_number_of_somebody_new_is_the_login(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, csv_of("4711,森 里奈", head="職員番号,氏名"))
    assert accounts(db, office)["4711"][0] == "森 里奈"
    assert reasons(plan(db, office.yoshida, csv_of("4712,,森 里奈", head="職員番号,ログインID,氏名"))) == [
        (2, "ログインID", "login_missing")
    ]


def test_one_person_in_two_lines_is_refused(db: Db, office: Office) -> None:
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(number="7"))
    lines = "7,,田中 一郎", ",tanaka,田中 一郎"
    assert reasons(plan(db, office.yoshida, csv_of(*lines, head="職員番号,ログインID,氏名"))) == [
        (3, "ログインID", "login_twice")
    ]


def test_a_guests_login_is_not_the_rosters(db: Db, office: Office) -> None:
    assert reasons(plan(db, office.yoshida, csv_of("guest,介護 花子", head=KEYS))) == [(2, "ログインID", "guest")]


# --- departments ---------------------------------------------------------------------------------------------


def test_new_departments_stand_in_the_order_of_the_file_whoever_also_works_elsewhere(db: Db, office: Office) -> None:
    first = "1,a,青木 愛,アオキ アイ,総務部/総務課,主査,福祉部/介護課:主事,,,"
    data = csv_of(first, "2,b,森 修,モリ オサム,総務部/人事課,主査,,,,", "3,c,原 恵,ハラ ケイ,福祉部/支援課,主査,,,,")
    paths = ["総務部", "総務部/総務課", "総務部/人事課", "福祉部", "福祉部/支援課", "福祉部/介護課"]
    assert plan(db, office.yoshida, data).departments == paths


def test_a_single_name_means_the_one_department_of_that_name_wherever_it_stands(db: Db, office: Office) -> None:
    head_ = f"{KEYS},所属"
    lines = "a,甲 一,部一/庶務係", "b,乙 二,庶務係", "c,丙 三,部一/経理係"
    carry_out(db, office.yoshida, csv_of(*lines, head=head_))
    assert tree(db, office)["庶務係"] == "部一"
    assert accounts(db, office)["b"][2] == "庶務係"
    found = plan(db, office.yoshida, csv_of("d,丁 四,庶務係", "e,戊 五,部二/庶務係", head=head_))
    assert reasons(found) == [(2, "所属", "path_ambiguous")]
    assert "部一/庶務係、部二/庶務係" in found.faults[0].reason


def test_a_department_below_itself_is_refused_unless_it_stands_there_already(db: Db, office: Office) -> None:
    head_ = f"{KEYS},所属"
    found = plan(db, office.yoshida, csv_of("a,甲 一,総務部/人事課/総務部", head=head_))
    assert reasons(found) == [(2, "所属", "path_repeats")]
    below = create_department(db, None, office.cast.city, "福祉課", office.cast.welfare)
    assert below
    assert reasons(plan(db, office.yoshida, csv_of("a,甲 一,福祉課/福祉課", head=head_))) == []


def test_a_moved_person_keeps_the_title_where_the_file_has_no_such_column(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, csv_of("tanaka,田中 一郎,土木課", "sato,佐藤 美咲,土木課", head=f"{KEYS},所属"))
    found = accounts(db, office)
    assert (found["tanaka"][2], found["sato"][2]) == ("土木課 主事", "土木課")


def test_an_empty_department_ends_every_post_once(db: Db, office: Office) -> None:
    posts = [PostWanted(office.cast.works, "課長"), PostWanted(office.cast.welfare, "主査")]
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(posts=posts))
    data = csv_of("tanaka,田中 一郎,", head=f"{KEYS},所属")
    assert carry_out(db, office.yoshida, data).moved == 1
    assert accounts(db, office)["tanaka"][2] == ""
    assert carry_out(db, office.yoshida, data).unchanged == 1


# --- states --------------------------------------------------------------------------------------------------


def test_who_is_missing_is_left_alone_or_suspended_as_chosen(db: Db, office: Office) -> None:
    data = csv_of("tanaka,田中 一郎", head=KEYS)
    left_alone = plan(db, office.yoshida, data)
    assert (left_alone.people, left_alone.absent) == ([], 5)
    chosen = plan(db, office.yoshida, data, "suspend")
    assert {one.login for one in chosen.people} == {"sato", "suzuki", "stranger"}
    assert [(kept.name, kept.why) for kept in chosen.kept] == [("吉田 恵", "oneself"), ("監査 正", "powers")]
    open_session(db, office.cast.sato.member_id, Entrance(face="single", device="pc", agent="test"))
    assert carry_out(db, office.yoshida, data, "suspend").suspended == 3
    assert accounts(db, office)["sato"][1] == "suspended"
    assert accounts(db, office)["guest"][1] == "active"
    assert db.first(session_table.select().where(session_table.c.member_id == office.cast.sato.member_id)) is None


@pytest.mark.parametrize("way", ["missing", "state"])
def test_a_large_part_of_the_body_is_stopped_only_by_who_says_how_many(db: Db, office: Office, way: str) -> None:
    missing: Missing
    lines = [f"s{n:02},職員 {n}" for n in range(25)]
    carry_out(db, office.yoshida, csv_of(*lines, head=KEYS))
    if way == "missing":
        data, missing = csv_of("sato,佐藤 美咲", "suzuki,鈴木 健", "tanaka,田中 一郎", head=KEYS), "suspend"
    else:
        data, missing = csv_of(*(f"{line},休止" for line in lines), head=f"{KEYS},状態"), "leave"
    roster = read_roster(data)
    planned = plan(db, office.yoshida, data, missing)
    assert planned.is_large
    for stopping in (None, planned.stopping - 1):
        with pytest.raises(RosterNumber):
            apply_import(
                db, office.yoshida, roster, missing, planned.fingerprint, Progress(), stopping=stopping
            )  # fmt: skip
    assert accounts(db, office)["s07"][1] == "active"
    done = apply_import(
        db, office.yoshida, roster, missing, planned.fingerprint, Progress(), stopping=planned.stopping
    )  # fmt: skip
    assert done.suspended == planned.stopping >= 25


def test_a_state_in_the_file_is_followed_and_an_empty_one_is_not(db: Db, office: Office) -> None:
    suspend_person(db, office.yoshida, office.cast.sato.member_id)
    head_ = f"{KEYS},状態"
    data = csv_of("sato,佐藤 美咲,利用中", "suzuki,鈴木 健,退職", "tanaka,田中 一郎,休止", head=head_)
    assert [one.deeds for one in plan(db, office.yoshida, data).people] == [["reopen"], ["leave"], ["suspend"]]
    outcome = carry_out(db, office.yoshida, data)
    assert (outcome.reopened, outcome.left, outcome.suspended) == (1, 1, 1)
    silent = plan(db, office.yoshida, csv_of("suzuki,鈴木 健,", "tanaka,田中 一郎,", head=head_))
    assert (silent.people, silent.asleep) == ([], 2)
    kinds = {kind for kind, *_ in told(db, office.cast.city)}
    assert kinds == {"person.suspended", "person.reopened", "person.left"}


def test_nobody_locks_themselves_or_the_last_administrator_out(db: Db, office: Office) -> None:
    data = csv_of("yoshida,吉田 恵,休止中", head=f"{KEYS},状態")
    assert reasons(plan(db, office.yoshida, data)) == [(2, "状態", "oneself")]
    with pytest.raises(RosterFaulty):
        carry_out(db, office.yoshida, data)


def test_somebody_unknown_who_has_left_is_refused(db: Db, office: Office) -> None:
    assert reasons(plan(db, office.yoshida, csv_of("x,知らない 人,退職", head=f"{KEYS},状態"))) == [
        (2, "状態", "new_but_left")
    ]


# --- all or nothing ------------------------------------------------------------------------------------------


def test_one_faulty_line_keeps_everything_out(db: Db, office: Office) -> None:
    data = csv_of(MORI, "8,sato,別人,,,,,,,", "7,x,,,,,,,,")
    before = accounts(db, office), tree(db, office)
    with pytest.raises(RosterFaulty):
        carry_out(db, office.yoshida, data)
    assert (accounts(db, office), tree(db, office)) == before
    assert told(db, office.cast.city) == []


def test_a_body_that_changed_since_the_plan_is_not_overwritten(db: Db, office: Office) -> None:
    data = csv_of("tanaka,田中 一朗", head=KEYS)
    agreed = plan(db, office.yoshida, data).fingerprint
    change_person(db, office.yoshida, office.cast.sato.member_id, AccountChange(extension="1"))
    assert plan(db, office.yoshida, data).fingerprint == agreed, "what does not matter does not matter"
    change_person(db, office.yoshida, office.cast.tanaka.member_id, AccountChange(name="田中 二郎"))
    with pytest.raises(RosterOutdated):
        carry_out(db, office.yoshida, data, agreed=agreed)
    with pytest.raises(RosterOutdated):
        carry_out(db, office.yoshida, data, "suspend", plan(db, office.yoshida, data).fingerprint)


def test_the_import_and_each_person_stand_in_the_record_and_the_chain_holds(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, csv_of(MORI, "5,tanaka,田中 一郎,,土木課,主事,,,,"))
    entries = [entry for entry in entries_after(db, organization_stream(office.cast.city), 0, 100) if entry.by]
    assert [entry.kind for entry in entries] == [
        "roster.imported",
        "department.created",
        "department.created",
        "person.added",
        "person.changed",
    ]
    imported = json.loads(bytes(entries[0].body))
    assert (imported["created"], imported["changed"], imported["departments"]) == (1, 1, 2)
    assert len(imported["digest"]) == 64
    last = entries_after(db, directory_stream(office.cast.city), 0, 100)[-1]
    assert (last.kind, json.loads(bytes(last.body))) == ("directory.renewed", {"people": 2})
    assert verify(db).faults == []


# --- who is refused ------------------------------------------------------------------------------------------


def test_only_administrators_import(db: Db, office: Office) -> None:
    data = csv_of(MORI)
    for viewer in (office.cast.sato, office.cast.guest, office.auditor):
        with pytest.raises(RoleNeeded):
            plan(db, viewer, data)
        with pytest.raises(RoleNeeded):
            carry_out(db, viewer, data, agreed="x" * 64)


def test_whoever_was_given_both_tasks_imports_but_touches_nobody_with_powers(db: Db, office: Office) -> None:
    tasks = frozenset({Delegated("people"), Delegated("departments")})
    sato = msgspec.structs.replace(office.cast.sato, delegated=tasks)
    with pytest.raises(RoleNeeded):
        plan(db, msgspec.structs.replace(sato, delegated=frozenset({Delegated("people")})), csv_of(MORI))
    found = plan(db, sato, csv_of("yoshida,吉田 恵子", "tanaka,田中 一朗", head=KEYS))
    assert [(fault.line, fault.code) for fault in found.faults] == [(2, "account.of_powers")]
    chosen = plan(db, sato, csv_of("tanaka,田中 一郎", head=KEYS), "suspend")
    assert {kept.why for kept in chosen.kept} == {"oneself", "powers"}
    assert {one.login for one in chosen.people} == {"suzuki", "stranger"}


def test_another_bodys_people_are_neither_found_nor_touched(db: Db, office: Office) -> None:
    data = csv_of("tanaka,横取り 一郎,土木課", head=f"{KEYS},所属")
    planned = plan(db, office.townsman, data, "suspend")
    assert [one.deeds for one in planned.people] == [["create"], ["suspend"]]
    assert planned.departments == ["土木課"]
    carry_out(db, office.townsman, data, "suspend")
    assert accounts(db, office)["tanaka"] == ("田中 一郎", "active", "土木課 主事", None)


def test_names_keep_their_variants(db: Db, office: Office) -> None:
    carry_out(db, office.yoshida, csv_of("k,葛\U000e0100城 𠮷子,葛\U000e0100課", head=f"{KEYS},所属"))
    assert accounts(db, office)["k"][0] == "葛\U000e0100城 𠮷子"
    cp932 = csv_of("k,葛城 〓子,葛課", head=f"{KEYS},所属", encoding="cp932")
    assert plan(db, office.yoshida, cp932).people == [], "what an encoding lost has not changed"
    assert reasons(plan(db, office.yoshida, csv_of("n,〓田 子", head=KEYS))) == [(2, "氏名", "geta")]


def test_an_import_beyond_the_limit_of_the_body_is_refused_as_a_whole(db: Db, office: Office) -> None:
    before = members_in_use(db, office.cast.city, "staff")
    this = organization_table.c.id == office.cast.city
    db.execute(update(organization_table).where(this).values(accounts_most=before + 1))
    one, two = ("a001,mori,森 里奈,,,,,,,", "a002,hayashi,林 里子,,,,,,,")
    with pytest.raises(AccountsFull), db.connection.begin_nested():
        carry_out(db, office.yoshida, csv_of(one, two))
    db.execute(update(organization_table).where(this).values(accounts_most=before + 2))
    assert carry_out(db, office.yoshida, csv_of(one, two)).created == 2
