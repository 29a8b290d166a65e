"""A guest's way in a browser: invited, mailed, in the room, gone after the last day; axe-core has no complaint."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from kairan.core.kit.jobs.model import job_table
from kairan.core.viewer import Viewer
from kairan.guests.model import guest_table
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import ROOM, Town
from tests.support.postbox import SENDER, Postbox
from tests.support.server import Server

PASSWORD = "みなと会の長いパスワード"


@pytest.fixture(scope="module")
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    yield box
    box.controller.stop()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, postbox: Postbox) -> Iterator[Town]:
    """The town, with a mail server beside it."""
    folder = tmp_path_factory.mktemp("guests")
    town = Town(folder)
    mail_url = f"smtp://127.0.0.1:{postbox.controller.port}"
    town.server = Server(folder, database=town.url, mail_url=mail_url, mail_from=SENDER)
    town.server.start()
    yield town
    town.server.stop()


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def link_in(postbox: Postbox, person: Person) -> str:
    """Wait for the letter and take the link out of it."""
    person.until(lambda: bool(postbox.taken), "the letter is there")
    found = re.search(r"http\S+/invitation#\S+", str(postbox.taken[-1].get_content()))
    assert found is not None
    return found[0]


def the_last_day_is_over(town: Town) -> None:
    """Let the end have come, and the server look at its guests now."""
    with town.transaction() as db:
        db.execute(update(guest_table).values(ends_on="2026-01-01"))
        db.execute(update(job_table).where(job_table.c.kind == "guests.look").values(due_at=0))


def test_a_guest_is_invited_by_mail_talks_and_is_gone_after_the_last_day(
    town: Town, meet: Meet, postbox: Postbox, yoshida: Viewer
) -> None:
    sato = meet(town.cast.sato)
    sato.go(f"/rooms/{town.room_id}?side=members")
    sato.page.get_by_role("button", name="ゲストを招く").click()
    sato.page.get_by_role("button", name="招待する").click()
    expect(sato.page.get_by_text("氏名を入力してください。")).to_be_visible()
    expect(sato.page.get_by_text("メールで届くリンクからパスワードを決めると、ルームに入れます。")).to_be_visible()
    assert complaints(sato) == []
    for label, value in {
        "氏名": "港 太郎",
        "所属": "社会福祉法人みなと会",
        "メールアドレス": "taro@minato.example.jp",
        "利用の目的": "避難所運営の打合せ",
    }.items():
        sato.page.get_by_role("textbox", name=label).fill(value)
    sato.page.get_by_role("button", name="招待する").click()
    expect(sato.page.get_by_text("港 太郎 さんを招待しました。")).to_be_visible()

    guest = meet(**PHONE)
    link = link_in(postbox, guest)
    guest.page.goto(link)
    heading(guest, "社会福祉法人みなと会　港 太郎 様")
    expect(guest.page.get_by_text(ROOM, exact=True)).to_be_visible()
    guest.page.get_by_label("パスワード", exact=True).fill("みじかい")
    guest.page.get_by_role("button", name="同意して参加する").click()
    expect(guest.page.get_by_text("12文字以上にしてください。")).to_be_visible()
    assert complaints(guest) == []
    guest.page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    guest.page.get_by_label("パスワード（もう一度）").fill(PASSWORD)
    guest.page.get_by_role("button", name="同意して参加する").click()
    guest.open_room(ROOM)
    guest.send("みなと会の港です。よろしくお願いします。")
    sato.sees("みなと会の港です。よろしくお願いします。")
    expect(sato.page.get_by_text("社会福祉法人みなと会").first).to_be_visible()

    sato.go("/guests")
    expect(sato.page.get_by_role("button", name="港 太郎")).to_be_visible()
    assert complaints(sato) == []
    administrator = meet(yoshida)
    administrator.go("/console/guests")
    expect(administrator.page.get_by_role("button", name="港 太郎")).to_be_visible()
    assert complaints(administrator) == []
    administrator.page.get_by_role("button", name="港 太郎").click()
    expect(administrator.page.get_by_text("避難所運営の打合せ")).to_be_visible()
    assert complaints(administrator) == []

    the_last_day_is_over(town)
    expect(guest.page.get_by_label("ログインID")).to_be_visible()
    again = meet()
    again.page.goto(link)
    expect(again.page.get_by_text("このリンクはすでに使われています")).to_be_visible()
    assert complaints(again) == []
    sato.go(f"/rooms/{town.room_id}")
    sato.sees("みなと会の港です。よろしくお願いします。")


def test_whoever_invites_a_former_guest_sees_whose_account_it_is(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    sato.go(f"/rooms/{town.room_id}?side=members")
    sato.page.get_by_role("button", name="ゲストを招く").click()
    for label, value in {
        "氏名": "別 の人",
        "所属": "別の会社",
        "メールアドレス": "taro@minato.example.jp",
        "利用の目的": "訓練の打合せ",
    }.items():
        sato.page.get_by_role("textbox", name=label).fill(value)
    sato.page.get_by_role("button", name="招待する").click()
    expect(
        sato.page.get_by_text("以前のゲスト 港 太郎 さん（社会福祉法人みなと会）を、もう一度招待しました。")
    ).to_be_visible()
    sato.go("/guests")
    expect(sato.page.get_by_text("以前のゲスト", exact=True)).to_be_visible()
    expect(sato.page.get_by_text("別 の人")).to_have_count(0)
    assert complaints(sato) == []


def test_who_answers_for_nobody_is_told_what_guests_are(town: Town, meet: Meet) -> None:
    tanaka = meet(town.cast.tanaka, **PHONE)
    tanaka.go("/guests")
    expect(tanaka.page.get_by_text("責任者になっているゲストはいません")).to_be_visible()
    assert complaints(tanaka) == []
