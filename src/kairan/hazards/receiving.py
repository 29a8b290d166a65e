"""Taking in a telegram, by whatever way: once, with the rules that may have to act on it set to work.

Promise: the same telegram, by any way and as often as it comes, is one row and acts once. What cannot be read is kept
as a refusal with its reason. A test (試験) is kept and shown, and sets nothing to work; a drill sets to work only those
rules that follow drills.
"""

import hashlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.problems import Problem
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import OrganizationId
from kairan.hazards.deciding import judge, kept_out_by, locate
from kairan.hazards.model import (
    KEPT_MS,
    REFUSED_MOST,
    Acting,
    HazardRuleId,
    RuleAct,
    RuleOf,
    Source,
    TelegramId,
    WarningWanted,
    act_table,
    feed_entry_table,
    outcome_table,
    refusal_table,
    rule_table,
    standing_table,
    telegram_table,
)
from kairan.hazards.telegrams import Telegram, read_telegram
from kairan.people import organization_table
from kairan.talk.model import RoomId

ACT = "hazards.act"
NAME_MOST = 200
FORGOTTEN_MOST = 500  # telegrams at a time
FEED_ENTRIES_MS = 15 * 24 * 3_600_000  # the long feeds name what is a week old
_t, _f, _r = telegram_table.c, refusal_table.c, rule_table.c
_s, _o, _e = standing_table.c, outcome_table.c, feed_entry_table.c


class Brought(msgspec.Struct, frozen=True):
    """What somebody brought, read or refused; reading takes long and is done before the transaction."""

    source: Source
    name: str
    telegram: Telegram | None
    problem: Problem | None = None


def read_brought(source: Source, name: str, content: bytes) -> Brought:
    """Read a telegram, or say why it cannot be read. Blocks for as long as it takes: up to a second for the largest."""
    try:
        return Brought(source, name, read_telegram(content))
    except Problem as problem:
        return Brought(source, name, None, problem)


def take_in(db: Db, brought: Brought) -> TelegramId | None:
    """Keep what was brought, and set the rules to work; None for what was here before, and for what is refused."""
    if brought.telegram is None:
        _keep_refusal(db, brought)
        return None
    telegram_id = _keep(db, brought.source, brought.telegram)
    if telegram_id is not None and brought.telegram.status != "test":
        for rule_id in _rules_concerned(db, brought.telegram):
            enqueue(db, ACT, Acting(telegram_id=telegram_id, rule_id=rule_id))
    return telegram_id


def _keep(db: Db, source: Source, telegram: Telegram) -> TelegramId | None:
    value = msgspec.json.encode(telegram)
    digest = hashlib.sha256(value).hexdigest()
    reported_at, sent_at, serial, rank = telegram.order
    made = (
        upsert(db, telegram_table)
        .values(
            id=new_id(),
            digest=digest,
            source=source,
            arrived_at=now_ms(),
            product=telegram.control_title,
            story=telegram.story,
            event_id=telegram.event_id,
            status=telegram.status,
            info_type=telegram.info_type,
            reported_at=reported_at,
            sent_at=sent_at,
            serial=serial,
            rank=rank,
            value=value.decode(),
        )
        .on_conflict_do_nothing(index_elements=[_t.digest])
        .returning(_t.id)
    )
    kept = db.scalar(made)
    return None if kept is None else TelegramId(kept)


def _rules_concerned(db: Db, telegram: Telegram) -> Iterable[HazardRuleId]:
    """Return the rules that would tell of it, and those that have told of its story."""
    standing = select(_s.rule_id).where(_s.story == telegram.story)
    acted = select(_o.rule_id).join(telegram_table, _t.id == _o.telegram_id).where(_t.story == telegram.story)
    told = {*db.scalars(standing), *db.scalars(acted)}
    located = locate(telegram)
    rules = [rule for rule in rules_in_use(db) if kept_out_by(rule, telegram) is None]
    return [rule.id for rule in rules if rule.id in told or judge(rule, telegram, located).outcome == "told"]


def rules_in_use(db: Db) -> list[RuleOf]:
    """Return the rules of all bodies that are on; a suspended body's do nothing."""
    _org = organization_table.c
    in_use = select(rule_table).join(organization_table, _org.id == _r.organization_id)
    return [rule_of(row) for row in db.execute(in_use.where(_r.is_on, _org.suspended_at.is_(None)).order_by(_r.id))]


def rule_of(row: Record) -> RuleOf:
    """Return a rule as it is applied, of its row."""
    return RuleOf(
        id=HazardRuleId(row.id),
        organization_id=OrganizationId(row.organization_id),
        name=row.name,
        conditions=tuple(msgspec.json.decode(row.conditions, type=list[WarningWanted])),
        places=tuple(msgspec.json.decode(row.places, type=list[str])),
        room_id=RoomId(row.room_id),
        made_by=row.made_by,
        is_on=bool(row.is_on),
        acts=tuple(msgspec.json.decode(row.acts, type=list[RuleAct])),
        follows_drills=bool(row.follows_drills),
    )


def _keep_refusal(db: Db, brought: Brought) -> None:
    problem = brought.problem or Problem()
    db.execute(
        refusal_table.insert().values(
            id=new_id(),
            at=now_ms(),
            source=brought.source,
            name=brought.name[:NAME_MOST],
            code=problem.code,
            detail=msgspec.json.encode(problem.detail).decode(),
        )
    )
    newest = select(_f.id).order_by(_f.id.desc()).limit(REFUSED_MOST).subquery()
    db.execute(delete(refusal_table).where(_f.id.not_in(select(newest.c.id))))


def forget_old(db: Db) -> None:
    """Forget telegrams whose time is over, with what became of them, and what a feed named long ago; by pieces."""
    before = now_ms() - KEPT_MS
    old = list(db.scalars(select(_t.id).where(_t.arrived_at < before).order_by(_t.id).limit(FORGOTTEN_MOST)))
    if old:
        db.execute(delete(outcome_table).where(_o.telegram_id.in_(old)))
        db.execute(delete(act_table).where(act_table.c.telegram_id.in_(old)))
        db.execute(delete(telegram_table).where(_t.id.in_(old)))
    db.execute(delete(standing_table).where(_s.at < before))
    db.execute(delete(feed_entry_table).where(_e.at < now_ms() - FEED_ENTRIES_MS))
