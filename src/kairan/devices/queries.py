"""Devices as they stand: one's own, the body's, this one."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, func, select

from kairan.core.kit.database import Db
from kairan.core.kit.text import fold
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import member_table, people_named, reach_of, require_task, within
from kairan.sessions.device_model import (
    DeviceRules,
    DeviceStatus,
    DeviceView,
    device_rule_table,
    device_table,
    digest_of_browser,
    read_device_rules,
)
from kairan.sessions.model import session_table
from kairan.sessions.user_agents import browser_of, system_of

PAGE = 100
OWN_MOST = 100

_d, _r, _s, _m = device_table.c, device_rule_table.c, session_table.c, member_table.c


class ThisDevice(msgspec.Struct, frozen=True, kw_only=True):
    """What browser one asks with, and what is asked of it here."""

    device: DeviceView | None
    is_asked: bool
    consent: str
    version: int


class DevicePage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the body's devices, what waits first, and where the next page begins."""

    devices: list[DeviceView]
    waiting: int
    next: str | None = None


def device_rules(db: Db, organization_id: OrganizationId) -> DeviceRules:
    """Return what a body asks of devices."""
    return read_device_rules(db.scalar(select(_r.rules).where(_r.organization_id == organization_id)))


def devices() -> Select[*tuple[Any, ...]]:
    """Select devices with the number of their sessions; the caller restricts it."""
    sessions = select(func.count()).where(_s.device_id == _d.id).scalar_subquery()
    return select(*device_table.c, sessions.label("sessions"))


def views(db: Db, rows: Sequence[Any], this_id: str | None = None) -> list[DeviceView]:
    """Make views of rows of `devices()`, with the people's names."""
    people = {person.id: person for person in people_named(db, {row.member_id for row in rows})}
    return [
        DeviceView(
            id=row.id,
            member_id=MemberId(row.member_id),
            person=people[row.member_id].name,
            department=people[row.member_id].department,
            name=row.name,
            browser=browser_of(row.agent),
            system=system_of(row.agent),
            device=row.device,
            face=row.face,
            status=row.status,
            owner=row.owner,
            applied_at=row.applied_at,
            decided_at=row.decided_at,
            reason=row.reason,
            seen_at=row.seen_at,
            sessions=row.sessions,
            wiped_at=row.wiped_at,
            is_this=row.id == this_id,
        )
        for row in rows
    ]


def device_of_session(db: Db, viewer: Viewer) -> str | None:
    """Return the device the viewer asks with."""
    found = db.scalar(select(_s.device_id).where(_s.id == viewer.session_id, _s.member_id == viewer.member_id))
    return None if found is None else str(found)


def this_device(db: Db, viewer: Viewer) -> ThisDevice:
    """Return the viewer's device, and what is asked of it."""
    rules = device_rules(db, viewer.organization_id)
    device_id = device_of_session(db, viewer)
    found = views(db, db.all(devices().where(_d.id == device_id)), device_id) if device_id else []
    return ThisDevice(
        device=found[0] if found else None,
        is_asked=not viewer.is_guest and rules.asks(viewer.face, viewer.device),
        consent=rules.consent,
        version=rules.version,
    )


def own_devices(db: Db, viewer: Viewer) -> list[DeviceView]:
    """Return the viewer's devices, the latest used first."""
    rows = db.all(devices().where(_d.member_id == viewer.member_id).order_by(_d.seen_at.desc(), _d.id).limit(OWN_MOST))
    return views(db, rows, device_of_session(db, viewer))


def in_reach(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict devices to those of the people for whom the viewer looks after devices. Problems: RoleNeeded."""
    return and_(_d.organization_id == viewer.organization_id, within(reach_of(viewer, "devices"), _d.member_id))


def find_devices(
    db: Db, viewer: Viewer, sought: str = "", status: DeviceStatus | None = None, after: str | None = None
) -> DevicePage:
    """Search the devices of people within the viewer's reach; what waits first. Problems: RoleNeeded."""
    own = in_reach(viewer)
    rank = case((_d.status == "waiting", 0), else_=1)
    statement = devices().join(member_table, _m.id == _d.member_id).where(own).add_columns(rank.label("rank"))
    for word in sought.split():
        by_person = _m.sought.contains(fold(word), autoescape=True)
        statement = statement.where(by_person | _d.name.contains(word, autoescape=True))
    if status is not None:
        statement = statement.where(_d.status == status)
    offset = int(after) if after and after.isdecimal() else 0
    ordered = statement.order_by(rank, _d.seen_at.desc(), _d.id).offset(offset).limit(PAGE + 1)
    rows = db.all(ordered)
    waiting = db.scalar(select(func.count()).where(own, _d.status == "waiting"))
    more = str(offset + PAGE) if len(rows) > PAGE else None
    return DevicePage(devices=views(db, rows[:PAGE], device_of_session(db, viewer)), waiting=waiting or 0, next=more)


def is_lost(db: Db, browser: str) -> bool:
    """Whether a browser without a session is a lost device that has not cleared its store yet."""
    digest = digest_of_browser(browser)
    here = (_d.token_digest == digest) | (_d.former_digest == digest)
    lost = select(_d.id).where(here, _d.status == "lost", _d.wiped_at.is_(None))
    return db.first(lost) is not None


def rules_for_console(db: Db, viewer: Viewer) -> DeviceRules:
    """Return the rules for their administrators. Problems: RoleNeeded."""
    require_task(viewer, "devices")
    return device_rules(db, viewer.organization_id)
