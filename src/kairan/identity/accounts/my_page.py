"""My page (マイページ): the drafts and applications of an account."""

from sqlalchemy import or_, select

from kairan.applications.filling import drafts_alive
from kairan.applications.model import Applicant, application_draft_table, application_table
from kairan.applications.numbers import in_groups
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.counter.model import case_access_table, case_table
from kairan.forms.model import form_table
from kairan.identity.accounts.keeping import mail_of, require_account
from kairan.identity.accounts.model import SHOWN_MOST, MyPage, OwnApplication, OwnDraft
from kairan.people import organization_table

_a, _d, _f, _o, _x, _k = (
    application_table.c,
    application_draft_table.c,
    form_table.c,
    organization_table.c,
    case_access_table.c,
    case_table.c,
)


def my_page(db: Db, applicant: Applicant, box: SecretBox) -> MyPage:
    """Return everything of the account this browser is signed in to. Problems: AccountGone."""
    account = require_account(db, applicant)
    return MyPage(
        mail=mail_of(box, account), drafts=_drafts(db, account.key), applications=_applications(db, account.key)
    )


def _drafts(db: Db, key: str) -> list[OwnDraft]:
    rows = db.all(
        select(_d.id, _d.changed_at, _f.title, _f.address, _o.name)
        .select_from(application_draft_table)
        .join(form_table, _f.id == _d.form_id)
        .join(organization_table, _o.id == _f.organization_id)
        .where(_d.applicant == key, drafts_alive())
        .order_by(_d.changed_at.desc())
        .limit(SHOWN_MOST)
    )
    return [
        OwnDraft(id=row.id, title=row.title, organization=row.name, address=row.address, changed_at=row.changed_at)
        for row in rows
    ]


def _applications(db: Db, key: str) -> list[OwnApplication]:
    opened = select(_x.application_id).where(_x.applicant == key)
    rows = db.all(
        select(_a.id, _a.number, _a.applicant, _a.submitted_at, _f.title, _f.address, _o.name, _k.state)
        .select_from(application_table)
        .join(form_table, _f.id == _a.form_id)
        .join(organization_table, _o.id == _a.organization_id)
        .outerjoin(case_table, _k.id == _a.id)
        .where(or_(_a.applicant == key, _a.id.in_(opened)))
        .order_by(_a.id.desc())
        .limit(SHOWN_MOST)
    )
    return [
        OwnApplication(
            id=row.id,
            number=in_groups(row.number),
            title=row.title,
            organization=row.name,
            submitted_at=row.submitted_at,
            state=row.state,
            address=row.address,
            is_own=row.applicant == key,
        )
        for row in rows
    ]
