"""Counting (集計): a day at a time, from the talk and from who came; whoever counts again gets the same.

Days are those of Japan. Somebody counts where their main post was when the day ended, so that a transfer does not move
what was done before it. Two things cannot be found out afterwards and are kept as they were first counted: how many
accounts were in use when a day ended, and what was read when the next day had ended.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import DAY_MS, day_of, midnight
from kairan.core.viewer import OrganizationId
from kairan.figures.model import LATE_DAYS, Counted, figure_count_table, figure_day_table, figure_month_table
from kairan.files import file_table
from kairan.people import member_table, organization_table, post_table
from kairan.people.model import former_post_table
from kairan.sessions.model import activity_table
from kairan.talk.model import mark_table, membership_table, message_table, present, room_table

HOUR_MS = 3_600_000
SOON_MS = 6 * HOUR_MS  # so long after the end of the next day its reading still counts as that day's
ANEW = 3  # days that are counted at each look; older ones once a day
ROOMS_AT_ONCE = 500

Place = tuple[str, str]  # department and kind
Figures = dict[Place, Counted]

_a, _f, _m, _p, _fp = activity_table.c, file_table.c, member_table.c, post_table.c, former_post_table.c
_r, _ms, _mk, _msg = room_table.c, membership_table.c, mark_table.c, message_table.c
_d, _mo, _c = figure_day_table.c, figure_month_table.c, figure_count_table.c


class Days(msgspec.Struct, frozen=True):
    """What was counted of one day and of the month it lies in."""

    day: str
    at: int
    figures: list[tuple[Place, Counted]]
    month: list[tuple[Place, Counted]]


def days_due(db: Db, organization_id: OrganizationId) -> list[str]:
    """Return the days to be counted now, the earliest first: the last few, and older ones once a day."""
    now = now_ms()
    today = date.fromisoformat(day_of(now))
    made = db.scalar(select(organization_table.c.created_at).where(organization_table.c.id == organization_id))
    counted = {
        row.day: row.counted_at for row in db.all(select(_c.day, _c.counted_at).where(_of_body(organization_id)))
    }
    days = [(today - timedelta(days=ago)).isoformat() for ago in range(LATE_DAYS, -1, -1)]
    fresh, began = days[-ANEW:], midnight(days[-1]) or 0
    first = min([day_of(made if made is not None else now), *counted, *_first_said(db, organization_id)])
    return [day for day in days if day >= first and (day in fresh or counted.get(day, 0) < began)]


def _of_body(organization_id: OrganizationId) -> ColumnElement[bool]:
    return _c.organization_id == organization_id


def _first_said(db: Db, organization_id: OrganizationId) -> Iterator[str]:
    """Yield the day of the first room: of an imported history it lies before the body itself."""
    first = db.scalar(select(func.min(_r.created_at)).where(_r.organization_id == organization_id))
    if first is not None:
        yield day_of(first)


def count_day(db: Db, organization_id: OrganizationId, day: str) -> Days:
    """Count a day of a body and its month; changes nothing."""
    places = places_on(db, organization_id, day)
    return Days(day, now_ms(), _day(db, organization_id, day, places), _month(db, organization_id, day, places))


def _day(db: Db, organization_id: OrganizationId, day: str, places: Mapping[str, Place]) -> list[tuple[Place, Counted]]:
    figures: Figures = {}
    for member_id in _accounts(db, organization_id, day):
        _at(figures, places[member_id]).accounts += 1
    _add_active(figures, places, _active(db, organization_id, day, day))
    for member_id, messages in _messages(db, organization_id, day):
        if member_id in places:
            _at(figures, places[member_id]).messages += messages
            _at(figures, places[member_id]).authors += 1
    for member_id, files, size in _files(db, organization_id, day):
        if member_id in places:
            _at(figures, places[member_id]).files += files
            _at(figures, places[member_id]).bytes += size
            _at(figures, places[member_id]).uploaders += 1
    readers: set[str] = set()
    for member_id, to_read, read in _reading(db, organization_id, day):
        if member_id in places:
            _at(figures, places[member_id]).to_read += to_read
            _at(figures, places[member_id]).read += read
            readers |= {member_id} if read else set()
    for member_id in readers:
        _at(figures, places[member_id]).readers += 1
    return sorted(figures.items())


def _month(
    db: Db, organization_id: OrganizationId, day: str, places: Mapping[str, Place]
) -> list[tuple[Place, Counted]]:
    """Count who came from the first of the month to this day."""
    figures: Figures = {}
    _add_active(figures, places, _active(db, organization_id, f"{day[:7]}-01", day))
    return sorted(figures.items())


def _at(figures: Figures, place: Place) -> Counted:
    return figures.setdefault(place, Counted())


def _add_active(figures: Figures, places: Mapping[str, Place], active: Iterable[tuple[str, str]]) -> None:
    seen: dict[str, set[str]] = {}
    for member_id, device in active:
        seen.setdefault(member_id, set()).add(device)
    for member_id, devices in seen.items():
        if member_id in places:
            at = _at(figures, places[member_id])
            at.active += 1
            at.phones += "phone" in devices
            at.pcs += "pc" in devices


def places_on(db: Db, organization_id: OrganizationId, day: str) -> dict[str, Place]:
    """Return where everybody's main post was when the day ended; "" for who held none."""
    ends_at = midnight(day, days_later=1) or 0
    now = db.execute(
        select(_m.id, _m.kind, _p.department_id)
        .outerjoin(post_table, and_(_p.member_id == _m.id, _p.is_main))
        .where(_m.organization_id == organization_id)
    )
    places = {row[0]: (row[2] or "", row[1]) for row in now}
    then = db.execute(
        select(_fp.member_id, _fp.department_id)
        .join(member_table, _m.id == _fp.member_id)
        .where(_m.organization_id == organization_id, _fp.until_at >= ends_at)
        .order_by(_fp.until_at.desc())  # the last one written is the first that ended later
    )
    for member_id, department_id in then:
        places[member_id] = (department_id or "", places[member_id][1])
    return places


def _accounts(db: Db, organization_id: OrganizationId, day: str) -> Sequence[str]:
    """Return whose account was made by the end of the day and is in use now."""
    until = midnight(day, days_later=1) or 0
    in_use = (_m.organization_id == organization_id, _m.status == "active", _m.created_at < until)
    return db.scalars(select(_m.id).where(*in_use))


def _active(db: Db, organization_id: OrganizationId, first: str, last: str) -> Iterator[tuple[str, str]]:
    came = (
        select(_a.member_id, _a.device)
        .where(_a.organization_id == organization_id, _a.day >= first, _a.day <= last)
        .distinct()
    )
    for row in db.execute(came):
        yield row[0], row[1]


def _messages(db: Db, organization_id: OrganizationId, day: str) -> Iterator[tuple[str, int]]:
    """Count the messages of a day, answers in threads among them, by author; each room has them by time."""
    counted = select(_msg.author_id, func.count()).join(room_table, _r.no == _msg.room_no)
    for row in db.execute(counted.where(_talked_in(organization_id), *_within(day)).group_by(_msg.author_id)):
        yield row[0], row[1]


def _talked_in(organization_id: OrganizationId) -> ColumnElement[bool]:
    """Restrict rooms to those of a body, and those of alliances in which some of its people are or were.

    Whose messages and reading count is asked of the people: what those of other bodies do there is their body's.
    """
    there = (
        select(_ms.room_no)
        .join(member_table, _m.id == _ms.member_id)
        .where(_ms.room_no == _r.no, _m.organization_id == organization_id)
    )
    return or_(_r.organization_id == organization_id, and_(_r.alliance_id.is_not(None), there.exists()))


def _within(day: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    begins = midnight(day) or 0
    return _msg.at >= begins, _msg.at < begins + DAY_MS


def _files(db: Db, organization_id: OrganizationId, day: str) -> Iterator[tuple[str, int, int]]:
    begins = midnight(day) or 0
    attached = (_f.organization_id == organization_id, _f.attached_at >= begins, _f.attached_at < begins + DAY_MS)
    for row in db.execute(
        select(_f.uploader_id, func.count(), func.sum(_f.size)).where(*attached).group_by(_f.uploader_id)
    ):
        yield row[0], row[1], int(row[2])


def _reading(db: Db, organization_id: OrganizationId, day: str) -> Iterator[tuple[str, int, int]]:
    """Yield for each member of each room how many messages of the day by others were theirs to read, and were."""
    said: dict[int, Said] = {}
    rows = db.execute(
        select(_msg.room_no, _msg.n, _msg.author_id)
        .join(room_table, _r.no == _msg.room_no)
        .where(_talked_in(organization_id), *_within(day), _msg.root_seq.is_(None))
        .order_by(_msg.room_no, _msg.n)
    )
    for room_no, n, author_id in rows:
        said.setdefault(room_no, Said([], {})).add(n, author_id)
    marks = (
        select(_ms.room_no, _ms.member_id, _ms.from_n, _mk.seen_n)
        .join(mark_table, and_(_mk.room_no == _ms.room_no, _mk.member_id == _ms.member_id))
        .join(member_table, and_(_m.id == _ms.member_id, _m.status == "active"))
        .where(present)
    )
    numbers = sorted(said)
    for start in range(0, len(numbers), ROOMS_AT_ONCE):
        for room_no, member_id, from_n, mark in db.execute(
            marks.where(_ms.room_no.in_(numbers[start : start + ROOMS_AT_ONCE]))
        ):
            to_read = said[room_no].beyond(from_n, member_id)
            yield member_id, to_read, to_read - said[room_no].beyond(max(from_n, mark), member_id)


class Said(msgspec.Struct):
    """What was said in a room on a day: the ordinals, rising, and those of each author."""

    all: list[int]
    by: dict[str, list[int]]

    def add(self, n: int, author_id: str) -> None:
        """Add a message; they come in order."""
        self.all.append(n)
        self.by.setdefault(author_id, []).append(n)

    def beyond(self, n: int, member_id: str) -> int:
        """Count the messages by others after an ordinal."""
        return _beyond(self.all, n) - _beyond(self.by.get(member_id, ()), n)


def _beyond(rising: Sequence[int], n: int) -> int:
    return len(rising) - bisect_right(rising, n)


def keep_count(db: Db, organization_id: OrganizationId, counted: Days) -> None:
    """Keep what was counted instead of what was kept before; an older count than the one kept is dropped."""
    here = (_c.organization_id == organization_id, _c.day == counted.day)
    before = db.first(select(_c.counted_at, _c.soon_at).where(*here).with_for_update())
    if before is not None and before.counted_at > counted.at:
        return
    soon_at = _soon_at(counted, None if before is None else before.soon_at)
    figures = dict(counted.figures)
    if before is not None:
        _keep_first(db, organization_id, counted.day, figures, before.counted_at, before.soon_at)
    if soon_at == counted.at:
        for one in figures.values():
            one.soon_to_read, one.soon_read, one.soon_readers = one.to_read, one.read, one.readers
    db.execute(delete(figure_count_table).where(*here))
    values = {"organization_id": organization_id, "day": counted.day, "counted_at": counted.at, "soon_at": soon_at}
    db.execute(insert(figure_count_table).values(values))
    _replace_days(db, organization_id, counted.day, figures)
    _replace_month(db, organization_id, counted)


def _soon_at(counted: Days, before: int | None) -> int | None:
    """Return when it was counted what had been read by the end of the next day: now, before, or not in time."""
    if before is not None:
        return before
    due = midnight(counted.day, days_later=2) or 0
    return counted.at if due <= counted.at < due + SOON_MS else None


def _keep_first(
    db: Db, organization_id: OrganizationId, day: str, figures: Figures, counted_at: int, soon_at: int | None
) -> None:
    """Take over what cannot be found out any more."""
    is_over = counted_at >= (midnight(day, days_later=1) or 0)
    kept = db.all(select(figure_day_table).where(_d.organization_id == organization_id, _d.day == day))
    if is_over:
        for one in figures.values():
            one.accounts = 0
    for row in kept:
        one = _at(figures, (row.department_id, row.kind))
        if is_over:
            one.accounts = row.accounts
        if soon_at is not None:
            one.soon_to_read, one.soon_read = row.soon_to_read, row.soon_read
            one.soon_readers = row.soon_readers


def _replace_days(db: Db, organization_id: OrganizationId, day: str, figures: Figures) -> None:
    db.execute(delete(figure_day_table).where(_d.organization_id == organization_id, _d.day == day))
    rows = [
        {"organization_id": organization_id, "day": day, "department_id": department_id, "kind": kind}
        | msgspec.structs.asdict(one)
        for (department_id, kind), one in sorted(figures.items())
    ]
    if rows:
        db.execute(insert(figure_day_table), rows)


def _replace_month(db: Db, organization_id: OrganizationId, counted: Days) -> None:
    """Keep the month as it stands after the last day that was counted of it."""
    month = counted.day[:7]
    later = select(func.max(_c.day)).where(
        _c.organization_id == organization_id, _c.day > counted.day, _c.day <= f"{month}-31"
    )
    if db.scalar(later) is not None:
        return
    db.execute(delete(figure_month_table).where(_mo.organization_id == organization_id, _mo.month == month))
    rows = [
        {"organization_id": organization_id, "month": month, "department_id": department_id, "kind": kind}
        | {"active": one.active, "phones": one.phones, "pcs": one.pcs}
        for (department_id, kind), one in counted.month
    ]
    if rows:
        db.execute(insert(figure_month_table), rows)


def forget_activity(db: Db, before: str) -> None:
    """Forget who came on days before this one: only numbers stay."""
    db.execute(delete(activity_table).where(_a.day < before))
