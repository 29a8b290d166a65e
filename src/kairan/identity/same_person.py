"""Whether it is the same person who applies again, where they proved who they are."""

from sqlalchemy import func, select

from kairan.applications.model import application_table
from kairan.core.kit.database import Db
from kairan.identity.model import identity_proof_table

_p, _a = identity_proof_table.c, application_table.c


def standing_of_same(db: Db, form_id: str, draft_id: str) -> int:
    """Return how many applications of a form whoever proved who they are for a draft has standing."""
    digest = select(_p.subject_digest).where(_p.draft_id == draft_id).scalar_subquery()
    same = (_p.subject_digest == digest) & (_a.form_id == form_id) & _a.withdrawn_at.is_(None)
    joined = select(func.count()).select_from(identity_proof_table).join(application_table, _a.id == _p.application_id)
    return int(db.scalar(joined.where(same)) or 0)
