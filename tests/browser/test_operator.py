"""The operators' console and a body's own page in a browser: what is done there holds, and everybody can use it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from kairan.core.viewer import Viewer
from kairan.installation.actions import add_operator
from kairan.people import organization_table, set_password
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import PASSWORD, Town
from tests.support.passwords import quickly_hashed


@pytest.fixture(scope="module")
def operator(town: Town) -> str:
    with town.transaction() as db:
        add_operator(db, "設楽 運", "shitara", quickly_hashed(PASSWORD))
    return "shitara"


def come_in(person: Person, login: str) -> None:
    person.go("/operator")
    person.page.get_by_label("ログインID").fill(login)
    person.page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    person.page.get_by_role("button", name="サインインする").click()


def test_an_operator_adds_a_body_from_the_list_and_suspends_another(town: Town, meet: Meet, operator: str) -> None:
    tanaka, person = meet(town.cast.tanaka), meet()
    tanaka.go("/")
    tanaka.page.get_by_role("link", name="避難所運営").first.wait_for()
    come_in(person, operator)
    heading(person, "団体")
    person.page.get_by_role("button", name="団体を登録する").click()
    person.page.get_by_role("button", name="登録する", exact=True).click()
    expect(person.page.get_by_text("管理者の氏名を入力してください。")).to_be_visible()
    assert complaints(person) == []
    person.page.get_by_label("自治体の名称・よみ・コード").fill("ひゅうが")
    person.page.get_by_role("button", name="日向市").click()
    person.page.get_by_role("textbox", name="最初の管理者の氏名").fill("甲斐 情報")
    person.page.get_by_role("textbox", name="管理者のログインID").fill("kai")
    person.page.get_by_role("button", name="登録する", exact=True).click()
    heading(person, "管理者の最初のパスワード")
    person.page.get_by_role("button", name="伝えたので閉じる").click()
    expect(person.page.get_by_role("button", name="日向市")).to_be_visible()
    person.page.get_by_role("button", name="あおば市").click()
    person.page.get_by_role("button", name="団体の利用を停止する").click()
    person.page.get_by_role("textbox", name="理由").fill("契約の終了")
    person.page.get_by_role("button", name="停止する", exact=True).click()
    expect(person.page.get_by_text("理由: 契約の終了")).to_be_visible()
    expect(tanaka.page.get_by_label("パスワード", exact=True)).to_be_visible()
    person.page.get_by_role("button", name="利用を再開する").click()
    person.page.get_by_role("button", name="再開する", exact=True).click()
    expect(person.page.get_by_text("理由: 契約の終了")).to_have_count(0)


def test_an_operator_names_an_administrator_for_a_body_that_has_none(town: Town, meet: Meet, operator: str) -> None:
    person = meet()
    come_in(person, operator)
    person.page.get_by_role("button", name="みどり町").click()
    person.page.get_by_role("button", name="管理者を決める").click()
    heading(person, "管理者を決める")
    person.page.get_by_role("button", name="管理者にする", exact=True).click()
    expect(person.page.get_by_text("理由を入力してください。")).to_be_visible()
    assert complaints(person) == []
    person.page.get_by_role("textbox", name="職員のログインIDまたは氏名").fill("隣")
    person.page.get_by_role("textbox", name="理由").fill("総務課長の依頼書による")
    person.page.get_by_role("button", name="管理者にする", exact=True).click()
    expect(person.page.get_by_text("1人に決められませんでした")).to_be_visible()
    person.page.get_by_text("最初のパスワードを発行する").click()
    person.page.get_by_role("textbox", name="職員のログインIDまたは氏名").fill("neighbour")
    person.page.get_by_role("button", name="管理者にする", exact=True).click()
    heading(person, "管理者の最初のパスワード")
    expect(person.page.get_by_text("隣 次郎 さんを管理者にしました。")).to_be_visible()
    person.page.get_by_role("button", name="伝えたので閉じる").click()
    expect(person.page.get_by_role("button", name="管理者を決める")).to_have_count(0)
    person.go("/operator/acts")
    expect(person.page.get_by_text("みどり町　隣 次郎").first).to_be_visible()


def test_an_operator_adds_another_demands_a_factor_and_ends_them(meet: Meet, operator: str) -> None:
    person = meet()
    come_in(person, operator)
    person.page.get_by_role("link", name="設置者", exact=True).click()
    heading(person, "設置者")
    person.page.get_by_role("button", name="設置者を加える").click()
    person.page.get_by_role("textbox", name="氏名").fill("運用 花子")
    person.page.get_by_role("textbox", name="ログインID").fill("unyo")
    person.page.get_by_role("button", name="加える", exact=True).click()
    heading(person, "最初のパスワード")
    password = person.page.locator("dd").last.inner_text()
    person.page.get_by_role("button", name="伝えたので閉じる").click()
    person.page.get_by_role("button", name="求める認証").click()
    person.page.get_by_role("option", name="認証アプリかパスキー").click()
    person.page.get_by_role("button", name="保存する").click()
    expect(person.page.get_by_text("まだ登録していない設置者が2人います。")).to_be_visible()
    other = meet()
    other.go("/operator")
    other.page.get_by_label("ログインID").fill("unyo")
    other.page.get_by_label("パスワード", exact=True).fill(password)
    other.page.get_by_role("button", name="サインインする").click()
    other.page.get_by_label("新しいパスワード").first.wait_for()
    person.page.get_by_role("button", name="設置者を終了する（運用 花子）").click()
    person.page.get_by_role("button", name="終了する", exact=True).click()
    expect(person.page.get_by_text("運用 花子 さんを終了しました。")).to_be_visible()
    person.page.get_by_role("button", name="求める認証").click()
    person.page.get_by_role("option", name="求めない").click()
    person.page.get_by_role("button", name="保存する").click()
    expect(person.page.get_by_text("まだ登録していない設置者が")).to_have_count(0)


def test_an_operator_finds_no_talk_by_any_address(town: Town, meet: Meet, operator: str) -> None:
    person = meet()
    come_in(person, operator)
    heading(person, "団体")
    for path in ("/", f"/rooms/{town.room_id}", "/console/people", "/directory"):
        person.go(path)
        heading(person, "団体")
        expect(person.page.get_by_text("避難所運営")).to_have_count(0)


def test_who_is_of_an_unlisted_body_types_its_name(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        this = organization_table.c.id == town.cast.neighbour.organization_id
        db.execute(update(organization_table).where(this).values(short="midori-cho", is_listed=False))
        set_password(db, town.cast.neighbour, quickly_hashed(PASSWORD))
    person = meet()
    person.go("/sign-in?organization=midori-cho")
    person.page.get_by_label("ログインID").fill("neighbour")
    person.page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    assert complaints(person) == []
    person.page.get_by_role("button", name="サインインする").click()
    expect(person.page.get_by_label("パスワード", exact=True)).to_have_count(0)


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        this = organization_table.c.id == town.cast.city
        db.execute(update(organization_table).where(this).values(accounts_most=7, guests_most=1))
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def test_an_administrator_sees_the_limits_and_says_whom_to_ask(town: Town, meet: Meet, yoshida: Viewer) -> None:
    person = meet(yoshida)
    person.go("/console/organization")
    heading(person, "団体の設定")
    expect(person.page.get_by_text("ゲストが上限（1人）に達しました。").first).to_be_visible()
    person.page.get_by_role("textbox", name="サインインできない人の問い合わせ先").fill("情報政策課（内線 2151）")
    contact = person.page.locator("form").filter(has_text="サインインできない人の問い合わせ先")
    contact.get_by_role("button", name="保存する").click()
    expect(person.page.get_by_text("保存しました。")).to_be_visible()
    with town.transaction() as db:
        db.execute(update(organization_table).values(is_listed=True))
    stranger = meet()
    stranger.go("/")
    stranger.page.get_by_role("button", name="団体").click()
    stranger.page.get_by_role("option", name="あおば市").click()
    expect(stranger.page.get_by_text("情報政策課（内線 2151）")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["pc", "phone"])
def test_every_page_of_operators_is_one_that_everybody_can_use(
    meet: Meet, operator: str, yoshida: Viewer, size: str, scheme: str
) -> None:
    person = meet(color_scheme=scheme, **(PHONE if size == "phone" else {}))
    come_in(person, operator)
    person.page.get_by_text("設置者の画面").first.wait_for()
    pages = {
        "bodies": "団体",
        "plans": "契約の種類",
        "condition": "稼働の状態",
        "operators": "設置者",
        "safety": "サインインの安全",
        "acts": "記録",
    }
    for path, name in pages.items():
        person.go(f"/operator/{path}")
        heading(person, name)
        assert complaints(person) == [], path
    person.go("/operator/bodies")
    person.page.get_by_role("button", name="みどり町").click()
    heading(person, "みどり町")
    person.page.get_by_text("契約と上限").wait_for()
    assert complaints(person) == []
    own = meet(yoshida, color_scheme=scheme, **(PHONE if size == "phone" else {}))
    own.go("/console/organization")
    own.page.get_by_text("上限と利用の状況").wait_for()
    assert complaints(own) == []
