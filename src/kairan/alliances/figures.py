"""How much each body uses (利用の数字): told to the others by those that agreed to it alone, and never of few people.

A prefecture that procures for its towns sees so much of them, and nothing else.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from sqlalchemy import func, select

from kairan.alliances.finding import find_alliance, is_within, require_decider
from kairan.alliances.model import alliance_body_table
from kairan.alliances.problems import AllianceActNotAllowed
from kairan.core.kit.clock import today
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId, Viewer
from kairan.figures.model import LEAST, figure_day_table, figure_month_table
from kairan.talk.model import AllianceId

MONTHS_TOLD = 3

_b, _d, _mo = alliance_body_table.c, figure_day_table.c, figure_month_table.c


class BodyMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a body's staff; null where it would tell of few people."""

    month: str
    accounts: int  # in use at most, at the end of a day
    active: int | None
    messages: int | None


class BodyFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What a body that agreed to it tells of itself, the newest month first."""

    body_id: OrganizationId
    name: str
    months: list[BodyMonth]


class AllianceFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of the bodies that tell them, and how many do not."""

    bodies: list[BodyFigures]
    silent: int


def figures_of_alliance(db: Db, viewer: Viewer, alliance_id: AllianceId) -> AllianceFigures:
    """Return the figures of the bodies that tell them, for whoever decides for a body that belongs to the alliance.

    Problems: AllianceNotFound, AllianceDeciderNeeded, AllianceActNotAllowed.
    """
    find_alliance(db, viewer, alliance_id)
    require_decider(viewer)
    if not is_within(db, viewer, alliance_id):
        raise AllianceActNotAllowed
    joined = select(_b.body_id, _b.name, _b.figures).where(_b.alliance_id == alliance_id, _b.state == "joined")
    rows = db.all(joined.order_by(_b.name, _b.body_id))
    telling = [row for row in rows if row.figures]
    months = _months()
    accounts, messages = _days(db, [row.body_id for row in telling], months)
    active = _active(db, [row.body_id for row in telling], months)
    bodies = [
        BodyFigures(
            body_id=row.body_id,
            name=row.name,
            months=[
                _month(month, accounts.get(key, 0), active.get(key, 0), messages.get(key, 0))
                for month in months
                if (key := (row.body_id, month)) in accounts
            ],
        )
        for row in telling
    ]
    return AllianceFigures(bodies=bodies, silent=len(rows) - len(telling))


def _month(month: str, accounts: int, active: int, messages: int) -> BodyMonth:
    is_few = accounts < LEAST
    return BodyMonth(
        month=month,
        accounts=accounts,
        active=None if is_few or 0 < active < LEAST else active,
        messages=None if is_few or 0 < active < LEAST else messages,
    )


def _months() -> list[str]:
    """Return the last months, the present one first."""
    first: date = today().replace(day=1)
    found = []
    for _ in range(MONTHS_TOLD):
        found.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def _days(
    db: Db, body_ids: Sequence[str], months: Sequence[str]
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """Return of each body and month the accounts at most, and the messages."""
    month = func.substr(_d.day, 1, 7).label("month")
    rows = db.all(
        select(
            _d.organization_id,
            _d.day,
            month,
            func.sum(_d.accounts).label("accounts"),
            func.sum(_d.messages).label("messages"),
        )
        .where(_d.organization_id.in_(list(body_ids)), _d.kind == "staff", _d.day >= f"{min(months)}-01")
        .group_by(_d.organization_id, _d.day)
    )
    accounts: dict[tuple[str, str], int] = {}
    messages: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.organization_id, row.month)
        accounts[key] = max(accounts.get(key, 0), int(row.accounts))
        messages[key] = messages.get(key, 0) + int(row.messages)
    return accounts, messages


def _active(db: Db, body_ids: Sequence[str], months: Sequence[str]) -> dict[tuple[str, str], int]:
    rows = db.all(
        select(_mo.organization_id, _mo.month, func.sum(_mo.active).label("active"))
        .where(_mo.organization_id.in_(list(body_ids)), _mo.kind == "staff", _mo.month.in_(list(months)))
        .group_by(_mo.organization_id, _mo.month)
    )
    return {(row.organization_id, row.month): int(row.active) for row in rows}
