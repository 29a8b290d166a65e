"""Which browser is it? Known by a cookie that changes with each sign-in; several people may use one."""

from sqlalchemy import ColumnElement, insert, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.viewer import DeviceClass, Entrance, MemberId, OrganizationId
from kairan.people import member_table
from kairan.sessions.device_model import (
    DeviceRules,
    device_rule_table,
    device_table,
    digest_of_browser,
    read_device_rules,
)
from kairan.sessions.user_agents import browser_of, system_of

_d, _r, _m = device_table.c, device_rule_table.c, member_table.c


def device_for(db: Db, member_id: MemberId, organization_id: OrganizationId, entrance: Entrance) -> str | None:
    """Return the member's device in this browser, made when it is new to them, and change its cookie."""
    if not entrance.browser:
        return None
    digest, now = digest_of_browser(entrance.browser), now_ms()
    if entrance.former:
        held = digest_of_browser(entrance.former)
        known = (_d.token_digest == held) | (_d.former_digest == held)
        db.execute(update(device_table).where(known).values(token_digest=digest, former_digest=held))
    here = (_d.token_digest == digest) & (_d.member_id == member_id)
    found = db.scalar(select(_d.id).where(here))
    if found is not None:
        seen = {"seen_at": now, "agent": entrance.agent, "device": entrance.device, "face": entrance.face}
        db.execute(update(device_table).where(here).values(seen))
        return str(found)
    device_id = new_id()
    db.execute(
        insert(device_table).values(
            id=device_id,
            organization_id=organization_id,
            member_id=member_id,
            token_digest=digest,
            device=entrance.device,
            face=entrance.face,
            agent=entrance.agent,
            status="known",
            name=usual_name(entrance.agent),
            reason="",
            created_at=now,
            seen_at=now,
        )
    )
    return device_id


def usual_name(agent: str) -> str:
    """Return a name from what the browser says of itself."""
    return " ".join(part for part in (system_of(agent), browser_of(agent)) if part) or "-"


def device_rules(db: Db, organization_id: OrganizationId) -> DeviceRules:
    """Return what a body asks of devices."""
    return read_device_rules(db.scalar(select(_r.rules).where(_r.organization_id == organization_id)))


def is_lost(db: Db, browser: str) -> bool:
    """Whether a browser without a session is a lost device that has not cleared its store yet."""
    digest = digest_of_browser(browser)
    here = (_d.token_digest == digest) | (_d.former_digest == digest)
    lost = select(_d.id).where(here, _d.status == "lost", _d.wiped_at.is_(None))
    return db.first(lost) is not None


def known_browser(db: Db, browser: str) -> str | None:
    """Return by what a browser in which somebody signed in before is counted; None for others, and for lost ones."""
    digest = digest_of_browser(browser)
    here = ((_d.token_digest == digest) | (_d.former_digest == digest)) & (_d.status != "lost")
    found = db.scalar(select(_d.id).where(here).order_by(_d.id).limit(1))
    return None if found is None else str(found)


def is_proven() -> ColumnElement[bool]:
    """Restrict devices to those somebody looked at: approved by a person, not by the rule."""
    return (_d.status == "approved") & _d.decided_by.is_not(None)


def class_of(
    db: Db, member_id: MemberId, organization_id: OrganizationId, entrance: Entrance, device_id: str | None
) -> DeviceClass:
    """Return what a browser that came in counts as, for policy and for what is asked of devices."""
    if db.scalar(select(_m.kind).where(_m.id == member_id)) != "staff":
        return entrance.device
    known = db.first(select(_d.id).where(_d.id == device_id, is_proven())) if device_id else None
    return device_rules(db, organization_id).class_at(entrance.face, entrance.device, is_proven=known is not None)


def known_device(db: Db, member_id: MemberId, browser: str) -> str | None:
    """Return the member's device in a browser with this cookie, unless it was lost."""
    if not browser:
        return None
    digest = digest_of_browser(browser)
    here = ((_d.token_digest == digest) | (_d.former_digest == digest)) & (_d.status != "lost")
    found = db.scalar(select(_d.id).where(_d.member_id == member_id, here).limit(1))
    return None if found is None else str(found)
