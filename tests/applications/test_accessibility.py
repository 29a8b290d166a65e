"""The residents' pages are for everybody: axe-core finds nothing, on a small phone and a PC, light and dark, no script.

Empty, filled in and in error; nothing is cut off at the side, and what one presses has room for a thumb.
"""

import gzip
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from kairan.applications.pages.rendering import STYLE
from kairan.forms.calculations import CountIn
from kairan.forms.document import END, Branch, FormDocument, QuestionPage
from kairan.forms.questions import (
    Address,
    Calculated,
    Consent,
    CorporateNumber,
    Day,
    Explanation,
    FileUpload,
    Group,
    LongText,
    MailAddress,
    Matrix,
    MatrixRow,
    MultipleChoice,
    Number,
    Option,
    PersonName,
    Phone,
    Photo,
    Place,
    Places,
    Position,
    Ranking,
    Scale,
    ShortText,
    SingleChoice,
    TimeOfDay,
    YesNo,
)
from tests.applications.conftest import Offered, Town
from tests.forms.documents import DOG
from tests.support.axe import accessibility_faults

# What a browser does with a page is the same whatever the database.
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True, scope="session")


THUMB = 44
AB = [Option("a", "可燃ごみ"), Option("b", "そのほかの、名前のたいへん長いごみ（布団、じゅうたん、いす、棚など）")]
FULL = Places(
    id="slot",
    label="日時",
    help="当日は10分前にお越しください。",
    places=[Place("am", "12月1日（火）午前", 20), Place("pm", "12月1日（火）午後", 0)],
    waiting=3,
)

THINGS = Group(
    id="things",
    label="出すもの",
    help="1つずつ書いてください。",
    noun="もの",
    least=2,
    most=3,
    questions=[
        PersonName(id="whose", label="持ち主", with_reading=False),
        SingleChoice(id="what", label="品", options=AB),
        Explanation(id="burn", label="石油ストーブ", help="灯油を抜いてください。"),
        Consent(id="empty", label="灯油", help="抜きましたか。"),
    ],
)

EVERY = FormDocument(
    title="すべての種類の質問",
    summary="確かめるための手続きです。\n\nどなたでも使えます。",
    needs="身分証明書",
    contact="環境課 ごみ減量係\n電話 0123-45-6789（平日 8時30分〜17時15分）",
    privacy="この手続きにだけ使います。",
    pages=[
        QuestionPage(
            id="p1",
            title="あなたについて",
            text="届出をする方について入力してください。",
            questions=[
                PersonName(id="name", label="氏名", help="戸籍のとおりに入力してください。"),
                Day(id="born", label="生年月日", is_birth=True),
                Address(id="home", label="住所"),
                Phone(id="phone", label="電話番号"),
                MailAddress(id="mail", label="メールアドレス", required=False),
            ],
        ),
        QuestionPage(
            id="p2",
            title="内容",
            questions=[
                Explanation(id="about", label="ごみの出し方", help="朝8時30分までに出してください。"),
                SingleChoice(id="one", label="種類", options=AB, has_other=True),
                SingleChoice(id="look", label="大きさ", options=AB, look="buttons"),
                SingleChoice(id="menu", label="地区", options=AB, look="menu", help="お住まいの地区です。"),
                MultipleChoice(id="many", label="品目", options=AB, has_other=True),
                YesNo(id="yes", label="立ち会いますか"),
                Number(id="count", label="個数", unit="個", least=1, most=5),
                TimeOfDay(id="time", label="時刻"),
                Scale(id="scale", label="満足度", steps=11, low="不満", high="満足"),
                FULL,
                Matrix(
                    id="rows",
                    label="市の取組みの満足度",
                    rows=[MatrixRow("bus", "バスや鉄道などの公共の交通"), MatrixRow("park", "公園")],
                    options=[Option("lo", "不満"), Option("mid", "どちらともいえない"), Option("hi", "満足")],
                ),
                Ranking(id="order", label="大切だと思う順番", options=AB),
                Position(id="where", label="困っている場所", help="道路の穴、街灯の故障など"),
                ShortText(id="text", label="目印"),
                LongText(id="para", label="備考", required=False),
                FileUpload(id="file", label="見積書", help="押印のあるもの。", required=False),
                Photo(id="photo", label="現場の写真", required=False, most=2),
                CorporateNumber(id="corp", label="法人番号", required=False),
                Consent(id="ok", label="規約", help="規約をお読みください。"),
                THINGS,
                Calculated(id="fee", label="手数料", help="処理券の額です。", formula=CountIn(question="things")),
            ],
            rules=[Branch(to=END, text="窓口にお越しください。")],
        ),
    ],
)


@pytest.fixture(scope="module")
def every(town: Town) -> Offered:
    return town.form(EVERY)


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A browser without scripts; the debugger may run some all the same."""
    with browser.new_context(
        viewport={"width": request.param, "height": 800}, locale="ja-JP", java_script_enabled=False
    ) as context:
        yield context.new_page()


def complaints(page: Page, screen: str) -> list[str]:
    """Ask axe-core in a copy of the page that may run scripts, in light and in dark."""
    assert page.context.browser
    looked = page.context.browser.new_context(
        viewport=page.viewport_size,
        storage_state=page.context.storage_state(),
        locale="ja-JP",
    )
    copy = looked.new_page()
    copy.goto(page.url)
    faults = [f"{screen}, light: {fault}" for fault in accessibility_faults(copy)]
    copy.emulate_media(color_scheme="dark")
    faults += [f"{screen}, dark: {fault}" for fault in accessibility_faults(copy)]
    small = copy.evaluate(
        """(thumb) => [...document.querySelectorAll("button, .button, .opt, select, input:not([type=hidden])")]
            .filter((one) => !one.closest(".trap, .opt") || one.matches(".opt"))
            .filter((one) => one.getBoundingClientRect().height < thumb).map((one) => one.outerHTML.slice(0, 120))""",
        THUMB,
    )
    faults += [f"{screen}: too small {one}" for one in small]
    levels = copy.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((one) => Number(one.tagName[1]))")
    main = levels[levels.index(1) :] if 1 in levels else []
    if levels.count(1) != 1 or any(b - a > 1 for a, b in pairwise(main)):
        faults.append(f"{screen}: headings {levels}")
    looked.close()
    return faults


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).last.click()


def fill_person(page: Page) -> None:
    for field, text in (
        ("name.family", "髙橋"), ("name.given", "太郎"), ("name.family_kana", "たかはし"),
        ("name.given_kana", "たろう"),
        ("born.year", "1980"), ("born.month", "5"), ("born.day", "5"), ("home.postcode", "1000001"),
        ("home.prefecture", "東京都"), ("home.city", "千代田区"), ("home.street", "1-1"), ("phone", "0312345678"),
    ):  # fmt: skip
        page.fill(f"[name='{field}']", text)


def test_every_page_is_for_everybody(town: Town, every: Offered, page: Page) -> None:
    found: list[str] = []

    def look(screen: str) -> None:
        found.extend(complaints(page, screen))

    for screen, path in (("list", "/f"), ("front", f"/f/{every.address}"), ("gone", "/f/nothing-here")):
        page.goto(f"{town.server.url}{path}")
        if screen != "gone":
            look(screen)
    page.goto(f"{town.server.url}/f/{every.address}")
    press(page, "記入を始める")
    look("person-empty")
    press(page, "次へ進む")
    look("person-in-error")
    fill_person(page)
    press(page, "次へ進む")
    look("content-empty")
    press(page, "進む")
    look("content-in-error")
    page.goto(f"{town.server.url}/f/{every.address}/p/p1")
    look("person-filled")
    dog = town.form(DOG)
    page.goto(f"{town.server.url}/f/{dog.address}")
    press(page, "記入を始める")
    for field, text in (("name.family", "Nguyễn"), ("name.given", "Thị Minh Khai"), ("home.prefecture", "東京都"),
                        ("home.city", "千代田区"), ("home.street", "千代田1-1"), ("phone", "09012345678")):  # fmt: skip
        page.fill(f"[name='{field}']", text)
    press(page, "次へ進む")
    page.get_by_label("その他", exact=True).check()
    page.fill("[name='sex.other']", "ふめい")
    page.get_by_label("いいえ").check()
    page.fill("[name='died.year']", "令和8年")
    page.fill("[name='died.month']", "4")
    page.fill("[name='died.day']", "1")
    press(page, "確認へ進む")
    look("check")
    press(page, "送信する")
    page.get_by_role("heading", name="受け付けました").wait_for()
    look("done")
    assert found == []


def test_a_field_in_error_says_so_to_who_does_not_see_it(town: Town, every: Offered, browser: Browser) -> None:
    with browser.new_context(locale="ja-JP", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{town.server.url}/f/{every.address}")
        press(page, "記入を始める")
        press(page, "次へ進む")
        page.get_by_role("alert").wait_for()
        assert page.title().startswith("エラー：")
        summary = page.get_by_role("alert")
        assert summary.get_by_role("heading").inner_text() == "入力を直すところが4件あります"
        assert page.locator(":focus").get_attribute("class") == "fault"
        for link in summary.get_by_role("link").all():
            anchor = (link.get_attribute("href") or "").removeprefix("#")
            field = page.locator(f"[id='{anchor}']")
            assert field.count() == 1, anchor
            assert field.get_attribute("aria-invalid") == "true"
            described = (field.get_attribute("aria-describedby") or "").split()
            assert described
            assert all(page.locator(f"[id='{one}']").count() == 1 for one in described)
        summary.get_by_role("link").first.click()
        assert page.url.endswith("#f-name-family")


def test_a_first_page_weighs_less_than_forty_kibibytes(town: Town, every: Offered) -> None:
    one = town.resident()
    page = one.open(f"/f/{every.address}")
    filling = one.begin(every.address)
    for text in (page, filling):
        assert len(gzip.compress(text.encode())) + len(gzip.compress(STYLE.encode())) < 40 * 1024
