"""Invited people answer once each, by their number; of anonymous forms nothing joins the two."""

import csv
import io
from base64 import b64encode

import httpx
import pytest
from sqlalchemy import func, select, update

from kairan.applications.entries import ApplicationSubmitted
from kairan.applications.invitations.actions import write_to_invited
from kairan.applications.invitations.letters import INVITATION
from kairan.applications.invitations.model import form_invitation_table
from kairan.applications.invitations.numbers import new_invitation_number, read_invitation_number
from kairan.applications.invitations.reading import read_invited
from kairan.applications.jobs import sweep
from kairan.applications.model import application_draft_table, application_table
from kairan.core.journal import entries_after
from kairan.core.kit.mail.model import letter_table
from kairan.core.kit.problems import Problem
from kairan.core.kit.secrets import SecretBox
from kairan.core.settings import Settings
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import form_table
from kairan.forms.queries import form_stream
from kairan.forms.questions import ShortText
from tests.applications.conftest import Offered, Town
from tests.applications.resident import Resident
from tests.applications.test_races import at_once

OPINION = FormDocument(
    title="市民意識調査", pages=[QuestionPage(id="p", questions=[ShortText(id="q", label="ご意見")])]
)
PEOPLE = "氏名,メール\r\n=髙橋 花子,hanako@example.jp\r\n山田 太郎,\r\n,jiro@example.jp\r\n"
_a, _d, _i = application_table.c, application_draft_table.c, form_invitation_table.c


def base64(text: str, encoding: str = "utf-8") -> str:
    return b64encode(text.encode(encoding)).decode()


def numbers(staff: httpx.Client, form: Offered) -> list[str]:
    """Return everybody's number, as the list gives it out."""
    answer = staff.post(f"/api/forms/{form.id}/invited/export")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    return [row[0] for row in rows[1:]]


def invited(town: Town, count: int, **terms: object) -> tuple[Offered, list[str], httpx.Client]:
    form, staff = town.form(OPINION, audience="invited", **terms), town.staff()
    assert staff.post(f"/api/forms/{form.id}/invited", json={"count": count}).json() == {"added": count}
    return form, numbers(staff, form), staff


def begun(town: Town, form: Offered, number: str, one: Resident | None = None) -> Resident:
    one = one or town.resident(Accept="text/html")
    one.open(f"/f/{form.address}")
    one.press("x", number=number)
    return one


def checked(town: Town, form: Offered, number: str, answer: str = "橋を直してほしい") -> Resident:
    one = begun(town, form, number)
    one.press(q=answer)
    assert one.path == f"/f/{form.address}/check"
    return one


def seen(staff: httpx.Client, form: Offered) -> tuple[int, int, list[bool]]:
    """Return how many were invited, how many have answered, and of whom it is told."""
    page = staff.get(f"/api/forms/{form.id}/invited").json()
    return page["total"], page["answered"], [one["is_answered"] for one in page["people"]]


def test_a_number_opens_the_form_once_however_it_is_written(town: Town) -> None:
    form, (number, other), staff = invited(town, 2)
    for wrong in ("", "ABC", number[:-1], new_invitation_number(), "あ" * 5_000):
        one = begun(town, form, wrong)
        assert one.path.startswith(f"/f/{form.address}?why="), wrong
        assert 'aria-invalid="true"' in one.page.text
    one = begun(town, form, f" {number.lower().replace('-', '  ')} ")
    assert one.path.startswith(f"/f/{form.address}/p/p")
    one.press(q="よい町です")
    one.press()
    assert "受け付けました" in one.page.text
    assert "why=used" in begun(town, form, number).path
    page = staff.get(f"/api/forms/{form.id}/invited").json()
    assert (page["total"], page["answered"], page["is_anonymous"]) == (2, 1, False)
    (row,) = staff.get(f"/api/forms/{form.id}/applications").json()["applications"]
    assert [one["application_id"] for one in page["people"]] == [row["id"], None]
    waiting = staff.get(f"/api/forms/{form.id}/invited", params={"shown": "waiting"}).json()["people"]
    assert [one["id"] for one in waiting] == [page["people"][1]["id"]]
    # Two of a household at one device: each goes on with their own.
    first = begun(town, form, other)
    first.press(q="二人目の途中")
    assert staff.post(f"/api/forms/{form.id}/invited/{waiting[0]['id']}/withdraw").json()["total"] == 1
    first.press()
    assert "why=unknown" in first.path
    assert seen(staff, form)[:2] == (1, 1)


def test_of_two_who_use_one_number_at_the_same_moment_one_answers(town: Town) -> None:
    form, (number, *_), staff = invited(town, 2)
    people = [checked(town, form, number) for _ in range(6)]
    at_once([one.press for one in people])
    assert sum("受け付けました" in one.page.text for one in people) == 1
    assert sum("why=used" in one.path for one in people) == 5
    with town.database() as db:
        assert db.scalar(select(func.count()).where(_a.form_id == form.id)) == 1
    assert seen(staff, form)[:2] == (2, 1)


def test_each_goes_on_with_their_own_and_a_form_that_expired_keeps_its_number(town: Town) -> None:
    form, (first, second), _ = invited(town, 2)
    one = begun(town, form, first)
    one.press(q="一人目")
    begun(town, form, second, one)
    assert "一人目" not in one.page.text
    one.press(q="二人目")
    one.open(f"/f/{form.address}")
    one.press("x", how="anew", number=second)
    assert "二人目" not in one.page.text
    begun(town, form, first, one)
    assert "一人目" in one.page.text
    with town.database() as db:
        db.execute(update(application_draft_table).where(_d.form_id == form.id).values(changed_at=1))
        sweep(db)
    one.press(q="一人目、続き")  # the page was open all the while
    assert "一人目、続き" in one.page.text
    one.press()
    one.press()
    assert "受け付けました" in one.page.text
    assert "why=used" in begun(town, form, first).path


def test_nothing_joins_anonymous_answers_to_who_was_invited(town: Town) -> None:
    form, given, staff = invited(town, 7, is_anonymous=True)
    assert "無記名" in town.resident(Accept="text/html").open(f"/f/{form.address}")
    for at, number in enumerate(given[:4]):
        checked(town, form, number, f"意見{at}").press()
    with town.database() as db:
        sweep(db)
    # How many is exact; who is told only of five together, so that the order of coming in says nothing.
    assert seen(staff, form) == (7, 4, [False] * 7)
    checked(town, form, given[4], "意見4").press()
    with town.database() as db:
        sweep(db)
    assert seen(staff, form) == (7, 5, [True] * 5 + [False] * 2)
    with town.database() as db:
        invitations = db.all(select(form_invitation_table).where(_i.form_id == form.id))
        assert {(one.answered_at, one.application_id) for one in invitations} == {(None, None)}
        drafts = db.all(select(application_draft_table).where(_d.form_id == form.id))
        assert {one.invitation_id for one in drafts} == {None}
        told = " ".join(str(one.body) for one in entries_after(db, form_stream(form.id), 0, 1_000))
        (row, *_) = db.all(select(application_table).where(_a.form_id == form.id))
        told += "".join(str(one.body) for one in entries_after(db, f"application:{row.id}", 0, 10))
        assert ApplicationSubmitted.kind == "application.submitted"
    assert not any(one.id in told for one in invitations)
    terms = {"address": form.address, "audience": "invited", "is_anonymous": False}
    assert staff.put(f"/api/forms/{form.id}/terms", json=terms).json()["code"] == "form.anonymous"


def test_a_list_is_read_whole_or_not_at_all_and_comes_out_without_formulas(town: Town) -> None:
    form, staff = town.form(OPINION, audience="invited"), town.staff()
    path = f"/api/forms/{form.id}/invited"
    for table, code in (
        ("名簿\r\n太郎\r\n", "invitation.table"),
        ("氏名,メール\r\n太郎,taro@@example.jp\r\n", "invitation.line"),
        ('氏名,メール\r\n太郎,"a@b.jp\nBcc: c@d.jp"\r\n', "invitation.line"),
        ("氏名\r\n" + "あ" * 101 + "\r\n", "invitation.line"),
        ("氏名\r\n" + "あ\r\n" * 5_001, "invitation.too_many_at_once"),
        ("氏名,メール\r\n", "invitation.empty"),
    ):
        assert staff.post(path, json={"table": base64(table)}).json()["code"] == code, table[:30]
    assert staff.post(path, json={"table": "%"}).json()["code"] == "invitation.file"
    assert staff.post(path, json={}).json()["code"] == "invitation.empty"
    assert seen(staff, form)[0] == 0
    assert staff.post(path, json={"table": base64(PEOPLE.replace("髙", "高"), "cp932")}).json() == {"added": 3}
    table = staff.post(f"{path}/export").text
    assert "'=高橋 花子" in table
    assert [read_invitation_number(one) is not None for one in numbers(staff, form)] == [True] * 3
    assert read_invited(base64(PEOPLE))[0].name == "=髙橋 花子"
    with town.database() as db:
        kinds = [one.kind for one in entries_after(db, form_stream(form.id), 0, 1_000)]
        stored = str(db.all(select(form_invitation_table).where(_i.form_id == form.id)))
    assert kinds[-3:] == ["form.invited", "form.numbers_exported", "form.numbers_exported"]
    assert not any(one.replace("-", "") in stored for one in numbers(staff, form))
    for who in ("tanaka", "guest"):
        other = town.staff(who)
        answers = [other.get(path), other.post(path, json={"count": 1}), other.post(f"{path}/export"),
                   other.post(f"{path}/letters")]  # fmt: skip
        assert {one.status_code for one in answers} <= {403, 404}


def test_letters_go_to_who_has_not_answered_and_once_a_day(town: Town) -> None:
    form, staff = town.form(OPINION, audience="invited", keep_days=1, ends_at=2**45), town.staff()
    path = f"/api/forms/{form.id}/invited"
    staff.post(path, json={"table": base64(PEOPLE)})
    assert staff.post(f"{path}/letters").json()["code"] == "invitation.no_mail"  # this server has none
    box = SecretBox(Settings(data=town.server.folder / "data").secret_key_path)
    first, _, third = numbers(staff, form)
    checked(town, form, third).press()
    with town.database() as db:
        sent = write_to_invited(db, town.cast.sato, box, form.id, "https://city.example", True)
        again = write_to_invited(db, town.cast.sato, box, form.id, "https://city.example", True)
        letters = db.all(select(letter_table).where(letter_table.c.about == INVITATION))
        assert (sent.posted, sent.left, again.posted) == (1, 0, 0)
        (letter,) = letters
        assert letter.recipient == "hanako@example.jp"
        assert f"https://city.example/f/{form.address}" in letter.text
        assert first in letter.text
        db.execute(update(form_table).where(form_table.c.id == form.id).values(ends_at=1))
        with pytest.raises(Problem):
            write_to_invited(db, town.cast.sato, box, form.id, "https://city.example", True)
        sweep(db)  # the time of names is over, as that of answers is
        assert {(one.name, one.mail) for one in db.all(select(form_invitation_table).where(_i.form_id == form.id))} == {
            ("", "")
        }
