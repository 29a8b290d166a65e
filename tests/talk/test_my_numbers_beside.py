"""My Numbers are refused in all that an office writes beside its talk, unless the body allows them in the room."""

import base64
from collections.abc import Callable

import pytest

from kairan.attendance.acting import report
from kairan.attendance.model import NewReport
from kairan.circulars.confirming import confirm_circular
from kairan.circulars.model import CircularConfirming, CircularId, CircularRewording, CircularStop, NewCircular
from kairan.circulars.sending import reword_circular, send_circular
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.national_numbers import MyNumberRefused
from kairan.core.viewer import Viewer
from kairan.files import FileId
from kairan.notes.model import NoteBeginning, NoteChange, NoteId, NoteWriting
from kairan.notes.reading import note_markdown
from kairan.notes.writing import begin_note, change_note, write_note
from kairan.polls.acting import make_poll
from kairan.polls.model import NewPoll, NewPollOption
from kairan.talk.model import RoomId
from kairan.talk.room_administration import allow_my_numbers
from kairan.tasks.acting import change_task, finish_task, make_task
from kairan.tasks.model import NewTask, TaskChange, TaskDone
from tests.administration.conftest import with_role
from tests.cast import Cast, room_of
from tests.files.test_attach import uploaded
from tests.notes.pages import Editor, paragraph

NUMBER = "１２３４ 5678\n9018"  # in full width, in groups, over a line
Act = Callable[[], object]


def refused(*acts: Act) -> None:
    for act in acts:
        with pytest.raises(MyNumberRefused):
            act()


def write(db: Db, who: Viewer, note_id: NoteId, content: bytes) -> None:
    write_note(db, who, note_id, NoteWriting(after=0, update=base64.b64encode(content).decode()))


def test_they_are_refused_in_notes_and_what_stood_there_stays(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    note_id = begin_note(db, cast.sato, NoteBeginning(client_key="n", room_id=room, title="名簿"))
    write(db, cast.sato, note_id, paragraph("対象は二人"))
    refused(
        lambda: begin_note(db, cast.sato, NoteBeginning(client_key="m", room_id=room, title="1234-5678-9018")),
        lambda: change_note(db, cast.sato, note_id, NoteChange(title="123456789018")),
        lambda: write(db, cast.sato, note_id, paragraph(NUMBER)),
    )
    assert note_markdown(db, cast.tanaka, note_id) == "# 名簿\n\n対象は二人\n"


def test_a_note_goes_on_once_the_number_is_taken_out(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    note_id = begin_note(db, cast.sato, NoteBeginning(client_key="n", room_id=room, title="名簿"))
    editor = Editor(db, cast.sato, note_id)
    editor.type("対象は二人")
    editor.type(NUMBER)
    refused(editor.send)
    editor.drop(1)
    editor.send()
    assert Editor(db, cast.tanaka, note_id).fresh() == ["対象は二人"]


def test_they_are_refused_in_polls_tasks_circulars_and_reports(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato, cast.tanaka)
    named = uploaded(db, cast.sato, "申請_123456789018.pdf")
    options = [NewPollOption(label="甲"), NewPollOption(label="123456789018")]
    stops = [CircularStop(member_id=cast.tanaka.member_id)]
    task_id = make_task(db, cast.sato, NewTask(client_key="t", title="集計", doer_ids=[cast.tanaka.member_id]))
    change = TaskChange(revision=1, title="集計", note=NUMBER, doer_ids=[cast.tanaka.member_id])
    now = now_ms()
    away = NewReport(client_key="r", kind="out", begins_at=now, ends_at=now + 3_600_000, note=NUMBER)

    def sent(key: str, text: str, file_ids: list[FileId] | None = None) -> CircularId:
        new = NewCircular(
            client_key=key, title="当番表", text=text, file_ids=file_ids or [], manner="in_order", stops=stops
        )
        return send_circular(db, cast.sato, new)

    circular_id = sent("c", "確認")
    refused(
        lambda: make_poll(
            db, cast.sato, NewPoll(client_key="p", room_id=room, kind="one", title="どちら", options=options)
        ),
        lambda: make_poll(db, cast.sato, NewPoll(client_key="q", room_id=room, kind="yes_no", title="?", note=NUMBER)),
        lambda: make_task(db, cast.sato, NewTask(client_key="u", title=NUMBER, doer_ids=[cast.sato.member_id])),
        lambda: change_task(db, cast.sato, task_id, change),
        lambda: finish_task(db, cast.tanaka, task_id, TaskDone(note=NUMBER)),
        lambda: sent("d", NUMBER),
        lambda: sent("e", "", [named]),
        lambda: reword_circular(db, cast.sato, circular_id, CircularRewording(version=1, title="当番表", text=NUMBER)),
        lambda: confirm_circular(db, cast.tanaka, circular_id, CircularConfirming(version=1, comment=NUMBER)),
        lambda: report(db, cast.sato, away),
    )


def test_what_the_body_allows_in_a_room_is_written_beside_its_talk(db: Db, cast: Cast) -> None:
    clerk = with_role(db, cast.city, "jinji", "人事 係", "administrator")
    room: RoomId = room_of(db, cast.sato, cast.tanaka)
    allow_my_numbers(db, clerk, room, allowed=True)
    note_id = begin_note(db, cast.sato, NoteBeginning(client_key="n", room_id=room, title="番号 123456789018"))
    write(db, cast.sato, note_id, paragraph(NUMBER))
    make_task(db, cast.sato, NewTask(client_key="t", room_id=room, title=NUMBER, doer_ids=[cast.tanaka.member_id]))
    make_poll(db, cast.sato, NewPoll(client_key="p", room_id=room, kind="yes_no", title="123456789018"))
