"""Where one is signed in: the other window is named, then signed out from here; guessing is told to wait."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.test_screens import complaints
from tests.browser.town import PASSWORD, Town

TRIES = 8


def test_a_person_names_a_forgotten_window_and_signs_it_out_from_here(town: Town, meet: Meet) -> None:
    here, there = meet(), meet(town.cast.sato)
    there.go("/")
    here.sign_in("あおば市", "sato", PASSWORD)
    here.page.get_by_role("link", name="設定").click()
    rows = here.page.locator("section").filter(has_text="サインイン中の端末").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("この端末")

    rows.nth(1).get_by_role("button", name="名前を付ける").click()
    here.page.get_by_label("名前", exact=True).fill("出張用のパソコン")
    here.page.get_by_role("button", name="保存する").click()
    expect(rows.nth(1)).to_contain_text("出張用のパソコン")
    assert complaints(here, "settings") == []

    here.page.get_by_role("button", name="「出張用のパソコン」をサインアウトさせる").click()
    here.page.get_by_role("dialog").get_by_role("button", name="サインアウトさせる").click()
    expect(rows).to_have_count(1)
    expect(there.page.get_by_label("ログインID")).to_be_visible()


def test_who_guesses_is_told_to_wait(meet: Meet) -> None:
    guesser = meet()
    guesser.sign_in("あおば市", "tanaka", "wrong")
    for _ in range(TRIES):
        expect(guesser.page.get_by_text("が違います").or_(guesser.page.get_by_text("待って")).first).to_be_visible()
        if guesser.page.get_by_text("待って").count():
            break
        guesser.page.get_by_role("button", name="サインインする").click()
        guesser.page.wait_for_timeout(100)
    expect(guesser.page.get_by_text("待って")).to_be_visible()
