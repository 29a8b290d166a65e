"""Who might consent to a request is written to, once for each request; what it is about stays on the screen."""

from sqlalchemy import exists, select

from kairan.administration.letters import write_to
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.mail import Letter
from kairan.core.kit.mail.model import letter_table
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import organization_table, people_named
from kairan.records.model import request_table

ABOUT = "records_request"
RECENT_MS = 24 * 3_600_000  # an older one is not written about any more, should mail be set up only now
AT_ONCE = 50

_q, _l, _o = request_table.c, letter_table.c, organization_table.c


def write_of_what_awaits(db: Db, url: str) -> None:
    """Write to the other auditors and to the administrators about requests that await a second person."""
    written = exists(select(_l.id).where(_l.about == ABOUT, _l.about_id == _q.id))
    waiting = db.all(
        select(_q.id, _q.organization_id, _q.asked_by, _o.name)
        .join(organization_table, _o.id == _q.organization_id)
        .where(_q.consented_at.is_(None), _q.refused_at.is_(None), _q.withdrawn_at.is_(None))
        .where(_q.asked_at > now_ms() - RECENT_MS, ~written)
        .order_by(_q.id)
        .limit(AT_ONCE)
    )
    names = {one.id: one.name for one in people_named(db, {row.asked_by for row in waiting})}
    for row in waiting:
        letter = _letter(row.id, row.name, names.get(row.asked_by, ""), url)
        body, asker = OrganizationId(row.organization_id), MemberId(row.asked_by)
        write_to(db, body, ("auditor", "administrator"), letter, without=asker)


def _letter(request_id: str, body: str, asked_by: str, url: str) -> Letter:
    text = f"""{body} 監査担当・管理者の皆さま

業務チャット「回覧」で、監査担当の {asked_by} さんが記録の閲覧を申請し、もう一人の同意を待っています。
理由と範囲を確かめて、同意するかを決めてください。

{url}/console/records
"""
    return Letter(
        to="", subject="【回覧】記録の閲覧の申請が同意を待っています", text=text, about=ABOUT, about_id=request_id
    )
