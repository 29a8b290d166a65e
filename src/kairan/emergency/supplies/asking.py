"""Asking for supplies, saying how far they are, and getting them from allies."""

from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.incidents.model import ChronologyDraft
from kairan.emergency.places.finding import leads, require_reporter
from kairan.emergency.places.model import PlaceId, place_table
from kairan.emergency.places.noting import note_in_chronologies
from kairan.emergency.supplies.entries import SupplyAsked, SupplyMoved, SupplyOffered, SupplyOpened
from kairan.emergency.supplies.finding import alliances_joined, hold_elsewhere, hold_own, supply_stream
from kairan.emergency.supplies.model import (
    AMOUNT_LIMIT,
    AT_PLACE,
    MAY,
    NOTE_LIMIT,
    OFFER_LIMIT,
    OPEN,
    OPEN_MOST,
    ORDER,
    WHAT_LIMIT,
    NewOffer,
    NewSupply,
    SupplyAccepted,
    SupplyId,
    SupplyMove,
    SupplyOpening,
    SupplyState,
    supply_offer_table,
    supply_table,
)
from kairan.emergency.supplies.problems import SupplyAllianceNeeded, SupplyMeanwhile, SupplyNotFound, SupplyTooMany
from kairan.people import organization_of, organization_stream, reach_of, require_task

_s, _o, _p = supply_table.c, supply_offer_table.c, place_table.c


def ask_supply(db: Db, viewer: Viewer, new: NewSupply) -> SupplyId:
    """Ask for something: the headquarters for any place, those at a place for it; asked again with the key, it is once.

    Problems: RoleNeeded, PlaceNotFound, PlaceNotYours, NameEmpty, TextTooLong, SupplyTooMany.
    """
    if new.place_id is None:
        reach_of(viewer, TASK)
    else:
        require_reporter(db, viewer, new.place_id)
    what = bounded_name(new.what, WHAT_LIMIT)
    amount = bounded_text(new.amount.strip(), AMOUNT_LIMIT).replace("\n", " ")
    note = bounded_text(new.note.strip(), NOTE_LIMIT)
    hold(db, organization_stream(viewer.organization_id))
    here = _s.organization_id == viewer.organization_id
    if (earlier := db.scalar(select(_s.id).where(here, _s.client_key == new.key))) is not None:
        return SupplyId(earlier)
    waiting = select(func.count()).select_from(supply_table).where(here, _s.state.in_(OPEN))
    if int(db.scalar(waiting) or 0) >= OPEN_MOST:
        raise SupplyTooMany(most=OPEN_MOST)
    supply_id = SupplyId(new_id())
    said = SupplyAsked(
        supply_kind=new.kind, what=what, amount=amount, note=note, place=new.place_id, is_drill=new.is_drill
    )
    entry = append(db, supply_stream(supply_id), said, viewer)
    values = {
        "id": supply_id,
        "organization_id": viewer.organization_id,
        "client_key": new.key,
        "is_drill": new.is_drill,
        "kind": new.kind,
        "what": what,
        "amount": amount,
        "note": note,
        "place_id": new.place_id,
        "state": "asked",
        "asked_at": entry.at,
        "asked_by": viewer.member_id,
        "changed_at": entry.at,
        "changed_by": viewer.member_id,
        "revision": 1,
    }
    db.execute(insert(supply_table).values(values))
    row = db.first(select(supply_table).where(_s.id == supply_id))
    if row is not None:
        _note(db, viewer, row, "asked", "要請")
    return supply_id


def _note(db: Db, viewer: Viewer, row: Record, state: SupplyState, word: str) -> None:
    """Let the chronologies of what goes on say what was asked for and what arrived."""
    place = _place_name(db, row.place_id)
    text = f"{' '.join(filter(None, (row.what, row.amount)))}　{word}"
    draft = ChronologyDraft(kind="action" if state == "arrived" else "information", text=text, place=place[:120])
    note_in_chronologies(db, viewer, f"supply-{row.id}-{state}", draft, is_drill=bool(row.is_drill))


def _place_name(db: Db, place_id: PlaceId | None) -> str:
    return "" if place_id is None else str(db.scalar(select(_p.name).where(_p.id == place_id)) or "")


def states_for(viewer: Viewer, row: Record) -> list[SupplyState]:
    """Return what the viewer may say of a request of their body as it is now: one table for screen, act and test."""
    following = MAY[row.state]
    mine = following if leads(viewer) and not viewer.is_guest else following & AT_PLACE
    return [state for state in ORDER if state in mine]


def move_supply(db: Db, viewer: Viewer, supply_id: SupplyId, move: SupplyMove) -> None:
    """Say how far it is; said twice, it is once. Problems: SupplyNotFound, SupplyMeanwhile."""
    row = hold_own(db, viewer, supply_id)
    if row.state == move.state:
        return
    if row.revision != move.revision or move.state not in states_for(viewer, row):
        raise SupplyMeanwhile
    _move(db, viewer, row, move.state, row.helper_id)


def _move(db: Db, viewer: Viewer, row: Record, state: SupplyState, helper_id: str | None) -> None:
    entry = append(db, supply_stream(row.id), SupplyMoved(state=state, helper=helper_id), viewer)
    changed = {"state": state, "helper_id": helper_id, "changed_at": entry.at, "changed_by": viewer.member_id}
    db.execute(update(supply_table).where(_s.id == row.id).values(revision=row.revision + 1, **changed))
    if state == "arrived":
        _note(db, viewer, row, state, "到着")


def open_supply(db: Db, viewer: Viewer, supply_id: SupplyId, to: SupplyOpening) -> None:
    """Let the bodies of an alliance see it and offer, or none any more.

    Problems: RoleNeeded, SupplyNotFound, SupplyAllianceNeeded, SupplyMeanwhile.
    """
    require_task(viewer, TASK)
    row = hold_own(db, viewer, supply_id)
    if row.alliance_id == to.alliance_id:
        return
    if row.state not in OPEN:
        raise SupplyMeanwhile
    if to.alliance_id is not None and to.alliance_id not in set(db.scalars(alliances_joined(viewer))):
        raise SupplyAllianceNeeded
    append(db, supply_stream(row.id), SupplyOpened(alliance=to.alliance_id), viewer)
    db.execute(
        update(supply_table).where(_s.id == row.id).values(alliance_id=to.alliance_id, revision=row.revision + 1)
    )


def offer(db: Db, viewer: Viewer, supply_id: SupplyId, new: NewOffer) -> None:
    """Offer something to an ally in one's body's name; a new offer replaces the last. Problems: SupplyNotFound."""
    row = hold_elsewhere(db, viewer, supply_id)
    text = bounded_text(new.text.strip(), OFFER_LIMIT)
    said = SupplyOffered(organization=viewer.organization_id, text=text, is_withdrawn=False)
    append(db, supply_stream(row.id), said, viewer)
    key = {"supply_id": row.id, "body_id": viewer.organization_id}
    values = {
        "name": organization_of(db, viewer).name,
        "text": text,
        "at": now_ms(),
        "by_id": viewer.member_id,
    }
    put = upsert(db, supply_offer_table).values(**key, **values)
    db.execute(put.on_conflict_do_update(index_elements=list(key), set_=values))


def withdraw_offer(db: Db, viewer: Viewer, supply_id: SupplyId) -> None:
    """Offer nothing any more; what was accepted is asked for anew. Problems: SupplyNotFound."""
    row = hold_elsewhere(db, viewer, supply_id)
    mine = (_o.supply_id == row.id, _o.body_id == viewer.organization_id)
    if not db.execute(delete(supply_offer_table).where(*mine)).rowcount:
        return
    said = SupplyOffered(organization=viewer.organization_id, text="", is_withdrawn=True)
    append(db, supply_stream(row.id), said, viewer)
    if row.helper_id == viewer.organization_id:
        _move(db, viewer, row, "asked", None)


def accept_offer(db: Db, viewer: Viewer, supply_id: SupplyId, accepted: SupplyAccepted) -> None:
    """Take what another body offers; accepted twice, it is once.

    Problems: RoleNeeded, SupplyNotFound (also where it offers nothing), SupplyMeanwhile.
    """
    require_task(viewer, TASK)
    row = hold_own(db, viewer, supply_id)
    if row.helper_id == accepted.body_id:
        return
    theirs = (_o.supply_id == row.id, _o.body_id == accepted.body_id)
    if db.first(select(_o.body_id).where(*theirs)) is None:
        raise SupplyNotFound
    if row.state not in ("asked", "accepted") or row.helper_id is not None:
        raise SupplyMeanwhile
    _move(db, viewer, row, "accepted", accepted.body_id)


def send_to_ally(db: Db, viewer: Viewer, supply_id: SupplyId) -> None:
    """Say that what one's body offered is on its way; only after the offer was accepted.

    Problems: SupplyNotFound, SupplyMeanwhile.
    """
    row = hold_elsewhere(db, viewer, supply_id)
    if row.state == "on_way" and row.helper_id == viewer.organization_id:
        return
    if row.helper_id != viewer.organization_id or row.state != "accepted":
        raise SupplyMeanwhile
    _move(db, viewer, row, "on_way", row.helper_id)
