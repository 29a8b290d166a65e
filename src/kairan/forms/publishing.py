"""Publishing a form (公開): by one person, or, where the body says so, asked for by one and agreed to by another.

Promises: with two, neither is the same; what is published is what was asked for, and who asked may still ask; the
record has both.
"""

from sqlalchemy import delete, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.journal.actions import Held
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import MemberId, Viewer
from kairan.forms.document import decoded, digest_of
from kairan.forms.entries import FormPublicationAsked, FormPublicationDropped, FormPublished
from kairan.forms.faults import faults_of
from kairan.forms.model import (
    FormId,
    FormView,
    Publication,
    form_publication_table,
    form_table,
    form_version_table,
)
from kairan.forms.pictures import pin_pictures
from kairan.forms.problems import (
    FormChangedMeanwhile,
    FormEarlierOver,
    FormNotAsked,
    FormNotReady,
    FormSamePerson,
    FormUnchanged,
)
from kairan.forms.queries import form_stream, form_view
from kairan.forms.rights import require_form, rights_in
from kairan.forms.rules import rules_of
from kairan.people import acting_now, told_of
from kairan.policy import require

_f, _v, _p = form_table.c, form_version_table.c, form_publication_table.c


def publish_or_ask(db: Db, viewer: Viewer, form_id: FormId, what: Publication) -> FormView:
    """Publish the draft as the next version, or ask for it where that takes two.

    Whoever begins from now on fills in the new version. Problems: RefusedByPolicy, FormNotFound, FormRightNeeded,
    FormChangedMeanwhile, FormNotReady, FormUnchanged, FormEarlierOver.
    """
    row, held = _held(db, viewer, form_id)
    _require_ready(db, row, what)
    if rules_of(db, row.organization_id).takes_two:
        _ask(db, viewer, row, what, held)
    else:
        _publish(db, viewer, row, what, None, held)
    return form_view(db, viewer, form_id)


def agree_to_publish(db: Db, viewer: Viewer, form_id: FormId, what: Publication) -> FormView:
    """Agree to what somebody else asked for: it is published.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, FormNotAsked, FormSamePerson, FormChangedMeanwhile,
    FormNotReady, FormUnchanged, FormEarlierOver.
    """
    row, held = _held(db, viewer, form_id)
    asked = db.first(select(form_publication_table).where(_p.form_id == form_id))
    if asked is None or not _may_still(db, row, asked.asked_by):
        raise FormNotAsked
    if asked.asked_by == viewer.member_id:
        raise FormSamePerson
    if asked.draft_revision != what.revision:
        raise FormChangedMeanwhile(name=told_of(db, [row.draft_changed_by]).get(row.draft_changed_by, ""))
    wanted = Publication(revision=asked.draft_revision, earlier_until=asked.earlier_until)
    _require_ready(db, row, wanted)
    _publish(db, viewer, row, wanted, asked.asked_by, held)
    return form_view(db, viewer, form_id)


def drop_publication(db: Db, viewer: Viewer, form_id: FormId) -> FormView:
    """Take back what one asked for, or do not agree to it; a second time changes nothing.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    _, held = _held(db, viewer, form_id)
    if db.execute(delete(form_publication_table).where(_p.form_id == form_id)).rowcount:
        append(db, form_stream(form_id), FormPublicationDropped(), viewer, held=held)
    return form_view(db, viewer, form_id)


def _held(db: Db, viewer: Viewer, form_id: FormId) -> tuple[Record, Held]:
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    return require_form(db, viewer, form_id, "publish"), held


def _require_ready(db: Db, row: Record, what: Publication) -> None:
    if what.revision != row.draft_revision:
        raise FormChangedMeanwhile(name=told_of(db, [row.draft_changed_by]).get(row.draft_changed_by, ""))
    if errors := sum(1 for one in faults_of(decoded(row.draft)) if one.is_error):
        raise FormNotReady(count=errors)
    if is_as_published(db, row):
        raise FormUnchanged
    if what.earlier_until is not None and what.earlier_until <= now_ms():
        raise FormEarlierOver


def is_as_published(db: Db, row: Record) -> bool:
    """Whether the draft is what was published last."""
    at = (_v.form_id == row.id) & (_v.number == row.version)
    return row.version is not None and db.scalar(select(_v.document).where(at)) == row.draft


def _may_still(db: Db, row: Record, member_id: MemberId) -> bool:
    """Whether who asked is there, and may still publish this form."""
    asker = acting_now(db, member_id, row.organization_id)
    return "publish" in rights_in(db, asker, [row.id])[row.id]


def _ask(db: Db, viewer: Viewer, row: Record, what: Publication, held: Held) -> None:
    values = {
        "asked_by": viewer.member_id,
        "asked_at": now_ms(),
        "draft_revision": what.revision,
        "earlier_until": what.earlier_until,
    }
    written = upsert(db, form_publication_table).values(form_id=row.id, **values)
    db.execute(written.on_conflict_do_update(index_elements=["form_id"], set_=values))
    asked = FormPublicationAsked(revision=what.revision, digest=digest_of(row.draft))
    append(db, form_stream(row.id), asked, viewer, held=held)


def _publish(db: Db, viewer: Viewer, row: Record, what: Publication, asked_by: MemberId | None, held: Held) -> None:
    document = decoded(row.draft)
    number, now, digest = (row.version or 0) + 1, now_ms(), digest_of(row.draft)
    version = {
        "document": row.draft,
        "digest": digest,
        "published_at": now,
        "published_by": viewer.member_id,
        "earlier_until": what.earlier_until if number > 1 else None,
    }
    db.execute(insert(form_version_table).values(form_id=row.id, number=number, **version))
    pin_pictures(db, row.id, number, document)
    changed = {"version": number, "title": document.title, "published_at": row.published_at or now}
    db.execute(update(form_table).where(_f.id == row.id).values(changed))
    db.execute(delete(form_publication_table).where(_p.form_id == row.id))
    published = FormPublished(number=number, title=document.title, digest=digest, asked_by=asked_by)
    append(db, form_stream(row.id), published, viewer, held=held)
