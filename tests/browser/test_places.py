"""Shelters in a browser: reported on a phone by who is there, seen on the board and on the map by all."""

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from kairan.emergency.places.actions import add_place, name_keepers
from kairan.emergency.places.importing import take_list
from kairan.emergency.places.lists import read_places
from kairan.emergency.places.model import NewPlace, PlaceKeepers
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town

LIST = "ID,名称,緯度,経度,想定収容人数\r\nS1,第一小学校,35.30,136.90,屋内120人\r\nS2,第二小学校,35.32,136.95,80\r\n"


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        lead = with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")
        take_list(db, lead, read_places(LIST.encode("cp932")), "designated", is_drill=False)
        place_id = add_place(db, lead, NewPlace(name="本町集会所", key="the-hall"))
        name_keepers(db, lead, place_id, PlaceKeepers([town.cast.sato.member_id]))
        return lead


def test_a_shelter_is_reported_on_a_phone_and_seen_by_all(town: Town, meet: Meet, yoshida: Viewer) -> None:
    sato = meet(town.cast.sato, **PHONE)
    phone = sato.page
    sato.go("/broadcasts/places")
    phone.get_by_role("button", name="本町集会所").click()
    assert complaints(sato) == []
    phone.get_by_text("満員", exact=True).click()
    phone.get_by_label("避難している人数").fill("４２")
    phone.get_by_text("水", exact=True).click()
    phone.get_by_label("水の数や内容").fill("2リットル 100本")
    phone.get_by_role("button", name="報告する", exact=True).click()
    expect(phone.get_by_role("listitem").filter(has_text="満員　42人")).to_be_visible()
    assert complaints(sato) == []

    lead = meet(yoshida)
    page = lead.page
    lead.go("/broadcasts/places")
    row = page.get_by_role("listitem").filter(has_text="本町集会所")
    expect(row.get_by_text("42人")).to_be_visible()
    expect(row.get_by_text("必要なもの　水")).to_be_visible()
    expect(page.get_by_text("1 / 3か所")).to_be_visible()
    assert complaints(lead) == []
    page.get_by_role("button", name="第一小学校").click()
    page.get_by_label("避難している人数").fill("30")
    page.get_by_role("button", name="報告する", exact=True).click()
    expect(page.get_by_text("30 / 120人")).to_be_visible()

    lead.go("/broadcasts/places")
    page.get_by_role("tab", name="地図").click()
    beside = page.get_by_role("region", name="地図にある避難所")
    expect(beside.get_by_text("開設　30 / 120人")).to_be_visible()
    expect(beside.get_by_text("位置の分からない避難所 1か所は、地図にありません。")).to_be_visible()
    # Where the browser has no WebGL, the page says so, and the list goes on.
    shown = page.locator("canvas.maplibregl-canvas")
    expect(shown.or_(page.get_by_text("この端末では地図を表示できません。")).first).to_be_visible()
    beside.get_by_role("button", name="第一小学校").click()
    beside.get_by_role("button", name="くわしく見る").click()
    expect(page.get_by_role("heading", name="第一小学校")).to_be_visible()
    assert (lead.faults(), sato.faults()) == ([], [])
