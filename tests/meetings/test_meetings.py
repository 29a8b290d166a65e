"""Meetings: prepared with papers, followed page by page, opened, ended; who is not in the room sees nothing of them."""

from collections.abc import Callable
from itertools import count

import pytest
from sqlalchemy import select

from kairan.core.journal import entries_after, readable_span
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.jobs.model import job_table
from kairan.core.kit.national_numbers import MyNumberRefused
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Viewer
from kairan.files.problems import FileNotFound
from kairan.files.queries import require_file
from kairan.meetings.acting import change_meeting, drop_meeting, end_meeting, keep_minutes, make_meeting, show_page
from kairan.meetings.model import (
    LONGEST_MS,
    MeetingChange,
    MeetingId,
    MeetingMinutes,
    MeetingPaper,
    NewMeeting,
    NewPaper,
    PaperId,
    ShowingPage,
    meeting_stream,
)
from kairan.meetings.papers import (
    MakePages,
    PageMade,
    add_paper,
    drop_paper,
    keep_pages,
    open_paper,
    paper_to_page,
)
from kairan.meetings.problems import (
    MeetingChangedMeanwhile,
    MeetingNotFound,
    MeetingNotYours,
    MeetingOver,
    MeetingPaperNotFound,
    MeetingPapersTooMany,
    MeetingTime,
    MeetingUntitled,
)
from kairan.meetings.showing import meeting_view, meetings_of, shown_page
from kairan.notes.model import NoteBeginning
from kairan.notes.problems import NoteNotFound
from kairan.notes.writing import begin_note, drop_note
from kairan.talk.model import RoomId
from kairan.talk.problems import RoomArchivedAlready, RoomNotFound
from kairan.talk.rooms import archive_room
from tests.cast import Cast, room_of
from tests.files.test_attach import may_read, uploaded

_keys = count()


@pytest.fixture
def room(db: Db, cast: Cast) -> RoomId:
    return room_of(db, cast.sato, cast.suzuki, cast.tanaka)


def prepared(db: Db, who: Viewer, room: RoomId, **more: object) -> MeetingId:
    said = {"client_key": f"k{next(_keys)}", "title": "打合せ", "begins_at": now_ms()} | more
    return make_meeting(db, who, NewMeeting(room_id=room, **said))  # type: ignore[arg-type]


def paper_of(db: Db, who: Viewer, meeting_id: MeetingId, name: str = "計画.pdf", pages: int = 3) -> MeetingPaper:
    """Add a paper, and make as many pages of it as if it had them."""
    add_paper(db, who, meeting_id, NewPaper(file_id=uploaded(db, who, name)))
    paper = meeting_view(db, who, meeting_id).papers[-1]
    assert paper.state == "preparing"
    made = [PageMade(f"ab/{number:030}", 1400, 1980, 10, b"d" * 32) for number in range(pages)]
    keep_pages(db, MakePages(paper.id), made)
    return meeting_view(db, who, meeting_id).papers[-1]


def refused(problem: type[Problem], *acts: Callable[[], object]) -> None:
    for act in acts:
        with pytest.raises(problem):
            act()


def test_a_meeting_has_an_agenda_and_papers_in_one_place(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room, place=" 第2会議室 ", agenda=["前回の確認", " ", "資料1 の  説明"])
    first = paper_of(db, cast.tanaka, meeting_id)
    second = paper_of(db, cast.suzuki, meeting_id, "予算.pdf", pages=0)
    seen = meeting_view(db, cast.sato, meeting_id)
    assert (seen.meeting.place, seen.agenda, seen.chair) == ("第2会議室", ["前回の確認", "資料1 の 説明"], "田中 一郎")
    assert [(one.name, one.state, len(one.pages), one.may_drop) for one in seen.papers] == [
        ("計画.pdf", "ready", 3, True),
        ("予算.pdf", "file", 0, True),
    ]
    assert (first.by, second.by) == ("田中 一郎", "鈴木 一郎") or first.by != second.by
    assert [(one.title, one.papers) for one in meetings_of(db, cast.sato, room).meetings] == [("打合せ", 2)]
    for page in first.pages:
        assert require_file(db, cast.suzuki, page.file_id).is_shown_inline
    assert may_read(db, cast.suzuki, first.file_id)


def test_a_retry_gives_back_the_first_and_the_same_paper_is_one(db: Db, cast: Cast, room: RoomId) -> None:
    assert prepared(db, cast.sato, room, client_key="x") == prepared(db, cast.sato, room, client_key="x", title="別")
    meeting_id = prepared(db, cast.sato, room)
    file_id = uploaded(db, cast.sato)
    add_paper(db, cast.sato, meeting_id, NewPaper(file_id=file_id))
    add_paper(db, cast.sato, meeting_id, NewPaper(file_id=file_id))
    (paper,) = meeting_view(db, cast.sato, meeting_id).papers
    made = [PageMade(f"ab/{0:030}", 1400, 1980, 10, b"d" * 32)]
    keep_pages(db, MakePages(paper.id), made)
    keep_pages(db, MakePages(paper.id), made)  # a job that ran twice
    assert len(meeting_view(db, cast.sato, meeting_id).papers[0].pages) == 1
    assert paper_to_page(db, paper.id) is None


def test_the_page_of_the_chair_is_followed(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    paper = paper_of(db, cast.tanaka, meeting_id)
    show_page(db, cast.tanaka, meeting_id, ShowingPage(paper_id=paper.id, page=2))
    shown = shown_page(db, cast.suzuki, meeting_id)
    assert (shown.paper_id, shown.page, shown.is_over) == (paper.id, 2, False)
    show_page(db, cast.sato, meeting_id, ShowingPage(paper_id=paper.id, page=3))  # master of the room
    show_page(db, cast.sato, meeting_id, ShowingPage(paper_id=paper.id, page=3))
    kinds = [entry.kind for entry in entries_after(db, meeting_stream(meeting_id), 0, 100)]
    assert kinds.count("meeting.page_shown") == 2
    show_page(db, cast.tanaka, meeting_id, ShowingPage())
    assert shown_page(db, cast.suzuki, meeting_id).paper_id is None
    for wrong in (ShowingPage(paper_id=paper.id, page=4), ShowingPage(paper_id=PaperId(meeting_id))):
        with pytest.raises(MeetingPaperNotFound):
            show_page(db, cast.tanaka, meeting_id, wrong)


def test_who_does_not_lead_shows_changes_and_ends_nothing(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    paper = paper_of(db, cast.tanaka, meeting_id)
    change = MeetingChange(wording=1, title="別の題", begins_at=now_ms())
    refused(
        MeetingNotYours,
        lambda: show_page(db, cast.suzuki, meeting_id, ShowingPage(paper_id=paper.id)),
        lambda: change_meeting(db, cast.suzuki, meeting_id, change),
        lambda: end_meeting(db, cast.suzuki, meeting_id),
        lambda: drop_meeting(db, cast.suzuki, meeting_id),
        lambda: drop_paper(db, cast.suzuki, meeting_id, paper.id),
    )


def test_who_has_opened_a_paper_is_known_once(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    paper = paper_of(db, cast.tanaka, meeting_id)
    before = shown_page(db, cast.tanaka, meeting_id).revision
    open_paper(db, cast.suzuki, meeting_id, paper.id)
    open_paper(db, cast.suzuki, meeting_id, paper.id)
    seen = meeting_view(db, cast.tanaka, meeting_id)
    assert len(seen.papers[0].opened) == 1
    assert seen.members == 3
    assert shown_page(db, cast.tanaka, meeting_id).revision == before + 1


def test_a_paper_that_is_taken_away_is_seen_by_nobody(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    paper = paper_of(db, cast.tanaka, meeting_id)
    show_page(db, cast.tanaka, meeting_id, ShowingPage(paper_id=paper.id))
    drop_paper(db, cast.tanaka, meeting_id, paper.id)
    assert shown_page(db, cast.suzuki, meeting_id).paper_id is None
    assert meeting_view(db, cast.suzuki, meeting_id).papers == []
    for file_id in (paper.file_id, *(page.file_id for page in paper.pages)):
        with pytest.raises(FileNotFound):
            require_file(db, cast.suzuki, file_id)


def test_pages_of_a_paper_taken_away_meanwhile_are_let_go_of(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    add_paper(db, cast.tanaka, meeting_id, NewPaper(file_id=uploaded(db, cast.tanaka)))
    (paper,) = meeting_view(db, cast.tanaka, meeting_id).papers
    drop_paper(db, cast.tanaka, meeting_id, paper.id)
    assert paper_to_page(db, paper.id) is None
    keep_pages(db, MakePages(paper.id), [PageMade(f"ab/{1:030}", 1, 1, 10, b"d" * 32)])
    assert "files.delete_blobs" in set(db.scalars(select(job_table.c.kind)))


def test_who_is_not_in_the_room_finds_no_meeting(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.sato, room)
    paper = paper_of(db, cast.sato, meeting_id)
    for outsider in (cast.stranger, cast.neighbour, cast.guest):
        assert readable_span(db, outsider, meeting_stream(meeting_id)) is None
        for act in (
            lambda who: meeting_view(db, who, meeting_id),
            lambda who: shown_page(db, who, meeting_id),
            lambda who: open_paper(db, who, meeting_id, paper.id),
            lambda who: show_page(db, who, meeting_id, ShowingPage()),
            lambda who: add_paper(db, who, meeting_id, NewPaper(file_id=paper.file_id)),
        ):
            with pytest.raises(MeetingNotFound):
                act(outsider)
        with pytest.raises(RoomNotFound):
            prepared(db, outsider, room)
        with pytest.raises(FileNotFound):
            require_file(db, outsider, paper.pages[0].file_id)


def test_of_two_who_change_it_at_once_one_is_told(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    change = MeetingChange(wording=1, title="臨時の打合せ", begins_at=now_ms(), agenda=["一つ"])
    paper_of(db, cast.suzuki, meeting_id)  # no change of what is said
    change_meeting(db, cast.tanaka, meeting_id, change)
    with pytest.raises(MeetingChangedMeanwhile):
        change_meeting(db, cast.sato, meeting_id, change)
    assert meeting_view(db, cast.suzuki, meeting_id).agenda == ["一つ"]


def test_what_is_over_is_read_and_shown_no_more(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    paper = paper_of(db, cast.tanaka, meeting_id)
    show_page(db, cast.tanaka, meeting_id, ShowingPage(paper_id=paper.id))
    end_meeting(db, cast.tanaka, meeting_id)
    shown = shown_page(db, cast.suzuki, meeting_id)
    assert (shown.is_over, shown.paper_id) == (True, None)
    refused(
        MeetingOver,
        lambda: show_page(db, cast.tanaka, meeting_id, ShowingPage(paper_id=paper.id)),
        lambda: end_meeting(db, cast.tanaka, meeting_id),
        lambda: add_paper(db, cast.tanaka, meeting_id, NewPaper(file_id=uploaded(db, cast.tanaka))),
    )
    drop_meeting(db, cast.tanaka, meeting_id)
    with pytest.raises(MeetingNotFound):
        meeting_view(db, cast.suzuki, meeting_id)
    with pytest.raises(FileNotFound):
        require_file(db, cast.suzuki, paper.pages[0].file_id)


def test_a_note_of_the_room_is_its_minutes(db: Db, cast: Cast, room: RoomId) -> None:
    meeting_id = prepared(db, cast.tanaka, room)
    elsewhere = room_of(db, cast.tanaka, name="ほか")
    other = begin_note(db, cast.tanaka, NoteBeginning(client_key="o", room_id=elsewhere, title="ほか"))
    note_id = begin_note(db, cast.suzuki, NoteBeginning(client_key="n", room_id=room, title="議事録"))
    for wrong in (other, meeting_id):
        with pytest.raises(NoteNotFound):
            keep_minutes(db, cast.tanaka, meeting_id, MeetingMinutes(note_id=wrong))
    end_meeting(db, cast.tanaka, meeting_id)
    keep_minutes(db, cast.suzuki, meeting_id, MeetingMinutes(note_id=note_id))
    keep_minutes(db, cast.suzuki, meeting_id, MeetingMinutes(note_id=other))
    assert meeting_view(db, cast.sato, meeting_id).note_id == note_id
    drop_note(db, cast.suzuki, note_id)
    assert meeting_view(db, cast.sato, meeting_id).note_id is None


def test_what_does_not_fit_is_refused(db: Db, cast: Cast, room: RoomId, monkeypatch: pytest.MonkeyPatch) -> None:
    for more, problem in (
        ({"title": " "}, MeetingUntitled),
        ({"title": "題" * 121}, MeetingUntitled),
        ({"begins_at": now_ms() + LONGEST_MS + 60_000}, MeetingTime),
        ({"agenda": ["番号 1234 5678 9018"]}, MyNumberRefused),
    ):
        with pytest.raises(problem):
            prepared(db, cast.sato, room, **more)
    meeting_id = prepared(db, cast.sato, room)
    with pytest.raises(MyNumberRefused):
        add_paper(db, cast.sato, meeting_id, NewPaper(file_id=uploaded(db, cast.sato, "123456789018.pdf")))
    monkeypatch.setattr("kairan.meetings.papers.PAPERS_MOST", 1)
    paper_of(db, cast.sato, meeting_id)
    with pytest.raises(MeetingPapersTooMany):
        add_paper(db, cast.sato, meeting_id, NewPaper(file_id=uploaded(db, cast.sato)))
    archive_room(db, cast.sato, room)
    assert not meeting_view(db, cast.sato, meeting_id).may_write
    with pytest.raises(RoomArchivedAlready):
        end_meeting(db, cast.sato, meeting_id)


def test_meetings_come_in_pages_the_latest_first(
    db: Db, cast: Cast, room: RoomId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kairan.meetings.showing.PAGE", 2)
    now = now_ms()
    for hour in (3, 1, 2, 2):
        prepared(db, cast.sato, room, title=f"{hour}", begins_at=now + hour * 3_600_000)
    seen, after = [], None
    while True:
        page = meetings_of(db, cast.suzuki, room, after)
        seen += [one.title for one in page.meetings]
        if (after := page.next) is None:
            break
    assert seen == ["3", "2", "2", "1"]
