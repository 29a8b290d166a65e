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
