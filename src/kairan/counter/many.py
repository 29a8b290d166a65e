"""Acts on many cases at once (一括): all of them, or none."""

from kairan.applications.model import ApplicationId
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Viewer
from kairan.counter.assigning import assign_case
from kairan.counter.finding import require_work
from kairan.counter.model import Assignment, CaseMove, ManyCases
from kairan.counter.moving import move_case
from kairan.counter.problems import CasesNotAll


def act_on_many(db: Db, viewer: Viewer, box: SecretBox, what: ManyCases) -> int:
    """CaseMove many cases, or say who works on them; return how many.

    The transaction is given up as a whole when one cannot. Problems: RefusedByPolicy, CasesNotAll.
    """
    refused = 0
    ids = sorted({ApplicationId(one) for one in what.case_ids})
    for case_id in ids:  # in one order for everybody, so that two who act at once do not wait for each other
        try:
            if what.to is None:
                assign_case(db, viewer, case_id, Assignment(owner_id=what.owner_id))
            else:
                row, _ = require_work(db, viewer, case_id)
                move_case(db, viewer, box, case_id, CaseMove(to=what.to, revision=row.revision, reason=what.reason))
        except Problem:
            refused += 1
    if refused:
        raise CasesNotAll(count=refused)
    return len(ids)
