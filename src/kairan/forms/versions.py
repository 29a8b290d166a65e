"""Versions (版) beside each other, and until when an earlier one may be finished."""

from sqlalchemy import func, select

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.forms.comparing import differences
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import FormId, VersionComparison, form_version_table
from kairan.forms.problems import FormNotFound
from kairan.forms.queries import version_view
from kairan.forms.rights import require_form

DRAFT = 0  # instead of a number

_v = form_version_table.c


def compared_versions(db: Db, viewer: Viewer, form_id: FormId, before: int, after: int) -> VersionComparison:
    """Return what differs between two versions; number 0 is the draft. Problems: FormNotFound."""
    documents = [_document(db, viewer, form_id, number) for number in (before, after)]
    return VersionComparison(
        before=before, after=after, documents=documents, differences=differences(documents[0], documents[1])
    )


def _document(db: Db, viewer: Viewer, form_id: FormId, number: int) -> FormDocument:
    if number == DRAFT:
        return decoded(require_form(db, viewer, form_id).draft)
    return version_view(db, viewer, form_id, number).document


def earlier_until(db: Db, form_id: str, number: int) -> int | None:
    """Return until when who began this version may finish it: the first last day of all versions that followed."""
    later = (_v.form_id == form_id) & (_v.number > number)
    found: int | None = db.scalar(select(func.min(_v.earlier_until)).where(later))
    return found


def published_document(db: Db, form_id: str, number: int) -> FormDocument:
    """Return a published version, whoever asks: it is public. Problems: FormNotFound."""
    text = db.scalar(select(_v.document).where(_v.form_id == form_id, _v.number == number))
    if text is None:
        raise FormNotFound
    return decoded(text)
