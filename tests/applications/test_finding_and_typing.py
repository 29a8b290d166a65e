"""What makes forms easier to find and to fill in: topics, links in texts, the reading of a name as one types."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, expect

from kairan.applications.pages.rendering import lines
from kairan.applications.pages.topic_words import TOPIC_WORDS
from kairan.applications.postcodes import FILE, Postcodes
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import Topic
from kairan.forms.questions import Address, PersonName, ShortText
from tests.applications.conftest import Town


def about(title: str) -> FormDocument:
    return FormDocument(title=title, pages=[QuestionPage(id="p", questions=[ShortText(id="q", label="質問")])])


def test_forms_stand_under_the_headings_residents_look_for(town: Town) -> None:
    town.form(about("粗大ごみの申込み"), topic="waste")
    one = town.resident()
    one.open("/f")
    assert "<h2" not in one.page.text  # of one topic alone: a list
    for title, topic in (("転出届", "moving"), ("手話教室", "events"), ("何でも相談", "")):
        town.form(about(title), topic=topic)
    found = re.findall(r"<h2[^>]*>(.*?)</h2>|<a href=\"/f/form-[^>]*>(.*?)</a>", one.open("/f"))
    assert [heading or title for heading, title in found] == [
        "引越し・住まい", "転出届", "ごみ・ペット・環境", "粗大ごみの申込み", "催し・施設", "手話教室", "そのほか",
        "何でも相談",
    ]  # fmt: skip
    assert one.page.text.count('href="#t-') == 4
    assert "<h2" not in one.open(f"{one.path}?q=教室")


def test_every_topic_has_its_words() -> None:
    assert {f"topic_{one}" for one in get_args(Topic)} == set(TOPIC_WORDS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "電話 0123-45-6789（平日）",
            '<p>電話 <a href="tel:0123456789" rel="noreferrer">0123-45-6789</a>（平日）</p>',
        ),
        (
            "https://reg.mc.env.go.jp/ で届け出る",
            '<p><a href="https://reg.mc.env.go.jp/" rel="noreferrer">https://reg.mc.env.go.jp/</a> で届け出る</p>',
        ),
        (
            "（https://a.example/x?y=1&z=2）。",
            '<p>（<a href="https://a.example/x?y=1&amp;z=2" rel="noreferrer">https://a.example/x?y=1&amp;z=2</a>）。</p>',
        ),
        ("javascript:alert(1) ftp://a.example", "<p>javascript:alert(1) ftp://a.example</p>"),
        ("〒100-0001、2026-12-01、1-2-3", "<p>〒100-0001、2026-12-01、1-2-3</p>"),
    ],
)
def test_addresses_and_telephone_numbers_in_texts_are_links(text: str, shown: str) -> None:
    assert str(lines(text)) == shown


def test_no_address_ends_its_attribute() -> None:
    assert '"><' not in str(lines('https://a.example/"><script>alert(1)</script>')).replace('rel="noreferrer">', "")
    assert "<script" not in str(lines("https://a.example/<script>"))


KEN_ALL = """\
13101,"100  ","1000001","","","","東京都","千代田区","千代田",0,0,0,0,0,0
13101,"100  ","1000000","","","","東京都","千代田区","以下に掲載がない場合",0,0,0,0,0,0
13362,"10003","1000301","","","","東京都","利島村","利島村一円",0,0,0,0,0,0
25443,"52203","5220317","","","","滋賀県","犬上郡多賀町","一円",0,0,0,0,0,0
01101,"06008","0600042","","","","北海道","札幌市中央区","大通西（１～１９丁目）",1,0,1,0,0,0
23427,"498  ","4980000","","","","愛知県","弥富市","以下に掲載がない場合",0,0,0,0,0,0
24303,"498  ","4980000","","","","三重県","桑名郡木曽岬町","以下に掲載がない場合",0,0,0,0,0,0
"""


def test_a_code_tells_what_all_its_places_have_in_common(tmp_path: Path) -> None:
    file = tmp_path / FILE
    assert Postcodes(file).under("100") is None
    file.write_text(KEN_ALL, "utf-8")
    codes = Postcodes(file)
    found = {
        code: address
        for prefix in ("100", "522", "060", "498")
        for code, address in json.loads(codes.under(prefix) or b"{}").items()
    }
    assert found == {
        "1000000": ["東京都", "千代田区", ""],
        "1000001": ["東京都", "千代田区", "千代田"],
        "1000301": ["東京都", "利島村", ""],
        "5220317": ["滋賀県", "犬上郡多賀町", "一円"],
        "0600042": ["北海道", "札幌市中央区", "大通西"],
        "4980000": ["", "", ""],
    }
    assert codes.under("../") is None


def test_an_address_is_filled_in_by_its_postal_code(town: Town, browser: Browser) -> None:
    (town.server.folder / "data" / FILE).write_text(KEN_ALL, "utf-8")
    asked = Address(id="home", label="住所")
    form = town.form(FormDocument(title="届出", pages=[QuestionPage(id="p", questions=[asked])]))
    page = browser.new_page(viewport={"width": 390, "height": 740})
    page.goto(f"{town.server.url}/f/{form.address}")
    page.get_by_role("button", name="記入を始める").click()
    page.get_by_label("郵便番号").press_sequentially("１００－０００１")
    page.get_by_text("郵便番号から住所を入れました").wait_for()
    values = [page.locator(f"[name='home.{one}']").input_value() for one in ("prefecture", "city", "street")]
    assert values == ["東京都", "千代田区", "千代田"]
    page.locator("[name='home.street']").fill("千代田1-1")
    page.get_by_label("郵便番号").fill("0600042")
    expect(page.locator("[name='home.city']")).to_have_value("札幌市中央区", timeout=30_000)
    assert page.locator("[name='home.street']").input_value() == "千代田1-1"  # typed: it stays
    page.close()


def test_the_reading_follows_what_is_typed_before_it_is_converted(town: Town, browser: Browser) -> None:
    form = town.form(
        FormDocument(title="届出", pages=[QuestionPage(id="p", questions=[PersonName(id="name", label="氏名")])])
    )
    page = browser.new_page(viewport={"width": 390, "height": 740})
    page.goto(f"{town.server.url}/f/{form.address}")
    page.get_by_role("button", name="記入を始める").click()
    keys = page.context.new_cdp_session(page)

    def convert(*steps: str) -> None:
        for text in steps:
            keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        keys.send("Input.insertText", {"text": steps[-1]})

    page.locator("[name='name.family']").focus()
    convert("や", "やm", "やま", "やまだ", "山田")
    assert page.locator("[name='name.family_kana']").input_value() == "ヤマダ"
    page.locator("[name='name.given']").focus()
    convert("たろう", "太郎")
    assert page.locator("[name='name.given_kana']").input_value() == "タロウ"
    page.fill("[name='name.family_kana']", "ヤマタ")  # as its bearer says it: kept from now on
    page.fill("[name='name.family']", "")
    page.locator("[name='name.family']").focus()
    convert("さとう", "佐藤")
    assert page.locator("[name='name.family_kana']").input_value() == "ヤマタ"
    page.close()
