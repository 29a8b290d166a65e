"""The console in a browser: administrators do their work there, others do not find it, axe-core has no complaint."""

import json
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from kairan.administration.actions import change_person
from kairan.administration.departments import open_department
from kairan.administration.model import AccountChange, PostWanted
from kairan.core.viewer import Viewer
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import STILL, Person
from tests.browser.town import Town
from tests.cast import person as make_person
from tests.support.axe import accessibility_faults

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def complaints(person: Person) -> list[str]:
    """Return what is wrong with a screen that has come to rest."""
    person.page.evaluate(STILL)
    return accessibility_faults(person.page)


def heading(person: Person, name: str) -> None:
    person.page.get_by_role("heading", name=name, exact=True).first.wait_for()


def test_an_administrator_adds_somebody_who_can_sign_in_with_the_password_shown(
    town: Town, meet: Meet, yoshida: Viewer
) -> None:
    person = meet(yoshida)
    person.go("/")
    person.page.get_by_role("link", name="管理").click()
    heading(person, "確認が必要なこと")
    assert complaints(person) == []
    person.page.get_by_role("link", name="職員", exact=True).click()
    heading(person, "職員")
    person.page.get_by_role("button", name="職員を追加する").click()
    person.page.get_by_role("button", name="保存する").click()
    expect(person.page.get_by_text("氏名を入力してください。")).to_be_visible()
    assert complaints(person) == []
    person.page.get_by_role("textbox", name="氏名").fill("森 里奈")
    person.page.get_by_role("textbox", name="ログインID").fill("mori")
    person.page.get_by_role("button", name="所属を付ける").click()
    person.page.get_by_role("button", name="部署を選ぶ").click()
    person.page.get_by_role("option", name="福祉課").click()
    person.page.get_by_role("button", name="保存する").click()
    heading(person, "最初のパスワード")
    password = person.page.locator("dd").last.inner_text()
    assert complaints(person) == []
    person.page.get_by_role("button", name="伝えたので閉じる").click()
    expect(person.page.get_by_role("button", name="森 里奈 初期パスワードのまま")).to_be_visible()
    body = {"login": "mori", "password": password, "organization": town.cast.city}
    answer = httpx.post(f"{town.server.url}/api/session", json=body, headers={"Origin": town.server.url})
    assert answer.status_code == 200


def test_whoever_is_suspended_is_out_at_once_and_can_be_let_in_again(town: Town, meet: Meet, yoshida: Viewer) -> None:
    tanaka = meet(town.cast.tanaka)
    tanaka.go("/")
    tanaka.page.get_by_role("link", name="避難所運営").first.wait_for()
    person = meet(yoshida)
    person.go("/console/people")
    person.page.get_by_role("button", name="田中 一郎").click()
    person.page.get_by_role("button", name="利用を休止する").click()
    person.page.get_by_role("button", name="休止する", exact=True).click()
    expect(tanaka.page.get_by_label("パスワード", exact=True)).to_be_visible()
    person.page.get_by_role("button", name="状態で絞る").click()
    person.page.get_by_role("option", name="休止中").click()
    person.page.get_by_role("button", name="田中 一郎").click()
    person.page.get_by_role("button", name="利用を再開する").click()
    expect(person.page.get_by_text("当てはまる職員はいません")).to_be_visible()
    town.texts(town.cast.tanaka)


def test_after_a_role_was_given_and_taken_the_keyboard_is_where_it_was(meet: Meet, yoshida: Viewer) -> None:
    person = meet(yoshida)
    person.go("/console/people")
    person.page.get_by_role("button", name="佐藤 美咲").click()
    give = person.page.get_by_role("button", name="監査担当にする…")
    take = person.page.get_by_role("button", name="監査担当から外す…")
    give.focus()
    person.page.keyboard.press("Enter")
    person.page.get_by_role("textbox", name="理由").fill("監査委員会の指名による")
    assert complaints(person) == []
    person.page.get_by_role("button", name="依頼する", exact=True).click()
    expect(person.page.get_by_text("監査担当の権限があります")).to_be_visible()
    expect(take).to_be_focused()
    person.page.keyboard.press("Enter")
    person.page.get_by_role("button", name="外す", exact=True).click()
    expect(person.page.get_by_text("監査担当の権限はありません")).to_be_visible()
    expect(give).to_be_focused()
    person.page.keyboard.press("Escape")
    expect(person.page.get_by_role("dialog")).to_have_count(0)


def test_a_department_is_added_renamed_and_moved_and_its_old_name_stays(meet: Meet, yoshida: Viewer) -> None:
    person = meet(yoshida)
    person.go("/console/departments")
    heading(person, "部署")
    person.page.get_by_role("button", name="部署を追加する").click()
    person.page.get_by_role("textbox", name="名称").fill("防災課")
    person.page.get_by_role("button", name="追加する", exact=True).click()
    person.page.get_by_role("button", name="防災課の操作").click()
    person.page.get_by_role("menuitem", name="名称を変える").click()
    person.page.get_by_role("textbox", name="名称").fill("危機管理課")
    person.page.get_by_role("button", name="保存する").click()
    expect(person.page.get_by_text("旧称: 防災課")).to_be_visible()
    person.page.get_by_role("button", name="危機管理課の操作").click()
    person.page.get_by_role("menuitem", name="別の部署の下へ移す").click()
    person.page.get_by_role("button", name="移動先").click()
    person.page.get_by_role("option", name="土木課").click()
    person.page.get_by_role("button", name="移す", exact=True).click()
    expect(person.page.locator("li[data-depth='1']").filter(has_text="危機管理課")).to_be_visible()


def test_departments_are_found_folded_counted_and_placed_at_once(town: Town, meet: Meet, yoshida: Viewer) -> None:
    with town.transaction() as db:
        section = open_department(db, yoshida, "障害福祉係", town.cast.welfare)
        works = PostWanted(town.cast.works, "主事")
        change_person(db, yoshida, town.cast.tanaka.member_id, AccountChange(posts=[works, PostWanted(section, "")]))
        for name in ("税務課", "会計課"):
            open_department(db, yoshida, name, None)
    person = meet(yoshida)
    person.go("/console/departments")
    heading(person, "部署")
    rows = person.page.locator("li[data-depth]")
    counts = re.compile(r"直属 (\d+)人・配下を含めて (\d+)人")
    expect(rows.filter(has_text=counts)).to_contain_text("福祉課")
    told = counts.search(rows.filter(has_text=counts).inner_text())
    assert told is not None
    assert int(told[2]) == int(told[1]) + 1
    fold = person.page.get_by_role("button", name="福祉課を折りたたむ", exact=True)
    fold.focus()
    person.page.keyboard.press("Enter")
    expect(rows.filter(has_text="障害福祉係")).to_have_count(0)
    person.page.keyboard.press("Enter")
    expect(rows.filter(has_text="障害福祉係")).to_be_visible()
    person.page.get_by_role("searchbox", name="部署を名称・旧称で探す").fill("障害")
    expect(rows).to_have_count(2)
    person.page.get_by_role("searchbox", name="部署を名称・旧称で探す").fill("")
    person.page.get_by_role("button", name="会計課の操作").click()
    person.page.get_by_role("menuitem", name="並び順を決める").click()
    person.page.get_by_role("button", name="場所").click()
    person.page.get_by_role("option", name="福祉課 の次").click()
    person.page.get_by_role("button", name="移す", exact=True).click()
    expect(person.page.locator("li[data-depth='0']")).to_contain_text(["福祉課", "会計課", "土木課", "税務課"])


def test_a_department_is_merged_after_it_was_told_what_that_means(town: Town, meet: Meet, yoshida: Viewer) -> None:
    with town.transaction() as db:
        old = open_department(db, yoshida, "旧統計課", None)
        open_department(db, yoshida, "統計係", old)
        open_department(db, yoshida, "新統計課", None)
        posts = [PostWanted(town.cast.works, "主事"), PostWanted(old, "主事")]
        change_person(db, yoshida, town.cast.stranger.member_id, AccountChange(posts=posts))
    person = meet(yoshida)
    person.go("/console/departments")
    person.page.get_by_role("button", name="旧統計課の操作").click()
    person.page.get_by_role("menuitem", name="別の部署に統合する").click()
    dialog = person.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="統合する", exact=True)).to_be_disabled()
    dialog.get_by_role("button", name="統合先").click()
    person.page.get_by_role("option", name="新統計課").click()
    expect(dialog.get_by_role("status")).to_contain_text("移る職員: 1人")
    expect(dialog.get_by_role("status")).to_contain_text("移る下の部署: 1件")
    assert complaints(person) == []
    dialog.get_by_role("button", name="統合する", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(person.page.locator("li[data-depth='1']").filter(has_text="統計係")).to_be_visible()
    expect(person.page.locator("li").filter(has_text="旧統計課")).to_have_count(0)
    person.go("/console/audit")
    expect(person.page.get_by_text("旧統計課 → 新統計課")).to_be_visible()


def test_a_change_is_planned_listed_and_withdrawn(town: Town, meet: Meet, yoshida: Viewer) -> None:
    with town.transaction() as db:
        open_department(db, yoshida, "水道課", None)
    visitor = meet(yoshida)
    visitor.go("/console/departments")
    visitor.page.get_by_role("button", name="水道課の操作").click()
    visitor.page.get_by_role("menuitem", name="日時を決めて変更する").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="新しい名称").fill("上下水道課")
    assert complaints(visitor) == []
    dialog.get_by_role("button", name="予約する", exact=True).click()
    expect(dialog).to_have_count(0)
    planned = visitor.page.get_by_role("region", name="予約した変更")
    expect(planned).to_contain_text("水道課 の名称を「上下水道課」に変える")
    expect(planned.get_by_role("status")).to_have_count(0)
    planned.get_by_role("button", name="取り消す").click()
    expect(planned).to_contain_text("取り消し")
    assert complaints(visitor) == []


def test_what_would_keep_a_change_from_being_done_is_said_when_it_is_planned(
    town: Town, meet: Meet, yoshida: Viewer
) -> None:
    with town.transaction() as db:
        for name in ("下水道課", "用地課"):
            open_department(db, yoshida, name, None)
    visitor = meet(yoshida)
    visitor.go("/console/departments")
    visitor.page.get_by_role("button", name="下水道課の操作").click()
    visitor.page.get_by_role("menuitem", name="日時を決めて変更する").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="新しい名称").fill("用地課")
    dialog.get_by_role("button", name="予約する", exact=True).click()
    planned = visitor.page.get_by_role("region", name="予約した変更")
    expect(planned).to_contain_text("下水道課 の名称を「用地課」に変える")
    expect(planned.get_by_role("status")).to_contain_text("いまの状態では、次の理由で実行できません。")
    expect(planned.get_by_role("status")).to_contain_text("用地課")
    assert complaints(visitor) == []


def test_rooms_of_departments_are_made_at_once_and_never_twice(town: Town, meet: Meet, yoshida: Viewer) -> None:
    with town.transaction() as db:
        for name in ("広報課", "監査課"):
            department_id = open_department(db, yoshida, name, None)
            make_person(db, town.cast.city, f"of-{ord(name[0])}", f"{name} 一", "いち", department_id)
    visitor = meet(yoshida)
    visitor.go("/console/rooms")
    visitor.page.get_by_role("button", name="部署のルームをまとめて作る").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name=re.compile("広報課")).check(force=True)
    expect(dialog.get_by_role("button", name="1件のルームを作る")).to_be_enabled()
    dialog.get_by_role("button", name=re.compile("ルームのない部署をすべて選ぶ")).click()
    assert complaints(visitor) == []
    dialog.get_by_role("button", name=re.compile("件のルームを作る")).click()
    expect(dialog).to_have_count(0)
    visitor.page.get_by_role("searchbox", name="ルームの名前").fill("監査課")
    expect(visitor.page.get_by_role("main").get_by_role("listitem").filter(has_text="管理者 監査課 一")).to_be_visible()
    visitor.page.get_by_role("button", name="部署のルームをまとめて作る").click()
    expect(dialog.get_by_text("ルームを作れる部署はありません。")).to_be_visible()


def test_somebody_without_the_role_finds_no_console(town: Town, meet: Meet) -> None:
    person = meet(town.cast.sato)
    person.go("/")
    person.page.get_by_role("link", name="避難所運営").first.wait_for()
    expect(person.page.get_by_role("link", name="管理")).to_have_count(0)
    person.go("/console/people")
    heading(person, "この画面は管理者だけが使えます")


def test_an_auditor_reads_the_record_and_nothing_else(town: Town, meet: Meet, yoshida: Viewer) -> None:
    with town.transaction() as db:
        auditor = with_role(db, town.cast.city, "kansa", "監査 正", "auditor")
        change_person(db, yoshida, town.cast.suzuki.member_id, AccountChange(extension="321"))
    person = meet(auditor)
    person.go("/console")
    heading(person, "記録")
    expect(person.page.get_by_text("内線: なし → 321")).to_be_visible()
    expect(person.page.get_by_role("link", name="職員", exact=True)).to_have_count(0)
    person.page.get_by_role("searchbox", name="職員で絞る").fill("すずき")
    person.page.get_by_role("button", name="鈴木 健").click()
    expect(person.page.get_by_text(re.compile("鈴木 健.* さんに関する記録"))).to_be_visible()
    expect(
        person.page.get_by_role("region", name="管理の操作とサインインの記録").get_by_role("listitem")
    ).to_have_count(1)
    person.page.get_by_role("button", name="書き出す").click()
    with person.page.expect_download() as download:
        person.page.get_by_role("menuitem", name="JSON Lines").click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert json.loads(lines[-1])["kind"] == "audit.exported"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["pc", "phone"])
def test_every_page_of_the_console_is_one_that_everybody_can_use(
    meet: Meet, yoshida: Viewer, size: str, scheme: str
) -> None:
    person = meet(yoshida, color_scheme=scheme, **(PHONE if size == "phone" else {}))
    pages = {"": "管理", "/people": "職員", "/departments": "部署", "/sign-in": "サインインの決まり", "/audit": "記録"}
    for path, name in pages.items():
        person.go(f"/console{path}")
        heading(person, name)
        if path:
            person.page.locator("main li").first.wait_for()
        assert complaints(person) == [], path
    person.go("/console/people")
    person.page.get_by_role("button", name="佐藤 美咲").click()
    person.page.get_by_role("dialog").wait_for()
    assert complaints(person) == []


def test_what_an_administrator_delegates_opens_just_those_pages(town: Town, meet: Meet, yoshida: Viewer) -> None:
    person = meet(yoshida)
    person.go("/console/people")
    person.page.get_by_role("button", name="鈴木 健").click()
    person.page.get_by_role("button", name="担当を任せる").click()
    dialog = person.page.get_by_role("dialog", name="鈴木 健 さんに任せる担当")
    dialog.get_by_text("職員", exact=True).click()
    dialog.get_by_role("button", name="職員の範囲").click()
    person.page.get_by_role("option", name="福祉課").click()
    assert complaints(person) == []
    dialog.get_by_role("button", name="保存する").click()
    expect(person.page.get_by_text("職員（福祉課）")).to_be_visible()
    suzuki = meet(town.cast.suzuki)
    suzuki.go("/console")
    heading(suzuki, "職員")
    expect(suzuki.page.get_by_role("button", name="佐藤 美咲")).to_be_visible()
    expect(suzuki.page.get_by_role("button", name="田中 一郎")).to_have_count(0)
    expect(suzuki.page.get_by_role("navigation", name="管理の画面").get_by_role("link")).to_have_text(["職員"])
    suzuki.go("/console/audit")  # somebody else's page is not silently another one
    expect(suzuki.page.get_by_text("この画面は、任された人だけが使えます")).to_be_visible()
