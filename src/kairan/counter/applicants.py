"""Whose case it is (申請者): by the browser it was submitted with, or by its number and code on another one."""

import hmac

from sqlalchemy import exists, or_, select

from kairan.applications.access_codes import code_of, read_code
from kairan.applications.model import Applicant, ApplicationId, application_table
from kairan.applications.numbers import read_number
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.upsert import upsert
from kairan.counter.joined import whole_cases
from kairan.counter.model import case_access_table, case_table
from kairan.counter.problems import CaseNotShown

_a, _c, _x = application_table.c, case_table.c, case_access_table.c


def let_in(db: Db, applicant: Applicant, box: SecretBox, number: str, code: str) -> ApplicationId:
    """Open a case to this browser, by its number and code. Problems: CaseNotShown."""
    plain = read_number(number)
    found = None if plain is None else db.scalar(select(_a.id).where(_a.number == plain))
    wanted = code_of(box, found or "nobody's")
    if not hmac.compare_digest(read_code(code).encode(), wanted.encode()) or found is None:
        raise CaseNotShown
    key = {"application_id": found, "applicant": applicant.key}
    db.execute(upsert(db, case_access_table).values(since=now_ms(), **key).on_conflict_do_nothing())
    return ApplicationId(found)


def require_own_case(db: Db, applicant: Applicant, case_id: ApplicationId) -> Record:
    """Return a case of the applicant's. Problems: CaseNotShown."""
    let = exists(select(_x.since).where(_x.application_id == _c.id, _x.applicant == applicant.key))
    row = db.first(whole_cases().where(_c.id == case_id, or_(_a.applicant == applicant.key, let)))
    if row is None:
        raise CaseNotShown
    return row
