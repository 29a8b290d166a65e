"""Who can be the second person: whoever could have decided before it was asked, and comes from another hand.

The same rule for everything two persons do: `records` asks it for reading, `administration` for powers. Whom one
made, named, reset, gave a task or another login lately neither checks them nor is checked by them; nor do two check
each other whom the same third person made, through however many accounts (decision 0175). Who asks may be new: what
they ask is decided by somebody of another hand.
"""

from collections.abc import Iterable

from sqlalchemy import select

from kairan.consents.model import ONE_HAND_MS, SEASONED_MS, WhyNot
from kairan.core.kit.database import Db
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import Role, acting_now, hands_on, has_role, holders_in_use, member_table, stopped_by
from kairan.people.hands import Hand, origins_of

_m = member_table.c


def why_not_second(
    db: Db,
    organization_id: OrganizationId,
    asker: MemberId,
    second: MemberId,
    roles: tuple[Role, ...],
    asked_at: int,
) -> WhyNot | None:
    """Return why somebody, as they stand now, is no second person for what was asked at an instant, or None."""
    if second == asker:
        return "own"
    if not has_role(acting_now(db, second, organization_id), *roles):
        return "role"
    hands = hands_on(db, [asker, second])
    if _has_issued_password(db, second) or ready_at(hands, second) > asked_at:
        return "new"
    origins = origins_of(db, [asker, second], asked_at - ONE_HAND_MS)
    return "one_hand" if origins[asker] & origins[second] else None


def _has_issued_password(db: Db, member_id: MemberId) -> bool:
    return db.scalar(select(_m.password_issued_at).where(_m.id == member_id)) is not None


def ready_at(hands: Iterable[Hand], member_id: MemberId) -> int:
    """Return from when on somebody may decide, by role, password, factors, login and reopening."""
    unready = ("administrator", "auditor", "password", "factors", "chosen", "login", "reopened")
    return max((one.at + SEASONED_MS for one in hands if one.member_id == member_id and one.deed in unready), default=0)


def others_there(db: Db, organization_id: OrganizationId, asker: MemberId, without: Iterable[str], now: int) -> bool:
    """Whether another administrator is there, so that one alone does not do it.

    Whom the asker alone named lately is no other; whom they stopped lately is one still: nobody makes themselves alone.
    """
    holders = set(holders_in_use(db, organization_id, "administrator")) - {asker, *without}
    since = now - ONE_HAND_MS
    named = {
        one.member_id
        for one in hands_on(db, holders)
        if one.deed == "administrator" and one.by_id == asker and one.at > since
    }
    return bool(holders - named) or bool(stopped_by(db, asker, since))
