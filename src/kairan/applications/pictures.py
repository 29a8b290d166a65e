"""Which pictures of a form's explanations a resident may see (説明の画像)."""

from sqlalchemy import select

from kairan.applications.filling import drafts_alive
from kairan.applications.model import Applicant, OpenForm, application_draft_table
from kairan.applications.offering import offered_form
from kairan.core.kit.database import Db
from kairan.core.kit.problems import NotFound
from kairan.files import file_table, file_use_table
from kairan.files.model import StoredFile
from kairan.files.queries import FILE_COLUMNS, file_of
from kairan.forms.pictures import pictures_stream

_d, _f, _u = application_draft_table.c, file_table.c, file_use_table.c


def shown_picture(db: Db, applicant: Applicant, address: str, picture_id: str) -> StoredFile:
    """Return a picture of the version that is open to the applicant, or of one they have begun.

    Problems: FormNotOffered, NotFound.
    """
    form = offered_form(db, applicant, address)
    shows = (_u.stream == pictures_stream(form.form_id)) & _u.seq.in_(_versions(db, applicant, form))
    row = db.first(
        select(*FILE_COLUMNS)
        .join(file_use_table, _u.file_id == _f.id)
        .where(_f.id == picture_id, _f.state == "clean", shows)
        .limit(1)
    )
    if row is None:
        raise NotFound
    return file_of(row)


def _versions(db: Db, applicant: Applicant, form: OpenForm) -> list[int]:
    begun = select(_d.version).where(_d.applicant == applicant.key, _d.form_id == form.form_id, drafts_alive())
    is_open = form.is_open and form.audience != "invited"  # who was invited sees it once they have begun
    return [*db.scalars(begun.distinct()), *([form.version] if is_open else [])]
