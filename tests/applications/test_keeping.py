"""What becomes of answers: letters hold none, tables run nothing, what is over is erased, backups bring all back."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from kairan.applications.erasing import erase_answers
from kairan.applications.filling import forget_drafts
from kairan.applications.jobs import sweep
from kairan.applications.model import application_draft_table, application_table, place_taken_table
from kairan.commands import maintenance
from kairan.core.journal import entries_after
from kairan.core.journal.model import entry_table
from kairan.core.kit.database import Db, Record, sqlite_url
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.mail.model import letter_table
from kairan.core.setting_reading import load_settings
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import form_table, form_version_table
from kairan.forms.questions import Day, MailAddress, PersonName, Place, Places, ShortText
from tests.applications.conftest import MailedTown, Offered, Town
from tests.applications.filing import move_back
from tests.applications.resident import Resident
from tests.support.processes import wait_until

SECRET = "病歴は秘密です"
CARE = FormDocument(
    title="健康相談の申込み", contact="保健課", done="当日は10分前に来てください。",
    pages=[
        QuestionPage(
            id="p1",
            questions=[
                PersonName(id="name", label="氏名", with_reading=False),
                ShortText(id="ill", label="病歴", needs_care=True),
                Day(id="born", label="生年月日", is_birth=True, needs_care=True),
                MailAddress(id="mail", label="メール", required=False),
                Places(id="slot", label="日時", places=[Place("am", "午前", 100)], required=False),
                ShortText(id="free", label="=HYPERLINK(1)", required=False),
            ],
        )
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def town(mailed_town: MailedTown) -> MailedTown:
    """A town with a mail server."""
    return mailed_town


def filed(town: Town, form: Offered, **typed: str) -> Resident:
    """Return somebody who has submitted."""
    one = town.resident()
    one.begin(form.address)
    given = {"name__family": "髙橋", "ill": SECRET, "born__year": "1980", "born__month": "5", "born__day": "5", **typed}
    one.press(**given)
    assert one.path.startswith(f"/f/{form.address}/check"), one.faults
    one.press()
    assert "受け付けました" in one.page.text
    return one


def application_of(db: Db, form: Offered) -> list[Record]:
    here = application_table.c.form_id == form.id
    return list(db.all(select(application_table).where(here).order_by(application_table.c.id)))


def letters_of(town: Town) -> list[tuple[str, str, str | None]]:
    with town.database() as db:
        rows = db.all(select(letter_table.c.recipient, letter_table.c.subject, letter_table.c.text))
    return [(row.recipient, row.subject, row.text) for row in rows]


def test_the_letter_says_that_it_came_in_and_nothing_of_the_answers(town: MailedTown) -> None:
    box = town.box
    form = town.form(CARE)
    one = filed(town, form, mail="hanako@example.jp", mail__again="hanako@example.jp", free="自由な答え")
    wait_until(lambda: bool(box.taken), "the letter came")
    (letter,) = box.taken
    number = re.findall(r'<p class="number">(.*?)</p>', one.page.text)[0]
    text = letter.get_content()
    assert letter["To"] == "hanako@example.jp"
    assert letter["Subject"] == "【あおば市】健康相談の申込みを受け付けました"
    assert number in text
    assert "当日は10分前に来てください。" in text
    assert "保健課" in text
    for answer in (SECRET, "髙橋", "1980", "自由な答え", "hanako"):
        assert answer not in text
    wait_until(lambda: all(text is None for _, _, text in letters_of(town)), "the letter's text was forgotten")


def test_a_title_of_several_lines_adds_no_head_to_the_letter(town: MailedTown) -> None:
    box = town.box
    had = len(box.taken)
    form = town.form(msgspec.structs.replace(CARE, title="題\r\nBcc: evil@example.jp\r\n\r\n本文"))
    filed(town, form, mail="hanako@example.jp", mail__again="hanako@example.jp")
    wait_until(lambda: len(box.taken) > had, "the letter came")
    assert box.taken[-1]["Bcc"] is None
    assert box.envelopes[-1].rcpt_tos == ["hanako@example.jp"]


def test_answers_are_erased_when_their_time_is_over_and_nothing_else(town: Town) -> None:
    form = town.form(CARE, keep_days=1_825)
    kept = town.form(CARE)
    for each in (form, kept):
        filed(town, each, mail="jiro@example.jp", mail__again="jiro@example.jp", slot="am")
    one = filed(town, form, slot="am")
    with town.database() as db:
        first = application_of(db, form)[0]
        move_back(db, application_table.c.id == first.id, 1_825)
        assert erase_answers(db) == 1
        assert erase_answers(db) == 0
        rows = {row.id: row for row in application_of(db, form)}
        gone = rows.pop(first.id)
        assert (gone.answers, gone.sealed) == (None, None)
        assert gone.number == first.number
        assert gone.digest == first.digest
        assert all(row.answers is not None for row in [*rows.values(), *application_of(db, kept)])
        told = entries_after(db, f"application:{gone.id}", 0, 10)
        assert [entry.kind for entry in told] == ["application.submitted", "application.erased"]
        taken = db.scalar(
            select(place_taken_table.c.taken).where(
                place_taken_table.c.form_id == form.id, place_taken_table.c.place_id == "am"
            )
        )
        assert taken == 2
        # The address the receipt went to is an answer, too.
        about = letter_table.c.about_id
        assert db.scalars(select(letter_table.c.recipient).where(about == gone.id)) == [""]
        assert (
            db.scalars(select(letter_table.c.recipient).where(about != gone.id, letter_table.c.recipient == "")) == []
        )
    staff = town.staff()
    shown = staff.get(f"/api/applications/{first.id}").json()
    assert shown["is_erased"]
    assert all(answer["shown"] is None for page in shown["pages"] for answer in page["answers"])
    assert staff.post(f"/api/applications/{first.id}/open").json()["is_erased"]
    assert staff.get(f"/api/forms/{form.id}/applications").json()["total"] == 2
    assert staff.get(f"/api/forms/{form.id}/figures").json()["total"] == 2
    table = staff.post(f"/api/forms/{form.id}/applications/export").text
    assert len(table.splitlines()) == 3
    one.open(one.path)
    assert "髙橋" in one.page.text


def test_a_receipt_of_what_was_erased_has_its_number_and_no_answers(town: Town) -> None:
    form = town.form(CARE, keep_days=1)
    one = filed(town, form)
    with town.database() as db:
        move_back(db, application_table.c.form_id == form.id, 1)
        sweep(db)
    one.open(one.path)
    assert "受け付けました" in one.page.text
    assert "髙橋" not in one.page.text


def test_the_longest_time_there_is_can_be_kept(town: Town) -> None:
    town.form(CARE, keep_days=36_525)
    with town.database() as db:
        erase_answers(db)


def test_drafts_are_forgotten_after_a_week_and_what_was_submitted_stays(town: Town) -> None:
    form = town.form(CARE)
    one = filed(town, form)
    other = town.resident()
    other.begin(form.address)
    other.press("save", ill=SECRET)
    with town.database() as db:
        mine = application_draft_table.c.form_id == form.id
        assert forget_drafts(db) == 0
        old = application_draft_table.c.changed_at - 7 * DAY_MS - 1
        db.execute(update(application_draft_table).where(mine).values(changed_at=old))
        assert forget_drafts(db) == 2
    one.open(one.path)
    assert "受け付けました" in one.page.text


def test_nothing_that_was_typed_lies_open_before_it_is_submitted(town: Town) -> None:
    form = town.form(CARE)
    one = town.resident()
    one.begin(form.address)
    one.press("save", ill=SECRET, name__family="秘密姓")
    token = one.client.cookies["kairan_applicant"]
    with town.database() as db:
        rows = db.all(select(application_draft_table).where(application_draft_table.c.form_id == form.id))
        journal = db.scalars(select(entry_table.c.body))
    written = "".join(map(str, rows)) + "".join(map(str, journal))
    for one_of in (SECRET, "秘密姓", token):
        assert one_of not in written
    assert SECRET not in town.server.log.read_text()
    assert token not in town.server.log.read_text()


def test_answers_that_need_care_are_not_to_be_found_by_trying(town: Town) -> None:
    """Who has the database, or reads the other answers, tries every birthday: no digest may tell them."""
    form = town.form(CARE)
    filed(town, form)
    filed(town, form)
    with town.database() as db:
        first, second = application_of(db, form)
        entries = entries_after(db, f"application:{first.id}", 0, 10)
    assert SECRET not in str(first) + str(entries)
    assert first.digest != second.digest, "the same answers have the same digest"


def test_a_table_holds_nothing_that_a_spreadsheet_would_run(town: Town) -> None:
    form = town.form(CARE)
    hostile = ["=1+1", "+81", "-2", "@SUM(1)", "＝1+1", "\t=1", "'=1", "－1", "=cmd|' /C calc'!A0"]
    for text in hostile:
        filed(town, form, free=text, name__family=text, ill=text)
    staff = town.staff()
    for form_as, encoding in (("csv", "utf-8-sig"), ("csv-sjis", "cp932")):
        answer = staff.post(f"/api/forms/{form.id}/applications/export?form_as={form_as}")
        rows = list(csv.reader(io.StringIO(answer.content.decode(encoding))))
        assert len(rows) == len(hostile) + 1
        for row in rows:
            assert len(row) == len(rows[0])
            for cell in row:
                assert not re.match(r"\s*[=+\-@＝＋－＠\t\r]", cell), cell
    about = [entry.kind for entry in _stream(town, f"form:{form.id}")]
    assert about.count("form.exported") == 2


def _stream(town: Town, stream: str) -> list[Any]:
    with town.database() as db:
        return list(entries_after(db, stream, 0, 1_000))


def test_backup_and_restore_bring_back_forms_drafts_and_applications(town: Town, tmp_path: Path) -> None:
    form = town.form(CARE, keep_days=30)
    one = filed(town, form, slot="am")
    draft = town.resident()
    draft.begin(form.address)
    draft.press("save", ill=SECRET, name__family="途中")
    settings = load_settings(None, town.server.environment)
    assert maintenance.verify(settings) == 0
    assert maintenance.backup(settings, tmp_path / "b.tar") == 0
    assert SECRET.encode() not in (tmp_path / "b.tar").read_bytes()
    data = tmp_path / "after"
    data.mkdir()
    after = msgspec.structs.replace(settings, data=data, database=sqlite_url(data / "kairan.db"))
    assert maintenance.restore(after, tmp_path / "b.tar") == 0
    assert maintenance.verify(after) == 0
    tables = (form_table, form_version_table, application_table, place_taken_table, application_draft_table)
    again = Town.__new__(Town)
    again.database_url = str(after.database)
    with town.database() as old, again.database() as new:
        for table in tables:
            keys = [*table.primary_key.columns]
            before, now = (db.all(select(table).order_by(*keys)) for db in (old, new))
            assert list(map(tuple, before)) == list(map(tuple, now)), table.name
            assert before
    assert "受け付けました" in one.open(one.path)
    assert "続きから記入する" in draft.open(f"/f/{form.address}")
