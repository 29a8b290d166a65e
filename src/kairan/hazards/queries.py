"""What the page of warnings shows: a body's rules, the last telegrams, and what each rule did or would have done."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import select

from kairan.core.kit.bounds import bounded
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Viewer
from kairan.hazards import problems
from kairan.hazards.areas import place_of_code
from kairan.hazards.deciding import LATE_MS, Located, judge, kept_out_by, locate
from kairan.hazards.model import (
    PAGE,
    ActJudged,
    HazardPage,
    HazardRule,
    HazardRuleId,
    Judged,
    Outcome,
    RuleOf,
    TelegramId,
    TelegramRefusal,
    TelegramRow,
    WarningLadder,
    act_table,
    outcome_table,
    refusal_table,
    rule_table,
    telegram_table,
)
from kairan.hazards.problems import HazardRuleNotFound
from kairan.hazards.receiving import rule_of
from kairan.hazards.telegrams import Telegram
from kairan.hazards.telegrams.ladders import LADDERS
from kairan.people import organization_of, people_named, require_task
from kairan.talk.access import rooms_of
from kairan.talk.model import room_table

LOOKED_AT = bounded("hazards.looked_at", 300, "drop", "older telegrams come with the next page")
REFUSED_SHOWN = 20
_t, _r, _f, _o, _a = telegram_table.c, rule_table.c, refusal_table.c, outcome_table.c, act_table.c
_Did = Mapping[tuple[str, str], Sequence[Record]]
_REFUSALS: Mapping[str, type[Problem]] = {
    one.code: one for one in vars(problems).values() if isinstance(one, type) and issubclass(one, Problem)
}


def hazard_page(db: Db, viewer: Viewer, is_received: bool, before: TelegramId | None, everywhere: bool) -> HazardPage:
    """Return the rules and the last telegrams, the newest first; those of other regions only where asked for.

    Of what came before, so many are looked at for one page; `next` goes on behind them, also where none of them showed.
    Problems: RoleNeeded.
    """
    require_task(viewer, "organization")
    rows = db.all(select(rule_table).where(_r.organization_id == viewer.organization_id).order_by(_r.id))
    rules = [rule_of(row) for row in rows]
    own = organization_of(db, viewer).code
    own_place = None if own is None else place_of_code(own)
    telegrams, following = _telegrams(db, rules, own_place, before, everywhere=everywhere)
    return HazardPage(
        rules=_views(db, viewer, rows),
        ladders=[WarningLadder(kind, list(grades)) for kind, grades in LADDERS.items() if grades],
        own_place=own_place,
        telegrams=telegrams,
        next=following,
        refused=_refused(db, viewer.language),
        is_received=is_received,
    )


def rule_view(db: Db, viewer: Viewer, rule_id: HazardRuleId) -> HazardRule:
    """Return a rule of the viewer's body. Problems: RoleNeeded, HazardRuleNotFound."""
    require_task(viewer, "organization")
    own = (_r.id == rule_id, _r.organization_id == viewer.organization_id)
    row = db.first(select(rule_table).where(*own))
    if row is None:
        raise HazardRuleNotFound
    return _views(db, viewer, [row])[0]


def _views(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[HazardRule]:
    people = {one.id: one.name for one in people_named(db, {row.made_by for row in rows})}
    wanted = rooms_of(viewer).where(room_table.c.id.in_({row.room_id for row in rows}))
    rooms = {row.id: row.name for row in db.execute(wanted)} if rows else {}
    return [_view(rule_of(row), row.revision, rooms.get(row.room_id), people.get(row.made_by, "")) for row in rows]


def _view(rule: RuleOf, revision: int, room: str | None, made_by: str) -> HazardRule:
    return HazardRule(
        id=rule.id,
        name=rule.name,
        is_on=rule.is_on,
        conditions=list(rule.conditions),
        places=list(rule.places),
        room_id=rule.room_id,
        room=room,
        acts=list(rule.acts),
        follows_drills=rule.follows_drills,
        made_by=made_by,
        revision=revision,
    )


def _telegrams(
    db: Db, rules: Sequence[RuleOf], own_place: str | None, before: TelegramId | None, *, everywhere: bool
) -> tuple[list[TelegramRow], str | None]:
    earlier = () if before is None else (_t.id < before,)
    rows = db.all(select(telegram_table).where(*earlier).order_by(_t.id.desc()).limit(LOOKED_AT + 1))
    places = {place for rule in rules for place in rule.places} | ({own_place} if own_place else set())
    chosen: list[tuple[Record, Telegram]] = []
    last: Record | None = None
    for row in rows[:LOOKED_AT]:
        last = row
        telegram = msgspec.json.decode(row.value, type=Telegram)
        if everywhere or _concerns(telegram, places):
            chosen.append((row, telegram))
        if len(chosen) == PAGE:
            break
    done = _done(db, rules, [row.id for row, _ in chosen])
    did = _did(db, rules, [row.id for row, _ in chosen])
    shown = [_row(row, telegram, rules, done, did) for row, telegram in chosen]
    is_end = last is None or (last.id == rows[-1].id)
    return shown, None if is_end or last is None else last.id


def _concerns(telegram: Telegram, places: set[str]) -> bool:
    """Whether a telegram names one of these places, or no place at all (a recall, say)."""
    if not telegram.items:
        return telegram.kind != "information"
    return any(where.of(place) is not None for _, where in locate(telegram) for place in places)


def _done(db: Db, rules: Sequence[RuleOf], telegram_ids: Sequence[str]) -> Mapping[tuple[str, str], Record]:
    if not rules or not telegram_ids:
        return {}
    wanted = (_o.rule_id.in_([rule.id for rule in rules]), _o.telegram_id.in_(telegram_ids))
    return {(row.telegram_id, row.rule_id): row for row in db.execute(select(outcome_table).where(*wanted))}


def _did(db: Db, rules: Sequence[RuleOf], telegram_ids: Sequence[str]) -> _Did:
    """Return what was done beside posting, by telegram and rule, in the order of the rule."""
    found: dict[tuple[str, str], list[Record]] = {}
    if rules and telegram_ids:
        wanted = (_a.rule_id.in_([rule.id for rule in rules]), _a.telegram_id.in_(telegram_ids))
        for row in db.execute(select(act_table).where(*wanted).order_by(_a.number)):
            found.setdefault((row.telegram_id, row.rule_id), []).append(row)
    return found


def _row(
    row: Record, telegram: Telegram, rules: Sequence[RuleOf], done: Mapping[tuple[str, str], Record], did: _Did
) -> TelegramRow:
    located = locate(telegram)
    return TelegramRow(
        id=TelegramId(row.id),
        arrived_at=row.arrived_at,
        reported_at=row.reported_at,
        source=row.source,
        product=telegram.control_title,
        title=telegram.title,
        kind=telegram.kind,
        status=telegram.status,
        info_type=telegram.info_type,
        headline=telegram.headline,
        areas=sum(len(item.areas) for item in telegram.items),
        judged=[
            _judged(rule, row, telegram, located, done.get((row.id, rule.id)), did.get((row.id, rule.id), []))
            for rule in rules
        ],
    )


def _judged(
    rule: RuleOf, row: Record, telegram: Telegram, located: Located, done: Record | None, did: Sequence[Record]
) -> Judged:
    """Return what happened; where nothing did, what the rule as it is today would have done, and why not."""
    supposed = judge(rule, telegram, located)
    outcome: Outcome = supposed.outcome
    if done is not None:
        outcome = done.outcome
    elif (kept_out := kept_out_by(rule, telegram)) is not None:
        outcome = kept_out
    elif telegram.info_type == "cancelled":
        outcome = "nothing_to_recall"
    elif outcome == "told" and row.arrived_at - row.reported_at > LATE_MS:
        outcome = "late"
    elif outcome == "told" and not rule.is_on:
        outcome = "off"
    return Judged(
        rule_id=rule.id,
        outcome=outcome,
        is_done=done is not None,
        matches=list(supposed.matches),
        acts=_acts(rule, supposed.outcome, did),
        why=None if done is None or done.why is None else done.why,
    )


def _acts(rule: RuleOf, supposed: Outcome, did: Sequence[Record]) -> list[ActJudged]:
    """Return what was done beside posting; where nothing was, what would have been."""
    if did:
        return [ActJudged(act=one.kind, outcome=one.outcome, broadcast_id=one.broadcast_id, why=one.why) for one in did]
    return [ActJudged(act=one.act, outcome="would") for one in rule.acts] if supposed == "told" else []


def _refused(db: Db, language: str) -> list[TelegramRefusal]:
    rows = db.all(select(refusal_table).order_by(_f.id.desc()).limit(REFUSED_SHOWN))
    return [TelegramRefusal(row.at, row.source, row.name, _sentence(row, language)) for row in rows]


def _sentence(row: Record, language: str) -> str:
    refusal = _REFUSALS.get(row.code, Problem)
    try:
        return refusal(**msgspec.json.decode(row.detail)).sentence(language)
    except KeyError:  # of an earlier version, which said other details
        return Problem().sentence(language)
