"""Files in the conversation, both ways: whole or not at all, to whose case it is and to nobody else."""

import hashlib

import pytest
from sqlalchemy import select, update

from kairan.applications.attaching import make_room, note_refusals, remove_file, take_file
from kairan.applications.attachment_model import Opening, Refused, Taken, application_file_table
from kairan.applications.attachments import sweep_files
from kairan.applications.erasing import erase_answers
from kairan.applications.model import ApplicationId, application_table
from kairan.applications.problems import ApplicationNotFound, FileNotShown
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.problems import NotFound
from kairan.counter.conversation import write_to_applicant, write_to_section
from kairan.counter.files_http import case_file
from kairan.counter.model import Writing, case_table
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseNotShown
from kairan.counter.thread.finding import own_file
from kairan.counter.thread.writing import ToMessage, forget_writings, keep_writing, send_writing
from kairan.counter.thread_model import FILE_FIELD, writing_table
from kairan.files import file_table, file_use_table
from kairan.files.made import MadeFile, keep_made
from kairan.files.problems import FileNotFound
from kairan.forms.model import form_table
from kairan.selfaudit.application_files import application_file_faults
from tests.counter.conftest import Desk

ANYWHERE, CHECKED_ONLY = Opening(("single", "internet", "lgwan")), Opening(())


def attached(db: Db, to: ToMessage, name: str = "地図.pdf", state: str = "clean") -> str:
    """Let a file come to what is being written; return its id."""
    room = make_room(db, to, FILE_FIELD, name)
    assert not isinstance(room, Refused)
    taken = Taken(
        name=name,
        size=3,
        type="application/pdf",
        digest=hashlib.sha256(name.encode()).digest(),
        blob_key=room.blob_key,
        thumbnail_key=None,
        state=state,  # type: ignore[arg-type]
    )
    assert take_file(db, to, FILE_FIELD, room, taken)
    return room.id


def to_message(desk: Desk, case_id: ApplicationId, who: str = "a") -> ToMessage:
    return ToMessage(applicant=desk.applicant(who), box=desk.box, case_id=case_id)


def sent_by_staff(db: Db, desk: Desk, name: str) -> str:
    """Let a member of staff have sent a file."""
    sato = desk.cast.sato
    made = MadeFile(
        organization_id=sato.organization_id,
        member_id=sato.member_id,
        name=name,
        type="application/pdf",
        size=3,
        digest=hashlib.sha256(b"abc").digest(),
        blob_key="aa/" + "0" * 30,
    )
    file_id = keep_made(db, made, "room:none", 1)
    db.execute(update(file_table).where(file_table.c.id == file_id).values(attached_at=None))
    db.execute(file_use_table.delete())
    return file_id


def test_an_applicant_sends_words_and_files_at_once(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    to = to_message(desk, case_id)
    keep_writing(db, to, {"text": ["場所はここです"]})
    first, second = attached(db, to), attached(db, to, "写し.pdf", "unchecked")
    remove_file(db, to, first)
    writing = own_case(db, desk.applicant(), desk.box, case_id).writing
    assert writing["text"] == ["場所はここです"]
    assert desk.case(case_id).messages == []
    assert send_writing(db, to) is None
    (said,) = desk.case(case_id).messages
    assert [(one.id, one.name, one.state) for one in said.files] == [(second, "写し.pdf", "unchecked")]
    assert desk.case(case_id).case.reply_due_on is not None
    assert db.all(select(writing_table)) == []
    assert case_file(db, desk.cast.sato, desk.box, ANYWHERE, case_id, second, True).name == "写し.pdf"
    with pytest.raises(FileNotShown):
        case_file(db, desk.cast.sato, desk.box, CHECKED_ONLY, case_id, second, True)
    with pytest.raises(ApplicationNotFound):
        case_file(db, desk.cast.tanaka, desk.box, ANYWHERE, case_id, second, True)
    assert own_file(db, desk.applicant(), case_id, second).name == "写し.pdf"
    with pytest.raises(CaseNotShown):
        own_file(db, desk.applicant("b"), case_id, second)
    assert list(application_file_faults(db)) == []


def test_what_was_not_taken_or_is_infected_holds_a_message_back(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    to = to_message(desk, case_id)
    wrong = send_writing(db, to)
    assert wrong is not None
    assert wrong.code == "missing"
    keep_writing(db, to, {"text": ["写真です"]})
    note_refusals(db, to, [Refused(FILE_FIELD.id, "file_kind", "run.exe")])
    wrong = send_writing(db, to)
    assert wrong is not None
    assert wrong.code == "file_kind"
    assert own_case(db, desk.applicant(), desk.box, case_id).writing_fault == wrong
    keep_writing(db, to, {"text": ["写真です"]})
    file_id = attached(db, to)
    db.execute(update(application_file_table).values(state="refused"))
    wrong = send_writing(db, to)
    assert wrong is not None
    assert wrong.code == "file_infected"
    assert desk.case(case_id).messages == []
    remove_file(db, to, file_id)
    assert send_writing(db, to) is None
    assert [one.text for one in desk.case(case_id).messages] == ["写真です"]


def test_the_section_sends_files_and_only_whose_case_it_is_saves_them(db: Db, desk: Desk) -> None:
    case_id, other = desk.submitted("a"), desk.submitted("b")
    file_id = sent_by_staff(db, desk, "記入例.pdf")
    write_to_applicant(db, desk.cast.sato, desk.box, case_id, Writing("記入例です"), [file_id])
    own = own_case(db, desk.applicant(), desk.box, case_id)
    assert [one.name for one in own.messages[0].files] == ["記入例.pdf"]
    assert own.has_unread
    assert own_file(db, desk.applicant(), case_id, file_id).name == "記入例.pdf"
    with pytest.raises(NotFound):
        own_file(db, desk.applicant("b"), other, file_id)
    assert case_file(db, desk.cast.sato, desk.box, CHECKED_ONLY, case_id, file_id, True).id == file_id
    with pytest.raises(FileNotFound):
        write_to_applicant(db, desk.cast.sato, desk.box, case_id, Writing("ない"), ["0" * 13])


def test_what_nobody_sends_goes_and_so_do_files_with_the_answers(db: Db, desk: Desk) -> None:
    case_id = desk.submitted()
    attached(db, to_message(desk, case_id))
    with as_of(now_ms() + 2 * DAY_MS):
        assert sweep_files(db) == 0, "it may still be sent"
    with as_of(now_ms() + 8 * DAY_MS):
        assert forget_writings(db) == 1
    assert db.all(select(application_file_table)) == []
    to = to_message(desk, case_id)
    attached(db, to)
    assert send_writing(db, to) is None
    attached(db, to)
    write_to_applicant(db, desk.cast.sato, desk.box, case_id, Writing("どうぞ"), [sent_by_staff(db, desk, "例.pdf")])
    write_to_section(db, desk.applicant(), case_id, "届きました")
    db.execute(update(form_table).values(keep_days=1))
    db.execute(update(case_table).values(changed_at=0))
    db.execute(update(application_table).values(submitted_at=0))
    assert erase_answers(db) == 1
    assert db.all(select(application_file_table)) == db.all(select(writing_table)) == []
    assert list(db.scalars(select(file_table.c.attached_at))) == [None]
    with pytest.raises(CaseNotShown):
        to.begun(db)
