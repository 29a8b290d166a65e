"""Files of a case: opened by who works on it and who approves it, replaced by a correction, counted nowhere."""

import msgspec
import pytest
from sqlalchemy import func, select, update

from kairan.applications.attaching import Room, ToDraft, make_room, note_refusals, remove_file, take_file
from kairan.applications.attachment_model import Opening, Refused, Taken, application_file_table
from kairan.applications.attachments import sweep_files
from kairan.applications.export import begin_export, exported_rows
from kairan.applications.figures import form_figures
from kairan.applications.filling import keep, today
from kairan.applications.handing_out import handed_out, opened_to
from kairan.applications.listing_model import application_search_table
from kairan.applications.model import ApplicationId, DraftId, digest_of_answers
from kairan.applications.problems import ApplicationNotFound
from kairan.applications.queries import application
from kairan.applications.reusing import offered_answers
from kairan.applications.searching import holds_words
from kairan.applications.submitting import submit
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.secrets import SecretBox
from kairan.counter.approving import ask_approval
from kairan.counter.correcting import ask_correction, correct, open_correction, withdraw_correction
from kairan.counter.correction_files import (
    ToCorrection,
    correct_as_kept,
    correction_as_kept,
    keep_correction,
    own_case_picture,
)
from kairan.counter.files_http import case_file
from kairan.counter.model import ApprovalAsked, CorrectionAsked
from kairan.counter.own_case import own_case
from kairan.counter.problems import CaseNotShown, NoCorrectionOpen
from kairan.counter.procedure import Approver, Stage
from kairan.forms.actions import change_draft, publish_form
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.journey import journey
from kairan.forms.model import DraftChange, Publication
from kairan.forms.queries import form_view
from kairan.forms.questions import FileUpload, Group, Photo, ShortText
from kairan.forms.questions.files import FileQuestion
from kairan.selfaudit.application_files import application_file_faults
from kairan.selfaudit.applications import application_faults
from tests.cast import Cast
from tests.counter.conftest import Desk

DOC = FileUpload(id="doc", label="見積書", most=2, ask_again=False)
PIC = Photo(id="pic", label="写真", required=False, most=2)
ASKED = FormDocument(
    title="補助金の申請",
    contact="商工課",
    pages=[QuestionPage(id="p", questions=[ShortText(id="who", label="申請する人"), DOC, PIC])],
)
ANYWHERE, CHECKED_ONLY = Opening(("single", "internet", "lgwan")), Opening(())
_f = application_file_table.c


@pytest.fixture
def desk(db: Db, cast: Cast, box: SecretBox) -> Desk:
    """A desk whose form asks for files."""
    one = Desk(db, cast, box)
    view = form_view(db, cast.sato, one.form_id)
    saved = change_draft(db, cast.sato, one.form_id, DraftChange(revision=view.revision, document=ASKED))
    publish_form(db, cast.sato, one.form_id, Publication(revision=saved.revision))
    return one


def to_draft(desk: Desk) -> ToDraft:
    return ToDraft(applicant=desk.applicant(), box=desk.box, address="tenshutsu")


def to_correction(desk: Desk, case_id: ApplicationId) -> ToCorrection:
    return ToCorrection(applicant=desk.applicant(), box=desk.box, case_id=case_id)


def attached(db: Db, to: ToDraft | ToCorrection, name: str, question: FileQuestion = DOC, state: str = "clean") -> str:
    """Attach a file as the receiver does, and return its id."""
    room = make_room(db, to, question, name)
    assert isinstance(room, Room), room
    is_picture = isinstance(question, Photo)
    taken = Taken(
        name=name,
        size=2_048,
        type="image/jpeg" if is_picture else "application/pdf",
        digest=bytes(32),
        blob_key=room.blob_key,
        thumbnail_key=room.thumbnail_key if is_picture else None,
        state="unchecked" if state == "unchecked" else "clean",
    )
    assert take_file(db, to, question, room, taken)
    return room.id


def submitted(desk: Desk, *names: str) -> ApplicationId:
    """Let a resident submit files of these names."""
    db, who = desk.db, desk.applicant()
    draft = keep(db, who, desk.box, "tenshutsu", ["who", "doc", "pic"], {"who": ["髙橋"]})
    for name in names:
        attached(db, to_draft(desk), name)
    draft = keep(db, who, desk.box, "tenshutsu", [], {})
    walked = journey(draft.document, draft.typed, today())
    assert walked.is_complete, walked.complaints
    checked = digest_of_answers(desk.form_id, draft.version, walked.values)
    return submit(db, who, desk.box, "tenshutsu", DraftId(draft.id), checked, is_mailed=False)


def names_of(desk: Desk, case_id: ApplicationId) -> list[tuple[str, str]]:
    """Return names and states of the files that a case shows."""
    pages = desk.case(case_id).application.pages
    return [(file.name, file.state) for page in pages for answer in page.answers for file in answer.files]


def ids_of(desk: Desk, case_id: ApplicationId) -> dict[str, str]:
    """Return the files that a case shows, by name."""
    pages = desk.case(case_id).application.pages
    return {file.name: file.id for page in pages for answer in page.answers for file in answer.files}


def correcting(desk: Desk, case_id: ApplicationId, *questions: str) -> None:
    marks = dict.fromkeys(questions, "新しいものを送ってください")
    revision = desk.case(case_id).case.revision
    ask_correction(desk.db, desk.cast.sato, desk.box, case_id, CorrectionAsked(marks=marks, revision=revision))


def test_who_approves_opens_files_and_nobody_beside_the_case(db: Db, desk: Desk) -> None:
    cast = desk.cast
    desk.works_by(uses=["examining", "deciding"], route=[Stage([Approver(member_id=cast.tanaka.member_id)])])
    case_id = submitted(desk, "見積書.pdf")
    file_id = db.scalar(select(_f.id))
    with pytest.raises(ApplicationNotFound):
        case_file(db, cast.tanaka, desk.box, ANYWHERE, case_id, file_id, to_keep=True)
    revision = desk.case(case_id).case.revision
    ask_approval(db, cast.sato, case_id, ApprovalAsked(proposed="done", revision=revision))
    assert case_file(db, cast.tanaka, desk.box, ANYWHERE, case_id, file_id, to_keep=True).name == "見積書.pdf"
    with pytest.raises(ApplicationNotFound):  # approving is no right to the form
        handed_out(db, cast.tanaka, desk.box, ANYWHERE, case_id, file_id, to_keep=True)
    with pytest.raises(ApplicationNotFound):
        case_file(db, cast.stranger, desk.box, ANYWHERE, case_id, file_id, to_keep=True)
    with pytest.raises(ApplicationNotFound):
        case_file(db, cast.tanaka, desk.box, ANYWHERE, case_id, "0" * 13, to_keep=True)


def test_whether_a_file_may_be_opened_is_said_where_the_viewer_is(db: Db, desk: Desk) -> None:
    case_id = submitted(desk, "見積書.pdf")
    view = application(db, desk.cast.sato, case_id)

    def may_open(opening: Opening) -> list[bool]:
        pages = opened_to(view, desk.cast.sato, opening).pages
        return [file.may_open for page in pages for answer in page.answers for file in answer.files]

    assert [one.may_open for page in view.pages for answer in page.answers for one in answer.files] == [False]
    assert may_open(CHECKED_ONLY) == [True]
    db.execute(update(application_file_table).values(state="unchecked"))
    view = application(db, desk.cast.sato, case_id)
    assert (may_open(CHECKED_ONLY), may_open(ANYWHERE)) == ([False], [True])
    db.execute(update(application_file_table).values(state="refused"))
    view = application(db, desk.cast.sato, case_id)
    assert may_open(ANYWHERE) == [False]
    assert own_case(db, desk.applicant(), desk.box, case_id).refused_files == ["見積書.pdf"]


def test_files_are_named_in_tables_and_neither_counted_nor_searched_nor_taken_over(db: Db, desk: Desk) -> None:
    case_id = submitted(desk, "見積書：髙橋.pdf", "別紙.pdf")
    sato = desk.cast.sato
    rows, _ = exported_rows(db, sato, desk.box, begin_export(db, sato, desk.form_id, "csv"), "")
    assert "見積書：髙橋.pdf、別紙.pdf" in rows[0]
    shown = {one.question_id: one.shown for page in application(db, sato, case_id).pages for one in page.answers}
    assert shown["doc"] == "見積書：髙橋.pdf（2 KB）\n別紙.pdf（2 KB）"  # what is printed, too
    counted = {one.question_id for one in form_figures(db, sato, desk.form_id).questions}
    assert counted & {"who", "doc", "pic"} == {"who"}
    assert db.scalar(select(func.count()).select_from(application_search_table).where(holds_words(db, "別紙"))) == 0
    offered = offered_answers(db, desk.applicant(), desk.box, "tenshutsu", case_id)
    assert [one.id for one, _ in offered.answers] == ["who"]


@pytest.mark.parametrize("kind", ["file", "photo"])
def test_files_are_not_asked_of_the_members_of_a_group(kind: str) -> None:
    asked = {"kind": "group", "id": "g", "label": "世帯員", "questions": [{"kind": kind, "id": "f", "label": "写し"}]}
    with pytest.raises(msgspec.ValidationError, match=kind):
        msgspec.convert(asked, Group)


def test_a_correction_replaces_files_and_what_they_were_stays(db: Db, desk: Desk) -> None:
    case_id = submitted(desk, "古い.pdf", "別紙.pdf")
    old, kept = (ids_of(desk, case_id)[name] for name in ("古い.pdf", "別紙.pdf"))
    correcting(desk, case_id, "doc", "pic", "who")
    to = to_correction(desk, case_id)
    remove_file(db, to, old)
    new, picture = attached(db, to, "新しい.pdf"), attached(db, to, "現場.jpg", PIC)
    assert make_room(db, to, DOC, "三つめ.pdf") == Refused("doc", "file_too_many", "三つめ.pdf", 2)
    assert names_of(desk, case_id) == [("古い.pdf", "clean"), ("別紙.pdf", "clean")]
    assert own_case_picture(db, desk.applicant(), case_id, picture).thumbnail_key
    with pytest.raises(CaseNotShown):
        own_case_picture(db, desk.applicant("b"), case_id, picture)
    keep_correction(db, to, {"who": ["髙𣘺"], "doc": [f"{old}:1:{'0' * 64}:application/pdf:よそ.pdf"]}, is_whole=True)
    assert correct_as_kept(db, to) == {}
    assert names_of(desk, case_id) == [("別紙.pdf", "clean"), ("新しい.pdf", "clean"), ("現場.jpg", "clean")]
    case = desk.case(case_id)
    assert case.case.state == "examining"
    assert case.corrections[0].before["doc"] == "古い.pdf（2 KB）\n別紙.pdf（2 KB）"
    assert set(db.scalars(select(_f.id).where(_f.application_id == case_id))) == {old, kept, new, picture}
    assert {name: [one.name for one in files] for name, files in case.corrections[0].files.items()} == {
        "doc": ["古い.pdf"]
    }
    sato = desk.cast.sato
    assert case_file(db, sato, desk.box, ANYWHERE, case_id, old, to_keep=True).name == "古い.pdf"
    with pytest.raises(ApplicationNotFound):  # named by no answer any more: not with the form's own list
        handed_out(db, sato, desk.box, ANYWHERE, case_id, old, to_keep=True)
    with pytest.raises(ApplicationNotFound):
        case_file(db, desk.cast.stranger, desk.box, ANYWHERE, case_id, old, to_keep=True)
    assert list(application_file_faults(db)) == []
    assert list(application_faults(db)) == []
    with pytest.raises(NoCorrectionOpen):
        attached(db, to, "遅れて.pdf")


def test_what_is_typed_cannot_say_what_a_file_is(db: Db, desk: Desk) -> None:
    case_id = submitted(desk, "見積書.pdf")
    correcting(desk, case_id, "doc", "who")
    line = f"0k3w9f2m7xq1s:1:{'0' * 64}:application/pdf:うそ.pdf"
    assert correct(db, desk.applicant(), desk.box, case_id, {"who": ["髙橋"], "doc": [line], "doc.fault": ["x"]}) == {}
    assert names_of(desk, case_id) == [("見積書.pdf", "clean")]


def test_a_file_that_did_not_come_or_was_refused_is_told_before_a_correction_is_sent(db: Db, desk: Desk) -> None:
    case_id = submitted(desk, "見積書.pdf")
    correcting(desk, case_id, "doc", "who")
    to = to_correction(desk, case_id)
    keep_correction(db, to, {"who": ["途中"]}, is_whole=False)
    note_refusals(db, to, [Refused("doc", "file_broken_off", "切れた.pdf", 10)])
    wanted, complaints = correction_as_kept(db, desk.applicant(), desk.box, case_id, is_told=False)
    assert (wanted.typed["who"], complaints["doc"].code) == (["途中"], "file_broken_off")
    keep_correction(db, to, {"who": [""]}, is_whole=True)  # told once
    assert correction_as_kept(db, desk.applicant(), desk.box, case_id, is_told=False)[1] == {}
    assert set(correct_as_kept(db, to)) == {"who"}
    second = attached(db, to, "二つめ.pdf", state="unchecked")
    db.execute(update(application_file_table).where(_f.id == second).values(state="refused"))
    keep_correction(db, to, {"who": ["髙橋"]}, is_whole=True)
    assert correct_as_kept(db, to)["doc"].code == "file_infected"
    assert desk.case(case_id).case.state == "correcting"
    remove_file(db, to, second)
    assert correct_as_kept(db, to) == {}


def test_files_of_a_correction_wait_for_it_and_go_with_it(db: Db, desk: Desk) -> None:
    case_id = submitted(desk, "見積書.pdf")
    correcting(desk, case_id, "doc")
    new = attached(db, to_correction(desk, case_id), "新しい.pdf")
    db.execute(update(application_file_table).values(created_at=_f.created_at - 2 * DAY_MS))
    assert sweep_files(db) == 0
    withdraw_correction(db, desk.cast.sato, case_id)
    assert sweep_files(db) == 1
    assert list(db.scalars(select(_f.id))) == [ids_of(desk, case_id)["見積書.pdf"]]
    assert new not in ids_of(desk, case_id).values()
    with pytest.raises(NoCorrectionOpen):
        open_correction(db, desk.applicant(), desk.box, case_id)
