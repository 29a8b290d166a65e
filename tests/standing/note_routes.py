"""How an outsider tries the routes of notes: one of the closed room."""

import base64

from kairan.core.kit.database import Db
from kairan.notes.model import NoteBeginning, NoteWriting
from kairan.notes.writing import begin_note, write_note
from kairan.talk.model import RoomId
from tests.cast import Cast
from tests.notes.pages import paragraph
from tests.standing.attempts import Try

ONE = "/api/notes/{note_id}"
NOTES: dict[tuple[str, str], Try] = {
    ("GET", "/api/rooms/{room_id}/notes"): Try(),
    ("POST", "/api/notes"): Try({"client_key": "k", "room_id": "{room_id}", "title": "外から"}),
    ("GET", ONE): Try(),
    ("PUT", ONE): Try({"title": "外から"}),
    ("DELETE", ONE): Try(),
    ("GET", f"{ONE}/updates"): Try(),
    ("POST", f"{ONE}/updates"): Try({"after": 0, "update": "AAA="}),
    ("GET", f"{ONE}/versions"): Try(),
    ("GET", f"{ONE}/versions/{{n}}"): Try(),
    ("GET", f"{ONE}/export"): Try(),
    ("GET", f"{ONE}/paper"): Try(),
}


def write_secretly(db: Db, cast: Cast, room_id: str) -> dict[str, str]:
    """Write a note in the closed room."""
    new = NoteBeginning(client_key="secret", room_id=RoomId(room_id), title="極秘の議題")
    note_id = begin_note(db, cast.sato, new)
    update = base64.b64encode(paragraph("内密の目的")).decode()
    write_note(db, cast.sato, note_id, NoteWriting(after=0, update=update))
    return {"note_id": note_id, "n": "1"}
