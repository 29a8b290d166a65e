"""Writing the chronology: directly, from a message, from the field; changing, moving on and striking an entry."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.incidents.entries import ChronologyMoved, ChronologyStruck, ChronologyWritten
from kairan.emergency.incidents.finding import hold_found
from kairan.emergency.incidents.model import (
    AHEAD_MS,
    ENTRIES_MOST,
    LONGEST_MS,
    PLACE_LIMIT,
    REASON_LIMIT,
    SOURCE_LIMIT,
    TEXT_LIMIT,
    ChronologyChange,
    ChronologyDraft,
    ChronologyStatus,
    ChronologyStrike,
    IncidentId,
    NewChronologyEntry,
    incident_entry_table,
    incident_stream,
    incident_table,
)
from kairan.emergency.incidents.problems import (
    ChronologyEmpty,
    ChronologyMeanwhile,
    ChronologyNotFound,
    ChronologyStruckAlready,
    IncidentFull,
    IncidentPersonUnknown,
    IncidentTime,
    MessageTooConfidential,
)
from kairan.files import FILES_AT_MOST, FileView, attach
from kairan.people import PersonNotFound, labels, require_people
from kairan.policy import require
from kairan.talk.access import Found, find_message

_i, _e = incident_table.c, incident_entry_table.c


def write_entry(db: Db, viewer: Viewer, incident_id: IncidentId, new: NewChronologyEntry) -> int:
    """Write an entry and return its number; a retry with the same key gives back the first.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, MessageNotFound, MessageTooConfidential,
    ChronologyEmpty, TextTooLong, IncidentTime, IncidentPersonUnknown, IncidentFull, those of `files.attach`.
    """
    row = hold_found(db, viewer, incident_id)
    require(viewer, "write", row.room_class)
    draft, file_ids = new.draft, list[str](new.file_ids)
    if new.message_id is not None:
        message = find_message(db, viewer, new.message_id)
        if message.room.room_class > row.room_class:
            raise MessageTooConfidential
        draft, file_ids = _of_message(db, message, draft, file_ids)
    return keep_entry(db, viewer, row, new.key, draft, file_ids, new.message_id)


def _of_message(
    db: Db, message: Found, draft: ChronologyDraft, file_ids: list[str]
) -> tuple[ChronologyDraft, list[str]]:
    """Fill in what was not given from a message."""
    said = message.row
    author = labels(db, [said.author_id]).get(said.author_id)
    of = "" if author is None else f"{author.department.rpartition('/')[2]} {author.name}".strip()
    files = [] if said.files is None else msgspec.json.decode(said.files, type=list[FileView])
    filled = msgspec.structs.replace(
        draft,
        text=draft.text if draft.text.strip() else _fitting(said.text),
        happened_at=said.at if draft.happened_at is None else draft.happened_at,
        source=draft.source if draft.source.strip() else of[:SOURCE_LIMIT],
    )
    return filled, (file_ids or [one.id for one in files])[:FILES_AT_MOST]


def _fitting(text: str) -> str:
    """Return the beginning of a message as an entry holds it; what is left out is in the room."""
    return text if len(text) <= TEXT_LIMIT else f"{text[: TEXT_LIMIT - 1]}…"


def written_earlier(db: Db, incident_id: str, member_id: str, key: str) -> int | None:
    """Return the number of the entry that somebody wrote with this key before."""
    earlier = select(_e.number).where(_e.incident_id == incident_id, _e.writer_id == member_id, _e.client_key == key)
    number = db.scalar(earlier)
    return None if number is None else int(number)


def keep_entry(
    db: Db,
    viewer: Viewer,
    row: Record,
    key: str,
    draft: ChronologyDraft,
    file_ids: Sequence[str] = (),
    message_id: str | None = None,
) -> int:
    """Keep an entry of an incident that is held, and return its number."""
    if (earlier := written_earlier(db, row.id, viewer.member_id, key)) is not None:
        return earlier
    if row.last_number >= ENTRIES_MOST:
        raise IncidentFull(most=ENTRIES_MOST)
    values = _good(db, viewer, row, draft, has_files=bool(file_ids))
    stream = incident_stream(row.id)
    seq = hold(db, stream).seq + 1
    files: list[FileView] = []
    if file_ids:
        require(viewer, "attach", row.room_class)
        files = attach(db, viewer, file_ids, stream, seq)
    number, now = int(row.last_number) + 1, now_ms()
    made = {
        "incident_id": row.id,
        "number": number,
        "writer_id": viewer.member_id,
        "client_key": key,
        "message_id": message_id,
        "files": msgspec.json.encode(files).decode(),
        "written_at": now,
        "changed_at": now,
        "changed_by": viewer.member_id,
        "revision": seq,
        "struck_reason": "",
    }
    db.execute(insert(incident_entry_table).values({**values, **made}))
    said = _said(number, values, message_id, [one.id for one in files], is_change=False)
    append(db, stream, said, viewer)
    db.execute(update(incident_table).where(_i.id == row.id).values(last_number=number, revision=seq))
    return number


def _good(db: Db, viewer: Viewer, row: Record, draft: ChronologyDraft, *, has_files: bool) -> dict[str, object]:
    text = bounded_text(draft.text.strip(), TEXT_LIMIT)
    if not text and not has_files and draft.damage is None:
        raise ChronologyEmpty
    now = now_ms()
    happened_at = now if draft.happened_at is None else draft.happened_at
    if not row.begun_at - LONGEST_MS <= happened_at <= now + AHEAD_MS:
        raise IncidentTime
    return {
        "kind": draft.kind,
        "status": draft.status,
        "happened_at": min(happened_at, now),  # a clock that is a little fast puts nothing into the future
        "text": text,
        "source": bounded_text(draft.source.strip(), SOURCE_LIMIT).replace("\n", " "),
        "place": bounded_text(draft.place.strip(), PLACE_LIMIT).replace("\n", " "),
        "latitude": None if draft.position is None else draft.position.latitude,
        "longitude": None if draft.position is None else draft.position.longitude,
        "damage": draft.damage,
        "severity": draft.severity,
        "responsible_id": _responsible(db, viewer, draft.responsible_id),
    }


def _responsible(db: Db, viewer: Viewer, member_id: MemberId | None) -> MemberId | None:
    if member_id is not None:
        require_own(db, viewer, [member_id])
    return member_id


def require_own(db: Db, viewer: Viewer, member_ids: Sequence[MemberId]) -> None:
    """Refuse who is not of the viewer's body, or whom they do not know. Problems: IncidentPersonUnknown."""
    try:
        known = require_people(db, viewer, sorted(set(member_ids)))
    except PersonNotFound:
        raise IncidentPersonUnknown from None
    if any(one.organization_id != viewer.organization_id for one in known):
        raise IncidentPersonUnknown


def _said(
    number: int, values: dict[str, object], message: str | None, files: list[str], *, is_change: bool
) -> ChronologyWritten:
    same = ("status", "happened_at", "text", "source", "place", "latitude", "longitude", "damage", "severity")
    body = {name: values[name] for name in same}
    body |= {"number": number, "is_change": is_change, "entry_kind": values["kind"]}
    body |= {"responsible": values["responsible_id"], "message": message, "files": files}
    return msgspec.convert(body, ChronologyWritten)


def change_entry(db: Db, viewer: Viewer, incident_id: IncidentId, number: int, change: ChronologyChange) -> None:
    """Change an entry as a whole; its files stay, and its former wording stays in the stream.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, ChronologyNotFound, ChronologyStruckAlready,
    ChronologyMeanwhile, ChronologyEmpty, TextTooLong, IncidentTime, IncidentPersonUnknown.
    """
    row, entry = _hold_entry(db, viewer, incident_id, number)
    if entry.revision != change.revision:
        raise ChronologyMeanwhile
    draft = change.draft
    if draft.happened_at is None:
        draft = msgspec.structs.replace(draft, happened_at=entry.happened_at)
    files = [one.id for one in msgspec.json.decode(entry.files, type=list[FileView])]
    values = _good(db, viewer, row, draft, has_files=bool(files))
    said = append(
        db, incident_stream(row.id), _said(number, values, entry.message_id, list(files), is_change=True), viewer
    )
    _touch(db, viewer, row.id, number, said.seq, values)


def move_entry(db: Db, viewer: Viewer, incident_id: IncidentId, number: int, to: ChronologyStatus) -> None:
    """Say how far an entry is; said twice, it is once.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, ChronologyNotFound, ChronologyStruckAlready.
    """
    row, entry = _hold_entry(db, viewer, incident_id, number)
    if entry.status == to.status:
        return
    moved = append(db, incident_stream(row.id), ChronologyMoved(number=number, status=to.status), viewer)
    _touch(db, viewer, row.id, number, moved.seq, {"status": to.status})


def strike_entry(db: Db, viewer: Viewer, incident_id: IncidentId, number: int, strike: ChronologyStrike) -> None:
    """Say that an entry does not hold: it stays, struck through, and counts no more.

    Problems: IncidentNotFound, IncidentOver, RefusedByPolicy, ChronologyNotFound, TextTooLong.
    """
    try:
        row, _ = _hold_entry(db, viewer, incident_id, number)
    except ChronologyStruckAlready:
        return
    reason = bounded_text(strike.reason.strip(), REASON_LIMIT).replace("\n", " ")
    struck = append(db, incident_stream(row.id), ChronologyStruck(number=number, reason=reason), viewer)
    _touch(db, viewer, row.id, number, struck.seq, {"struck_at": now_ms(), "struck_reason": reason})


def _hold_entry(db: Db, viewer: Viewer, incident_id: IncidentId, number: int) -> tuple[Record, Record]:
    row = hold_found(db, viewer, incident_id)
    require(viewer, "write", row.room_class)
    entry = db.first(select(incident_entry_table).where(_e.incident_id == row.id, _e.number == number))
    if entry is None:
        raise ChronologyNotFound
    if entry.struck_at is not None:
        raise ChronologyStruckAlready
    return row, entry


def _touch(db: Db, viewer: Viewer, incident_id: str, number: int, seq: int, values: dict[str, object]) -> None:
    changed = {"changed_at": now_ms(), "changed_by": viewer.member_id, "revision": seq}
    here = (_e.incident_id == incident_id, _e.number == number)
    db.execute(update(incident_entry_table).where(*here).values({**values, **changed}))
    db.execute(update(incident_table).where(_i.id == incident_id).values(revision=seq))
