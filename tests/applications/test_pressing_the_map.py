"""A resident presses the map on a phone, by hand and by keys; the proxy that has the tiles is played by the browser."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.applications.conftest import Town
from tests.applications.test_pressed_map import HOLE
from tests.support.axe import accessibility_faults

# What a browser does with a page is the same whatever the database.
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True, scope="session")

TILE = """<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><path fill="#e8efe2" stroke="#9aa79a"
 d="M0 0h256v256H0z"/><path stroke="#fff" stroke-width="14" d="M0 90h256M140 0v256"/></svg>"""


def where(page: Page) -> tuple[float, float]:
    latitude, longitude = (page.locator(f"[name='where.{part}']").input_value() for part in ("latitude", "longitude"))
    return float(latitude), float(longitude)


def test_a_resident_presses_the_map_and_mends_what_was_marked(mapped_town: Town, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="ja-JP") as context:
        page, faults, asked = context.new_page(), list[str](), list[str]()
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

        def tile(route: Route) -> None:
            asked.append(route.request.url)
            route.fulfill(body=TILE, content_type="image/svg+xml")

        page.route("**/tiles/**", tile)
        page.goto(f"{mapped_town.server.url}/f/{mapped_town.form(HOLE).address}")
        page.get_by_role("button", name="記入を始める").click()
        opens = page.get_by_role("button", name="地図で選ぶ")
        expect(opens).to_be_visible()
        assert asked == []  # nothing before it is opened
        opens.click()
        ground = page.get_by_role("application", name="場所を選ぶ地図")
        expect(ground.locator("img").first).to_be_visible()
        assert asked

        ground.click(position={"x": 100, "y": 100})  # 千代田区 is all in view
        expect(page.get_by_role("status").filter(has_text="印を付け")).to_be_visible()
        north, east = where(page)
        assert 35.66 < north < 35.72
        assert 139.70 < east < 139.80
        assert accessibility_faults(page) == []
        page.emulate_media(color_scheme="dark")
        assert accessibility_faults(page) == []

        pin = ground.locator(".pin").bounding_box()
        assert pin is not None
        page.mouse.move(pin["x"] + 22, pin["y"] + 20)
        page.mouse.down()
        page.mouse.move(pin["x"] + 82, pin["y"] + 60, steps=4)
        page.mouse.up()
        dragged = where(page)
        assert dragged[0] < north
        assert dragged[1] > east

        ground.focus()
        for key in ("ArrowUp", "ArrowLeft", "+", "Enter"):
            page.keyboard.press(key)
        assert where(page) != dragged
        page.get_by_label("緯度").fill("35.6895")  # what is typed moves the mark
        page.get_by_label("経度").fill("139.6917")
        page.get_by_label("経度").press("Tab")
        page.get_by_role("button", name="中央に印を付ける").click()
        assert where(page) == pytest.approx((35.6895, 139.6917), abs=0.0001)
        page.locator("button.main:not(.trap)").click()
        expect(page.get_by_text("北緯35.689")).to_be_visible()
        assert faults == []


def test_without_tiles_the_page_says_so_and_the_fields_stay(mapped_town: Town, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="ja-JP") as context:
        page = context.new_page()
        page.goto(f"{mapped_town.server.url}/f/{mapped_town.form(HOLE).address}")
        page.get_by_role("button", name="記入を始める").click()
        page.get_by_role("button", name="地図で選ぶ").click()
        expect(page.get_by_text("地図を表示できません。")).to_be_visible()
        page.get_by_label("場所の説明").fill("市役所の前")
        page.locator("button.main:not(.trap)").click()
        expect(page.get_by_text("市役所の前")).to_be_visible()
