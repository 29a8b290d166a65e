"""What a rule does beside posting: a broadcast, a safety check, a muster; and telling the same people what follows.

Promises: what goes on already is not begun again for the same story; a correction, a recall and an end go to whom the
first was sent; a recall also ends what was begun, so that nobody is asked again about what did not happen; what is
done for a drill is a drill. It is done in the name of whoever made the rule, with the powers they hold now.
"""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import insert, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import addressees, reachable, require_known
from kairan.emergency.broadcasts.model import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    BroadcastAudience,
    BroadcastDraft,
    BroadcastId,
    NewBroadcast,
    broadcast_table,
)
from kairan.emergency.broadcasts.plan import ORDINARY, URGENT
from kairan.emergency.broadcasts.problems import BroadcastToNobody
from kairan.emergency.broadcasts.sending import end_broadcast, send_broadcast
from kairan.emergency.incidents.leading import open_incident
from kairan.emergency.incidents.model import NAME_LIMIT as INCIDENT_NAME_LIMIT
from kairan.emergency.incidents.model import IncidentKind, NewIncident, incident_table
from kairan.emergency.musters.actions import call_stage
from kairan.emergency.musters.model import MusterCall
from kairan.emergency.musters.problems import StageNotFound
from kairan.emergency.musters.stages import stage_of
from kairan.hazards.deciding import Decision
from kairan.hazards.model import ActKind, ActOutcome, Outcome, RuleAct, RuleOf, TelegramId, act_table
from kairan.hazards.telegrams import Telegram
from kairan.hazards.telegrams.value import HazardKind
from kairan.hazards.wording import incident_day, text_of
from kairan.people import reach_of, require_task

MAKER_GONE = "hazard.maker_gone"
"""Why nothing was done: whoever made the rule is no longer in use."""
SAFETY_TITLE = "安否を回答してください"
SAFETY_TEXT = "落ち着いたら、無事かどうかを回答してください。"
FOLLOW_UPS: dict[Outcome, str] = {"corrected": "【訂正】", "recalled": "【取消】", "lifted": "【解除】"}
INCIDENTS: dict[HazardKind, IncidentKind] = {
    "earthquake": "earthquake",
    "early_warning": "earthquake",
    "long_period": "earthquake",
    "trough": "earthquake",
    "tsunami": "tsunami",
    "rain": "storm",
    "flood": "storm",
    "surge": "storm",
    "storm": "storm",
    "typhoon": "storm",
    "record_rain": "storm",
    "tornado": "storm",
    "landslide": "landslide",
    "snow": "snow",
    "volcano": "volcano",
    "eruption": "volcano",
    "ashfall": "volcano",
}
_a, _b, _i = act_table.c, broadcast_table.c, incident_table.c


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is done: a telegram, what a rule decided about it."""

    rule: RuleOf
    telegram_id: TelegramId
    telegram: Telegram
    decision: Decision

    @property
    def is_drill(self) -> bool:
        """Whether all that follows is a drill."""
        return self.telegram.status == "drill"

    def key(self, number: int) -> str:
        """Return the key by which the same act for the same telegram is done once."""
        return f"hz{self.telegram_id}{self.rule.id}{number}"

    def text(self) -> str:
        """Return what is told: which warning, for which area, by which rule."""
        return text_of(self.telegram, self.decision, self.rule.name)


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done, or not, and to whom."""

    kind: ActKind
    outcome: ActOutcome
    audience: BroadcastAudience
    broadcast_id: BroadcastId | None = None
    why: str | None = None


def require_doable(db: Db, viewer: Viewer, acts: Sequence[RuleAct]) -> None:
    """Refuse acts that would fail as things are now.

    Problems: RoleNeeded, AddresseeUnknown, BroadcastToNobody, StageNotFound.
    """
    for one in acts:
        if one.act == "incident":
            require_task(viewer, "emergency")
        else:
            _require_people(db, viewer, _audience(db, viewer, one))


def follow(db: Db, viewer: Viewer | None, cause: Cause) -> list[Followed]:
    """Do what follows and write it down; None for a viewer: whoever made the rule is gone."""
    if cause.decision.outcome == "told":
        done = [_begin(db, viewer, cause, number) for number in range(len(cause.rule.acts))]
    else:
        done = list(_tell_same_people(db, viewer, cause))
    for number, one in enumerate(done):
        values = {
            "telegram_id": cause.telegram_id,
            "rule_id": cause.rule.id,
            "number": number,
            "kind": one.kind,
            "outcome": one.outcome,
            "why": one.why,
            "broadcast_id": one.broadcast_id,
            "audience": msgspec.json.encode(one.audience).decode(),
            "product": cause.telegram.control_title,
            "story": cause.telegram.story,
            "at": now_ms(),
        }
        db.execute(insert(act_table).values(**values))
    return done


def _begin(db: Db, viewer: Viewer | None, cause: Cause, number: int) -> Followed:
    act = cause.rule.acts[number]
    if viewer is None:
        return Followed(kind=act.act, outcome="failed", audience=act.to, why=MAKER_GONE)
    if act.act == "incident":
        return _open(db, viewer, cause, number)
    if act.act != "broadcast" and (goes_on := _going_on(db, cause, act)) is not None:
        return Followed(kind=act.act, outcome="open_already", audience=act.to, broadcast_id=goes_on)
    try:
        to = _audience(db, viewer, act)
        _require_people(db, viewer, to)  # refused before anything is written: what was done before stands
        made = _do(db, viewer, cause, number, to)
    except Problem as problem:
        return Followed(kind=act.act, outcome="failed", audience=act.to, why=problem.code)
    return Followed(kind=act.act, outcome="done", audience=to, broadcast_id=made)


def _open(db: Db, viewer: Viewer, cause: Cause, number: int) -> Followed:
    """Open an incident, unless one that was opened for the story goes on."""
    act, telegram = cause.rule.acts[number], cause.telegram
    mine = (_a.rule_id == cause.rule.id, _a.story == telegram.story, _a.kind == "incident", _a.outcome == "done")
    keys = [f"hz{row.telegram_id}{row.rule_id}{row.number}" for row in db.all(select(act_table).where(*mine))]
    here = (_i.organization_id == viewer.organization_id, _i.client_key.in_(keys), _i.ended_at.is_(None))
    if db.first(select(_i.id).where(*here)) is not None:
        return Followed(kind=act.act, outcome="open_already", audience=act.to)
    kind = INCIDENTS.get(cause.decision.matches[0].kind if cause.decision.matches else telegram.kind, "other")
    name = f"{incident_day(telegram.reported_at)} {telegram.title}"[:INCIDENT_NAME_LIMIT]
    new = NewIncident(key=cause.key(number), name=name, kind=kind, is_drill=cause.is_drill)
    try:
        open_incident(db, viewer, new)
    except Problem as problem:
        return Followed(kind=act.act, outcome="failed", audience=act.to, why=problem.code)
    return Followed(kind=act.act, outcome="done", audience=act.to)


def _do(db: Db, viewer: Viewer, cause: Cause, number: int, to: BroadcastAudience) -> BroadcastId:
    act, key = cause.rule.acts[number], cause.key(number)
    if act.act == "muster" and act.stage_id is not None:
        return call_stage(db, viewer, act.stage_id, MusterCall(is_drill=cause.is_drill, key=key)).broadcast_id
    new = NewBroadcast(draft=_draft(act, cause), to=to, is_drill=cause.is_drill, key=key)
    return send_broadcast(db, viewer, new).id


def _audience(db: Db, viewer: Viewer, act: RuleAct) -> BroadcastAudience:
    """Return whom an act is for. Problems: RoleNeeded, StageNotFound."""
    reach_of(viewer, "emergency")
    if act.act != "muster":
        return act.to
    if act.stage_id is None:
        raise StageNotFound
    return stage_of(db, viewer, act.stage_id).to


def _require_people(db: Db, viewer: Viewer, to: BroadcastAudience) -> None:
    require_known(db, viewer, to)
    if reachable(db, addressees(viewer, to))["app"] == 0:
        raise BroadcastToNobody


def _going_on(db: Db, cause: Cause, act: RuleAct) -> BroadcastId | None:
    """Return what was begun for the story and goes on: a safety check is not asked twice for one earthquake."""
    wanted = select(_a.broadcast_id, _a.audience).join(broadcast_table, _b.id == _a.broadcast_id)
    mine = (_a.rule_id == cause.rule.id, _a.story == cause.telegram.story, _a.kind == act.act, _a.outcome == "done")
    for row in db.all(wanted.where(*mine, _b.ended_at.is_(None))):
        if act.act == "muster" or msgspec.json.decode(row.audience, type=BroadcastAudience) == act.to:
            return BroadcastId(row.broadcast_id)
    return None


def _draft(act: RuleAct, cause: Cause) -> BroadcastDraft:
    """Return what is sent; who is asked reads which warning asks them, of which area, and by which rule."""
    if act.act == "safety":
        return BroadcastDraft(
            title=SAFETY_TITLE,
            text=f"{SAFETY_TEXT}\n\n{cause.text()}"[:TEXT_LIMIT],
            asked="safety",
            is_urgent=True,
            rounds=list(URGENT),
        )
    return BroadcastDraft(
        title=cause.telegram.title[:TITLE_LIMIT],
        text=cause.text()[:TEXT_LIMIT],
        asked="confirm" if act.is_urgent else "read",
        is_urgent=act.is_urgent,
        rounds=list(URGENT if act.is_urgent else ORDINARY),
    )


def _tell_same_people(db: Db, viewer: Viewer | None, cause: Cause) -> Iterator[Followed]:
    """Tell whom the first was sent to of what follows; each group of people once."""
    told: set[str] = set()
    for row in _begun(db, cause):
        to = msgspec.json.decode(row.audience, type=BroadcastAudience)
        if viewer is None:
            yield Followed(kind=row.kind, outcome="failed", audience=to, why=MAKER_GONE)
            continue
        try:
            if cause.decision.outcome == "recalled":
                end_broadcast(db, viewer, BroadcastId(row.broadcast_id))
            if row.audience in told:
                continue
            told.add(row.audience)
            _require_people(db, viewer, to)
            made = send_broadcast(db, viewer, _follow_up(row, to, cause, len(told)))
        except Problem as problem:
            yield Followed(kind=row.kind, outcome="failed", audience=to, why=problem.code)
            continue
        yield Followed(kind="broadcast", outcome="followed", audience=to, broadcast_id=made.id)


def _begun(db: Db, cause: Cause) -> Sequence[Record]:
    """Return what was begun for the story; an end (解除) is told only to who got a broadcast."""
    begun = (_a.rule_id == cause.rule.id, _a.story == cause.telegram.story, _a.outcome == "done")
    kinds = ("broadcast",) if cause.decision.outcome == "lifted" else ("broadcast", "safety", "muster")
    wanted = select(act_table).where(*begun, _a.kind.in_(kinds))
    return db.all(wanted.order_by(_a.at, _a.telegram_id, _a.number))


def _follow_up(row: Record, to: BroadcastAudience, cause: Cause, number: int) -> NewBroadcast:
    outcome = cause.decision.outcome
    draft = BroadcastDraft(
        title=f"{FOLLOW_UPS.get(outcome, '')}{cause.telegram.title}"[:TITLE_LIMIT],
        text=cause.text()[:TEXT_LIMIT],
        asked="read",
        is_urgent=row.kind != "broadcast" or outcome != "lifted",
        rounds=list(ORDINARY),
    )
    return NewBroadcast(draft=draft, to=to, is_drill=cause.is_drill, key=cause.key(number))
