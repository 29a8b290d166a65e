"""Sending a circular (回す), and changing what it says: then it goes round again, from its first stop."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

import msgspec
from sqlalchemy import insert, select, update

from kairan.circulars.advancing import go_on
from kairan.circulars.entries import CircularReworded, CircularSent
from kairan.circulars.finding import hold_led
from kairan.circulars.model import (
    LONGEST_DAYS,
    REASON_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    VERSIONS_MOST,
    CircularId,
    CircularRewording,
    NewCircular,
    circular_person_table,
    circular_stream,
    circular_table,
    circular_version_table,
)
from kairan.circulars.problems import (
    CircularDue,
    CircularEmpty,
    CircularForNobody,
    CircularForStaff,
    CircularUntitled,
    TooManyVersions,
)
from kairan.circulars.route import OnTheWay, in_stops, way_round
from kairan.circulars.telling import tell_screens, waiting_for
from kairan.core.journal import append, hold
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.batches import in_batches
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of, midnight
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import MemberId, RoomClass, Viewer
from kairan.files import FILES_AT_MOST, FileView, attach
from kairan.files.problems import FileNotFound, TooManyFiles
from kairan.people import DepartmentId, member_table
from kairan.policy import require
from kairan.talk.access import require_room
from kairan.talk.confirmation_times import reminded_at
from kairan.talk.my_numbers import require_no_my_number_in

_c, _v, _p, _m = circular_table.c, circular_version_table.c, circular_person_table.c, member_table.c


class Wording(msgspec.Struct, frozen=True):
    """What a version of a circular says, cleaned."""

    title: str
    text: str


def send_circular(db: Db, viewer: Viewer, new: NewCircular) -> CircularId:
    """Send a circular; a retry with the same client key gives back the first one.

    Problems: CircularForStaff, RefusedByPolicy, RoomNotFound, those of `way_round`, CircularUntitled, CircularEmpty,
    TextTooLong, CircularDue, those of `files.attach`, MyNumberRefused.
    """
    if viewer.is_guest:
        raise CircularForStaff
    # Two tries at the same moment: the second waits here, and finds what the first one made.
    lock_name(db, f"circular:{viewer.member_id}:{new.client_key}")
    earlier = select(_c.id).where(_c.sender_id == viewer.member_id, _c.client_key == new.client_key)
    if (made := db.scalar(earlier)) is not None:
        return CircularId(made)
    room_class = _class_of(db, viewer, new)
    require(viewer, "write", room_class)
    people = way_round(db, viewer, new.manner, new.stops)
    wording = _wording(new.title, new.text, has_files=bool(new.file_ids))
    now = now_ms()
    circular_id = CircularId(new_id())
    ends_at = end_of(new.due_on, now)
    db.execute(
        insert(circular_table).values(
            id=circular_id,
            organization_id=viewer.organization_id,
            sender_id=viewer.member_id,
            owner_id=viewer.member_id,
            client_key=new.client_key,
            room_id=new.room_id,
            room_class=room_class,
            manner=new.manner,
            title=wording.title,
            version=1,
            position=0,
            people=len(people),
            waiting=0,
            confirmed=0,
            passed=0,
            sent_at=now,
            changed_at=now,
            due_on=new.due_on,
            ends_at=ends_at,
            remind_at=None if ends_at is None else reminded_at(now, ends_at - 1),
        )
    )
    stream = circular_stream(circular_id)
    seq = hold(db, stream).seq + 1
    files = _attached(db, viewer, new.file_ids, stream, seq, room_class)
    _require_no_number(db, new.room_id, wording, files)
    digest = digest_of(wording.title, wording.text, files)
    _keep_version(db, viewer, circular_id, 1, seq, wording, files, "")
    keep_people(db, circular_id, 1, people)
    sent = CircularSent(
        manner=new.manner,
        stops=in_stops(people),
        due_on=new.due_on,
        room_class=room_class,
        digest=digest,
        files=[one.id for one in files],
    )
    append(db, stream, sent, viewer)
    go_on(db, circular_id, viewer)
    return circular_id


def _class_of(db: Db, viewer: Viewer, new: NewCircular) -> RoomClass:
    """Return how confidential it is: as wanted, but never less than the room it comes from."""
    if new.room_id is None:
        return new.room_class or viewer.rules.default_class
    of_room: RoomClass = require_room(db, viewer, new.room_id).room_class
    return max(of_room, new.room_class or of_room)


def end_of(due_on: str | None, now: int) -> int | None:
    """Return the instant (ms) at which the last day is over. Problems: CircularDue."""
    if due_on is None:
        return None
    today = date.fromisoformat(day_of(now))
    ends_at = midnight(due_on, 1)
    if ends_at is None or not today.isoformat() <= due_on <= (today + timedelta(LONGEST_DAYS)).isoformat():
        raise CircularDue
    return ends_at


def _wording(title: str, text: str, *, has_files: bool) -> Wording:
    def untitled(**_detail: int) -> CircularUntitled:
        return CircularUntitled(most=TITLE_LIMIT)

    if not title.strip():
        raise CircularUntitled(most=TITLE_LIMIT)
    wording = Wording(bounded_name(title, TITLE_LIMIT, untitled), bounded_text(text, TEXT_LIMIT).strip())
    if not wording.text and not has_files:
        raise CircularEmpty
    return wording


def _attached(
    db: Db, viewer: Viewer, file_ids: Sequence[str], stream: str, seq: int, room_class: int
) -> list[FileView]:
    if not file_ids:
        return []
    require(viewer, "attach", room_class)
    return attach(db, viewer, file_ids, stream, seq)


def _require_no_number(db: Db, room_id: str | None, wording: Wording, files: Sequence[FileView]) -> None:
    require_no_my_number_in(db, room_id, wording.title, wording.text, *(file.name for file in files))


def digest_of(title: str, text: str, files: Sequence[FileView]) -> str:
    """Return what stands in the record for a version's words and files."""
    return sha256(msgspec.json.encode([title, text, [one.id for one in files]])).hexdigest()


def files_in(stored: str) -> list[FileView]:
    """Read the files of a version."""
    return msgspec.json.decode(stored, type=list[FileView])


def _keep_version(
    db: Db,
    viewer: Viewer,
    circular_id: str,
    number: int,
    seq: int,
    wording: Wording,
    files: Sequence[FileView],
    reason: str,
) -> None:
    db.execute(
        insert(circular_version_table).values(
            circular_id=circular_id,
            number=number,
            at=now_ms(),
            by_id=viewer.member_id,
            seq=seq,
            title=wording.title,
            text=wording.text,
            files=msgspec.json.encode(files).decode(),
            reason=reason,
        )
    )


def keep_people(
    db: Db,
    circular_id: str,
    version: int,
    people: Sequence[OnTheWay],
    deputies: Mapping[str, str | None] | None = None,
    first_place: int = 0,
) -> None:
    """Put people on the way round of a version, nobody asked yet."""
    known = deputies or {}
    rows = [
        {
            "circular_id": circular_id,
            "version": version,
            "member_id": one.member_id,
            "position": one.position,
            "place": place,
            "department_id": one.department_id,
            "deputy_id": known.get(one.member_id),
            "comment": "",
        }
        for place, one in enumerate(people, first_place)
    ]
    for some in in_batches(rows):
        db.execute(insert(circular_person_table), list(some))


def reword_circular(db: Db, viewer: Viewer, circular_id: CircularId, what: CircularRewording) -> None:
    """Let a circular say something else: everybody still in service is asked anew, from the first stop on.

    What was said and confirmed before stays readable. Problems: those of `hold_led`, TooManyVersions, TooManyFiles,
    FileNotFound, CircularUntitled, CircularEmpty, CircularForNobody, those of `files.attach`, MyNumberRefused.
    """
    row = hold_led(db, viewer, circular_id, "reword", what.version)
    if row.version >= VERSIONS_MOST:
        raise TooManyVersions(most=VERSIONS_MOST)
    kept = _kept_files(db, row, what.kept_file_ids)
    if len(kept) + len(what.file_ids) > FILES_AT_MOST:
        raise TooManyFiles(most=FILES_AT_MOST)
    wording = _wording(what.title, what.text, has_files=bool(kept or what.file_ids))
    heard = waiting_for(db, row)
    people, deputies = _still_there(db, row)
    stream, version = circular_stream(circular_id), row.version + 1
    seq = hold(db, stream).seq + 1
    files = [*kept, *_attached(db, viewer, what.file_ids, stream, seq, row.room_class)]
    _require_no_number(db, row.room_id, wording, files)
    reason = bounded_text(what.reason, REASON_LIMIT).strip()
    _keep_version(db, viewer, circular_id, version, seq, wording, files, reason)
    _drop_open(db, row)
    keep_people(db, circular_id, version, people, deputies)
    _begin_again(db, row, wording.title, version, len(people))
    reworded = CircularReworded(
        version=version,
        stops=in_stops(people),
        digest=digest_of(wording.title, wording.text, files),
        files=[one.id for one in files],
        reason=reason,
    )
    append(db, stream, reworded, viewer)
    go_on(db, circular_id, viewer)
    tell_screens(db, row, heard)


def _kept_files(db: Db, row: Record, kept_ids: Sequence[str]) -> list[FileView]:
    stored = db.scalar(select(_v.files).where(_v.circular_id == row.id, _v.number == row.version))
    before = {one.id: one for one in files_in(stored)}
    if not set(kept_ids) <= before.keys():
        raise FileNotFound
    return [before[one] for one in before if one in set(kept_ids)]


def _still_there(db: Db, row: Record) -> tuple[list[OnTheWay], dict[str, str | None]]:
    """Return who is asked anew, with their deputies; stops whose people have all gone are none any more."""
    rows = db.all(
        select(_p.member_id, _p.position, _p.department_id, _p.deputy_id)
        .join(member_table, _m.id == _p.member_id)
        .where(_p.circular_id == row.id, _p.version == row.version, _m.status == "active")
        .order_by(_p.place)
    )
    if not rows:
        raise CircularForNobody
    places = {position: at for at, position in enumerate(sorted({one.position for one in rows}))}
    people = [
        OnTheWay(
            MemberId(one.member_id),
            places[one.position],
            None if one.department_id is None else DepartmentId(one.department_id),
        )
        for one in rows
    ]
    return people, {one.member_id: one.deputy_id for one in rows}


def _drop_open(db: Db, row: Record) -> None:
    still = (_p.circular_id == row.id) & (_p.version == row.version) & _p.outcome.is_(None)
    db.execute(update(circular_person_table).where(still).values(outcome="dropped"))


def _begin_again(db: Db, row: Record, title: str, version: int, people: int) -> None:
    now = now_ms()
    anew = {
        "title": title,
        "version": version,
        "position": 0,
        "people": people,
        "waiting": 0,
        "confirmed": 0,
        "passed": 0,
        "changed_at": now,
        "completed_at": None,
        "reminded_at": None,
        "remind_at": None if row.ends_at is None else reminded_at(now, row.ends_at - 1),
    }
    db.execute(update(circular_table).where(_c.id == row.id).values(anew))
