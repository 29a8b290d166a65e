"""Refused ways back, told to the body: the first of a kind at once, a flood in a handful of entries."""

from sqlalchemy import ColumnElement, delete, select, update

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.problems import Problem
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, OrganizationId
from kairan.people import organization_stream
from kairan.sessions.sign_in_throttle import TOLD_EVERY_MS
from kairan.single_sign_on.entries import ArrivalRefused
from kairan.single_sign_on.model import refusal_table

KEPT_MS = 24 * 3_600_000

_r = refusal_table.c


def note_refused(db: Db, organization_id: OrganizationId, problem: Problem, address: str) -> None:
    """Count a refusal, and tell of it and those before unless that was done a moment ago."""
    key = {
        "organization_id": organization_id,
        "reason": problem.code,
        "member_id": getattr(problem, "member_id", None) or "",
    }
    made = upsert(db, refusal_table)
    db.execute(made.values(**key, address=address, untold=0, told_at=0).on_conflict_do_nothing())
    here = _here(**key)
    row = db.first(select(refusal_table).where(here).with_for_update())
    assert row is not None
    db.execute(update(refusal_table).where(here).values(untold=_r.untold + 1, address=address))
    if row.told_at <= now_ms() - TOLD_EVERY_MS:
        _tell(db, row, row.untold + 1, address)


def tell_leftovers(db: Db) -> None:
    """Tell of refusals that came soon after the last entry, and forget what is a day old."""
    now = now_ms()
    for row in db.all(select(refusal_table).where(_r.untold > 0, _r.told_at <= now - TOLD_EVERY_MS)):
        _tell(db, row, row.untold, row.address)
    db.execute(delete(refusal_table).where(_r.untold == 0, _r.told_at <= now - KEPT_MS))


def _tell(db: Db, row: Record, tries: int, address: str) -> None:
    told = ArrivalRefused(
        reason=row.reason, member_id=MemberId(row.member_id) if row.member_id else None, address=address, tries=tries
    )
    append(db, organization_stream(row.organization_id), told, None)
    here = _here(row.organization_id, row.reason, row.member_id)
    db.execute(update(refusal_table).where(here).values(untold=0, told_at=now_ms()))


def _here(organization_id: str, reason: str, member_id: str) -> ColumnElement[bool]:
    return (_r.organization_id == organization_id) & (_r.reason == reason) & (_r.member_id == member_id)
