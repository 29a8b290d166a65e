"""Acting on a telegram by a rule: decide, post, keep what was told; once, however often the job is run.

A body's rules speak in the name of whoever made or last changed them, with the powers held now: who has left the room
tells nobody in it, and the page says so.
"""

from collections.abc import Callable

import msgspec
from sqlalchemy import select, tuple_

from kairan.core.extension import ExtensionPoint
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.hazards.deciding import Decision, Past, decide
from kairan.hazards.entries import HazardTold
from kairan.hazards.following import MAKER_GONE, Cause, Followed, follow
from kairan.hazards.model import (
    TELLING,
    Acting,
    RuleOf,
    Standing,
    outcome_table,
    rule_table,
    standing_table,
    telegram_table,
)
from kairan.hazards.receiving import rule_of
from kairan.hazards.telegrams import Telegram
from kairan.hazards.wording import text_of
from kairan.people import acting_now, member_table, organization_stream
from kairan.talk.actions import send_message
from kairan.talk.model import Draft, RoomId

_t, _r, _s, _o, _m = telegram_table.c, rule_table.c, standing_table.c, outcome_table.c, member_table.c


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A warning that a rule has just told, corrected, recalled or lifted, in the same transaction.

    Of a drill where `telegram.status` says so: whatever follows on it is a drill, too.
    """

    rule: RuleOf
    telegram_id: str
    telegram: Telegram
    decision: Decision


HAPPENED: ExtensionPoint[Callable[[Db, Viewer, Happening], None]] = ExtensionPoint("hazards.happened")
"""What else follows from a warning (an incident, say): the concerns above say."""


class _Posted(msgspec.Struct, frozen=True):
    room_id: RoomId
    message_id: str | None
    why: str | None


def act(db: Db, what: Acting) -> None:
    """Do what a rule does with a telegram; a second time, and for a rule that is gone, nothing."""
    # Locked: what a rule tells of one story is decided one after the other, on all nodes.
    row = db.first(select(rule_table).where(_r.id == what.rule_id).with_for_update())
    kept = db.first(select(telegram_table).where(_t.id == what.telegram_id))
    done = select(_o.rule_id).where(_o.rule_id == what.rule_id, _o.telegram_id == what.telegram_id)
    if row is None or kept is None or db.first(done):
        return
    rule, telegram = rule_of(row), msgspec.json.decode(kept.value, type=Telegram)
    decision = decide(rule, telegram, _past(db, rule, telegram, kept), now_ms())
    viewer = acting_now(db, MemberId(rule.made_by), rule.organization_id)
    posted = _post(db, viewer, rule, what, telegram, decision)
    outcome = "failed" if posted is not None and posted.why is not None else decision.outcome
    followed = _followed(db, viewer, rule, what, telegram, decision)
    _keep(db, what, outcome, posted)
    # What was done once is not done again for the same grade, also where the room was closed meanwhile.
    if decision.grades is not None and (outcome != "failed" or any(one.outcome == "done" for one in followed)):
        _stand(db, rule, telegram, decision)
    if posted is not None:
        told = HazardTold(
            rule_id=rule.id,
            rule=rule.name,
            telegram_id=what.telegram_id,
            title=telegram.title,
            outcome=outcome,
            room_id=posted.room_id,
            message_id=posted.message_id,
            why=posted.why,
            is_drill=telegram.status == "drill",
            acts=[(one.kind, one.outcome) for one in followed],
        )
        append(db, organization_stream(rule.organization_id), told, None)
    if decision.outcome in TELLING:
        happening = Happening(rule=rule, telegram_id=what.telegram_id, telegram=telegram, decision=decision)
        for hear in HAPPENED.given():
            hear(db, viewer, happening)


def _followed(
    db: Db, viewer: Viewer, rule: RuleOf, what: Acting, telegram: Telegram, decision: Decision
) -> list[Followed]:
    if decision.outcome not in TELLING:
        return []
    cause = Cause(rule=rule, telegram_id=what.telegram_id, telegram=telegram, decision=decision)
    return follow(db, viewer if _is_in_use(db, viewer) else None, cause)


def _past(db: Db, rule: RuleOf, telegram: Telegram, kept: Record) -> Past:
    same = (_t.product == telegram.control_title, _t.story == telegram.story, _t.status == telegram.status)
    order = tuple_(_t.reported_at, _t.sent_at, _t.serial, _t.rank)
    newer = select(_t.id).where(*same, _t.id != kept.id, order > tuple_(*telegram.order))
    standing = db.first(select(_s.grades, _s.at).where(_s.rule_id == rule.id, _s.story == telegram.story))
    return Past(
        standing=None if standing is None else Standing(msgspec.json.decode(standing.grades), standing.at),
        was_told=_told_in(db, rule, telegram) is not None,
        is_overtaken=db.first(newer.limit(1)) is not None,
    )


def _told_in(db: Db, rule: RuleOf, telegram: Telegram) -> RoomId | None:
    """Return in which room this product of the story was told last; None where nothing is told or it was recalled."""
    last = (
        select(_o.outcome, _o.room_id)
        .join(telegram_table, _t.id == _o.telegram_id)
        .where(_o.rule_id == rule.id, _t.product == telegram.control_title, _t.story == telegram.story)
        .where(_o.outcome.in_(("told", "corrected", "recalled")))
        .order_by(_o.at.desc(), _o.telegram_id.desc())
    )
    row = db.first(last.limit(1))
    return None if row is None or row.outcome == "recalled" else RoomId(row.room_id)


def _post(db: Db, viewer: Viewer, rule: RuleOf, what: Acting, telegram: Telegram, decision: Decision) -> _Posted | None:
    """Post where the rule says, and what follows on something where that was told. None: nobody is told."""
    if decision.outcome not in TELLING:
        return None
    room_id = rule.room_id if decision.outcome == "told" else _told_in(db, rule, telegram) or rule.room_id
    if not _is_in_use(db, viewer):
        return _Posted(room_id, None, MAKER_GONE)
    draft = Draft(client_key=f"hazard:{what.telegram_id}:{what.rule_id}", text=text_of(telegram, decision, rule.name))
    try:
        message = send_message(db, viewer, room_id, draft)
    except Problem as problem:  # archived, left, kept out by policy: refused before anything is written
        return _Posted(room_id, None, problem.code)
    return _Posted(room_id, message.id, None)


def _is_in_use(db: Db, viewer: Viewer) -> bool:
    """Whether somebody may act at all: whoever is suspended may still stand in the room."""
    active = (_m.id == viewer.member_id, _m.organization_id == viewer.organization_id, _m.status == "active")
    return db.first(select(_m.id).where(*active)) is not None


def _keep(db: Db, what: Acting, outcome: str, posted: _Posted | None) -> None:
    db.execute(
        outcome_table.insert().values(
            telegram_id=what.telegram_id,
            rule_id=what.rule_id,
            outcome=outcome,
            why=None if posted is None else posted.why,
            room_id=None if posted is None else posted.room_id,
            message_id=None if posted is None else posted.message_id,
            at=now_ms(),
        )
    )


def _stand(db: Db, rule: RuleOf, telegram: Telegram, decision: Decision) -> None:
    grades = msgspec.json.encode(dict(decision.grades or {})).decode()
    values = {"rule_id": rule.id, "story": telegram.story, "grades": grades, "at": now_ms()}
    made = upsert(db, standing_table).values(values)
    change = {"grades": made.excluded.grades, "at": made.excluded.at}
    db.execute(made.on_conflict_do_update(index_elements=[_s.rule_id, _s.story], set_=change))
