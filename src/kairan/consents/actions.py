"""Ask for a second person's consent, decide, withdraw, and use a consent up.

An act that needs a second person calls `settle_second` within its transaction, each time it runs: there the consent
is looked at as of now. So nothing is done by a power that was lost meanwhile, whoever calls the act.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from kairan.consents.acts import Act, Subject, act_named, read_wanted
from kairan.consents.entries import (
    ConsentAsked,
    ConsentFailed,
    ConsentGiven,
    ConsentRefused,
    ConsentUsed,
    ConsentWithdrawn,
)
from kairan.consents.model import (
    ASKED_MS,
    CONSENTED_MS,
    DAY_MS,
    REASON_LEAST,
    REASON_LIMIT,
    SEASONED_MS,
    ActName,
    Asked,
    Standing,
    State,
    WhyNot,
    consent_seen_table,
    consent_table,
    state_of,
)
from kairan.consents.problems import (
    ConsentNeedless,
    ConsentNotFound,
    ConsentReason,
    ConsentSettled,
    NotSecond,
    SecondPersonNeeded,
)
from kairan.consents.second import others_there, why_not_second
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.problems import Problem
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.people import acting_now, organization_stream, require_role

_c, _seen = consent_table.c, consent_seen_table.c
_json = msgspec.json.Encoder(order="deterministic")


def ask_second(db: Db, viewer: Viewer, asked: Asked) -> str:
    """Ask another administrator's consent to an act; returns the id of the request.

    Problems: those of the act itself, ConsentReason, ConsentUnfit, ConsentNeedless.
    """
    act = act_named(asked.act)
    wanted = read_wanted(act, asked.wanted)
    hold(db, organization_stream(viewer.organization_id))
    subject = act.look(db, viewer, wanted)
    reason = _good_reason(asked.reason)
    if not _is_second_needed(db, viewer, asked.act, subject):
        raise ConsentNeedless
    now = now_ms()
    consent_id = _keep(db, viewer, asked.act, wanted, subject, reason, expires_at=now + ASKED_MS)
    told = ConsentAsked(
        consent_id=consent_id,
        act=asked.act,
        subject_ids=list(subject.member_ids),
        told=subject.told,
        reason=reason,
        expires_at=now + ASKED_MS,
    )
    append(db, organization_stream(viewer.organization_id), told, viewer)
    return consent_id


def _good_reason(typed: str) -> str:
    reason = bounded_text(typed, REASON_LIMIT).strip()
    if len(reason) < REASON_LEAST:
        raise ConsentReason(least=REASON_LEAST, most=REASON_LIMIT)
    return reason


def _is_second_needed(db: Db, viewer: Viewer, act: ActName, subject: Subject) -> bool:
    """Nobody with powers is concerned, or nobody else administers the body: then one may do it alone."""
    if not subject.member_ids:
        return False
    without: Sequence[str] = () if act_named(act).by_subject else subject.member_ids
    return others_there(db, viewer.organization_id, viewer.member_id, without, now_ms())


def _keep(
    db: Db,
    viewer: Viewer,
    act: ActName,
    wanted: object,
    subject: Subject,
    reason: str,
    *,
    expires_at: int,
    done_at: int | None = None,
) -> str:
    consent_id = new_id()
    db.execute(
        insert(consent_table).values(
            id=consent_id,
            organization_id=viewer.organization_id,
            act=act,
            wanted=_json.encode(wanted).decode(),
            subject_ids=_json.encode(subject.member_ids).decode(),
            told=_json.encode(subject.told).decode(),
            reason=reason,
            asked_by=viewer.member_id,
            asked_at=now_ms(),
            expires_at=expires_at,
            done_at=done_at,
        )
    )
    return consent_id


def consent_as_second(db: Db, viewer: Viewer, consent_id: str) -> None:
    """Consent as a second person: what can be done at once is done, in the asker's name, if they may do it still.

    Problems: RoleNeeded, ConsentNotFound, NotSecond, ConsentSettled.
    """
    row = _undecided(db, viewer, consent_id)
    act = act_named(row.act)
    now = now_ms()
    expires_at = row.expires_at if act.run is not None else now + CONSENTED_MS
    _update(db, row.id, decided_by=viewer.member_id, consented_at=now, expires_at=expires_at)
    given = ConsentGiven(consent_id=row.id, act=row.act, asked_by=row.asked_by)
    append(db, organization_stream(viewer.organization_id), given, viewer)
    if act.run is not None:
        _run(db, viewer, act, row)


def _run(db: Db, viewer: Viewer, act: Act, row: Record) -> None:
    """Do it in the asker's name, if they may still; otherwise say on what it failed. Nothing was changed by then."""
    asker, wanted = (
        acting_now(db, row.asked_by, viewer.organization_id),
        read_wanted(act, msgspec.json.decode(row.wanted)),
    )
    try:
        act.look(db, asker, wanted)
    except Problem as problem:
        _update(db, row.id, failed=problem.code)
        failed = ConsentFailed(consent_id=row.id, act=row.act, asked_by=row.asked_by, why=problem.code)
        append(db, organization_stream(viewer.organization_id), failed, viewer)
    else:
        if act.run is not None:
            act.run(db, asker, wanted)


def refuse_as_second(db: Db, viewer: Viewer, consent_id: str) -> None:
    """Refuse as a second person. Problems: those of consenting."""
    row = _undecided(db, viewer, consent_id)
    _update(db, row.id, decided_by=viewer.member_id, refused_at=now_ms())
    refused = ConsentRefused(consent_id=row.id, act=row.act, asked_by=row.asked_by)
    append(db, organization_stream(viewer.organization_id), refused, viewer)


def withdraw_request(db: Db, viewer: Viewer, consent_id: str) -> None:
    """Withdraw a request, or a consent not yet used: any administrator may. Problems: RoleNeeded, ConsentSettled."""
    hold(db, organization_stream(viewer.organization_id))
    require_role(viewer, "administrator")
    row = _row(db, viewer.organization_id, consent_id)
    if state_now(row) not in {"waiting", "consented"}:
        raise ConsentSettled
    _update(db, row.id, withdrawn_at=now_ms())
    withdrawn = ConsentWithdrawn(consent_id=row.id, act=row.act, asked_by=row.asked_by)
    append(db, organization_stream(viewer.organization_id), withdrawn, viewer)


def _undecided(db: Db, viewer: Viewer, consent_id: str) -> Record:
    """Return a request the viewer may decide; two at once cannot both decide it."""
    hold(db, organization_stream(viewer.organization_id))
    require_role(viewer, "administrator")
    row = _row(db, viewer.organization_id, consent_id)
    if state_now(row) != "waiting":
        raise ConsentSettled
    if why_not(db, viewer.organization_id, row, viewer.member_id) is not None:
        raise NotSecond(days=SEASONED_MS // DAY_MS)
    return row


def why_not(db: Db, organization_id: OrganizationId, row: Record, second: MemberId) -> WhyNot | None:
    """Return why somebody is no second person for a request; None when they are."""
    about = msgspec.json.decode(row.subject_ids, type=list[str])
    if second in about and second != row.asked_by and not act_named(row.act).by_subject:
        return "subject"
    return why_not_second(db, organization_id, row.asked_by, second, ("administrator",), row.asked_at)


def state_now(row: Record) -> State:
    """Return the state of a row as of now."""
    fields = {name: getattr(row, name) for name in Standing.__struct_fields__}
    return state_of(Standing(**fields), now_ms())


def _row(db: Db, organization_id: OrganizationId, consent_id: str) -> Record:
    row = db.first(select(consent_table).where(_c.id == consent_id, _c.organization_id == organization_id))
    if row is None:
        raise ConsentNotFound
    return row


def _update(db: Db, consent_id: str, **values: Any) -> None:  # noqa: ANN401
    db.execute(update(consent_table).where(_c.id == consent_id).values(**values))


def settle_second(db: Db, viewer: Viewer, act: ActName, wanted: object, subject: Subject) -> MemberId | None:
    """Let an act on those who have powers be done now, or refuse it; called by the act, whenever it runs.

    Uses up the consent that was given to exactly this, if the second person could still give it; returns who that
    was, for the entry of the act. Where nobody else administers the body it may be done alone, and everybody with
    powers is told. The
    organisation's stream is held. Problems: SecondPersonNeeded.
    """
    if not subject.member_ids:
        return None
    if (row := _consented(db, viewer, act, wanted)) is not None:
        _update(db, row.id, done_at=now_ms())
        used = ConsentUsed(consent_id=row.id, act=act, asked_by=viewer.member_id, consented_by=row.decided_by)
        append(db, organization_stream(viewer.organization_id), used, viewer)
        return MemberId(row.decided_by)
    if _is_second_needed(db, viewer, act, subject):
        raise SecondPersonNeeded
    now = now_ms()
    _keep(db, viewer, act, wanted, subject, "", expires_at=now, done_at=now)
    return None


def _consented(db: Db, viewer: Viewer, act: ActName, wanted: object) -> Record | None:
    """Return an open consent to exactly this, whose second person is one still."""
    rows = db.all(
        select(consent_table).where(
            _c.organization_id == viewer.organization_id,
            _c.asked_by == viewer.member_id,
            _c.act == act,
            _c.wanted == _json.encode(wanted).decode(),
            _c.consented_at.is_not(None),
            _c.done_at.is_(None),
        )
    )
    fit = (
        row
        for row in rows
        if state_now(row) == "consented" and why_not(db, viewer.organization_id, row, row.decided_by) is None
    )
    return next(fit, None)


def note_seen_alone(db: Db, viewer: Viewer) -> None:
    """Remember that the viewer has seen what was done alone until now."""
    require_role(viewer, "administrator", "auditor")
    mine = update(consent_seen_table).where(_seen.member_id == viewer.member_id).values(seen_at=now_ms())
    if not db.execute(mine).rowcount:
        db.execute(insert(consent_seen_table).values(member_id=viewer.member_id, seen_at=now_ms()))
