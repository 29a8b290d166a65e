"""Sending broadcasts, repeating them by hand, and ending them. Telling is done after the commit, in pieces."""

import msgspec
from sqlalchemy import func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import addressees, keep_addressees, reachable, require_known
from kairan.emergency.broadcasts.counting import rungs_of, waiting_count
from kairan.emergency.broadcasts.drills import marked
from kairan.emergency.broadcasts.entries import BroadcastEnded, BroadcastSent
from kairan.emergency.broadcasts.finding import broadcast_stream, led
from kairan.emergency.broadcasts.ladder import Asked
from kairan.emergency.broadcasts.letters import LettersGo
from kairan.emergency.broadcasts.links import forget_links
from kairan.emergency.broadcasts.model import (
    CHOICE_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    BroadcastDraft,
    BroadcastId,
    BroadcastWanted,
    NewBroadcast,
    broadcast_table,
)
from kairan.emergency.broadcasts.plan import OUTSIDE_WAYS, faults_of
from kairan.emergency.broadcasts.problems import (
    BroadcastChoices,
    BroadcastOver,
    BroadcastPlanUnfit,
    BroadcastToldJustNow,
    BroadcastToNobody,
    BroadcastTooLong,
    BroadcastUntitled,
)
from kairan.emergency.broadcasts.telling import Telling, begin_telling, plan_rounds, tell_end
from kairan.emergency.broadcasts.views import BroadcastMade, BroadcastPreview, WayReach
from kairan.notifications import note_urgent
from kairan.people import member_table, organization_stream

_b, _m = broadcast_table.c, member_table.c
AGAIN_MS = 60_000
"""So soon after a round nobody repeats by hand: two at the headquarters press at the same moment."""


def preview(db: Db, viewer: Viewer, wanted: BroadcastWanted, letters: LettersGo) -> BroadcastPreview:
    """Return to whom it would go and what of its plan reaches nobody. Problems: RoleNeeded, AddresseeUnknown."""
    require_known(db, viewer, wanted.to)
    for_whom = addressees(viewer, wanted.to)
    ways, missing = reachable(db, for_whom), OUTSIDE_WAYS - letters.outside
    guests = int(db.scalar(select(func.count()).where(for_whom, _m.kind == "guest")) or 0)
    return BroadcastPreview(
        people=ways["app"],
        staff=ways["app"] - guests,
        guests=guests,
        ways=[WayReach(way=way, people=people) for way, people in ways.items() if way not in missing],
        faults=faults_of(wanted.rounds, ways, is_mailed=letters.is_mailed, outside=letters.outside),
    )


def send_broadcast(db: Db, viewer: Viewer, new: NewBroadcast) -> BroadcastMade:
    """Send something to many at once; sent again with the same key, it is the first that counts.

    It is stored with everybody it is for; telling follows at once, in pieces. What is urgent is told at any hour, and
    stands on the body's record. Problems: RoleNeeded, AddresseeUnknown, BroadcastToNobody, BroadcastUntitled,
    BroadcastTooLong, BroadcastChoices, BroadcastPlanUnfit, TextNotStorable.
    """
    told_to = require_known(db, viewer, new.to)
    draft = good_draft(new.draft)
    hold(db, organization_stream(viewer.organization_id))  # of two at once, the second finds the first
    if earlier := _sent_earlier(db, viewer, new.key):
        return earlier
    broadcast_id, now = BroadcastId(new_id()), now_ms()
    values = {
        "organization_id": viewer.organization_id,
        "title": draft.title,
        "text": draft.text,
        "asked": draft.asked,
        "questions": _text(draft.questions),
        "rounds": _text(draft.rounds),
        "told_to": _text(told_to),
        "is_urgent": draft.is_urgent,
        "is_drill": new.is_drill,
        "client_key": new.key,
        "sent_at": now,
        "sent_by": viewer.member_id,
        "telling": 0,
        "told_at": now,
        "told_seq": 0,
    }
    db.execute(insert(broadcast_table).values(id=broadcast_id, **values))
    people = keep_addressees(db, broadcast_id, addressees(viewer, new.to))
    if people == 0:
        raise BroadcastToNobody
    sent = BroadcastSent(
        id=broadcast_id,
        title=draft.title,
        text=draft.text,
        asked="" if draft.asked == "read" else draft.asked,
        is_urgent=draft.is_urgent,
        is_drill=new.is_drill,
        departments=told_to.departments,
        people=people,
    )
    append(db, organization_stream(viewer.organization_id), sent, viewer)
    seq = begin_telling(db, viewer, broadcast_id, draft.rounds[0].ways, Telling(number=0, waiting=people))
    if draft.is_urgent:
        reached = reachable(db, addressees(viewer, new.to))["push"]
        reason = marked(draft.title, is_drill=new.is_drill)
        note_urgent(db, viewer, broadcast_stream(broadcast_id), seq, reason, people=people, reached=reached)
    plan_rounds(db, broadcast_id, draft.rounds, now)
    return BroadcastMade(id=broadcast_id, people=people)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _sent_earlier(db: Db, viewer: Viewer, key: str) -> BroadcastMade | None:
    row = db.first(select(_b.id).where(_b.sent_by == viewer.member_id, _b.client_key == key))
    return None if row is None else BroadcastMade(id=BroadcastId(row.id), people=rungs_of(db, row.id).people)


def good_draft(typed: BroadcastDraft) -> BroadcastDraft:
    """Return what was typed as it may be stored.

    Problems: BroadcastUntitled, BroadcastTooLong, BroadcastChoices, BroadcastPlanUnfit, TextNotStorable.
    """
    if not (title := bounded_text(typed.title.strip(), TITLE_LIMIT, BroadcastUntitled)):
        raise BroadcastUntitled(most=TITLE_LIMIT)
    if any(fault.hinders for fault in faults_of(typed.rounds, {}, is_mailed=True)):
        raise BroadcastPlanUnfit
    choices = _good_choices(typed.asked, typed.questions.choices)
    return msgspec.structs.replace(
        typed,
        title=title.replace("\n", " "),
        text=bounded_text(typed.text.strip(), TEXT_LIMIT, BroadcastTooLong),
        questions=msgspec.structs.replace(typed.questions, choices=choices),
    )


def _good_choices(asked: Asked, typed: list[str]) -> list[str]:
    if asked != "question":
        return []
    choices = [bounded_text(one.strip(), CHOICE_LIMIT, BroadcastTooLong).replace("\n", " ") for one in typed]
    if len(choices) < 2 or not all(choices) or len(set(choices)) < len(choices):
        raise BroadcastChoices
    return choices


def repeat_now(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> None:
    """Tell those who are still waited for once more, at once, in the app and on their devices.

    Problems: RoleNeeded, BroadcastNotFound, BroadcastOver, BroadcastToldJustNow.
    """
    hold(db, broadcast_stream(broadcast_id))
    row = led(db, viewer, broadcast_id)
    if row.ended_at is not None:
        raise BroadcastOver
    waiting = waiting_count(db, row)
    if waiting == 0 or row.told_at > now_ms() - AGAIN_MS:
        raise BroadcastToldJustNow
    begin_telling(db, viewer, broadcast_id, ["app", "push"], Telling(number=row.telling + 1, waiting=waiting))


def end_broadcast(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> None:
    """End it: nothing more is told, what is answered later is kept; a second time changes nothing.

    Problems: RoleNeeded, BroadcastNotFound.
    """
    hold(db, organization_stream(viewer.organization_id))
    row = led(db, viewer, broadcast_id)
    if row.ended_at is not None:
        return
    ended = {"ended_at": now_ms(), "ended_by": viewer.member_id}
    db.execute(update(broadcast_table).where(_b.id == broadcast_id).values(**ended))
    forget_links(db, broadcast_id)
    rungs = rungs_of(db, broadcast_id)
    over = BroadcastEnded(id=broadcast_id, title=row.title, people=rungs.people, done=rungs.done(row.asked))
    append(db, organization_stream(viewer.organization_id), over, viewer)
    tell_end(db, broadcast_id)
