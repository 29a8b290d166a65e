"""With a script a photo is made smaller before it is sent; the page says what is wrong all the same."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import Photo, ShortText
from tests.applications.conftest import Town
from tests.files.samples import saved

# What a browser does with a page is the same whatever the database.
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True, scope="session")


ASKED = QuestionPage(
    id="p1", questions=[ShortText(id="who", label="通報する人"), Photo(id="pic", label="現場の写真", most=2)]
)
ROADS = FormDocument(title="道路の不具合の通報", contact="土木課", pages=[ASKED])


def test_a_photo_is_made_smaller_before_it_is_sent(town: Town, browser: Browser, tmp_path: Path) -> None:
    form = town.form(ROADS)
    photo = tmp_path / "IMG_0001.jpeg"
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    photo.write_bytes(saved(Image.effect_noise((1_600, 1_200), 90).convert("RGB"), "JPEG", quality=92, exif=exif))
    context = browser.new_context(base_url=town.server.url, viewport={"width": 390, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"/f/{form.address}")
    page.get_by_role("button", name="記入を始める").click()
    page.get_by_label("通報する人").fill("髙橋")
    field = page.locator("input[type=file]")
    field.set_input_files(photo)
    page.get_by_role("button", name="選んだものを送っておく").click()
    expect(page.get_by_text("IMG_0001.jpg（")).to_be_visible(timeout=120_000)
    expect(page.locator("ul.files img")).to_have_js_property("naturalWidth", 480)
    expect(page.get_by_label("通報する人")).to_have_value("髙橋")
    field.set_input_files(photo)
    page.wait_for_function(
        "before => document.querySelector('input[type=file]').files[0].size < before", arg=photo.stat().st_size
    )
    page.get_by_role("button", name="確認へ進む").click()
    expect(page.get_by_role("heading", name="内容の確認")).to_be_visible(timeout=30_000)
    assert page.locator("dd").get_by_text("IMG_0001.jpg").count() == 1
    assert wrong == []
    context.close()
