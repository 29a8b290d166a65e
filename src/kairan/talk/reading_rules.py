"""Whether a body lets be seen when somebody read a message (既読の時刻), and by whom.

That they read it is always seen: work goes by it. The time is one instant for each member of a room, of their latest
reading there; nothing else of it is kept, whatever is chosen here.
"""

from typing import Literal

import msgspec
from sqlalchemy import BigInteger, Column, String, Table, insert, select, update

from kairan.core.journal import Body, append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, metadata
from kairan.core.kit.revisions import revision_of
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import organization_stream, require_base, require_task

TimesShownTo = Literal["members", "author", "nobody"]

reading_rule_table = Table(
    "reading_rule",
    metadata,
    Column("organization_id", String(13), primary_key=True),
    Column("times", String(10), nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)
_r = reading_rule_table.c


class ReadingRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who sees at what time somebody read a message: members of the room, its author alone, or nobody."""

    times: TimesShownTo = "members"


class BodyReadingRules(msgspec.Struct, frozen=True, kw_only=True):
    """What holds in the body, and what a change of it is based on."""

    rules: ReadingRules
    revision: str


class ReadingRulesChanged(Body, frozen=True):
    """Who sees the times of reading was changed for a body."""

    kind = "reading.rules_changed"
    before: TimesShownTo
    after: TimesShownTo


def reading_rules_of(db: Db, organization_id: OrganizationId | str) -> ReadingRules:
    """Return what holds in the rooms of a body."""
    times: TimesShownTo | None = db.scalar(select(_r.times).where(_r.organization_id == organization_id))
    return ReadingRules() if times is None else ReadingRules(times=times)


def own_reading_rules(db: Db, viewer: Viewer) -> BodyReadingRules:
    """Return what holds in the viewer's body. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    rules = reading_rules_of(db, viewer.organization_id)
    return BodyReadingRules(rules=rules, revision=revision_of(rules))


def save_reading_rules(db: Db, viewer: Viewer, wanted: ReadingRules, base: str | None = None) -> None:
    """Set who sees the times of reading in the body's rooms. Problems: RoleNeeded, ChangedMeanwhile."""
    require_task(viewer, "organization")
    stream = organization_stream(viewer.organization_id)
    hold(db, stream)
    before = reading_rules_of(db, viewer.organization_id)
    require_base(db, viewer, base, revision_of(before), (ReadingRulesChanged.kind,))
    if wanted == before:
        return
    values = {"times": wanted.times, "changed_at": now_ms()}
    mine = update(reading_rule_table).where(_r.organization_id == viewer.organization_id)
    if not db.execute(mine.values(values)).rowcount:
        db.execute(insert(reading_rule_table).values(organization_id=viewer.organization_id, **values))
    append(db, stream, ReadingRulesChanged(before=before.times, after=wanted.times), viewer)
