"""The demo's notes: the minutes of a meeting, and the front page of a room."""

import base64

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from kairan.core.concern import DemoStage
from kairan.core.kit.clock import as_of
from kairan.notes.content import ROOT
from kairan.notes.model import NoteBeginning, NoteChange, NoteWriting
from kairan.notes.writing import begin_note, change_note, write_note
from kairan.talk.model import RoomId

_FRONT = (
    ("paragraph", "窓口改善のルームです。番号札・案内表示・待ち時間の3つを扱います。"),
    ("heading", "決まったこと"),
    ("list", "番号の頭の文字で受付の種類を分ける"),
    ("list", "転入の方は番号札1枚で、職員のほうが動く"),
    ("heading", "次の集まりまでに"),
    ("check", "1階の動線の図を貼り出す"),
    ("check", "案内表示の見本を3案つくる"),
)
_MINUTES = (
    ("heading", "出席"),
    ("paragraph", "岡田、藤田、中野、近藤"),
    ("heading", "議題"),
    ("list", "事務費の見込み"),
    ("list", "郵送料の残り"),
    ("heading", "決まったこと"),
    ("paragraph", "郵送料は予定より少ないため、再発行の分に回す。"),
)


def demo(stage: DemoStage) -> None:
    """Let two rooms have a note each."""
    written = (
        ("counter", "inoue", "窓口改善の進め方", _FRONT, True),
        ("benefit-plan", "okada", "事務費の打合せ 議事録", _MINUTES, False),
    )
    with as_of(stage.now):
        for room, key, title, lines, is_front in written:
            viewer = stage.people[key]
            new = NoteBeginning(client_key="demo", room_id=RoomId(stage.rooms[room]), title=title)
            note_id = begin_note(stage.db, viewer, new)
            update = base64.b64encode(_page(lines)).decode()
            write_note(stage.db, viewer, note_id, NoteWriting(after=0, update=update))
            if is_front:
                change_note(stage.db, viewer, note_id, NoteChange(is_front=True))


def _page(lines: tuple[tuple[str, str], ...]) -> bytes:
    page = Doc[XmlFragment]()
    root = page.get(ROOT, type=XmlFragment)
    for kind, text in lines:
        words = XmlElement("paragraph", {}, [XmlText(text)])
        if kind == "heading":
            root.children.append(XmlElement("heading", {"level": "2"}, [XmlText(text)]))
        elif kind == "list":
            root.children.append(XmlElement("bullet_list", {}, [XmlElement("list_item", {}, [words])]))
        elif kind == "check":
            root.children.append(
                XmlElement("bullet_list", {}, [XmlElement("check_item", {"checked": "false"}, [words])])
            )
        else:
            root.children.append(words)
    return page.get_update()
