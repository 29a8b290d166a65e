"""The last stages of the walk: transfers, what an auditor asks, and the word to everybody."""

from datetime import date

from tools.pictures.moving_outside import SHELTERS
from tools.pictures.office import Desk
from tools.pictures.town import Town

SECTION_ROOM = "福祉課"
REASON = "情報公開請求に関し、福祉避難所の受け入れについてどのような連絡があったかを確かめるため"


def prepare_transfers(town: Town) -> None:
    """段 7: a list for the first of April from a table, what it would do, and the reservation."""
    master = town.colleague("master")
    welfare = master.call("POST", "/rooms", {"name": SECTION_ROOM, "purpose": "課内の連絡"})
    section = department_id(town, SECTION_ROOM)
    master.call("PATCH", f"/rooms/{welfare['id']}", {"department_id": section})
    today = date.today()  # noqa: DTZ011
    april = date(today.year + (today.month >= 4), 4, 1)
    page = town.office.go("/console/transfers", "人事異動")
    page.get_by_role("button", name="一覧を作る").first.click()
    page.get_by_label("一覧の名前").fill(f"令和{april.year - 2018}年4月1日付け 定期異動")
    page.get_by_label("発令日").fill(april.isoformat())
    page.get_by_role("dialog").get_by_role("button", name="作る", exact=True).click()
    page.get_by_text("異動する人を加えてください").wait_for()
    page.get_by_role("button", name="表から取り込む").first.click()
    page.get_by_role("dialog").get_by_role("textbox").last.fill(table(town))
    page.get_by_role("dialog").get_by_role("button", name="取り込む", exact=True).click()
    page.get_by_text("人を取り込みました。").first.wait_for()
    page.get_by_role("dialog").wait_for(state="hidden")
    town.office.take("transfers")
    page.get_by_role("tab", name="影響の確認").click()
    page.get_by_text("直すところはありません。").wait_for()
    town.office.take("transfers-preview")
    page.get_by_role("button", name="予約する").click()
    page.get_by_role("dialog").get_by_role("button", name="予約する").click()
    page.get_by_text("に自動で実行されます。").first.wait_for()


def table(town: Town) -> str:
    """Write the moves as the personnel section has them in its spreadsheet."""
    master, colleague, chief = (town.cast[part] for part in ("master", "colleague", "chief"))
    lines = [
        "職員番号,氏名,区分,新所属,新役職,内線,前任者",
        f"{master.number},{master.name},異動,健康福祉部/高齢者支援課,係長,2345,",
        f"{colleague.number},{colleague.name},異動,健康福祉部/福祉課,主査,{master.extension},{master.number}",
        f"{chief.number},{chief.name},退職,,,,",
    ]
    return "\n".join(lines)


def department_id(town: Town, name: str) -> str:
    """Find a department by its name."""
    found = town.office.call("GET", "/administration/departments")["departments"]
    assert isinstance(found, list)
    return next(str(each["id"]) for each in found if each["name"] == name)


def answer_the_auditor(town: Town) -> None:
    """段 8: who gave whom power, what was said in a room with a second person's consent, and the page of evidence."""
    auditor = town.colleague("auditor")
    ask_who_gave_power(town, auditor)
    read_with_consent(town, auditor)
    page = auditor.go("/console/evidence", "運用状況の証跡")
    page.get_by_role("button", name="作成する").click()
    page.get_by_text("抜けや書き換えはありません。").first.wait_for()
    auditor.take("evidence")


def ask_who_gave_power(town: Town, auditor: Desk) -> None:
    second = town.cast["second"]
    page = auditor.go("/console/audit", "記録")
    page.get_by_role("searchbox").first.fill(second.name)
    page.get_by_role("button", name=second.name).first.click()
    page.get_by_label("この日から").fill(date.today().replace(day=1).isoformat())  # noqa: DTZ011
    page.get_by_role("listitem").filter(has_text="権限を付けた").first.wait_for()
    auditor.take("audit")


def read_with_consent(town: Town, auditor: Desk) -> None:
    page = auditor.go("/console/records", "記録の閲覧")
    page.get_by_role("button", name="閲覧を申請する").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("閲覧の理由").fill(REASON)
    dialog.get_by_label("ルームの名前で探す").fill(SHELTERS[:3])
    dialog.get_by_role("button", name=SHELTERS).first.click()
    auditor.take("records-ask")
    dialog.get_by_role("button", name="申請する").click()
    page.get_by_text("自分の申請には同意できません。").wait_for()
    second = town.colleague("second")
    asked = second.go("/console/records", "記録の閲覧")
    asked.get_by_text(REASON).wait_for()
    second.take("records-consent")
    asked.get_by_role("button", name="同意する", exact=True).click()
    asked.get_by_role("dialog").get_by_role("button", name="同意する", exact=True).click()
    asked.get_by_role("dialog").wait_for(state="hidden")
    auditor.go("/console/records", "記録の閲覧").get_by_role("button", name="記録を読む").click()
    page.get_by_text("港さんをゲストとして").first.wait_for()
    auditor.take("records-reading")


def announce_the_start(town: Town) -> None:
    """Last: the word at the top of everybody's screen."""
    page = town.office.go("/console/announcements", "お知らせ")
    page.get_by_role("button", name="お知らせを出す").first.click()
    page.get_by_label("題名").fill("回覧の利用を始めます。はじめに「設定」で通知の出し方をご確認ください。")
    page.get_by_label("本文").fill(
        "使い方の研修は各部の連絡担当へお問い合わせください。電話での連絡もこれまでどおり使えます。"
    )
    page.get_by_role("dialog").get_by_role("button", name="お知らせを出す").click()
    page.get_by_text("お知らせを出しました。").first.wait_for()
    town.office.take("announcements")
    reader = town.colleague("master")
    reader.go(f"/rooms/{town.rooms[SHELTERS]}").get_by_role("feed").wait_for()
    reader.page.get_by_text("回覧の利用を始めます").first.wait_for()
    reader.take("announced")
