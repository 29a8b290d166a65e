"""Hand-overs in a browser: written by whoever leaves, read by the successor, usable by everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kairan.administration.model import PostWanted
from kairan.core.viewer import Viewer
from kairan.people import Post, hold_posts
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, Mention, RoomChange
from kairan.talk.rooms import change_room
from kairan.transfers.actions import prepare_list, put_moves
from kairan.transfers.model import Move
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_screens import complaints
from tests.browser.town import Town, town_at
from tests.cast import room_of, say

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCREENS = [(size, scheme) for size in ("pc", "phone") for scheme in ("light", "dark")]
NOTE = "給付金は、鈴木さんと進めています。\n申請の締切は 5 月末、次の打合せは 4 月 8 日です。"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town, whose welfare section has a room of its own, in which 鈴木 asked 佐藤 something."""
    with town_at(tmp_path_factory.mktemp("town")) as town:
        cast = town.cast
        with town.transaction() as db:
            hold_posts(db, None, cast.sato.member_id, [Post(cast.welfare, "係長")])
            room = room_of(db, cast.sato, name="福祉課のルーム")
            change_room(db, cast.sato, room, RoomChange(department_id=cast.welfare))
            say(db, cast.suzuki, room, "給付金の要綱は、共有フォルダの 3 番にあります。")
            called = Mention(kind="person", id=cast.sato.member_id, start=0, length=6)
            asked = Draft(client_key="ask", text="@佐藤 美咲 予算の見込みを教えてください。", mentions=[called])
            send_message(db, cast.suzuki, room, asked)
        yield town


def looks(size: str, scheme: str) -> dict[str, object]:
    return {"color_scheme": scheme, **(PHONE if size == "phone" else {})}


def page_of(person: Person) -> None:
    person.go("/handover")
    person.page.get_by_role("heading", name="引き継ぎ", exact=True).first.wait_for()


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
def test_everybody_can_use_the_page_before_anything_stands_in_it(
    town: Town, meet: Meet, size: str, scheme: str
) -> None:
    person = meet(town.cast.stranger, **looks(size, scheme))
    page_of(person)
    person.page.get_by_text("メッセージの「その他の操作」から").wait_for()
    assert complaints(person, "an empty draft") == []
    person.page.get_by_role("tab", name="前任から受け取る").click()
    person.page.get_by_text("受け取った引き継ぎはありません").wait_for()
    assert complaints(person, "nothing received") == []


def test_what_the_leaver_prepares_reaches_the_successor(town: Town, meet: Meet) -> None:
    cast = town.cast
    sato, tanaka = meet(cast.sato), meet(cast.tanaka)
    tanaka.go("/")
    tanaka.page.get_by_role("link", name="避難所運営").first.wait_for()
    sato.go("/")
    sato.open_room("福祉課のルーム")
    sato.more(sato.sees("給付金の要綱は"), "引き継ぎに加える")
    sato.page.get_by_text("引き継ぎに加えました。").wait_for()
    sato.page.get_by_role("button", name="佐藤 美咲").first.click()
    sato.page.get_by_role("menuitem", name="引き継ぎ").click()
    sato.page.get_by_text("予算の見込みを教えてください。").wait_for()
    sato.page.get_by_label("後任に伝えること").fill(NOTE)
    sato.page.get_by_role("button", name="保存する").click()
    sato.page.get_by_text("保存しました。").wait_for()
    sato.page.get_by_label("ひとこと").fill("まずこれを読んでください")
    sato.page.get_by_label("後任に伝えること").focus()
    sato.until(lambda: len(comments(town, cast.sato)) == 1, "the comment is kept")
    with town.transaction() as db:
        yoshida = with_role(db, cast.city, "yoshida", "吉田 恵", "administrator")
        list_id = prepare_list(db, yoshida, "定期異動", 1)
        welfare = PostWanted(cast.welfare, "係長")
        after = Move(main=welfare, predecessor_id=cast.sato.member_id)
        put_moves(
            db, yoshida, list_id, {cast.sato.member_id: Move(main=PostWanted(cast.works)), cast.tanaka.member_id: after}
        )
    with town.client(yoshida) as client:
        answer = client.post(f"/api/administration/transfers/{list_id}/set")
        assert answer.status_code == 200, answer.text
    tanaka.page.get_by_text("佐藤 美咲 さんから引き継ぎが届いています。").wait_for()
    assert complaints(tanaka, "the notice") == []
    tanaka.page.get_by_role("link", name="見る").click()
    tanaka.page.get_by_role("button", name="佐藤 美咲 さんから").click()
    expect(tanaka.page.get_by_text("申請の締切は 5 月末")).to_be_visible()
    expect(tanaka.page.get_by_text("まずこれを読んでください")).to_be_visible()
    expect(tanaka.page.get_by_text("予算の見込みを教えてください。")).to_be_visible()
    tanaka.page.get_by_role("link", name="福祉課のルーム").last.click()
    tanaka.feed.wait_for()
    tanaka.go("/")
    tanaka.page.get_by_role("link", name="避難所運営").first.wait_for()
    expect(tanaka.page.get_by_text("引き継ぎが届いています。")).to_have_count(0)


def comments(town: Town, who: Viewer) -> list[str]:
    with town.client(who) as client:
        marks = client.get("/api/handovers").json()["draft"]["marks"]
    return [mark["comment"] for mark in marks if mark["comment"]]


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
def test_everybody_can_use_what_was_given_and_received(town: Town, meet: Meet, size: str, scheme: str) -> None:
    cast = town.cast
    for who, tab, name in (
        (cast.tanaka, "前任から受け取る", "佐藤 美咲 さんから"),
        (cast.sato, None, "田中 一郎 さんへ"),
    ):
        person = meet(who, **looks(size, scheme))
        page_of(person)
        if tab is not None:
            person.page.get_by_role("tab", name=tab).click()
        person.page.get_by_role("button", name=name).wait_for()
        assert complaints(person, f"the list: {name}") == []
        person.page.get_by_role("button", name=name).click()
        person.page.get_by_text("申請の締切は 5 月末").wait_for()
        assert complaints(person, name) == []
