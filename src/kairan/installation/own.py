"""A body's own page: what it was given and uses, what its administrators are told, and how its people sign in."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from sqlalchemy import select, update

from kairan.administration.entries import Difference
from kairan.administration.letters import write_to
from kairan.core.journal import append, hold
from kairan.core.kit.clock import today
from kairan.core.kit.database import Db
from kairan.core.kit.revisions import revision_of
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import INSTALLATION, OrganizationId, Viewer
from kairan.installation.entries import Notice, OrganizationNoticed, OrganizationSettingsChanged
from kairan.installation.findings import open_findings
from kairan.installation.letters import notice_letter
from kairan.installation.model import BodyUse, OwnBody, OwnBodyChange, RecordDrift
from kairan.installation.problems import ContactTooLong, ShortNeeded
from kairan.installation.queries import use_of
from kairan.people import BodyTerms, organization_stream, organization_table, require_base, require_task, terms_of
from kairan.people.model import CONTACT_LIMIT
from kairan.policy.lost_faces import lost_of
from kairan.policy.queries import policy_of

TOLD_DAYS = 30  # so long before its end a trial is spoken of
NEAR = 0.8

_o = organization_table.c


def own_body(db: Db, viewer: Viewer, file_bytes: int, faces: Sequence[str] = ()) -> OwnBody:
    """Return one's own body; `file_bytes` is what the installation takes at most. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    row = db.all(select(organization_table).where(_o.id == viewer.organization_id))[0]
    terms, use = terms_of(db, viewer.organization_id), use_of(db, viewer.organization_id)
    return OwnBody(
        name=row.name,
        code=row.code,
        kind=row.kind,
        short=row.short,
        is_listed=row.is_listed,
        contact=row.contact,
        terms=terms,
        use=use,
        file_bytes=terms.allowance.largest_file(file_bytes),
        notices=_notices(db, viewer.organization_id, terms, use, faces),
        revision=revision_of((row.is_listed, row.contact)),
    )


def record_drift(db: Db, viewer: Viewer) -> RecordDrift:
    """Tell whoever reads the record whether it agrees with the tables: auditors, too. Problems: RoleNeeded."""
    require_task(viewer, "audit")
    return RecordDrift(bool(open_findings(db, viewer.organization_id, 1)))


def _notices(
    db: Db, organization_id: OrganizationId, terms: BodyTerms, use: BodyUse, faces: Sequence[str]
) -> list[Notice]:
    found: list[Notice] = ["record_drift"] if open_findings(db, organization_id, 1) else []
    if faces and lost_of(policy_of(db, organization_id), faces):
        found.append("faces_lost")
    return [*found, *notices_of(terms, use)]


def notices_of(terms: BodyTerms, use: BodyUse) -> Iterator[Notice]:
    """Yield what administrators should know in time: of the trial, and of limits that are near or reached."""
    if terms.standing != "open":
        yield terms.standing
    elif terms.trial_ends_on and (date.fromisoformat(terms.trial_ends_on) - today()).days <= TOLD_DAYS:
        yield "trial_ending"
    given = terms.allowance
    yield from _fill(use.accounts, given.accounts, "accounts_near", "accounts_full")
    yield from _fill(use.guests, given.guests, "guests_near", "guests_full")
    yield from _fill(use.bytes, given.bytes, "bytes_near", "bytes_full")


def _fill(used: int, most: int, near: Notice, full: Notice) -> Iterator[Notice]:
    if most and used >= most:
        yield full
    elif most and used >= NEAR * most:
        yield near


def change_own_body(
    db: Db,
    viewer: Viewer,
    change: OwnBodyChange,
    file_bytes: int,
    faces: Sequence[str] = (),
    base: str | None = None,
) -> OwnBody:
    """Change how one's own body signs in.

    Problems: RoleNeeded, ChangedMeanwhile, ShortNeeded, ContactTooLong, TextNotStorable.
    """
    require_task(viewer, "organization")
    hold(db, organization_stream(viewer.organization_id))
    before = own_body(db, viewer, file_bytes, faces)
    require_base(db, viewer, base, before.revision, (OrganizationSettingsChanged.kind,))
    if change.is_listed is False and before.code is None and before.short is None:
        raise ShortNeeded
    wanted: dict[str, str | bool | None] = {}
    if not isinstance(change.is_listed, msgspec.UnsetType):
        wanted["is_listed"] = change.is_listed
    if not isinstance(change.contact, msgspec.UnsetType):
        wanted["contact"] = _checked_contact(change.contact)
    values = {field: value for field, value in wanted.items() if getattr(before, field) != value}
    if not values:
        return before
    db.execute(update(organization_table).where(_o.id == viewer.organization_id).values(**values))
    changes = [Difference(field, _told(getattr(before, field)), _told(value)) for field, value in values.items()]
    told = OrganizationSettingsChanged(changes=changes)
    append(db, organization_stream(viewer.organization_id), told, viewer)
    return own_body(db, viewer, file_bytes, faces)


def _checked_contact(typed: str | None) -> str | None:
    return bounded_text((typed or "").strip(), CONTACT_LIMIT, ContactTooLong) or None


def _told(value: str | bool | None) -> str | None:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def tell_notices(db: Db, url: str | None = None, faces: Sequence[str] = ()) -> None:
    """Put on record, once each, what the administrators of each body are told of its plan and limits.

    They are written to as well, where mail is sent and `url` says where the console is.
    """
    ids = db.scalars(select(_o.id).where(_o.id != INSTALLATION, _o.suspended_at.is_(None)).order_by(_o.id))
    for organization_id in ids:
        _tell_notices(db, OrganizationId(organization_id), url, faces)


def _tell_notices(db: Db, organization_id: OrganizationId, url: str | None, faces: Sequence[str]) -> None:
    name, noticed = db.all(select(_o.name, _o.noticed).where(_o.id == organization_id))[0]
    known = set(msgspec.json.decode(noticed, type=list[str]))
    now = _notices(db, organization_id, terms_of(db, organization_id), use_of(db, organization_id), faces)
    if known == set(now):
        return
    this = update(organization_table).where(_o.id == organization_id)
    db.execute(this.values(noticed=msgspec.json.encode(now).decode()))
    if new := [notice for notice in now if notice not in known]:
        append(db, organization_stream(organization_id), OrganizationNoticed(notices=new), None)
        if url is not None:
            letter = notice_letter(organization_id, name, new, url)
            write_to(db, organization_id, ("administrator",), letter)
