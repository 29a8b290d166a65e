"""Alliances as a viewer sees them: the list, and one with its bodies, its terms, and what may be done next."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from kairan.alliances.directory import themes_of
from kairan.alliances.finding import body_row, decides, find_alliance, is_host_gone, known_alliances, may_take_over
from kairan.alliances.limits import limits_of, told
from kairan.alliances.model import (
    AllianceCard,
    Alliances,
    AllianceView,
    BodyView,
    alliance_body_table,
    alliance_table,
)
from kairan.alliances.moderation import is_new, moderates, open_reports
from kairan.alliances.participation import count_by_body, for_body, sends
from kairan.alliances.people import profile_of
from kairan.alliances.sending import own_body
from kairan.alliances.states import IN, ConsentAct, Standing, open_acts
from kairan.alliances.terms import terms_of
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import organization_table
from kairan.talk.model import AllianceId, room_table

_a, _b, _r, _o = alliance_table.c, alliance_body_table.c, room_table.c, organization_table.c
ALLIANCES_SHOWN = 200


def alliances(db: Db, viewer: Viewer) -> Alliances:
    """Return the alliances the viewer may know of: their own first, then by name."""
    rows = db.all(select(alliance_table).where(known_alliances(viewer)).order_by(_a.name, _a.id).limit(ALLIANCES_SHOWN))
    cards = [_card(db, viewer, row) for row in rows]
    order = sorted(cards, key=lambda card: (card.ended_at is not None, not card.is_sent, card.state not in IN))
    return Alliances(order, may_found=decides(viewer))


def _card(db: Db, viewer: Viewer, row: Record, people: Mapping[str, int] | None = None) -> AllianceCard:
    """Return an alliance's card; how many people and rooms there are is for those who belong to it."""
    own = body_row(db, AllianceId(row.id), viewer.organization_id)
    is_in = own is not None and own.state in IN
    sent = count_by_body(db, AllianceId(row.id)) if people is None else people
    inside = select(func.count()).where(_b.alliance_id == row.id, _b.state.in_(sorted(IN)))
    host = body_row(db, AllianceId(row.id), row.host_id)
    here = (_r.alliance_id == row.id) & _r.open & _r.archived_at.is_(None)
    open_ones = select(func.count()).where(here, for_body(_r.id, viewer.organization_id))
    return AllianceCard(
        id=row.id,
        name=row.name,
        purpose=row.purpose,
        host_id=row.host_id,
        host="" if host is None else host.name,
        bodies=int(db.scalar(inside)),
        people=sum(sent.values()) if is_in else 0,
        rooms=int(db.scalar(open_ones)) if is_in else 0,
        state="none" if own is None else own.state,
        is_sent=sends(db, AllianceId(row.id), viewer.member_id),
        ended_at=row.ended_at,
    )


def alliance(db: Db, viewer: Viewer, alliance_id: AllianceId) -> AllianceView:
    """Return an alliance. Who does not belong to it sees its terms and host only. Problems: AllianceNotFound."""
    row = find_alliance(db, viewer, alliance_id)
    sent = count_by_body(db, alliance_id)
    card = _card(db, viewer, row, sent)
    own = body_row(db, alliance_id, viewer.organization_id)
    is_in = card.state in IN
    may_decide = decides(viewer)
    may_run = may_decide and row.host_id == viewer.organization_id
    may_moderate = row.ended_at is None and moderates(db, viewer, row)
    return AllianceView(
        card=card,
        terms=terms_of(db, alliance_id, row.terms_version),
        terms_version=row.terms_version,
        welcome=row.welcome if is_in else "",
        opened_by=row.opened_by,
        is_listed=bool(row.is_listed),
        revision=row.revision,
        heir_id=row.heir_id if may_run or row.heir_id == viewer.organization_id else None,
        limits=told(limits_of(db, alliance_id)),
        bodies=_bodies(db, viewer, row, sent, is_in=is_in, may_run=may_run),
        own=own_body(db, own) if may_decide and own is not None and is_in else None,
        profile=profile_of(db, viewer, alliance_id),
        may_decide=may_decide,
        may_run=may_run,
        may_moderate=may_moderate,
        may_take_over=may_decide and row.ended_at is None and may_take_over(db, viewer, row),
        is_host_gone=is_in and is_host_gone(db, row),
        may_open=card.is_sent and (row.opened_by == "everybody" or may_moderate),
        themes=themes_of(db, viewer, alliance_id) if card.is_sent else [],
        is_new=is_new(db, viewer, alliance_id),
        reports=open_reports(db, alliance_id) if may_moderate else 0,
    )


def _bodies(
    db: Db, viewer: Viewer, row: Record, sent: Mapping[str, int], *, is_in: bool, may_run: bool
) -> list[BodyView]:
    """Return the bodies the viewer sees: those that belong to it; the host also whom it waits for; else their own."""
    found: Sequence[Record] = db.all(
        select(alliance_body_table, _o.code)
        .outerjoin(organization_table, _o.id == _b.body_id)
        .where(_b.alliance_id == row.id)
        .order_by(_b.state_at, _b.body_id)
    )
    shown = [one for one in found if may_run or one.body_id == viewer.organization_id or (is_in and one.state in IN)]
    views = [_body(viewer, row, one, sent, may_run=may_run) for one in shown]
    if all(one.body_id != viewer.organization_id for one in views) and decides(viewer):
        acts = _acts(viewer, row, viewer.organization_id, Standing(), may_run=False)
        views.append(_stranger(viewer, acts))
    return sorted(views, key=lambda one: (not one.is_host, one.state != "joined"))


def _body(viewer: Viewer, row: Record, one: Record, sent: Mapping[str, int], *, may_run: bool) -> BodyView:
    is_own = one.body_id == viewer.organization_id
    return BodyView(
        body_id=one.body_id,
        name=one.name,
        code=one.code,
        state=one.state,
        state_at=one.state_at,
        is_host=one.body_id == row.host_id,
        reason=one.reason if may_run or is_own else "",
        accepted=one.accepted if may_run or is_own else None,
        people=sent.get(one.body_id, 0) if one.state == "joined" else None,
        acts=_acts(viewer, row, one.body_id, Standing(one.state, one.accepted), may_run=may_run),
    )


def _acts(viewer: Viewer, row: Record, body_id: str, standing: Standing, *, may_run: bool) -> list[ConsentAct]:
    if row.ended_at is not None or not decides(viewer):
        return []
    current = row.terms_version
    found: list[ConsentAct] = []
    if may_run and body_id != row.host_id:
        found += open_acts(standing, "host", current)
    if body_id == viewer.organization_id and body_id != row.host_id:
        found += open_acts(standing, "body", current)
    return found


def _stranger(viewer: Viewer, acts: list[ConsentAct]) -> BodyView:
    """Return the viewer's own body where it has had nothing to do with the alliance."""
    return BodyView(
        body_id=OrganizationId(viewer.organization_id),
        name="",
        code=None,
        state="none",
        state_at=0,
        is_host=False,
        reason="",
        accepted=None,
        people=None,
        acts=acts,
    )
