"""Figures and announcements in a browser: for the administrator, and at the top of everybody's screen."""

import pytest
from playwright.sync_api import expect

from kairan.announcements.actions import announce
from kairan.announcements.model import NewAnnouncement
from kairan.core.kit.clock import now_ms
from kairan.core.viewer import Viewer
from kairan.talk.reading import mark_read
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import complaints
from tests.browser.town import Town
from tests.cast import person, room_of, say

PHONE = {"viewport": {"width": 390, "height": 844}}
HOUR = 3_600_000


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        staff = [person(db, town.cast.city, f"shokuin{n}", f"職員 {n}", "", town.cast.welfare) for n in range(6)]
        for n in range(6):
            person(db, town.cast.city, f"kari{n}", f"臨時 {n}", "", None)  # of no department: shown by themselves
        say(db, town.cast.sato, town.room_id, "第一避難所を開設しました。")
        room = room_of(db, *staff, name="全員が話す部屋")
        for one in staff:
            say(db, one, room, "確認しました。")
        for one in staff:
            mark_read(db, one, room, 6)
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


@pytest.mark.parametrize("options", [{}, PHONE, {"color_scheme": "dark"}], ids=["wide", "phone", "dark"])
def test_figures_are_counted_on_the_first_visit_and_shown_as_charts_and_tables(
    meet: Meet, yoshida: Viewer, options: dict[str, object]
) -> None:
    administrator = meet(yoshida, **options)
    administrator.go("/console/figures")
    expect(administrator.page.get_by_role("heading", name="日ごとの発言")).to_be_visible()
    expect(administrator.page.get_by_role("row", name="福祉課")).to_be_visible()
    assert complaints(administrator) == []
    administrator.page.get_by_role("button", name="表で見る").first.click()
    expect(administrator.page.get_by_role("table").first).to_be_visible()
    assert complaints(administrator) == []
    administrator.page.get_by_role("button", name="見積りを").click()
    administrator.page.get_by_label("発言1件で減った時間").fill("１２０")
    administrator.page.get_by_role("button", name="保存する").click()
    expect(administrator.page.get_by_text("× 120秒")).to_be_visible()
    expect(administrator.page.get_by_text("5人未満", exact=True).first).to_be_visible()  # came: one person alone


def test_a_chart_leaves_the_page_as_a_picture(meet: Meet, yoshida: Viewer) -> None:
    administrator = meet(yoshida)
    administrator.context.grant_permissions(["clipboard-read", "clipboard-write"])
    administrator.go("/console/figures")
    administrator.page.get_by_role("button", name="画像をコピー").first.click()
    expect(administrator.page.get_by_text("画像をコピーしました。")).to_be_visible()
    kinds = administrator.page.evaluate("navigator.clipboard.read().then((items) => items.flatMap((one) => one.types))")
    assert kinds == ["image/png"]


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_an_announcement_appears_at_once_and_goes_when_it_is_confirmed(
    town: Town, meet: Meet, yoshida: Viewer, options: dict[str, object]
) -> None:
    title = f"庁内ネットワークの停止（{len(options)}）"
    sato = meet(town.cast.sato, **options)
    sato.go(f"/rooms/{town.room_id}")
    expect(sato.page.get_by_text("第一避難所を開設しました。", exact=True)).to_be_visible()
    administrator = meet(yoshida, **options)
    administrator.go("/console/announcements")
    administrator.page.get_by_role("button", name="お知らせを出す").click()
    administrator.page.get_by_label("題名").fill(title)
    administrator.page.get_by_label("本文").fill("土曜の9時から12時まで止まります。")
    administrator.page.get_by_role("dialog").get_by_text("重要", exact=True).click()
    assert complaints(administrator) == []
    administrator.page.get_by_role("dialog").get_by_role("button", name="お知らせを出す").click()
    expect(administrator.page.get_by_text("職員全員").first).to_be_visible()
    assert complaints(administrator) == []
    alert = sato.page.get_by_role("alert").filter(has_text=title)
    expect(alert).to_be_visible()
    sato.page.get_by_role("button", name="本文を読む").click()
    expect(sato.page.get_by_text("土曜の9時から12時まで止まります。")).to_be_visible()
    assert complaints(sato) == []
    sato.page.get_by_role("button", name="確認しました").click()
    expect(alert).to_have_count(0)
    administrator.page.get_by_role("button", name="確認の状況").first.click()
    expect(administrator.page.get_by_role("dialog").get_by_text("まだ確認していない").first).to_be_visible()
    assert complaints(administrator) == []


def test_an_announcement_is_put_away_on_every_screen_when_it_ends(town: Town, meet: Meet, yoshida: Viewer) -> None:
    with town.transaction() as db:
        announce(db, yoshida, NewAnnouncement(title="健康診断の受付", importance="urgent", ends_at=now_ms() + HOUR))
    tanaka = meet(town.cast.tanaka)
    tanaka.go("/")
    expect(tanaka.page.get_by_text("健康診断の受付")).to_be_visible()
    administrator = meet(yoshida)
    administrator.go("/console/announcements")
    administrator.page.get_by_role("listitem").filter(has_text="健康診断の受付").get_by_role(
        "button", name="終了する"
    ).click()
    administrator.page.get_by_role("dialog").get_by_role("button", name="終了する").click()
    expect(administrator.page.get_by_text("終了しました。")).to_be_visible()
    expect(tanaka.page.get_by_text("健康診断の受付")).to_have_count(0)
