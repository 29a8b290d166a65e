"""Agreements on mutual aid (災害時応援協定): proposed by one body, in force once all agreed; each may leave alone."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, insert, select, update

from kairan.alliances.aid.entries import AgreementAnswered, AgreementProposed
from kairan.alliances.aid.model import (
    AGREEMENTS_MOST,
    CONTACT_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    Agreement,
    AgreementAnswer,
    AgreementBody,
    Agreements,
    NewAgreement,
    Said,
    agreement_body_table,
    agreement_table,
    state_of,
)
from kairan.alliances.aid.problems import (
    AgreementBodyUnknown,
    AgreementNotFound,
    AgreementTextNeeded,
    TooManyAgreements,
)
from kairan.alliances.finding import body_row, decides, find_alliance, hold_alliance
from kairan.alliances.membership import hold_bodies
from kairan.alliances.model import alliance_body_table
from kairan.alliances.participation import sends
from kairan.alliances.states import IN
from kairan.core.journal import Body, append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import Id, new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import organization_stream
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.model import AllianceId

_a, _p, _b = agreement_table.c, agreement_body_table.c, alliance_body_table.c


def propose_agreement(db: Db, viewer: Viewer, alliance_id: AllianceId, new: NewAgreement) -> Id:
    """Propose an agreement to other bodies that take part; one's own agrees thereby.

    Problems: those of `hold_alliance`, AgreementBodyUnknown, AgreementTextNeeded, TooManyAgreements, NameEmpty,
    TextTooLong.
    """
    hold_alliance(db, viewer, alliance_id)
    bodies = _checked_bodies(db, viewer, alliance_id, new.body_ids)
    text, contact = _good(new.text, TEXT_LIMIT), _good(new.contact, CONTACT_LIMIT)
    if int(db.scalar(select(func.count()).where(_a.alliance_id == alliance_id))) >= AGREEMENTS_MOST:
        raise TooManyAgreements(most=AGREEMENTS_MOST)
    hold_bodies(db, *bodies)
    agreement_id, now = Id(new_id()), now_ms()
    title = bounded_name(new.title, TITLE_LIMIT)
    values = {"id": agreement_id, "alliance_id": alliance_id, "title": title, "text": text, "at": now}
    db.execute(insert(agreement_table).values(values | {"body_id": viewer.organization_id}))
    own = viewer.organization_id
    rows = [
        {
            "agreement_id": agreement_id,
            "body_id": body,
            "contact": contact if body == own else "",
            "agreed_at": now if body == own else None,
        }
        for body in bodies
    ]
    db.execute(insert(agreement_body_table), rows)
    proposed = AgreementProposed(
        alliance_id=alliance_id,
        agreement_id=agreement_id,
        title=title,
        text=text,
        organization=_own_name(db, viewer, alliance_id),
        bodies=bodies,
    )
    _tell(db, viewer, bodies, proposed)
    return agreement_id


def _good(text: str, limit: int) -> str:
    if not (good := bounded_text(text.strip(), limit)):
        raise AgreementTextNeeded
    return good


def _checked_bodies(
    db: Db, viewer: Viewer, alliance_id: AllianceId, wanted: Sequence[OrganizationId]
) -> list[OrganizationId]:
    bodies = {*wanted, viewer.organization_id}
    joined = select(_b.body_id).where(_b.alliance_id == alliance_id, _b.state == "joined", _b.body_id.in_(bodies))
    if set(db.scalars(joined)) != bodies or bodies == {viewer.organization_id}:
        raise AgreementBodyUnknown
    return sorted(bodies)


def _own_name(db: Db, viewer: Viewer, alliance_id: AllianceId) -> str:
    row = body_row(db, alliance_id, viewer.organization_id)
    return "" if row is None else str(row.name)


def _tell(db: Db, viewer: Viewer, bodies: Sequence[OrganizationId], told: Body) -> None:
    for body in sorted(bodies):
        append(db, organization_stream(body), told, viewer)


def answer_agreement(
    db: Db, viewer: Viewer, alliance_id: AllianceId, agreement_id: str, answer: AgreementAnswer
) -> None:
    """Agree for one's body, or decline or leave; agreeing again changes whom to call.

    Problems: those of `hold_alliance`, AgreementNotFound, AgreementTextNeeded.
    """
    hold_alliance(db, viewer, alliance_id)
    mine = (_p.agreement_id == agreement_id) & (_p.body_id == viewer.organization_id)
    own = select(_a.title, _p.agreed_at, _p.left_at).join(agreement_body_table, _p.agreement_id == _a.id)
    row = db.first(own.where(mine, _a.alliance_id == alliance_id))
    is_in = body_row(db, alliance_id, viewer.organization_id)
    if row is None or is_in is None or is_in.state not in IN:
        raise AgreementNotFound
    bodies = [OrganizationId(one) for one in db.scalars(select(_p.body_id).where(_p.agreement_id == agreement_id))]
    hold_bodies(db, *bodies)
    has_agreed = row.agreed_at is not None and row.left_at is None
    if answer.agreed:
        contact = _good(answer.contact, CONTACT_LIMIT)
        values = {"contact": contact, "left_at": None, "agreed_at": row.agreed_at if has_agreed else now_ms()}
        db.execute(update(agreement_body_table).where(mine).values(values))
    elif row.left_at is None:
        db.execute(update(agreement_body_table).where(mine).values(left_at=now_ms(), contact=""))
    if answer.agreed != has_agreed:
        told = AgreementAnswered(
            alliance_id=alliance_id,
            agreement_id=Id(agreement_id),
            title=row.title,
            organization=is_in.name,
            agreed=answer.agreed,
        )
        _tell(db, viewer, bodies, told)


def agreements(db: Db, viewer: Viewer, alliance_id: AllianceId) -> Agreements:
    """Return the agreements of the viewer's body, for whoever takes part or decides for it; the newest first.

    Problems: AllianceNotFound, NotSentByBody.
    """
    find_alliance(db, viewer, alliance_id)
    if not sends(db, alliance_id, viewer.member_id) and not decides(viewer):
        raise NotSentByBody
    mine = select(_p.agreement_id).where(_p.body_id == viewer.organization_id)
    rows = db.all(
        select(agreement_table)
        .where(_a.alliance_id == alliance_id, _a.id.in_(mine))
        .order_by(_a.at.desc(), _a.id.desc())
        .limit(AGREEMENTS_MOST)
    )
    bodies = bodies_of_agreements(db, alliance_id, [row.id for row in rows])
    found = [_agreement(viewer, row, bodies.get(row.id, [])) for row in rows]
    return Agreements([one for one in found if _is_party(viewer, one)], may_decide=decides(viewer))


def _is_party(viewer: Viewer, agreement: Agreement) -> bool:
    """Whether the viewer's body belongs to it, or may still come back to it."""
    return any(one.body_id == viewer.organization_id for one in agreement.bodies)


def _agreement(viewer: Viewer, row: Record, bodies: list[AgreementBody]) -> Agreement:
    own = next((one for one in bodies if one.body_id == viewer.organization_id), None)
    return Agreement(
        id=row.id,
        title=row.title,
        text=row.text,
        at=row.at,
        state=state_of([Said(one.agreed_at, one.has_left) for one in bodies]),
        bodies=bodies,
        own_agreed=own is not None and own.agreed_at is not None and not own.has_left,
    )


def bodies_of_agreements(db: Db, alliance_id: AllianceId, ids: Sequence[str]) -> Mapping[str, list[AgreementBody]]:
    """Return the bodies of agreements; one that belongs to the alliance no more has left its agreements, too."""
    here = (_b.alliance_id == alliance_id) & (_b.body_id == _p.body_id)
    rows = db.all(
        select(agreement_body_table, _b.name, _b.state)
        .join(alliance_body_table, here)
        .where(_p.agreement_id.in_(list(ids)))
        .order_by(_b.name, _p.body_id)
    )
    found: dict[str, list[AgreementBody]] = {}
    for row in rows:
        has_left = row.left_at is not None or row.state not in IN
        one = AgreementBody(
            body_id=row.body_id,
            name=row.name,
            contact="" if has_left else row.contact,
            agreed_at=row.agreed_at,
            has_left=has_left,
        )
        found.setdefault(row.agreement_id, []).append(one)
    return found
