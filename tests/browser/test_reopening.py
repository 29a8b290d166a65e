"""Reopening an account with powers in the console: it is asked of another administrator, who decides in theirs."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from kairan.core.viewer import Viewer
from kairan.people import member_table
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints
from tests.browser.town import Town


def status(town: Town, who: Viewer) -> str:
    with town.transaction() as db:
        return str(db.scalar(select(member_table.c.status).where(member_table.c.id == who.member_id)))


@pytest.mark.parametrize("size", ["pc", "phone"])
def test_whoever_has_powers_is_reopened_by_two(town: Town, meet: Meet, size: str) -> None:
    with town.transaction() as db:
        first = with_role(db, town.cast.city, f"yoshida-{size}", f"吉田 恵{size}", "administrator")
        second = with_role(db, town.cast.city, f"mori-{size}", f"森 洋子{size}", "administrator")
        away = with_role(db, town.cast.city, f"hayashi-{size}", f"林 健{size}", "administrator")
        db.execute(update(member_table).where(member_table.c.id == away.member_id).values(status="suspended"))
    asker = meet(first, **(PHONE if size == "phone" else {}))
    asker.go("/console/people")
    asker.page.get_by_role("button", name="状態で絞る").click()
    asker.page.get_by_role("option", name="休止中").click()
    asker.page.get_by_role("button", name=f"林 健{size}").click()
    reopen = asker.page.get_by_role("button", name="利用を再開する")
    reopen.click()
    dialog = asker.page.get_by_role("dialog").filter(has_text=f"林 健{size} さんが、もとの権限や担当のまま")
    expect(dialog).to_be_visible()
    assert complaints(asker) == []
    dialog.get_by_role("button", name="依頼する", exact=True).click()
    expect(dialog).to_contain_text("5文字以上")
    dialog.get_by_role("textbox", name="理由").fill(f"育児休業から戻るため {size}")
    dialog.get_by_role("button", name="依頼する", exact=True).click()
    expect(asker.page.get_by_text("同意を依頼しました。")).to_be_visible()
    expect(reopen).to_be_focused()
    assert status(town, away) == "suspended"

    decider = meet(second)
    decider.go("/console/consents")
    waits = decider.page.get_by_text("ほかの管理者の依頼が1件、同意を待っています。")
    expect(waits).to_be_visible()
    decider.page.get_by_role("button", name="同意する").click()
    asked = decider.page.get_by_role("dialog")
    assert complaints(decider) == []
    asked.get_by_role("button", name="同意する").click()
    expect(asked).to_have_count(0)
    expect(waits).to_have_count(0)  # what was settled is not told any more, on the page one is on
    expect(decider.page.get_by_text(f"育児休業から戻るため {size}")).to_be_visible()

    reopen.click()  # the consent is there, and is used up by the very act
    expect(asker.page.get_by_text("再開しました。")).to_be_visible()
    assert status(town, away) == "active"


def test_who_gives_up_asking_has_asked_nobody(town: Town, meet: Meet) -> None:
    with town.transaction() as db:
        first = with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")
        with_role(db, town.cast.city, "mori", "森 洋子", "administrator")
        away = with_role(db, town.cast.city, "hara", "原 直", "administrator")
        db.execute(update(member_table).where(member_table.c.id == away.member_id).values(status="suspended"))
    asker = meet(first)
    asker.go("/console/people")
    asker.page.get_by_role("button", name="状態で絞る").click()
    asker.page.get_by_role("option", name="休止中").click()
    asker.page.get_by_role("button", name="原 直").click()
    reopen = asker.page.get_by_role("button", name="利用を再開する")
    reopen.click()
    asking = asker.page.get_by_role("dialog").filter(has_text="もとの権限や担当のまま")
    asking.get_by_role("button", name="取り消す").click()
    expect(reopen).to_be_focused()
    asker.go("/console/consents")
    expect(asker.page.get_by_text("原 直").first).to_have_count(0)
    assert status(town, away) == "suspended"
