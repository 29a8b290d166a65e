"""What is put away by itself: drafts nobody goes on with, answers whose time is over."""

from kairan.applications.attachments import sweep_files
from kairan.applications.checking import register_checking
from kairan.applications.erasing import erase_answers
from kairan.applications.filling import forget_drafts
from kairan.applications.invitations.upkeep import forget_invited, tell_who_answered
from kairan.applications.sums import count_what_was_never_counted
from kairan.core.kit.blobs import Blobs
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.files.clamd import Scanner

EVERY_S = 600


def register_jobs(jobs: Jobs, blobs: Blobs, scanner: Scanner | None) -> None:
    """Put away what is over, every ten minutes a piece of it; check what no virus checker has seen yet."""
    jobs.every(EVERY_S, "applications.sweep", sweep)
    register_checking(jobs, blobs, scanner)


def sweep(db: Db) -> None:
    """Forget old drafts, erase answers whose time is over, tell who of the invited has answered, and count the rest."""
    forget_drafts(db)
    erase_answers(db)
    sweep_files(db)
    tell_who_answered(db)
    forget_invited(db)
    count_what_was_never_counted(db)
