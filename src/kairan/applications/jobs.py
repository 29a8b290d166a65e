"""What is done later: old drafts and answers are put away, places are moved up to, and people are told of theirs."""

from kairan.applications.attachments import sweep_files
from kairan.applications.erasing import erase_answers
from kairan.applications.filling import forget_drafts
from kairan.applications.giving_back import move_up_everywhere
from kairan.applications.invitations.upkeep import forget_invited, tell_who_answered
from kairan.applications.proving import forget_proofs
from kairan.applications.sums import count_what_was_never_counted
from kairan.applications.telling import KIND, Telling, tell
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.secrets import SecretBox
from kairan.forms.building import forget_builders
from kairan.forms.pictures import forget_pictures

EVERY_S = 600


def register_jobs(jobs: Jobs, box: SecretBox, *, is_mailed: bool) -> None:
    """Put away what is over, every ten minutes a piece of it; tell people of their places as it comes up."""

    def tell_them(db: Db, _telling: Telling) -> None:
        tell(db, box, is_mailed=is_mailed)

    jobs.every(EVERY_S, "applications.sweep", sweep)
    jobs.add(KIND, Telling, tell_them, at_once=1)


def sweep(db: Db) -> None:
    """Put away drafts, proofs and answers that are over, give places that became free, and do what was left over.

    Left over are: telling who of the invited has answered, and counting what came in before there were sums.
    """
    forget_drafts(db)
    forget_proofs(db)
    erase_answers(db)
    sweep_files(db)
    move_up_everywhere(db)
    tell_who_answered(db)
    forget_invited(db)
    forget_builders(db)
    forget_pictures(db)
    count_what_was_never_counted(db)
