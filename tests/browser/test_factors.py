"""Coming in with more than a password, in a browser: an app, a passkey of a real authenticator, and its copy."""

import re
import time
from typing import Any

import msgspec
import pyotp
import pytest
from playwright.sync_api import CDPSession, expect
from sqlalchemy import update

from kairan.core.kit.clock import now_ms
from kairan.core.viewer import Viewer
from kairan.people import NewMember, create_member, member_table
from kairan.sessions.model import session_table
from kairan.sessions.rules import FactorRule, SignInRules, sign_in_rule_table
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.town import PASSWORD, Town
from tests.support.passwords import quickly_hashed

OWN = "自分だけが知っている長めの文"
# The browser's own authenticator takes up the offer below the login by itself, and would be faster than the button.
NO_OFFER_IN_FIELD = "PublicKeyCredential.isConditionalMediationAvailable = async () => false;"
ISSUED = "kx7m-p3wq-9fhd-2nvc"


def at_localhost(town: Town) -> str:
    """Passkeys need a name: a number is none."""
    return town.server.url.replace("127.0.0.1", "localhost")


def person_at(town: Town, meet: Meet, **options: Any) -> Person:
    return meet(url=at_localhost(town), **options)


def sign_in(person: Person, login: str, password: str = PASSWORD) -> None:
    person.sign_in("あおば市", login, password)


def authenticator(person: Person) -> tuple[CDPSession, str]:
    """Give the browser an authenticator of its own, which verifies its owner."""
    cdp = person.context.new_cdp_session(person.page)
    cdp.send("WebAuthn.enable", {"enableUI": False})
    made = cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return cdp, made["authenticatorId"]


def safety(person: Person) -> None:
    person.page.get_by_role("heading", name="サインインの安全").wait_for()
    person.page.get_by_role("heading", name="最近のできごと").wait_for()


def signed_in(person: Person) -> None:
    person.page.get_by_role("navigation", name="画面の切り替え").first.wait_for()


def next_code(app: pyotp.TOTP) -> str:
    """Wait for a code that was not shown yet."""
    shown = getattr(app, "shown", None)
    while (code := app.now()) == shown:
        time.sleep(0.5)
    app.shown = code  # type: ignore[attr-defined]
    return code


def issue(town: Town, viewer: Viewer) -> None:
    with town.transaction() as db:
        issued = {"password_hash": quickly_hashed(ISSUED), "password_issued_at": now_ms()}
        db.execute(update(member_table).where(member_table.c.id == viewer.member_id).values(**issued))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["pc", "phone"])
def test_an_issued_password_is_replaced_and_then_the_day_begins(town: Town, meet: Meet, size: str, scheme: str) -> None:
    issue(town, town.cast.suzuki)
    person = person_at(town, meet, color_scheme=scheme, **(PHONE if size == "phone" else {}))
    sign_in(person, "suzuki", ISSUED)
    heading(person, "パスワードを決めてください")
    person.page.get_by_role("button", name="このパスワードにする").click()
    expect(person.page.get_by_text("12文字以上で入力してください。")).to_be_visible()
    assert complaints(person) == []
    person.page.get_by_label("新しいパスワード", exact=True).fill(OWN)
    person.page.get_by_label("新しいパスワード（確認）").fill(OWN)
    person.page.get_by_role("button", name="このパスワードにする").click()
    signed_in(person)


def test_an_app_is_added_and_asked_for_and_a_recovery_code_helps_when_it_is_lost(town: Town, meet: Meet) -> None:
    person = person_at(town, meet)
    sign_in(person, "sato")
    signed_in(person)
    person.go("/settings")
    safety(person)
    person.page.get_by_role("button", name="認証アプリを登録する").click()
    heading(person, "認証アプリの登録")
    shown = person.page.locator("[class*=secret]")
    expect(shown).to_have_text(re.compile(r"\w{4}( \w{4}){7}"))
    secret = shown.inner_text().replace(" ", "")
    assert complaints(person) == []
    app = pyotp.TOTP(secret)
    person.page.get_by_label("アプリに表示された6けたの数字").fill(next_code(app))
    person.page.get_by_role("button", name="登録する", exact=True).click()
    person.page.get_by_role("button", name="控えたので閉じる").wait_for()
    codes = person.page.get_by_role("list", name="回復コード").get_by_role("listitem").all_inner_texts()
    assert len(codes) == 10
    assert complaints(person) == []
    person.page.get_by_role("button", name="控えたので閉じる").click()
    expect(person.page.get_by_text("残り 10 個")).to_be_visible()
    assert complaints(person) == []

    other = person_at(town, meet)
    sign_in(other, "sato")
    heading(other, "本人であることの確認")
    other.page.get_by_label("認証アプリのコード").fill("000000")
    other.page.get_by_role("button", name="確かめる", exact=True).click()
    expect(other.page.get_by_text("コードが違うか、すでに使われています")).to_be_visible()
    assert complaints(other) == []
    other.page.get_by_label("認証アプリのコード").fill(next_code(app))
    other.page.get_by_role("button", name="確かめる", exact=True).click()
    signed_in(other)

    third = person_at(town, meet)
    sign_in(third, "sato")
    third.page.get_by_role("button", name="回復コードを使う").click()
    third.page.get_by_label("回復コード", exact=True).fill(codes[0])
    third.page.get_by_role("button", name="確かめる", exact=True).click()
    signed_in(third)
    third.go("/settings")
    expect(third.page.get_by_text("残り 9 個")).to_be_visible()


def test_a_passkey_signs_in_without_a_password_and_its_copy_is_refused_blocked_and_told(town: Town, meet: Meet) -> None:
    person = person_at(town, meet)
    cdp, device = authenticator(person)
    person.page.add_init_script(NO_OFFER_IN_FIELD)
    sign_in(person, "tanaka")
    signed_in(person)
    person.go("/settings")
    safety(person)
    person.page.get_by_role("button", name="パスキーを登録する").click()
    person.page.get_by_label("パスキーの名前").fill("窓口のパソコン")
    assert complaints(person) == []
    person.page.get_by_role("button", name="登録をはじめる").click()
    person.page.get_by_role("button", name="控えたので閉じる").click()
    expect(person.page.get_by_text("窓口のパソコン").first).to_be_visible()
    (copied,) = cdp.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]

    for _ in range(2):
        sign_out(person)
        person.page.get_by_role("button", name="パスキーを使う").click()
        signed_in(person)

    sign_out(person)
    cdp.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    cdp.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": copied})
    person.page.get_by_role("button", name="パスキーを使う").click()
    expect(person.page.get_by_text("複製された疑いがあるため、このパスキーを止めました")).to_be_visible()

    sign_in(person, "tanaka")
    signed_in(person)
    person.go("/settings")
    safety(person)
    expect(person.page.get_by_text(re.compile("複製の疑いで停止中"))).to_be_visible()
    expect(person.page.get_by_text("パスキー「窓口のパソコン」を、複製の疑いで停止しました")).to_be_visible()
    assert complaints(person) == []
    person.page.get_by_role("button", name="「窓口のパソコン」を削除する").click()
    person.page.get_by_role("button", name="削除する", exact=True).last.click()
    expect(person.page.get_by_text("削除しました。")).to_be_visible()


def test_a_passkey_offered_in_the_list_below_the_login_signs_in_without_the_button(town: Town, meet: Meet) -> None:
    with town.transaction() as db:  # somebody who has no other factor
        newcomer = NewMember(login="mori", name="森 進", password_hash=quickly_hashed(PASSWORD))
        create_member(db, None, town.cast.city, newcomer)
    person = person_at(town, meet)
    authenticator(person)  # it takes up the offer by itself: nobody chooses from the list
    sign_in(person, "mori")
    signed_in(person)
    person.go("/settings")
    safety(person)
    person.page.get_by_role("button", name="パスキーを登録する").click()
    person.page.get_by_label("パスキーの名前").fill("窓口のパソコン")
    person.page.get_by_role("button", name="登録をはじめる").click()
    person.page.get_by_role("button", name="控えたので閉じる").click()
    with person.page.expect_response(re.compile("/session/passkey$"), timeout=120_000) as answered:
        person.page.get_by_role("button", name="サインアウトする").first.click()
    assert answered.value.ok
    signed_in(person)


def sign_out(person: Person) -> None:
    person.go("/settings")
    person.page.get_by_role("button", name="サインアウトする").first.click()
    person.page.get_by_label("パスワード", exact=True).wait_for()


def test_what_the_organisation_demands_is_added_before_the_day_begins(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        member = with_role(db, town.cast.city, "kansa", "監査 正", "auditor")
        db.execute(
            update(member_table).where(member_table.c.id == member.member_id).values(password_hash=quickly_hashed(OWN))
        )
        rule = FactorRule(whom="auditor", face="single", demand="passkey")
        rules = SignInRules(factors=[rule], grace_days=0)
        stored = {"organization_id": town.cast.city, "rules": msgspec.json.encode(rules).decode()}
        db.execute(sign_in_rule_table.insert().values(**stored))
    person = person_at(town, meet)
    authenticator(person)
    sign_in(person, "kansa", OWN)
    heading(person, "認証の登録が必要です")
    assert complaints(person) == []
    person.page.get_by_role("button", name="パスキーを登録する").click()
    person.page.get_by_label("パスキーの名前").fill("監査室")
    person.page.get_by_role("button", name="登録をはじめる").click()
    person.page.get_by_role("button", name="控えたので閉じる").click()
    signed_in(person)


def test_an_important_change_asks_once_more_and_then_goes_on_by_itself(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        yoshida = with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")
        hashed = {"password_hash": quickly_hashed(PASSWORD)}
        db.execute(update(member_table).where(member_table.c.id == yoshida.member_id).values(**hashed))
    person = meet(yoshida)
    with town.transaction() as db:
        db.execute(update(session_table).values(proved_at=0))
    person.go("/console/departments")
    person.page.get_by_role("button", name="部署を追加する").click()
    person.page.get_by_role("textbox", name="名称").fill("広報課")
    person.page.get_by_role("button", name="追加する", exact=True).click()
    heading(person, "本人であることの確認")
    assert complaints(person) == []
    person.page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    person.page.get_by_role("button", name="確かめて続ける").click()
    expect(person.page.get_by_text("広報課").first).to_be_visible()
