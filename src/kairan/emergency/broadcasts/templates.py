"""Templates for the first minute (定型文): some are ours, a body adds its own."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.entries import BroadcastTemplateChanged
from kairan.emergency.broadcasts.model import (
    TEMPLATES_MOST,
    BroadcastDraft,
    BroadcastQuestions,
    TemplateId,
    broadcast_template_table,
)
from kairan.emergency.broadcasts.plan import ORDINARY, URGENT
from kairan.emergency.broadcasts.problems import TemplateNotFound, TemplatesFull
from kairan.emergency.broadcasts.sending import good_draft
from kairan.emergency.broadcasts.views import BroadcastTemplate, BroadcastTemplates
from kairan.people import organization_stream, reach_of, require_task

_t = broadcast_template_table.c
_COMES = BroadcastQuestions(choices=["すぐ参集できる", "1時間以内に参集できる", "参集できない"])

OURS: dict[str, BroadcastDraft] = {
    "safety": BroadcastDraft(
        title="安否を回答してください",
        text="地震がありました。まず身の安全を確保してください。落ち着いたら、無事かどうかを回答してください。",
        asked="safety",
        is_urgent=True,
        rounds=list(URGENT),
    ),
    "muster": BroadcastDraft(
        title="参集してください",
        text="災害対策本部を設置しました。安全を確かめたうえで、定められた場所へ参集してください。",
        asked="question",
        is_urgent=True,
        questions=_COMES,
        rounds=list(URGENT),
    ),
    "stay": BroadcastDraft(
        title="自宅で待機してください",
        text="次の連絡があるまで、自宅で待機してください。外出は控えてください。",
        asked="confirm",
        is_urgent=True,
        rounds=list(URGENT),
    ),
    "evacuation": BroadcastDraft(
        title="避難所を開設します",
        text="避難所の担当は、割り当てられた避難所へ向かってください。到着したら本部へ知らせてください。",
        asked="confirm",
        is_urgent=True,
        rounds=list(URGENT),
    ),
    "office": BroadcastDraft(
        title="庁舎に入らないでください",
        text="庁舎の安全を確認しています。許可があるまで、庁舎に入らないでください。",
        asked="confirm",
        is_urgent=True,
        rounds=list(URGENT),
    ),
    "outage": BroadcastDraft(
        title="システムが停止しています",
        text="復旧の見込みは、分かりしだい知らせます。紙の様式で受け付けてください。",
        asked="read",
        rounds=list(ORDINARY),
    ),
}
"""What every body finds; the key is the id."""


def templates(db: Db, viewer: Viewer) -> BroadcastTemplates:
    """Return what can be sent as it is, the body's own first. Problems: RoleNeeded."""
    reach_of(viewer, TASK)
    rows = db.all(select(broadcast_template_table).where(_t.organization_id == viewer.organization_id).order_by(_t.id))
    own = [
        BroadcastTemplate(id=row.id, draft=msgspec.json.decode(row.draft, type=BroadcastDraft), is_own=True)
        for row in rows
    ]
    ours = [BroadcastTemplate(id=TemplateId(key), draft=draft, is_own=False) for key, draft in OURS.items()]
    return BroadcastTemplates(templates=[*own, *ours])


def add_template(db: Db, viewer: Viewer, typed: BroadcastDraft) -> BroadcastTemplates:
    """Keep a template of the body's own. Problems: RoleNeeded, TemplatesFull, and those of sending it."""
    require_task(viewer, TASK)
    draft = good_draft(typed)
    hold(db, organization_stream(viewer.organization_id))
    here = _t.organization_id == viewer.organization_id
    if int(db.scalar(select(func.count()).select_from(broadcast_template_table).where(here)) or 0) >= TEMPLATES_MOST:
        raise TemplatesFull(most=TEMPLATES_MOST)
    template_id = TemplateId(new_id())
    values = {"id": template_id, "organization_id": viewer.organization_id, **_values(viewer, draft)}
    db.execute(insert(broadcast_template_table).values(**values))
    _tell(db, viewer, template_id, draft.title, "made")
    return templates(db, viewer)


def change_template(db: Db, viewer: Viewer, template_id: TemplateId, typed: BroadcastDraft) -> BroadcastTemplates:
    """Change one of the body's own. Problems: RoleNeeded, TemplateNotFound, and those of sending it."""
    require_task(viewer, TASK)
    draft = good_draft(typed)
    mine = (_t.id == template_id, _t.organization_id == viewer.organization_id)
    if not db.execute(update(broadcast_template_table).where(*mine).values(**_values(viewer, draft))).rowcount:
        raise TemplateNotFound
    _tell(db, viewer, template_id, draft.title, "changed")
    return templates(db, viewer)


def delete_template(db: Db, viewer: Viewer, template_id: TemplateId) -> BroadcastTemplates:
    """Delete one of the body's own; twice is once. Problems: RoleNeeded."""
    require_task(viewer, TASK)
    mine = (_t.id == template_id, _t.organization_id == viewer.organization_id)
    row = db.first(select(broadcast_template_table).where(*mine))
    if row is not None and db.execute(delete(broadcast_template_table).where(*mine)).rowcount:
        _tell(db, viewer, template_id, msgspec.json.decode(row.draft, type=BroadcastDraft).title, "deleted")
    return templates(db, viewer)


def _values(viewer: Viewer, draft: BroadcastDraft) -> dict[str, object]:
    text = msgspec.json.encode(draft).decode()
    return {"draft": text, "changed_at": now_ms(), "changed_by": viewer.member_id}


def _tell(db: Db, viewer: Viewer, template_id: str, title: str, act: str) -> None:
    changed = BroadcastTemplateChanged(id=template_id, title=title, act=act)
    append(db, organization_stream(viewer.organization_id), changed, viewer)
