"""An applicant's account: signed in by a code, the same on every device, and gone when it is deleted."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from kairan.applications.model import application_draft_table, application_table
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.questions import MailAddress, ShortText
from kairan.identity.accounts.model import applicant_account_table
from kairan.identity.model import IdentityTerms, IdentityTermsChange
from kairan.identity.providers import Allowed
from kairan.identity.setting_up import change_identity_terms
from tests.applications.conftest import MailedTown, Offered
from tests.applications.resident import Resident
from tests.applications.test_races import number_of
from tests.support.databases import Databases
from tests.support.postbox import SENDER, Postbox
from tests.support.processes import wait_until

WISH = FormDocument(
    title="見学の申込み",
    pages=[
        QuestionPage(
            id="p1",
            questions=[
                ShortText(id="wish", label="見たいもの"),
                MailAddress(id="mail", label="メール", twice=False, required=False),
            ],
        )
    ],
)


@pytest.fixture(scope="module")
def town(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailedTown]:
    """A town with a mail server."""
    box, url = Postbox(), databases.fresh()
    one = MailedTown(url, tmp_path_factory.mktemp("town"), box)
    mail = {"KAIRAN_MAIL_URL": f"smtp://127.0.0.1:{box.controller.port}", "KAIRAN_MAIL_FROM": SENDER}
    one.server.environment |= mail
    one.server.start()
    yield one
    one.close()
    box.controller.stop()
    databases.drop(url)


def ask(town: MailedTown, form: Offered, level: str) -> None:
    terms = IdentityTerms(level=level, places={"mail": "mail"})  # type: ignore[arg-type]
    with town.database() as db:
        change_identity_terms(db, town.cast.sato, Allowed(()), form.id, IdentityTermsChange(revision=0, terms=terms))


def codes_to(town: MailedTown, address: str) -> list[str]:
    letters = [one.get_content() for one in town.box.taken if one["To"] == address]
    return [found[1] for text in letters if (found := re.search(r"(?:確認の番号|Code)\s+(\d{6})", text))]


def new_code(town: MailedTown, address: str, before: int) -> str:
    wait_until(lambda: len(codes_to(town, address)) > before, f"a letter to {address}")
    return codes_to(town, address)[-1]


def sign_in(town: MailedTown, one: Resident, mail: str, **more: str) -> str:
    before = len(codes_to(town, mail))
    one.open("/f/-/account")
    one.press("to next", mail=mail)
    return one.press(code=new_code(town, mail, before), **more)


def count(town: MailedTown, table: object) -> int:
    with town.database() as db:
        found: int = db.scalar(select(func.count()).select_from(table))  # type: ignore[arg-type]
        return found


def test_what_was_begun_on_one_device_is_gone_on_with_on_another(town: MailedTown) -> None:
    form = town.form(WISH)
    phone, desk = town.resident(), town.resident()
    assert "マイページ" in sign_in(town, phone, "hanako@example.jp")
    phone.begin(form.address)
    phone.press("to save", wish="庁舎の屋上")
    page = sign_in(town, desk, "Hanako@example.jp")
    assert "見学の申込み" in page
    desk.open(f"/f/{form.address}/p/p1")
    assert "庁舎の屋上" in desk.page.text
    desk.press()
    desk.press()
    number = number_of(desk)
    assert number in phone.open("/f/-/account")


def test_what_this_browser_holds_is_taken_along_only_where_that_is_wished(town: MailedTown) -> None:
    form = town.form(WISH)
    one, other = town.resident(), town.resident()
    for resident in (one, other):
        resident.begin(form.address)
        resident.press("to save", wish="議場")
    assert "見学の申込み" in sign_in(town, one, "along@example.jp")
    before = len(codes_to(town, "alone@example.jp"))
    other.open("/f/-/account")
    other.press("to next", mail="alone@example.jp")
    sent = {name: value for name, value in other.sent().items() if name != "along"}
    other.page = other.client.post(
        other.action,
        data={**sent, "code": new_code(town, "alone@example.jp", before), "to": "next"},
        headers={"Origin": town.server.url},
    )
    assert "途中の申請はありません" in other.page.text


def test_a_wrong_code_opens_nothing_and_another_browser_enters_none(town: MailedTown) -> None:
    one, other = town.resident(), town.resident()
    one.open("/f/-/account")
    one.press("to next", mail="taro@example.jp")
    code = new_code(town, "taro@example.jp", 0)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert "番号が違います" in one.press(code=wrong)
    there = other.client.post(
        "/f/-/account/code", data={**one.sent(), "code": code}, headers={"Origin": town.server.url}
    )
    assert "期限が切れました" in there.text
    assert "taro@example.jp でサインインしています" in one.press(code=code)


def test_signing_out_everywhere_leaves_the_others_outside(town: MailedTown) -> None:
    phone, desk = town.resident(), town.resident()
    sign_in(town, phone, "both@example.jp")
    sign_in(town, desk, "both@example.jp")
    headers = {"Origin": town.server.url}
    desk.client.post("/f/-/account/everywhere", headers=headers)
    assert "both@example.jp" in desk.open("/f/-/account")
    assert "both@example.jp" not in phone.open("/f/-/account")
    desk.client.post("/f/-/account/leave", headers=headers)
    assert "both@example.jp" not in desk.open("/f/-/account")


def test_a_deleted_account_leaves_what_was_sent_with_the_office(town: MailedTown) -> None:
    form = town.form(WISH)
    one = town.resident()
    sign_in(town, one, "gone@example.jp")
    one.begin(form.address)
    one.press(wish="議場")
    one.press()
    number = number_of(one)
    one.begin(form.address)
    one.press("to save", wish="書きかけ")
    accounts, drafts, sent = (
        count(town, table) for table in (applicant_account_table, application_draft_table, application_table)
    )
    one.open("/f/-/account/delete")
    assert "マイページを削除しました" in one.press()
    assert count(town, applicant_account_table) == accounts - 1
    assert count(town, application_draft_table) == drafts - 1
    assert count(town, application_table) == sent
    assert number not in sign_in(town, one, "gone@example.jp")


def test_a_form_may_ask_for_an_account_first_and_the_address_is_certified(town: MailedTown) -> None:
    form = town.form(WISH)
    ask(town, form, "account")
    one = town.resident()
    one.begin(form.address)
    assert one.path == f"/f/{form.address}/identity"
    one.press("to next", mail="jiro@example.jp")
    one.press(code=new_code(town, "jiro@example.jp", 0))
    assert one.path == f"/f/{form.address}/p/p1"
    one.press(wish="議場", mail="other@example.jp")
    one.press()
    number = number_of(one)
    assert number in one.open("/f/-/account")
    case = town.staff().get("/api/cases", params={"form_id": form.id}).json()["cases"][0]["id"]
    view = town.staff().get(f"/api/cases/{case}/identity").json()
    assert view["level"] == "account"
    assert [(one["question_id"], one["mark"], one["certified"]) for one in view["answers"]] == [
        ("mail", "changed", "jiro@example.jp")
    ]


def test_a_form_may_ask_for_a_proved_address_alone(town: MailedTown) -> None:
    form = town.form(WISH)
    ask(town, form, "mail")
    accounts = count(town, applicant_account_table)
    one = town.resident()
    one.begin(form.address)
    one.press("to next", mail="saburo@example.jp")
    one.press(code=new_code(town, "saburo@example.jp", 0))
    assert one.path == f"/f/{form.address}/p/p1"
    assert one.sent()["mail"] == ["saburo@example.jp"]
    assert count(town, applicant_account_table) == accounts


def test_who_proved_who_they_are_is_one_person_on_every_device(town: MailedTown) -> None:
    form = town.form(WISH, most_each=1)
    ask(town, form, "account")
    for number, device in enumerate((town.resident(), town.resident())):
        device.begin(form.address)
        device.press("to next", mail="one-person@example.jp")
        device.press(code=new_code(town, "one-person@example.jp", number))
        device.press(wish="議場", mail="one-person@example.jp")
        device.press()
        assert ("受け付けました" in device.page.text) == (number == 0)
    assert "お一人1件まで" in device.page.text
    assert len(town.staff().get("/api/cases", params={"form_id": form.id}).json()["cases"]) == 1
