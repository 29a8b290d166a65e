"""Making, changing and closing forms; see also `publishing` and `sharing`."""

import re

from sqlalchemy import func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.randomness import random_number
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument, encoded, is_too_large
from kairan.forms.entries import FormChanged, FormClosed, FormCreated, FormReopened, FormTermsChanged
from kairan.forms.faults import faults_of
from kairan.forms.model import (
    FORMS_MOST,
    DraftChange,
    DraftSaved,
    FormId,
    FormTerms,
    FormView,
    NewForm,
    Publication,
    form_table,
)
from kairan.forms.pictures import require_pictures, with_pictures
from kairan.forms.problems import (
    FormAddressForm,
    FormAddressTaken,
    FormAnonymous,
    FormChangedMeanwhile,
    FormDepartment,
    FormNextUnknown,
    FormsTooMany,
    FormTimes,
    FormTooLarge,
)
from kairan.forms.publishing import is_as_published, publish_or_ask
from kairan.forms.queries import form_stream, form_view, terms_of_row
from kairan.forms.rights import require_form
from kairan.forms.sharing import give_first_rights
from kairan.people import department_ids_of, department_table, organization_stream, told_of
from kairan.policy import require

_f, _d = form_table.c, department_table.c
_ADDRESS = re.compile("[a-z0-9](-?[a-z0-9]){2,39}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
SITTING_MS = 10 * 60_000
"""Changes of one person within so long of each other are one entry: every keystroke saves."""


def create_form(db: Db, viewer: Viewer, new: NewForm) -> FormView:
    """Make a form for a department the viewer holds a post in.

    Problems: RefusedByPolicy, FormDepartment, FormsTooMany, FormAddressForm, FormAddressTaken, FormTooLarge.
    """
    require(viewer, "build_forms")
    path = db.scalar(select(_d.path).where(_d.id == new.department_id, _d.closed_at.is_(None)))
    if viewer.is_guest or path is None or new.department_id not in department_ids_of(db, viewer.member_id):
        raise FormDepartment
    hold(db, organization_stream(viewer.organization_id))
    own = _f.organization_id == viewer.organization_id
    if (db.scalar(select(func.count()).select_from(form_table).where(own)) or 0) >= FORMS_MOST:
        raise FormsTooMany(most=FORMS_MOST)
    form_id, now = FormId(new_id()), now_ms()
    address = _free_address(db, new.address) if new.address else _made_address(db)
    document = with_pictures(db, viewer, form_id, new.document)
    values = {
        "organization_id": viewer.organization_id,
        "department_id": new.department_id,
        "address": address,
        "title": new.document.title,
        "created_at": now,
        "created_by": viewer.member_id,
        "draft": _stored(document),
        "draft_revision": 1,
        "draft_changed_at": now,
        "draft_changed_by": viewer.member_id,
        "audience": "link",
    }
    db.execute(insert(form_table).values(id=form_id, **values))
    give_first_rights(db, form_id, new.department_id)
    created = FormCreated(title=new.document.title, department=path, address=address)
    append(db, form_stream(form_id), created, viewer)
    return form_view(db, viewer, form_id)


def change_draft(db: Db, viewer: Viewer, form_id: FormId, change: DraftChange) -> DraftSaved:
    """Keep a new state of the draft; the screen does so by itself. The same again changes nothing.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, FormChangedMeanwhile, FormTooLarge,
    FormPictureUnknown.
    """
    require(viewer, "build_forms")
    require_form(db, viewer, form_id, "edit")
    held = hold(db, form_stream(form_id))
    row = require_form(db, viewer, form_id, "edit")
    text = _stored(change.document)
    faults = faults_of(change.document)
    if text == row.draft:
        return DraftSaved(revision=row.draft_revision, changed_at=row.draft_changed_at, faults=faults)
    if change.revision != row.draft_revision:
        raise FormChangedMeanwhile(name=told_of(db, [row.draft_changed_by]).get(row.draft_changed_by, ""))
    require_pictures(db, viewer, form_id, change.document)
    revision, now = row.draft_revision + 1, now_ms()
    values = {
        "draft": text,
        "draft_revision": revision,
        "draft_changed_at": now,
        "draft_changed_by": viewer.member_id,
    }
    if row.version is None:
        values["title"] = change.document.title
    db.execute(update(form_table).where(_f.id == form_id).values(values))
    is_same_sitting = row.draft_changed_by == viewer.member_id and now - row.draft_changed_at < SITTING_MS
    if not is_same_sitting or is_as_published(db, row):
        append(db, form_stream(form_id), FormChanged(revision=revision), viewer, held=held)
    return DraftSaved(revision=revision, changed_at=now, faults=faults)


def publish_form(db: Db, viewer: Viewer, form_id: FormId, what: Publication) -> FormView:
    """Publish the draft as the next version, or, where that takes two persons, ask another one to agree.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, FormChangedMeanwhile, FormNotReady, FormUnchanged,
    FormEarlierOver.
    """
    return publish_or_ask(db, viewer, form_id, what)


def change_terms(db: Db, viewer: Viewer, form_id: FormId, terms: FormTerms) -> FormView:
    """Say who may fill it in, from when until when, how many, and how long answers are kept.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, FormTimes, FormAnonymous, FormAddressForm,
    FormAddressTaken, FormNextUnknown.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    row = require_form(db, viewer, form_id, "publish")
    before = terms_of_row(row)
    if terms.opens_at is not None and terms.ends_at is not None and terms.ends_at <= terms.opens_at:
        raise FormTimes
    if before.is_anonymous and not terms.is_anonymous and row.version is not None:
        raise FormAnonymous
    if terms.address != before.address:
        _free_address(db, terms.address)
    if terms.next_address not in {"", before.next_address}:
        _require_next(db, row, terms.next_address)
    fields = terms.__struct_fields__
    old, new = ({one: getattr(of, one) for one in fields} for of in (before, terms))
    changed = [one for one in fields if old[one] != new[one]]
    if changed:
        db.execute(update(form_table).where(_f.id == form_id).values({one: new[one] for one in changed}))
        told = FormTermsChanged(before={one: old[one] for one in changed}, after={one: new[one] for one in changed})
        append(db, form_stream(form_id), told, viewer, held=held)
    return form_view(db, viewer, form_id)


def _require_next(db: Db, row: Record, address: str) -> None:
    """Refuse to lead on to what is no published form of the same body, or to the form itself."""
    there = (_f.address == address) & (_f.organization_id == row.organization_id) & (_f.id != row.id)
    if db.scalar(select(_f.id).where(there, _f.version.is_not(None))) is None:
        raise FormNextUnknown


def close_form(db: Db, viewer: Viewer, form_id: FormId) -> FormView:
    """Take no more applications; a second time changes nothing.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    return _set_closed(db, viewer, form_id, is_closed=True)


def reopen_form(db: Db, viewer: Viewer, form_id: FormId) -> FormView:
    """Take applications again. Problems: RefusedByPolicy, FormNotFound, FormRightNeeded."""
    return _set_closed(db, viewer, form_id, is_closed=False)


def _set_closed(db: Db, viewer: Viewer, form_id: FormId, *, is_closed: bool) -> FormView:
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    row = require_form(db, viewer, form_id, "publish")
    if (row.closed_at is not None) != is_closed:
        db.execute(update(form_table).where(_f.id == form_id).values(closed_at=now_ms() if is_closed else None))
        append(db, form_stream(form_id), FormClosed() if is_closed else FormReopened(), viewer, held=held)
    return form_view(db, viewer, form_id)


def _stored(document: FormDocument) -> str:
    """Return a draft as it is stored; it may be unfinished, and never longer than any form."""
    if is_too_large(document):
        raise FormTooLarge
    return encoded(document).decode()


def _free_address(db: Db, address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise FormAddressForm
    lock_name(db, f"form address:{address}")
    if db.scalar(select(_f.id).where(_f.address == address)) is not None:
        raise FormAddressTaken
    return address


def _made_address(db: Db) -> str:
    """Return an address nobody has: letters that are not mistaken for each other."""
    while True:
        number = random_number(40)
        address = "".join(_LETTERS[number // len(_LETTERS) ** at % len(_LETTERS)] for at in range(7))
        if db.scalar(select(_f.id).where(_f.address == address)) is None:
            return address
