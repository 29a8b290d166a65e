"""The stages of the walk that lead outside: a phone of one's own, and a guest."""

from datetime import date, timedelta

from tools.pictures.office import OWN_PASSWORD, Desk
from tools.pictures.town import Town

SHELTERS = "避難所運営チーム"
GUEST = {
    "氏名": "港 太郎",
    "所属": "社会福祉法人みなと会",
    "メールアドレス": "taro@minato.example.jp",
    "利用の目的": "福祉避難所の運営の打合せ",
}
TALK = (
    ("master", "福祉避難所の連絡先の一覧を、このルームで確かめます。"),
    ("chief", "10日の訓練では、開設の連絡から30分で受け入れ人数がそろうようにします。"),
    ("colleague", "市道3号は工事が終わり、みなと会さんの前まで大型車が入れます。"),
    ("master", "みなと会の港さんをゲストとしてお招きします。"),
)


def let_a_phone_in(town: Town) -> None:
    """段 5: the rule for phones outside, a phone that applies, the approval, and the phone that goes on by itself."""
    office = town.office.go("/console/devices", "端末")
    office.get_by_role("button", name="端末の決まり").click()
    office.locator("label", has_text="インターネット側のスマートフォン").click()
    town.office.take("device-rules")
    office.get_by_role("button", name="保存する").click()
    office.get_by_text("保存しました。").first.wait_for()
    open_a_room(town)
    phone = Desk(town.camera, town.outside, "phone")
    phone.sign_in(town.cast["master"].login, OWN_PASSWORD)
    page = phone.page
    page.get_by_role("heading", name="この端末の利用を申請してください").wait_for()
    page.get_by_label("端末の名前").fill("佐藤のスマートフォン")
    town.camera.take(page, "moving-phone-apply")
    page.locator("label", has_text="上の内容に同意します").click()
    page.get_by_role("button", name="申請する").click()
    page.get_by_role("heading", name="承認を待っています").wait_for()
    town.camera.take(page, "moving-phone-waiting")
    town.office.go("/console/devices", "端末")
    office.get_by_text("承認待ち 1台").wait_for()
    town.office.take("devices")
    office.get_by_role("button", name="承認する").click()
    office.get_by_text("承認待ちはありません").wait_for()
    page.get_by_role("link", name=SHELTERS).first.click()
    page.get_by_role("feed").wait_for()
    town.camera.take(page, "moving-phone-in")
    phone.close()


def open_a_room(town: Town) -> None:
    """Let the first people talk: the room to which the guest will come."""
    people = [town.office.id_of(town.cast[part]) for part in ("chief", "colleague")]
    master = town.colleague("master")
    purpose = "避難所の開設と運営の準備"
    room = master.call("POST", "/rooms", {"name": SHELTERS, "purpose": purpose, "member_ids": people})
    town.rooms[SHELTERS] = str(room["id"])
    for number, (part, text) in enumerate(TALK):
        draft = {"client_key": f"{part}{number}", "text": text}
        town.colleague(part).call("POST", f"/rooms/{room['id']}/messages", draft)


def invite_a_guest(town: Town) -> None:
    """段 6: invited from the room, come in by the link, in the list of the administrator."""
    master = town.colleague("master")
    page = master.go(f"/rooms/{town.rooms[SHELTERS]}?side=members")
    page.get_by_role("button", name="ゲストを招く").click()
    for label, value in GUEST.items():
        page.get_by_role("textbox", name=label).fill(value)
    page.get_by_label("利用期限").first.fill((date.today() + timedelta(days=90)).isoformat())  # noqa: DTZ011
    town.camera.take(page, "moving-guest-invite")
    page.get_by_role("button", name="招待する").click()
    page.get_by_role("heading", name="招待のリンク").wait_for()
    town.camera.take(page, "moving-guest-link")
    link = page.get_by_text("/invitation#").inner_text()
    page.get_by_role("button", name="渡したので閉じる").click()
    guest = Desk(town.camera, town.outside, "phone")
    guest.page.goto(link)
    guest.page.get_by_label("パスワード", exact=True).fill(OWN_PASSWORD)
    guest.page.get_by_label("パスワード（もう一度）").fill(OWN_PASSWORD)
    town.camera.take(guest.page, "moving-guest-accept")
    guest.page.get_by_role("button", name="同意して参加する").click()
    guest.page.get_by_role("link", name=SHELTERS).first.click()
    guest.page.get_by_role("feed").wait_for()
    town.camera.take(guest.page, "moving-guest-in")
    guest.close()
    town.office.go("/console/guests", "ゲスト").get_by_role("button", name=GUEST["氏名"]).wait_for()
    town.office.take("guests")
