"""Filling in a form (記入): begun, kept at every button, gone on with; sealed, since nobody else has read it yet.

Promises: what was typed is kept whether it is accepted or not; whoever began a version goes on with it; a draft is
found by who began it alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, Select, bindparam, delete, insert, select, update

from kairan.applications.attachments import forget_files_of_drafts
from kairan.applications.counting_model import BEGUN
from kairan.applications.invitations.model import InvitationId, form_invitation_table
from kairan.applications.invitations.numbers import opened_number
from kairan.applications.invitations.using import invitation_of
from kairan.applications.letters import PROOF, RESUME
from kairan.applications.members import after_act
from kairan.applications.model import (
    DRAFT_BYTES,
    DRAFT_DAYS,
    Applicant,
    Draft,
    DraftId,
    OpenForm,
    TypedIn,
    application_draft_table,
)
from kairan.applications.offering import offered_form
from kairan.applications.problems import DraftGone, DraftTooLarge, FormNotOpen
from kairan.applications.step_counts import count_step, read_steps, written_steps
from kairan.core.kit.advisory_lock import lock_name
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import DAY_MS, day_of
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import forget_letters
from kairan.core.kit.secrets import SecretBox
from kairan.forms.document import FormDocument, decoded_once
from kairan.forms.model import form_version_table

_d, _v, _i = application_draft_table.c, form_version_table.c, form_invitation_table.c
SWEEP_AT_ONCE = 1_000


def today() -> date:
    """Return the day of Japan on which a form is filled in."""
    return date.fromisoformat(day_of(now_ms()))


def begin_anew(db: Db, applicant: Applicant, box: SecretBox, address: str, number: str = "") -> Draft:
    """Forget the draft that is there, and begin again, with its invitation where no other number is given.

    Problems: FormNotOffered, FormNotOpen, InvitationNeeded, InvitationUnknown, InvitationUsed.
    """
    form = offered_form(db, applicant, address)
    if not form.is_open:
        raise FormNotOpen
    there = draft_to_change(db, applicant, box, form)
    number = number.strip() or (there.number if there else "")
    whose = invitation_of(db, box, form, number)  # refused here: else what was typed would be gone for nothing
    mine = (_d.applicant == applicant.key) & (_d.form_id == form.form_id) & _d.application_id.is_(None)
    if whose is not None:  # another one's of the household stays
        mine &= _d.invitation_id == whose
    forget_files_of_drafts(db, list(db.scalars(delete(application_draft_table).where(mine).returning(_d.id))))
    return begin(db, applicant, box, address, number)


def begin(db: Db, applicant: Applicant, box: SecretBox, address: str, number: str = "") -> Draft:
    """Begin a form, or go on with the draft that is there; of invited people, with that of the number that is given.

    Problems: FormNotOffered, FormNotOpen, InvitationNeeded, InvitationUnknown, InvitationUsed.
    """
    form = offered_form(db, applicant, address)
    whose = invitation_of(db, box, form, number) if number.strip() else None
    found = _newest(db, applicant, form.form_id, whose, to_change=True)
    if found is None:
        lock_name(db, f"draft:{applicant.key}:{form.form_id}")  # of two tabs' drafts, one would be lost
        found = _newest(db, applicant, form.form_id, whose, to_change=True)
    if found is not None:
        if whose is not None:  # gone on with from now on, also where somebody else's was begun here after it
            touched = update(application_draft_table).where(_d.id == found.id).values(changed_at=now_ms())
            db.execute(touched)
        return _draft_of(found, box)
    if not form.is_open:
        raise FormNotOpen
    whose = whose or invitation_of(db, box, form, number)
    draft_id, now = DraftId(new_id()), now_ms()
    values = {
        "form_id": form.form_id,
        "version": form.version,
        "applicant": applicant.key,
        "typed": sealed_typed(box, draft_id, {}),
        "started_at": now,
        "changed_at": now,
        "invitation_id": whose,
        "reached": written_steps([BEGUN]),
    }
    db.execute(insert(application_draft_table).values(id=draft_id, **values))
    count_step(db, form.form_id, form.version, BEGUN)
    return Draft(
        id=draft_id,
        form_id=form.form_id,
        version=form.version,
        document=form.document,
        typed={},
        started_at=now,
        changed_at=now,
        application_id=None,
        is_new=True,
        reached=[BEGUN],
    )


def keep(
    db: Db,
    applicant: Applicant,
    box: SecretBox,
    address: str,
    asked: Sequence[str],
    typed: Mapping[str, Sequence[str]],
    number: str = "",
) -> Draft:
    """Keep what was typed into the questions that were shown; a draft that is gone is begun anew with it (`is_new`).

    `number` is that of the invitation it was begun with.
    Problems: FormNotOffered, FormNotOpen, DraftTooLarge, InvitationNeeded, InvitationUnknown, InvitationUsed.
    """
    draft = begin(db, applicant, box, address, number)
    whole = with_page(draft, asked, typed)
    if whole == draft.typed:
        return draft
    changed_at = rewrite(db, box, draft.id, whole)
    return msgspec.structs.replace(draft, typed=whole, changed_at=changed_at)


def with_page(draft: Draft, asked: Sequence[str], typed: Mapping[str, Sequence[str]]) -> TypedIn:
    """Return what stands in a draft's fields once a page, with these questions, was kept."""
    fields = _fields_of(draft.document, asked)
    kept = {name: values for name, values in draft.typed.items() if name not in fields}
    given = {name: list(typed[name]) for name in sorted(fields) if name in typed and any(typed[name])}
    return after_act(draft.document, {**kept, **given}, "".join(typed.get("-to", ())))


def rewrite(db: Db, box: SecretBox, draft_id: str, typed: TypedIn) -> int:
    """Let this stand in a draft's fields, and return when; `begin` found it, and holds it. Problems: DraftTooLarge."""
    if len(msgspec.json.encode(typed)) > DRAFT_BYTES:
        raise DraftTooLarge
    now = now_ms()
    values = {"typed": sealed_typed(box, draft_id, typed), "changed_at": now}
    db.execute(update(application_draft_table).where(_d.id == draft_id).values(values))
    return now


def draft_to_change(db: Db, applicant: Applicant, box: SecretBox, form: OpenForm) -> Draft | None:
    """Return the applicant's draft of a form, held until the transaction ends; None for none."""
    found = _newest(db, applicant, form.form_id, to_change=True)
    return None if found is None else _draft_of(found, box)


def draft_of(db: Db, applicant: Applicant, box: SecretBox, form: OpenForm) -> Draft:
    """Return the applicant's draft of a form. Problems: DraftGone."""
    found = _newest(db, applicant, form.form_id)
    if found is None:
        raise DraftGone
    return _draft_of(found, box)


def _newest(
    db: Db, applicant: Applicant, form_id: str, whose: InvitationId | None = None, *, to_change: bool = False
) -> Record | None:
    """Return the draft that is gone on with; `to_change` locks it, since two tabs may save at once."""
    mine = (_d.applicant == applicant.key) & (_d.form_id == form_id)
    if whose is not None:
        mine &= _d.invitation_id == whose
    newest = _drafts().where(mine, drafts_alive()).order_by(_d.changed_at.desc(), _d.id.desc()).limit(1)
    return db.first(newest.with_for_update(of=application_draft_table) if to_change else newest)


def drafts_alive() -> ColumnElement[bool]:
    """Restrict drafts to those that are gone on with: not submitted, and touched within a week."""
    return _d.application_id.is_(None) & (_d.changed_at > _expired_at())


def draft_row(db: Db, applicant: Applicant, draft_id: str) -> Record:
    """Return a draft of the applicant by its id, submitted or not. Problems: DraftGone."""
    row = db.first(_THIS_DRAFT, {"this_id": draft_id, "of_applicant": applicant.key})
    if row is None:
        raise DraftGone
    return row


def _drafts() -> Select[*tuple[object, ...]]:
    return (
        select(application_draft_table, _v.document, _i.number.label("invited_with"))
        .join(form_version_table, (_v.form_id == _d.form_id) & (_v.number == _d.version))
        .outerjoin(form_invitation_table, _i.id == _d.invitation_id)
    )


_THIS_DRAFT = _drafts().where(_d.id == bindparam("this_id"), _d.applicant == bindparam("of_applicant"))


def _draft_of(row: Record, box: SecretBox) -> Draft:
    return Draft(
        id=row.id,
        form_id=row.form_id,
        version=row.version,
        document=decoded_once(row.document),
        typed=opened(box, row),
        started_at=row.started_at,
        changed_at=row.changed_at,
        application_id=row.application_id,
        number=opened_number(box, row.invitation_id, row.invited_with) if row.invited_with else "",
        reached=read_steps(row.reached),
    )


def opened(box: SecretBox, row: Record) -> TypedIn:
    """Return what was typed into a draft."""
    return msgspec.json.decode(box.open(row.typed, f"draft:{row.id}"), type=TypedIn)


def sealed_typed(box: SecretBox, draft_id: str, typed: TypedIn) -> str:
    """Return what was typed into a draft as it is stored."""
    return box.seal(msgspec.json.encode(typed).decode(), f"draft:{draft_id}")


def _fields_of(document: FormDocument, asked: Iterable[str]) -> set[str]:
    found = (document.named(one) for one in set(asked))
    return {field for one in found if one is not None for field in one.fields()}


def _expired_at() -> int:
    return now_ms() - DRAFT_DAYS * DAY_MS


def forget_drafts(db: Db) -> int:
    """Erase drafts that nobody touched for a week, a thousand at once; those that were submitted, too."""
    old = select(_d.id).where(_d.changed_at <= _expired_at()).order_by(_d.changed_at).limit(SWEEP_AT_ONCE)
    gone = db.scalars(old)
    for about in (RESUME, PROOF) if gone else ():
        forget_letters(db, about, gone)
    these = delete(application_draft_table).where(_d.id.in_(gone), _d.changed_at <= _expired_at())
    erased = list(db.scalars(these.returning(_d.id)))
    forget_files_of_drafts(db, erased)
    return len(erased)
