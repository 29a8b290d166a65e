"""What is done later: old drafts and answers are put away, places are moved up to, and people are told of theirs."""

from kairan.applications.erasing import erase_answers
from kairan.applications.filling import forget_drafts
from kairan.applications.giving_back import move_up_everywhere
from kairan.applications.proving import forget_proofs
from kairan.applications.telling import KIND, Telling, tell
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.secrets import SecretBox

EVERY_S = 600


def register_jobs(jobs: Jobs, box: SecretBox, *, is_mailed: bool) -> None:
    """Put away what is over, every ten minutes a piece of it; tell people of their places as it comes up."""

    def tell_them(db: Db, _telling: Telling) -> None:
        tell(db, box, is_mailed=is_mailed)

    jobs.every(EVERY_S, "applications.sweep", sweep)
    jobs.add(KIND, Telling, tell_them, at_once=1)


def sweep(db: Db) -> None:
    """Forget old drafts and proofs, erase answers that are kept for no longer, and give places that became free."""
    forget_drafts(db)
    forget_proofs(db)
    erase_answers(db)
    move_up_everywhere(db)
