"""Files in a correction (補正の添付): taken in as those of a draft are, and what is typed beside them is kept.

Promises: until the correction is sent the answers stay as they are; a file that took the place of another one is kept
with it until everything is erased; what was taken in for a correction that was not sent goes.
"""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, exists, or_, select, update

from kairan.applications.attaching import Holder, small_picture
from kairan.applications.attachment_model import HandedOut, application_file_table
from kairan.applications.model import DRAFT_BYTES, Applicant, ApplicationId, TypedIn
from kairan.applications.problems import DraftTooLarge
from kairan.applications.streams import application_stream
from kairan.core.journal import hold
from kairan.core.kit.database import Db
from kairan.core.kit.problems import NotFound
from kairan.core.kit.secrets import SecretBox
from kairan.counter.applicants import require_own_case
from kairan.counter.correcting import OpenCorrection, checked, correct, open_correction
from kairan.counter.model import case_correction_table, case_table
from kairan.counter.thread_model import writing_table
from kairan.forms.complaints import Complaint
from kairan.forms.file_complaints import FILE_WORDS

_f, _c, _k, _w = application_file_table.c, case_table.c, case_correction_table.c, writing_table.c


class ToCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """An applicant attaches to the correction they were asked for; see `applications.attaching.Attaching`."""

    applicant: Applicant
    box: SecretBox
    case_id: ApplicationId

    def begun(self, db: Db) -> Holder:
        """Return the correction that is open. Problems: CaseNotShown, NoCorrectionOpen."""
        require_own_case(db, self.applicant, self.case_id)
        hold(db, application_stream(self.case_id))
        wanted = open_correction(db, self.applicant, self.box, self.case_id)
        row = require_own_case(db, self.applicant, self.case_id)
        typed = {name: list(values) for name, values in wanted.typed.items()}
        return Holder(
            id=wanted.id,
            organization_id=row.organization_id,
            form_id=row.form_id,
            questions=wanted.questions,
            typed=typed,
        )

    def rewrite(self, db: Db, holder: Holder, typed: TypedIn) -> None:
        """Let this stand in its fields. Problems: DraftTooLarge."""
        text = msgspec.json.encode(typed)
        if len(text) > DRAFT_BYTES:
            raise DraftTooLarge
        kept = self.box.seal(text.decode(), f"correcting:{holder.id}")
        db.execute(update(case_correction_table).where(_k.id == holder.id).values(typed=kept))


def keep_correction(db: Db, to: ToCorrection, typed: Mapping[str, Sequence[str]], is_whole: bool) -> None:
    """Keep what was typed; of a page that did not arrive whole, what did.

    Problems: CaseNotShown, NoCorrectionOpen, DraftTooLarge.
    """
    holder = to.begun(db)
    fields = {field for one in holder.questions for field in one.fields()}
    replaced = fields if is_whole else fields & typed.keys()
    kept = {name: values for name, values in holder.typed.items() if name not in replaced}
    given = {name: list(typed[name]) for name in sorted(fields & typed.keys()) if any(typed[name])}
    if {**kept, **given} != holder.typed:
        to.rewrite(db, holder, {**kept, **given})


def correct_as_kept(db: Db, to: ToCorrection) -> dict[str, Complaint]:
    """Mend what was asked with what was kept; return what is wrong with it, and then nothing was changed.

    Problems: CaseNotShown, NoCorrectionOpen, NotComplete.
    """
    typed = to.begun(db).typed
    return correct(db, to.applicant, to.box, to.case_id, typed)


def correction_as_kept(
    db: Db, applicant: Applicant, box: SecretBox, case_id: ApplicationId, is_told: bool
) -> tuple[OpenCorrection, dict[str, Complaint]]:
    """Return what is to be mended, and what is wrong with it: of files that did not come always, else if `is_told`.

    Problems: CaseNotShown, NoCorrectionOpen.
    """
    wanted = open_correction(db, applicant, box, case_id)
    _, complaints = checked(db, case_id, wanted, wanted.typed)
    return wanted, {name: one for name, one in complaints.items() if is_told or one.code in FILE_WORDS}


def own_case_picture(db: Db, applicant: Applicant, case_id: ApplicationId, file_id: str) -> HandedOut:
    """Return a picture the applicant sent with their case, to be looked at small. Problems: CaseNotShown, NotFound."""
    require_own_case(db, applicant, case_id)
    corrections = select(_k.id).where(_k.application_id == case_id)
    writings = select(_w.id).where(_w.application_id == case_id)
    row = db.first(
        select(application_file_table).where(
            _f.id == file_id,
            or_(_f.application_id == case_id, _f.draft_id.in_(corrections), _f.draft_id.in_(writings)),
            _f.state.in_(("clean", "unchecked")),
            _f.thumbnail_key.is_not(None),
        )
    )
    if row is None:
        raise NotFound
    return small_picture(row)


def waits_for_correction() -> ColumnElement[bool]:
    """Restrict files to those of a correction that may still be sent."""
    is_open = _k.answered_at.is_(None) & _k.withdrawn_at.is_(None) & (_c.state == "correcting")
    return exists(select(_k.id).join(case_table, _c.id == _k.application_id).where(_k.id == _f.draft_id, is_open))
