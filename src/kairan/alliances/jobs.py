"""What alliances do by themselves."""

from kairan.alliances.membership import take_unsent_out
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs

EVERY_S = 3_600


def register_jobs(jobs: Jobs) -> None:
    """Look every hour for people in rooms of alliances whom nobody sends any more."""
    jobs.every(EVERY_S, "alliances.sweep", sweep)


def sweep(db: Db) -> None:
    """Let out of the rooms whom nobody sends any more: a title was changed, a department closed, a body suspended."""
    take_unsent_out(db, None)
