"""Transfers in a browser: made, looked through, set, carried out and taken back; everybody can use the pages."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kairan.administration.model import PostWanted
from kairan.core.kit.clock import now_ms
from kairan.core.viewer import Viewer
from kairan.people import Post, hold_posts
from kairan.talk.model import RoomChange
from kairan.talk.rooms import change_room
from kairan.transfers.actions import prepare_list, put_moves
from kairan.transfers.model import Move
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_screens import complaints
from tests.browser.town import Town, town_at
from tests.cast import room_of

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCREENS = [(size, scheme) for size in ("pc", "phone") for scheme in ("light", "dark")]
DAY = 86_400_000
LIST = "令和9年4月1日付け 定期異動"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town, whose welfare section has a room of its own."""
    with town_at(tmp_path_factory.mktemp("town")) as town:
        cast = town.cast
        with town.transaction() as db:
            hold_posts(db, None, cast.sato.member_id, [Post(cast.welfare, "係長")])
            room = room_of(db, cast.sato, name="福祉課のルーム")
            change_room(db, cast.sato, room, RoomChange(department_id=cast.welfare))
        yield town


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def looks(size: str, scheme: str) -> dict[str, object]:
    return {"color_scheme": scheme, **(PHONE if size == "phone" else {})}


def lists(person: Person) -> None:
    person.go("/console/transfers")
    person.page.get_by_role("heading", name="人事異動", exact=True).first.wait_for()


def prepare(town: Town, yoshida: Viewer) -> None:
    """佐藤 goes to public works, 田中 takes over from them, 鈴木 leaves, and for 他所 nothing is entered yet."""
    cast = town.cast
    with town.transaction() as db:
        list_id = prepare_list(db, yoshida, LIST, now_ms() + 30 * DAY)
        welfare, works = PostWanted(cast.welfare, "係長"), PostWanted(cast.works, "課長補佐")
        after_sato = Move(main=welfare, predecessor_id=cast.sato.member_id, extension="321")
        put_moves(
            db,
            yoshida,
            list_id,
            {
                cast.sato.member_id: Move(main=works, added=[PostWanted(cast.welfare, "主幹")]),
                cast.tanaka.member_id: after_sato,
                cast.suzuki.member_id: Move(kind="leave"),
                cast.stranger.member_id: Move(),
            },
        )


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
def test_everybody_can_use_the_empty_page_and_begin_a_list(meet: Meet, yoshida: Viewer, size: str, scheme: str) -> None:
    person = meet(yoshida, **looks(size, scheme))
    page = person.page
    lists(person)
    page.get_by_text("異動の一覧はまだありません").wait_for()
    assert complaints(person, "no list") == []
    page.get_by_role("button", name="一覧を作る").click()
    page.get_by_role("dialog").get_by_role("button", name="作る", exact=True).click()
    expect(page.get_by_text("一覧の名前を入力してください。")).to_be_visible()
    assert complaints(person, "a list in error") == []
    page.get_by_label("一覧の名前").fill("試しの一覧")
    page.get_by_label("発令日").fill("2027-04-01")
    page.get_by_role("dialog").get_by_role("button", name="作る", exact=True).click()
    page.get_by_text("異動する人を加えてください").wait_for()
    assert complaints(person, "nobody in it") == []
    page.get_by_role("button", name="一覧の操作").click()
    page.get_by_role("menuitem", name="一覧を破棄する").click()
    page.get_by_role("dialog").get_by_role("button", name="一覧を破棄する").click()
    page.get_by_text("異動の一覧はまだありません").wait_for()


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
def test_everybody_can_use_a_list_with_its_moves(
    town: Town, meet: Meet, yoshida: Viewer, size: str, scheme: str
) -> None:
    with town.client(yoshida) as client:
        if not client.get("/api/administration/transfers").json()["lists"]:
            prepare(town, yoshida)
    person = meet(yoshida, **looks(size, scheme))
    page = person.page
    lists(person)
    page.get_by_role("button", name=LIST).wait_for()
    assert complaints(person, "the lists") == []
    page.get_by_role("button", name=LIST).click()
    page.get_by_role("button", name=re.compile("^佐藤 美咲")).wait_for()
    assert complaints(person, "the people") == []
    page.get_by_role("tab", name="影響の確認").click()
    page.get_by_text("異動先がまだ入力されていません。").wait_for()
    assert complaints(person, "the preview") == []
    page.get_by_role("tab", name="異動する人").click()
    page.get_by_role("button", name=re.compile("^田中 一郎")).click()
    page.get_by_role("dialog", name="田中 一郎 tanaka さんの異動").wait_for()
    assert complaints(person, "one move") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="人を加える").click()
    page.get_by_role("dialog").get_by_text("介護 花子").wait_for(state="hidden")
    page.get_by_role("dialog").get_by_text("吉田 恵").wait_for()
    assert complaints(person, "adding people") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="一覧の操作").click()
    page.get_by_role("menuitem", name="表から取り込む").click()
    page.get_by_role("dialog").get_by_role("button", name="内容を確かめる", exact=True).click()
    page.get_by_text("CSV を選ぶか、表を貼り付けてください。").wait_for()
    assert complaints(person, "a table") == []


def test_a_list_is_set_withdrawn_carried_out_and_taken_back(town: Town, meet: Meet, yoshida: Viewer) -> None:
    tanaka, person = meet(town.cast.tanaka), meet(yoshida)
    tanaka.go("/")
    tanaka.page.get_by_role("link", name="避難所運営").first.wait_for()
    page = person.page
    lists(person)
    page.get_by_role("button", name="一覧を作る").first.click()
    page.get_by_label("一覧の名前").fill("臨時の異動")
    page.get_by_label("発令日").fill("2026-01-01")
    page.get_by_role("dialog").get_by_role("button", name="作る", exact=True).click()
    page.get_by_role("button", name="人を加える").last.click()
    page.get_by_role("dialog").get_by_text("田中 一郎").click()
    page.get_by_role("dialog").get_by_role("button", name="1人を加える").click()
    page.get_by_role("button", name=re.compile("^田中 一郎")).click()
    page.get_by_role("dialog").get_by_role("button", name="新しい主たる所属").click()
    page.get_by_role("option", name="福祉課").click()
    page.get_by_role("dialog").get_by_label("職", exact=True).fill("係長")
    page.get_by_role("dialog").get_by_role("button", name="決める").click()
    page.get_by_role("tab", name="影響の確認").click()
    page.get_by_text("直すところはありません。").wait_for()
    expect(page.get_by_role("listitem").filter(has_text="福祉課のルーム").first).to_contain_text("田中 一郎")
    page.get_by_role("button", name="予約する").click()
    page.get_by_role("dialog").get_by_role("button", name="予約する").click()
    page.get_by_text("に実行しました。").wait_for()
    assert complaints(person, "carried out") == []
    tanaka.page.get_by_role("link", name="福祉課のルーム").first.wait_for()
    page.get_by_role("button", name="元に戻す").click()
    page.get_by_role("dialog").get_by_role("button", name="元に戻す").click()
    page.get_by_text("に元へ戻しました。").wait_for()
    assert complaints(person, "taken back") == []
    expect(tanaka.page.get_by_role("link", name="福祉課のルーム")).to_have_count(0)
