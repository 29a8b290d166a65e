"""Preparing a meeting, changing it, showing a page, ending it, calling it off."""

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import Viewer
from kairan.meetings.entries import (
    MeetingChanged,
    MeetingDropped,
    MeetingEnded,
    MeetingMade,
    MeetingMinuted,
    MeetingPageShown,
)
from kairan.meetings.finding import hold_led, hold_meeting, may_lead, require_paper
from kairan.meetings.model import (
    AGENDA_LIMIT,
    LONGEST_MS,
    PLACE_LIMIT,
    TITLE_LIMIT,
    MeetingChange,
    MeetingId,
    MeetingMinutes,
    NewMeeting,
    ShowingPage,
    meeting_stream,
    meeting_table,
)
from kairan.meetings.problems import (
    MeetingChangedMeanwhile,
    MeetingNotYours,
    MeetingPaperNotFound,
    MeetingTime,
    MeetingUntitled,
)
from kairan.notes.finding import require_note
from kairan.notes.model import NoteId
from kairan.notes.problems import NoteNotFound
from kairan.policy import require
from kairan.talk.access import hold_open_room
from kairan.talk.my_numbers import require_no_my_number_in

_m = meeting_table.c


class _Words(msgspec.Struct, frozen=True):
    title: str
    place: str
    agenda: list[str]


def make_meeting(db: Db, viewer: Viewer, new: NewMeeting) -> MeetingId:
    """Prepare a meeting of a room; a retry with the same client key gives back the first one.

    Problems: RoomNotFound, RoomArchivedAlready, RefusedByPolicy, MeetingUntitled, MeetingTime, TextTooLong,
    MyNumberRefused.
    """
    lock_name(db, f"meeting:{viewer.member_id}:{new.client_key}")
    earlier = select(_m.id).where(_m.chair_id == viewer.member_id, _m.client_key == new.client_key)
    if (made := db.scalar(earlier)) is not None:
        return MeetingId(made)
    room = hold_open_room(db, viewer, new.room_id)
    require(viewer, "write", room.room_class)
    words = _good_words(db, room.id, new)
    meeting_id = MeetingId(new_id())
    db.execute(
        insert(meeting_table).values(
            id=meeting_id,
            organization_id=room.organization_id,
            room_id=room.id,
            room_class=room.room_class,
            chair_id=viewer.member_id,
            client_key=new.client_key,
            title=words.title,
            place=words.place,
            begins_at=_good_time(new.begins_at),
            agenda=msgspec.json.encode(words.agenda).decode(),
            shown_page=1,
            wording=1,
            revision=1,
            made_at=now_ms(),
        )
    )
    made_entry = MeetingMade(room=room.id, title=words.title, begins_at=new.begins_at)
    append(db, meeting_stream(meeting_id), made_entry, viewer)
    return meeting_id


def _good_words(db: Db, room_id: str, said: NewMeeting | MeetingChange) -> _Words:
    if not said.title.strip():
        raise MeetingUntitled(most=TITLE_LIMIT)
    title = bounded_name(said.title, TITLE_LIMIT, lambda **_: MeetingUntitled(most=TITLE_LIMIT))
    place = bounded_text(said.place, PLACE_LIMIT).strip()
    agenda = [text for item in said.agenda if (text := " ".join(bounded_text(item, AGENDA_LIMIT).split()))]
    require_no_my_number_in(db, room_id, title, place, *agenda)
    return _Words(title, place, agenda)


def _good_time(begins_at: int) -> int:
    if abs(begins_at - now_ms()) > LONGEST_MS:
        raise MeetingTime
    return begins_at


def change_meeting(db: Db, viewer: Viewer, meeting_id: MeetingId, what: MeetingChange) -> None:
    """Change what a meeting is called, when and where it is, and its agenda.

    Problems: those of `hold_led`, MeetingChangedMeanwhile, MeetingUntitled, MeetingTime, TextTooLong, MyNumberRefused.
    """
    row = hold_led(db, viewer, meeting_id)
    if what.wording != row.wording:
        raise MeetingChangedMeanwhile
    words = _good_words(db, row.room_id, what)
    agenda = msgspec.json.encode(words.agenda).decode()
    begins_at = row.begins_at if what.begins_at == row.begins_at else _good_time(what.begins_at)
    said = {"title": words.title, "place": words.place, "agenda": agenda, "begins_at": begins_at}
    touch(db, row, wording=row.wording + 1, **said)
    changed = MeetingChanged(title=words.title, begins_at=begins_at, place=words.place, agenda=words.agenda)
    append(db, meeting_stream(meeting_id), changed, viewer)


def keep_minutes(db: Db, viewer: Viewer, meeting_id: MeetingId, what: MeetingMinutes) -> None:
    """Make a note of the room the minutes of a meeting, also after it has ended; who was first holds.

    Problems: those of `hold_meeting`, NoteNotFound.
    """
    row = hold_meeting(db, viewer, meeting_id)
    if row.note_id is not None:
        return
    note = require_note(db, viewer, NoteId(what.note_id))
    if note.room_id != row.room_id:
        raise NoteNotFound
    touch(db, row, note_id=note.id)
    append(db, meeting_stream(meeting_id), MeetingMinuted(note=note.id), viewer)


def show_page(db: Db, viewer: Viewer, meeting_id: MeetingId, what: ShowingPage) -> None:
    """Show a page to everybody who follows, or nothing any more. The same again changes nothing.

    Problems: those of `hold_led`, MeetingPaperNotFound.
    """
    row = hold_led(db, viewer, meeting_id)
    page = 1 if what.paper_id is None else what.page
    if what.paper_id is not None and require_paper(db, meeting_id, what.paper_id).pages < page:
        raise MeetingPaperNotFound
    if (what.paper_id, page) == (row.shown_paper_id, row.shown_page):
        return
    shown = {"shown_paper_id": what.paper_id, "shown_page": page}
    db.execute(update(meeting_table).where(_m.id == meeting_id).values(**shown))
    append(db, meeting_stream(meeting_id), MeetingPageShown(paper=what.paper_id, page=page), viewer)


def end_meeting(db: Db, viewer: Viewer, meeting_id: MeetingId) -> None:
    """End a meeting: nothing is shown any more, its papers stay. Problems: those of `hold_led`."""
    row = hold_led(db, viewer, meeting_id)
    touch(db, row, ended_at=now_ms(), shown_paper_id=None, shown_page=1)
    append(db, meeting_stream(meeting_id), MeetingEnded(), viewer)


def drop_meeting(db: Db, viewer: Viewer, meeting_id: MeetingId) -> None:
    """Call a meeting off: nobody sees it or its papers any more. Problems: those of `hold_meeting`, MeetingNotYours."""
    row = hold_meeting(db, viewer, meeting_id)
    if not may_lead(db, viewer, row):
        raise MeetingNotYours
    touch(db, row, dropped_at=now_ms())
    append(db, meeting_stream(meeting_id), MeetingDropped(), viewer)


def touch(db: Db, row: Record, **values: object) -> None:
    """Change a meeting that is held, so that screens look at it anew."""
    db.execute(update(meeting_table).where(_m.id == row.id).values(revision=row.revision + 1, **values))
