"""Signing in through the body's provider in a browser: there, and back again; what is refused is told in words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from kairan.core.kit.database import sqlite_url
from kairan.people import set_password
from tests.administration.conftest import with_role
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints, heading
from tests.sessions.travelling import CONNECTION, PASSWORD, World, world_at
from tests.support.databases import build_schema
from tests.support.identity import SECRET
from tests.support.passwords import quickly_hashed


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("sso")
    url = sqlite_url(folder / "town.db")
    build_schema(url)
    world = world_at(folder, url)
    world.server.start()
    world.provider.start()
    yield world
    world.provider.stop()
    world.server.stop()


def somebody(browser: Browser, world: World, **options: object) -> Person:
    context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", **options)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    return Person(context, world.server.url)


def sign_in_there(person: Person, user: str) -> None:
    """Go from the sign-in page to the body's provider, and be that user there."""
    person.page.get_by_role("button", name="団体").click()
    person.page.get_by_role("option", name="あおば市").click()
    person.page.get_by_role("button", name="統合認証でサインインする").click()
    be_user(person, user)


def be_user(person: Person, user: str) -> None:
    person.page.get_by_label("利用者").fill(user)
    person.page.get_by_role("button", name="サインイン", exact=True).click()


@pytest.mark.parametrize("size", ["pc", "phone"])
def test_an_administrator_sets_it_up_tries_it_and_somebody_comes_in(browser: Browser, world: World, size: str) -> None:
    world.administer("PUT", CONNECTION, {"enabled": False, "terms": {}, "secret": ""})
    options = PHONE if size == "phone" else {"viewport": {"width": 1280, "height": 800}}
    yoshida = somebody(browser, world, **options)
    yoshida.sign_in("あおば市", "yoshida", PASSWORD)
    yoshida.page.get_by_role("link", name="その他" if size == "phone" else "管理").first.wait_for()
    yoshida.go("/console/provider")
    heading(yoshida, "統合認証")
    yoshida.page.get_by_role("textbox", name="発行者").fill(world.provider.issuer)
    yoshida.page.get_by_role("textbox", name="クライアントID").fill("kairan")
    yoshida.page.get_by_label("クライアントシークレット").fill(SECRET)
    yoshida.page.locator("label", has_text="統合認証でのサインインを使う").click()
    assert complaints(yoshida) == []
    yoshida.page.get_by_role("button", name="保存する").click()
    expect(yoshida.page.get_by_text("保存しました。")).to_be_visible()
    yoshida.page.get_by_role("button", name="接続を試す").click()
    expect(yoshida.page.get_by_text("できました")).to_have_count(4)
    assert complaints(yoshida) == []
    yoshida.context.close()
    sato = somebody(browser, world, **options)
    sato.go("/directory")
    sign_in_there(sato, "sato")
    heading(sato, "連絡先")  # where they wanted to go
    sato.context.close()


def test_what_is_refused_is_told_on_the_sign_in_page(browser: Browser, world: World) -> None:
    world.set_up()
    person = somebody(browser, world)
    person.go("/")
    sign_in_there(person, "unknown")
    expect(person.page.get_by_text("対応するアカウントがありません")).to_be_visible()
    assert "code=" not in person.page.url
    assert complaints(person) == []
    person.context.close()


def test_what_decides_who_comes_in_is_asked_of_another_administrator(browser: Browser, world: World) -> None:
    world.set_up()
    with world.db() as db:
        mori = with_role(db, world.cast.city, "mori", "森 陽子", "administrator")
        set_password(db, mori, quickly_hashed(PASSWORD))
    yoshida = somebody(browser, world)
    yoshida.sign_in("あおば市", "yoshida", PASSWORD)
    yoshida.page.get_by_role("link", name="管理").first.wait_for()
    yoshida.go("/console/provider")
    yoshida.page.locator("label", has_text="認証サーバーにいる人すべて").click()
    yoshida.page.get_by_role("button", name="保存する").click()
    dialog = yoshida.page.get_by_role("dialog")
    dialog.get_by_text("だれがだれとしてサインインできるか").wait_for()
    assert complaints(yoshida) == []
    dialog.get_by_role("textbox", name="理由").fill("新しく入る職員のアカウントを作るため")
    dialog.get_by_role("button", name="依頼する").click()
    expect(yoshida.page.get_by_text("同意を依頼しました。")).to_be_visible()
    expect(yoshida.page.get_by_role("radio", name="登録済みの職員と一致した人")).to_be_checked()
    yoshida.context.close()
    second = somebody(browser, world)
    second.sign_in("あおば市", "mori", PASSWORD)
    second.page.get_by_role("link", name="管理").first.wait_for()
    second.go("/console/consents")
    asked = f"統合認証のサインインを変える（認証サーバー: {world.provider.issuer}）"
    expect(second.page.get_by_text(asked).first).to_be_visible()
    expect(second.page.get_by_text("matched → created")).to_be_visible()
    assert complaints(second) == []
    second.page.get_by_role("button", name="同意する").click()
    second.page.get_by_role("dialog").get_by_role("button", name="同意する").click()
    expect(second.page.get_by_text("実行済み")).to_be_visible()
    second.context.close()
    view = world.administer("GET", CONNECTION).json()
    assert view["terms"]["accounts"] == "created"


def test_who_has_powers_links_themselves_and_comes_in_that_way(browser: Browser, world: World) -> None:
    yoshida = somebody(browser, world)
    yoshida.sign_in("あおば市", "yoshida", PASSWORD)
    yoshida.page.get_by_role("link", name="管理").first.wait_for()
    yoshida.go("/settings")
    yoshida.page.get_by_role("button", name="結び付ける").click()
    be_user(yoshida, "suzuki")
    expect(yoshida.page.get_by_text("統合認証と結び付けました。")).to_be_visible()
    expect(yoshida.page.get_by_text("利用者 suzuki")).to_be_visible()
    assert yoshida.page.url == f"{world.server.url}/settings"
    assert complaints(yoshida) == []
    yoshida.page.reload()
    expect(yoshida.page.get_by_text("利用者 suzuki")).to_be_visible()
    again = somebody(browser, world)
    again.go("/settings")
    sign_in_there(again, "suzuki")
    expect(again.page.get_by_text("ログインID: yoshida")).to_be_visible()
    again.context.close()
    yoshida.page.get_by_role("button", name="結び付きを解除する").click()
    yoshida.page.get_by_role("dialog").get_by_role("button", name="結び付きを解除する").click()
    expect(yoshida.page.get_by_text("まだ結び付いていません。")).to_be_visible()
    yoshida.context.close()
