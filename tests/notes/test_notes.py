"""Notes: written by several at once, kept as versions, found, exported; who is not in the room sees nothing."""

import base64
import random
from itertools import count

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from sqlalchemy import func, select

from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notes.content import ROOT, Page, page_of
from kairan.notes.markdown import markdown_of
from kairan.notes.model import (
    PAUSE_MS,
    TEXT_LIMIT,
    UPDATES_MOST,
    NoteBeginning,
    NoteChange,
    NoteId,
    NoteWriting,
    note_update_table,
)
from kairan.notes.problems import NoteNotFound, NoteNotYours, NoteTooLong, NoteUntitled, NoteUpdateWrong
from kairan.notes.reading import note_markdown, note_view, notes_of, version_of, versions_of
from kairan.notes.writing import begin_note, change_note, drop_note, write_note
from kairan.talk.model import RoomId
from kairan.talk.problems import RoomArchivedAlready, RoomNotFound
from kairan.talk.rooms import archive_room
from tests.cast import Cast, room_of
from tests.notes.pages import Editor, paragraph

_keys = count()


@pytest.fixture
def room(db: Db, cast: Cast) -> RoomId:
    return room_of(db, cast.sato, cast.suzuki, cast.tanaka)


def begun(db: Db, who: Viewer, room: RoomId, title: str = "訓練の進め方") -> NoteId:
    return begin_note(db, who, NoteBeginning(client_key=f"k{next(_keys)}", room_id=room, title=title))


def send(db: Db, who: Viewer, note_id: NoteId, content: bytes) -> None:
    write_note(db, who, note_id, NoteWriting(after=0, update=base64.b64encode(content).decode()))


def test_several_write_at_once_in_any_order_and_lose_nothing(db: Db, cast: Cast, room: RoomId) -> None:
    note_id = begun(db, cast.sato, room)
    editors = [Editor(db, who, note_id) for who in (cast.sato, cast.suzuki, cast.tanaka)]
    chance = random.Random(7)
    said = []
    for number in range(60):
        editor = chance.choice(editors)
        said.append(f"{editor.viewer.member_id}:{number}")
        editor.type(said[-1], chance.randrange(len(editor.lines()) + 1))
        if chance.random() < 0.5:  # the others are without a line, and send later
            editor.send()
    for editor in editors:
        editor.send()
    for editor in editors:
        editor.take_in()
    assert sorted(editors[0].lines()) == sorted(said)
    assert editors[0].lines() == editors[1].lines() == editors[2].lines()
    late = Editor(db, cast.tanaka, note_id)
    late.take_in()
    assert late.lines() == editors[0].lines()


def test_the_same_again_changes_nothing_and_each_change_is_an_entry(db: Db, cast: Cast, room: RoomId) -> None:
    note_id = begun(db, cast.sato, room)
    update = paragraph("避難所の一覧")
    send(db, cast.sato, note_id, update)
    send(db, cast.sato, note_id, update)
    send(db, cast.suzuki, note_id, b"")
    assert note_view(db, cast.tanaka, note_id).sync.n == 1
    assert [one.kind for one in entries_after(db, f"note:{note_id}", 0, 9)] == ["note.begun", "note.written"]
    again = NoteBeginning(client_key="once", room_id=room, title="一度だけ")
    assert begin_note(db, cast.sato, again) == begin_note(db, cast.sato, again)


def test_who_is_not_in_the_room_finds_no_note(db: Db, cast: Cast, room: RoomId) -> None:
    note_id = begun(db, cast.sato, room)
    for outside in (cast.stranger, cast.neighbour, cast.guest):
        for act in (note_view, versions_of, note_markdown):
            with pytest.raises(NoteNotFound):
                act(db, outside, note_id)
        with pytest.raises(NoteNotFound):
            send(db, outside, note_id, paragraph("外から"))
        with pytest.raises(NoteNotFound):
            drop_note(db, outside, note_id)
        with pytest.raises(RoomNotFound):
            notes_of(db, outside, room)
        with pytest.raises(RoomNotFound):
            begun(db, outside, room)
        assert readable_span(db, outside, f"note:{note_id}") is None


def test_what_is_no_page_of_ours_is_refused(db: Db, cast: Cast, room: RoomId) -> None:
    note_id = begun(db, cast.sato, room)
    page: Page = Doc()
    page.get(ROOT, type=XmlFragment).children.append(XmlElement("script", {}, [XmlText("alert(1)")]))
    for wrong in (page.get_update(), b"\xff\xff\xff\xff\x0f", b"nonsense"):
        with pytest.raises(NoteUpdateWrong):
            send(db, cast.sato, note_id, wrong)
    with pytest.raises(NoteUpdateWrong):
        write_note(db, cast.sato, note_id, NoteWriting(after=0, update="*"))
    with pytest.raises(NoteTooLong):
        send(db, cast.sato, note_id, paragraph("あ" * (TEXT_LIMIT + 1)))
    assert note_view(db, cast.sato, note_id).sync.n == 0


def test_after_a_pause_what_was_there_is_a_version_with_who_wrote(db: Db, cast: Cast, room: RoomId) -> None:
    start = now_ms()
    with as_of(start):
        note_id = begun(db, cast.sato, room)
        sato, suzuki = (Editor(db, who, note_id) for who in (cast.sato, cast.suzuki))
        sato.type("一行目")
        sato.send()
        suzuki.take_in()
        suzuki.type("二行目")
        suzuki.send()
        assert versions_of(db, cast.tanaka, note_id).versions == []
    with as_of(start + PAUSE_MS + 1_000):
        sato.take_in()
        sato.type("三行目")
        sato.send()
        (kept,) = versions_of(db, cast.tanaka, note_id).versions
        assert (kept.n, kept.writers) == (2, ["佐藤 美咲", "鈴木 健"])
        kept_state = version_of(db, cast.tanaka, note_id, 2)
        assert (kept_state.markdown, kept_state.now) == ("一行目\n\n二行目", "一行目\n\n二行目\n\n三行目")
        with pytest.raises(NoteNotFound):
            version_of(db, cast.tanaka, note_id, 1)
        suzuki.take_in()  # knew the note as far as the version: hears only what is newer
        assert suzuki.lines() == ["一行目", "二行目", "三行目"]


def test_many_small_changes_are_put_together(db: Db, cast: Cast, room: RoomId) -> None:
    note_id = begun(db, cast.sato, room)
    sato = Editor(db, cast.sato, note_id)
    for number in range(UPDATES_MOST + 2):
        sato.type(str(number))
        sato.send()
    left = select(func.count()).select_from(note_update_table).where(note_update_table.c.note_id == note_id)
    assert db.scalar(left) == 2
    late = Editor(db, cast.suzuki, note_id)
    late.take_in()
    assert late.lines() == sato.lines()


def test_notes_are_found_by_title_and_text_the_front_page_first(db: Db, cast: Cast, room: RoomId) -> None:
    first, second = begun(db, cast.sato, room, "進め方"), begun(db, cast.suzuki, room, "議事録")
    send(db, cast.suzuki, second, paragraph("ＡＥＤは 2 台、100%の備蓄"))
    change_note(db, cast.tanaka, first, NoteChange(is_front=True))
    assert [one.title for one in notes_of(db, cast.sato, room).notes] == ["進め方", "議事録"]
    change_note(db, cast.tanaka, second, NoteChange(is_front=True, title="議事録（第1回）"))
    assert [(one.title, one.is_front) for one in notes_of(db, cast.sato, room).notes] == [
        ("議事録（第1回）", True),
        ("進め方", False),
    ]
    assert [(one.title, one.part) for one in notes_of(db, cast.sato, room, "aed").notes] == [
        ("議事録（第1回）", "aedは 2 台、100%の備蓄")
    ]
    assert notes_of(db, cast.sato, room, "1%").notes == []
    assert [one.title for one in notes_of(db, cast.sato, room, "第1回").notes] == ["議事録（第1回）"]
    with pytest.raises(NoteUntitled):
        change_note(db, cast.sato, first, NoteChange(title=" "))


def test_who_began_it_and_masters_delete_it_and_archived_rooms_are_read_only(db: Db, cast: Cast, room: RoomId) -> None:
    note_id, other = begun(db, cast.suzuki, room), begun(db, cast.suzuki, room)
    with pytest.raises(NoteNotYours):
        drop_note(db, cast.tanaka, note_id)
    drop_note(db, cast.suzuki, note_id)
    drop_note(db, cast.sato, other)  # master of the room
    assert notes_of(db, cast.tanaka, room).notes == []
    with pytest.raises(NoteNotFound):
        send(db, cast.sato, note_id, paragraph("遅れて届いた"))
    kept = begun(db, cast.suzuki, room)
    archive_room(db, cast.sato, room)
    with pytest.raises(RoomArchivedAlready):
        send(db, cast.suzuki, kept, paragraph("遅れて届いた"))
    assert not note_view(db, cast.suzuki, kept).may_write


def test_a_note_is_markdown() -> None:
    page: Page = Doc()
    root = page.get(ROOT, type=XmlFragment)
    words = XmlText("")
    item = XmlElement("check_item", {"checked": "true"}, [XmlElement("paragraph", {}, [XmlText("済み")])])
    cells = [XmlElement("table_cell", {}, [XmlElement("paragraph", {}, [XmlText(one)])]) for one in ("甲", "乙|丙")]
    for one in (
        XmlElement("heading", {"level": "2"}, [XmlText("備蓄 *2*")]),
        XmlElement("paragraph", {}, [words]),
        XmlElement("bullet_list", {}, [item]),
        XmlElement("table", {}, [XmlElement("table_row", {}, cells)]),
    ):
        root.children.append(one)
    words.insert(0, "毛布", {"strong": {}})
    words.insert(2, "は倉庫", {})
    assert markdown_of(page_of(page.get_update()), "一覧") == (
        "# 一覧\n\n### 備蓄 \\*2\\*\n\n**毛布**は倉庫\n\n- [x] 済み\n\n| 甲 | 乙\\|丙 |\n| --- | --- |\n"
    )
