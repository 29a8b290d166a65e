"""Coming back: what is new by topic and by keyboard alone, what is marked as unread, and what one is told of later."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.jobs import enqueue
from kairan.core.viewer import Viewer
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, Mention, Message, RoomId
from kairan.talk.own_reminders import Due, set_own_reminder
from kairan.talk.reading import mark_read
from kairan.talk.told_model import own_reminder_table
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_clerks_day import hold
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town
from tests.cast import room_of, say

SCREENS = pytest.mark.parametrize("options", [{}, PHONE, {"color_scheme": "dark"}], ids=["wide", "phone", "dark"])
_names = iter(f"防災{n}班" for n in range(100))


class Room:
    """A room of 佐藤, 田中 and 鈴木, of a test's own."""

    def __init__(self, town: Town) -> None:
        self.town, self.name = town, next(_names)
        cast = town.cast
        with town.transaction() as db:
            self.id: RoomId = room_of(db, cast.tanaka, cast.sato, cast.suzuki, name=self.name)

    def say(self, *texts: str, root: Message | None = None) -> list[Message]:
        with self.town.transaction() as db:
            who = self.town.cast.tanaka
            return [say(db, who, self.id, text, None if root is None else root.id) for text in texts]

    def call(self, text: str) -> Message:
        mention = Mention(kind="person", id=self.town.cast.sato.member_id, start=0, length=6)
        with self.town.transaction() as db:
            draft = Draft(client_key=f"{self.name} {text}", text=text, mentions=[mention])
            return send_message(db, self.town.cast.tanaka, self.id, draft)

    def read(self, who: Viewer, n: int) -> None:
        with self.town.transaction() as db:
            mark_read(db, who, self.id, n)

    def unread(self, who: Viewer) -> tuple[int, int]:
        """Return what the server counts: in the room, and in its threads."""
        with self.town.client(who) as client:
            mine = client.get(f"/api/rooms/{self.id}").raise_for_status().json()["mine"]
            return mine["unread"], mine["thread_unread"]


@pytest.fixture
def room(town: Town) -> Iterator[Room]:
    """A room that is read by everybody in the end, so that the next test begins with nothing unread."""
    one = Room(town)
    yield one
    with town.client(town.cast.sato) as client:
        client.post(f"/api/rooms/{one.id}/read", json={"n": 1_000}).raise_for_status()
        client.post(f"/api/rooms/{one.id}/threads/read", json={}).raise_for_status()


def test_a_message_marked_as_unread_stays_so_while_one_stays_in_the_room(town: Town, meet: Meet, room: Room) -> None:
    room.say("一つ目", "二つ目", "三つ目")
    room.read(town.cast.sato, 3)
    sato, elsewhere = meet(town.cast.sato), meet(town.cast.sato)
    elsewhere.go("/")
    sato.go(f"/rooms/{room.id}")
    second = sato.sees("二つ目")
    sato.more(second, "ここから未読に戻す")
    expect(sato.page.get_by_text("ここから未読に戻しました")).to_be_visible()
    expect(sato.feed.get_by_text("ここから未読", exact=True)).to_be_visible()
    expect(elsewhere.page.get_by_role("link", name=re.compile(room.name)).first).to_contain_text("2")
    sato.page.wait_for_timeout(2_500)  # longer than it takes to read what is on screen
    assert room.unread(town.cast.sato) == (2, 0)
    with town.client(town.cast.tanaka) as client:
        readers = client.get(f"/api/messages/{second.get_attribute('data-message')}/readers").json()
    assert [one["person"]["name"] for one in readers["read"]] == ["佐藤 美咲"]
    assert complaints(sato) == []
    sato.page.get_by_role("link", name="避難所運営").first.click()
    expect(sato.page.get_by_role("heading", name="避難所運営")).to_be_visible()
    sato.page.get_by_role("link", name=re.compile(room.name)).first.click()
    sato.until(lambda: room.unread(town.cast.sato) == (0, 0), "read on coming back")


def test_it_is_done_by_keys_and_by_the_list_and_writing_reads_it_again(town: Town, meet: Meet, room: Room) -> None:
    room.say("一つ目", "二つ目")
    room.read(town.cast.sato, 2)
    sato = meet(town.cast.sato)
    sato.go(f"/rooms/{room.id}")
    sato.sees("二つ目").press("u")
    sato.until(lambda: room.unread(town.cast.sato) == (1, 0), "unread by key")
    sato.send("読みました")
    sato.until(lambda: room.unread(town.cast.sato) == (0, 0), "whoever writes has read")
    sato.go("/")
    row = sato.page.get_by_role("link", name=re.compile(room.name)).first
    row.press("u")
    sato.until(lambda: room.unread(town.cast.sato) == (2, 0), "from the newest of somebody else")
    row = sato.page.get_by_role("link", name=re.compile(room.name)).first
    expect(row).to_contain_text("未読 2 件")
    row.press("m")
    sato.until(lambda: room.unread(town.cast.sato) == (0, 0), "read by key")


def test_a_reply_is_marked_in_its_thread(town: Town, meet: Meet, room: Room) -> None:
    (root,) = room.say("相談です")
    room.say("一つ目の答え", "二つ目の答え", root=root)
    room.read(town.cast.sato, 1)
    sato = meet(town.cast.sato)
    sato.go(f"/rooms/{room.id}?side=thread&of={root.id}")
    reply = sato.sees("二つ目の答え", sato.thread)
    sato.more(reply, "ここから未読に戻す")
    expect(sato.thread.get_by_text("ここから未読", exact=True)).to_be_visible()
    sato.page.wait_for_timeout(1_500)
    assert room.unread(town.cast.sato) == (0, 1)
    expect(sato.page.get_by_role("link", name=re.compile(room.name)).first).to_contain_text("1")
    assert complaints(sato) == []


def test_on_a_phone_it_is_in_what_a_long_press_shows(town: Town, meet: Meet, room: Room) -> None:
    room.say("一つ目", "二つ目")
    room.read(town.cast.sato, 2)
    sato = meet(town.cast.sato, **PHONE)
    sato.go(f"/rooms/{room.id}")
    hold(sato, sato.sees("二つ目"))
    sheet = sato.page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="あとで知らせる")).to_be_visible()
    assert complaints(sato) == []
    sheet.get_by_role("button", name="ここから未読に戻す").tap()
    sato.until(lambda: room.unread(town.cast.sato) == (1, 0), "unread by a long press")


@SCREENS
def test_one_catches_up_by_topic_with_what_concerns_one_on_top(
    town: Town, meet: Meet, room: Room, options: dict[str, object]
) -> None:
    quiet, busy = room.say("静かな話", "にぎやかな話")
    room.say("賛成です", "反対です", "保留です", root=busy)
    room.call("@佐藤 美咲 さん、どう思いますか")
    sato = meet(town.cast.sato, **options)
    sato.go("/unread")
    page = sato.page
    concerns = page.get_by_role("region", name="自分に関わるもの")
    expect(concerns.get_by_role("listitem")).to_have_count(1)
    expect(concerns).to_contain_text("呼びかけ")
    lines = page.get_by_role("region", name="ルームごと").locator("[data-line]")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("にぎやかな話")
    expect(lines.nth(0)).to_contain_text("新しい返信 3 件")
    expect(lines.nth(0)).to_contain_text("田中 一郎: 保留です")
    assert quiet.id
    assert complaints(sato) == []
    page.get_by_role("region", name="ルームごと").get_by_role("button", name="田中 一郎 のメニュー").first.click()
    expect(page.get_by_role("menuitem", name="ここまで既読にする")).to_be_visible()
    assert complaints(sato) == []
    page.keyboard.press("Escape")
    lines.nth(0).click()
    expect(sato.thread).to_be_visible()


def test_the_page_is_worked_through_by_keyboard_alone(town: Town, meet: Meet, room: Room) -> None:
    (first, busy) = room.say("静かな話", "にぎやかな話")
    room.say("賛成です", root=busy)
    room.call("@佐藤 美咲 さん、どう思いますか")
    assert first.n == 1
    sato = meet(town.cast.sato)
    sato.go("/unread")
    page = sato.page
    focused = page.locator("[data-line]:focus, [data-row]:focus")
    expect(page.get_by_role("region", name="ルームごと").locator("[data-line]")).to_have_count(3)
    page.keyboard.press("j")
    expect(focused).to_contain_text("どう思いますか")
    page.keyboard.press("j")
    expect(focused).to_have_attribute("data-row", room.id)
    page.keyboard.press("j")
    expect(focused).to_contain_text("にぎやかな話")
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog", name="あとで知らせる")
    expect(dialog.get_by_role("button", name="明日の朝")).to_be_visible()
    page.keyboard.press("j")  # not the page's while the dialog is open
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(focused).to_contain_text("にぎやかな話")
    page.keyboard.press("m")
    sato.until(lambda: room.unread(town.cast.sato) == (1, 0), "read up to there")
    expect(focused).to_contain_text("既読")  # it stays where it is
    page.keyboard.press("k")
    page.keyboard.press("m")
    sato.until(lambda: room.unread(town.cast.sato) == (0, 0), "the whole room")
    expect(page.get_by_text("未読はありません").first).to_be_visible()


def test_a_room_has_an_overview_of_its_own(town: Town, meet: Meet, room: Room) -> None:
    other = Room(town)
    room.say("こちらの話")
    other.say("あちらの話")
    sato = meet(town.cast.sato)
    page = sato.page
    sato.go("/")
    row = page.get_by_role("link", name=re.compile(room.name)).first
    row.hover()
    page.get_by_role("button", name=re.compile(f"{room.name}.*操作|{room.name}.*メニュー")).first.click()
    page.get_by_role("menuitem", name="未読のまとめを見る").click()
    expect(page.get_by_role("main").get_by_text("こちらの話").last).to_be_visible()
    expect(page.locator("[data-line]")).to_have_count(1)
    assert complaints(sato) == []
    page.get_by_role("link", name="すべての未読を見る").click()
    expect(page.locator("[data-line]").filter(has_text="あちらの話")).to_be_visible()
    other.read(town.cast.sato, 9)


@SCREENS
def test_one_is_told_of_a_message_at_the_time_one_chose(
    town: Town, meet: Meet, room: Room, options: dict[str, object]
) -> None:
    (said,) = room.say("鍵を閉めて帰ってください。")
    room.read(town.cast.sato, 1)
    sato = meet(town.cast.sato, **options)
    page = sato.page
    sato.go(f"/rooms/{room.id}")
    sato.sees("鍵を閉めて").press("t")
    dialog = page.get_by_role("dialog", name="あとで知らせる")
    expect(dialog.get_by_role("button", name=re.compile("次の開庁日の朝|明日の朝")).first).to_be_visible()
    assert complaints(sato) == []
    dialog.get_by_label("日付").fill("2020-01-01")
    dialog.get_by_label("時刻").fill("08:30")
    dialog.get_by_role("button", name="この日時に知らせる").click()
    expect(dialog.get_by_text("今より後の日時を入力してください。")).to_be_visible()
    assert complaints(sato) == []
    dialog.get_by_role("button", name="20分後").click()
    expect(page.get_by_text("に知らせます。").first).to_be_visible()
    sato.go("/unread")
    page.get_by_role("tab", name="あとで").click()
    line = page.locator("[data-line]").filter(has_text="鍵を閉めて")
    expect(line).to_contain_text("に知らせる")
    assert complaints(sato) == []
    make_due(town, said)
    expect(page.get_by_text("あとで知らせる: 鍵を閉めて帰ってください。").first).to_be_visible()
    expect(line).to_contain_text("に知らせました")
    page.get_by_role("button", name="済みにする").click()
    expect(page.get_by_role("region", name="済んだもの").locator("[data-line]")).to_contain_text("鍵を閉めて")
    assert complaints(sato) == []
    page.get_by_role("button", name="田中 一郎 のメニュー").click()
    page.get_by_role("menuitem", name="削除する").click()
    expect(page.get_by_text("あとで知らせるメッセージはありません").first).to_be_visible()
    assert complaints(sato) == []


def make_due(town: Town, message: Message) -> None:
    """Let the time come; the server's own job does the rest."""
    with town.transaction() as db:
        db.execute(update(own_reminder_table).where(own_reminder_table.c.seq == message.seq).values(due_at=now_ms()))
        enqueue(db, "talk.own_reminders", Due(), key="due")


def test_what_is_done_on_another_screen_goes_from_this_one(town: Town, meet: Meet, room: Room) -> None:
    one, two = room.say("一つ目の用事", "二つ目の用事")
    with town.transaction() as db:
        for message in (one, two):
            set_own_reminder(db, town.cast.sato, message.id, now_ms() + 3_600_000)
    here: Person = meet(town.cast.sato)
    here.go("/unread")
    page = here.page
    page.get_by_role("tab", name="あとで").click()
    lines = page.locator("[data-line]")
    expect(lines).to_have_count(2)
    with town.client(town.cast.sato) as client:
        client.delete(f"/api/messages/{one.id}/own-reminder").raise_for_status()
    expect(lines).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.get_by_role("region", name="済んだもの")).to_contain_text("二つ目の用事")
