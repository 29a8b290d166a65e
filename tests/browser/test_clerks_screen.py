"""What a clerk's screen shows: stumbles that were found in use, each tried as it was found (docs/faults.md)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import update

from kairan.people import member_table
from kairan.talk.model import NewRoom, RoomId
from kairan.talk.reactions import add_reaction as react
from kairan.talk.rooms import create_room, invite
from tests.browser.conftest import Meet
from tests.browser.day import in_room
from tests.browser.town import ROOM, Town, town_at
from tests.cast import say
from tests.files.samples import png


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A server for each test: rooms are archived, and what is unread counts."""
    with town_at(tmp_path) as town:
        yield town


def test_words_can_be_selected_in_a_narrow_window_and_signs_are_not(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        say(db, town.cast.sato, town.room_id, "一つ目の連絡")
        react(db, town.cast.tanaka, say(db, town.cast.sato, town.room_id, "二つ目の連絡").id, "👍")
    sato = in_room(town, meet, viewport={"width": 640, "height": 800})
    sato.sees("二つ目の連絡")
    selected = sato.page.evaluate(
        """() => { getSelection().selectAllChildren(document.querySelector("[role=feed]"));
                   return getSelection().toString(); }"""
    )
    assert "一つ目の連絡" in selected
    assert "二つ目の連絡" in selected
    assert "👍" not in selected
    assert "既読" not in selected
    assert "未読" not in selected


def test_every_message_of_a_run_keeps_the_measure(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        for n in range(3):
            say(db, town.cast.sato, town.room_id, f"{n}" + "長い文章です。" * 60)
    sato = in_room(town, meet, viewport={"width": 1920, "height": 1000})
    rows = sato.feed.locator("[data-message]").filter(has_text="長い文章です。")
    expect(rows).to_have_count(3)
    sizes = rows.evaluate_all(
        """(rows) => rows.map((row) => {
          const p = row.querySelector("p").getBoundingClientRect();
          const size = parseFloat(getComputedStyle(row.querySelector("p")).fontSize);
          const read = [...row.querySelectorAll("button")].find((one) => /読/.test(one.textContent));
          return { em: p.width / size, right: p.right, smallest: Math.min(
            ...[...row.querySelectorAll("*")].filter((one) => one.textContent.trim() && one.children.length === 0
              && one.getBoundingClientRect().width > 1 && !one.closest("[aria-hidden=true]"))
              .map((one) => parseFloat(getComputedStyle(one).fontSize))),
            read: read ? read.getBoundingClientRect().left : null };
        })"""
    )
    assert all(one["em"] <= 45 for one in sizes), sizes
    assert len({round(one["em"]) for one in sizes}) == 1, sizes
    assert all(one["smallest"] >= 13 for one in sizes), sizes
    told = [one for one in sizes if one["read"] is not None]
    assert told
    assert all(one["read"] - one["right"] < 120 for one in told), sizes  # beside its message


def test_a_long_report_is_written_in_a_field_that_grows(town: Town, meet: Meet) -> None:
    sato = in_room(town, meet)
    sato.composer.fill("\n".join(f"{n}行目の報告" for n in range(40)))
    height = sato.composer.evaluate("(area) => area.getBoundingClientRect().height")
    assert 280 <= height <= 330  # two fifths of 800
    sato.composer.fill("一行")
    assert sato.composer.evaluate("(area) => area.getBoundingClientRect().height") < 60


def test_paper_gets_the_talk_and_who_printed_it(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        say(db, town.cast.tanaka, town.room_id, "印刷するもの")
    sato = in_room(town, meet)
    sato.sees("印刷するもの")
    page = sato.page
    page.evaluate("void (window.print = () => { window.dispatchEvent(new Event('beforeprint')); })")
    page.get_by_role("button", name="ルームの操作").click()
    page.get_by_role("menuitem", name="印刷する").click()
    sheet = page.locator("[data-print]")
    expect(sheet).to_contain_text("印刷するもの")
    page.emulate_media(media="print")
    page.emulate_media(media="screen")  # the sheet's styles came a moment ago: asked twice, they surely count
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    for said in (ROOM, "佐藤 美咲", "福祉課", "あおば市", "田中 一郎"):
        expect(sheet).to_contain_text(said)
    expect(sato.composer).to_be_hidden()
    expect(page.get_by_role("navigation", name="トークの一覧")).to_be_hidden()


def test_files_of_a_room_are_a_list_one_can_scan(town: Town, meet: Meet, tmp_path: Path) -> None:
    long = "令和8年度　避難所運営の手引き（住民配布用・校正済み・最終）R8.11月.png"
    folder = tmp_path / "files"
    folder.mkdir()
    names = [f"体育館{n}.png" for n in range(5)] + [long]
    for n, name in enumerate(names):
        (folder / name).write_bytes(png(640 + n, 480))
    sato = in_room(town, meet)
    sato.attach([folder / name for name in names])
    sato.send("写真です。")
    sato.sees("写真です。")
    page = sato.page
    page.get_by_role("button", name="ファイルを表示する").click()
    pane = page.get_by_role("complementary")
    rows = pane.get_by_role("listitem")
    expect(rows).to_have_count(6)
    for name in names[:5]:
        expect(pane.get_by_text(name)).to_be_visible()  # all six on one screen
    expect(pane.get_by_text("R8.11月.png")).to_be_visible()  # the end of a long name is not cut
    last = rows.last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 800
    pane.get_by_role("button", name="画像「体育館3.png」").click()
    viewer = page.get_by_role("dialog", name="画像の表示")
    expect(viewer).to_be_visible()
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    pane.get_by_role("button", name="名前や内容で検索する").click()
    expect(page).to_have_url(re.compile(rf"/search\?.*{town.room_id}.*files=1|files=1.*{town.room_id}"))


def test_one_toolbar_shows_and_the_message_one_edits_is_marked(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        for n in range(4):
            say(db, town.cast.sato, town.room_id, f"{n}番目の連絡")
    sato = in_room(town, meet)
    page = sato.page
    first, second = sato.sees("1番目の連絡"), sato.sees("2番目の連絡")
    bars = page.get_by_role("toolbar")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(bars).to_have_count(1)
    second.hover()
    expect(bars).to_have_count(1)
    expect(second.get_by_role("toolbar")).to_be_visible()
    sato.more(first, "編集する")
    plain = "rgba(0, 0, 0, 0)"
    expect(first).not_to_have_css("background-color", plain)
    sato.composer.press("Escape")
    page.mouse.move(0, 0)
    expect(first).to_have_css("background-color", plain)


def test_what_comes_for_a_moment_covers_no_name_and_nothing_new(town: Town, meet: Meet) -> None:
    sato = in_room(town, meet)
    page = sato.page
    sato.send("最後の連絡")
    newest = sato.sees("最後の連絡")
    page.get_by_role("button", name="ルームの操作").click()
    page.get_by_role("menuitem", name="ルームのリンクをコピーする").click()
    toast = page.get_by_role("status").get_by_role("button", name="閉じる").locator("..")
    expect(toast).to_be_visible()
    page.wait_for_timeout(400)
    for place in (newest, sato.composer, page.get_by_role("heading", name=ROOM)):
        assert not overlap(toast, place)
    sato.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    banner = page.get_by_role("status").filter(has_text=re.compile("通信|接続|つなぎ"))
    expect(banner).to_be_visible()
    for place in (newest, sato.composer, page.get_by_role("heading", name=ROOM)):
        assert not overlap(banner, place)
    sato.context.set_offline(False)


def overlap(one: Locator, other: Locator) -> bool:
    a, b = one.bounding_box(), other.bounding_box()
    assert a is not None
    assert b is not None
    beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    return not (beside or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"])


def test_calls_look_like_calls_everywhere_and_all_can_be_read(town: Town, meet: Meet) -> None:
    rooms: list[RoomId] = []
    with town.transaction() as db:
        for name in ("広報", "防災"):
            made = create_room(db, town.cast.tanaka, NewRoom(name=name))
            invite(db, town.cast.tanaka, made, [town.cast.sato.member_id])
            rooms.append(made)
    with town.client(town.cast.tanaka) as client:
        call = {"kind": "person", "id": town.cast.sato.member_id, "start": 0, "length": 6}
        body = {"client_key": "k", "text": "@佐藤 美咲 へ", "mentions": [call]}
        client.post(f"/api/rooms/{rooms[0]}/messages", json=body).raise_for_status()
        client.post(f"/api/rooms/{rooms[1]}/messages", json={"client_key": "l", "text": "連絡"}).raise_for_status()
    sato = meet(town.cast.sato)
    sato.go("/unread")
    page = sato.page
    called = page.get_by_role("tabpanel").get_by_text("@佐藤 美咲", exact=True).first
    expect(called).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.get_by_role("button", name="すべて既読にする").click()
    page.get_by_role("alertdialog").or_(page.get_by_role("dialog")).get_by_role(
        "button", name="すべて既読にする"
    ).click()
    expect(page.get_by_text("未読はありません").first).to_be_visible()


def test_the_sign_in_page_begins_with_what_is_missing_and_says_where_a_link_leads(town: Town, meet: Meet) -> None:
    stranger = meet()
    page = stranger.page
    stranger.go(f"/rooms/{town.room_id}")
    expect(page.get_by_text("サインインすると、リンクのルームに進みます。")).to_be_visible()
    expect(page.get_by_role("button", name="団体")).to_be_focused()
    page.get_by_label("ログインID").fill("sato")
    page.get_by_label("パスワード", exact=True).fill("回覧の見本のパスワード")
    page.get_by_label("パスワード", exact=True).press("Enter")
    expect(page.get_by_text("団体を選んでください。")).to_be_visible()
    rings = page.evaluate(
        """() => [...document.querySelectorAll("form *")].filter((one) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
        }).length"""
    )
    assert rings == 1
    stranger.go("/")
    expect(page.get_by_label("ログインID")).to_be_visible()
    expect(page.get_by_text("サインインすると")).to_have_count(0)


def test_a_room_of_one_offers_to_bring_others_in_and_an_extension_can_be_called(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        alone = create_room(db, town.cast.sato, NewRoom(name="夏まつり"))
        values = {"extension": "452"}
        db.execute(update(member_table).where(member_table.c.id == town.cast.tanaka.member_id).values(values))
    sato = meet(town.cast.sato)
    page = sato.page
    sato.go(f"/rooms/{alone}")
    sato.feed.get_by_role("button", name="メンバーを招く").click()
    expect(page.get_by_role("dialog", name="メンバーを招く")).to_be_visible()
    page.keyboard.press("Escape")
    with town.client(town.cast.sato) as client:
        talk = client.post("/api/direct", json={"member_ids": [town.cast.tanaka.member_id]}).raise_for_status().json()
    sato.go(f"/rooms/{talk['id']}")
    expect(page.get_by_text("土木課 主事　内線 452")).to_be_visible()  # not the class, which is the usual one
    sato.go("/directory")
    page.get_by_role("main").get_by_role("button", name=re.compile("田中 一郎")).first.click()
    expect(page.get_by_role("link", name="452")).to_have_attribute("href", "tel:452")


def test_an_invitation_speaks_of_a_mail_only_where_one_is_sent(town: Town, meet: Meet) -> None:
    sato = in_room(town, meet)
    page = sato.page
    page.get_by_role("button", name=re.compile("メンバーを表示する")).click()
    page.get_by_role("button", name="ゲストを招く").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("このあと画面に出るリンクを、本人に渡してください。")
    expect(dialog).not_to_contain_text("メールで届く")
    expect(dialog).not_to_contain_text("送る先")
