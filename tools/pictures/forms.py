"""What is done before a picture of forms is taken: by who builds them, and by who fills one in on a phone."""

from playwright.sync_api import Page

RUINED = "罹災証明書"
DOG_PAGE = "/f/inu-shibou"


def _go(page: Page, path: str) -> None:
    page.goto(page.evaluate("location.origin") + path)


def beginning(page: Page) -> None:
    page.get_by_role("link", name="フォーム").first.click()
    page.get_by_role("button", name="フォームを作る").click()
    page.get_by_role("dialog").get_by_text("粗大ごみ").first.wait_for()


def _form(page: Page, title: str = RUINED) -> None:
    page.get_by_role("link", name="フォーム").first.click()
    page.get_by_role("link", name=title).first.click()


def building(page: Page) -> None:
    _form(page)
    page.frame_locator("iframe").get_by_role("heading", level=1).wait_for()


def _section(page: Page, name: str, title: str = RUINED) -> None:
    _form(page, title)
    page.get_by_role("navigation", name="フォームの画面").get_by_role("link", name=name).click()


def checking(page: Page) -> None:
    _section(page, "公開前の確認")


def terms(page: Page) -> None:
    _section(page, "公開の設定")


def answers(page: Page) -> None:
    _section(page, "届いた申請")


def figures(page: Page) -> None:
    _section(page, "集計")
    page.get_by_role("table").first.wait_for()


def invited(page: Page) -> None:
    _section(page, "招待", "健康観察")


LIST = """飼い主の氏名
飼い主の住所
電話番号
犬の名前
犬の性別（おす・めす）
死亡した日
鑑札は手元にありますか"""


def pasting(page: Page) -> None:
    """From nothing: a name, and a list of what is to be asked."""
    page.get_by_role("link", name="フォーム").first.click()
    page.get_by_role("button", name="フォームを作る").click()
    page.get_by_label("フォームの名前").fill("飼い犬の死亡届")
    page.get_by_role("dialog").get_by_role("button", name="フォームを作る").click()
    page.get_by_role("button", name="一覧を貼り付けて質問を作る").click()
    page.get_by_label("一覧", exact=True).fill(LIST)


def pasted(page: Page) -> None:
    pasting(page)
    page.get_by_role("button", name="質問にする").click()
    page.frame_locator("iframe").locator("legend", has_text="犬の性別").click()


def conditional(page: Page) -> None:
    pasted(page)
    page.frame_locator("iframe").locator("legend", has_text="鑑札は手元に").click()
    page.get_by_role("button", name="質問を加える").click()
    page.get_by_role("menuitem", name="1行の文字").click()
    page.get_by_role("textbox", name="質問", exact=True).fill("鑑札の番号")
    page.get_by_role("button", name="条件を加える").click()
    page.get_by_text("「はい」のとき").first.wait_for()


def whole(page: Page) -> None:
    conditional(page)
    page.get_by_role("button", name="はじめに・全体").click()
    page.get_by_label("問い合わせ先").fill("環境課 0123-45-6789（平日 8:30〜17:15）")


def published(page: Page) -> None:
    whole(page)
    page.get_by_text("自動保存").first.wait_for()
    page.get_by_role("link", name="公開前の確認").click()
    page.get_by_role("main").get_by_role("button", name="公開する", exact=True).click()
    page.locator("main a[href*='/f/']").first.wait_for()


def trying(page: Page) -> None:
    building(page)
    page.get_by_role("button", name="試す").click()
    page.get_by_role("button", name="最初から試す").wait_for()


def answer(page: Page) -> None:
    answers(page)
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_role("link", name="届いた申請へ").wait_for()


def exporting(page: Page) -> None:
    answers(page)
    page.get_by_role("button", name="書き出す", exact=True).click()
    page.get_by_role("dialog").wait_for()


def reporting(page: Page) -> None:
    _section(page, "集計")
    page.get_by_role("button", name="報告書を作る（PDF）").click()
    page.get_by_role("dialog").wait_for()


def languages(page: Page) -> None:
    _section(page, "言語", "健康観察")
    page.get_by_role("switch", name="English").click(force=True)
    page.get_by_role("textbox", name="名称 English", exact=True).fill("Daily health check")
    page.get_by_text("自動保存").first.wait_for()


def rights(page: Page) -> None:
    _section(page, "権限")


def offered(page: Page) -> None:
    _go(page, "/f")


def front(page: Page) -> None:
    _go(page, DOG_PAGE)


def _press(page: Page, name: str) -> None:
    page.locator(f"button:not(.trap):has-text('{name}')").first.click()


def owner(page: Page) -> None:
    front(page)
    anew = page.locator("button[value=anew]")  # what was begun for the picture before
    (anew if anew.count() else page.locator("button.main").first).click()
    page.get_by_label("この市", exact=True).check()
    _press(page, "次へ進む")
    for label, text in (("姓", "髙橋"), ("名", "太郎"), ("姓のフリガナ", "タカハシ"), ("名のフリガナ", "タロウ")):
        page.get_by_label(label, exact=True).fill(text)


def fault(page: Page) -> None:
    owner(page)
    _press(page, "次へ進む")
    page.get_by_role("alert").wait_for()


def check(page: Page) -> None:
    owner(page)
    for label, text in (("都道府県", "東京都"), ("市区町村", "千代田区"), ("町名・番地", "千代田1-1")):
        page.get_by_label(label, exact=True).fill(text)
    page.locator("[name='phone']").fill("0312345678")
    _press(page, "次へ進む")
    page.locator("[name='dogname']").fill("ハナ")
    page.locator("[name='breed']").fill("柴犬")
    page.get_by_label("めす").check()
    for part, text in (("year", "2026"), ("month", "11"), ("day", "20")):
        page.locator(f"[name='died.{part}']").fill(text)
    page.locator("[name='tag'][value='no']").check()
    _press(page, "次へ進む")
    page.locator("[name='hasc'][value='no']").check()
    _press(page, "確認へ進む")
    page.get_by_role("heading", level=1).wait_for()


def done(page: Page) -> None:
    check(page)
    _press(page, "送信する")
    page.get_by_text("受け付けました").first.wait_for()
