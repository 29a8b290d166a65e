"""The manifest of notes."""

import kairan.notes.model
from kairan.core.concern import Concern, tables_in
from kairan.notes.demo import demo
from kairan.notes.finding import NOTE_STREAM
from kairan.notes.http import router
from kairan.notes.model import NoteBeginning, NoteChange, NoteWriting
from kairan.talk.model import RoomId

CONCERN = Concern(
    package="kairan.notes",
    tables=tables_in(kairan.notes.model),
    routers=(router,),
    streams=(NOTE_STREAM,),
    examples=(
        NoteBeginning(
            client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f16",
            room_id=RoomId("0k3w9f2m9qz1c"),
            title="訓練の進め方",
        ),
        NoteChange(title="訓練の進め方（改訂）"),
        NoteWriting(after=0, update="AAA="),
    ),
    tags={"Notes": "Pages of a room that several people write at once (ノート)."},
    demo=demo,
)
