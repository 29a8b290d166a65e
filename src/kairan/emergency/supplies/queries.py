"""Reading requests: those of one's body, and those of allies."""

from collections.abc import Sequence

from sqlalchemy import case, select

from kairan.alliances.model import alliance_table
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.places.finding import kept_by, leads, places_of
from kairan.emergency.places.model import PLACES_MOST, place_table
from kairan.emergency.supplies.asking import states_for
from kairan.emergency.supplies.finding import alliances_joined, elsewhere, own
from kairan.emergency.supplies.model import (
    OFFERS_MOST,
    OPEN,
    SHOWN_MOST,
    SupplyBoard,
    SupplyChoice,
    SupplyOffer,
    SupplyRow,
    supply_offer_table,
    supply_table,
)
from kairan.people import has_task, labels, organization_table

_s, _o, _p, _g, _a = supply_table.c, supply_offer_table.c, place_table.c, organization_table.c, alliance_table.c


def supply_board(db: Db, viewer: Viewer, is_drill: bool) -> SupplyBoard:
    """Return what is open first, then what was settled last; to an ally's headquarters also what allies ask for."""
    of = supply_table.join(organization_table, _g.id == _s.organization_id).outerjoin(place_table, _p.id == _s.place_id)
    wanted = select(supply_table, _g.name.label("body"), _p.name.label("place")).select_from(of)
    wanted = wanted.where(_s.is_drill.is_(is_drill))
    order = (case(dict.fromkeys(OPEN, 0), value=_s.state, else_=1), _s.id.desc())
    mine = db.all(wanted.where(own(viewer)).order_by(*order).limit(SHOWN_MOST))
    is_lead = has_task(viewer, TASK)
    theirs = db.all(wanted.where(elsewhere(viewer)).order_by(_s.id.desc()).limit(SHOWN_MOST)) if is_lead else []
    return SupplyBoard(
        supplies=_rows(db, viewer, mine),
        elsewhere=_rows(db, viewer, theirs),
        places=_places(db, viewer),
        alliances=_alliances(db, viewer) if is_lead else [],
        may_lead=leads(viewer) and not viewer.is_guest,
    )


def _places(db: Db, viewer: Viewer) -> list[SupplyChoice]:
    mine = () if leads(viewer) and not viewer.is_guest else (kept_by(viewer),)
    rows = db.all(select(_p.id, _p.name).where(places_of(viewer), *mine).order_by(_p.name, _p.id).limit(PLACES_MOST))
    return [SupplyChoice(id=row.id, name=row.name) for row in rows]


def _alliances(db: Db, viewer: Viewer) -> list[SupplyChoice]:
    joined = select(_a.id, _a.name).where(_a.id.in_(alliances_joined(viewer)))
    return [SupplyChoice(id=row.id, name=row.name) for row in db.all(joined.order_by(_a.name, _a.id).limit(100))]


def _rows(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[SupplyRow]:
    offers: dict[str, list[Record]] = {}
    wanted = select(supply_offer_table).where(_o.supply_id.in_([row.id for row in rows]))
    for one in db.all(wanted.order_by(_o.at, _o.body_id)) if rows else ():
        offers.setdefault(one.supply_id, []).append(one)
    known = labels(db, {one for row in rows for one in (row.asked_by, row.changed_by)})
    return [_row(viewer, row, offers.get(row.id, []), {key: one.name for key, one in known.items()}) for row in rows]


def _row(viewer: Viewer, row: Record, offers: Sequence[Record], names: dict[str, str]) -> SupplyRow:
    """An ally sees its own offer alone, and who asked as a body."""
    is_own = row.organization_id == viewer.organization_id
    shown = offers if is_own else [one for one in offers if one.body_id == viewer.organization_id]
    return SupplyRow(
        id=row.id,
        kind=row.kind,
        what=row.what,
        amount=row.amount,
        note=row.note,
        place=row.place or "",
        body=row.body,
        is_drill=bool(row.is_drill),
        state=row.state,
        alliance_id=row.alliance_id,
        offers=[
            SupplyOffer(
                body_id=one.body_id,
                name=one.name,
                text=one.text,
                at=one.at,
                is_accepted=one.body_id == row.helper_id,
            )
            for one in shown[:OFFERS_MOST]
        ],
        asked_at=row.asked_at,
        asked_by=names.get(row.asked_by, "") if is_own else "",
        changed_at=row.changed_at,
        changed_by=names.get(row.changed_by, "") if is_own else "",
        revision=row.revision,
        may=states_for(viewer, row) if is_own else [],
    )
