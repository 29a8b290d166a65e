"""Alliances in a browser: founded, joined, people chosen, a room opened and found by another body."""

from playwright.sync_api import expect

from kairan.alliances.consent import act_on_body
from kairan.alliances.founding import found_alliance
from kairan.alliances.model import AllianceSending, BodyAct, NewAlliance, NewAllianceRoom, Sent
from kairan.alliances.moderation import name_moderator
from kairan.alliances.rooms import open_room
from kairan.alliances.sending import set_sending
from kairan.core.kit.database import Db
from kairan.talk.model import AllianceId
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town


def send_everybody(who: Person) -> None:
    who.page.get_by_role("tab", name="この団体の設定").click()
    who.page.get_by_text("すべての職員", exact=True).click()
    assert complaints(who) == []
    who.page.get_by_role("button", name="保存する").click()
    expect(who.page.get_by_text("この団体の設定を保存しました。")).to_be_visible()
    welcomed(who)


def welcomed(who: Person) -> None:
    """Whoever takes part for the first time is shown the terms once."""
    dialog = who.page.get_by_role("dialog")
    expect(dialog.get_by_text("個人情報は書かない。")).to_be_visible()
    dialog.get_by_role("button", name="読みました").click()
    expect(dialog).to_be_hidden()


def test_two_bodies_come_together_and_find_each_others_rooms(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        mayor = with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")
        reeve = with_role(db, town.cast.neighbour.organization_id, "choba", "町場 守", "administrator")

    city = meet(mayor)
    city.go("/alliances")
    city.page.get_by_role("button", name="連携組織を作る").click()
    dialog = city.page.get_by_role("dialog")
    dialog.get_by_label("名称").fill("近隣市町連携")
    dialog.get_by_label("参加の約束").fill("個人情報は書かない。")
    assert complaints(city) == []
    dialog.get_by_role("button", name="連携組織を作る").click()
    expect(city.page.get_by_role("heading", name="近隣市町連携")).to_be_visible()
    city.page.get_by_role("button", name="団体を招く").click()
    city.page.get_by_role("button", name="団体を招く: みどり町").click()
    expect(city.page.get_by_text("招ける団体は見つかりませんでした")).to_be_visible()
    city.page.keyboard.press("Escape")
    assert complaints(city) == []
    send_everybody(city)

    neighbours = meet(reeve)
    neighbours.go("/alliances")
    neighbours.page.get_by_role("link", name="近隣市町連携").click()
    neighbours.page.get_by_role("button", name="同意して参加する: みどり町").click()
    dialog = neighbours.page.get_by_role("dialog")
    expect(dialog.get_by_text("個人情報は書かない。")).to_be_visible()
    dialog.get_by_text("上の約束を読み、団体として同意します。").click()
    dialog.get_by_role("button", name="同意して参加する").click()
    expect(neighbours.page.get_by_text("変更しました。")).to_be_visible()
    send_everybody(neighbours)

    clerk = meet(town.cast.sato)
    clerk.go("/alliances")
    clerk.page.get_by_role("link", name="近隣市町連携").click()
    welcomed(clerk)
    clerk.page.get_by_role("button", name="ルームを開く").click()
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_label("ルームの名前").fill("空き家対策")
    dialog.get_by_label("テーマ").fill("まちづくり")
    dialog.get_by_role("button", name="開く").click()
    expect(clerk.page.get_by_role("heading", name="空き家対策")).to_be_visible()

    phone = meet(town.cast.neighbour, **PHONE)
    phone.go("/alliances")
    phone.page.get_by_role("link", name="近隣市町連携").click()
    assert complaints(phone) == []
    welcomed(phone)
    expect(phone.page.get_by_role("listitem").get_by_text("まちづくり")).to_be_visible()
    assert complaints(phone) == []
    phone.page.get_by_role("tab", name="人").click()
    expect(phone.page.get_by_text("佐藤 美咲")).to_be_visible()
    phone.page.get_by_role("tab", name="ルーム").click()
    phone.page.get_by_role("button", name="参加する: 空き家対策").click()
    expect(phone.page.get_by_role("heading", name="空き家対策")).to_be_visible()
    expect(clerk.page.get_by_text("みどり町").first).to_be_visible()
    expect(phone.page.get_by_role("group", name="メッセージ").get_by_text("が参加しました")).to_be_visible()
    assert complaints(phone) == []


def allied(db: Db, town: Town, mark: str) -> AllianceId:
    """The city and its neighbour are in one alliance with everybody; 佐藤 has opened a room for questions."""
    mayor = with_role(db, town.cast.city, f"mayor-{mark}", "市長 恵", "administrator")
    reeve = with_role(db, town.cast.neighbour.organization_id, f"reeve-{mark}", "町長 守", "administrator")
    alliance = found_alliance(db, mayor, NewAlliance(name="近隣市町連携", terms="個人情報は書かない。"))
    act_on_body(db, mayor, alliance, reeve.organization_id, BodyAct(act="invite"))
    act_on_body(db, reeve, alliance, reeve.organization_id, BodyAct(act="accept", terms_version=1))
    for decider, revision in ((mayor, 1), (reeve, 2)):
        set_sending(db, decider, alliance, AllianceSending(revision=revision, sent=[Sent("everybody")]))
    open_room(db, town.cast.sato, alliance, NewAllianceRoom(name="何でも質問", theme="情報", style="questions"))
    name_moderator(db, mayor, alliance, town.cast.tanaka.member_id)
    return alliance


def test_a_question_is_asked_answered_solved_and_found_again(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        alliance = allied(db, town, "asking")

    asker = meet(town.cast.neighbour, **PHONE)
    asker.go(f"/alliances/{alliance}?tab=questions")
    welcomed(asker)
    asker.page.get_by_role("button", name="質問する").click()
    dialog = asker.page.get_by_role("dialog")
    dialog.get_by_label("質問", exact=True).fill("空き家バンクの登録に、所有者の押印は求めていますか。")
    assert complaints(asker) == []
    dialog.get_by_role("button", name="質問する", exact=True).click()
    expect(asker.page.get_by_role("feed").get_by_text("空き家バンクの登録に")).to_be_visible()

    other = meet(town.cast.sato)
    other.go(f"/alliances/{alliance}?tab=questions")
    welcomed(other)
    expect(other.page.get_by_text("未解決 1件・解決済み 0件")).to_be_visible()
    other.page.get_by_role("button", name="開く: 空き家バンク").click()
    thread = other.page.get_by_role("textbox", name="スレッドへの返信")
    thread.fill("市では昨年やめました。")
    thread.press("Control+Enter")
    expect(other.page.get_by_text("市では昨年やめました。").first).to_be_visible()

    asker.go(f"/alliances/{alliance}?tab=questions")
    asker.page.get_by_role("button", name="解決にする: 空き家バンク").click()
    expect(asker.page.get_by_text("未解決 0件・解決済み 1件")).to_be_visible()
    assert complaints(asker) == []
    expect(other.page.get_by_text("質問を解決にしました")).to_be_visible()

    third = meet(town.cast.suzuki)
    third.go(f"/alliances/{alliance}?tab=questions")
    welcomed(third)
    third.page.get_by_role("searchbox", name="質問と答えを探す").fill("押印")
    expect(third.page.get_by_text("空き家バンクの登録に")).to_be_visible()
    assert complaints(third) == []
    third.page.get_by_role("button", name="質問する").click()
    dialog = third.page.get_by_role("dialog")
    dialog.get_by_label("質問", exact=True).fill("空き家バンクの登録で押印は必要ですか")
    expect(dialog.get_by_text("似た質問があります。先に確かめてください。")).to_be_visible()
    assert complaints(third) == []


def test_what_should_not_stand_there_is_told_to_the_moderators_and_hidden(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        alliance = allied(db, town, "hiding")

    author = meet(town.cast.neighbour)
    author.go(f"/alliances/{alliance}")
    welcomed(author)
    author.page.get_by_role("button", name="参加する: 何でも質問").click()
    field = author.page.get_by_role("textbox", name="何でも質問 へのメッセージ")
    field.fill("住民の○○さんの件です")
    field.press("Control+Enter")
    asked = author.page.get_by_role("alertdialog").or_(author.page.get_by_role("dialog"))
    asked.get_by_role("button", name="送信する").click()  # others read, too

    reader = meet(town.cast.sato)
    reader.go(f"/alliances/{alliance}")
    welcomed(reader)
    reader.page.get_by_role("button", name="開く: 何でも質問").click()
    row = reader.page.get_by_role("article").filter(has_text="住民の○○さん")
    row.hover()
    row.get_by_role("button", name="その他の操作").click()
    reader.page.get_by_role("menuitem", name="進行役に知らせる").click()
    dialog = reader.page.get_by_role("dialog")
    dialog.get_by_label("理由").fill("住民の名前が書かれています")
    assert complaints(reader) == []
    dialog.get_by_role("button", name="進行役に知らせる").click()
    expect(reader.page.get_by_text("進行役に知らせました。")).to_be_visible()

    moderator = meet(town.cast.tanaka)
    moderator.go(f"/alliances/{alliance}?tab=reports")
    welcomed(moderator)
    expect(moderator.page.get_by_role("tab", name="報告 1")).to_be_visible()
    moderator.page.get_by_role("button", name="非表示にする").click()
    dialog = moderator.page.get_by_role("dialog")
    dialog.get_by_label("理由").fill("個人の名前のため")
    assert complaints(moderator) == []
    dialog.get_by_role("button", name="非表示にする").click()
    expect(moderator.page.get_by_text("非表示にした")).to_be_visible()
    expect(reader.page.get_by_text("メッセージを非表示にしました（個人の名前のため）")).to_be_visible()
    expect(reader.page.get_by_text("住民の○○さんの件です")).to_be_hidden()
