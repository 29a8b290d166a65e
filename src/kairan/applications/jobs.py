"""What is put away by itself: drafts nobody goes on with, answers whose time is over."""

from kairan.applications.erasing import erase_answers
from kairan.applications.filling import forget_drafts
from kairan.applications.invitations.upkeep import forget_invited, tell_who_answered
from kairan.applications.sums import count_what_was_never_counted
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs

EVERY_S = 600


def register_jobs(jobs: Jobs) -> None:
    """Put away what is over, every ten minutes a piece of it."""
    jobs.every(EVERY_S, "applications.sweep", sweep)


def sweep(db: Db) -> None:
    """Forget old drafts, erase answers whose time is over, tell who of the invited has answered, and count the rest."""
    forget_drafts(db)
    erase_answers(db)
    tell_who_answered(db)
    forget_invited(db)
    count_what_was_never_counted(db)
