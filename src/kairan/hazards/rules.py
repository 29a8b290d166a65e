"""A body's rules: made, changed and deleted by whoever looks after the body, for rooms they are in."""

from typing import TypeVar

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import Viewer
from kairan.hazards.areas import place_of_code
from kairan.hazards.entries import HazardRuleChanged, HazardRuleDeleted, HazardRuleMade
from kairan.hazards.following import require_doable
from kairan.hazards.model import (
    NAME_LIMIT,
    RULES_MOST,
    HazardRule,
    HazardRuleId,
    HazardRuleWanted,
    act_table,
    outcome_table,
    rule_table,
    standing_table,
)
from kairan.hazards.problems import HazardAreaWrong, HazardRuleEmpty, TooManyHazardRules
from kairan.hazards.queries import rule_view
from kairan.hazards.telegrams.ladders import LADDERS
from kairan.people import ChangedMeanwhile, organization_of, organization_stream, require_task
from kairan.people.codes import CheckDigitWrong, CodeMalformed, checked_code
from kairan.people.municipalities import municipalities
from kairan.policy import require
from kairan.talk.access import require_open, require_room
from kairan.talk.model import RoomId

E = TypeVar("E", HazardRuleMade, HazardRuleChanged)
_r, _s, _o = rule_table.c, standing_table.c, outcome_table.c


def make_rule(db: Db, viewer: Viewer, wanted: HazardRuleWanted) -> HazardRule:
    """Make a rule; it posts in the viewer's name, in a room they are in.

    Problems: RoleNeeded, TooManyHazardRules, HazardRuleEmpty, HazardAreaWrong, RoomNotFound, RoomArchivedAlready,
    RefusedByPolicy, TextNotStorable, NameEmpty, TextTooLong, AddresseeUnknown, BroadcastToNobody, StageNotFound.
    """
    require_task(viewer, "organization")
    hold(db, organization_stream(viewer.organization_id))
    values = _values(db, viewer, wanted)
    if db.scalar(select(func.count()).where(_r.organization_id == viewer.organization_id)) >= RULES_MOST:
        raise TooManyHazardRules(most=RULES_MOST)
    rule_id = HazardRuleId(new_id())
    now = now_ms()
    own = {"id": rule_id, "organization_id": viewer.organization_id, "made_at": now, "revision": 1}
    db.execute(insert(rule_table).values(**values, **own))
    rule = rule_view(db, viewer, rule_id)
    append(db, organization_stream(viewer.organization_id), _entry(HazardRuleMade, rule), viewer)
    return rule


def change_rule(db: Db, viewer: Viewer, rule_id: HazardRuleId, wanted: HazardRuleWanted) -> HazardRule:
    """Change a rule; from here on it posts in the viewer's name.

    Problems: as `make_rule`, HazardRuleNotFound, ChangedMeanwhile.
    """
    require_task(viewer, "organization")
    hold(db, organization_stream(viewer.organization_id))
    before = rule_view(db, viewer, rule_id)
    if before.revision != wanted.revision:
        raise ChangedMeanwhile
    values = _values(db, viewer, wanted)
    db.execute(update(rule_table).where(_r.id == rule_id).values(**values, revision=before.revision + 1))
    rule = rule_view(db, viewer, rule_id)
    append(db, organization_stream(viewer.organization_id), _entry(HazardRuleChanged, rule), viewer)
    return rule


def delete_rule(db: Db, viewer: Viewer, rule_id: HazardRuleId) -> None:
    """Delete a rule with what is known of it; what it posted stays. Problems: RoleNeeded, HazardRuleNotFound."""
    require_task(viewer, "organization")
    hold(db, organization_stream(viewer.organization_id))
    rule = rule_view(db, viewer, rule_id)
    db.execute(delete(outcome_table).where(_o.rule_id == rule_id))
    db.execute(delete(act_table).where(act_table.c.rule_id == rule_id))
    db.execute(delete(standing_table).where(_s.rule_id == rule_id))
    db.execute(delete(rule_table).where(_r.id == rule_id))
    append(db, organization_stream(viewer.organization_id), HazardRuleDeleted(id=rule_id, name=rule.name), viewer)


def _values(db: Db, viewer: Viewer, wanted: HazardRuleWanted) -> dict[str, object]:
    room = require_room(db, viewer, RoomId(wanted.room_id))
    require_open(room)
    require(viewer, "write", room.room_class)
    if not wanted.conditions or any(one.grade > len(LADDERS[one.kind]) for one in wanted.conditions):
        raise HazardRuleEmpty
    places = _places(db, viewer, wanted.places)
    require_doable(db, viewer, wanted.acts)
    return {
        "name": bounded_name(wanted.name, NAME_LIMIT),
        "is_on": wanted.is_on,
        "acts": msgspec.json.encode(wanted.acts).decode(),
        "follows_drills": wanted.follows_drills,
        "conditions": msgspec.json.encode(wanted.conditions).decode(),
        "places": msgspec.json.encode(places).decode(),
        "room_id": wanted.room_id,
        "made_by": viewer.member_id,
        "changed_at": now_ms(),
    }


def _places(db: Db, viewer: Viewer, typed: list[str]) -> list[str]:
    """Return the places as two or five digits; of nothing typed, the body's own. Problems: HazardAreaWrong."""
    code = organization_of(db, viewer).code
    own = None if code is None else place_of_code(code)
    places = {_place(one, own): None for one in typed} if typed else dict.fromkeys([own] if own else [])
    if not places:
        raise HazardAreaWrong
    return list(places)


def _place(typed: str, own: str | None) -> str:
    """Return the place of a code of two, five or six digits; a ward is none. Problems: HazardAreaWrong."""
    if own is not None and typed == own:
        return own
    try:
        code = checked_code(f"{typed}000" if len(typed) == 2 else typed)
    except (CodeMalformed, CheckDigitWrong):
        raise HazardAreaWrong from None
    if code not in municipalities():
        raise HazardAreaWrong
    return place_of_code(code)


def _entry(made: type[E], rule: HazardRule) -> E:
    return made(
        id=rule.id,
        name=rule.name,
        room_id=rule.room_id,
        conditions=[(one.kind, one.grade) for one in rule.conditions],
        places=rule.places,
        is_on=rule.is_on,
        acts=[one.act for one in rule.acts],
        follows_drills=rule.follows_drills,
    )
