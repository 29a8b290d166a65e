"""The list finds folded words, choices, days and marks, in columns of one's own; notes are the staff's alone."""

from pathlib import Path

import pytest
from sqlalchemy import select

from kairan.applications.erasing import erase_answers
from kairan.applications.listing import applications, choose_columns
from kairan.applications.listing_model import (
    PAGE,
    ColumnsChoice,
    MarksChange,
    NewNote,
    Wanted,
    application_search_table,
)
from kairan.applications.model import ApplicationId
from kairan.applications.numbers import in_groups
from kairan.applications.problems import ApplicationNotFound, NoteEmpty
from kairan.applications.queries import application
from kairan.applications.remarks import application_with_remarks, mark_application, note_application
from kairan.core.journal import entries_after
from kairan.core.journal.verify import verify
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS, midnight
from kairan.core.kit.problems import Malformed
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument, QuestionPage
from kairan.forms.model import FormId, RightHeld, RightsChange
from kairan.forms.problems import FormNotFound, FormRightNeeded
from kairan.forms.questions import LongText, MultipleChoice, Option, ShortText
from kairan.forms.rights import RIGHTS
from kairan.forms.sharing import share_form
from tests.applications.filing import file, published
from tests.cast import Cast, assemble

START = midnight("2026-04-01") or 0
DOCUMENT = FormDocument(
    title="申込み", contact="窓口",
    pages=[
        QuestionPage(
            id="p",
            questions=[
                ShortText(id="name", label="氏名", required=False),
                MultipleChoice(id="a", label="品目", options=[Option("b", "机"), Option("c", "椅子")], required=False),
                LongText(id="note", label="備考", required=False),
                ShortText(id="ill", label="病歴", needs_care=True, required=False),
            ],
        )
    ],
)  # fmt: skip


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "key")


def names(db: Db, who: Viewer, form_id: FormId, **wanted: object) -> list[str]:
    page = applications(db, who, form_id, None, Wanted(**wanted))  # type: ignore[arg-type]
    assert page.total == len(page.applications)
    return [one.cells[0] for one in page.applications]


def test_what_is_looked_for_is_found_whatever_its_spelling_and_nothing_that_needs_care(
    db: Db, cast: Cast, box: SecretBox
) -> None:
    form_id, sato = published(db, cast, DOCUMENT, keep_days=30), cast.sato
    with as_of(START):
        first = file(db, box, {"name": ["髙橋"], "a": ["b", "c"], "ill": ["秘密の病"], "note": [" a=c 100%_"]}, "1")
    with as_of(START + DAY_MS):
        file(db, box, {"name": ["ﾀｶﾊｼ"], "a": ["c"], "note": ["駅前 サーバー室"]}, "2")
        file(db, box, {"name": ['"name":"髙橋"']}, "3")
    assert names(db, sato, form_id) == ['"name":"髙橋"', "ﾀｶﾊｼ", "髙橋"]
    assert names(db, sato, form_id, words="高橋") == ['"name":"髙橋"', "髙橋"]
    assert names(db, sato, form_id, words="たかはし　サ－バ－") == ["ﾀｶﾊｼ"]
    assert names(db, sato, form_id, words="100%_") == ["髙橋"]
    assert names(db, sato, form_id, words="_") == ["髙橋"]
    assert names(db, sato, form_id, words="秘密") == []
    assert names(db, sato, form_id, question="a", choice="b") == ["髙橋"]
    assert names(db, sato, form_id, question="a", choice="c", words="駅前") == ["ﾀｶﾊｼ"]
    assert names(db, sato, form_id, question="a", choice="c 100%") == []
    assert names(db, sato, form_id, until="2026-04-01") == ["髙橋"]
    assert names(db, sato, form_id, since="2026-04-02", until="2026-04-02") == ['"name":"髙橋"', "ﾀｶﾊｼ"]
    number = application(db, sato, first).number
    assert names(db, sato, form_id, words=number.lower()) == ["髙橋"] == names(db, sato, form_id, words=f" {number} ")
    with pytest.raises(Malformed):
        names(db, sato, form_id, since="2026-02-30")
    for outsider in (cast.stranger, cast.neighbour):
        with pytest.raises(FormNotFound):
            names(db, outsider, form_id)
    with as_of(START + 30 * DAY_MS):
        erase_answers(db)
    assert names(db, sato, form_id, words="高橋") == ['"name":"髙橋"']
    assert "髙" not in str(
        db.all(select(application_search_table).where(application_search_table.c.application_id == first))
    )
    assert names(db, sato, form_id) == ['"name":"髙橋"', "ﾀｶﾊｼ", ""]


def test_columns_are_ones_own_and_pages_go_on_behind_the_last_row(db: Db, cast: Cast, box: SecretBox) -> None:
    form_id = published(db, cast, DOCUMENT)
    with as_of(START):
        for at in range(PAGE + 3):
            file(db, box, {"name": [f"{at:03}"]}, f"{at:03}")
    page = applications(db, cast.sato, form_id)
    assert (page.total, len(page.applications), page.columns) == (PAGE + 3, PAGE, ["name", "a", "note"])
    assert [(one.question_id, len(one.choices)) for one in page.questions] == [("name", 0), ("a", 2), ("note", 0)]
    rest = applications(db, cast.sato, form_id, page.next)
    assert (len(rest.applications), rest.next) == (3, None)
    every = [one.cells[0] for one in (*page.applications, *rest.applications)]
    assert every == sorted(every, reverse=True)
    assert len(set(every)) == PAGE + 3
    assert applications(db, cast.sato, form_id, "9.'; --").applications == []
    choose_columns(db, cast.sato, form_id, ColumnsChoice(columns=["note", "ill", "gone", "note"]))
    assert applications(db, cast.sato, form_id).heads == ["備考"]
    assert applications(db, cast.suzuki, form_id).columns == ["name", "a", "note"]
    choose_columns(db, cast.sato, form_id, ColumnsChoice(columns=[]))
    assert applications(db, cast.sato, form_id).columns == ["name", "a", "note"]


def test_marks_and_notes_are_on_record_and_a_notes_text_goes_with_the_answers(
    db: Db, cast: Cast, box: SecretBox
) -> None:
    form_id = published(db, cast, DOCUMENT, keep_days=1)
    reads = RightHeld(cast.suzuki.member_id, is_department=False, rights=["answers"])
    works = RightHeld(cast.sato.member_id, is_department=False, rights=list(RIGHTS))
    share_form(db, cast.sato, form_id, RightsChange(rights=[reads, works]))
    with as_of(START):
        one, other = (file(db, box, {"name": [name]}, name) for name in "12")
        mark_application(db, cast.sato, one, MarksChange(marks=["star", "ask", "ask"]))
        mark_application(db, cast.sato, one, MarksChange(marks=["ask", "done"]))
        mark_application(db, cast.sato, one, MarksChange(marks=["done", "ask"]))  # the same again
        note_application(db, cast.sato, one, NewNote(text="\u202e 電話で確認した。 "))
    assert names(db, cast.suzuki, form_id, mark="done") == ["1"]
    assert names(db, cast.suzuki, form_id, mark="ask", words="2") == []
    seen = application_with_remarks(db, cast.suzuki, one)
    assert set(seen.marks) == {"ask", "done"}
    assert [(note.by, note.text, note.at) for note in seen.notes] == [("佐藤 美咲", "電話で確認した。", START)]
    told = [entry.kind for entry in entries_after(db, f"application:{one}", 0, 10)]
    assert told == ["application.submitted", "application.marked", "application.marked", "application.noted"]
    for refused, why in ((cast.suzuki, FormRightNeeded), (cast.stranger, ApplicationNotFound)):
        with pytest.raises(why):
            mark_application(db, refused, one, MarksChange(marks=[]))
        with pytest.raises(why):
            note_application(db, refused, one, NewNote(text="メモ"))
    with pytest.raises(NoteEmpty):
        note_application(db, cast.sato, one, NewNote(text=" \n"))
    with pytest.raises(ApplicationNotFound):
        note_application(db, cast.sato, ApplicationId("0" * 13), NewNote(text="メモ"))
    with as_of(START + 2 * DAY_MS):
        assert erase_answers(db) == 2
        with pytest.raises(ApplicationNotFound):
            note_application(db, cast.sato, other, NewNote(text="消したあと"))
    after = application_with_remarks(db, cast.suzuki, one)
    assert (after.notes, set(after.marks)) == ([], {"ask", "done"})
    assert "電話" not in "".join(str(entry) for entry in entries_after(db, f"application:{one}", 0, 20))
    assert verify(db).faults == []
    assert in_groups(after.number.replace("-", "")) == after.number
