"""Which browser is it? Known by a cookie that changes with each sign-in; several people may use one."""

from sqlalchemy import insert, select, update

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.viewer import Entrance, MemberId, OrganizationId
from kairan.sessions.device_model import device_table, digest_of_browser
from kairan.sessions.user_agents import browser_of, system_of

_d = device_table.c


def device_for(db: Db, member_id: MemberId, organization_id: OrganizationId, entrance: Entrance) -> str | None:
    """Return the member's device in this browser, made when it is new to her, and change its cookie."""
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
