"""The manifest of meetings."""

import kairan.meetings.model
import kairan.meetings.video
from kairan.core.concern import Concern, DemoStage, Parts, tables_in
from kairan.core.kit.clock import as_of
from kairan.core.kit.jobs import Jobs
from kairan.files import FileId
from kairan.meetings.acting import make_meeting
from kairan.meetings.finding import MEETING_STREAM
from kairan.meetings.http import console, router
from kairan.meetings.model import MeetingChange, MeetingMinutes, NewMeeting, NewPaper, PaperId, ShowingPage
from kairan.meetings.papers import register_paging
from kairan.meetings.video import VideoAddress
from kairan.talk.model import RoomId

_HOUR_MS = 3_600_000
_AGENDA = ["前回決まったことの確認", "待ち時間の調べ（資料1）", "次にすること"]


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Make pages of papers."""
    register_paging(jobs, parts.store, parts.blobs)


def _demo(stage: DemoStage) -> None:
    """Let the team of the counters have a meeting in an hour."""
    with as_of(stage.now):
        new = NewMeeting(
            client_key="demo",
            room_id=RoomId(stage.rooms["counter"]),
            title="窓口改善 打合せ",
            begins_at=(stage.now // _HOUR_MS + 1) * _HOUR_MS,
            place="第2会議室",
            agenda=_AGENDA,
        )
        make_meeting(stage.db, stage.people["sato"], new)


CONCERN = Concern(
    package="kairan.meetings",
    tables=tables_in(kairan.meetings.model, kairan.meetings.video),
    routers=(router, console),
    jobs=jobs,
    streams=(MEETING_STREAM,),
    examples=(
        NewMeeting(
            client_key="5f0c2f1e-6a55-4c1e-9a53-3a4d2f0a8f17",
            room_id=RoomId("0k3w9f2m9qz1c"),
            title="窓口改善 打合せ",
            begins_at=1_796_868_000_000,
            place="第2会議室",
            agenda=_AGENDA,
        ),
        MeetingChange(wording=1, title="窓口改善 打合せ", begins_at=1_796_868_000_000, agenda=_AGENDA),
        MeetingMinutes(note_id="0k3w9f2m9qz2d"),
        NewPaper(file_id="0k3w9f2m9qz3e"),
        ShowingPage(paper_id=PaperId(FileId("0k3w9f2m9qz4f")), page=2),
        VideoAddress(address="https://meet.example.lg.jp/{key}"),
    ),
    tags={"Meetings": "Agenda, papers that are followed together, minutes, and video meetings (会議)."},
    demo=_demo,
)
