"""What a room sees of its polls: numbers, who chose what where it is open, and the best date."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from kairan.core.kit.clock import JAPAN, now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.spreadsheet import Cell, table_of
from kairan.core.viewer import MemberId, Viewer
from kairan.people import Label, labels
from kairan.policy import require
from kairan.polls.finding import is_open, may_close, require_poll, visible
from kairan.polls.model import (
    MAYBE,
    PAGE,
    PEOPLE_MOST,
    YES,
    PollId,
    PollOptionView,
    PollPage,
    PollPerson,
    PollView,
    poll_answer_table,
    poll_option_table,
    poll_table,
)
from kairan.polls.problems import PollOver
from kairan.talk.access import require_room
from kairan.talk.model import RoomId

_p, _o, _a = poll_table.c, poll_option_table.c, poll_answer_table.c
Answers = Mapping[str, Mapping[int, int]]
"""What each person chose, by position."""


def polls_of(db: Db, viewer: Viewer, room_id: RoomId, after: str | None = None) -> PollPage:
    """Return the polls of a room, fifty a page, the newest first. Problems: RoomNotFound."""
    require_room(db, viewer, room_id)
    statement = select(poll_table).where(_p.room_id == room_id, visible(viewer))
    if after is not None:
        statement = statement.where(_p.id < after)
    rows = db.all(statement.order_by(_p.id.desc()).limit(PAGE + 1))
    more = rows[PAGE - 1].id if len(rows) > PAGE else None
    return PollPage(polls=[_view(db, viewer, row) for row in rows[:PAGE]], next=more)


def poll_view(db: Db, viewer: Viewer, poll_id: PollId) -> PollView:
    """Return one poll. Problems: PollNotFound."""
    return _view(db, viewer, require_poll(db, viewer, poll_id))


def _view(db: Db, viewer: Viewer, row: Record) -> PollView:
    options = db.all(select(poll_option_table).where(_o.poll_id == row.id).order_by(_o.position))
    answers = answers_of(db, row.id)
    is_shown = not row.is_secret or not is_open(row)
    known = labels(db, [row.owner_id, *([] if row.is_secret else list(answers)[:PEOPLE_MOST])])
    return PollView(
        id=PollId(row.id),
        room_id=row.room_id,
        kind=row.kind,
        title=row.title,
        note=row.note,
        by=known[row.owner_id].name if row.owner_id in known else "",
        is_secret=row.is_secret,
        ends_when_all=row.ends_when_all,
        ends_at=row.ends_at,
        made_at=row.made_at,
        is_closed=not is_open(row),
        chosen=row.chosen,
        answered=row.answered,
        options=_options(row, options, answers if is_shown else None),
        people=[] if row.is_secret else _people(answers, known),
        own=dict(answers.get(viewer.member_id, {})),
        may_close=may_close(db, viewer, row),
    )


def answers_of(db: Db, poll_id: str) -> dict[str, dict[int, int]]:
    """Return what each person chose."""
    found: dict[str, dict[int, int]] = {}
    chosen = select(_a.member_id, _a.position, _a.value).where(_a.poll_id == poll_id)
    for one in db.all(chosen.order_by(_a.member_id, _a.position)):
        found.setdefault(one.member_id, {})[one.position] = one.value
    return found


def _options(row: Record, options: Sequence[Record], answers: Answers | None) -> list[PollOptionView]:
    least = YES if row.kind == "dates" else 1
    given = [] if answers is None else list(answers.values())
    counts = {one.position: _count(given, one.position, least) for one in options}
    maybes = {one.position: _count(given, one.position, MAYBE) - counts[one.position] for one in options}
    best = best_of(row.kind, counts, maybes) if given else set()
    is_dates = row.kind == "dates"
    return [
        PollOptionView(
            position=one.position,
            label=one.label,
            begins_at=one.begins_at,
            ends_at=one.ends_at,
            count=None if answers is None else counts[one.position],
            maybe=None if answers is None or not is_dates else maybes[one.position],
            is_best=one.position in best,
        )
        for one in options
    ]


def _count(given: Sequence[Mapping[int, int]], position: int, least: int) -> int:
    return sum(one.get(position, 0) >= least for one in given)


def best_of(kind: str, counts: Mapping[int, int], maybes: Mapping[int, int]) -> set[int]:
    """Return what most chose; of dates, the one that the most can come to, and of these the one that suits most."""
    if kind == "dates":
        scores = {at: (counts[at] + maybes[at], counts[at]) for at in counts}
    else:
        scores = {at: (number, 0) for at, number in counts.items()}
    top = max(scores.values(), default=(0, 0))
    return {at for at, score in scores.items() if score == top and score > (0, 0)}


def _people(answers: Answers, known: Mapping[str, Label]) -> list[PollPerson]:
    some = list(answers.items())[:PEOPLE_MOST]
    return [
        PollPerson(id=MemberId(who), name=known[who].name if who in known else "", values=dict(values))
        for who, values in some
    ]


def poll_csv(db: Db, viewer: Viewer, poll_id: PollId) -> str:
    """Return the result as CSV: options with their counts, then who chose what where it is open.

    Problems: PollNotFound, RefusedByPolicy, PollOver (a secret one is still open).
    """
    row = require_poll(db, viewer, poll_id)
    require(viewer, "download", row.room_class)
    view = _view(db, viewer, row)
    if row.is_secret and not view.is_closed:
        raise PollOver
    marks: list[list[Cell]] = [["○" if row.kind == "dates" else "件数", *(one.count for one in view.options)]]
    if row.kind == "dates":
        marks.append(["△", *(one.maybe for one in view.options)])
    people: list[list[Cell]] = [
        [person.name, *(person.values.get(one.position, "") for one in view.options)] for person in view.people
    ]
    return table_of(["", *(one.label or day_text(one.begins_at) for one in view.options)], marks + people)


def day_text(at: int | None) -> str:
    """Return an instant as a table names it: 2026-12-11 09:00."""
    return "" if at is None else datetime.fromtimestamp(at / 1000, JAPAN).strftime("%Y-%m-%d %H:%M")


def invitation(db: Db, viewer: Viewer, poll_id: PollId) -> str:
    """Return the date that was fixed as iCalendar (RFC 5545). Problems: PollNotFound, PollOver (none is fixed)."""
    row = require_poll(db, viewer, poll_id)
    fixed = select(poll_option_table).where(_o.poll_id == row.id, _o.position == row.chosen)
    option = None if row.chosen is None else db.first(fixed)
    if option is None:
        raise PollOver
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kairan//polls//JA",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:poll-{row.id}@kairan",
        f"DTSTAMP:{_utc(now_ms())}",
        f"DTSTART:{_utc(option.begins_at)}",
        f"DTEND:{_utc(option.ends_at)}",
        f"SUMMARY:{_escaped(row.title)}",
        *([f"LOCATION:{_escaped(option.label)}"] if option.label else []),
        *([f"DESCRIPTION:{_escaped(row.note)}"] if row.note else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line after 75 bytes at most, between characters."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > (75 if len(parts) == 1 else 74):
            parts.append("")
            size = 0
        parts[-1] += character
        size += width
    return "\r\n ".join(parts)
