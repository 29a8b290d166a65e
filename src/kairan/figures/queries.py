"""What is shown of the figures: the staff asked for as a whole, by month, and by department where it is not too few."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec
from sqlalchemy import case, func, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.revisions import revision_of
from kairan.core.viewer import OrganizationId, Viewer
from kairan.figures.acts import Acts, Node, nodes_of
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
COUNTED = tuple(field.name for field in msgspec.structs.fields(Counted))
TOGETHER: list[Node] = [("", None)]  # where departments do not count

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
    nodes: list[Node]  # of the whole body, whoever asks


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
    counts = {} if is_too_few else _counts(db, viewer.organization_id, period)
    whole = Acts(asked.nodes)
    days: dict[str, Acts] = {}
    for day, count in counts.items():
        days[day] = Acts(asked.nodes)
        days[day].add(count)
        whole.include(days[day])
    (messages,), reading = whole.most_of("messages", members), _reading(whole, members)
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
        days=[one for day, acts in days.items() if (one := _day(day, acts, counts[day], members)).accounts >= LEAST],
        months=[] if is_too_few else _months(db, viewer.organization_id, period, asked.nodes, members),
        reading=reading,
        departments=[] if is_too_few else _lines(db, viewer, period, asked, lines, whole),
        department_id=department_id,
        estimate=estimate,
        estimate_revision=revision_of(estimate),
        hours=None if messages is None or reading.read is None else estimate.hours(messages, reading.read),
        readings=reading.read,
        messages=messages,
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
    nodes = nodes_of(below, tops)
    if reach is None:
        nobodys = frozenset({""})
        return Asked(tree, names, tops, nobodys, nobodys.union(*(tree.within(one) for one in tops)), nodes)
    given = [one for one in parents if one in reach and not _is_below(parents, one, reach)]
    return Asked(tree, names, given, frozenset(), frozenset().union(*(tree.within(one) for one in given)), nodes)


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


def _counts(
    db: Db, organization_id: OrganizationId, period: Period, kind: str = "staff"
) -> dict[str, dict[str, Counted]]:
    """Return each day that was counted, by department."""
    counted = db.scalars(
        select(_c.day).where(_c.organization_id == organization_id, _c.day.between(*period)).order_by(_c.day)
    )
    days: dict[str, dict[str, Counted]] = {day: {} for day in counted}
    rows = db.all(
        select(figure_day_table).where(_d.organization_id == organization_id, _d.kind == kind, _d.day.between(*period))
    )
    for row in rows:
        if row.day in days:
            days[row.day][row.department_id] = Counted(**{name: getattr(row, name) for name in COUNTED})
    return days


def _there(day: Mapping[str, Counted], members: frozenset[str]) -> int:
    return sum(one.accounts for department_id, one in day.items() if department_id in members)


def _day(name: str, acts: Acts, counts: Mapping[str, Counted], members: frozenset[str]) -> FiguresDay:
    files, size = acts.all_of("files", members)
    return FiguresDay(
        day=name,
        accounts=_there(counts, members),
        active=acts.all_of("active", members)[0],
        phones=acts.all_of("phones", members)[0],
        pcs=acts.all_of("pcs", members)[0],
        messages=acts.all_of("messages", members)[0],
        files=files,
        bytes=size,
    )


def _reading(acts: Acts, members: frozenset[str]) -> FiguresReading:
    read, to_read = acts.most_of("reading", members)
    soon_read, soon_to_read = acts.most_of("soon", members)
    return FiguresReading(to_read=to_read, read=read, soon_to_read=soon_to_read, soon_read=soon_read)


def _months(
    db: Db, organization_id: OrganizationId, period: Period, nodes: Sequence[Node], members: frozenset[str]
) -> list[FiguresMonth]:
    """Return the last months up to the end of the period, whatever its beginning."""
    year, month = int(period.last_on[:4]), int(period.last_on[5:7])
    back = year * 12 + month - MONTHS
    first = f"{back // 12:04}-{back % 12 + 1:02}"
    days = Period(f"{first}-01", f"{period.last_on[:7]}-31")
    came = _came(db, organization_id, Period(first, period.last_on[:7]))
    active = {name: _acts_of(nodes, one) for name, one in came.items()}
    none, everybody = _acts_of(nodes, {}), members
    if members.issuperset(one for one, _ in nodes):  # asked for most often, and of all days: summed by the database
        said = _said(_daily(db, organization_id, days, members), TOGETHER)
        everybody = frozenset({""})
    else:
        said = _said(_counts(db, organization_id, days), nodes)
    return [
        FiguresMonth(
            month=name,
            active=active.get(name, none).all_of("active", members)[0],
            phones=active.get(name, none).all_of("phones", members)[0],
            pcs=active.get(name, none).all_of("pcs", members)[0],
            messages=said[name].most_of("messages", everybody)[0],
            files=said[name].most_of("files", everybody)[0],
        )
        for name in sorted(said)
    ]


def _said(days: Mapping[str, Mapping[str, Counted]], nodes: Sequence[Node]) -> dict[str, Acts]:
    """Sum what was said and attached by month."""
    said: dict[str, Acts] = {}
    for day, counts in days.items():
        said.setdefault(day[:7], Acts(nodes, ("messages", "files"))).add(counts)
    return said


def _daily(
    db: Db, organization_id: OrganizationId, period: Period, members: frozenset[str]
) -> dict[str, dict[str, Counted]]:
    """Return what all departments together said and attached on each day: five of a body lie in blocks of its own."""
    sums = [
        func.sum(one).label(name) for name, one in (("messages", _d.messages), ("files", _d.files), ("bytes", _d.bytes))
    ]
    acted = [
        func.sum(case((what > 0, who + case((who == 0, 1), else_=0)), else_=0)).label(name)
        for name, who, what in (("authors", _d.authors, _d.messages), ("uploaders", _d.uploaders, _d.files))
    ]
    rows = db.all(
        select(_d.day, *sums, *acted)
        .where(
            _d.organization_id == organization_id,
            _d.kind == "staff",
            _d.day.between(*period),
            _d.department_id.in_(members),
        )
        .group_by(_d.day)
    )
    names = ("messages", "files", "bytes", "authors", "uploaders")
    return {row.day: {"": Counted(**{name: int(getattr(row, name)) for name in names})} for row in rows}


def _came(
    db: Db, organization_id: OrganizationId, months: Period, kind: str = "staff"
) -> dict[str, dict[str, Counted]]:
    """Return who was active in each month, each person once, by department."""
    rows = db.all(
        select(figure_month_table).where(
            _mo.organization_id == organization_id, _mo.kind == kind, _mo.month.between(*months)
        )
    )
    came: dict[str, dict[str, Counted]] = {}
    for row in rows:
        counted = Counted(active=row.active, phones=row.phones, pcs=row.pcs)
        came.setdefault(row.month, {})[row.department_id] = counted
    return came


def _acts_of(nodes: Sequence[Node], counts: Mapping[str, Counted]) -> Acts:
    acts = Acts(nodes, ("active", "phones", "pcs"))
    acts.add(counts)
    return acts


def _lines(
    db: Db, viewer: Viewer, period: Period, asked: Asked, lines: Sequence[Group], whole: Acts
) -> list[FiguresDepartment]:
    """Return the table by department; guests, who belong to none, are its last line."""
    month = period.last_on[:7]
    came = _acts_of(asked.nodes, _came(db, viewer.organization_id, Period(month, month)).get(month, {}))
    shown = [_line(one, [asked.names.get(name, "") for name in one.named], whole, came) for one in lines]
    if "" in asked.members:
        shown += _guests(db, viewer.organization_id, period)
    return shown


def _guests(db: Db, organization_id: OrganizationId, period: Period) -> list[FiguresDepartment]:
    """Return the line of the guests, all together; they have departments only by way of who looks after them."""
    counts = {day: {"": _together(one)} for day, one in _counts(db, organization_id, period, "guest").items()}
    accounts = max((one[""].accounts for one in counts.values()), default=0)
    if accounts < LEAST:
        return []
    acts = Acts(TOGETHER)
    for day in counts.values():
        acts.add(day)
    month = period.last_on[:7]
    came = _came(db, organization_id, Period(month, month), "guest").get(month, {})
    everybody = frozenset({""})
    group = Group(id=None, kind="guests", named=(), depth=0, members=everybody, people=accounts)
    return [_line(group, [], acts, _acts_of(TOGETHER, {"": _together(came)}))]


def _together(counts: Mapping[str, Counted]) -> Counted:
    return Counted(**{name: sum(getattr(one, name) for one in counts.values()) for name in COUNTED})


def _line(group: Group, names: list[str], acts: Acts, came: Acts) -> FiguresDepartment:
    """Return a line: who was active is that of the period's last month, each person once."""
    return FiguresDepartment(
        id=group.id,
        kind=group.kind,
        names=names,
        depth=group.depth,
        accounts=group.people,
        active=came.all_of("active", group.members)[0],
        phones=came.all_of("phones", group.members)[0],
        messages=acts.most_of("messages", group.members)[0],
        files=acts.most_of("files", group.members)[0],
        reading=_reading(acts, group.members),
    )


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
