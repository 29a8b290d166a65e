"""Requests for aid (応援要請) and offers (応諾): asked of all bodies or those of an agreement, until it came."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, func, insert, or_, select, update

from kairan.alliances.aid.agreeing import bodies_of_agreements
from kairan.alliances.aid.entries import AidAsked, AidClosed, AidOffered, AidOfferWithdrawn, AidReceived
from kairan.alliances.aid.model import (
    CLOSED_SHOWN,
    ITEM_LIMIT,
    NOTE_LIMIT,
    OFFERS_MOST,
    PLACE_LIMIT,
    REQUESTS_MOST,
    UNIT_LIMIT,
    AidOffer,
    AidOfferChange,
    AidRequest,
    AidRequests,
    NewAidOffer,
    NewAidRequest,
    OfferState,
    Said,
    agreement_body_table,
    agreement_table,
    aid_offer_table,
    aid_request_table,
    state_of,
)
from kairan.alliances.aid.problems import (
    AgreementNotFound,
    AgreementNotInForce,
    AidItemNeeded,
    AidNotFound,
    AidNotYours,
    AidOver,
    TooManyOffers,
    TooManyRequests,
)
from kairan.alliances.membership import hold_bodies
from kairan.alliances.model import alliance_body_table
from kairan.alliances.rooms import require_taking_part
from kairan.core.journal import append
from kairan.core.kit.clock import JAPAN, now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import Id, new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import Person, organization_stream, people_seen
from kairan.talk.access import require_room
from kairan.talk.actions import send_message
from kairan.talk.model import AllianceId, Draft
from kairan.talk.problems import RoomNotFound

_q, _o, _a, _p, _b = (
    aid_request_table.c,
    aid_offer_table.c,
    agreement_table.c,
    agreement_body_table.c,
    alliance_body_table.c,
)


def ask_for_aid(db: Db, viewer: Viewer, alliance_id: AllianceId, new: NewAidRequest) -> Id:
    """Ask other bodies for aid, for one's own, and tell it in a room at once. The same key again asks once.

    Problems: those of `require_taking_part`, AidItemNeeded, AgreementNotFound, AgreementNotInForce, TooManyRequests,
    RoomNotFound, those of `send_message`.
    """
    require_taking_part(db, viewer, alliance_id)
    own = OrganizationId(viewer.organization_id)
    hold_bodies(db, own)
    earlier = select(_q.id).where(_q.by_id == viewer.member_id, _q.client_key == new.client_key)
    if (row := db.first(earlier)) is not None:
        return Id(row.id)
    if new.room_id is not None and require_room(db, viewer, new.room_id).alliance_id != alliance_id:
        raise RoomNotFound
    if new.agreement_id is not None:
        _require_in_force(db, viewer, alliance_id, new.agreement_id)
    waiting = select(func.count()).where(_q.body_id == own, _q.alliance_id == alliance_id, _q.closed_at.is_(None))
    if int(db.scalar(waiting)) >= REQUESTS_MOST:
        raise TooManyRequests(most=REQUESTS_MOST)
    good, request_id = _checked(new), Id(new_id())
    _keep(db, viewer, alliance_id, request_id, good)
    asked = AidAsked(
        alliance_id=alliance_id,
        request_id=request_id,
        organization=_name_of(db, alliance_id, own),
        aid=good.kind,
        item=good.item,
        quantity=good.quantity,
        unit=good.unit,
        is_drill=good.is_drill,
    )
    append(db, organization_stream(own), asked, viewer)
    if good.room_id is not None:
        send_message(db, viewer, good.room_id, Draft(client_key=f"aid-{request_id}", text=_told_in_room(good)))
    return request_id


def _checked(new: NewAidRequest) -> NewAidRequest:
    """Return a request with its texts as they are kept. Problems: AidItemNeeded, TextTooLong."""
    if not (item := bounded_text(new.item.strip(), ITEM_LIMIT).replace("\n", " ")):
        raise AidItemNeeded
    return msgspec.structs.replace(
        new,
        item=item,
        unit=bounded_text(new.unit.strip(), UNIT_LIMIT).replace("\n", " "),
        place=bounded_text(new.place.strip(), PLACE_LIMIT),
        note=bounded_text(new.note.strip(), NOTE_LIMIT),
    )


def _keep(db: Db, viewer: Viewer, alliance_id: AllianceId, request_id: Id, good: NewAidRequest) -> None:
    asked = msgspec.structs.asdict(good)
    del asked["room_id"]
    about = {"id": request_id, "alliance_id": alliance_id, "body_id": viewer.organization_id}
    db.execute(insert(aid_request_table).values(asked | about | {"by_id": viewer.member_id, "at": now_ms()}))


def _require_in_force(db: Db, viewer: Viewer, alliance_id: AllianceId, agreement_id: str) -> None:
    here = select(_a.id).join(agreement_body_table, _p.agreement_id == _a.id)
    mine = here.where(_a.id == agreement_id, _a.alliance_id == alliance_id, _p.body_id == viewer.organization_id)
    if db.first(mine) is None:
        raise AgreementNotFound
    bodies = bodies_of_agreements(db, alliance_id, [agreement_id]).get(agreement_id, [])
    own = any(one.body_id == viewer.organization_id and not one.has_left for one in bodies)
    if not own or state_of([Said(one.agreed_at, one.has_left) for one in bodies]) != "in_force":
        raise AgreementNotInForce


def _told_in_room(asked: NewAidRequest) -> str:
    """Return what is written in the room: as an official would, in short lines that are read on a phone."""
    when = ""
    if asked.needed_by is not None:
        at = datetime.fromtimestamp(asked.needed_by / 1000, JAPAN)
        when = f"期限: {at.month}月{at.day}日 {at.hour}:{at.minute:02}まで"
    lines = [
        f"{'【訓練】' if asked.is_drill else ''}【応援要請】{asked.item} {asked.quantity}{asked.unit}",
        when,
        f"場所: {asked.place}" if asked.place else "",
        asked.note,
        "応じていただける団体は、連携組織の「応援」から申し出てください。",
    ]
    return "\n".join(line for line in lines if line)


def _name_of(db: Db, alliance_id: AllianceId, body_id: str) -> str:
    return str(db.scalar(select(_b.name).where(_b.alliance_id == alliance_id, _b.body_id == body_id)) or "")


def _for_body(body_id: str) -> ColumnElement[bool]:
    """Restrict requests to those a body sees: its own, those asked of all, those of an agreement it belongs to."""
    parties = select(_p.agreement_id).where(_p.body_id == body_id, _p.agreed_at.is_not(None), _p.left_at.is_(None))
    return or_(_q.body_id == body_id, _q.agreement_id.is_(None), _q.agreement_id.in_(parties))


def offer_aid(db: Db, viewer: Viewer, alliance_id: AllianceId, request_id: str, new: NewAidOffer) -> None:
    """Offer aid upon a request, for one's own body. The same key again offers once.

    Problems: those of `require_taking_part`, AidNotFound, AidOver, AidNotYours, TooManyOffers.
    """
    request = _hold_request(db, viewer, alliance_id, request_id)
    if request.body_id == viewer.organization_id:
        raise AidNotYours
    if db.first(select(_o.id).where(_o.by_id == viewer.member_id, _o.client_key == new.client_key)) is not None:
        return
    if request.closed_at is not None:
        raise AidOver
    if int(db.scalar(select(func.count()).where(_o.request_id == request_id))) >= OFFERS_MOST:
        raise TooManyOffers(most=OFFERS_MOST)
    offer_id = Id(new_id())
    values = {
        "id": offer_id,
        "request_id": request_id,
        "body_id": viewer.organization_id,
        "quantity": new.quantity,
        "arrives_at": new.arrives_at,
        "note": bounded_text(new.note.strip(), NOTE_LIMIT),
        "by_id": viewer.member_id,
        "client_key": new.client_key,
        "at": now_ms(),
    }
    db.execute(insert(aid_offer_table).values(values))
    offered = AidOffered(
        alliance_id=alliance_id,
        request_id=Id(request_id),
        offer_id=offer_id,
        organization=_name_of(db, alliance_id, viewer.organization_id),
        item=request.item,
        quantity=new.quantity,
        unit=request.unit,
    )
    for body in sorted({str(request.body_id), str(viewer.organization_id)}):
        append(db, organization_stream(OrganizationId(body)), offered, viewer)


def _hold_request(
    db: Db, viewer: Viewer, alliance_id: AllianceId, request_id: str, offerer: OrganizationId | None = None
) -> Record:
    """Return a request the viewer's body sees, with the streams of the bodies concerned locked.

    Problems: those of `require_taking_part`, AidNotFound.
    """
    require_taking_part(db, viewer, alliance_id)
    here = (_q.id == request_id) & (_q.alliance_id == alliance_id) & _for_body(viewer.organization_id)
    body_id = db.scalar(select(_q.body_id).where(here))
    if body_id is None:
        raise AidNotFound
    own = OrganizationId(viewer.organization_id)
    hold_bodies(db, OrganizationId(body_id), own, own if offerer is None else offerer)
    row = db.first(select(aid_request_table).where(here))
    if row is None:
        raise AidNotFound
    return row


def settle_offer(
    db: Db, viewer: Viewer, alliance_id: AllianceId, request_id: str, offer_id: str, change: AidOfferChange
) -> None:
    """Take an offer back, for the body that made it; or note that it came, for the one that asked.

    The same again changes nothing. Problems: those of `_hold_request`, AidNotYours, AidOver.
    """
    here = (_o.id == offer_id) & (_o.request_id == request_id)
    request = _hold_request(db, viewer, alliance_id, request_id, db.scalar(select(_o.body_id).where(here)))
    offer = db.first(select(aid_offer_table).where(here))
    if offer is None:
        raise AidNotFound
    is_back = change.state == "withdrawn"
    if viewer.organization_id != (offer.body_id if is_back else request.body_id):
        raise AidNotYours
    if _offer_state(offer) == change.state:
        return
    if _offer_state(offer) != "offered":
        raise AidOver
    column = "withdrawn_at" if is_back else "received_at"
    db.execute(update(aid_offer_table).where(here).values({column: now_ms()}))
    body = _name_of(db, alliance_id, offer.body_id)
    told = (
        AidOfferWithdrawn(
            alliance_id=alliance_id,
            request_id=Id(request_id),
            offer_id=Id(offer_id),
            organization=body,
            item=request.item,
        )
        if is_back
        else AidReceived(
            alliance_id=alliance_id,
            request_id=Id(request_id),
            offer_id=Id(offer_id),
            organization=body,
            item=request.item,
            quantity=offer.quantity,
            unit=request.unit,
        )
    )
    for one in sorted({str(request.body_id), str(offer.body_id)}):
        append(db, organization_stream(OrganizationId(one)), told, viewer)


def close_request(db: Db, viewer: Viewer, alliance_id: AllianceId, request_id: str) -> None:
    """Say that one's body needs no more; again changes nothing. Problems: those of `_hold_request`, AidNotYours."""
    request = _hold_request(db, viewer, alliance_id, request_id)
    if request.body_id != viewer.organization_id:
        raise AidNotYours
    if request.closed_at is not None:
        return
    db.execute(update(aid_request_table).where(_q.id == request_id).values(closed_at=now_ms()))
    closed = AidClosed(
        alliance_id=alliance_id,
        request_id=Id(request_id),
        organization=_name_of(db, alliance_id, viewer.organization_id),
        item=request.item,
    )
    append(db, organization_stream(OrganizationId(viewer.organization_id)), closed, viewer)


def aid_requests(db: Db, viewer: Viewer, alliance_id: AllianceId) -> AidRequests:
    """Return what bodies need: what is open by when it is needed, then the newest fifty that were closed.

    Problems: those of `require_taking_part`.
    """
    require_taking_part(db, viewer, alliance_id)
    here = select(aid_request_table, _a.title).outerjoin(agreement_table, _a.id == _q.agreement_id)
    mine = here.where(_q.alliance_id == alliance_id, _for_body(viewer.organization_id))
    open_ones = mine.where(_q.closed_at.is_(None)).order_by(_q.needed_by.is_(None), _q.needed_by, _q.at, _q.id)
    closed = mine.where(_q.closed_at.is_not(None)).order_by(_q.closed_at.desc(), _q.id).limit(CLOSED_SHOWN)
    rows = [*db.all(open_ones.limit(REQUESTS_MOST)), *db.all(closed)]
    offers = _offers(db, [row.id for row in rows])
    names = _names(db, alliance_id)
    ids = {one.by_id for one in rows} | {one.by_id for some in offers.values() for one in some}
    people = {str(person.id): person for person in people_seen(db, viewer, ids)}
    return AidRequests([_request(row, offers.get(row.id, []), names, people) for row in rows])


def _offers(db: Db, ids: Sequence[str]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    rows = db.all(select(aid_offer_table).where(_o.request_id.in_(list(ids))).order_by(_o.at, _o.id))
    for row in rows:
        found.setdefault(row.request_id, []).append(row)
    return found


def _names(db: Db, alliance_id: AllianceId) -> dict[str, str]:
    rows = db.all(select(_b.body_id, _b.name).where(_b.alliance_id == alliance_id))
    return {row.body_id: row.name for row in rows}


def _offer_state(row: Record) -> OfferState:
    if row.withdrawn_at is not None:
        return "withdrawn"
    return "offered" if row.received_at is None else "received"


def _request(
    row: Record, offers: Sequence[Record], names: Mapping[str, str], people: Mapping[str, Person]
) -> AidRequest:
    standing = [one for one in offers if _offer_state(one) != "withdrawn"]
    return AidRequest(
        id=row.id,
        body_id=row.body_id,
        body=names.get(row.body_id, ""),
        kind=row.kind,
        item=row.item,
        quantity=row.quantity,
        unit=row.unit,
        needed_by=row.needed_by,
        place=row.place,
        note=row.note,
        is_drill=bool(row.is_drill),
        agreement=row.title or "",
        by=people.get(row.by_id),
        at=row.at,
        closed_at=row.closed_at,
        offered=sum(one.quantity for one in standing),
        received=sum(one.quantity for one in standing if one.received_at is not None),
        offers=[
            AidOffer(
                id=one.id,
                body_id=one.body_id,
                body=names.get(one.body_id, ""),
                quantity=one.quantity,
                arrives_at=one.arrives_at,
                note=one.note,
                by=people.get(one.by_id),
                at=one.at,
                state=_offer_state(one),
            )
            for one in offers
        ],
    )
