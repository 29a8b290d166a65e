"""How many applications of a form one person may have standing (お一人の件数), as far as it is known who they are.

Promise: whoever submits twice at the same moment is counted one after the other. Known are members of staff with an
internal form, who proved who they are, and else a browser: nobody is asked who they are for the sake of counting.
"""

from collections.abc import Callable

from sqlalchemy import bindparam, func, select

from kairan.applications.model import Applicant, OpenForm, application_table
from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.kit.prepared import Prepared

SAME_PERSON: ExtensionPoint[Callable[[Db, str, str], int]] = ExtensionPoint("applications.same_person")
"""Asked for a form and a draft: how many applications of the form whoever proved who they are for it has standing."""

_a = application_table.c
_STANDING = Prepared(
    select(func.count())
    .select_from(application_table)
    .where(_a.form_id == bindparam("of_form"), _a.applicant == bindparam("of_applicant"), _a.withdrawn_at.is_(None))
)


def has_enough(db: Db, applicant: Applicant, form_id: str, audience: str, most_each: int | None) -> bool:
    """Whether somebody has as many applications of a form as one person may; what was withdrawn does not count."""
    if most_each is None or is_for_others(applicant, audience):
        return False
    return _standing_of(db, applicant, form_id) >= most_each


def has_too_many(db: Db, applicant: Applicant, form: OpenForm, draft_id: str) -> bool:
    """Whether what is being submitted is one too many; the form's row is held, so nobody else submits meanwhile."""
    if form.most_each is None or is_for_others(applicant, form.audience):
        return False
    if _standing_of(db, applicant, form.form_id) > form.most_each:
        return True
    return any(ask(db, form.form_id, draft_id) > form.most_each for ask in SAME_PERSON.given())


def _standing_of(db: Db, applicant: Applicant, form_id: str) -> int:
    row = _STANDING.first(db, {"of_form": form_id, "of_applicant": applicant.key})
    return 0 if row is None else int(row[0])


def is_for_others(applicant: Applicant, audience: str) -> bool:
    """Whether staff fill in a form of residents: for somebody at the counter, and then for the next."""
    return applicant.member_id is not None and audience != "staff"
