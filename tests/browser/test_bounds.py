"""What somebody sees when they are too fast, and when the self-audit has found something."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kairan.core.viewer import Viewer
from kairan.installation.actions import add_operator
from kairan.installation.findings import Drift, note_drift
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import PHONE, complaints, heading
from tests.browser.test_operator import come_in
from tests.browser.town import PASSWORD, Town
from tests.support.passwords import quickly_hashed
from tests.support.server import Server


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town, where nobody may post more than three messages at once."""
    folder = tmp_path_factory.mktemp("bounds")
    town = Town(folder)
    rates = json.dumps({"posting.account": [0.1, 3]})
    # The self-audit would soon see that what is found here is not so.
    town.server = Server(folder, database=town.url, rates=rates, selfaudit_s=0)
    town.server.start()
    yield town
    town.server.stop()


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    """An administrator, and two findings in their body."""
    with town.transaction() as db:
        stream = f"room:{town.room_id}"
        note_drift(
            db,
            Drift("index", stream, 0, "message 0abc: cannot be found / 発言 0abc: 検索で見つかりません"),
            town.cast.city,
        )
        note_drift(
            db,
            Drift("unread", stream, 0, "0def: 3 shown, 2 by counting / 0def: 表示は3件、数え直すと2件です"),
            town.cast.city,
        )
        add_operator(db, "設楽 運", "shitara", quickly_hashed(PASSWORD))
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def test_who_writes_too_fast_is_told_and_everything_is_sent_once(town: Town, meet: Meet) -> None:
    person = meet(town.cast.sato)
    person.go(f"/rooms/{town.room_id}")
    person.composer.wait_for()
    for number in range(6):
        person.send(f"速い知らせ {number}")
    expect(person.page.get_by_text("混み合っているため、少し待ってから自動で送ります").first).to_be_visible()
    assert complaints(person) == []
    wanted = [f"速い知らせ {number}" for number in range(6)]
    person.until(lambda: town.texts(town.cast.sato)[-6:] == wanted, "everything is there, once and in order", 90)
    expect(person.page.get_by_text("混み合っているため")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["pc", "phone"])
def test_findings_are_told_to_administrators_and_operators(
    town: Town, meet: Meet, yoshida: Viewer, size: str, scheme: str
) -> None:
    options = {"color_scheme": scheme, **(PHONE if size == "phone" else {})}
    administrator, operator = meet(yoshida, **options), meet(**options)
    administrator.go("/console")
    matter = administrator.page.get_by_role("region", name="確認が必要なこと").get_by_role("link").first
    expect(matter).to_contain_text("自動の照合で、記録と一致しないところが見つかりました。")
    assert complaints(administrator) == []
    matter.click()
    found = administrator.page.locator("main li").filter(has_text="自動の照合で不一致を発見").first
    expect(found).to_contain_text("0def: 表示は3件、数え直すと2件です")
    assert complaints(administrator) == []
    come_in(operator, "shitara")
    operator.page.get_by_text("設置者の画面").first.wait_for()
    operator.go("/operator/condition")
    heading(operator, "自動の照合")
    expect(operator.page.get_by_text("検索の索引")).to_be_visible()
    expect(operator.page.get_by_text("0def: 表示は3件、数え直すと2件です")).to_be_visible()
    expect(operator.page.get_by_text("by counting")).to_have_count(0)
    assert complaints(operator) == []
