"""Counting by itself: each hour the last days of every body, and once a day those that may still be read."""

from datetime import date, timedelta

import msgspec
from sqlalchemy import select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import day_of
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.store import Store
from kairan.core.viewer import INSTALLATION, OrganizationId
from kairan.figures.counting import Days, count_day, days_due, forget_activity, keep_count
from kairan.people import organization_table

EVERY_S = 3_600
LIMIT_S = 600
ACTIVITY_KEPT_DAYS = 70  # a month is counted for the last time a month after its end


class BodyToCount(msgspec.Struct, frozen=True):
    """A body whose days are due."""

    organization_id: OrganizationId


def register_jobs(jobs: Jobs, store: Store) -> None:
    """Add the counting, once, where everything meets."""

    async def count(wanted: BodyToCount) -> None:
        await count_now(store, wanted.organization_id)

    jobs.every(EVERY_S, "figures.look", look)
    jobs.add_outside("figures.count", BodyToCount, count, at_once=1, limit_s=LIMIT_S)


def look(db: Db) -> None:
    """Have every body counted, one after the other, and forget who came on days long past."""
    for organization_id in db.scalars(select(organization_table.c.id).order_by(organization_table.c.id)):
        if organization_id != INSTALLATION:
            enqueue(db, "figures.count", BodyToCount(organization_id), key=organization_id)
    forget_activity(db, (date.fromisoformat(day_of(now_ms())) - timedelta(days=ACTIVITY_KEPT_DAYS)).isoformat())


async def count_now(store: Store, organization_id: OrganizationId) -> None:
    """Count what is due of a body: read beside everything else, kept in a short transaction for each day."""
    for day in await store.read(days_due, organization_id):
        counted: Days = await store.read(count_day, organization_id, day)
        await store.write(keep_count, organization_id, counted)
