"""Answers that need care (要配慮): opened for who works on them, each time on record."""

from kairan.applications.entries import ApplicationViewed
from kairan.applications.model import ApplicationId, ApplicationView
from kairan.applications.queries import require_application, shown_application
from kairan.applications.receipts import all_answers, plain_answers
from kairan.applications.remarks import with_remarks
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.forms.members import question_named
from kairan.forms.rights import require_form


def open_sealed(db: Db, viewer: Viewer, box: SecretBox, application_id: ApplicationId) -> ApplicationView:
    """Return an application with every answer, and note that they were looked at.

    Problems: RefusedByPolicy, ApplicationNotFound, FormRightNeeded.
    """
    row = require_application(db, viewer, application_id)
    require_form(db, viewer, row.form_id, "work")
    answers = all_answers(row, box)
    if row.sealed is not None and answers is not None:
        sealed = sorted({question_named(one) for one in set(answers) - set(plain_answers(row) or {})})
        append(db, application_stream(application_id), ApplicationViewed(questions=sealed), viewer)
    return with_remarks(db, shown_application(db, viewer, row, answers))
