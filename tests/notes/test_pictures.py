"""Pictures on a page: seen by who reads the note and nobody else; the list of open rooms stands where it was put."""

import base64

import pytest
from pycrdt import Doc, XmlElement, XmlFragment

from kairan.core.kit.database import Db
from kairan.core.kit.national_numbers import MyNumberRefused
from kairan.core.viewer import Viewer
from kairan.files.actions import Received, accept_file
from kairan.files.model import FileId
from kairan.notes.content import ROOT, Page
from kairan.notes.model import PICTURES_AT_ONCE, NoteBeginning, NoteId, NoteWriting
from kairan.notes.problems import NoteUpdateWrong
from kairan.notes.reading import note_markdown, note_view
from kairan.notes.writing import begin_note, drop_note, write_note
from kairan.talk.model import RoomId
from tests.cast import Cast, room_of
from tests.files.test_attach import may_read, received, uploaded


@pytest.fixture
def room(db: Db, cast: Cast) -> RoomId:
    return room_of(db, cast.sato, cast.tanaka)


@pytest.fixture
def note_id(db: Db, cast: Cast, room: RoomId) -> NoteId:
    return begin_note(db, cast.sato, NoteBeginning(client_key="n", room_id=room, title="現場"))


def photo(db: Db, viewer: Viewer, name: str = "現場.png") -> FileId:
    file_id = received(db, viewer, name)
    told = Received(
        type="image/png", size=10, digest=b"d" * 32, blob_key=f"ab/{file_id:0>30}".lower(), width=40, height=30
    )
    accept_file(db, viewer, file_id, told)
    return file_id


def with_nodes(*nodes: XmlElement) -> bytes:
    page: Page = Doc()
    fragment = page.get(ROOT, type=XmlFragment)
    for node in nodes:
        fragment.children.append(node)
    return page.get_update()


def picture(file_id: str, alt: str = "崩れた斜面") -> XmlElement:
    return XmlElement("picture", {"file": file_id, "alt": alt})


def write(db: Db, who: Viewer, note_id: NoteId, *nodes: XmlElement) -> None:
    update = base64.b64encode(with_nodes(*nodes)).decode()
    write_note(db, who, note_id, NoteWriting(after=0, update=update))


def test_a_picture_is_seen_by_who_reads_the_note_and_nobody_else(db: Db, cast: Cast, note_id: NoteId) -> None:
    file_id = photo(db, cast.sato)
    assert not may_read(db, cast.tanaka, file_id)
    write(db, cast.sato, note_id, picture(file_id))
    assert may_read(db, cast.tanaka, file_id)
    for outsider in (cast.suzuki, cast.stranger, cast.neighbour, cast.guest):
        assert not may_read(db, outsider, file_id)
    assert f"![崩れた斜面](</api/files/{file_id}/content>)" in note_markdown(db, cast.tanaka, note_id)
    write(db, cast.tanaka, note_id, picture(file_id))  # once more on the page: it is there already
    drop_note(db, cast.sato, note_id)
    assert not may_read(db, cast.tanaka, file_id)


def test_nobody_shows_themselves_a_picture_they_may_not_see(db: Db, cast: Cast, note_id: NoteId) -> None:
    of_another = photo(db, cast.suzuki)
    for nodes in (
        [picture(of_another)],
        [picture("0" * 13)],
        [picture("../../etc")],
        [picture("")],
        [picture(uploaded(db, cast.tanaka, "計画.pdf"))],
        [picture(photo(db, cast.tanaka)) for _ in range(PICTURES_AT_ONCE + 1)],
    ):
        with pytest.raises(NoteUpdateWrong):
            write(db, cast.tanaka, note_id, *nodes)
    with pytest.raises(MyNumberRefused):
        write(db, cast.tanaka, note_id, picture(photo(db, cast.tanaka), "1234 5678 9018"))
    assert note_view(db, cast.sato, note_id).sync.n == 0


def test_a_list_of_open_rooms_stands_where_it_was_put(db: Db, cast: Cast, note_id: NoteId) -> None:
    write(db, cast.sato, note_id, XmlElement("open_rooms", {}))
    assert note_markdown(db, cast.tanaka, note_id) == "# 現場\n\n[参加できるルームの一覧](</rooms/open>)\n"
