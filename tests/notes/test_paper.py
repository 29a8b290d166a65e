"""A note on paper: each block is printed, what was written is never markup, and only who may save it gets it."""

import asyncio
import base64
from functools import partial

import msgspec
import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from kairan.core.kit.database import Db
from kairan.core.kit.typesetting import Typesetter
from kairan.notes.content import ROOT, Page
from kairan.notes.model import NoteBeginning, NoteId, NoteWriting
from kairan.notes.paper.layout import TEMPLATE, note_paper
from kairan.notes.printing import print_note
from kairan.notes.problems import NoteNotFound
from kairan.notes.writing import begin_note, write_note
from tests.cast import Cast, room_of


def words(tag: str, text: str, **attributes: str) -> XmlElement:
    return XmlElement(tag, attributes, [XmlText(text)])


def every_block() -> bytes:
    page: Page = Doc()
    children = page.get(ROOT, type=XmlFragment).children
    for node in (
        words("heading", "いきなり深い見出し", level="4"),
        words("paragraph", '#read("/etc/passwd") *太字でない* $x$ \\ 葛󠄀'),
        XmlElement("blockquote", {}, [words("paragraph", "引用")]),
        words("code_block", "a  = 1\nb = 2"),
        XmlElement("horizontal_rule", {}),
        XmlElement("bullet_list", {}, [XmlElement("check_item", {"checked": "true"}, [words("paragraph", "済み")])]),
        XmlElement("ordered_list", {"order": "3"}, [XmlElement("list_item", {}, [words("paragraph", "三つ目")])]),
        XmlElement("ordered_list", {"order": "x"}, []),
        XmlElement("picture", {"file": "0k3w9f2m9qz1c", "alt": "現場"}),
        XmlElement("open_rooms", {}),
        XmlElement("table", {}, []),
        XmlElement(
            "table",
            {},
            [
                XmlElement("table_row", {}, [XmlElement("table_header", {}, [words("paragraph", "項目")])]),
                XmlElement(
                    "table_row", {}, [XmlElement("table_cell", {}, [words("paragraph", text)]) for text in "甲乙"]
                ),
            ],
        ),
        words("paragraph", ""),
    ):
        children.append(node)
    return page.get_update()


@pytest.fixture
def note_id(db: Db, cast: Cast) -> NoteId:
    room = room_of(db, cast.sato, cast.tanaka)
    return begin_note(db, cast.sato, NoteBeginning(client_key="n", room_id=room, title="訓練の進め方"))


def test_every_block_is_printed_as_it_was_written(db: Db, cast: Cast, note_id: NoteId) -> None:
    note = msgspec.structs.replace(print_note(db, cast.tanaka, note_id), updates=[every_block()])
    pdf = asyncio.run(Typesetter().pdf("x", TEMPLATE, partial(note_paper, note, "ja"), note.printed_at))
    assert pdf.startswith(b"%PDF")


def test_what_stands_in_one_another_without_end_is_printed_flat(db: Db, cast: Cast) -> None:
    room = room_of(db, cast.sato)
    made = begin_note(db, cast.sato, NoteBeginning(client_key="d", room_id=room, title="深い"))
    node = words("paragraph", "底")
    for _ in range(30):
        node = XmlElement("blockquote", {}, [node])
    page: Page = Doc()
    page.get(ROOT, type=XmlFragment).children.append(node)
    update = base64.b64encode(page.get_update()).decode()
    write_note(db, cast.sato, made, NoteWriting(after=0, update=update))
    note = print_note(db, cast.sato, made)
    assert "底" in str(note_paper(note, "en"))


def test_who_is_not_in_the_room_prints_nothing(db: Db, cast: Cast, note_id: NoteId) -> None:
    for outsider in (cast.suzuki, cast.stranger, cast.guest):
        with pytest.raises(NoteNotFound):
            print_note(db, outsider, note_id)
