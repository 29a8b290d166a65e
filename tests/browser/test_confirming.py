"""Asking readers to confirm, confirming, seeing who has not; phoning those together; who sees times of reading."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import update

from kairan.people import member_table
from kairan.talk.confirmation_model import Asking
from kairan.talk.confirming import ask_confirmation
from kairan.talk.model import RoomId
from kairan.talk.reading import mark_read
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town
from tests.cast import room_of, say

SIZES = pytest.mark.parametrize("options", [{}, PHONE, {"color_scheme": "dark"}], ids=["wide", "phone", "dark"])


def room(town: Town, name: str) -> RoomId:
    with town.transaction() as db:
        cast = town.cast
        return room_of(db, cast.sato, cast.tanaka, cast.suzuki, cast.stranger, name=name)


def row(person: Person, text: str) -> Locator:
    return person.sees(text)


def under(page: Page, name: str) -> Locator:
    """What stands under a person's name in a list."""
    return page.get_by_role("listitem").filter(has_text=name)


@SIZES
def test_what_is_asked_while_writing_is_confirmed_and_counted_live(
    town: Town, meet: Meet, options: dict[str, object], tmp_path: Path
) -> None:
    here = room(town, "確認の部屋")
    with town.transaction() as db:
        say(db, town.cast.tanaka, here, "おはようございます")
    sato, tanaka = meet(town.cast.sato, **options), meet(town.cast.tanaka, **options)
    sato.go(f"/rooms/{here}")
    tanaka.go("/unread")
    sato.composer.wait_for()
    sato.page.get_by_role("button", name="確認を求める").click()
    dialog = sato.page.get_by_role("dialog")
    dialog.get_by_label("期限の日").fill("2099-01-01")
    expect(dialog.get_by_role("button", name="送信時に確認を求める")).to_be_disabled()
    dialog.get_by_label("期限の日").fill("")
    dialog.get_by_text("人を選ぶ").click()
    dialog.get_by_role("row", name="田中 一郎").click()
    dialog.get_by_role("row", name="鈴木 健").click()
    assert complaints(sato) == []
    dialog.get_by_role("button", name="送信時に確認を求める").click()
    expect(sato.page.get_by_text("確認を求める：2人")).to_be_visible()
    assert complaints(sato) == []
    sato.send("集合は9時です")
    asked = row(sato, "集合は9時です")
    expect(asked.get_by_text("確認 0 / 2")).to_be_visible()
    expect(sato.page.get_by_text("確認を求める：2人")).to_have_count(0)

    tanaka.page.get_by_role("tab", name="確認待ち").click()
    waiting = tanaka.page.get_by_role("tabpanel").get_by_role("link", name="集合は9時です")
    expect(waiting).to_be_visible()
    expect(tanaka.page.get_by_text("確認を求められています")).to_be_visible()
    assert complaints(tanaka) == []
    waiting.click()
    seen = row(tanaka, "集合は9時です")
    assert complaints(tanaka) == []
    seen.get_by_role("button", name="確認しました").click()
    expect(seen.get_by_text("確認済み")).to_be_visible()
    expect(seen.get_by_text("確認 1 / 2")).to_be_visible()
    expect(asked.get_by_role("button", name="確認 1 / 2")).to_be_visible()
    tanaka.page.reload()
    expect(row(tanaka, "集合は9時です").get_by_text("確認済み")).to_be_visible()

    asked.get_by_role("button", name="確認 1 / 2").click()
    page = sato.page
    page.get_by_role("tab", name="未確認 1").wait_for()
    expect(page.get_by_role("button", name="鈴木 健")).to_be_visible()
    assert complaints(sato) == []
    with page.expect_download() as downloading:
        page.get_by_role("button", name="一覧を保存").click()
    saved = tmp_path / "list.csv"
    downloading.value.save_as(saved)
    lines = saved.read_text("utf-8-sig").splitlines()
    assert ('"鈴木 健"' in lines[1], '"未確認"' in lines[1], '"田中 一郎"' in lines[2], '"確認済み"' in lines[2]) == (
        True, True, True, True
    )  # fmt: skip
    page.get_by_role("button", name="まだ確認していない1人に知らせる").click()
    expect(page.get_by_text("佐藤 美咲 さんが 1人に知らせました")).to_be_visible()
    page.get_by_role("button", name="確認を終了する").click()
    page.get_by_role("dialog").get_by_role("button", name="確認を終了する").click()
    expect(row(tanaka, "集合は9時です").get_by_text("確認は終了しました")).to_be_visible()


@SIZES
def test_what_was_confirmed_before_an_edit_is_marked_and_nobody_confirms_unseen(
    town: Town, meet: Meet, options: dict[str, object]
) -> None:
    here = room(town, "編集の部屋")
    with town.transaction() as db:
        said = say(db, town.cast.sato, here, "集合は9時です")
    sato, tanaka = meet(town.cast.sato, **options), meet(town.cast.tanaka, **options)
    sato.go(f"/rooms/{here}")
    tanaka.go(f"/rooms/{here}")
    with town.client(town.cast.sato) as client:
        client.post(f"/api/messages/{said.id}/confirmation", json={}).raise_for_status()
    row(tanaka, "集合は9時です").get_by_role("button", name="確認しました").click()
    expect(row(sato, "集合は9時です").get_by_text("確認 1 / 3")).to_be_visible()
    with town.client(town.cast.sato) as client:
        client.patch(f"/api/messages/{said.id}", json={"text": "集合は8時です"}).raise_for_status()
    expect(row(sato, "集合は8時です").get_by_text("うち編集前 1")).to_be_visible()
    sato.go(f"/rooms/{here}?side=confirmations&of={said.id}")
    sato.page.get_by_role("tab", name="確認済み 1").click()
    expect(sato.page.get_by_text("編集前の内容を確認", exact=True)).to_be_visible()
    assert complaints(sato) == []


def test_it_is_asked_from_the_menu_of_a_message(town: Town, meet: Meet) -> None:
    here = room(town, "メニューの部屋")
    sato = meet(town.cast.sato)
    sato.go(f"/rooms/{here}")
    sato.send("あとから求めます")
    sato.more(row(sato, "あとから求めます"), "確認を求める")
    dialog = sato.page.get_by_role("dialog")
    dialog.get_by_label("期限の日").fill("2001-01-01")
    expect(dialog.get_by_text("今より後で、1年以内の日時にしてください。")).to_be_visible()
    dialog.get_by_label("期限の日").fill("")
    dialog.get_by_role("button", name="確認を求める").click()
    expect(row(sato, "あとから求めます").get_by_text("確認 0 / 3")).to_be_visible()


@SIZES
def test_two_who_phone_see_what_the_other_does_and_take_nobody_twice(
    town: Town, meet: Meet, options: dict[str, object]
) -> None:
    here = room(town, "電話の部屋")
    with town.transaction() as db:
        cast = town.cast
        db.execute(update(member_table).where(member_table.c.id == cast.suzuki.member_id).values(extension="2215"))
        said = say(db, cast.sato, here, "至急の連絡")
        ask_confirmation(db, cast.sato, said.id, Asking())
        mark_read(db, cast.tanaka, here, said.n)
    sato, tanaka = meet(cast.sato, **options), meet(cast.tanaka, **options)
    for one in (sato, tanaka):
        one.go(f"/rooms/{here}?side=readers&of={said.id}")
        one.page.get_by_role("button", name="電話を分担する").click()
    take = "わたしが電話する：鈴木 健 さん"
    sato.page.get_by_role("button", name=take).click()
    expect(under(sato.page, "鈴木 健").get_by_text("わたしが電話中")).to_be_visible()
    expect(under(tanaka.page, "鈴木 健").get_by_text("佐藤 美咲 さんが電話中")).to_be_visible()
    expect(tanaka.page.get_by_role("button", name=take)).to_have_count(0)
    assert complaints(sato) == []
    sato.page.get_by_role("button", name="不在：鈴木 健 さん").click()
    expect(under(tanaka.page, "鈴木 健").get_by_text("不在")).to_be_visible()
    tanaka.page.get_by_role("button", name=take).click()
    tanaka.page.get_by_role("button", name="連絡済：鈴木 健 さん").click()
    expect(under(sato.page, "鈴木 健").get_by_text("連絡済")).to_be_visible()
    expect(sato.page.get_by_text("連絡済 1・伝言 0・不在 0・残り 1")).to_be_visible()
    assert complaints(tanaka) == []
    with town.client(cast.stranger) as client:  # reads it meanwhile, and falls off by themselves
        client.post(f"/api/rooms/{here}/read", json={"n": said.n}).raise_for_status()
    expect(sato.page.get_by_text("全員に連絡がつきました。")).to_be_visible()
    expect(under(sato.page, "他所 三郎")).to_have_count(0)


def test_of_two_at_the_same_moment_one_is_told_who_was_faster(town: Town, meet: Meet) -> None:
    here = room(town, "同時の部屋")
    with town.transaction() as db:
        said = say(db, town.cast.sato, here, "至急の連絡")
    tanaka = meet(town.cast.tanaka)
    tanaka.go(f"/rooms/{here}?side=readers&of={said.id}")
    page = tanaka.page
    page.get_by_role("button", name="電話を分担する").click()
    take = page.get_by_role("button", name="わたしが電話する：鈴木 健 さん")
    take.wait_for()
    path = f"/api/messages/{said.id}/phone/{town.cast.suzuki.member_id}"

    def first(route: object) -> None:
        with town.client(town.cast.sato) as client:
            client.put(path, json={}).raise_for_status()
        getattr(route, "continue_")()  # noqa: B009

    page.route(f"**{path}", first, times=1)
    take.click()
    expect(page.get_by_text("この人には、佐藤 美咲 さんが電話することになりました。").first).to_be_visible()
    expect(under(page, "鈴木 健").get_by_text("佐藤 美咲 さんが電話中")).to_be_visible()


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_a_body_chooses_who_sees_times_of_reading(town: Town, meet: Meet, options: dict[str, object]) -> None:
    here = room(town, "既読の部屋")
    with town.transaction() as db:
        said = say(db, town.cast.sato, here, "読んでください")
        mark_read(db, town.cast.suzuki, here, said.n)
        clerk = with_role(db, town.cast.city, f"jinji{len(options)}", "人事 係", "administrator")
    sato, person = meet(town.cast.sato, **options), meet(clerk, **options)
    person.go("/console/organization")
    person.page.get_by_text("だれにも表示しない").click()
    form = person.page.locator("form").filter(has_text="既読の時刻")
    assert complaints(person) == []
    form.get_by_role("button", name="保存する").click()
    expect(person.page.get_by_text("既読の表示を保存しました。").first).to_be_visible()
    sato.go(f"/rooms/{here}?side=readers&of={said.id}")
    sato.page.get_by_role("tab", name="既読 1").click()
    read = sato.page.get_by_role("tabpanel")
    expect(read.get_by_role("button", name="鈴木 健")).to_be_visible()
    expect(read.locator("time")).to_have_count(0)
