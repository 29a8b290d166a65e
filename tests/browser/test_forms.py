"""Forms in a browser: a clerk makes one from nothing, a resident files it without a script, the clerk sees it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kairan.forms.actions import change_draft, change_terms, create_form, publish_form
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import DraftChange, FormId, FormTerms, NewForm, Publication, form_table
from tests.applications.resident import Resident
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town
from tests.forms.documents import DOG, EVENT

SIZES: dict[str, dict[str, object]] = {"pc": {}, "phone": PHONE}
LIST = "飼い主の氏名\n飼い主の住所\n電話番号\n犬の性別（おす・めす）\n死亡した日\n鑑札は手元にありますか"


def form(town: Town, document: FormDocument = DOG, *, is_published: bool = True, address: str = "") -> FormId:
    """Make a form of the welfare section."""
    with town.transaction() as db:
        new = NewForm(department_id=town.cast.welfare, document=document, address=address)
        made = create_form(db, town.cast.sato, new)
        if is_published:
            publish_form(db, town.cast.sato, made.form.id, Publication(revision=1))
            terms = FormTerms(address=made.form.address, audience="listed")
            change_terms(db, town.cast.sato, made.form.id, terms)
        return made.form.id


def address_of(town: Town, form_id: FormId) -> str:
    with town.transaction() as db:
        return str(db.scalar(form_table.select().with_only_columns(form_table.c.address).filter_by(id=form_id)))


def draft_of(town: Town, form_id: FormId) -> FormDocument:
    """Return what the server keeps."""
    with town.transaction() as db:
        return decoded(str(db.scalar(form_table.select().with_only_columns(form_table.c.draft).filter_by(id=form_id))))


def outline(page: Page) -> Locator:
    return page.get_by_role("grid", name="構成")


def saved(page: Page) -> None:
    """Wait until everything is saved."""
    expect(page.get_by_text(re.compile(r"^自動保存 \d+:\d\d$"))).to_be_visible()


def apply(resident: Resident, address: str) -> None:
    """File an application for the event."""
    resident.begin(address)
    resident.press(name__family="山田", name__given="花子", born__year="1990", born__month="5", born__day="5")
    resident.press(slot="am", ok="yes")
    resident.press()


@pytest.fixture
def resident(town: Town) -> Iterator[Resident]:
    one = Resident(town.server.url)
    yield one
    one.client.close()


def test_a_clerk_makes_a_form_from_nothing_and_a_resident_files_it_without_a_script(
    town: Town, meet: Meet, browser: Browser
) -> None:
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go("/")
    page.get_by_role("link", name="フォーム", exact=True).click()
    page.get_by_role("button", name="フォームを作る").click()
    page.get_by_label("フォームの名前").fill("飼い犬の死亡届")
    page.get_by_role("dialog").get_by_role("button", name="フォームを作る").click()
    shown = page.frame_locator("iframe")
    expect(shown.get_by_role("heading", name="記入")).to_be_visible()  # also a page without questions is shown
    page.get_by_role("button", name="一覧を貼り付けて質問を作る").click()
    page.get_by_label("一覧", exact=True).fill(LIST)
    page.get_by_role("button", name="質問にする").click()
    expect(shown.locator("legend", has_text="犬の性別")).to_be_visible()
    # A press in the page selects, and its words are edited where they stand.
    shown.locator("legend", has_text="死亡した日").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("犬が死亡した日")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="質問", exact=True)).to_have_value("犬が死亡した日")
    page.get_by_role("button", name="質問を加える").click()
    page.get_by_role("menuitem", name="1行の文字").click()
    page.get_by_role("textbox", name="質問", exact=True).fill("鑑札の番号")
    page.get_by_role("button", name="下へ移動する").click()
    page.get_by_role("button", name="条件を加える").click()
    expect(page.get_by_text("「1.6 鑑札は手元にありますか」が「はい」のとき")).to_be_visible()
    page.get_by_role("button", name="はじめに・全体").click()
    expect(shown.get_by_role("heading", name="飼い犬の死亡届")).to_be_visible()  # the page in front of it
    page.get_by_label("問い合わせ先").fill("環境課 電話 0123-45-6789")
    expect(shown.get_by_text("環境課 電話 0123-45-6789")).to_be_visible()
    saved(page)
    page.get_by_role("link", name="公開前の確認").click()
    expect(page.get_by_role("heading", name="直すところはありません。")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="公開する", exact=True).click()
    address = page.locator("main a[href*='/f/']").get_attribute("href")
    assert address is not None

    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(address)
    phone.get_by_role("button", name="入力を始める").or_(phone.locator("button.main")).first.click()
    phone.get_by_label("姓", exact=True).fill("髙橋")
    phone.get_by_label("名", exact=True).fill("太郎")
    phone.get_by_label("姓のフリガナ").fill("たかはし")
    phone.get_by_label("名のフリガナ").fill("たろう")
    phone.get_by_label("都道府県").fill("東京都")
    phone.get_by_label("市区町村").fill("千代田区")
    phone.get_by_label("町名・番地").fill("千代田1-1")
    phone.get_by_label(re.compile("^電話番号")).fill("09012345678")
    phone.get_by_label("めす").check()
    phone.get_by_label("年", exact=True).fill("2026")
    phone.get_by_label("月", exact=True).fill("4")
    phone.get_by_label("日", exact=True).fill("1")
    phone.get_by_label("いいえ").check()
    phone.locator("button.main:not(.trap)").first.click()
    phone.locator("button.main:not(.trap)").first.click()
    number = phone.locator("p.number").first.inner_text()
    context.close()

    page.get_by_role("link", name="届いた申請").click()
    page.get_by_role("link", name=number).click()
    expect(page.get_by_text("髙橋　太郎（タカハシ　タロウ）")).to_be_visible()
    expect(page.get_by_text("2026年4月1日（令和8年4月1日）")).to_be_visible()
    page.get_by_role("link", name="届いた申請へ").click()
    page.get_by_role("button", name="書き出す", exact=True).click()
    page.get_by_label("CSV（UTF-8）").check(force=True)
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="書き出す", exact=True).click()
    text = download.value.path().read_text("utf-8-sig")
    assert "髙橋" in text
    assert "犬が死亡した日" in text
    page.get_by_role("link", name="集計").click()
    expect(page.get_by_role("row", name="めす")).to_contain_text("100.0%")
    page.get_by_role("button", name="報告書を作る（PDF）").click()
    with page.expect_download() as report:
        page.get_by_role("dialog").get_by_role("button", name="作る", exact=True).click()
    assert report.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="公開前の確認").click()
    with page.expect_download() as poster:
        page.get_by_role("button", name="ポスターを作る（PDF）").click()
    assert poster.value.path().read_bytes().startswith(b"%PDF-")


def test_the_keyboard_moves_copies_deletes_and_every_step_can_be_taken_back(town: Town, meet: Meet) -> None:
    form_id = form(town)
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go(f"/forms/{form_id}")
    rows = outline(page).get_by_role("row")
    rows.first.wait_for()
    count = rows.count()
    outline(page).get_by_role("row", name="飼い主の住所").click()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.nth(2)).to_contain_text("電話番号")
    page.keyboard.press("Control+d")
    expect(rows).to_have_count(count + 1)
    page.keyboard.press("Delete")
    expect(rows).to_have_count(count)
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(rows.nth(2)).to_contain_text("飼い主の住所")
    expect(page.locator("button[data-tip^='元に戻す']")).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    expect(rows.nth(2)).to_contain_text("電話番号")
    saved(page)
    assert [one.id for one in draft_of(town, form_id).pages[0].questions][:3] == ["name", "phone", "home"]


def test_a_question_is_dragged_to_its_place(town: Town, meet: Meet) -> None:
    form_id = form(town)
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go(f"/forms/{form_id}")
    row = outline(page).get_by_role("row", name="備考")
    row.drag_to(outline(page).get_by_role("row", name="飼い主の氏名"), target_position={"x": 60, "y": 2})
    expect(outline(page).get_by_role("row").nth(1)).to_contain_text("備考")
    saved(page)
    assert draft_of(town, form_id).pages[0].questions[0].id == "note"


def test_two_at_once_lose_nothing(town: Town, meet: Meet) -> None:
    form_id = form(town)
    clerk = meet(town.cast.sato)
    page = clerk.page
    page.route("**/building", lambda route: route.abort())  # word of it does not come in time
    clerk.go(f"/forms/{form_id}")
    page.get_by_role("button", name="はじめに・全体").click()
    with town.transaction() as db:
        theirs = FormDocument(**{**{one: getattr(DOG, one) for one in DOG.__struct_fields__}, "needs": "鑑札"})
        change_draft(db, town.cast.sato, form_id, DraftChange(revision=1, document=theirs))
    page.get_by_label("問い合わせ先").fill("保健所")
    expect(page.get_by_role("alert").filter(has_text="先に変更しました")).to_be_visible()
    page.get_by_role("button", name="相手の内容を読み込む").click()
    expect(page.get_by_label("用意するもの")).to_have_value("鑑札")
    expect(page.get_by_label("問い合わせ先")).to_have_value(DOG.contact)
    page.get_by_role("button", name="写しの内容に置き換える").click()
    expect(page.get_by_label("問い合わせ先")).to_have_value("保健所")
    saved(page)
    assert draft_of(town, form_id).contact == "保健所"
    page.locator("button[data-tip^='元に戻す']").click()
    expect(page.get_by_label("用意するもの")).to_have_value("鑑札")


def test_two_who_build_a_form_see_each_other_and_what_the_other_saved(town: Town, meet: Meet) -> None:
    form_id = form(town)
    sato, suzuki = meet(town.cast.sato), meet(town.cast.suzuki)
    for clerk in (sato, suzuki):
        clerk.go(f"/forms/{form_id}")
        clerk.page.get_by_role("button", name="はじめに・全体").click()
    expect(sato.page.get_by_text("鈴木 健さんも開いています")).to_be_visible(timeout=15_000)
    suzuki.page.get_by_label("問い合わせ先").fill("保健所")
    saved(suzuki.page)
    expect(sato.page.get_by_label("問い合わせ先")).to_have_value("保健所", timeout=15_000)
    sato.page.get_by_label("用意するもの").fill("鑑札")
    saved(sato.page)
    draft = draft_of(town, form_id)
    assert (draft.contact, draft.needs) == ("保健所", "鑑札")
    suzuki.go("/forms")
    expect(sato.page.get_by_text("さんも開いています")).to_be_hidden(timeout=30_000)


def test_the_page_in_the_middle_is_shown_in_another_language(town: Town, meet: Meet) -> None:
    form_id = form(town)
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go(f"/forms/{form_id}")
    frame = page.frame_locator("iframe")
    expect(frame.locator("button.main")).to_have_text(re.compile("次へ進む|確認へ進む"))
    page.get_by_role("button", name="表示する言語").click()
    page.get_by_role("option", name="English").click()
    expect(frame.locator("button.main")).to_have_text(re.compile("Next|Check your answers"))
    expect(page.get_by_text("この言語の文がまだないところは")).to_be_visible()


def test_a_form_is_tried_out_without_a_record(town: Town, meet: Meet) -> None:
    form_id = form(town, EVENT)
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go(f"/forms/{form_id}")
    page.get_by_role("button", name="試す").click()
    shown = page.frame_locator("iframe")
    shown.get_by_label("姓", exact=True).fill("山田")
    shown.get_by_role("button", name="次へ").click()
    expect(shown.get_by_text("「生年月日」の年、月、日を").or_(shown.locator(".fault"))).not_to_have_count(0)
    shown.get_by_label("年", exact=True).fill("2024")
    shown.get_by_label("月", exact=True).fill("5")
    shown.get_by_label("日", exact=True).fill("5")
    shown.get_by_role("button", name="次へ").click()
    expect(page.get_by_text("6歳から参加できます。")).to_be_visible()
    page.get_by_role("button", name="最初から試す").click()
    shown.get_by_label("姓", exact=True).fill("山田")
    shown.get_by_label("年", exact=True).fill("1990")
    shown.get_by_label("月", exact=True).fill("5")
    shown.get_by_label("日", exact=True).fill("5")
    shown.get_by_role("button", name="次へ").click()
    expect(shown.get_by_text("写真の掲載").first).to_be_visible()
    page.get_by_role("link", name="届いた申請").click()
    expect(page.get_by_text("届いた申請はまだありません")).to_be_visible()


def test_sealed_answers_are_opened_on_purpose(town: Town, meet: Meet, resident: Resident) -> None:
    form_id = form(town, EVENT)
    apply(resident, address_of(town, form_id))
    clerk = meet(town.cast.sato)
    page = clerk.page
    clerk.go(f"/forms/{form_id}/answers")
    page.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_text("封をして保存されています")).to_be_visible()
    page.get_by_role("button", name="封をした回答を見る").click()
    expect(page.get_by_text("1990年5月5日")).to_be_visible()
    assert complaints(clerk) == []


def test_who_may_not_build_finds_no_way_to(town: Town, meet: Meet) -> None:
    form_id = form(town)
    stranger = meet(town.cast.guest)
    stranger.go(f"/forms/{form_id}")
    expect(stranger.page.get_by_text("読み込めませんでした。")).to_be_visible()
    expect(stranger.page.get_by_role("link", name="フォーム", exact=True)).to_have_count(0)


def look(person: Person, form_id: FormId, *, is_phone: bool) -> list[str]:
    """Go through everything of a form, and return what axe-core complains of."""
    page, found = person.page, []
    person.go("/forms")
    page.get_by_role("link", name=re.compile("親子料理教室")).first.wait_for()
    found += complaints(person)
    person.go(f"/forms/{form_id}")
    page.frame_locator("iframe").get_by_text("氏名").first.wait_for()
    found += complaints(person)
    if is_phone:
        for pane in ("構成", "設定"):
            page.get_by_role("button", name=pane, exact=True).click()
            found += complaints(person)
    for section in ("check", "terms", "answers", "figures", "versions", "rights"):
        person.go(f"/forms/{form_id}/{section}")
        page.locator(".react-aria-none, main table, main h2, main ul, main form").first.wait_for()
        found += complaints(person)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_every_page_of_a_form(
    town: Town, meet: Meet, resident: Resident, size: str, scheme: str
) -> None:
    form_id = form(town, EVENT)
    apply(resident, address_of(town, form_id))
    clerk = meet(town.cast.sato, color_scheme=scheme, **SIZES[size])
    assert look(clerk, form_id, is_phone=size == "phone") == []
