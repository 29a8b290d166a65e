"""Changing how one is told; and the body's rules for it."""

import hashlib

import msgspec
from sqlalchemy import ColumnElement, delete, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.days import midnight
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.text import bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.notifications.entries import NotificationChoiceChanged, NotificationRulesChanged
from kairan.notifications.model import (
    DEVICES_MOST,
    KEYWORD_LIMIT,
    Choice,
    NotificationRules,
    Subscribing,
    notice_table,
    notification_choice_table,
    notification_rule_table,
    push_subscription_table,
)
from kairan.notifications.problems import LeaveUnfit, NoMailAddress, PushNotHere, PushServiceUnknown
from kairan.notifications.queries import has_mail, rules_of, told_here
from kairan.notifications.telling import Tell
from kairan.notifications.web_push import Target, is_service, is_target
from kairan.people import member_stream, organization_stream, require_base, require_task

_s, _c, _r = push_subscription_table.c, notification_choice_table.c, notification_rule_table.c
_n = notice_table.c
_json = msgspec.json.Encoder(order="deterministic")


def choose(db: Db, viewer: Viewer, choice: Choice, *, is_mail_sent: bool) -> None:
    """Keep how the viewer wants to be told. Problems: LeaveUnfit, NoMailAddress, TextNotStorable, TextTooLong."""
    for leave in choice.leaves:
        if midnight(leave.first) is None or midnight(leave.last) is None or leave.last < leave.first:
            raise LeaveUnfit
    if choice.mail != "none" and not (is_mail_sent and has_mail(db, viewer)):
        raise NoMailAddress
    words = [bounded_text(word, KEYWORD_LIMIT).strip() for word in choice.keywords]
    kept = msgspec.structs.replace(choice, keywords=[word for word in dict.fromkeys(words) if word])
    values = {"member_id": viewer.member_id, "choice": _json.encode(kept).decode(), "changed_at": now_ms()}
    put = upsert(db, notification_choice_table).values(values)
    db.execute(put.on_conflict_do_update(index_elements=[_c.member_id], set_=values))
    _decide_anew(db, _n.member_id == viewer.member_id)
    append(db, member_stream(viewer.member_id), NotificationChoiceChanged(), viewer)


def subscribe(db: Db, viewer: Viewer, wanted: Subscribing, faces: tuple[str, ...], services: tuple[str, ...]) -> None:
    """Let this session's browser be told; whose it was before, it is no longer.

    Problems: PushNotHere, PushServiceUnknown.
    """
    if viewer.face not in faces or viewer.session_id is None:
        raise PushNotHere
    target = Target(endpoint=wanted.endpoint, p256dh=wanted.p256dh, auth=wanted.auth)
    if not is_service(target.endpoint, services) or not is_target(target):
        raise PushServiceUnknown
    digest = hashlib.sha256(wanted.endpoint.encode()).hexdigest()
    db.execute(
        delete(push_subscription_table).where((_s.endpoint_digest == digest) | (_s.session_id == viewer.session_id))
    )
    now = now_ms()
    db.execute(
        insert(push_subscription_table).values(
            id=new_id(),
            member_id=viewer.member_id,
            session_id=viewer.session_id,
            endpoint=wanted.endpoint,
            endpoint_digest=digest,
            p256dh=wanted.p256dh,
            auth=wanted.auth,
            created_at=now,
            told_at=now,
            refused=0,
        )
    )
    _bound_devices(db, viewer)
    append(db, member_stream(viewer.member_id), NotificationChoiceChanged(), viewer)


def _bound_devices(db: Db, viewer: Viewer) -> None:
    mine = select(_s.id).where(_s.member_id == viewer.member_id)
    over = list(db.scalars(mine.order_by(_s.told_at.desc(), _s.id.desc()).offset(DEVICES_MOST)))
    if over:
        db.execute(delete(push_subscription_table).where(_s.id.in_(over)))


def unsubscribe(db: Db, viewer: Viewer) -> None:
    """Let this session's browser be told no more; twice is once."""
    if not told_here(db, viewer):
        return
    db.execute(delete(push_subscription_table).where(_s.session_id == viewer.session_id))
    append(db, member_stream(viewer.member_id), NotificationChoiceChanged(), viewer)


def save_rules(db: Db, viewer: Viewer, wanted: NotificationRules, base: str | None = None) -> None:
    """Set when the body's people are not told, and when the letter goes. Problems: RoleNeeded, ChangedMeanwhile."""
    require_task(viewer, "organization")
    hold(db, organization_stream(viewer.organization_id))
    before = rules_of(db, viewer.organization_id)
    require_base(db, viewer, base, rules_revision(before), (NotificationRulesChanged.kind,))
    if wanted == before:
        return
    values = {"rules": _json.encode(wanted).decode(), "changed_at": now_ms()}
    mine = update(notification_rule_table).where(_r.organization_id == viewer.organization_id)
    if not db.execute(mine.values(values)).rowcount:
        db.execute(insert(notification_rule_table).values(organization_id=viewer.organization_id, **values))
    _decide_anew(db, _n.organization_id == viewer.organization_id)
    changed = NotificationRulesChanged(before=_json.encode(before).decode(), after=_json.encode(wanted).decode())
    append(db, organization_stream(viewer.organization_id), changed, viewer)


def _decide_anew(db: Db, whose: ColumnElement[bool]) -> None:
    """Look at what waits by other hours now; what is still quiet waits on."""
    now = now_ms()
    if db.execute(update(notice_table).where(whose, _n.channel == "push", _n.due_at > now).values(due_at=now)).rowcount:
        enqueue(db, "notifications.push", Tell(), due_at=now, key="push")


def rules_revision(rules: NotificationRules) -> str:
    """Return what a change of the rules is based on."""
    return revision_of(rules)
