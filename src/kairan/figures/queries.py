"""What is shown of the figures: the staff asked for as a whole, by month, and by department where it is not too few."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec
from sqlalchemy import func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.revisions import revision_of
from kairan.core.viewer import OrganizationId, Viewer
from kairan.figures.groups import Group, Tree, groups
from kairan.figures.model import (
    LEAST,
    MONTHS,
    PERIOD_MOST,
    Counted,
    Estimate,
    Figures,
    FiguresAccounts,
    FiguresDay,
    FiguresDepartment,
    FiguresMonth,
    FiguresReading,
    estimate_table,
    figure_count_table,
    figure_day_table,
    figure_month_table,
)
from kairan.figures.problems import PeriodImpossible, TooFewPeople
from kairan.people import DepartmentId, department_table, member_table, reach_of, within

USUAL_DAYS = 30
SUMMED = tuple(field.name for field in msgspec.structs.fields(Counted))

_d, _mo, _c, _e = figure_day_table.c, figure_month_table.c, figure_count_table.c, estimate_table.c
_m, _dep = member_table.c, department_table.c


class Period(NamedTuple):
    """Days of Japan, both among them."""

    first_on: str
    last_on: str


class Asked(NamedTuple):
    """Whom the viewer may ask about: the departments of the lines, and how the body's tree stands."""

    tree: Tree
    names: dict[str, str]
    tops: list[str]
    direct: frozenset[str]  # who belongs to none of the tops
    members: frozenset[str]  # everybody asked for


def period_of(first_on: str | None, last_on: str | None) -> Period:
    """Return the days asked for, the last thirty where nothing is said. Problems: PeriodImpossible."""
    try:
        last = date.fromisoformat(last_on or day_of(now_ms()))
        first = date.fromisoformat(first_on) if first_on else last - timedelta(days=USUAL_DAYS - 1)
    except (ValueError, OverflowError):
        raise PeriodImpossible(most=PERIOD_MOST) from None
    if not 0 <= (last - first).days < PERIOD_MOST:
        raise PeriodImpossible(most=PERIOD_MOST)
    return Period(first.isoformat(), last.isoformat())


def figures(db: Db, viewer: Viewer, period: Period, department_id: DepartmentId | None = None) -> Figures:
    """Return what the viewer may see of their body. Problems: RoleNeeded, TooFewPeople."""
    asked = _asked(db, viewer, period)
    lines = groups(asked.tree, asked.tops, asked.direct)
    members = asked.members if department_id is None else _members_of(lines, department_id)
    is_too_few = asked.tree.sum(members) < LEAST
    days = [] if is_too_few else _days(db, viewer.organization_id, period, members)
    whole = _sum(Counted(), days)
    estimate = estimate_of(db, viewer.organization_id)
    counted = db.first(
        select(func.min(_c.day), func.max(_c.counted_at)).where(_c.organization_id == viewer.organization_id)
    )
    return Figures(
        first_on=period.first_on,
        last_on=period.last_on,
        since=counted[0] if counted else None,
        counted_at=counted[1] if counted else None,
        is_too_few=is_too_few,
        accounts=_accounts(db, viewer),
        days=[_day(day, one) for day, one in days if one.accounts >= LEAST],
        months=[] if is_too_few else _months(db, viewer.organization_id, period, members),
        reading=_reading(whole),
        departments=[] if is_too_few else _lines(db, viewer, period, asked, lines),
        department_id=department_id,
        estimate=estimate,
        estimate_revision=revision_of(estimate),
        hours=estimate.hours(whole.messages, whole.read),
        readings=whole.read,
        messages=whole.messages,
    )


def _members_of(lines: Sequence[Group], department_id: DepartmentId) -> frozenset[str]:
    for one in lines:
        if one.id == department_id:
            return one.members
    raise TooFewPeople


def _asked(db: Db, viewer: Viewer, period: Period) -> Asked:
    """Return the tree as far as the viewer's task reaches. Problems: RoleNeeded."""
    reach = reach_of(viewer, "figures").department_ids
    rows = db.all(
        select(_dep.id, _dep.parent_id, _dep.name)
        .where(_dep.organization_id == viewer.organization_id)
        .order_by(_dep.position, _dep.id)
    )
    parents: dict[str, str | None] = {row.id: row.parent_id for row in rows}
    below: dict[str, list[str]] = {}
    for row in rows:
        below.setdefault(row.parent_id or "", []).append(row.id)
    tops = below.pop("", [])
    tree = Tree(below, _people(db, viewer.organization_id, period))
    names = {row.id: row.name for row in rows}
    if reach is None:
        nobodys = frozenset({""})
        return Asked(tree, names, tops, nobodys, nobodys.union(*(tree.within(one) for one in tops)))
    given = [one for one in parents if one in reach and not _is_below(parents, one, reach)]
    return Asked(tree, names, given, frozenset(), frozenset().union(*(tree.within(one) for one in given)))


def _is_below(parents: dict[str, str | None], department_id: str, others: frozenset[str]) -> bool:
    """Whether a department lies below another that was given, too."""
    above = parents[department_id]
    while above is not None:
        if above in others:
            return True
        above = parents.get(above)
    return False


def _people(db: Db, organization_id: OrganizationId, period: Period) -> dict[str, int]:
    """Return how many accounts each department had at most in these days: so many people its numbers stand for."""
    rows = db.execute(
        select(_d.department_id, func.max(_d.accounts))
        .where(_d.organization_id == organization_id, _d.kind == "staff", _d.day.between(*period))
        .group_by(_d.department_id)
    )
    return {row[0]: row[1] for row in rows}


def _days(
    db: Db, organization_id: OrganizationId, period: Period, members: frozenset[str], kind: str = "staff"
) -> list[tuple[str, Counted]]:
    """Return each day that was counted, summed over these departments."""
    counted = db.scalars(
        select(_c.day).where(_c.organization_id == organization_id, _c.day.between(*period)).order_by(_c.day)
    )
    days = {day: Counted() for day in counted}
    rows = db.all(
        select(figure_day_table).where(_d.organization_id == organization_id, _d.kind == kind, _d.day.between(*period))
    )
    for row in rows:
        if row.department_id in members and row.day in days:
            _add(days[row.day], row)
    return list(days.items())


def _add(to: Counted, one: object) -> None:
    for name in SUMMED:
        setattr(to, name, getattr(to, name) + getattr(one, name))


def _sum(to: Counted, days: Iterable[tuple[str, Counted]]) -> Counted:
    for _, one in days:
        _add(to, one)
    return to


def _day(day: str, one: Counted) -> FiguresDay:
    return FiguresDay(
        day=day,
        accounts=one.accounts,
        active=one.active,
        phones=one.phones,
        pcs=one.pcs,
        messages=one.messages,
        files=one.files,
        bytes=one.bytes,
    )


def _reading(one: Counted) -> FiguresReading:
    return FiguresReading(to_read=one.to_read, read=one.read, soon_to_read=one.soon_to_read, soon_read=one.soon_read)


def _months(db: Db, organization_id: OrganizationId, period: Period, members: frozenset[str]) -> list[FiguresMonth]:
    """Return the last months up to the end of the period, whatever its beginning."""
    year, month = int(period.last_on[:4]), int(period.last_on[5:7])
    back = year * 12 + month - MONTHS
    first = f"{back // 12:04}-{back % 12 + 1:02}"
    said: dict[str, Counted] = {}
    here = (_d.organization_id == organization_id, _d.kind == "staff")
    for row in db.all(
        select(func.substr(_d.day, 1, 7).label("month"), _d.department_id, func.sum(_d.messages), func.sum(_d.files))
        .where(*here, _d.day >= f"{first}-01", _d.day <= f"{period.last_on[:7]}-31")
        .group_by("month", _d.department_id)
    ):
        if row[1] in members:
            one = said.setdefault(row[0], Counted())
            one.messages += int(row[2])
            one.files += int(row[3])
    for row in db.all(
        select(figure_month_table).where(
            _mo.organization_id == organization_id, _mo.kind == "staff", _mo.month.between(first, period.last_on[:7])
        )
    ):
        if row.department_id in members:
            one = said.setdefault(row.month, Counted())
            one.active, one.phones, one.pcs = one.active + row.active, one.phones + row.phones, one.pcs + row.pcs
    return [
        FiguresMonth(
            month=name, active=one.active, phones=one.phones, pcs=one.pcs, messages=one.messages, files=one.files
        )
        for name, one in sorted(said.items())
    ]


def _lines(db: Db, viewer: Viewer, period: Period, asked: Asked, lines: Sequence[Group]) -> list[FiguresDepartment]:
    """Return the table by department; guests, who belong to none, are its last line."""
    by_department = _by_department(db, viewer.organization_id, period, "staff")
    shown = [
        _line(one, [asked.names.get(name, "") for name in one.named], _total(by_department, one.members))
        for one in lines
    ]
    if "" in asked.members:
        outside = _by_department(db, viewer.organization_id, period, "guest")
        guests = _total(outside, frozenset(outside))
        if guests.accounts >= LEAST:
            line = Group(id=None, kind="guests", named=(), depth=0, members=frozenset(), people=guests.accounts)
            shown.append(_line(line, [], guests))
    return shown


def _line(group: Group, names: list[str], one: Counted) -> FiguresDepartment:
    return FiguresDepartment(
        id=group.id,
        kind=group.kind,
        names=names,
        depth=group.depth,
        accounts=group.people,
        active=one.active,
        phones=one.phones,
        messages=one.messages,
        files=one.files,
        reading=_reading(one),
    )


def _by_department(db: Db, organization_id: OrganizationId, period: Period, kind: str) -> dict[str, Counted]:
    """Sum the days of each department; who was active is that of the period's last month, each person once."""
    columns = [func.sum(_d[name]).label(name) for name in SUMMED if name != "accounts"]
    rows = db.all(
        select(_d.department_id, func.max(_d.accounts).label("accounts"), *columns)
        .where(_d.organization_id == organization_id, _d.kind == kind, _d.day.between(*period))
        .group_by(_d.department_id)
    )
    found = {row.department_id: Counted(**{name: int(getattr(row, name)) for name in SUMMED}) for row in rows}
    for one in found.values():
        one.active = one.phones = one.pcs = 0
    month = select(figure_month_table).where(
        _mo.organization_id == organization_id, _mo.kind == kind, _mo.month == period.last_on[:7]
    )
    for row in db.all(month):
        one = found.setdefault(row.department_id, Counted())
        one.active, one.phones, one.pcs = row.active, row.phones, row.pcs
    return found


def _total(by_department: dict[str, Counted], members: frozenset[str]) -> Counted:
    total = Counted()
    for department_id, one in by_department.items():
        if department_id in members:
            _add(total, one)
    return total


def _accounts(db: Db, viewer: Viewer) -> FiguresAccounts:
    """Count the accounts as they are now, as far as the viewer's task reaches."""
    reach = reach_of(viewer, "figures")
    here = (_m.organization_id == viewer.organization_id, within(reach))
    rows = db.execute(select(_m.kind, _m.status, func.count()).where(*here).group_by(_m.kind, _m.status))
    counted = {(row[0], row[1]): row[2] for row in rows}
    return FiguresAccounts(
        active=counted.get(("staff", "active"), 0),
        suspended=counted.get(("staff", "suspended"), 0),
        left=counted.get(("staff", "left"), 0),
        guests=counted.get(("guest", "active"), 0) if reach.department_ids is None else None,
    )


def estimate_of(db: Db, organization_id: OrganizationId) -> Estimate:
    """Return what the body supposes; zeros before it says so."""
    row = db.first(select(_e.message_seconds, _e.reading_seconds).where(_e.organization_id == organization_id))
    return Estimate() if row is None else Estimate(message_seconds=row[0], reading_seconds=row[1])
