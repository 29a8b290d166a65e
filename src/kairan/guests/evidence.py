"""What the page of evidence says of guests: who may bring them, how many there are, and when the next ones end."""

from datetime import timedelta

from sqlalchemy import and_, func, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.guests.model import guest_table, invitation_table, today
from kairan.guests.rules import rules_of
from kairan.people import member_table
from kairan.people.evidence import Fact, Section, register_evidence

_WHO = {"staff": "ルームの職員全員", "masters": "ルームの管理者", "administrators": "ゲストの担当者だけ"}
SOON_DAYS = 30

_g, _i, _m = guest_table.c, invitation_table.c, member_table.c
_sponsor = member_table.alias("sponsor")


def _guests(db: Db, viewer: Viewer) -> Section:
    rules = rules_of(db, viewer.organization_id)
    here = (
        select(func.count())
        .select_from(guest_table)
        .join(member_table, and_(_m.id == _g.member_id, _m.status != "left"))
        .where(_g.organization_id == viewer.organization_id)
    )
    soon = (today() + timedelta(days=SOON_DAYS)).isoformat()
    next_end = db.scalar(here.with_only_columns(func.min(_g.ends_on)))
    orphaned = here.join(_sponsor, _sponsor.c.id == _g.sponsor_id).where(_sponsor.c.status != "active")
    open_ones = select(func.count()).where(
        _i.organization_id == viewer.organization_id,
        _i.accepted_at.is_(None),
        _i.withdrawn_at.is_(None),
        _i.declined_at.is_(None),
    )
    return Section(
        "ゲスト",
        "Guests",
        [
            Fact("招待できる人", "Who may invite", _WHO[rules.may_invite]),
            Fact("利用期限の上限（日）", "Longest stay, in days", f"{rules.longest_days}"),
            Fact("担当者の承認", "Consent to invitations", "必要" if rules.needs_consent else "不要"),
            Fact("利用中・休止中のゲスト", "Guests", f"{db.scalar(here):,}"),
            Fact("次に期限が来る日", "Next end", next_end or "—"),
            Fact(
                f"{SOON_DAYS}日以内に期限が来るゲスト", "Ending soon", f"{db.scalar(here.where(_g.ends_on <= soon)):,}"
            ),
            Fact("責任者が不在のゲスト", "Without somebody who answers", f"{db.scalar(orphaned):,}"),
            Fact("返事や承認を待つ招待", "Open invitations", f"{db.scalar(open_ones):,}"),
        ],
    )


register_evidence(50, _guests)
