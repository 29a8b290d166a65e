"""A mail address is proved by a code that is sent there: nothing is submitted before, and nobody's box is filled."""

import re
from functools import partial

import pytest
from sqlalchemy import select, update

from kairan.applications.mail_codes import LETTERS_MOST, TRIES_MOST
from kairan.applications.model import application_draft_table
from kairan.applications.seats_model import mail_proof_table
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import MailAddress, ShortText
from tests.applications.conftest import MailedTown
from tests.applications.test_races import at_once, number_of
from tests.support.processes import wait_until

PROVED = FormDocument(
    title="見学の申込み",
    pages=[
        QuestionPage(id="p1", questions=[MailAddress(id="mail", label="メール", twice=False, proved=True)]),
        QuestionPage(id="p2", questions=[ShortText(id="who", label="名前")]),
    ],
)


@pytest.fixture(scope="module")
def town(mailed_town: MailedTown) -> MailedTown:
    """A town with a mail server."""
    return mailed_town


def codes_to(town: MailedTown, address: str) -> list[str]:
    return [
        re.findall(r"確認の番号　　(\d{6})", one.get_content())[0] for one in town.box.taken if one["To"] == address
    ]


def code_to(town: MailedTown, address: str, count: int = 1) -> str:
    """Return the code that was sent last."""
    wait_until(lambda: len(codes_to(town, address)) == count, f"{count} letters to {address}")
    return codes_to(town, address)[-1]


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_an_address_is_proved_by_the_code_that_was_sent_there(town: MailedTown) -> None:
    form = town.form(PROVED)
    one = town.resident()
    one.begin(form.address)
    one.press(mail="hanako@example.jp")
    assert one.path == f"/f/{form.address}/prove/mail"
    assert "hanako@example.jp に、6桁の番号を送りました" in one.page.text
    code = code_to(town, "hanako@example.jp")
    one.press(code=other(code))
    assert "番号が違います" in one.page.text
    one.open(f"/f/{form.address}/check")
    assert "名前" in one.page.text
    assert one.path.startswith(f"/f/{form.address}/p/p2")
    one.press(who="花子")
    assert one.path == f"/f/{form.address}/prove/mail?check=1", "nothing is checked before it is proved"
    one.press(code="　".join(code))  # in groups, as people type it
    assert one.path == f"/f/{form.address}/check"

    one.open(f"/f/{form.address}/p/p1?check=1")
    one.press(mail="jiro@example.jp")
    assert one.path == f"/f/{form.address}/prove/mail?check=1", "another address is to be proved, too"
    one.press(code=code)
    assert "番号が違います" in one.page.text
    one.press(code=code_to(town, "jiro@example.jp"))
    one.press()
    assert "受け付けました" in one.page.text
    assert number_of(one)


def test_nothing_goes_round_the_proof(town: MailedTown) -> None:
    form = town.form(PROVED)
    one, proved = town.resident(), town.resident()
    codes = []
    for count, each in enumerate((one, proved), 1):
        each.begin(form.address)
        each.press(mail="saburo@example.jp")
        codes.append(code_to(town, "saburo@example.jp", count))
        each.open(f"/f/{form.address}/p/p2")
        each.press(who="三郎")
    one.press(code=codes[1])
    assert "番号が違います" in one.page.text, "the code of another draft opens nothing here"
    proved.press(code=codes[1])
    sent = proved.sent()
    assert sent["draft"]
    with town.database() as db:
        drafts = db.scalars(select(application_draft_table.c.id).where(application_draft_table.c.form_id == form.id))
    assert len(drafts) == 2
    for draft in (*drafts, ""):  # one's own, and another's
        stolen = {**sent, "draft": [draft]}
        answer = one.client.post(f"/f/{form.address}/submit", data=stolen, headers={"Origin": one.url})
        assert "受け付けました" not in answer.text
    # The proof of another browser's draft is not mine, though the address is the same.
    one.open(f"/f/{form.address}/check")
    assert one.path == f"/f/{form.address}/prove/mail?check=1"
    stranger = town.resident()
    stranger.open(f"/f/{form.address}/prove/mail")
    assert "saburo" not in stranger.page.text
    stranger.client.post(f"/f/{form.address}/prove/mail", data={"-to": "send"}, headers={"Origin": one.url})


def test_a_code_is_guessed_at_a_few_times_and_letters_are_few(town: MailedTown) -> None:
    form = town.form(PROVED)
    one = town.resident()
    one.begin(form.address)
    one.press(mail="shiro@example.jp")
    code = code_to(town, "shiro@example.jp")
    url, cookies = f"{one.url}/f/{form.address}/prove/mail", one.client

    def guess() -> None:
        cookies.post(url, data={"code": other(code)}, headers={"Origin": one.url})

    at_once([guess] * (TRIES_MOST + 3))
    one.open(f"/f/{form.address}/prove/mail")
    assert "番号を送る" in one.page.text
    tried = one.client.post(url, data={"code": code}, headers={"Origin": one.url})
    assert "この番号は使えません" in tried.text, "the right one is over, too"
    for _ in range(LETTERS_MOST - 1):
        one.client.post(url, data={"-to": "send"}, headers={"Origin": one.url})
    again = one.client.post(url, data={"-to": "send"}, headers={"Origin": one.url})
    assert "送れる回数を超えました" in again.text
    last = code_to(town, "shiro@example.jp", LETTERS_MOST)
    # Whoever begins anew sends one more to the same address, and no other.
    for count in (LETTERS_MOST + 1, LETTERS_MOST + 1):
        new = town.resident()
        new.begin(form.address)
        new.press(mail="Shiro@Example.jp")
        wait_until(partial(_came_to, town, "shiro@example.jp", count), "the letters came")
    with town.database() as db:
        old = mail_proof_table.c.sent_at - 31 * 60_000
        db.execute(update(mail_proof_table).values(sent_at=old))
    late = one.client.post(url, data={"code": last}, headers={"Origin": one.url})
    assert "この番号は使えません" in late.text, "its half hour is over"


def _came_to(town: MailedTown, address: str, count: int) -> bool:
    return [str(one["To"]).lower() for one in town.box.taken].count(address) == count
