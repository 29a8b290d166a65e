"""Oversight in a browser: records read by an auditor with consent, rooms without a master, the page of evidence."""

import pytest
from playwright.sync_api import expect

from kairan.core.kit.clock import now_ms
from kairan.core.kit.days import day_of
from kairan.core.viewer import Viewer
from kairan.records.model import NewRequest
from kairan.records.requests import ask_for_records, consent_to
from kairan.talk.actions import remove_message
from tests.administration.conftest import with_role
from tests.browser.conftest import Meet
from tests.browser.test_console import complaints, heading
from tests.browser.town import Town
from tests.cast import say

REASON = "入札の情報が漏れたという通報の調査のため"


@pytest.fixture(scope="module")
def auditor(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "kansa", "監査 正", "auditor")


@pytest.fixture(scope="module")
def yoshida(town: Town) -> Viewer:
    with town.transaction() as db:
        return with_role(db, town.cast.city, "yoshida", "吉田 恵", "administrator")


def test_an_auditor_reads_what_was_removed_after_a_second_person_consented(
    town: Town, meet: Meet, auditor: Viewer, yoshida: Viewer
) -> None:
    today = day_of(now_ms())
    with town.transaction() as db:
        removed = say(db, town.cast.tanaka, town.room_id, "業者に伝えておきます。")
        remove_message(db, town.cast.tanaka, removed.id)
        new = NewRequest(reason=REASON, room_ids=[town.room_id], first_on=today, last_on=today)
        request = ask_for_records(db, auditor, new)
    person = meet(auditor)
    person.go("/console/records")
    expect(person.page.get_by_text("自分の申請には同意できません。")).to_be_visible()
    assert complaints(person) == []
    with town.transaction() as db:
        consent_to(db, yoshida, request.id)
    person.go("/console/records")
    person.page.get_by_role("button", name="記録を読む").click()
    expect(person.page.get_by_text("業者に伝えておきます。")).to_be_visible()
    assert complaints(person) == []


def test_an_administrator_finds_rooms_and_makes_the_page_of_evidence(meet: Meet, yoshida: Viewer) -> None:
    person = meet(yoshida)
    person.go("/console/rooms")
    expect(person.page.get_by_text("避難所運営")).to_be_visible()
    assert complaints(person) == []
    person.go("/console/evidence")
    person.page.get_by_role("button", name="作成する").click()
    heading(person, "アカウントと権限")
    expect(person.page.get_by_text("抜けや書き換えはありません。").first).to_be_visible()
    assert complaints(person) == []
